// Losses of likelihoods, margins, distances and sequences.
import { constant, type OpRow, rough, type Sample, SUM, smooth } from '../optable.ts';
import { type Random, TAILS } from '../random.ts';
import { logProbabilities } from '../reference/margins.ts';
import { map, type Nd, nd } from '../reference/nd.ts';

const REDUCTIONS = ['mean', 'sum', 'none'] as const;
const X = nd([2, 3], [0.5, -1, 2, 1, 0, -1]);
const ints = (...values: number[]): Nd => nd([values.length], values, 'int32');

/** 1 and −1, as float32 or int32. */
const signs = (r: Random, shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): Nd =>
  constant(map(r.int(shape, 0, 2), (v) => 2 * v - 1, dtype));
const counts = (r: Random, shape: readonly number[]): Nd => constant(map(r.int(shape, 0, 7), (v) => v, 'float32'));

/** What all losses refuse: words and options that they do not know, and what is no tensor. */
function refusals(name: string, ...args: unknown[]): OpRow['errors'] & {} {
  return [
    [[...args, { reduction: 'avg' }], RangeError, new RegExp(`^${name}: expected reduction .*'avg'`)],
    [[...args, { reductio: 'sum' }], TypeError, new RegExp(`^${name}: .*'reductio'; did you mean 'reduction'`)],
    [[...args, {}, 1], TypeError, new RegExp(`^${name}: expected at most`)],
    [[[1, 2], ...args.slice(1)], TypeError, new RegExp(`^${name}: `)],
    [[{ ...X, dtype: 'int32' }, ...args.slice(1)], TypeError, new RegExp(`^${name}: .*float32, got int32`)],
  ];
}

/** Each reduction of each set of options, for arguments drawn anew. */
const crossed = (draw: () => unknown[], options: Record<string, unknown>[] = [{}]): Sample[] =>
  REDUCTIONS.flatMap((reduction) => options.map((o) => smooth(...draw(), { ...o, reduction })));

/** Labels of each row in any order, then −1, then what is not read. */
function labelRows(r: Random, N: number, C: number): Nd {
  const rows = Array.from({ length: N }, () => {
    const order = [...r.distinct([C]).data].map((v) => v * 8 + (C >> 1));
    const k = Math.floor(r.next() * (C + 1));
    return order.map((c, i) => (i === k ? -1 : c));
  });
  return nd([N, C], rows.flat(), 'int32');
}

/** Logits' log-probabilities, padded targets and lengths that fit. */
function sequences(r: Random, T: number, N: number, C: number, S: number): [Nd, Nd, number[], number[]] {
  const x = logProbabilities(r.real([T, N, C]));
  const draw = (low: number, high: number): number[] => [...r.int([N], low, high + 1).data];
  return [x, r.int([N, S], 1, C), draw(Math.max(T - 2, 0), T), draw(0, S)];
}

/** The labels of padded targets in one vector. */
function joined([x, targets, inputs, lengths]: [Nd, Nd, number[], number[]]): unknown[] {
  const S = targets.shape[1]!;
  return [x, ints(...lengths.flatMap((k, n) => [...targets.data.subarray(n * S, n * S + k)])), ints(...inputs), ints(...lengths)];
}

const P = logProbabilities(
  nd(
    [4, 2, 3],
    Float64Array.from({ length: 24 }, (_, i) => (i * 7) % 5),
  ),
);
const Y = nd([2, 2], [1, 2, 2, 1], 'int32');

