/**
 * Convolution image by image, so that threads share the images: an image's matrix of windows (see `conv.ts`), and its product with
 * the weights, stay in one thread's cache. For windows that are its own pixels (`direct`), the image is that matrix.
 *
 * Shapes of an image: x[C, H, W], y[O, P], weight[O, K], windows[K, P] with K and O at most MOST and K·P at most HELD numbers,
 * unless it is direct.
 */
import { gemm, gemmBlocks, workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { col2im, im2col } from './conv';

/** What a call works on, in 4-byte words: the caller writes them in this order, the first eleven as `im2col` takes them. */
@unmanaged class Windows {
  H: i32;
  W: i32;
  kh: i32;
  kw: i32;
  sh: i32;
  sw: i32;
  ph: i32;
  pw: i32;
  dh: i32;
  dw: i32;
  OW: i32;
  C: i32;
  direct: i32;
}

/** The windows of an image are in the workspace, behind what gemm packs of an operand with so many rows. */
export const MOST: i32 = 240;
const WINDOWS: usize = 1 << 19;
export const HELD: i32 = 1 << 16;

// @ts-ignore: decorator
@inline
function check(s: Windows, O: i32, P: i32, K: i32): void {
  assert(s.direct || (max(O, K) <= MOST && K * P <= HELD));
  assert(K == s.C * s.kh * s.kw);
}

/** The matrix of windows of the image at x. */
// @ts-ignore: decorator
@inline
function windowsOf(s: Windows, x: usize, P: i32, K: i32): usize {
  if (s.direct) return x;
  const col = workspace + WINDOWS;
  im2col(0, K, col, x, s.H, s.W, s.kh, s.kw, s.sh, s.sw, s.ph, s.pw, s.dh, s.dw, s.OW, 0, P);
  return col;
}

/** Sets each of the channels at y, of `count` numbers, to its bias, or to 0. */
function fillChannels(y: usize, channels: i32, count: i32, bias: usize): void {
  for (let c = 0; c < channels; c++) {
    const value = f32x4.splat(bias ? load<f32>(bias + (<usize>c << 2)) : 0);
    let j = 0;
    for (; j + 4 <= count; j += 4) v128.store(y + (<usize>j << 2), value);
    for (; j < count; j++) v128.store32_lane(y + (<usize>j << 2), value, 0);
    y += <usize>count << 2;
  }
}

/** Unit: an image. Writes y = weight · windows of x + bias, of which there may be none (0). */
export function convOutputs(
  begin: i32, end: i32, y: usize, table: usize, x: usize, w: usize, bias: usize, O: i32, P: i32, K: i32,
): void {
  const s = changetype<Windows>(table);
  expects(begin, end, y | table | x | w | bias, O | P | K);
  check(s, O, P, K);
  for (let n = begin; n < end; n++) {
    const to = y + (<usize>(n * O * P) << 2);
    const col = windowsOf(s, x + (<usize>(n * s.C * s.H * s.W) << 2), P, K);
    if (bias) fillChannels(to, O, P, bias);
    gemm(0, gemmBlocks(O, P, K), 0, 0, O, P, K, 1, w, K, col, P, bias ? 1 : 0, to, P, 0);
  }
}

/** Unit: an image. Writes dx = the windows weightᵀ · dy, added up where they came from, + bias of C channels, or none (0). */
export function convInputs(
  begin: i32, end: i32, dx: usize, table: usize, dy: usize, w: usize, bias: usize, O: i32, P: i32, K: i32,
): void {
  const s = changetype<Windows>(table);
  expects(begin, end, dx | table | dy | w | bias, O | P | K);
  check(s, O, P, K);
  const area = s.H * s.W;
  for (let n = begin; n < end; n++) {
    const to = dx + (<usize>(n * s.C * area) << 2);
    const col = s.direct ? to : workspace + WINDOWS;
    if (bias || !s.direct) fillChannels(to, s.C, area, bias);
    const beta: f32 = s.direct && bias ? 1 : 0;
    gemm(0, gemmBlocks(K, P, O), 1, 0, K, P, O, 1, w, K, dy + (<usize>(n * O * P) << 2), P, beta, col, P, 0);
    if (!s.direct) col2im(0, s.C, to, col, s.H, s.W, s.kh, s.kw, s.sh, s.sw, s.ph, s.pw, s.dh, s.dw, s.OW, 0, P);
  }
}

/** Unit: a run of images, `run` of N. Writes its sum dweight[O, K] of dy times the windows of x, one after the other. */
export function convWeights(
  begin: i32, end: i32, dw: usize, table: usize, dy: usize, x: usize, N: i32, run: i32, O: i32, P: i32, K: i32,
): void {
  const s = changetype<Windows>(table);
  expects(begin, end, dw | table | dy | x, N | run | O | P | K);
  check(s, O, P, K);
  for (let i = begin; i < end; i++) {
    const first = i * run;
    for (let n = first; n < min(first + run, N); n++) {
      const col = windowsOf(s, x + (<usize>(n * s.C * s.H * s.W) << 2), P, K);
      const from = dy + (<usize>(n * O * P) << 2);
      gemm(
        0, gemmBlocks(O, K, P), 0, 1, O, K, P, 1, from, P, col, P, n > first ? 1 : 0, dw + (<usize>(i * O * K) << 2), K, 0,
      );
    }
  }
}
