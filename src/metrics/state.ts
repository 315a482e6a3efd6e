import type { Tensor } from '../tensor.ts';

/** A metric that adds up counts over batches, so that its value does not depend on how the samples were cut into batches. */
export interface MetricState {
  /** Clears the counts. */
  reset(): void;
  /** Adds a batch: the model's output, and the targets. */
  update(output: Tensor, target: Tensor): void;
  /** The metric over every batch since the last reset. */
  compute(): number;
}

/** A metric in two parts: what a batch adds, and the value over all. Called as a function it returns the value for one batch. */
export interface Tally<Result> {
  reset(): void;
  update(output: Tensor, target: Tensor, sampleWeight?: Tensor): void;
  compute(): Result;
}

/** The value for one batch. */
export function tallied<Result>(tally: Tally<Result>, input: Tensor, target: Tensor, sampleWeight?: Tensor): Result {
  tally.update(input, target, sampleWeight);
  return tally.compute();
}
