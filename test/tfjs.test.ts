// Models of the real TensorFlow.js, brought in.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { fromTfjs, toTfjs } from '../src/tfjs/index.ts';
import { start } from './support/library.ts';
import { artifactsOf, describeWithTf, filesOf, loadTf, type Tf, type TfModel, type TfTensor } from './support/tfjs.ts';

const { tensor } = rl;

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
        ...[
          'elu',
          'selu',
          'relu6',
          'sigmoid',
          'hardSigmoid',
          'softplus',
          'softsign',
          'tanh',
          'swish',
          'mish',
          'gelu',
          'gelu_new',
        ],
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
          tf.layers['separableConv2d']!({ filters: 5, kernelSize: 2, padding: 'same', activation: 'tanh' }),
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
      const files = rl.scope(() => {
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
});
