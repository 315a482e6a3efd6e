// Losses: indices and probabilities, every rank, weight × ignoreIndex × labelSmoothing × reduction.
import { constant, type OpRow, rough, type Sample, SUM, shared, smooth } from '../optable.ts';
import { type Random, TAILS } from '../random.ts';
import { type Nd, nd } from '../reference/nd.ts';

const REDUCTIONS = ['mean', 'sum', 'none'] as const;
const X = nd([2, 3], [0.5, -1, 2, 1, 0, -1]);
const at = (...values: number[]): Nd => nd([values.length], values, 'int32');

/** Input and target shapes for C classes. */
const RANKS = (C: number): [number[], number[]][] => [
  [[C], []],
  [[5, C], [5]],
  [[1, C], [1]],
  [
    [2, C, 3],
    [2, 3],
  ],
  [
    [2, C, 2, 3],
    [2, 2, 3],
  ],
  [[0, C], [0]],
];

function byIndex(r: Random, optionSets: Record<string, unknown>[]): Sample[] {
  return optionSets.flatMap((o) =>
    RANKS(4).flatMap(([shape, positions]) => {
      const options = { ...o, ...('weight' in o && { weight: constant(r.real([4], 0.2, 2)) }) };
      return smooth(r.real(shape), r.int(positions, 0, 4), options);
    }),
  );
}

const crossed = (...extra: Record<string, unknown>[]): Record<string, unknown>[] =>
  REDUCTIONS.flatMap((reduction) => [{}, ...extra].map((o) => ({ reduction, ...o })));

const classErrors = (name: string): OpRow['errors'] & {} => [
  [[X, at(0, 3)], RangeError, new RegExp(`^${name}: expected target in \\[0, 3\\), got 3 at index \\[1\\]`)],
  [[X, at(-1, 0)], RangeError, new RegExp(`^${name}: .*-1 at index \\[0\\]`)],
  [[X, nd([2], [0, 1])], TypeError, new RegExp(`^${name}: .*int32`)],
  [[X, at(0, 1, 2)], RangeError, new RegExp(`^${name}: .*\\[2, 3\\].*\\[3\\]`)],
  [[X, at(0, 1), { weight: nd([2], [1, 2]) }], RangeError, new RegExp(`^${name}: .*3`)],
  [[X, at(0, 1), { reduction: 'avg' }], RangeError, new RegExp(`^${name}: .*mean`)],
  [[X, at(0, 1), { ignoreindex: 1 }], TypeError, new RegExp(`^${name}: .*ignoreIndex`)],
  [[nd([2, 3], [1, 2, 3, 4, 5, 6], 'int32'), at(0, 1)], TypeError, new RegExp(`^${name}: `)],
];

const pairErrors = (name: string): OpRow['errors'] & {} => [
  [[X, nd([2], [0, 1])], RangeError, new RegExp(`^${name}: `)],
  [[X, [1, 2]], TypeError, new RegExp(`^${name}: `)],
  [[X, X, { reduction: 'avg' }], RangeError, new RegExp(`^${name}: `)],
  [[X, X, { reductio: 'sum' }], TypeError, new RegExp(`^${name}: .*reduction`)],
];

const EXTREMES = [nd([5], [Infinity, -Infinity, NaN, 0, 3e38]), nd([5], [1, 1, 1, 0, -3e38])];

function pair(
  name: string,
  options: Record<string, unknown>[],
  draw: (r: Random, shape: number[]) => Nd[] = (r, shape) => [r.real(shape), r.real(shape)],
): OpRow {
  return {
    name: `F.${name}`,
    tolerance: SUM,
    samples: (r) => [
      ...TAILS.flatMap((n) => REDUCTIONS.map((reduction) => smooth(...draw(r, [n]), { reduction }))),
      ...(name === 'mseLoss' ? [shared(r.real([3]), (x) => smooth(x, x))] : []),
      ...REDUCTIONS.map((reduction) => {
        const [x, y] = [draw(r, [4, 1, 3])[0]!, draw(r, [2, 3])[1]!];
        return smooth(x, y, { reduction });
      }),
      rough(...draw(r, [0])),
      ...(name === 'klDiv' ? [] : [rough(...EXTREMES, { reduction: 'none' })]),
      smooth(...draw(r, [])),
      smooth(...draw(r, [2, 3, 4])),
      smooth(...draw(r, [33, 65])),
      ...options.flatMap((o) => [smooth(...draw(r, [3, 4]), o), smooth(...draw(r, [3, 4]), { ...o, reduction: 'none' })]),
    ],
    errors: pairErrors(name),
  };
}

