// Places, counts, different elements, running products: nothing is read or written where an index has not been checked.
import { EXACT, type OpRow, rough, SUM, smooth } from '../optable.ts';
import { TAILS } from '../random.ts';
import { type Nd, nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);
const V = nd([3], [1, 2, 3]);
const ONE = nd([], [1]);
const at = (shape: number[], ...values: number[]): Nd => nd(shape, values, 'int32');
const opens = (name: string): RegExp => new RegExp(`^${name}: expected `);
const refusals = (name: string, refused: readonly (readonly unknown[])[]): OpRow['errors'] & {} =>
  refused.map((args) => [args, RangeError, opens(name)] as const);

const SPECIAL = nd([9], [Number.NaN, 0, -0, Infinity, -Infinity, 1, Number.NaN, 0, -1]);
const sorted = (x: Nd): Nd => {
  const n = x.shape.at(-1)!;
  for (let i = 0; i < x.data.length; i += n) x.data.subarray(i, i + n).sort();
  return x;
};
const ALL = { returnInverse: true, returnCounts: true };

export const countingRows: OpRow[] = [
  {
    name: 'maskedSelect',
    tolerance: EXACT,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), r.bool([n]))),
      smooth(r.real([4, 2]), r.bool([4, 2])),
      smooth(r.real([4, 2]), r.bool([2])),
      smooth(r.real([3, 4]), r.bool([3, 1])),
      smooth(r.real([4]), r.bool([3, 4])),
      smooth(r.real([3, 1]), r.bool([4])),
      smooth(ONE, nd([], [1], 'bool')),
      smooth(X, nd([], [0], 'bool')),
      smooth(r.real([0, 3]), r.bool([0, 3])),
      rough(r.int([3, 4], -9, 9), r.bool([3, 4])),
      rough(r.bool([3, 4]), r.bool([3, 4])),
    ],
    errors: [
      ...refusals('maskedSelect', [[X, nd([2], [1, 0], 'bool')]]),
      [[X, X], TypeError, opens('maskedSelect')],
      [[X, at([3], 1, 0, 1)], TypeError, opens('maskedSelect')],
      [[X, [true]], TypeError, opens('maskedSelect')],
    ],
  },
  {
    name: 'nonzero',
    tolerance: EXACT,
    samples: (r) =>
      [undefined, { asTuple: true }].flatMap((options) => [
        ...TAILS.map((n) => rough(r.bool([n]), options)),
        rough(r.int([4, 5], -1, 2), options),
        rough(r.bool([2, 3, 4]), options),
        rough(SPECIAL, options),
        rough(ONE, options),
        rough(nd([], [0]), options),
        rough(nd([2, 3], [0, 0, 0, 0, 0, 0]), options),
        rough(r.real([2, 0, 3]), options),
      ]),
    errors: [
      [[[1, 2]], TypeError, opens('nonzero')],
      [[X, { asTuple: 1 }], TypeError, opens('nonzero')],
      [[X, { as_tuple: true }], TypeError, /did you mean 'asTuple'/],
    ],
  },
  {
    name: 'scatter',
    tolerance: EXACT,
    samples: (r) => [
      smooth(r.real([4, 3]), 1, at([4, 2], 0, 2, 1, 0, 2, 1, 1, 0), r.real([4, 2])),
      smooth(r.real([5, 4]), 0, at([2, 3], 4, 0, 1, 2, 3, 0), r.real([3, 4])),
      smooth(r.real([2, 3, 2]), -2, at([2, 2, 2], 0, 1, 2, 0, 1, 2, 0, 1), r.real([2, 2, 2])),
      smooth(r.real([3, 5]), 1, r.int([2, 9], 0, 5), 2.5),
      smooth(r.real([3, 5]), 0, r.int([2, 5], 0, 3), 0),
      smooth(ONE, 0, at([], 0), nd([], [5])),
      smooth(ONE, 0, at([], 0), 5),
      smooth(r.real([3]), 0, at([0]), r.real([0])),
      smooth(r.real([9, 17]), 0, at([1, 17], ...Array.from({ length: 17 }, (_, i) => i % 9)), r.real([1, 17])),
      rough(r.real([3, 4]), 1, r.int([3, 9], 0, 4), r.real([3, 9])),
      rough(r.int([4], 0, 9), 0, r.int([6], 0, 4), r.int([6], 0, 9)),
      rough(r.int([4], 0, 9), 0, at([2], 1, 3), -7.9),
      rough(r.bool([2, 3]), 1, at([2, 1], 0, 2), r.bool([2, 1])),
      rough(r.bool([2, 3]), 1, at([2, 1], 0, 2), 2),
      rough(r.real([4]), 0, at([2], 1, 3), -Infinity),
    ],
    errors: [
      ...refusals('scatter', [
        [X, 1, at([1, 2], 0, 3), X],
        [X, 1, at([1, 2], 0, -1), 7],
        [X, 1, at([3, 1], 0, 0, 0), 7],
        [X, 0, at([1, 4], 0, 0, 0, 0), 7],
        [X, 0, at([1], 0), V],
        [X, 1, at([2, 2], 0, 1, 0, 1), nd([1, 2], [1, 2])],
        [X, 1, at([1, 1], 0), ONE],
        [X, 2, at([1, 1], 0), 7],
        [at([2], 1, 2), 0, at([1], 0), Number.NaN],
        [at([2], 1, 2), 0, at([1], 0), 2 ** 31],
      ]),
      [[X, 1, nd([1, 1], [0]), X], TypeError, opens('scatter')],
      [[X, 1, at([1, 1], 0), at([1, 1], 0)], TypeError, opens('scatter')],
      [[X, 1, at([1, 1], 0), [1]], TypeError, opens('scatter')],
      [[X, 1, at([1, 1], 0)], TypeError, opens('scatter')],
    ],
  },
  {
    name: 'takeAlongDim',
    tolerance: EXACT,
    samples: (r) => [
      smooth(r.real([4, 2]), r.int([4, 2], 0, 2), 1),
      smooth(r.real([4, 2]), r.int([6], 0, 8)),
      smooth(r.real([4, 2]), r.int([2, 3], 0, 8), null),
      smooth(r.real([3, 4]), r.int([3, 1], 0, 4), 1),
      smooth(r.real([3, 4]), r.int([5, 1], 0, 3), 0),
      smooth(r.real([1, 4]), r.int([3, 2], 0, 4), -1),
      smooth(r.real([2, 1, 4]), r.int([1, 3, 7], 0, 4), 2),
      smooth(r.real([3]), at([], 1)),
      smooth(ONE, at([], 0), 0),
      smooth(r.real([3, 4]), r.int([3, 0], 0, 4), 1),
      rough(r.int([4, 5], -9, 9), r.int([2, 5], 0, 4), 0),
      rough(r.bool([4, 5]), r.int([2, 5], 0, 4), 0),
    ],
    errors: [
      ...refusals('takeAlongDim', [
        [X, at([1, 1], 3), 1],
        [X, at([1, 1], -1), 1],
        [X, at([1], 6)],
        [X, at([1], 0), 1],
        [X, at([1, 2], 0, 0), 0],
        [X, at([1, 1], 0), 2],
      ]),
      [[X, nd([1, 1], [0]), 1], TypeError, opens('takeAlongDim')],
    ],
  },
  {
    name: 'cumprod',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n], 0.5, 1.5), 0)),
      smooth(r.real([4, 5]), 0),
      smooth(r.real([2, 3, 4]), -2),
      smooth(nd([3, 4], [1, 0, 3, 2, 0, 2, 0, 5, 4, -1, 2, 0]), 1),
      smooth(nd([2, 3], [0, 2, 3, 4, 5, 0]), 0),
      smooth(r.real([0, 2]), 0),
      smooth(r.real([2, 0]), 0),
      smooth(ONE, 0),
      rough(r.int([4, 3], -9, 9), 0),
      rough(r.bool([5]), 0),
      rough(at([4], 2 ** 16, -(2 ** 15), 0, 9), 0),
    ],
    errors: refusals('cumprod', [
      [X, 2],
      [X, -3],
      [at([2], 2 ** 16, 2 ** 15), 0],
      [at([3], 2 ** 30, 2 ** 30, 2 ** 30), 0],
      [at([4], 2 ** 16, 2 ** 16, 2 ** 16, 2 ** 16), 0],
    ]),
  },
  {
    name: 'bincount',
    tolerance: SUM,
    samples: (r) => [
      rough(r.int([50], 0, 9)),
      rough(r.int([5], 0, 3), { minlength: 9 }),
      rough(r.int([5], 0, 9), { minlength: 2 }),
      rough(at([0])),
      rough(at([0]), { minlength: 3 }),
      rough(at([0]), { minlength: 3, weights: nd([0], []) }),
      smooth(r.int([8], 0, 5), { weights: r.real([8]) }),
      smooth(r.int([8], 0, 5), { weights: r.real([8]), minlength: 7 }),
      rough(r.int([8], 0, 5), { weights: r.int([8], -9, 9) }),
      rough(r.int([8], 0, 5), { weights: r.bool([8]) }),
      rough(r.int([8], 0, 5), { weights: null }),
    ],
    errors: [
      ...refusals('bincount', [
        [at([2], 2, -1)],
        [at([1, 2], 1, 2)],
        [at([], 1)],
        [at([2], 1, 2), { weights: ONE }],
        [at([2], 1, 2), { weights: nd([2, 1], [1, 2]) }],
        [at([2], 1, 2), { minlength: -1 }],
        [at([2], 1, 2), { minlength: 2 ** 31 }],
      ]),
      [[at([1], 2 ** 31 - 1)], RangeError, /^bincount: /],
      [[nd([1], [1.5])], TypeError, opens('bincount')],
      [[nd([1], [1], 'bool')], TypeError, opens('bincount')],
      [[at([1], 1), { weights: [1] }], TypeError, opens('bincount')],
    ],
  },
  {
    name: 'searchsorted',
    method: false,
    tolerance: EXACT,
    samples: (r) => [
      ...[{}, { right: true }, { side: 'left' }, { side: 'right' }, { right: true, side: 'right' }].flatMap((options) => [
        rough(sorted(r.int([7], 0, 9)), r.int([2, 5], -1, 10), options),
        rough(sorted(r.int([3, 6], 0, 9)), r.int([3, 4], 0, 9), options),
        rough(sorted(r.real([33])), r.real([9]), options),
        rough(sorted(r.int([4], 0, 5)), 3, options),
        rough(nd([2], [0.1, 0.2].map(Math.fround)), 0.1, options),
        rough(nd([5], [-Infinity, -0, 0, 1, Infinity]), SPECIAL, options),
        rough(nd([3], [5, 1, 3]), nd([4], [0, 3, 4, 9]), { ...options, sorter: at([3], 1, 2, 0) }),
        rough(at([3], 1, 3, 5), nd([2], [2.5, 3]), options),
        rough(nd([2], [0.5, 2]), at([3], 0, 1, 2), options),
        rough(at([3], 1, 3, 5), 2.5, options),
      ]),
      rough(nd([0], []), nd([2], [1, 2])),
      rough(nd([2, 0], []), nd([2, 3], [1, 2, 3, 4, 5, 6])),
      rough(nd([2, 3], [1, 2, 3, 4, 5, 6]), nd([2, 0], [])),
      rough(V, nd([], [2])),
    ],
    errors: [
      ...refusals('searchsorted', [
        [X, nd([3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])],
        [X, V],
        [X, 2],
        [X, ONE],
        [ONE, ONE],
        [V, V, { right: true, side: 'left' }],
        [V, V, { side: 'middle' }],
        [V, V, { sorter: at([2], 0, 1) }],
        [V, V, { sorter: at([3], 0, 1, 3) }],
        [V, V, { sorter: at([3], 0, 1, -1) }],
      ]),
      [[V, V, { sorter: V }], TypeError, opens('searchsorted')],
      [[V, V, { right: 1 }], TypeError, opens('searchsorted')],
      [[nd([2], [0, 1], 'bool'), 1], TypeError, opens('searchsorted')],
      [[V, nd([2], [0, 1], 'bool')], TypeError, opens('searchsorted')],
      [[V, '2'], TypeError, opens('searchsorted')],
    ],
  },
  {
    name: 'unique',
    tolerance: EXACT,
    samples: (r) => [
      ...[undefined, ALL, { returnInverse: true }, { returnCounts: true }].flatMap((options) => [
        rough(r.int([11], -3, 3), options),
        rough(r.int([3, 4], 0, 5), options),
        rough(r.int([200], 0, 99), options),
        rough(SPECIAL, options),
        rough(r.bool([7]), options),
        rough(ONE, options),
        rough(nd([0], []), options),
        rough(nd([2, 0], []), options),
      ]),
      ...[{ dim: 0 }, { dim: 1, ...ALL }, { dim: -1, returnInverse: true }].flatMap((options) => [
        rough(r.int([6, 2], 0, 2), options),
        rough(r.int([2, 7], 0, 2), options),
        rough(r.bool([5, 3, 2]), options),
        rough(nd([3, 3], [1, Number.NaN, 2, 1, Number.NaN, 2, 1, 0, 2]), options),
      ]),
      rough(r.int([9], 0, 3), { dim: 0, ...ALL }),
      rough(nd([0, 3], []), { dim: 0, ...ALL }),
      rough(r.int([4], 0, 2), { dim: null }),
    ],
    errors: [
      ...refusals('unique', [
        [X, { dim: 2 }],
        [X, { dim: 0.5 }],
        [ONE, { dim: 0 }],
        [nd([0, 3], []), { dim: 1 }],
        [nd([0, 0], []), { dim: 0 }],
      ]),
      [[X, { returnInverse: 1 }], TypeError, opens('unique')],
      [[X, { return_counts: true }], TypeError, /did you mean 'returnCounts'/],
    ],
  },
];
