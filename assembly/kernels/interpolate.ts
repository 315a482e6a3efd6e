/**
 * Nearest neighbours: planes x[planes, H, W] seen as y[planes, OH, OW]. Along each axis, place i of y is place
 * min(⌊i·scale⌋, size − 1) of x, in float32.
 */
import { expects } from '../lib/expects';

// @ts-ignore: decorator
@inline
function nearest(i: i32, scale: f32, size: i32): i32 {
  return min(<i32>floor<f32>(<f32>i * scale), size - 1);
}

// @ts-ignore: decorator
@inline
function walk(
  back: bool, begin: i32, end: i32, y: usize, x: usize, H: i32, W: i32, OH: i32, OW: i32, high: f32, wide: f32,
): void {
  expects(begin, end, y | x, H | W | OH | OW);
  const row = <usize>OW << 2;
  let to = y + <usize>(begin * OH) * row;
  for (let plane = begin; plane < end; plane++) {
    let before = -1;
    for (let oy = 0; oy < OH; oy++) {
      const iy = nearest(oy, high, H);
      if (!back && iy == before) {
        memory.copy(to, to - row, row);
        to += row;
        continue;
      }
      before = iy;
      const from = x + (<usize>((plane * H + iy) * W) << 2);
      for (let ox = 0; ox < OW; ox++) {
        const at = from + (<usize>nearest(ox, wide, W) << 2);
        if (back) store<f32>(at, load<f32>(at) + load<f32>(to));
        else store<f32>(to, load<f32>(at));
        to += 4;
      }
    }
  }
}

/** Unit: a plane. y is written. */
export function nearestNeighbours(
  begin: i32, end: i32, y: usize, x: usize, H: i32, W: i32, OH: i32, OW: i32, high: f32, wide: f32,
): void {
  walk(false, begin, end, y, x, H, W, OH, OW, high, wide);
}

/** The gradient of `nearestNeighbours`. Unit: a plane. Reads dy, adds to dx. */
export function nearestNeighboursBackward(
  begin: i32, end: i32, dx: usize, dy: usize, H: i32, W: i32, OH: i32, OW: i32, high: f32, wide: f32,
): void {
  walk(true, begin, end, dy, dx, H, W, OH, OW, high, wide);
}
