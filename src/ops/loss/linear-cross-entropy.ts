/** A classifier's last layer and its loss in one, which never holds the logits whole. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, checkNumber, checkOptions, failRange } from '../../errors.ts';
import { numelOf, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import {
  type CrossEntropyOptions,
  checkReduction,
  checkSmoothing,
  checkTarget,
  checkWeight,
  IGNORED,
  scaleOf,
  sumLosses,
} from './classes.ts';

/** Options of `linearCrossEntropy`: those of `crossEntropy` for class indices, the layer's bias, and the chunks. */
export interface LinearCrossEntropyOptions extends CrossEntropyOptions {
  /** Added to the logits, of shape (C). */
  bias?: Tensor | null;
  /**
   * How many rows' worth of logits is held at a time; as many as fit 6.68 MB if absent, which with the kernels' workspace
   * makes 8 MB. More is faster. Where it is fewer than 24 rows, they are held as a block of many rows and some classes.
   */
  chunkSize?: number;
}

const LOGIT_BYTES = 6.68e6;
/** Rows that pay for reading the weight, and changing its gradient, once for each so many. */
const ENOUGH_ROWS = 24;
/** The most rows, and the fewest classes, of a block of logits that does not hold whole rows. */
const BLOCK_ROWS = 256;
const BLOCK_CLASSES = 64;
/** Bytes that the kernels keep of a row between its blocks. */
const STATE_BYTES = 32;

/** How N rows of C classes are cut into blocks of at most `room` logits, evenly. */
function cut(N: number, C: number, room: number, whole: boolean): { rows: number; classes: number } {
  const even = (size: number, most: number): number => Math.ceil(size / Math.max(1, Math.ceil(size / most)));
  const wholeRows = Math.floor(room / C);
  if (whole && wholeRows >= Math.min(N, ENOUGH_ROWS)) return { rows: even(N, wholeRows), classes: C };
  const rows = even(N, Math.max(1, Math.min(BLOCK_ROWS, Math.floor(room / Math.min(C, BLOCK_CLASSES)))));
  const classes = Math.min(C, Math.floor(room / rows));
  return { rows, classes: classes < 8 ? classes : (even(C, classes & ~7) + 7) & ~7 };
}

/** The gradients of everything, for a gradient of 1 of the loss. */
interface Grads {
  x: Tensor | null;
  weight: Tensor | null;
  bias: Tensor | null;
}

/**
 * `crossEntropy(linear(input, weight, bias), target)` by chunks of rows: the logits of one chunk at a time become losses
 * and then, in their own place, gradients, which go at once into those of input, weight and bias.
 * `F.linear_cross_entropy` in PyTorch.
 *
 * Shapes: input (…, in), weight (C, in), target (…) class indices of int32. The result is a scalar, or of the target's
 * shape with reduction 'none', where backward runs the chunks again.
 *
 * @throws {TypeError} for other dtypes and unknown options.
 * @throws {RangeError} for shapes that do not fit, targets outside [0, C), labelSmoothing above 1.
 */
