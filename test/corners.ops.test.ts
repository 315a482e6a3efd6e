// Small things about the ops, each of which a fault in the sources had once got past every other test.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));
const bools = (...values: boolean[]): rl.Tensor => tensor(values, { dtype: 'bool' });

describe('refusals of bools', () => {
  const NUMBERS = 'expected a tensor of numbers, got bool; convert it with to()';
  it.each<[name: string, attempt: (b: rl.Tensor) => unknown, message: string]>([
    ['floor', (b) => b.floor(), NUMBERS],
    ['ceil', (b) => b.ceil(), NUMBERS],
    ['round', (b) => b.round(), NUMBERS],
    ['trunc', (b) => b.trunc(), NUMBERS],
    ['relu', (b) => b.relu(), NUMBERS],
    ['threshold', (b) => F.threshold(b, 0, 1), NUMBERS],
    ['neg', (b) => b.neg(), 'expected a tensor of numbers, got bool; invert it with logicalNot()'],
    [
      'sub',
      (b) => rl.sub(1, b),
      "expected operands of numbers, got bool; compare two bools with ne(), or convert with to('int32')",
    ],
    ['remainder', (b) => b.remainder(b), "expected operands of numbers, got bool; convert with to('int32')"],
    ['fmod', (b) => b.fmod(b), "expected operands of numbers, got bool; convert with to('int32')"],
    ['scatterAdd', (b) => b.scatterAdd(0, ints(0), b), "expected a tensor of numbers, got bool; convert it with to('int32')"],
    ['searchsorted', (b) => rl.searchsorted(b, 1), "expected numbers, got bool; convert it with to('int32')"],
    [
      'round',
      (b) => b.round({ decimals: 1 }),
      "expected a float32 tensor where decimals are given, got bool; convert it with to('float32')",
    ],
    ['div_', (b) => b.div_(2), 'expected a float32 tensor, got bool; a quotient is floating point'],
    ['logaddexp', (b) => rl.logaddexp(b, 1), "expected a float32 tensor, got integers; convert with to('float32')"],
  ])('by %s', (name, attempt, message) => {
    leavesNothing(() => {
      const b = bools(true, false);
      expect(() => attempt(b)).toThrow(new TypeError(`${name}: ${message}`));
      expect(b.tolist()).toEqual([true, false]);
    });
  });
});

describe('refusals', () => {
  it.each<[attempt: () => unknown, error: Error]>([
    [() => tensor(1).roll(1, 0), new RangeError('roll: expected a tensor with dims, got a scalar')],
  ])('%s', (attempt, error) => leavesNothing(() => expect(attempt).toThrow(error)));
});

