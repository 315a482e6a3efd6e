import { F, type Tensor } from 'rushlight';

export function tempered(logits: Tensor, temperature: number): Tensor {
  // shown
  const probabilities = F.softmax(logits.div(temperature), 0);
  // end
  return probabilities;
}
