// `npm run mutate -- --minutes 30 --files src/ops/loss,assembly/kernels/softmax.ts --seed 1`: puts one small fault after the other into the
// sources, in an order drawn from the seed, and runs tests that come by it, `--budget` milliseconds of them at most. What none of them
// notices is listed, but for what survivors.json knows and explains. All faults of a file are compiled into it once, behind a switch, and
// processes that stay set the switch. What was killed in an earlier run is passed over: out/mutation remembers it, and what each
// test comes by. With `--again` only what earlier runs left alive is tried.
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { Random } from '../support/random.ts';
import { compilePart, PARTS, type Part } from './kernels.ts';
import { sources, writeMirror } from './mirror.ts';
import { describe, type Mutant, mutantsOf, mutated, type Probe, parses, probed, switched } from './mutants.ts';
import type { Job, Report, Visit } from './worker.ts';

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    files: { type: 'string', default: 'src/autograd,src/ops,src/optim,bindings/memory.ts,bindings/blocks.ts' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Tests of so many milliseconds in all are run for a mutant. */
    budget: { type: 'string', default: '5000' },
    /** Only mutants, and only test files, in whose names this occurs. */
    only: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
    again: { type: 'boolean', default: false },
  },
});
const FOLDER = 'out/mutation';

/** Slow, of other programs, or about the sources' text: the tests that a mutant is not put to. */
const LEFT_OUT =
  /pytorch|tfjs|fuzz|trust|kernels|imports|binaries|survive|threads|package|browser|engines|runtimes|examples|debug|soak|realms|reference\.test|random\.normals|heap\.test/;
/** Those of the allocator, which the others would take long to notice. */
const WITH: Record<string, RegExp> = { bindings: /heap\.test/ };

const chosen = flags.files.split(',').flatMap((path) => (statSync(path).isDirectory() ? sources(path) : path));
const tests = sources('test').filter(
  (path) =>
    path.endsWith('.test.ts') &&
    new RegExp(flags.tests).test(path) &&
    (!LEFT_OUT.test(path) || chosen.some((file) => WITH[file.split('/')[0]!]?.test(path))),
);
const isKernel = (path: string): boolean => path.startsWith('assembly/');

interface Source {
  path: string;
  text: string;
  mutants: Mutant[];
  /** The number of its first function or branch. */
  first: number;
  probes: Probe[];
  /** The number of its first mutant. */
  number: number;
}

/** The milliseconds that a process has computed, where the system says so. */
function computed(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** Without a sign of life a process may compute for so long, and wait for so long if it computes less. */
const LIMIT = 4_000;
const WAIT = 60_000;

const WORKER = `${FOLDER}/worker.mjs`;

/** A process that runs tests, started again when it has ended. */
class Worker {
  private child: ChildProcess | undefined;
  private readonly args: string[];
  /** Whether it has not run anything yet. */
  fresh = true;

  constructor(...args: string[]) {
    this.args = args;
  }

  stop(): void {
    this.child?.removeAllListeners().kill('SIGKILL');
    this.child = undefined;
    this.fresh = true;
  }

  /** The answer to a job. The process is stopped when it computes for `limit` milliseconds without a sign of life. */
  run(job: Job, limit: number): Promise<Report | 'timeout' | 'crashed'> {
    this.child ??= fork(WORKER, this.args, {
      execArgv: ['--max-old-space-size=1500'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, CI: '' },
    });
    const { child } = this;
    return new Promise((resolve) => {
      const end = (report: Report | 'timeout' | 'crashed'): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (typeof report === 'string') this.stop();
        else this.fresh = false;
        resolve(report);
      };
      let last = performance.now();
      let before = computed(child.pid);
      const look = (): void => {
        if (performance.now() - last < WAIT && computed(child.pid) - before < limit) timer = setTimeout(look, 500);
        else end('timeout');
      };
      let timer = setTimeout(look, limit);
      child.on('exit', () => end('crashed'));
      child.on('error', () => end('crashed'));
      child.on('message', (report: Report | null) => {
        if (report !== null) return end(report);
        clearTimeout(timer);
        last = performance.now();
        before = computed(child.pid);
        timer = setTimeout(look, limit);
      });
      child.send(job);
    });
  }
}

const hashOf = (paths: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
};

/** The sources that decide how places are numbered and found. */
const OWN = ['mirror', 'mutants', 'worker'].map((name) => `test/mutation/${name}.ts`);

