// Reductions over none, one or several dims, scans and orderings.
import { EXACT, type OpRow, rough, type Sample, SUM, smooth, withoutGradient } from '../optable.ts';
import { type Random, TAILS } from '../random.ts';
import { nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);
type Draw = (r: Random, shape: number[]) => ReturnType<Random['real']>;
const real: Draw = (r, shape) => r.real(shape);
const distinct: Draw = (r, shape) => r.distinct(shape);

const wrongDims = (name: string, ...before: unknown[]): OpRow['errors'] & {} => [
  [[X, ...before, 2], RangeError, new RegExp(`^${name}: .*2`)],
  [[X, ...before, -3], RangeError, new RegExp(`^${name}: `)],
  [[X, ...before, 0.5], RangeError, new RegExp(`^${name}: `)],
  [[[1, 2], ...before, 0], TypeError, new RegExp(`^${name}: `)],
];

/** Every tail length whole and along each dim, kept and dropped, inner dims and outer. */
function reduced(draw: Draw, { several = true, first = 0 } = {}) {
  return (r: Random): Sample[] => [
    ...TAILS.slice(first).map((n) => smooth(draw(r, [n]))),
    ...TAILS.slice(first).map((n) => smooth(draw(r, [3, n]), 1)),
    ...TAILS.slice(first).map((n) => smooth(draw(r, [n, 3]), 0, { keepdim: true })),
    smooth(draw(r, [])),
    smooth(draw(r, [2, 3, 4]), 1),
    smooth(draw(r, [2, 3, 4]), -1, { keepdim: true }),
    smooth(draw(r, [0, 3]), 1),
    smooth(draw(r, [2, 1, 5]), -2),
    smooth(draw(r, [300, 7])),
    smooth(draw(r, [5, 2100]), 1),
    ...(several
      ? [
          smooth(draw(r, [2, 3, 4]), [0, 2]),
          smooth(draw(r, [2, 3, 4]), [-1, 0], { keepdim: true }),
          smooth(draw(r, [2, 3]), []),
          smooth(draw(r, [2, 3, 4, 5]), [1, 2]),
          smooth(draw(r, [2, 3, 4, 5]), [0, 3], { keepdim: true }),
        ]
      : []),
  ];
}

const twice = (name: string): OpRow['errors'] & {} => [
  ...wrongDims(name),
  [[X, [0, 0]], RangeError, new RegExp(`^${name}: `)],
  [[X, 0, { keepDim: true }], TypeError, new RegExp(`^${name}: .*keepdim`)],
];

const counted = (row: OpRow): OpRow => ({
  ...row,
  samples: (r) => [...row.samples(r), rough(r.int([3, 5], -9, 9)), rough(r.int([3, 5], -3, 3), 1), rough(r.bool([4, 9]), 0)],
});

/** Reductions that pick an element have no gradient at ties: the values are distinct. Of nothing they pick nothing. */
const picking = (name: string, dims: { several: boolean }): OpRow => ({
  name,
  tolerance: EXACT,
  samples: (r) => [
    ...reduced(distinct, { ...dims, first: 1 })(r),
    rough(nd([3, 4], [1, 3, 3, 2, NaN, 1, NaN, 0, -Infinity, Infinity, -Infinity, Infinity]), 1),
    rough(nd([5], [NaN, 1, 2, NaN, 3])),
    rough(nd([2, 2], [-Infinity, -Infinity, Infinity, Infinity]), 0),
    rough(r.int([3, 5], -9, 9), 1),
  ],
  errors: [
    ...wrongDims(name),
    [[nd([0], [])], RangeError, new RegExp(`^${name}: `)],
    [[nd([2, 0], []), 1], RangeError, new RegExp(`^${name}: `)],
  ],
});

