/** The same work in browsers, on the file for pages: from import to the first product, and the rates beside Node's. */
import { existsSync, readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { serve } from '../test/browser/support/server.ts';
import { chromium } from '../test/engines/support/chromium.ts';
import type { Engine, Launcher } from '../test/engines/support/engine.ts';
import { firefox } from '../test/engines/support/firefox.ts';
import { webkit } from '../test/engines/support/webkit.ts';
import { type Family, FULL, PLAIN, type Remote, type Row, Unavailable, type Work } from './harness.ts';
import { SERVED, type Served, someOf } from './served.ts';

const ENGINES: Record<string, Launcher> = { Chromium: chromium, Firefox: firefox, WebKit: webkit };
const OPS = [
  'matmul 512³',
  'crossEntropy + gradient [256, 1000]',
  'tutorial step',
  'step, 784-512-512-10',
  'step, two convolutions',
];
const LIBRARY = '/rushlight.min.js';
const PLAIN_MODULE = '/plain.js';

/** The package's one file, the works bundled around it, and plain JavaScript. */
function files(): Map<string, string | Uint8Array> {
  const { outputFiles } = buildSync({
    entryPoints: ['bench/page.ts'],
    bundle: true,
    format: 'esm',
    alias: { rushlight: LIBRARY },
    external: [LIBRARY],
    tsconfigRaw: '{}',
    write: false,
  });
  return new Map<string, string | Uint8Array>([
    ['/', '<!doctype html>'],
    ['/page.js', outputFiles[0]?.text ?? ''],
    [LIBRARY, readFileSync('dist/rushlight.min.js')],
    [PLAIN_MODULE, readFileSync('bench/cold/plain.mjs')],
  ]);
}

/** A browser with the files before it. */
async function open(name: string): Promise<{ engine: Engine; origin: string; dispose: () => Promise<void> }> {
  const { programs, packages, launch } = ENGINES[name] as Launcher;
  if (!programs.every((path) => existsSync(path))) throw new Unavailable(`not installed: ${packages}`);
  const site = await serve(files(), { isolated: true, plain: true });
  const engine = await launch();
  await engine.open(site.origin);
  const dispose = async (): Promise<void> => {
    await engine.close();
    await site.close();
  };
  return { engine, origin: site.origin, dispose };
}

async function working(name: string, op: string): Promise<Work> {
  const { engine, dispose } = await open(name);
  const here = (SERVED[op] as () => Served)();
  const call = (text: string): Promise<unknown> => engine.evaluate(`import('/page.js').then((page) => page.${text})`);
  const given = JSON.stringify(op);
  return {
    work: 1,
    unit: 'ms',
    // levels round differently, and steps of Adam are as large for a gradient of nearly zero
    tolerance: 1e-3,
    check: async () => [(await call(`values(${given})`)) as number[], someOf(here.values())],
    ours: { time: async (ms) => (await call(`time(${given}, ${ms}, ${FULL.warmup})`)) as number },
    versus: { Node: { run: here.run } },
    goals: [{ versus: 'Node', as: 'share' }],
    dispose,
  };
}

async function starting(name: string): Promise<Work> {
  const { engine, origin, dispose } = await open(name);
  let loads = 0;
  const first = async (path: string): Promise<{ ms: number; value: number }> => {
    const load = ++loads;
    await engine.open(`${origin}/?${load}`);
    const product = 'matmul(tensor([[1, 2, 3]]), tensor([[4], [3], [3]])).item()';
    return (await engine.evaluate(`(async (start) => {
      const { matmul, tensor } = await import('${path}?${load}');
      const value = ${product};
      return { ms: performance.now() - start, value };
    })(performance.now())`)) as { ms: number; value: number };
  };
  const fresh = (path: string): Remote => ({ time: async () => (await first(path)).ms });
  return {
    work: 1,
    unit: 'ms',
    tolerance: 0,
    check: async () => [[(await first(LIBRARY)).value], [19]],
    ours: fresh(LIBRARY),
    versus: { [PLAIN]: { run: fresh(PLAIN_MODULE) } },
    goals: [{ versus: PLAIN, as: 'above' }],
    dispose,
  };
}

export const engines: Family = {
  name: 'engines',
  title: 'In browsers',
  rows: (): Row[] =>
    Object.keys(ENGINES).flatMap((name) => [
      { name: `${name}: import to first product`, setup: () => starting(name) },
      ...OPS.map((op) => ({ name: `${name}: ${op}`, setup: () => working(name, op) })),
    ]),
};
