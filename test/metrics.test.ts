// Metrics against counts made by hand, over every shape, on seeded samples, and against scikit-learn's documented results.
import { beforeAll, describe, expect, it } from 'vitest';
import { metrics, type Tensor, tensor } from '../src/index.ts';
import { leavesNothing, start, toTensor } from './support/library.ts';
import { Random } from './support/random.ts';
import { type Nd, nd, size } from './support/reference/nd.ts';

beforeAll(start);

/** Logits and targets of every position as rows, with the targets to leave out gone. */
function rowsOf(input: Nd, target: Nd, ignoreIndex = -100): { logits: number[]; meant: number }[] {
  const C = input.shape[input.shape.length > 1 ? 1 : 0]!;
  const inner = size(input.shape.slice(2));
  return [...target.data]
    .map((meant, i) => ({
      logits: Array.from({ length: C }, (_, c) => input.data[(Math.floor(i / inner) * C + c) * inner + (i % inner)]!),
      meant,
    }))
    .filter(({ meant }) => meant !== ignoreIndex);
}

const hasRank = (k: number) => (row: { logits: number[]; meant: number }) =>
  row.logits.filter((x) => x > row.logits[row.meant]!).length < k;

const SHAPES = [[5], [1, 1], [7, 4], [6, 3, 5], [2, 5, 3, 2]];

function sample(shape: number[]): { input: Nd; target: Nd } {
  const random = new Random(`metrics ${shape}`);
  const C = shape[shape.length > 1 ? 1 : 0]!;
  const target = random.int(
    shape.filter((_, d) => d !== (shape.length > 1 ? 1 : 0)),
    0,
    C,
  );
  if (target.data.length > 3) target.data[2] = -100;
  return { input: random.distinct(shape), target };
}

describe.each(SHAPES.map((shape) => [shape]))('of logits %j', (shape) => {
  const { input, target } = sample(shape);
  const rows = rowsOf(input, target);
  const C = shape[shape.length > 1 ? 1 : 0]!;

  it.each(['plain', 'strided'] as const)('accuracy counts what is among the greatest, %s', (layout) => {
    leavesNothing(() => {
      const [x, y] = [toTensor(input, { layout }), toTensor(target)];
      for (let k = 1; k <= C; k++) expect(metrics.accuracy(x, y, { topk: k })).toBe(rows.filter(hasRank(k)).length / rows.length);
      expect(metrics.accuracy(x, y)).toBe(metrics.accuracy(x, y, { topk: 1 }));
      expect(metrics.accuracy(x, y, { topk: [1, C] })).toEqual([metrics.accuracy(x, y), 1]);
    });
  });

  it('confusionMatrix counts each pair, and predictions give the same', () => {
    leavesNothing(() => {
      const [x, y] = [toTensor(input), toTensor(target)];
      const want = Array.from({ length: C }, () => new Array<number>(C).fill(0));
      for (const { logits, meant } of rows) want[meant]![logits.indexOf(Math.max(...logits))]!++;
      expect(metrics.confusionMatrix(x, y)).toEqual(want);
      const predicted = x.argmax(shape.length > 1 ? 1 : 0);
      expect(metrics.confusionMatrix(predicted, y, { numClasses: C })).toEqual(want);
      expect(metrics.accuracy(predicted, y)).toBe(metrics.accuracy(x, y));
      expect(metrics.precisionRecallF1(predicted, y, { numClasses: C })).toEqual(metrics.precisionRecallF1(x, y));
    });
  });
});

it('precision, recall and F1 are those that scikit-learn documents', () => {
  leavesNothing(() => {
    const [predicted, actual] = [tensor([0, 2, 1, 0, 0, 1]).to('int32'), tensor([0, 1, 2, 0, 1, 2]).to('int32')];
    const result = metrics.precisionRecallF1(predicted, actual);
    expect(result.precision).toEqual([2 / 3, 0, 0]);
    expect(result.recall).toEqual([1, 0, 0]);
    expect(result.f1).toEqual([0.8, 0, 0]);
    expect(result.support).toEqual([2, 2, 2]);
    expect(result.macro.precision).toBeCloseTo(0.2222, 4);
    expect(result.macro.recall).toBeCloseTo(0.3333, 4);
    expect(result.macro.f1).toBeCloseTo(0.26667, 5);
    expect(result.micro).toEqual({ precision: 1 / 3, recall: 1 / 3, f1: 1 / 3 });
    expect(result.weighted).toEqual(result.macro);
    expect(metrics.confusionMatrix(predicted, actual)).toEqual([
      [2, 0, 0],
      [1, 0, 1],
      [0, 2, 0],
    ]);
  });
});

