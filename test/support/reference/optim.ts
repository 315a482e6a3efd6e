// Optimizers on one float64 parameter vector, in the order of operations of torch.optim.

interface Options {
  lr?: number;
  momentum?: number;
  dampening?: number;
  nesterov?: boolean;
  weightDecay?: number;
  maximize?: boolean;
  betas?: [number, number];
  eps?: number;
  amsgrad?: boolean;
  alpha?: number;
  centered?: boolean;
  lrDecay?: number;
  initialAccumulatorValue?: number;
  rho?: number;
  momentumDecay?: number;
  lambd?: number;
  t0?: number;
  etas?: [number, number];
  stepSizes?: [number, number];
}

/** Changes `p` by one step; `t` counts from 1. */
type Step = (p: Float64Array, g: Float64Array, t: number) => void;

const state = (n: number, value = 0): Float64Array => new Float64Array(n).fill(value);

/** The gradient as every optimizer but AdamW takes it: uphill if asked, with the decay's pull added. */
function effective(p: Float64Array, g: Float64Array, { maximize = false, weightDecay = 0 }: Options): Float64Array {
  return g.map((x, i) => (maximize ? -x : x) + weightDecay * p[i]!);
}

function sgd(n: number, o: Options): Step {
  const { lr = 0, momentum = 0, dampening = 0, nesterov = false } = o;
  const buffer = state(n);
  return (p, raw, t) =>
    effective(p, raw, o).forEach((g, i) => {
      if (momentum === 0) return void (p[i]! -= lr * g);
      buffer[i] = t === 1 ? g : momentum * buffer[i]! + (1 - dampening) * g;
      p[i]! -= lr * (nesterov ? g + momentum * buffer[i]! : buffer[i]!);
    });
}

/** Adam, and with `decoupled` AdamW: the decay then shrinks the parameter itself. */
function adam(n: number, o: Options, decoupled: boolean): Step {
  const { lr = 1e-3, betas: [b1, b2] = [0.9, 0.999], eps = 1e-8, amsgrad = false, weightDecay = decoupled ? 0.01 : 0 } = o;
  const [m, v, top] = [state(n), state(n), state(n)];
  return (p, raw, t) => {
    if (decoupled)
      p.forEach((x, i) => {
        p[i] = x * (1 - lr * weightDecay);
      });
    effective(p, raw, { ...o, weightDecay: decoupled ? 0 : weightDecay }).forEach((g, i) => {
      m[i] = b1 * m[i]! + (1 - b1) * g;
      v[i] = b2 * v[i]! + (1 - b2) * g * g;
      top[i] = Math.max(top[i]!, v[i]!);
      const root = Math.sqrt(amsgrad ? top[i]! : v[i]!) / Math.sqrt(1 - b2 ** t);
      p[i]! -= ((lr / (1 - b1 ** t)) * m[i]!) / (root + eps);
    });
  };
}

function rmsprop(n: number, o: Options): Step {
  const { lr = 0.01, alpha = 0.99, eps = 1e-8, momentum = 0, centered = false } = o;
  const [square, mean, buffer] = [state(n), state(n), state(n)];
  return (p, raw) =>
    effective(p, raw, o).forEach((g, i) => {
      square[i] = alpha * square[i]! + (1 - alpha) * g * g;
      mean[i] = alpha * mean[i]! + (1 - alpha) * g;
      const root = Math.sqrt(square[i]! - (centered ? mean[i]! ** 2 : 0)) + eps;
      buffer[i] = momentum * buffer[i]! + g / root;
      p[i]! -= lr * (momentum > 0 ? buffer[i]! : g / root);
    });
}

function adagrad(n: number, o: Options): Step {
  const { lr = 0.01, lrDecay = 0, eps = 1e-10, initialAccumulatorValue = 0 } = o;
  const sum = state(n, initialAccumulatorValue);
  return (p, raw, t) =>
    effective(p, raw, o).forEach((g, i) => {
      sum[i]! += g * g;
      p[i]! -= ((lr / (1 + (t - 1) * lrDecay)) * g) / (Math.sqrt(sum[i]!) + eps);
    });
}

