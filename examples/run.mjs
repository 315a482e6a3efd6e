// Runs an example, or the bench: `node examples/run.mjs digits --epochs 3`. Its TypeScript becomes one module under build/, in which
// `import … from 'rushlight'` is the built package itself, as a user would have it.
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [name, ...args] = process.argv.slice(2);
const entry = [`examples/${name}/main.ts`, `examples/${name}.ts`, `${name}/main.ts`, `${name}.ts`].find((path) =>
  existsSync(path),
);
if (entry === undefined) {
  const names = readdirSync('examples').flatMap((file) => {
    if (file.endsWith('.ts')) return file.slice(0, -3);
    return existsSync(`examples/${file}/main.ts`) ? file : [];
  });
  console.error(`run: expected one of ${names.join(', ')}, got '${name ?? ''}'`);
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
  // without the project's own paths: 'rushlight' stays an import
  tsconfigRaw: '{}',
  logLevel: 'warning',
});
process.argv = [process.argv[0], outfile, ...args];
await import(pathToFileURL(outfile).href);
