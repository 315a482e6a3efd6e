// Functions of one or two elements that few programs need.
import { ACTIVATION, EXACT, type OpRow, rough, type Sample, SUM, shared, smooth } from '../optable.ts';
import { type Random, SPECIAL, TAILS } from '../random.ts';
import { nd } from '../reference/nd.ts';
import { binary, binarySamples, integers, numberFirst, opens, unary, unarySamples } from './elementwise.ts';

/** Computed in float64 and rounded once: half a unit in the last place, and a little. */
const CORRECT = [6.1e-8, 7.2e-46] as const;

const X = nd([2], [1, 2]);
const WHOLE = nd([2], [1, 2], 'int32');

/** Samples of one operand, and more values from other ranges. */
const wider =
  (low: number, high: number, ...ranges: readonly (readonly [number, number])[]) =>
  (r: Random): Sample[] => [...unarySamples(low, high)(r), ...ranges.map(([from, to]) => rough(r.real([33], from, to)))];

/** Samples of two operands, the number first too. */
const either =
  (low: number, high: number) =>
  (r: Random): Sample[] => [...binarySamples(low, high)(r), smooth(r.real([0, 3]), r.real([1], low, high))];

/** Remainders of integers of any sign; those by 0 are refused. */
const remainders = (name: string): OpRow => ({
  ...integers(binary(name, 0.3, 3)),
  samples: (r) => [
    ...binarySamples(0.3, 3)(r).filter(({ args }) => args[0] !== args[1]),
    smooth(r.real([9]), r.real([9], -3, -0.3)),
    smooth(r.real([9]), -0.7),
    rough(SPECIAL, 1.5),
    rough(r.int([9], -20, 20), 3),
    rough(r.int([9], -20, 20), -7),
    rough(r.int([9], -20, 20), r.real([9], 0.3, 3)),
    rough(r.int([2, 3], -9, 9), r.int([3], -5, -1)),
    rough(nd([2], [-(2 ** 31), -(2 ** 31)], 'int32'), nd([2], [-1, 3], 'int32')),
  ],
  errors: [
    ...binary(name).errors!,
    [[WHOLE, 0], RangeError, opens(name)],
    [[WHOLE, nd([2], [1, 0], 'int32')], RangeError, opens(name)],
    [[nd([1], [1], 'bool'), nd([1], [1], 'bool')], TypeError, opens(name)],
  ],
});

const logaddexp: OpRow = {
  ...binary('logaddexp'),
  tolerance: ACTIVATION,
  samples: (r) => [...either(-3, 3)(r), rough(nd([4], [0, 0, 1e-20, 90]), nd([4], [-50, -100, -200, -90]))],
  errors: [...binary('logaddexp').errors!, [[WHOLE, WHOLE], TypeError, opens('logaddexp')]],
};
const atan2: OpRow = {
  ...binary('atan2', 0.2, 3),
  tolerance: CORRECT,
  samples: (r) => [
    ...either(0.2, 3)(r),
    smooth(r.real([33]), r.real([33], -3, -0.2)),
    rough(nd([4], [0, -0, 0, -0]), nd([4], [0, 0, -0, -0])),
    rough(nd([3], [1e-45, 3e38, 1].map(Math.fround)), nd([3], [3e38, 1e-45, Infinity].map(Math.fround))),
    rough(r.int([5], -3, 3), r.int([5], -3, 3)),
  ],
};

export const elementwiseRareRows: OpRow[] = [
  unary('log2', CORRECT, (r) => [...wider(0.05, 9, [0, 3e38], [0.99, 1.01])(r), rough(nd([3], [2 ** -149, 8, 2 ** -20]))]),
  unary('log10', CORRECT, wider(0.05, 9, [0, 3e38], [0.99, 1.01])),
  unary('exp2', CORRECT, wider(-3, 3, [-149, 128], [-1e-3, 1e-3])),
  unary('tan', CORRECT, (r) => [
    ...wider(-1.2, 1.2, [-1e-3, 1e-3], [-1e5, 1e5], [-3e38, 3e38])(r),
    rough(nd([2], [1.5707964, -4.712389].map(Math.fround))),
  ]),
  unary('asin', CORRECT, wider(-0.95, 0.95, [-1, 1], [-1e-3, 1e-3])),
  unary('acos', CORRECT, wider(-0.95, 0.95, [-1, 1], [0.999, 1])),
  unary('atan', CORRECT, wider(-3, 3, [-1e-3, 1e-3], [-1e30, 1e30])),
  unary('sinh', CORRECT, wider(-3, 3, [-1e-3, 1e-3], [-90, 90])),
  unary('cosh', CORRECT, wider(-3, 3, [-1e-3, 1e-3], [-90, 90])),
  unary('trunc', EXACT),
  {
    name: 'frac',
    tolerance: EXACT,
    samples: unarySamples(-9, 9),
    errors: [[[WHOLE], TypeError, opens('frac')]],
  },
  {
    name: 'nanToNum',
    tolerance: EXACT,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]))),
      rough(SPECIAL),
      rough(SPECIAL, { nan: 1.5, posinf: 2, neginf: -3 }),
      rough(SPECIAL, { nan: NaN, posinf: null, neginf: Infinity }),
      rough(r.int([4], -5, 5)),
      rough(r.bool([4])),
    ],
    errors: [
      [[[1]], TypeError, opens('nanToNum')],
      [[X, { nan: 'zero' }], TypeError, opens('nanToNum')],
      [[X, { posInf: 1 }], TypeError, /^nanToNum: .*posinf/],
    ],
  },
  logaddexp,
  numberFirst(logaddexp, -3, 3),
  atan2,
  numberFirst(atan2, 0.2, 3),
  remainders('remainder'),
  numberFirst(remainders('remainder'), 0.3, 3),
  remainders('fmod'),
  numberFirst(remainders('fmod'), 0.3, 3),
  {
    name: 'lerp',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), r.real([n]), r.real([n], 0, 1))),
      smooth(r.real([2, 1]), r.real([3]), 0.3),
      smooth(r.real([2, 1]), r.real([3]), 1.7),
      smooth(r.real([3]), r.real([2, 3]), r.real([4, 1, 1], -1, 2)),
      rough(nd([2], [1e8, 0.1].map(Math.fround)), nd([2], [0.1, 1e8].map(Math.fround)), 1),
      shared(r.real([4], 0.1, 0.4), (x) => smooth(x, x, x)),
    ],
    errors: [
      [[X, nd([3], [1, 2, 3]), 0.5], RangeError, opens('lerp')],
      [[X, X, nd([3], [1, 2, 3])], RangeError, opens('lerp')],
      [[X, WHOLE, 0.5], TypeError, opens('lerp')],
      [[X, X, WHOLE], TypeError, opens('lerp')],
      [[X, X, '1'], TypeError, opens('lerp')],
      [[X, X], TypeError, opens('lerp')],
    ],
  },
];
