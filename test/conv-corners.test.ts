// Convolutions next to those that have a quick way, the bounds of their options, and what the way back leaves in memory.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { checkGradient, checkValue } from './support/checks.ts';
import { addedBack, leavesNothing, start } from './support/library.ts';
import { SUM, smooth } from './support/optable.ts';
import { Random } from './support/random.ts';

const { F } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

type Case = [x: number[], weight: number[], options: Record<string, unknown>];

const BY_WINDOWS: Case[] = [
  // as large as those by tiles, but for one thing
  [[2, 8, 10, 9], [8, 8, 3, 1], {}],
  [[2, 8, 9, 10], [8, 8, 1, 3], {}],
  [[2, 8, 10, 12], [9, 8, 3, 5], {}],
  [[2, 8, 12, 10], [8, 8, 5, 3], {}],
  [[2, 8, 12, 12], [8, 8, 3, 3], { dilation: 2 }],
  [[2, 8, 12, 10], [8, 8, 3, 3], { dilation: [2, 1] }],
  [[2, 8, 10, 12], [8, 8, 3, 3], { dilation: [1, 2] }],
  [[2, 8, 18, 10], [8, 8, 3, 3], { stride: [2, 1] }],
  [[2, 8, 10, 18], [8, 8, 3, 3], { stride: [1, 2] }],
  [[2, 8, 19, 10], [8, 8, 3, 3], { stride: [2, 1], dilation: [2, 1] }],
  [[2, 8, 18, 12], [8, 8, 3, 3], { stride: [2, 1], dilation: [1, 2] }],
  [[2, 8, 19, 19], [8, 8, 3, 3], { stride: 2, dilation: 2 }],
  [[2, 16, 10, 10], [8, 8, 3, 3], { groups: 2 }],
  [[2, 8, 8, 8], [8, 8, 3, 3], { padding: [3, 0] }],
  [[2, 8, 8, 8], [8, 8, 3, 3], { padding: [0, 3] }],
  // windows of one number, but not the image itself: in the padding alone, or every other row
  [[2, 2, 1, 1], [3, 2, 1, 1], { stride: 3, padding: 1 }],
  [[2, 2, 2, 3], [3, 2, 1, 1], { stride: [2, 1] }],
  [[1, 2, 3, 2], [3, 2, 1, 1], { stride: [1, 2] }],
  [[1, 2, 3, 3], [3, 2, 1, 1], { padding: [1, 0] }],
  [[2, 2, 3, 3], [3, 2, 1, 1], { padding: [0, 1] }],
  // the longest step, of which none is taken
  [[2, 2, 1, 4], [2, 2, 1, 2], { stride: [2 ** 31 - 1, 1] }],
  [[2, 2, 4, 1], [2, 2, 2, 1], { stride: [1, 2 ** 31 - 1] }],
  // nothing to multiply, or no results
  [[2, 0, 4, 4], [3, 0, 3, 3], {}],
  [[2, 0, 4, 4], [3, 0, 1, 1], {}],
  [[2, 3, 4, 4], [0, 3, 3, 3], {}],
  [[2, 3, 4, 4], [0, 3, 1, 1], {}],
  // a single product of an image
  [[3, 1, 1, 1], [1, 1, 1, 1], {}],
];

