// Every case of every golden fixture, by its id: see golden/README.md for where the numbers come from.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { memory } from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { intendedDifferences } from './support/golden/differences.ts';
import { runError } from './support/golden/errors.ts';
import { runOp } from './support/golden/operations.ts';
import { runInit, runRandom } from './support/golden/random.ts';
import { runScenario } from './support/golden/scenarios.ts';
import { runScheduler, runTraining } from './support/golden/training.ts';
import { type Case, type Fixture, load } from './support/golden.ts';
import { start } from './support/library.ts';

const FILES = [
  'softmax',
  'nll_loss',
  'cross_entropy',
  'tensor_ops',
  'nn_ops',
  'autograd',
  'errors',
  'init',
  'rng',
  'schedulers',
  'training',
  'tutorial',
];
const CASES = 1331;

function run(c: Case, fixture: Fixture): void {
  switch (c.kind) {
    case undefined:
      return runOp(c);
    case 'train':
      return runTraining(c, fixture.shared!);
    case 'scheduler':
      return runScheduler(c);
    case 'scenario':
      return runScenario(c);
    case 'init':
      return runInit(c);
    case 'rng':
      return runRandom(c);
    case 'error':
      return runError(c);
  }
}

const outcome = { passed: 0, failed: 0, differing: 0 };
let liveBytes = 0;

beforeAll(async () => {
  installCanaries();
  await start();
  liveBytes = memory().liveBytes;
});

afterEach(() => expect(trampledWords()).toEqual([]));

function attempt(c: Case, file: string, fixture: Fixture): void {
  const difference = intendedDifferences[`${file}/${c.id}`];
  try {
    if (difference) difference.instead();
    else run(c, fixture);
    outcome[difference ? 'differing' : 'passed']++;
  } catch (error) {
    outcome.failed++;
    throw error;
  }
}

for (const file of FILES)
  describe(file, () => {
    const fixture = load(file);
    for (const c of fixture.cases) it(c.id, () => attempt(c, file, fixture));
  });

describe('summary', () => {
  it('accounts for every case, and leaves no bytes', () => {
    const counted = Object.values(outcome).reduce((a, b) => a + b, 0);
    expect(counted).toBe(CASES);
    expect(outcome.differing).toBe(Object.keys(intendedDifferences).length);
    expect(memory().liveBytes).toBe(liveBytes);
  });
});

afterAll(() => console.log('golden cases:', outcome));
