/** The loss of sequences whose labels are not aligned with time. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { CTC_STATE_BYTES } from '../../../bindings/wasm/constants.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { flag, integer, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul } from '../elementwise/arithmetic.ts';
import { reshape } from '../shape/reshape.ts';
import type { LossOptions } from './elements.ts';
import { REDUCTION, reduceLosses } from './reduction.ts';

/** Options of `ctcLoss`. */
export interface CTCLossOptions extends LossOptions {
  /** The class that stands for no label. Default 0. */
  blank?: number;
  /** Whether infinite losses, of targets too long for their input, count as 0 and get no gradient. Default false. */
  zeroInfinity?: boolean;
}

/** The rules of `CTCLossOptions`. */
export const CTC = {
  blank: /* @__PURE__ */ integer(0, 0),
  zeroInfinity: /* @__PURE__ */ flag(false),
  reduction: REDUCTION,
};

/** Lengths, one for each sample: an int32 tensor or an array. */
export type Lengths = Tensor | readonly number[];

/** A checked batch: the length of each sample, the length of its target, and where that begins. */
interface Batch {
  T: number;
  N: number;
  C: number;
  inputs: readonly number[];
  targets: readonly number[];
  starts: readonly number[];
}

/** Checks lengths: as many as samples, each an integer in [0, most]. */
function checkLengths(fn: string, what: string, given: Lengths, N: number, most: number): number[] {
  if (isTensor(given)) checkDtype(fn, what, given, 'int32');
  else if (!Array.isArray(given)) failType(fn, `expected ${what} to be an int32 tensor or an array, got ${show(given)}`);
  const lengths = isTensor(given) ? [...given.toTypedArray()] : [...given];
  if (lengths.length !== N || (isTensor(given) && given.ndim > 1))
    failRange(
      fn,
      `expected ${what} of shape [${N}], one for each sample, got ${isTensor(given) ? showShape(given.sizes) : show(given)}`,
    );
  lengths.forEach((length, i) => checkInteger(fn, `${what}[${i}]`, length, 0, most));
  return lengths;
}

/** Refuses values that are not labels, up to each target's length. */
function checkLabels(fn: string, labels: Tensor, { C, targets, starts }: Batch, blank: number): void {
  targets.forEach((length, n) => {
    const from = (labels.ptr >>> 2) + (starts[n] as number);
    for (let i = 0; i < length; i++) {
      const y = heap.i32[from + i] as number;
      if (y >= 0 && y < C && y !== blank) continue;
      failRange(fn, `expected targets in [0, ${C}) other than blank (${blank}), got ${y} as label ${i} of sample ${n}`);
    }
  });
}

/** Checks everything but the labels. */
function checkBatch(fn: string, x: Tensor, targets: Tensor, inputLengths: Lengths, targetLengths: Lengths, blank: number): Batch {
  checkDtype(fn, 'logProbs', x, 'float32');
  checkDtype(fn, 'targets', targets, 'int32');
  if (x.ndim !== 3 && x.ndim !== 2) failRange(fn, `expected logProbs of shape [T, N, C] or [T, C], got ${showShape(x.sizes)}`);
  const T = x.sizes[0] as number;
  const N = x.ndim === 3 ? (x.sizes[1] as number) : 1;
  const C = x.sizes[x.ndim - 1] as number;
  if (blank >= C) failRange(fn, `expected blank in [0, ${C}), the classes of logProbs, got ${blank}`);
  const padded = targets.ndim === 2;
  if (targets.ndim !== 1 && !(padded && targets.sizes[0] === N))
    failRange(fn, `expected targets of shape [${N}, S] or all in one vector, got ${showShape(targets.sizes)}`);
  const S = targets.sizes[targets.ndim - 1] as number;
  const inputs = checkLengths(fn, 'inputLengths', inputLengths, N, T);
  const lengths = checkLengths(fn, 'targetLengths', targetLengths, N, S);
  const starts: number[] = [];
  let total = 0;
  lengths.forEach((length, n) => {
    starts.push(padded ? n * S : total);
    total += length;
  });
  if (!padded && total !== S)
    failRange(fn, `expected targetLengths that add up to the ${S} labels of targets, got ${total}; or pad targets to [N, S]`);
  return { T, N, C, inputs, targets: lengths, starts };
}

