/**
 * Writes what the playground serves beside its own scripts to build/playground: the library as modules that programs import, the
 * types for the editor, and some digits. `node examples/run.mjs playground/prepare`
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { loadDigits } from '../digits/data.ts';
import { DIGITS, LIBRARY } from './modules.ts';

const OUT = 'build/playground';
const MODULE = 'examples/playground/module/playground.ts';

// TypeScript with an API for programs, which the project's own no longer has
const require = createRequire(resolve('examples/playground/package.json'));
const ts = require('typescript') as typeof import('typescript');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const entryOf = (name: string): string => manifest.exports[name.replace('rushlight', '.')].default;

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

await build({
  entryPoints: [...LIBRARY.map((name) => ({ in: entryOf(name), out: name })), { in: MODULE, out: 'playground' }],
  outdir: join(OUT, 'lib'),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  chunkNames: '[hash]',
  alias: { rushlight: resolve(entryOf('rushlight')) },
  // the names of functions and classes stay, for errors and for printed models
  minifyWhitespace: true,
  minifySyntax: true,
  tsconfigRaw: '{}',
});

/** All files under a folder, by the address that they get in the editor's file system. */
const declarations = (folder: string): [string, string][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.d.ts'))
    .map((path) => [`/node_modules/rushlight/${join(folder, path)}`, readFileSync(join(folder, path), 'utf8')]);

/** TypeScript's own library file and those that it refers to. */
function standard(name: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(name)) return found;
  const text = readFileSync(join(dirname(require.resolve('typescript')), name), 'utf8');
  found.set(name, text);
  for (const [, reference] of text.matchAll(/^\/\/\/ <reference lib="(.+)" \/>/gm)) standard(`lib.${reference}.d.ts`, found);
  return found;
}

const { outputText } = ts.transpileDeclaration(readFileSync(MODULE, 'utf8'), { compilerOptions: { stripInternal: true } });
const libraries = ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.webworker.d.ts'].flatMap((name) => [...standard(name)]);
const files = Object.fromEntries([
  ...libraries.map(([name, text]) => [`/${name}`, text]),
  ...['dist/src', 'dist/bindings'].flatMap(declarations),
  ['/node_modules/rushlight/package.json', JSON.stringify({ name: 'rushlight', type: 'module', exports: manifest.exports })],
  ['/node_modules/playground/index.d.ts', outputText],
]);
writeFileSync(join(OUT, 'types.json'), JSON.stringify(files));

const { train, test } = loadDigits();
const parts = [train, test].map(({ tensors: [images, labels] }, part) => {
  const count = part === 0 ? DIGITS.train : DIGITS.heldOut;
  const pixels = Uint8Array.from(images.slice(0, 0, count).toTypedArray(), (value) => Math.round(value * 255));
  return { pixels, labels: Uint8Array.from(labels.slice(0, 0, count).toTypedArray()) };
});
const packed = gzipSync(Buffer.concat([...parts.map(({ labels }) => labels), ...parts.map(({ pixels }) => pixels)]), {
  level: 9,
});
writeFileSync(join(OUT, 'digits.bin'), packed);

console.log(`${relative('.', OUT)}: ${Object.keys(files).length} files of types, ${packed.length} bytes of digits`);