/** What each test comes by: found once for a test file and a state of the sources. */
async function visits(all: readonly Source[], binaries: Job['binaries']): Promise<Visit[]> {
  const state = hashOf([...all.map(({ path }) => path).filter((path) => !isKernel(path)), ...sources('test/support'), ...OWN]);
  const caches = new Map(
    tests.map((file) => [file, `${FOLDER}/visits/${file.replaceAll('/', '-')}-${state}-${hashOf([file])}.jsonl`]),
  );
  const cacheOf = (file: string): string => caches.get(file)!;
  const missing = tests.filter((file) => !existsSync(cacheOf(file)));
  if (missing.length > 0) {
    mkdirSync(`${FOLDER}/visits`, { recursive: true });
    const byPath = new Map(all.map((source) => [source.path, source]));
    writeMirror(`${FOLDER}/probed`, (path) => {
      const source = byPath.get(path);
      return source && probed(source.text, source.probes, source.first);
    });
    const workers = newWorkers(`${FOLDER}/probed`, 'probe');
    await inParallel(missing, async (file, number) => {
      const report = await workers[number]!.run({ mutant: -1, files: [{ file }], ...(binaries && { binaries }) }, 120_000);
      const visits = typeof report === 'string' ? [] : report.visits;
      for (const { test, passed } of visits) if (!passed) console.error(`${file}: '${test}' fails without a mutant: left out`);
      if (visits.length === 0) console.error(`${file} is left out: ${typeof report === 'string' ? report : 'no test'}`);
      writeFileSync(cacheOf(file), visits.map((visit) => `${JSON.stringify(visit)}\n`).join(''));
    });
    for (const worker of workers) worker.stop();
  }
  const lines = tests.flatMap((file) => readFileSync(cacheOf(file), 'utf8').split('\n').filter(Boolean));
  return lines.map((line) => JSON.parse(line) as Visit).filter(({ passed }) => passed);
}

async function inParallel<T>(items: Iterable<T>, work: (item: T, worker: number) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const worker = async (_: unknown, number: number): Promise<void> => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value, number);
  };
  await Promise.all(Array.from({ length: Number(flags.workers) }, worker));
}

const newWorkers = (...args: string[]): Worker[] => Array.from({ length: Number(flags.workers) }, () => new Worker(...args));

interface Group {
  file: string;
  tests: string[];
  /** The slowest test. */
  most: number;
}

const random = new Random(`mutants ${flags.seed}`);

/** Loading a test file takes about so many milliseconds. */
const LOADING = 60;
/** So many tests are tried before all others, whatever they take. */
const FIRST = 3;

const nameOf = ({ file, test }: { file: string; test: string }): string => `${file}: ${test}`;

/** How often something has found a mutant: a test one at a place or of a file of the sources, a test file one of a file. */
const kills = new Map<string, number>();
const killsOf = (place: string, finder: string): number => kills.get(`${place} < ${finder}`) ?? 0;
const count = (place: string, finder: string): unknown => kills.set(`${place} < ${finder}`, killsOf(place, finder) + 1);

/** A mutant's place, and the test that found it. */
type Finding = { path: string; probe: number; file: string; test: string };
function learn({ path, probe, file, test }: Finding): void {
  count(`${path} ${probe}`, nameOf({ file, test }));
  count(path, nameOf({ file, test }));
  count(path, file);
}

/** What was found in all runs. */
const FINDINGS = `${FOLDER}/findings.jsonl`;
if (existsSync(FINDINGS))
  for (const text of readFileSync(FINDINGS, 'utf8').split('\n').filter(Boolean)) learn(JSON.parse(text) as Finding);

/** Tests that failed without a mutant when they were run alone, by file. */
const unreliable = new Set<string>();

/**
 * Tests up to the budget: first those that found most in the same place and file, or come by the least else; then one of each file
 * in turn, or more of those that found more, drawn by lot: those that come by the least are all alike. Those in `near` come first.
 */
function grouped(found: readonly Visit[], near: ReadonlySet<Visit>, path: string, probe: number): Group[] {
  const scored = found
    .filter((visit) => !unreliable.has(nameOf(visit)))
    .map((visit) => {
      const least = visit.probes.length - (near.has(visit) ? 1e6 : 0);
      return { visit, score: 1000 * killsOf(`${path} ${probe}`, nameOf(visit)) + killsOf(path, nameOf(visit)), least };
    })
    .sort((a, b) => b.score - a.score || a.least - b.least || a.visit.ms - b.visit.ms);
  const groups: Group[] = [];
  let rest = Number(flags.budget);
  const take = ({ file, test, ms }: Visit, from: number): void => {
    let group = groups.find((other, i) => i >= from && other.file === file);
    const cost = ms + (group ? 0 : LOADING);
    if (cost > rest && from > 0) return;
    rest -= cost;
    if (!group) groups.push((group = { file, tests: [], most: 0 }));
    group.tests.push(test);
    group.most = Math.max(group.most, ms);
  };
  for (const { visit } of scored.slice(0, FIRST)) take(visit, 0);
  const from = groups.length;
  const byFile = new Map<string, Visit[]>();
  const others = scored.slice(FIRST).map((one) => ({ ...one, key: random.next() - (one.least < 0 ? 1 : 0) }));
  for (const { visit } of others.sort((a, b) => a.key - b.key)) {
    const visits = byFile.get(visit.file);
    if (visits) visits.push(visit);
    else byFile.set(visit.file, [visit]);
  }
  // what has found much finds more
  const files = [...byFile].sort(([a], [b]) => killsOf(path, b) - killsOf(path, a));
  while (rest > 0 && files.some(([, visits]) => visits.length > 0))
    for (const [file, visits] of files) for (const visit of visits.splice(0, 1 + killsOf(path, file))) take(visit, from);
  return groups;
}

