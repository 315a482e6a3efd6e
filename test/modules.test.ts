// Layers and losses as modules: each is its function with the options it was built with, and its own parameters.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { memory, type Tensor } from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { call, construct, leavesNothing, read, start, toArguments, toTensor } from './support/library.ts';
import { constant } from './support/optable.ts';
import { Random } from './support/random.ts';
import { type Nd, nd } from './support/reference/nd.ts';

interface Module {
  forward(...inputs: Tensor[]): Tensor;
  dispose(): void;
  eval(): unknown;
  [field: string]: unknown;
}

interface Row {
  /** The class, in `nn`. */
  name: string;
  /** What the constructor is given. */
  build: unknown[];
  inputs: Nd[];
  /** The function, and its arguments after the inputs: options, or what the module holds. */
  same: (m: Module, inputs: Tensor[]) => [name: string, ...args: unknown[]];
}

const r = new Random('modules');
const X = r.real([4, 6]);
const IMAGE = r.real([2, 3, 8, 9]);
const SEQUENCE = r.real([2, 4, 9]);
const TARGET = r.int([4], 0, 6);
const UNIT = r.real([4, 6], 0.05, 0.95);
const SIGNS = nd(
  [4, 6],
  Float64Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? -1 : 1)),
);

/** An activation: the options of the class are those of the function. */
const activation = (name: string, f: string, options?: Record<string, unknown>): Row => ({
  name,
  build: options ? [options] : [],
  inputs: [X],
  same: (_, inputs) => [`F.${f}`, ...inputs, ...(options ? [options] : [])],
});

/** A softmax is built with its dim. */
const along = (name: string, f: string, dim: number): Row => ({
  name,
  build: [dim],
  inputs: [X],
  same: (_, [x]) => [`F.${f}`, x, dim],
});

const loss = (name: string, f: string, inputs: Nd[], options?: Record<string, unknown>): Row => ({
  name,
  build: options ? [options] : [],
  inputs,
  same: (_, made) => [`F.${f}`, ...made, ...(options ? [options] : [])],
});

const pool = (name: string, f: string, size: unknown, options?: Record<string, unknown>, input = IMAGE): Row => ({
  name,
  build: [size, ...(options ? [options] : [])],
  inputs: [input],
  same: (_, [x]) => [`F.${f}`, x, size, ...(options ? [options] : [])],
});

