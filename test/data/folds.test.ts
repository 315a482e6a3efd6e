// Folds and stratified splits: shares, repeatability, and refusals.
import { beforeAll, expect, it } from 'vitest';
import { data, Generator, manualSeed, tensor } from '../../src/index.ts';
import { leavesNothing, start } from '../support/library.ts';
import { Random } from '../support/random.ts';

beforeAll(start);

it('without shuffle folds are consecutive, the larger first', () => {
  expect(data.kFold(5, 3)).toEqual([
    { train: [2, 3, 4], test: [0, 1] },
    { train: [0, 1, 4], test: [2, 3] },
    { train: [0, 1, 2, 3], test: [4] },
  ]);
});

it('stratified folds are those that scikit-learn gives', () => {
  expect(data.stratifiedKFold([1, 1, 0, 0, 1, 0, 1, 2, 2], 2).map(({ test }) => test)).toEqual([
    [0, 1, 2, 3, 7],
    [4, 5, 6, 8],
  ]);
});

it('labels may be a tensor', () => {
  leavesNothing(() => {
    const labels = [0, 1, 1, 0, 1, 0];
    expect(data.stratifiedKFold(tensor(labels).to('int32'), 3)).toEqual(data.stratifiedKFold(labels, 3));
    const generator = () => new Generator(3);
    expect(data.stratifiedSplit(tensor(labels).to('int32'), [0.5, 0.5], { generator: generator() })).toEqual(
      data.stratifiedSplit(Int32Array.from(labels), [0.5, 0.5], { generator: generator() }),
    );
  });
});

it('shuffles come from the default generator, another each time', () => {
  const draw = () => [
    data.kFold(40, 4, { shuffle: true }),
    data.stratifiedKFold(
      Array.from({ length: 40 }, (_, i) => i % 3),
      4,
      { shuffle: true },
    ),
    data.stratifiedSplit(
      Array.from({ length: 40 }, (_, i) => i % 3),
      [0.5, 0.5],
    ),
  ];
  manualSeed(5);
  const [first, second] = [draw(), draw()];
  manualSeed(5);
  expect(draw()).toEqual(first);
  expect(second).not.toEqual(first);
});

it('every class has its share, and every part its size', () => {
  const random = new Random('shares');
  for (let round = 0; round < 300; round++) {
    const n = 2 + Math.floor(random.next() * 60);
    const classes = 1 + Math.floor(random.next() * 6);
    const labels = Array.from({ length: n }, () => Math.floor(random.next() ** 2 * classes) * 10);
    const cuts = Array.from({ length: 1 + Math.floor(random.next() * 4) }, () => 0.05 + random.next());
    const total = cuts.reduce((a, b) => a + b, 0);
    const fractions = cuts.map((cut) => cut / total);
    const parts = data.stratifiedSplit(labels, fractions, { generator: new Generator(round) });
    expect(parts.flat().sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
    const floors = fractions.map((f) => Math.floor(f * n));
    const left = n - floors.reduce((a, b) => a + b, 0);
    expect(parts.map((part) => part.length)).toEqual(floors.map((size, p) => size + (p < left ? 1 : 0)));
    for (const [p, part] of parts.entries())
      for (const y of new Set(labels)) {
        const [all, got] = [labels, part.map((i) => labels[i])].map((list) => list.filter((other) => other === y).length);
        expect(Math.abs(got! - fractions[p]! * all!)).toBeLessThan(1 + 1e-9);
      }
  }
});

it('a part may be empty', () => {
  expect(data.stratifiedSplit([0, 1], [1, 0]).map((part) => part.length)).toEqual([2, 0]);
});

const refusals: [string, () => unknown, ErrorConstructor, RegExp][] = [
  ['one fold', () => data.kFold(5, 1), RangeError, /^kFold: expected k at least 2, got 1/],
  ['more folds than samples', () => data.kFold(3, 4), RangeError, /^kFold: expected k at most 3, got 4/],
  ['more indices than memory holds', () => data.kFold(2 ** 31 - 1, 2), RangeError, /^kFold: expected at most 2\^27 indices/],
  ['as many folds as samples', () => data.kFold(1e5, 1e5), RangeError, /^kFold: expected at most 2\^27 indices/],
  ['half a sample', () => data.kFold(3.5, 2), RangeError, /^kFold: expected n to be an integer/],
  [
    'a word for true',
    () => data.kFold(4, 2, { shuffle: 'yes' as never }),
    TypeError,
    /^kFold: expected shuffle to be true or false/,
  ],
  ['another option', () => data.kFold(4, 2, { seed: 1 } as never), TypeError, /^kFold: expected known options, got 'seed'/],
  ['a seed for a generator', () => data.kFold(4, 2, { generator: 1 as never }), TypeError, /^kFold: expected generator/],
  ['more folds than a class has', () => data.stratifiedKFold([0, 1, 0], 3), RangeError, /^stratifiedKFold: .*at most 2.*got 3/],
  ['labels in words', () => data.stratifiedKFold(['a'] as never, 2), TypeError, /^stratifiedKFold: expected labels\[0\]/],
  ['no labels', () => data.stratifiedSplit([], [1]), RangeError, /^stratifiedSplit: expected at least one label/],
  ['no array of labels', () => data.stratifiedSplit('ab' as never, [1]), TypeError, /^stratifiedSplit: expected labels as/],
  ['no array of fractions', () => data.stratifiedSplit([1], 0.5 as never), TypeError, /^stratifiedSplit: expected fractions as/],
  [
    'fractions of less',
    () => data.stratifiedSplit([1], [0.5, 0.4]),
    RangeError,
    /^stratifiedSplit: expected fractions that add up to 1/,
  ],
  ['negative fractions', () => data.stratifiedSplit([1], [1.5, -0.5]), RangeError, /^stratifiedSplit: expected fractions\[0\]/],
];

it.each(refusals)('refuses %s', (_, attempt, type, message) => {
  expect(attempt).toThrow(type);
  expect(attempt).toThrow(message);
});

it('refuses labels of floats, and in rows', () => {
  leavesNothing(() => {
    expect(() => data.stratifiedKFold(tensor([0, 1]), 2)).toThrow(
      /^stratifiedKFold: expected labels of dtype int32, got float32/,
    );
    expect(() => data.stratifiedKFold(tensor([[0, 1]]).to('int32'), 2)).toThrow(
      /^stratifiedKFold: expected labels of shape \[N\]/,
    );
  });
});
