import { checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Scores, scoresOf } from './scores.ts';

/** What `temperatureScaling` returns. */
export interface TemperatureScaling {
  /** The number to divide logits by: above 1 for an overconfident classifier. */
  temperature: number;
  /** The mean cross-entropy after the division. */
  nll: number;
}

/** The range of temperatures. */
const [COLDEST, HOTTEST] = [0.01, 100] as const;
const MOST_STEPS = 100;

/** The mean cross-entropy at logits times β, and its first two derivatives by β. */
function lossAt({ N, L, scores, target }: Scores, beta: number): { loss: number; slope: number; curvature: number } {
  let [loss, slope, curvature] = [0, 0, 0];
  for (let i = 0; i < N; i++) {
    const row = scores.subarray(i * L, (i + 1) * L);
    let most = -Infinity;
    for (const z of row) if (z > most) most = z;
    let [sum, first, second] = [0, 0, 0];
    for (const z of row) {
      const e = Math.exp((z - most) * beta);
      sum += e;
      first += e * (z - most);
      second += e * (z - most) ** 2;
    }
    const mean = first / sum;
    const meant = (row[target[i] as number] as number) - most;
    loss += Math.log(sum) - meant * beta;
    slope += mean - meant;
    curvature += second / sum - mean * mean;
  }
  return { loss: loss / N, slope: slope / N, curvature: curvature / N };
}

/**
 * The temperature T in [0.01, 100] at which `crossEntropy(logits / T)` is least, and that least (Guo et al., 2017): divide a
 * trained model's logits by it, found on samples that were held out, and its probabilities fit their hits better. The loss is
 * convex in 1/T; Newton's steps find it, with bisection where they do not converge.
 *
 * @param input logits (N, C), float32
 * @param target classes (N), int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, NaN, and targets out of range.
 */
export function temperatureScaling(input: Tensor, target: Tensor, options: Record<string, never> = {}): TemperatureScaling {
  const fn = 'temperatureScaling';
  takes(fn, 3, arguments);
  checkOptions(fn, options, []);
  const read = scoresOf(fn, input, target, undefined, ['classes']);
  let [low, high] = [1 / HOTTEST, 1 / COLDEST];
  let [beta, last] = [1, Infinity];
  for (let step = 0; step < MOST_STEPS && high / low > 1 + 1e-12; step++) {
    const { slope, curvature } = lossAt(read, beta);
    if (slope > 0) high = beta;
    else low = beta;
    const newton = beta - slope / curvature;
    const converges = newton > low && newton < high && Math.abs(newton - beta) < last / 2;
    const next = converges ? newton : Math.sqrt(low * high);
    last = Math.abs(next - beta);
    beta = next;
    if (last <= 1e-12 * beta) break;
  }
  return { temperature: 1 / beta, nll: lossAt(read, beta).loss };
}
