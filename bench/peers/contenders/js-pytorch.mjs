// js-pytorch on its CPU device: nested arrays behind PyTorch's names. It has no SGD, and its ReLU lets a thousandth of
// the negative through: both are written in its own operations here. Its Adam has no bias correction, so that its
// parameters are not PyTorch's.
import { torch } from 'js-pytorch';
import { joined, LR, labels, layersOf, numbers, STEPS, turned } from '../data.mjs';

const nested = (data, rows, columns) =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
const flat = (data) => Float32Array.from(data.flat(Infinity));

const relu = (z) => z.mul(torch.tensor(z.data.map((row) => row.map((x) => (x > 0 ? 1 : 0)))));

function build(sizes) {
  const layers = layersOf(sizes).map(({ k, n, w, b }) => {
    const layer = new torch.nn.Linear(k, n);
    layer.W._data = nested(turned(w, n, k), k, n);
    layer.b._data = Array.from(b);
    return layer;
  });
  const forward = (x) => layers.reduce((a, layer, l) => (l < layers.length - 1 ? relu(layer.forward(a)) : layer.forward(a)), x);
  return { layers, forward };
}

const works = {
  matmul({ layout, m, k, n }) {
    const a = torch.tensor(layout === 'TN' ? nested(numbers(m * k, 1), k, m) : nested(numbers(m * k, 1), m, k));
    const b = torch.tensor(layout === 'NT' ? nested(numbers(k * n, 2), n, k) : nested(numbers(k * n, 2), k, n));
    const product = () =>
      torch.matmul(layout === 'TN' ? torch.transpose(a, 0, 1) : a, layout === 'NT' ? torch.transpose(b, 0, 1) : b);
    return { run: () => void product(), values: () => flat(product().data) };
  },
  crossEntropy({ N, C }) {
    const data = nested(numbers(N * C, 1, 4), N, C);
    const y = torch.tensor(Array.from(labels(N, C, 2)));
    const criterion = new torch.nn.CrossEntropyLoss();
    const run = () => {
      const x = torch.tensor(data, true);
      criterion.forward(x, y).backward();
      return x;
    };
    return { run: () => void run(), values: () => flat(run().grad) };
  },
  forward({ sizes, batch }) {
    const { forward } = build(sizes);
    const x = torch.tensor(nested(numbers(batch * sizes[0], 1), batch, sizes[0]));
    return { run: () => void forward(x), values: () => flat(forward(x).data) };
  },
  step({ sizes, batch, optimizer: name }) {
    const { layers, forward } = build(sizes);
    const criterion = new torch.nn.CrossEntropyLoss();
    const x = torch.tensor(nested(numbers(batch * sizes[0], 1), batch, sizes[0]));
    const y = torch.tensor(Array.from(labels(batch, sizes.at(-1), 2)));
    const params = layers.flatMap(({ W, b }) => [W, b]);
    const adam = name === 'Adam' ? new torch.optim.Adam(params, 0.001, 0, [0.9, 0.999], 1e-8) : null;
    const run = () => {
      criterion.forward(forward(x), y).backward();
      for (const p of adam === null ? params : []) p._data = p.sub(p._grad.mul(LR))._data;
      adam?.step();
      for (const p of params) p.zero_grad();
    };
    const values = () => {
      for (let i = 0; i < STEPS; i++) run();
      return joined(layers.flatMap(({ W, b }, l) => [turned(flat(W.data), sizes[l], sizes[l + 1]), flat(b.data)]));
    };
    return { run, values };
  },
};

export const open = () => works;
