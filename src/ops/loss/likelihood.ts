/** The negative log-likelihood of counts and of measurements. */

import { heap } from '../../../bindings/memory.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { floating } from '../../array/convert.ts';
import { failRange, failType } from '../../errors.ts';
import { flag, number, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, type Shape, sameShape, showIndex, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { relu } from '../elementwise/activation.ts';
import { add, div, mul, sub } from '../elementwise/arithmetic.ts';
import { le, lt } from '../elementwise/compare.ts';
import { maskedFill } from '../elementwise/select.ts';
import { exp, log, square } from '../elementwise/unary.ts';
import { any } from '../reduce/truth.ts';
import { detach } from '../shape/copies.ts';
import { unsqueeze } from '../shape/reshape.ts';
import type { LossOptions } from './elements.ts';
import { REDUCTION, reduceLosses } from './reduction.ts';

/** Options of `poissonNllLoss`. */
export interface PoissonNLLLossOptions extends LossOptions {
  /** Whether the input is the logarithm of the rate. Default true. */
  logInput?: boolean;
  /** Whether to add Stirling's approximation of ln y! for counts y above 1. Default false. */
  full?: boolean;
  /** Added to rates before taking the logarithm. Default 1e-8. */
  eps?: number;
}

/** The rules of `PoissonNLLLossOptions`. */
export const POISSON = {
  logInput: /* @__PURE__ */ flag(true),
  full: /* @__PURE__ */ flag(false),
  eps: /* @__PURE__ */ number(1e-8, 0),
  reduction: REDUCTION,
};

/** Checks counts or signs: float32 or int32. */
function checkNumbers(fn: string, what: string, t: Tensor): Tensor {
  if (checkTensor(fn, what, t).dtype === 'bool')
    failType(fn, `expected ${what} of dtype float32 or int32, got bool; convert it with to('float32')`);
  return t;
}

/** Stirling's approximation of ln y!, y·ln y − y + ½·ln(2πy), and 0 for y up to 1. */
function stirling(y: Tensor): Tensor {
  const few = le(y, 1);
  const many = maskedFill(y, few, 1);
  return maskedFill(add(sub(mul(many, log(many)), many), mul(log(mul(many, 2 * Math.PI)), 0.5)), few, 0);
}

/**
 * The negative log-likelihood of counts y that follow a Poisson distribution: e^x − y·x, or, with `logInput: false`, x − y·ln(x +
 * eps), where the input x is the rate itself. `F.poisson_nll_loss` in PyTorch.
 *
 * Shapes: input and target broadcast; the result is a scalar, or of the broadcast shape with reduction 'none'.
 *
 * @throws {TypeError} unless input is float32 and target float32 or int32, and for unknown options.
 * @throws {RangeError} for shapes that do not broadcast.
 */
export function poissonNllLoss(input: Tensor, target: Tensor, options?: PoissonNLLLossOptions): Tensor {
  takes('poissonNllLoss', 3, arguments);
  const fn = 'poissonNllLoss';
  const { logInput, full, eps, reduction } = readOptions(fn, POISSON, options);
  checkDtype(fn, 'input', input, 'float32');
  checkNumbers(fn, 'target', target);
  broadcastShapes(fn, input.sizes, target.sizes);
  return composed('poissonNllLoss', () => {
    const y = floating(fn, target);
    const each = logInput ? sub(exp(input), mul(y, input)) : sub(input, mul(y, log(add(input, eps))));
    return reduceLosses(full ? add(each, stirling(y)) : each, reduction);
  });
}

/** Options of `gaussianNllLoss`. */
export interface GaussianNLLLossOptions extends LossOptions {
  /** Whether to add the constant ½·ln 2π. Default false. */
  full?: boolean;
  /** Smaller variances are raised to this value. Default 1e-6. */
  eps?: number;
}

/** The rules of `GaussianNLLLossOptions`. */
export const GAUSSIAN = {
  full: /* @__PURE__ */ flag(false),
  eps: /* @__PURE__ */ number(1e-6, 0),
  reduction: REDUCTION,
};

/** Checks variances: of the input's shape, or one for each row of its last dim, which is then missing or 1. */
function checkVariances(fn: string, variance: Tensor, shape: Shape): void {
  checkDtype(fn, 'var', variance, 'float32');
  const rows = shape.slice(0, -1);
  const { sizes } = variance;
  if (!sameShape(sizes, shape) && !sameShape(sizes, rows) && !sameShape(sizes, [...rows, 1]))
    failRange(fn, `expected var of the input's shape ${showShape(shape)} or of ${showShape(rows)}, got ${showShape(sizes)}`);
  if (!composed(fn, () => any(lt(variance, 0)).item())) return;
  variance.forEachWord((word, i) => {
    const got = heap.f32[word] as number;
    if (got < 0) failRange(fn, `expected var at least 0, got ${got} at index ${showIndex(i, sizes)}`);
  });
}

/**
 * The negative log-likelihood of measurements y that are normally distributed with mean x and variance v: ½·(ln v + (x − y)²/v),
 * where v is at least eps; the gradient ignores that limit. `F.gaussian_nll_loss` in PyTorch (Nix and Weigend, 1994).
 *
 * Shapes: input and target broadcast; var has the input's shape, or that shape without its last dim or with 1 there. The result
 * is a scalar, or of the broadcast shape with reduction 'none'.
 *
 * @throws {TypeError} unless all are float32, and for unknown options.
 * @throws {RangeError} for shapes that do not fit and variances below 0.
 */
export function gaussianNllLoss(input: Tensor, target: Tensor, variance: Tensor, options?: GaussianNLLLossOptions): Tensor {
  takes('gaussianNllLoss', 4, arguments);
  const fn = 'gaussianNllLoss';
  const { full, eps, reduction } = readOptions(fn, GAUSSIAN, options);
  checkDtype(fn, 'input', input, 'float32');
  checkDtype(fn, 'target', target, 'float32');
  broadcastShapes(fn, input.sizes, target.sizes);
  checkVariances(fn, variance, input.sizes);
  return composed('gaussianNllLoss', () => {
    const given = variance.ndim < input.ndim ? unsqueeze(variance, -1) : variance;
    const v = add(given, relu(sub(eps, detach(given))));
    const each = mul(add(log(v), div(square(sub(input, target)), v)), 0.5);
    return reduceLosses(full ? add(each, 0.5 * Math.log(2 * Math.PI)) : each, reduction);
  });
}
