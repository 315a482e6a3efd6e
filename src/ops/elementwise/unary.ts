/** Functions of one element, each with its derivative. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { map, mapNumbers } from '../../array/map.ts';
import { record, tracks, unrecorded } from '../../autograd/tape.ts';
import { failType } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { integer, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import type { Tensor } from '../../tensor.ts';
import { clone } from '../shape/copies.ts';
import { add, div, mul, neg } from './arithmetic.ts';

/** Records the derivative, computed from the input or from the output. */
const fromInput = (name: string, x: Tensor, y: Tensor, slope: (g: Tensor, x: Tensor) => Tensor): Tensor =>
  tracks(x) ? record(y, name, [x], [x], (g, [x]) => slope(g, x)) : y;
const fromOutput = (name: string, x: Tensor, y: Tensor, slope: (g: Tensor, y: Tensor) => Tensor): Tensor =>
  tracks(x) ? record(y, name, [x], [y], (g, [y]) => slope(g, y)) : y;

/** |x|; the derivative at 0 is 0. `torch.abs` in PyTorch. */
export function abs(x: Tensor): Tensor {
  takes('abs', 1, arguments);
  return fromInput('abs', x, mapNumbers('abs', 'absI32', x, Math.abs), (g, x) => mul(g, sign(x)));
}

/** −1, 0 or 1; the derivative is 0. `torch.sign` in PyTorch. */
export function sign(x: Tensor): Tensor {
  takes('sign', 1, arguments);
  if (checkTensor('sign', 'input', x).dtype === 'bool') return whole('sign', clone, x);
  return flat('sign', x, mapNumbers('sign', 'signI32', x, Math.sign));
}

/** x². `torch.square` in PyTorch. */
export function square(x: Tensor): Tensor {
  takes('square', 1, arguments);
  return fromInput(
    'square',
    x,
    mapNumbers('square', 'squareI32', x, (v) => v * v),
    (g, x) => mul(g, mul(x, 2)),
  );
}

/** The node of a step function: the gradient is zero everywhere. */
const flat = (name: string, x: Tensor, y: Tensor, how?: unknown): Tensor =>
  tracks(x) ? record(y, name, [x], [], () => newZeros(x, x.sizes), how) : y;

/** A rounding; integers stay unchanged. */
function rounding(name: 'floor' | 'ceil' | 'round', x: Tensor): Tensor {
  const { dtype } = checkTensor(name, 'input', x);
  if (dtype === 'bool') failType(name, 'expected a tensor of numbers, got bool; convert it with to()');
  return dtype === 'int32' ? whole(name, clone, x) : flat(name, x, map(name, name, x), 0);
}

/** The greatest integer not above x. `torch.floor` in PyTorch. */
export function floor(x: Tensor): Tensor {
  takes('floor', 1, arguments);
  return rounding('floor', x);
}
/** The least integer not below x. `torch.ceil` in PyTorch. */
export function ceil(x: Tensor): Tensor {
  takes('ceil', 1, arguments);
  return rounding('ceil', x);
}
/** Options of `round`. */
export interface RoundOptions {
  /** The number of decimals to keep; if negative, digits before the point. Default 0. */
  decimals?: number;
}

const ROUND = { decimals: /* @__PURE__ */ integer(0, -38, 38) };

/** The nearest number with `decimals` decimals, halves to even. `torch.round` in PyTorch. */
export function round(x: Tensor, options?: RoundOptions): Tensor {
  takes('round', 2, arguments);
  const { decimals } = readOptions('round', ROUND, options);
  if (decimals === 0) return rounding('round', x);
  const scale = 10 ** Math.abs(decimals);
  if (checkTensor('round', 'input', x).dtype !== 'float32')
    failType('round', `expected a float32 tensor where decimals are given, got ${x.dtype}; convert it with to('float32')`);
  return whole('round', () => {
    const y = unrecorded(() =>
      composed('round', () =>
        decimals > 0 ? div(map('round', 'round', mul(x, scale)), scale) : mul(map('round', 'round', div(x, scale)), scale),
      ),
    );
    return flat('round', x, y, decimals);
  });
}

