// How much memory is in use at a time: what an op takes on the way, and whether a step of the way back keeps what it is done with.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, peakOf, start } from './support/library.ts';

const { F, ones, zeros } = rl;

beforeAll(start);

describe('ctcLoss', () => {
  it('takes the memory of its states, at each time only where a gradient is wanted', () => {
    leavesNothing(() => {
      const [T, S] = [100, 2500];
      const states = 2 * S + 1;
      const targets = rl.full([1, S], 1, { dtype: 'int32' });
      for (const requiresGrad of [false, true]) {
        const x = zeros([T, 1, 2], { requiresGrad });
        // numbers of 8 bytes, and the terms of one step
        const rows = 8 * states * (requiresGrad ? T + 1 : 1);
        expect(peakOf(() => F.ctcLoss(x, targets, [T], [S]))).toBeLessThan(rows + 25 * states);
      }
    });
  });

  it('of many samples takes four numbers for each, and a few more', () => {
    leavesNothing(() => {
      const N = 5000;
      const lengths = new Array<number>(N).fill(1);
      const [x, targets] = [zeros([1, N, 2]), rl.full([N, 1], 1, { dtype: 'int32' })];
      expect(peakOf(() => F.ctcLoss(x, targets, lengths, lengths, { reduction: 'sum' }))).toBeLessThan(17 * N);
    });
  });
});

it('a norm of a positive order takes its result', () => {
  leavesNothing(() => {
    const x = ones([10_000]);
    for (const p of [0.5, 1, 2, 3]) expect(peakOf(() => x.norm(p))).toBeLessThan(1000);
  });
});

it('baddbmm takes its result where there is nothing to multiply or add', () => {
  leavesNothing(() => {
    const [a, b] = [ones([1, 100, 2]), ones([1, 2, 100])];
    expect(peakOf(() => rl.baddbmm(ones([1]), a, b, { beta: 0 }))).toBeLessThan(1.5 * 40_000);
  });
});

it('a sort of a long row takes 16 bytes for each element beside its result, and frees them', () => {
  const n = 82_000;
  const x = rl.rand([n]);
  const before = rl.memory().liveBytes;
  expect(peakOf(() => x.sort())).toBeLessThan(24.1 * n);
  const { values, indices } = x.sort();
  expect(rl.memory().liveBytes - before).toBe(8 * n);
  for (const t of [values, indices, x]) t.dispose();
});

describe('a copied gradient is freed before gradients are added up, of', () => {
  const [N, bytes] = [100, 40_000];
  const bias = (): rl.Tensor => zeros([N], { requiresGrad: true });
  it.each<[string, (x: rl.Tensor) => rl.Tensor]>([
    ['linear', (x) => F.linear(x, ones([N, N]), bias())],
    ['softmax', (x) => x.softmax(1)],
    ['logSoftmax', (x) => x.logSoftmax(1)],
    ['cumsum', (x) => x.cumsum(0)],
  ])('%s', (_, op) => {
    leavesNothing(() => {
      const [x, other] = [ones([N, N], { requiresGrad: true }), ones([N, N], { requiresGrad: true })];
      // that of op(x) is a window on one number; x and the other share theirs, to which another cannot be added in place
      const loss = op(x).sum().add(x.add(other).square().sum());
      expect(peakOf(() => loss.backward()) / bytes).toBeLessThan(3.5);
    });
  });
});
