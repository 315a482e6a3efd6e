/**
 * A layer of recurrent cells along a whole sequence, in one direction. When forward begins, the inputs' products of all steps
 * are where the gates will be; each step adds h·Wᵀ and finishes the gates. Backward leaves the gradients of all gates, from
 * which those of the weights are products over all steps at once.
 *
 * Shapes: L steps, N rows in a batch, cells of H, states h of P (H unless projected). A step's y[N, P]; its gates in
 * `tape`[N, width], which are, in units of H,
 *
 *   LSTM  i f g o c', and o·tanh c' if it is projected      GRU  r z n m      RNN: y itself
 *
 * and their gradients in `slopes`[N, slope], in units of H
 *
 *   LSTM  i f g o, and then P of h if it is projected       GRU  r z m n      RNN: one
 *
 * The unit of a range is UNIT rows of the batch if the weights are packed, else all. Rows are independent of each other, and no
 * sum depends on how they are cut.
 */
import { gemm, gemmBlocks, packColumns, packRows, setOperands, setTarget, tiles } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { activate, activateBack, Cell, gruBack, gruStep, lstmBack, lstmStep } from '../lib/gates';
import { evenRun, panelBytes } from '../lib/gemm-pack';
import { MR, NR } from '../lib/gemm-tile';
import { storeLanes } from '../lib/rows';
import { PACK } from './gemm';

/** What a call works on, in 4-byte words: the caller writes them in this order. Addresses of what there is not are 0. */
@unmanaged class Sequence {
  kind: i32;
  N: i32;
  P: i32;
  /** Floats in a row of the tape and of the slopes. */
  width: i32;
  slope: i32;
  /** Whether the weights are packed; else all rows are one unit. */
  packed: i32;
  /** 1, or −1 from the last step to the first. */
  direction: i32;
  tape: usize;
  y: usize;
  h0: usize;
  c0: usize;
  /** W[G, P] and the projection[P, H], packed or not. */
  weight: usize;
  projection: usize;
  /** Forward: the bias of m, and where the last c goes. */
  bias: usize;
  cn: usize;
  /** Backward: `dh` and `dc` hold what comes from after the last step, and then the gradients of h0 and c0. */
  slopes: usize;
  dy: usize;
  dh: usize;
  dc: usize;
}

/** Rows in a unit of packed products. */
export const UNIT: i32 = MR;

/** The greatest run of k of a packed weight. */
const RUN: i32 = 400;

/** The floats that op(W)(k×n) takes when it is packed. */
export function packedSize(k: i32, n: i32): i32 {
  const run = evenRun(k, RUN, 4);
  return ((k + run - 1) / run) * ((n + NR - 1) / NR) * (panelBytes(run) >> 2);
}

/** Packs op(W)(k×n), whose transpose is stored if `trans`, with rows of n or k numbers. Writes packedSize(k, n) numbers at `to`. */
export function packWeight(to: usize, trans: i32, k: i32, n: i32, w: usize): void {
  expects(0, 0, to | w, k | n);
  const run = evenRun(k, RUN, 4);
  const next = (n + NR - 1) / NR * panelBytes(run);
  const row = (trans ? k : n) << 2;
  for (let p = 0; p < k; p += run) {
    const count = min(run, k - p);
    // panels of a last, shorter run are as far apart as those of the others
    for (let j = 0; j < n; j += NR) {
      const panel = to + j / NR * panelBytes(run);
      if (trans) packColumns(count, min(NR, n - j), w + j * row + (p << 2), row, panel);
      else packRows(count, min(NR, n - j), w + p * row + (j << 2), row, panel);
    }
    to += next;
  }
}

/** C(rows×n) = A(rows×k)·op(W) + beta·C + bias; lda and ldc in bytes. */
function product(
  packed: bool, trans: i32, rows: i32, k: i32, n: i32, a: usize, lda: usize, w: usize, beta: f32, c: usize, ldc: usize, bias: usize,
): void {
  if (!packed) {
    gemm(0, gemmBlocks(rows, n, k), 0, trans, rows, n, k, 1, a, lda >> 2, w, trans ? k : n, beta, c, ldc >> 2, bias);
    return;
  }
  const run = evenRun(k, RUN, 4);
  const next = panelBytes(run);
  setOperands(lda, 0);
  for (let p = 0; p < k; p += run) {
    setTarget(1, p ? 1 : beta, ldc);
    tiles(PACK, min(run, k - p), rows, n, a + (p << 2), lda, w, next, c, ldc, p ? 0 : bias);
    w += (n + NR - 1) / NR * next;
  }
}

/** Bytes that a weight op(W)(k×n) takes. */
// @ts-ignore: decorator
@inline
function weightBytes(packed: bool, k: i32, n: i32): usize {
  return <usize>(packed ? packedSize(k, n) : k * n) << 2;
}