const rows: Row[] = [
  activation('ReLU', 'relu'),
  activation('ReLU6', 'relu6'),
  activation('LeakyReLU', 'leakyRelu'),
  activation('LeakyReLU', 'leakyRelu', { negativeSlope: 0.2 }),
  activation('GELU', 'gelu'),
  activation('GELU', 'gelu', { approximate: 'tanh' }),
  activation('SiLU', 'silu'),
  activation('Tanh', 'tanh'),
  activation('Sigmoid', 'sigmoid'),
  activation('ELU', 'elu', { alpha: 0.5 }),
  activation('SELU', 'selu'),
  activation('Softplus', 'softplus', { beta: 2 }),
  activation('Mish', 'mish'),
  activation('Hardtanh', 'hardtanh', { minVal: -2, maxVal: 0.5 }),
  activation('Hardswish', 'hardswish'),
  activation('Hardsigmoid', 'hardsigmoid'),
  activation('LogSigmoid', 'logsigmoid'),
  activation('Softsign', 'softsign'),
  along('Softmax', 'softmax', 1),
  along('LogSoftmax', 'logSoftmax', 0),
  { name: 'Identity', build: [], inputs: [X], same: (_, [x]) => ['clone', x] },
  { name: 'Flatten', build: [], inputs: [IMAGE], same: (_, [x]) => ['flatten', x, 1] },
  { name: 'Linear', build: [6, 3], inputs: [X], same: (m, [x]) => ['F.linear', x, m['weight'], m['bias']] },
  {
    name: 'Linear',
    build: [6, 3, { bias: false }],
    inputs: [X],
    same: (m, [x]) => ['F.linear', x, m['weight']],
  },
  { name: 'Embedding', build: [6, 5], inputs: [TARGET], same: (m, [x]) => ['F.embedding', x, m['weight']] },
  {
    name: 'Embedding',
    build: [6, 5, { paddingIdx: 2 }],
    inputs: [TARGET],
    same: (m, [x]) => ['F.embedding', x, m['weight'], { paddingIdx: 2 }],
  },
  {
    name: 'EmbeddingBag',
    build: [6, 5, { mode: 'sum' }],
    inputs: [r.int([3, 4], 0, 6)],
    same: (m, [x]) => ['F.embeddingBag', x, m['weight'], { mode: 'sum' }],
  },
  {
    name: 'LayerNorm',
    build: [[6]],
    inputs: [X],
    same: (m, [x]) => ['F.layerNorm', x, [6], { weight: m['weight'], bias: m['bias'] }],
  },
  {
    name: 'Conv2d',
    build: [3, 4, 3, { padding: 1, stride: 2 }],
    inputs: [IMAGE],
    same: (m, [x]) => ['F.conv2d', x, m['weight'], m['bias'], { padding: 1, stride: 2 }],
  },
  {
    name: 'Conv1d',
    build: [4, 5, 3, { padding: 1, stride: 2 }],
    inputs: [SEQUENCE],
    same: (m, [x]) => ['F.conv1d', x, m['weight'], m['bias'], { padding: 1, stride: 2 }],
  },
  {
    name: 'ConvTranspose1d',
    build: [4, 6, [3], { stride: [2], groups: 2, outputPadding: 1, bias: false }],
    inputs: [SEQUENCE],
    same: (m, [x]) => ['F.convTranspose1d', x, m['weight'], null, { stride: 2, groups: 2, outputPadding: 1 }],
  },
  {
    name: 'ConvTranspose2d',
    build: [3, 2, [2, 3], { padding: [1, 0], dilation: 2 }],
    inputs: [IMAGE],
    same: (m, [x]) => ['F.convTranspose2d', x, m['weight'], m['bias'], { padding: [1, 0], dilation: 2 }],
  },
  pool('MaxPool1d', 'maxPool1d', 3, { stride: 1, padding: 1 }, SEQUENCE),
  pool('AvgPool1d', 'avgPool1d', 3, { stride: 2, padding: 1, countIncludePad: false }, SEQUENCE),
  pool('AdaptiveAvgPool1d', 'adaptiveAvgPool1d', 4, undefined, SEQUENCE),
  pool('AdaptiveMaxPool1d', 'adaptiveMaxPool1d', [3], undefined, SEQUENCE),
  pool('AdaptiveMaxPool2d', 'adaptiveMaxPool2d', [null, 2]),
  ...[{ size: [5, 4] }, { scaleFactor: 1.5 }].map(
    (options): Row => ({
      name: 'Upsample',
      build: [options],
      inputs: [IMAGE],
      same: (_, [x]) => ['F.interpolate', x, options],
    }),
  ),
  {
    name: 'GroupNorm',
    build: [2, 4, { eps: 1e-3 }],
    inputs: [SEQUENCE],
    same: (m, [x]) => ['F.groupNorm', x, 2, { weight: m['weight'], bias: m['bias'], eps: 1e-3 }],
  },
  {
    name: 'InstanceNorm1d',
    build: [4, { affine: true, trackRunningStats: true }],
    inputs: [SEQUENCE],
    same: (m, [x]) => ['F.instanceNorm', x, { weight: m['weight'], bias: m['bias'] }],
  },
  { name: 'InstanceNorm2d', build: [3], inputs: [IMAGE], same: (_, [x]) => ['F.instanceNorm', x] },
  {
    name: 'BatchNorm1d',
    build: [4],
    inputs: [SEQUENCE],
    same: (m, [x]) => ['F.batchNorm', x, null, null, { weight: m['weight'], bias: m['bias'], training: true }],
  },
  pool('MaxPool2d', 'maxPool2d', 2),
  pool('MaxPool2d', 'maxPool2d', 3, { stride: 1, padding: 1 }),
  pool('AvgPool2d', 'avgPool2d', [2, 3]),
  pool('AdaptiveAvgPool2d', 'adaptiveAvgPool2d', [2, 3]),
  ...['BatchNorm1d', 'BatchNorm2d'].map(
    (name): Row => ({
      name,
      build: [name === 'BatchNorm1d' ? 6 : 3],
      inputs: [name === 'BatchNorm1d' ? X : IMAGE],
      same: (m, [x]) => ['F.batchNorm', x, null, null, { weight: m['weight'], bias: m['bias'], training: true }],
    }),
  ),
  loss('NLLLoss', 'nllLoss', [X, TARGET], { reduction: 'none', ignoreIndex: 1 }),
  loss('CrossEntropyLoss', 'crossEntropy', [X, TARGET]),
  loss('CrossEntropyLoss', 'crossEntropy', [X, TARGET], { labelSmoothing: 0.1, reduction: 'sum' }),
  loss('MSELoss', 'mseLoss', [X, UNIT]),
  loss('L1Loss', 'l1Loss', [X, UNIT], { reduction: 'sum' }),
  loss('SmoothL1Loss', 'smoothL1Loss', [X, UNIT], { beta: 0.5 }),
  loss('HuberLoss', 'huberLoss', [X, UNIT], { delta: 0.5 }),
  loss('MultiMarginLoss', 'multiMarginLoss', [X, TARGET], { p: 2, margin: 0.5 }),
  loss('PoissonNLLLoss', 'poissonNllLoss', [UNIT, X], { logInput: false, full: true, eps: 0.1, reduction: 'none' }),
  loss('GaussianNLLLoss', 'gaussianNllLoss', [X, UNIT, UNIT], { full: true, eps: 0.2, reduction: 'sum' }),
  loss('SoftMarginLoss', 'softMarginLoss', [X, SIGNS], { reduction: 'sum' }),
  loss('MultiLabelMarginLoss', 'multilabelMarginLoss', [X, r.int([4, 6], -1, 6)], { reduction: 'none' }),
  loss('MultiLabelSoftMarginLoss', 'multilabelSoftMarginLoss', [X, UNIT], { reduction: 'none' }),
  loss('MarginRankingLoss', 'marginRankingLoss', [X, UNIT, SIGNS], { margin: 0.5, reduction: 'none' }),
  loss('HingeEmbeddingLoss', 'hingeEmbeddingLoss', [X, SIGNS], { margin: 2, reduction: 'sum' }),
  loss('CosineEmbeddingLoss', 'cosineEmbeddingLoss', [X, UNIT, nd([4], [1, -1, -1, 1])], { margin: 0.1, reduction: 'none' }),
  loss('TripletMarginLoss', 'tripletMarginLoss', [X, UNIT, SIGNS], { margin: 3, p: 1, eps: 0.1, swap: true, reduction: 'sum' }),
  loss(
    'CTCLoss',
    'ctcLoss',
    [r.real([5, 2, 3]), nd([2, 2], [0, 0, 1, 0], 'int32'), nd([2], [2, 5], 'int32'), nd([2], [2, 1], 'int32')],
    { blank: 2, zeroInfinity: true, reduction: 'sum' },
  ),
  loss('BCELoss', 'binaryCrossEntropy', [UNIT, UNIT]),
  loss('BCEWithLogitsLoss', 'binaryCrossEntropyWithLogits', [X, UNIT]),
  loss('KLDivLoss', 'klDiv', [X, UNIT], { reduction: 'batchmean' }),
  {
    name: 'LinearCrossEntropyLoss',
    build: [6, 7, { reduction: 'sum' }],
    inputs: [X, TARGET],
    same: (m, [x, t]) => [
      'F.linearCrossEntropy',
      x,
      (m as unknown as { linear: { weight: Tensor } }).linear.weight,
      t,
      { reduction: 'sum' },
    ],
  },
];

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

