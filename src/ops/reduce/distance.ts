/** Distances and cosine similarities of vectors. */

import { kernels } from '../../../bindings/kernels.ts';
import { checkDtype } from '../../array/check.ts';
import { failRange } from '../../errors.ts';
import { flag, integer, number, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, checkDim, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { add, div, mul, sub } from '../elementwise/arithmetic.ts';
import { clone } from '../shape/copies.ts';
import { expand } from '../shape/expand.ts';
import { measured } from './measured.ts';
import { norm } from './norm.ts';
import { sum } from './sum.ts';

/** The rules of `cosineSimilarity`'s options. */
export const COSINE = { dim: /* @__PURE__ */ integer(1), eps: /* @__PURE__ */ number(1e-8) };

/** The rules of `pairwiseDistance`'s options. */
export const PAIRWISE = {
  p: /* @__PURE__ */ number(2),
  eps: /* @__PURE__ */ number(1e-6),
  keepdim: /* @__PURE__ */ flag(false),
};

/** Options of `cosineSimilarity`. */
export interface CosineSimilarityOptions {
  /** The dim of the vectors. Default 1. */
  dim?: number;
  /** The least length used in the divisor. Default 1e-8. */
  eps?: number;
}

/** Options of `pairwiseDistance`. */
export interface PairwiseDistanceOptions {
  /** The p of the norm. Default 2. */
  p?: number;
  /** Added to each difference. Default 1e-6. */
  eps?: number;
  /** Whether to keep the last dim, with size 1. Default false. */
  keepdim?: boolean;
}

/** The lengths of the vectors along `dim`, at least eps; the gradient ignores that limit. */
function lengths(x: Tensor, dim: number, eps: number): Tensor {
  const y = clone(norm(x, 2, dim));
  kernels.clamp(0, y.numel, y.ptr, y.ptr, eps, Infinity);
  return y;
}

/**
 * x1·x2 / (max(|x1|, eps)·max(|x2|, eps)) along `dim` of the shape that both broadcast to. `F.cosine_similarity` in PyTorch.
 *
 * @throws {TypeError} unless both are float32. @throws {RangeError} if there is no such dim, or shapes do not broadcast.
 */
export function cosineSimilarity(x1: Tensor, x2: Tensor, options?: CosineSimilarityOptions): Tensor {
  takes('cosineSimilarity', 3, arguments);
  const { dim, eps } = readOptions('cosineSimilarity', COSINE, options);
  checkDtype('cosineSimilarity', 'x1', x1, 'float32');
  checkDtype('cosineSimilarity', 'x2', x2, 'float32');
  const shape = broadcastShapes('cosineSimilarity', x1.sizes, x2.sizes);
  // from the end, as the shapes may differ in their leading dims
  const along = checkDim('cosineSimilarity', dim, shape.length) - shape.length;
  return composed('cosineSimilarity', () => {
    // a vector that repeats one number has the length of all its elements
    const [a, b] = [x1, x2].map((x) => (x.sizes.at(along) === shape.at(along) ? x : expand(x, shape))) as [Tensor, Tensor];
    const [p, q, m, n] = measured(a, b, along, (x) => lengths(x, along, eps));
    const y = div(div(sum(mul(p, q), along), m), n);
    return note(y, 'cosineSimilarity', [a, b], { dim: along, eps });
  });
}

/**
 * The p-norm of x1 − x2 + eps along the last dim of the shape that both broadcast to. `F.pairwise_distance` in PyTorch.
 *
 * @throws {TypeError} unless both are float32. @throws {RangeError} if shapes do not broadcast.
 */
export function pairwiseDistance(x1: Tensor, x2: Tensor, options?: PairwiseDistanceOptions): Tensor {
  takes('pairwiseDistance', 3, arguments);
  const { p, eps, keepdim } = readOptions('pairwiseDistance', PAIRWISE, options);
  checkDtype('pairwiseDistance', 'x1', x1, 'float32');
  checkDtype('pairwiseDistance', 'x2', x2, 'float32');
  const shape = broadcastShapes('pairwiseDistance', x1.sizes, x2.sizes);
  if (Math.abs(p) === Infinity && shape.at(-1) === 0)
    failRange('pairwiseDistance', `expected vectors that are not empty for p ${p}, got shape ${showShape(shape)}`);
  return composed('pairwiseDistance', () => norm(add(sub(x1, x2), eps), p, -1, { keepdim }));
}
