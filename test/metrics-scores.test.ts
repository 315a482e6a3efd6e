// Metrics of scores and agreement: what recorded figures do not show. Values by hand, refusals, and epochs cut into batches.
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { data, evaluate, F, fit, memory, metrics, nn, noGrad, optim, scope, type Tensor, tensor } from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

beforeAll(start);

const ints = (...values: number[]): Tensor => tensor(Int32Array.from(values));
const rows = (values: number[][]): Tensor => tensor(values).to('int32');

describe('many classes', () => {
  it('are counted without a matrix', () => {
    leavesNothing(() => {
      const [x, y] = [ints(1, 1_000_000, 3), ints(1, 1_000_000, 2)];
      expect(metrics.precisionRecallF1(x, y).micro.f1).toBeCloseTo(2 / 3, 12);
      expect(metrics.f1(x, y, { average: 'micro' })).toBeCloseTo(2 / 3, 12);
      expect(metrics.f1(x, y)).toBeCloseTo(2 / 4, 12);
      expect(metrics.balancedAccuracy(x, y)).toBeCloseTo(2 / 3, 12);
      expect(metrics.matthewsCorrcoef(x, y)).toBeCloseTo(4 / 6, 12);
      expect(metrics.cohenKappa(x, y)).toBeCloseTo(4 / 7, 12);
    });
  });

  it('are too many for a matrix, or for a figure each', () => {
    leavesNothing(() => {
      expect(() => metrics.confusionMatrix(ints(1, 31_999), ints(1, 2))).toThrow(
        /^confusionMatrix: expected at most 4096 classes, got 32000/,
      );
      expect(() => metrics.f1(ints(1), ints(2 ** 30))).toThrow(/^f1: expected target in \[0, 4194304\), got 1073741824/);
      expect(() => metrics.f1(ints(2 ** 30), ints(1))).toThrow(
        /^f1: expected input of classes in \[0, 4194304\), got 1073741824/,
      );
    });
  });
});

describe('the class that is ignored', () => {
  it('is in no mean over the classes', () => {
    leavesNothing(() => {
      const [x, y] = [ints(0, 1, 2, 0, 1, 2), ints(0, 1, 2, 0, 1, 2)];
      for (const numClasses of [{}, { numClasses: 3 }]) {
        expect(metrics.precisionRecallF1(x, y, { ignoreIndex: 0, ...numClasses }).macro).toEqual({
          precision: 1,
          recall: 1,
          f1: 1,
        });
        expect(metrics.f1(x, y, { ignoreIndex: 0, ...numClasses })).toBe(1);
      }
    });
  });

  it('may be predicted where it is ignored, also beyond the classes', () => {
    leavesNothing(() => {
      const [x, y] = [ints(0, 255, 1, 1), ints(0, 255, 0, 1)];
      expect(metrics.balancedAccuracy(x, y, { ignoreIndex: 255 })).toBe(0.75);
      expect(metrics.matthewsCorrcoef(x, y, { ignoreIndex: 255 })).toBeCloseTo(0.5, 12);
      expect(metrics.cohenKappa(x, y, { ignoreIndex: 255 })).toBeCloseTo(0.4, 12);
    });
  });

  it('may be a label that was not judged', () => {
    leavesNothing(() => {
      const [x, y] = [
        rows([
          [1, 0],
          [1, 1],
          [0, 1],
        ]),
        rows([
          [1, -100],
          [0, 1],
          [-100, 0],
        ]),
      ];
      expect(metrics.f1(x, y, { average: 'none' })).toEqual([2 / 3, 2 / 3]);
    });
  });
});

