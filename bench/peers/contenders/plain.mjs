// Loops over typed arrays: the referee, and what every library should at least keep up with.
import * as js from '../../../build/bench/reference.mjs';
import { joined, LR, labels, layersOf, numbers, STEPS, scaleOf } from '../data.mjs';

const works = {
  matmul({ layout, m, k, n }) {
    const [a, b] = [numbers(m * k, 1), numbers(k * n, 2)];
    return { run: () => void js.matmul(layout, a, b, m, k, n), values: () => js.matmul(layout, a, b, m, k, n) };
  },
  logSoftmax({ N, C }) {
    const x = numbers(N * C, 1, 4);
    return { run: () => void js.logSoftmax(x, N, C), values: () => js.logSoftmax(x, N, C) };
  },
  crossEntropy({ N, C }) {
    const [x, y] = [numbers(N * C, 1, 4), labels(N, C, 2)];
    return { run: () => void js.crossEntropyGrad(x, y, N, C), values: () => js.crossEntropyGrad(x, y, N, C) };
  },
  forward({ sizes, batch }) {
    const [net, x] = [netOf(sizes), numbers(batch * sizes[0], 1)];
    return { run: () => void js.forward(net, x, batch), values: () => js.forward(net, x, batch) };
  },
  step({ sizes, batch, optimizer }) {
    const net = netOf(sizes);
    const [x, y] = [numbers(batch * sizes[0], 1), labels(batch, sizes.at(-1), 2)];
    const flat = net.weights.flatMap((w, l) => [w, net.biases[l]]);
    const [m, v] = [flat.map((p) => new Float32Array(p.length)), flat.map((p) => new Float32Array(p.length))];
    let t = 0;
    const run = () => {
      t++;
      js.gradients(net, x, y).forEach((g, i) => {
        if (optimizer === 'SGD') js.sgd(flat[i], g, LR);
        else js.adam(flat[i], g, m[i], v[i], t);
      });
    };
    const values = () => {
      for (let i = 0; i < STEPS; i++) run();
      return joined(flat);
    };
    return { run, values };
  },
  projection({ N, D, V }) {
    const [x, w, y] = [numbers(N * D, 1), numbers(V * D, 2, scaleOf(D)), labels(N, V, 3)];
    const values = () => {
      const g = js.crossEntropyGrad(js.matmul('NT', x, w, N, D, V), y, N, V);
      return joined([js.matmul('NN', g, w, N, V, D), js.matmul('TN', g, x, V, N, D)]);
    };
    return { run: () => void values(), values };
  },
};

function netOf(sizes) {
  const layers = layersOf(sizes);
  return { sizes, weights: layers.map(({ w }) => w), biases: layers.map(({ b }) => b) };
}

export const open = () => works;
