// Export to ONNX: another runtime computes from the file what the model computes, for batches of any size.
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { checkExport, custom, op } from './support/onnx.ts';

const { F, nn } = rl;
type Tensor = rl.Tensor;
type Model = rl.nn.Module & { forward(x: Tensor): unknown };

let liveBytes = 0;

beforeAll(async () => {
  await start();
  ({ liveBytes } = rl.memory());
});

afterAll(() => expect(rl.memory().liveBytes).toBe(liveBytes));

class Shifted extends nn.Module {
  fc = new nn.Linear(6, 3).requiresGrad_(false);
  declare readonly mean: Tensor;
  constructor() {
    super();
    this.registerBuffer('mean', rl.randn([6]));
  }
  forward(x: Tensor): Tensor {
    return this.fc.forward(x.sub(this.mean));
  }
}

const image = (...shape: number[]): Tensor => rl.randn(shape);
const trained = (norm: rl.nn.BatchNorm1d | rl.nn.InstanceNorm1d, shape: number[]): typeof norm => {
  for (let i = 0; i < 3; i++)
    rl.scope(
      () =>
        void norm.forward(
          rl
            .randn(shape)
            .mul(i + 2)
            .add(i),
        ),
    );
  return norm;
};

const MODELS: Record<string, [model: () => Model, example: () => Tensor]> = {
  'a perceptron': [
    () => new nn.Sequential(new nn.Linear(6, 8), new nn.ReLU(), new nn.Dropout(0.5), new nn.Linear(8, 3, { bias: false })),
    () => rl.randn([4, 6]),
  ],
  'a convolutional network': [
    () =>
      new nn.Sequential(
        new nn.Conv2d(1, 4, 3, { padding: 1 }),
        new nn.BatchNorm2d(4),
        new nn.ReLU(),
        new nn.MaxPool2d(2),
        new nn.Conv2d(4, 6, [3, 2], { stride: 2, groups: 2, dilation: [1, 2], bias: false }),
        new nn.AvgPool2d(2, { stride: 1, padding: 1 }),
        new nn.Flatten(),
        new nn.Linear(6 * 4 * 4, 5),
        new nn.LogSoftmax(1),
      ),
    () => image(2, 1, 14, 14),
  ],
  'a network on sequences': [
    () =>
      new nn.Sequential(
        new nn.Conv1d(3, 4, 3, { padding: 'same' }),
        new nn.InstanceNorm1d(4, { affine: true }),
        new nn.MaxPool1d(2, { ceilMode: true }),
        new nn.ConvTranspose1d(4, 4, 3, { stride: 2, outputPadding: 1, groups: 2 }),
        new nn.GroupNorm(2, 4),
        new nn.AvgPool1d(3, { stride: 2, padding: 1 }),
        new nn.Upsample({ scaleFactor: 1.5 }),
        new nn.AdaptiveMaxPool1d(5),
        new nn.AdaptiveAvgPool1d(1),
      ),
    () => rl.randn([2, 3, 17]),
  ],
  'images made larger': [
    () =>
      new nn.Sequential(
        new nn.ConvTranspose2d(3, 4, [2, 3], {
          stride: [2, 1],
          padding: [0, 1],
          dilation: 2,
          outputPadding: [1, 0],
          bias: false,
        }),
        new nn.GroupNorm(2, 4, { affine: false }),
        new nn.InstanceNorm2d(4),
        new nn.Upsample({ size: [9, 14] }),
        new nn.AdaptiveMaxPool2d([3, 7]),
        new nn.AdaptiveMaxPool2d(1),
      ),
    () => image(2, 3, 5, 4),
  ],
  'running statistics of instances': [
    () => trained(new nn.InstanceNorm1d(3, { trackRunningStats: true }), [5, 3, 4]),
    () => rl.randn([2, 3, 4]),
  ],
  'same padding of an even window': [() => new nn.Conv2d(2, 3, 4, { padding: 'same' }), () => image(1, 2, 7, 6)],
  'windows that run past the end': [() => new nn.MaxPool2d(3, { stride: 2, ceilMode: true }), () => image(2, 2, 8, 6)],
  'means that count no padding': [
    () => new nn.AvgPool2d(3, { stride: 2, padding: 1, ceilMode: true, countIncludePad: false }),
    () => image(2, 2, 8, 6),
  ],
  'means by another divisor': [() => new nn.AvgPool2d(2, { divisorOverride: 3 }), () => image(2, 2, 6, 6)],
  'means of a given size': [
    () => new nn.Sequential(new nn.AdaptiveAvgPool2d([2, 3]), new nn.AdaptiveAvgPool2d(1), new nn.Flatten()),
    () => image(2, 3, 8, 6),
  ],
  'batch statistics of rows': [() => trained(new nn.BatchNorm1d(6), [9, 6]), () => rl.randn([4, 6])],
  'batch statistics of series, without weights': [
    () => trained(new nn.BatchNorm1d(3, { affine: false }), [5, 3, 4]),
    () => rl.randn([2, 3, 4]),
  ],
  'layer normalisation without weights': [
    () => new nn.LayerNorm([3, 4], { elementwiseAffine: false }),
    () => rl.randn([2, 3, 4]),
  ],
  'words, by their mean': [
    () =>
      custom({ embed: new nn.Embedding(20, 8), head: new nn.Linear(8, 3) }, ({ embed, head }, x) =>
        head.forward(embed.forward(x).mean(1)),
      ),
    () => rl.randint(0, 20, [3, 5]),
  ],
  'residual connections and functions': [
    () =>
      custom(
        { fc1: new nn.Linear(6, 8), fc2: new nn.Linear(8, 8), norm: new nn.LayerNorm(8), head: new nn.Linear(8, 3) },
        ({ fc1, fc2, norm, head }, x) => {
          const h = F.relu(fc1.forward(x));
          const deeper = norm.forward(h.add(F.gelu(fc2.forward(h))));
          return head.forward(
            rl
              .cat([deeper.narrow(1, 0, 4), h.slice(1, 4)], 1)
              .mul(0.5)
              .sub(1),
          );
        },
      ),
    () => rl.randn([4, 6]),
  ],
  'self-attention': [
    () =>
      custom({ attention: new nn.MultiheadAttention(8, 2, { batchFirst: true }) }, ({ attention }, x) => {
        return attention.forward(x, x, x)[0].add(x);
      }),
    () => rl.randn([2, 5, 8]),
  ],
  'a linear layer on sequences': [() => new nn.Linear(4, 3), () => rl.randn([2, 5, 4])],
  'frozen weights and a buffer': [() => new Shifted(), () => rl.randn([4, 6])],
  'a parameter of its own': [
    () =>
      custom({ scale: rl.scope(() => new nn.Parameter(rl.randn([6, 6]))) }, ({ scale }, x) => {
        return rl.addmm(x, x, scale, { beta: 2, alpha: 0.5 }).add(x.mm(scale.t()));
      }),
    () => rl.randn([4, 6]),
  ],
  'a part for each row, expanded': [
    () => op((x) => x.unsqueeze(1).expand([x.shape[0]!, 4, 6]).reshape([-1, 6])),
    () => rl.randn([3, 6]),
  ],
};

