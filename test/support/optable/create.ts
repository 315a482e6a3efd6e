// Makers of tensors; the random ones are in the fixtures of random streams.
import { ELEMENT, EXACT, type OpRow, rough, SHAPES } from '../optable.ts';

export const createRows: OpRow[] = [
  ...['zeros', 'ones'].map(
    (name): OpRow => ({
      name,
      method: false,
      tolerance: EXACT,
      samples: () => [
        ...SHAPES.map((shape) => rough([...shape])),
        rough([3], { dtype: 'int32' }),
        rough([2, 2], { dtype: 'bool' }),
      ],
      errors: [
        [[[-1]], RangeError, new RegExp(`^${name}: `)],
        [[[2.5]], RangeError, new RegExp(`^${name}: `)],
        [[[2], { dtype: 'float64' }], TypeError, new RegExp(`^${name}: .*float32`)],
        [[[2], { dtype: 'int64' }], TypeError, new RegExp(`^${name}: .*int32`)],
        [[[2], { dtyp: 'int32' }], TypeError, new RegExp(`^${name}: .*dtype`)],
      ],
    }),
  ),
  {
    name: 'full',
    method: false,
    tolerance: EXACT,
    samples: () => [...SHAPES.map((shape) => rough([...shape], 1.7)), rough([3], NaN), rough([3], -4, { dtype: 'int32' })],
    errors: [[[[2, -3], 1], RangeError, /^full: /]],
  },
  ...['zerosLike', 'onesLike'].map(
    (name): OpRow => ({
      name,
      method: false,
      tolerance: EXACT,
      samples: (r) => [...SHAPES.map((shape) => rough(r.real(shape))), rough(r.int([3, 2], -5, 5))],
      errors: [[[[1, 2]], TypeError, new RegExp(`^${name}: `)]],
    }),
  ),
  {
    name: 'arange',
    method: false,
    tolerance: EXACT,
    samples: () =>
      [
        [0],
        [5],
        [2, 7],
        [7, 2, -1],
        [0, 1, 0.25],
        [-3, 3, 2],
        [0, 10, 3],
        [5, { dtype: 'int32' }],
        [2, 7, { dtype: 'int32' }],
        [7, 2, -2, { dtype: 'int32' }],
        [3, {}],
      ].map((args) => rough(...args)),
    errors: [
      [[0, 5, 0], RangeError, /^arange: /],
      [[5, 0], RangeError, /^arange: /],
      [[5, 'int32'], TypeError, /^arange: /],
      [[5, { type: 'int32' }], TypeError, /^arange: .*dtype/],
      [[0, 2, 0.5, { dtype: 'int32' }], RangeError, /^arange: /],
      [[0, 4e9, 1e9, { dtype: 'int32' }], RangeError, /^arange: .*int32/],
    ],
  },
  {
    name: 'linspace',
    method: false,
    tolerance: ELEMENT,
    samples: () =>
      [
        [0, 1, 5],
        [-2, 3, 1],
        [3, -3, 7],
        [1, 2, 0],
      ].map((args) => rough(...args)),
    errors: [[[0, 1, -1], RangeError, /^linspace: /]],
  },
  {
    name: 'eye',
    method: false,
    tolerance: EXACT,
    samples: () =>
      [[0], [1], [4], [2, 5], [5, 2], [3, { dtype: 'int32' }], [2, 3, { dtype: 'int32' }]].map((args) => rough(...args)),
    errors: [[[-1], RangeError, /^eye: /]],
  },
];