/** e^x. `torch.exp` in PyTorch. */
export function exp(x: Tensor): Tensor {
  takes('exp', 1, arguments);
  return fromOutput('exp', x, map('exp', 'exp', x), (g, y) => mul(g, y));
}
/** e^x − 1, exact near 0. `torch.expm1` in PyTorch. */
export function expm1(x: Tensor): Tensor {
  takes('expm1', 1, arguments);
  return fromOutput('expm1', x, map('expm1', 'expm1', x), (g, y) => mul(g, add(y, 1)));
}
/** The natural logarithm; −∞ at 0, NaN below. `torch.log` in PyTorch. */
export function log(x: Tensor): Tensor {
  takes('log', 1, arguments);
  return fromInput('log', x, map('log', 'log', x), (g, x) => div(g, x));
}
/** ln(1 + x), exact near 0. `torch.log1p` in PyTorch. */
export function log1p(x: Tensor): Tensor {
  takes('log1p', 1, arguments);
  return fromInput('log1p', x, map('log1p', 'log1p', x), (g, x) => div(g, add(x, 1)));
}
/** The square root; NaN below 0. `torch.sqrt` in PyTorch. */
export function sqrt(x: Tensor): Tensor {
  takes('sqrt', 1, arguments);
  return fromOutput('sqrt', x, map('sqrt', 'sqrt', x), (g, y) => div(g, mul(y, 2)));
}
/** 1/√x. `torch.rsqrt` in PyTorch. */
export function rsqrt(x: Tensor): Tensor {
  takes('rsqrt', 1, arguments);
  return fromOutput('rsqrt', x, map('rsqrt', 'rsqrt', x), (g, y) => mul(mul(g, -0.5), mul(y, square(y))));
}
/** 1/x. `torch.reciprocal` in PyTorch. */
export function reciprocal(x: Tensor): Tensor {
  takes('reciprocal', 1, arguments);
  return fromOutput('reciprocal', x, map('reciprocal', 'reciprocal', x), (g, y) => mul(neg(g), square(y)));
}
/** The sine of x radians. `torch.sin` in PyTorch. */
export function sin(x: Tensor): Tensor {
  takes('sin', 1, arguments);
  return fromInput('sin', x, map('sin', 'sin', x), (g, x) => mul(g, cos(x)));
}
/** The cosine of x radians. `torch.cos` in PyTorch. */
export function cos(x: Tensor): Tensor {
  takes('cos', 1, arguments);
  return fromInput('cos', x, map('cos', 'cos', x), (g, x) => mul(g, neg(sin(x))));
}
/** The error function, 2/√π·∫₀ˣ e^(−t²) dt. `torch.erf` in PyTorch. */
export function erf(x: Tensor): Tensor {
  takes('erf', 1, arguments);
  return fromInput('erf', x, map('erf', 'erf', x), (g, x) => mul(g, mul(exp(neg(square(x))), 2 / Math.sqrt(Math.PI))));
}

/** Runs a derivative kernel: dx from dy and the saved value. */
function slope(name: 'tanhBackward' | 'sigmoidBackward', g: Tensor, saved: Tensor): Tensor {
  const dx = newEmpty(g, g.sizes);
  const dy = dense(g);
  kernels[name](0, dx.numel, dx.ptr, dy.ptr, saved.ptr);
  drop(dy, g);
  return dx;
}

/** The hyperbolic tangent. `torch.tanh` in PyTorch. */
export function tanh(x: Tensor): Tensor {
  takes('tanh', 1, arguments);
  return fromOutput('tanh', x, map('tanh', 'tanh', x), (g, y) => slope('tanhBackward', g, y));
}
/** 1/(1 + e^(−x)). `torch.sigmoid` in PyTorch. */
export function sigmoid(x: Tensor): Tensor {
  takes('sigmoid', 1, arguments);
  return fromOutput('sigmoid', x, map('sigmoid', 'sigmoid', x), (g, y) => slope('sigmoidBackward', g, y));
}
