import { F, type Tensor, tensor } from 'rushlight';

/** The loss that `nllLoss` gives, and the one entry that it picks. */
export function nllOf(logProbs: Tensor, chosen: number): { loss: Tensor; picked: Tensor } {
  // shown
  const target = tensor(chosen, { dtype: 'int32' });
  const loss = F.nllLoss(logProbs, target);
  // the same, picked by hand
  const picked = logProbs.gather(0, target.view([1])).neg();
  // end
  return { loss, picked };
}
