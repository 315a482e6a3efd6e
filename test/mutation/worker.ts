// A process that stays: for each mutant it runs chosen tests of some files, each file in a realm of its own, until one fails; or it says
// which functions and branches each test comes by. `node worker.mjs MIRROR`, or with `probe` behind it.
import { readFileSync } from 'node:fs';
import { type File, getCurrentSuite, startTests, type Task, type Test, type VitestRunner } from '@vitest/runner';
import * as fc from 'fast-check';
import * as vitest from '../browser/support/vitest.ts';
import { realmsOf } from './mirror.ts';

/** What the process is told. */
export interface Job {
  /** The number of the mutant that is on. */
  mutant: number;
  /** The files in turn, each with the tests to run by their full names: all of them if there are none. */
  files: { file: string; tests?: readonly string[] }[];
  /** Binaries of the kernels by part, and what they were before. */
  binaries?: Record<string, string>;
  whole?: Record<string, string>;
}

/** What it answers; before that, a `null` now and then as a sign of life. */
export interface Report {
  /** The file and test that failed, '' for what is outside tests. */
  failed?: { file: string; test: string };
  /** It fails without the mutant as well. */
  doubtful?: boolean;
  visits: Visit[];
}

/** What a test comes by. */
export interface Visit {
  file: string;
  test: string;
  ms: number;
  passed: boolean;
  /** Numbers of functions and branches, and names of kernels. */
  probes: number[];
  kernels: string[];
}

const config = {
  ...{
    root: '/',
    setupFiles: [],
    passWithNoTests: true,
    allowOnly: false,
    maxConcurrency: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
  ...{ name: undefined, testNamePattern: undefined, chaiConfig: undefined, retry: 0, includeTaskLocation: false, tags: [] },
  ...{ tagsFilter: undefined, strictTags: false, sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' } },
} as unknown as VitestRunner['config'];

const nameOf = (task: Task): string => (task.suite ? `${nameOf(task.suite)} > ${task.name}` : task.name);
const failed = (task: Task): boolean => task.result?.state === 'fail' || (task.type === 'suite' && task.tasks.some(failed));
const skipAll = (task: Task): void => {
  task.mode = 'skip';
  if (task.type === 'suite') task.tasks.forEach(skipAll);
};

/** Counts the calls of each kernel, by name. */
function watchKernels(called: Set<string>): void {
  const Instance = WebAssembly.Instance;
  WebAssembly.Instance = class {
    readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      const entries = Object.entries(new Instance(module, imports).exports);
      this.exports = Object.fromEntries(
        entries.map(([name, f]) => {
          if (typeof f !== 'function') return [name, f];
          const watched = (...args: number[]): unknown => {
            called.add(name);
            return f(...args);
          };
          return [name, watched];
        }),
      );
    }
  } as typeof Instance;
}

const [mirror, probing] = process.argv.slice(2);
const state = globalThis as unknown as { $mutant: number; hit?: (n: number) => void };

/** The full names of the tests that are to run; null for all. */
let chosen: ReadonlySet<string> | null = null;
/** The suite whose tests are being collected. */
let path = '';

/** Suites with none of those are not entered: much is computed in some only to name their tests. */
const sparing = <T extends object>(describe: T): T =>
  new Proxy(describe, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? sparing(value) : value;
    },
    apply: (target, self, args: unknown[]) => {
      const outer = path;
      const enter = (factory: unknown): unknown => {
        if (typeof factory !== 'function') return factory;
        return (...given: unknown[]) => {
          path = `${outer}${getCurrentSuite().name} > `;
          if (chosen === null || [...chosen].some((name) => name.startsWith(path))) return factory(...given);
        };
      };
      const made: unknown = Reflect.apply(target as () => unknown, self, args.map(enter));
      return typeof made === 'function' && !('collect' in made) ? sparing(made) : made;
    },
  });

