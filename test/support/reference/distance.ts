// Cosine similarity and pairwise distance.
import { broadcastShapes, broadcastTo, type Nd, reduce, zip } from './nd.ts';
import { reductions, sumOf } from './reduce.ts';

const f = Math.fround;

export const distances = {
  'F.cosineSimilarity': (x1: Nd, x2: Nd, { dim = 1, eps = 1e-8 } = {}) => {
    const shape = broadcastShapes(x1.shape, x2.shape);
    const [a, b] = [broadcastTo(x1, shape), broadcastTo(x2, shape)];
    const length = (x: Nd): Nd => reduce(x, dim, false, (row) => Math.max(Math.sqrt(sumOf(row.map((v) => v * v))), eps));
    const products = reductions.sum(
      zip((p, q) => p * q, a, b),
      dim,
    );
    return zip(
      (p, q) => p / q,
      products,
      zip((p, q) => p * q, length(a), length(b)),
    );
  },
  'F.pairwiseDistance': (x1: Nd, x2: Nd, { p = 2, eps = 1e-6, keepdim = false } = {}) =>
    reductions.norm(
      zip((a, b) => a - b + f(eps), x1, x2),
      p,
      -1,
      { keepdim },
    ),
};