describe('scores', () => {
  it('of class 1 are predictions above one half, of labels too', () => {
    leavesNothing(() => {
      const [p, y] = [tensor([0.2, 0.5, 0.51, 0.9]), ints(0, 1, 1, 0)];
      expect(metrics.accuracy(p, y)).toBe(0.5);
      expect(metrics.confusionMatrix(p, y)).toEqual([
        [1, 1],
        [1, 1],
      ]);
      expect(metrics.f1(p, y, { average: 'binary' })).toBe(0.5);
      const [labels, meant] = [
        tensor([
          [0.9, 0.4],
          [0.6, 0.7],
        ]),
        rows([
          [1, 0],
          [0, 1],
        ]),
      ];
      expect(metrics.f1(labels, meant, { average: 'none' })).toEqual([2 / 3, 1]);
    });
  });

  it('of maps have their classes second', () => {
    leavesNothing(() => {
      const x = tensor([
        [
          [0.1, 0.9],
          [0.9, 0.1],
        ],
      ]);
      expect(metrics.balancedAccuracy(x, rows([[1, 0]]))).toBe(1);
    });
  });

  it('that are negative, or zeros of both signs, rank as numbers do', () => {
    leavesNothing(() => {
      const x = tensor([-3e38, -1, -0, 0, 1e-40, 2]);
      expect(metrics.rocCurve(x, ints(0, 0, 1, 0, 1, 1), { dropIntermediate: false }).thresholds).toEqual([
        Infinity,
        2,
        Math.fround(1e-40),
        0,
        -1,
        Math.fround(-3e38),
      ]);
      expect(metrics.rocAuc(x, ints(0, 0, 1, 0, 1, 1))).toBeCloseTo(8.5 / 9, 12);
    });
  });

  it('of many samples rank as few do: the part of pairs in order', () => {
    leavesNothing(() => {
      const random = new Random('ranks');
      const n = 3000;
      const [x, y] = [random.real([n]).data.map(Math.fround), Int32Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0))];
      let [ordered, all] = [0, 0];
      for (let i = 0; i < n; i += 3)
        for (let j = 0; j < n; j++) {
          if (y[j] === 1) continue;
          all++;
          ordered += x[i]! > x[j]! ? 1 : x[i] === x[j] ? 0.5 : 0;
        }
      expect(metrics.rocAuc(tensor(Float32Array.from(x)), tensor(y))).toBeCloseTo(ordered / all, 10);
    });
  });
});

it('several classes need no multiClass, and any average', () => {
  leavesNothing(() => {
    const [p, y] = [
      tensor([
        [0.7, 0.2, 0.1],
        [0.3, 0.6, 0.1],
        [0.2, 0.3, 0.5],
        [0.4, 0.5, 0.1],
      ]),
      ints(0, 1, 2, 0),
    ];
    expect(metrics.rocAuc(p, y, { average: 'none' })).toEqual([1, 1, 1]);
    expect(metrics.rocAuc(p, y)).toBe(1);
    expect(metrics.averagePrecision(p, y, { average: 'none' })).toEqual([1, 1, 1]);
  });
});

it('a temperature is that of the least cross-entropy, within its bounds', () => {
  leavesNothing(() => {
    const [x, y] = [
      tensor([
        [8, 0],
        [0, 8],
        [8, 0],
        [0, 8],
      ]),
      ints(0, 1, 0, 0),
    ];
    const { temperature, nll } = metrics.temperatureScaling(x, y);
    expect(temperature).toBeCloseTo(8 / Math.log(3), 6);
    expect(nll).toBeCloseTo(F.crossEntropy(x.div(temperature), y).item(), 6);
    expect(metrics.temperatureScaling(x, ints(0, 1, 0, 1)).temperature).toBeCloseTo(0.01, 6);
    expect(metrics.temperatureScaling(x, ints(1, 0, 1, 0)).temperature).toBeCloseTo(100, 4);
    expect(metrics.temperatureScaling(x.mul(0), y).nll).toBeCloseTo(Math.log(2), 12);
  });
});

it('class weights are the weight of a loss, over the classes that occur if none are said', () => {
  leavesNothing(() => {
    const weight = metrics.classWeights(ints(0, 0, 0, 2, -100));
    expect(weight.tolist()).toEqual([Math.fround(4 / 9), 0, Math.fround(4 / 3)]);
    expect(F.crossEntropy(tensor([[1, 1, 1]]), ints(2), { weight }).item()).toBeCloseTo(Math.log(3), 6);
  });
});

