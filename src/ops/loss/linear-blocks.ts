/** Linear and cross-entropy in blocks of rows and classes: a block's logits become losses and then, in place, gradients. */
import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { GEMM_COLUMNS, ROW_STATE_BYTES } from '../../../bindings/wasm/constants.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { multiply } from '../../array/gemm.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import {
  addZLoss,
  cap,
  type Extras,
  finish,
  keepCapped,
  logsumexps,
  look,
  probabilityLosses,
  totalsOf,
} from './linear-extras.ts';

/** The number of rows that justifies reading the weight, and changing its gradient, once. */
const ENOUGH_ROWS = 24;
/** The maximum number of rows, and the minimum of classes, in a block of logits that does not hold whole rows. */
const BLOCK_ROWS = 256;
const BLOCK_CLASSES = 64;

/** How N rows of C classes are split evenly into blocks of at most `room` logits. */
export function cut(N: number, C: number, room: number, whole: boolean): { rows: number; classes: number } {
  const even = (size: number, most: number): number => Math.ceil(size / Math.max(1, Math.ceil(size / most)));
  const wholeRows = Math.floor(room / C);
  if (whole && wholeRows >= Math.min(N, ENOUGH_ROWS)) return { rows: even(N, wholeRows), classes: C };
  const rows = even(N, Math.max(1, Math.min(BLOCK_ROWS, Math.floor(room / Math.min(C, BLOCK_CLASSES)))));
  const classes = Math.min(C, Math.floor(room / rows));
  if (classes < GEMM_COLUMNS) return { rows, classes };
  return { rows, classes: Math.ceil(even(C, classes - (classes % GEMM_COLUMNS)) / GEMM_COLUMNS) * GEMM_COLUMNS };
}

/** The operands, all contiguous: x (N, in), weight (C, in), bias (C), targets (N), class weights (C). */
export interface Operands {
  x: Tensor;
  weight: Tensor;
  bias: Tensor | null;
  targets: Tensor;
  classWeight: Tensor | null;
  /** The state of the rows of a block, or of all rows: ROW_STATE_BYTES per row. */
  state: Tensor;
  /** What is needed beyond plain logits and class indices, if anything. */
  extras: Extras | null;
}

/** The sizes of the work and the numbers of the loss. */
export interface Numbers {
  N: number;
  C: number;
  inner: number;
  rows: number;
  classes: number;
  scale: number;
  ignoreIndex: number;
  smoothing: number;
  /** Whether `state` holds all rows, so that backward can start from it. */
  keepsAll: boolean;
}

/** The gradients of x, weight and bias; null if not wanted. */
export interface Grads {
  x: Tensor | null;
  weight: Tensor | null;
  bias: Tensor | null;
}

/** Calls `body` with the first row and the number of rows of each block, and memory for its logits. */
export function eachBlock(
  like: Tensor,
  { N, rows, classes }: Numbers,
  body: (from: number, count: number, logits: Tensor) => void,
): void {
  const logits = newEmpty(like, [rows, classes]);
  for (let from = 0; from < N; from += rows) body(from, Math.min(rows, N - from), logits);
  logits.dispose();
}

const stateAt = ({ state }: Operands, { keepsAll }: Numbers, from: number): number =>
  state.ptr + (keepsAll ? from : 0) * ROW_STATE_BYTES;

/** The logits of the rows from … and the n classes c …. */
function logitsOf(
  { x, weight, bias }: Operands,
  { inner }: Numbers,
  logits: Tensor,
  from: number,
  count: number,
  c: number,
  n: number,
) {
  const biasAt = bias === null ? 0 : bias.ptr + c * 4;
  const [xAt, wAt] = [x.ptr + from * inner * 4, weight.ptr + c * inner * 4];
  multiply(0, 1, count, n, inner, 1, xAt, inner, wAt, inner, 0, logits.ptr, n, biasAt);
}

/** Adds a block to the gradients, where its logits have become their gradient d; `first` of its rows. */
function addTo(
  grads: Grads,
  { x, weight }: Operands,
  { inner }: Numbers,
  d: Tensor,
  from: number,
  count: number,
  c: number,
  n: number,
  first: boolean,
): void {
  const [xAt, wAt] = [from * inner * 4, c * inner * 4];
  if (grads.x !== null)
    multiply(0, 0, count, inner, n, 1, d.ptr, n, weight.ptr + wAt, inner, first ? 0 : 1, grads.x.ptr + xAt, inner);
  if (grads.weight !== null)
    multiply(1, 0, n, inner, count, 1, d.ptr, n, x.ptr + xAt, inner, from === 0 ? 0 : 1, grads.weight.ptr + wAt, inner);
  if (grads.bias !== null) addColumns(grads.bias.ptr + c * 4, d, count, n, from === 0);
}