const weighted = (r: Random): Record<string, unknown>[] => [
  { weight: constant(r.real([4], 0.2, 2)) },
  { weight: constant(r.real([3, 1], 0.2, 2)), reduction: 'sum' },
];

const binary: OpRow['samples'] = (r) => [
  ...TAILS.map((n) => smooth(r.real([n], 0.05, 0.95), constant(r.real([n], 0, 1)))),
  ...REDUCTIONS.map((reduction) => smooth(r.real([3, 4], 0.05, 0.95), constant(r.real([3, 4], 0, 1)), { reduction })),
  ...weighted(r).map((o) => smooth(r.real([3, 4], 0.05, 0.95), constant(r.real([3, 4], 0, 1)), o)),
  rough(nd([5], [0, 1, 1, 0, 0.5]), nd([5], [0, 1, 0, 1, 1])),
];

const withLogits: OpRow['samples'] = (r) => [
  ...TAILS.map((n) => smooth(r.real([n]), constant(r.real([n], 0, 1)))),
  ...REDUCTIONS.map((reduction) => smooth(r.real([3, 4]), constant(r.real([3, 4], 0, 1)), { reduction })),
  ...weighted(r).map((o) =>
    smooth(r.real([3, 4]), constant(r.real([3, 4], 0, 1)), {
      ...o,
      posWeight: constant(r.real([4], 0.5, 2)),
    }),
  ),
  smooth(nd([4], [100, -100, 1000, -1000]), constant(nd([4], [1, 0, 0, 1]))),
];

