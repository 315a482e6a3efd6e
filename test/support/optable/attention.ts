// Attention with every kind of mask; batches and heads lead.
import { constant, type OpRow, SUM, smooth } from '../optable.ts';
import { nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);
const SEEN = nd([2, 3], [1, 0, 1, 1, 1, 0], 'bool');

export const attentionRows: OpRow[] = [
  {
    name: 'F.scaledDotProductAttention',
    tolerance: SUM,
    samples: (r) => [
      smooth(r.real([2, 3]), r.real([4, 3]), r.real([4, 5])),
      smooth(r.real([2, 3, 5, 4]), r.real([2, 3, 5, 4]), r.real([2, 3, 5, 4]), { isCausal: true }),
      // four heads or more have a kernel of their own; with fewer keys than queries, and with more
      smooth(r.real([4, 1, 1]), r.real([4, 1, 1]), r.real([4, 1, 1])),
      smooth(r.real([4, 9, 5]), r.real([4, 3, 5]), r.real([4, 3, 6]), { isCausal: true }),
      smooth(r.real([2, 2, 3, 4]), r.real([2, 2, 19, 4]), r.real([2, 2, 19, 1]), { scale: -1.5, isCausal: true }),
      smooth(r.real([5, 18, 8]), r.real([5, 35, 8]), r.real([5, 35, 7]), { attnMask: null, dropoutP: 0 }),
      smooth(constant(r.real([4, 2, 3])), r.real([4, 4, 3]), constant(r.real([4, 4, 2]))),
      smooth(r.real([3, 2, 4]), r.real([3, 3, 4]), r.real([3, 3, 4]), { attnMask: SEEN }),
      smooth(r.real([3, 2, 4]), r.real([1, 3, 4]), r.real([1, 3, 2]), { attnMask: r.real([2, 3]), scale: 0.3 }),
    ],
    errors: [
      [[X, X, nd([3, 2], [1, 2, 3, 4, 5, 6])], RangeError, /^scaledDotProductAttention: .*\[2, 3\].*\[3, 2\]/],
      [[X, X, X, { attnMask: SEEN, isCausal: true }], RangeError, /^scaledDotProductAttention: .*both/],
      [[X, X, X, { attnMask: nd([2, 2], [1, 0, 1, 1], 'int32') }], TypeError, /^scaledDotProductAttention: .*bool/],
      [[X, X, X, { causal: true }], TypeError, /^scaledDotProductAttention: .*isCausal/],
      [[X, X, X, { dropoutP: 2 }], RangeError, /^scaledDotProductAttention: .*dropoutP/],
    ],
  },
];
