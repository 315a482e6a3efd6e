import { F, type Tensor, tensor } from 'rushlight';

export interface BatchOptions {
  weights: readonly number[];
  labelSmoothing: number;
  reduction: 'mean' | 'sum' | 'none';
}

/** The loss of rows of logits, under the options that both libraries share. */
export function batchLoss(
  rows: readonly (readonly number[])[],
  chosen: readonly number[],
  { weights, labelSmoothing, reduction }: BatchOptions,
): Tensor {
  // shown
  const logits = tensor(rows);
  const target = tensor(chosen, { dtype: 'int32' });
  const weight = tensor(weights);
  const loss = F.crossEntropy(logits, target, {
    weight,
    ignoreIndex: -100,
    labelSmoothing,
    reduction,
  });
  // end
  return loss;
}
