// What the ops on shapes and counts make of memory: views share it, with gradients and versions; copies have their own.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { failingAt } from './support/failing.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const cube = (): Tensor => rl.arange(12).reshape([2, 3, 2]).clone();

const VIEWS: [name: string, view: (x: Tensor) => Tensor][] = [
  ['diagonal', (x) => x.diagonal({ offset: -1, dim1: 1, dim2: -1 })],
  ['unbind', (x) => x.unbind(1)[2]!],
  ['movedim', (x) => x.movedim(0, -1)],
  ['swapaxes', (x) => x.swapaxes(0, 2)],
  ['unflatten', (x) => x.unflatten(1, [-1, 1])],
];

describe.each(VIEWS)('%s', (_, view) => {
  it('shares its memory', () =>
    leavesNothing(() => {
      const x = cube();
      const y = view(x);
      const before = rl.memory().liveBytes;
      y.fill_(-1);
      expect(rl.memory().liveBytes).toBe(before);
      expect(x.eq(-1).sum().item()).toBe(y.numel);
      x.fill_(7);
      expect([...y.toTypedArray()]).toEqual(new Array(y.numel).fill(7));
    }));
  it('lets the gradient of a change in place through to what it looks at', () =>
    leavesNothing(() => {
      const leaf = rl.ones([2, 3, 2]).requiresGrad_();
      const x = leaf.mul(2);
      view(x).mul_(5);
      x.sum().backward();
      const expected = rl.full([2, 3, 2], 2);
      view(expected).fill_(10);
      expect([...leaf.grad!.toTypedArray()]).toEqual([...expected.toTypedArray()]);
      leaf.dispose();
    }));
  it('counts as a change of what a gradient needs', () =>
    leavesNothing(() => {
      const leaf = rl.ones([2, 3, 2]).requiresGrad_();
      const x = leaf.mul(2);
      const y = x.square();
      view(x.detach()).zero_();
      expect(() => y.sum().backward()).toThrow(/in place/);
    }));
  it('outlives what it looks at', () =>
    leavesNothing(() => {
      const x = cube();
      const y = view(x);
      const want = [...y.toTypedArray()];
      x.dispose();
      rl.full([12], NaN);
      expect([...y.toTypedArray()]).toEqual(want);
    }));
});

const COPIES: [name: string, copy: (x: Tensor) => Tensor][] = [
  ['flip', (x) => x.flip([])],
  ['flip of a scalar', (x) => x.at(0, 0, 0).flip([0])],
  ['roll', (x) => x.roll(0, 1)],
  ['roll of all', (x) => x.roll(12)],
  ['tril', (x) => x.tril(9)],
  ['triu', (x) => x.triu(-9)],
  ['diag', (x) => x.select(0, 0).diag()],
  ['repeat', (x) => x.repeat([1, 1, 1])],
  ['repeat of a scalar', (x) => x.at(0, 0, 0).repeat([3])],
  ['tile', (x) => x.tile([])],
  ['repeatInterleave', (x) => x.repeatInterleave(1, 0)],
  ['repeatInterleave of a scalar', (x) => x.at(0, 0, 0).repeatInterleave(3)],
  ['hstack', (x) => rl.hstack([x])],
  ['vstack', (x) => rl.vstack([x])],
  ['maskedSelect', (x) => x.maskedSelect(rl.ones([3, 1], { dtype: 'bool' }))],
  ['pad', (x) => rl.F.pad(x, [])],
  ['pad, mirrored', (x) => rl.F.pad(x, [0, 0], { mode: 'reflect' })],
];

describe.each(COPIES)('%s', (_, copy) => {
  it('has memory of its own', () =>
    leavesNothing(() => {
      const x = cube();
      const y = copy(x);
      const want = [...y.toTypedArray()];
      x.fill_(-1);
      expect([...y.toTypedArray()]).toEqual(want);
      expect(want).not.toContain(-1);
    }));
});

it('cumprod refuses a factor that changed in place', () =>
  leavesNothing(() => {
    const leaf = rl.tensor([1, 2, 3]).requiresGrad_();
    const x = leaf.mul(1);
    const y = x.cumprod(0);
    x.detach().zero_();
    expect(() => y.sum().backward()).toThrow(/in place/);
  }));