export function linearCrossEntropy(
  input: Tensor,
  weight: Tensor,
  target: Tensor,
  options: LinearCrossEntropyOptions = {},
): Tensor {
  const fn = 'linearCrossEntropy';
  checkOptions(fn, options, ['bias', 'weight', 'ignoreIndex', 'reduction', 'labelSmoothing', 'chunkSize']);
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  const smoothing = checkSmoothing(fn, options.labelSmoothing);
  const ignoreIndex = checkNumber(fn, 'ignoreIndex', options.ignoreIndex ?? IGNORED);
  checkDtype(fn, 'input', input, 'float32');
  checkDtype(fn, 'weight', weight, 'float32');
  if (input.ndim === 0 || weight.ndim !== 2 || input.shape[input.ndim - 1] !== weight.shape[1]) {
    failRange(
      fn,
      `expected input of shape [..., in] and weight of shape [C, in], got ${showShape(input.shape)} and ${showShape(weight.shape)}`,
    );
  }
  const [C, inner] = weight.shape as [number, number];
  const bias = options.bias ?? null;
  if (bias !== null) checkDtype(fn, 'bias', bias, 'float32');
  if (bias !== null && (bias.ndim !== 1 || bias.shape[0] !== C))
    failRange(fn, `expected bias of shape [${C}], got ${showShape(bias.shape)}`);
  const lead = input.shape.slice(0, -1);
  const N = numelOf(lead);
  const chunkSize = options.chunkSize === undefined ? undefined : checkInteger(fn, 'chunkSize', options.chunkSize, 1);
  const classWeight = checkWeight(fn, options.weight, C);
  const targets = checkTarget(fn, target, input.shape, C, lead, ignoreIndex);
  const indices = targets.target;

  const scale = scaleOf({ ...targets, weight: classWeight, ignoreIndex, reduction });
  const x = dense(input);
  const w = dense(weight);
  const b = bias === null ? null : dense(bias);
  const wanted = tracks(input, weight, bias);

  const early = wanted && reduction !== 'none';
  const { rows, classes } = cut(N, C, chunkSize === undefined ? LOGIT_BYTES / 4 : chunkSize * C, early);
  const losses = newEmpty(x, lead);
  // what is known of the rows of a chunk, or of all if backward is to go on from there
  const state = newEmpty(x, [wanted && !early ? N : rows, STATE_BYTES / 4]);
  const stateOf = (from: number): number => state.ptr + (wanted && !early ? from : 0) * STATE_BYTES;
  const weightAt = classWeight?.ptr ?? 0;

  /** Calls `body` with the first and the number of each chunk of rows, and room for its logits. */
  const eachChunk = (body: (from: number, count: number, logits: Tensor) => void): void => {
    const logits = newEmpty(x, [rows, classes]);
    for (let from = 0; from < N; from += rows) body(from, Math.min(rows, N - from), logits);
    logits.dispose();
  };
  /** The logits of the rows from … and the n classes c …. */
  const product = (logits: Tensor, from: number, count: number, c: number, n: number): void => {
    const bAt = b === null ? 0 : b.ptr + c * 4;
    gemm(0, 1, count, n, inner, x.ptr + from * inner * 4, inner, w.ptr + c * inner * 4, inner, 0, logits.ptr, n, bAt);
  };
  /** Takes what was such logits and is now their gradient into the gradients; `first` of its rows. */
  const addTo = (grads: Grads, d: Tensor, from: number, count: number, c: number, n: number, first: boolean): void => {
    const [xAt, wAt] = [from * inner * 4, c * inner * 4];
    if (grads.x !== null) gemm(0, 0, count, inner, n, d.ptr, n, w.ptr + wAt, inner, first ? 0 : 1, grads.x.ptr + xAt, inner, 0);
    if (grads.weight !== null)
      gemm(1, 0, n, inner, count, d.ptr, n, x.ptr + xAt, inner, from === 0 ? 0 : 1, grads.weight.ptr + wAt, inner, 0);
    if (grads.bias !== null) addColumns(grads.bias.ptr + c * 4, d, count, n, from === 0);
  };

  /** Losses of a chunk whose classes come in blocks; the logits of the last block stay. */
  const lossesOf = (from: number, count: number, logits: Tensor): void => {
    const targets = indices.ptr + from * 4;
    for (let c = 0; c < C; c += classes) {
      const n = Math.min(classes, C - c);
      product(logits, from, count, c, n);
      extra().blockSums(0, count, stateOf(from), logits.ptr, targets, weightAt, c, n, smoothing > 0 ? 1 : 0);
    }
    extra().blockLosses(0, count, losses.ptr + from * 4, stateOf(from), targets, weightAt, scale, C, ignoreIndex, smoothing);
  };
  /** Then its gradients, each row's times `dloss` if given; the last block first, whose logits may be `there` still. */
  const gradientsOf = (grads: Grads, from: number, count: number, logits: Tensor, there: boolean, dloss: Tensor | null): void => {
    const dlossAt = dloss === null ? 0 : dloss.ptr + from * 4;
    const last = Math.max(0, Math.ceil(C / classes) - 1) * classes;
    for (let c = last; c >= 0; c -= classes) {
      const n = Math.min(classes, C - c);
      if (c < last || !there) product(logits, from, count, c, n);
      extra().blockGradients(0, count, stateOf(from), logits.ptr, indices.ptr + from * 4, weightAt, dlossAt, c, n);
      addTo(grads, logits, from, count, c, n, c === last);
    }
  };
  /** Both at once, of whole rows. */
  const wholeRows = (grads: Grads, from: number, count: number, logits: Tensor): void => {
    const [at, targets, to] = [logits.ptr, indices.ptr + from * 4, losses.ptr + from * 4];
    product(logits, from, count, 0, C);
    kernels.crossEntropy(0, count, to, at, at, targets, weightAt, scale, C, ignoreIndex, smoothing);
    addTo(grads, logits, from, count, 0, C, true);
  };
  const gradients = (): Grads => ({
    x: input.requiresGrad ? zerosIf(N === 0, input.shape) : null,
    weight: weight.requiresGrad ? zerosIf(N === 0, weight.shape) : null,
    bias: bias?.requiresGrad ? zerosIf(N === 0, bias.shape) : null,
  });

  const inputs = bias === null ? [input, weight] : [input, weight, bias];
  let y = losses;
  if (early) {
    const grads = gradients();
    eachChunk((from, count, logits) => {
      if (classes === C) return wholeRows(grads, from, count, logits);
      lossesOf(from, count, logits);
      gradientsOf(grads, from, count, logits, true, null);
    });
    y = sumLosses(losses, scale);
    const kept = [grads.x, grads.weight, grads.bias].filter((t) => t !== null);
    record(y, fn, inputs, kept, (g) => {
      const factor = heap.f32[g.ptr >>> 2] as number;
      return [grads.x, grads.weight, grads.bias].map((t) => (t === null ? null : scaled(t, factor)));
    });
    for (const t of kept) t.dispose();
  } else {
    eachChunk(lossesOf);
    if (reduction !== 'none') y = sumLosses(losses, scale);
    if (wanted) {
      const read = [x, w, indices, state, ...(b === null ? [] : [b]), ...(classWeight === null ? [] : [classWeight])];
      record(y, fn, inputs, read, (g) => {
        const grads = gradients();
        const dloss = dense(g);
        eachChunk((from, count, logits) => gradientsOf(grads, from, count, logits, false, dloss));
        drop(dloss, g);
        return [grads.x, grads.weight, grads.bias];
      });
    }
  }
  state.dispose();
  for (const [made, given] of [
    [x, input],
    [w, weight],
    [b, bias],
    [indices, target],
    [classWeight, options.weight],
  ] as const) {
    if (made) drop(made, given);
  }
  return y;
}