export const marginRows: OpRow[] = [
  {
    name: 'F.poissonNllLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), counts(r, [n]), { reduction: 'sum' })),
      ...crossed(() => [r.real([4, 3]), r.real([4, 3], 1.1, 6)], [{}, { full: true }]),
      ...crossed(
        () => [r.real([2, 1, 3], 0.05, 4), counts(r, [4, 1])],
        [{ logInput: false }, { logInput: false, eps: 0.1, full: true }],
      ),
      rough(r.real([3]), r.int([3], 0, 9), { full: true }),
      rough(nd([2], [0, 0]), nd([2], [0, 1]), { logInput: false, full: true }),
      rough(nd([3], [NaN, Infinity, -Infinity]), nd([3], [1, 2, 3]), { reduction: 'none' }),
    ],
    errors: [
      ...refusals('poissonNllLoss', X, X),
      [[X, nd([2], [0, 1])], RangeError, /^poissonNllLoss: expected shapes that broadcast/],
      [[X, nd([3], [0, 1, 1], 'bool')], TypeError, /^poissonNllLoss: expected target .*bool/],
      [[X, X, { eps: -1 }], RangeError, /^poissonNllLoss: expected eps/],
      [[X, X, { full: 1 }], TypeError, /^poissonNllLoss: expected full/],
    ],
  },
  {
    name: 'F.gaussianNllLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), r.real([n]), r.real([n], 0.1, 2), { reduction: 'sum' })),
      ...crossed(() => [r.real([4, 3]), r.real([4, 3]), r.real([4, 3], 0.1, 2)], [{}, { full: true }]),
      ...crossed(() => [r.real([2, 4, 3]), r.real([3]), r.real([2, 4], 0.1, 2)]),
      ...crossed(() => [r.real([4, 3]), r.real([4, 3]), r.real([4, 1], 0.6, 2)], [{ eps: 0.5 }]),
      smooth(r.real([]), r.real([]), r.real([], 0.1, 2)),
      rough(nd([3], [1, 2, 3]), nd([3], [1.5, 2, 3]), nd([3], [0, 1e-9, Infinity]), { reduction: 'none' }),
      rough(nd([2], [1, 2]), nd([2], [1.5, 2]), nd([], [NaN])),
    ],
    errors: [
      ...refusals('gaussianNllLoss', X, X, nd([2], [1, 2])),
      [
        [X, X, nd([2, 3], [1, 1, 1, 1, -0.5, -1])],
        RangeError,
        /^gaussianNllLoss: expected var at least 0, got -0.5 at index \[1, 1\]/,
      ],
      [[X, X, nd([3], [1, 1, 1])], RangeError, /^gaussianNllLoss: expected var .*\[2, 3\].*\[3\]/],
      [[X, X, 1], TypeError, /^gaussianNllLoss: expected var to be a tensor/],
    ],
  },
  {
    name: 'F.softMarginLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), signs(r, [n]), { reduction: 'sum' })),
      ...crossed(() => [r.real([4, 3]), signs(r, [4, 3], 'int32')]),
      smooth(r.real([4, 1, 3]), r.real([2, 3])),
      smooth(nd([4], [20, -20, 1000, -1000]), nd([4], [1, 1, -1, 1], 'int32'), { reduction: 'none' }),
    ],
    errors: [
      ...refusals('softMarginLoss', X, X),
      [[X, nd([2], [1, -1])], RangeError, /^softMarginLoss: expected shapes that broadcast/],
      [[X, nd([3], [0, 1, 1], 'bool')], TypeError, /^softMarginLoss: expected target .*bool/],
    ],
  },
  {
    name: 'F.multilabelMarginLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.slice(1).map((C) => smooth(r.real([3, C]), labelRows(r, 3, C), { reduction: 'sum' })),
      ...crossed(() => [r.real([5, 4]), labelRows(r, 5, 4)]),
      ...crossed(() => [r.real([4]), ints(2, 0, -1, 1)]),
      smooth(r.real([3]), ints(1, 1, -1)),
      smooth(r.real([2, 3]), nd([2, 3], [-1, 0, 0, 0, 1, 2], 'int32')),
      rough(r.real([0, 3]), nd([0, 3], [], 'int32')),
      rough(nd([2, 2], [-Infinity, 1, 2, NaN]), nd([2, 2], [1, -1, 0, -1], 'int32'), { reduction: 'none' }),
    ],
    errors: [
      ...refusals('multilabelMarginLoss', X, nd([2, 3], [0, 1, -1, 2, -1, -1], 'int32')),
      [[X, nd([2, 3], [0, 1, -1, 3, -1, -1], 'int32')], RangeError, /^multilabelMarginLoss: .*\[0, 3\), got 3 at index \[1, 0\]/],
      [[X, nd([2, 3], [0, -1, -2, 0, 1, 2], 'int32')], RangeError, /^multilabelMarginLoss: .*-2 at index \[0, 2\]/],
      [[X, ints(0, 1)], RangeError, /^multilabelMarginLoss: .*\[2, 3\].*\[2\]/],
      [[X, X], TypeError, /^multilabelMarginLoss: .*int32/],
      [[nd([2, 0], []), nd([2, 0], [], 'int32')], RangeError, /^multilabelMarginLoss: .*\[2, 0\]/],
      [[nd([1, 1, 2], [1, 2]), nd([1, 1, 2], [0, 1], 'int32')], RangeError, /^multilabelMarginLoss: .*\[1, 1, 2\]/],
    ],
  },
  {
    name: 'F.multilabelSoftMarginLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.slice(1).map((C) => smooth(r.real([3, C]), constant(r.real([3, C], 0, 1)))),
      ...crossed(() => [r.real([4, 3]), r.real([4, 3], 0, 1)], [{}, { weight: constant(r.real([3], 0.2, 2)) }, { weight: null }]),
      ...crossed(() => [r.real([2, 4, 3]), r.int([2, 4, 3], 0, 2)]),
      smooth(r.real([3]), r.int([3], 0, 2)),
      smooth(nd([4], [100, -100, 1000, -1000]), constant(nd([4], [1, 0, 0, 1]))),
    ],
    errors: [
      ...refusals('multilabelSoftMarginLoss', X, X),
      [[X, nd([3], [0, 1, 1])], RangeError, /^multilabelSoftMarginLoss: .*\[2, 3\].*\[3\]/],
      [[X, X, { weight: nd([2], [1, 1]) }], RangeError, /^multilabelSoftMarginLoss: /],
      [[nd([], [1]), nd([], [1])], RangeError, /^multilabelSoftMarginLoss: .*scalar/],
    ],
  },
  {
    name: 'F.marginRankingLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), r.real([n]), signs(r, [n]), { reduction: 'sum' })),
      ...crossed(() => [r.real([4, 3]), r.real([4, 3]), signs(r, [4, 3], 'int32')], [{}, { margin: 0.5 }]),
      smooth(r.real([4, 1]), r.real([4, 3]), signs(r, [1, 3]), { reduction: 'none' }),
      smooth(r.real([]), r.real([]), signs(r, [])),
      rough(nd([3], [NaN, Infinity, 1]), nd([3], [1, 2, 0.5]), nd([3], [1, 1, 1]), { reduction: 'none', margin: 0.5 }),
    ],
    errors: [
      ...refusals('marginRankingLoss', X, X, X),
      [[X, X, nd([3], [1, 1, 1])], RangeError, /^marginRankingLoss: expected equal numbers of dims.*target \[3\]/],
      [[X, X, nd([2, 2], [1, 1, 1, 1])], RangeError, /^marginRankingLoss: expected shapes that broadcast/],
      [[X, X, X, { margin: '1' }], TypeError, /^marginRankingLoss: expected margin/],
    ],
  },
  {
    name: 'F.hingeEmbeddingLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), signs(r, [n]), { reduction: 'sum' })),
      ...crossed(() => [r.real([4, 3]), signs(r, [4, 3], 'int32')], [{}, { margin: 0.5 }]),
      smooth(r.real([4, 1, 3]), signs(r, [2, 3])),
      smooth(r.real([3]), ints(0, 1, -1), { reduction: 'none' }),
      rough(nd([4], [NaN, Infinity, NaN, Infinity]), ints(1, 1, -1, -1), { reduction: 'none' }),
    ],
    errors: [
      ...refusals('hingeEmbeddingLoss', X, X),
      [[X, nd([2], [1, -1])], RangeError, /^hingeEmbeddingLoss: expected shapes that broadcast/],
    ],
  },
  {
    name: 'F.cosineEmbeddingLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.slice(1).map((D) => smooth(r.real([3, D], 0.1, 3), r.real([3, D]), signs(r, [3], 'int32'), { margin: 0.1 })),
      ...crossed(() => [r.real([5, 3]), r.real([5, 3]), signs(r, [5])], [{}, { margin: 0.5 }]),
      ...crossed(() => [r.real([4]), r.real([4]), signs(r, [])]),
      smooth(r.real([5, 3]), r.real([1, 3]), ints(0, 1, -1, 1, -1), { reduction: 'none' }),
      rough(nd([2, 2], [0, 0, 1, 2]), nd([2, 2], [0, 0, 0, 0]), ints(1, 1), { reduction: 'none' }),
    ],
    errors: [
      ...refusals('cosineEmbeddingLoss', X, X, ints(1, -1)),
      [[X, X, X], RangeError, /^cosineEmbeddingLoss: expected inputs .*\[2, 3\]/],
      [[X, nd([2, 2], [1, 2, 3, 4]), ints(1, 1)], RangeError, /^cosineEmbeddingLoss: expected shapes that broadcast/],
      [[X, X, ints(1, 1, 1)], RangeError, /^cosineEmbeddingLoss: expected shapes that broadcast/],
      [[X, nd([3], [1, 2, 3]), ints(1, 1)], RangeError, /^cosineEmbeddingLoss: expected equal numbers of dims/],
    ],
  },
  {
    name: 'F.tripletMarginLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.slice(1).map((D) => smooth(r.real([3, D]), r.real([3, D]), r.real([3, D]), { reduction: 'sum' })),
      ...crossed(
        () => [r.real([5, 3]), r.real([5, 3]), r.real([5, 3])],
        [{}, { p: 1 }, { p: 3, swap: true }, { margin: 3, eps: 0.1 }],
      ),
      ...crossed(() => [r.real([4]), r.real([4]), r.real([4])], [{ swap: true }, { p: Infinity, margin: 4 }]),
      smooth(r.real([5, 3]), r.real([1, 3]), r.real([5, 1]), { margin: 2 }),
    ],
    errors: [
      ...refusals('tripletMarginLoss', X, X, X),
      [[X, X, nd([3], [1, 1, 1])], RangeError, /^tripletMarginLoss: expected equal numbers of dims.*negative \[3\]/],
      [[X, X, nd([2, 2], [1, 1, 1, 1])], RangeError, /^tripletMarginLoss: expected shapes that broadcast/],
      [[nd([], [1]), nd([], [1]), nd([], [1])], RangeError, /^tripletMarginLoss: .*scalars/],
      [[nd([2, 0], []), nd([2, 1], [1, 2]), nd([2, 0], []), { p: Infinity }], RangeError, /^tripletMarginLoss: .*\[2, 0\]/],
      [[X, X, X, { swap: 1 }], TypeError, /^tripletMarginLoss: expected swap/],
    ],
  },
  {
    name: 'F.ctcLoss',
    tolerance: SUM,
    samples: (r) => [
      ...crossed(() => sequences(r, 7, 4, 4, 3), [{}, { zeroInfinity: true }]),
      ...crossed(() => joined(sequences(r, 8, 3, 5, 3))),
      ...TAILS.slice(2, 14).map((S) => smooth(...sequences(r, 2 * S + 2, 2, 5, S), { zeroInfinity: true })),
      smooth(...sequences(r, 60, 2, 30, 20), { reduction: 'none' }),
      smooth(logProbabilities(r.real([5, 4])), ints(1, 1), [5], ints(2)),
      smooth(logProbabilities(r.real([4, 2, 3])), nd([2, 2], [1, 0, 0, 0], 'int32'), [4, 4], [2, 1], { blank: 2 }),
      smooth(logProbabilities(r.real([4, 2, 3])), Y, [4, 0], [0, 0]),
      // a repeated label needs a blank between
      smooth(logProbabilities(r.real([3, 2, 3])), nd([2, 2], [1, 1, 1, 1], 'int32'), [2, 3], [2, 2], { zeroInfinity: true }),
      rough(logProbabilities(r.real([3, 2, 3])), nd([2, 2], [1, 1, 1, 1], 'int32'), [2, 3], [2, 2], { reduction: 'none' }),
      rough(nd([0, 1, 2], []), nd([1, 1], [1], 'int32'), [0], [1]),
      rough(nd([3, 0, 2], []), nd([0, 1], [], 'int32'), [], [], { reduction: 'none' }),
      rough(nd([2, 1, 3], [NaN, NaN, NaN, 0, 0, 0]), nd([1, 1], [1], 'int32'), [2], [1]),
    ],
    errors: [
      ...refusals('ctcLoss', P, Y, [4, 4], [2, 2]),
      [[P, Y, [5, 4], [2, 2]], RangeError, /^ctcLoss: expected inputLengths\[0\] at most 4, got 5/],
      [[P, Y, [4, 4], [2, 3]], RangeError, /^ctcLoss: expected targetLengths\[1\] at most 2, got 3/],
      [[P, Y, [4, 4], ints(-1, 2)], RangeError, /^ctcLoss: expected targetLengths\[0\] at least 0, got -1/],
      [[P, Y, [4, 1.5], [2, 2]], RangeError, /^ctcLoss: expected inputLengths\[1\] to be an integer/],
      [[P, Y, [4], [2, 2]], RangeError, /^ctcLoss: expected inputLengths of shape \[2\]/],
      [[P, Y, 4, [2, 2]], TypeError, /^ctcLoss: expected inputLengths to be an int32 tensor or an array, got 4/],
      [[P, Y, nd([2], [4, 4]), [2, 2]], TypeError, /^ctcLoss: expected inputLengths of dtype int32/],
      [[P, ints(1, 2, 1), [4, 4], [2, 2]], RangeError, /^ctcLoss: expected targetLengths that add up to the 3/],
      [[P, nd([1, 2], [1, 2], 'int32'), [4, 4], [2, 2]], RangeError, /^ctcLoss: expected targets of shape \[2, S\]/],
      [[P, Y, [4, 4], [2, 2], { blank: 3 }], RangeError, /^ctcLoss: expected blank in \[0, 3\)/],
      [[P, Y, [4, 4], [2, 2], { blank: -1 }], RangeError, /^ctcLoss: expected blank at least 0/],
      [[P, Y, [4, 4], [2, 2], { blank: 1 }], RangeError, /^ctcLoss: .*other than blank \(1\), got 1 as label 0 of sample 0/],
      [[P, nd([2, 2], [1, 2, 3, 1], 'int32'), [4, 4], [2, 2]], RangeError, /^ctcLoss: .*\[0, 3\).*got 3 as label 0 of sample 1/],
      [[P, nd([2, 2], [1, 2, 2, -1], 'int32'), [4, 4], [2, 2]], RangeError, /^ctcLoss: .*got -1 as label 1 of sample 1/],
      [[P, nd([2, 2], [1, 2, 2, 1]), [4, 4], [2, 2]], TypeError, /^ctcLoss: expected targets of dtype int32/],
      [[nd([3], [1, 2, 3]), Y, [4, 4], [2, 2]], RangeError, /^ctcLoss: expected logProbs of shape/],
    ],
  },
  {
    name: 'F.sigmoidFocalLoss',
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n]), constant(map(r.int([n], 0, 2), (v) => v, 'float32')))),
      ...crossed(
        () => [r.real([4, 3]), r.real([4, 3], 0, 1)],
        [{}, { alpha: -1 }, { alpha: 0.6, gamma: 1.5 }, { gamma: 0 }, { gamma: 1, alpha: -1 }, { gamma: 0.5 }],
      ),
      smooth(r.real([33, 65]), constant(r.real([33, 65], 0, 1)), { reduction: 'mean' }),
      ...[0, 0.5, 1, 2, 3].map((gamma) =>
        smooth(nd([6], [80, -80, 1000, -1000, 1000, -1000]), constant(nd([6], [1, 0, 0, 1, 1, 0])), { gamma }),
      ),
      rough(nd([2], [NaN, 1]), nd([2], [1, NaN])),
    ],
    errors: [
      ...refusals('sigmoidFocalLoss', X, X),
      [[X, nd([3], [0, 1, 1])], RangeError, /^sigmoidFocalLoss: .*\[2, 3\].*\[3\]/],
      [[X, X, { gamma: NaN }], RangeError, /^sigmoidFocalLoss: expected gamma/],
    ],
  },
];
