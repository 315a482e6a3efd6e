// Runs the fixtures of metrics, which are scikit-learn's figures, and of splits, which are properties.
import { expect } from 'vitest';
import * as rl from '../../../src/index.ts';
import { camelCase, decode, type FixtureTensor, near, number, type Params, type Tolerance } from '../golden.ts';
import { call, isTensor, toTensor } from '../library.ts';

interface MetricCall {
  id: string;
  metric: string;
  inputs: Record<string, FixtureTensor>;
  options: Params;
}

export interface MetricCase extends MetricCall {
  kind: 'metric';
  result: unknown;
  tol: Tolerance;
}

export interface MetricErrorCase extends MetricCall {
  kind: 'error';
}

export interface SplitCase {
  id: string;
  kind: 'split';
  split: 'k_fold' | 'stratified_k_fold' | 'stratified_split';
  n?: number;
  k?: number;
  seed?: number;
  folds?: [number[], number[]][];
  sizes?: number[];
  labels?: number[];
  counts?: number[];
  fractions?: number[];
}

function callOf({ metric, inputs, options }: MetricCall): unknown {
  const { sample_weight: weight, ...tensors } = Object.fromEntries(
    Object.entries(inputs).map(([name, t]) => [name, toTensor(decode(t))]),
  );
  const given = Object.fromEntries(Object.entries(options).map(([name, value]) => [camelCase(name), number(value)]));
  return call(`metrics.${camelCase(metric)}`, ...Object.values(tensors), { ...given, ...(weight && { sampleWeight: weight }) });
}

/** Numbers, arrays and objects of them, by their places. */
function flat(value: unknown, path: string = ''): [string, number][] {
  if (isTensor(value)) return flat([...value.toTypedArray()], path);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}.${camelCase(key)}`));
  return [[path, Number(value)]];
}

export function runMetric(c: MetricCase): void {
  const got = flat(callOf(c));
  const want = flat(c.result);
  expect(got.map(([path]) => path)).toEqual(want.map(([path]) => path));
  for (const [i, [path, value]] of got.entries())
    if (!near(value, want[i]![1], c.tol)) throw new Error(`${path}: ${value}, not ${want[i]![1]}`);
}

export function runMetricError(c: MetricErrorCase): void {
  expect(() => callOf(c)).toThrow(RangeError);
  expect(() => callOf(c)).toThrow(/^\w+: expected .*, got /);
}

/** That parts hold every sample once. */
function expectWhole(parts: readonly (readonly number[])[], n: number): void {
  expect(parts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
}

/** That a part's samples of every class are within one of its share. */
function expectShares(part: readonly number[], { labels = [], counts = [] }: SplitCase, share: number): void {
  for (const [c, count] of counts.entries()) {
    const got = part.filter((i) => labels[i] === c).length;
    expect(Math.abs(got - share * count)).toBeLessThan(1 + 1e-9);
  }
}

function runKFold({ n = 0, k = 0, seed, folds, sizes }: SplitCase): void {
  if (folds) return expect(rl.data.kFold(n, k)).toEqual(folds.map(([train, test]) => ({ train, test })));
  const draw = () => rl.data.kFold(n, k, { shuffle: true, generator: new rl.Generator(seed!) });
  expect(draw()).toEqual(draw());
  expect(draw().map(({ test }) => test.length)).toEqual(sizes);
  expectWhole(
    draw().map(({ test }) => test),
    n,
  );
}

export function runSplit(c: SplitCase): void {
  if (c.split === 'k_fold') return runKFold(c);
  const { labels = [], k = 0, seed, fractions = [] } = c;
  if (c.split === 'stratified_k_fold') {
    for (const shuffle of [false, true]) {
      const folds = rl.data.stratifiedKFold(labels, k, { shuffle, generator: new rl.Generator(seed!) });
      expectWhole(
        folds.map(({ test }) => test),
        labels.length,
      );
      for (const { train, test } of folds) {
        expectWhole([train, test], labels.length);
        expectShares(test, c, 1 / k);
      }
    }
    return;
  }
  const parts = rl.data.stratifiedSplit(labels, fractions, { generator: new rl.Generator(seed!) });
  expectWhole(parts, labels.length);
  for (const [p, part] of parts.entries()) {
    expect(part.length).toBe(Math.round(fractions[p]! * labels.length));
    expectShares(part, c, fractions[p]!);
  }
}
