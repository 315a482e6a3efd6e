// `npm run mutate -- --minutes 30 --files src/ops/loss,assembly/kernels/softmax.ts --seed 1`: puts one small fault after the other into the
// sources, in an order drawn from the seed, and runs the tests that come by it. What no test notices is listed, but for what
// survivors.json knows and explains. What was killed in an earlier run is passed over: out/mutation remembers it, and what each test
// comes by.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Random } from '../support/random.ts';
import { compilePart, PARTS, type Part } from './kernels.ts';
import { Mirror, sources } from './mirror.ts';
import { describe, type Mutant, mutantsOf, mutated, probed } from './mutants.ts';
import type { Orders, Visit } from './runner.ts';

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    files: { type: 'string', default: 'src/autograd,src/ops,src/optim,bindings/memory.ts,bindings/blocks.ts' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** Tests of so many milliseconds in all are run for a mutant. */
    budget: { type: 'string', default: '60000' },
    /** Only mutants, and only test files, in whose names this occurs. */
    only: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
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
  /** The number of its first function, and how many it has. */
  first: number;
  functions: number;
}

type Ending = 'passed' | 'failed' | 'timeout';
let runs = 0;

/** Runs test files in a process; resolves to how it ended. It is stopped when no test ends for `limit` milliseconds. */
function runFiles(mirror: Mirror, orders: Orders, limit: number): Promise<Ending> {
  return new Promise((resolve) => {
    // an environment has no room for the names of all tests
    const path = `${mirror.root}/orders-${++runs}.json`;
    writeFileSync(path, JSON.stringify(orders));
    const child = spawn(process.execPath, ['--max-old-space-size=1500', mirror.script()], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, MUTATION: path, CI: '' },
    });
    let late = false;
    const stop = (): void => {
      late = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(stop, limit);
    child.stdout.on('data', () => {
      clearTimeout(timer);
      timer = setTimeout(stop, limit);
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      rmSync(path);
      resolve(late ? 'timeout' : code === 0 ? 'passed' : 'failed');
    });
  });
}

const hashOf = (paths: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
};

