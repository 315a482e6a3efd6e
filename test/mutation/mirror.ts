// A copy of the sources and tests as JavaScript, a file for a file, and of the library as often as it is wanted: each realm has its own
// modules, memory and kernels, from functions that are compiled once.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';

const FOLDERS = ['src', 'bindings', 'test', 'examples'];
const LEFT_OUT = /node_modules|^test\/(package|engines|examples|tfjs|debug|mutation)\/|\.page\.ts$|\.d\.ts$/;

export const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => path.endsWith('.ts') && !LEFT_OUT.test(path));

function translated(path: string, text: string): string | undefined {
  const here = pathToFileURL(resolve(path)).href;
  try {
    return transformSync(text, {
      loader: 'ts',
      target: 'es2022',
      format: 'cjs',
      // as modules are: writing to what is frozen throws
      banner: "'use strict';",
      supported: { 'dynamic-import': false },
      sourcefile: path,
      // fixtures lie beside the file itself
      define: { 'import.meta.url': JSON.stringify(here) },
    }).code;
  } catch (error) {
    // a program of its own, which no test imports
    if (/Top-level await/.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** Writes the JavaScript of all sources below `root`; `textOf` may give another text for a file than its own. */
export function writeMirror(root: string, textOf: (path: string) => string | undefined): void {
  for (const path of FOLDERS.flatMap(sources)) {
    // the only wait of tests at their top is for what is there at once
    const text = (textOf(path) ?? readFileSync(path, 'utf8')).replace(/^await start\(\);/gm, 'start();');
    const code = translated(path, text);
    if (code === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, `${path}.js`), code);
  }
}

type Exports = Record<string, unknown>;
type Compiled = (require: (name: string) => unknown, exports: Exports, module: { exports: Exports }) => void;

/** Modules of a mirror: gives a function that loads a realm, which gives a function that imports a file into it. */
export function realmsOf(root: string, packages: Record<string, object>): () => (path: string) => Exports {
  const compiled = new Map<string, Compiled>();
  const load = createRequire(resolve('package.json'));
  const functionOf = (path: string): Compiled => {
    const filename = join(root, `${path}.js`);
    const made =
      compiled.get(path) ??
      (compileFunction(readFileSync(filename, 'utf8'), ['require', 'exports', 'module'], { filename }) as Compiled);
    compiled.set(path, made);
    return made;
  };
  return () => {
    const modules = new Map<string, { exports: Exports }>();
    const importFile = (path: string): Exports => {
      const known = modules.get(path);
      if (known) return known.exports;
      const module = { exports: {} as Exports };
      modules.set(path, module);
      const require = (name: string): unknown =>
        name.startsWith('.') ? importFile(join(dirname(path), name)) : (packages[name] ?? load(name));
      functionOf(path)(require, module.exports, module);
      return module.exports;
    };
    return importFile;
  };
}
