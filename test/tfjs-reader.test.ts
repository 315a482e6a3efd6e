// How `fromTfjs` reads what files may say: what it makes of it, or the words in which it refuses.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { fromTfjs } from '../src/tfjs/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { tensor } = rl;

beforeAll(start);

type Json = Record<string, unknown>;
type Layer = [kind: string, config: Json];
type Weights = Record<string, [shape: number[], data: number[]]>;

/** A file and its bytes. */
function fileOf(topology: Json, weights: Weights = {}): [Json, Uint8Array<ArrayBuffer>] {
  const specs = Object.entries(weights).map(([name, [shape]]) => ({ name, shape, dtype: 'float32' }));
  const data = Object.values(weights).flatMap(([, numbers]) => numbers);
  return [{ modelTopology: topology, weightSpecs: specs }, new Uint8Array(Float32Array.from(data).buffer)];
}

const chain = (shape: (number | null)[], ...layers: Layer[]): Json => ({
  class_name: 'Sequential',
  config: {
    layers: layers.map(([class_name, config], i) => ({
      class_name,
      config: { name: `l${i}`, ...(i === 0 && { batch_input_shape: [null, ...shape] }), ...config },
    })),
  },
});

type Node = [kind: string, name: string, from: string[], config?: Json];

/** A functional model of inputs `a` and `b`, whose result is that of the last layer. */
function graph(shapes: (number | null)[][], nodes: Node[], output = nodes.at(-1)![1], more: Json = {}): Json {
  const inputs = shapes
    .map((_, i) => 'ab'[i]!)
    .map((name, i) => ({
      class_name: 'InputLayer',
      name,
      config: { name, batch_input_shape: [null, ...shapes[i]!] },
      inbound_nodes: [],
    }));
  const layers = nodes.map(([class_name, name, from, config]) => ({
    class_name,
    name,
    config: { name, ...config },
    inbound_nodes: [from.map((source) => [source, 0, 0, {}])],
  }));
  return {
    class_name: 'Model',
    config: {
      layers: [...inputs, ...layers],
      input_layers: inputs.map(({ name }) => [name, 0, 0]),
      output_layers: [[output, 0, 0]],
      ...more,
    },
  };
}

const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const counted = (...shape: number[]): rl.Tensor =>
  tensor(
    Float32Array.from({ length: count(shape) }, (_, i) => i - 2),
    { shape },
  );

