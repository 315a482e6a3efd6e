import { F, type Tensor } from 'rushlight';

export function crossEntropyOf(logits: Tensor, target: Tensor): Tensor {
  // shown
  const loss = F.crossEntropy(logits, target);
  // end
  return loss;
}
