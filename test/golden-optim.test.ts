// Every recorded run of the optimizers, averages and schedules, by its id: see golden/README.md.
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCanaries, trampledWords } from './support/canary.ts';
import { type Case2, type Fixture2, runError2, runOptim, runSchedule2, runTrain2 } from './support/golden/second-round.ts';
import { leavesNothing, start } from './support/library.ts';

const FILES = ['r2_optim', 'r2_schedules'];

function run(c: Case2, { shared = {} }: Fixture2): void {
  switch (c.kind) {
    case 'optim':
      return runOptim(c);
    case 'train2':
      return runTrain2(c, shared);
    case 'schedule2':
      return runSchedule2(c);
    case 'error':
      return runError2(c);
  }
}

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

describe.each(FILES)('%s', (file) => {
  const fixture = JSON.parse(readFileSync(new URL(`./golden/${file}.json`, import.meta.url), 'utf8')) as Fixture2;

  it('is whole', () => {
    expect(fixture.format).toBe('torch-golden/1');
    expect(fixture.cases.length).toBe(fixture.meta.count);
  });

  it.each(fixture.cases.map((c) => [c.id, c] as const))('%s', (_, c) => leavesNothing(() => run(c, fixture)));
});
