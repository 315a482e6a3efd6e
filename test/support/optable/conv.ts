// Convolution and pooling: stride, padding, dilation, groups, rectangles, batch or none.
import { EXACT, type OpRow, rough, SUM, smooth } from '../optable.ts';
import { nd } from '../reference/nd.ts';

/** The error of tiles of 4 × 4 results: see conv-tiles.test.ts. */
const TILES = [2e-6, 4e-6] as const;

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

/** By tiles: those of the result overhang, those of the gradient, or neither. */
const TILED: typeof CONVOLUTIONS = [
  [[2, 8, 9, 10], [9, 8, 3, 3], { padding: 1 }],
  [
    [3, 9, 10, 6],
    [8, 9, 3, 3],
  ],
  [[2, 8, 6, 10], [10, 8, 3, 3], { padding: [2, 0] }],
  [[8, 8, 4, 4], [8, 8, 3, 3], { padding: 'same' }],
];

const SEQUENCES: typeof CONVOLUTIONS = [
  [
    [1, 1, 5],
    [1, 1, 3],
  ],
  [[2, 3, 9], [4, 3, 3], { padding: 1 }],
  [[2, 2, 11], [3, 2, 4], { stride: [3], padding: [2], dilation: 2 }],
  [
    [3, 7],
    [2, 3, 1],
  ],
  [[1, 4, 6], [6, 2, 2], { groups: 2, stride: 2 }],
  [[2, 3, 8], [3, 1, 3], { groups: 3, padding: 'same', dilation: 3 }],
  [[2, 3, 8], [2, 3, 4], { padding: 'same' }],
  [[2, 3, 8], [2, 3, 4], { padding: 'valid', stride: 9 }],
  [[1, 2, 3], [1, 2, 3], { stride: 2 ** 31 - 1 }],
  // a window in the padding alone
  [[1, 2, 1], [2, 2, 1], { stride: 3, padding: 1 }],
  [
    [0, 2, 4],
    [3, 2, 2],
  ],
  [[1, 100, 140], [1, 100, 5], { padding: 2 }],
];

const TRANSPOSED_SEQUENCES: typeof CONVOLUTIONS = [
  [
    [1, 1, 5],
    [1, 1, 3],
  ],
  [[2, 3, 6], [3, 4, 3], { padding: 1 }],
  [[2, 3, 6], [3, 2, 4], { stride: [3], padding: [2], dilation: 2, outputPadding: 2 }],
  [[2, 2, 4], [2, 3, 2], { dilation: 3, outputPadding: 2 }],
  [
    [3, 7],
    [3, 2, 1],
  ],
  [[1, 2, 3], [2, 2, 1], { dilation: 2, outputPadding: 1 }],
  // moved, though of the same length
  [[2, 1, 7], [1, 1, 1], { padding: 1, dilation: 3, outputPadding: 2 }],
  [[1, 4, 6], [4, 3, 2], { groups: 2, stride: 2 }],
  [[1, 1, 1], [1, 1, 2], { stride: 2 ** 31 - 1 }],
  [
    [0, 2, 4],
    [2, 3, 2],
  ],
  [[1, 1, 140], [1, 100, 5], { padding: 2 }],
];

const TRANSPOSED: typeof CONVOLUTIONS = [
  [
    [1, 1, 4, 4],
    [1, 1, 3, 3],
  ],
  [[2, 2, 4, 3], [2, 3, 3, 3], { padding: 1 }],
  [[1, 2, 3, 3], [2, 2, 2, 2], { stride: 2 }],
  [[2, 2, 3, 4], [2, 1, 3, 2], { stride: [2, 3], padding: [1, 0], dilation: [1, 2], outputPadding: [1, 2] }],
  [[1, 4, 3, 3], [4, 2, 2, 2], { groups: 2, outputPadding: 1, stride: 2 }],
  [[1, 3, 4, 4], [3, 1, 3, 3], { groups: 3, padding: 1 }],
  [
    [2, 3, 2, 2],
    [3, 2, 1, 1],
  ],
  [
    [2, 3, 3],
    [2, 2, 2, 2],
  ],
  [[1, 3, 17, 17], [3, 30, 3, 3], { padding: 1 }],
];
const TILED_TRANSPOSED: typeof CONVOLUTIONS = [
  [[2, 9, 9, 8], [9, 8, 3, 3], { padding: 1 }],
  [
    [2, 8, 10, 6],
    [8, 8, 3, 3],
  ],
];

