// Elementwise functions, comparisons and choices.
import { broadcastShapes, broadcastTo, full, map, type Nd, zip } from './nd.ts';

/** erf by its Taylor series near zero and by the continued fraction of erfc beyond (Abramowitz and Stegun 7.1). */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 6)) return Number.isNaN(x) ? x : Math.sign(x);
  if (a < 2.5) {
    let term = x,
      sum = x;
    for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) sum += (term *= (-x * x) / n) / (2 * n + 1);
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let tail = a;
  for (let n = 120; n > 0; n--) tail = a + n / 2 / tail;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * tail));
}

/** Halves go to the even neighbour. */
export function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (rest !== 0.5) return rest < 0.5 ? down : down + 1;
  return down % 2 === 0 ? down : down + 1;
}

export const sigmoidOf = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** What gives integers for integers; the others give float32 for them. */
const keeping = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: (x) => Number(x > 0) - Number(x < 0), // PyTorch's of NaN is 0
  square: (x) => x * x,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  frac: (x) => x - Math.trunc(x),
  round: (x) => (Number.isFinite(x) ? roundHalfEven(x) : x),
  relu: (x) => (x <= 0 ? 0 : x),
} satisfies Record<string, (x: number) => number>;

const floating = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  reciprocal: (x) => 1 / x,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  erf,
  sigmoid: sigmoidOf,
  log2: Math.log2,
  log10: Math.log10,
  exp2: (x) => 2 ** x,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
} satisfies Record<string, (x: number) => number>;

const predicate = {
  isnan: Number.isNaN,
  isfinite: Number.isFinite,
  logicalNot: (x) => x === 0,
} satisfies Record<string, (x: number) => boolean>;

const comparison = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  logicalAnd: (a, b) => a !== 0 && b !== 0,
  logicalOr: (a, b) => a !== 0 || b !== 0,
} satisfies Record<string, (a: number, b: number) => boolean>;

/** Math.pow but for 1 ** NaN and 1 ** infinity, which C and PyTorch call 1. */
const power = (a: number, b: number): number => (a === 1 ? 1 : a === -1 && Math.abs(b) === Infinity ? 1 : a ** b);

const logaddexp = (a: number, b: number): number => Math.max(a, b) + Math.log1p(Math.exp(a === b ? 0 : -Math.abs(a - b)));

/** The remainder with the sign of the divisor. */
function modulo(a: number, b: number): number {
  const r = a % b;
  return r !== 0 && r < 0 !== b < 0 ? r + b : r;
}

interface Replacements {
  nan?: number;
  posinf?: number | null;
  neginf?: number | null;
}

const GREATEST = (2 - 2 ** -23) * 2 ** 127;

const entries = <K extends string, F, R>(table: Record<K, F>, make: (f: F) => R): Record<K, R> =>
  Object.fromEntries(Object.entries<F>(table).map(([name, f]) => [name, make(f)])) as Record<K, R>;

interface Alpha {
  alpha?: number;
}

export const elementwise = {
  ...entries(keeping, (f) => (x: Nd) => map(x, f)),
  ...entries(floating, (f) => (x: Nd) => map(x, f, 'float32')),
  ...entries(predicate, (f) => (x: Nd) => map(x, (v) => Number(f(v)), 'bool')),
  ...entries(comparison, (f) => (a: Nd, b: Nd | number) => zip((x, y) => Number(f(x, y)), a, b, 'bool')),
  add: (a: Nd, b: Nd | number, { alpha = 1 }: Alpha = {}) => zip((x, y) => x + alpha * y, a, b),
  sub: (a: Nd, b: Nd | number, { alpha = 1 }: Alpha = {}) => zip((x, y) => x - alpha * y, a, b),
  mul: (a: Nd, b: Nd | number) => zip((x, y) => x * y, a, b),
  div: (a: Nd, b: Nd | number) => zip((x, y) => x / y, a, b, 'float32'),
  pow: (a: Nd, b: Nd | number) => zip(power, a, b),
  logaddexp: (a: Nd | number, b: Nd | number) => zip(logaddexp, a, b, 'float32'),
  atan2: (a: Nd | number, b: Nd | number) => zip(Math.atan2, a, b, 'float32'),
  remainder: (a: Nd | number, b: Nd | number) => zip(modulo, a, b),
  fmod: (a: Nd | number, b: Nd | number) => zip((x, y) => x % y, a, b),
  lerp(a: Nd, b: Nd, weight: Nd | number): Nd {
    const gap = zip((x, y) => y - x, a, b);
    return zip(
      (x, y) => x + y,
      a,
      zip((x, y) => x * y, gap, weight),
    );
  },
  nanToNum: (x: Nd, { nan = 0, posinf, neginf }: Replacements = {}) =>
    map(x, (v) => (Number.isNaN(v) ? nan : v === Infinity ? (posinf ?? GREATEST) : v === -Infinity ? (neginf ?? -GREATEST) : v)),
  maximum: (a: Nd | number, b: Nd | number) => zip(Math.max, a, b),
  minimum: (a: Nd | number, b: Nd | number) => zip(Math.min, a, b),
  clamp(x: Nd, min?: Nd | number | null, max?: Nd | number | null): Nd {
    const above = min === undefined || min === null ? x : zip(Math.max, x, min);
    return max === undefined || max === null ? above : zip(Math.min, above, max);
  },
  where(condition: Nd, a: Nd | number, b: Nd | number): Nd {
    const picked = zip(() => 0, a, b);
    const shape = broadcastShapes(condition.shape, picked.shape);
    const yes = broadcastTo(
      zip((x) => x, a, picked),
      shape,
    );
    const no = broadcastTo(
      zip((x) => x, b, picked),
      shape,
    );
    const result = full(shape, 0, picked.dtype);
    broadcastTo(condition, shape).data.forEach((c, i) => {
      result.data[i] = (c ? yes : no).data[i]!;
    });
    return result;
  },
  maskedFill: (x: Nd, mask: Nd, value: number) => zip((v, m) => (m ? value : v), x, mask, x.dtype),
};
