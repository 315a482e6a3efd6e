// The files of TensorFlow.js models: their forms, and what is refused.
import { deflateRawSync, constants as zlib } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { crc32 } from '../src/io/torch/crc32.ts';
import { copyModule } from '../src/nn/copy.ts';
import { fromTfjs, toTfjs, unzipTfjs } from '../src/tfjs/index.ts';
import { failingAt } from './support/failing.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, nn, tensor } = rl;

beforeAll(start);

type Json = Record<string, unknown>;
type Bytes = Uint8Array<ArrayBuffer>;

/** A weight: its name, shape and numbers. */
type Weight = readonly [name: string, shape: number[], data: ArrayLike<number>];

/** Numbers in [−1, 1), the same for each count. */
const numbers = (count: number): Float32Array<ArrayBuffer> => Float32Array.from({ length: count }, (_, i) => Math.sin(3 * i + 1));

const bytesOf = (weights: readonly Weight[]): Bytes =>
  new Uint8Array(Float32Array.from(weights.flatMap(([, , d]) => [...Array.from(d)])).buffer);

const specsOf = (weights: readonly Weight[]): Json[] => weights.map(([name, shape]) => ({ name, shape, dtype: 'float32' }));

const modelOf = (topology: Json, weights: readonly Weight[], paths = ['a.bin']): Json => ({
  format: 'layers-model',
  modelTopology: topology,
  weightsManifest: [{ paths, weights: specsOf(weights) }],
});

const sequential = (...layers: [kind: string, config: Json][]): Json => ({
  class_name: 'Sequential',
  config: { name: 'model', layers: layers.map(([class_name, config]) => ({ class_name, config })) },
});

const DENSE: Weight[] = [
  ['d/kernel', [3, 2], [1, 2, 3, 4, 5, 6]],
  ['d/bias', [2], [10, 20]],
];
const dense = sequential(['Dense', { name: 'd', units: 2, batch_input_shape: [null, 3], activation: 'linear', use_bias: true }]);

/** The model's result, as an array. */
function resultOf(model: rl.nn.Module & { forward(...x: rl.Tensor[]): rl.Tensor }, ...inputs: rl.Tensor[]): number[] {
  const y = model.eval().forward(...inputs);
  model.dispose();
  return [...(y.toTypedArray() as Float32Array)];
}

const row = (): rl.Tensor => tensor([[1, 10, 100]]);
const ANSWER = [1 + 30 + 500 + 10, 2 + 40 + 600 + 20];

