/** log-softmax and cross-entropy: against a bare pass of exp and sum, and against PyTorch where it is installed. */
import { F, randint, randn, scope, type Tensor } from 'rushlight';
import { type Family, f32, type Level, PLAIN, type Row, type Work } from './harness.ts';
import { expSum } from './limits.ts';
import * as js from './reference.ts';
import { torch } from './torch.ts';

const SHAPES = [
  [256, 1000],
  [128, 32000],
  [64, 128256],
] as const;

/** No more than this beside a bare pass. */
const OVER_EXP = 1.2;

async function logSoftmax(N: number, C: number): Promise<Work> {
  const logits = randn([N, C]);
  const x = f32(logits);
  return {
    work: (8 * N * C) / 1e9,
    unit: 'GB/s',
    tolerance: 1e-6,
    check: () => [scope(() => f32(F.logSoftmax(logits, 1))), js.logSoftmax(x, N, C)],
    ours: () => scope(() => void F.logSoftmax(logits, 1)),
    versus: {
      'exp and sum': expSum(N * C),
      torch: await torch({ op: 'logSoftmax', N, C }),
      [PLAIN]: { run: () => void js.logSoftmax(x, N, C) },
    },
    goals: [
      { versus: 'exp and sum', as: 'cost' },
      { versus: 'torch', as: 'faster', target: { simd: 0.65, relaxed: 0.8 } },
    ],
    dispose: () => logits.dispose(),
  };
}

async function crossEntropy(N: number, C: number): Promise<Work> {
  const leaf = randn([N, C]).requiresGrad_();
  const target = randint(0, C, [N]);
  const [x, y] = [f32(leaf), target.toTypedArray() as Int32Array];
  const ours = (): void =>
    scope(() => {
      leaf.grad = null;
      F.crossEntropy(leaf, target).backward();
    });
  const overTorch: Partial<Record<Level, number>> = C > 1000 ? { simd: 1.35, relaxed: 1.8 } : { simd: 1.05, relaxed: 1.4 };
  return {
    work: (8 * N * C) / 1e9,
    unit: 'GB/s',
    tolerance: 1e-5,
    check: () => {
      ours();
      return [f32(leaf.grad as Tensor), js.crossEntropyGrad(x, y, N, C)];
    },
    ours,
    versus: {
      'exp and sum': expSum(N * C),
      torch: await torch({ op: 'crossEntropy', N, C }),
      [PLAIN]: { run: () => void js.crossEntropyGrad(x, y, N, C) },
    },
    goals: [
      { versus: 'exp and sum', as: 'cost', target: OVER_EXP },
      { versus: 'torch', as: 'faster', target: overTorch },
    ],
    dispose: () => {
      leaf.dispose();
      target.dispose();
    },
  };
}

export const softmax: Family = {
  name: 'softmax',
  title: 'log-softmax and cross-entropy',
  rows: (): Row[] =>
    SHAPES.flatMap(([N, C]) => [
      { name: `logSoftmax [${N}, ${C}]`, setup: () => logSoftmax(N, C) },
      { name: `crossEntropy + gradient [${N}, ${C}]`, setup: () => crossEntropy(N, C) },
    ]),
};
