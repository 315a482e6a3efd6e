/**
 * From import to the first product, in a fresh process each time, beside a module of plain JavaScript; each level beside the other;
 * and what that consists of: parsing the module, and compiling the binary.
 */
import { execFileSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { backend } from 'rushlight';
import { type Family, type Goal, PLAIN, type Remote, type Row, Unavailable, type Work } from './harness.ts';

/** ms above plain JavaScript's own. */
const ABOVE_PLAIN = 6;
/** ms above the other level. */
const ABOVE_SIMD = 3;
const BUNDLE = 'build/cold.mjs';
const INSTALLED = 'dist/node/index.js';
const PLAIN_MODULE = 'bench/cold/plain.mjs';

interface First {
  ms: number;
  value: number;
}

const first = (...args: string[]): First =>
  JSON.parse(
    execFileSync(process.execPath, [...process.execArgv, 'bench/cold/first.mjs', ...args], { encoding: 'utf8' }),
  ) as First;

/** The median of at least three processes. */
const fresh = (...args: string[]): Remote => ({
  time: async (ms) => {
    const samples: number[] = [];
    for (const end = performance.now() + ms; performance.now() < end || samples.length < 3; ) samples.push(first(...args).ms);
    return samples.toSorted((a, b) => a - b)[samples.length >> 1] as number;
  },
});

function cold(args: string[], versus: Work['versus'], goals: Goal[]): Work {
  return {
    work: 1,
    unit: 'ms',
    tolerance: 0,
    check: () => [[first(...args).value], [19]],
    ours: fresh(...args),
    versus,
    goals,
  };
}

/** Against plain JavaScript; the parts of it are shown without a target. */
function whole(path: string, target?: number): Work {
  const binary = `dist/wasm/${backend().level === 'simd' ? 'simd' : 'relaxed'}.wasm`;
  const versus = {
    [PLAIN]: { run: fresh(PLAIN_MODULE) },
    'its import': { run: fresh(path, 'import') },
    'compiling the binary': { run: fresh(binary) },
  };
  return cold([path], versus, [
    { versus: PLAIN, as: 'above', ...(target !== undefined && { target }) },
    ...['its import', 'compiling the binary'].map((name): Goal => ({ versus: name, as: 'above' })),
  ]);
}

/** One level against the other. */
function levels(path: string): Work {
  if (backend().level === 'simd') throw new Unavailable(`${process.version} has one level`);
  const versus = { 'level simd': { run: fresh(path, 'simd') } };
  return cold([path, 'relaxed'], versus, [{ versus: 'level simd', as: 'above', target: ABOVE_SIMD }]);
}

/** What a program that makes one product ships. */
function bundle(): string {
  buildSync({
    stdin: { contents: "export { init, matmul, tensor } from 'rushlight';", resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    outfile: BUNDLE,
  });
  return BUNDLE;
}

export const coldStart: Family = {
  name: 'cold',
  title: 'Cold start: import to first product',
  rows: (): Row[] => [
    { name: 'bundled, one file', setup: () => whole(bundle(), ABOVE_PLAIN) },
    { name: 'bundled, level relaxed', setup: () => levels(bundle()) },
    { name: 'as installed, one file for all', setup: () => whole(INSTALLED) },
    { name: 'a file a module', setup: () => whole('dist/src/index.js') },
  ],
};
