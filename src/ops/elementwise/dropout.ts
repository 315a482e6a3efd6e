/** Dropout of elements and of channels. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkBoolean, checkNumber, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { checkGenerator, fillBernoulli, fillDropoutMask, type Generator } from '../../random.ts';
import { composed } from '../../scope.ts';
import { type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { add, mul } from './arithmetic.ts';

/** Options of the dropouts. */
export interface DropoutOptions {
  /** Whether to drop anything at all. */
  training?: boolean;
  /** The generator of the mask. Default: the default generator. */
  generator?: Generator;
}

/** Checks the arguments; returns the generator, or null if nothing is dropped. */
function checkDropout(fn: string, x: Tensor, p: number, options: DropoutOptions, training: boolean): Generator | null {
  checkOptions(fn, options, ['training', 'generator']);
  checkNumber(fn, 'p', p, 0, 1);
  checkDtype(fn, 'input', x, 'float32');
  const generator = checkGenerator(fn, options.generator);
  return checkBoolean(fn, 'training', options.training ?? training) && p > 0 ? generator : null;
}

/** x times a mask of `shape`, which broadcasts to it. */
function masked(fn: string, x: Tensor, shape: Shape, generator: Generator, p: number): Tensor {
  return drawing(fn, generator, () => {
    const mask = newEmpty(x, shape);
    fillDropoutMask(mask.ptr, mask.numel, generator, p);
    const y = mul(x, note(mask, 'dropout', [x]));
    mask.dispose();
    return y;
  });
}

/** Runs code that draws from a generator: if it fails, the generator's state is restored. */
function drawing(fn: string, generator: Generator, body: () => Tensor): Tensor {
  const before = generator.getState();
  try {
    return composed(fn, body);
  } catch (error) {
    generator.setState(before);
    throw error;
  }
}

/**
 * In training, sets elements to 0 with probability p and divides the others by 1 − p; otherwise returns `x`. The mask equals
 * PyTorch's for the same seed. `F.dropout` in PyTorch (Srivastava and others, 2014).
 *
 * @throws {RangeError} unless p is in [0, 1].
 */
export function dropout(x: Tensor, p: number = 0.5, options: DropoutOptions = {}): Tensor {
  takes('dropout', 3, arguments);
  const generator = checkDropout('dropout', x, p, options, true);
  return generator === null ? x : whole('dropout', dropped, x, generator, p);
}

function dropped(x: Tensor, generator: Generator, p: number): Tensor {
  const mask = newEmpty(x, x.sizes);
  const source = dense(x);
  const y = newEmpty(x, x.sizes);
  // nothing fails from here on, so the generator's new state stays
  fillDropoutMask(mask.ptr, mask.numel, generator, p);
  kernels.mul(0, y.numel, y.ptr, source.ptr, mask.ptr, y.numel, 0, 1, 0, 1);
  drop(source, x);
  if (tracks(x)) record(y, 'dropout', [x], [mask], (g, [mask]) => mul(g, mask));
  mask.dispose();
  return y;
}

/** `dropout` of whole channels: the entries of dims up to `channel` are dropped separately, each with all the rest. */
function dropChannels(fn: string, x: Tensor, channel: number, p: number, generator: Generator): Tensor {
  const shape = x.sizes.map((size, i) => (i <= channel ? size : 1));
  return x.numel === 0 ? x : masked(fn, x, shape, generator, p);
}

/**
 * `dropout` of whole channels of (N, C, L) or (C, L). `F.dropout1d` in PyTorch.
 * @throws {RangeError} unless p is in [0, 1], and for other numbers of dims.
 */
export function dropout1d(x: Tensor, p: number = 0.5, options: DropoutOptions = {}): Tensor {
  takes('dropout1d', 3, arguments);
  const generator = checkDropout('dropout1d', x, p, options, true);
  if (x.ndim !== 2 && x.ndim !== 3)
    failRange('dropout1d', `expected input [N, C, L] or [C, L], got shape ${showShape(x.sizes)}; use dropout() for elements`);
  return generator === null ? x : dropChannels('dropout1d', x, x.ndim - 2, p, generator);
}

/**
 * `dropout` of whole channels of (N, C, H, W). Three dims are read as (N, C, L). `F.dropout2d` in PyTorch.
 * @throws {RangeError} unless p is in [0, 1], and for fewer than two dims.
 */
export function dropout2d(x: Tensor, p: number = 0.5, options: DropoutOptions = {}): Tensor {
  takes('dropout2d', 3, arguments);
  const generator = checkDropout('dropout2d', x, p, options, true);
  if (x.ndim < 2)
    failRange('dropout2d', `expected input [N, C, H, W], got shape ${showShape(x.sizes)}; use dropout() for elements`);
  return generator === null ? x : dropChannels('dropout2d', x, 1, p, generator);
}

/** The limit of `selu` for large negative values, −λα: dropped elements are set to it. */
const SATURATED = 1.7580993408473766;

/**
 * With `training: true` (here not the default), sets elements to the least value of `selu` with probability p, then scales and
 * shifts all, so that normal inputs keep mean 0 and variance 1; otherwise returns `x`. `F.alpha_dropout` in PyTorch (Klambauer
 * and others, 2017).
 *
 * @throws {RangeError} unless p is in [0, 1].
 */
export function alphaDropout(x: Tensor, p: number = 0.5, options: DropoutOptions = {}): Tensor {
  takes('alphaDropout', 3, arguments);
  const generator = checkDropout('alphaDropout', x, p, options, false);
  if (generator === null) return x;
  // then PyTorch draws nothing
  if (p === 1) return mul(x, 0);
  const scale = 1 / Math.sqrt((SATURATED * SATURATED * p + 1) * (1 - p));
  return drawing('alphaDropout', generator, () => {
    const kept = newEmpty(x, x.sizes);
    note(kept, 'dropout', [x]);
    fillBernoulli(kept.ptr, kept.numel, generator, 1 - p);
    const shift = add(mul(add(kept, -1), SATURATED * scale), SATURATED * scale * p);
    return add(mul(x, mul(kept, scale)), shift);
  });
}