const ofTwoToo = (row: OpRow): OpRow => ({
  ...row,
  errors: [
    ...row.errors!,
    [[X, undefined, { keepdim: true }], TypeError, new RegExp(`^${row.name}: .*a${row.name}`)],
    [[X, nd([2], [1, 2])], RangeError, new RegExp(`^${row.name}: .*\\[2, 3\\].*\\[2\\]`)],
    [[X, [0, 1]], TypeError, new RegExp(`^${row.name}: `)],
  ],
  samples: (r) => [...row.samples(r), smooth(r.real([2, 3]), r.real([3])), rough(r.int([5], -2, 2), r.int([5], -2, 2))],
});

const truth = (name: string): OpRow =>
  withoutGradient({
    name,
    tolerance: EXACT,
    samples: (r) => [
      ...reduced((q, shape) => q.bool(shape))(r),
      rough(nd([2, 3], [0, -0, NaN, 1, 0, 2]), 1),
      rough(r.int([3, 40], 0, 2), 1),
    ],
    errors: twice(name),
  });

const ordering = (name: string, ...middle: unknown[]): OpRow => ({
  name,
  tolerance: EXACT,
  samples: (r) => [
    ...TAILS.filter((n) => n >= ((middle[0] as number | undefined) ?? 0)).map((n) => smooth(distinct(r, [n]), ...middle)),
    smooth(distinct(r, [3, 7]), ...middle, 1),
    smooth(distinct(r, [5, 3]), ...middle, 0),
    smooth(distinct(r, [2, 6, 3]), ...middle, -2),
    rough(r.int([3, 9], -9, 9), ...middle, 1),
  ],
  errors: wrongDims(name, ...middle),
});

