// The line search of torch.optim.LBFGS, step by step as there, on a function of one number.

export interface Value {
  f: number;
  slope: number;
}

function cubicMinimum(
  x1: number,
  { f: f1, slope: g1 }: Value,
  x2: number,
  { f: f2, slope: g2 }: Value,
  [low, high] = x1 <= x2 ? [x1, x2] : [x2, x1],
): number {
  const d1 = g1 + g2 - (3 * (f1 - f2)) / (x1 - x2);
  const square = d1 ** 2 - g1 * g2;
  if (!(square >= 0)) return (low! + high!) / 2;
  const d2 = Math.sqrt(square);
  const at =
    x1 <= x2 ? x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2)) : x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2));
  return Math.min(Math.max(at, low!), high!);
}

/** Where the search ends, and every step at which it looked. */
export function searched(
  of: (t: number) => Value,
  first: number,
  reach: number,
  tolerance: number,
): { t: number; tried: number[] } {
  const tried: number[] = [];
  const look = (t: number): Value => {
    tried.push(t);
    return of(t);
  };
  const start = of(0);
  const high = (t: number, { f }: Value): boolean => f > start.f + 1e-4 * t * start.slope;
  const flat = ({ slope }: Value): boolean => Math.abs(slope) <= -0.9 * start.slope;
  let [t, now] = [first, look(first)];
  let [tBefore, before] = [0, start];
  let [steps, values]: [number[], Value[]] = [[], []];
  let count = 0;
  for (; count < 25; count++) {
    if (high(t, now) || (count > 1 && now.f >= before.f) || (!flat(now) && now.slope >= 0)) {
      [steps, values] = [
        [tBefore, t],
        [before, now],
      ];
      break;
    }
    if (flat(now)) return { t, tried };
    const next = cubicMinimum(tBefore, before, t, now, [t + 0.01 * (t - tBefore), t * 10]);
    [tBefore, before] = [t, now];
    [t, now] = [next, look(next)];
  }
  if (count === 25) {
    [steps, values] = [
      [0, t],
      [start, now],
    ];
  }
  let low = values[0]!.f <= values[1]!.f ? 0 : 1;
  let slow = false;
  while (count < 25 && Math.abs(steps[1]! - steps[0]!) * reach >= tolerance) {
    t = cubicMinimum(steps[0]!, values[0]!, steps[1]!, values[1]!);
    const [least, most] = [Math.min(...steps), Math.max(...steps)];
    const margin = 0.1 * (most - least);
    if (Math.min(most - t, t - least) < margin) {
      if (slow || t >= most || t <= least) {
        t = Math.abs(t - most) < Math.abs(t - least) ? most - margin : least + margin;
        slow = false;
      } else slow = true;
    } else slow = false;
    now = look(t);
    count++;
    if (high(t, now) || now.f >= values[low]!.f) {
      steps[1 - low] = t;
      values[1 - low] = now;
      low = values[0]!.f <= values[1]!.f ? 0 : 1;
      continue;
    }
    if (flat(now)) return { t, tried };
    if (now.slope * (steps[1 - low]! - steps[low]!) >= 0) {
      steps[1 - low] = steps[low]!;
      values[1 - low] = values[low]!;
    }
    steps[low] = t;
    values[low] = now;
  }
  return { t: steps[low]!, tried };
}
