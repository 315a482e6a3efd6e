// Which way a convolution goes: by tiles of windows of 3 × 3, image by image, by windows that are copied, or without any copies. The
// memory that it asks for beside its results tells, and is bounded. No way writes elsewhere, and none leaves anything.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import type { Node } from '../src/autograd/node.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';

const { F } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

/** The number of elements that a call asks memory for, beside its results. */
function asked<T extends readonly (rl.Tensor | null)[]>(call: () => T): [results: T, elements: number] {
  const { alloc } = heap;
  let bytes = 0;
  heap.alloc = (size) => {
    bytes += size;
    return alloc.call(heap, size);
  };
  try {
    const results = call();
    return [results, results.reduce((rest, t) => rest - (t?.numel ?? 0), bytes / 4)];
  } finally {
    heap.alloc = alloc;
  }
}

/** What the way back of the op that made y asks for. */
function askedBack(y: rl.Tensor, gradient = rl.ones(y.shape)): number {
  const node = y.node as { -readonly [K in keyof Node]: Node[K] };
  const { backward } = node;
  let elements = Number.NaN;
  node.backward = (g, saved, wanted) => {
    const [gradients, count] = asked(() => backward.call(node, g, saved, wanted) as (rl.Tensor | null)[]);
    elements = count;
    return gradients;
  };
  y.backward({ gradient });
  return elements;
}

/** The greatest difference. */
const off = (a: rl.Tensor, b: rl.Tensor | number): number => a.detach().sub(b).abs().max().item();

const leaf = (shape: readonly number[]): rl.Tensor => rl.ones(shape, { requiresGrad: true });

type Four = [number, number, number, number];
type Way = 'tiles' | 'images' | 'windows' | 'nothing';
type Case = [way: Way, back: Way, x: Four, weight: Four, options: rl.F.Conv2dOptions];

/** Windows of K numbers for P positions, in chunks of about 2^16 numbers. */
function windowsHeld(K: number, P: number): number {
  const chunks = Math.ceil(P / Math.max(64, Math.floor(2 ** 16 / K)));
  return K * Math.min(P, Math.ceil(P / chunks / 8) * 8);
}

/** Transformed inputs, results and weights, each with 16 numbers behind them, for 36 places; `tiles` are held at a time. */
const tilesHeld = (C: number, O: number, tiles: number): number => 36 * ((C + O) * (tiles + 8) + C * O + 3 * 16);

const tilesOf = (N: number, H: number, W: number): number => N * Math.ceil(H / 4) * Math.ceil(W / 4);

/** The sizes, as the kernels read them. */
const TABLE = 13;

const CASES: Case[] = [
  // eight tiles are enough, of eight channels
  ['tiles', 'tiles', [2, 8, 10, 10], [8, 8, 3, 3], {}],
  ['windows', 'tiles', [1, 8, 10, 10], [8, 8, 3, 3], {}],
  ['images', 'images', [2, 7, 10, 10], [8, 7, 3, 3], {}],
  ['images', 'images', [2, 8, 10, 10], [7, 8, 3, 3], {}],
  ['tiles', 'tiles', [1, 9, 6, 34], [8, 9, 3, 3], {}],
  ['tiles', 'tiles', [1, 8, 34, 6], [9, 8, 3, 3], {}],
  // 7.2 results to a tile are enough
  ['tiles', 'tiles', [2, 8, 8, 8], [8, 8, 3, 3], {}],
  ['tiles', 'tiles', [2, 8, 4, 20], [8, 8, 3, 3], {}],
  ['images', 'tiles', [2, 8, 4, 19], [8, 8, 3, 3], {}],
  ['images', 'tiles', [4, 8, 7, 7], [8, 8, 3, 3], {}],
  // padding of up to two, and windows side by side
  ['tiles', 'tiles', [2, 8, 8, 8], [8, 8, 3, 3], { padding: 2 }],
  ['images', 'images', [2, 8, 6, 10], [8, 8, 3, 3], { padding: [3, 0] }],
  ['images', 'images', [2, 8, 10, 6], [8, 8, 3, 3], { padding: [0, 3] }],
  ['images', 'images', [2, 8, 18, 18], [8, 8, 3, 3], { stride: 2 }],
  ['images', 'images', [2, 8, 12, 12], [8, 8, 3, 3], { dilation: 2 }],
  ['images', 'images', [2, 8, 12, 12], [8, 8, 3, 5], {}],
  ['images', 'images', [2, 8, 12, 12], [8, 8, 5, 3], {}],
  ['windows', 'windows', [2, 16, 10, 10], [16, 8, 3, 3], { groups: 2 }],
  // images are shared out by two or more
  ['images', 'images', [2, 3, 6, 7], [4, 3, 2, 3], {}],
  ['windows', 'windows', [1, 3, 6, 7], [4, 3, 2, 3], {}],
  ['images', 'images', [2, 3, 6, 7], [4, 3, 1, 1], {}],
  ['nothing', 'nothing', [1, 3, 6, 7], [4, 3, 1, 1], {}],
  ['nothing', 'nothing', [2, 4, 6, 7], [4, 2, 1, 1], { groups: 2 }],
  // if there is anything to multiply
  ['images', 'images', [3, 1, 1, 1], [1, 1, 1, 1], {}],
  ['windows', 'windows', [2, 0, 4, 4], [3, 0, 3, 3], {}],
  ['nothing', 'nothing', [2, 0, 4, 4], [3, 0, 1, 1], {}],
  ['nothing', 'nothing', [2, 3, 4, 4], [0, 3, 1, 1], {}],
  // of up to 2^22 products, windows of up to 240 numbers for up to 240 channels, 2^16 numbers in all windows
  ['images', 'images', [2, 256, 16, 16], [64, 256, 1, 1], {}],
  ['nothing', 'nothing', [2, 256, 16, 17], [64, 256, 1, 1], {}],
  ['windows', 'windows', [2, 80, 8, 12], [240, 80, 1, 3], {}],
  ['images', 'images', [2, 1, 3, 3], [240, 1, 2, 2], {}],
  ['windows', 'windows', [2, 1, 3, 3], [241, 1, 2, 2], {}],
  ['images', 'images', [2, 60, 3, 3], [1, 60, 2, 2], {}],
  ['windows', 'windows', [2, 61, 3, 3], [1, 61, 2, 2], {}],
  ['images', 'images', [2, 4, 65, 65], [1, 4, 2, 2], {}],
  ['windows', 'windows', [2, 4, 66, 65], [1, 4, 2, 2], {}],
];

