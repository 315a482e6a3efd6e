// Convolution and pooling: stride, padding, dilation, groups, rectangles, batch or none.
import { type OpRow, rough, SUM, smooth } from '../optable.ts';
import { nd } from '../reference/nd.ts';

const zeros = (...shape: number[]) => nd(shape, new Float64Array(shape.reduce((a, b) => a * b, 1)));

const CONVOLUTIONS: [input: number[], weight: number[], options?: Record<string, unknown>][] = [
  [
    [1, 1, 4, 4],
    [1, 1, 3, 3],
  ],
  [[2, 2, 4, 3], [3, 2, 3, 3], { padding: 1 }],
  [[1, 2, 5, 5], [2, 2, 2, 2], { stride: 2 }],
  [[1, 1, 6, 7], [2, 1, 3, 2], { stride: [2, 1], padding: [1, 2], dilation: [1, 2] }],
  [[1, 4, 3, 3], [4, 2, 2, 2], { groups: 2 }],
  [[1, 3, 4, 4], [3, 1, 3, 3], { groups: 3, padding: 1 }],
  [
    [2, 3, 2, 2],
    [2, 3, 1, 1],
  ],
  [
    [2, 3, 3],
    [2, 2, 2, 2],
  ],
  [
    [1, 1, 1, 1],
    [1, 1, 1, 1],
  ],
  [
    [0, 2, 3, 3],
    [2, 2, 2, 2],
  ],
  [[2, 3, 9, 8], [5, 3, 3, 3], { padding: 1 }],
  [[1, 2, 7, 9], [9, 2, 2, 5], { stride: [1, 3], padding: [0, 2] }],
  [
    [3, 1, 12, 12],
    [8, 1, 5, 5],
  ],
  [[1, 2, 3, 3], [4, 1, 3, 3], { groups: 2, padding: 2, dilation: 2 }],
  [[1, 1, 2, 2], [1, 1, 7, 7], { padding: 3 }],
  // more windows than are held at a time, cut in the midst of a row
  [[1, 30, 17, 17], [1, 30, 3, 3], { padding: 1 }],
  [
    [1, 30, 17, 17],
    [1, 30, 3, 3],
  ],
];

type Pool = [input: number[], kernel: number | number[], options?: Record<string, unknown>];
const POOLS: Pool[] = [
  [[1, 2, 4, 4], 2],
  [[1, 1, 5, 4], 3, { stride: 1, padding: 1 }],
  [[1, 1, 5, 5], 2, { stride: 2, ceilMode: true }],
  [[2, 1, 4, 5], [2, 3], { stride: [1, 2] }],
  [[2, 4, 4], 2],
  [[2, 3, 9, 7], 3],
  [[1, 1, 1, 1], 1],
  [[0, 2, 4, 4], 2],
  [[1, 1, 6, 6], 3, { stride: 2, padding: 1, ceilMode: true }],
  [[3, 5, 8, 8], 2],
];

const pool = (name: string, more: Pool[], errors: NonNullable<OpRow['errors']>): OpRow => ({
  name: `F.${name}`,
  tolerance: SUM,
  samples: (r) => [...POOLS, ...more].map(([shape, kernel, o]) => smooth(r.distinct(shape), kernel, o ?? {})),
  errors: [
    [[zeros(1, 1, 4, 4), 2, { padding: 2 }], RangeError, new RegExp(`^${name}: `)],
    [[zeros(1, 1, 4, 4), 5], RangeError, new RegExp(`^${name}: `)],
    [[zeros(1, 1, 4, 4), 0], RangeError, new RegExp(`^${name}: `)],
    [[zeros(4, 4), 2], RangeError, new RegExp(`^${name}: .*\\[4, 4\\]`)],
    [[zeros(1, 1, 4, 4), 2, { strides: 1 }], TypeError, new RegExp(`^${name}: .*stride`)],
    ...errors,
  ],
});

export const convRows: OpRow[] = [
  {
    name: 'F.conv2d',
    tolerance: SUM,
    samples: (r) =>
      CONVOLUTIONS.flatMap(([x, w, o]) => [
        smooth(r.real(x), r.real(w), r.real([w[0]!]), o ?? {}),
        smooth(r.real(x), r.real(w), undefined, o ?? {}),
      ]),
    errors: [
      [[zeros(1, 2, 4, 4), zeros(1, 3, 2, 2)], RangeError, /^conv2d: .*\[1, 2, 4, 4\].*\[1, 3, 2, 2\]/],
      [[zeros(1, 1, 2, 2), zeros(1, 1, 3, 3)], RangeError, /^conv2d: /],
      [[zeros(1, 3, 4, 4), zeros(4, 1, 2, 2), undefined, { groups: 2 }], RangeError, /^conv2d: /],
      [[zeros(1, 1, 4, 4), zeros(2, 1, 2, 2), zeros(3)], RangeError, /^conv2d: .*3/],
      [[zeros(1, 1, 4, 4), zeros(2, 1, 2, 2), undefined, { stride: 0 }], RangeError, /^conv2d: .*stride/],
      [[zeros(4, 4), zeros(2, 1, 2, 2)], RangeError, /^conv2d: .*\[4, 4\]/],
    ],
  },
  {
    ...pool('maxPool2d', [[[1, 1, 5, 5], 2, { stride: 1, dilation: 2 }]], []),
    samples: (r) => [
      ...pool('maxPool2d', [[[1, 1, 5, 5], 2, { stride: 1, dilation: 2 }]], []).samples(r),
      rough(nd([1, 1, 2, 4], [NaN, 1, -Infinity, -Infinity, 2, 3, -Infinity, -Infinity]), 2),
    ],
  },
  pool('avgPool2d', [[[1, 1, 4, 4], 3, { stride: 2, padding: 1, countIncludePad: false }]], []),
  {
    name: 'F.adaptiveAvgPool2d',
    tolerance: SUM,
    samples: (r) => [
      smooth(r.real([2, 3, 5, 7]), 1),
      smooth(r.real([2, 3, 5, 7]), [2, 3]),
      smooth(r.real([3, 4, 4]), 2),
      smooth(r.real([1, 1, 3, 3]), 5),
      smooth(r.real([1, 2, 6, 5]), [null, 2]),
    ],
    errors: [
      [[zeros(4, 4), 2], RangeError, /^adaptiveAvgPool2d: /],
      [[zeros(1, 1, 4, 4), -1], RangeError, /^adaptiveAvgPool2d: /],
    ],
  },
];