/** What each test comes by: found once for a test file and a state of the sources. */
async function visits(all: readonly Source[], binaries: Orders['binaries']): Promise<Visit[]> {
  const state = hashOf([...all.map(({ path }) => path).filter((path) => !isKernel(path)), ...sources('test/support')]);
  const caches = new Map(
    tests.map((file) => [file, `${FOLDER}/visits/${file.replaceAll('/', '-')}-${state}-${hashOf([file])}.jsonl`]),
  );
  const cacheOf = (file: string): string => caches.get(file)!;
  const missing = tests.filter((file) => !existsSync(cacheOf(file)));
  if (missing.length > 0) {
    mkdirSync(`${FOLDER}/visits`, { recursive: true });
    const mirror = new Mirror(`${FOLDER}/probed`);
    mirror.writeAll();
    for (const { path, text, first } of all)
      if (!isKernel(path)) mirror.write(path, probed(text, mutantsOf(path, text).probes, first));
    await inParallel(missing, async (file) => {
      const hits = `${cacheOf(file)}.part`;
      writeFileSync(hits, '');
      const outcome = await runFiles(mirror, { files: [{ file }], hits, ...(binaries && { binaries }) }, 120_000);
      if (outcome !== 'passed') console.error(`${file} ${outcome} without a mutant: what fails there is left out`);
      renameSync(hits, cacheOf(file));
    });
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

interface Group {
  file: string;
  tests: string[];
  ms: number;
  /** The slowest test. */
  most: number;
}

/** Tests by file up to the budget, those first that come by the least else. */
function grouped(found: readonly Visit[], kills: ReadonlyMap<string, number>): Group[] {
  const groups = new Map<string, Group>();
  let rest = Number(flags.budget);
  for (const { file, test, ms } of [...found].sort((a, b) => a.probes.length - b.probes.length || a.ms - b.ms)) {
    if (ms > rest) continue;
    rest -= ms;
    const group = groups.get(file) ?? { file, tests: [], ms: 0, most: 0 };
    group.tests.push(test);
    group.ms += ms;
    group.most = Math.max(group.most, ms);
    groups.set(file, group);
  }
  // what has found much finds more
  return [...groups.values()].sort((a, b) => (kills.get(b.file) ?? 0) - (kills.get(a.file) ?? 0));
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
let count = 0;
// all of them, whatever is chosen, so that what tests come by is found once for all choices
const probedFiles = [...sources('src'), ...sources('bindings')].filter((path) => !path.startsWith('bindings/wasm/')).sort();
const all: Source[] = [...new Set([...probedFiles, ...chosen])].map((path) => {
  const text = readFileSync(path, 'utf8');
  const { mutants, probes } = mutantsOf(path, text);
  const first = count;
  count += probes.length;
  return { path, text, mutants, first, functions: probes.length };
});
const picked = all.filter(({ path }) => chosen.includes(path));

const partsOf = new Map<string, Part[]>();
let binaries: Record<string, string> | undefined;
if (chosen.some(isKernel)) {
  binaries = {};
  for (const part of PARTS) {
    binaries[part] = `${FOLDER}/whole/${part}.wasm`;
    if (!(await compilePart(part, binaries[part]))) throw new Error(`${part} does not compile`);
  }
  for (const path of chosen.filter(isKernel)) {
    const parts: Part[] = [];
    // a file that is not there is missed by the parts that it belongs to
    for (const part of PARTS)
      if (!(await compilePart(part, `${FOLDER}/whole/none.wasm`, path, 'export const none = ;'))) parts.push(part);
    partsOf.set(path, parts);
  }
}

const found = await visits(all, binaries);
console.log(`${found.length} tests, ${picked.reduce((sum, { mutants }) => sum + mutants.length, 0)} mutants`);
const roots = new Map(chosen.filter(isKernel).map((path) => [path, rootsOf(path)]));

/** The tests that come by a mutant. */
function testsFor({ path, first, functions }: Source, mutant: Mutant): Visit[] {
  const names = roots.get(path);
  if (names) {
    // what lies in lib may also be called within a binary, where no one sees it
    const exported =
      !path.startsWith('assembly/lib/') && names.has(mutant.root) && found.some(({ kernels }) => kernels.includes(mutant.root))
        ? [mutant.root]
        : [...names];
    return found.filter(({ kernels }) => exported.some((name) => kernels.includes(name)));
  }
  if (mutant.probe < 0) {
    return found.filter(({ probes }) => probes.some((n) => n >= first && n < first + functions));
  }
  return found.filter(({ probes }) => probes.includes(first + mutant.probe));
}

const SURVIVORS = 'test/mutation/survivors.json';
const explained = new Map<string, string>(
  existsSync(SURVIVORS) ? Object.entries(JSON.parse(readFileSync(SURVIVORS, 'utf8'))) : [],
);

/** `unchanged`: the binaries are what they were, as without an assertion. */
type Outcome = 'killed' | 'timeout' | 'survived' | 'explained' | 'unseen' | 'invalid' | 'unchanged';
const outcomes: { path: string; outcome: Outcome; line: string }[] = [];
const kills = new Map<string, number>();
const mirrors = Array.from({ length: Number(flags.workers) }, (_, i) => new Mirror(`${FOLDER}/worker-${i}`));
for (const mirror of mirrors) mirror.writeAll();

async function outcomeOf(source: Source, mutant: Mutant, worker: number): Promise<Outcome> {
  const mirror = mirrors[worker]!;
  const { path, text } = source;
  const groups = grouped(testsFor(source, mutant), kills);
  if (groups.length === 0) return 'unseen';
  const orders: Omit<Orders, 'files'> = { ...(binaries && { binaries: { ...binaries } }) };
  try {
    const changed = mutated(text, mutant);
    if (isKernel(path)) {
      let same = true;
      for (const part of partsOf.get(path)!) {
        const out = `${FOLDER}/worker-${worker}/${part}.wasm`;
        if (!(await compilePart(part, out, path, changed))) return 'invalid';
        same &&= readFileSync(out).equals(readFileSync(orders.binaries![part]!));
        orders.binaries![part] = out;
      }
      if (same) return 'unchanged';
    } else mirror.write(path, changed);
  } catch {
    return 'invalid';
  }
  try {
    const limit = 15_000 + 6 * Math.max(...groups.map(({ most }) => most));
    const failed = `${mirror.root}/failed`;
    for (let files: Group[] = groups; files.length > 0; ) {
      rmSync(failed, { force: true });
      const outcome = await runFiles(mirror, { ...orders, files, failed }, limit);
      if (outcome !== 'failed') return outcome === 'timeout' ? 'timeout' : 'survived';
      // what fails among others must fail alone
      const at = existsSync(failed) ? files.findIndex(({ file }) => file === readFileSync(failed, 'utf8')) : 0;
      const group = files[at]!;
      if (at === 0 || (await runFiles(mirror, { ...orders, files: [group] }, limit)) !== 'passed') {
        kills.set(group.file, (kills.get(group.file) ?? 0) + 1);
        return 'killed';
      }
      files = files.slice(at + 1);
    }
    return 'survived';
  } finally {
    if (!isKernel(path)) mirror.write(path, text);
  }
}

const random = new Random(`mutants ${flags.seed}`);
/** Mutants that were killed before, by their lines and places. */
const killed = new Set<string>();
for (const name of readdirSync(FOLDER).filter((file) => file.startsWith('outcomes-')))
  for (const text of readFileSync(`${FOLDER}/${name}`, 'utf8').split('\n').filter(Boolean)) {
    const { outcome, line, at } = JSON.parse(text) as { outcome: Outcome; line: string; at: number };
    if (outcome !== 'survived' && outcome !== 'unseen' && outcome !== 'explained') killed.add(`${at} ${line}`);
  }

const order = picked
  .flatMap((source) => source.mutants.map((mutant) => ({ source, mutant, line: describe(source.path, source.text, mutant) })))
  .map((job) => ({ job, key: random.next() }))
  .sort((a, b) => a.key - b.key)
  .map(({ job }) => job)
  .filter(({ line, mutant }) => line.includes(flags.only) && !killed.has(`${mutant.start} ${line}`));
const log = `${FOLDER}/outcomes-${flags.seed}.jsonl`;
const end = performance.now() + Number(flags.minutes) * 60_000;
await inParallel(order, async ({ source, mutant, line }, worker) => {
  if (performance.now() > end) return;
  const outcome = explained.has(line) ? 'explained' : await outcomeOf(source, mutant, worker);
  outcomes.push({ path: source.path, outcome, line });
  appendFileSync(log, `${JSON.stringify({ outcome, line, at: mutant.start })}\n`);
  if (outcome === 'survived' || outcome === 'unseen') console.log(`${outcome}: ${line}`);
});

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