/** Each convolution with a bias, of as many numbers as it has output channels, and without. */
const convolved = (table: typeof CONVOLUTIONS, channels: (weight: number[], groups: number) => number): OpRow['samples'] =>
  function* (r) {
    for (const [x, w, o = {}] of table) {
      yield smooth(r.real(x), r.real(w), r.real([channels(w, (o.groups as number | undefined) ?? 1)]), o);
      yield smooth(r.real(x), r.real(w), undefined, o);
    }
  };

const transposed = (name: string, table: typeof CONVOLUTIONS, errors: NonNullable<OpRow['errors']>): OpRow => ({
  name: `F.${name}`,
  tolerance: SUM,
  samples: convolved(table, (w, groups) => w[1]! * groups),
  errors: errors.map(([args, type, message]) => [args, type, new RegExp(`^${name}: ${message.source}`)]),
});

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
  // in ceilMode, a window larger than the image
  [[1, 1, 2, 3], [4, 5], { stride: [3, 3], ceilMode: true }],
  [[1, 2, 2, 2], 2 ** 31 - 1, { ceilMode: true }],
  // wide: several windows at once, but for those at the edges
  [[1, 2, 5, 11], 2, { ceilMode: true }],
  [[2, 1, 4, 14], [3, 2], { stride: [1, 3] }],
  [[1, 1, 5, 12], 3, { stride: 1, padding: 1 }],
];

/** Windows whose mean is not over all of their elements. */
const MEANS: Pool[] = [
  [[1, 1, 4, 4], 3, { stride: 2, padding: 1, countIncludePad: false }],
  [[1, 1, 5, 12], 3, { stride: 1, padding: 1, countIncludePad: false }],
  [[1, 1, 4, 10], 2, { divisorOverride: 3 }],
];

const SEQUENCE_POOLS: Pool[] = [
  [[1, 2, 6], 2],
  [[2, 2, 9], [3], { stride: [1], padding: [1] }],
  [[1, 2, 7], 2, { ceilMode: true }],
  [[3, 8], 3, { stride: null }],
  [[0, 3, 4], 2],
  [[2, 3, 5], 4, { stride: 3, padding: 2, ceilMode: true }],
  [[1, 1, 2], 3, { stride: 2, ceilMode: true }],
  [[1, 1, 4], 1, { stride: 5, ceilMode: true }],
  [[2, 3, 40], 5],
];

const pool = (name: string, pools: Pool[], errors: NonNullable<OpRow['errors']>): OpRow => ({
  name: `F.${name}`,
  tolerance: SUM,
  samples: (r) => pools.map(([shape, kernel, o]) => smooth(r.distinct(shape), kernel, o ?? {})),
  errors: errors.map(([args, type, message]) => [args, type, new RegExp(`^${name}: ${message.source}`)]),
});

const PLANES: NonNullable<OpRow['errors']> = [
  [[zeros(1, 1, 4, 4), 2, { padding: 2 }], RangeError, /.*half of kernelSize \[2, 2\], got \[2, 2\]/],
  [[zeros(1, 1, 4, 4), 5], RangeError, /.*fits 4.*5/],
  [[zeros(1, 1, 4, 4), 5, { stride: 1, ceilMode: true }], RangeError, /.*fits 4.*5/],
  [[zeros(1, 1, 4, 4), 0], RangeError, /.*kernelSize/],
  [[zeros(4, 4), 2], RangeError, /.*\[4, 4\]/],
  [[zeros(1, 0, 4), 2, { padding: 1 }], RangeError, /.*1 × 1/],
  [[zeros(1, 1, 4, 4), 2 ** 20, { padding: 2 ** 19 }], RangeError, /.*2\^30/],
  [[zeros(1, 1, 4, 4), 2, { strides: 1 }], TypeError, /.*stride/],
];

