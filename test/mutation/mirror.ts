// A copy of the sources and tests as JavaScript, a file for a file, so that a mutant costs the translation of one.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';

const FOLDERS = ['src', 'bindings', 'test', 'examples'];
const LEFT_OUT = /node_modules|^test\/(package|engines|examples|tfjs|debug)\/|\.page\.ts$|\.d\.ts$/;

const SHIM = 'test/browser/support/vitest.ts';

export const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => path.endsWith('.ts') && !LEFT_OUT.test(path));

export class Mirror {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /** Where a source file is here. */
  of(path: string): string {
    return join(this.root, `${path}.mjs`);
  }

  /** Writes the JavaScript of a source file, whose text may be another than the file's. */
  write(path: string, text: string = readFileSync(path, 'utf8')): void {
    const here = pathToFileURL(resolve(path)).href;
    const { code } = transformSync(text, { loader: 'ts', target: 'es2022', format: 'esm', sourcefile: path });
    const shim = JSON.stringify(pathToFileURL(this.of(SHIM)).href);
    const linked = code
      .replace(/((?:from|import) ?\(?")(\.[^"]+\.ts)(")/g, '$1$2.mjs$3')
      .replace(/from "vitest"/g, `from ${shim}`);
    mkdirSync(dirname(this.of(path)), { recursive: true });
    // fixtures lie beside the file itself
    writeFileSync(this.of(path), path.startsWith('test/') ? linked.replaceAll('import.meta.url', JSON.stringify(here)) : linked);
  }

  writeAll(): void {
    for (const path of FOLDERS.flatMap(sources)) this.write(path);
  }

  /** The script that runs test files. */
  script(): string {
    const path = join(this.root, 'run.mjs');
    const url = (file: string): string => JSON.stringify(pathToFileURL(this.of(file)).href);
    const root = JSON.stringify(pathToFileURL(`${this.root}/`).href);
    writeFileSync(
      path,
      `import { run } from ${url('test/mutation/runner.ts')};\n` +
        `await run((file) => import(${root} + file + '.mjs'), async (o) => (await import(${url('src/index.ts')})).init(o));\n`,
    );
    return path;
  }
}