it('scatter gives the gradient of a place that is written twice to both', () =>
  leavesNothing(() => {
    const x = rl.zeros([3]).requiresGrad_();
    const src = rl.tensor([1, 2, 3]).requiresGrad_();
    const y = x.scatter(0, rl.tensor([1, 1, 2], { dtype: 'int32' }), src);
    expect([...y.toTypedArray()]).toEqual([0, 2, 3]);
    y.mul(rl.tensor([5, 6, 7]))
      .sum()
      .backward();
    expect([...x.grad!.toTypedArray()]).toEqual([5, 0, 0]);
    expect([...src.grad!.toTypedArray()]).toEqual([6, 6, 7]);
    for (const t of [x, src]) t.dispose();
  }));

it('unique gives no gradient, also where one could flow', () =>
  leavesNothing(() => {
    const x = rl.tensor([2, 1, 2]).requiresGrad_();
    expect(x.unique().requiresGrad).toBe(false);
    expect(x.unique({ dim: 0, returnCounts: true }).map((t) => [...t.toTypedArray()])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  }));

const MORE: [name: string, op: (x: Tensor) => unknown][] = [
  ['nonzero', (x) => x.nonzero()],
  ['nonzero as tuple', (x) => x.transpose(0, 1).nonzero({ asTuple: true })],
  ['scatter', (x) => x.transpose(0, 2).scatter(0, rl.zeros([1, 2, 1], { dtype: 'int32' }), 5)],
  ['takeAlongDim', (x) => x.transpose(0, 1).takeAlongDim(rl.zeros([1, 1, 1], { dtype: 'int32' }), 0)],
  ['cumprod', (x) => x.transpose(0, 1).cumprod(0)],
  ['bincount', (x) => x.to('int32').flatten().bincount({ weights: x.flatten() })],
  ['searchsorted', (x) => rl.searchsorted(x.flatten(), x.transpose(0, 1))],
  ['unique', (x) => x.transpose(0, 1).unique({ returnInverse: true, returnCounts: true })],
  ['unique of rows', (x) => x.unique({ dim: 1, returnInverse: true })],
  ['unflatten', (x) => x.unflatten(1, [3, 1])],
];

it.each([...COPIES, ...MORE])('%s leaves nothing where memory runs out on the way, and then works', (_, op) => {
  leavesNothing(() => {
    const x = cube();
    const before = rl.memory().liveBytes;
    for (let n = 1; ; n++) {
      const run = failingAt(n, () => rl.scope(() => void op(x)));
      expect(rl.memory().liveBytes).toBe(before);
      if (!('error' in run)) break;
      expect(run.error).toBeInstanceOf(rl.OutOfMemoryError);
    }
  });
});

it('refuses sizes beyond int32 before it asks for memory', () =>
  leavesNothing(() => {
    const [none, one] = [rl.zeros([0, 2]), rl.ones([1])];
    for (const attempt of [
      () => none.repeat([1, 2 ** 31]),
      () => none.tile([2 ** 40]),
      () => none.repeatInterleave(2 ** 31 - 1, 1),
      () => rl.F.pad(none, [2 ** 31 - 1, 2 ** 31 - 1]),
      () => one.diag(2 ** 31 - 1),
      () => one.diag(-(2 ** 31)),
    ]) {
      const run = failingAt(1, () => rl.scope(attempt));
      expect(run).toMatchObject({ allocations: 0, error: { name: 'RangeError' } });
    }
  }));

it('what is repeated no time in one dim costs nothing in the others', () =>
  leavesNothing(() => {
    const x = rl.tensor([1], { requiresGrad: true });
    for (const y of [rl.tile(x, [0, 2 ** 31 - 1]), rl.tile(x, [2 ** 31 - 1, 0]), rl.repeat(x, [2 ** 31 - 1, 0, 3])]) {
      expect(y.numel).toBe(0);
      y.sum().backward();
    }
    expect(rl.tile(x, [0, 2 ** 31 - 1]).shape).toEqual([0, 2 ** 31 - 1]);
    expect(x.grad!.tolist()).toEqual([0]);
  }));