describe('defaults', () => {
  const X = (): rl.Tensor => tensor([-2.5, -1, -0.5, -0.005, 0, 0.25, 0.5, 1, 3, 21, 0.75, -4]).view([2, 3, 2]);
  const seeded = (f: () => rl.Tensor | rl.Tensor[] | { values: rl.Tensor; indices: rl.Tensor }): unknown => {
    rl.manualSeed(5);
    const found = f();
    return (found instanceof rl.Tensor ? [found] : Object.values(found)).map((t: rl.Tensor) => [t.shape, t.tolist()]);
  };
  type Given = Parameters<typeof seeded>[0];
  it.each<[string, (x: rl.Tensor) => ReturnType<Given>, (x: rl.Tensor) => ReturnType<Given>]>([
    ['dropout', (x) => F.dropout(x), (x) => F.dropout(x, 0.5, { training: true })],
    ['dropout1d', (x) => F.dropout1d(x), (x) => F.dropout1d(x, 0.5, { training: true })],
    ['dropout2d', (x) => F.dropout2d(x), (x) => F.dropout2d(x, 0.5, { training: true })],
    ['alphaDropout', (x) => F.alphaDropout(x), (x) => F.alphaDropout(x, 0.5, { training: false })],
    [
      'alphaDropout in training',
      (x) => F.alphaDropout(x, undefined, { training: true }),
      (x) => F.alphaDropout(x, 0.5, { training: true }),
    ],
    ['uniform_', (x) => x.uniform_(), (x) => x.uniform_(0, 1)],
    ['normal_', (x) => x.normal_(), (x) => x.normal_(0, 1)],
    ['glu', (x) => F.glu(x), (x) => F.glu(x, 2)],
    ['leakyRelu', (x) => F.leakyRelu(x), (x) => F.leakyRelu(x, { negativeSlope: 0.01 })],
    ['elu', (x) => F.elu(x), (x) => F.elu(x, { alpha: 1 })],
    ['celu', (x) => F.celu(x), (x) => F.celu(x, { alpha: 1 })],
    ['softplus', (x) => F.softplus(x), (x) => F.softplus(x, { beta: 1, threshold: 20 })],
    ['hardtanh', (x) => F.hardtanh(x), (x) => F.hardtanh(x, { minVal: -1, maxVal: 1 })],
    ['hardshrink', (x) => F.hardshrink(x), (x) => F.hardshrink(x, { lambd: 0.5 })],
    ['softshrink', (x) => F.softshrink(x), (x) => F.softshrink(x, { lambd: 0.5 })],
    ['round', (x) => x.round(), (x) => x.round({ decimals: 0 })],
    ['nanToNum', (x) => rl.nanToNum(x.div(0)), (x) => rl.nanToNum(x.div(0), { nan: 0, posinf: null, neginf: null })],
    ['sort', (x) => x.sort(), (x) => x.sort(2, { descending: false, stable: true })],
    ['topk', (x) => x.topk(1), (x) => x.topk(1, 2, { largest: true, sorted: true })],
    ['norm', (x) => x.norm(), (x) => x.norm(2, [0, 1, 2], { keepdim: false })],
    ['var', (x) => x.var(), (x) => x.var([], { correction: 1, keepdim: false })],
    ['std', (x) => x.std(1), (x) => x.std(1, { correction: 1, keepdim: false })],
    ['cosineSimilarity', (x) => F.cosineSimilarity(x, x.exp()), (x) => F.cosineSimilarity(x, x.exp(), { dim: 1, eps: 1e-8 })],
    ['pairwiseDistance', (x) => F.pairwiseDistance(x, x), (x) => F.pairwiseDistance(x, x, { p: 2, eps: 1e-6, keepdim: false })],
    ['flatten', (x) => x.flatten(), (x) => x.flatten(0, 2)],
    ['flatten from a dim', (x) => x.flatten(1), (x) => x.flatten(1, 2)],
    ['diag', (x) => rl.diag(x.select(0, 0)), (x) => rl.diag(x.select(0, 0), 0)],
    ['diagonal', (x) => rl.diagonal(x), (x) => rl.diagonal(x, { offset: 0, dim1: 0, dim2: 1 })],
    ['tril', (x) => x.tril(), (x) => x.tril(0)],
    ['triu', (x) => x.triu(), (x) => x.triu(0)],
    ['cat', (x) => rl.cat([x, x]), (x) => rl.cat([x, x], 0)],
    ['stack', (x) => rl.stack([x, x]), (x) => rl.stack([x, x], 0)],
    ['unbind', (x) => x.unbind(), (x) => x.unbind(0)],
    ['split', (x) => x.split(1), (x) => x.split(1, 0)],
    ['chunk', (x) => x.chunk(2), (x) => x.chunk(2, 0)],
    ['slice', (x) => x.slice(1), (x) => x.slice(1, 0, 3, 1)],
    ['pad', (x) => F.pad(x, [1, 0]), (x) => F.pad(x, [1, 0], { mode: 'constant', value: 0 })],
    ['oneHot', (x) => F.oneHot(x.gt(0).to('int32')), (x) => F.oneHot(x.gt(0).to('int32'), 2)],
    ['nonzero', (x) => rl.nonzero(x), (x) => rl.nonzero(x, { asTuple: false })],
    ['unique', (x) => rl.unique(x), (x) => rl.unique(x, { returnInverse: false, returnCounts: false, dim: null })],
    [
      'bincount',
      (x) => rl.bincount(x.gt(0).to('int32').flatten()),
      (x) => rl.bincount(x.gt(0).to('int32').flatten(), { weights: null, minlength: 0 }),
    ],
    [
      'searchsorted',
      (x) => rl.searchsorted(tensor([0, 1]), x),
      (x) => rl.searchsorted(tensor([0, 1]), x, { right: false, side: 'left', sorter: null }),
    ],
  ])('of %s are as documented', (_, given, full) =>
    leavesNothing(() => expect(seeded(() => given(X()))).toEqual(seeded(() => full(X())))),
  );
});