function gradients(result: Tensor, inputs: Tensor[]): unknown[] {
  result.backward({ gradient: call('ones', result.shape) as Tensor });
  const found = inputs.map((x) => x.grad && read(x.grad));
  for (const x of inputs) x.grad = null;
  return found;
}

describe.each(rows.map((row) => [`${row.name}(${JSON.stringify(row.build).slice(1, -1)})`, row] as const))('nn.%s', (_, row) => {
  it('is its function, gradients included', () => {
    leavesNothing(() => {
      const m = construct(`nn.${row.name}`, ...row.build) as Module;
      const parameters = [m['weight'], m['bias']].filter((p) => p !== undefined && p !== null) as Tensor[];
      const inputs = row.inputs.map((x) => toTensor(x, { requiresGrad: x === X || x === IMAGE || x === SEQUENCE }));
      const watched = [...inputs, ...parameters].filter((t) => t.requiresGrad);
      const got = m.forward(...inputs);
      const [f, ...args] = row.same(m, inputs);
      const want = call(f, ...args) as Tensor;
      expect(read(got)).toEqual(read(want));
      if (watched.length > 0) expect(gradients(got, watched)).toEqual(gradients(want, watched));
      m.dispose();
    });
  });
});

it('modules made outside every scope give everything back', () => {
  const before = memory().liveBytes;
  for (const { name, build } of rows) (construct(`nn.${name}`, ...build) as Module).dispose();
  (construct('nn.MultiheadAttention', 8, 2) as Module).dispose();
  expect(memory().liveBytes).toBe(before);
});

