// Small things about shapes: what is refused in which words, what is a view, what is left in memory.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { failingAt } from './support/failing.ts';
import { call, leavesNothing, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));
const M = 2 ** 31;

describe('refusals', () => {
  it.each<[attempt: () => unknown, error: Error]>([
    [() => rl.ones([1]).expand([M]), new RangeError('expand: expected sizes at most 2147483647, got 2147483648')],
    [() => rl.ones([1]).expand([-2]), new RangeError('expand: expected sizes at least -1, got -2')],
    [() => rl.ones([2, 3]).expand([3]), new RangeError('expand: expected at least 2 dims, got [3] for shape [2, 3]')],
    [() => rl.ones([2, 2]).tril(-M - 1), new RangeError('tril: expected diagonal at least -2147483648, got -2147483649')],
    [() => rl.ones([2, 2]).triu(M), new RangeError('triu: expected diagonal at most 2147483647, got 2147483648')],
    [() => rl.ones([2, 2]).diag(-M - 1), new RangeError('diag: expected diagonal at least -2147483648, got -2147483649')],
    [
      () => rl.ones([2]).diag(50_000),
      new RangeError('diag: expected a result of fewer than 2^31 elements, got shape [50002, 50002]'),
    ],
    [() => F.pad(rl.ones([3]), [M, 0]), new RangeError('pad: expected pad at most 2147483647, got 2147483648')],
    [() => F.pad(rl.ones([3]), [-M - 1, 0]), new RangeError('pad: expected pad at least -2147483648, got -2147483649')],
    [
      () => F.pad(rl.ones([1, 2, 2, 2, 2]), [1, 1, 1, 1, 1, 1, 1, 1], { mode: 'replicate' }),
      new RangeError(
        "pad: expected widths of the last one to three dims and one or two dims before them for mode 'replicate', " +
          'got [1, 1, 1, 1, 1, 1, 1, 1] for shape [1, 2, 2, 2, 2]',
      ),
    ],
    [
      () => F.pad(rl.ones([1, 0]), [1, 1], { mode: 'replicate' }),
      new RangeError("pad: expected at least one element along each dim for mode 'replicate', got [1, 1] for shape [1, 0]"),
    ],
    [() => rl.ones([0, 2]).chunk(2 ** 16 + 1), new RangeError('chunk: expected chunks of an empty dim at most 65536, got 65537')],
    [() => tensor(1).chunk(1), new RangeError('chunk: expected a tensor with dims, got a scalar')],
    [() => tensor(1).narrow(0, 0, 1), new RangeError('narrow: expected a tensor with dims, got a scalar')],
    [() => rl.ones([3]).narrow(0, 2, 2), new RangeError('narrow: expected start and length within [0, 3], got 2 and 2')],
    [() => rl.ones([3]).narrow(0, 2, -1), new RangeError('narrow: expected length at least 0, got -1')],
    [() => rl.stack([rl.ones([2]), rl.ones([3])]), new RangeError('stack: expected tensors of one shape, got [2] and [3]')],
    [
      () => rl.repeatInterleave(rl.ones([2]), M),
      new RangeError('repeatInterleave: expected repeats at most 2147483647, got 2147483648'),
    ],
    [() => rl.repeatInterleave(rl.ones([2]), -1), new RangeError('repeatInterleave: expected repeats at least 0, got -1')],
    [
      () => rl.repeatInterleave(rl.ones([2]), [1, 2] as never),
      new TypeError('repeatInterleave: expected repeats to be a number or a tensor, got [1, 2]'),
    ],
    [
      () => rl.repeatInterleave(rl.ones([2, 2]), ints(2 ** 30, 2 ** 30), 0),
      new RangeError('repeatInterleave: expected a result of fewer than 2^31 elements, got shape [2147483648, 2]'),
    ],
    [
      () => rl.ones([2, 3]).repeat([2 ** 20, 2 ** 20]),
      new RangeError('repeat: expected a result of fewer than 2^31 elements, got shape [2097152, 3145728]'),
    ],
    [() => ints(0, 1).bincount({ weights: rl.ones([3]) }), new RangeError('bincount: expected weights of shape [2], got [3]')],
    [
      () => ints(0, 1).bincount({ weights: rl.ones([1, 2]) }),
      new RangeError('bincount: expected weights of shape [2], got [1, 2]'),
    ],
    [() => F.oneHot(ints(0), 0), new RangeError('oneHot: expected index in [0, 0), got 0 at index [0]')],
    [
      () => rl.searchsorted(rl.ones([2, 3, 4]), rl.ones([2, 2, 4])),
      new RangeError(
        'searchsorted: expected a sequence of one dim or the same dims before the last, got [2, 3, 4] for values [2, 2, 4]',
      ),
    ],
    [
      () => ints(M - 1, 0).scatterAdd(0, ints(0), ints(1)),
      new RangeError("scatterAdd: expected results that fit int32, got one beyond it; convert with to('float32') first"),
    ],
  ])('%# are in these words, before memory is asked for', (attempt, error) =>
    leavesNothing(() => expect(attempt).toThrow(error)),
  );

  it('of what is too large come before memory is asked for', () =>
    leavesNothing(() => {
      const [x, v, many] = [rl.ones([2, 2]), rl.ones([2]), ints(2 ** 30, 2 ** 30)];
      for (const [attempt, allocations] of [
        [() => v.diag(50_000), 0],
        [() => x.repeat([2 ** 20, 2 ** 20]), 0],
        [() => x.tile([2 ** 20, 2 ** 20]), 0],
        [() => x.repeatInterleave(many, 0), 0],
      ] as const)
        expect(failingAt(1, () => rl.scope(attempt))).toMatchObject({ allocations, error: { name: 'RangeError' } });
    }));

  const x = (): rl.Tensor => rl.ones([1, 2]);
  it.each<[name: string, args: unknown[]]>([
    ['clone', []],
    ['contiguous', []],
    ['detach', []],
    ['diagonal', [{}]],
    ['diag', [0]],
    ['tril', [0]],
    ['triu', [0]],
    ['expand', [[2, 2]]],
    ['flip', [0]],
    ['roll', [1, 0]],
    ['F.pad', [[1, 1], {}]],
    ['narrow', [0, 0, 1]],
    ['slice', [0, 0, 1, 1]],
    ['select', [0, 0]],
    ['unbind', [0]],
    ['split', [1, 0]],
    ['chunk', [1, 0]],
    ['permute', [[0, 1]]],
    ['transpose', [0, 1]],
    ['swapaxes', [0, 1]],
    ['movedim', [0, 1]],
    ['t', []],
    ['repeat', [[1, 1]]],
    ['tile', [[1]]],
    ['repeatInterleave', [1, 0]],
    ['reshape', [[2]]],
    ['view', [[2]]],
    ['flatten', [0, 1]],
    ['unflatten', [0, [1]]],
    ['squeeze', [0]],
    ['unsqueeze', [0]],
    ['nonzero', [{}]],
    ['unique', [{}]],
  ])('%s takes so many arguments, and a tensor that lives', (path, args) =>
    leavesNothing(() => {
      const name = path.replace('F.', '');
      const live = x();
      call(path, live, ...args);
      const most = args.length === 0 ? 'at most one argument' : `at most ${args.length + 1} arguments`;
      const got = `got ${args.length + 2}, the last being 'more'`;
      expect(() => call(path, live, ...args, 'more')).toThrow(new TypeError(`${name}: expected ${most}, ${got}`));
      expect(() => call(path, 3, ...args)).toThrow(new TypeError(`${name}: expected input to be a tensor, got 3`));
      const gone = x();
      gone.dispose();
      expect(() => call(path, gone, ...args)).toThrow(
        new rl.DisposedError(
          `${name}: expected a live tensor, got one of shape [1, 2] that was disposed; return it from its scope, or take it out with keep(t)`,
        ),
      );
    }),
  );
});

