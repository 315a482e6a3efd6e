// What users rely on: every name is there, unknown options are refused, types and properties are what they should be.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { call, construct, find, leavesNothing, start, toArguments, toTensor } from './support/library.ts';
import { rows } from './support/optable/all.ts';
import { Random } from './support/random.ts';
import { isNd } from './support/reference/nd.ts';

beforeAll(start);

/** A group of names under one prefix. */
const names = (prefix: string, list: string): string[] =>
  list.split(' ').map((name) => (prefix === '' ? name : `${prefix}.${name}`));

const OPS =
  'add sub mul div pow neg abs sign exp expm1 log log1p sqrt rsqrt square reciprocal floor ceil round sin cos tanh erf ' +
  'sigmoid relu clamp maximum minimum where eq ne lt le gt ge isnan isfinite logicalAnd logicalOr logicalNot ' +
  'sum mean max min amax amin argmax argmin prod var std logsumexp all any norm cumsum topk sort ' +
  'matmul mm mv dot outer bmm addmm t transpose permute reshape view flatten squeeze unsqueeze expand narrow select slice ' +
  'split chunk gather scatterAdd indexSelect maskedFill contiguous clone detach';

const CONTRACT = [
  ...names(
    '',
    'init shutdown backend memory manualSeed Generator scope keep borrow noGrad detectAnomaly gradcheck fit DisposedError ' +
      'OutOfMemoryError saveSafetensors loadSafetensors',
  ),
  ...names(
    '',
    'tensor zeros ones full zerosLike onesLike arange linspace eye rand randn randint randperm bernoulli cat stack oneHot',
  ),
  ...names('', OPS),
  ...names('Tensor', `${OPS} size item tolist toTypedArray toString to dispose requiresGrad_ backward retainGrad`),
  ...names('Tensor', 'zero_ fill_ copy_ add_ sub_ mul_ div_ normal_ uniform_'),
  ...names('autograd', 'grad'),
  ...names(
    'F',
    'relu relu6 sigmoid tanh logsigmoid hardsigmoid silu mish hardswish softsign selu leakyRelu elu gelu softplus hardtanh ' +
      'softmax logSoftmax oneHot nllLoss crossEntropy linearCrossEntropy mseLoss l1Loss smoothL1Loss huberLoss klDiv binaryCrossEntropy ' +
      'binaryCrossEntropyWithLogits linear conv2d maxPool2d avgPool2d adaptiveAvgPool2d layerNorm batchNorm embedding embeddingBag dropout',
  ),
  ...names(
    'nn',
    'Module Parameter Linear Embedding EmbeddingBag Sequential ModuleList Flatten Identity Dropout ReLU LeakyReLU GELU SiLU ' +
      'Tanh Sigmoid ELU SELU Softplus Mish Hardtanh ReLU6 Hardswish Hardsigmoid LogSigmoid Softsign Softmax LogSoftmax LayerNorm ' +
      'BatchNorm1d BatchNorm2d Conv2d MaxPool2d AvgPool2d AdaptiveAvgPool2d NLLLoss CrossEntropyLoss BCELoss BCEWithLogitsLoss MSELoss ' +
      'L1Loss SmoothL1Loss HuberLoss KLDivLoss LinearCrossEntropyLoss',
  ),
  ...names(
    'F',
    'poissonNllLoss gaussianNllLoss softMarginLoss multilabelMarginLoss multilabelSoftMarginLoss marginRankingLoss ' +
      'hingeEmbeddingLoss cosineEmbeddingLoss tripletMarginLoss ctcLoss sigmoidFocalLoss',
  ),
  ...names(
    'nn',
    'PoissonNLLLoss GaussianNLLLoss SoftMarginLoss MultiLabelMarginLoss MultiLabelSoftMarginLoss MarginRankingLoss ' +
      'HingeEmbeddingLoss CosineEmbeddingLoss TripletMarginLoss CTCLoss',
  ),
  ...names(
    'nn.init',
    'uniform_ normal_ constant_ zeros_ ones_ xavierUniform_ xavierNormal_ kaimingUniform_ kaimingNormal_ calculateGain',
  ),
  ...names('nn.utils', 'clipGradNorm_ clipGradValue_ parametersToVector'),
  ...names('optim', 'SGD Adam AdamW RMSprop Adagrad Adadelta Adamax NAdam RAdam ASGD Rprop LBFGS toTorchState'),
  ...names('optim.swaUtils', 'AveragedModel SWALR updateBn'),
  ...names(
    'optim.lrScheduler',
    'StepLR MultiStepLR ConstantLR LinearLR ExponentialLR PolynomialLR CosineAnnealingLR ' +
      'CosineAnnealingWarmRestarts OneCycleLR LambdaLR ReduceLROnPlateau SequentialLR CyclicLR MultiplicativeLR ChainedScheduler',
  ),
  ...names('data', 'TensorDataset Subset randomSplit SequentialSampler RandomSampler WeightedRandomSampler DataLoader'),
  ...names('data', 'kFold stratifiedKFold stratifiedSplit'),
  ...names('metrics', 'accuracy confusionMatrix precisionRecallF1 rocAuc averagePrecision prCurve rocCurve f1 balancedAccuracy'),
  ...names('metrics', 'matthewsCorrcoef cohenKappa logLoss brierScore calibrationCurve expectedCalibrationError'),
  ...names('metrics', 'temperatureScaling classWeights accumulate'),
];

