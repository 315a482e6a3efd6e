// Shape operations: exact in value and gradient, whatever the layout.
import { EXACT, type OpRow, rough, type Sample, shared, smooth } from '../optable.ts';
import { type Random, TAILS } from '../random.ts';
import { nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);
const opens = (name: string): RegExp => new RegExp(`^${name}: `);

/** One sample for each list of arguments after a tensor of that shape. */
type Calls = readonly (readonly [shape: number[], ...rest: unknown[]])[];
const samplesOf =
  (calls: Calls) =>
  (r: Random): Sample[] => [
    ...calls.map(([shape, ...rest]) => smooth(r.real(shape), ...rest)),
    ...calls.slice(0, 2).map(([shape, ...rest]) => rough(r.int(shape, -9, 9), ...rest)),
  ];

const row = (name: string, calls: Calls, refused: readonly (readonly unknown[])[]): OpRow => ({
  name,
  tolerance: EXACT,
  samples: samplesOf(calls),
  errors: refused.map((rest) => [[X, ...rest], RangeError, opens(name)] as const),
});

/** Joining takes a list, with tensors of every kind of layout in it. */
const joining = (name: string, shapes: readonly (readonly [dim: number, ...shapes: number[][]])[]): OpRow => ({
  name,
  method: false,
  tolerance: EXACT,
  samples: (r) => [
    ...shapes.map(([dim, ...list]) =>
      smooth(
        list.map((shape) => r.real(shape)),
        dim,
      ),
    ),
    shared(r.real([2, 3]), (x) => smooth([x, r.real([2, 3]), x], 1)),
    rough([r.int([2], 0, 9), r.int([2], 0, 9)], 0),
  ],
  errors: [
    [[[], 0], RangeError, opens(name)],
    [[[X, nd([1, 1], [1])], 0], RangeError, opens(name)],
    [[[X, X], 3], RangeError, opens(name)],
    [[[X, [1, 2]], 0], TypeError, opens(name)],
  ],
});

/** What hands the elements on as they are. */
const identity = (name: string): OpRow => ({
  name,
  tolerance: EXACT,
  samples: (r) => [
    ...TAILS.map((n) => smooth(r.real([n]))),
    smooth(r.real([3, 4])),
    smooth(r.real([2, 3, 4])),
    smooth(r.real([2, 1, 3, 5])),
    rough(r.bool([2, 3])),
  ],
});

const reshapes: Calls = [
  [
    [2, 3, 2],
    [-1, 4],
  ],
  [[2, 3], [6]],
  [[1, 1], []],
  [
    [0, 3],
    [3, 0],
  ],
  [[12], [2, -1, 3]],
  [[], [1, 1]],
];

