import { type Tensor, tensor } from 'rushlight';

/** The scores as a tensor that collects a gradient. */
export function logitsOf(scores: readonly number[]): Tensor {
  // shown
  const logits = tensor(scores, { requiresGrad: true });
  // end
  return logits;
}
