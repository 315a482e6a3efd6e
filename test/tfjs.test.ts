// Models of the real TensorFlow.js, brought in.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { fromTfjs, toTfjs } from '../src/tfjs/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { artifactsOf, describeWithTf, filesOf, loadTf, type Tf, type TfModel, type TfTensor } from './support/tfjs.ts';

const { nn, tensor } = rl;

let tf: Tf;
let seed = 1;

/** Numbers in [−1, 1), the same in each run. */
function numbers(count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 2 ** 30 - 1;
  });
}

/** Has weights of every kind other than their first values; variances stay positive. */
function disturb(model: TfModel): void {
  const given = model.getWeights();
  model.setWeights(
    given.map((w) => {
      const own = w.dataSync();
      const noise = numbers(own.length);
      return tf.tensor(
        noise.map((n, i) => (own[i] === 1 ? 1 + 0.5 * n : (own[i] as number) + 0.3 * n)),
        w.shape,
      );
    }),
  );
}

/** The models, each with the shapes of its inputs; a number is that of tokens. */
const MODELS: Record<string, { model: () => TfModel; inputs: (readonly number[])[]; tokens?: number }> = {
  dense: {
    inputs: [[5]],
    model: () =>
      tf.sequential({
        layers: [
          tf.layers['dense']!({ units: 7, inputShape: [5], activation: 'relu' }),
          tf.layers['dropout']!({ rate: 0.3 }),
          tf.layers['batchNormalization']!(),
          tf.layers['dense']!({ units: 4, useBias: false }),
          tf.layers['layerNormalization']!(),
          tf.layers['leakyReLU']!({ alpha: 0.1 }),
          tf.layers['dense']!({ units: 3, activation: 'softmax' }),
        ],
      }),
  },
  activations: {
    inputs: [[6]],
    model: () => {
      const model = tf.sequential();
      model.add(tf.layers['inputLayer']!({ inputShape: [6] }));
      for (const activation of [
        ...['elu', 'selu', 'relu6', 'sigmoid', 'hardSigmoid', 'softplus', 'softsign', 'tanh', 'swish', 'mish', 'gelu'],
        ...['linear', 'logSoftmax', 'softmax'],
      ])
        model.add(tf.layers['dense']!({ units: 6, activation }));
      for (const layer of ['reLU', 'elu', 'softmax', 'prelu'] as const) model.add(tf.layers[layer]!({}));
      model.add(tf.layers['reLU']!({ maxValue: 0.5 }));
      model.add(tf.layers['activation']!({ activation: 'tanh' }));
      return model;
    },
  },
  convolutions: {
    inputs: [[9, 8, 3]],
    model: () =>
      tf.sequential({
        layers: [
          tf.layers['conv2d']!({ filters: 4, kernelSize: [3, 2], inputShape: [9, 8, 3], padding: 'same', activation: 'relu' }),
          tf.layers['batchNormalization']!(),
          tf.layers['zeroPadding2d']!({
            padding: [
              [1, 0],
              [2, 1],
            ],
          }),
          tf.layers['depthwiseConv2d']!({ kernelSize: 3, strides: 2, depthMultiplier: 2, padding: 'same' }),
          tf.layers['maxPooling2d']!({ poolSize: 3, strides: 2, padding: 'same' }),
          tf.layers['separableConv2d']!({ filters: 5, kernelSize: 2, padding: 'same', dilationRate: 2, activation: 'tanh' }),
          tf.layers['conv2d']!({ filters: 6, kernelSize: 1, dilationRate: 1 }),
          tf.layers['flatten']!(),
          tf.layers['dropout']!({ rate: 0.5 }),
          tf.layers['dense']!({ units: 3, activation: 'softmax' }),
        ],
      }),
  },
  images: {
    inputs: [[6, 7, 2]],
    model: () =>
      tf.sequential({
        layers: [
          tf.layers['conv2d']!({ filters: 3, kernelSize: 3, strides: 2, inputShape: [6, 7, 2], padding: 'same' }),
          tf.layers['activation']!({ activation: 'softmax' }),
          tf.layers['conv2dTranspose']!({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
          tf.layers['conv2dTranspose']!({ filters: 2, kernelSize: 2, strides: 3 }),
          tf.layers['upSampling2d']!({ size: [1, 2] }),
          tf.layers['cropping2D']!({
            cropping: [
              [1, 2],
              [0, 3],
            ],
          }),
          tf.layers['averagePooling2d']!({ poolSize: [2, 3], strides: 1, padding: 'same' }),
          tf.layers['maxPooling2d']!({ poolSize: 2, strides: 1, padding: 'same' }),
          tf.layers['averagePooling2d']!({ poolSize: [4, 3], strides: [3, 2], padding: 'same' }),
          tf.layers['dense']!({ units: 3 }),
          tf.layers['permute']!({ dims: [2, 3, 1] }),
        ],
      }),
  },
  open: {
    inputs: [[9, 10, 1]],
    model: () =>
      tf.sequential({
        layers: [
          tf.layers['conv2d']!({ filters: 3, kernelSize: 4, strides: 3, inputShape: [null, null, 1], padding: 'same' }),
          tf.layers['conv2d']!({ filters: 3, kernelSize: 3, dilationRate: 2, padding: 'same' }),
          tf.layers['maxPooling2d']!({ poolSize: 2, padding: 'same' }),
          tf.layers['globalAveragePooling2d']!({}),
          tf.layers['dense']!({ units: 2 }),
        ],
      }),
  },
  sequences: {
    inputs: [[11, 3]],
    model: () =>
      tf.sequential({
        layers: [
          tf.layers['conv1d']!({ filters: 4, kernelSize: 3, inputShape: [11, 3], padding: 'same', dilationRate: 2 }),
          tf.layers['batchNormalization']!(),
          tf.layers['maxPooling1d']!({ poolSize: 2, padding: 'same' }),
          tf.layers['conv1d']!({ filters: 5, kernelSize: 2, strides: 2, padding: 'same' }),
          tf.layers['averagePooling1d']!({ poolSize: 2, strides: 1, padding: 'same' }),
          tf.layers['flatten']!(),
          tf.layers['reshape']!({ targetShape: [-1, 5] }),
          tf.layers['globalMaxPooling1d']!({}),
          tf.layers['repeatVector']!({ n: 3 }),
          tf.layers['globalAveragePooling1d']!({}),
        ],
      }),
  },
  recurrent: {
    inputs: [[6, 3]],
    model: () =>
      tf.sequential({
        layers: [
          tf.layers['lstm']!({ units: 4, inputShape: [6, 3], returnSequences: true, recurrentActivation: 'sigmoid' }),
          tf.layers['lstm']!({ units: 3, returnSequences: true, goBackwards: true }),
          tf.layers['bidirectional']!({ layer: tf.layers['gru']!({ units: 2, returnSequences: true }), mergeMode: 'concat' }),
          tf.layers['timeDistributed']!({ layer: tf.layers['dense']!({ units: 3, activation: 'tanh' }) }),
          tf.layers['simpleRNN']!({ units: 4, returnSequences: true }),
          tf.layers['bidirectional']!({
            layer: tf.layers['lstm']!({ units: 4, recurrentActivation: 'sigmoid' }),
            mergeMode: 'ave',
          }),
          tf.layers['repeatVector']!({ n: 2 }),
          tf.layers['gru']!({ units: 3, useBias: false, recurrentActivation: 'sigmoid' }),
        ],
      }),
  },
  tokens: {
    inputs: [[5]],
    tokens: 9,
    model: () =>
      tf.sequential({
        layers: [
          tf.layers['embedding']!({ inputDim: 9, outputDim: 4, inputLength: 5 }),
          tf.layers['layerNormalization']!({ center: false }),
          tf.layers['batchNormalization']!({ scale: false }),
          tf.layers['gru']!({ units: 3 }),
        ],
      }),
  },
  branches: {
    inputs: [[6, 6, 2], [3]],
    model: () => {
      const x = tf.input({ shape: [6, 6, 2] });
      const other = tf.input({ shape: [3] });
      const shared = tf.layers['conv2d']!({ filters: 3, kernelSize: 3, padding: 'same' });
      const a = tf.layers['conv2d']!({ filters: 2, kernelSize: 1 }).apply(shared.apply(x));
      const b = tf.layers['add']!().apply([x, a]);
      const c = tf.layers['concatenate']!().apply([shared.apply(b), b, x]);
      const squeeze = tf.layers['globalAveragePooling2d']!({}).apply(c);
      const gate = tf.layers['reshape']!({ targetShape: [1, 1, 7] }).apply(
        tf.layers['dense']!({ units: 7, activation: 'sigmoid' }).apply(squeeze),
      );
      const d = tf.layers['multiply']!().apply([c, gate]);
      const e = tf.layers['flatten']!().apply(tf.layers['concatenate']!({ axis: 1 }).apply([d, c]));
      const f = tf.layers['dense']!({ units: 3 }).apply(e);
      const g = [
        tf.layers['average']!().apply([f, other, f]),
        tf.layers['maximum']!().apply([f, other]),
        tf.layers['minimum']!().apply([f, other]),
        e,
      ];
      const all = tf.layers['concatenate']!().apply(g);
      return tf.model({ inputs: [x, other], outputs: tf.layers['dense']!({ units: 2 }).apply(all) });
    },
  },
  nested: {
    inputs: [[8, 8, 3]],
    model: () => {
      const x = tf.input({ shape: [8, 8, 3] });
      const inner = tf.sequential({
        layers: [
          tf.layers['conv2d']!({ filters: 3, kernelSize: 3, padding: 'same', inputShape: [8, 8, 3] }),
          tf.layers['reLU']!({ maxValue: 6 }),
        ],
      });
      const twice = inner.apply(inner.apply(x));
      const base = tf.model({ inputs: x, outputs: tf.layers['add']!().apply([twice, x]) });
      const pooled = tf.sequential({ layers: [base, tf.layers['globalAveragePooling2d']!({})] });
      const head = tf.sequential({
        layers: [
          tf.layers['dense']!({ units: 5, activation: 'relu', inputShape: [3] }),
          tf.layers['dense']!({ units: 2, activation: 'softmax', useBias: false }),
        ],
      });
      return tf.sequential({ layers: [pooled, head] });
    },
  },
};

type Forward = rl.nn.Module & { forward(x: rl.Tensor): rl.Tensor };

class Block extends nn.Module {
  readonly conv1 = new nn.Conv2d(4, 4, 3, { padding: 1, bias: false });
  readonly bn1 = new nn.BatchNorm2d(4);
  readonly conv2 = new nn.Conv2d(4, 4, 3, { padding: 1 });

  forward(x: rl.Tensor): rl.Tensor {
    const y = this.conv2.forward(rl.F.relu(this.bn1.forward(this.conv1.forward(x))));
    return rl.F.relu(y.add(x));
  }
}

class ResNet extends nn.Module {
  readonly stem = new nn.Conv2d(2, 4, 7, { stride: 2, padding: 3 });
  readonly pool = new nn.MaxPool2d(3, { stride: 2, padding: 1 });
  readonly blocks = new nn.Sequential(new Block(), new Block());
  readonly fc = new nn.Linear(4 * 4 * 4, 3);

  forward(input: rl.Tensor): rl.Tensor {
    const x = this.blocks.forward(this.pool.forward(rl.F.relu(this.stem.forward(input))));
    const pooled = x.mean([2, 3]);
    return rl.F.logSoftmax(rl.cat([this.fc.forward(x.flatten(1)), pooled.mul(2).add(1).neg()], 1), 1);
  }
}

class Recurring extends nn.Module {
  readonly lstm = new nn.LSTM(3, 4, { numLayers: 2, batchFirst: true, bidirectional: true, dropout: 0.1 });
  readonly rnn = new nn.RNN(8, 5, { batchFirst: true, nonlinearity: 'relu', bias: false });
  readonly head = new nn.Linear(5, 2);

  forward(x: rl.Tensor): rl.Tensor {
    const [states] = this.rnn.forward(this.lstm.forward(x)[0]);
    return this.head.forward(states.select(1, -1).add(states.mean(1)));
  }
}

const TO_LAST = { in: [0, 2, 3, 1], out: [0, 2, 3, 1] };

/** Models made here, the shapes of their inputs, and how inputs and outputs are laid out there. */
const OWN: Record<string, { make: () => Forward; shape: number[]; layout?: { in: number[]; out: number[] } }> = {
  'a chain of images': {
    shape: [2, 3, 9, 8],
    layout: { in: [0, 2, 3, 1], out: [0, 1] },
    make: () =>
      new nn.Sequential(
        new nn.Conv2d(3, 6, 3, { padding: 1, stride: 2 }),
        new nn.BatchNorm2d(6),
        new nn.ReLU(),
        new nn.Conv2d(6, 12, [3, 2], { groups: 6, padding: 'same' }),
        new nn.Conv2d(12, 12, [3, 2], { padding: 'same', dilation: [1, 2], groups: 12 }),
        new nn.AvgPool2d(2, { padding: 1, stride: 1 }),
        new nn.Dropout(0.2),
        new nn.Flatten(),
        new nn.Softplus(),
        new nn.Linear(12 * 6 * 5, 5),
        new nn.BatchNorm1d(5),
        new nn.Tanh(),
      ),
  },
  'images to images': {
    shape: [2, 4, 6, 6],
    layout: TO_LAST,
    make: () =>
      new nn.Sequential(
        new nn.MaxPool2d(2, { ceilMode: true, stride: 3 }),
        new nn.ConvTranspose2d(4, 3, 3, { stride: 2, padding: 1, outputPadding: 1 }),
        new nn.Upsample({ scaleFactor: 2 }),
        new nn.AdaptiveAvgPool2d([4, 2]),
        new nn.Softmax(1),
      ),
  },
  'a chain of sequences': {
    shape: [2, 3, 10],
    layout: { in: [0, 2, 1], out: [0, 1] },
    make: () =>
      new nn.Sequential(
        new nn.Conv1d(3, 4, 3, { padding: 2 }),
        new nn.BatchNorm1d(4),
        new nn.SiLU(),
        new nn.MaxPool1d(2),
        new nn.AdaptiveAvgPool1d(1),
        new nn.Flatten(),
        new nn.LayerNorm(4),
        new nn.Linear(4, 2, { bias: false }),
      ),
  },
  'residual blocks': { shape: [2, 2, 16, 16], layout: { in: [0, 2, 3, 1], out: [0, 1] }, make: () => new ResNet() },
  'recurrent layers': { shape: [2, 5, 3], make: () => new Recurring() },
};

beforeAll(start);

const error = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Math.max(0, ...Array.from(a, (n, i) => Math.abs(n - (b[i] as number)) / Math.max(1, Math.abs(b[i] as number))));
};

/** A batch for each input. */
const batchesOf = ({ inputs, tokens }: (typeof MODELS)[string], n: number): { data: Float32Array; shape: number[] }[] =>
  inputs.map((sizes) => {
    const shape = [n, ...sizes];
    const data = numbers(shape.reduce((p, s) => p * s, 1));
    return { shape, data: tokens === undefined ? data : data.map((x) => Math.floor((x + 1) * 0.4999 * tokens)) };
  });

const tfOf = (batches: readonly { data: Float32Array; shape: number[] }[]): TfTensor | TfTensor[] => {
  const all = batches.map(({ data, shape }) => tf.tensor(data, shape));
  return all.length === 1 ? (all[0] as TfTensor) : all;
};

const ours = (batches: readonly { data: Float32Array; shape: number[] }[], isTokens: boolean): rl.Tensor[] =>
  batches.map(({ data, shape }) => (isTokens ? tensor(Int32Array.from(data), { shape }) : tensor(data, { shape })));

/** What `fn` returns, which leaves no tensors. */
function keeping<T>(fn: () => T): T {
  let result: T | undefined;
  leavesNothing(() => {
    result = fn();
  });
  return result as T;
}

/** A model that `toTfjs` wrote, loaded there. */
function loadInTf(files: Record<string, string | Uint8Array<ArrayBuffer>>): Promise<TfModel> {
  const { modelTopology, weightsManifest } = JSON.parse(files['model.json'] as string) as {
    modelTopology: object;
    weightsManifest: [{ paths: [string]; weights: object[] }];
  };
  const [{ paths, weights }] = weightsManifest;
  const data = files[paths[0]] as Uint8Array<ArrayBuffer>;
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weights, weightData: data.buffer }));
}