describe('zero divisions', () => {
  // class 2 never occurs and is never predicted; class 1 is never predicted
  const pair = (): [Tensor, Tensor] => [tensor(Int32Array.of(0, 0, 0)), tensor(Int32Array.of(0, 0, 1))];

  it('count as 0', () => {
    leavesNothing(() => {
      const { precision, recall, f1, macro, weighted } = metrics.precisionRecallF1(...pair(), { numClasses: 3 });
      expect({ precision, recall, f1 }).toEqual({ precision: [2 / 3, 0, 0], recall: [1, 0, 0], f1: [0.8, 0, 0] });
      expect(macro.recall).toBeCloseTo(1 / 3, 12);
      expect(weighted.recall).toBeCloseTo(2 / 3, 12);
    });
  });

  it('count as 1, or are left out of the means', () => {
    leavesNothing(() => {
      const ones = metrics.precisionRecallF1(...pair(), { numClasses: 3, zeroDivision: 1 });
      expect(ones.precision).toEqual([2 / 3, 1, 1]);
      expect(ones.recall).toEqual([1, 0, 1]);
      expect(ones.f1).toEqual([0.8, 0, 1]);
      const left = metrics.precisionRecallF1(...pair(), { numClasses: 3, zeroDivision: NaN });
      expect(left.recall).toEqual([1, 0, NaN]);
      expect(left.macro).toEqual({ precision: 2 / 3, recall: 0.5, f1: 0.4 });
      expect(left.weighted.precision).toBeCloseTo(2 / 3, 12);
    });
  });

  it('of no samples are the accuracy NaN and the rest 0', () => {
    leavesNothing(() => {
      const [x, y] = [tensor(new Float32Array(0), { shape: [0, 2] }), tensor(new Int32Array(0))];
      expect(metrics.accuracy(x, y)).toBeNaN();
      expect(metrics.accuracy(x, y, { topk: 2 })).toBeNaN();
      expect(metrics.confusionMatrix(x, y)).toEqual([
        [0, 0],
        [0, 0],
      ]);
      expect(metrics.precisionRecallF1(x, y).micro).toEqual({ precision: 0, recall: 0, f1: 0 });
    });
  });
});

it('leaves out another ignoreIndex, also where it is no class', () => {
  leavesNothing(() => {
    const [predicted, actual] = [tensor(Int32Array.of(0, 1, 1)), tensor(Int32Array.of(0, 255, 0))];
    expect(metrics.accuracy(predicted, actual, { ignoreIndex: 255 })).toBe(0.5);
    expect(metrics.confusionMatrix(predicted, actual, { ignoreIndex: 255 })).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });
});

const logits = nd([2, 3], [1, 2, 3, 4, 5, 6]);
const refusals: [string, (x: Tensor, y: Tensor) => unknown, ErrorConstructor, RegExp][] = [
  ['no tensor', (_, y) => metrics.accuracy([1] as never, y), TypeError, /^accuracy: expected input to be a tensor/],
  ['float targets', (x, y) => metrics.accuracy(x, y.to('float32')), TypeError, /^accuracy: .*to\('int32'\)/],
  ['a mistyped option', (x, y) => metrics.accuracy(x, y, { topK: 2 } as never), TypeError, /^accuracy: .*'topk'/],
  ['a topk of 0', (x, y) => metrics.accuracy(x, y, { topk: 0 }), RangeError, /^accuracy: expected topk at least 1, got 0/],
  ['a topk beyond', (x, y) => metrics.accuracy(x, y, { topk: 4 }), RangeError, /^accuracy: expected topk at most 3/],
  ['no topk', (x, y) => metrics.accuracy(x, y, { topk: [] }), RangeError, /^accuracy: expected at least one topk/],
  ['topk of classes', (_, y) => metrics.accuracy(y, y, { topk: 2 }), TypeError, /^accuracy: expected input of logits/],
  ['a class too far', (x, y) => metrics.confusionMatrix(x, y.add(2)), RangeError, /^confusionMatrix: .*\[0, 3\), got 3/],
  ['another shape', (x) => metrics.precisionRecallF1(x, tensor(Int32Array.of(1))), RangeError, /^precisionRecallF1: .*\[2\]/],
  [
    'fewer classes than predicted',
    (_, y) => metrics.confusionMatrix(y.add(1), y, { numClasses: 2 }),
    RangeError,
    /^confusionMatrix: expected input of classes in \[0, 2\), got 2/,
  ],
  ['other numClasses', (x, y) => metrics.confusionMatrix(x, y, { numClasses: 4 }), RangeError, /^confusionMatrix: .*3.*got 4/],
  ['bools', (x, y) => metrics.confusionMatrix(x.gt(2), y), TypeError, /^confusionMatrix: .*got bool/],
  [
    'another zeroDivision',
    (x, y) => metrics.precisionRecallF1(x, y, { zeroDivision: 2 }),
    RangeError,
    /^precisionRecallF1: expected zeroDivision/,
  ],
];

it.each(refusals)('refuses %s', (_, attempt, type, message) => {
  leavesNothing(() => {
    const [x, y] = [toTensor(logits), tensor(Int32Array.of(0, 1))];
    expect(() => attempt(x, y)).toThrow(type);
    expect(() => attempt(x, y)).toThrow(message);
  });
});
