/**
 * The same work on other libraries, each in a process of its own, checked against plain loops to 1e-4 and then timed
 * in turn: `npm run bench:peers`; `-- --check` checks small work and times nothing; words select works by their title.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { errorOf, FULL, median, QUICK, quartileSpread } from '../harness.ts';
import { Peer } from '../process.ts';
import { asJson, table } from '../report.ts';
import { PYTHONS } from '../torch.ts';
import { sizeOf } from './size.ts';
import { CONTENDERS, type Contender, FIRST, REFEREE, SMALL_WORKS, WORKS, type Work } from './works.ts';

const TOLERANCE = 1e-4;
const PATIENCE_MS = 240_000;
const FOLDER = 'bench/peers';
const SIZE = 'bundle with its Wasm, gzip, kB';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: process.execPath },
    only: { type: 'string', multiple: true },
    check: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    json: { type: 'string', default: 'out/peers.json' },
  },
});

interface Cell {
  ms?: number;
  spread?: number;
  error?: number;
  /** Growth of the resident memory in a first call, MiB. */
  growth?: number;
  /** Why there is no figure. */
  note?: string;
  failed?: boolean;
  /** Of its bundle. */
  kB?: number;
}

/** The Python that has PyTorch, if one has. */
const python = await (async () => {
  for (const candidate of PYTHONS) {
    const peer = new Peer(candidate, ['-c', 'import torch; print("{}")']);
    const there = await peer.ask({}).then(
      () => true,
      () => false,
    );
    await peer.end();
    if (there) return candidate;
  }
  return null;
})();

function open({ run: [module, ...args] }: Contender): Peer {
  // what the machine's owner set has a reason: not every build of OpenBLAS is right on every processor
  const env = { OPENBLAS_CORETYPE: 'Haswell', ...process.env };
  if (module === 'python') return new Peer(python as string, ['native.py', ...args], { cwd: FOLDER, env });
  return new Peer(options.node, ['serve.mjs', module as string, ...args], { cwd: FOLDER, env });
}

const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
const file = join(folder, 'values.f32');

interface Entry {
  contender: Contender;
  peer: Peer;
  cell: Cell;
  ms: number[];
}

/** How far apart the parameters are after some steps: Adam's first ones have the size of the rate whatever a gradient's
 * size, so where one is zero but for rounding single parameters differ; all together they must not. */
function distance(got: Float32Array, want: Float32Array): number {
  if (got.length !== want.length) return Infinity;
  const norm = (at: (i: number) => number): number => Math.sqrt(want.reduce((sum, _, i) => sum + at(i) ** 2, 0));
  return norm((i) => (got[i] as number) - (want[i] as number)) / norm((i) => want[i] as number);
}

const first = (problem: unknown): string => (problem as Error).message.split('\n')[0] as string;

/** The values of a first call, or the reason why there are none. */
async function check({ contender, peer, cell }: Entry, { work }: Work, want: Float32Array | null): Promise<Float32Array | null> {
  try {
    const answer = await peer.ask<{ unable?: boolean; growth?: number }>({ work, to: file }, PATIENCE_MS);
    if (answer.unable) {
      cell.note = '';
      return null;
    }
    const got = new Float32Array(new Uint8Array(readFileSync(file)).buffer);
    if (answer.growth !== undefined) cell.growth = answer.growth;
    cell.error = want === null ? 0 : work.kind === 'step' ? distance(got, want) : errorOf([got, want]);
    if (cell.error <= TOLERANCE) return got;
    const reason = contender.differs?.(work);
    cell.note = reason ?? `wrong by ${cell.error.toExponential(0)}`;
    cell.failed = reason === undefined;
  } catch (problem) {
    cell.note = first(problem);
    cell.failed = !contender.mayFail;
  }
  return null;
}

async function runWork(work: Work): Promise<Record<string, Cell>> {
  const entries: Entry[] = contenders.map((contender) => ({ contender, peer: open(contender), cell: {}, ms: [] }));
  const referee = entries.find(({ contender }) => contender.name === REFEREE) as Entry;
  const want = await check(referee, work, null);
  const fit = [...(want === null ? [] : [referee])];
  for (const entry of entries) if (entry !== referee && (await check(entry, work, want)) !== null) fit.push(entry);
  const pace = options.quick ? QUICK : FULL;
  const time = async (entry: Entry, ms: number): Promise<number | null> => {
    if (entry.cell.note !== undefined) return null;
    try {
      return (await entry.peer.ask<{ ms: number }>({ work: work.work, ms }, PATIENCE_MS)).ms;
    } catch (problem) {
      entry.cell.note = first(problem);
      entry.cell.failed = true;
      return null;
    }
  };
  if (!options.check) {
    const slow = new Set<Entry>();
    for (const entry of fit) if (((await time(entry, pace.warmup)) ?? 0) > 400) slow.add(entry);
    for (let round = 0; round < pace.rounds; round++) {
      for (const entry of fit) {
        if (slow.has(entry) && round >= 2) continue;
        const ms = await time(entry, pace.slice);
        if (ms !== null) entry.ms.push(ms);
      }
    }
  }
  await Promise.all(entries.map(({ peer }) => peer.end()));
  return Object.fromEntries(
    entries.map(({ contender, cell, ms }) => {
      if (ms.length > 0 && cell.note === undefined) Object.assign(cell, { ms: median(ms), spread: quartileSpread(ms) });
      return [contender.name, cell];
    }),
  );
}

