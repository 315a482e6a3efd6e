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
    [
      'sub_',
      (b) => b.sub_(1),
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
  it.each<[attempt: () => unknown, error: Error | RegExp]>([
    [() => tensor(1).roll(1, 0), new RangeError('roll: expected a tensor with dims, got a scalar')],
    [() => tensor(1).topk(2), new RangeError('topk: expected k to be 1 for a scalar, got 2')],
    [() => tensor(1).topk(0), new RangeError('topk: expected k to be 1 for a scalar, got 0')],
    [() => ints(3, 1).topk(3), new RangeError('topk: expected k at most 2, the size of dim 0, got 3')],
    [() => F.oneHot(ints(), 0), new RangeError('oneHot: expected numClasses at least 1 for an empty index, got 0')],
    [() => F.oneHot(ints(), -1), new RangeError('oneHot: expected numClasses at least 1 for an empty index, got -1')],
    [() => F.oneHot(ints(-5)), new RangeError('oneHot: expected index in [0, 0), got -5 at index [0]')],
    [
      () => ints(1).clamp(2 ** 31),
      new RangeError("clamp: expected bounds that keep int32, got 2147483648; convert with to('float32') first"),
    ],
    [
      () => ints(1).clamp(0, -(2 ** 31) - 1),
      new RangeError("clamp: expected bounds that keep int32, got -2147483649; convert with to('float32') first"),
    ],
    [() => rl.ones([2]).clamp(), new TypeError('clamp: expected min or max, got neither')],
    [
      () => rl.ones([2]).clamp(rl.ones([2]), rl.ones([3])),
      /^clamp: expected shapes that broadcast, got \[2\] and \[3\], which differ at dim 0$/,
    ],
    [
      () => rl.ones([2, 3]).gather(0, ints(0, 1, 0, 0).view([2, 2, 1])),
      new RangeError('gather: expected an index no larger than input but along dim 0, got index [2, 2, 1] for input [2, 3]'),
    ],
    [
      () => rl.ones([2, 1]).scatterAdd(0, ints(0, 1).view([1, 2]), rl.ones([1, 2])),
      new RangeError('scatterAdd: expected an index no larger than input but along dim 0, got index [1, 2] for input [2, 1]'),
    ],
    [
      () => rl.ones([2, 2]).scatterAdd(0, ints(0, 1).view([1, 2]), rl.ones([1, 1])),
      new RangeError('scatterAdd: expected an index no larger than src, got index [1, 2] for src [1, 1]'),
    ],
    [
      () => rl.ones([2, 3]).takeAlongDim(ints(0), 0),
      new RangeError('takeAlongDim: expected indices of 2 dims, as many as the input has, got shape [1]'),
    ],
    [() => rl.ones([3]).narrow(0, 1, 3), new RangeError('narrow: expected start and length within [0, 3], got 1 and 3')],
    [() => rl.ones([3]).narrow(0, -4, 1), new RangeError('narrow: expected start and length within [0, 3], got -4 and 1')],
    [() => rl.ones([3]).select(0, 3), new RangeError('select: expected index in [-3, 3), got 3')],
    [() => rl.ones([3]).select(0, -4), new RangeError('select: expected index in [-3, 3), got -4')],
    [() => rl.ones([3]).at(0, 0), new RangeError('at: expected at most 1 indices, got 2')],
    [() => rl.ones([3]).split([1, 1]), new RangeError('split: expected sizes that add up to 3, got [1, 1]')],
    [() => rl.ones([3]).slice(0, 0, 3, 0), new RangeError('slice: expected step at least 1, got 0')],
    [() => rl.ones([3]).flip([0, -1]), new RangeError('flip: expected each dim once, got [0, -1]')],
    [() => rl.ones([3]).roll([1, 2], 0), new RangeError('roll: expected one shift for each dim, got [1, 2] for dims 0')],
    [() => rl.ones([3]).roll([], []), new RangeError('roll: expected one shift for each dim, got [] for dims []')],
    [() => rl.ones([2, 2]).flatten(1, 0), new RangeError('flatten: expected startDim before endDim, got 1 and 0')],
    [() => rl.ones([2, 2]).squeeze([0, 0]), new RangeError('squeeze: expected each dim once, got [0, 0]')],
    [() => rl.ones([1, 2]).unflatten(0, []), new RangeError('unflatten: expected at least one size, got []; use squeeze()')],
    [() => tensor(1).unflatten(0, [1]), new RangeError('unflatten: expected a tensor with dims, got a scalar; use reshape()')],
    [() => rl.ones([2, 2, 2]).t(), new RangeError('t: expected at most 2 dims, got shape [2, 2, 2]; use transpose()')],
    [() => rl.ones([2, 2]).movedim([0, 0], [0, 1]), new RangeError('movedim: expected each dim once, got [0, 0]')],
    [
      () => rl.ones([2, 2]).movedim([0], [0, 1]),
      new RangeError('movedim: expected as many dims in source as in destination, got [0] and [0, 1]'),
    ],
    [() => rl.ones([2, 2]).permute([0, 0]), new RangeError('permute: expected each of the 2 dims once, got [0, 0]')],
    [() => rl.ones([2, 2]).permute([0]), new RangeError('permute: expected each of the 2 dims once, got [0]')],
    [() => rl.diagonal(rl.ones([2, 2]), { dim1: 1 }), new RangeError('diagonal: expected two dims, got dim 1 twice')],
    [() => rl.diag(tensor(1)), new RangeError('diag: expected a vector or a matrix, got shape []; use diagonal()')],
    [() => rl.ones([2]).tril(), new RangeError('tril: expected at least 2 dims, got shape [2]')],
    [
      () => rl.repeatInterleave(tensor(1), 2, 0),
      new RangeError('repeatInterleave: expected a tensor with dims, got a scalar; leave dim out'),
    ],
    [
      () => rl.repeatInterleave(rl.ones([3]), ints(1, 2), 0),
      new RangeError('repeatInterleave: expected repeats of shape [3], got [2]'),
    ],
    [
      () => rl.repeatInterleave(rl.ones([3]), ints(1, -2, 1), 0),
      new RangeError('repeatInterleave: expected repeats of at least 0, got -2 at index [1]'),
    ],
    [() => rl.ones([2, 2]).repeat([2]), new RangeError('repeat: expected a size for each of the 2 dims, got [2]; use tile()')],
    [() => rl.cat([rl.ones([2]), tensor(1)]), new RangeError('cat: expected tensors with dims, got a scalar; use stack()')],
    [
      () => F.pad(rl.ones([3]), [-2, -2]),
      new RangeError('pad: expected to cut off no more than there is, got [-2, -2] for shape [3]'),
    ],
    [
      () => F.pad(rl.ones([1, 3]), [3, 0], { mode: 'reflect' }),
      new RangeError("pad: expected widths below the size of each dim for mode 'reflect', got [3, 0] for shape [1, 3]"),
    ],
    [
      () => F.pad(rl.ones([1, 3]), [1, 0], { mode: 'replicate', value: 1 }),
      new RangeError("pad: expected no value with mode 'replicate', got 1"),
    ],
    [() => rl.unique(tensor(1), { dim: 0 }), new RangeError('unique: expected a tensor with dims, got a scalar; leave dim out')],
    [
      () => rl.unique(rl.ones([2, 0]), { dim: 0 }),
      new RangeError('unique: expected entries that have elements, got shape [2, 0] and dim 0'),
    ],
    [() => rl.bincount(ints(1, -1)), new RangeError('bincount: expected numbers of at least 0, got -1 at index [1]')],
    [
      () => F.celu(rl.ones([1]), { alpha: 0 }),
      new RangeError('celu: expected alpha other than 0, got 0; as alpha nears 0 the result is relu'),
    ],
    [
      () => rl.ones([2, 2]).scatter(0, ints(0, 1).view([1, 2]), rl.ones([1, 1])),
      new RangeError('scatter: expected an index no larger than src, got index [1, 2] for src [1, 1]'),
    ],
    [() => rl.ones([1]).uniform_(2, 1), new RangeError('uniform_: expected high in [2, 3.4028234663852886e+38], got 1')],
    [() => rl.ones([1]).uniform_(-3e38, 3e38), /^uniform_: expected high in \[-3e\+38, 4\.02\d*e\+37\], got 3e\+38$/],
    [() => rl.ones([1]).normal_(0, -1), new RangeError('normal_: expected std at least 0, got -1')],
    [() => F.softshrink(rl.ones([1]), { lambd: -1 }), new RangeError('softshrink: expected lambd at least 0, got -1')],
    [() => F.hardtanh(rl.ones([1]), { minVal: 1, maxVal: 0 }), new RangeError('hardtanh: expected maxVal at least 1, got 0')],
    [() => F.dropout(rl.ones([1]), 1.5), new RangeError('dropout: expected p in [0, 1], got 1.5')],
    [
      () => F.dropout1d(rl.ones([2]), 0.5, { training: false }),
      new RangeError('dropout1d: expected input [N, C, L] or [C, L], got shape [2]; use dropout() for elements'),
    ],
    [
      () => F.dropout1d(rl.ones([2, 1, 1, 1])),
      new RangeError('dropout1d: expected input [N, C, L] or [C, L], got shape [2, 1, 1, 1]; use dropout() for elements'),
    ],
    [
      () => F.dropout2d(rl.ones([2])),
      new RangeError('dropout2d: expected input [N, C, H, W], got shape [2]; use dropout() for elements'),
    ],
    [() => rl.ones([1]).round({ decimals: 39 }), new RangeError('round: expected decimals at most 38, got 39')],
    [() => rl.ones([1]).round({ decimals: -39 }), new RangeError('round: expected decimals at least -38, got -39')],
    [() => F.glu(tensor(1)), new RangeError('glu: expected an even size at dim 0, got shape []')],
    [() => F.glu(rl.ones([2, 3])), new RangeError('glu: expected an even size at dim 1, got shape [2, 3]')],
    [
      () => F.prelu(rl.ones([2, 3]), rl.ones([2])),
      new RangeError('prelu: expected weight of shape [1] or [3] for input [2, 3], got [2]'),
    ],
    [
      () => F.prelu(rl.ones([2, 3]), rl.ones([1, 3])),
      new RangeError('prelu: expected weight of shape [1] or [3] for input [2, 3], got [1, 3]'),
    ],
    [() => F.prelu(rl.ones([3]), rl.ones([3])), new RangeError('prelu: expected weight of shape [1] for input [3], got [3]')],
    [() => rl.bernoulli(tensor([0, 1, 1.5])), new RangeError('bernoulli: expected probabilities in [0, 1], got 1.5')],
    [() => rl.bernoulli(tensor([0, Number.NaN])), new RangeError('bernoulli: expected probabilities in [0, 1], got NaN')],
    [
      () => F.pairwiseDistance(rl.ones([2, 0]), rl.ones([2, 0]), { p: -Infinity }),
      new RangeError('pairwiseDistance: expected vectors that are not empty for p -Infinity, got shape [2, 0]'),
    ],
    [
      () => rl.ones([2, 0]).max(1),
      new RangeError('max: expected at least one element to choose from, got shape [2, 0] reduced over [1]'),
    ],
    [
      () => rl.ones([2]).max(undefined as never, { keepdim: true }),
      new TypeError('max: expected a dim where keepdim is given, got undefined; amax() keeps the dims of the whole tensor'),
    ],
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
      'a leaf is not changed outside noGrad, neither is a view of it, by any of the changes',
      () => {
        for (const view of [false, true]) {
          const leaf = rl.ones([2, 2], { requiresGrad: true });
          const x = view ? leaf.narrow(0, 0, 1) : leaf;
          const changes: Record<string, () => unknown> = {
            add_: () => x.add_(1),
            sub_: () => x.sub_(1),
            mul_: () => x.mul_(2),
            div_: () => x.div_(2),
            fill_: () => x.fill_(2),
            zero_: () => x.zero_(),
            copy_: () => x.copy_(tensor(2)),
            uniform_: () => x.uniform_(),
            normal_: () => x.normal_(),
          };
          for (const [name, change] of Object.entries(changes)) {
            const what = view ? 'a view of a leaf' : 'a leaf';
            expect(change).toThrow(
              new Error(
                `${name}: expected a tensor that is not a leaf of the graph, got ${what} that requires a gradient; change it inside noGrad()`,
              ),
            );
          }
          expect(leaf.tolist()).toEqual([
            [1, 1],
            [1, 1],
          ]);
          rl.noGrad(() => {
            for (const change of Object.values(changes)) change();
          });
        }
      },
    ],
    [
      'a dim of size 1 shares no memory, however it came about',
      () => {
        const base = tensor([1, 2, 3, 4]);
        base.expand([2, 4]).narrow(0, 1, 1).slice(1, 0, 4, 2).add_(10);
        expect(base.tolist()).toEqual([11, 2, 13, 4]);
        expect(() => base.expand([2, 4]).add_(1)).toThrow(
          /^add_: expected elements that share no memory, got an expanded tensor of shape \[2, 4\]; change a clone\(\)$/,
        );
      },
    ],
    [
      'integers change by integers only, and bools by bools',
      () => {
        const [i, b] = [ints(4, 6), bools(true, false)];
        const keeps = "expected an operand that keeps dtype int32, got floating point; convert the tensor with to('float32')";
        expect(() => i.add_(0.5)).toThrow(new TypeError(`add_: ${keeps}`));
        expect(() => i.mul_(rl.ones([2]))).toThrow(new TypeError(`mul_: ${keeps}`));
        const bool = 'expected a bool operand for a bool tensor, got numbers; convert the changed tensor with to()';
        expect(() => b.add_(ints(1, 1))).toThrow(new TypeError(`add_: ${bool}`));
        expect(() => b.mul_(1)).toThrow(new TypeError(`mul_: ${bool}`));
        expect(() => i.sub_(ints(1, 1).view([2, 1]))).toThrow(
          new RangeError('sub_: expected an operand that broadcasts to [2], got [2, 1]'),
        );
        expect(() => i.add_(2 ** 31)).toThrow(/^add_: .*2147483648/);
        expect(i.add_(b).mul_(2).tolist()).toEqual([10, 12]);
        expect(b.mul_(b).tolist()).toEqual([true, false]);
      },
    ],
    [
      'interpolation gives its ends exactly',
      () => {
        const [a, b] = [tensor([1e8]), tensor([1])];
        for (const weight of [(w: number): number => w, (w: number): rl.Tensor => tensor([w])]) {
          expect(a.lerp(b, weight(0) as number).tolist()).toEqual([1e8]);
          expect(a.lerp(b, weight(1) as number).tolist()).toEqual([1]);
          expect(b.lerp(a, weight(0) as number).tolist()).toEqual([1]);
        }
      },
    ],
    [
      'values are chosen in the type that both have in common',
      () => {
        const c = bools(true, false);
        const types = (a: rl.Tensor | number, b: rl.Tensor | number): unknown[] => {
          const y = rl.where(c, a, b);
          return [y.dtype, ...(y.tolist() as unknown[])];
        };
        expect(types(ints(3, 4), 7)).toEqual(['int32', 3, 7]);
        expect(types(7, ints(3, 4))).toEqual(['int32', 7, 4]);
        expect(types(ints(3, 4), 0.5)).toEqual(['float32', 3, 0.5]);
        expect(types(c, 2)).toEqual(['int32', 1, 2]);
        expect(types(c, c)).toEqual(['bool', true, false]);
        expect(types(c, ints(3, 4))).toEqual(['int32', 1, 4]);
        expect(types(2, tensor([5, 6]))).toEqual(['float32', 2, 6]);
        expect(types(1, 2)).toEqual(['float32', 1, 2]);
      },
    ],
    [
      'bounds of integers may be the ends of int32, and infinite',
      () => {
        const x = ints(-(2 ** 31), 0, 2 ** 31 - 1);
        expect(x.clamp(2 ** 31 - 1).tolist()).toEqual([2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1]);
        expect(x.clamp(null, -(2 ** 31)).tolist()).toEqual([-(2 ** 31), -(2 ** 31), -(2 ** 31)]);
        expect(x.clamp(-Infinity, Infinity).tolist()).toEqual(x.tolist());
        expect(x.clamp(-Infinity, Infinity).dtype).toBe('int32');
        expect(() => x.clamp(Infinity)).toThrow(/^clamp: expected bounds that keep int32, got Infinity/);
      },
    ],
    [
      'a copy from elements that are written is that of the old ones',
      () => {
        const x = rl.arange(6);
        x.slice(0, 0, 6, 2).copy_(x.narrow(0, 0, 3));
        expect(x.tolist()).toEqual([0, 1, 1, 3, 2, 5]);
        x.narrow(0, 1, 5).copy_(x.narrow(0, 0, 5));
        expect(x.tolist()).toEqual([0, 0, 1, 1, 3, 2]);
      },
    ],
    [
      'changes in place save the operands that gradients read, and no others',
      () => {
        const saved = (change: (y: rl.Tensor, w: rl.Tensor) => unknown, wantsOther: boolean): boolean[] => {
          const w = tensor([3, 4], { requiresGrad: wantsOther });
          const y = tensor([1, 2], { requiresGrad: true }).mul(2);
          change(y, w);
          return y.node!.unpack().map((t) => t !== null);
        };
        for (const wantsOther of [false, true]) {
          expect(saved((y, w) => y.add_(w), wantsOther)).toEqual([false, false]);
          expect(saved((y, w) => y.sub_(w, { alpha: 2 }), wantsOther)).toEqual([false, false]);
          expect(saved((y, w) => y.copy_(w), wantsOther)).toEqual([false, false]);
          expect(saved((y, w) => y.mul_(w), wantsOther)).toEqual([true, wantsOther]);
          expect(saved((y, w) => y.div_(w), wantsOther)).toEqual([true, wantsOther]);
        }
        expect(saved((y) => y.mul_(3), false)).toEqual([false, false]);
      },
    ],
    [
      'a number of repeats in a tensor of one element is that of each entry',
      () => {
        const x = tensor([1, 2, 3], { requiresGrad: true });
        const y = rl.repeatInterleave(x, ints(2), 0);
        expect(y.tolist()).toEqual([1, 1, 2, 2, 3, 3]);
        y.mul(tensor([1, 2, 3, 4, 5, 6]))
          .sum()
          .backward();
        expect(x.grad?.tolist()).toEqual([3, 7, 11]);
        expect(rl.repeatInterleave(rl.ones([2, 2]), ints(0)).shape).toEqual([0]);
        expect(rl.repeatInterleave(rl.ones([0, 2]), ints(3), 0).shape).toEqual([0, 2]);
      },
    ],
    [
      'the factor of an operand added in place is that of its gradient',
      () => {
        for (const alpha of [0, 1, 2.5]) {
          const [x, w] = [tensor([1, 2], { requiresGrad: true }), tensor([3, 4], { requiresGrad: true })];
          x.mul(1).add_(w, { alpha }).sub_(w, { alpha: 7 }).sum().backward();
          expect([x.grad?.tolist(), w.grad?.tolist()]).toEqual([
            [1, 1],
            [alpha - 7, alpha - 7],
          ]);
        }
      },
    ],
    [
      'the deviation of tiny and of huge numbers is found in any row',
      () => {
        const plain = tensor([1, 2, 3, 5]).view([2, 2]);
        const usual = plain.std(1).tolist() as number[];
        for (const [scale, row] of [
          [1e-20, 0],
          [1e-20, 1],
          [1e25, 0],
          [1e25, 1],
        ] as const) {
          const x = plain.clone();
          x.select(0, row).mul_(scale);
          plain.std(1);
          const found = x.std(1).tolist() as number[];
          expect(found[1 - row]).toBe(usual[1 - row]);
          expect(found[row]! / scale).toBeCloseTo(usual[row]!, 5);
        }
      },
    ],
    [
      'a number to the power of a tensor has the slope of its logarithm, and none at 0',
      () => {
        const b = tensor([-1, 0, 2], { requiresGrad: true });
        rl.pow(2, b).sum().backward();
        const slopes = b.grad!.tolist() as number[];
        [0.5, 1, 4].forEach((power, i) => expect(slopes[i]).toBeCloseTo(power * Math.LN2, 6));
        b.grad = null;
        rl.pow(0, b).narrow(0, 1, 2).sum().backward();
        expect((b.grad!.tolist() as number[]).slice(1)).toEqual([0, 0]);
      },
    ],
    [
      'whole numbers are sought as such, and a factor of 1 leaves bools what they are',
      () => {
        expect(rl.searchsorted(ints(2 ** 24, 2 ** 24 + 1), 2 ** 24 + 1).item()).toBe(1);
        const b = bools(true, false);
        expect(b.add(b, { alpha: 1 }).tolist()).toEqual([true, false]);
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