export const reduceRows: OpRow[] = [
  counted({
    name: 'sum',
    tolerance: SUM,
    samples: reduced(real),
    errors: [...twice('sum'), [[nd([2], [2147483647, 1], 'int32')], RangeError, /^sum: .*int32/]],
  }),
  {
    name: 'mean',
    tolerance: SUM,
    samples: reduced(real),
    errors: [...twice('mean'), [[nd([2], [1, 2], 'int32')], TypeError, /^mean: /]],
  },
  counted({
    name: 'prod',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.slice(0, 13).map((n) => smooth(r.real([n], 0.5, 1.5))),
      ...TAILS.slice(0, 13).map((n) => smooth(r.real([3, n], 0.5, 1.5), 1)),
      smooth(r.real([2, 3, 4]), 1, { keepdim: true }),
      smooth(nd([2, 3], [1, 0, 2, 0, 3, 0]), 1),
      smooth(r.real([2, 3, 4]), [0, 2]),
      smooth(r.real([2, 3, 4, 2]), [1, 2], { keepdim: true }),
      rough(nd([3], [65536, 65536, 0], 'int32')),
    ],
    errors: [...twice('prod'), [[nd([2], [65536, 65536], 'int32')], RangeError, /^prod: .*int32/]],
  }),
  ...['amax', 'amin'].map((name) => picking(name, { several: true })),
  ...['max', 'min'].map((name) => ofTwoToo(picking(name, { several: false }))),
  ...['argmax', 'argmin'].map((name) => withoutGradient(picking(name, { several: false }))),
  ...['var', 'std'].map(
    (name): OpRow => ({
      name,
      tolerance: SUM,
      samples: (r) => [
        ...reduced(real, { first: 2 })(r),
        smooth(r.real([4, 3], 99, 101), 0),
        smooth(r.real([3, 5]), 1, { correction: 0 }),
        smooth(r.real([3, 5]), 1, { correction: 2 }),
        rough(r.real([2, 1]), 1),
        rough(r.real([0])),
        // squares beyond float32, above and below
        ...[1e25, 1e-25, 1e-15, 1e19].map((scale) =>
          rough(
            nd(
              [2, 3],
              [...r.real([3]).data, ...r.real([3]).data].map((v, i) => (i < 3 ? v * scale : v)),
            ),
            1,
          ),
        ),
        ...[1e25, 1e-25].map((scale) =>
          rough(
            nd(
              [3, 2],
              [...r.real([6]).data].map((v) => v * scale),
            ),
            0,
          ),
        ),
      ],
      errors: [...twice(name), [[X, 0, { unbiased: true }], TypeError, new RegExp(`^${name}: `)]],
    }),
  ),
  {
    name: 'logsumexp',
    tolerance: [2e-6, 1e-6],
    samples: (r) => [
      ...reduced(real)(r),
      rough(r.real([3, 9], 9990, 10000), 1),
      rough(nd([3, 2], [Infinity, 1, NaN, 1, -Infinity, -Infinity]), 1),
    ],
    errors: twice('logsumexp'),
  },
  ...['all', 'any'].map(truth),
  {
    name: 'norm',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.slice(1).map((n) => smooth(r.real([n]))),
      ...[1, 2, 3, Infinity].flatMap((p) => [
        smooth(r.real([3, 4]), p),
        smooth(r.real([3, 4]), p, 1),
        smooth(r.real([2, 3, 4]), p, [0, 2], { keepdim: true }),
      ]),
      ...[0.5, -1].map((p) => smooth(r.real([3, 4], 0.5, 2), p, 1)),
      smooth(r.distinct([9]), -Infinity),
      smooth(r.real([9]), 0),
      smooth(r.real([])),
      ...[2, 1, 0, 0.5, -1, Infinity, -Infinity].flatMap((p) => [
        rough(nd([0, 2], []), p, 0),
        rough(nd([0, 2], []), p, 1),
        rough(nd([0], []), p),
      ]),
    ],
    errors: [...wrongDims('norm', 2), [[X, NaN], RangeError, /^norm: /]],
  },
  {
    name: 'cumsum',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), 0)),
      smooth(r.real([3, 33]), 1),
      smooth(r.real([7, 3]), 0),
      smooth(r.real([2, 5, 3]), -2),
      smooth(r.real([]), 0),
      rough(r.int([3, 5], -9, 9), 1),
      rough(r.bool([4, 9]), 0),
    ],
    errors: [...wrongDims('cumsum'), [[nd([2], [2147483647, 1], 'int32'), 0], RangeError, /^cumsum: .*int32/]],
  },
  {
    ...ordering('sort'),
    samples: (r) => [
      ...ordering('sort').samples(r),
      smooth(distinct(r, [3, 5]), 1, { descending: true }),
      rough(nd([7], [2, NaN, 1, 2, -Infinity, NaN, 1]), 0, { stable: true }),
      rough(nd([7], [2, NaN, 1, 2, -Infinity, NaN, 1]), 0, { stable: true, descending: true }),
      rough(nd([5], [0, -0, 1, -0, 0]), 0),
      rough(r.int([1000], -9, 9)),
      rough(r.int([100, 2], -2147483648, 2147483647), 0, { descending: true }),
      rough(r.bool([60]), 0),
      smooth(distinct(r, [2, 300]), 1, { descending: true }),
      smooth(distinct(r, [300, 3]), 0),
    ],
  },
  {
    ...ordering('topk', 2),
    samples: (r) => [
      ...ordering('topk', 2).samples(r),
      smooth(distinct(r, [3, 9]), 4, 1, { largest: false }),
      smooth(distinct(r, [5]), 0),
      smooth(distinct(r, [5]), 5),
      smooth(distinct(r, [2, 99]), 60),
      smooth(distinct(r, [99, 2]), 60, 0, { largest: false }),
      rough(nd([7], [2, NaN, 1, 2, -Infinity, NaN, 1]), 3),
      rough(nd([7], [2, NaN, 1, 2, -Infinity, NaN, 1]), 6, 0, { largest: false }),
    ],
    errors: [...wrongDims('topk', 1), [[X, 4], RangeError, /^topk: .*4/], [[X, -1], RangeError, /^topk: /]],
  },
];