it.each(CONTRACT)('%s can be called', (name) => expect(typeof find(name)).toBe('function'));

const isOptions = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype && !isNd(value);

describe('an unknown option', () => {
  const samples = rows.flatMap((row) => {
    const sample = [...row.samples(new Random(row.name))].find(({ args }) => isOptions(args.at(-1)));
    return sample === undefined ? [] : [[row.name, sample.args] as const];
  });

  it.each(samples)('of %s is refused', (name, given) => {
    leavesNothing(() => {
      const { args } = toArguments(given, (x) => toTensor(x));
      const mistyped = [...args.slice(0, -1), { ...(args.at(-1) as object), optoin: 1 }];
      const message = new RegExp(`^${name.split('.').at(-1)}: expected known options, got 'optoin'`);
      expect(() => call(name, ...mistyped)).toThrow(TypeError);
      expect(() => call(name, ...mistyped)).toThrow(message);
    });
  });

  const OPTION = { optoin: 1 };
  const parameters = (): rl.Tensor[] => [rl.ones([2], { requiresGrad: true })];
  const sgd = (): rl.optim.SGD => new rl.optim.SGD(parameters(), { lr: 1, momentum: 0.9 });
  const dataset = { length: 3, get: (i: number): number => i };
  const classes: [string, () => unknown[]][] = [
    ['nn.Linear', () => [2, 3]],
    ['nn.Embedding', () => [2, 3]],
    ['nn.EmbeddingBag', () => [2, 3]],
    ['nn.Flatten', () => []],
    ['nn.LeakyReLU', () => []],
    ['nn.GELU', () => []],
    ['nn.ELU', () => []],
    ['nn.Softplus', () => []],
    ['nn.Hardtanh', () => []],
    ['nn.LayerNorm', () => [2]],
    ['nn.BatchNorm1d', () => [2]],
    ['nn.BatchNorm2d', () => [2]],
    ['nn.Conv2d', () => [1, 2, 3]],
    ['nn.MaxPool2d', () => [2]],
    ['nn.AvgPool2d', () => [2]],
    ['nn.MultiheadAttention', () => [4, 2]],
    ...(
      'NLLLoss CrossEntropyLoss BCELoss BCEWithLogitsLoss MSELoss L1Loss SmoothL1Loss HuberLoss KLDivLoss MultiMarginLoss ' +
      'PoissonNLLLoss GaussianNLLLoss SoftMarginLoss MultiLabelMarginLoss MultiLabelSoftMarginLoss MarginRankingLoss ' +
      'HingeEmbeddingLoss CosineEmbeddingLoss TripletMarginLoss CTCLoss'
    )
      .split(' ')
      .map((name): [string, () => unknown[]] => [`nn.${name}`, () => []]),
    ['nn.LinearCrossEntropyLoss', () => [2, 3]],
    ['nn.Parameter', () => [rl.ones([2])]],
    ...'SGD Adam AdamW RMSprop Adagrad Adadelta Adamax NAdam RAdam ASGD Rprop LBFGS'
      .split(' ')
      .map((name): [string, () => unknown[]] => [`optim.${name}`, () => [parameters()]]),
    ...(
      'StepLR MultiStepLR ConstantLR LinearLR ExponentialLR PolynomialLR CosineAnnealingLR CosineAnnealingWarmRestarts OneCycleLR ' +
      'LambdaLR ReduceLROnPlateau SequentialLR CyclicLR MultiplicativeLR'
    )
      .split(' ')
      .map((name): [string, () => unknown[]] => [`optim.lrScheduler.${name}`, () => [sgd()]]),
    ['optim.swaUtils.SWALR', () => [sgd()]],
    ['data.DataLoader', () => [dataset]],
    ['data.RandomSampler', () => [dataset]],
    ['data.WeightedRandomSampler', () => [[1, 2], 1]],
  ];

  it.each(classes)('of %s is refused', (name, make) => {
    leavesNothing(() => {
      const message = new RegExp(`^${name.split('.').at(-1)}: expected known options, got 'optoin'`);
      expect(() => construct(name, ...make(), OPTION)).toThrow(message);
    });
  });

  const functions: [string, () => unknown[]][] = [
    ['zeros', () => [[2]]],
    ['rand', () => [[2]]],
    ['randperm', () => [2]],
    ['tensor', () => [[1]]],
    ['linspace', () => [0, 1, 2]],
    ['autograd.grad', () => [[], []]],
    ['gradcheck', () => [(x: rl.Tensor) => x, rl.ones([1])]],
    ['nn.init.xavierUniform_', () => [rl.ones([2, 2])]],
    ['nn.init.kaimingNormal_', () => [rl.ones([2, 2])]],
    ['nn.utils.clipGradNorm_', () => [[], 1]],
    ['data.randomSplit', () => [dataset, [3]]],
    ['metrics.confusionMatrix', () => [rl.ones([1, 2]), rl.tensor(Int32Array.of(1))]],
  ];

  it.each(functions)('of %s is refused', (name, make) => {
    leavesNothing(() => {
      const message = new RegExp(`^${name.split('.').at(-1)}: expected known options, got 'optoin'`);
      expect(() => call(name, ...make(), OPTION)).toThrow(message);
    });
  });

  it('is answered with the nearest known one', () => {
    leavesNothing(() => {
      const target = rl.tensor(Int32Array.of(0));
      expect(() => rl.F.crossEntropy(rl.ones([1, 2]), target, { ignoreindex: 1 } as never)).toThrow(
        /did you mean 'ignoreIndex'\?/,
      );
      expect(() => new rl.optim.SGD(parameters(), { lr: 1, weight_decay: 1 } as never)).toThrow(/did you mean 'weightDecay'\?/);
      expect(() => rl.ones([2]).sum(0, { keepDim: true } as never)).toThrow(/did you mean 'keepdim'\?/);
    });
  });
});