/** From starting a process to the answer that its first product is made. */
async function firstProduct(): Promise<Record<string, Cell>> {
  const ms = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  const notes = new Map<Contender, string>();
  for (let round = 0; round < (options.quick ? 1 : 7); round++) {
    for (const [contender, samples] of ms) {
      const start = performance.now();
      const peer = open(contender);
      try {
        await peer.ask({ work: FIRST.work, to: file }, PATIENCE_MS);
        samples.push(performance.now() - start);
      } catch (problem) {
        notes.set(contender, first(problem));
      }
      await peer.end();
    }
  }
  return Object.fromEntries(
    [...ms].map(([contender, samples]) => {
      const note = notes.get(contender);
      return [contender.name, note === undefined ? { ms: median(samples), spread: quartileSpread(samples) } : { note }];
    }),
  );
}

const round = (x: number): string => (x >= 100 ? Math.round(x).toLocaleString('en') : x >= 10 ? x.toFixed(1) : x.toPrecision(2));

function show(cell: Cell | undefined, { show: as, memory }: Work): string {
  if (cell === undefined) return '';
  if (cell.ms === undefined) return cell.note ?? (cell.error === undefined ? '' : `${cell.error.toExponential(0)}`);
  const value = as === 'ms' ? cell.ms : as === 'steps/s' ? 1000 / cell.ms : as.gflop / (cell.ms / 1000);
  const growth = memory && cell.growth !== undefined ? ` (${Math.round(cell.growth)})` : '';
  return `${round(value)}${growth} ±${(50 * (cell.spread ?? 0)).toFixed(0)} %`;
}

mkdirSync('out', { recursive: true });
buildSync({ entryPoints: ['bench/reference.ts'], outfile: 'build/bench/reference.mjs', format: 'esm', tsconfigRaw: '{}' });
const asked = (name: string): boolean => options.only === undefined || name === REFEREE || options.only.includes(name);
const contenders = CONTENDERS.filter(({ name, run }) => (run[0] !== 'python' || python !== null) && asked(name));
if (python === null) console.log('PyTorch is left out: no python3 here has torch.');
const works = (options.check ? SMALL_WORKS : WORKS).filter(({ title }) => names.every((name) => title.includes(name)));
const results: Record<string, Record<string, Cell>> = {};
try {
  for (const work of works) {
    results[work.title] = await runWork(work);
    if (process.stderr.isTTY) process.stderr.write(`${work.title}\n`);
  }
  if (!options.check && names.length === 0) results[FIRST.title] = await firstProduct();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const version = execFileSync(options.node, ['--version'], { encoding: 'utf8' }).trim();
const platform = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores; Node ${version}${options.quick ? '; a short run (`--quick`)' : ''}`;
const head = contenders.map(({ name }) => name);
const lines = [...works, FIRST]
  .filter(({ title }) => results[title] !== undefined)
  .map((work) => [work.title, ...head.map((name) => show(results[work.title]?.[name], work))]);
if (!options.check && names.length === 0) {
  const sizes = contenders.map(({ name, size }) => [name, size === undefined ? {} : { kB: sizeOf(size) }] as const);
  results[SIZE] = Object.fromEntries(sizes);
  lines.push([SIZE, ...sizes.map(([, { kB }]) => `${kB ?? ''}`)]);
}
console.log(
  options.check ? '\nGreatest error against plain loops, relative:\n' : '\nMedians, ± half the range of the quartiles:\n',
);
console.log(table([`Node ${version}`, ...head], lines));
writeFileSync(options.json, asJson({ platform, works: results }));
const failed = Object.entries(results).flatMap(([title, cells]) =>
  Object.entries(cells).flatMap(([name, { failed, note }]) => (failed ? [`${title}: ${name}: ${note}`] : [])),
);
if (failed.length > 0) {
  console.error(`\n${failed.join('\n')}`);
  process.exitCode = 1;
}
