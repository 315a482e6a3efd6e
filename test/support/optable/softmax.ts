// softmax, logSoftmax and logsumexp's kin: shifts, ties, infinities, every dim.
import { type OpRow, rough, type Sample, smooth } from '../optable.ts';
import { type Random, TAILS } from '../random.ts';
import { nd } from '../reference/nd.ts';

const X = nd([2, 3], [1, 2, 3, 4, 5, 6]);

const samples = (r: Random): Sample[] => [
  ...TAILS.map((n) => smooth(r.real([3, n]), 1)),
  ...TAILS.map((n) => smooth(r.real([n]), 0)),
  smooth(r.real([]), 0),
  smooth(r.real([4, 3]), 0),
  smooth(r.real([2, 3, 4]), 1),
  smooth(r.real([2, 3, 4]), 0),
  smooth(r.real([2, 3, 4]), -1),
  smooth(r.real([2, 9, 17]), 1),
  smooth(r.real([0, 3]), 1),
  smooth(r.real([3, 9], 9990, 10000), 1),
  smooth(r.real([3, 9], -80, 80), 1),
  smooth(r.real([2, 1500]), 1),
  rough(
    nd([6, 3], [Infinity, 0, 1, NaN, 0, 1, -Infinity, 0, 1, -Infinity, -Infinity, -Infinity, 3e38, -3e38, 0, 104, -104, 0]),
    1,
  ),
  rough(nd([3, 2], [-Infinity, 1, 0, NaN, 1, 2]), 0),
];

const row = (name: string, tolerance: NonNullable<OpRow['tolerance']>): OpRow => ({
  name: `F.${name}`,
  tolerance,
  samples,
  errors: [
    [[X, 2], RangeError, new RegExp(`^${name}: .*2`)],
    [[X, -3], RangeError, new RegExp(`^${name}: `)],
    [[nd([2], [1, 2], 'int32'), 0], TypeError, new RegExp(`^${name}: .*int32`)],
    [[[1, 2], 0], TypeError, new RegExp(`^${name}: `)],
  ],
});

export const softmaxRows: OpRow[] = [
  row('softmax', [1e-5, 1.2e-38]),
  row('softmin', [1e-5, 1.2e-38]),
  row('logSoftmax', [2e-6, 1e-6]),
];
