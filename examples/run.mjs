// Runs an example, or the bench: `node examples/run.mjs digits --epochs 3`. Its TypeScript becomes one module under build/, in which
// `import … from 'rushlight'` is the built package itself, as a user would have it.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [name, ...args] = process.argv.slice(2);
const entry = [`examples/${name}/main.ts`, `examples/${name}.ts`, `${name}/main.ts`].find((path) => existsSync(path));
if (entry === undefined) {
  console.error(`run: expected the name of an example, got '${name ?? ''}'`);
  process.exit(2);
}
const outfile = `build/examples/${name}.mjs`;
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
process.argv = [process.argv[0], outfile, ...args];
await import(pathToFileURL(outfile).href);
