import { F, full, type Tensor } from 'rushlight';

/** Three numbers from log-probabilities that are computed once. */
export function reused(logits: Tensor, target: Tensor): { loss: Tensor; entropy: Tensor; distance: Tensor } {
  // shown
  const logProbs = F.logSoftmax(logits, 0);
  const loss = F.nllLoss(logProbs, target);
  const entropy = logProbs.exp().mul(logProbs).sum().neg();
  const even = full([4], 1 / 4);
  const distance = F.klDiv(logProbs, even, { reduction: 'sum' });
  // end
  return { loss, entropy, distance };
}