describe('a model', () => {
  it.each(Object.keys(MODELS))('of %s', async (name) => {
    const [model, example] = MODELS[name]!;
    await checkExport(model, example);
  });
});

const positive = (f: (x: Tensor) => Tensor) => (x: Tensor) => f(x.abs().add(0.1));
const OPS: Record<string, (x: Tensor) => Tensor> = {
  ...Object.fromEntries(
    [
      'neg',
      'abs',
      'sign',
      'exp',
      'expm1',
      'floor',
      'ceil',
      'round',
      'sin',
      'cos',
      'tanh',
      'erf',
      'sigmoid',
      'relu',
      'square',
    ].map((name) => [name, (x: Tensor) => (x as unknown as Record<string, () => Tensor>)[name]!()]),
  ),
  log: positive((x) => x.log()),
  log1p: positive((x) => x.log1p()),
  sqrt: positive((x) => x.sqrt()),
  rsqrt: positive((x) => x.rsqrt()),
  reciprocal: positive((x) => x.reciprocal()),
  pow: positive((x) => x.pow(1.5)),
  'add, sub, mul, div': (x) => x.add(x.mul(2), { alpha: 3 }).sub(0.5).div(4),
  'a number on the left': positive((x) => rl.add(rl.sub(1, x), rl.div(2, x)).mul(rl.pow(2, x))),
  'maximum, minimum': (x) => x.maximum(x.neg().mul(0.5)).minimum(x.add(1)),
  clamp: (x) => x.clamp(-1, 0.5).add(x.clamp(undefined, 0)).add(x.clamp(0)),
  relu6: (x) => F.relu6(x.mul(5)),
  leakyRelu: (x) => F.leakyRelu(x, { negativeSlope: 0.2 }),
  elu: (x) => F.elu(x, { alpha: 0.7 }),
  selu: F.selu,
  gelu: F.gelu,
  'gelu by tanh': (x) => F.gelu(x, { approximate: 'tanh' }),
  silu: F.silu,
  mish: F.mish,
  softplus: (x) => F.softplus(x.mul(10), { beta: 2 }),
  softsign: F.softsign,
  hardtanh: (x) => F.hardtanh(x, { minVal: -0.5, maxVal: 0.3 }),
  hardswish: (x) => F.hardswish(x.mul(3)),
  hardsigmoid: (x) => F.hardsigmoid(x.mul(3)),
  logsigmoid: F.logsigmoid,
  'softmax of the last dim': (x) => F.softmax(x, -1),
  'sums and means': (x) => x.sum(1).add(x.mean(2, { keepdim: true }).squeeze(2).mean([1], { keepdim: true })),
  'greatest and least': (x) =>
    x
      .amax(1)
      .sub(x.amin([1]))
      .add(x.max(1).values)
      .add(x.min(1).values),
  logsumexp: (x) => x.logsumexp(2),
  'matmul of batches': (x) => x.matmul(x.transpose(1, 2)),
  bmm: (x) => x.bmm(x.permute([0, 2, 1])),
  parts: (x) => rl.cat([x.select(1, -1).unsqueeze(1), x.slice(1, 0, 3, 2), ...x.split(1, 1)], 1),
  'stack, chunk': (x) => rl.stack(x.chunk(2, 2), 1).flatten(2),
  'the input itself': (x) => x,
};

