/**
 * Pooling over windows of planes x[planes, H, W] into y[planes, OH, OW]; a plane is an image's channel.
 *
 * Window (oy, ox) begins at (oy·sh − ph, ox·sw − pw) and has kh × kw taps, dh and dw apart; taps outside the plane do
 * not count. An adaptive window runs from ⌊i·H/OH⌋ to ⌈(i + 1)·H/OH⌉ along each axis.
 */
import { expects } from '../lib/expects';

/** The results of `greatest`. */
let most: f32 = 0;
let place: i32 = 0;

/** The greatest element of the window at (iy, ix), parts of which may be outside the plane; its place is −1 if all are. */
function greatest(x: usize, H: i32, W: i32, kh: i32, kw: i32, iy: i32, ix: i32, dh: i32, dw: i32): void {
  let m: f32 = -Infinity;
  let at = -1;
  for (let ky = 0; ky < kh; ky++) {
    const row = iy + ky * dh;
    if (<u32>row >= <u32>H) continue;
    for (let kx = 0; kx < kw; kx++) {
      const col = ix + kx * dw;
      if (<u32>col >= <u32>W) continue;
      const v = load<f32>(x + (<usize>(row * W + col) << 2));
      // the first of equal elements counts; a window of −∞ has a place too
      const take = <i32>(v > m) | <i32>(v != v) | <i32>(at < 0);
      m = select(v, m, take);
      at = select(row * W + col, at, take);
    }
  }
  most = m;
  place = at;
}

/** Where adaptive window i of `count` along an axis of `size` begins, and where it ends. */
// @ts-ignore: decorator
@inline
function begins(i: i32, size: i32, count: i32): i32 {
  return <i32>(<i64>i * size / count);
}

// @ts-ignore: decorator
@inline
function ends(i: i32, size: i32, count: i32): i32 {
  return <i32>((<i64>(i + 1) * size + count - 1) / count);
}

/** Four elements `step` bytes apart. */
// @ts-ignore: decorator
@inline
function four(p: usize, step: usize): v128 {
  if (step == 8) return v128.shuffle<i32>(v128.load(p), v128.load(p, 16), 0, 2, 4, 6);
  if (step == 4) return v128.load(p);
  let v = v128.load32_zero(p);
  v = v128.load32_lane(p + step, v, 1);
  v = v128.load32_lane(p + 2 * step, v, 2);
  return v128.load32_lane(p + 3 * step, v, 3);
}

/**
 * Writes y and, unless `index` is 0, the flat place of each maximum in its plane, int32. NaN counts as the greatest.
 * kh = 0 means adaptive. Unit: a plane.
 */
export function maxPool2d(
  begin: i32, end: i32, y: usize, index: usize, x: usize, H: i32, W: i32, OH: i32, OW: i32, kh: i32, kw: i32,
  sh: i32, sw: i32, ph: i32, pw: i32, dh: i32, dw: i32,
): void {
  expects(begin, end, y | index | x, H | W | OH | OW | ph | pw);
  assert(kh == 0 || min(min(kh, kw), min(min(sh, sw), min(dh, dw))) > 0);
  let at = <usize>(begin * OH * OW) << 2;
  const step = <usize>sw << 2;
  for (let plane = begin; plane < end; plane++) {
    const from = x + (<usize>(plane * H * W) << 2);
    for (let oy = 0; oy < OH; oy++) {
      const iy = kh ? oy * sh - ph : begins(oy, H, OH);
      const rows = kh ? kh : ends(oy, H, OH) - iy;
      let ox = 0;
      while (ox < OW) {
        // four windows at once if none of them crosses an edge; the last four of a row may overlap the four before
        const back = OW >= 4 ? max(0, ox + 4 - OW) : 0;
        const ix = (ox - back) * sw - pw;
        if (kh && OW >= 4 && ix >= 0 && ix + 3 * sw + (kw - 1) * dw < W && iy >= 0 && iy + (kh - 1) * dh < H) {
          const starts = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(sw));
          let m = four(from + (<usize>(iy * W + ix) << 2), step);
          let places = i32x4.add(starts, i32x4.splat(iy * W + ix));
          for (let ky = 0; ky < kh; ky++) {
            const first = (iy + ky * dh) * W + ix;
            // m begins as the first tap
            for (let kx = ky ? 0 : 1; kx < kw; kx++) {
              const v = four(from + (<usize>(first + kx * dw) << 2), step);
              const take = v128.or(f32x4.gt(v, m), f32x4.ne(v, v));
              m = v128.bitselect(v, m, take);
              places = v128.bitselect(i32x4.add(starts, i32x4.splat(first + kx * dw)), places, take);
            }
          }
          at -= <usize>back << 2;
          v128.store(y + at, m);
          if (index) v128.store(index + at, places);
          ox += 4 - back;
          at += 16;
        } else {
          const left = kh ? ox * sw - pw : begins(ox, W, OW);
          const cols = kh ? kw : ends(ox, W, OW) - left;
          greatest(from, H, W, rows, cols, iy, left, dh, dw);
          store<f32>(y + at, most);
          if (index) store<i32>(index + at, place);
          ox++;
          at += 4;
        }
      }
    }
  }
}