/** The names that a file of the kernels exports to TypeScript, its own or those of the files that use it. */
function rootsOf(path: string): Set<string> {
  const kernels = [...sources('assembly/kernels'), ...sources('assembly/lib')].map(
    (file) => [file, readFileSync(file, 'utf8')] as const,
  );
  const users = new Set([path]);
  for (let size = 0; size !== users.size; ) {
    size = users.size;
    for (const [file, text] of kernels)
      for (const used of users)
        if (text.includes(`/${used.split('/').at(-1)}'`) || text.includes(`/${used.split('/').at(-1)!.slice(0, -3)}'`))
          users.add(file);
  }
  const exported = [...users].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/export function (\w+)/g)].map(([, name]) => name!),
  );
  return new Set(exported);
}

mkdirSync(FOLDER, { recursive: true });
await build({
  entryPoints: ['test/mutation/worker.ts'],
  outfile: WORKER,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  tsconfigRaw: '{}',
});
let places = 0;
let numbers = 0;
// all of them, whatever is chosen, so that what tests come by is found once for all choices
const probedFiles = [...sources('src'), ...sources('bindings')].filter((path) => !path.startsWith('bindings/wasm/')).sort();
const all: Source[] = [...new Set([...probedFiles, ...chosen])].map((path) => {
  const text = readFileSync(path, 'utf8');
  const { mutants, probes } = mutantsOf(path, text);
  const source = { path, text, mutants, probes, first: places, number: numbers };
  places += probes.length;
  numbers += mutants.length;
  return source;
});
const picked = all.filter(({ path }) => chosen.includes(path));

const partsOf = new Map<string, Part[]>();
let whole: Record<string, string> | undefined;
if (chosen.some(isKernel)) {
  whole = {};
  for (const part of PARTS) {
    whole[part] = `${FOLDER}/whole/${part}.wasm`;
    if (!(await compilePart(part, whole[part]))) throw new Error(`${part} does not compile`);
  }
  for (const path of chosen.filter(isKernel)) {
    const parts: Part[] = [];
    // a file that is not there is missed by the parts that it belongs to
    for (const part of PARTS)
      if (!(await compilePart(part, `${FOLDER}/whole/none.wasm`, path, 'export const none = ;'))) parts.push(part);
    partsOf.set(path, parts);
  }
}

const found = await visits(all, whole);
console.log(`${found.length} tests, ${picked.reduce((sum, { mutants }) => sum + mutants.length, 0)} mutants`);
const roots = new Map(chosen.filter(isKernel).map((path) => [path, rootsOf(path)]));

/** The tests by what they come by. */
const byProbe = new Map<number | string, Visit[]>();
for (const visit of found)
  for (const place of [...visit.probes, ...visit.kernels]) {
    const visits = byProbe.get(place);
    if (visits) visits.push(visit);
    else byProbe.set(place, [visit]);
  }
const testsAt = (places: Iterable<number | string>): Visit[] => [
  ...new Set([...places].flatMap((place) => byProbe.get(place) ?? [])),
];

/** The tests that come by a mutant. */
function testsFor({ path, first, probes }: Source, mutant: Mutant): Visit[] {
  const names = roots.get(path);
  if (names) {
    // what lies in lib may also be called within a binary, where no one sees it
    const called = !path.startsWith('assembly/lib/') && names.has(mutant.root) ? testsAt([mutant.root]) : [];
    return called.length > 0 ? called : testsAt(names);
  }
  return testsAt(mutant.probe < 0 ? probes.map((_, i) => first + i) : [first + mutant.probe]);
}

const SURVIVORS = 'test/mutation/survivors.json';
const explained = new Map<string, string>(
  existsSync(SURVIVORS) ? Object.entries(JSON.parse(readFileSync(SURVIVORS, 'utf8'))) : [],
);

/** `unchanged`: the binaries are what they were, as without an assertion. */
type Outcome = 'killed' | 'timeout' | 'survived' | 'explained' | 'unseen' | 'invalid' | 'unchanged';
const outcomes: { path: string; outcome: Outcome; line: string }[] = [];
const byPath = new Map(picked.map((source) => [source.path, source]));
writeMirror(`${FOLDER}/switched`, (path) => {
  const source = byPath.get(path);
  return source && switched(path, source.text, source.mutants, source.number);
});
const workers = newWorkers(`${FOLDER}/switched`);