const TRANSPOSED: Case[] = [
  [[2, 2, 3, 3], [2, 2, 1, 1], { dilation: 2, outputPadding: 1 }],
  [[1, 2, 3, 3], [2, 2, 1, 1], { dilation: 2, outputPadding: [1, 0] }],
  [[1, 2, 3, 3], [2, 2, 1, 1], { dilation: 2, outputPadding: [0, 1] }],
  [[2, 2, 3, 3], [2, 2, 1, 1], { padding: 1 }],
  [[2, 2, 3, 3], [2, 2, 1, 1], { dilation: 2, padding: [1, 0], outputPadding: [1, 0] }],
  [[1, 2, 3, 3], [2, 2, 1, 1], { dilation: 2, padding: [0, 1], outputPadding: [0, 1] }],
  // as many numbers in a window as between windows
  [[2, 2, 3, 2], [2, 2, 2, 1], { stride: [2, 1] }],
  [[1, 2, 2, 3], [2, 2, 1, 2], { stride: [1, 2] }],
  [[1, 2, 3, 3], [2, 2, 2, 2], { stride: 2 }],
  // a result of one row, or one column
  [[2, 2, 1, 3], [2, 2, 1, 3], {}],
  [[2, 2, 3, 1], [2, 2, 3, 1], {}],
  [[1, 2, 2, 2], [2, 2, 3, 3], { padding: [1, 0] }],
  [[2, 2, 1, 4], [2, 2, 1, 2], { stride: [2 ** 31 - 1, 1] }],
  [[2, 2, 4, 1], [2, 2, 2, 1], { stride: [1, 2 ** 31 - 1] }],
  [[2, 3, 4, 4], [3, 0, 3, 3], {}],
  [[2, 0, 4, 4], [0, 3, 3, 3], {}],
  [[2, 0, 4, 4], [0, 3, 1, 1], {}],
];

/** Values and gradients of a case, with a bias, and without where nothing else may be there to write. */
function check(name: string, [x, weight, options]: Case, channels: number): void {
  const random = new Random(`${name} ${x} ${weight}`);
  const row = { name, tolerance: SUM, samples: () => [] };
  const empty = [...x, ...weight].includes(0);
  for (const bias of empty ? [random.real([channels]), undefined] : [random.real([channels])]) {
    const sample = smooth(random.real(x), random.real(weight), bias, options);
    leavesNothing(() => checkValue(row, sample, 'plain'));
    leavesNothing(() => checkGradient(row, sample, 'plain', random));
  }
}

it.each(BY_WINDOWS)('conv2d of %j by %j, %j', (...args) => check('F.conv2d', args, args[1][0]!));
it.each(TRANSPOSED)('convTranspose2d of %j by %j, %j', (...args) => check('F.convTranspose2d', args, args[1][1]!));

it.each([1, 2])('an image that is its own windows, of more positions than are held of windows, in %i groups', (groups) =>
  leavesNothing(() => {
    rl.manualSeed(groups);
    const [C, O, P] = [2, 2, 200 * 200];
    const x = rl.randn([1, C * groups, 200, 200], { requiresGrad: true });
    const w = rl.randn([O * groups, C, 1, 1], { requiresGrad: true });
    const products = (): rl.Tensor =>
      w
        .view([groups, O, C])
        .matmul(x.view([groups, C, P]))
        .view([1, O * groups, 200, 200]);
    const gradient = rl.randn([1, O * groups, 200, 200]);
    const [got, want] = [() => F.conv2d(x, w, null, { groups }), products].map((f) => {
      const y = f();
      y.backward({ gradient });
      const all = [y.detach(), x.grad!.clone(), w.grad!.clone()];
      for (const t of [x, w]) t.grad = null;
      return all;
    });
    got!.forEach((t, i) => {
      const off = t.sub(want![i]!).abs().max().item();
      expect(off).toBeLessThanOrEqual(3e-6 * want![i]!.abs().max().item());
    });
  }),
);

/** The bytes that the last op's way back has added when it ends. */
const added = (y: rl.Tensor, gradient: rl.Tensor): number => addedBack(y, () => y.backward({ gradient }));

/** The bytes that new tensors of these shapes take. */
function taken(...shapes: (readonly number[])[]): number {
  const before = rl.memory().liveBytes;
  const made = shapes.map((shape) => rl.zeros(shape));
  const bytes = rl.memory().liveBytes - before;
  for (const t of made) t.dispose();
  return bytes;
}

const x = (...shape: number[]): rl.Tensor => rl.ones(shape, { requiresGrad: true });