const LINES: NonNullable<OpRow['errors']> = [
  [[zeros(1, 1, 4), 2, { padding: 2 }], RangeError, /.*half of kernelSize \[2\], got \[2\]/],
  [[zeros(1, 1, 4), 5], RangeError, /.*fits 4.*5/],
  [[zeros(1, 1, 4), [2, 2]], RangeError, /.*kernelSize.*array of one/],
  [[zeros(4), 2], RangeError, /.*\[C, L\], got \[4\]/],
  [[zeros(2, 0), 2, { padding: 1 }], RangeError, /.*sequences/],
  [[zeros(1, 1, 4), 2, { ceil_mode: true }], TypeError, /.*ceilMode/],
];

type Adaptive = [input: number[], size: number | (number | null)[]];
const IMAGES: Adaptive[] = [
  [[2, 3, 5, 7], 1],
  [
    [2, 3, 5, 7],
    [2, 3],
  ],
  [[3, 4, 4], 2],
  [[1, 1, 3, 3], 5],
  [
    [1, 2, 6, 5],
    [null, 2],
  ],
  [
    [1, 2, 3, 9],
    [2, null],
  ],
];

const adaptive = (name: string, sizes: Adaptive[]): OpRow => {
  const batch = sizes[0]![0];
  return {
    name: `F.${name}`,
    tolerance: SUM,
    samples: (r) => sizes.map(([shape, size]) => smooth(r.distinct(shape), size)),
    errors: [
      [[zeros(4), 2], RangeError, new RegExp(`^${name}: .*\\[4\\]`)],
      [[zeros(...batch), -1], RangeError, new RegExp(`^${name}: .*outputSize`)],
      [[zeros(...batch), 2 ** 31], RangeError, new RegExp(`^${name}: .*outputSize`)],
      [[zeros(...batch), [1, 2, 3]], RangeError, new RegExp(`^${name}: .*outputSize`)],
      [[zeros(...batch), undefined], TypeError, new RegExp(`^${name}: .*outputSize`)],
      [[zeros(...batch), '2'], TypeError, new RegExp(`^${name}: .*outputSize`)],
      [[zeros(...batch.slice(0, -1), 0), 2], RangeError, new RegExp(`^${name}: .*at least 1`)],
    ],
  };
};

