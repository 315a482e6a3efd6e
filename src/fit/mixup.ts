/** Mixup: training on blends of two samples and of their losses (Zhang and others, 2018). */
import { newEmpty } from '../array/allocate.ts';
import { checkDtype } from '../array/check.ts';
import { add, mul } from '../ops/elementwise/arithmetic.ts';
import { indexSelect } from '../ops/index/index-select.ts';
import { defaultGenerator, fillRandperm, type Generator, nextDouble, nextNormal } from '../random.ts';
import type { Tensor } from '../tensor.ts';

/** Draws from Γ(shape) (Marsaglia and Tsang, 2000). */
function gamma(shape: number, g: Generator): number {
  if (shape < 1) return gamma(shape + 1, g) * (1 - nextDouble(g)) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = nextNormal(g);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - nextDouble(g)) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A blend of a batch with a permutation of itself. */
export interface Blend {
  inputs: readonly Tensor[];
  /** The share of the samples in their own order, at least a half. */
  share: number;
  /** Permutes what belongs to the samples in the same way. */
  reorder(t: Tensor): Tensor;
}

/** Draws a share from Beta(α, α) and a permutation with the default generator, and blends the inputs. */
export function blend(fn: string, inputs: readonly Tensor[], alpha: number): Blend {
  for (const t of inputs) checkDtype(fn, 'inputs for mixup', t, 'float32');
  const [a, b] = [gamma(alpha, defaultGenerator), gamma(alpha, defaultGenerator)];
  const drawn = a + b === 0 ? 1 : a / (a + b);
  const share = Math.max(drawn, 1 - drawn);
  const [first] = inputs as [Tensor];
  const order = newEmpty(first, [first.sizes[0] ?? 1], 'int32');
  fillRandperm(order.ptr, order.numel, defaultGenerator);
  const reorder = (t: Tensor): Tensor => indexSelect(t, 0, order);
  return { inputs: inputs.map((t) => add(mul(t, share), mul(reorder(t), 1 - share))), share, reorder };
}
