/**
 * `npm run bench:against -- PATH`: this build against that of another checkout, such as an earlier one (`git worktree add`, `npm ci`,
 * `npm run build` there), by the rows of this bench. `npm run bench:against -- PATH softmax --rounds 3 --most 1.03` for the families
 * and rows of those names. Each sample is a process of its own, the two builds in turn; rows that the other build cannot run are
 * left out. The best samples are compared: other work on the machine only ever adds time. Fails if one is above `--most`, or if
 * this build cannot run a row.
 */
import { copyFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Plugin } from 'esbuild';
import * as rushlight from 'rushlight';
import type { Sample } from './against-row.ts';
import { FAMILIES } from './families.ts';
import { median } from './harness.ts';
import { Peer } from './process.ts';
import { digits, table } from './report.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    ms: { type: 'string', default: '200' },
    most: { type: 'string', default: '1.03' },
  },
});
const [other, ...names] = positionals;
if (other === undefined) {
  console.error('bench:against: expected the path of another checkout, got none');
  process.exit(2);
}
const CHECKOUTS = [resolve(other), process.cwd()] as const;
const PROGRAM = 'build/against.mjs';

/** PyTorch and browsers are not needed, and what another build does not export is undefined there. */
const alone: Plugin = {
  name: 'alone',
  setup: ({ onResolve, onLoad }) => {
    onLoad({ filter: /bench\/(torch|engines)\.ts$/ }, () => ({
      contents: `
        export const engines = { name: 'engines', rows: () => [] };
        export const torch = async () => undefined;
      `,
    }));
    onResolve({ filter: /^rushlight$/ }, ({ namespace, path }) =>
      namespace === 'names' ? { path, external: true } : { path, namespace: 'names' },
    );
    onLoad({ filter: /./, namespace: 'names' }, () => ({
      contents: [
        "import * as $ from 'rushlight';",
        ...Object.keys(rushlight).map((name, i) => `const $${i} = $.${name}; export { $${i} as ${name} };`),
      ].join('\n'),
    }));
  },
};

// where it lies, `rushlight` is the build of that checkout
for (const root of CHECKOUTS) {
  for (const name of readdirSync('build').filter((file) => file.startsWith('limits-')))
    if (root !== process.cwd()) copyFileSync(`build/${name}`, `${root}/build/${name}`);
  await build({
    entryPoints: ['bench/against-row.ts'],
    outfile: `${root}/${PROGRAM}`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfigRaw: '{}',
    plugins: [alone],
    logLevel: 'error',
  });
}

async function sample(root: string, family: string, row: string, checked: boolean): Promise<Sample> {
  const peer = new Peer(process.execPath, [PROGRAM, family, row], { cwd: root });
  try {
    return await peer.ask<Sample>({ ms: Number(options.ms), checked });
  } finally {
    await peer.end();
  }
}

await rushlight.init();
const lines: string[][] = [];
const failures: string[] = [];
for (const family of FAMILIES) {
  // browsers, and a level of its own
  if (['engines', 'wide'].includes(family.name)) continue;
  for (const { name } of family.rows()) {
    if (!names.every((word) => family.name === word || name.includes(word))) continue;
    const best: [number[], number[]] = [[], []];
    let side: 0 | 1 = 0;
    try {
      for (let round = 0; round < Number(options.rounds); round++)
        for (side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
          best[side].push((await sample(CHECKOUTS[side], family.name, name, round === 0)).best);
    } catch (error) {
      console.log(`${name}: left out, ${side === 0 ? 'before' : 'now'}: ${(error as Error).message}`);
      // that it could not run before is no fault of this build
      if (side === 1) failures.push(name);
      continue;
    }
    const [before, now] = best;
    const ratio = Math.min(...now) / Math.min(...before);
    if (ratio > Number(options.most)) failures.push(name);
    const micros = (ms: number): string => digits(1000 * ms);
    const cells = [
      micros(Math.min(...before)),
      micros(Math.min(...now)),
      ratio.toFixed(3),
      (median(now) / median(before)).toFixed(3),
    ];
    console.log(`${name}: ${cells.join(' ')}`);
    lines.push([name, ...cells]);
  }
}
console.log(`\n${table(['row', 'before, µs', 'now, µs', 'best / best', 'median / median'], lines)}`);
console.log(
  `\n${lines.length} rows, ${failures.length} above ${options.most} or failed${failures.map((name) => `\n  ${name}`).join('')}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
