/**
 * One step of a recurrent cell for some rows of a batch, forward and backward, when the matrix products are done. The gates
 * of a row lie one after another, each of H numbers; strides are in bytes. All is PyTorch's:
 *
 *   LSTM   c' = f·c + i·g,  h' = o·tanh c'        with the gates i f g o, then c'
 *   GRU    h' = n + z·(h − n),  n = tanh(x + r·m)  with the gates r z n, then m, the hidden part of n
 */
import { f } from './map1';
import { expNonPositive, tanh } from './math';
import { storeLanes } from './rows';
import { madd, nmadd } from './simd';

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

/** y = act(y) of n numbers. */
export function activate(relu: bool, n: i32, y: usize): void {
  for (; n > 0; n -= 4) {
    const x = v128.load(y);
    // NaN stays NaN
    storeLanes(y, relu ? f32x4.pmax(x, f(0)) : tanh(x), n);
    y += 16;
  }
}

/** d = (dh + dy)·act′ of n numbers, by the result y. */
export function activateBack(relu: bool, n: i32, d: usize, dh: usize, dy: usize, y: usize): void {
  for (; n > 0; n -= 4) {
    const g = f32x4.add(v128.load(dh), v128.load(dy));
    const v = v128.load(y);
    storeLanes(d, relu ? v128.andnot(g, f32x4.le(v, f(0))) : f32x4.mul(g, tanhSlope(v)), n);
    d += 16;
    dh += 16;
    dy += 16;
    y += 16;
  }
}

/** The gates in place, c' after them, and h. */
export function lstmStep(rows: i32, H: i32, gates: usize, row: usize, c: usize, cRow: usize, h: usize, hRow: usize): void {
  const step = <usize>H << 2;
  for (; rows > 0; rows--) {
    let a = gates;
    let b = a + (step << 1);
    let to = b + (step << 1);
    let from = c;
    let y = h;
    for (let n = H; n > 0; n -= 4) {
      const i = sigmoid(v128.load(a));
      const forget = sigmoid(v128.load(a + step));
      const g = tanh(v128.load(b));
      const o = sigmoid(v128.load(b + step));
      const next = madd(forget, v128.load(from), f32x4.mul(i, g));
      const out = f32x4.mul(o, tanh(next));
      storeLanes(a, i, n);
      storeLanes(a + step, forget, n);
      storeLanes(b, g, n);
      storeLanes(b + step, o, n);
      storeLanes(to, next, n);
      storeLanes(y, out, n);
      a += 16;
      b += 16;
      to += 16;
      from += 16;
      y += 16;
    }
    gates += row;
    c += cRow;
    h += hRow;
  }
}

/**
 * The gradients d of the gates before their activations, from that of h, which is dh + dy, or dh if dy is 0, and that of c',
 * dc, which becomes that of c. dh may lie where d's last gate will.
 */
export function lstmBack(
  rows: i32, H: i32, d: usize, dRow: usize, gates: usize, row: usize, c: usize, cRow: usize,
  dh: usize, dhRow: usize, dy: usize, dc: usize,
): void {
  const step = <usize>H << 2;
  for (; rows > 0; rows--) {
    let a = gates;
    let b = a + (step << 1);
    let at = b + (step << 1);
    let to = d;
    let last = d + (step << 1);
    let from = c;
    let p = dh;
    let q = dc;
    for (let n = H; n > 0; n -= 4) {
      let e = v128.load(p);
      if (dy) {
        e = f32x4.add(e, v128.load(dy));
        dy += 16;
      }
      const i = v128.load(a);
      const forget = v128.load(a + step);
      const g = v128.load(b);
      const o = v128.load(b + step);
      const t = tanh(v128.load(at));
      const s = madd(f32x4.mul(e, o), tanhSlope(t), v128.load(q));
      storeLanes(to, f32x4.mul(f32x4.mul(s, g), slope(i)), n);
      storeLanes(to + step, f32x4.mul(f32x4.mul(s, v128.load(from)), slope(forget)), n);
      storeLanes(last, f32x4.mul(f32x4.mul(s, i), tanhSlope(g)), n);
      storeLanes(last + step, f32x4.mul(f32x4.mul(e, t), slope(o)), n);
      storeLanes(q, f32x4.mul(s, forget), n);
      a += 16;
      b += 16;
      at += 16;
      to += 16;
      last += 16;
      from += 16;
      p += 16;
      q += 16;
    }
    // what follows the last vector of a row of dy is the next row
    if (dy) dy -= <usize>(-H & 3) << 2;
    d += dRow;
    gates += row;
    c += cRow;
    dh += dhRow;
    dc += step;
  }
}

/** The gates in place, and h' from h. */
export function gruStep(rows: i32, H: i32, gates: usize, row: usize, h: usize, to: usize): void {
  const step = <usize>H << 2;
  for (; rows > 0; rows--) {
    let a = gates;
    let b = a + (step << 1);
    let from = h;
    let y = to;
    for (let n = H; n > 0; n -= 4) {
      const r = sigmoid(v128.load(a));
      const z = sigmoid(v128.load(a + step));
      const fresh = tanh(madd(r, v128.load(b + step), v128.load(b)));
      const next = madd(z, f32x4.sub(v128.load(from), fresh), fresh);
      storeLanes(a, r, n);
      storeLanes(a + step, z, n);
      storeLanes(b, fresh, n);
      storeLanes(y, next, n);
      a += 16;
      b += 16;
      from += 16;
      y += 16;
    }
    gates += row;
    h += step;
    to += step;
  }
}

/**
 * The gradients d of r, z, m and n before their activations, in this order, from that of h', dh + dy. dh becomes the part of
 * the gradient of h that does not pass through a product.
 */
export function gruBack(
  rows: i32, H: i32, d: usize, gates: usize, row: usize, h: usize, dh: usize, dy: usize,
): void {
  const step = <usize>H << 2;
  for (; rows > 0; rows--) {
    let a = gates;
    let b = a + (step << 1);
    let to = d;
    let last = d + (step << 1);
    let from = h;
    let p = dh;
    let q = dy;
    for (let k = H; k > 0; k -= 4) {
      const e = f32x4.add(v128.load(p), v128.load(q));
      const r = v128.load(a);
      const z = v128.load(a + step);
      const n = v128.load(b);
      const dn = f32x4.mul(f32x4.sub(e, f32x4.mul(e, z)), tanhSlope(n));
      storeLanes(to, f32x4.mul(f32x4.mul(dn, v128.load(b + step)), slope(r)), k);
      storeLanes(to + step, f32x4.mul(f32x4.mul(e, f32x4.sub(v128.load(from), n)), slope(z)), k);
      storeLanes(last, f32x4.mul(dn, r), k);
      storeLanes(last + step, dn, k);
      storeLanes(p, f32x4.mul(e, z), k);
      a += 16;
      b += 16;
      to += 16;
      last += 16;
      from += 16;
      p += 16;
      q += 16;
    }
    d += step << 2;
    gates += row;
    h += step;
    dh += step;
    dy += step;
  }
}