it.each<[string, number[], (x: rl.Tensor) => rl.Tensor]>([
  ['conv2d', [2, 3, 6, 7], (x) => F.conv2d(x, rl.ones([4, 3, 2, 3]))],
  ['convTranspose1d', [2, 3, 7], (x) => F.convTranspose1d(x, rl.ones([3, 4, 3]))],
  ['maxPool2d', [2, 3, 6, 8], (x) => F.maxPool2d(x, 2)],
  ['avgPool1d', [2, 3, 8], (x) => F.avgPool1d(x, 2)],
  ['adaptiveAvgPool2d', [2, 3, 6, 8], (x) => F.adaptiveAvgPool2d(x, [2, 3])],
  ['interpolate', [2, 3, 4, 5], (x) => F.interpolate(x, { scaleFactor: 2 })],
])('the way back through %s leaves the gradient alone, also where it began with one that is not contiguous', (_, shape, op) =>
  leavesNothing(() => {
    for (const contiguous of [true, false]) {
      const y = op(x(...shape));
      const gradient = rl.ones([...y.shape].reverse()).permute(y.shape.map((_, i) => y.ndim - 1 - i));
      expect(added(y, contiguous ? gradient.clone() : gradient)).toBe(taken(shape));
    }
  }),
);

it.each<[string, number[], number[], number]>([
  ['by windows', [1, 2, 6, 6], [4, 2, 3, 3], 1],
  ['by images', [3, 2, 6, 6], [4, 2, 3, 3], 1],
  ['by tiles', [2, 8, 10, 10], [8, 8, 3, 3], 1],
  ['by tiles that are given up', [2, 8, 10, 10], [8, 8, 3, 3], Infinity],
])('%s nothing is left but results', (_, shape, weight, value) =>
  leavesNothing(() => {
    const [a, w] = [rl.full(shape, value).requiresGrad_(), x(...weight)];
    const before = rl.memory().liveBytes;
    const y = F.conv2d(a, w);
    expect(rl.memory().liveBytes - before).toBe(taken(y.shape));
    expect(added(y, rl.full(y.shape, value))).toBe(taken(shape, weight));
  }),
);

it('the way back to a bias alone leaves the gradient alone', () =>
  leavesNothing(() => {
    const y = F.conv2d(rl.ones([5, 3, 4, 4]), rl.ones([64, 3, 2, 2]), x(64));
    expect(added(y, rl.ones(y.shape))).toBe(taken([64]));
  }));

