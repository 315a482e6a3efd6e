/**
 * Two-dimensional convolution as a matrix product: the windows of an image x[C, H, W] are the columns of a matrix.
 *
 *   col[(c, ky, kx), p] = x[c, oy·sh − ph + ky·dh, ox·sw − pw + kx·dw],  p = oy·OW + ox, 0 outside the image
 *
 * col holds `count` positions from `first` on, so that it can stay in cache: y = weight(O, C·kh·kw) · col.
 * (Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks for Document Processing", 2006.)
 */
import { expects } from '../lib/expects';
import { copyRow } from '../lib/layout';

/** Copies n ≥ 1 elements from the image to a row of col, or adds those of col to the image if `back`. */
// @ts-ignore: decorator
@inline
function run(back: bool, n: i32, x: usize, col: usize, step: usize): void {
  if (step == 4 && !back) {
    copyRow(col, x, n);
    return;
  }
  if (step == 4) {
    for (; n >= 4; n -= 4) {
      v128.store(x, f32x4.add(v128.load(x), v128.load(col)));
      x += 16;
      col += 16;
    }
  }
  for (; n > 0; n--) {
    if (back) store<f32>(x, load<f32>(x) + load<f32>(col));
    else store<u32>(col, load<u32>(x));
    x += step;
    col += 4;
  }
}

function zero(p: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    v128.store(p, i32x4.splat(0));
    p += 16;
  }
  for (; n > 0; n--) {
    store<u32>(p, 0);
    p += 4;
  }
}

/** ⌈a / b⌉ within [0, most]. */
// @ts-ignore: decorator
@inline
function ceilDiv(a: i32, b: i32, most: i32): i32 {
  return a <= 0 ? 0 : min((a + b - 1) / b, most);
}

/** Writes 0 to columns [left, right) of the matrix at `p`, of width W, within its places [begin, end). */
function zeroColumns(p: usize, W: i32, left: i32, right: i32, begin: i32, end: i32): void {
  for (let row = begin / W * W; row < end; row += W) {
    const stop = min(row + right, end);
    for (let at = max(row + left, begin); at < stop; at++) store<u32>(p + (<usize>at << 2), 0);
  }
}

/**
 * A row of col where windows are one step apart and W of them lie side by side. It is the plane, moved by `rows` rows and
 * `left` columns, in a single run, except where that takes an element from the row before or after. If `back`, those
 * places of col become 0 first.
 */
function moved(back: bool, col: usize, plane: usize, H: i32, W: i32, rows: i32, left: i32, first: i32, count: i32): void {
  const stop = first + count;
  // the places whose row is a row of the plane, and among them those that read within the plane
  const begin = min(max(first, -rows * W), stop);
  const end = max(begin, min(stop, (H - rows) * W));
  const shift = rows * W + left;
  const a = min(max(begin, -shift), end);
  const b = max(a, min(end, H * W - shift));
  const at = col - (<usize>first << 2);
  if (!back) {
    zero(col, begin - first);
    zero(at + (<usize>end << 2), stop - end);
    if (b > a) copyRow(at + (<usize>a << 2), plane + (<usize>(a + shift) << 2), b - a);
  }
  if (left < 0) zeroColumns(at, W, 0, min(-left, W), begin, end);
  if (left > 0) zeroColumns(at, W, max(W - left, 0), W, begin, end);
  if (back && b > a) run(true, b - a, plane + (<usize>(a + shift) << 2), at + (<usize>a << 2), 4);
}

// @ts-ignore: decorator
@inline
function walk(
  back: bool, begin: i32, end: i32, col: usize, x: usize, H: i32, W: i32, kh: i32, kw: i32, sh: i32, sw: i32,
  ph: i32, pw: i32, dh: i32, dw: i32, OW: i32, first: i32, count: i32,
): void {
  const top = first / OW;
  for (let r = begin; r < end; r++) {
    const c = r / (kh * kw);
    const tap = r - c * kh * kw;
    const ky = tap / kw;
    const left = (tap - ky * kw) * dw - pw;
    // the range of ox in which windows meet the image
    const low = ceilDiv(-left, sw, OW);
    const high = max(low, ceilDiv(W - left, sw, OW));
    const plane = x + (<usize>(c * H * W) << 2);
    let to = col + (<usize>(r * count) << 2);
    if (sh == 1 && sw == 1 && OW == W) {
      moved(back, to, plane, H, W, ky * dh - ph, left, first, count);
      continue;
    }
    let iy = top * sh - ph + ky * dh;
    let ox = first - top * OW;
    let rest = count;
    while (rest > 0) {
      const stop = min(OW, ox + rest);
      rest -= stop - ox;
      const inside = iy >= 0 && iy < H;
      const a = inside ? min(max(low, ox), stop) : stop;
      const b = inside ? min(max(high, ox), stop) : stop;
      if (!back && a > ox) zero(to, a - ox);
      to += <usize>(a - ox) << 2;
      if (b > a) run(back, b - a, plane + (<usize>(iy * W + a * sw + left) << 2), to, <usize>sw << 2);
      to += <usize>(b - a) << 2;
      if (!back && stop > b) zero(to, stop - b);
      to += <usize>(stop - b) << 2;
      iy += sh;
      ox = 0;
    }
  }
}

/** Unit: a row of col, C·kh·kw in all. Writes col[C·kh·kw, count] for the positions from `first` on, in rows of OW. */
export function im2col(
  begin: i32, end: i32, col: usize, x: usize, H: i32, W: i32, kh: i32, kw: i32, sh: i32, sw: i32,
  ph: i32, pw: i32, dh: i32, dw: i32, OW: i32, first: i32, count: i32,
): void {
  expects(begin, end, col | x, H | W | ph | pw | first | count);
  assert(min(min(kh, kw), min(min(sh, sw), min(dh, dw))) > 0 && (count == 0 || OW > 0));
  walk(false, begin, end, col, x, H, W, kh, kw, sh, sw, ph, pw, dh, dw, OW, first, count);
}

/** The gradient of `im2col`. Unit: a channel, C in all. Reads col[C·kh·kw, count], adds to dx[C, H, W]. */
export function col2im(
  begin: i32, end: i32, dx: usize, col: usize, H: i32, W: i32, kh: i32, kw: i32, sh: i32, sw: i32,
  ph: i32, pw: i32, dh: i32, dw: i32, OW: i32, first: i32, count: i32,
): void {
  expects(begin, end, dx | col, H | W | ph | pw | first | count);
  assert(min(min(kh, kw), min(min(sh, sw), min(dh, dw))) > 0 && (count == 0 || OW > 0));
  const taps = kh * kw;
  walk(true, begin * taps, end * taps, col, dx, H, W, kh, kw, sh, sw, ph, pw, dh, dw, OW, first, count);
}