describe('what is read', () => {
  it.each<[string, [Json, Uint8Array<ArrayBuffer>], () => rl.Tensor[], unknown]>([
    [
      'a sum of rows that are broadcast',
      fileOf(graph([[2], [1]], [['Add', 's', ['a', 'b']]])),
      () => [counted(1, 2), counted(1, 1)],
      [[-4, -3]],
    ],
    [
      'a product that is broadcast the other way',
      fileOf(graph([[1], [2]], [['Multiply', 's', ['a', 'b']]])),
      () => [counted(1, 1), counted(1, 2)],
      [[4, 2]],
    ],
    [
      'steps of an open number beside others',
      fileOf(
        graph(
          [
            [null, 2],
            [1, 2],
          ],
          [['Concatenate', 's', ['a', 'b'], { axis: 1 }]],
        ),
      ),
      () => [counted(1, 1, 2), counted(1, 1, 2)],
      [
        [
          [-2, -1],
          [-2, -1],
        ],
      ],
    ],
    [
      'sums of an open number of steps',
      fileOf(
        graph(
          [
            [null, 2],
            [3, 2],
          ],
          [['Average', 's', ['a', 'b']]],
        ),
      ),
      () => [counted(1, 3, 2), counted(1, 3, 2).mul(3)],
      [
        [
          [-4, -2],
          [0, 2],
          [4, 6],
        ],
      ],
    ],
    [
      'a shape with one size left open',
      fileOf(chain([4], ['Reshape', { target_shape: [-1, 2] }])),
      () => [counted(1, 4)],
      [
        [
          [-2, -1],
          [0, 1],
        ],
      ],
    ],
    [
      'a shape with one size left open, of an open size',
      fileOf(chain([null, 2], ['Reshape', { target_shape: [null, 1] }])),
      () => [counted(1, 1, 2)],
      [[[-2], [-1]]],
    ],
    ['rows that are flattened already', fileOf(chain([3], ['Flatten', {}])), () => [counted(1, 3)], [[-2, -1, 0]]],
    [
      'samples flattened with the channels first',
      fileOf(chain([2, 2], ['Flatten', { data_format: 'channels_first' }])),
      () => [counted(1, 2, 2)],
      [[-2, 0, -1, 1]],
    ],
    [
      'slopes that the steps share',
      fileOf(chain([2, 2], ['PReLU', { shared_axes: [1] }]), {
        'l0/alpha': [
          [1, 2],
          [0.5, 2],
        ],
      }),
      () => [counted(1, 2, 2)],
      [
        [
          [-1, -2],
          [0, 1],
        ],
      ],
    ],
    [
      'a slope as Keras 3 calls it',
      fileOf(chain([3], ['LeakyReLU', { negative_slope: 0.5 }])),
      () => [counted(1, 3)],
      [[-1, -0.5, 0]],
    ],
    ['a ReLU with a limit', fileOf(chain([5], ['ReLU', { max_value: 1.5 }])), () => [counted(1, 5)], [[0, 0, 0, 1, 1.5]]],
    ['a softmax along the steps', fileOf(chain([2, 1], ['Softmax', { axis: 1 }])), () => [rl.zeros([1, 2, 1])], [[[0.5], [0.5]]]],
    [
      'weights that are int32',
      [
        {
          modelTopology: chain([2], ['Dense', { units: 1, use_bias: false }]),
          weightSpecs: [{ name: 'l0/kernel', shape: [2, 1], dtype: 'int32' }],
        },
        new Uint8Array(Int32Array.of(3, -4).buffer),
      ],
      () => [counted(1, 2)],
      [[-2]],
    ],
    [
      'weights that are bool',
      [
        {
          modelTopology: chain([2], ['Dense', { units: 1, use_bias: false }]),
          weightSpecs: [{ name: 'l0/kernel', shape: [2, 1], dtype: 'bool' }],
        },
        Uint8Array.of(1, 0),
      ],
      () => [counted(1, 2)],
      [[-2]],
    ],
    [
      'a model within a model',
      fileOf({
        class_name: 'Sequential',
        config: { layers: [chain([2], ['ReLU', {}]), { class_name: 'Activation', config: { name: 'x', activation: 'linear' } }] },
      }),
      () => [counted(1, 2).add(1.5)],
      [[0, 0.5]],
    ],
    [
      'a layer at each step',
      fileOf(chain([2, 1], ['TimeDistributed', { layer: { class_name: 'Dense', config: { units: 1, use_bias: false } } }]), {
        'l0/kernel': [[1, 1], [3]],
      }),
      () => [counted(1, 2, 1)],
      [[[-6], [-3]]],
    ],
    [
      'greatest of all, kept',
      fileOf(chain([2, 2, 1], ['GlobalMaxPooling2D', { keepdims: true }])),
      () => [counted(1, 2, 2, 1)],
      [[[[1]]]],
    ],
    [
      'larger images with their channels first',
      fileOf(chain([2, 1, 1], ['UpSampling2D', { data_format: 'channels_first' }])),
      () => [counted(1, 2, 1, 1)],
      [
        [
          [
            [-2, -2],
            [-2, -2],
          ],
          [
            [-1, -1],
            [-1, -1],
          ],
        ],
      ],
    ],
    [
      'borders that are added and cut',
      fileOf(
        chain(
          [2, 2, 1],
          [
            'ZeroPadding2D',
            {
              padding: [
                [1, 0],
                [0, 0],
              ],
            },
          ],
          [
            'Cropping2D',
            {
              cropping: [
                [0, 1],
                [1, 0],
              ],
            },
          ],
        ),
      ),
      () => [counted(1, 2, 2, 1)],
      [[[[0]], [[-1]]]],
    ],
  ])('%s', (_, [model, bytes], inputs, want) => {
    leavesNothing(() => {
      const module = fromTfjs(model, bytes);
      const y = module.eval().forward(...inputs());
      expect(y.tolist()).toEqual(want);
      module.dispose();
    });
  });

  it('a recurrent layer of both ways, as each way by itself', () => {
    const shape = (units: number): Weights => ({
      'l0/forward_r/kernel': [
        [1, units],
        [0.5, -0.25],
      ],
      'l0/forward_r/recurrent_kernel': [
        [units, units],
        [0.1, 0.2, 0.3, 0.4],
      ],
      'l0/backward_r/kernel': [
        [1, units],
        [-0.5, 0.75],
      ],
      'l0/backward_r/recurrent_kernel': [
        [units, units],
        [0.4, 0.3, 0.2, 0.1],
      ],
    });
    const inner = { class_name: 'SimpleRNN', config: { name: 'r', units: 2, use_bias: false } };
    const alone = (way: string): number[] => {
      const weights = Object.fromEntries(
        Object.entries(shape(2))
          .filter(([name]) => name.includes(way))
          .map(([name, w]) => [name.replace(`${way}_r`, 'r').replace('l0/', ''), w]),
      );
      const model = fromTfjs(
        ...fileOf(
          chain([3, 1], ['SimpleRNN', { ...inner.config, go_backwards: way === 'backward' }]),
          Object.fromEntries(Object.entries(weights).map(([n, w]) => [n, w])),
        ),
      );
      const y = model.forward(counted(1, 3, 1)).tolist() as number[][];
      model.dispose();
      return y[0]!;
    };
    leavesNothing(() => {
      const [a, z] = [alone('forward'), alone('backward')] as [number[], number[]];
      const joined: Record<string, number[]> = {
        concat: [...a, ...z],
        sum: a.map((v, i) => v + z[i]!),
        mul: a.map((v, i) => v * z[i]!),
        ave: a.map((v, i) => (v + z[i]!) / 2),
      };
      for (const [merge_mode, want] of Object.entries(joined)) {
        const model = fromTfjs(...fileOf(chain([3, 1], ['Bidirectional', { layer: inner, merge_mode }]), shape(2)));
        const [got] = model.forward(counted(1, 3, 1)).tolist() as number[][];
        got!.forEach((v, i) => expect(v, merge_mode).toBeCloseTo(want[i]!, 6));
        model.dispose();
      }
    });
  });
});

