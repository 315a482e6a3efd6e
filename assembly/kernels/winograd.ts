/**
 * Convolution with windows of 3 × 3 by tiles of 4 × 4 results: 36 products an element of a tile's 6 × 6 inputs, where windows
 * take 144.
 *
 *   y = Aᵀ [ Σc (G w Gᵀ) ⊙ (Bᵀ x B) ] A        dw = Gᵀ [ Σtiles (A dy Aᵀ) ⊙ (Bᵀ x B) ] G
 *
 * (Winograd, "Arithmetic Complexity of Computations", 1980; Lavin and Gray, "Fast Algorithms for Convolutional Neural
 * Networks", 2016.)
 *
 * What is transformed has a plane for each of the 36 places in a tile, `gap` numbers from one to the next: for tiles,
 * plane[channels, ld] with the tiles side by side, row after row of tiles and image after image, from the row `first` on. Up
 * to three numbers after the last tile of a row of the plane are written, too.
 */
import { workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { storeLanes } from '../lib/rows';
import { gather, kernelBack, storeInput, storeKernel, storeSlope } from '../lib/winograd-axis';

/** Places in a tile. */
export const PLACES: i32 = 36;

/** Tiles of a row that are transformed at a time, and bytes of a row of numbers for them in scratch memory. */
const STRIP: i32 = 32;
const ROW: i32 = (STRIP * 4 + 8) * 4;

/**
 * Transforms planes x[H, W] of the channels begin … end. A tile reads 6 × 6 numbers from (4·ty − ph, 4·tx − pw) on, or 4 × 4
 * of a gradient; what is outside is 0.
 */
// @ts-ignore: decorator
@inline
function spread(
  slopes: bool, begin: i32, end: i32, v: usize, gap: i32, ld: i32, x: usize, C: i32, H: i32, W: i32, ph: i32, pw: i32,
  th: i32, tw: i32, first: i32, count: i32,
): void {
  const zeros = workspace + 6 * ROW;
  memory.fill(zeros, 0, ROW);
  const step = <usize>gap << 2;
  for (let c = begin; c < end; c++) {
    let to = v + (<usize>(c * ld) << 2);
    for (let r = first; r < first + count; r++) {
      const n = r / th;
      const top = (r - n * th) * 4 - ph;
      const plane = x + (<usize>((n * C + c) * H * W) << 2);
      for (let tx = 0; tx < tw; tx += STRIP) {
        const tiles = min(STRIP, tw - tx);
        const left = tx * 4 - pw;
        const low = max(left, 0);
        const high = max(low, min(W, left + tiles * 4 + (slopes ? 0 : 2)));
        // down the columns, into scratch memory
        const none = zeros - (<usize>low << 2);
        const p0 = top >= 0 && top < H ? plane + (<usize>(top * W) << 2) : none;
        const p1 = top >= -1 && top < H - 1 ? plane + (<usize>((top + 1) * W) << 2) : none;
        const p2 = top >= -2 && top < H - 2 ? plane + (<usize>((top + 2) * W) << 2) : none;
        const p3 = top >= -3 && top < H - 3 ? plane + (<usize>((top + 3) * W) << 2) : none;
        const p4 = top >= -4 && top < H - 4 ? plane + (<usize>((top + 4) * W) << 2) : none;
        const p5 = top >= -5 && top < H - 5 ? plane + (<usize>((top + 5) * W) << 2) : none;
        // the columns on the left that are outside, two at most, and behind them what is overwritten
        for (let s = workspace; s < zeros; s += ROW) v128.store(s, i32x4.splat(0));
        for (let j = low; j < high; j += 4) {
          const at = <usize>j << 2;
          const s = workspace + (<usize>(j - left) << 2);
          const d0 = v128.load(p0 + at), d1 = v128.load(p1 + at), d2 = v128.load(p2 + at), d3 = v128.load(p3 + at);
          if (slopes) storeSlope(d0, d1, d2, d3, s, ROW);
          else storeInput(d0, d1, d2, d3, v128.load(p4 + at), v128.load(p5 + at), s, ROW);
        }
        const after = <usize>(high - left) << 2;
        const stop = <usize>(((tiles + 3) & ~3) * 4 + 4) << 2;
        for (let at = after; at < stop; at += 16) {
          for (let s = workspace + at; s < zeros; s += ROW) v128.store(s, i32x4.splat(0));
        }
        // along the rows, four tiles side by side
        let line = to;
        for (let s = workspace; s < zeros; s += ROW) {
          let from = s;
          for (let t = 0; t < tiles; t += 4) {
            const x0 = v128.load(from), x1 = v128.load(from, 16), x2 = v128.load(from, 32), x3 = v128.load(from, 48);
            const lo0 = v128.shuffle<i32>(x0, x1, 0, 4, 1, 5);
            const hi0 = v128.shuffle<i32>(x0, x1, 2, 6, 3, 7);
            const lo1 = v128.shuffle<i32>(x2, x3, 0, 4, 1, 5);
            const hi1 = v128.shuffle<i32>(x2, x3, 2, 6, 3, 7);
            const d0 = v128.shuffle<i64>(lo0, lo1, 0, 2);
            const d1 = v128.shuffle<i64>(lo0, lo1, 1, 3);
            const d2 = v128.shuffle<i64>(hi0, hi1, 0, 2);
            const d3 = v128.shuffle<i64>(hi0, hi1, 1, 3);
            const at = line + (<usize>t << 2);
            if (slopes) {
              storeSlope(d0, d1, d2, d3, at, step);
            } else {
              const next = v128.load(from, 64);
              storeInput(
                d0, d1, d2, d3, v128.shuffle<i32>(d0, next, 1, 2, 3, 4), v128.shuffle<i32>(d1, next, 1, 2, 3, 5), at, step,
              );
            }
            from += 64;
          }
          line += 6 * step;
        }
        to += <usize>tiles << 2;
      }
    }
  }
}

/** Unit: a channel, C in all. Reads x[N, C, H, W]; writes Bᵀ x B of `count` rows of tiles, tw in each, th to an image. */
export function winogradInput(
  begin: i32, end: i32, v: usize, gap: i32, ld: i32, x: usize, C: i32, H: i32, W: i32, ph: i32, pw: i32,
  th: i32, tw: i32, first: i32, count: i32,
): void {
  expects(begin, end, v | x, C | H | W | ph | pw | first | count);
  assert(th > 0 && tw > 0 && max(ph, pw) <= 2 && end <= C && ld >= count * tw + 3 && gap >= C * ld);
  spread(false, begin, end, v, gap, ld, x, C, H, W, ph, pw, th, tw, first, count);
}

/** Unit: a channel, O in all. Reads dy[N, O, OH, OW]; writes A dy Aᵀ of `count` rows of tiles. */
export function winogradSlopes(
  begin: i32, end: i32, v: usize, gap: i32, ld: i32, dy: usize, O: i32, OH: i32, OW: i32,
  th: i32, tw: i32, first: i32, count: i32,
): void {
  expects(begin, end, v | dy, O | OH | OW | first | count);
  assert(th > 0 && tw > 0 && end <= O && ld >= count * tw + 3 && gap >= O * ld);
  spread(true, begin, end, v, gap, ld, dy, O, OH, OW, 0, 0, th, tw, first, count);
}

/** Unit: a channel, O in all. Writes y[N, O, OH, OW] = Aᵀ m A + bias[O] (unless it is 0) for `count` rows of tiles. */
export function winogradOutput(
  begin: i32, end: i32, y: usize, m: usize, gap: i32, ld: i32, bias: usize, O: i32, OH: i32, OW: i32,
  th: i32, tw: i32, first: i32, count: i32,
): void {
  expects(begin, end, y | m | bias, O | OH | OW | first | count);
  assert(th > 0 && tw > 0 && end <= O && ld >= count * tw + 3 && gap >= O * ld);
  const step = <usize>gap << 2;
  const line = <usize>OW << 2;
  const four = workspace + 24 * 16;
  for (let o = begin; o < end; o++) {
    const more = f32x4.splat(bias ? load<f32>(bias + (<usize>o << 2)) : 0);
    let from = m + (<usize>(o * ld) << 2);
    for (let r = first; r < first + count; r++) {
      const n = r / th;
      const oy = (r - n * th) * 4;
      const rows = min(4, OH - oy);
      for (let tx = 0; tx < tw; tx += 4) {
        const at = from + (<usize>tx << 2);
        // down the columns: four rows of six vectors
        for (let j: usize = 0; j < 6; j++) gather(at + j * step, 6 * step, workspace + (j << 4), 96);
        let to = y + (<usize>(((n * O + o) * OH + oy) * OW + tx * 4) << 2);
        const columns = min(16, OW - tx * 4);
        for (let i = 0; i < rows; i++) {
          gather(workspace + <usize>(i * 96), 16, four, 16);
          const x0 = f32x4.add(v128.load(four), more), x1 = f32x4.add(v128.load(four, 16), more);
          const x2 = f32x4.add(v128.load(four, 32), more), x3 = f32x4.add(v128.load(four, 48), more);
          const lo0 = v128.shuffle<i32>(x0, x1, 0, 4, 1, 5);
          const hi0 = v128.shuffle<i32>(x0, x1, 2, 6, 3, 7);
          const lo1 = v128.shuffle<i32>(x2, x3, 0, 4, 1, 5);
          const hi1 = v128.shuffle<i32>(x2, x3, 2, 6, 3, 7);
          const y0 = v128.shuffle<i64>(lo0, lo1, 0, 2);
          const y1 = v128.shuffle<i64>(lo0, lo1, 1, 3);
          const y2 = v128.shuffle<i64>(hi0, hi1, 0, 2);
          const y3 = v128.shuffle<i64>(hi0, hi1, 1, 3);
          if (columns == 16) {
            v128.store(to, y0);
            v128.store(to, y1, 16);
            v128.store(to, y2, 32);
            v128.store(to, y3, 48);
          } else {
            storeLanes(to, y0, columns);
            if (columns > 4) storeLanes(to + 16, y1, columns - 4);
            if (columns > 8) storeLanes(to + 32, y2, columns - 8);
            if (columns > 12) storeLanes(to + 48, y3, columns - 12);
          }
          to += line;
        }
      }
      from += <usize>tw << 2;
    }
  }
}

/** Four numbers that are `step` bytes apart; beyond `most` of them the last one again. */
// @ts-ignore: decorator
@inline
function pick(w: usize, step: usize, most: i32): v128 {
  let v = v128.load32_splat(w);
  v = v128.load32_lane(w + step * min(1, most - 1), v, 1);
  v = v128.load32_lane(w + step * min(2, most - 1), v, 2);
  return v128.load32_lane(w + step * min(3, most - 1), v, 3);
}

/**
 * Unit: a row of u, `rows` in all. Writes planes u[rows, cols] of G w Gᵀ for the windows w[3, 3] that are `down` numbers from
 * row to row and `along` from column to column, or for these turned by 180° if `turned`.
 */
export function winogradWeight(
  begin: i32, end: i32, u: usize, gap: i32, w: usize, cols: i32, down: i32, along: i32, turned: i32,
): void {
  expects(begin, end, u | w, cols | down | along);
  assert(gap >= end * cols);
  const step = <usize>along << 2;
  for (let row = begin; row < end; row++) {
    for (let col = 0; col < cols; col += 4) {
      const from = w + (<usize>(row * down + col * along) << 2);
      const most = cols - col;
      for (let j = 0; j < 3; j++) {
        const tap = turned ? 8 - j : j;
        const by = turned ? -12 : 12;
        const at = from + (<usize>tap << 2);
        storeKernel(pick(at, step, most), pick(at + by, step, most), pick(at + by + by, step, most), workspace + (j << 4), 48);
      }
      let to = u + (<usize>(row * cols + col) << 2);
      const six = workspace + 18 * 16;
      for (let i = 0; i < 6; i++) {
        const s = workspace + <usize>(i * 48);
        storeKernel(v128.load(s), v128.load(s, 16), v128.load(s, 32), six, 16);
        for (let j: usize = 0; j < 96; j += 16) {
          storeLanes(to, v128.load(six + j), most);
          to += <usize>gap << 2;
        }
      }
    }
  }
}

/** Unit: a row, `rows` in all. Writes dw[rows, cols, 3, 3] = Gᵀ u G of the planes u[rows, cols]. */
export function winogradWeightBack(begin: i32, end: i32, dw: usize, u: usize, gap: i32, cols: i32): void {
  expects(begin, end, dw | u, cols);
  assert(gap >= end * cols);
  const step = <usize>gap << 2;
  for (let row = begin; row < end; row++) {
    for (let col = 0; col < cols; col += 4) {
      const from = u + (<usize>(row * cols + col) << 2);
      for (let j: usize = 0; j < 6; j++) kernelBack(from + j * step, 6 * step, workspace + (j << 4), 96);
      let to = dw + (<usize>((row * cols + col) * 9) << 2);
      const nine = workspace + 18 * 16;
      for (let i: usize = 0; i < 3; i++) kernelBack(workspace + i * 96, 16, nine + i * 48, 16);
      for (let lane = 0; lane < min(4, cols - col); lane++) {
        for (let i: usize = 0; i < 9; i++) store<f32>(to + (i << 2), load<f32>(nine + (i << 4) + (<usize>lane << 2)));
        to += 36;
      }
    }
  }
}
