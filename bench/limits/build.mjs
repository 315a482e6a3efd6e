// Compiles the limits for both levels into build/limits-<level>.wasm, with the kernels' own options.
import { main } from 'assemblyscript/asc';

for (const target of ['simd', 'relaxed']) {
  const { error, stderr } = await main(['--config', 'bench/limits/asconfig.json', '--target', target]);
  if (error) {
    console.error(stderr.toString());
    process.exit(1);
  }
}