it('nothing at all is NaN of means, and 0/0 of F1', () => {
  leavesNothing(() => {
    const [x, y] = [ints(), ints()];
    expect(metrics.balancedAccuracy(x, y)).toBeNaN();
    expect(metrics.f1(x, y)).toBe(0);
    expect(metrics.matthewsCorrcoef(x, y)).toBe(0);
  });
});

type Attempt = (p: Tensor, y: Tensor) => unknown;
const refusals: [string, Attempt, ErrorConstructor, RegExp][] = [
  ['logits as probabilities', (p, y) => metrics.logLoss(p.mul(9), y), RangeError, /^logLoss: expected probabilities .* sigmoid/],
  ['rows of logits', (_, y) => metrics.rocAuc(tensor([[1, 2, 3]]).expand([4, 3]), y), RangeError, /^rocAuc: .* softmax/],
  ['a class that is all', (p) => metrics.averagePrecision(p, ints(1, 1, 1, 1)), RangeError, /^averagePrecision: .*it alone/],
  ['a class that is none', (p) => metrics.prCurve(p, ints(0, 0, 0, 0)), RangeError, /^prCurve: .*none of it/],
  [
    'targets beyond 1',
    (p) => metrics.brierScore(p, ints(0, 1, 2, 1)),
    RangeError,
    /^brierScore: .*\[0, 2\), got 2 at index \[2\]/,
  ],
  [
    'NaN in logits',
    (_, y) => metrics.f1(tensor([[0, NaN]]).expand([4, 2]), y),
    RangeError,
    /^f1: expected finite scores, got NaN/,
  ],
  ['infinite scores', (p, y) => metrics.rocCurve(p.div(0), y), RangeError, /^rocCurve: expected finite scores/],
  ['classes as scores', (_, y) => metrics.rocAuc(y, y), TypeError, /^rocAuc: expected input of dtype float32/],
  ['a negative weight', (p, y) => metrics.rocAuc(p, y, { sampleWeight: p.neg() }), RangeError, /^rocAuc: expected sampleWeight/],
  [
    'weights of 0',
    (p, y) => metrics.logLoss(p, y, { sampleWeight: p.mul(0) }),
    RangeError,
    /^logLoss: expected a sampleWeight above 0/,
  ],
  [
    'too few weights',
    (_, y) => metrics.f1(y, y, { sampleWeight: tensor([1]) }),
    RangeError,
    /^f1: expected sampleWeight of shape \[4\]/,
  ],
  ['weights in pairs', (p, y) => metrics.rocAuc(p.reshape([2, 2]), y), RangeError, /./],
  [
    'another average',
    (p, y) => metrics.averagePrecision(p, y, { average: 'mean' as never }),
    RangeError,
    /^averagePrecision: .*'macro'/,
  ],
  [
    "'binary' of three",
    () => metrics.f1(ints(0, 2), ints(0, 1), { average: 'binary' }),
    RangeError,
    /^f1: .*'binary', got 3 classes/,
  ],
  ['labels beyond 1', () => metrics.f1(rows([[2]]), rows([[1]])), RangeError, /^f1: expected input of labels, .*flatten\(\)/],
  ['a maxFpr of 0', (p, y) => metrics.rocAuc(p, y, { maxFpr: 0 }), RangeError, /^rocAuc: expected maxFpr/],
  [
    'no bins',
    (p, y) => metrics.expectedCalibrationError(p, y, { nBins: 0 }),
    RangeError,
    /^expected.*: expected nBins at least 1/,
  ],
  ['half a bin', (p, y) => metrics.calibrationCurve(p, y, { nBins: 1.5 }), RangeError, /^calibrationCurve: expected nBins/],
  [
    'a word for true',
    (p, y) => metrics.rocCurve(p, y, { dropIntermediate: 'no' as never }),
    TypeError,
    /^rocCurve: .*true or false/,
  ],
  [
    'one class to adjust by',
    () => metrics.balancedAccuracy(ints(1), ints(1), { adjusted: true }),
    RangeError,
    /^balancedAccuracy: /,
  ],
  [
    'kappa of one class',
    () => metrics.cohenKappa(ints(1, 1), ints(1, 1)),
    RangeError,
    /^cohenKappa: expected at least 2 classes/,
  ],
  [
    'an option of logits',
    (p, y) => metrics.temperatureScaling(p, y, { lr: 1 } as never),
    TypeError,
    /^temperatureScaling: .*'lr'/,
  ],
  ['weights of floats', (p) => metrics.classWeights(p), TypeError, /^classWeights: expected target of dtype int32/],
  ['more arguments', (p, y) => (metrics.f1 as (...all: unknown[]) => unknown)(y, y, {}, p), TypeError, /^f1: expected at most 3/],
  [
    'no samples',
    () => metrics.brierScore(tensor(new Float32Array(0)), ints()),
    RangeError,
    /^brierScore: expected at least one score/,
  ],
];