describe('the weights', () => {
  const bytes = bytesOf(DENSE);
  const two = modelOf(dense, DENSE, ['x/a.bin', 'x/b.bin']);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  const groups = {
    ...two,
    weightsManifest: DENSE.map((weight, i) => ({ paths: [`${i}.bin`], weights: specsOf([weight]) })),
  };
  const cases: Record<string, () => Parameters<typeof fromTfjs>> = {
    'in one array': () => [two, bytes],
    'in an array at an odd place': () => [two, shifted.subarray(1)],
    'in a buffer': () => [two, bytes.buffer],
    'in shards that cut a number': () => [two, [bytes.subarray(0, 7), bytes.subarray(7)]],
    'by path': () => [two, { 'x/a.bin': bytes.subarray(0, 9), 'x/b.bin': bytes.slice(9).buffer }],
    'by the name of the file': () => [two, { 'a.bin': bytes.subarray(0, 9), 'b.bin': bytes.subarray(9) }],
    'in groups': () => [groups, [bytes.subarray(0, 24), bytes.subarray(24)]],
    'of groups in one array': () => [groups, bytes],
    'in what tf.io hands over': () => [{ modelTopology: dense, weightSpecs: specsOf(DENSE), weightData: bytes.buffer }],
    'of text': () => [JSON.stringify(two), bytes],
    "of text's bytes": () => [new TextEncoder().encode(JSON.stringify(two)), bytes],
    'as Python names them': () => [
      modelOf(
        { model_config: dense },
        DENSE.map(([n, s, d]) => [`${n}:0`, s, d]),
      ),
      bytes,
    ],
    'in camel case': () => [
      modelOf(
        {
          className: 'Sequential',
          config: [{ className: 'Dense', config: { name: 'd', units: 2, batchInputShape: [null, 3] } }],
        },
        DENSE,
      ),
      bytes,
    ],
  };

  it.each(Object.keys(cases))('are read %s', (name) => {
    leavesNothing(() => {
      expect(resultOf(fromTfjs(...cases[name]!()), row())).toEqual(ANSWER);
    });
  });

  it.each([
    ['uint8', Uint8Array, { scale: 0.5, min: -2 }],
    ['uint16', Uint16Array, { scale: 0.25, min: 1 }],
  ] as const)('are read from %s', (dtype, Words, { scale, min }) => {
    leavesNothing(() => {
      const model = modelOf(sequential(['Dense', { name: 'd', units: 2, batch_input_shape: [null, 3], use_bias: false }]), []);
      const weights = [{ name: 'd/kernel', shape: [3, 2], dtype: 'float32', quantization: { dtype, scale, min } }];
      const q = Words.from([0, 1, 2, 3, 4, 255]);
      const k = [...q].map((n) => n * scale + min) as [number, number, number, number, number, number];
      const read = fromTfjs({ ...model, weightsManifest: [{ paths: ['a'], weights }] }, new Uint8Array(q.buffer));
      expect(resultOf(read, row())).toEqual([k[0] + 10 * k[2] + 100 * k[4], k[1] + 10 * k[3] + 100 * k[5]]);
    });
  });

  it('are read from float16', () => {
    leavesNothing(() => {
      const model = sequential(['Embedding', { name: 'e', input_dim: 9, output_dim: 1, batch_input_shape: [null, 9] }]);
      const words = [0x3c00, 0xc000, 0x0001, 0x8000, 0x7bff, 0x7c00, 0xfc00, 0x03ff, 0x3555];
      const weights = [{ name: 'e/embeddings', shape: [9, 1], dtype: 'float32', quantization: { dtype: 'float16' } }];
      const read = fromTfjs({ modelTopology: model, weightSpecs: weights }, new Uint8Array(Uint16Array.from(words).buffer));
      expect(resultOf(read, rl.arange(9, { dtype: 'int32' }).view([1, 9]))).toEqual([
        ...[1, -2, 2 ** -24, -0, 65504, Infinity, -Infinity, 1023 * 2 ** -24, 0x555 * 2 ** -12],
      ]);
    });
  });
});

/** A zip of files, with `method` 8 for what is deflated. */
function zip(files: Record<string, Bytes>, strategy: number | null): Bytes {
  const parts: Bytes[] = [];
  const directory: Bytes[] = [];
  let at = 0;
  for (const [name, data] of Object.entries(files)) {
    const stored = strategy === null ? data : new Uint8Array(deflateRawSync(data, { strategy, level: strategy === 9 ? 0 : 9 }));
    const title = new TextEncoder().encode(name);
    const head = new DataView(new ArrayBuffer(30));
    const entry = new DataView(new ArrayBuffer(46));
    head.setUint32(0, 0x04034b50, true);
    entry.setUint32(0, 0x02014b50, true);
    for (const [view, from] of [
      [head, 8],
      [entry, 10],
    ] as const) {
      view.setUint16(from, strategy === null ? 0 : 8, true);
      view.setUint32(from + 6, crc32(data), true);
      view.setUint32(from + 10, stored.length, true);
      view.setUint32(from + 14, data.length, true);
      view.setUint16(from + 18, title.length, true);
    }
    entry.setUint32(42, at, true);
    parts.push(new Uint8Array(head.buffer), title, stored);
    directory.push(new Uint8Array(entry.buffer), title);
    at += 30 + title.length + stored.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, Object.keys(files).length, true);
  end.setUint16(10, Object.keys(files).length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  const all = [...parts, ...directory, new Uint8Array(end.buffer)];
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of all) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}

