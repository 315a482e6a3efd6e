// What `toTfjs` writes of a model of one's own: each op and layer in each layout gives the same when it is read back, here and by
// TensorFlow.js where that is installed, or is refused by name.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { fromTfjs, toTfjs } from '../src/tfjs/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { describeWithTf, loadTf, type Tf } from './support/tfjs.ts';

const { F, nn } = rl;
type Tensor = rl.Tensor;
type Layer = rl.nn.Module & { forward(...x: Tensor[]): Tensor };
type Forward = (x: Tensor, call: (make: () => Layer) => Tensor, self: Own) => Tensor;

beforeAll(start);

/** Runs a forward whose layers are made as they are met. */
class Own extends nn.Module {
  readonly layers = new nn.ModuleList<Layer>([]);
  declare readonly constant: Tensor;
  readonly #forward: Forward;
  constructor(forward: Forward) {
    super();
    this.#forward = forward;
    this.registerBuffer('constant', rl.tensor([0.5, 2, -1]));
  }
  forward(x: Tensor, ...more: Tensor[]): Tensor {
    let next = 0;
    return this.#forward(
      x,
      (make) => {
        if (this.layers.length === next) this.layers.append(make());
        return (this.layers.at(next++) as Layer).forward(x, ...more);
      },
      this,
    );
  }
}

const flat = (x: Tensor): Tensor => x.flatten(1);
/** A layer of a chain. */
const layer =
  (make: () => Layer): Forward =>
  (_, call) =>
    call(make);

const ROWS = [3, 4];
const SEQUENCES = [3, 4, 6];
const IMAGES = [3, 2, 4, 6];

