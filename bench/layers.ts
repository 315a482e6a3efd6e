/** Layers, forward and backward: convolution, normalisation by groups, sums of products, an encoder's layer. */
import { einsum, F, manualSeed, matmul, nn, noGrad, randn, scope, type Tensor } from 'rushlight';
import { type Family, f32, type Goal, PLAIN, type Row, type Run, type Work } from './harness.ts';
import { joined } from './net.ts';
import { type Encoder, encoderLayer } from './reference-encoder.ts';
import { attention, type Conv, conv, groupNorm, mix, scores } from './reference-layers.ts';
import { torch } from './torch.ts';

const leaf = (shape: number[]): Tensor => randn(shape, { requiresGrad: true });

/** A call of `forward` and back, by the gradient dy. */
export const pass = (leaves: Tensor[], dy: Tensor, forward: () => Tensor) => (): void => {
  for (const one of leaves) one.grad = null;
  scope(() => forward().backward({ gradient: dy }));
};

/** The results and gradients, each by its greatest magnitude: one that is small is not lost beside one that is large. */
export function scaled(parts: ArrayLike<number>[], by: ArrayLike<number>[]): Float32Array {
  return joined(
    parts.map((part, i) => {
      const most = Array.from(by[i] as ArrayLike<number>).reduce((a, v) => Math.max(a, Math.abs(v)), 0);
      return Float32Array.from(part, (v) => v / most);
    }),
  );
}

interface Contest {
  leaves: Tensor[];
  dy: Tensor;
  forward: () => Tensor;
  /** The result and the gradients of the leaves, in this order. */
  plain: (of: Float32Array[], dy: Float32Array) => Float32Array[];
  versus: Record<string, { run: Run } | undefined>;
  goals: Goal[];
  /** Billions of bytes that it reads and writes at least; without them it is shown in ms. */
  bytes?: number;
}

/** Checked against plain loops, result and gradients. */
function contest({ leaves, dy, forward, plain, versus, goals, bytes }: Contest): Work {
  const ours = pass(leaves, dy, forward);
  const [arrays, g] = [leaves.map(f32), f32(dy)];
  return {
    work: bytes ?? 1,
    unit: bytes === undefined ? 'ms' : 'GB/s',
    tolerance: 1e-5,
    check: () => {
      ours();
      const got = [scope(() => f32(forward())), ...leaves.map((one) => f32(one.grad as Tensor))];
      const want = plain(arrays, g);
      return [scaled(got, want), scaled(want, want)];
    },
    ours,
    versus: { ...versus, [PLAIN]: { run: () => void plain(arrays, g) } },
    goals,
    dispose: () => {
      for (const owner of [...leaves, dy]) owner.dispose();
    },
  };
}

const SEQUENCES: Conv = { N: 8, C: 64, O: 64, H: 1, W: 256, kh: 1, kw: 9 };
const IMAGES: Conv = { ...SEQUENCES, H: 16, W: 16, kh: 3, kw: 3 };

/** A convolution's tensors and its call. */
function convolution({ N, C, O, H, W, kh, kw }: Conv, flat = H === 1) {
  const x = leaf(flat ? [N, C, W] : [N, C, H, W]);
  const w = leaf(flat ? [O, C, kw] : [O, C, kh, kw]);
  const b = leaf([O]);
  const dy = randn(flat ? [N, O, W] : [N, O, H, W]);
  const forward = (): Tensor =>
    flat ? F.conv1d(x, w, b, { padding: kw >> 1 }) : F.conv2d(x, w, b, { padding: [kh >> 1, kw >> 1] });
  return { leaves: [x, w, b], dy, forward };
}

/** Sequences are compared with images of one row, which is the same work, and with windows of 3 × 3, as many products in tiles. */
async function convRow(shape: Conv): Promise<Work> {
  const images = shape === SEQUENCES ? { 'Conv2d 1×9': convolution(shape, false), 'Conv2d 3×3': convolution(IMAGES) } : {};
  const work = contest({
    ...convolution(shape),
    plain: ([x, w, b], dy) => conv(shape, x as Float32Array, w as Float32Array, b as Float32Array, dy),
    versus: {
      ...Object.fromEntries(
        Object.entries(images).map(([name, { leaves, dy, forward }]) => [name, { run: pass(leaves, dy, forward) }]),
      ),
      torch: await torch({ op: 'conv', ...shape }),
    },
    goals: [
      { versus: 'Conv2d 1×9', as: 'cost', target: 1.1 },
      { versus: 'Conv2d 3×3', as: 'cost' },
      { versus: 'torch', as: 'faster' },
    ],
  });
  return {
    ...work,
    dispose: () => {
      for (const { leaves, dy } of Object.values(images)) for (const owner of [...leaves, dy]) owner.dispose();
      return work.dispose?.();
    },
  };
}

