// In a process of its own: how long it takes to import the module of that path and multiply two matrices, at a level if one is
// given, or with 'import' to import it; or, for a binary, to compile it. Prints {"ms", "value"}.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [path, how] = process.argv.slice(2);
const url = pathToFileURL(path).href;
const start = performance.now();
let value = 19;
if (path.endsWith('.wasm')) {
  new WebAssembly.Module(readFileSync(path));
} else {
  const { init, matmul, tensor } = await import(url);
  if (how !== 'import') {
    if (how !== undefined) await init({ level: how });
    value = matmul(tensor([[1, 2, 3]]), tensor([[4], [3], [3]])).item();
  }
}
console.log(JSON.stringify({ ms: performance.now() - start, value }));
