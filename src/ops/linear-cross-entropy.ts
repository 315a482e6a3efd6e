/** A classifier's last layer and its loss in one, which never holds the logits whole. */
import { k } from '../../bindings/kernels.ts';
import { heap } from '../../bindings/memory.ts';
import { record, tracks } from '../autograd.ts';
import { checkInteger, checkNumber, checkOptions, failRange } from '../errors.ts';
import { numelOf, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { empty, fillWith } from './create.ts';
import { checkDtype, drop } from './input.ts';
import {
  type CrossEntropyOptions,
  checkReduction,
  checkSmoothing,
  checkTarget,
  checkWeight,
  IGNORED,
  sumLosses,
} from './loss.ts';
import { dense } from './views.ts';

/** Options of `linearCrossEntropy`: those of `crossEntropy` for class indices, the layer's bias, and the chunks. */
export interface LinearCrossEntropyOptions extends CrossEntropyOptions {
  /** Added to the logits, of shape (C). */
  bias?: Tensor | null;
  /** Rows of logits held at a time; as many as fit 7.85 MiB if absent. More is faster, fewer take less memory. */
  chunkSize?: number;
}

const CHUNK_BYTES = 7.85 * 2 ** 20;

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
  const chunk = checkInteger(fn, 'chunkSize', options.chunkSize ?? Math.max(1, Math.floor(CHUNK_BYTES / 4 / Math.max(1, C))), 1);
  const classWeight = checkWeight(fn, options.weight, C);
  const indices = checkTarget(fn, target, input.shape, C, lead, ignoreIndex);

  const scale = reduction === 'mean' ? 1 / k.targetWeight(indices.ptr, classWeight?.ptr ?? 0, N, ignoreIndex) : 1;
  const x = dense(input);
  const w = dense(weight);
  const b = bias === null ? null : dense(bias);
  const wanted = tracks(input, weight, bias);

  /** Runs the chunks: losses for each row, and the gradients that are asked for; `g` weighs the rows if given. */
  const run = (losses: Tensor, grads: Grads | null, g: Tensor | null): void => {
    const logits = empty([Math.min(chunk, N), C]);
    for (let from = 0; from < N; from += chunk) {
      const rows = Math.min(chunk, N - from);
      const xAt = x.ptr + from * inner * 4;
      gemm(0, 1, rows, C, inner, xAt, inner, w.ptr, inner, 0, logits.ptr, C, b?.ptr ?? 0);
      const dx = grads === null ? 0 : logits.ptr;
      k.crossEntropy(
        0,
        rows,
        losses.ptr + from * 4,
        dx,
        logits.ptr,
        indices.ptr + from * 4,
        classWeight?.ptr ?? 0,
        scale,
        C,
        ignoreIndex,
        smoothing,
      );
      if (grads === null) continue;
      if (g !== null) k.scaleRows(0, rows, logits.ptr, g.ptr + from * 4, C);
      if (grads.x !== null) gemm(0, 0, rows, inner, C, logits.ptr, C, w.ptr, inner, 0, grads.x.ptr + from * inner * 4, inner, 0);
      if (grads.weight !== null)
        gemm(1, 0, C, inner, rows, logits.ptr, C, xAt, inner, from === 0 ? 0 : 1, grads.weight.ptr, inner, 0);
      if (grads.bias !== null) addColumns(grads.bias, logits, rows, C, from === 0);
    }
    logits.dispose();
  };
  const gradients = (): Grads => ({
    x: input.requiresGrad ? zerosIf(N === 0, input.shape) : null,
    weight: weight.requiresGrad ? zerosIf(N === 0, weight.shape) : null,
    bias: bias?.requiresGrad ? zerosIf(N === 0, bias.shape) : null,
  });

  const losses = empty(lead);
  const early = wanted && reduction !== 'none' ? gradients() : null;
  run(losses, early, null);
  const y = reduction === 'none' ? losses : sumLosses(losses, scale);
  if (wanted) {
    const inputs = bias === null ? [input, weight] : [input, weight, bias];
    if (early !== null) {
      const kept = [early.x, early.weight, early.bias].filter((t) => t !== null);
      record(y, fn, inputs, kept, (g) => {
        const factor = heap.f32[g.ptr >>> 2] as number;
        return [early.x, early.weight, early.bias].map((t) => (t === null ? null : scaled(t, factor)));
      });
      for (const t of kept) t.dispose();
    } else {
      const read = [x, w, indices, ...(b === null ? [] : [b]), ...(classWeight === null ? [] : [classWeight])];
      record(y, fn, inputs, read, (g) => {
        const late = gradients();
        const each = dense(g);
        run(empty(lead), late, each);
        drop(each, g);
        return [late.x, late.weight, late.bias];
      });
    }
  }
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
  k.gemm(0, k.gemmBlocks(m, n, inner), transA, transB, m, n, inner, 1, a, lda, b, ldb, beta, c, ldc, bias);
}

/** Zeros where no chunk will write; else what the first chunk overwrites. */
const zerosIf = (no: boolean, shape: readonly number[]): Tensor => (no ? fillWith(empty(shape), 0) : empty(shape));

/** sums (C) = or += the column sums of the first `rows` rows. */
function addColumns(sums: Tensor, logits: Tensor, rows: number, C: number, first: boolean): void {
  const target = first ? sums : empty([C]);
  k.sum(0, C, target.ptr, logits.ptr, rows, C, 1);
  if (first) return;
  k.add(0, C, sums.ptr, sums.ptr, target.ptr, C, 0, 1, 0, 1);
  target.dispose();
}

/** The saved gradient itself for the usual factor of 1, else a scaled copy. */
function scaled(t: Tensor, factor: number): Tensor {
  if (factor === 1) return t;
  const y = empty(t.shape);
  k.scale(0, t.numel, y.ptr, t.ptr, factor);
  return y;
}
