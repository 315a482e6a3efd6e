/** The weight of a batch in means over batches: its share of the mean that the criterion computes, whatever the batch size. */
import { isTensor } from '../core.ts';
import { type Counted, IGNORED } from '../ops/loss/targets.ts';
import type { Tensor } from '../tensor.ts';

/** The weights of a batch in means over batches. */
export interface Count {
  /** The number of targets that are not ignored: the batch's weight in metrics. */
  targets: number;
  /** The divisor of the batch's mean loss: the batch's weight in the loss. */
  weight: number;
  /** Whether the loss is a sum rather than a mean. */
  isSum: boolean;
}

/** The options of classification criteria; other criteria may have some of them, or none. */
interface LossOptions {
  ignoreIndex?: unknown;
  weight?: unknown;
  reduction?: unknown;
}

const optionsOf = (criterion: unknown): LossOptions => (typeof criterion === 'object' && criterion !== null ? criterion : {});

/**
 * The weight of each class index in the criterion's mean: its class's weight, or 1; 0 if it is the criterion's `ignoreIndex`, or
 * −100 for a criterion without one. Also the number of targets that are not ignored.
 */
export function indexParts(criterion: unknown, target: Tensor): { parts: Float64Array; targets: number } {
  const { ignoreIndex, weight } = optionsOf(criterion);
  const isClassLoss = typeof ignoreIndex === 'number';
  const ignored = isClassLoss ? ignoreIndex : IGNORED;
  const weights = isClassLoss && isTensor(weight) && weight.ndim === 1 ? weight.toTypedArray() : null;
  let targets = 0;
  const parts = Float64Array.from(target.toTypedArray(), (index) => {
    if (index === ignored) return 0;
    targets++;
    return weights === null ? 1 : (weights[index] ?? Number.NaN);
  });
  return { parts, targets };
}

/** The counts that losses over class indices reported, if they agree. */
function agreed(counted: readonly Counted[]): Count | null {
  const [first] = counted;
  if (first === undefined || counted.some((c) => c.weight !== first.weight || c.reduction !== first.reduction)) return null;
  const { targets, weight, reduction } = first;
  return { targets, weight, isSum: reduction === 'sum' };
}

/**
 * The weight of a batch: as counted by its losses over class indices. Without any, class indices (int32) count unless −100; of
 * other targets every element counts, or every row where the criterion adds up or divides by rows.
 */
export function countOf(criterion: unknown, target: Tensor | undefined, counted: readonly Counted[]): Count {
  const known = agreed(counted);
  if (known !== null && counted[0]?.reduction !== 'none') return known;
  if (target === undefined) return { targets: 1, weight: 1, isSum: false };
  // of one loss for each target, the mean is the criterion's own: it divides by all
  if (known !== null) return { ...known, weight: target.numel };
  const { reduction } = optionsOf(criterion);
  const isSum = reduction === 'sum';
  if (target.dtype === 'int32') {
    const { targets } = indexParts(undefined, target);
    return { targets, weight: targets, isSum };
  }
  const byRow = isSum || reduction === 'batchmean';
  return { targets: target.numel, weight: byRow && target.numel > 0 ? (target.sizes[0] ?? 1) : target.numel, isSum };
}
