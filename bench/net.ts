/** Classifiers of linear layers with ReLU between them: here, as plain arrays, and as their products alone. */
import { F, matmul, nn, optim, randint, randn, scope, type Tensor } from 'rushlight';
import { f32 } from './harness.ts';
import * as js from './reference.ts';

export interface Shape {
  sizes: readonly number[];
  batch: number;
  optimizer: 'SGD' | 'Adam';
}

export const TUTORIAL: Shape = { sizes: [20, 3], batch: 10, optimizer: 'SGD' };
export const SMALL: Shape = { sizes: [784, 128, 10], batch: 64, optimizer: 'SGD' };
export const LARGE: Shape = { sizes: [784, 512, 512, 10], batch: 128, optimizer: 'Adam' };

export const nameOf = ({ sizes, batch, optimizer }: Shape): string => `${sizes.join('-')}, batch ${batch}, ${optimizer}`;

const LR = 0.01;

export interface Twins {
  step(): void;
  plain(): void;
  /** What both make of the same, freshly computed. */
  check(): [Float32Array, Float32Array];
  dispose(): void;
}

/** A model in training, and its twin of plain arrays; they are compared by their parameters after three steps more. */
export function trainee({ sizes, batch, optimizer: name }: Shape): Twins & { parameters: () => Float32Array } {
  const model = build(sizes);
  const optimizer = name === 'SGD' ? new optim.SGD(model.parameters(), { lr: LR }) : new optim.Adam(model.parameters());
  const criterion = new nn.CrossEntropyLoss();
  const [x, y] = [randn([batch, sizes[0] as number]), randint(0, sizes.at(-1) as number, [batch])];
  const net = snapshot(model, sizes);
  const [xs, ys] = [f32(x), y.toTypedArray() as Int32Array];
  const flat = net.weights.flatMap((w, l) => [w, net.biases[l] as Float32Array]);
  const [m, v] = [flat.map((p) => new Float32Array(p.length)), flat.map((p) => new Float32Array(p.length))];
  let t = 0;
  const step = (): void =>
    scope(() => {
      optimizer.zeroGrad();
      criterion.forward(model.forward(x), y).backward();
      optimizer.step();
    });
  const plain = (): void => {
    t++;
    js.gradients(net, xs, ys).forEach((g, i) => {
      const p = flat[i] as Float32Array;
      if (name === 'SGD') js.sgd(p, g, LR);
      else js.adam(p, g, m[i] as Float32Array, v[i] as Float32Array, t);
    });
  };
  const parameters = (): Float32Array => joined(model.parameters().map(f32));
  return {
    step,
    plain,
    parameters,
    check: () => {
      for (let steps = 0; steps < 3; steps++) {
        step();
        plain();
      }
      return [parameters(), joined(flat)];
    },
    dispose: () => {
      for (const owner of [optimizer, model, x, y]) owner.dispose();
    },
  };
}

/** A model asked for the classes of `batch` rows at a time. */
export function predictor({ sizes, batch }: Shape): Twins {
  const model = build(sizes);
  const x = randn([batch, sizes[0] as number]);
  const [xs, net] = [f32(x), snapshot(model, sizes)];
  model.requiresGrad_(false);
  return {
    step: () => scope(() => void model.forward(x)),
    plain: () => void js.forward(net, xs, batch),
    check: () => [scope(() => f32(model.forward(x))), js.forward(net, xs, batch)],
    dispose: () => {
      for (const owner of [model, x]) owner.dispose();
    },
  };
}

/** The matrix products of a step alone: each layer's, its weight's gradient, and its input's where there is a layer before. */
export function products({ sizes, batch }: Shape, training: boolean): { run: () => void; work: number; dispose: () => void } {
  const layers = sizes.slice(1).map((n, l) => {
    const k = sizes[l] as number;
    const [x, w, g] = [randn([batch, k]), randn([n, k]), randn([batch, n])];
    return { x, w, g, gt: g.t() };
  });
  const flops = sizes
    .slice(1)
    .reduce((sum, n, l) => sum + 2 * batch * n * (sizes[l] as number) * (training ? (l > 0 ? 3 : 2) : 1), 0);
  return {
    run: () =>
      scope(() => {
        for (const { x, w } of layers) F.linear(x, w);
        if (!training) return;
        for (let l = layers.length - 1; l >= 0; l--) {
          const { x, w, g, gt } = layers[l] as (typeof layers)[number];
          matmul(gt, x);
          if (l > 0) matmul(g, w);
        }
      }),
    work: flops / 1e9,
    dispose: () => {
      for (const { x, w, g, gt } of layers) for (const t of [gt, x, w, g]) t.dispose();
    },
  };
}

function build(sizes: readonly number[]): nn.Sequential {
  const layers = sizes.slice(1).flatMap((n, l) => [...(l > 0 ? [new nn.ReLU()] : []), new nn.Linear(sizes[l] as number, n)]);
  return new nn.Sequential(...layers);
}

function snapshot(model: nn.Sequential, sizes: readonly number[]): js.Net {
  const all = model.parameters().map((p: Tensor) => f32(p));
  return { sizes, weights: all.filter((_, i) => i % 2 === 0), biases: all.filter((_, i) => i % 2 === 1) };
}

export function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
