// Cases in which the library means to differ from PyTorch: why, and what it does instead.
import { expect } from 'vitest';
import * as rl from '../../../src/index.ts';

export interface Difference {
  reason: string;
  instead: () => void;
}

const refusesFloat64: Difference = {
  reason: 'there is no float64: making such a tensor is already the TypeError',
  instead: () => {
    expect(() => rl.tensor(new Float64Array(3) as never, { dtype: 'float64' as never })).toThrow(TypeError);
    expect(() => rl.tensor(new Float64Array(3) as never, { dtype: 'float64' as never })).toThrow(/^tensor: /);
  },
};

const refusesInt64: Difference = {
  reason: 'there is no int64: a range that leaves int32 is refused',
  instead: () => {
    expect(() => rl.randint(0, 2 ** 40, [5])).toThrow(RangeError);
    expect(() => rl.randint(0, 2 ** 40, [5])).toThrow(/^randint: /);
  },
};

/** By `file/id`. */
export const intendedDifferences: Record<string, Difference> = {
  'errors/nll_loss/weight_float64': refusesFloat64,
  'errors/cross_entropy/weight_float64': refusesFloat64,
  'rng/randint_2p40/5/seed0': refusesInt64,
  'rng/randint_2p40/5/seed42': refusesInt64,
  'autograd/double_backward': {
    reason: 'second derivatives are out of scope: createGraph is refused',
    instead: () =>
      rl.scope(() => {
        const x = rl.ones([4], { requiresGrad: true });
        const y = x.pow(3).sum();
        expect(() => rl.autograd.grad(y, [x], { createGraph: true } as never)).toThrow(/createGraph/);
      }),
  },
  'errors/numpy/requires_grad': {
    reason: 'toTypedArray copies, so that nothing written to it can escape the graph',
    instead: () =>
      rl.scope(() => {
        const x = rl.ones([2], { requiresGrad: true });
        x.toTypedArray()[0] = 5;
        expect(x.tolist()).toEqual([1, 1]);
      }),
  },
  'errors/bool/many': {
    reason: 'in JavaScript every object is true, and no class can refuse it',
    instead: () => rl.scope(() => expect(Boolean(rl.zeros([2]))).toBe(true)),
  },
};
