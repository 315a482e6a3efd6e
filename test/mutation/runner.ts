// Runs chosen tests of some files in a process of its own. It ends at the first test that fails, or it writes down which functions each
// test comes by.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { type File, startTests, type Task, type Test, type VitestRunner } from '@vitest/runner';
import fc from 'fast-check';

/** What a process is told, in the file that `MUTATION` names. */
export interface Orders {
  /** The files in turn, each with the tests to run by their full names: all of them if there are none. */
  files: { file: string; tests?: readonly string[] }[];
  /** Where to write which file failed. */
  failed?: string;
  /** Where to write what each test comes by, a line a test. */
  hits?: string;
  /** Binaries of the kernels by part. */
  binaries?: Record<string, string>;
}

/** What a test comes by. */
export interface Visit {
  file: string;
  test: string;
  ms: number;
  passed: boolean;
  /** Numbers of functions, and names of kernels. */
  probes: number[];
  kernels: string[];
}

const config = {
  ...{
    root: '/',
    setupFiles: [],
    passWithNoTests: false,
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

export async function run(load: (file: string) => Promise<unknown>, init: (options: object) => Promise<unknown>): Promise<void> {
  const { files, failed: report, hits, binaries } = JSON.parse(readFileSync(process.env['MUTATION'] as string, 'utf8')) as Orders;
  // that it fails is enough: no smaller example is sought
  fc.configureGlobal({ endOnFailure: true });
  const probes = new Set<number>();
  const kernels = new Set<string>();
  if (hits !== undefined) {
    Object.assign(globalThis, { hit: (n: number) => probes.add(n) });
    watchKernels(kernels);
  }
  if (binaries !== undefined) {
    const entries = Object.entries(binaries).map(([part, path]) => [part, readFileSync(path)]);
    await init(Object.fromEntries(entries));
  }
  for (const { file, tests } of files) {
    const chosen = tests && new Set(tests);
    const leaveOut = (task: Task): void => {
      if (task.type === 'suite') task.tasks.forEach(leaveOut);
      else if (!chosen!.has(nameOf(task))) task.mode = 'skip';
    };
    const fail = (): never => {
      if (report !== undefined) writeFileSync(report, file);
      process.exit(1);
    };
    let first: ReadonlySet<number> = new Set();
    const runner: VitestRunner = {
      config,
      importFile: load,
      onCollected: (collected: File[]) => {
        if (chosen) collected.forEach(leaveOut);
        // what importing comes by is come by in every test
        first = new Set(probes);
      },
      onBeforeRunTask: () => {
        probes.clear();
        kernels.clear();
      },
      onAfterRunTask: (test: Test) => {
        // a sign of life
        process.stdout.write('.');
        if (hits === undefined) {
          if (failed(test)) fail();
          return;
        }
        const visit: Visit = {
          file,
          test: nameOf(test),
          ms: test.result?.duration ?? 0,
          passed: !failed(test),
          probes: [...new Set([...first, ...probes])],
          kernels: [...kernels],
        };
        appendFileSync(hits, `${JSON.stringify(visit)}\n`);
      },
    };
    const [result] = await startTests([file], runner);
    if (failed(result!)) fail();
  }
  process.exit(0);
}
