/** From import to the first product, in a fresh process each time, against compiling the binary in another. */
import { execFileSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { backend } from 'rushlight';
import type { Family, Remote, Row, Work } from './harness.ts';

const TARGET = 1.3;
const BUNDLE = 'build/cold.mjs';

interface First {
  ms: number;
  value: number;
}

const first = (path: string): First =>
  JSON.parse(execFileSync(process.execPath, [...process.execArgv, 'bench/cold/first.mjs', path], { encoding: 'utf8' })) as First;

/** The median of at least three processes. */
const fresh = (path: string): Remote => ({
  time: async (ms) => {
    const samples: number[] = [];
    for (const end = performance.now() + ms; performance.now() < end || samples.length < 3; ) samples.push(first(path).ms);
    return samples.toSorted((a, b) => a - b)[samples.length >> 1] as number;
  },
});

function cold(path: string): Work {
  const binary = `dist/wasm/${backend().level === 'simd' ? 'simd' : 'relaxed'}.wasm`;
  return {
    work: 1,
    unit: 'ms',
    tolerance: 0,
    check: () => [[first(path).value], [19]],
    ours: fresh(path),
    versus: { compiling: { run: fresh(binary) } },
    goals: [{ versus: 'compiling', as: 'cost', target: TARGET }],
  };
}

/** What a program that makes one product ships. */
function bundle(): string {
  buildSync({
    stdin: { contents: "export { matmul, tensor } from 'rushlight';", resolveDir: '.' },
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
    { name: 'bundled, one file', setup: () => cold(bundle()) },
    { name: 'as installed, one file for all', setup: () => cold('dist/node/index.js') },
    { name: 'a file a module', setup: () => cold('dist/src/index.js') },
  ],
};
