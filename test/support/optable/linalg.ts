// Products of matrices and vectors: every small size round the tiles, batches, transposed operands by their layout.
import { EXACT, type OpRow, rough, type Sample, SUM, shared, smooth } from '../optable.ts';
import type { Random } from '../random.ts';
import { nd } from '../reference/nd.ts';

const zeros = (...shape: number[]) => nd(shape, new Float64Array(shape.reduce((a, b) => a * b, 1)));
const integers = nd([2, 2], [1, 2, 3, 4], 'int32');

/** (m, k, n) round the edges of the micro-kernel's tiles, and one that crosses the blocking of k. */
const SIZES = [
  [1, 1, 1],
  [1, 7, 1],
  [5, 1, 5],
  [2, 3, 4],
  [3, 4, 5],
  [4, 8, 8],
  [4, 9, 9],
  [5, 7, 17],
  [6, 16, 15],
  [7, 33, 16],
  [8, 5, 31],
  [9, 3, 33],
  [13, 65, 12],
  [1, 64, 40],
  [40, 64, 1],
  [0, 3, 2],
  [3, 0, 2],
  [2, 3, 0],
  [17, 410, 9],
] as const;

const matrices = (r: Random): Sample[] => SIZES.map(([m, k, n]) => smooth(r.real([m, k]), r.real([k, n])));

const BATCHES: [number[], number[]][] = [
  [[3], [3]],
  [[33], [33]],
  [[2, 3], [3]],
  [[3], [3, 2]],
  [
    [2, 3, 4],
    [4, 2],
  ],
  [[2, 3, 4], [4]],
  [[3], [2, 3, 2]],
  [
    [2, 3, 4],
    [2, 4, 3],
  ],
  [
    [1, 3, 4],
    [2, 4, 2],
  ],
  [
    [2, 1, 2, 3],
    [3, 3, 2],
  ],
  [
    [2, 3],
    [2, 3, 2],
  ],
  [
    [0, 2, 3],
    [0, 3, 2],
  ],
  [
    [2, 0, 3],
    [2, 3, 4],
  ],
  [
    [5, 4, 9],
    [5, 9, 7],
  ],
];

const refusals = (name: string, ...before: unknown[]): OpRow['errors'] & {} => [
  [[...before, zeros(2, 3), zeros(4, 2)], RangeError, new RegExp(`^${name}: .*\\[2, 3\\].*\\[4, 2\\]`)],
  [[...before, zeros(2, 2), integers], TypeError, new RegExp(`^${name}: .*int32`)],
  [[...before, zeros(2, 2), [[1]]], TypeError, new RegExp(`^${name}: `)],
];

const addProducts = (name: string, batch: number[]): OpRow => ({
  name,
  tolerance: SUM,
  samples: (r) => [
    ...SIZES.map(([m, k, n]) => smooth(r.real([...batch, m, n]), r.real([...batch, m, k]), r.real([...batch, k, n]))),
    smooth(r.real([5]), r.real([...batch, 3, 4]), r.real([...batch, 4, 5]), { beta: 0.5, alpha: 2 }),
    smooth(r.real([3, 1]), r.real([...batch, 3, 4]), r.real([...batch, 4, 5]), { alpha: -1 }),
    rough(nd([1], [NaN]), r.real([...batch, 3, 4]), r.real([...batch, 4, 5]), { beta: 0 }),
  ],
  errors: [
    [[zeros(3), zeros(...batch, 2, 3), zeros(...batch, 3, 2)], RangeError, new RegExp(`^${name}: `)],
    [[zeros(2), zeros(...batch, 2, 3), zeros(...batch, 4, 2)], RangeError, new RegExp(`^${name}: `)],
    [[zeros(2), zeros(...batch, 2, 3), zeros(...batch, 3, 2), { gamma: 1 }], TypeError, new RegExp(`^${name}: `)],
  ],
});

