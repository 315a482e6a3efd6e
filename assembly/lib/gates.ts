/**
 * One step of a recurrent cell for some rows of a batch, forward and backward, when the matrix products are done. The gates
 * of a row lie one after another, each of H numbers; strides are in bytes. All is PyTorch's:
 *
 *   LSTM   c' = f·c + i·g,  h' = o·tanh c'        with the gates i f g o, then c'
 *   GRU    h' = n + z·(h − n),  n = tanh(x + r·m)  with the gates r z n, then m, the hidden part of n
 *
 * The loops store whole vectors only: behind a branch at each store, V8 computes what is stored anew for each of them. The
 * last H mod 4 numbers of a row are therefore lent to scratch memory, as a row of a cell of 4.
 */
import { workspace } from './borrowed';
import { f } from './map1';
import { expNonPositive, tanh } from './math';
import { storeLanes } from './rows';
import { LANES, madd, nmadd, VECTOR } from './simd';

/** The kinds of cells. */
export const enum Cell { relu, tanh, lstm, gru }

/** 1 / (1 + e⁻ˣ), and 0 below −87.68. */
// @ts-ignore: decorator
@inline
function sigmoid(x: v128): v128 {
  const z = expNonPositive(v128.or(x, f(-0.0)));
  const top = v128.bitselect(z, f(1), i32x4.shr_s(x, 31));
  return f32x4.div(top, f32x4.add(f(1), z));
}

/** y·(1 − y), the slope of sigmoid. */
// @ts-ignore: decorator
@inline
function slope(y: v128): v128 {
  return nmadd(y, y, y);
}

/** 1 − y², the slope of tanh. */
// @ts-ignore: decorator
@inline
function tanhSlope(y: v128): v128 {
  return nmadd(y, y, f(1));
}

/** Copies `slots` pieces of `count` numbers, which are `fromStep` and `toStep` bytes apart. */
function copy(count: i32, slots: i32, to: usize, toStep: usize, from: usize, fromStep: usize): void {
  do {
    memory.copy(to, from, <usize>count << 2);
    to += toStep;
    from += fromStep;
  } while (--slots);
}

/** y = act(y) of n numbers. */
export function activate(relu: bool, n: i32, y: usize): void {
  for (; n > 0; n -= LANES) {
    const x = v128.load(y);
    // NaN stays NaN
    storeLanes(y, relu ? f32x4.pmax(x, f(0)) : tanh(x), n);
    y += VECTOR;
  }
}

/** d = dh·act′ of n numbers, by the result y. */
export function activateBack(relu: bool, n: i32, d: usize, dh: usize, y: usize): void {
  for (; n > 0; n -= LANES) {
    const g = v128.load(dh);
    const v = v128.load(y);
    storeLanes(d, relu ? v128.andnot(g, f32x4.le(v, f(0))) : f32x4.mul(g, tanhSlope(v)), n);
    d += VECTOR;
    dh += VECTOR;
    y += VECTOR;
  }
}

/** A row of `vectors`: the gates in place, c' after them, and h. */
function lstmRow(vectors: i32, step: usize, a: usize, c: usize, h: usize): void {
  let b = a + (step << 1);
  let to = b + (step << 1);
  for (; vectors; vectors--) {
    const i = sigmoid(v128.load(a));
    const forget = sigmoid(v128.load(a + step));
    const g = tanh(v128.load(b));
    const o = sigmoid(v128.load(b + step));
    const next = madd(forget, v128.load(c), f32x4.mul(i, g));
    v128.store(a, i);
    v128.store(a + step, forget);
    v128.store(b, g);
    v128.store(b + step, o);
    v128.store(to, next);
    v128.store(h, f32x4.mul(o, tanh(next)));
    a += VECTOR;
    b += VECTOR;
    to += VECTOR;
    c += VECTOR;
    h += VECTOR;
  }
}

/** The gates in place, c' after them, and h. */
export function lstmStep(rows: i32, H: i32, gates: usize, row: usize, c: usize, cRow: usize, h: usize, hRow: usize): void {
  const step = <usize>H << 2;
  const rest = H & 3;
  const at = step & ~15;
  const t = workspace;
  for (; rows > 0; rows--) {
    lstmRow(H >> 2, step, gates, c, h);
    if (rest) {
      copy(rest, 4, t, VECTOR, gates + at, step);
      copy(rest, 1, t + 5 * VECTOR, 0, c + at, 0);
      lstmRow(1, VECTOR, t, t + 5 * VECTOR, t + 6 * VECTOR);
      copy(rest, 5, gates + at, step, t, VECTOR);
      copy(rest, 1, h + at, 0, t + 6 * VECTOR, 0);
    }
    gates += row;
    c += cRow;
    h += hRow;
  }
}

/** A row of `vectors`; see lstmBack. */
function lstmBackRow(vectors: i32, step: usize, d: usize, a: usize, c: usize, dh: usize, dc: usize): void {
  let b = a + (step << 1);
  let at = b + (step << 1);
  let last = d + (step << 1);
  for (; vectors; vectors--) {
    const e = v128.load(dh);
    const i = v128.load(a);
    const forget = v128.load(a + step);
    const g = v128.load(b);
    const o = v128.load(b + step);
    const t = tanh(v128.load(at));
    const s = madd(f32x4.mul(e, o), tanhSlope(t), v128.load(dc));
    v128.store(d, f32x4.mul(f32x4.mul(s, g), slope(i)));
    v128.store(d + step, f32x4.mul(f32x4.mul(s, v128.load(c)), slope(forget)));
    v128.store(last, f32x4.mul(f32x4.mul(s, i), tanhSlope(g)));
    v128.store(last + step, f32x4.mul(f32x4.mul(e, t), slope(o)));
    v128.store(dc, f32x4.mul(s, forget));
    a += VECTOR;
    b += VECTOR;
    at += VECTOR;
    d += VECTOR;
    last += VECTOR;
    c += VECTOR;
    dh += VECTOR;
    dc += VECTOR;
  }
}

