/** Matrix products: every shape and transpose as a share of the multiply-add peak. */
import { F, matmul, randn, scope, type Tensor } from 'rushlight';
import { type Family, f32, PLAIN, type Row, type Work } from './harness.ts';
import { peak } from './limits.ts';
import * as js from './reference.ts';

const LAYOUTS = ['NN', 'NT', 'TN'] as const;
type Shape = readonly [m: number, k: number, n: number];

const SQUARES: Shape[] = [128, 256, 512, 1024].map((n) => [n, n, n]);
const LAYERS: Shape[] = [
  [64, 784, 128],
  [256, 768, 1000],
];
/** Where packing costs more than it saves: no share of the peak is asked, only that none falls behind plain loops. */
const THIN: Shape[] = [
  [10, 20, 3],
  [1, 784, 128],
  [4, 784, 128],
  [16, 784, 128],
  [1, 512, 512],
  [8, 512, 512],
];

const target = (layout: js.Layout) => (layout === 'TN' ? { simd: 0.8, relaxed: 0.87 } : { simd: 0.85, relaxed: 0.92 });

function product(layout: js.Layout, m: number, k: number, n: number, asked: boolean): Work {
  const x = randn(layout === 'TN' ? [k, m] : [m, k]);
  const y = randn(layout === 'NT' ? [n, k] : [k, n]);
  const [a, b] = [layout === 'TN' ? x.t() : x, layout === 'NT' ? y.t() : y];
  const [xs, ys] = [f32(x), f32(y)];
  return {
    work: (2 * m * k * n) / 1e9,
    unit: 'GFLOP/s',
    tolerance: 1e-5,
    check: () => [scope(() => f32(matmul(a, b))), js.matmul(layout, xs, ys, m, k, n)],
    ours: () => scope(() => void matmul(a, b)),
    versus: { peak: peak(), [PLAIN]: { run: () => void js.matmul(layout, xs, ys, m, k, n) } },
    goals: [{ versus: 'peak', as: 'share', ...(asked ? { target: target(layout) } : {}) }],
    dispose: () => {
      for (const t of [a, b, x, y]) t.dispose();
    },
  };
}

/** Forward and both gradients of a layer: three products, each of as much work, against the first alone. */
function linear(m: number, k: number, n: number): Work {
  const [x, w, g] = [randn([m, k]).requiresGrad_(), randn([n, k]).requiresGrad_(), randn([m, n])];
  const [xs, ws, gs] = [f32(x), f32(w), f32(g)];
  const both = (): void =>
    scope(() => {
      x.grad = null;
      w.grad = null;
      F.linear(x, w).backward({ gradient: g });
    });
  const plain = () => [js.matmul('NN', gs, ws, m, n, k), js.matmul('TN', gs, xs, n, m, k)] as const;
  return {
    work: (6 * m * k * n) / 1e9,
    unit: 'GFLOP/s',
    tolerance: 1e-5,
    check: () => {
      both();
      const [dx, dw] = plain();
      return [
        [...f32(x.grad as Tensor), ...f32(w.grad as Tensor)],
        [...dx, ...dw],
      ];
    },
    ours: both,
    versus: {
      peak: peak(),
      forward: { run: () => scope(() => void F.linear(x, w)), work: (2 * m * k * n) / 1e9 },
    },
    goals: [
      { versus: 'peak', as: 'share' },
      { versus: 'forward', as: 'share', target: 0.95 },
    ],
    dispose: () => {
      for (const t of [x, w, g]) t.dispose();
    },
  };
}

const named = ([m, k, n]: Shape): string => (m === k && k === n ? `${m}³` : `${m}×${k}×${n}`);

export const gemm: Family = {
  name: 'gemm',
  title: 'Matrix products',
  rows: (): Row[] => [
    ...[...SQUARES, ...LAYERS].flatMap((shape) =>
      LAYOUTS.map((layout) => ({ name: `matmul ${named(shape)} ${layout}`, setup: () => product(layout, ...shape, true) })),
    ),
    ...LAYERS.map((shape) => ({ name: `linear forward + backward ${named(shape)}`, setup: () => linear(...shape) })),
    ...THIN.flatMap((shape) =>
      LAYOUTS.map((layout) => ({ name: `matmul ${named(shape)} ${layout}`, setup: () => product(layout, ...shape, false) })),
    ),
  ],
};
