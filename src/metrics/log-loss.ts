import { checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Mean } from './mean.ts';
import { probabilitiesOf, type Scores } from './scores.ts';
import { type Tally, tallied } from './state.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `logLoss`. */
export interface LogLossOptions extends SampleWeightOptions {}

/** Probabilities keep so far from 0 and 1, that a loss is finite. */
const clipped = (p: number): number => Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON);

/** The loss of each sample. */
function lossesOf({ kind, N, L, scores, target }: Scores): Float64Array {
  const losses = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    const y = target[i] as number;
    if (kind === 'binary') {
      const p = scores[i] as number;
      losses[i] = -Math.log(clipped(y === 1 ? p : 1 - p));
      continue;
    }
    let sum = 0;
    for (let c = 0; c < L; c++) sum += clipped(scores[i * L + c] as number);
    losses[i] = -Math.log(clipped(scores[i * L + y] as number) / sum);
  }
  return losses;
}

/** Log loss as a mean that batches add to. */
export class LogLossTally implements Tally<number> {
  #mean = new Mean();

  constructor(options: LogLossOptions = {}) {
    checkOptions('logLoss', options, ['sampleWeight']);
  }

  reset(): void {
    this.#mean = new Mean();
  }

  update(input: Tensor, target: Tensor, sampleWeight?: Tensor): void {
    const read = probabilitiesOf('logLoss', input, target, sampleWeight, ['binary', 'classes']);
    this.#mean.add(lossesOf(read), read.weights);
  }

  compute(): number {
    return this.#mean.value;
  }
}

/**
 * The mean of −ln of the probability that was given to the target's class; rows are scaled to add up to 1, and probabilities
 * kept 2⁻⁵² away from 0 and 1. `log_loss` in scikit-learn. Of logits, `F.crossEntropy` gives the same.
 *
 * @param input probabilities, float32: of class 1 (N), or of classes (N, C)
 * @param target classes (N), int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, and for numbers out of range.
 */
export function logLoss(input: Tensor, target: Tensor, options?: LogLossOptions): number {
  takes('logLoss', 3, arguments);
  return tallied(new LogLossTally(options), input, target, options?.sampleWeight);
}