/** The losses of the samples (N). */
function losses(fn: string, x: Tensor, labels: Tensor, batch: Batch, blank: number, zeroInfinity: boolean): Tensor {
  const { T, N, C, inputs, targets, starts } = batch;
  const source = dense(x);
  const out = newEmpty(x, x.ndim === 3 ? [N] : []);
  const about = newEmpty(x, [3, N], 'int32');
  heap.i32.set([...starts, ...inputs, ...targets], about.ptr >>> 2);
  const dx = tracks(x) ? newEmpty(x, x.sizes) : null;
  if (dx !== null) kernels.exp(0, dx.numel, dx.ptr, source.ptr);
  let size = 4;
  let rows = 0;
  targets.forEach((S, n) => {
    const states = 2 * S + 1;
    size = Math.max(size, (states + 3) & ~3);
    rows = Math.max(rows, states * (dx === null ? 1 : (inputs[n] as number) + 1));
  });
  const table = newEmpty(x, [(size * CTC_STATE_BYTES) / 4 + 2 * rows]);
  const pointers = [out.ptr, dx?.ptr ?? 0, source.ptr, labels.ptr, about.ptr, table.ptr] as const;
  extra().ctcLoss(0, N, ...pointers, size, T, N, C, blank, zeroInfinity);
  for (const temporary of [about, table]) temporary.dispose();
  drop(source, x);
  if (dx !== null) {
    const spread = x.ndim === 3 ? [1, N, 1] : [1, 1];
    record(out, fn, [x], [dx], (g, [dx]) => mul(dx, reshape(g, spread)));
    dx.dispose();
  }
  return out;
}

/**
 * The loss of sequences whose labels are not aligned with time: −ln of the probability of all paths through the classes that
 * equal the target after repetitions, and then blanks, are removed. 'mean' divides each loss by the length of its target (at
 * least 1), and averages. `F.ctc_loss` in PyTorch (Graves et al., 2006). A target too long for its input has the loss ∞. As in
 * PyTorch, the gradient is with respect to logits whose log-softmax is `logProbs`.
 *
 * Shapes: logProbs (T, N, C), or (T, C) for a single sample; targets of int32 padded to (N, S), or all labels in one vector;
 * lengths int32 tensors (N) or arrays. The result is a scalar, or with reduction 'none' (N) or ().
 *
 * @throws {TypeError} for other dtypes and unknown options.
 * @throws {RangeError} for shapes that do not fit, lengths beyond T or S, labels that are `blank` or outside [0, C).
 */
export function ctcLoss(
  logProbs: Tensor,
  targets: Tensor,
  inputLengths: Lengths,
  targetLengths: Lengths,
  options?: CTCLossOptions,
): Tensor {
  takes('ctcLoss', 5, arguments);
  const fn = 'ctcLoss';
  const { blank, zeroInfinity, reduction } = readOptions(fn, CTC, options);
  const batch = checkBatch(fn, logProbs, targets, inputLengths, targetLengths, blank);
  return composed('ctcLoss', () => {
    const labels = dense(targets);
    checkLabels(fn, labels, batch, blank);
    const each = losses(fn, logProbs, labels, batch, blank, zeroInfinity);
    if (reduction !== 'mean') return reduceLosses(each, reduction);
    const lengths = newEmpty(each, each.sizes);
    heap.f32.set(
      batch.targets.map((length) => Math.max(length, 1)),
      lengths.ptr >>> 2,
    );
    return reduceLosses(div(each, lengths), reduction);
  });
}
