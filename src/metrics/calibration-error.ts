import { checkInteger, checkOneOf, checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { MOST_BINS } from './calibration-curve.ts';
import { probabilitiesOf } from './scores.ts';
import { type Tally, tallied } from './state.ts';

/** Options of `expectedCalibrationError`. */
export interface ExpectedCalibrationErrorOptions {
  /** How many bins of equal width. Default 15. */
  nBins?: number;
  /** The mean gap ('l1', the default), the root of the mean squared gap ('l2'), or the greatest ('max'). */
  norm?: 'l1' | 'l2' | 'max';
}

/** The bin of a confidence p: b/n < p ≤ (b + 1)/n, and 0 in the first. */
const binOf = (p: number, n: number): number => Math.min(Math.max(Math.ceil(p * n) - 1, 0), n - 1);

/** The calibration error as bins that batches fill. */
export class CalibrationErrorTally implements Tally<number> {
  readonly #nBins: number;
  readonly #norm: 'l1' | 'l2' | 'max';
  #counts = new Float64Array(0);
  /** For each bin, hits minus confidences. */
  #gaps = new Float64Array(0);

  constructor(options: ExpectedCalibrationErrorOptions = {}) {
    const fn = 'expectedCalibrationError';
    checkOptions(fn, options, ['nBins', 'norm']);
    this.#nBins = checkInteger(fn, 'nBins', options.nBins ?? 15, 1, MOST_BINS);
    this.#norm = checkOneOf(fn, 'norm', options.norm ?? 'l1', ['l1', 'l2', 'max']);
    this.reset();
  }

  reset(): void {
    this.#counts = new Float64Array(this.#nBins);
    this.#gaps = new Float64Array(this.#nBins);
  }

  update(input: Tensor, target: Tensor): void {
    const fn = 'expectedCalibrationError';
    const { kind, N, L, scores, target: meant } = probabilitiesOf(fn, input, target, undefined, ['binary', 'classes']);
    for (let i = 0; i < N; i++) {
      let [best, confidence] = [0, scores[i * L] as number];
      for (let c = 1; c < L; c++)
        if ((scores[i * L + c] as number) > confidence) [best, confidence] = [c, scores[i * L + c] as number];
      const hit = kind === 'binary' ? (meant[i] as number) : Number(best === meant[i]);
      const b = binOf(confidence, this.#nBins);
      this.#counts[b]!++;
      this.#gaps[b]! += hit - confidence;
    }
  }

  compute(): number {
    let [all, absolute, square, greatest] = [0, 0, 0, 0];
    this.#counts.forEach((n, b) => {
      if (n === 0) return;
      const gap = Math.abs((this.#gaps[b] as number) / n);
      all += n;
      absolute += n * gap;
      square += n * gap * gap;
      greatest = Math.max(greatest, gap);
    });
    if (all === 0) return Number.NaN;
    return this.#norm === 'max' ? greatest : this.#norm === 'l2' ? Math.sqrt(square / all) : absolute / all;
  }
}

/**
 * How far confidences are from the part of hits among them, over bins of confidence (Guo et al., 2017). The confidence of
 * classes is their largest probability, and a hit is the target there; of class 1 alone it is its probability, and a hit a 1.
 *
 * @param input probabilities, float32: of class 1 (N), or of classes (N, C)
 * @param target classes (N), int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, and for numbers out of range.
 */
export function expectedCalibrationError(input: Tensor, target: Tensor, options?: ExpectedCalibrationErrorOptions): number {
  takes('expectedCalibrationError', 3, arguments);
  return tallied(new CalibrationErrorTally(options), input, target);
}
