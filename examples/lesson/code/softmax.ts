import { F, type Tensor } from 'rushlight';

/** Softmax as the formula says it, and as the library does it. */
export function softmaxes(logits: Tensor): { naive: Tensor; stable: Tensor } {
  // shown
  const powers = logits.exp();
  const naive = powers.div(powers.sum());
  const stable = F.softmax(logits, 0);
  // end
  return { naive, stable };
}
