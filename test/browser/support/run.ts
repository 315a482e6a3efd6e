// Runs one test file where it is loaded; in a page or in a worker, posts the report to whoever listens there.
import { startTests, type Task, type VitestRunner } from '@vitest/runner';
import { backend } from '../../../src/index.ts';

/** What came of a file's tests. */
export interface Outcome {
  passed: number;
  /** What failed: the test's name and its error. */
  failures: string[];
  level: string;
}

export interface Report extends Outcome {
  /** Whether there is shared memory here. */
  isolated: boolean;
  /** Whether the policy lets text become code. */
  evaluates: boolean;
}

const config: VitestRunner['config'] = {
  root: '/',
  setupFiles: [],
  name: undefined,
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: 300_000,
  hookTimeout: 300_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

function evaluates(): boolean {
  try {
    return new Function('return true')() as boolean;
  } catch {
    return false;
  }
}

function count(task: Task, path: string, report: Outcome): void {
  const name = path === '' ? task.name : `${path} > ${task.name}`;
  for (const error of task.result?.errors ?? []) report.failures.push(`${name}: ${error.message}`);
  if (task.type === 'suite') for (const child of task.tasks) count(child, name, report);
  else if (task.result?.state === 'pass') report.passed++;
  else if (!task.result?.errors?.length) report.failures.push(`${name}: ${task.result?.state ?? 'was not run'}`);
}

/** Runs the tests that `load` imports, on `level`, or on the best there is if that is empty. */
export async function outcomeOf(file: string, level: string, load: () => Promise<unknown>): Promise<Outcome> {
  Object.assign(globalThis, { testEnvironment: { RUSHLIGHT_LEVEL: level } });
  const [result] = await startTests([file], { config, importFile: load });
  const outcome = { passed: 0, failures: [], level: backend().level };
  count(result!, '', outcome);
  return outcome;
}

/** Runs the file that `load` imports, on the level in this script's address. */
export async function run(file: string, load: () => Promise<unknown>): Promise<void> {
  const level = new URL(import.meta.url).searchParams.get('level') ?? '';
  const report: Report = {
    ...(await outcomeOf(file, level, load)),
    isolated: crossOriginIsolated,
    evaluates: evaluates(),
  };
  postMessage(report);
}