function adadelta(n: number, o: Options): Step {
  const { lr = 1, rho = 0.9, eps = 1e-6 } = o;
  const [square, past] = [state(n), state(n)];
  return (p, raw) =>
    effective(p, raw, o).forEach((g, i) => {
      square[i] = rho * square[i]! + (1 - rho) * g * g;
      const delta = (Math.sqrt(past[i]! + eps) / Math.sqrt(square[i]! + eps)) * g;
      past[i] = rho * past[i]! + (1 - rho) * delta * delta;
      p[i]! -= lr * delta;
    });
}

function adamax(n: number, o: Options): Step {
  const { lr = 2e-3, betas: [b1, b2] = [0.9, 0.999], eps = 1e-8 } = o;
  const [m, most] = [state(n), state(n)];
  return (p, raw, t) =>
    effective(p, raw, o).forEach((g, i) => {
      m[i] = b1 * m[i]! + (1 - b1) * g;
      most[i] = Math.max(b2 * most[i]!, Math.abs(g) + eps);
      p[i]! -= ((lr / (1 - b1 ** t)) * m[i]!) / most[i]!;
    });
}

function nadam(n: number, o: Options): Step {
  const { lr = 2e-3, betas: [b1, b2] = [0.9, 0.999], eps = 1e-8, momentumDecay = 4e-3 } = o;
  const [m, v] = [state(n), state(n)];
  const mu = (t: number): number => b1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
  let product = 1;
  return (p, raw, t) => {
    product *= mu(t);
    effective(p, raw, o).forEach((g, i) => {
      m[i] = b1 * m[i]! + (1 - b1) * g;
      v[i] = b2 * v[i]! + (1 - b2) * g * g;
      const root = Math.sqrt(v[i]! / (1 - b2 ** t)) + eps;
      p[i]! -= (lr * (1 - mu(t)) * g) / (1 - product) / root;
      p[i]! -= (lr * mu(t + 1) * m[i]!) / (1 - product * mu(t + 1)) / root;
    });
  };
}

function radam(n: number, o: Options): Step {
  const { lr = 1e-3, betas: [b1, b2] = [0.9, 0.999], eps = 1e-8 } = o;
  const [m, v] = [state(n), state(n)];
  return (p, raw, t) => {
    const most = 2 / (1 - b2) - 1;
    const length = most - (2 * t * b2 ** t) / (1 - b2 ** t);
    const r = Math.sqrt(((length - 4) * (length - 2) * most) / ((most - 4) * (most - 2) * length));
    effective(p, raw, o).forEach((g, i) => {
      m[i] = b1 * m[i]! + (1 - b1) * g;
      v[i] = b2 * v[i]! + (1 - b2) * g * g;
      const first = m[i]! / (1 - b1 ** t);
      p[i]! -= lr * first * (length > 5 ? (r * Math.sqrt(1 - b2 ** t)) / (Math.sqrt(v[i]!) + eps) : 1);
    });
  };
}

function asgd(o: Options): Step {
  const { lr = 0.01, lambd = 1e-4, alpha = 0.75 } = o;
  return (p, raw, t) => {
    const eta = lr / (1 + lambd * lr * (t - 1)) ** alpha;
    effective(p, raw, o).forEach((g, i) => {
      p[i] = p[i]! * (1 - lambd * eta) - eta * g;
    });
  };
}

function rprop(n: number, o: Options): Step {
  const { lr = 0.01, etas: [shrink, grow] = [0.5, 1.2], stepSizes: [least, most] = [1e-6, 50] } = o;
  const [last, size] = [state(n), state(n, lr)];
  return (p, raw) =>
    effective(p, raw, o).forEach((g, i) => {
      const agree = Math.sign(g * last[i]!);
      const factor = agree > 0 ? grow : agree < 0 ? shrink : 1;
      size[i] = Math.min(Math.max(size[i]! * factor, least), most);
      last[i] = agree < 0 ? 0 : g;
      p[i]! -= Math.sign(last[i]!) * size[i]!;
    });
}

export const optimizers: Readonly<Record<string, (n: number, o: Options) => Step>> = {
  SGD: sgd,
  Adam: (n, o) => adam(n, o, false),
  AdamW: (n, o) => adam(n, o, true),
  RMSprop: rmsprop,
  Adagrad: adagrad,
  Adadelta: adadelta,
  Adamax: adamax,
  NAdam: nadam,
  RAdam: radam,
  ASGD: (_, o) => asgd(o),
  Rprop: rprop,
};