const WRITTEN: Record<string, [shape: number[], forward: Forward]> = {
  'a number less': [ROWS, (x) => x.sub(2)],
  'less than a number': [ROWS, (x) => rl.sub(2, x)],
  'a number more': [IMAGES, (x) => rl.add(2, x)],
  'times a number': [SEQUENCES, (x) => x.mul(-3)],
  'divided by a number': [ROWS, (x) => x.div(4)],
  'with the other sign': [IMAGES, (x) => x.neg()],
  'the greater of two': [IMAGES, (x) => rl.maximum(x, x.neg())],
  'the lesser of two': [SEQUENCES, (x) => rl.minimum(x, x.neg())],
  'a product': [IMAGES, (x) => x.mul(x.sigmoid())],
  'a sum of two layouts': [IMAGES, (x, call) => call(() => new nn.Conv2d(2, 2, 1)).add(x)],
  'channels beside channels': [IMAGES, (x) => rl.cat([x, x.tanh()], 1)],
  'rows under rows': [IMAGES, (x) => rl.cat([x, x.tanh()], 2)],
  'columns beside columns, from the end': [IMAGES, (x, call) => rl.cat([call(() => new nn.Conv2d(2, 2, 1)), x], -1)],
  'steps after steps': [SEQUENCES, (x) => rl.cat([x, x.tanh()], 1)],
  activations: [
    ROWS,
    (x) =>
      F.silu(F.selu(F.mish(F.softsign(F.relu6(x.mul(4))))))
        .add(F.elu(x))
        .add(F.leakyRelu(x, { negativeSlope: 0.3 })),
  ],
  gelu: [ROWS, (x) => F.gelu(x)],
  'softmax of rows': [ROWS, (x) => x.softmax(1)],
  'softmax of channels': [IMAGES, (x) => x.softmax(1)],
  'softmax of channels, from the end': [IMAGES, (x) => x.logSoftmax(-3)],
  'softmax of the last dim of images': [IMAGES, (x) => x.softmax(3)],
  'softmax of the last dim of sequences': [SEQUENCES, (x) => x.softmax(-1)],
  'softmax of what was flattened': [IMAGES, (_, call) => flat(call(() => new nn.Conv2d(2, 3, 1))).softmax(1)],
  'linear as a function, and a layer whose result nobody reads': [
    ROWS,
    (x, call, m) => {
      call(() => new nn.Linear(4, 2));
      return F.linear(x, (m.layers.at(0) as unknown as rl.nn.Linear).weight);
    },
  ],
  'a layer on flattened images': [
    IMAGES,
    (_, call) => F.linear(flat(F.relu(call(() => new nn.Conv2d(2, 3, 3)))), rl.ones([2, 24]).cumsum(1)),
  ],
  'a dim more and less': [SEQUENCES, (x) => x.unsqueeze(1).squeeze(1)],
  'images of sequences': [SEQUENCES, (x) => x.reshape([-1, 2, 2, 6]).transpose(1, 3)],
  'the same shape': [SEQUENCES, (x) => x.view(x.shape).clone()],
  'channels to the end': [IMAGES, (x) => x.permute([0, 2, 3, 1])],
  'channels to the end, after a layer': [IMAGES, (_, call) => call(() => new nn.Conv2d(2, 3, 1)).permute([0, 2, 3, 1])],
  'channels to the front': [IMAGES, (x) => x.permute([0, 3, 1, 2])],
  'turned images': [IMAGES, (x) => x.transpose(2, 3)],
  'turned sequences': [SEQUENCES, (x) => x.transpose(1, 2)],
  'means of images': [IMAGES, (x) => x.mean([2, 3])],
  'means of images, from the end, kept': [IMAGES, (x) => x.mean([-1, -2], { keepdim: true })],
  'greatest of images': [IMAGES, (x) => x.amax([2, 3])],
  'means of the steps': [SEQUENCES, (x) => x.mean(1)],
  'greatest of the channels': [SEQUENCES, (x) => x.amax(-1)],
  'the last step': [SEQUENCES, (x) => x.select(1, -1)],
  'some of the steps': [SEQUENCES, (x) => x.narrow(1, 1, 2)],
  'a slice of the steps': [SEQUENCES, (x) => x.slice(1, 2)],
  'a constant of buffers': [ROWS, (x, _, m) => x.mul(2).add(m.constant.sum().item())],

  'batch normalisation without weights': [IMAGES, layer(() => new nn.BatchNorm2d(2, { affine: false }))],
  'batch normalisation with a mean over all': [ROWS, layer(() => new nn.BatchNorm1d(4, { momentum: null }))],
  'batch normalisation of sequences': [SEQUENCES, layer(() => new nn.BatchNorm1d(4))],
  'layer normalisation without weights': [SEQUENCES, layer(() => new nn.LayerNorm(6, { elementwiseAffine: false }))],
  'layer normalisation of two dims': [SEQUENCES, layer(() => new nn.LayerNorm([4, 6]))],
  'layer normalisation of images': [IMAGES, layer(() => new nn.LayerNorm(6))],
  softplus: [ROWS, layer(() => new nn.Softplus())],
  'an activation of each kind': [
    ROWS,
    layer(
      () =>
        new nn.Sequential(
          new nn.SELU(),
          new nn.Mish(),
          new nn.Softsign(),
          new nn.SiLU(),
          new nn.ELU(),
          new nn.GELU(),
        ) as unknown as Layer,
    ),
  ],
  'a softmax layer': [SEQUENCES, layer(() => new nn.LogSoftmax(2))],
  nothing: [IMAGES, layer(() => new nn.Sequential(new nn.Identity(), new nn.Dropout(0.5)))],
  'a flatten from the end': [IMAGES, layer(() => new nn.Flatten({ startDim: -3 }))],

  'a convolution with borders': [IMAGES, layer(() => new nn.Conv2d(2, 3, 3, { padding: [2, 0], bias: false }))],
  "a convolution with borders of 'same'": [IMAGES, layer(() => new nn.Conv2d(2, 3, [3, 2], { padding: 'same', dilation: 2 }))],
  'a convolution with strides': [IMAGES, layer(() => new nn.Conv2d(2, 3, 3, { stride: [2, 1], padding: 1 }))],
  'a convolution of each channel': [IMAGES, layer(() => new nn.Conv2d(2, 4, 3, { groups: 2, padding: 1 }))],
  'a dilated convolution of each channel': [IMAGES, layer(() => new nn.Conv2d(2, 4, 2, { groups: 2, dilation: 2 }))],
  'a convolution of sequences': [SEQUENCES, layer(() => new nn.Conv1d(4, 3, 3, { padding: 2, stride: 2 }))],
  "a convolution of sequences with borders of 'same'": [SEQUENCES, layer(() => new nn.Conv1d(4, 3, 2, { padding: 'same' }))],
  'a transposed convolution': [
    IMAGES,
    layer(() => new nn.ConvTranspose2d(2, 3, 3, { stride: 2, padding: 1, outputPadding: 1, bias: false })),
  ],
  'a transposed convolution of wide strides': [IMAGES, layer(() => new nn.ConvTranspose2d(2, 3, 2, { stride: 3 }))],
  'greatest of windows that overlap': [IMAGES, layer(() => new nn.MaxPool2d(3, { stride: 1 }))],
  'greatest of positive windows with borders': [
    IMAGES,
    (x, call) =>
      x.add(call(() => new nn.Sequential(new nn.ReLU(), new nn.MaxPool2d(3, { stride: 1, padding: 1 })) as unknown as Layer)),
  ],
  'means of windows with borders': [IMAGES, layer(() => new nn.AvgPool2d(2, { padding: 1 }))],
  "means of windows of 'same'": [IMAGES, layer(() => new nn.AvgPool2d(3, { stride: 1, padding: 1, countIncludePad: false }))],
  'means of sequences': [SEQUENCES, layer(() => new nn.AvgPool1d(2))],
  'greatest of sequences': [SEQUENCES, layer(() => new nn.MaxPool1d(3, { stride: 2 }))],
  'as many means as asked': [IMAGES, layer(() => new nn.AdaptiveAvgPool2d([2, 3]))],
  'the greatest of all': [IMAGES, layer(() => new nn.AdaptiveMaxPool2d(1))],
  'as many greatest as asked, of sequences': [SEQUENCES, layer(() => new nn.AdaptiveMaxPool1d(3))],
  'larger images': [IMAGES, layer(() => new nn.Upsample({ scaleFactor: [2, 3] }))],
};