describe('refuses', () => {
  const zeros = (...shape: number[]): rl.Tensor => rl.zeros(shape);
  it.each<[string, () => unknown, RegExp]>([
    [
      'no groups',
      () => F.conv2d(zeros(1, 2, 4, 4), zeros(2, 2, 1, 1), null, { groups: 0 }),
      /^conv2d: expected groups at least 1, got 0/,
    ],
    [
      'no groups, transposed',
      () => F.convTranspose1d(zeros(1, 2, 4), zeros(2, 2, 1), null, { groups: 0 }),
      /^convTranspose1d: expected groups at least 1, got 0/,
    ],
    [
      'outputs that do not make groups',
      () => F.conv2d(zeros(1, 2, 4, 4), zeros(3, 1, 1, 1), null, { groups: 2 }),
      /^conv2d: expected output channels that groups 2 divides/,
    ],
    [
      'a plane that is too high with its padding',
      () => F.conv2d(zeros(1, 1, 1, 1), zeros(1, 1, 1, 1), null, { padding: [2 ** 29, 0], stride: 2 ** 30 }),
      /^conv2d: .*fewer than 2\^30 positions when padded, got 1073741825 × 1$/,
    ],
    [
      'a plane that is too wide with its padding',
      () => F.conv2d(zeros(1, 1, 1, 1), zeros(1, 1, 1, 1), null, { padding: [0, 2 ** 29], stride: 2 ** 30 }),
      /^conv2d: .*fewer than 2\^30 positions when padded, got 1 × 1073741825$/,
    ],
    [
      'a plane of 2^30 positions',
      () => F.conv2d(zeros(1, 1, 2, 2), zeros(1, 1, 1, 1), null, { padding: 2 ** 14 - 1, stride: 2 ** 20 }),
      /^conv2d: .*fewer than 2\^30 positions when padded, got 32768 × 32768$/,
    ],
    [
      'a plane cut down from one that is too high',
      () => F.convTranspose2d(zeros(1, 1, 3, 1), zeros(1, 1, 1, 1), null, { padding: [2 ** 29, 0], stride: [2 ** 29, 1] }),
      /^convTranspose2d: .*fewer than 2\^30 positions when padded, got 1073741825 × 1$/,
    ],
    [
      'a plane cut down from one that is too wide',
      () => F.convTranspose2d(zeros(1, 1, 1, 3), zeros(1, 1, 1, 1), null, { padding: [0, 2 ** 29], stride: [1, 2 ** 29] }),
      /^convTranspose2d: .*fewer than 2\^30 positions when padded, got 1 × 1073741825$/,
    ],
    [
      'no distance within a window',
      () => F.conv2d(zeros(1, 1, 4, 4), zeros(1, 1, 1, 1), null, { dilation: [1, 0] }),
      /^conv2d: expected dilation at least 1, got 0/,
    ],
    [
      'no distance within a window, transposed',
      () => F.convTranspose1d(zeros(1, 1, 4), zeros(1, 1, 2), null, { dilation: 0 }),
      /^convTranspose1d: expected dilation at least 1, got 0/,
    ],
    [
      'no rows of a result',
      () => F.convTranspose2d(zeros(1, 1, 2, 4), zeros(1, 1, 1, 1), null, { padding: 1 }),
      /^convTranspose2d: expected a result of at least 1 × 1, got 0 × 2; padding is cut off it/,
    ],
    [
      'no columns of a result',
      () => F.convTranspose2d(zeros(1, 1, 4, 2), zeros(1, 1, 1, 1), null, { padding: 1 }),
      /^convTranspose2d: expected a result of at least 1 × 1, got 2 × 0; padding is cut off it/,
    ],
    [
      'fewer than no columns',
      () => F.convTranspose1d(zeros(1, 1, 1), zeros(1, 1, 1), null, { padding: 1 }),
      /^convTranspose1d: expected a result of at least 1, got -1; padding is cut off it/,
    ],
    [
      'sequences of nothing',
      () => F.convTranspose1d(zeros(1, 1, 0), zeros(1, 1, 5)),
      /^convTranspose1d: expected .* of at least 1, got /,
    ],
    [
      'images of no rows',
      () => F.convTranspose2d(zeros(1, 1, 0, 2), zeros(1, 1, 5, 5)),
      /^convTranspose2d: expected .* of at least 1 × 1, got /,
    ],
    [
      'images of nothing',
      () => F.convTranspose2d(zeros(1, 1, 0, 0), zeros(1, 1, 5, 5)),
      /^convTranspose2d: expected .* of at least 1 × 1, got /,
    ],
    [
      'images of other dims',
      () => F.conv2d(zeros(4, 4), zeros(2, 1, 2, 2)),
      /^conv2d: expected input of shape \[N, C, H, W\] or \[C, H, W\], got \[4, 4\]/,
    ],
  ])('%s', (_, act, message) =>
    leavesNothing(() => {
      expect(act).toThrow(message);
      expect(act).toThrow(RangeError);
    }),
  );
});

it('takes a plane of almost 2^30 positions', () =>
  leavesNothing(() => {
    const options = { padding: [2 ** 14 - 1, 2 ** 14 - 2], stride: 2 ** 14 - 2 } as const;
    const y = F.conv2d(rl.ones([1, 2, 2]), rl.ones([1, 1, 2, 2]), null, options);
    expect(y.tolist()).toEqual([
      [
        [0, 0, 0],
        [0, 2, 0],
        [0, 0, 0],
      ].map((row) => row.slice(0, y.shape[2])),
    ]);
  }));