describeWithTf('models of TensorFlow.js', () => {
  beforeAll(async () => {
    tf = await loadTf();
  });

  describe.each(Object.keys(MODELS))('%s', (name) => {
    it('gives what it gives there', async () => {
      const kind = MODELS[name] as (typeof MODELS)[string];
      const theirs = kind.model();
      disturb(theirs);
      const { json, bytes } = filesOf(await artifactsOf(theirs));
      const model = fromTfjs(json, bytes).eval();
      const batches = batchesOf(kind, 4);
      const y = theirs.predict(tfOf(batches));
      rl.scope(() => {
        const mine = model.forward(...ours(batches, kind.tokens !== undefined));
        expect(mine.shape).toEqual(y.shape);
        expect(error(mine.toTypedArray() as Float32Array, y.dataSync())).toBeLessThan(1e-5);
      });
      model.dispose();
    });

    it('goes back there', async () => {
      const kind = MODELS[name] as (typeof MODELS)[string];
      const theirs = kind.model();
      disturb(theirs);
      const { json, bytes } = filesOf(await artifactsOf(theirs));
      const batches = batchesOf(kind, 4);
      const files = keeping(() => {
        const model = fromTfjs(json, bytes);
        const files = toTfjs(model, { example: ours(batches, kind.tokens !== undefined) });
        expect(model.training).toBe(true);
        model.dispose();
        return files;
      });
      const back = await loadInTf(files);
      const [y, z] = [theirs.predict(tfOf(batches)), back.predict(tfOf(batches))];
      expect(z.shape).toEqual(y.shape);
      expect(error(z.dataSync(), y.dataSync())).toBeLessThan(1e-5);
    });
  });

  it('reads what it cannot read itself', async () => {
    const theirs = tf.sequential({ layers: [tf.layers['dense']!({ units: 6, inputShape: [4], activation: 'gelu_new' })] });
    disturb(theirs);
    const { json, bytes } = filesOf(await artifactsOf(theirs));
    const x = numbers(12);
    const y = theirs.predict(tf.tensor(x, [3, 4])).dataSync();
    leavesNothing(() => {
      const model = fromTfjs(json, bytes);
      const example = tensor(x, { shape: [3, 4] });
      expect(error(model.forward(example).toTypedArray() as Float32Array, y)).toBeLessThan(1e-5);
      expect(() => toTfjs(model, { example })).toThrow(/^toTfjs: expected .* got GELU '\w+'$/);
      model.dispose();
    });
  });

  it('is trained further as it is there', async () => {
    const theirs = tf.sequential({
      layers: [
        tf.layers['conv2d']!({
          filters: 3,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          inputShape: [6, 6, 2],
          activation: 'relu',
        }),
        tf.layers['maxPooling2d']!({ poolSize: 2, strides: 1, padding: 'same' }),
        tf.layers['reshape']!({ targetShape: [3, 9] }),
        tf.layers['lstm']!({ units: 4, returnSequences: true, recurrentActivation: 'sigmoid' }),
        tf.layers['gru']!({ units: 4, returnSequences: true }),
        tf.layers['layerNormalization']!(),
        tf.layers['flatten']!(),
        tf.layers['dense']!({ units: 3, activation: 'softmax' }),
      ],
    });
    disturb(theirs);
    const { json, bytes } = filesOf(await artifactsOf(theirs));
    const model = fromTfjs(json, bytes);
    const optimizer = new rl.optim.SGD(model.parameters(), { lr: 0.1 });
    theirs.compile({ optimizer: tf.train['sgd']!(0.1), loss: 'categoricalCrossentropy' });
    const x = numbers(5 * 72);
    const labels = [0, 1, 2, 1, 0];
    const y = labels.flatMap((k) => [0, 1, 2].map((i) => (i === k ? 1 : 0)));
    for (let step = 0; step < 5; step++) {
      const loss = await theirs.trainOnBatch(tf.tensor(x, [5, 6, 6, 2]), tf.tensor(y, [5, 3]));
      rl.scope(() => {
        const p = model.forward(tensor(x, { shape: [5, 6, 6, 2] }));
        const mine = rl.F.nllLoss(p.log(), tensor(Int32Array.from(labels)));
        expect(mine.item()).toBeCloseTo(loss, 5);
        optimizer.zeroGrad();
        mine.backward();
        optimizer.step();
      });
    }
    const after = keeping(() => toTfjs(model, { example: tensor(x, { shape: [5, 6, 6, 2] }) }));
    const back = await loadInTf(after);
    const batch = tf.tensor(x, [5, 6, 6, 2]);
    expect(error(back.predict(batch).dataSync(), theirs.predict(batch).dataSync())).toBeLessThan(1e-5);
    model.dispose();
    optimizer.dispose();
  });

  it.each(Object.keys(OWN))('takes %s', async (name) => {
    const { make, shape, layout } = OWN[name] as (typeof OWN)[string];
    const x = numbers(shape.reduce((p, s) => p * s, 1));
    const [files, y] = keeping(() => {
      const model = make();
      for (const [buffer, t] of model.namedBuffers()) if (buffer.endsWith('running_mean')) t.add_(0.25);
      const example = tensor(x, { shape });
      const files = toTfjs(model, { example });
      const y = rl.noGrad(() => model.eval().forward(example));
      const last = layout === undefined ? y : y.permute(layout.out);
      const input = layout === undefined ? example : example.permute(layout.in);
      const result = [files, last.contiguous().toTypedArray(), input.contiguous().toTypedArray(), input.shape] as const;
      model.dispose();
      return [files, result] as const;
    });
    const [, out, input, sizes] = y;
    const theirs = await loadInTf(files);
    const z = theirs.predict(tf.tensor(input as Float32Array, sizes));
    expect(error(z.dataSync(), out as Float32Array)).toBeLessThan(1e-5);
    // and back again, still laid out as there
    leavesNothing(() => {
      const again = fromTfjs(files['model.json'], files['group1-shard1of1.bin']).eval();
      const mine = again.forward(tensor(input as Float32Array, { shape: sizes }));
      expect(error(mine.toTypedArray() as Float32Array, out as Float32Array)).toBeLessThan(1e-5);
      again.dispose();
    });
  });
});
