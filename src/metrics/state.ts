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

/** A metric as its parts: what a batch adds, and the figure of all. The metric itself is the figure of one batch. */
export interface Tally<Result> {
  reset(): void;
  update(output: Tensor, target: Tensor, sampleWeight?: Tensor): void;
  compute(): Result;
}

/** The figure of one batch. */
export function tallied<Result>(tally: Tally<Result>, input: Tensor, target: Tensor, sampleWeight?: Tensor): Result {
  tally.update(input, target, sampleWeight);
  return tally.compute();
}