describe('what is refused', () => {
  const rnn = (config: Json = {}, kind = 'LSTM'): Json => ({ class_name: kind, config: { units: 2, ...config } });
  let deep: Json = chain([2], ['ReLU', {}]);
  for (let i = 0; i < 18; i++) deep = { class_name: 'Sequential', config: { layers: [deep] } };
  const spec = (more: Json): Json => ({
    modelTopology: chain([2], ['ReLU', {}]),
    weightSpecs: [{ name: 'w', shape: [2], dtype: 'float32', ...more }],
  });

  /** A list with a hole in place of its first element. */
  const holed = (list: readonly unknown[]): unknown[] => {
    const copy = [...list];
    delete copy[0];
    return copy;
  };
  const holedLayers: Json = { class_name: 'Sequential', config: { layers: holed([0]) } };
  // each model calls the one within it four times
  let multiplied: Json = graph([[2]], [['ReLU', 'r', ['a']]]);
  for (let i = 0; i < 14; i++) {
    const outer = graph([[2]], [['Model', 'm', ['a']]], 'm', { output_layers: [['m', 4, 0]] });
    const layers = (outer['config'] as { layers: Json[] }).layers;
    layers[1] = { ...multiplied, name: 'm', inbound_nodes: Array(4).fill([['a', 0, 0]]) };
    multiplied = outer;
  }
  const ways = (back: Json): Json => {
    const layer = { class_name: 'LSTM', config: { name: 'f', units: 2 } };
    const backward_layer = { class_name: 'LSTM', config: { name: 'b', units: 2, go_backwards: true, ...back } };
    return chain([3, 2], ['Bidirectional', { layer, backward_layer }]);
  };

  it.each<[string, Json, RegExp]>([
    ['a list of layers with a hole', holedLayers, /layers without holes, got/],
    ['inputs with a hole', graph([[2]], [['ReLU', 'r', ['a']]], 'r', { input_layers: holed([0]) }), /input_layers without holes/],
    [
      'an output with a hole',
      graph([[2]], [['ReLU', 'r', ['a']]], 'r', { output_layers: [holed(['r', 0, 0])] }),
      /output_layers wi/,
    ],
    [
      'numbers with a hole',
      chain([4, 4, 1], ['Conv2D', { filters: 1, kernel_size: holed([1, 1]) }]),
      /kernel_size without holes/,
    ],
    ['pairs with a hole', chain([4, 4, 1], ['ZeroPadding2D', { padding: [[1, 1], holed([1, 1])] }]), /padding without holes/],
    ['a shape of a weight with a hole', spec({ shape: holed([2]) }), /shape without holes/],
    ['weights with a hole', { ...spec({}), weightSpecs: holed([0]) }, /weight_specs without holes/],
    ['models that multiply their calls', multiplied, /at most 100000 calls of layers, got more/],
    ['a way back of what is not JSON', ways({ units: 2n }), /both directions alike/],
    ['two inputs for one', graph([[2], [2]], [['Dense', 'd', ['a', 'b'], { units: 1 }]]), /one input, got 2 in Dense 'd'/],
    ['one input for two', graph([[2]], [['Add', 's', ['a']]]), /at least two inputs, got 1/],
    ['inputs of other ranks', graph([[2], [2, 2]], [['Add', 's', ['a', 'b']]]), /inputs of as many dims/],
    ['inputs that do not agree', graph([[2], [3]], [['Add', 's', ['a', 'b']]]), /inputs of shapes that agree/],
    [
      'parts that do not agree',
      graph(
        [
          [2, 2],
          [2, 3],
        ],
        [['Concatenate', 's', ['a', 'b'], { axis: 1 }]],
      ),
      /inputs alike but for axis 1/,
    ],
    ['an axis of the batch', chain([2, 2], ['Softmax', { axis: 0 }]), /an axis within the samples|axis of/],
    ['an axis beyond', chain([2], ['Softmax', { axis: 3 }]), /an axis within the samples/],
    ['a shape that is none', chain([4], ['Reshape', { target_shape: 4 }]), /target_shape to be an array, got 4/],
    ['a shape of another size', chain([4], ['Reshape', { target_shape: [3] }]), /a target_shape for samples/],
    ['a shape of two open sizes', chain([4], ['Reshape', { target_shape: [-1, -1] }]), /target_shape/],
    ['one dim twice', chain([2, 3], ['Permute', { dims: [1, 1] }]), /each dim of .* once/],
    ['a dim that is not there', chain([2, 3], ['Permute', { dims: [1, 3] }]), /each dim of .* once/],
    ['shared axes that are none', chain([2], ['PReLU', { shared_axes: 1 }]), /shared_axes to be an array/],
    ['slopes of an open number', chain([null, 2], ['PReLU', {}]), /samples of known size/],
    [
      'channels first of an open size',
      chain([2, null], ['Flatten', { data_format: 'channels_first' }]),
      /a shape of known sizes/,
    ],
    ['repeated sequences', chain([2, 2], ['RepeatVector', { n: 2 }]), /an input of 2 dims/],
    ['an input in the midst', chain([2], ['ReLU', {}], ['InputLayer', {}]), /an InputLayer first/],
    ['a layer that is none', { class_name: 'Sequential', config: { layers: [3] } }, /layers that are objects, got 3/],
    ['a layer of no class', { class_name: 'Sequential', config: { layers: [{ config: {} }] } }, /layers with a class_name/],
    [
      'a configuration that is none',
      { class_name: 'Sequential', config: { layers: [{ class_name: 'ReLU', config: 3 }] } },
      /the config of ReLU to be an object/,
    ],
    [
      'a name that is none',
      { class_name: 'Sequential', config: { layers: [{ class_name: 'ReLU', config: { name: 3 } }] } },
      /the name of ReLU to be text/,
    ],
    ['layers that are none', { class_name: 'Sequential', config: { layers: 3 } }, /layers|first layer/],
    ['no layers', { class_name: 'Sequential', config: { layers: [] } }, /a first layer with a batch_input_shape/],
    [
      'a class of other models',
      { class_name: 'Estimator', config: {} },
      /a model of class Sequential, Model, Functional, got Estimator/,
    ],
    ['models within each other without an end', deep, /at most 16 deep|batch_input_shape/],
    ['an input from nowhere', graph([[2]], [['ReLU', 'r', ['zz']]]), /a layer named 'zz'/],
    ['an output from nowhere', graph([[2]], [['ReLU', 'r', ['a']]], 'zz'), /a layer named 'zz'/],
    [
      'an input of the model from nowhere',
      graph([[2]], [['ReLU', 'r', ['a']]], 'r', { input_layers: [['zz', 0, 0]] }),
      /a layer named 'zz'/,
    ],
    [
      'an input that is a layer',
      graph([[2]], [['ReLU', 'r', ['a']]], 'r', { input_layers: [['r', 0, 0]] }),
      /an InputLayer as input/,
    ],
    ['no inputs', graph([[2]], [['ReLU', 'r', ['a']]], 'r', { input_layers: [] }), /input_layers as a list/],
    [
      'two outputs',
      graph([[2]], [['ReLU', 'r', ['a']]], 'r', {
        output_layers: [
          ['r', 0, 0],
          ['a', 0, 0],
        ],
      }),
      /a model of one output, got 2/,
    ],
    [
      'an output of a call that is not made',
      graph([[2]], [['ReLU', 'r', ['a']]], 'r', { output_layers: [['r', 3, 0]] }),
      /an output 3 of layer 'r'/,
    ],
    [
      'a circle',
      graph(
        [[2]],
        [
          ['ReLU', 'r', ['s']],
          ['ReLU', 's', ['r']],
        ],
      ),
      /without a circle/,
    ],
    [
      'two layers of one name',
      graph(
        [[2]],
        [
          ['ReLU', 'r', ['a']],
          ['ReLU', 'r', ['a']],
        ],
      ),
      /layers of different names/,
    ],
    ['a BatchNormalization of rows', chain([4, 4, 2], ['BatchNormalization', { axis: 2 }]), /axis -1 or 1/],
    ['a BatchNormalization of an open number', chain([null], ['BatchNormalization', {}]), /a known number of channels|known/],
    [
      'groups that do not divide',
      chain([4, 4, 3], ['Conv2D', { filters: 2, kernel_size: 1, groups: 2 }]),
      /channels that groups 2 divides/,
    ],
    [
      'a dilation that is not there',
      chain([4, 4, 3], ['Conv2DTranspose', { filters: 2, kernel_size: 2, dilation_rate: 2 }]),
      /dilation_rate 1/,
    ],
    [
      'an output_padding',
      chain([4, 4, 3], ['Conv2DTranspose', { filters: 2, kernel_size: 2, output_padding: 1 }]),
      /no output_padding/,
    ],
    ['nothing that is left', chain([2, 2, 1], ['Cropping2D', { cropping: 1 }]), /something to be left of/],
    [
      'both ways of a dense layer',
      chain([2, 2], ['Bidirectional', { layer: rnn({}, 'Dense') }]),
      /LSTM, GRU or SimpleRNN within/,
    ],
    ['both ways of no layer', chain([2, 2], ['Bidirectional', { layer: 3 }]), /a layer as layer, got 3/],
    [
      'a way back of another class',
      chain([2, 2], ['Bidirectional', { layer: rnn(), backward_layer: rnn({}, 'GRU') }]),
      /both directions alike/,
    ],
    [
      'a way back of another activation',
      chain([2, 2], ['Bidirectional', { layer: rnn(), backward_layer: rnn({ activation: 'relu' }) }]),
      /both directions alike/,
    ],
    ['a recurrent layer at each step', chain([2, 2], ['TimeDistributed', { layer: rnn() }]), /a Dense layer, got LSTM/],
    ['weights of too many elements', spec({ shape: [2 ** 20, 2 ** 20] }), /at most 2147483647 elements of weight 'w'/],
    ['a quantisation that is none', spec({ quantization: 3 }), /quantization of weight 'w' to be an object/],
    ['a weight of another dtype', spec({ dtype: 'string' }), /weight 'w' of dtype float32, int32, bool, uint8, got 'string'/],
    ['a weight without a name', spec({ name: '' }), /weights with a name/],
    ['a shape of a weight that is none', spec({ shape: 3 }), /a shape of weight 'w'/],
    [
      'one weight twice',
      { modelTopology: chain([2], ['ReLU', {}]), weightSpecs: [1, 2].map(() => ({ name: 'w', shape: [0], dtype: 'float32' })) },
      /each weight once, got 'w' twice/,
    ],
    [
      'a manifest that is none',
      { modelTopology: chain([2], ['ReLU', {}]), weightsManifest: 3 },
      /weightsManifest to be an array/,
    ],
    [
      'a group that is none',
      { modelTopology: chain([2], ['ReLU', {}]), weightsManifest: [3] },
      /weightsManifest of objects, got 3/,
    ],
    [
      'a group of no list',
      { modelTopology: chain([2], ['ReLU', {}]), weightsManifest: [{ weights: 3 }] },
      /a list of weights in the manifest/,
    ],
    [
      'paths that are none',
      { modelTopology: chain([2], ['ReLU', {}]), weightsManifest: [{ weights: [], paths: 3 }] },
      /paths of weights in the manifest/,
    ],
    ['a topology that is none', { modelTopology: 3 }, /modelTopology to be an object/],
  ])('%s', (_, topology, message) => {
    leavesNothing(() => {
      const model = 'modelTopology' in topology ? topology : fileOf(topology)[0];
      expect(() => fromTfjs(model, new Uint8Array(0))).toThrow(message);
      expect(() => fromTfjs(model, new Uint8Array(0))).toThrow(/^fromTfjs: expected /);
    });
  });

  it('bytes of a file that are too few', () => {
    const [{ modelTopology, weightSpecs }] = fileOf(chain([2], ['Dense', { units: 1, use_bias: false }]), {
      'l0/kernel': [
        [2, 1],
        [1, 2],
      ],
    });
    const model = { modelTopology, weightsManifest: [{ paths: ['x/a.bin'], weights: weightSpecs }] };
    expect(() => fromTfjs(model, { 'a.bin': new Uint8Array(4) })).toThrow(
      /^fromTfjs: expected 8 bytes of weights in x\/a\.bin, got 4/,
    );
    expect(() => fromTfjs(model, [new Uint8Array(8), new Uint8Array(8)])).toThrow(
      /^fromTfjs: expected 8 bytes of weights, got 16/,
    );
  });
});
