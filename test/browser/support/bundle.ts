// Test files as scripts for a page: with the runner in them, and with what stands for vitest and for Node.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const SUPPORT = 'test/browser/support';

/** What is about Node or about the build, and so cannot run in a page. */
const NODE_ONLY = ['binaries', 'finalizer', 'print', 'safetensors', 'threads'];

/** The names of the test files that run in a page: all but those. */
export const testFiles = (): string[] =>
  readdirSync('test')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => name.replace('.test.ts', ''))
    .filter((name) => !NODE_ONLY.includes(name));

/** Fixtures are read next to the source file that asks for them, wherever the bundle is. */
const sourceUrls: Plugin = {
  name: 'source-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\/test\/(support\/.+|[^/]+)\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const url = `new URL(${JSON.stringify(`/${relative('.', path)}`)}, location.origin).href`;
      return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};

/** One script for each name, and the page's own as `page`. */
export async function bundle(names: readonly string[]): Promise<Map<string, Uint8Array>> {
  const entries = names.map((name) => [
    name,
    `import { run } from './run.ts'; run('${name}', () => import('../../${name}.test.ts'));`,
  ]);
  const sources: [string, string][] = [...(entries as [string, string][]), ['page', `import './page.ts';`]];
  const built = sources.map(async ([name, contents]) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: SUPPORT },
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      ignoreAnnotations: true,
      logLevel: 'error',
      alias: {
        vitest: resolve(SUPPORT, 'vitest.ts'),
        'node:fs': resolve(SUPPORT, 'node.ts'),
        'node:v8': resolve(SUPPORT, 'node.ts'),
      },
      define: { 'process.env': 'globalThis.testEnvironment' },
      plugins: [sourceUrls],
    });
    return [`/${name}.js`, outputFiles[0]!.contents] as const;
  });
  return new Map(await Promise.all(built));
}
