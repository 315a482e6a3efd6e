// Test files as scripts: with the runner in them and with what stands for vitest, and in a page also for Node.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const SUPPORT = 'test/browser/support';

/** What is about Node or about the build, and so cannot run in a page. */
const NODE_ONLY = [
  // takes parameters' names from the source, which the bundle changes
  'bad-inputs',
  'binaries',
  'binary-sources',
  'copies',
  'exports-untouched',
  'finalizer',
  'imports',
  'inspect',
  'kernels',
  'onnx',
  'onnx-ops',
  'onnx-table',
  'onnx-transformer',
  'onnx-windows',
  'open-safetensors',
  'realms',
  'safetensors.numpy',
  'tfjs',
  'tfjs-files',
  'tfjs-reader',
  'tfjs-writer',
  'threads.failures',
  'torch-files.pytorch',
  'torch-jobs.pytorch',
  'torch-forward',
  'torch-parts',
  'torch-project.pytorch',
];

/** The names of the test files that run in a page: all but those. */
export const testFiles = (): string[] =>
  readdirSync('test')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => name.replace('.test.ts', ''))
    .filter((name) => !NODE_ONLY.includes(name));

/** Fixtures are read next to the source file that asks for them, wherever the bundle is: `base` is the project's root. */
const sourceUrls = (base: string): Plugin => ({
  name: 'source-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\/test\/(support\/.+|[^/]+)\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const url = `new URL(${JSON.stringify(relative('.', path))}, ${base}).href`;
      return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
});

const VITEST = { vitest: resolve(SUPPORT, 'vitest.ts') };
const NODE = Object.fromEntries(['node:fs', 'node:v8'].map((name) => [name, resolve(SUPPORT, 'node.ts')]));

async function script(contents: string, options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: SUPPORT },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    ignoreAnnotations: true,
    logLevel: 'error',
    define: { 'process.env': 'globalThis.testEnvironment' },
    ...options,
    write: false,
  });
  return outputFiles[0]!.contents;
}

/** One script for each name, of the test file that `pathOf` gives, and the page's own as `page`. */
export async function bundle(
  names: readonly string[],
  pathOf = (name: string): string => `../../${name}.test.ts`,
): Promise<Map<string, Uint8Array>> {
  const entries = names.map((name) => [name, `import { run } from './run.ts'; run('${name}', () => import('${pathOf(name)}'));`]);
  const sources: [string, string][] = [...(entries as [string, string][]), ['page', `import './page.ts';`]];
  const options: BuildOptions = { alias: { ...VITEST, ...NODE }, plugins: [sourceUrls('location.origin')] };
  const built = sources.map(async ([name, contents]) => [`/${name}.js`, await script(contents, options)] as const);
  return new Map(await Promise.all(built));
}

/** One script for each name, for a runtime that has Node's modules: its argument is the level, its last line the outcome. */
export async function bundleForHost(names: readonly string[]): Promise<Map<string, Uint8Array>> {
  const root = JSON.stringify(pathToFileURL(`${resolve('.')}/`).href);
  const options: BuildOptions = { alias: VITEST, platform: 'node', plugins: [sourceUrls(root)] };
  const built = names.map(async (name) => {
    const contents = `import { outcomeOf } from './run.ts';
      const outcome = await outcomeOf('${name}', process.argv[2], () => import('../../${name}.test.ts'));
      console.log(JSON.stringify(outcome));`;
    return [name, await script(contents, options)] as const;
  });
  return new Map(await Promise.all(built));
}
