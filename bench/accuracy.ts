/** How far functions of one number are from the truth, in units in the last place of float32. */
import { asin, atan, cosh, erf, exp, exp2, expm1, log, log1p, sigmoid, sinh, type Tensor, tan, tanh } from 'rushlight';
import { erf as erfOf } from '../test/support/reference/elementwise.ts';

/** A function, the same in float64, and the error that it promises not to exceed. */
export interface Claim {
  name: string;
  ours: (x: Tensor) => Tensor;
  exact: (x: number) => number;
  ulp: number;
}

export const CLAIMS: readonly Claim[] = [
  { name: 'exp', ours: exp, exact: Math.exp, ulp: 1.1 },
  { name: 'log', ours: log, exact: Math.log, ulp: 1.1 },
  { name: 'tanh', ours: tanh, exact: Math.tanh, ulp: 2.5 },
  { name: 'sigmoid', ours: sigmoid, exact: (x) => 1 / (1 + Math.exp(-x)), ulp: 2.5 },
  { name: 'erf', ours: erf, exact: erfOf, ulp: 2.5 },
  { name: 'expm1', ours: expm1, exact: Math.expm1, ulp: 2 },
  { name: 'log1p', ours: log1p, exact: Math.log1p, ulp: 1.1 },
  { name: 'exp2', ours: exp2, exact: (x) => 2 ** x, ulp: 0.51 },
  { name: 'tan', ours: tan, exact: Math.tan, ulp: 0.51 },
  { name: 'asin', ours: asin, exact: Math.asin, ulp: 0.51 },
  { name: 'atan', ours: atan, exact: Math.atan, ulp: 0.51 },
  { name: 'sinh', ours: sinh, exact: Math.sinh, ulp: 0.51 },
  { name: 'cosh', ours: cosh, exact: Math.cosh, ulp: 0.51 },
];

const OVERFLOW = 2 ** 128;
const wide = new Float64Array(1);
const words = new Uint32Array(wide.buffer);

/** The distance of neighbouring float32 at x. */
function ulpOf(x: number): number {
  wide[0] = x;
  const exponent = (((words[1] as number) >>> 20) & 0x7ff) - 1023;
  return 2 ** (Math.min(127, Math.max(-126, exponent)) - 23);
}

/** An infinite float32 stands for the first power of two that is none. */
const finite = (x: number): number => Math.min(OVERFLOW, Math.max(-OVERFLOW, x));

/** The error of one result, ½ for any that is rounded correctly; infinite where one is NaN and the other is not. */
export function ulpError(got: number, want: number): number {
  if (got === Math.fround(want)) return 0.5;
  if (Number.isNaN(got) && Number.isNaN(want)) return 0;
  const error = Math.abs(finite(got) - finite(want)) / ulpOf(want);
  return Number.isNaN(error) ? Infinity : error;
}

/** The greatest error of results, and where it is. */
export function greatestError(xs: Float32Array, got: Float32Array, exact: (x: number) => number): { ulp: number; at: number } {
  let ulp = 0;
  let at = Number.NaN;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] as number;
    const error = ulpError(got[i] as number, exact(x));
    if (error > ulp) [ulp, at] = [error, x];
  }
  return { ulp, at };
}

/** Every `stride`-th float32 by its bits, from a first one: NaN and infinities are among them. */
export function floats(first: number, count: number, stride = 1): Float32Array {
  const bits = new Uint32Array(count);
  for (let i = 0; i < count; i++) bits[i] = first + i * stride;
  return new Float32Array(bits.buffer);
}