describe('takes no memory beside results but that of its way', () => {
  it.each(CASES)('%s, and back %s: %j by %j, %j', (way, wayBack, shape, weight, options) =>
    leavesNothing(() => {
      const [[N, C, H, W], [O, Cg, kh, kw]] = [shape, weight];
      const [x, w] = [rl.ones(shape), rl.ones(weight)];
      const [[y], forward] = asked(() => [F.conv2d(x, w, null, options)] as const);
      const [OH, OW] = [y.size(2), y.size(3)];
      const held: Record<Way, number> = { tiles: 0, images: TABLE, windows: windowsHeld(Cg * kh * kw, OH * OW), nothing: 0 };
      expect(forward).toBe(way === 'tiles' ? tilesHeld(C, O, tilesOf(N, OH, OW)) : held[way]);
      const [tx, tw] = [leaf(shape), leaf(weight)];
      expect(askedBack(F.conv2d(tx, w, null, options))).toBe(
        wayBack === 'tiles' ? tilesHeld(C, O, tilesOf(N, H, W)) : held[wayBack],
      );
      // by images there is a sum for each
      expect(askedBack(F.conv2d(x, tw, null, options))).toBe(way === 'images' ? TABLE + N * w.numel : forward);
      if (options.padding) return;
      const products = y.numel * Cg * kh * kw;
      for (const t of [y, tx.grad!, tw.grad!]) expect(Math.abs(t.sum().item() - products)).toBeLessThanOrEqual(1e-5 * products);
    }),
  );

  it.each<[Four, Four, number]>([
    [[16, 1, 3, 3], [2, 1, 2, 2], 16],
    [[17, 1, 3, 3], [2, 1, 2, 2], 9],
    [[34, 1, 3, 3], [2, 1, 2, 2], 12],
    // 2^20 elements of sums, or one sum
    [[8, 256, 1, 1], [512, 256, 1, 1], 8],
    [[9, 256, 1, 1], [512, 256, 1, 1], 5],
    [[4, 600, 1, 1], [500, 600, 1, 1], 2],
    [[2, 1000, 1, 1], [1100, 1000, 1, 1], 1],
  ])('the gradient of the weight has at most 16 sums: of %j by %j %i', (shape, weight, sums) =>
    leavesNothing(() => {
      const w = leaf(weight);
      const y = F.conv2d(rl.ones(shape), w);
      expect(askedBack(y)).toBe(TABLE + sums * w.numel);
      const count = y.numel / y.size(1);
      expect([w.grad!.min().item(), w.grad!.max().item()]).toEqual([count, count]);
    }),
  );

  it.each<[Four, number]>([
    // all rows of tiles at once, 22 of 43, one of two, one that has more than 2^20 elements itself
    [[1, 8, 168, 168], 42 * 42],
    [[1, 8, 172, 172], 22 * 43],
    [[1, 8, 8, 3644], 911],
    [[1, 8, 4, 7284], 1821],
  ])('tiles take 2^20 elements at a time, but at least one row of them: for %j %i', (shape, tiles) =>
    leavesNothing(() => {
      // with more of the batch behind it
      const first = (shape: readonly number[]): rl.Tensor => rl.ones([2, ...shape.slice(1)]).narrow(0, 0, 1);
      const [x, w] = [first(shape).detach().requiresGrad_(), rl.ones([8, 8, 3, 3])];
      const [[y], forward] = asked(() => [rl.noGrad(() => F.conv2d(x, w, null, { padding: 1 }))] as const);
      expect(forward).toBe(tilesHeld(8, 8, tiles));
      expect(askedBack(F.conv2d(x, w, null, { padding: 1 }), first(shape))).toBe(forward);
      const v = leaf(w.shape);
      expect(askedBack(F.conv2d(x.detach(), v, null, { padding: 1 }), first(shape))).toBe(forward);
      const [, , H, W] = shape;
      // each tap by the positions that it reads: all rows but one, all columns but one
      const counts = [(H - 1) * (W - 1), (H - 1) * W, (H - 1) * (W - 1), H * (W - 1), H * W];
      for (const [i, count] of counts.entries())
        expect(off(v.grad!.view([-1, 9]).select(1, i), count)).toBeLessThan(1e-5 * count);
      for (const t of [y, x.grad!]) {
        const columns = t.narrow(3, 1, W - 2);
        expect(off(columns.narrow(2, 1, H - 2), 72)).toBeLessThan(1e-3);
        for (const row of [0, H - 1]) expect(off(columns.select(2, row), 48)).toBeLessThan(1e-3);
      }
    }),
  );
});

