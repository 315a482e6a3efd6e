import type { Tensor } from '../tensor.ts';

/** A metric that adds up counts over batches, so that its value does not depend on how the samples were cut into batches. */
export interface MetricState {
  /** Forgets everything seen so far. */
  reset(): void;
  /** Adds a batch: what the model gave, and the targets. */
  update(output: Tensor, target: Tensor): void;
  /** The metric over every batch since the last reset. */
  compute(): number;
}
