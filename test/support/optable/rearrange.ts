// Reversed, rolled, repeated, triangular, padded: exact in value and gradient, whatever the layout.
import { EXACT, type OpRow, rough, type Sample, shared, smooth } from '../optable.ts';
import type { Random } from '../random.ts';
import { type Nd, nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);
const V = nd([3], [1, 2, 3]);
const ONE = nd([], [1]);
const CUBE = nd([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
const at = (shape: number[], ...values: number[]): Nd => nd(shape, values, 'int32');
const opens = (name: string): RegExp => new RegExp(`^${name.replace('F.', '')}: expected `);

/** One sample for each list of arguments after a tensor of that shape; the first two of integers, the first of bools too. */
type Calls = readonly (readonly [shape: number[], ...rest: unknown[]])[];
const samplesOf =
  (calls: Calls) =>
  (r: Random): Sample[] => [
    ...calls.map(([shape, ...rest]) => smooth(r.real(shape), ...rest)),
    ...calls.slice(0, 2).map(([shape, ...rest]) => rough(r.int(shape, -9, 9), ...rest)),
    ...calls.slice(0, 1).map(([shape, ...rest]) => rough(r.bool(shape), ...rest)),
  ];

const refusals = (name: string, refused: readonly (readonly unknown[])[]): OpRow['errors'] & {} =>
  refused.map((args) => [args, RangeError, opens(name)] as const);

const row = (name: string, calls: Calls, refused: readonly (readonly unknown[])[]): OpRow => ({
  name,
  tolerance: EXACT,
  samples: samplesOf(calls),
  errors: refusals(name, refused),
});

const triangles = (name: string): OpRow =>
  row(
    name,
    [
      [[6, 4]],
      [[2, 6], 2],
      [[3, 3], -1],
      [[3, 2, 4], 1],
      [[2, 0, 4, 3], 1],
      [[3, 5], 99],
      [[3, 5], -99],
      [[0, 2]],
      [[9, 17], -2],
    ],
    [[V], [ONE], [X, 0.5], [X, 2 ** 31]],
  );

/** Joining takes a list. */
const joining = (name: string, lists: readonly number[][][]): OpRow => ({
  name,
  method: false,
  tolerance: EXACT,
  samples: (r) => [
    ...lists.map((shapes) => smooth(shapes.map((shape) => r.real(shape)))),
    shared(r.real([2, 3]), (x) => smooth([x, r.real([2, 3]), x])),
    rough([r.int([2], 0, 9), r.int([2], 0, 9)]),
    rough([r.int([2], 0, 9), r.bool([2])]),
  ],
  errors: [...refusals(name, [[[]]]), [[[X, [1, 2]]], TypeError, opens(name)], [[X], TypeError, opens(name)]],
});

const REFLECT = { mode: 'reflect' };
const REPLICATE = { mode: 'replicate' };

export const rearrangeRows: OpRow[] = [
  row(
    'flip',
    [
      [[3, 4], [0]],
      [
        [2, 3, 2],
        [0, 1, 2],
      ],
      [[2, 3, 4], [-1]],
      [[2, 3, 4], [1]],
      [
        [2, 3, 4],
        [0, 2],
      ],
      [[4], 0],
      [[9, 17], [1]],
      [
        [17, 9],
        [0, 1],
      ],
      [[3, 4], []],
      [[], [0]],
      [
        [0, 3],
        [0, 1],
      ],
      [[1, 3], [0]],
    ],
    [
      [X, [2]],
      [X, [0, 0]],
      [X, [0, -2]],
      [X, [0.5]],
    ],
  ),
  row(
    'roll',
    [
      [[3, 3, 2], [-2], [-1]],
      [
        [3, 3, 2],
        [-1, -5],
        [0, 2],
      ],
      [[3, 3, 2], -3],
      [[3, 4], 2, 0],
      [[3, 4], 2 ** 40, 1],
      [
        [3, 4],
        [1, 2],
        [1, 1],
      ],
      [[5], 10],
      [[5], [1], null],
      [[], 3],
      [[0, 3], 1, 0],
      [[0, 3], 1],
      [[17, 9], 4, 1],
    ],
    [
      [X, [1, 2], [0]],
      [X, [1, 2]],
      [X, [], []],
      [X, 1, 5],
      [X, 0.5, 0],
      [ONE, 1, 0],
    ],
  ),
  triangles('tril'),
  triangles('triu'),
  row(
    'diag',
    [[[6, 4], 1], [[6]], [[6, 4], -3], [[2, 6], 99], [[2], 1], [[3], -2], [[0], 2], [[0]], [[0, 3]]],
    [[CUBE], [ONE], [X, 0.5], [V, 2 ** 31 - 1], [V, 50_000]],
  ),
  row(
    'diagonal',
    [
      [[3, 3, 2], { offset: -1, dim1: -1, dim2: 0 }],
      [[6, 4]],
      [[6, 4], { offset: -1 }],
      [[2, 3, 4], { offset: 1, dim1: 1, dim2: 2 }],
      [[2, 6], { offset: 9 }],
      [[2, 6], { offset: -9 }],
      [[4, 2, 4], { dim1: 2 }],
      [[0, 3]],
    ],
    [[X, { dim1: 1 }], [X, { dim1: 1, dim2: -1 }], [V], [ONE], [X, { dim2: 2 }], [X, { offset: 0.5 }]],
  ),
  row(
    'repeat',
    [
      [
        [6, 4],
        [2, 1],
      ],
      [
        [2, 6],
        [2, 1, 2],
      ],
      [
        [2, 3],
        [3, 2],
      ],
      [
        [2, 3],
        [1, 1],
      ],
      [[], []],
      [[], [3]],
      [[], [2, 2]],
      [
        [2, 3],
        [0, 2],
      ],
      [
        [0, 3],
        [2, 2],
      ],
      [
        [2, 1, 2],
        [2, 3, 2],
      ],
    ],
    [
      [X, [2]],
      [X, [2, -1]],
      [X, [2, 0.5]],
      [X, [2 ** 31, 1]],
      [X, [2 ** 20, 2 ** 20]],
      [X, [0, 2 ** 40]],
    ],
  ),
  row(
    'tile',
    [
      [[6, 4], [2]],
      [
        [2, 6],
        [1, 2, 2],
      ],
      [[2, 3], []],
      [[], [2, 2]],
      [
        [2, 3],
        [2, 3],
      ],
    ],
    [
      [X, [-1]],
      [X, [2 ** 31]],
    ],
  ),
  {
    name: 'repeatInterleave',
    tolerance: EXACT,
    samples: (r) => [
      ...samplesOf([
        [[3, 3, 2], 2, 0],
        [[3, 3, 2], 2],
        [[2, 3], 3, -1],
        [[2, 3], 1, 0],
        [[2, 3], 0, 1],
        [[], 3],
        [[0], 2],
        [[2, 0, 3], 2, 1],
        [[2, 3], 2, null],
      ])(r),
      smooth(r.real([2, 3, 2]), at([3], 2, 0, 1), 1),
      smooth(r.real([2, 2]), at([4], 1, 2, 0, 3)),
      smooth(r.real([2, 3]), at([1], 2), 1),
      smooth(r.real([2, 3]), at([], 2), 1),
      smooth(r.real([5, 17]), at([5], 1, 0, 0, 2, 1), 0),
      rough(r.int([3], -9, 9), at([3], 1, 0, 2)),
      rough(r.real([0]), at([0])),
    ],
    errors: [
      ...refusals('repeatInterleave', [
        [X, -1],
        [X, at([2], 1, 2)],
        [X, at([2], 1, -2), 0],
        [X, at([1], -2), 0],
        [X, at([2, 1], 1, 2), 0],
        [X, 2, 2],
        [X, 1.5, 0],
        [X, 2 ** 31, 0],
        [X, 2 ** 30, 0],
        [X, at([2], 2 ** 30, 2 ** 30), 0],
        [ONE, 2, 0],
      ]),
      [[X, nd([2], [1, 2]), 0], TypeError, opens('repeatInterleave')],
      [[X, [1, 2], 0], TypeError, opens('repeatInterleave')],
    ],
  },
  row(
    'movedim',
    [
      [
        [3, 3, 2],
        [2, 0],
        [0, -1],
      ],
      [[2, 3, 2], 0, 2],
      [[2, 3, 4, 5], 3, 1],
      [
        [2, 3, 4, 5],
        [0, 1],
        [-1, -2],
      ],
      [[2, 3], [], []],
      [[], 0, 0],
    ],
    [
      [X, [0, 1], [0]],
      [X, [0, 0], [0, 1]],
      [X, [0, 1], [1, 1]],
      [X, 2, 0],
      [X, 0, -3],
    ],
  ),
  row(
    'swapaxes',
    [
      [[3, 3, 2], 1, -1],
      [[2, 3], 0, 1],
      [[2, 3, 4], 0, 0],
      [[], 0, -1],
    ],
    [
      [X, 0, 2],
      [X, -3, 0],
    ],
  ),
  row(
    'unflatten',
    [
      [[3, 12], 1, [3, -1, 2]],
      [[12, 3], 0, [3, 4]],
      [[2, 3], -1, [-1]],
      [[0, 3], 0, [-1, 2]],
      [[0, 3], 1, [-1, 3]],
      [[2, 6, 3], 1, [2, 3]],
      [[2, 1], 1, [1, 1]],
    ],
    [
      [X, 1, [3, 2]],
      [X, 1, [-1, -1]],
      [X, 1, [2, -1]],
      [X, 1, []],
      [X, 2, [3]],
      [nd([0, 1], []), 0, [0, -1]],
      [nd([2, 1], [1, 2]), 1, []],
      [ONE, 0, [1]],
      [X, 1, [-3, -1]],
    ],
  ),
  {
    name: 'unbind',
    tolerance: EXACT,
    samples: (r) => [...samplesOf([[[3, 3, 2], 1], [[2, 3, 2]], [[3]], [[2, 3], -1]])(r), rough(r.real([0, 2]))],
    errors: refusals('unbind', [[ONE], [X, 2], [X, -3]]),
  },
  joining('hstack', [
    [
      [6, 4],
      [6, 1],
      [6, 4],
    ],
    [[3], [2]],
    [
      [2, 1, 3],
      [2, 2, 3],
    ],
    [[], []],
    [[], [3]],
    [[0], [2, 3]],
  ]),
  joining('vstack', [
    [[6, 4], [2, 4], [4]],
    [[4], [4]],
    [[], []],
    [
      [2, 3, 2],
      [1, 3, 2],
    ],
  ]),
  {
    name: 'F.pad',
    method: false,
    tolerance: EXACT,
    samples: (r) => [
      ...samplesOf([
        [
          [2, 2, 5],
          [3, 0],
        ],
        [[2, 3], [1, 1, 0, 2], { value: 1.5 }],
        [
          [3, 5],
          [-1, 2],
        ],
        [[3, 5], [-1, -2, -1, 4], { mode: 'constant', value: -2 }],
        [
          [3, 5],
          [-5, 3],
        ],
        [
          [3, 5],
          [-5, 0],
        ],
        [
          [2, 3, 2, 2],
          [0, 0, 0, 1, 2, 0],
        ],
        [[2, 3], []],
        [
          [2, 3],
          [0, 0],
        ],
        [[], []],
        [
          [0, 2],
          [0, 0, 1, 0],
        ],
        [
          [9, 17],
          [3, 5, 2, 1],
        ],
      ])(r),
      ...[REFLECT, REPLICATE].flatMap((mode) => [
        smooth(r.real([2, 2, 5]), [1, 4], mode),
        smooth(r.real([2, 5]), [2, 2], mode),
        smooth(r.real([2, 5]), [-1, 3], mode),
        smooth(r.real([2, 3]), [-3, 2], mode),
        smooth(r.real([2, 3]), [0, 0], mode),
        smooth(r.real([1, 3, 3]), [-3, 0, 1, 1], mode),
        smooth(r.real([2, 2, 3, 4]), [3, 1, 2, 0], mode),
        smooth(r.real([2, 3, 4]), [1, 2, 1, 0], mode),
        smooth(r.real([2, 3, 2, 2]), [1, 1, 1, 0, 2, 1], mode),
        smooth(r.real([1, 1, 3, 2, 2]), [1, 1, 1, 0, 2, 1], mode),
        smooth(r.real([0, 2]), [1, 1], mode),
        rough(r.int([2, 5], -9, 9), [2, 1], mode),
      ]),
      smooth(r.real([2, 3]), [7, 9], REPLICATE),
      smooth(r.real([1, 5]), [-6, 8], REPLICATE),
      rough(r.real([2, 2]), [1, 0, 0, 2], { value: -Infinity }),
      rough(r.real([2, 2]), [1, 0], { value: Number.NaN }),
      rough(r.int([2, 2], 0, 9), [1, 1], { value: 3.7 }),
      rough(r.bool([2, 2]), [1, 1], { value: 2 }),
    ],
    errors: [
      ...refusals('F.pad', [
        [X, [1]],
        [X, [1, 1, 1, 1, 1, 1]],
        [ONE, [1, 1]],
        [V, [-2, -2]],
        [V, [-4, 7]],
        [V, [7, -4]],
        [X, [0.5, 1]],
        [X, [2 ** 31 - 1, 1]],
        [X, [2 ** 30, 1]],
        [nd([2, 0], []), [0, 0, 2 ** 31 - 1, 2]],
        [X, [1, 1], { mode: 'mirror' }],
        [X, [3, 0], REFLECT],
        [X, [0, 3], REFLECT],
        [X, [1, 1], { ...REFLECT, value: 2 }],
        [X, [1, 1, 1, 1], REFLECT],
        [V, [1, 1], REPLICATE],
        [X, [], REPLICATE],
        [X, [-2, -1], REPLICATE],
        [CUBE, [-2, 0, -2, 0], REFLECT],
        [X, [-4, 0], REFLECT],
        [nd([2, 0], []), [1, 1], REPLICATE],
        [nd([1, 1], [1]), [1, 1], REFLECT],
        [nd([2, 2], [1, 2, 3, 4], 'int32'), [1, 1], { value: Number.NaN }],
      ]),
      [[X, 1], TypeError, opens('F.pad')],
      [[X, ['1', 1]], TypeError, opens('F.pad')],
      [[X, [1, 1], { value: '1' }], TypeError, opens('F.pad')],
    ],
  },
];