describe('types', () => {
  const LARGEST = 2 ** 31 - 1;
  const ints = (...values: number[]): rl.Tensor => rl.tensor(Int32Array.from(values));
  const bools = (...values: boolean[]): rl.Tensor => rl.tensor(values);

  it('are float32 of numbers, int32 of integer arrays and of indices, bool of booleans and comparisons', () => {
    leavesNothing(() => {
      const made: [rl.Tensor, rl.DType][] = [
        [rl.tensor([1, 2]), 'float32'],
        [rl.tensor(new Float64Array(2)), 'float32'],
        [rl.tensor(new Uint8Array(2)), 'int32'],
        [ints(1), 'int32'],
        [rl.tensor([1, 2], { dtype: 'int32' }), 'int32'],
        [bools(true), 'bool'],
        [rl.randint(0, 3, [2]), 'int32'],
        [rl.randperm(3), 'int32'],
        [rl.ones([3]).argmax(), 'int32'],
        [rl.ones([3]).gt(0), 'bool'],
        [ints(1).div(2), 'float32'],
        [ints(1).add(0.5), 'float32'],
        [ints(1).mul(bools(true)), 'int32'],
        [bools(true, true).sum(), 'int32'],
        [rl.oneHot(ints(1)), 'int32'],
      ];
      for (const [t, dtype] of made) expect(t.dtype).toBe(dtype);
    });
  });

  it('of 64 bits are refused, with the one to use', () => {
    for (const [wide, narrow] of [
      ['float64', 'float32'],
      ['int64', 'int32'],
    ]) {
      const attempts = [() => rl.zeros([1], { dtype: wide as never }), () => rl.scope(() => rl.ones([1]).to(wide as never))];
      for (const attempt of attempts) {
        expect(attempt).toThrow(TypeError);
        expect(attempt).toThrow(`got '${wide}'; use '${narrow}'`);
      }
    }
    expect(() => rl.tensor(new BigInt64Array(1) as never)).toThrow(/^tensor: .*BigInt64Array; use Int32Array/);
    expect(() => rl.tensor([1n] as never)).toThrow(/^tensor: .*use Number\(value\)/);
  });

  it('bool reads out as booleans, and as bytes', () => {
    leavesNothing(() => {
      const t = bools(true, false);
      expect(t.tolist()).toEqual([true, false]);
      expect(t.toTypedArray()).toEqual(Uint8Array.of(1, 0));
      expect(t.any().item()).toBe(true);
    });
  });

  it('bool takes part in arithmetic as in PyTorch', () => {
    leavesNothing(() => {
      const [a, b] = [bools(true, true, false), bools(true, false, false)];
      expect(a.add(b)).toMatchObject({ dtype: 'bool' });
      expect(a.add(b).tolist()).toEqual([true, true, false]);
      expect(a.mul(b).tolist()).toEqual([true, false, false]);
      expect([a.maximum(b).tolist(), a.minimum(b).tolist()]).toEqual([
        [true, true, false],
        [true, false, false],
      ]);
      expect(a.add(1).tolist()).toEqual([2, 2, 1]);
      expect(a.sign().tolist()).toEqual(a.tolist());
      expect(a.clone().mul_(b).tolist()).toEqual([true, false, false]);
      for (const [attempt, name] of [
        [() => a.sub(b), 'sub'],
        [() => a.sub(1), 'sub'],
        [() => a.sub_(b), 'sub_'],
        [() => a.add_(1), 'add_'],
        [() => a.neg(), 'neg'],
      ] as const) {
        expect(attempt).toThrow(TypeError);
        expect(attempt).toThrow(new RegExp(`^${name}: expected .*bool`));
      }
    });
  });

  it('int32 refuses results that leave it, and changes nothing', () => {
    leavesNothing(() => {
      const [most, least] = [ints(LARGEST, 1), ints(-LARGEST - 1)];
      const index = ints(0);
      const overflows: [string, () => unknown][] = [
        ['add', () => most.add(1)],
        ['add', () => ints(1, 2).view([2, 1]).add(most)],
        ['sub', () => least.sub(ints(1))],
        ['mul', () => most.mul(2)],
        ['square', () => most.square()],
        ['neg', () => least.neg()],
        ['abs', () => least.abs()],
        ['sum', () => most.sum()],
        ['prod', () => ints(LARGEST, 2).prod()],
        ['cumsum', () => most.cumsum(0)],
        ['scatterAdd', () => most.scatterAdd(0, index, ints(1))],
        ['add_', () => most.add_(1)],
        ['mul_', () => most.mul_(LARGEST)],
      ];
      for (const [name, attempt] of overflows) {
        expect(attempt, name).toThrow(RangeError);
        expect(attempt, name).toThrow(new RegExp(`^${name.replace('_', '')}_?: expected .*int32`));
      }
      expect([most.tolist(), least.tolist()]).toEqual([[LARGEST, 1], [-LARGEST - 1]]);
      expect(() => rl.tensor([3e9]).to('int32')).toThrow(/^to: expected values that int32 can hold/);
      expect(() => rl.tensor(Uint32Array.of(2 ** 32 - 1))).toThrow(/^tensor: expected values that fit int32/);
    });
  });
});