it.each(Object.keys(OPS))('writes down %s', async (name) => {
  await checkExport(
    () => op(OPS[name]!),
    () => rl.randn([2, 3, 4]),
  );
});

describe('the file', () => {
  it('has the weights under their names, and leaves the model as it was', async () => {
    const model = new nn.Sequential(new nn.Linear(6, 8), new nn.Dropout(), new nn.BatchNorm1d(8));
    model.parameters()[0]!.requiresGrad_(false);
    const before = new Map(Object.entries(model.stateDict()).map(([name, t]) => [name, t.tolist()]));
    const bytes = rl.scope(() => toOnnx(model, rl.zeros([1, 6])));
    expect(model.modules().every(({ training }) => training)).toBe(true);
    expect(model.parameters().map((p) => p.requiresGrad)).toEqual([false, true, true, true]);
    for (const [name, t] of Object.entries(model.stateDict())) expect(t.tolist(), name).toEqual(before.get(name));
    const text = new TextDecoder('latin1').decode(bytes);
    for (const name of before.keys()) if (!name.endsWith('tracked')) expect(text).toContain(name);
    const { inputNames, outputNames } = await ort.InferenceSession.create(bytes);
    expect([inputNames, outputNames]).toEqual([['input'], ['output']]);
    model.dispose();
  });

  it('is the same each time', () => {
    leavesNothing(() => {
      const [model, x] = [new nn.Linear(6, 8), rl.randn([3, 6])];
      expect(toOnnx(model, x)).toEqual(toOnnx(model, x));
      model.dispose();
    });
  });
});

