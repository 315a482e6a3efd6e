// Normalisations, in training and in evaluation.
import { constant, type OpRow, smooth } from '../optable.ts';
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
];
