/** What a page downloads of a library: one minified module with all that it exports, and the binaries beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const FOLDER = 'bench/peers';

/** Kilobytes after gzip. */
export function sizeOf({ modules, files = [] }: { modules: string[]; files?: string[] }): number {
  const { outputFiles } = buildSync({
    stdin: { contents: modules.map((name, i) => `export * as m${i} from '${name}';`).join('\n'), resolveDir: FOLDER },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['node:*', 'fs', 'path', 'os', 'crypto', 'util', 'worker_threads', 'perf_hooks', 'module'],
    write: false,
    outdir: 'build',
    logLevel: 'error',
    tsconfigRaw: '{}',
  });
  const parts = [...outputFiles.map(({ contents }) => contents), ...files.map((path) => readFileSync(join(FOLDER, path)))];
  return Math.round(parts.reduce((sum, part) => sum + gzipSync(part, { level: 9 }).length, 0) / 1000);
}