export const linalgRows: OpRow[] = [
  {
    name: 'matmul',
    tolerance: SUM,
    samples: (r) => [
      ...matrices(r),
      ...BATCHES.map(([a, b]) => smooth(r.real(a), r.real(b))),
      shared(r.real([9, 9]), (x) => smooth(x, x)),
      shared(r.real([2, 5, 5]), (x) => smooth(x, x)),
      shared(r.real([7]), (x) => smooth(x, x)),
    ],
    errors: [
      ...refusals('matmul'),
      [[zeros(), zeros(3)], RangeError, /^matmul: /],
      [[zeros(3), zeros(4)], RangeError, /^matmul: .*\[3\].*\[4\]/],
      [[zeros(2, 2, 3), zeros(3, 3, 2)], RangeError, /^matmul: /],
    ],
  },
  {
    name: 'mm',
    tolerance: SUM,
    samples: matrices,
    errors: [...refusals('mm'), [[zeros(2, 2, 2), zeros(2, 2)], RangeError, /^mm: /]],
  },
  {
    name: 'mv',
    tolerance: SUM,
    samples: (r) => SIZES.map(([m, k]) => smooth(r.real([m, k]), r.real([k]))),
    errors: [
      [[zeros(2, 3), zeros(2)], RangeError, /^mv: /],
      [[zeros(2, 3), zeros(3, 1)], RangeError, /^mv: /],
    ],
  },
  {
    name: 'dot',
    tolerance: SUM,
    samples: (r) => [0, 1, 2, 3, 4, 5, 7, 8, 9, 33, 1000].map((n) => smooth(r.real([n]), r.real([n]))),
    errors: [
      [[zeros(2), zeros(3)], RangeError, /^dot: /],
      [[zeros(1, 2), zeros(2)], RangeError, /^dot: /],
    ],
  },
  {
    name: 'outer',
    tolerance: EXACT,
    samples: (r) =>
      [
        [1, 1],
        [3, 4],
        [0, 3],
        [9, 33],
      ].map(([m, n]) => smooth(r.real([m!]), r.real([n!]))),
    errors: [[[zeros(2, 2), zeros(2)], RangeError, /^outer: /]],
  },
  {
    name: 'bmm',
    tolerance: SUM,
    samples: (r) =>
      [
        [2, 3, 4, 2],
        [1, 9, 5, 17],
        [0, 2, 3, 2],
        [5, 1, 8, 1],
      ].map(([b, m, k, n]) => smooth(r.real([b!, m!, k!]), r.real([b!, k!, n!]))),
    errors: [
      [[zeros(2, 2), zeros(2, 2)], RangeError, /^bmm: /],
      [[zeros(1, 2, 3), zeros(2, 3, 2)], RangeError, /^bmm: /],
      [[zeros(2, 2, 3), zeros(2, 4, 2)], RangeError, /^bmm: /],
    ],
  },
  addProducts('addmm', []),
  addProducts('baddbmm', [2]),
  {
    name: 'addbmm',
    tolerance: SUM,
    samples: (r) => [
      ...SIZES.map(([m, k, n]) => smooth(r.real([m, n]), r.real([2, m, k]), r.real([2, k, n]))),
      smooth(r.real([5]), r.real([3, 3, 4]), r.real([3, 4, 5]), { beta: 0.5, alpha: 2 }),
      smooth(r.real([]), r.real([1, 3, 4]), r.real([1, 4, 5]), { alpha: -1 }),
      smooth(r.real([3, 5]), r.real([0, 3, 4]), r.real([0, 4, 5])),
      rough(nd([1], [NaN]), r.real([2, 3, 4]), r.real([2, 4, 5]), { beta: 0 }),
    ],
    errors: [
      [[zeros(3), zeros(2, 2, 3), zeros(3, 3, 2)], RangeError, /^addbmm: /],
      [[zeros(3), zeros(2, 3), zeros(3, 2)], RangeError, /^addbmm: /],
      [[zeros(1, 2, 2), zeros(2, 2, 3), zeros(2, 3, 2)], RangeError, /^addbmm: /],
      [[integers, zeros(2, 2, 3), zeros(2, 3, 2)], TypeError, /^addbmm: /],
      [[zeros(2), zeros(2, 2, 3), zeros(2, 3, 2), { gamma: 1 }], TypeError, /^addbmm: /],
    ],
  },
  {
    name: 'cdist',
    method: false,
    tolerance: SUM,
    samples: (r) => [
      ...SIZES.filter(([m, k, n]) => m * k * n < 5000).map(([m, k, n]) => smooth(r.real([m, k]), r.real([n, k]))),
      ...[0, 0.5, 1, 1.5, 3, Infinity].flatMap((p) => [
        smooth(r.real([3, 5]), r.real([4, 5]), { p }),
        smooth(r.real([2, 3, 4]), r.real([2, 1, 4]), { p }),
      ]),
      smooth(r.real([5, 1, 2, 3]), r.real([4, 6, 3])),
      smooth(r.real([2, 3]), r.real([3, 4, 3]), { p: 1 }),
      rough(nd([1, 2], [1e30, 1]), nd([1, 2], [-1e30, 0]), { p: 7 }),
      rough(nd([1, 2], [1e30, 1]), nd([2, 2], [0, 0, 1e30, 1]), { p: 2 }),
      rough(nd([1, 3], [1, 2, 3]), nd([2, 3], [1, 2, 3, 1, 5, 3]), { p: 0 }),
      shared(r.real([5, 3]), (x) => rough(x, x)),
    ],
    errors: [
      [[zeros(3, 4), zeros(2, 3)], RangeError, /^cdist: .*\[3, 4\].*\[2, 3\]/],
      [[zeros(4), zeros(3, 4)], RangeError, /^cdist: /],
      [[zeros(2, 3, 4), zeros(3, 3, 4)], RangeError, /^cdist: /],
      [[zeros(3, 4), zeros(2, 4), { p: -1 }], RangeError, /^cdist: .*p/],
      [[zeros(3, 4), zeros(2, 4), { p: NaN }], RangeError, /^cdist: .*p/],
      [[zeros(3, 4), zeros(2, 4), { q: 1 }], TypeError, /^cdist: .*'p'/],
      [[zeros(2, 2), integers], TypeError, /^cdist: .*int32/],
    ],
  },
  {
    name: 'addmv',
    tolerance: SUM,
    samples: (r) => [
      ...SIZES.map(([m, k]) => smooth(r.real([m]), r.real([m, k]), r.real([k]))),
      smooth(r.real([1]), r.real([3, 4]), r.real([4]), { beta: 0.5, alpha: 2 }),
      smooth(r.real([]), r.real([3, 4]), r.real([4]), { alpha: -1 }),
      rough(nd([1], [NaN]), r.real([3, 4]), r.real([4]), { beta: 0 }),
    ],
    errors: [
      [[zeros(3), zeros(3, 4), zeros(3)], RangeError, /^addmv: /],
      [[zeros(3), zeros(3, 4), zeros(4, 1)], RangeError, /^addmv: /],
      [[zeros(2), zeros(3, 4), zeros(4)], RangeError, /^addmv: /],
      [[zeros(1, 3), zeros(3, 4), zeros(4)], RangeError, /^addmv: /],
      [[zeros(3), zeros(3, 4), zeros(4), { gamma: 1 }], TypeError, /^addmv: /],
    ],
  },
  {
    name: 'F.linear',
    tolerance: SUM,
    samples: (r) => [
      ...SIZES.map(([m, k, n]) => smooth(r.real([m, k]), r.real([n, k]), r.real([n]))),
      smooth(r.real([4, 3]), r.real([2, 3])),
      smooth(r.real([3]), r.real([2, 3]), r.real([2])),
      smooth(r.real([2, 2, 3]), r.real([4, 3]), r.real([4])),
      smooth(r.real([2, 0, 3]), r.real([4, 3]), r.real([4])),
      smooth(r.real([4, 3]), r.real([3])),
      smooth(r.real([2, 2, 3]), r.real([3]), r.real([])),
      smooth(r.real([3]), r.real([3]), r.real([])),
    ],
    errors: [
      [[zeros(2, 3), zeros(3), zeros(1)], RangeError, /^linear: .*bias of shape \[\].*\[1\]/],
      [[zeros(2, 3), zeros(4)], RangeError, /^linear: .*4\].*\[2, 3\]/],
      [[zeros(2, 3), zeros(1, 1, 3)], RangeError, /^linear: .*\[out, in\] or \[in\].*\[1, 1, 3\]/],
      [[zeros(2, 3), zeros(2, 4)], RangeError, /^linear: .*4\].*\[2, 3\]/],
      [[zeros(2, 3), zeros(2, 3), zeros(3)], RangeError, /^linear: /],
      [[nd([1, 2], [1, 2], 'int32'), zeros(2, 2)], TypeError, /^linear: .*int32/],
    ],
  },
  {
    name: 'F.bilinear',
    tolerance: SUM,
    samples: (r) => [
      smooth(r.real([5, 3]), r.real([5, 4]), r.real([2, 3, 4]), r.real([2])),
      smooth(r.real([2, 3, 7]), r.real([2, 3, 1]), r.real([5, 7, 1])),
      smooth(r.real([3]), r.real([2]), r.real([4, 3, 2]), r.real([4])),
      smooth(r.real([0, 3]), r.real([0, 4]), r.real([2, 3, 4]), r.real([2])),
      smooth(r.real([3, 2]), r.real([3, 0]), r.real([2, 2, 0]), r.real([2])),
    ],
    errors: [
      [[zeros(2, 3), zeros(3, 3), zeros(1, 3, 3)], RangeError, /^bilinear: .*\[2, 3\].*\[3, 3\]/],
      [[zeros(2, 3), zeros(2, 2), zeros(1, 3, 3)], RangeError, /^bilinear: .*\[1, 3, 3\].*\[2, 2\]/],
      [[zeros(1, 3), zeros(2, 3), zeros(1, 3, 3)], RangeError, /^bilinear: .*one batch/],
      [[zeros(2, 3), zeros(2, 3), zeros(3, 3)], RangeError, /^bilinear: .*weight.*3 dims/],
      [[zeros(2, 3), zeros(2, 3), zeros(2, 3, 3), zeros(3)], RangeError, /^bilinear: .*bias.*\[2\].*\[3\]/],
      [[nd([1, 2], [1, 2], 'int32'), zeros(1, 2), zeros(1, 2, 2)], TypeError, /^bilinear: .*input1.*int32/],
    ],
  },
];