/** The same checks, which go both ways as the plain loops do, but the time of `forward` without gradients. */
const forwardOnly = (work: Work, forward: () => Tensor): Work => ({
  ...work,
  ours: () => noGrad(() => scope(() => void forward())),
  versus: { torch: work.versus['torch'] },
});

const LARGE: Conv = { ...IMAGES, N: 32, H: 28, W: 28 };
/** Of PyTorch's time. */
const TILED = { forward: 1.2, both: 1.4 };

/** Windows of 3 × 3 over larger images: forward alone, or both ways. */
async function tiledRow(forward: boolean): Promise<Work> {
  const made = convolution(LARGE);
  const work = contest({
    ...made,
    plain: ([x, w, b], dy) => conv(LARGE, x as Float32Array, w as Float32Array, b as Float32Array, dy),
    versus: { torch: await torch({ op: 'conv', ...LARGE, forward }) },
    goals: [{ versus: 'torch', as: 'cost', target: forward ? TILED.forward : TILED.both }],
  });
  return forward ? forwardOnly(work, made.forward) : work;
}

const GROUPED = { N: 16, C: 64, area: 32 * 32, groups: 8 };

async function groupNormRow(): Promise<Work> {
  const { N, C, area, groups } = GROUPED;
  const [x, w, b] = [leaf([N, C, area]), leaf([C]), leaf([C])];
  return contest({
    leaves: [x, w, b],
    dy: randn([N, C, area]),
    forward: () => F.groupNorm(x, groups, { weight: w, bias: b }),
    plain: ([x, w, b], dy) => groupNorm(GROUPED, x as Float32Array, w as Float32Array, b as Float32Array, dy),
    versus: { torch: await torch({ op: 'groupNorm', ...GROUPED }) },
    goals: [{ versus: 'torch', as: 'faster' }],
    // x and y, then x, dy and dx
    bytes: (5 * 4 * N * C * area) / 1e9,
  });
}

/** Queries by keys, as in attention. */
async function scoresRow(equation: string, [B, H, L, D]: [number, number, number, number]): Promise<Work> {
  const [q, k] = [leaf([B, H, L, D]), leaf([B, H, L, D])];
  const dy = randn([B, H, L, L]);
  return contest({
    leaves: [q, k],
    dy,
    forward: () => einsum(equation, q, k),
    plain: ([q, k], dy) => scores(B * H, [L, D, L], q as Float32Array, k as Float32Array, dy),
    versus: {
      matmul: { run: pass([q, k], dy, () => matmul(q, k.transpose(2, 3))) },
      torch: await torch({ op: 'einsum', equation, shapes: [q.shape, k.shape] }),
    },
    goals: [
      { versus: 'matmul', as: 'share' },
      { versus: 'torch', as: 'faster' },
    ],
  });
}

const HEADS = [8, 4, 128, 32] as const;
/** Of PyTorch's time. */
const ATTENTION = 1.2;

/** Scaled products, softmax and the mean of the values: forward alone, or both ways. */
async function attentionRow(forward: boolean): Promise<Work> {
  const [B, H, L, E] = HEADS;
  const leaves = [leaf([...HEADS]), leaf([...HEADS]), leaf([...HEADS])] as [Tensor, Tensor, Tensor];
  const call = (): Tensor => F.scaledDotProductAttention(...leaves);
  const work = contest({
    leaves,
    dy: randn([...HEADS]),
    forward: call,
    plain: ([q, k, v], dy) => attention(B * H, [L, E], q as Float32Array, k as Float32Array, v as Float32Array, dy),
    versus: { torch: await torch({ op: 'attention', shape: HEADS, forward }) },
    goals: [{ versus: 'torch', as: 'cost', target: ATTENTION }],
  });
  return forward ? forwardOnly(work, call) : work;
}

