/** A line search that ends where the loss has fallen enough and its slope is flat enough: the strong Wolfe conditions. */

/** The loss and its slope at a step along the line, and further results there. */
export interface Point<G> {
  t: number;
  f: number;
  slope: number;
  g: G;
}

/** The required share of the decrease that the slope predicts, and the greatest remaining share of the slope. */
const [FALL, FLAT] = [1e-4, 0.9];
const MOST = 25;

/** The last bits of a float32 loss are noise: near the minimum, only the slopes tell which way is down. */
const NOISE = 2 ** -20;

/** Whether the slope is flat enough. */
const isFlat = <G>({ slope }: Point<G>, start: Point<G>): boolean => Math.abs(slope) <= -FLAT * start.slope;

/** Whether the loss has not decreased enough, allowing for noise if the slope is flat. */
const isHigh = <G>(now: Point<G>, start: Point<G>): boolean =>
  now.f > start.f + FALL * now.t * start.slope + (isFlat(now, start) ? NOISE * Math.abs(start.f) : 0);

/** The minimum of the cubic through two points, within bounds. */
function cubic<G>(a: Point<G>, b: Point<G>, low: number = Math.min(a.t, b.t), high: number = Math.max(a.t, b.t)): number {
  const [p, q] = a.t <= b.t ? [a, b] : [b, a];
  const d1 = a.slope + b.slope - (3 * (a.f - b.f)) / (a.t - b.t);
  const square = d1 * d1 - a.slope * b.slope;
  if (!(square >= 0)) return (low + high) / 2;
  const d2 = Math.sqrt(square);
  const least = q.t - (q.t - p.t) * ((q.slope + d2 - d1) / (q.slope - p.slope + 2 * d2));
  return Math.min(Math.max(least, low), high);
}

/** Extends the step from the first trial until a bracket contains a suitable step, or the trial is one. */
function bracket<G>(start: Point<G>, first: Point<G>, evaluate: (t: number) => Point<G>): { points: Point<G>[]; used: number } {
  let [before, now] = [start, first];
  for (let used = 0; used < MOST; used++) {
    if (isHigh(now, start) || (used > 1 && now.f >= before.f)) return { points: [before, now], used };
    if (isFlat(now, start)) return { points: [now], used };
    if (now.slope >= 0) return { points: [before, now], used };
    const t = cubic(before, now, now.t + 0.01 * (now.t - before.t), now.t * 10);
    [before, now] = [now, evaluate(t)];
  }
  return { points: [start, now], used: MOST };
}

/** Keeps a trial away from an end of the bracket that was close twice, or was reached. */
function inside(t: number, low: number, high: number, wasClose: boolean): { t: number; isClose: boolean } {
  const margin = 0.1 * (high - low);
  if (Math.min(high - t, t - low) >= margin) return { t, isClose: false };
  if (!wasClose && t < high && t > low) return { t, isClose: true };
  return { t: Math.abs(t - high) < Math.abs(t - low) ? high - margin : low + margin, isClose: false };
}

/**
 * Searches from `start` (t 0), with `first` as the first trial. `reach` is the greatest change of any parameter at t = 1: the
 * search ends when the bracket is narrower than `tolerance / reach`. PyTorch's `_strong_wolfe` (Nocedal and Wright, chapter 3).
 */
export function strongWolfe<G>(
  start: Point<G>,
  first: Point<G>,
  reach: number,
  tolerance: number,
  evaluate: (t: number) => Point<G>,
): Point<G> {
  const { points, used } = bracket(start, first, evaluate);
  const [a, b] = points as [Point<G>, Point<G>?];
  if (b === undefined) return a;
  const ends: [Point<G>, Point<G>] = [a, b];
  let low: 0 | 1 = a.f <= b.f ? 0 : 1;
  let isClose = false;
  for (let n = used; n < MOST && Math.abs(ends[1].t - ends[0].t) * reach >= tolerance; n++) {
    const within = inside(cubic(...ends), Math.min(ends[0].t, ends[1].t), Math.max(ends[0].t, ends[1].t), isClose);
    isClose = within.isClose;
    const now = evaluate(within.t);
    const [best, high] = [ends[low], (1 - low) as 0 | 1];
    if (isHigh(now, start) || now.f >= best.f) {
      ends[high] = now;
      low = ends[0].f <= ends[1].f ? 0 : 1;
      continue;
    }
    if (isFlat(now, start)) return now;
    if (now.slope * (ends[high].t - best.t) >= 0) ends[high] = best;
    ends[low] = now;
  }
  return ends[low];
}
