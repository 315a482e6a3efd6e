// The library itself, as built.
import { backend, F, init, matmul, nn, optim, scope, tensor } from '../../../dist/node/index.js';
import { ADAM_LR, joined, LR, labels, layersOf, numbers, STEPS, scaleOf } from '../data.mjs';

const f32 = (t) => t.toTypedArray();

function build(sizes) {
  const layers = layersOf(sizes);
  const model = new nn.Sequential(...layers.flatMap(({ k, n }, l) => [...(l > 0 ? [new nn.ReLU()] : []), new nn.Linear(k, n)]));
  model.parameters().forEach((p, i) => {
    const { w, b } = layers[i >> 1];
    p.detach().copy_(tensor(i % 2 === 0 ? w : b, { shape: [...p.shape] }));
  });
  return model;
}

const works = {
  matmul({ layout, m, k, n }) {
    const a = tensor(numbers(m * k, 1), { shape: layout === 'TN' ? [k, m] : [m, k] });
    const b = tensor(numbers(k * n, 2), { shape: layout === 'NT' ? [n, k] : [k, n] });
    const [x, y] = [layout === 'TN' ? a.t() : a, layout === 'NT' ? b.t() : b];
    return { run: () => scope(() => void matmul(x, y)), values: () => scope(() => f32(matmul(x, y))) };
  },
  logSoftmax({ N, C }) {
    const x = tensor(numbers(N * C, 1, 4), { shape: [N, C] });
    return { run: () => scope(() => void F.logSoftmax(x, 1)), values: () => scope(() => f32(F.logSoftmax(x, 1))) };
  },
  crossEntropy({ N, C }) {
    const x = tensor(numbers(N * C, 1, 4), { shape: [N, C], requiresGrad: true });
    const y = tensor(labels(N, C, 2));
    const run = () =>
      scope(() => {
        x.grad = null;
        F.crossEntropy(x, y).backward();
      });
    const values = () => {
      run();
      return f32(x.grad);
    };
    return { run, values };
  },
  forward({ sizes, batch }) {
    const model = build(sizes).requiresGrad_(false);
    const x = tensor(numbers(batch * sizes[0], 1), { shape: [batch, sizes[0]] });
    return { run: () => scope(() => void model.forward(x)), values: () => scope(() => f32(model.forward(x))) };
  },
  step({ sizes, batch, optimizer: name }) {
    const model = build(sizes);
    const optimizer =
      name === 'SGD' ? new optim.SGD(model.parameters(), { lr: LR }) : new optim.Adam(model.parameters(), { lr: ADAM_LR });
    const criterion = new nn.CrossEntropyLoss();
    const x = tensor(numbers(batch * sizes[0], 1), { shape: [batch, sizes[0]] });
    const y = tensor(labels(batch, sizes.at(-1), 2));
    const run = () =>
      scope(() => {
        optimizer.zeroGrad();
        criterion.forward(model.forward(x), y).backward();
        optimizer.step();
      });
    const values = () => {
      for (let i = 0; i < STEPS; i++) run();
      return joined(model.parameters().map(f32));
    };
    return { run, values };
  },
  projection({ N, D, V, chunks }) {
    const x = tensor(numbers(N * D, 1), { shape: [N, D], requiresGrad: true });
    const w = tensor(numbers(V * D, 2, scaleOf(D)), { shape: [V, D], requiresGrad: true });
    const y = tensor(labels(N, V, 3));
    const run = () =>
      scope(() => {
        x.grad = null;
        w.grad = null;
        (chunks ? F.linearCrossEntropy(x, w, y) : F.crossEntropy(F.linear(x, w), y)).backward();
      });
    const values = () => {
      run();
      return joined([f32(x.grad), f32(w.grad)]);
    };
    return { run, values };
  },
};

export async function open(threads = '1') {
  await init({ threads: Number(threads) });
  backend();
  return works;
}