/** Channels mixed by a weight, as a convolution with kernels of one pixel does. */
async function mixRow(equation: string, [N, C, H, W, D]: [number, number, number, number, number]): Promise<Work> {
  const [x, w] = [leaf([N, C, H, W]), leaf([D, C])];
  return contest({
    leaves: [x, w],
    dy: randn([N, D, H, W]),
    forward: () => einsum(equation, x, w),
    plain: ([x, w], dy) => mix(N, [D, C, H * W], x as Float32Array, w as Float32Array, dy),
    versus: { torch: await torch({ op: 'einsum', equation, shapes: [x.shape, w.shape] }) },
    goals: [{ versus: 'torch', as: 'faster' }],
  });
}

const ENCODER: Encoder = { N: 8, L: 128, E: 128, heads: 8, F: 512 };
const STEP = 1e-5;

/** Checked in float64: its result, and its gradients by how the sum of dy · y changes in random directions. */
async function encoderRow(): Promise<Work> {
  const { N, L, E, heads, F: inner } = ENCODER;
  manualSeed(1);
  const net = new nn.TransformerEncoderLayer(E, heads, { dimFeedforward: inner, dropout: 0, batchFirst: true });
  const leaves = [leaf([N, L, E]), ...net.parameters()];
  const [x] = leaves as [Tensor];
  const dy = randn([N, L, E]);
  const forward = (): Tensor => net.forward(x);
  const ours = pass(leaves, dy, forward);
  const at = leaves.map((one) => Float64Array.from(f32(one)));
  const g = f32(dy);
  const result = ([x, ...parameters]: Float64Array[]): Float64Array => encoderLayer(ENCODER, x as Float64Array, parameters);
  const direction = (): Float32Array[] =>
    leaves.map((one) => {
      const length = Math.hypot(...f32(one.grad as Tensor).subarray(0, 1 << 14)) || 1;
      return scope(() => f32(randn(one.shape).div(length)));
    });
  const moved = (by: Float32Array[], step: number): number => {
    const y = result(at.map((values, i) => values.map((v, j) => v + step * (by[i]?.[j] as number))));
    return y.reduce((sum, v, i) => sum + v * (g[i] as number), 0);
  };
  return {
    work: 1,
    unit: 'ms',
    tolerance: 1e-4,
    check: () => {
      ours();
      const directions = [direction(), direction(), direction()];
      const slope = (by: Float32Array[]): number =>
        leaves.reduce((sum, one, i) => f32(one.grad as Tensor).reduce((s, v, j) => s + v * (by[i]?.[j] as number), sum), 0);
      const y = scope(() => f32(forward()));
      return [
        [...y, ...directions.map(slope)],
        [...result(at), ...directions.map((by) => (moved(by, STEP) - moved(by, -STEP)) / (2 * STEP))],
      ];
    },
    ours,
    versus: { torch: await torch({ op: 'encoder', ...ENCODER }) },
    goals: [{ versus: 'torch', as: 'faster' }],
    dispose: () => {
      for (const owner of [x, net, dy]) owner.dispose();
    },
  };
}

export const layers: Family = {
  name: 'layers',
  title: 'Layers, forward and backward',
  rows: (): Row[] => [
    { name: 'Conv1d 64 → 64, kernel 9, [8, 64, 256]', setup: () => convRow(SEQUENCES) },
    { name: 'Conv2d 64 → 64, kernel 3×3, [8, 64, 16, 16]', setup: () => convRow(IMAGES) },
    { name: 'Conv2d 64 → 64, kernel 3×3, [32, 64, 28, 28]', setup: () => tiledRow(false) },
    { name: 'Conv2d 64 → 64, kernel 3×3, [32, 64, 28, 28], forward', setup: () => tiledRow(true) },
    { name: 'GroupNorm, 8 groups, [16, 64, 1024]', setup: groupNormRow },
    { name: 'einsum bhid,bhjd->bhij, [8, 8, 128, 32]', setup: () => scoresRow('bhid,bhjd->bhij', [8, 8, 128, 32]) },
    { name: 'einsum nchw,dc->ndhw, [8, 64, 32, 32]', setup: () => mixRow('nchw,dc->ndhw', [8, 64, 32, 32, 64]) },
    { name: 'attention, [8, 4, 128, 32]', setup: () => attentionRow(false) },
    { name: 'attention, [8, 4, 128, 32], forward', setup: () => attentionRow(true) },
    { name: 'TransformerEncoderLayer 128, 8 heads, 512 within, [8, 128, 128]', setup: encoderRow },
  ],
};
