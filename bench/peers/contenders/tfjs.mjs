// TensorFlow.js: `cpu`, or `wasm` with a number of threads. Layers keep weights as (in, out), as its own do.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as wasm from '@tensorflow/tfjs-backend-wasm';
import { ADAM_LR, joined, LR, labels, layersOf, numbers, STEPS, scaleOf, turned } from '../data.mjs';

const loss = (logits, hot) => tf.losses.softmaxCrossEntropy(hot, logits);

function build(sizes) {
  const layers = layersOf(sizes).map(({ k, n, w, b }) => ({
    k,
    n,
    w: tf.variable(tf.tensor2d(turned(w, n, k), [k, n])),
    b: tf.variable(tf.tensor1d(b)),
  }));
  const forward = (x) =>
    layers.reduce((a, { w, b }, l) => {
      const z = tf.add(tf.matMul(a, w), b);
      return l < layers.length - 1 ? tf.relu(z) : z;
    }, x);
  return { layers, forward };
}

const works = {
  matmul({ layout, m, k, n }) {
    const a = tf.tensor2d(numbers(m * k, 1), layout === 'TN' ? [k, m] : [m, k]);
    const b = tf.tensor2d(numbers(k * n, 2), layout === 'NT' ? [n, k] : [k, n]);
    const product = () => tf.matMul(a, b, layout === 'TN', layout === 'NT');
    return { run: () => tf.dispose(product()), values: () => tf.tidy(() => product().dataSync()) };
  },
  logSoftmax({ N, C }) {
    const x = tf.tensor2d(numbers(N * C, 1, 4), [N, C]);
    return { run: () => tf.dispose(tf.logSoftmax(x)), values: () => tf.tidy(() => tf.logSoftmax(x).dataSync()) };
  },
  crossEntropy({ N, C }) {
    const x = tf.tensor2d(numbers(N * C, 1, 4), [N, C]);
    const y = tf.tensor1d(labels(N, C, 2), 'int32');
    const gradient = tf.grad((logits) => loss(logits, tf.oneHot(y, C)));
    return { run: () => tf.tidy(() => void gradient(x)), values: () => tf.tidy(() => gradient(x).dataSync()) };
  },
  forward({ sizes, batch }) {
    const { forward } = build(sizes);
    const x = tf.tensor2d(numbers(batch * sizes[0], 1), [batch, sizes[0]]);
    return { run: () => tf.tidy(() => void forward(x)), values: () => tf.tidy(() => forward(x).dataSync()) };
  },
  step({ sizes, batch, optimizer: name }) {
    const { layers, forward } = build(sizes);
    const optimizer = name === 'SGD' ? tf.train.sgd(LR) : tf.train.adam(ADAM_LR, 0.9, 0.999, 1e-8);
    const x = tf.tensor2d(numbers(batch * sizes[0], 1), [batch, sizes[0]]);
    const hot = tf.oneHot(tf.tensor1d(labels(batch, sizes.at(-1), 2), 'int32'), sizes.at(-1));
    const run = () => void optimizer.minimize(() => loss(forward(x), hot));
    const values = () => {
      for (let i = 0; i < STEPS; i++) run();
      return joined(layers.flatMap(({ k, n, w, b }) => [turned(w.dataSync(), k, n), b.dataSync()]));
    };
    return { run, values };
  },
  projection({ N, D, V }) {
    const x = tf.tensor2d(numbers(N * D, 1), [N, D]);
    const w = tf.tensor2d(numbers(V * D, 2, scaleOf(D)), [V, D]);
    const y = tf.tensor1d(labels(N, V, 3), 'int32');
    const gradients = tf.grads((x, w) => loss(tf.matMul(x, w, false, true), tf.oneHot(y, V)));
    return {
      run: () => tf.tidy(() => void gradients([x, w])),
      values: () => tf.tidy(() => joined(gradients([x, w]).map((g) => g.dataSync()))),
    };
  },
};

export async function open(backend, threads = '1') {
  const several = Number(threads) > 1;
  if (backend === 'wasm') {
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(`${dirname(entry)}/`);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', several);
    if (several) wasm.setThreadsCount(Number(threads));
  }
  const there = await tf.setBackend(backend);
  if (!there && several) throw new Error('its threads do not start in Node, which has no workers from blobs');
  if (!there) throw new Error(`its backend '${backend}' does not start`);
  return works;
}