/** The bytes that a call leaves outside every scope, once its results are disposed. */
function left(run: () => rl.Tensor | readonly rl.Tensor[]): void {
  const before = rl.memory();
  for (const t of [run()].flat()) t.dispose();
  const after = rl.memory();
  expect([after.liveTensors, after.liveBytes]).toEqual([before.liveTensors, before.liveBytes]);
}

describe('outside every scope', () => {
  it('nothing is left but the results', () => {
    const x = rl.scope(() => rl.keep(rl.arange(12).view([3, 4]).t().detach()));
    const whole = rl.scope(() => rl.keep(rl.arange(12).to('int32').view([3, 4]).t()));
    const apart = rl.scope(() => rl.keep(ints(2, 9, 0, 9).slice(0, 0, 4, 2)));
    for (const grad of [false, true]) {
      const leaf = rl.scope(() => rl.keep(rl.ones([3, 4]).requiresGrad_(grad)));
      left(() => leaf.at(1, 2));
      left(() => leaf.at(1));
      left(() => leaf.at());
      left(() => {
        const gone = rl.ones([2, 2]).requiresGrad_(grad);
        const y = gone.at(1, 1);
        gone.dispose();
        return y;
      });
      left(() => rl.cat([leaf, leaf]));
      left(() => rl.roll(leaf, [1, 2], [0, 1]));
      left(() => rl.flatten(leaf));
      leaf.dispose();
    }
    left(() => x.reshape([12]));
    left(() => x.flatten());
    left(() => rl.cat([x, whole], 1));
    left(() => F.oneHot(whole));
    left(() => F.oneHot(whole, 12));
    left(() => rl.indexSelect(x, 0, apart));
    left(() => whole.nonzero());
    left(() => x.nonzero({ asTuple: true }));
    expect(() => left(() => F.oneHot(whole, 11))).toThrow(/^oneHot: expected index in \[0, 11\), got 11/);
    for (const t of [x, whole, apart]) t.dispose();
  });

  it('a refusal leaves nothing', () => {
    const whole = rl.scope(() => rl.keep(rl.arange(12).to('int32').view([3, 4]).t()));
    const before = rl.memory().liveBytes;
    expect(() => F.oneHot(whole, 11)).toThrow(/^oneHot: expected index in \[0, 11\), got 11/);
    expect(rl.memory().liveBytes).toBe(before);
    whole.dispose();
  });

  it('a backward pass leaves gradients', () => {
    const x = rl.scope(() => rl.keep(rl.ones([3, 4]).requiresGrad_()));
    const index = ints(0, 0, 2);
    const w = rl.scope(() => rl.keep(rl.arange(12).view([4, 3])));
    const before = rl.memory().liveBytes;
    const loss = rl.scope(() => rl.indexSelect(x, 0, index).t().mul(w).sum());
    loss.backward();
    loss.dispose();
    expect(x.grad!.tolist()).toEqual([
      [1, 7, 13, 19],
      [0, 0, 0, 0],
      [2, 5, 8, 11],
    ]);
    expect(rl.memory().liveBytes - before).toBe(48);
    for (const t of [x, index, w]) t.dispose();
  });
});

