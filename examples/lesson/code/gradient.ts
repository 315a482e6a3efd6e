import { F, type Tensor } from 'rushlight';

/** The gradient that autograd found, and what the formula says it is. */
export function gradients(logits: Tensor, target: Tensor): { gradient: Tensor; formula: Tensor } {
  // shown
  F.crossEntropy(logits, target).backward();
  const gradient = logits.grad;
  const formula = F.softmax(logits, 0).sub(F.oneHot(target, 4));
  // end
  if (gradient === null) throw new Error('expected logits that require a gradient');
  return { gradient, formula };
}