describe('corners', () => {
  it.each<[string, () => void]>([
    [
      'a scalar has one entry to select',
      () => {
        expect(rl.indexSelect(tensor(5), 0, ints(0)).tolist()).toBe(5);
        expect(() => rl.indexSelect(tensor(5), 0, ints(0, 0))).toThrow(
          /^indexSelect: expected an index of one element for a scalar, got 2; use expand\(\) or reshape\(\)$/,
        );
      },
    ],
    [
      'dims that lie together in memory are merged without a copy, wherever they are',
      () => {
        const x = rl.arange(24).view([2, 3, 4]);
        const y = x.permute([2, 0, 1]).view([4, 6]);
        expect(y.tolist()).toEqual([0, 1, 2, 3].map((c) => [0, 1, 2, 3, 4, 5].map((r) => 4 * r + c)));
        y.select(0, 1).zero_();
        expect(x.select(2, 1).tolist()).toEqual([
          [0, 0, 0],
          [0, 0, 0],
        ]);
        // and taken apart again
        expect(y.view([2, 2, 3, 2]).select(0, 1).tolist()).toEqual(y.narrow(0, 2, 2).reshape([2, 3, 2]).tolist());
        expect(() => x.permute([1, 0, 2]).view([6, 4])).toThrow(
          /^view: expected a layout that can be seen as \[6, 4\] without a copy/,
        );
      },
    ],
    [
      'no elements are repeated as nothing',
      () => {
        expect(rl.ones([3]).expand([0, 3]).shape).toEqual([0, 3]);
        expect(rl.ones([1, 3]).expand([0, -1]).shape).toEqual([0, 3]);
        expect(() => rl.ones([3]).expand([-1, 3])).toThrow(/^expand: expected sizes at least 0, got -1$/);
      },
    ],
    [
      'a change that the graph cannot follow is refused before it is made, also if only the operand wants a gradient',
      () => {
        const base = rl.ones([2, 3]);
        const turned = base.t();
        base.dispose();
        const view = turned.narrow(0, 0, 1);
        const w = rl.ones([1, 2], { requiresGrad: true });
        const message =
          'expected a view of a contiguous tensor where gradients flow, got one of strides [1, 3]; change a clone()';
        expect(() => view.add_(w)).toThrow(new Error(`add_: ${message}`));
        expect(() => view.copy_(w)).toThrow(new Error(`copy_: ${message}`));
        expect(view.tolist()).toEqual([[1, 1]]);
      },
    ],
    [
      'a rounded quotient has a gradient, which is 0',
      () => {
        const [a, b] = [tensor([7, 8], { requiresGrad: true }), tensor([2, 3], { requiresGrad: true })];
        a.div(b, { roundingMode: 'floor' }).sum().backward();
        expect([a.grad?.tolist(), b.grad?.tolist()]).toEqual([
          [0, 0],
          [0, 0],
        ]);
      },
    ],
  ])('%s', (_, test) => leavesNothing(test));
});
