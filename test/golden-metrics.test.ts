// Every recorded figure of scikit-learn's metrics, and the splits, by their ids: see golden/README.md.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import {
  type MetricCase,
  type MetricErrorCase,
  runMetric,
  runMetricError,
  runSplit,
  type SplitCase,
} from './support/golden/metrics.ts';
import { leavesNothing, start } from './support/library.ts';

type Case = MetricCase | MetricErrorCase | SplitCase;

const fixture = JSON.parse(readFileSync(new URL('./golden/r2_metrics.json', import.meta.url), 'utf8')) as {
  format: string;
  meta: { count: number };
  cases: Case[];
};

beforeAll(start);

it('is whole', () => {
  expect(fixture.format).toBe('torch-golden/1');
  expect(fixture.cases.length).toBe(fixture.meta.count);
});

function run(c: Case): void {
  switch (c.kind) {
    case 'metric':
      return runMetric(c);
    case 'error':
      return runMetricError(c);
    case 'split':
      return runSplit(c);
  }
}

it.each(fixture.cases.map((c) => [c.id, c] as const))('%s', (_, c) => leavesNothing(() => run(c)));