describe('the zip of Teachable Machine', () => {
  const text = (value: unknown): Bytes => new TextEncoder().encode(JSON.stringify(value));
  const files = {
    'metadata.json': text({ labels: ['cat', 'dog'] }),
    'my model/model.json': text(modelOf(dense, DENSE, ['weights.bin'])),
    'weights.bin': bytesOf(DENSE),
  };
  const kinds = {
    stored: null,
    'deflated with codes of its own': zlib.Z_DEFAULT_STRATEGY,
    'with fixed codes': zlib.Z_FIXED,
    'in stored blocks': 9,
  };

  it.each(Object.keys(kinds) as (keyof typeof kinds)[])('is read %s', (name) => {
    const bytes = zip(files, kinds[name] === 9 ? 0 : kinds[name]);
    leavesNothing(() => {
      expect(resultOf(fromTfjs(bytes), row())).toEqual(ANSWER);
      expect(resultOf(fromTfjs(bytes.buffer), row())).toEqual(ANSWER);
    });
    const { modelJson, weights, metadata } = unzipTfjs(bytes);
    expect(metadata).toEqual({ labels: ['cat', 'dog'] });
    expect(resultOf(fromTfjs(modelJson, weights), row())).toEqual(ANSWER);
    expect(() => fromTfjs(bytes, weights)).toThrow(/^fromTfjs: expected a zip without weights/);
  });

  it.each([0, 1, 6, 9])('inflates what level %i made of numbers and repetitions', (level) => {
    const data = new Uint8Array(70_000);
    numbers(10_000).forEach((n, i) => {
      data[i] = 128 + 127 * n;
    });
    for (let i = 20_000; i < 50_000; i++) data[i] = i % 7 === 0 ? i >> 8 : 3;
    const deflated = zip(
      { 'model.json': text('{}'), 'a.bin': data },
      level === 0 ? zlib.Z_HUFFMAN_ONLY : level === 1 ? zlib.Z_RLE : level === 6 ? zlib.Z_FILTERED : zlib.Z_DEFAULT_STRATEGY,
    );
    expect(unzipTfjs(deflated).weights['a.bin']).toEqual(data);
  });

  it.each([null, zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED])('refuses damaged bytes (%s)', (strategy) => {
    const whole = zip(files, strategy);
    leavesNothing(() => {
      const attempt = (bytes: Bytes): void => {
        try {
          fromTfjs(bytes).dispose();
        } catch (error) {
          expect([RangeError, TypeError]).toContain((error as Error).constructor);
          expect((error as Error).message).toMatch(/^fromTfjs: expected /);
        }
      };
      for (let i = 4; i < whole.length; i++) {
        const damaged = whole.slice();
        damaged[i]! ^= 1 << (i % 8);
        attempt(damaged);
        attempt(whole.slice(0, i));
      }
    });
    expect(() => unzipTfjs(whole.slice(0, -1))).toThrow(RangeError);
    expect(() => unzipTfjs('model.zip' as never)).toThrow(TypeError);
    expect(() => unzipTfjs(zip({ 'a.bin': bytesOf(DENSE) }, strategy))).toThrow('unzipTfjs: expected a model.json, got a.bin');
  });
});

const CONV: Weight[] = [
  ['c/kernel', [3, 3, 2, 4], numbers(72)],
  ['c/bias', [4], numbers(4)],
  ['n/gamma', [4], numbers(4)],
  ['n/moving_mean', [4], numbers(4)],
  ['n/moving_variance', [4], numbers(4).map((n) => n * n + 1)],
  ['d/kernel', [36, 3], numbers(108)],
];
const conv = sequential(
  [
    'Conv2D',
    { name: 'c', filters: 4, kernel_size: [3, 3], strides: [2, 2], padding: 'same', batch_input_shape: [null, 6, 5, 2] },
  ],
  ['BatchNormalization', { name: 'n', axis: [3], center: false, trainable: false }],
  ['Activation', { name: 'a', activation: 'relu' }],
  ['Flatten', { name: 'f' }],
  ['Dense', { name: 'd', units: 3, use_bias: false, activation: 'softmax' }],
);
const convModel = modelOf(conv, CONV);