describe('a seed', () => {
  const drawn = (seed: number | bigint): unknown => rl.scope(() => [rl.manualSeed(seed), rl.rand([2]).tolist()][1]);
  it('is a number or a bigint, of which the low 32 bits count', () => {
    expect(drawn(5n)).toEqual(drawn(5));
    expect(drawn(5n + (1n << 32n))).toEqual(drawn(5));
    expect(drawn(-1)).toEqual(drawn(2 ** 32 - 1));
    expect(new rl.Generator(7).initialSeed()).toEqual(7);
  });
});

describe('grad', () => {
  it('can be read, and set to null or to a tensor of the same shape', () => {
    leavesNothing(() => {
      const x = rl.ones([2], { requiresGrad: true });
      expect([x.requiresGrad, x.isLeaf, x.mul(2).isLeaf, x.grad]).toEqual([true, true, false, null]);
      x.grad = rl.tensor([3, 4]);
      x.mul(2).sum().backward();
      expect(x.grad?.tolist()).toEqual([5, 6]);
      expect(() => {
        x.grad = rl.ones([3]);
      }).toThrow(/^grad: expected shape \[2\], got \[3\]/);
      expect(() => {
        x.grad = 1 as never;
      }).toThrow(TypeError);
      expect(x.grad?.tolist()).toEqual([5, 6]);
      x.grad = null;
      expect(x.grad).toBeNull();
    });
  });
});

describe('using', () => {
  const ends = (made: Disposable): void => {
    made[Symbol.dispose]();
    made[Symbol.dispose]();
  };
  it('ends scopes, tensors, modules and optimizers', () => {
    const before = rl.memory().liveBytes;
    const scope = rl.scope();
    rl.ones([100]);
    ends(scope);
    const t = rl.ones([2], { requiresGrad: true });
    const model = new rl.nn.Linear(2, 2);
    const optimizer = new rl.optim.Adam(model.parameters());
    rl.scope(() =>
      model
        .forward(rl.ones([1, 2]))
        .sum()
        .backward(),
    );
    optimizer.step();
    for (const made of [t, model, optimizer]) ends(made);
    expect(rl.memory().liveBytes).toBe(before);
    expect(() => t.add(1)).toThrow(rl.DisposedError);
    expect(() => rl.scope(() => model.forward(rl.ones([1, 2])))).toThrow(rl.DisposedError);
    expect(() => optimizer.step()).toThrow(rl.DisposedError);
  });
});
