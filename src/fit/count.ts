/** How much a batch counts: as much as its part in the mean that the criterion takes, whatever the batch size. */
import { isTensor } from '../core.ts';
import { type Counted, IGNORED } from '../ops/loss/targets.ts';
import type { Tensor } from '../tensor.ts';

/** What a batch counts in means over batches. */
export interface Count {
  /** How many targets are not ignored: what a metric's figure of the batch counts. */
  targets: number;
  /** What the batch's mean loss is divided by: what the loss counts. */
  weight: number;
  /** Whether the loss is a sum rather than a mean. */
  isSum: boolean;
}

/** What criteria of classes have; others may have any of it, or none. */
interface LossOptions {
  ignoreIndex?: unknown;
  weight?: unknown;
  reduction?: unknown;
}

const optionsOf = (criterion: unknown): LossOptions => (typeof criterion === 'object' && criterion !== null ? criterion : {});

/**
 * Each class index's part in the criterion's mean: its class's weight, or 1; 0 if it is the criterion's `ignoreIndex`, or
 * −100 for a criterion without one. And how many are not ignored.
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

/** What losses over class indices say that they counted, if they agree. */
function agreed(counted: readonly Counted[]): Count | null {
  const [first] = counted;
  if (first === undefined || counted.some((c) => c.weight !== first.weight || c.reduction !== first.reduction)) return null;
  const { targets, weight, reduction } = first;
  return { targets, weight, isSum: reduction === 'sum' };
}

/**
 * How much a batch counts: what its losses over class indices counted. Without any, class indices (int32) count but for
 * −100; of other targets every element counts, or every row where the criterion adds up or divides by rows.
 */
export function countOf(criterion: unknown, target: Tensor | undefined, counted: readonly Counted[]): Count {
  const known = agreed(counted);
  if (known !== null && counted[0]?.reduction !== 'none') return known;
  if (target === undefined) return { targets: 1, weight: 1, isSum: false };
  // of losses for each target the mean is the criterion's own: it divides by all
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
