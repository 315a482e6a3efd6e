// Pools and their like at the bounds of their options, and normalisations of what is large on one side.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';

const { F } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const MOST = 2 ** 31 - 1;
const image = (): rl.Tensor => rl.arange(16).view([1, 1, 4, 4]);
const line = (): rl.Tensor => rl.arange(4).view([1, 4]);

describe('refuses', () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      'a divisor of 2^31',
      () => F.avgPool2d(image(), 2, { divisorOverride: 2 ** 31 }),
      /^avgPool2d: expected divisorOverride at most 2147483647/,
    ],
    [
      'the size of another axis where there is one',
      () => F.adaptiveAvgPool1d(line(), [2, 2] as never),
      /^adaptiveAvgPool1d: expected outputSize to be a number or an array of one, got \[2, 2\]/,
    ],
    ['a divisor of 0', () => F.avgPool2d(image(), 2, { divisorOverride: 0 }), /^avgPool2d: expected divisorOverride at least 1/],
    ['no step', () => F.maxPool2d(image(), 2, { stride: 0 }), /^maxPool2d: expected stride at least 1, got 0/],
    ['no step along an axis', () => F.avgPool2d(image(), 2, { stride: [1, 0] }), /^avgPool2d: expected stride at least 1, got 0/],
    ['no step of a sequence', () => F.maxPool1d(line(), 2, { stride: 0 }), /^maxPool1d: expected stride at least 1, got 0/],
    ['no dilation', () => F.maxPool2d(image(), 2, { dilation: 0 }), /^maxPool2d: expected dilation at least 1, got 0/],
    [
      'other dims',
      () => F.maxPool2d(rl.zeros([4, 4]), 2),
      /^maxPool2d: expected input of shape \[N, C, H, W\] or \[C, H, W\], got \[4, 4\]/,
    ],
    [
      'other dims of sequences',
      () => F.maxPool1d(rl.zeros([4]), 2),
      /^maxPool1d: expected input of shape \[N, C, L\] or \[C, L\], got \[4\]/,
    ],
    [
      'a plane of 2^30 positions',
      () => F.maxPool2d(rl.zeros([1, 2, 2]), 2 ** 15 - 2, { padding: 2 ** 14 - 1, stride: 2 ** 20 }),
      /^maxPool2d: .*fewer than 2\^30 positions when padded, got 32768 × 32768$/,
    ],
    [
      'a factor of 0',
      () => F.interpolate(image(), { scaleFactor: 0 }),
      /^interpolate: expected scaleFactor above 0 and finite, got 0$/,
    ],
    [
      'an infinite factor',
      () => F.interpolate(image(), { scaleFactor: [1, Infinity] }),
      /^interpolate: expected scaleFactor above 0 and finite, got Infinity$/,
    ],
  ])('%s', (_, act, message) =>
    leavesNothing(() => {
      expect(act).toThrow(message);
      expect(act).toThrow(RangeError);
    }),
  );
});

it.each([null, [null]])('refuses %j as the size of an adaptive pool of sequences', (size) =>
  leavesNothing(() => {
    for (const [name, pool] of [
      ['adaptiveAvgPool1d', F.adaptiveAvgPool1d],
      ['adaptiveMaxPool1d', F.adaptiveMaxPool1d],
    ] as const)
      expect(() => pool(line(), size as never)).toThrow(new TypeError(`${name}: expected outputSize to be an integer, got null`));
  }),
);

it('refuses countIncludePad unless it is true or false', () =>
  leavesNothing(() => {
    for (const [name, pool] of [
      ['avgPool1d', (options: object) => F.avgPool1d(line(), 2, options)],
      ['avgPool2d', (options: object) => F.avgPool2d(image(), 2, options)],
    ] as const)
      for (const countIncludePad of [null, 0, 'no'])
        expect(() => pool({ countIncludePad })).toThrow(new RegExp(`^${name}: expected countIncludePad to be `));
  }));

it('has no window that would begin where the padding after the input does', () =>
  leavesNothing(() => {
    const x = rl.tensor([[1, 2, 3]]);
    const options = { stride: 2, padding: 1, ceilMode: true };
    expect(F.maxPool1d(x, 2, options).tolist()).toEqual([[1, 3]]);
    expect(F.avgPool1d(x, 2, options).tolist()).toEqual([[0.5, 2.5]]);
    expect(F.maxPool1d(x.narrow(1, 0, 2), 1, { stride: 2, ceilMode: true }).tolist()).toEqual([[1]]);
  }));

