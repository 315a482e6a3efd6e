// jax-js on its Wasm device, with everything behind `jit`, as its documentation advises.
import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy as np } from '@jax-js/jax';
import { ADAM_LR, joined, LR, labels, layersOf, numbers, STEPS, scaleOf } from '../data.mjs';

const array = (data, shape) => np.array(data).reshape(shape);
const labelled = (n, C, seed) => np.array(labels(n, C, seed), { dtype: np.int32 });

/** The mean cross-entropy; hot is one-hot. */
const loss = (logits, hot, N) => nn.logSoftmax(logits).mul(hot).sum().neg().div(N);

function forward(params, x) {
  const layers = params.length / 2;
  let a = x;
  for (let l = 0; l < layers; l++) {
    a = np.matmul(a, np.transpose(params[2 * l].ref)).add(params[2 * l + 1].ref);
    if (l < layers - 1) a = nn.relu(a);
  }
  return a;
}

const initial = (sizes) => layersOf(sizes).flatMap(({ k, n, w, b }) => [array(w, [n, k]), array(b, [n])]);
const retained = (params) => params.map((p) => p.ref);

const works = {
  matmul({ layout, m, k, n }) {
    const a = array(numbers(m * k, 1), layout === 'TN' ? [k, m] : [m, k]);
    const b = array(numbers(k * n, 2), layout === 'NT' ? [n, k] : [k, n]);
    const product = jit((x, y) => np.matmul(layout === 'TN' ? np.transpose(x) : x, layout === 'NT' ? np.transpose(y) : y));
    return once(() => product(a.ref, b.ref));
  },
  logSoftmax({ N, C }) {
    const x = array(numbers(N * C, 1, 4), [N, C]);
    const f = jit((x) => nn.logSoftmax(x));
    return once(() => f(x.ref));
  },
  crossEntropy({ N, C }) {
    const [x, y] = [array(numbers(N * C, 1, 4), [N, C]), labelled(N, C, 2)];
    const gradient = jit(grad((x, y) => loss(x, nn.oneHot(y, C), N)));
    return once(() => gradient(x.ref, y.ref));
  },
  forward({ sizes, batch }) {
    const params = initial(sizes);
    const x = array(numbers(batch * sizes[0], 1), [batch, sizes[0]]);
    const f = jit((params, x) => {
      const y = forward(params, x);
      for (const p of params) p.dispose();
      return y;
    });
    return once(() => f(retained(params), x.ref));
  },
  step({ sizes, batch, optimizer }) {
    const C = sizes.at(-1);
    const x = array(numbers(batch * sizes[0], 1), [batch, sizes[0]]);
    const hot = nn.oneHot(labelled(batch, C, 2), C);
    const gradients = (params, x, hot) =>
      grad((params, x, hot) => {
        const value = loss(forward(params, x), hot, batch);
        for (const p of params) p.dispose();
        return value;
      })(params, x, hot);
    const sgd = jit((params, x, hot) => {
      const grads = gradients(retained(params), x, hot);
      return params.map((p, i) => p.sub(grads[i].mul(LR)));
    });
    const adam = jit((params, ms, vs, c1, c2, x, hot) => {
      const grads = gradients(retained(params), x, hot);
      const m = ms.map((m, i) => m.mul(0.9).add(grads[i].ref.mul(0.1)));
      const v = vs.map((v, i) => v.mul(0.999).add(grads[i].ref.mul(grads[i]).mul(0.001)));
      const next = params.map((p, i) => p.sub(m[i].ref.mul(ADAM_LR).mul(c1.ref).div(np.sqrt(v[i].ref).mul(c2.ref).add(1e-8))));
      c1.dispose();
      c2.dispose();
      return [next, m, v];
    });
    let params = initial(sizes);
    const zeros = () => params.map((p) => np.zeros(p.shape));
    let [m, v, t] = [zeros(), zeros(), 0];
    const run = async () => {
      if (optimizer === 'SGD') params = sgd(params, x.ref, hot.ref);
      else {
        t++;
        [params, m, v] = adam(
          params,
          m,
          v,
          np.array(1 / (1 - 0.9 ** t)),
          np.array(1 / Math.sqrt(1 - 0.999 ** t)),
          x.ref,
          hot.ref,
        );
      }
      await blockUntilReady(params.map((p) => p.ref)).then((all) => all.forEach((p) => p.dispose()));
    };
    const values = async () => {
      for (let i = 0; i < STEPS; i++) await run();
      return joined(await Promise.all(params.map((p) => p.ref.data())));
    };
    return { run, values };
  },
  projection({ N, D, V }) {
    const [x, w, y] = [array(numbers(N * D, 1), [N, D]), array(numbers(V * D, 2, scaleOf(D)), [V, D]), labelled(N, V, 3)];
    const gradients = jit(grad((x, w, y) => loss(np.matmul(x, np.transpose(w)), nn.oneHot(y, V), N), { argnums: [0, 1] }));
    const call = () => gradients(x.ref, w.ref, y.ref);
    return {
      run: async () => {
        for (const g of await blockUntilReady(call())) g.dispose();
      },
      values: async () => joined(await Promise.all(call().map((g) => g.data()))),
    };
  },
};

/** Work with a single result. */
const once = (call) => ({
  run: async () => {
    const y = call();
    await y.blockUntilReady();
    y.dispose();
  },
  values: () => call().data(),
});

export async function open() {
  await init('wasm');
  defaultDevice('wasm');
  return works;
}