describe('views', () => {
  it.each<[string, () => void]>([
    [
      'of a contiguous tensor in another shape are contiguous: no copy is made of them',
      () => {
        const x = rl.arange(6);
        for (const y of [x, x.view([3, 2]), x.reshape([2, 3]), x.view([1, 6]).squeeze(0), x.unsqueeze(1), x.narrow(0, 1, 2)])
          expect(y.contiguous() === y).toBe(true);
        const y = x.view([3, 2]).t();
        expect(y.contiguous() === y).toBe(false);
        y.contiguous().fill_(-1);
        expect(x.tolist()).toEqual([0, 1, 2, 3, 4, 5]);
        expect(y.contiguous().tolist()).toEqual([
          [0, 2, 4],
          [1, 3, 5],
        ]);
      },
    ],
    [
      'merge the leading dims of rows that are apart, and pass over dims of size 1',
      () => {
        const x = rl.arange(30).view([2, 3, 5]).narrow(2, 1, 4);
        const y = x.view([6, 4]);
        expect(y.tolist()).toEqual((x.tolist() as number[][][]).flat());
        y.fill_(-1);
        expect(x.eq(-1).all().item()).toBe(true);
        const gap = rl.arange(24).view([4, 6]).narrow(1, 0, 3);
        const wide = gap.unsqueeze(1).view([1, 4, 1, 3, 1]);
        expect(wide.shape).toEqual([1, 4, 1, 3, 1]);
        wide.select(1, 3).fill_(50);
        expect(gap.tolist()).toEqual([
          [0, 1, 2],
          [6, 7, 8],
          [12, 13, 14],
          [50, 50, 50],
        ]);
        expect(gap.unsqueeze(1).view([2, 2, 3]).select(0, 1).tolist()).toEqual(gap.narrow(0, 2, 2).tolist());
      },
    ],
    [
      'lose the named dims of size 1, or all',
      () => {
        const x = rl.ones([1, 2, 1]);
        expect(x.squeeze().shape).toEqual([2]);
        expect(x.squeeze(0).shape).toEqual([2, 1]);
        expect(x.squeeze(-1).shape).toEqual([1, 2]);
        expect(x.squeeze(1).shape).toEqual([1, 2, 1]);
        expect(x.squeeze([0, 1]).shape).toEqual([2, 1]);
        expect(rl.ones([3, 2]).squeeze([0, 1]).shape).toEqual([3, 2]);
      },
    ],
    [
      'and copies want a gradient where their source does, and no other',
      () => {
        for (const wanted of [false, true]) {
          const x = rl.arange(6).view([2, 3]).clone().requiresGrad_(wanted);
          const all = [x.t(), x.t().reshape([6]), x.view([6]), x.narrow(1, 1, 1), x.select(0, 1), x.at(1), x.at(), x.clone()];
          for (const y of all) expect(y.requiresGrad).toBe(wanted);
          if (!wanted) continue;
          x.at().t().reshape([6]).mul(rl.arange(6)).sum().backward();
          expect(x.grad!.tolist()).toEqual([
            [0, 2, 4],
            [1, 3, 5],
          ]);
        }
        const none = rl.zeros([0]).requiresGrad_();
        for (const list of [[none], [none, none]]) expect(rl.cat(list).requiresGrad).toBe(true);
        expect(rl.cat([rl.zeros([0])]).requiresGrad).toBe(false);
        rl.cat([none, none]).sum().backward();
        expect(none.grad!.shape).toEqual([0]);
      },
    ],
    [
      'of parts without elements may lie anywhere',
      () => {
        const x = rl.ones([2, 3]);
        for (const offset of [-M, -3, 3, 2 ** 31 - 1]) {
          const y = x.diagonal({ offset });
          expect(y.shape).toEqual([0]);
          expect(y.tolist()).toEqual([]);
          expect(y.clone().shape).toEqual([0]);
          expect(y.sum().item()).toBe(0);
        }
        expect(rl.ones([3]).chunk(70_000).length).toBe(3);
        expect(rl.ones([0, 2]).chunk(3).length).toBe(3);
        expect(rl.ones([1]).chunk(2 ** 17).length).toBe(1);
      },
    ],
  ])('%s', (_, test) => leavesNothing(test));
});