describe('the module', () => {
  const image = (): rl.Tensor => tensor(numbers(120), { shape: [2, 6, 5, 2] });

  it('is a chain of layers under their names, in which images have their channels first on request', () => {
    leavesNothing(() => {
      const model = fromTfjs(convModel, bytesOf(CONV), { inputLayout: 'NCHW' }).eval();
      expect(model).toBeInstanceOf(nn.Sequential);
      expect(Object.keys(model.stateDict())).toEqual([
        ...['c.weight', 'c.bias', 'n.weight', 'n.bias', 'n.running_mean', 'n.running_var', 'n.num_batches_tracked', 'd.weight'],
      ]);
      expect(model.namedParameters().map(([name, p]) => [name, p.requiresGrad])).toEqual([
        ...[
          ['c.weight', true],
          ['c.bias', true],
          ['n.weight', false],
          ['n.bias', false],
          ['d.weight', true],
        ],
      ]);
      const other = fromTfjs(convModel, bytesOf(CONV));
      const y = model.forward(image().permute([0, 3, 1, 2]));
      expect(resultOf(other, image())).toEqual([...(y.toTypedArray() as Float32Array)]);
      const copy = copyModule(model);
      expect(resultOf(copy, image().permute([0, 3, 1, 2]))).toEqual([...(y.toTypedArray() as Float32Array)]);
      model.dispose();
    });
  });

  it('ends with the layer that is named', () => {
    leavesNothing(() => {
      const model = fromTfjs(convModel, bytesOf(CONV), { output: 'a' }).eval();
      expect(model.forward(image()).shape).toEqual([2, 3, 3, 4]);
      expect(Object.keys(model.stateDict())).not.toContain('d.weight');
      model.dispose();
      const first = fromTfjs(convModel, bytesOf(CONV), { output: 'a', inputLayout: 'NCHW' }).eval();
      expect(first.forward(image().permute([0, 3, 1, 2])).shape).toEqual([2, 4, 3, 3]);
      first.dispose();
      expect(() => fromTfjs(convModel, bytesOf(CONV), { output: 'z' })).toThrow(
        "fromTfjs: expected output to be the name of a layer with one result, got 'z'",
      );
    });
  });

  it('takes nothing from the random stream, and goes back with what is not trained', () => {
    leavesNothing(() => {
      rl.manualSeed(3);
      const before = rl.rand([3]).tolist();
      rl.manualSeed(3);
      const model = fromTfjs(convModel, bytesOf(CONV));
      expect(rl.rand([3]).tolist()).toEqual(before);
      const { layers } = (
        JSON.parse(toTfjs(model, { example: image() })['model.json']) as { modelTopology: { config: { layers: Json[] } } }
      ).modelTopology.config;
      const trainable = layers.map(({ config, name }) => [name, (config as Json)['trainable']]);
      expect(Object.fromEntries(trainable)).toMatchObject({ c: true, n: false, d: true });
      expect(layers[0]).toMatchObject({ class_name: 'InputLayer', config: { batch_input_shape: [null, 6, 5, 2] } });
      model.dispose();
    });
  });

  it('has causal convolutions', () => {
    leavesNothing(() => {
      const weights: Weight[] = [['c/kernel', [3, 2, 4], numbers(24)]];
      const json = sequential([
        'Conv1D',
        {
          name: 'c',
          filters: 4,
          kernel_size: [3],
          padding: 'causal',
          dilation_rate: [2],
          use_bias: false,
          batch_input_shape: [null, 7, 2],
        },
      ]);
      const x = tensor(numbers(28), { shape: [2, 7, 2] });
      const kernel = tensor(numbers(24), { shape: [3, 2, 4] })
        .permute([2, 1, 0])
        .contiguous();
      const y = F.conv1d(F.pad(x.permute([0, 2, 1]), [4, 0]), kernel, null, { dilation: 2 }).permute([0, 2, 1]);
      expect(resultOf(fromTfjs(modelOf(json, weights), bytesOf(weights)), x)).toEqual([
        ...(y.contiguous().toTypedArray() as Float32Array),
      ]);
    });
  });

  it('has GRUs that reset after the product, which TensorFlow.js cannot run', () => {
    const [units, inputs, steps] = [3, 2, 4];
    const kernel = numbers(inputs * 9);
    const recurrent = numbers(units * 9).map((n) => n / 2);
    const bias = numbers(18);
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const x = numbers(steps * inputs);
    let h = [0, 0, 0];
    for (let t = 0; t < steps; t++) {
      const at = (block: number, j: number): [number, number] => {
        const c = block * units + j;
        let [a, b] = [bias[c] as number, bias[9 + c] as number];
        for (let i = 0; i < inputs; i++) a += (x[t * inputs + i] as number) * (kernel[i * 9 + c] as number);
        for (let i = 0; i < units; i++) b += (h[i] as number) * (recurrent[i * 9 + c] as number);
        return [a, b];
      };
      h = h.map((old, j) => {
        const [z, r] = [0, 1].map((block) => sigmoid(at(block, j).reduce((p, q) => p + q))) as [number, number];
        const [a, b] = at(2, j);
        return z * old + (1 - z) * Math.tanh(a + r * b);
      });
    }
    const weights: Weight[] = [
      ['g/gru_cell/kernel', [inputs, 9], kernel],
      ['g/gru_cell/recurrent_kernel', [units, 9], recurrent],
      ['g/gru_cell/bias', [2, 9], bias],
    ];
    const json = sequential([
      'GRU',
      { name: 'g', units, reset_after: true, recurrent_activation: 'sigmoid', batch_input_shape: [null, null, inputs] },
    ]);
    leavesNothing(() => {
      const model = fromTfjs(modelOf(json, weights), bytesOf(weights));
      const input = tensor(x, { shape: [1, steps, inputs] });
      model
        .forward(input)
        .toTypedArray()
        .forEach((n, i) => {
          expect(n).toBeCloseTo(h[i] as number, 5);
        });
      expect(() => toTfjs(model, { example: input })).toThrow(/^toTfjs: expected a GRU that resets .* got Recurrent 'g'$/);
      model.dispose();
    });
  });
});