/** The gradient of `maxPool2d`: dx[plane, index] += dy. Unit: a plane. */
export function maxPool2dBackward(begin: i32, end: i32, dx: usize, dy: usize, index: usize, plane: i32, outputs: i32): void {
  expects(begin, end, dx | dy | index, plane | outputs);
  let at = <usize>(begin * outputs) << 2;
  for (let p = begin; p < end; p++) {
    const base = dx + (<usize>(p * plane) << 2);
    for (let i = outputs; i > 0; i--) {
      const place = load<i32>(index + at);
      // a window without taps in the plane has no place
      if (place >= 0) {
        const to = base + (<usize>place << 2);
        store<f32>(to, load<f32>(to) + load<f32>(dy + at));
      }
      at += 4;
    }
  }
}

/**
 * The mean of a window, or its gradient. kh = 0 means adaptive. A sum is divided by `divisor` if that is above 0,
 * else by the number of taps, including those in the padding if `countPad`.
 */
// @ts-ignore: decorator
@inline
function average(
  back: bool, begin: i32, end: i32, y: usize, x: usize, H: i32, W: i32, OH: i32, OW: i32, kh: i32, kw: i32,
  sh: i32, sw: i32, ph: i32, pw: i32, countPad: bool, divisor: i32,
): void {
  for (let plane = begin; plane < end; plane++) {
    const from = x + (<usize>(plane * H * W) << 2);
    for (let oy = 0; oy < OH; oy++) {
      let top = oy * sh - ph;
      let bottom = min(top + kh, H + ph);
      if (!kh) {
        top = begins(oy, H, OH);
        bottom = ends(oy, H, OH);
      }
      let ox = 0;
      if (!back && kh && top >= 0 && bottom <= H) {
        // four windows at once while none of them crosses an edge
        for (; ox + 4 <= OW; ox += 4) {
          const ix = ox * sw - pw;
          if (ix < 0) break;
          if (ix + 3 * sw + kw > W) break;
          let sums = f32x4.splat(0);
          for (let iy = top; iy < bottom; iy++) {
            const p = from + (<usize>(iy * W + ix) << 2);
            for (let kx = 0; kx < kw; kx++) sums = f32x4.add(sums, four(p + (<usize>kx << 2), <usize>sw << 2));
          }
          v128.store(y, f32x4.div(sums, f32x4.splat(<f32>(divisor > 0 ? divisor : (bottom - top) * kw))));
          y += 16;
        }
      }
      for (; ox < OW; ox++) {
        let left = ox * sw - pw;
        let right = min(left + kw, W + pw);
        if (!kh) {
          left = begins(ox, W, OW);
          right = ends(ox, W, OW);
        }
        const area = (bottom - top) * (right - left);
        const t = max(top, 0);
        const b = min(bottom, H);
        const l = max(left, 0);
        const r = min(right, W);
        const count = <f32>(divisor > 0 ? divisor : countPad ? area : (b - t) * (r - l));
        let sum: f32 = back ? load<f32>(y) / count : 0;
        for (let iy = t; iy < b; iy++) {
          let p = from + (<usize>(iy * W + l) << 2);
          for (let ix = l; ix < r; ix++) {
            if (back) store<f32>(p, load<f32>(p) + sum);
            else sum += load<f32>(p);
            p += 4;
          }
        }
        if (!back) store<f32>(y, sum / count);
        y += 4;
      }
    }
  }
}

/** Writes y. Unit: a plane. */
export function avgPool2d(
  begin: i32, end: i32, y: usize, x: usize, H: i32, W: i32, OH: i32, OW: i32, kh: i32, kw: i32,
  sh: i32, sw: i32, ph: i32, pw: i32, countPad: bool, divisor: i32,
): void {
  expects(begin, end, y | x, H | W | OH | OW | kh | kw | ph | pw);
  average(false, begin, end, y + (<usize>(begin * OH * OW) << 2), x, H, W, OH, OW, kh, kw, sh, sw, ph, pw, countPad, divisor);
}

/** The gradient of `avgPool2d`. Unit: a plane. Reads dy, adds to dx. */
export function avgPool2dBackward(
  begin: i32, end: i32, dx: usize, dy: usize, H: i32, W: i32, OH: i32, OW: i32, kh: i32, kw: i32,
  sh: i32, sw: i32, ph: i32, pw: i32, countPad: bool, divisor: i32,
): void {
  expects(begin, end, dx | dy, H | W | OH | OW | kh | kw | ph | pw);
  average(true, begin, end, dy + (<usize>(begin * OH * OW) << 2), dx, H, W, OH, OW, kh, kw, sh, sw, ph, pw, countPad, divisor);
}
