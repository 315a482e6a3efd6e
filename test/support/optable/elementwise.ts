// Arithmetic, comparisons and choices, with broadcasting.
import {
  ACTIVATION,
  ELEMENT,
  EXACT,
  type OpRow,
  rough,
  type Sample,
  SHAPES,
  shared,
  smooth,
  withoutGradient,
} from '../optable.ts';
import { type Random, SPECIAL, TAILS } from '../random.ts';
import { type Nd, nd } from '../reference/nd.ts';

export const opens = (name: string): RegExp => new RegExp(`^${name}: `);
const X = nd([2], [1, 2]);

/** Every tail length and every rank within a range, and special values if the function takes them all. */
export function unarySamples(low: number, high: number, special: Nd | null = SPECIAL) {
  return (r: Random): Sample[] => [
    ...TAILS.map((n) => smooth(r.real([n], low, high))),
    ...SHAPES.map((shape) => smooth(r.real(shape, low, high))),
    ...(special ? [rough(special)] : []),
  ];
}

/** Integers come out as integers, or as the float32 of their function. */
export const unary = (name: string, tolerance: OpRow['tolerance'] & {}, samples = unarySamples(-3, 3)): OpRow => ({
  name,
  tolerance,
  samples: (r) => [...samples(r), rough(r.int([7], 1, 9)), rough(r.int([2, 3], 1, 9))],
  errors: [[[[1, 2]], TypeError, opens(name)]],
});

/** Sines of large numbers ask for more bits of π than a float32 kernel has: they stay small here. */
const smallSpecial = nd([5], [0, -0, NaN, Infinity, -Infinity]);