/** The losses of a block of rows whose classes come in several blocks; the logits of the last classes are kept. */
export function blockLosses(o: Operands, numbers: Numbers, losses: Tensor, from: number, count: number, logits: Tensor): void {
  const { C, classes, smoothing, scale, ignoreIndex } = numbers;
  const { extras } = o;
  const [targets, state, weightAt] = [o.targets.ptr + from * 4, stateAt(o, numbers, from), o.classWeight?.ptr ?? 0];
  const [sums, greatest] = [new Float64Array(2 * count), new Float64Array(count).fill(-Infinity)];
  for (let c = 0; c < C; c += classes) {
    const n = Math.min(classes, C - c);
    logitsOf(o, numbers, logits, from, count, c, n);
    if (extras !== null) {
      const block = { logits, from, count, c, n };
      cap(extras, block);
      look(extras, C, block, sums, greatest);
    }
    extra().blockSums(0, count, state, logits.ptr, targets, weightAt, c, n, smoothing > 0 ? 1 : 0);
  }
  const to = losses.ptr + from * 4;
  if (extras === null) {
    extra().blockLosses(0, count, to, state, targets, weightAt, scale, C, ignoreIndex, smoothing);
    return;
  }
  const [lse, totals] = [logsumexps(extras, state, from, count), totalsOf(state, count)];
  if (extras.probabilities !== null) probabilityLosses(state, to, lse, sums, scale);
  else extra().blockLosses(0, count, to, state, targets, weightAt, scale, C, ignoreIndex, smoothing);
  const isCounted = (row: number): boolean => extras.probabilities !== null || heap.i32[(targets >>> 2) + row] !== ignoreIndex;
  addZLoss(extras, state, to, lse, totals, scale, isCounted);
}

/** Then its gradients, each row's times `dloss` if given; the last classes first, whose logits may still be `there`. */
export function blockGradients(
  grads: Grads,
  o: Operands,
  numbers: Numbers,
  from: number,
  count: number,
  logits: Tensor,
  there: boolean,
  dloss: Tensor | null,
): void {
  const { C, classes, scale } = numbers;
  const { extras } = o;
  const [targets, state, weightAt] = [o.targets.ptr + from * 4, stateAt(o, numbers, from), o.classWeight?.ptr ?? 0];
  const dlossAt = dloss === null ? 0 : dloss.ptr + from * 4;
  const last = Math.max(0, Math.ceil(C / classes) - 1) * classes;
  for (let c = last; c >= 0; c -= classes) {
    const n = Math.min(classes, C - c);
    const block = { logits, from, count, c, n };
    if (c < last || !there) {
      logitsOf(o, numbers, logits, from, count, c, n);
      if (extras !== null) cap(extras, block);
    }
    if (extras !== null) keepCapped(extras, block);
    extra().blockGradients(0, count, state, logits.ptr, targets, weightAt, dlossAt, c, n);
    if (extras !== null) finish(extras, C, block, scale, dlossAt);
    addTo(grads, o, numbers, logits, from, count, c, n, c === last);
  }
}

/** Losses and gradients of a block of whole rows. */
export function wholeRows(
  grads: Grads,
  o: Operands,
  numbers: Numbers,
  losses: Tensor,
  from: number,
  count: number,
  logits: Tensor,
): void {
  const { C, scale, ignoreIndex, smoothing } = numbers;
  const [at, targets, to] = [logits.ptr, o.targets.ptr + from * 4, losses.ptr + from * 4];
  logitsOf(o, numbers, logits, from, count, 0, C);
  kernels.crossEntropy(0, count, to, at, at, targets, o.classWeight?.ptr ?? 0, scale, C, ignoreIndex, smoothing);
  addTo(grads, o, numbers, logits, from, count, 0, C, true);
}

/** Allocates the gradients of the inputs whose sizes are given: zeros where no block will write. */
export function newGrads(like: Tensor, N: number, sizes: readonly (Shape | null)[]): Grads {
  const room = (shape: Shape | null | undefined): Tensor | null => {
    if (!shape) return null;
    return N === 0 ? newZeros(like, shape) : newEmpty(like, shape);
  };
  return { x: room(sizes[0]), weight: room(sizes[1]), bias: room(sizes[2]) };
}

/** Sets the n numbers at `sums` to, or adds to them, the column sums of the first `rows` rows of n. */
function addColumns(sums: number, d: Tensor, rows: number, n: number, first: boolean): void {
  if (first) return kernels.sum(0, n, sums, d.ptr, rows, n, 1);
  const more = newEmpty(d, [n]);
  kernels.sum(0, n, more.ptr, d.ptr, rows, n, 1);
  kernels.add(0, n, sums, sums, more.ptr, n, 0, 1, 0, 1);
  more.dispose();
}
