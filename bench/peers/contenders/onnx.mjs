// onnxruntime: `web` on Wasm, or `node` native, with a number of threads. It runs graphs forward; these are written
// here as protobuf, every operand an input.
import { layersOf, numbers } from '../data.mjs';

const bytes = (text) => new TextEncoder().encode(text);
const varint = (value) => (value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))]);
const number = (field, value) => [...varint(field * 8), ...varint(value)];
const block = (field, content) => [...varint(field * 8 + 2), ...varint(content.length), ...content];
const text = (field, value) => block(field, bytes(value));

const FLOAT = 1;
const INT_ATTRIBUTE = 2;
const attribute = ([name, value]) => [...text(1, name), ...number(3, value), ...number(20, INT_ATTRIBUTE)];
const node = ({ op, inputs, output, attributes = {} }) => [
  ...inputs.flatMap((name) => text(1, name)),
  ...text(2, output),
  ...text(4, op),
  ...Object.entries(attributes).flatMap((entry) => block(5, attribute(entry))),
];
const value = ([name, shape]) => [
  ...text(1, name),
  ...block(
    2,
    block(1, [
      ...number(1, FLOAT),
      ...block(
        2,
        shape.flatMap((n) => block(1, number(1, n))),
      ),
    ]),
  ),
];

/** A model of these nodes; `inputs` are names and shapes. */
function model(nodes, inputs, output) {
  const graph = [
    ...nodes.flatMap((n) => block(1, node(n))),
    ...text(2, 'graph'),
    ...Object.entries(inputs).flatMap((entry) => block(11, value(entry))),
    ...block(12, value(output)),
  ];
  return Uint8Array.from([...number(1, 8), ...block(8, number(2, 13)), ...block(7, graph)]);
}

let ort;
let options;

async function session(nodes, inputs, output) {
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const running = await ort.InferenceSession.create(model(nodes, shapes, output), options);
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => [name, new ort.Tensor('float32', data, shape)]),
  );
  return {
    run: async () => void (await running.run(feeds)),
    values: async () => (await running.run(feeds))[output[0]].data,
  };
}

const works = {
  matmul({ layout, m, k, n }) {
    const attributes = { transA: Number(layout === 'TN'), transB: Number(layout === 'NT') };
    return session(
      [{ op: 'Gemm', inputs: ['a', 'b'], output: 'c', attributes }],
      {
        a: { data: numbers(m * k, 1), shape: layout === 'TN' ? [k, m] : [m, k] },
        b: { data: numbers(k * n, 2), shape: layout === 'NT' ? [n, k] : [k, n] },
      },
      ['c', [m, n]],
    );
  },
  logSoftmax: ({ N, C }) =>
    session(
      [{ op: 'LogSoftmax', inputs: ['x'], output: 'y', attributes: { axis: 1 } }],
      { x: { data: numbers(N * C, 1, 4), shape: [N, C] } },
      ['y', [N, C]],
    ),
  forward({ sizes, batch }) {
    const inputs = { x: { data: numbers(batch * sizes[0], 1), shape: [batch, sizes[0]] } };
    let from = 'x';
    const nodes = layersOf(sizes).flatMap(({ k, n, w, b }, l) => {
      inputs[`w${l}`] = { data: w, shape: [n, k] };
      inputs[`b${l}`] = { data: b, shape: [n] };
      const layer = [{ op: 'Gemm', inputs: [from, `w${l}`, `b${l}`], output: `z${l}`, attributes: { transB: 1 } }];
      from = `z${l}`;
      if (l === sizes.length - 2) return layer;
      from = `a${l}`;
      return [...layer, { op: 'Relu', inputs: [`z${l}`], output: from }];
    });
    return session(nodes, inputs, [from, [batch, sizes.at(-1)]]);
  },
};

export async function open(kind, threads = '1') {
  ort = await import(kind === 'web' ? 'onnxruntime-web' : 'onnxruntime-node');
  if (kind === 'web') {
    ort.env.wasm.numThreads = Number(threads);
    options = { executionProviders: ['wasm'] };
  } else {
    options = { intraOpNumThreads: Number(threads), executionMode: 'sequential' };
  }
  return works;
}