it.each(refusals)('refuses %s', (_, attempt, type, message) => {
  leavesNothing(() => {
    const [p, y] = [tensor([0.1, 0.4, 0.35, 0.8]), ints(0, 0, 1, 1)];
    expect(() => attempt(p, y)).toThrow(type);
    expect(() => attempt(p, y)).toThrow(message);
  });
});

describe('an epoch', () => {
  const random = new Random('epoch');
  const N = 37;
  const C = 4;
  const logits = random.real([N, C]);
  const classes = random.int([N], 0, C);

  const each: [string, (...args: [Tensor, Tensor]) => number, metrics.MetricState][] = [
    ['accuracy', metrics.accuracy, metrics.accumulate(metrics.accuracy)],
    ['accuracy of the best 2', (x, y) => metrics.accuracy(x, y, { topk: 2 }), metrics.accumulate(metrics.accuracy, { topk: 2 })],
    ['f1', metrics.f1, metrics.accumulate(metrics.f1)],
    ['weighted f1', (x, y) => metrics.f1(x, y, { average: 'weighted' }), metrics.accumulate(metrics.f1, { average: 'weighted' })],
    ['balancedAccuracy', metrics.balancedAccuracy, metrics.accumulate(metrics.balancedAccuracy)],
    ['matthewsCorrcoef', metrics.matthewsCorrcoef, metrics.accumulate(metrics.matthewsCorrcoef)],
    [
      'quadratic cohenKappa',
      (x, y) => metrics.cohenKappa(x, y, { weights: 'quadratic' }),
      metrics.accumulate(metrics.cohenKappa, { weights: 'quadratic' }),
    ],
    ['logLoss', metrics.logLoss, metrics.accumulate(metrics.logLoss)],
    ['brierScore', metrics.brierScore, metrics.accumulate(metrics.brierScore)],
    ['calibration error', metrics.expectedCalibrationError, metrics.accumulate(metrics.expectedCalibrationError)],
    ['rocAuc', metrics.rocAuc, metrics.accumulate(metrics.rocAuc)],
    [
      "a metric of one's own",
      (x, y) => x.max().item() - y.numel,
      metrics.accumulate((x: Tensor, y: Tensor) => x.max().item() - y.numel),
    ],
  ];

  it.each(each)('of %s is that of all samples, whatever the batch', (_, whole, state) => {
    leavesNothing(() => {
      const x = tensor(Float32Array.from(logits.data), { shape: [N, C] }).softmax(1);
      const y = tensor(Int32Array.from(classes.data));
      for (const size of [N, 10, 1]) {
        state.reset();
        for (let i = 0; i < N; i += size)
          state.update(x.narrow(0, i, Math.min(size, N - i)), y.narrow(0, i, Math.min(size, N - i)));
        expect(state.compute()).toBeCloseTo(whole(x, y), 12);
      }
      state.reset();
    });
  });

  it('of fit and evaluate has one figure, whatever the batch', async () => {
    const before = memory().liveTensors;
    const x = tensor(Float32Array.from(logits.data), { shape: [N, C] });
    const y = tensor(Int32Array.from(classes.data));
    const model = new nn.Linear(C, C);
    const optimizer = new optim.SGD(model.parameters(), { lr: 0 });
    const want = scope(() => noGrad(() => metrics.f1(model.forward(x), y)));
    for (const batchSize of [N, 5]) {
      const loader = new data.DataLoader(new data.TensorDataset(x, y), { batchSize });
      const options = { criterion: F.crossEntropy, metrics: { f1: metrics.accumulate(metrics.f1) } };
      const result = await evaluate(model, loader, options);
      expect(result.metrics['f1']).toBeCloseTo(want, 12);
      const history = await fit(model, loader, { epochs: 2, optimizer, ...options });
      expect(history.epochs.map((epoch) => epoch.metrics['f1'])).toEqual([want, want]);
    }
    optimizer.dispose();
    model.dispose();
    x.dispose();
    y.dispose();
    expect(memory().liveTensors).toBe(before);
  });

  it('refuses what does not fit', () => {
    leavesNothing(() => {
      expect(() => metrics.accumulate(3 as never)).toThrow(/^accumulate: expected a function, got 3/);
      expect(() => metrics.accumulate(metrics.f1, { avrage: 'macro' } as never)).toThrow(
        /^f1: .*'avrage'; did you mean 'average'/,
      );
      expect(() => metrics.accumulate(metrics.f1, { sampleWeight: tensor([1]) } as never)).toThrow(/^accumulate: .*sampleWeight/);
      for (const name of ['accuracy', 'f1', 'cohenKappa', 'matthewsCorrcoef', 'balancedAccuracy'] as const)
        expect(() => metrics.accumulate(metrics[name] as never, { ignoreIndex: 1.5 } as never)).toThrow(
          `${name}: expected ignoreIndex to be an integer, got 1.5`,
        );
      const auc = metrics.accumulate(metrics.rocAuc);
      expect(() => auc.compute()).toThrow(/^compute: expected at least one batch/);
      auc.update(tensor([0.5]), ints(1));
      expect(() => auc.update(tensor([[0.5]]), ints(1))).toThrow(/^update: expected output with rows of shape \[\], as before/);
      expect(() => auc.update(ints(1), ints(1))).toThrow(/^update: expected output of dtype float32/);
      expect(() => auc.update([0.5] as never, ints(1))).toThrow(/^update: expected output to be a tensor/);
      const several = metrics.accumulate(metrics.f1, { average: 'none' } as never);
      several.update(ints(1), ints(1));
      expect(() => several.compute()).toThrow(/^accumulate: expected a metric that returns a number/);
    });
  });
});

it('types follow the average', () => {
  expectTypeOf(metrics.f1).toBeCallableWith({} as Tensor, {} as Tensor, { average: 'binary' });
  expectTypeOf(() => metrics.f1({} as Tensor, {} as Tensor)).returns.toEqualTypeOf<number>();
  expectTypeOf(() => metrics.f1({} as Tensor, {} as Tensor, { average: 'none' })).returns.toEqualTypeOf<number[]>();
  expectTypeOf(() => metrics.rocAuc({} as Tensor, {} as Tensor, { average: 'weighted' })).returns.toEqualTypeOf<number>();
  expectTypeOf(() => metrics.rocAuc({} as Tensor, {} as Tensor, { average: 'none' })).returns.toEqualTypeOf<number[]>();
  expectTypeOf(() => metrics.accuracy({} as Tensor, {} as Tensor, { topk: [1, 5] })).returns.toEqualTypeOf<number[]>();
  expectTypeOf(() => metrics.accuracy({} as Tensor, {} as Tensor, { topk: 5 })).returns.toEqualTypeOf<number>();
});
