// Convolution shared out by images: a batch has the results of its images one by one, up to the sizes that fit scratch memory.
import { beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { F } = rl;

beforeAll(start);

type Case = [x: number[], weight: number[], options: rl.F.Conv2dOptions];

const CASES: Case[] = [
  // as many numbers in a window, channels, and windows as there may be
  [[2, 80, 13, 21], [240, 80, 1, 3], { padding: [0, 1] }],
  [[5, 3, 20, 24], [16, 3, 5, 5], { padding: 2, stride: 2 }],
  [[37, 1, 9, 9], [7, 1, 3, 3], { dilation: 2, padding: 3 }],
  // no windows: the image is the matrix, and channels may be many
  [[3, 300, 5, 7], [260, 300, 1, 1], {}],
  [[2, 600, 2, 2], [500, 600, 1, 1], {}],
  [[2, 64, 60, 60], [4, 64, 1, 1], {}],
  // too many channels, numbers in a window, or windows
  [[2, 80, 1, 7], [600, 80, 1, 3], { padding: [0, 1] }],
  [[2, 200, 1, 7], [240, 200, 1, 3], { padding: [0, 1] }],
  [[2, 3, 100, 100], [4, 3, 5, 5], {}],
];

it.each(CASES)('%j, weight %j, %j', (shape, weight, options) =>
  leavesNothing(() => {
    rl.manualSeed(1);
    const leaf = (sizes: number[]): rl.Tensor => rl.randn(sizes, { requiresGrad: true });
    const [x, w, b] = [leaf(shape), leaf(weight), leaf([weight[0]!])];
    const y = F.conv2d(x, w, b, options);
    const u = rl.randn(y.shape);
    y.backward({ gradient: u });
    const [dx, dw] = [x.grad!.clone(), w.grad!.clone()];
    for (const one of [x, w, b]) one.grad = null;
    const alone = Array.from({ length: shape[0]! }, (_, n) => F.conv2d(x.narrow(0, n, 1), w, b, options));
    const whole = rl.cat(alone, 0);
    whole.backward({ gradient: u });
    for (const [got, want] of [
      [y, whole],
      [dx, x.grad!],
      [dw, w.grad!],
    ] as const) {
      const off = got.detach().sub(want.detach()).abs().max().item();
      expect(off).toBeLessThan(3e-6 * want.detach().abs().max().item());
    }
    for (const one of [x, w, b]) one.grad = null;
  }),
);
