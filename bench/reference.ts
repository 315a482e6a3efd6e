/** Plain-JavaScript loops over typed arrays for the same work: what results are checked against, and the rate to beat. */

/** Which operands are stored transposed. */
export type Layout = 'NN' | 'NT' | 'TN';

/** C = A·B of m × k and k × n, in the order that suits caches: rows of B for NN and TN, dot products for NT. */
export function matmul(layout: Layout, a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array {
  const c = new Float32Array(m * n);
  if (layout === 'NT') {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let s = 0;
        for (let p = 0; p < k; p++) s += (a[i * k + p] as number) * (b[j * k + p] as number);
        c[i * n + j] = s;
      }
    }
    return c;
  }
  const [row, column] = layout === 'NN' ? [k, 1] : [1, m];
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const x = a[i * row + p * column] as number;
      for (let j = 0; j < n; j++) c[i * n + j] = (c[i * n + j] as number) + x * (b[p * n + j] as number);
    }
  }
  return c;
}

/** Rows of x minus their maximum and the logarithm of their exponentials' sum. */
export function logSoftmax(x: Float32Array, rows: number, C: number): Float32Array {
  const y = new Float32Array(x.length);
  for (let n = 0; n < rows; n++) {
    let max = -Infinity;
    for (let c = 0; c < C; c++) max = Math.max(max, x[n * C + c] as number);
    let sum = 0;
    for (let c = 0; c < C; c++) sum += Math.exp((x[n * C + c] as number) - max);
    const log = Math.log(sum);
    for (let c = 0; c < C; c++) y[n * C + c] = (x[n * C + c] as number) - max - log;
  }
  return y;
}

/** The gradient of the mean cross-entropy of logits: (softmax − one-hot)/rows. */
export function crossEntropyGrad(x: Float32Array, target: Int32Array, rows: number, C: number): Float32Array {
  const g = logSoftmax(x, rows, C);
  for (let i = 0; i < g.length; i++) g[i] = Math.exp(g[i] as number) / rows;
  for (let n = 0; n < rows; n++) g[n * C + (target[n] as number)] = (g[n * C + (target[n] as number)] as number) - 1 / rows;
  return g;
}

/** One step of SGD, in place. */
export function sgd(p: Float32Array, g: Float32Array, lr: number): void {
  for (let i = 0; i < p.length; i++) p[i] = (p[i] as number) - lr * (g[i] as number);
}

/** One step of SGD with momentum 0.9 from zero state, in place. */
export function momentum(p: Float32Array, g: Float32Array, buffer: Float32Array, lr: number): void {
  for (let i = 0; i < p.length; i++) {
    buffer[i] = 0.9 * (buffer[i] as number) + (g[i] as number);
    p[i] = (p[i] as number) - lr * (buffer[i] as number);
  }
}

/** Step t of Adam from zero state, in place. */
export function adam(p: Float32Array, g: Float32Array, m: Float32Array, v: Float32Array, t: number): void {
  const [c1, c2] = [1 - 0.9 ** t, Math.sqrt(1 - 0.999 ** t)];
  for (let i = 0; i < p.length; i++) {
    const d = g[i] as number;
    m[i] = 0.9 * (m[i] as number) + 0.1 * d;
    v[i] = 0.999 * (v[i] as number) + 0.001 * d * d;
    p[i] = (p[i] as number) - ((0.001 / c1) * (m[i] as number)) / (Math.sqrt(v[i] as number) / c2 + 1e-8);
  }
}

/** A net of linear layers with ReLU between them, as arrays; weights are (out, in). */
export interface Net {
  sizes: readonly number[];
  weights: Float32Array[];
  biases: Float32Array[];
}

/** What every layer is given, and at the end the logits. */
function activations({ sizes, weights, biases }: Net, x: Float32Array, N: number): Float32Array[] {
  const acts = [x];
  weights.forEach((w, l) => {
    const [k, n] = [sizes[l] as number, sizes[l + 1] as number];
    const out = matmul('NT', acts[l] as Float32Array, w, N, k, n);
    const bias = biases[l] as Float32Array;
    for (let i = 0; i < N * n; i++) {
      const s = (out[i] as number) + (bias[i % n] as number);
      out[i] = l < weights.length - 1 ? Math.max(s, 0) : s;
    }
    acts.push(out);
  });
  return acts;
}

/** The logits of N rows. */
export const forward = (net: Net, x: Float32Array, N: number): Float32Array =>
  activations(net, x, N)[net.weights.length] as Float32Array;

/** The gradients of the mean cross-entropy, in the order weight, bias of each layer. */
export function gradients(net: Net, x: Float32Array, y: Int32Array): Float32Array[] {
  const { sizes, weights } = net;
  const N = y.length;
  const acts = activations(net, x, N);
  const grads: Float32Array[] = [];
  let g = crossEntropyGrad(acts[weights.length] as Float32Array, y, N, sizes[weights.length] as number);
  for (let l = weights.length - 1; l >= 0; l--) {
    const [k, n] = [sizes[l] as number, sizes[l + 1] as number];
    const a = acts[l] as Float32Array;
    const bias = new Float32Array(n);
    for (let i = 0; i < N * n; i++) bias[i % n] = (bias[i % n] as number) + (g[i] as number);
    grads.unshift(matmul('TN', g, a, n, N, k), bias);
    if (l === 0) break;
    g = matmul('NN', g, weights[l] as Float32Array, N, n, k);
    for (let i = 0; i < N * k; i++) if (a[i] === 0) g[i] = 0;
  }
  return grads;
}