const packages = { vitest: { ...vitest, describe: sparing(vitest.describe) }, 'fast-check': { ...fc, __esModule: true } };
const newRealm = realmsOf(mirror!, packages);
// that it fails is enough: no smaller example is sought; and what fails fails again
fc.configureGlobal({ endOnFailure: true, seed: 1 });
const probes = new Set<number>();
const kernels = new Set<string>();
if (probing) {
  state.hit = (n) => probes.add(n);
  watchKernels(kernels);
}

let lastSign = 0;
function signOfLife(): void {
  if (performance.now() - lastSign < 200) return;
  lastSign = performance.now();
  process.send!(null);
}

const wholes = new Map<string, WebAssembly.Module>();
function moduleOf(path: string, stays: boolean): WebAssembly.Module {
  const module = wholes.get(path) ?? new WebAssembly.Module(readFileSync(path));
  if (stays) wholes.set(path, module);
  return module;
}

/** Runs a file's tests with a mutant on, up to the first that fails; gives its name, and the names of those that were run. */
async function attempt(
  mutant: number,
  { file, tests }: Job['files'][number],
  binaries: Record<string, WebAssembly.Module> | undefined,
  visits?: Visit[],
): Promise<{ failed?: string; ran: string[] }> {
  chosen = tests ? new Set(tests) : null;
  const leaveOut = (task: Task): void => {
    if (task.type === 'suite') task.tasks.forEach(leaveOut);
    else if (!chosen!.has(nameOf(task))) task.mode = 'skip';
  };
  const ran: string[] = [];
  let first: ReadonlySet<number> = new Set();
  let all: File[] = [];
  let failure: string | undefined;
  const runner: VitestRunner = {
    config,
    importFile: () => {
      probes.clear();
      const importFile = newRealm();
      if (binaries) {
        // at the first use, as the embedded ones are
        const load = importFile('bindings/kernels.ts')['load'] as (options: object) => void;
        (importFile('bindings/memory.ts')['heap'] as { onFirstUse: () => void }).onFirstUse = () => load(binaries);
      }
      path = '';
      importFile(file);
    },
    onCollected: (collected: File[]) => {
      all = collected;
      if (chosen) collected.forEach(leaveOut);
      // what importing comes by is come by in every test
      first = new Set(probes);
    },
    onBeforeRunTask: (test: Test) => {
      signOfLife();
      if (test.mode === 'run') ran.push(nameOf(test));
      probes.clear();
      kernels.clear();
    },
    onAfterRunTask: (test: Test) => {
      visits?.push({
        file,
        test: nameOf(test),
        ms: test.result?.duration ?? 0,
        passed: !failed(test),
        probes: [...new Set([...first, ...probes])],
        kernels: [...kernels],
      });
      if (visits || !failed(test)) return;
      failure ??= nameOf(test);
      all.forEach(skipAll);
    },
  };
  state.$mutant = mutant;
  const [result] = await startTests([file], runner);
  state.$mutant = -1;
  failure ??= failed(result!) ? '' : undefined;
  return { ran, ...(failure !== undefined && { failed: failure }) };
}

/** What was run without a mutant, and did not fail. */
const sound = new Set<string>();

async function run({ mutant, files, binaries, whole }: Job): Promise<Report> {
  const modules = (paths: Record<string, string> | undefined): Record<string, WebAssembly.Module> | undefined =>
    paths && Object.fromEntries(Object.entries(paths).map(([part, path]) => [part, moduleOf(path, path === whole?.[part])]));
  const visits: Visit[] = [];
  const given = modules(binaries);
  for (const order of files) {
    const { failed, ran } = await attempt(mutant, order, given, probing ? visits : undefined);
    signOfLife();
    if (failed === undefined || probing) continue;
    const same = ran.length > 0 ? { file: order.file, tests: ran } : order;
    const name = JSON.stringify(same);
    if (!sound.has(name) && (await attempt(-1, same, modules(whole))).failed === undefined) sound.add(name);
    return { failed: { file: order.file, test: failed }, doubtful: !sound.has(name), visits };
  }
  return { visits };
}

state.$mutant = -1;
process.on('message', async (job: Job) => process.send!(await run(job)));
process.on('disconnect', () => process.exit());
process.send!(null);
