import { F, type Tensor } from 'rushlight';

export function logSoftmaxOf(logits: Tensor): Tensor {
  // shown
  const logProbs = F.logSoftmax(logits, 0);
  // end
  return logProbs;
}