/** Files, the input as they take it, and the result here. */
function written([shape, forward]: [number[], Forward]): {
  files: ReturnType<typeof toTfjs>;
  x: number[];
  sizes: number[];
  y: number[];
  out: readonly number[];
} {
  rl.manualSeed(5);
  const model = new Own(forward);
  const x = rl.randn(shape);
  // every layer is made in the first run
  rl.noGrad(() => model.forward(x));
  for (const [name, t] of model.namedBuffers()) if (name.endsWith('running_mean')) t.add_(0.25);
  for (const p of model.parameters()) rl.noGrad(() => p.add_(0.125));
  const files = toTfjs(model, { example: x });
  const y = rl.noGrad(() => model.eval().forward(x));
  const [input] = JSON.parse(files['model.json']).modelTopology.config.layers as { config: { batch_input_shape: number[] } }[];
  const isMoved = input!.config.batch_input_shape.slice(1).join() !== shape.slice(1).join();
  const given = isMoved ? x.permute([0, ...shape.slice(2).map((_, i) => i + 2), 1]) : x;
  model.dispose();
  const list = (t: Tensor): number[] => [...t.contiguous().toTypedArray()];
  return { files, x: list(given), sizes: [...given.shape], y: list(flat(y)), out: flat(y).shape };
}

const flattened = ([shape, forward]: [number[], Forward]): [number[], Forward] => [shape, (...args) => flat(forward(...args))];