export const lossRows: OpRow[] = [
  {
    name: 'F.nllLoss',
    tolerance: SUM,
    samples: (r) => [
      ...byIndex(r, crossed({ weight: true }, { ignoreIndex: 1 }, { weight: true, ignoreIndex: 0 })),
      smooth(r.real([3, 4]), at(-100, -100, -100), { reduction: 'sum' }),
      rough(r.real([3, 4]), at(-100, -100, -100)),
      rough(nd([2, 2], [-Infinity, 1, 2, NaN]), at(1, 0), { reduction: 'none' }),
      smooth(r.real([200, 7]), r.int([200], 0, 7)),
    ],
    errors: classErrors('nllLoss'),
  },
  {
    name: 'F.crossEntropy',
    tolerance: SUM,
    samples: (r) => [
      ...byIndex(
        r,
        crossed(
          { weight: true },
          { ignoreIndex: 1 },
          { labelSmoothing: 0.1 },
          { weight: true, ignoreIndex: 0, labelSmoothing: 0.3 },
          { labelSmoothing: 1 },
        ),
      ),
      ...TAILS.slice(1).map((C) => smooth(r.real([3, C]), r.int([3], 0, C))),
      ...crossed({ labelSmoothing: 0.2 }).flatMap((o) =>
        RANKS(3)
          .slice(0, 5)
          .map(([shape]) => smooth(r.real(shape), r.probabilities(shape), { ...o, weight: constant(r.real([3], 0.2, 2)) })),
      ),
      ...TAILS.slice(1).map((C) => smooth(r.real([3, C]), r.probabilities([3, C]))),
      smooth(r.real([3, 9], 9990, 10000), r.int([3], 0, 9)),
      smooth(r.real([33, 1000]), r.int([33], 0, 1000)),
      smooth(r.real([2, 5, 40]), r.int([2, 40], 0, 5)),
      rough(nd([3, 2], [Infinity, 1, -Infinity, 0, -Infinity, -Infinity]), at(0, 1, 0), {
        reduction: 'none',
      }),
      rough(r.real([2, 3]), at(-100, -100)),
    ],
    errors: [
      ...classErrors('crossEntropy'),
      [[X, at(0, 1), { labelSmoothing: 1.1 }], RangeError, /^crossEntropy: .*1\.1/],
      [[X, nd([2, 4], new Float64Array(8))], RangeError, /^crossEntropy: .*\[2, 3\].*\[2, 4\]/],
      [[X, nd([2, 3], new Float64Array(6)), { ignoreIndex: 1 }], RangeError, /^crossEntropy: .*ignoreIndex/],
    ],
  },
  {
    name: 'F.linearCrossEntropy',
    tolerance: SUM,
    samples: (r) => [
      ...crossed({ ignoreIndex: 1 }, { labelSmoothing: 0.1 }).map((o) =>
        smooth(r.real([7, 5]), r.real([9, 5]), r.int([7], 0, 9), o),
      ),
      ...TAILS.slice(1, 12).map((n) =>
        smooth(r.real([n, n]), r.real([n + 1, n]), r.int([n], 0, n + 1), { bias: r.real([n + 1]) }),
      ),
      smooth(r.real([130, 8]), r.real([300, 8]), r.int([130], 0, 300), { bias: r.real([300]) }),
      // fewer rows than pay: blocks of 15 rows and 56 classes
      ...[
        { reduction: 'none', ignoreIndex: 1 },
        { reduction: 'sum', labelSmoothing: 0.1 },
        { weight: true, labelSmoothing: 0.2 },
      ].map(({ weight, ...o }) => {
        const options = { ...o, ...(weight && { weight: constant(r.real([150], 0.2, 2)) }), bias: r.real([150]), chunkSize: 7 };
        return smooth(r.real([30, 5]), r.real([150, 5]), r.int([30], 0, 150), options);
      }),
      smooth(r.real([60, 5]), r.real([100, 5]), r.int([60], 0, 100), { bias: r.real([100]), chunkSize: 25 }),
      // the z-loss, the cap and probabilities: whole rows, and blocks of some classes
      ...crossed({ zLoss: 0.1, ignoreIndex: 1 }, { softcap: 1.5 }, { zLoss: 0.01, softcap: 2, labelSmoothing: 0.1 }).flatMap(
        (o) => [
          smooth(r.real([7, 5]), r.real([9, 5]), r.int([7], 0, 9), { ...o, weight: constant(r.real([9], 0.2, 2)) }),
          smooth(r.real([30, 5]), r.real([150, 5]), r.int([30], 0, 150), { ...o, bias: r.real([150]), chunkSize: 7 }),
        ],
      ),
      ...crossed({ labelSmoothing: 0.1, zLoss: 0.1 }, { softcap: 2, weight: true }).flatMap((o) => {
        const options = (C: number) => ({ ...o, ...('weight' in o && { weight: constant(r.real([C], 0.2, 2)) }) });
        return [
          smooth(r.real([7, 5]), r.real([9, 5]), constant(r.real([7, 9], 0, 0.3)), options(9)),
          smooth(r.real([30, 5]), r.real([150, 5]), constant(r.real([30, 150], 0, 0.02)), { ...options(150), chunkSize: 7 }),
        ];
      }),
      smooth(r.real([2, 3, 5]), r.real([4, 5]), constant(r.real([2, 3, 4], 0, 0.5)), { reduction: 'none' }),
      // a layer for each position
      ...crossed({ ignoreIndex: 1, weight: true }, { labelSmoothing: 0.1 }).flatMap((o) => {
        const options = { ...o, ...('weight' in o && { weight: constant(r.real([4], 0.2, 2)) }) };
        return [
          smooth(r.real([3, 5]), r.real([4, 2, 3, 5]), r.int([3, 2, 3], 0, 4), { ...options, bias: r.real([4, 2, 3]) }),
          ...('ignoreIndex' in o
            ? []
            : [smooth(r.real([3, 5]), r.real([4, 2, 5]), constant(r.real([3, 4, 2], 0, 0.5)), options)]),
        ];
      }),
    ],
    errors: [
      [
        [X, nd([4, 3], new Float64Array(12)), at(0, 4)],
        RangeError,
        /^linearCrossEntropy: expected target in \[0, 4\), got 4 at index \[1\]/,
      ],
      [[X, nd([4, 2], new Float64Array(8)), at(0, 1)], RangeError, /^linearCrossEntropy: .*\[2, 3\].*\[4, 2\]/],
      [[X, nd([4, 3], new Float64Array(12)), at(0)], RangeError, /^linearCrossEntropy: /],
      [[X, nd([4, 3], new Float64Array(12)), at(0, 1), { softcap: 0 }], RangeError, /softcap above 0 and finite, got 0; leave/],
      [[X, nd([4, 3], new Float64Array(12)), at(0, 1), { zLoss: -1 }], RangeError, /zLoss .*-1/],
      [[X, nd([4, 3], new Float64Array(12)), nd([2, 3], new Float64Array(6))], RangeError, /probabilities of shape \[2, 4\]/],
      [
        [X, nd([4, 3], new Float64Array(12)), nd([2, 4], new Float64Array(8)), { ignoreIndex: 1 }],
        RangeError,
        /no ignoreIndex with class probabilities, got 1/,
      ],
      [
        [nd([1, 2, 3], new Float64Array(6)), nd([4, 2, 3], new Float64Array(24)), at(0, 1)],
        RangeError,
        /input of shape \[N, in\]/,
      ],
    ],
  },
  pair('mseLoss', []),
  pair('l1Loss', []),
  pair('smoothL1Loss', [{ beta: 0.3 }, { beta: 2 }]),
  pair('huberLoss', [{ delta: 0.5 }, { delta: 3 }]),
  pair('klDiv', [{ logTarget: true }, { reduction: 'batchmean' }], (r, shape) => [
    r.real(shape, -4, -0.1),
    constant(r.real(shape, 0.05, 1)),
  ]),
  {
    name: 'F.binaryCrossEntropy',
    tolerance: SUM,
    samples: binary,
    errors: [
      ...pairErrors('binaryCrossEntropy').slice(0, 2),
      [[nd([1], [1.5]), nd([1], [1])], RangeError, /^binaryCrossEntropy: .*1\.5/],
    ],
  },
  {
    name: 'F.binaryCrossEntropyWithLogits',
    tolerance: SUM,
    samples: withLogits,
    errors: [
      ...pairErrors('binaryCrossEntropyWithLogits'),
      [[X, X, { posWeight: nd([2], [1, 1]) }], RangeError, /^binaryCrossEntropyWithLogits: .*\[2, 3\].*\[2\]/],
      [[X, X, { weight: nd([2, 2, 3], new Float64Array(12)) }], RangeError, /^binaryCrossEntropyWithLogits: .*weight/],
    ],
  },
  {
    name: 'F.multiMarginLoss',
    tolerance: SUM,
    samples: (r) => [
      ...crossed({ p: 2 }, { margin: 0.3 }, { p: 2, weight: true }, { weight: true }).flatMap((o) =>
        RANKS(4)
          .filter(([shape]) => shape.length < 3)
          .map(([shape, positions]) => {
            const options = { ...o, ...('weight' in o && { weight: constant(r.real([4], 0.2, 2)) }) };
            return smooth(r.real(shape), r.int(positions, 0, 4), options);
          }),
      ),
      smooth(r.real([40, 33]), r.int([40], 0, 33)),
      rough(nd([2, 2], [-Infinity, 1, 2, NaN]), at(1, 0), { reduction: 'none' }),
    ],
    errors: [
      ...classErrors('multiMarginLoss').filter(([args]) => !('ignoreindex' in ((args[2] ?? {}) as object))),
      [[X, at(0, 1), { p: 3 }], RangeError, /^multiMarginLoss: expected p to be 1 or 2, got 3/],
      [[nd([1, 2, 1], [1, 2]), nd([1, 1], [0], 'int32')], RangeError, /^multiMarginLoss: .*\[1, 2, 1\]/],
    ],
  },
];