describe('what is refused', () => {
  const with_ = (...layers: [string, Json][]): Json => modelOf(sequential(...layers), DENSE);
  const input = { batch_input_shape: [null, 4, 3] };
  const bad: [
    why: string,
    model: unknown,
    weights: unknown,
    error: typeof TypeError | typeof RangeError,
    message: RegExp | string,
  ][] = [
    [
      'a layer',
      with_(['ConvLSTM2D', { name: 'deep', ...input }]),
      bytesOf(DENSE),
      TypeError,
      /^fromTfjs: expected layers among .*, got ConvLSTM2D 'deep'$/,
    ],
    [
      'a name of every object',
      with_(['constructor', { name: 'x', ...input }]),
      bytesOf(DENSE),
      TypeError,
      /got constructor 'x'$/,
    ],
    [
      'an activation',
      with_(['Dense', { name: 'd', units: 2, activation: 'maxout', batch_input_shape: [null, 3] }]),
      bytesOf(DENSE),
      TypeError,
      /expected an activation among .* in Dense 'd'/,
    ],
    [
      'masks',
      with_(['Embedding', { name: 'e', input_dim: 3, output_dim: 2, mask_zero: true, ...input }]),
      bytesOf(DENSE),
      TypeError,
      "fromTfjs: expected no mask_zero, got true in Embedding 'e'",
    ],
    [
      'states',
      with_(['LSTM', { name: 'l', units: 3, stateful: true, ...input }]),
      bytesOf(DENSE),
      TypeError,
      "fromTfjs: expected no stateful, got true in LSTM 'l'",
    ],
    [
      'a dilation that is ignored',
      with_(['DepthwiseConv2D', { name: 'c', kernel_size: 3, dilation_rate: 2, batch_input_shape: [null, 9, 9, 1] }]),
      bytesOf(DENSE),
      TypeError,
      /dilation_rate 1/,
    ],
    [
      'a graph model',
      { format: 'graph-model', modelTopology: {} },
      bytesOf(DENSE),
      TypeError,
      /expected a Layers model, got a graph model/,
    ],
    ['text', '{', bytesOf(DENSE), RangeError, 'fromTfjs: expected modelJson to be JSON, got other text'],
    ['nothing', null, bytesOf(DENSE), TypeError, /^fromTfjs: expected modelJson to be an object/],
    [
      'a weight of another shape',
      with_(['Dense', { name: 'd', units: 2, batch_input_shape: [null, 4] }]),
      bytesOf(DENSE),
      RangeError,
      "fromTfjs: expected weight 'd/kernel' of shape [4, 2], got [3, 2]",
    ],
    [
      'a weight that is missing',
      with_(['Dense', { name: 'q', units: 2, batch_input_shape: [null, 3] }]),
      bytesOf(DENSE),
      RangeError,
      "fromTfjs: expected weight 'q/kernel' for Dense 'q', got none of that name",
    ],
    [
      'too few bytes',
      modelOf(dense, DENSE),
      bytesOf(DENSE).subarray(1),
      RangeError,
      'fromTfjs: expected 32 bytes of weights, got 31',
    ],
    [
      'a file that is missing',
      modelOf(dense, DENSE),
      {},
      RangeError,
      "fromTfjs: expected the bytes of 'a.bin' in weights, got none",
    ],
    ['weights of another kind', modelOf(dense, DENSE), 'a.bin', TypeError, /^fromTfjs: expected weights as bytes/],
    [
      'no shape',
      modelOf(sequential(['Dense', { name: 'd', units: 2 }]), DENSE),
      bytesOf(DENSE),
      RangeError,
      /a first layer with a batch_input_shape/,
    ],
    [
      'two layers of one name',
      modelOf(
        sequential(
          ['Dense', { name: 'd', units: 2, batch_input_shape: [null, 3], use_bias: false }],
          ['Reshape', { name: 'r', target_shape: [2] }],
          ['Dense', { name: 'd', units: 2, use_bias: false }],
        ),
        [['d/kernel', [3, 2], numbers(6)]],
      ),
      bytesOf([['d/kernel', [3, 2], numbers(6)]]),
      RangeError,
      /d\/kernel/,
    ],
    [
      'windows larger than the image',
      with_(['MaxPooling1D', { name: 'p', pool_size: 5, ...input }]),
      bytesOf(DENSE),
      RangeError,
      /at least as large as the windows/,
    ],
  ];

  it.each(bad)('%s', (_, model, weights, type, message) => {
    leavesNothing(() => {
      const attempt = (): unknown => fromTfjs(model as object, weights as Bytes);
      expect(attempt).toThrow(message);
      expect(attempt).toThrow(type);
    });
  });

  it('options that are not known', () => {
    expect(() => fromTfjs(convModel, bytesOf(CONV), { inputlayout: 'NCHW' } as never)).toThrow(/^fromTfjs: .*'inputLayout'/);
    expect(() => fromTfjs(convModel, bytesOf(CONV), { inputLayout: 'CHWN' as never })).toThrow(RangeError);
  });

  it('models that are not known there, which stay as they are', () => {
    const x = (...shape: number[]): rl.Tensor => tensor(numbers(shape.reduce((p, s) => p * s, 1)), { shape });
    class Odd extends nn.Module {
      readonly fc = new nn.Linear(3, 3);
      forward(input: rl.Tensor): rl.Tensor {
        return this.fc.forward(input).cumsum(1);
      }
    }
    class Counting extends nn.Module {
      readonly fc = new nn.Linear(3, 3);
      forward(input: rl.Tensor): rl.Tensor {
        return this.fc.forward(input).mul(input.shape[0] as number);
      }
    }
    const cases: [() => rl.nn.Module, rl.Tensor, RegExp][] = [
      [() => new Counting(), x(1, 3), /^toTfjs: expected a model that does the same for every batch/],
      [() => new nn.Sequential(new nn.Flatten({ startDim: 0 })), x(1, 3, 2), /^toTfjs: expected startDim 1, got Flatten '0'$/],
      [() => new Odd(), x(2, 3), /^toTfjs: expected ops among .* got the op cumsum$/],
      [() => new nn.Sequential(new nn.GroupNorm(2, 4)), x(2, 4, 3, 3), /^toTfjs: expected ops among .* got the op groupNorm$/],
      [
        () => new nn.Sequential({ rnn: new nn.GRU(3, 2, { batchFirst: true }) } as never),
        x(2, 4, 3),
        /^toTfjs: expected a GRU that resets .* got GRU 'rnn'$/,
      ],
      [
        () => new nn.MaxPool2d(3, { stride: 2, padding: 1 }),
        x(2, 3, 8, 8),
        /^toTfjs: expected padding as 'same'.* got MaxPool2d$/,
      ],
      [() => new nn.Softmax(2), x(2, 3, 8, 8), /^toTfjs: expected a softmax along/],
      [() => new nn.Hardsigmoid(), x(2, 3), /^toTfjs: expected /],
    ];
    for (const [make, example, message] of cases)
      leavesNothing(() => {
        const model = make();
        const state = model.modules().map((m) => [m.training, Object.hasOwn(m, 'forward')]);
        expect(() => toTfjs(model, { example })).toThrow(message);
        expect(() => toTfjs(model, { example })).toThrow(TypeError);
        expect(model.modules().map((m) => [m.training, Object.hasOwn(m, 'forward')])).toEqual(state);
        model.dispose();
      });
    for (const example of [undefined, 3, [], tensor([1, 2])])
      expect(() => toTfjs(new nn.ReLU(), { example } as never)).toThrow(/^toTfjs: expected example/);
    expect(() => toTfjs(null as never, { example: tensor([[1]]) })).toThrow(/^toTfjs: expected model to be a Module/);
  });
});