/** Reads h0, c0, the weights, the bias and the inputs' products in the tape (RNN: y); writes the tape, y and cn. */
export function recurrent(begin: i32, end: i32, table: usize, L: i32, H: i32): void {
  const s = changetype<Sequence>(table);
  expects(begin, end, table | s.tape | s.y | s.h0 | s.c0 | s.weight, s.N | s.P | L | H | s.width);
  const N = s.N, P = s.P, kind = s.kind, packed = s.packed != 0;
  const unit = packed ? UNIT : N;
  const first = begin * unit;
  const rows = min(end * unit, N) - first;
  if (rows <= 0) return;
  const hRow = <usize>P << 2;
  const cell = <usize>H << 2;
  const row = <usize>s.width << 2;
  const second = s.weight + weightBytes(packed, P, H << 1);
  let c = s.c0 + first * cell;
  let cRow = cell;
  let h = s.h0 + first * hRow;
  let t = s.direction > 0 ? 0 : L - 1;
  for (let left = L; left > 0; left--) {
    const gates = s.tape + (t * N + first) * row;
    const y = s.y + (t * N + first) * hRow;
    if (kind == Cell.gru) {
      product(packed, 1, rows, P, H << 1, h, hRow, s.weight, 1, gates, row, 0);
      product(packed, 1, rows, P, H, h, hRow, second, 0, gates + 3 * cell, row, s.bias);
      gruStep(rows, H, gates, row, h, y);
    } else if (kind == Cell.lstm) {
      product(packed, 1, rows, P, H << 2, h, hRow, s.weight, 1, gates, row, 0);
      const projected = s.projection != 0;
      lstmStep(rows, H, gates, row, c, cRow, projected ? gates + 5 * cell : y, projected ? row : hRow);
      if (projected) product(packed, 1, rows, H, P, gates + 5 * cell, row, s.projection, 0, y, hRow, 0);
      c = gates + 4 * cell;
      cRow = row;
    } else {
      product(packed, 1, rows, P, H, h, hRow, s.weight, 1, y, hRow, 0);
      activate(kind == Cell.relu, rows * H, y);
    }
    h = y;
    t += s.direction;
  }
  if (kind != Cell.lstm) return;
  for (let r = 0; r < rows; r++) memory.copy(s.cn + (first + r) * cell, c + r * cRow, cell);
}

/** to = a + b, rows of n numbers; a and b have no gaps. */
function addRows(rows: i32, n: i32, to: usize, row: usize, a: usize, b: usize): void {
  for (; rows > 0; rows--) {
    for (let at = 0; at < n; at += 4) {
      const j = <usize>at << 2;
      storeLanes(to + j, f32x4.add(v128.load(a + j), v128.load(b + j)), n - at);
    }
    to += row;
    a += <usize>n << 2;
    b += <usize>n << 2;
  }
}

/** Reads what forward left, and dy; the weights are op(W)(G×P) and the projection(P×H). Writes the slopes, dh and dc. */
export function recurrentBackward(begin: i32, end: i32, table: usize, L: i32, H: i32): void {
  const s = changetype<Sequence>(table);
  expects(begin, end, table | s.tape | s.y | s.h0 | s.c0 | s.weight | s.slopes | s.dy | s.dh | s.dc, s.N | s.P | L | H | s.slope);
  const N = s.N, P = s.P, kind = s.kind, packed = s.packed != 0;
  const unit = packed ? UNIT : N;
  const first = begin * unit;
  const rows = min(end * unit, N) - first;
  if (rows <= 0) return;
  const hRow = <usize>P << 2;
  const cell = <usize>H << 2;
  const row = <usize>s.width << 2;
  const dRow = <usize>s.slope << 2;
  const dh = s.dh + first * hRow;
  const dc = s.dc + first * cell;
  let t = s.direction > 0 ? L - 1 : 0;
  for (let left = L; left > 0; left--) {
    const at = t * N + first;
    t -= s.direction;
    const before = t * N + first;
    const h = left > 1 ? s.y + before * hRow : s.h0 + first * hRow;
    const gates = s.tape + at * row;
    const d = s.slopes + at * dRow;
    const projected = kind == Cell.lstm && s.projection != 0;
    addRows(rows, P, projected ? d + 4 * cell : dh, projected ? dRow : hRow, dh, s.dy + at * hRow);
    if (kind == Cell.gru) {
      gruBack(rows, H, d, gates, row, h, dh);
      product(packed, 0, rows, 3 * H, P, d, dRow, s.weight, 1, dh, hRow, 0);
    } else if (kind == Cell.lstm) {
      const c = left > 1 ? s.tape + before * row + 4 * cell : s.c0 + first * cell;
      if (projected) product(packed, 0, rows, P, H, d + 4 * cell, dRow, s.projection, 0, d + 3 * cell, dRow, 0);
      lstmBack(
        rows, H, d, dRow, gates, row, c, left > 1 ? row : cell, projected ? d + 3 * cell : dh, projected ? dRow : hRow, dc,
      );
      product(packed, 0, rows, H << 2, P, d, dRow, s.weight, 0, dh, hRow, 0);
    } else {
      activateBack(kind == Cell.relu, rows * H, d, dh, s.y + at * hRow);
      product(packed, 0, rows, H, P, d, dRow, s.weight, 0, dh, hRow, 0);
    }
  }
}