describe('what cannot be written down is refused', () => {
  const cases: [what: string, run: (x: Tensor) => unknown, message: RegExp][] = [
    ['an unknown op', (x) => x.nonzero(), /got nonzero; leave it out/],
    ['another roll of the batch', (x) => x.roll(2, 0), /got Slice that differs between two batches/],
    ['random numbers', (x) => x.add(rl.rand([6])), /expected ops that the export supports, got rand;/],
    ['random numbers in place', (x) => x.add(rl.zeros([6]).normal_()), /got normal_ in place/],
    ['drawn truths', (x) => rl.bernoulli(x.sigmoid()), /got bernoulli/],
    [
      'repeats in a tensor of one element',
      (x) => rl.repeatInterleave(x, x.at(0, 0).gt(100).to('int32').add(2), 1),
      /got repeatInterleave/,
    ],
    ['a loss that it does not follow', (x) => F.crossEntropy(x, x.argmax(1)), /got crossEntropy/],
    [
      'numbers of the batch',
      (x) => x.add(rl.arange(x.shape[0]!).unsqueeze(1)),
      /the result of unsqueeze, of shape \[2, 1\], that differs/,
    ],
    [
      'values that were read',
      (x) => x.add(rl.tensor(x.at(0).tolist() as number[])),
      /the result of tensor, of shape \[6\], that differs/,
    ],
    ['another number of outputs', (x) => Array.from({ length: x.shape[0]! }, () => x), /a number of outputs that differs/],
    ['a change in place', (x) => x.mul(2).add_(1), /got add_ in place/],
    ['a change in place without gradients', (x) => rl.noGrad(() => x.fill_(1)).mul(1), /got fill_ in place/],
    ['a constant filled with results', (x) => rl.zeros([6]).copy_(x.sum(0)), /got copy_ in place/],
    [
      'a constant filled by a view of it',
      (x) => {
        const mask = rl.zeros([2, 6]);
        mask.at(0).fill_(1);
        return x.add(mask.sum(0));
      },
      /got fill_ in place/,
    ],
    ['no result', () => null, /at least one tensor, got none/],
    ['a result that is no tensor', (x) => [x, 1], /tensors, or arrays of them, got 1/],
    ['rounded quotients', (x) => x.div(2, { roundingMode: 'floor' }), /got div with a roundingMode/],
    ['classes as many as there are', (x) => F.oneHot(x.argmax(1)), /got oneHot without a number of classes/],
    ['the deviation of the batch', (x) => x.std(0), /got a number of std that differs/],
    ['the order of the batch', (x) => x.sort(0).values, /got a number of sort that differs/],
    ['another graph for another batch', (x) => (x.shape[0] === 2 ? x.exp() : x.log()), /got Exp that differs/],
    ['more or fewer steps', (x) => (x.shape[0] === 2 ? x : x.exp()), /differs between two batches/],
    ['a number of the batch', (x) => x.sum(0).div(x.shape[0]!), /got a number of div that differs between two batches/],
    ['a number read from the values', (x) => x.div(x.amax().item()), /got a number of div that differs/],
    [
      'a square of the batch in a shape',
      (x) => rl.ones([x.shape[0]! ** 2]).mul(x.sum()),
      /the result of ones, of shape \[4\], that differs/,
    ],
    ['noise while training', (x) => F.dropout(x), /got dropout/],
    ['softplus of a low threshold', (x) => F.softplus(x, { threshold: 1 }), /got softplus of threshold 1/],
  ];
  it.each(cases)('%s', (_, run, message) => {
    leavesNothing(() => {
      const model = op(run as (x: Tensor) => Tensor);
      expect(() => toOnnx(model, rl.randn([4, 6]))).toThrow(TypeError);
      expect(() => toOnnx(model, rl.randn([4, 6]))).toThrow(message);
    });
  });

  it.each<[string, () => Model, number[], RegExp]>([
    [
      'statistics of the batch',
      () => new nn.BatchNorm1d(3, { trackRunningStats: false }),
      [4, 3],
      /batchNorm with the statistics/,
    ],
    ['uneven windows', () => new nn.AdaptiveAvgPool2d(4), [1, 1, 6, 6], /adaptiveAvgPool2d from 6 × 6 to 4 × 4/],
    ['uneven windows of a sequence', () => new nn.AdaptiveMaxPool1d(4), [1, 1, 6], /adaptiveMaxPool1d from 6 to 4/],
    ['an image without a batch', () => new nn.MaxPool2d(2), [1, 6, 6], /maxPool2d of an image without a batch/],
    ['a sequence without a batch', () => new nn.MaxPool1d(2), [1, 6], /maxPool1d of a sequence without a batch/],
    ['padding beyond the padding', () => new nn.AvgPool2d(3, { stride: 2, ceilMode: true }), [1, 1, 6, 6], /with ceilMode/],
  ])('%s', (_, model, shape, message) => {
    const layer = model();
    rl.scope(() => expect(() => toOnnx(layer, rl.randn(shape))).toThrow(message));
    layer.dispose();
  });

  it('no module, no tensor, no batch, a freed one, names and dims that do not fit', () => {
    const x = rl.ones([1]);
    const bad = (model: unknown, example: unknown, options?: object) => () =>
      toOnnx(model as rl.nn.Linear, example as Tensor, options);
    const fc1 = new nn.Linear(6, 3);
    expect(bad(F.relu, x)).toThrow('toOnnx: expected an nn.Module, got function relu');
    expect(bad(fc1, 1)).toThrow('toOnnx: expected exampleInput to be a tensor, got 1');
    expect(bad(fc1, [x, 1])).toThrow('toOnnx: expected exampleInput[1] to be a tensor, got 1');
    expect(bad(fc1, [])).toThrow('toOnnx: expected at least one exampleInput, got []');
    rl.scope(() => {
      expect(bad(fc1, rl.tensor(1))).toThrow(/shape \[N, \.\.\.\] with elements, got \[\]/);
      expect(bad(fc1, rl.zeros([0, 6]))).toThrow(/got \[0, 6\]/);
      const rows = rl.ones([2, 6]);
      expect(bad(fc1, rows, { inputName: 'x' })).toThrow(/got 'inputName'; did you mean 'inputNames'/);
      expect(bad(fc1, rows, { inputNames: 'x' })).toThrow("expected inputNames to be an array of names, got 'x'");
      expect(bad(fc1, rows, { inputNames: [] })).toThrow(/expected inputNames of length 1, one for each input, got 0/);
      expect(bad(fc1, rows, { inputNames: [''] })).toThrow(/names that are not empty, got ''/);
      expect(bad(fc1, rows, { inputNames: ['x'], outputNames: ['x'] })).toThrow(/each name once, got 'x' again/);
      expect(bad(fc1, rows, { outputNames: ['x', 'y'] })).toThrow(/outputNames of length 1, one for each output, got 2/);
      expect(bad(fc1, rows, { batchDims: [0, 1] })).toThrow(/batchDims of length 1, one for each input, got 2/);
      expect(bad(fc1, rows, { batchDims: [2] })).toThrow(/expected dim in \[-2, 2\), got 2/);
    });
    x.dispose();
    expect(bad(fc1, x)).toThrow(rl.DisposedError);
    fc1.dispose();
  });

  it('results that contain themselves, or come later', () => {
    leavesNothing(() => {
      const x = rl.ones([2, 2]);
      const circle = op((t) => {
        const all: unknown[] = [t.relu()];
        all.push(all);
        return all;
      });
      expect(() => toOnnx(circle, x)).toThrow(/^toOnnx: expected results nested at most 32 deep, got more/);
      const later = op(async (t) => t);
      expect(() => toOnnx(later, x)).toThrow(/^toOnnx: expected a synchronous function, got one that returns a promise/);
    });
  });
});
