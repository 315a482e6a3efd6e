/** Less common functions of one element, each with its derivative. */

import { rare } from '../../../bindings/rare.ts';
import type { RareKernels } from '../../../bindings/wasm/kernels-rare.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { denseFloat } from '../../array/convert.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failType, show } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { nullable, type Rule, readOptions, takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { clone } from '../shape/copies.ts';
import { add, div, mul, neg, sub } from './arithmetic.ts';
import { isfinite } from './compare.ts';
import { rsqrt, square } from './unary.ts';

type Unary = (begin: number, end: number, y: number, x: number) => void;
type Name = { [K in keyof RareKernels]: RareKernels[K] extends Unary ? K : never }[keyof RareKernels];

/** Applies the named function to every element, without gradients; integers are converted first. */
function map(name: Name, x: Tensor): Tensor {
  const plain = checkTensor(name, 'input', x).dtype === 'float32' && x.steps === null;
  return plain ? mapOf(name, x) : whole(name, mapOf, name, x);
}

function mapOf(name: Name, x: Tensor): Tensor {
  // before anything is made: it may fail to load
  const kernel = rare()[name] as Unary;
  const source = denseFloat(name, x);
  const y = newEmpty(x, x.sizes);
  kernel(0, x.numel, y.ptr, source.ptr);
  drop(source, x);
  return y;
}

/** A function with its derivative, computed from the input or from the output. */
function fromInput(name: Name, x: Tensor, slope: (g: Tensor, x: Tensor) => Tensor): Tensor {
  const y = map(name, x);
  return tracks(x) ? record(y, name, [x], [x], (g, [x]) => slope(g, x)) : y;
}
function fromOutput(name: Name, x: Tensor, slope: (g: Tensor, y: Tensor) => Tensor): Tensor {
  const y = map(name, x);
  return tracks(x) ? record(y, name, [x], [y], (g, [y]) => slope(g, y)) : y;
}

/** The logarithm to base 2; −∞ at 0, NaN below. `torch.log2` in PyTorch. */
export function log2(x: Tensor): Tensor {
  takes('log2', 1, arguments);
  return fromInput('log2', x, (g, x) => div(g, mul(x, Math.LN2)));
}
/** The logarithm to base 10; −∞ at 0, NaN below. `torch.log10` in PyTorch. */
export function log10(x: Tensor): Tensor {
  takes('log10', 1, arguments);
  return fromInput('log10', x, (g, x) => div(g, mul(x, Math.LN10)));
}
/** 2^x. `torch.exp2` in PyTorch. */
export function exp2(x: Tensor): Tensor {
  takes('exp2', 1, arguments);
  return fromOutput('exp2', x, (g, y) => mul(g, mul(y, Math.LN2)));
}
/** The tangent of x radians. `torch.tan` in PyTorch. */
export function tan(x: Tensor): Tensor {
  takes('tan', 1, arguments);
  return fromOutput('tan', x, (g, y) => mul(g, add(square(y), 1)));
}

/** 1/√(1 − x²). */
const slant = (x: Tensor): Tensor => rsqrt(mul(sub(1, x), add(x, 1)));

/** The angle in [−π/2, π/2] whose sine is x; NaN outside [−1, 1]. `torch.asin` in PyTorch. */
export function asin(x: Tensor): Tensor {
  takes('asin', 1, arguments);
  return fromInput('asin', x, (g, x) => mul(g, slant(x)));
}
/** The angle in [0, π] whose cosine is x; NaN outside [−1, 1]. `torch.acos` in PyTorch. */
export function acos(x: Tensor): Tensor {
  takes('acos', 1, arguments);
  return fromInput('acos', x, (g, x) => neg(mul(g, slant(x))));
}
/** The angle in [−π/2, π/2] whose tangent is x. `torch.atan` in PyTorch. */
export function atan(x: Tensor): Tensor {
  takes('atan', 1, arguments);
  return fromInput('atan', x, (g, x) => div(g, add(square(x), 1)));
}
/** The hyperbolic sine, exact near 0. `torch.sinh` in PyTorch. */
export function sinh(x: Tensor): Tensor {
  takes('sinh', 1, arguments);
  return fromInput('sinh', x, (g, x) => mul(g, map('cosh', x)));
}
/** The hyperbolic cosine. `torch.cosh` in PyTorch. */
export function cosh(x: Tensor): Tensor {
  takes('cosh', 1, arguments);
  return fromInput('cosh', x, (g, x) => mul(g, map('sinh', x)));
}

/** The integer part of x; integers stay unchanged, and the derivative is 0. `torch.trunc` in PyTorch. */
export function trunc(x: Tensor): Tensor {
  takes('trunc', 1, arguments);
  const { dtype } = checkTensor('trunc', 'input', x);
  if (dtype === 'bool') failType('trunc', 'expected a tensor of numbers, got bool; convert it with to()');
  if (dtype === 'int32') return whole('trunc', clone, x);
  const y = map('trunc', x);
  return tracks(x) ? record(y, 'trunc', [x], [], (g) => newZeros(g, g.sizes)) : y;
}
/** x − trunc(x), the fractional part, with the sign of x. `torch.frac` in PyTorch. @throws {TypeError} unless float32. */
export function frac(x: Tensor): Tensor {
  takes('frac', 1, arguments);
  checkDtype('frac', 'input', x, 'float32');
  return whole('frac', () => {
    const integral = note(map('trunc', x), 'trunc', [x]);
    const y = sub(x, integral);
    integral.dispose();
    return y;
  });
}

/** Options of `nanToNum`. */
export interface NanToNumOptions {
  /** The replacement of NaN. Default 0. */
  nan?: number;
  /** The replacement of ∞. Default null: the greatest float32. */
  posinf?: number | null;
  /** The replacement of −∞. Default null: the least float32. */
  neginf?: number | null;
}

/** Any number, including NaN and infinities. */
const unbounded: Rule<number> = {
  initial: 0,
  check: (fn, what, value) =>
    typeof value === 'number' ? value : failType(fn, `expected ${what} to be a number, got ${show(value)}`),
};
const NAN_TO_NUM = { nan: unbounded, posinf: /* @__PURE__ */ nullable(unbounded), neginf: /* @__PURE__ */ nullable(unbounded) };
const GREATEST = 3.4028234663852886e38;

/** Replaces NaN and infinities by numbers, through which no gradient flows. `torch.nan_to_num` in PyTorch. */
export function nanToNum(x: Tensor, options?: NanToNumOptions): Tensor {
  takes('nanToNum', 2, arguments);
  checkTensor('nanToNum', 'input', x);
  const { nan, posinf, neginf } = readOptions('nanToNum', NAN_TO_NUM, options);
  if (x.dtype !== 'float32') return whole('nanToNum', clone, x);
  const kernels = rare();
  const source = dense(x);
  const y = newEmpty(x, x.sizes);
  kernels.nanToNum(0, x.numel, y.ptr, source.ptr, nan, posinf ?? GREATEST, neginf ?? -GREATEST);
  drop(source, x);
  return tracks(x)
    ? record(y, 'nanToNum', [x], [x], (g, [x]) => mul(g, isfinite(x)), {
        nan,
        posinf: posinf ?? GREATEST,
        neginf: neginf ?? -GREATEST,
      })
    : y;
}
