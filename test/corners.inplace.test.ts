// Small things about changes in place: what is refused before it is made, and what the graph keeps.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));
const bools = (...values: boolean[]): rl.Tensor => tensor(values, { dtype: 'bool' });

describe('changes in place', () => {
  it('of a view whose graph is lost are refused before they are made', () =>
    leavesNothing(() => {
      for (const change of [(v: rl.Tensor) => v.add_(1), (v: rl.Tensor) => v.copy_(tensor(5)), (v: rl.Tensor) => v.mul_(2)]) {
        const base = tensor([1, 2, 3, 4], { requiresGrad: true }).mul(1);
        const [v, w] = [base.narrow(0, 0, 2), base.narrow(0, 2, 2)];
        base.dispose();
        w.mul_(2);
        expect(() => change(v)).toThrow(/: an input of shape \[2\] was changed in place through another view/);
        expect(v.detach().tolist()).toEqual([1, 2]);
      }
    }));

  it.each([false, true])('of what was disposed are refused by name, requiresGrad: %s', (requiresGrad) =>
    leavesNothing(() => {
      const x = tensor([1, 2], { requiresGrad });
      x.dispose();
      const changes: Record<string, () => unknown> = {
        add_: () => x.add_(1),
        sub_: () => x.sub_(1),
        mul_: () => x.mul_(1),
        div_: () => x.div_(1),
        copy_: () => x.copy_(tensor([3, 4])),
        fill_: () => x.fill_(1),
        zero_: () => x.zero_(),
        uniform_: () => x.uniform_(),
        normal_: () => x.normal_(),
      };
      for (const [name, change] of Object.entries(changes)) {
        expect(change).toThrow(rl.DisposedError);
        expect(change).toThrow(`${name}: `);
      }
    }),
  );

  it('of elements of a dim of size 1 that repeats nothing any more', () =>
    leavesNothing(() => {
      const base = tensor([1, 2, 3, 4]);
      const x = base.expand([2, 4]).slice(1, 0, 4, 2).narrow(0, 1, 1);
      expect(x.add_(10).tolist()).toEqual([[11, 13]]);
      expect(base.tolist()).toEqual([11, 2, 13, 4]);
    }));

  it('compute the gradients that are wanted and no others', () =>
    leavesNothing(() => {
      const changes: ((y: rl.Tensor, w: rl.Tensor) => rl.Tensor)[] = [
        (y, w) => y.add_(w),
        (y, w) => y.sub_(w),
        (y, w) => y.mul_(w),
        (y, w) => y.div_(w),
        (y, w) => y.copy_(w),
      ];
      for (const change of changes) {
        const w = tensor([3, 4], { requiresGrad: true });
        const { node } = change(tensor([1, 2]), w);
        const [dy, dw] = node!.backward(rl.ones([2]), node!.unpack(), node!.edges) as (rl.Tensor | null)[];
        expect([dy, dw?.shape]).toEqual([null, [2]]);
        const other = change(tensor([1, 2], { requiresGrad: true }).mul(1), tensor([3, 4])).node!;
        expect((other.backward(rl.ones([2]), other.unpack(), other.edges) as (rl.Tensor | null)[])[1]).toBe(null);
      }
    }));

  it('of integers refuse numbers beyond them, whatever they are multiplied by', () =>
    leavesNothing(() => {
      const x = ints(4, 6);
      for (const change of [() => x.add_(2 ** 31, { alpha: 0 }), () => x.sub_(2 ** 31, { alpha: 0 })])
        expect(change).toThrow(/^(add_|sub_): expected values that fit int32, got 2147483648$/);
      expect(x.tolist()).toEqual([4, 6]);
    }));

  it('of integers refuse fractions of an operand', () =>
    leavesNothing(() => {
      const x = ints(4, 6);
      for (const other of [ints(1, 2), 1, 2])
        for (const name of ['add_', 'sub_'] as const)
          expect(() => x[name](other, { alpha: 0.5 })).toThrow(
            new TypeError(
              `${name}: expected an operand that keeps dtype int32, got floating point; convert the tensor with to('float32')`,
            ),
          );
      expect(x.tolist()).toEqual([4, 6]);
      const b = bools(true, false);
      expect(() => b.add_(b, { alpha: 0.5 })).toThrow(/^add_: expected an operand that keeps dtype bool, got floating point/);
      expect(x.add_(ints(1, 2), { alpha: -2 }).sub_(3, { alpha: 2 }).tolist()).toEqual([-4, -4]);
      expect(tensor([4, 6]).add_(ints(1, 2), { alpha: 0.5 }).tolist()).toEqual([4.5, 7]);
    }));

  it('save the operand, which may go, but not change', () =>
    leavesNothing(() => {
      for (const change of ['mul_', 'div_'] as const) {
        const [a, b] = [tensor([1, 2], { requiresGrad: true }), tensor([2, 4])];
        const y = a.mul(1)[change](b);
        b.dispose();
        y.sum().backward();
        expect(a.grad?.tolist()).toEqual(change === 'mul_' ? [2, 4] : [0.5, 0.25]);
      }
      const w = tensor([3, 4]);
      const x = tensor([1, 2], { requiresGrad: true });
      const y = x.mul(1).mul_(w);
      w.add_(1);
      expect(() => y.sum().backward()).toThrow(/^backward: a value that mul_ saved was changed in place since/);
    }));

  it('by a product with a view of itself are refused where gradients flow', () =>
    leavesNothing(() => {
      const y = tensor([1, 2], { requiresGrad: true }).mul(1);
      const message =
        'expected an operand that shares no memory where gradients flow, got a view of the tensor that changes; use a clone()';
      expect(() => y.mul_(y)).toThrow(new Error(`mul_: ${message}`));
      expect(() => y.div_(y.narrow(0, 0, 1))).toThrow(new Error(`div_: ${message}`));
      expect(y.add_(y).detach().mul_(2).tolist()).toEqual([4, 8]);
    }));

  it('leave nothing of what they converted, outside of scopes too', () => {
    const before = rl.memory().liveBytes;
    const [x, i, b] = [tensor([1, 2, 3]), ints(4), bools(true, false)];
    const [from, to] = [x.narrow(0, 0, 2), x.narrow(0, 1, 2)];
    x.copy_(i).sub_(i).add_(1);
    to.copy_(from);
    b.add_(b, { alpha: 2 });
    expect([x.tolist(), b.tolist()]).toEqual([
      [1, 1, 1],
      [true, false],
    ]);
    for (const t of [from, to, x, i, b]) t.dispose();
    expect(rl.memory().liveBytes).toBe(before);
  });

  it('by random numbers are those of floats', () =>
    leavesNothing(() => {
      for (const x of [ints(1, 2), bools(true, false)]) {
        const before = [x.tolist(), rl.defaultGenerator.getState().join()];
        for (const name of ['uniform_', 'normal_'] as const)
          expect(() => x[name]()).toThrow(
            new TypeError(`${name}: expected input of dtype float32, got ${x.dtype}; convert it with to('float32')`),
          );
        expect(() => rl.bernoulli(x)).toThrow(TypeError);
        expect([x.tolist(), rl.defaultGenerator.getState().join()]).toEqual(before);
      }
    }));

  it('by random numbers draw the same for any layout', () =>
    leavesNothing(() => {
      for (const name of ['uniform_', 'normal_'] as const) {
        rl.manualSeed(4);
        const plain = rl.zeros([5, 4])[name](1, 2).tolist();
        rl.manualSeed(4);
        const base = rl.zeros([4, 6]);
        expect(base.narrow(1, 1, 5).t()[name](1, 2).tolist()).toEqual(plain);
        expect(base.select(1, 0).tolist()).toEqual([0, 0, 0, 0]);
      }
    }));

  it('by random numbers reach the ends of float32', () =>
    leavesNothing(() => {
      const most = 3.4028234663852886e38;
      const x = rl.zeros([3]);
      expect(x.uniform_(most, most).tolist()).toEqual([most, most, most]);
      expect(x.uniform_(-most, -most).tolist()).toEqual([-most, -most, -most]);
      expect(() => x.uniform_(-4e38, 0)).toThrow(new RangeError(`uniform_: expected low in [-${most}, ${most}], got -4e+38`));
      expect(() => x.uniform_(3.5e38, 3.6e38)).toThrow(/^uniform_: expected low in /);
      expect(() => x.uniform_(1e38, 3.5e38)).toThrow(/^uniform_: expected high in /);
    }));
});