export const shapeRows: OpRow[] = [
  row('reshape', reshapes, [[[4]], [[-1, -1]], [[-1, 4]], [[-2, 3]], [[0, -1]]]),
  { ...row('view', reshapes, [[[5]], [[-1, -1]]]), contiguousOnly: true },
  row('flatten', [[[2, 3, 2], 1], [[2, 3]], [[2, 3, 4], 0, 1], [[], 0], [[2, 0, 3], 1], [[2, 3, 4, 5], 1, -2]], [[2], [1, 0]]),
  row(
    'squeeze',
    [
      [[2, 1, 3], 1],
      [[2, 1, 3], 0],
      [[1, 2, 1]],
      [[1]],
      [
        [1, 2, 1],
        [0, 2],
      ],
      [[2, 1], -1],
    ],
    [[2], [-3]],
  ),
  row(
    'unsqueeze',
    [
      [[2, 3], -1],
      [[2, 3], 0],
      [[2, 3], 1],
      [[], 0],
      [[0], -2],
    ],
    [[3], [-4]],
  ),
  row(
    'expand',
    [
      [
        [3, 1],
        [2, -1, 4],
      ],
      [[3], [3]],
      [[1], [5]],
      [[], [2, 2]],
      [
        [2, 1, 3],
        [2, 4, 3],
      ],
      [
        [1, 3],
        [0, 3],
      ],
    ],
    [[[3, 3]], [[-1, 2, 3]], [[6]]],
  ),
  row(
    'narrow',
    [
      [[3, 5], 1, 1, 3],
      [[5], 0, 0, 5],
      [[5], 0, 2, 0],
      [[2, 3, 4], -1, 1, 2],
      [[4, 3], 0, -2, 2],
    ],
    [
      [0, 1, 2],
      [0, 3, 0],
      [2, 0, 1],
      [1, 0, -1],
    ],
  ),
  row(
    'select',
    [
      [[3, 4], 0, -1],
      [[3, 4], 1, 2],
      [[5], 0, 3],
      [[2, 3, 4], -2, 1],
    ],
    [
      [0, 2],
      [0, -3],
      [2, 0],
      [0, 0.5],
    ],
  ),
  {
    ...row(
      'slice',
      [
        [[3, 5], 1, 1, 4],
        [[9], 0],
        [[9], 0, 2],
        [[9], 0, undefined, -2],
        [[9], 0, -4, -1],
        [[9], 0, 1, 9, 3],
        [[9], 0, 5, 2],
        [[9], 0, 0, 100],
        [[2, 3, 4], -1, 0, 4, 2],
        [[4, 3], 0, 1, 3],
      ],
      [[2], [0, 0, 2, 0], [0, 0, 2, -1]],
    ),
  },
  row(
    'transpose',
    [
      [[2, 3], 0, 1],
      [[2, 3, 4], -1, 0],
      [[2, 3, 4], 1, 1],
      [[0, 3], 0, 1],
      [[9, 17], 1, 0],
    ],
    [
      [0, 2],
      [-3, 0],
    ],
  ),
  row(
    'permute',
    [
      [
        [2, 3, 4],
        [2, 0, 1],
      ],
      [
        [2, 3, 4],
        [0, -1, 1],
      ],
      [[], []],
      [[5], [0]],
      [
        [2, 3, 4, 5],
        [3, 1, 0, 2],
      ],
    ],
    [[[0, 0]], [[0]], [[0, 2]]],
  ),
  {
    name: 't',
    tolerance: EXACT,
    samples: samplesOf([[[2, 3]], [[9, 33]], [[4]], [[]], [[0, 2]]]),
    errors: [[[nd([1, 1, 1], [1])], RangeError, opens('t')]],
  },
  joining('cat', [
    [0, [2, 3], [1, 3], [2, 3]],
    [1, [2, 3], [2, 2], [2, 5]],
    [-1, [2, 3], [2, 1]],
    [0, [5], [1], [9]],
    [1, [2, 3, 2], [2, 1, 2]],
    [0, [0], [1, 2]],
    [0, [0, 2], [3, 2]],
    [0, [4]],
  ]),
  joining('stack', [
    [0, [2, 3], [2, 3]],
    [1, [2, 3], [2, 3], [2, 3]],
    [-1, [2, 3], [2, 3]],
    [0, [], []],
    [1, [0, 2], [0, 2]],
    [0, [5]],
  ]),
  row(
    'split',
    [
      [[5, 3], 2],
      [[5], [1, 4]],
      [[2, 6], 4, 1],
      [[2, 6], [1, 2, 3], -1],
      [[4], 9],
      [[0, 2], 3],
    ],
    [[0], [[1, 2]], [2, 2], [-1]],
  ),
  row(
    'chunk',
    [
      [[5, 3], 2],
      [[7], 3],
      [[2, 6], 4, 1],
      [[3], 5],
      [[0, 3], 3],
      [[2, 0], 2, 1],
    ],
    [[0], [2, 2]],
  ),
  ...['contiguous', 'clone', 'detach'].map(identity),
  {
    name: 'Tensor.to',
    tolerance: EXACT,
    samples: (r) => [
      smooth(r.real([5]), 'float32'),
      rough(r.real([9]), 'int32'),
      rough(nd([4], [0, -0, 2, NaN]), 'bool'),
      rough(r.int([9], -9, 9), 'float32'),
      rough(r.int([9], -2, 2), 'bool'),
      rough(r.bool([9]), 'float32'),
      rough(r.bool([9]), 'int32'),
    ],
    errors: [
      [[X, 'float64'], TypeError, /^to: .*float32/],
      [[X, 'int64'], TypeError, /^to: .*int32/],
      [[nd([1], [NaN]), 'int32'], RangeError, /^to: /],
      [[nd([1], [3e9]), 'int32'], RangeError, /^to: /],
    ],
  },
];
