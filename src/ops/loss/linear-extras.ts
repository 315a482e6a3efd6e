/** Further computations of `linearCrossEntropy` on a block: caps, z-loss, probabilities, statistics. */
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { ROW_STATE_BYTES } from '../../../bindings/wasm/constants.ts';
import type { Tensor } from '../../tensor.ts';

/** A block of logits: the start and number of its rows and classes. */
export interface Block {
  logits: Tensor;
  from: number;
  count: number;
  c: number;
  n: number;
}

/** What is requested. All tensors are contiguous. */
export interface Extras {
  /** Logits become softcap · tanh(logits / softcap); 0 means no cap. */
  softcap: number;
  /** The factor of the square of a row's logsumexp, before the losses' scale. */
  zLoss: number;
  /** The share of each target that is spread evenly over the classes. */
  smoothing: number;
  /** The targets as probabilities (N, C); null for class indices. */
  probabilities: Tensor | null;
  /** A weight for each class. */
  classWeight: Tensor | null;
  /** Receives the logsumexp of each row (N). */
  logsumexp: Tensor | null;
  /** Receives the class of the greatest logit of each row (N). */
  best: Tensor | null;
  /** Memory for a second block, if a cap needs the logits as well as their gradient. */
  capped: Tensor | null;
}

const wordOf = (t: Tensor): number => t.ptr >>> 2;

/** The float64 numbers of the rows' states, four each. */
const states = (at: number, count: number): Float64Array => new Float64Array(heap.f32.buffer, at, (count * ROW_STATE_BYTES) / 8);

/** Caps a block's logits in place. */
export function cap({ softcap }: Extras, { logits, count, n }: Block): void {
  if (softcap === 0) return;
  const { ptr } = logits;
  kernels.scale(0, count * n, ptr, ptr, 1 / softcap);
  kernels.tanh(0, count * n, ptr, ptr);
  kernels.scale(0, count * n, ptr, ptr, softcap);
}

/** Σ w · q · x and Σ w · q of each row so far. */
export type Sums = Float64Array;

/** Calls `body` with the position of each element of a block, and w · q, its share of the row's loss. */
function eachShare(
  e: Extras,
  C: number,
  { from, count, c, n, logits }: Block,
  body: (at: number, share: number, row: number) => void,
) {
  const { f32 } = heap;
  const [at, q] = [wordOf(logits), wordOf(e.probabilities as Tensor)];
  const w = e.classWeight === null ? -1 : wordOf(e.classWeight) + c;
  const [hard, soft] = [1 - e.smoothing, e.smoothing / C];
  for (let row = 0; row < count; row++) {
    const target = q + (from + row) * C + c;
    for (let i = 0; i < n; i++) {
      const share = ((f32[target + i] as number) * hard + soft) * (w < 0 ? 1 : (f32[w + i] as number));
      body(at + row * n + i, share, row);
    }
  }
}

/** Adds a block's logits to the rows' sums, and updates their greatest classes. */
export function look(e: Extras, C: number, block: Block, sums: Sums, greatest: Float64Array): void {
  const { f32, i32 } = heap;
  const { logits, from, count, c, n } = block;
  if (e.probabilities !== null) {
    eachShare(e, C, block, (at, share, row) => {
      sums[2 * row] = (sums[2 * row] as number) + share * (f32[at] as number);
      sums[2 * row + 1] = (sums[2 * row + 1] as number) + share;
    });
  }
  if (e.best === null) return;
  for (let row = 0; row < count; row++) {
    const [at, to] = [wordOf(logits) + row * n, wordOf(e.best) + from + row];
    if (c === 0) i32[to] = 0;
    for (let i = 0; i < n; i++) {
      const x = f32[at + i] as number;
      // NaN counts as the greatest, as in argmax
      if (x > (greatest[row] as number) || (Number.isNaN(x) && !Number.isNaN(greatest[row]))) {
        greatest[row] = x;
        i32[to] = c + i;
      }
    }
  }
}

/** log Σ exp of each row, from the states before the losses are computed. */
export function logsumexps({ logsumexp }: Extras, state: number, from: number, count: number): Float64Array {
  const s = states(state, count);
  const out = Float64Array.from({ length: count }, (_, row) => (s[4 * row] as number) + Math.log(s[4 * row + 1] as number));
  if (logsumexp !== null) heap.f32.set(out, wordOf(logsumexp) + from);
  return out;
}

/** The losses of rows whose targets are probabilities, and the coefficients of their gradients in place of the sums. */
export function probabilityLosses(state: number, losses: number, lse: Float64Array, sums: Sums, scale: number): void {
  const s = states(state, lse.length);
  lse.forEach((l, row) => {
    const [taken, mass] = [sums[2 * row] as number, sums[2 * row + 1] as number];
    heap.f32[(losses >>> 2) + row] = mass * l - taken;
    s[4 * row + 1] = (mass * scale) / (s[4 * row + 1] as number);
    s[4 * row + 2] = s[4 * row + 3] = 0;
  });
}

/** Adds the z-loss of the rows that count to their losses and to the coefficients of their gradients. */
export function addZLoss(
  { zLoss }: Extras,
  state: number,
  losses: number,
  lse: Float64Array,
  totals: Float64Array,
  scale: number,
  counts: (row: number) => boolean,
): void {
  if (zLoss === 0) return;
  const s = states(state, lse.length);
  lse.forEach((l, row) => {
    if (!counts(row)) return;
    const at = (losses >>> 2) + row;
    heap.f32[at] = (heap.f32[at] as number) + zLoss * l * l;
    s[4 * row + 1] = (s[4 * row + 1] as number) + (2 * zLoss * l * scale) / (totals[row] as number);
  });
}

/** Σ exp(x − m) of each row. */
export const totalsOf = (state: number, count: number): Float64Array => states(state, count).filter((_, i) => i % 4 === 1);

/** Saves the capped logits of a block whose memory will hold its gradient. */
export function keepCapped({ softcap, capped }: Extras, { logits, count, n }: Block): void {
  if (softcap !== 0) heap.copy((capped as Tensor).ptr, logits.ptr, count * n * 4);
}

/** Subtracts the targets' shares from a block's gradient, and passes it back through the cap. */
export function finish(e: Extras, C: number, block: Block, scale: number, dloss: number): void {
  const { f32 } = heap;
  if (e.probabilities !== null) {
    eachShare(e, C, block, (at, share, row) => {
      f32[at] = (f32[at] as number) - share * scale * (dloss === 0 ? 1 : (f32[(dloss >>> 2) + row] as number));
    });
  }
  if (e.softcap === 0) return;
  const [at, kept] = [wordOf(block.logits), wordOf(e.capped as Tensor)];
  for (let i = 0; i < block.count * block.n; i++) {
    const part = (f32[kept + i] as number) / e.softcap;
    f32[at + i] = (f32[at + i] as number) * (1 - part * part);
  }
}
