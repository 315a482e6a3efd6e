// Cosine similarity and pairwise distance: broadcasting, every dim and norm, vectors of length 0.
import { type OpRow, rough, SUM, smooth } from '../optable.ts';
import { nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);

export const distanceRows: OpRow[] = [
  {
    name: 'F.cosineSimilarity',
    tolerance: SUM,
    samples: (r) => [
      smooth(r.real([3, 5]), r.real([3, 5])),
      smooth(r.real([4, 33]), r.real([1, 33]), { eps: 1e-4 }),
      smooth(r.real([2, 3, 4]), r.real([3, 4]), { dim: -2 }),
      smooth(r.real([2, 3, 4]), r.real([2, 1, 4])),
      smooth(r.real([2, 1, 4]), r.real([3, 1]), { dim: 2 }),
      smooth(r.real([7]), r.real([7]), { dim: 0 }),
      rough(nd([2, 2], [0, 0, 1, 0]), nd([2, 2], [3, 4, 0, 0])),
      rough(nd([2, 2], [1e-3, 0, 3, 4]), nd([2, 2], [3, 4, 1e-3, 0]), { eps: 1 }),
      rough(r.real([0, 3]), r.real([0, 3])),
      rough(nd([], [2]), nd([], [-3]), { dim: 0 }),
    ],
    errors: [
      [[X, nd([2, 2], [1, 2, 3, 4])], RangeError, /^cosineSimilarity: .*\[2, 3\].*\[2, 2\]/],
      [[nd([2], [1, 2]), nd([2], [1, 2])], RangeError, /^cosineSimilarity: .*dim/],
      [[X, X, { dims: 0 }], TypeError, /^cosineSimilarity: .*'dim'/],
      [[X, nd([3], [1, 2, 3], 'int32')], TypeError, /^cosineSimilarity: .*x2.*int32/],
      [[X, 2], TypeError, /^cosineSimilarity: .*x2/],
    ],
  },
  {
    name: 'F.pairwiseDistance',
    tolerance: SUM,
    samples: (r) => [
      smooth(r.real([3, 5]), r.real([3, 5])),
      ...[1, 2, 3, Infinity].map((p) => smooth(r.real([4, 33]), r.real([33]), { p })),
      smooth(r.real([2, 3, 4]), r.real([3, 1]), { keepdim: true, eps: 0.1 }),
      smooth(r.real([7]), r.real([7])),
      rough(nd([2, 2], [1, 2, 3, 4]), nd([2, 2], [1, 2, 3, 4])),
      rough(r.real([2, 0]), r.real([2, 0])),
      rough(nd([], [2]), nd([], [-3])),
    ],
    errors: [
      [[X, nd([2, 2], [1, 2, 3, 4])], RangeError, /^pairwiseDistance: .*\[2, 3\].*\[2, 2\]/],
      [[X, X, { P: 3 }], TypeError, /^pairwiseDistance: .*'p'/],
      [[X, X, { p: NaN }], RangeError, /^pairwiseDistance: .*p /],
      [[nd([2, 0], []), nd([2, 0], []), { p: Infinity }], RangeError, /^pairwiseDistance: .*Infinity/],
      [[nd([3], [1, 2, 3], 'int32'), X], TypeError, /^pairwiseDistance: .*x1.*int32/],
    ],
  },
];
