// A site for the stores of a browser: their tests by the address of test files, and at /training a training that a store keeps.
import { build } from 'esbuild';
import { bundle } from './bundle.ts';
import type { Report } from './run.ts';
import { type Site, serve } from './server.ts';
import type { Survivor } from './survivor.ts';

/** What the pages leave in their window. */
export interface StoresWindow {
  report: Promise<Report>;
  survivor: Survivor;
}

export async function serveStores(): Promise<Site> {
  const files = await bundle(['stores'], (name) => `./${name}.page.ts`);
  const { outputFiles } = await build({
    entryPoints: ['test/browser/support/survivor.ts'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    write: false,
  });
  files.set('/survivor.js', outputFiles[0]!.contents);
  const page = (name: string) => new TextEncoder().encode(`<!doctype html><script type="module" src="/${name}.js"></script>`);
  return serve(files.set('/', page('page')).set('/training', page('survivor')));
}

/** The address of the stores' own tests, in a page or in a worker of it. */
export const storeTests = ({ origin }: Site, where: string): string =>
  `${origin}/?${new URLSearchParams({ where, level: 'simd', file: 'stores' })}`;

/** How often a training is cut off; RUSHLIGHT_KILLS says it for a long run. */
export const KILLS = Number(process.env['RUSHLIGHT_KILLS'] ?? 5);

/** Numbers in [0, 1), the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}
