/** The three products of a convolution, divided among threads by images if each product is too small to be divided itself. */

import { extra } from '../../../bindings/extra.ts';
import { heap } from '../../../bindings/memory.ts';
import { CONV_HELD, CONV_MOST } from '../../../bindings/wasm/constants.ts';
import { newEmpty } from '../../array/allocate.ts';
import { reduceSum } from '../../array/lanes.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { reshape } from '../shape/reshape.ts';
import type { Plan } from './conv-plan.ts';

/** The number of products in an image from which on each image is divided itself. */
const LARGE = 1 << 22;
/** The number of runs of images that each have a sum of the weight's gradient, and the maximum number of elements in all sums. */
const RUNS = 16;
const HELD = 1 << 20;

/** Whether a batch is divided by images. */
export function imagesPay({ images: { N }, O, groups, P, K, direct }: Plan): boolean {
  if (N < 2 || groups !== 1 || O * P * K === 0 || O * P * K > LARGE) return false;
  return direct || (Math.max(O, K) <= CONV_MOST && K * P <= CONV_HELD);
}

/** The plan as the kernels read it. */
function tableOf({ images, sizes, direct }: Plan, like: Tensor): Tensor {
  const words = [...sizes, images.C, direct ? 1 : 0];
  const table = newEmpty(like, [words.length], 'int32');
  heap.i32.set(words, table.ptr >>> 2);
  return table;
}

/** y = weight · windows of x + bias. */
export function outputsOfImages(plan: Plan, x: Tensor, weight: Tensor, bias: Tensor | null, shape: Shape): Tensor {
  const { images, O, P, K } = plan;
  const y = newEmpty(x, shape);
  const table = tableOf(plan, x);
  extra().convOutputs(0, images.N, y.ptr, table.ptr, x.ptr, weight.ptr, bias?.ptr ?? 0, O, P, K);
  table.dispose();
  return y;
}

/** For each image, the columns weightᵀ·dy, added to `bias` at their elements' origins. */
export function inputsOfImages(plan: Plan, dy: Tensor, weight: Tensor, bias: Tensor | null, shape: Shape): Tensor {
  const { images, O, P, K } = plan;
  const dx = newEmpty(dy, shape);
  const table = tableOf(plan, dy);
  extra().convInputs(0, images.N, dx.ptr, table.ptr, dy.ptr, weight.ptr, bias?.ptr ?? 0, O, P, K);
  table.dispose();
  return dx;
}

/** dweight: dy times the windows of x, summed over runs of images, and then over these. */
export function weightsOfImages(plan: Plan, dy: Tensor, x: Tensor, shape: Shape): Tensor {
  const { images, O, P, K } = plan;
  const { N } = images;
  const run = Math.ceil(N / Math.max(1, Math.min(RUNS, N, Math.floor(HELD / (O * K)))));
  const runs = Math.ceil(N / run);
  const parts = newEmpty(x, [runs, O * K]);
  const table = tableOf(plan, x);
  extra().convWeights(0, runs, parts.ptr, table.ptr, dy.ptr, x.ptr, N, run, O, P, K);
  table.dispose();
  const sums = reduceSum(parts, [0], [O * K], 1);
  const dWeight = reshape(sums, shape);
  for (const t of [parts, sums]) t.dispose();
  return dWeight;
}
