// Picking by index, scattering, masks, embeddings: every index is checked before anything is read.
import { constant, EXACT, type OpRow, rough, SUM, smooth } from '../optable.ts';
import { type Random, TAILS } from '../random.ts';
import { type Nd, nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);
const at = (shape: number[], ...values: number[]): Nd => nd(shape, values, 'int32');
const opens = (name: string): RegExp => new RegExp(`^${name}: `);

const outOfRange = (name: string, make: (index: Nd) => unknown[]): OpRow['errors'] & {} => [
  [make(at([1, 2], 0, 3)), RangeError, new RegExp(`^${name}: .*\\[0, 3\\).*3 at`)],
  [make(at([1, 2], -1, 0)), RangeError, new RegExp(`^${name}: .*-1`)],
  [make(nd([1, 2], [0, 1])), TypeError, new RegExp(`^${name}: .*int32`)],
];

/** Rows of a table of n, of each width of the tails. */
const widths = (make: (r: Random, width: number) => unknown[]) => (r: Random) => TAILS.slice(1).map((w) => smooth(...make(r, w)));

export const indexingRows: OpRow[] = [
  {
    name: 'gather',
    tolerance: EXACT,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n, 3]), 1, r.int([n, 2], 0, 3))),
      smooth(r.real([3, 4]), 0, r.int([2, 3], 0, 3)),
      smooth(r.real([5]), 0, r.int([9], 0, 5)),
      smooth(r.real([2, 3, 4]), -1, r.int([2, 3, 7], 0, 4)),
      smooth(r.real([2, 3, 4]), 1, r.int([2, 5, 4], 0, 3)),
      smooth(r.real([4, 3]), 1, r.int([0, 3], 0, 3)),
      rough(r.int([3, 4], -9, 9), 1, r.int([3, 2], 0, 4)),
    ],
    errors: [
      ...outOfRange('gather', (index) => [X, 1, index]),
      [[X, 1, at([1], 0)], RangeError, opens('gather')],
      [[X, 2, at([1, 1], 0)], RangeError, opens('gather')],
      [[X, 1, at([3, 1], 0, 0, 0)], RangeError, opens('gather')],
    ],
  },
  {
    name: 'scatterAdd',
    tolerance: SUM,
    samples: (r) => [
      smooth(r.real([5]), 0, r.int([9], 0, 5), r.real([9])),
      smooth(r.real([3, 4]), 1, r.int([3, 7], 0, 4), r.real([3, 7])),
      smooth(r.real([3, 4]), 0, r.int([5, 2], 0, 3), r.real([6, 3])),
      smooth(r.real([2, 3, 4]), -2, r.int([2, 5, 4], 0, 3), r.real([2, 5, 4])),
      smooth(r.real([3]), 0, at([0]), r.real([0])),
      rough(r.int([4], 0, 9), 0, r.int([6], 0, 4), r.int([6], 0, 9)),
    ],
    errors: [
      ...outOfRange('scatterAdd', (index) => [X, 1, index, X]),
      [[X, 1, at([2, 4], 0, 0, 0, 0, 0, 0, 0, 0), X], RangeError, opens('scatterAdd')],
    ],
  },
  {
    name: 'indexSelect',
    tolerance: EXACT,
    samples: (r) => [
      ...widths((q, w) => [q.real([5, w]), 0, q.int([7], 0, 5)])(r),
      smooth(r.real([3, 5]), 1, r.int([4], 0, 5)),
      smooth(r.real([2, 3, 4]), -2, r.int([5], 0, 3)),
      smooth(r.real([5]), 0, r.int([0], 0, 5)),
    ],
    errors: [
      [[X, 1, at([2], 0, 3)], RangeError, /^indexSelect: .*\[0, 3\).*3 at/],
      [[X, 0, at([1], -1)], RangeError, opens('indexSelect')],
      [[X, 0, nd([1], [0])], TypeError, opens('indexSelect')],
      [[X, 0, at([1, 1], 0)], RangeError, opens('indexSelect')],
      [[X, 2, at([1], 0)], RangeError, opens('indexSelect')],
    ],
  },
  {
    name: 'maskedFill',
    tolerance: EXACT,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), r.bool([n]), 7.5)),
      smooth(r.real([2, 3]), r.bool([3]), -1),
      smooth(r.real([2, 3]), r.bool([2, 1]), 0),
      rough(r.real([2, 3]), r.bool([2, 3]), -Infinity),
      rough(r.int([5], 0, 9), r.bool([5]), 4),
    ],
    errors: [
      [[X, X, 0], TypeError, /^maskedFill: .*bool/],
      [[X, nd([4], [1, 0, 1, 0], 'bool'), 0], RangeError, opens('maskedFill')],
    ],
  },
  {
    name: 'oneHot',
    method: false,
    tolerance: EXACT,
    samples: (r) => [
      rough(r.int([9], 0, 4), 4),
      rough(r.int([2, 3], 0, 5), 7),
      rough(at([], 2), 3),
      rough(at([3], 0, 2, 1)),
      rough(at([0]), 3),
    ],
    errors: [
      [[at([2], 0, 3), 3], RangeError, /^oneHot: .*\[0, 3\).*3 at/],
      [[at([1], -1), 3], RangeError, opens('oneHot')],
      [[nd([1], [0]), 3], TypeError, /^oneHot: .*int32/],
    ],
  },
  {
    name: 'F.embedding',
    tolerance: EXACT,
    samples: (r) => [
      ...widths((q, w) => [q.int([6], 0, 5), q.real([5, w])])(r),
      smooth(r.int([2, 3], 0, 5), r.real([5, 3])),
      smooth(at([], 2), r.real([5, 3])),
      smooth(at([0]), r.real([5, 3])),
      smooth(at([2, 0]), r.real([5, 3])),
    ],
    errors: outOfRange('embedding', (index) => [index, nd([3, 2], [1, 2, 3, 4, 5, 6])]),
  },
  {
    name: 'F.embeddingBag',
    tolerance: SUM,
    samples: (r) => [
      ...(['sum', 'mean', 'max'] as const).flatMap((mode) => [
        smooth(r.int([4, 3], 0, 9), r.real([9, 5]), { mode }),
        smooth(at([7], 1, 2, 4, 5, 4, 3, 8), r.real([9, 17]), { mode, offsets: at([4], 0, 2, 2, 6) }),
      ]),
      smooth(at([5], 1, 2, 4, 5, 4), r.real([9, 3]), {
        offsets: at([2], 0, 3),
        mode: 'sum',
        perSampleWeights: constant(r.real([5])),
      }),
      rough(r.int([4, 3], 0, 3), r.real([3, 5]), { mode: 'mean', paddingIdx: 1 }),
    ],
    errors: [
      ...outOfRange('embeddingBag', (index) => [index, nd([3, 2], [1, 2, 3, 4, 5, 6])]),
      [[at([2], 0, 1), X], RangeError, opens('embeddingBag')],
      [[at([1, 1], 0), X, { mode: 'median' }], RangeError, opens('embeddingBag')],
    ],
  },
];
