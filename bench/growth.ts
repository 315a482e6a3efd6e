/** How time grows with one size, on one thread and on two, beside PyTorch and plain loops: what the plots show. */
import { F, randint, randn, scope, type Tensor } from 'rushlight';
import { type Family, f32, PLAIN, type Row, type Work } from './harness.ts';
import { type Twins, trainee } from './net.ts';
import { POINTS, type Point } from './points.ts';
import * as js from './reference.ts';
import { another, COUNT } from './threads.ts';
import { torch } from './torch.ts';

/** Cross-entropy with its gradient, here and by plain loops. */
function loss({ N, C }: { N: number; C: number }): Twins {
  const [x, y] = [randn([N, C]).requiresGrad_(), randint(0, C, [N])];
  const [xs, ys] = [f32(x), y.toTypedArray() as Int32Array];
  const step = (): void =>
    scope(() => {
      x.grad = null;
      F.crossEntropy(x, y).backward();
    });
  return {
    step,
    plain: () => void js.crossEntropyGrad(xs, ys, N, C),
    check: () => {
      step();
      return [f32(x.grad as Tensor), js.crossEntropyGrad(xs, ys, N, C)];
    },
    dispose: () => {
      for (const owner of [x, y]) owner.dispose();
    },
  };
}

async function point({ op, work }: Point): Promise<Work> {
  const twins = 'C' in work ? loss(work) : trainee(work);
  const there = another(COUNT);
  return {
    work: 1,
    unit: 'µs',
    tolerance: 1e-5,
    check: twins.check,
    ours: twins.step,
    versus: {
      [`${COUNT} threads`]: { run: { time: async (ms) => (await there.ask<{ ms: number }>({ op, ms })).ms } },
      torch: await torch({ op: 'C' in work ? 'crossEntropy' : 'step', ...work }),
      [PLAIN]: { run: twins.plain },
    },
    goals: [
      { versus: `${COUNT} threads`, as: 'cost' },
      { versus: 'torch', as: 'cost' },
    ],
    dispose: async () => {
      twins.dispose();
      await there.end();
    },
  };
}

export const growth: Family = {
  name: 'growth',
  title: 'Time against size',
  rows: (): Row[] => POINTS.map((p) => ({ name: p.op, at: { plot: p.plot, x: p.x }, setup: () => point(p) })),
};
