// Gradients clipped, and parameters as one vector.
import { beforeAll, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { clipGradNorm_, clipGradValue_, parametersToVector, vectorToParameters } = rl.nn.utils;

/** A parameter with that gradient, or without one. */
function leaf(values: number[], grad: number[] | null): Tensor {
  const p = rl.tensor(values, { requiresGrad: true });
  if (grad !== null) p.grad = rl.tensor(grad);
  return p;
}

beforeAll(start);

it.each([
  [2, 13],
  [1, 19],
  [Infinity, 12],
  [3, (3 ** 3 + 4 ** 3 + 12 ** 3) ** (1 / 3)],
])('clips by the %f-norm of all gradients together', (normType, total) => {
  leavesNothing(() => {
    const parameters = [leaf([0, 0], [3, -4]), leaf([0], null), leaf([0], [12])];
    expect(clipGradNorm_(parameters, 100, { normType }).item()).toBeCloseTo(total, 5);
    expect(parameters[0]!.grad!.tolist()).toEqual([3, -4]);
    expect(clipGradNorm_(parameters, 2, { normType }).shape).toEqual([]);
    expect(parameters[1]!.grad).toBeNull();
    expect(parameters[2]!.grad!.item()).toBeCloseTo((12 * 2) / total, 5);
  });
});

it('takes one parameter for a list, and none for a norm of 0', () => {
  leavesNothing(() => {
    expect(clipGradNorm_(leaf([0], [5]), 1).item()).toBe(5);
    expect(clipGradNorm_([], 1).item()).toBe(0);
    for (const [normType, length] of [
      [2, 5],
      [10, (3 ** 10 + 4 ** 10) ** 0.1],
    ] as const) {
      const p = leaf([0], [3e30]);
      const q = leaf([0], [4e30]);
      expect(clipGradNorm_([p, q], 1, { normType }).item() / 1e30).toBeCloseTo(length, 5);
      expect(p.grad!.item()).toBeCloseTo(3 / length, 5);
      expect(q.grad!.item()).toBeCloseTo(4 / length, 5);
    }
    const p = leaf([0, 0, 0], [-7, 0.25, NaN]);
    clipGradValue_(p, 0.5);
    expect(p.grad!.tolist()).toEqual([-0.5, 0.25, NaN]);
  });
});

it('refuses a norm that is not finite only if asked, before anything is changed', () => {
  leavesNothing(() => {
    const p = leaf([0, 0], [Infinity, 1]);
    expect(() => clipGradNorm_(p, 1, { errorIfNonfinite: true })).toThrow(/^clipGradNorm_: expected gradients of a finite norm/);
    expect(p.grad!.tolist()).toEqual([Infinity, 1]);
    expect(clipGradNorm_(p, 1).item()).toBe(Infinity);
    expect(p.grad!.tolist()).toEqual([NaN, 0]);
    // each has a finite norm, and all together one that float32 does not hold
    const large = [leaf([0], [3e38]), leaf([0], [3e38])];
    expect(() => clipGradNorm_(large, 1, { errorIfNonfinite: true })).toThrow(/, got Infinity;/);
    expect(clipGradNorm_(large, 1).item()).toBe(Infinity);
    expect(large.map((q) => q.grad!.item())).toEqual([0, 0]);
  });
});

it('refuses what are no parameters, norms or bounds', () => {
  leavesNothing(() => {
    expect(() => clipGradNorm_(3 as never, 1)).toThrow(/^clipGradNorm_: expected parameters/);
    expect(() => clipGradNorm_([rl.zeros([1]), 'p' as never], 1)).toThrow(/^clipGradNorm_: /);
    expect(() => clipGradNorm_([], -1)).toThrow(/^clipGradNorm_: expected maxNorm/);
    expect(() => clipGradNorm_([], 1, { normtype: 1 } as never)).toThrow(/^clipGradNorm_: .*'normType'/);
    expect(() => clipGradValue_([], -1)).toThrow(/^clipGradValue_: expected clipValue/);
    expect(() => parametersToVector([])).toThrow(/^parametersToVector: /);
    expect(() => vectorToParameters(rl.zeros([3]), [rl.zeros([2, 2])])).toThrow(/^vectorToParameters: .*\[4\].*\[3\]/);
  });
});

it('parameters become a vector, with their gradients, and come back from it', () => {
  leavesNothing(() => {
    const a = rl.tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    );
    const b = rl.tensor([5], { requiresGrad: true });
    const vector = parametersToVector([a, b]);
    expect(vector.tolist()).toEqual([1, 2, 3, 4, 5]);
    vector.backward({ gradient: rl.tensor([1, 2, 3, 4, 5]) });
    expect([a.grad!.tolist(), b.grad!.tolist()]).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [5],
    ]);
    vectorToParameters(rl.tensor([9, 8, 7, 6, 5]), [a, b]);
    expect([a.tolist(), b.tolist()]).toEqual([
      [
        [9, 8],
        [7, 6],
      ],
      [5],
    ]);
    expect(a.requiresGrad && a.isLeaf).toBe(true);
  });
});
