import { checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Mean } from './mean.ts';
import { probabilitiesOf, type Scores } from './scores.ts';
import { type Tally, tallied } from './state.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `brierScore`. */
export interface BrierScoreOptions extends SampleWeightOptions {}

/** The squared distance of each sample's probabilities from its target. */
function squaresOf({ kind, N, L, scores, target }: Scores): Float64Array {
  const squares = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    if (kind === 'binary') squares[i] = ((scores[i] as number) - (target[i] as number)) ** 2;
    else for (let c = 0; c < L; c++) squares[i]! += ((scores[i * L + c] as number) - Number(target[i] === c)) ** 2;
  }
  return squares;
}

/** The Brier score as a mean that batches add to. */
export class BrierTally implements Tally<number> {
  #mean = new Mean();

  constructor(options: BrierScoreOptions = {}) {
    checkOptions('brierScore', options, ['sampleWeight']);
  }

  reset(): void {
    this.#mean = new Mean();
  }

  update(input: Tensor, target: Tensor, sampleWeight?: Tensor): void {
    const read = probabilitiesOf('brierScore', input, target, sampleWeight, ['binary', 'classes']);
    this.#mean.add(squaresOf(read), read.weights);
  }

  compute(): number {
    return this.#mean.value;
  }
}

/**
 * The mean squared distance of probabilities from the outcomes: of (N) the mean of (p − y)², of (N, C) of Σ (p − onehot)²
 * (Brier, 1950). `brier_score_loss` in scikit-learn, for two classes.
 *
 * @param input probabilities, float32: of class 1 (N), or of classes (N, C)
 * @param target classes (N), int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, and for numbers out of range.
 */
export function brierScore(input: Tensor, target: Tensor, options?: BrierScoreOptions): number {
  takes('brierScore', 3, arguments);
  return tallied(new BrierTally(options), input, target, options?.sampleWeight);
}
