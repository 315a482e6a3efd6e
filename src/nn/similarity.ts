/** Distances and similarities as modules. */

import {
  COSINE,
  type CosineSimilarityOptions,
  cosineSimilarity,
  PAIRWISE,
  type PairwiseDistanceOptions,
  pairwiseDistance,
} from '../ops/reduce/distance.ts';
import { readOptions, takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** The cosine of the angle between vectors along a dim. `nn.CosineSimilarity` in PyTorch. */
export class CosineSimilarity extends Module {
  /** The dim of the vectors. */
  readonly dim: number;
  /** The least length used in the divisor. */
  readonly eps: number;

  constructor(options: CosineSimilarityOptions = {}) {
    takes('CosineSimilarity', 1, arguments);
    const { dim, eps } = readOptions('CosineSimilarity', COSINE, options);
    super();
    this.dim = dim;
    this.eps = eps;
  }

  /** `F.cosineSimilarity` of the inputs. */
  forward(x1: Tensor, x2: Tensor): Tensor {
    takes('CosineSimilarity', 2, arguments);
    return cosineSimilarity(x1, x2, { dim: this.dim, eps: this.eps });
  }
}

/** The p-norm of the difference of vectors along the last dim. `nn.PairwiseDistance` in PyTorch. */
export class PairwiseDistance extends Module {
  /** The p of the norm. */
  readonly p: number;
  /** Added to each difference. */
  readonly eps: number;
  /** Whether to keep the last dim, with size 1. */
  readonly keepdim: boolean;

  constructor(options: PairwiseDistanceOptions = {}) {
    takes('PairwiseDistance', 1, arguments);
    const { p, eps, keepdim } = readOptions('PairwiseDistance', PAIRWISE, options);
    super();
    this.p = p;
    this.eps = eps;
    this.keepdim = keepdim;
  }

  /** `F.pairwiseDistance` of the inputs. */
  forward(x1: Tensor, x2: Tensor): Tensor {
    takes('PairwiseDistance', 2, arguments);
    return pairwiseDistance(x1, x2, { p: this.p, eps: this.eps, keepdim: this.keepdim });
  }
}
