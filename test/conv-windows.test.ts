// Convolutions of large windows and planes: what they take, what they refuse, and how much they hold at a time.
import { beforeAll, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { F } = rl;

beforeAll(start);

it.each<[string, (x: rl.Tensor, weight: rl.Tensor) => rl.Tensor]>([
  ['conv2d', (x, weight) => F.conv2d(x, weight)],
  ['convTranspose2d', (x, weight) => F.convTranspose2d(x, weight)],
])('%s refuses a weight that is no tensor of float32', (name, op) =>
  leavesNothing(() => {
    const x = rl.ones([1, 1, 3, 3]);
    const message = `${name}: expected weight of dtype float32, got int32; convert it with to('float32')`;
    expect(() => op(x, rl.ones([1, 1, 2, 2], { dtype: 'int32' }))).toThrow(new TypeError(message));
    expect(() => op(x, null as never)).toThrow(new TypeError(`${name}: expected weight to be a tensor, got null`));
  }),
);

it.each([0, 1])('takes a plane cut down from one of almost 2^30 positions, along axis %i', (axis) =>
  leavesNothing(() => {
    const pair = (value: number, other: number): [number, number] => (axis === 0 ? [value, other] : [other, value]);
    const far = 2 ** 29 - 2;
    const weight = rl.tensor([2, 3, 5]).view([1, 1, ...pair(3, 1)]);
    const options = { padding: pair(far, 0), dilation: pair(far, 1) };
    expect(F.convTranspose2d(rl.full([1, 1, 1, 1], 7), weight, null, options).tolist()).toEqual([[[[21]]]]);
  }),
);

it('takes windows of more numbers than are held of windows', () =>
  leavesNothing(() => {
    const x = rl
      .arange(257 * 258)
      .remainder(5)
      .view([1, 257, 258]);
    const weight = rl.ones([1, 1, 257, 257]);
    const sums = [0, 1].map((first) => x.narrow(2, first, 257).sum().item());
    expect(F.conv2d(x, weight).tolist()).toEqual([[sums]]);
  }));

it('holds few windows at a time, however large the image', () =>
  leavesNothing(() => {
    const x = rl.randn([1, 3, 300, 300]).requiresGrad_();
    const weight = rl.randn([2, 3, 5, 5]).requiresGrad_();
    /** The bytes beyond what is live, and a result like `like`, that a call needs at most. */
    const extra = (like: rl.Tensor, call: () => unknown): number => {
      const before = heap.liveBytes;
      heap.peakBytes = before;
      rl.scope(() => void call());
      return heap.peakBytes - before - like.numel * 4;
    };
    const y = F.conv2d(x, weight);
    const g = rl.ones(y.shape);
    // the windows of all positions would be 26 MB
    expect(extra(y, () => F.conv2d(x.detach(), weight.detach()))).toBeLessThan(300_000);
    expect(extra(x, () => rl.autograd.grad(y, [x], { gradOutputs: g }))).toBeLessThan(300_000);
    const z = F.conv2d(x.detach(), weight);
    expect(extra(weight, () => rl.autograd.grad(z, [weight], { gradOutputs: g }))).toBeLessThan(300_000);
  }));