it('the mean of all of a large image is as exact as mean', () =>
  leavesNothing(() => {
    const x = rl.full([2, 1024, 1024], 0.1);
    for (const y of [F.adaptiveAvgPool2d(x, 1), F.adaptiveAvgPool1d(x.view([2, -1]), 1)])
      for (const value of y.toTypedArray()) expect(value).toBeCloseTo(0.1, 6);
  }));

it('takes the largest divisor', () =>
  leavesNothing(() => {
    const y = F.avgPool2d(rl.full([1, 1, 2, 2], 2 ** 29), 2, { divisorOverride: MOST });
    expect(y.item()).toBeCloseTo(1, 6);
  }));

it('takes a plane of almost 2^30 positions', () =>
  leavesNothing(() => {
    const wide = rl.arange(2 ** 15);
    const size = 2 ** 15 - 2;
    const high = F.maxPool2d(wide.view([1, 1, -1]), [size, 1], { padding: [size / 2, 0], stride: [2 ** 20, 2 ** 14] });
    expect(high.tolist()).toEqual([[[0, 2 ** 14]]]);
    const along = F.maxPool2d(wide.view([1, -1, 1]), [1, size], { padding: [0, size / 2], stride: [2 ** 14, 2 ** 20] });
    expect(along.tolist()).toEqual([[[0], [2 ** 14]]]);
  }));

it('leaves out elements of a window that are farther from its first than a kernel can count', () =>
  leavesNothing(() => {
    const x = rl.arange(32).view([1, 4, 8]);
    const y = F.maxPool2d(x, [4, 1], { dilation: [715827883, 1], stride: [MOST, 1], ceilMode: true });
    expect(y.tolist()).toEqual([[[0, 1, 2, 3, 4, 5, 6, 7]]]);
  }));

it('keeps both sizes where the size of an adaptive pool is null', () =>
  leavesNothing(() => {
    const x = rl.arange(24).view([2, 1, 3, 4]);
    for (const pool of [F.adaptiveMaxPool2d, F.adaptiveAvgPool2d]) expect(pool(x, null).tolist()).toEqual(x.tolist());
  }));

it('maxima are written to the result alone where no gradient is wanted', () =>
  leavesNothing(() => {
    const held = rl.ones([1 << 19]);
    const x = rl.arange(1 << 20).view([1, 1 << 10, 1 << 10]);
    const y = F.maxPool2d(x, 1);
    expect(y.sub(x).abs().max().item()).toBe(0);
    expect(held.sum().item()).toBe(1 << 19);
    expect(
      F.maxPool2d(
        rl.tensor([
          [
            [1, 2],
            [3, 4],
          ],
        ]),
        2,
      ).item(),
    ).toBe(4);
  }));

describe('what squares overflow of', () => {
  /** (v − mean) / deviation in float64. */
  function normal(row: readonly number[]): number[] {
    const mean = row.reduce((a, b) => a + b, 0) / row.length;
    const deviation = Math.hypot(...row.map((v) => v - mean)) / Math.sqrt(row.length);
    return row.map((v) => (v - mean) / deviation);
  }

  const ROWS = [
    [-3e30, 1, 2, 3],
    [3e30, 1, 2, 3],
    [-1, -2e25, -3e25, 0],
    [1e20, -1e20, 2e20, 5],
  ];

  it.each<[string, (x: rl.Tensor) => rl.Tensor]>([
    ['layerNorm', (x) => F.layerNorm(x, [4])],
    ['groupNorm', (x) => F.groupNorm(x.view([4, 1, 4]), 1)],
    ['instanceNorm', (x) => F.instanceNorm(x.view([1, 4, 4]))],
  ])('%s is on either side of 0, in each row by itself', (_, norm) =>
    leavesNothing(() => {
      const y = norm(rl.tensor(ROWS)).toTypedArray();
      ROWS.flatMap(normal).forEach((v, i) => expect(y[i]).toBeCloseTo(v, 5));
    }),
  );
});