export const convRows: OpRow[] = [
  {
    name: 'F.conv1d',
    tolerance: SUM,
    samples: convolved(SEQUENCES, (w) => w[0]!),
    errors: [
      [[zeros(1, 2, 4), zeros(1, 3, 2)], RangeError, /^conv1d: .*\[1, 2, 4\].*\[1, 3, 2\]/],
      [[zeros(1, 2, 4), zeros(1, 2, 2, 2)], RangeError, /^conv1d: .*\[O, C \/ groups, k\].*\[1, 2, 2, 2\]/],
      [[zeros(1, 1, 2), zeros(1, 1, 3)], RangeError, /^conv1d: .*fits 2/],
      [[zeros(1, 1, 4), zeros(1, 1, 0)], RangeError, /^conv1d: /],
      [[zeros(1, 3, 4), zeros(3, 1, 2), undefined, { groups: 2 }], RangeError, /^conv1d: .*groups/],
      [[zeros(1, 1, 4), zeros(2, 1, 2), zeros(3)], RangeError, /^conv1d: .*3/],
      [[zeros(1, 1, 4), zeros(2, 1, 2), undefined, { stride: 0 }], RangeError, /^conv1d: .*stride/],
      [[zeros(1, 1, 4), zeros(2, 1, 2), undefined, { stride: [1, 1] }], RangeError, /^conv1d: .*array of one/],
      [[zeros(1, 1, 4), zeros(2, 1, 2), undefined, { stride: 2, padding: 'same' }], RangeError, /^conv1d: .*stride 1.*\[2\]/],
      [[zeros(1, 1, 4), zeros(2, 1, 2), undefined, { padding: 2 ** 31 - 1 }], RangeError, /^conv1d: .*2\^30/],
      [[zeros(1, 1, 4), zeros(2, 1, 2), undefined, { outputPadding: 1 }], TypeError, /^conv1d: /],
      [[zeros(1, 1, 4, 4), zeros(2, 1, 2)], RangeError, /^conv1d: .*\[C, L\], got \[1, 1, 4, 4\]/],
    ],
  },
  transposed('convTranspose1d', TRANSPOSED_SEQUENCES, [
    [[zeros(1, 2, 4), zeros(3, 1, 2)], RangeError, /.*\[1, 2, 4\].*\[3, 1, 2\]/],
    [[zeros(1, 2, 4), zeros(2, 1, 2), undefined, { outputPadding: 1 }], RangeError, /.*outputPadding.*\[1\]/],
    [[zeros(1, 2, 4), zeros(2, 1, 2), zeros(2)], RangeError, /.*bias.*\[1\]/],
    [[zeros(1, 2, 4), zeros(2, 1, 2), undefined, { padding: 3 }], RangeError, /.*at least 1, got -1/],
    [[zeros(1, 2, 4), zeros(2, 1, 2), undefined, { stride: 2 ** 31 - 1 }], RangeError, /.*2\^30/],
    [[zeros(1, 3, 4), zeros(3, 1, 2), undefined, { groups: 2 }], RangeError, /.*input channels.*groups/],
    [[zeros(1, 2, 4), zeros(2, 1, 2), undefined, { padding: 'same' }], TypeError, /.*padding/],
    [[zeros(1, 2, 4), zeros(2, 1, 2), undefined, { output_padding: 1 }], TypeError, /.*outputPadding/],
  ]),
  transposed('convTranspose2d', TRANSPOSED, [
    [[zeros(1, 2, 4, 4), zeros(2, 1, 2)], RangeError, /.*\[C, O \/ groups, kh, kw\]/],
    [[zeros(1, 2, 4, 4), zeros(2, 1, 2, 2), undefined, { stride: 2, outputPadding: 2 }], RangeError, /.*outputPadding/],
    [[zeros(2, 4), zeros(2, 1, 2, 2)], RangeError, /.*\[2, 4\]/],
    [[zeros(1, 2, 0, 4), zeros(2, 1, 2, 2)], RangeError, /.*at least 1 × 1/],
    [[zeros(1, 2, 2 ** 10, 2), zeros(2, 1, 2, 2), undefined, { stride: 2 ** 20 }], RangeError, /.*2\^30/],
  ]),
  {
    name: 'F.conv2d',
    tolerance: SUM,
    samples: convolved(CONVOLUTIONS, (w) => w[0]!),
    errors: [
      [[zeros(1, 2, 4, 4), zeros(1, 3, 2, 2)], RangeError, /^conv2d: .*\[1, 2, 4, 4\].*\[1, 3, 2, 2\]/],
      [[zeros(1, 1, 2, 2), zeros(1, 1, 3, 3)], RangeError, /^conv2d: /],
      [[zeros(1, 3, 4, 4), zeros(4, 1, 2, 2), undefined, { groups: 2 }], RangeError, /^conv2d: /],
      [[zeros(1, 1, 4, 4), zeros(2, 1, 2, 2), zeros(3)], RangeError, /^conv2d: .*3/],
      [[zeros(1, 1, 4, 4), zeros(2, 1, 2, 2), undefined, { stride: 0 }], RangeError, /^conv2d: .*stride/],
      [[zeros(4, 4), zeros(2, 1, 2, 2)], RangeError, /^conv2d: .*\[4, 4\]/],
    ],
  },
  { name: 'F.conv2d', tolerance: TILES, samples: convolved(TILED, (w) => w[0]!) },
  { ...transposed('convTranspose2d', TILED_TRANSPOSED, []), tolerance: TILES },
  pool('maxPool1d', [...SEQUENCE_POOLS, [[1, 1, 5], 2, { stride: 1, dilation: 2 }]], LINES),
  {
    ...pool('maxPool2d', [...POOLS, [[1, 1, 5, 5], 2, { stride: 1, dilation: 2 }]], PLANES),
    samples: (r) => [
      ...pool('maxPool2d', [...POOLS, [[1, 1, 5, 5], 2, { stride: 1, dilation: 2 }]], []).samples(r),
      rough(nd([1, 1, 2, 4], [NaN, 1, -Infinity, -Infinity, 2, 3, -Infinity, -Infinity]), 2),
      // taps in the padding alone, as many as one likes
      rough(nd([1, 1, 1], [1]), 2, { padding: 1, dilation: 2 }),
      rough(nd([1, 1, 2], [1, 2]), [1, 2 ** 30], { stride: 2 ** 31 - 1, ceilMode: true, dilation: [1, 2] }),
    ],
  },
  pool('avgPool1d', [...SEQUENCE_POOLS, [[1, 1, 4], 3, { stride: 2, padding: 1, countIncludePad: false }]], LINES),
  pool('avgPool2d', [...POOLS, ...MEANS], PLANES),
  adaptive('adaptiveAvgPool1d', [
    [[2, 3, 7], 1],
    [[2, 3, 7], [3]],
    [[3, 4], 6],
    [[0, 3, 4], 2],
    [[2, 3, 4], 0],
  ]),
  adaptive('adaptiveMaxPool1d', [
    [[2, 3, 7], 1],
    [[2, 3, 7], [3]],
    [[3, 4], 6],
    [[0, 3, 4], 2],
    [[2, 3, 4], 0],
  ]),
  adaptive('adaptiveAvgPool2d', IMAGES),
  adaptive('adaptiveMaxPool2d', IMAGES),
  {
    name: 'F.interpolate',
    tolerance: EXACT,
    samples: (r) => [
      smooth(r.real([2, 3, 5]), { scaleFactor: 2 }),
      smooth(r.real([2, 3, 5]), { scaleFactor: [1.5], mode: 'nearest' }),
      smooth(r.real([1, 2, 7]), { size: 3 }),
      smooth(r.real([2, 2, 3, 4]), { size: [5, 7] }),
      smooth(r.real([1, 2, 6, 5]), { size: 4 }),
      smooth(r.real([1, 2, 3, 5]), { scaleFactor: [2, 0.7] }),
      smooth(r.real([1, 2, 3, 5]), { scaleFactor: 1.1 }),
      smooth(r.real([0, 2, 3]), { size: [4] }),
    ],
    errors: [
      [[zeros(1, 2, 4)], RangeError, /^interpolate: .*neither/],
      [[zeros(1, 2, 4), { size: 3, scaleFactor: 2 }], RangeError, /^interpolate: .*both/],
      [[zeros(2, 4), { size: 3 }], RangeError, /^interpolate: .*\[2, 4\]/],
      [[zeros(1, 2, 4), { size: [2, 3] }], RangeError, /^interpolate: .*size/],
      [[zeros(1, 2, 4), { size: 0 }], RangeError, /^interpolate: .*size/],
      [[zeros(1, 2, 4), { scaleFactor: [2, 2] }], RangeError, /^interpolate: .*scaleFactor/],
      [[zeros(1, 2, 4), { scaleFactor: -1 }], RangeError, /^interpolate: .*scaleFactor/],
      [[zeros(1, 2, 4), { scaleFactor: 0.1 }], RangeError, /^interpolate: .*not empty.*\[0\]/],
      [[zeros(1, 0, 4), { size: 2 }], RangeError, /^interpolate: .*not empty/],
      [[zeros(0, 2, 4), { scaleFactor: 1e300 }], RangeError, /^interpolate: .*2\^31/],
      [[zeros(1, 2, 4), { size: 3, mode: 'linear' }], RangeError, /^interpolate: .*mode.*'nearest'/],
      [[zeros(1, 2, 4), { scale_factor: 2 }], TypeError, /^interpolate: .*scaleFactor/],
    ],
  },
];
