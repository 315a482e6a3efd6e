/** The three products of a convolution with windows of 3 × 3, in tiles of 4 × 4 results. */

import { extra } from '../../../bindings/extra.ts';
import { kernels as core } from '../../../bindings/kernels.ts';
import { GEMM_COLUMNS, WINOGRAD_PLACES } from '../../../bindings/wasm/constants.ts';
import { newEmpty } from '../../array/allocate.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { Plan } from './conv-plan.ts';

/** The results of a tile along an axis. */
const TILE = 4;

/** The number of transformed elements held at a time, of inputs and results together: about the size of the caches. */
const HELD = 1 << 20;

/** The minimum number of input and output channels, and the minimum saving in products, for which transforming pays. */
const LEAST_CHANNELS = 8;
const LEAST_GAIN = 1.8;

/** Whether tiles of OH × OW results are faster than windows. */
export function tilesPay({ images: { N, C }, O, groups, sizes }: Plan, OH: number, OW: number): boolean {
  const [, , kh, kw, sh, sw, ph, pw, dh, dw] = sizes;
  if (kh !== 3 || kw !== 3 || groups !== 1 || sh * sw * dh * dw !== 1 || ph > 2 || pw > 2) return false;
  if (Math.min(C, O) < LEAST_CHANNELS) return false;
  const tiles = Math.ceil(OH / TILE) * Math.ceil(OW / TILE);
  // the weights are transformed for each call: few tiles do not make up for that
  return N * tiles >= 2 * TILE && 9 * OH * OW >= LEAST_GAIN * WINOGRAD_PLACES * tiles;
}

/** How the results, N images of OH × OW, are split into tiles, and how many rows of tiles are processed at a time. */
interface Grid {
  th: number;
  tw: number;
  rows: number;
  run: number;
  /** The distance between channels of transformed elements. */
  ld: number;
}

function gridOf(N: number, channels: number, OH: number, OW: number): Grid {
  const [th, tw] = [Math.ceil(OH / TILE), Math.ceil(OW / TILE)];
  const rows = N * th;
  const most = Math.max(1, Math.floor(HELD / (WINOGRAD_PLACES * channels * tw)));
  const run = Math.ceil(rows / Math.ceil(rows / most));
  return { th, tw, rows, run, ld: run * tw + GEMM_COLUMNS };
}

/** The distance between planes: not a power of two, since a transform writes to all planes in turn. */
const gapOf = (rows: number, ld: number): number => rows * ld + 16;

/** The channels of `to` from those of `from`: windows of 3 × 3 over x, whose image begins ph above and pw left of it. */
function windows(
  from: { x: Tensor; channels: number; H: number; W: number; ph: number; pw: number },
  to: { y: Tensor; channels: number; OH: number; OW: number; bias: number },
  N: number,
  weight: Tensor,
  turned: number,
): void {
  const { th, tw, rows, run, ld } = gridOf(N, from.channels + to.channels, to.OH, to.OW);
  const gaps = { u: gapOf(to.channels, from.channels), v: gapOf(from.channels, ld), m: gapOf(to.channels, ld) };
  const held = newEmpty(weight, [WINOGRAD_PLACES * (gaps.u + gaps.v + gaps.m)]);
  const u = held.ptr;
  const v = u + WINOGRAD_PLACES * gaps.u * 4;
  const m = v + WINOGRAD_PLACES * gaps.v * 4;
  const kernels = extra();
  // a rotated weight belongs to the other direction: its rows are our columns
  const [down, along] = turned ? [9, to.channels * 9] : [from.channels * 9, 9];
  kernels.winogradWeight(0, to.channels, u, gaps.u, weight.ptr, from.channels, down, along, turned);
  for (let first = 0; first < rows; first += run) {
    const count = Math.min(run, rows - first);
    const { x, channels, H, W, ph, pw } = from;
    kernels.winogradInput(0, channels, v, gaps.v, ld, x.ptr, channels, H, W, ph, pw, th, tw, first, count);
    const n = count * tw;
    core.gemmBatch(0, WINOGRAD_PLACES, 0, 0, to.channels, n, channels, u, gaps.u, channels, v, gaps.v, ld, 0, m, gaps.m, ld);
    kernels.winogradOutput(0, to.channels, to.y.ptr, m, gaps.m, ld, to.bias, to.channels, to.OH, to.OW, th, tw, first, count);
  }
  held.dispose();
}

/** y = weight · windows of x + bias. */
export function tiledOutputs(
  { images, O, P, sizes }: Plan,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  shape: Shape,
): Tensor {
  const y = newEmpty(x, shape);
  const { N, C: channels, H, W } = images;
  const OW = sizes[10];
  windows(
    { x, channels, H, W, ph: sizes[6], pw: sizes[7] },
    { y, channels: O, OH: P / OW, OW, bias: bias?.ptr ?? 0 },
    N,
    weight,
    0,
  );
  return y;
}

/** The windows of dy, times the weights rotated by 180°. */
export function tiledInputs(
  { images, O, P, sizes }: Plan,
  dy: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  shape: Shape,
): Tensor {
  const dx = newEmpty(dy, shape);
  const { N, C: channels, H: OH, W: OW } = images;
  const W = sizes[10];
  windows(
    { x: dy, channels: O, H: P / W, W, ph: 2 - sizes[6], pw: 2 - sizes[7] },
    { y: dx, channels, OH, OW, bias: bias?.ptr ?? 0 },
    N,
    weight,
    1,
  );
  return dx;
}

/** dweight: dy times the windows of x, summed over images. */
export function tiledWeights({ images, O, P, sizes }: Plan, dy: Tensor, x: Tensor, shape: Shape): Tensor {
  const dWeight = newEmpty(x, shape);
  const { N, C, H, W } = images;
  const OW = sizes[10];
  const { th, tw, rows, run, ld } = gridOf(N, C + O, P / OW, OW);
  const gaps = { u: gapOf(O, C), v: gapOf(C, ld), m: gapOf(O, ld) };
  const held = newEmpty(x, [WINOGRAD_PLACES * (gaps.u + gaps.v + gaps.m)]);
  const u = held.ptr;
  const v = u + WINOGRAD_PLACES * gaps.u * 4;
  const m = v + WINOGRAD_PLACES * gaps.v * 4;
  const kernels = extra();
  for (let first = 0; first < rows; first += run) {
    const count = Math.min(run, rows - first);
    kernels.winogradInput(0, C, v, gaps.v, ld, x.ptr, C, H, W, sizes[6], sizes[7], th, tw, first, count);
    kernels.winogradSlopes(0, O, m, gaps.m, ld, dy.ptr, O, P / OW, OW, th, tw, first, count);
    const beta = first === 0 ? 0 : 1;
    core.gemmBatch(0, WINOGRAD_PLACES, 0, 1, O, C, count * tw, m, gaps.m, ld, v, gaps.v, ld, beta, u, gaps.u, C);
  }
  kernels.winogradWeightBack(0, O, dWeight.ptr, u, gaps.u, C);
  held.dispose();
  return dWeight;
}