/**
 * The gradients d of the gates before their activations, from that of h, dh, and that of c', dc, which becomes that of c. dh
 * may lie where d's last gate will.
 */
export function lstmBack(
  rows: i32, H: i32, d: usize, dRow: usize, gates: usize, row: usize, c: usize, cRow: usize, dh: usize, dhRow: usize, dc: usize,
): void {
  const step = <usize>H << 2;
  const rest = H & 3;
  const at = step & ~15;
  const t = workspace;
  for (; rows > 0; rows--) {
    lstmBackRow(H >> 2, step, d, gates, c, dh, dc);
    if (rest) {
      copy(rest, 5, t, VECTOR, gates + at, step);
      copy(rest, 1, t + 5 * VECTOR, 0, c + at, 0);
      copy(rest, 1, t + 6 * VECTOR, 0, dh + at, 0);
      copy(rest, 1, t + 7 * VECTOR, 0, dc + at, 0);
      lstmBackRow(1, VECTOR, t + 8 * VECTOR, t, t + 5 * VECTOR, t + 6 * VECTOR, t + 7 * VECTOR);
      copy(rest, 4, d + at, step, t + 8 * VECTOR, VECTOR);
      copy(rest, 1, dc + at, 0, t + 7 * VECTOR, 0);
    }
    d += dRow;
    gates += row;
    c += cRow;
    dh += dhRow;
    dc += step;
  }
}

/** A row of `vectors`: the gates in place, and h' from h. */
function gruRow(vectors: i32, step: usize, a: usize, h: usize, to: usize): void {
  let b = a + (step << 1);
  for (; vectors; vectors--) {
    const r = sigmoid(v128.load(a));
    const z = sigmoid(v128.load(a + step));
    const n = tanh(madd(r, v128.load(b + step), v128.load(b)));
    v128.store(a, r);
    v128.store(a + step, z);
    v128.store(b, n);
    v128.store(to, madd(z, f32x4.sub(v128.load(h), n), n));
    a += VECTOR;
    b += VECTOR;
    h += VECTOR;
    to += VECTOR;
  }
}

/** The gates in place, and h' from h. */
export function gruStep(rows: i32, H: i32, gates: usize, row: usize, h: usize, to: usize): void {
  const step = <usize>H << 2;
  const rest = H & 3;
  const at = step & ~15;
  const t = workspace;
  for (; rows > 0; rows--) {
    gruRow(H >> 2, step, gates, h, to);
    if (rest) {
      copy(rest, 4, t, VECTOR, gates + at, step);
      copy(rest, 1, t + 4 * VECTOR, 0, h + at, 0);
      gruRow(1, VECTOR, t, t + 4 * VECTOR, t + 5 * VECTOR);
      copy(rest, 3, gates + at, step, t, VECTOR);
      copy(rest, 1, to + at, 0, t + 5 * VECTOR, 0);
    }
    gates += row;
    h += step;
    to += step;
  }
}

/** A row of `vectors`; see gruBack. */
function gruBackRow(vectors: i32, step: usize, d: usize, a: usize, h: usize, dh: usize): void {
  let b = a + (step << 1);
  let last = d + (step << 1);
  for (; vectors; vectors--) {
    const e = v128.load(dh);
    const r = v128.load(a);
    const z = v128.load(a + step);
    const n = v128.load(b);
    const dn = f32x4.mul(nmadd(e, z, e), tanhSlope(n));
    v128.store(d, f32x4.mul(f32x4.mul(dn, v128.load(b + step)), slope(r)));
    v128.store(d + step, f32x4.mul(f32x4.mul(e, f32x4.sub(v128.load(h), n)), slope(z)));
    v128.store(last, f32x4.mul(dn, r));
    v128.store(last + step, dn);
    v128.store(dh, f32x4.mul(e, z));
    a += VECTOR;
    b += VECTOR;
    d += VECTOR;
    last += VECTOR;
    h += VECTOR;
    dh += VECTOR;
  }
}

/**
 * The gradients d of r, z, m and n before their activations, in this order, from that of h', dh, which becomes the part of the
 * gradient of h that does not pass through a product.
 */
export function gruBack(rows: i32, H: i32, d: usize, gates: usize, row: usize, h: usize, dh: usize): void {
  const step = <usize>H << 2;
  const rest = H & 3;
  const at = step & ~15;
  const t = workspace;
  for (; rows > 0; rows--) {
    gruBackRow(H >> 2, step, d, gates, h, dh);
    if (rest) {
      copy(rest, 4, t, VECTOR, gates + at, step);
      copy(rest, 1, t + 4 * VECTOR, 0, h + at, 0);
      copy(rest, 1, t + 5 * VECTOR, 0, dh + at, 0);
      gruBackRow(1, VECTOR, t + 6 * VECTOR, t, t + 4 * VECTOR, t + 5 * VECTOR);
      copy(rest, 4, d + at, step, t + 6 * VECTOR, VECTOR);
      copy(rest, 1, dh + at, 0, t + 5 * VECTOR, 0);
    }
    d += step << 2;
    gates += row;
    h += step;
    dh += step;
  }
}