/** Small whole numbers, of which convolutions but those by tiles make no errors. */
const whole = (shape: readonly number[]): rl.Tensor => rl.randint(-4, 5, shape).to('float32');

it.each<[string, (x: rl.Tensor, weight: rl.Tensor, bias?: rl.Tensor) => rl.Tensor, number[], number[]]>([
  ['conv2d by tiles', F.conv2d, [2, 8, 10, 10], [24, 8, 3, 3]],
  ['conv2d by images', F.conv2d, [2, 3, 6, 6], [24, 3, 2, 2]],
  ['conv2d by windows', F.conv2d, [1, 3, 6, 6], [24, 3, 2, 2]],
  ['convTranspose2d by tiles', F.convTranspose2d, [2, 8, 8, 8], [8, 24, 3, 3]],
  ['convTranspose2d by images', F.convTranspose2d, [2, 3, 6, 6], [3, 24, 2, 2]],
  ['convTranspose2d by windows', F.convTranspose2d, [1, 3, 6, 6], [3, 24, 2, 2]],
  ['convTranspose2d of images that are their windows', F.convTranspose2d, [2, 3, 6, 6], [3, 24, 1, 1]],
])('%s without a bias has that of zeros, and with one that much more', (_, conv, shape, weight) =>
  leavesNothing(() => {
    const channels = 24;
    rl.manualSeed(3);
    const [x, w, b] = [whole(shape), whole(weight), whole([channels])];
    const y = conv(x, w);
    expect(off(conv(x, w, rl.zeros([channels])), y)).toBe(0);
    expect(off(conv(x, w, b), y.add(b.view([channels, 1, 1])))).toBeLessThan(1e-3);
  }),
);

it.each([
  [false, false],
  [true, false],
  [false, true],
])('copies of operands that are not contiguous stay only for the way back: x %s, weight %s', (ofX, ofWeight) =>
  leavesNothing(() => {
    const apart = (shape: number[], requiresGrad: boolean): rl.Tensor =>
      rl.ones([...shape].reverse(), { requiresGrad }).permute([3, 2, 1, 0]);
    const [x, w] = [apart([2, 3, 6, 7], ofX), apart([4, 3, 2, 3], ofWeight)];
    const before = heap.liveBytes;
    const y = F.conv2d(x, w, rl.ones([4, 2]).select(1, 0));
    const made = heap.liveBytes - before;
    const shapes = [y.shape, [4, 2], ...(ofX ? [w.shape] : []), ...(ofWeight ? [x.shape] : [])];
    const then = heap.liveBytes;
    for (const shape of shapes) rl.zeros(shape);
    expect(made).toBe(heap.liveBytes - then);
  }),
);