const PAIRS: [number[], number[]][] = [
  [
    [3, 4],
    [3, 4],
  ],
  [[3, 4], [4]],
  [
    [3, 1],
    [1, 4],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [[], [3]],
  [[4], [2, 1, 4]],
  [[0, 3], [3]],
  [[0], [1]],
  [[1], [33]],
];

/** Operands of every kind: the same shape, broadcast either way, numbers, special values. */
export function binarySamples(low: number, high: number, numbers = [1.7, 2]) {
  return (r: Random): Sample[] => [
    ...TAILS.map((n) => smooth(r.real([n]), r.real([n], low, high))),
    ...PAIRS.map(([a, b]) => smooth(r.real(a), r.real(b, low, high))),
    ...numbers.map((n) => smooth(r.real([2, 5]), n)),
    rough(SPECIAL, nd([12], [...SPECIAL.data].reverse())),
    shared(r.real([2, 5], low, high), (x) => smooth(x, x)),
  ];
}

export const binary = (name: string, low = -3, high = 3): OpRow => ({
  name,
  tolerance: EXACT,
  samples: binarySamples(low, high),
  errors: [
    [[nd([2, 3], new Float64Array(6)), nd([4], new Float64Array(4))], RangeError, new RegExp(`^${name}: .*\\[2, 3\\].*\\[4\\]`)],
    [[X, 'two'], TypeError, opens(name)],
    [['two', X], TypeError, opens(name)],
  ],
});

const withAlpha = (row: OpRow): OpRow => ({
  ...row,
  samples: (r) => [
    ...row.samples(r),
    smooth(r.real([2, 3]), r.real([3]), { alpha: 2 }),
    smooth(r.real([3]), 1.5, { alpha: -0.5 }),
  ],
  errors: [...row.errors!, [[X, X, { alhpa: 2 }], TypeError, new RegExp(`^${row.name}: .*alpha`)]],
});

/** A row again, a number first: no method takes it so. */
export const numberFirst = (row: OpRow, low: number, high: number): OpRow => ({
  ...row,
  method: false,
  samples: (r) => [2, 1.7, -2.5].map((n) => smooth(n, r.real([3, 5], low, high))),
  errors: [[[1, 2], TypeError, opens(row.name)]],
});

export const integers = (row: OpRow): OpRow => ({
  ...row,
  samples: (r) => [...row.samples(r), rough(r.int([7], -9, 9), r.int([7], 1, 9)), rough(r.int([2, 3], -9, 9), r.int([3], 1, 9))],
});

const comparison = (name: string): OpRow => ({
  name,
  tolerance: EXACT,
  samples: (r) => [
    ...TAILS.map((n) => rough(r.int([n], -2, 2), r.int([n], -2, 2))),
    ...PAIRS.map(([a, b]) => rough(r.real(a), r.real(b))),
    rough(r.real([5]), 0),
    rough(SPECIAL, nd([12], [...SPECIAL.data].reverse())),
    rough(SPECIAL, SPECIAL),
  ],
  errors: [[[nd([2], [1, 2]), nd([3], [1, 2, 3])], RangeError, opens(name)]],
});

const logical = (name: string): OpRow => ({
  name,
  tolerance: EXACT,
  samples: (r) => [...TAILS.map((n) => rough(r.bool([n]), r.bool([n]))), ...PAIRS.map(([a, b]) => rough(r.bool(a), r.bool(b)))],
});

export const elementwiseRows: OpRow[] = [
  ...['neg', 'abs', 'sign', 'square', 'relu'].map((name) => unary(name, EXACT)),
  ...['floor', 'ceil', 'round'].map((name) =>
    unary(name, EXACT, (r) => [...unarySamples(-3, 3)(r), rough(nd([6], [0.5, 1.5, 2.5, -0.5, -1.5, 8388609]))]),
  ),
  ...['isnan', 'isfinite'].map((name) => withoutGradient(unary(name, EXACT))),
  ...['exp', 'expm1'].map((name) =>
    unary(name, ELEMENT, (r) => [...unarySamples(-3, 3)(r), rough(r.real([33], -87, 88)), rough(r.real([33], -1e-3, 1e-3))]),
  ),
  unary('reciprocal', EXACT, unarySamples(0.1, 3)),
  unary('log', ELEMENT, (r) => [...unarySamples(0.05, 9)(r), rough(r.real([33], 0.99, 1.01)), rough(r.real([33], 0, 3e38))]),
  unary('log1p', ELEMENT, (r) => [...unarySamples(-0.9, 9)(r), rough(r.real([33], -1e-3, 1e-3))]),
  ...['sqrt', 'rsqrt'].map((name) => unary(name, ELEMENT, unarySamples(0.05, 9))),
  ...['sin', 'cos'].map((name) => unary(name, ACTIVATION, unarySamples(-30, 30, smallSpecial))),
  ...['tanh', 'sigmoid', 'erf'].map((name) =>
    unary(name, ELEMENT, (r) => [...unarySamples(-5, 5)(r), rough(r.real([33], -90, 90))]),
  ),
  ...['add', 'sub'].map((name) => integers(withAlpha(binary(name)))),
  integers(binary('mul')),
  binary('div', 0.2, 3),
  numberFirst(binary('div'), 0.2, 3),
  {
    name: 'pow',
    tolerance: [4e-6, 1.2e-38],
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n], 0.1, 3), r.real([n], -2, 2))),
      ...PAIRS.map(([a, b]) => smooth(r.real(a, 0.1, 3), r.real(b, -2, 2))),
      shared(r.real([9], 0.1, 3), (x) => smooth(x, x)),
      ...[0, 1, 2, 3, -1, -2].map((p) => smooth(r.real([9]), p)),
      ...[0.5, -0.5, 1.7].map((p) => smooth(r.real([9], 0.1, 3), p)),
    ],
    errors: [[[X, nd([3], [1, 2, 3])], RangeError, opens('pow')]],
  },
  ...['maximum', 'minimum'].map(
    (name): OpRow => ({
      ...binary(name),
      samples: (r) => binarySamples(-3, 3)(r).filter(({ args }) => args[0] !== args[1]),
    }),
  ),
  ...['maximum', 'minimum'].map((name) => numberFirst(binary(name), -3, 3)),
  {
    name: 'clamp',
    tolerance: EXACT,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), -1, 0.5)),
      smooth(r.real([3, 4]), 0),
      smooth(r.real([3, 4]), undefined, 1),
      smooth(r.real([2, 3, 4]), 1, -1),
      rough(SPECIAL, -1, 1),
      smooth(r.real([3, 4]), r.real([4], -2, 0), r.real([3, 1], 0, 2)),
      smooth(r.real([3, 4]), r.real([3, 4]), r.real([3, 4])),
      smooth(r.real([3]), -1, r.real([2, 3])),
      smooth(r.real([3]), r.real([2, 3])),
      rough(SPECIAL, nd([12], [...SPECIAL.data].reverse()), 2),
    ],
    errors: [
      [[X], TypeError, opens('clamp')],
      [[X, 'low'], TypeError, opens('clamp')],
    ],
  },
  {
    name: 'where',
    method: false,
    tolerance: EXACT,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.bool([n]), r.real([n]), r.real([n]))),
      smooth(r.bool([1, 3]), r.real([2, 3]), r.real([2, 1])),
      smooth(r.bool([4]), r.real([3, 1]), r.real([])),
      shared(r.real([2, 3]), (x) => smooth(r.bool([2, 3]), x, x)),
      smooth(r.bool([2, 3]), r.real([3]), 0.5),
      smooth(r.bool([]), 1.5, r.real([3])),
      rough(r.bool([5]), r.int([5], 0, 9), r.int([1], 0, 9)),
    ],
    errors: [
      [[nd([2], [0, 1], 'bool'), X, nd([3], [1, 2, 3])], RangeError, opens('where')],
      [[X, X, X], TypeError, /^where: .*bool/],
    ],
  },
  ...['eq', 'ne', 'lt', 'le', 'gt', 'ge'].map(comparison),
  ...['logicalAnd', 'logicalOr'].map(logical),
  { name: 'logicalNot', tolerance: EXACT, samples: (r) => [...TAILS, 100].map((n) => rough(r.bool([n]))) },
];