describe('class weights', () => {
  it.each(['NLLLoss', 'CrossEntropyLoss'])('are a buffer of nn.%s', (name) =>
    leavesNothing(() => {
      const {
        args: [options],
      } = toArguments([{ weight: constant(r.real([6], 0.2, 2)) }], (x) => toTensor(x));
      const m = construct(`nn.${name}`, options) as Module & {
        buffers(): Tensor[];
        parameters(): Tensor[];
      };
      expect([m.buffers().length, m.parameters().length]).toEqual([1, 0]);
      const f = name === 'NLLLoss' ? 'F.nllLoss' : 'F.crossEntropy';
      expect(read(m.forward(toTensor(X), toTensor(TARGET)))).toEqual(
        read(call(f, toTensor(X), toTensor(TARGET), options) as Tensor),
      );
      m.dispose();
    }),
  );
});

describe('batch statistics', () => {
  it('move in training, by the momentum, and stand still in evaluation', () =>
    leavesNothing(() => {
      const m = construct('nn.BatchNorm1d', 2, { momentum: 0.5 }) as Module & {
        stateDict(): Record<string, Tensor>;
      };
      const x = toTensor(nd([2, 2], [1, 2, 3, 6]));
      m.forward(x);
      const state = m.stateDict();
      expect(Object.keys(state)).toEqual(['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked']);
      expect(state['running_mean']!.tolist()).toEqual([1, 2]);
      expect(state['running_var']!.tolist()).toEqual([1.5, 4.5]);
      expect(state['num_batches_tracked']!.item()).toBe(1);
      m.eval();
      const y = m.forward(x);
      expect(state['running_mean']!.tolist()).toEqual([1, 2]);
      expect(Array.from(y.toTypedArray())).toEqual([0, 0, 2 / Math.sqrt(1.5 + 1e-5), 4 / Math.sqrt(4.5 + 1e-5)].map(Math.fround));
      m.dispose();
    }));
});
