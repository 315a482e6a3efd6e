// Normalisations, in training and in evaluation.
import { constant, type OpRow, rough, smooth } from '../optable.ts';
import { type Random, TAILS } from '../random.ts';
import { type Nd, nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);

const affine = (r: Random, shape: number[]): { weight: Nd; bias: Nd } => ({
  weight: r.real(shape),
  bias: r.real(shape),
});
const statistics = (r: Random, C: number): [Nd, Nd] => [constant(r.real([C])), constant(r.real([C], 0.5, 2))];

export const normRows: OpRow[] = [
  {
    name: 'F.layerNorm',
    tolerance: [4e-6, 2e-6],
    gradientTolerance: 4e-5,
    samples: (r) => [
      ...TAILS.slice(2).flatMap((n) => [smooth(r.real([3, n]), [n]), smooth(r.real([3, n]), [n], affine(r, [n]))]),
      smooth(r.real([2, 3, 4]), [3, 4], affine(r, [3, 4])),
      smooth(r.real([2, 3, 5]), [5], { weight: r.real([5]), eps: 0.1 }),
      smooth(r.real([4]), [4]),
      smooth(r.real([0, 4]), [4]),
      smooth(r.real([3, 8], 99, 101), [8], { bias: r.real([8]) }),
      smooth(r.real([2, 300]), [300]),
    ],
    errors: [
      [[X, [2]], RangeError, /^layerNorm: .*\[2\].*\[2, 3\]/],
      [[X, [3], { weight: nd([2], [1, 2]) }], RangeError, /^layerNorm: /],
      [[X, [3], { epsilon: 1 }], TypeError, /^layerNorm: .*eps/],
    ],
  },
  {
    name: 'F.batchNorm',
    tolerance: [4e-6, 2e-6],
    gradientTolerance: 4e-5,
    samples: (r) =>
      [
        [5, 3],
        [4, 3, 5],
        [2, 3, 3, 2],
        [9, 17],
        [2, 1, 33],
        [3, 5, 8, 8],
      ].flatMap((shape) => {
        const C = shape[1]!;
        return [
          smooth(r.real(shape), ...statistics(r, C), { training: true, ...affine(r, [C]) }),
          smooth(r.real(shape), ...statistics(r, C), { training: true, momentum: 0.3, eps: 1e-3 }),
          smooth(r.real(shape), null, null, { training: true, ...affine(r, [C]) }),
          smooth(r.real(shape), ...statistics(r, C), affine(r, [C])),
          smooth(r.real(shape), ...statistics(r, C)),
        ];
      }),
    errors: [
      [[nd([1, 3], [1, 2, 3]), null, null, { training: true }], RangeError, /^batchNorm: /],
      [[X, nd([2], [1, 2]), nd([2], [1, 2])], RangeError, /^batchNorm: .*3/],
      [[nd([3], [1, 2, 3]), null, null, { training: true }], RangeError, /^batchNorm: /],
      [[X, nd([3], [1, 2, 3]), nd([3], [1, 2, 3]), { train: true }], TypeError, /^batchNorm: .*training/],
    ],
  },
  {
    name: 'F.groupNorm',
    tolerance: [4e-6, 2e-6],
    gradientTolerance: 4e-5,
    samples: (r) => [
      // a value by itself is its own mean; its gradient is what rounding leaves of a difference
      rough(r.real([2, 3]), 3, affine(r, [3])),
      ...(
        [
          [[2, 4, 5], 2],
          [[2, 4, 5], 4],
          [[3, 6, 3, 3], 3],
          [[3, 6], 2],
          [[1, 4, 1], 1],
          [[2, 2, 300], 1],
          [[0, 4, 3], 2],
        ] as const
      ).flatMap(([shape, groups]) => [
        smooth(r.real([...shape]), groups, affine(r, [shape[1]])),
        smooth(r.real([...shape], 9, 11), groups, { bias: r.real([shape[1]]), eps: 1e-3 }),
        smooth(r.real([...shape]), groups),
      ]),
    ],
    errors: [
      [[nd([1, 4, 1], [1, 2, 3, 4]), 3], RangeError, /^groupNorm: .*3.*\[1, 4, 1\]/],
      [[nd([1, 4, 1], [1, 2, 3, 4]), 0], RangeError, /^groupNorm: .*numGroups/],
      [[nd([1, 4, 1], [1, 2, 3, 4]), 4], RangeError, /^groupNorm: .*more than 1/],
      [[nd([4], [1, 2, 3, 4]), 2], RangeError, /^groupNorm: .*2 dims/],
      [[nd([1, 4], [1, 2, 3, 4]), 2, { weight: nd([2], [1, 2]) }], RangeError, /^groupNorm: .*weight.*\[4\]/],
      [[nd([1, 4], [1, 2, 3, 4]), 2, { epsilon: 1 }], TypeError, /^groupNorm: .*eps/],
      [[nd([1, 4], [1, 2, 3, 4], 'int32'), 2], TypeError, /^groupNorm: .*float32/],
    ],
  },
  {
    name: 'F.instanceNorm',
    tolerance: [4e-6, 2e-6],
    gradientTolerance: 4e-5,
    samples: (r) =>
      [
        [2, 3, 5],
        [1, 2, 2],
        [3, 2, 3, 3],
        [2, 3, 70],
      ].flatMap((shape) => {
        const C = shape[1]!;
        const running = (): { runningMean: Nd; runningVar: Nd } => {
          const [runningMean, runningVar] = statistics(r, C);
          return { runningMean, runningVar };
        };
        return [
          smooth(r.real(shape)),
          smooth(r.real(shape), { ...affine(r, [C]), ...running(), momentum: 0.3 }),
          smooth(r.real(shape, 9, 11), { weight: r.real([C]), eps: 1e-3, runningVar: running().runningVar }),
          smooth(r.real(shape), { ...running(), ...affine(r, [C]), useInputStats: false }),
          smooth(r.real(shape), { ...running(), useInputStats: false }),
        ];
      }),
    errors: [
      [[X], RangeError, /^instanceNorm: .*more than 1 value/],
      [[nd([2, 3, 1], [1, 2, 3, 4, 5, 6])], RangeError, /^instanceNorm: .*more than 1 value.*\[2, 3, 1\]/],
      [[nd([3], [1, 2, 3])], RangeError, /^instanceNorm: .*2 dims/],
      [[X, { useInputStats: false }], RangeError, /^instanceNorm: .*runningMean/],
      [[X, { runningMean: nd([2], [1, 2]) }], RangeError, /^instanceNorm: .*runningMean.*\[3\]/],
      [[X, { bias: nd([2], [1, 2]) }], RangeError, /^instanceNorm: .*bias/],
      [[X, { use_input_stats: false }], TypeError, /^instanceNorm: .*useInputStats/],
    ],
  },
];