it.each(Object.keys(WRITTEN))('%s comes back as it was', (name) => {
  leavesNothing(() => {
    const { files, x, sizes, y, out } = written(flattened(WRITTEN[name]!));
    const model = fromTfjs(files['model.json'], files['group1-shard1of1.bin']).eval();
    const z = rl.noGrad(() => model.forward(rl.tensor(x, { shape: sizes })));
    expect(z.shape).toEqual(out);
    for (const [i, v] of [...z.toTypedArray()].entries()) expect(v).toBeCloseTo(y[i]!, 4);
    model.dispose();
  });
});

describeWithTf('what toTfjs writes', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await loadTf();
  });

  it.each(Object.keys(WRITTEN))('%s', async (name) => {
    const { files, x, sizes, y, out } = rl.scope(() => written(flattened(WRITTEN[name]!)));
    const { modelTopology, weightsManifest } = JSON.parse(files['model.json']);
    const [{ weights }] = weightsManifest;
    const artifacts = { modelTopology, weightSpecs: weights, weightData: files['group1-shard1of1.bin'].buffer };
    const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    const z = model.predict(tf.tensor(x, sizes));
    expect(z.shape).toEqual(out);
    for (const [i, v] of z.dataSync().entries()) expect(v).toBeCloseTo(y[i]!, 4);
  });
});

