// Small things about ops on elements: gradients at the ends of their ranges, changes in place, what a tracer sees.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type Tracer, withTracer } from '../src/tracing.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));
const bools = (...values: boolean[]): rl.Tensor => tensor(values, { dtype: 'bool' });

/** The gradient of a sum of `f(x)`. */
function slopes(f: (x: rl.Tensor) => rl.Tensor, values: number[]): unknown {
  const x = tensor(values, { requiresGrad: true });
  f(x).sum().backward();
  return x.grad!.tolist();
}

describe('gradients', () => {
  it.each<[string, (x: rl.Tensor) => rl.Tensor, values: number[], want: number[]]>([
    ['of the power 0 are 0, also at 0', (x) => x.pow(0), [-2, 0, 3, Infinity, NaN], [0, 0, 0, 0, 0]],
    ['of the power 1 are 1, also at 0', (x) => x.pow(1), [-2, 0, 3], [1, 1, 1]],
    ['of relu are 0 at 0', (x) => x.relu(), [-1, 0, 2], [0, 0, 1]],
    ['of bounds that are tensors pass at the bounds', (x) => x.clamp(tensor([1]), tensor([3])), [0, 1, 2, 3, 4], [0, 1, 1, 1, 0]],
    ['of bounds that are tensors are 0 at NaN', (x) => x.clamp(tensor([1]), tensor([3])), [NaN, 2], [0, 1]],
    ['of a choice between a tensor and itself are 1', (x) => rl.where(bools(true, false), x, x), [5, 6], [1, 1]],
    ['of a choice between a tensor and a number', (x) => rl.where(bools(true, false), x, 1), [5, 6], [1, 0]],
    ['of a choice between a number and a tensor', (x) => rl.where(bools(true, false), 1, x), [5, 6], [0, 1]],
    ['of infinities that are replaced are 0', (x) => rl.nanToNum(x), [NaN, -Infinity, 2, Infinity], [0, 0, 1, 0]],
    ['of an elu at 0 are 1', (x) => F.elu(x), [0, 1], [1, 1]],
    ['of a celu of negative alpha at 0 and above are 1', (x) => F.celu(x, { alpha: -1 }), [0, 2], [1, 1]],
    ['of the greater of equals are shared', (x) => rl.maximum(x, 1), [0, 1, 2], [0, 0.5, 1]],
    ['of the lesser of equals are shared', (x) => rl.minimum(1, x), [0, 1, 2], [1, 0.5, 0]],
    ['of a remainder with a number are 1', (x) => rl.remainder(x, -3), [-4, 4], [1, 1]],
    ['of a truncated remainder with a number are 1', (x) => rl.fmod(x, -3), [-4, 4], [1, 1]],
  ])('%s', (_, f, values, want) => leavesNothing(() => expect(slopes(f, values)).toEqual(want)));

  it('of interpolated ends and of the weight, whichever are wanted', () =>
    leavesNothing(() => {
      for (let which = 1; which < 8; which++) {
        const [a, b, w] = [tensor([1, 2]), tensor([5, 8]), tensor([0.25, 0.75])];
        const leaves = [a, b, w];
        leaves.forEach((t, i) => t.requiresGrad_(((which >> i) & 1) === 1));
        a.lerp(b, w).sum().backward();
        const want = [
          [0.75, 0.25],
          [0.25, 0.75],
          [4, 6],
        ];
        leaves.forEach((t, i) => expect(t.grad?.tolist()).toEqual((which >> i) & 1 ? want[i] : undefined));
      }
    }));
});

describe('changes in place', () => {
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
      }
    }));

  it('of integers refuse numbers beyond them, whatever they are multiplied by', () =>
    leavesNothing(() => {
      const x = ints(4, 6);
      for (const change of [() => x.add_(2 ** 31, { alpha: 0 }), () => x.sub_(2 ** 31, { alpha: 0 })])
        expect(change).toThrow(/^(add_|sub_): expected values that fit int32, got 2147483648$/);
      expect(x.tolist()).toEqual([4, 6]);
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

describe('dropout', () => {
  it('sets elements to the limit of selu, then keeps mean and variance', () =>
    leavesNothing(() => {
      const limit = -(F.selu(tensor([-50])).item() as number);
      for (const p of [0.2, 0.7]) {
        rl.manualSeed(1);
        const y = F.alphaDropout(tensor(new Float32Array(40).fill(0.5)), p, { training: true });
        const scale = 1 / Math.sqrt((limit * limit * p + 1) * (1 - p));
        const found = [...new Set(y.toTypedArray())].sort((a, b) => a - b);
        expect(found.length).toBe(2);
        expect(found[0]).toBeCloseTo(-limit * scale * (1 - p), 5);
        expect(found[1]).toBeCloseTo(scale * (0.5 + limit * p), 5);
      }
      const x = tensor([2, -3]);
      expect(
        F.alphaDropout(x, 1, { training: true })
          .toTypedArray()
          .every((v) => v === 0),
      ).toBe(true);
      expect(F.alphaDropout(x, 0, { training: true })).toBe(x);
    }));

  it('that fails says so, and leaves the generator as it was', () =>
    leavesNothing(() => {
      const x = rl.ones([2, 3, 4]);
      const before = rl.defaultGenerator.getState().join();
      for (const [name, drop] of Object.entries({
        alphaDropout: () => F.alphaDropout(x, 0.5, { training: true }),
        dropout1d: () => F.dropout1d(x),
        dropout2d: () => F.dropout2d(x),
      })) {
        const refuse: Tracer = (_, op) => {
          if (op === 'mul') throw new Error(`no ${name}`);
        };
        expect(() => withTracer(refuse, drop)).toThrow(`no ${name}`);
        expect(rl.defaultGenerator.getState().join()).toBe(before);
      }
    }));
});

describe('a tracer', () => {
  it('sees each operand of a change in place', () =>
    leavesNothing(() => {
      const [x, w] = [tensor([1, 2]), tensor([3, 4])];
      const seen: unknown[] = [];
      const see: Tracer = (out, name, inputs) => void seen.push([name, out === x, inputs.map((t) => [x, w].indexOf(t))]);
      withTracer(see, () => [x.add_(w), x.sub_(w), x.mul_(w), x.div_(w), x.copy_(w), x.add_(1), x.fill_(1), x.zero_()]);
      const both = ['add_', 'sub_', 'mul_', 'div_', 'copy_'].map((name) => [name, true, [0, 1]]);
      expect(seen).toEqual([...both, ...['add_', 'fill_', 'zero_'].map((name) => [name, true, [0]])]);
    }));

  it('sees once what is random, beside the input', () =>
    leavesNothing(() => {
      const x = rl.ones([2, 3]);
      for (const drop of [
        () => F.dropout(x),
        () => F.dropout1d(x),
        () => F.dropout2d(x),
        () => F.alphaDropout(x, 0.5, { training: true }),
      ]) {
        const seen: unknown[] = [];
        withTracer((_, name, inputs) => void (name === 'dropout' && seen.push(inputs.length === 1 && inputs[0] === x)), drop);
        expect(seen).toEqual([true]);
      }
    }));
});