describe('whatever a file says', () => {
  const VALUES: unknown[] = [
    null,
    -1,
    0,
    1,
    2.5,
    1e12,
    NaN,
    'x',
    true,
    false,
    [],
    [1],
    [null, 2],
    {},
    { class_name: 'Add' },
    [[0]],
  ];
  const layer = (class_name: string, name: string, config: Json, ...from: string[]): Json => ({
    class_name,
    name,
    config: { name, ...config },
    inbound_nodes: from.length === 0 ? [] : [from.map((n) => [n, 0, 0, {}])],
  });
  const all: Weight[] = [
    ['c/kernel', [3, 3, 2, 2], numbers(36)],
    ['c/bias', [2], numbers(2)],
    ['d/kernel', [32, 3], numbers(96)],
    ['d/bias', [3], numbers(3)],
    ['b/forward_l/kernel', [4, 8], numbers(32)],
    ['b/forward_l/recurrent_kernel', [2, 8], numbers(16)],
    ['b/forward_l/bias', [8], numbers(8)],
    ['b/backward_l/kernel', [4, 8], numbers(32)],
    ['b/backward_l/recurrent_kernel', [2, 8], numbers(16)],
    ['b/backward_l/bias', [8], numbers(8)],
    ['n/gamma', [4], numbers(4)],
    ['n/beta', [4], numbers(4)],
  ];
  const inner = { class_name: 'LSTM', config: { name: 'l', units: 2, recurrent_activation: 'sigmoid', return_sequences: false } };
  const graph = {
    class_name: 'Functional',
    config: {
      name: 'm',
      layers: [
        layer('InputLayer', 'x', { batch_input_shape: [null, 4, 4, 2], dtype: 'float32' }),
        layer('Conv2D', 'c', { filters: 2, kernel_size: [3, 3], padding: 'same', strides: [1, 1], dilation_rate: [1, 1] }, 'x'),
        layer('Concatenate', 'j', { axis: -1 }, 'c', 'x'),
        layer('AveragePooling2D', 'p', { pool_size: [2, 2], strides: [1, 1], padding: 'same' }, 'j'),
        layer(
          'ZeroPadding2D',
          'z',
          {
            padding: [
              [0, 0],
              [0, 0],
            ],
          },
          'p',
        ),
        layer('Reshape', 'r', { target_shape: [-1, 4] }, 'z'),
        layer('Bidirectional', 'b', { layer: inner, merge_mode: 'concat' }, 'r'),
        layer('LayerNormalization', 'n', { axis: [1], epsilon: 1e-3 }, 'b'),
        layer('MaxPooling2D', 'q', { pool_size: [2, 2], strides: null, padding: 'valid' }, 'c'),
        layer('UpSampling2D', 'u', { size: [2, 2] }, 'q'),
        layer('Flatten', 'f', {}, 'u'),
        layer('Dropout', 'o', { rate: 0.5 }, 'f'),
        layer('Dense', 'd', { units: 3, activation: 'relu', use_bias: true }, 'o'),
        layer('Concatenate', 'k', { axis: 1 }, 'n', 'd'),
      ],
      input_layers: [['x', 0, 0]],
      output_layers: [['k', 0, 0]],
    },
  };
  const model = modelOf(graph, all);
  const bytes = bytesOf(all);

  /** Every place in a value, as a path. */
  const pathsIn = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof value !== 'object' || value === null
      ? [path]
      : [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];

  it('is read as it stands', () => {
    leavesNothing(() => {
      const read = fromTfjs(model, bytes);
      expect(read.forward(tensor(numbers(64), { shape: [2, 4, 4, 2] })).shape).toEqual([2, 7]);
      expect(String(read)).toMatch('Conv2d(2, 2, kernel_size=(3, 3)');
      const copy = copyModule(read);
      expect(resultOf(copy, tensor(numbers(64), { shape: [2, 4, 4, 2] }))).toHaveLength(14);
      read.dispose();
    });
  });

  it('leaves nothing where memory runs out', () => {
    const x = tensor(numbers(64), { shape: [2, 4, 4, 2] });
    const whole = fromTfjs(model, bytes);
    leavesNothing(() => {
      const { error } = failingAt(1, () => fromTfjs(model, bytes)) as { error: Error };
      expect(error).toBeInstanceOf(rl.OutOfMemoryError);
      expect(error.message).toMatch(/^fromTfjs: /);
      let failed = 0;
      for (let n = 1; ; n++) {
        const run = failingAt(n, () => toTfjs(whole, { example: x }));
        if (!('error' in run)) break;
        failed++;
        expect(run.error, `allocation ${n}`).toBeInstanceOf(rl.OutOfMemoryError);
        expect(whole.modules().every((m) => m.training && !Object.hasOwn(m, 'forward'))).toBe(true);
      }
      expect(failed).toBeGreaterThan(10);
    });
    whole.dispose();
    x.dispose();
  });

  it('is a model that runs, or is refused by an error of ours, and leaves nothing', () => {
    const x = tensor(numbers(64), { shape: [2, 4, 4, 2] });
    let refused = 0;
    leavesNothing(() => {
      pathsIn(model)
        .slice(1)
        .forEach((path, i) => {
          for (const value of VALUES.filter((_, k) => (i + k) % 4 === 0)) {
            const changed = structuredClone(model);
            let at = changed as Record<string | number, unknown>;
            for (const key of path.slice(0, -1)) at = at[key] as typeof at;
            at[path[path.length - 1] as string] = value;
            try {
              const read = fromTfjs(changed, bytes);
              rl.scope(() => {
                try {
                  read.eval().forward(x);
                } catch (error) {
                  // what a file of open sizes leaves to the call
                  expect([RangeError, TypeError]).toContain((error as Error).constructor);
                }
              });
              read.dispose();
            } catch (error) {
              refused++;
              expect((error as Error).message, `${path.join('.')} = ${JSON.stringify(value)}`).toMatch(/^fromTfjs: expected /);
              expect([RangeError, TypeError]).toContain((error as Error).constructor);
            }
          }
        });
    });
    x.dispose();
    expect(refused).toBeGreaterThan(400);
  });
});