describe('what TensorFlow.js has no layers for is refused by name', () => {
  it.each<[string, number[], Forward, RegExp]>([
    ['a sum with a constant', ROWS.with(1, 3), (x, _, m) => x.add(m.constant), /operands that come from the model's inputs/],
    ['a difference of two', ROWS, (x) => x.sub(x.exp()), /got the op (sub|exp)/],
    ['a quotient of two', ROWS, (x) => x.div(x.sigmoid()), /a sum, product or extremum, got the op div/],
    ['a number divided', ROWS, (x) => rl.div(1, x), /a sum or product with a number, got the op div/],
    ['the greater of it and a number', ROWS, (x) => rl.maximum(x, 0.5), /got the op maximum/],
    ['an op without a layer', ROWS, (x) => x.sin(), /ops among .*got the op sin/],
    ['a matrix that is computed', ROWS, (x) => F.linear(x, x.mul(2)), /weights that are parameters/],
    ['batches beside batches', ROWS, (x) => rl.cat([x, x.neg()], 0), /a dim other than the batch/],
    ['a softmax over the batch', ROWS, (x) => x.softmax(0), /along the channels or the last dim/],
    ['a softmax of rows of images', IMAGES, (x) => x.softmax(2), /along the channels or the last dim/],
    ['batches turned', SEQUENCES, (x) => x.transpose(0, 1), /leaves the batch in dim 0/],
    ['batches folded', SEQUENCES, (x) => x.reshape([-1, 6]), /leaves the batch in dim 0/],
    ['means of rows', ROWS, (x) => x.mean(1), /dims that are those of an image/],
    ['means of channels', IMAGES, (x) => x.mean(1), /dims that are those of an image/],
    ['parts of images', IMAGES, (x) => x.narrow(2, 0, 2), /steps of a sequence/],
    ['every second step', SEQUENCES, (x) => x.slice(1, 0, 4, 2), /steps of a sequence/],
    ['the other approximation of gelu', ROWS, (x) => F.gelu(x, { approximate: 'tanh' }), /approximate 'none'/],
    ['a softplus of another slope', ROWS, layer(() => new nn.Softplus({ beta: 2 })), /a softplus of beta 1/],
    ['a flatten of less', IMAGES, layer(() => new nn.Flatten({ startDim: 2 })), /startDim 1/],
    ['statistics of the batch', IMAGES, layer(() => new nn.BatchNorm2d(2, { trackRunningStats: false })), /running statistics/],
    ['groups of channels', [3, 4, 4, 4], layer(() => new nn.Conv2d(4, 4, 1, { groups: 2 })), /groups of one channel/],
    [
      'each channel of sequences',
      SEQUENCES,
      layer(() => new nn.Conv1d(4, 4, 1, { groups: 4 })),
      /groups of one channel, of images/,
    ],
    ['strides and a dilation', IMAGES, layer(() => new nn.Conv2d(2, 2, 2, { stride: 2, dilation: 2 })), /not both/],
    [
      'a transposed convolution of groups',
      IMAGES,
      layer(() => new nn.ConvTranspose2d(2, 2, 2, { groups: 2 })),
      /one group and no dilation/,
    ],
    [
      'outputs beyond the windows',
      IMAGES,
      layer(() => new nn.ConvTranspose2d(2, 2, 2, { stride: 2, outputPadding: 1 })),
      /outputPadding/,
    ],
    [
      'greatest of dilated windows',
      IMAGES,
      layer(() => new nn.MaxPool2d(2, { dilation: 2, stride: 1 })),
      /windows without dilation/,
    ],
    ['means by another divisor', IMAGES, layer(() => new nn.AvgPool2d(2, { divisorOverride: 3 })), /without divisorOverride/],
    ['greatest of windows with borders', IMAGES, layer(() => new nn.MaxPool2d(2, { padding: 1 })), /not negative/],
    ['windows of two sizes', IMAGES, layer(() => new nn.AdaptiveAvgPool2d([3, 3])), /windows of one size/],
    ['a size that is no multiple', IMAGES, layer(() => new nn.Upsample({ size: [6, 6] })), /multiplied by integers/],
    [
      'a layer that is called on inputs of two ranks',
      ROWS,
      (_, call, m) => {
        const y = call(() => new nn.LayerNorm(4));
        return (m.layers.at(0) as Layer).forward(y.reshape([-1, 1, 4])).reshape([-1, 4]);
      },
      /called on inputs of one size/,
    ],
    ['an ELU of another height', ROWS, (x) => F.elu(x, { alpha: 0.5 }), /an ELU of alpha 1/],
    ['a layer of another height', ROWS, layer(() => new nn.ELU({ alpha: 2 })), /an ELU of alpha 1/],
    ['a result that does not come from the input', ROWS, () => rl.ones([2, 2]), /comes from the inputs/],
    ['a forward that depends on the batch', ROWS, (x) => (x.shape[0] === 2 ? x.relu() : x.tanh()), /depends on its size/],
  ])('%s', (_, shape, forward, message) => {
    leavesNothing(() => {
      const model = new Own(forward);
      const x = rl.randn(shape);
      rl.noGrad(() => model.forward(x));
      expect(() => toTfjs(model, { example: x })).toThrow(message);
      expect(() => toTfjs(model, { example: x })).toThrow(/^toTfjs: expected /);
      model.dispose();
    });
  });

  it.each<[string, () => unknown, RegExp]>([
    ['no example', () => undefined, /example to be a tensor, or an array of them/],
    ['booleans', () => rl.ones([2, 3]).gt(0), /float32 or int32, got bool/],
    ['one dim', () => rl.ones([3]), /at least 2 dims/],
    ['no samples', () => rl.ones([0, 3]), /samples in dim 0/],
    ['a number', () => rl.tensor(Int32Array.of(1)).sum(), /samples in dim 0/],
  ])('an example of %s', (_, make, message) => {
    leavesNothing(() => {
      const model = new nn.Sequential(new nn.ReLU());
      expect(() => toTfjs(model, { example: make() as Tensor })).toThrow(message);
    });
  });
});

it('a forward of the model’s own is written, and is there afterwards', () => {
  class Arrow extends nn.Module {
    readonly fc = new nn.Linear(2, 2);
    override forward = (x: Tensor): Tensor => this.fc.forward(x).relu();
  }
  leavesNothing(() => {
    const model = new Arrow();
    const { forward } = model;
    const example = rl.randn([2, 2]);
    const files = toTfjs(model, { example });
    const read = fromTfjs(files['model.json'], files['group1-shard1of1.bin']);
    expect(read.forward(example).tolist()).toEqual(model.forward(example).tolist());
    expect(model.forward).toBe(forward);
    model.dispose();
    read.dispose();
  });
});