/** A row-major product with alpha 1; see the kernel for the rest. */
function gemm(
  transA: number,
  transB: number,
  m: number,
  n: number,
  inner: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  beta: number,
  c: number,
  ldc: number,
  bias: number,
): void {
  kernels.gemm(0, kernels.gemmBlocks(m, n, inner), transA, transB, m, n, inner, 1, a, lda, b, ldb, beta, c, ldc, bias);
}

/** Zeros where no chunk will write; else what the first chunk overwrites. */
const zerosIf = (no: boolean, shape: readonly number[]): Tensor => (no ? newZeros(x, shape) : newEmpty(x, shape));

/** The n numbers at `sums` = or += the column sums of the first `rows` rows of n. */
function addColumns(sums: number, d: Tensor, rows: number, n: number, first: boolean): void {
  if (first) return kernels.sum(0, n, sums, d.ptr, rows, n, 1);
  const more = newEmpty(x, [n]);
  kernels.sum(0, n, more.ptr, d.ptr, rows, n, 1);
  kernels.add(0, n, sums, sums, more.ptr, n, 0, 1, 0, 1);
  more.dispose();
}

/** The saved gradient itself for the usual factor of 1, else a scaled copy. */
function scaled(t: Tensor, factor: number): Tensor {
  if (factor === 1) return t;
  const y = newEmpty(x, t.shape);
  kernels.scale(0, t.numel, y.ptr, t.ptr, factor);
  return y;
}