async function outcomeOf(source: Source, mutant: Mutant, number: number): Promise<Outcome> {
  const { path, text } = source;
  const found = testsFor(source, mutant);
  const near = new Set(mutant.near < 0 ? [] : byProbe.get(source.first + mutant.near));
  if (found.length === 0) return 'unseen';
  const binaries = whole && { ...whole };
  if (isKernel(path)) {
    let same = true;
    for (const part of partsOf.get(path)!) {
      const out = `${FOLDER}/worker-${number}/${part}.wasm`;
      if (!(await compilePart(part, out, path, mutated(text, mutant)))) return 'invalid';
      same &&= readFileSync(out).equals(readFileSync(whole![part]!));
      binaries![part] = out;
    }
    if (same) return 'unchanged';
  } else if (!parses(path, text, mutant)) return 'invalid';
  const worker = workers[number]!;
  for (let ends = 0; ; ) {
    const { fresh } = worker;
    const files = grouped(found, near, path, mutant.probe);
    const limit = LIMIT + 5 * Math.max(...files.map(({ most }) => most));
    const job: Job = {
      mutant: isKernel(path) ? -1 : source.number + source.mutants.indexOf(mutant),
      files: files.map(({ file, tests }) => ({ file, tests })),
      ...(whole && { binaries: binaries!, whole }),
    };
    const report = await worker.run(job, limit);
    if (typeof report === 'string') {
      // what an earlier mutant has left, or a busy machine, may have been the cause
      if (++ends === 2) return report === 'timeout' ? 'timeout' : 'killed';
      continue;
    }
    if (!report.failed) return 'survived';
    const { failed } = report;
    if (!report.doubtful) {
      const finding: Finding = { path, probe: mutant.probe, ...failed };
      learn(finding);
      appendFileSync(FINDINGS, `${JSON.stringify(finding)}\n`);
      return 'killed';
    }
    worker.stop();
    if (!fresh) continue;
    console.error(`${nameOf(failed)} fails without a mutant: left out`);
    for (const { file, test } of found)
      if (file === failed.file && (test === failed.test || failed.test === '')) unreliable.add(nameOf({ file, test }));
  }
}

/** Mutants of earlier runs by their lines and places: those that were killed at some time, and those that were left alive. */
const killed = new Set<string>();
const alive = new Set<string>();
for (const name of readdirSync(FOLDER).filter((file) => file.startsWith('outcomes-')))
  for (const text of readFileSync(`${FOLDER}/${name}`, 'utf8').split('\n').filter(Boolean)) {
    const { outcome, line, at } = JSON.parse(text) as { outcome: Outcome; line: string; at: number };
    if (outcome === 'survived' || outcome === 'unseen') alive.add(`${at} ${line}`);
    else if (outcome !== 'explained') killed.add(`${at} ${line}`);
  }

const order = picked
  .flatMap((source) => source.mutants.map((mutant) => ({ source, mutant, line: describe(source.path, source.text, mutant) })))
  .map((job) => ({ job, key: random.next() }))
  .sort((a, b) => a.key - b.key)
  .map(({ job }) => job)
  .filter(({ line, mutant }) => {
    const name = `${mutant.start} ${line}`;
    return line.includes(flags.only) && !killed.has(name) && (!flags.again || alive.has(name));
  });
const log = `${FOLDER}/outcomes-${flags.seed}.jsonl`;
const end = performance.now() + Number(flags.minutes) * 60_000;
await inParallel(order, async ({ source, mutant, line }, worker) => {
  if (performance.now() > end) return;
  const outcome = explained.has(line) ? 'explained' : await outcomeOf(source, mutant, worker);
  outcomes.push({ path: source.path, outcome, line });
  appendFileSync(log, `${JSON.stringify({ outcome, line, at: mutant.start })}\n`);
  if (outcome === 'survived' || outcome === 'unseen') console.log(`${outcome}: ${line}`);
});

for (const worker of workers) worker.stop();

const groupOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('src/ops') ? 3 : 2)
    .join('/');
const tables = new Map<string, Record<string, number>>();
for (const { path, outcome } of outcomes) {
  const row = tables.get(groupOf(path)) ?? {};
  row[outcome] = (row[outcome] ?? 0) + 1;
  tables.set(groupOf(path), row);
}
for (const [group, row] of [...tables].sort())
  console.log(
    `${group}: ${Object.entries(row)
      .map(([k, n]) => `${n} ${k}`)
      .join(', ')}`,
  );
const left = outcomes.filter(({ outcome }) => outcome === 'survived' || outcome === 'unseen').length;
console.log(`${outcomes.length} of ${order.length} mutants: ${left} that no test notices and nothing explains`);
process.exitCode = left === 0 ? 0 : 1;
