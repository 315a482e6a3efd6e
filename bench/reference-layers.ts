/** Plain-JavaScript loops for layers, forward and backward: what results are checked against, and the rate to beat. */
import { matmul } from './reference.ts';

/** A convolution of stride 1 that keeps the size: (N, C, H, W) to (N, O, H, W), kernels kh × kw. A sequence has H and kh of 1. */
export interface Conv {
  N: number;
  C: number;
  O: number;
  H: number;
  W: number;
  kh: number;
  kw: number;
}

/** For each place of a kernel, and each row of an image that it meets: where the rows of input and output begin, and how long they are. */
function eachRow({ H, W, kh, kw }: Conv, visit: (tap: number, from: number, to: number, length: number) => void): void {
  for (let i = 0; i < kh; i++) {
    const down = i - (kh >> 1);
    for (let j = 0; j < kw; j++) {
      const right = j - (kw >> 1);
      for (let row = Math.max(0, -down); row < Math.min(H, H - down); row++)
        visit(i * kw + j, (row + down) * W + Math.max(0, right), row * W + Math.max(0, -right), W - Math.abs(right));
    }
  }
}

/** The result of a convolution, and given its gradient dy those of the input, the weight and the bias. */
export function conv(shape: Conv, x: Float32Array, w: Float32Array, b: Float32Array, dy: Float32Array): Float32Array[] {
  const { N, C, O, H, W, kh, kw } = shape;
  const [area, taps] = [H * W, kh * kw];
  const y = new Float32Array(N * O * area);
  const [dx, dw, db] = [x, w, b].map((of) => new Float32Array(of.length)) as [Float32Array, Float32Array, Float32Array];
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) {
      const out = (n * O + o) * area;
      y.fill(b[o] as number, out, out + area);
      for (let i = 0; i < area; i++) db[o] = (db[o] as number) + (dy[out + i] as number);
      for (let c = 0; c < C; c++) {
        const [image, kernel] = [(n * C + c) * area, (o * C + c) * taps];
        eachRow(shape, (tap, from, to, length) => {
          const weight = w[kernel + tap] as number;
          let sum = 0;
          for (let p = image + from, q = out + to, end = q + length; q < end; p++, q++) {
            y[q] = (y[q] as number) + weight * (x[p] as number);
            dx[p] = (dx[p] as number) + weight * (dy[q] as number);
            sum += (x[p] as number) * (dy[q] as number);
          }
          dw[kernel + tap] = (dw[kernel + tap] as number) + sum;
        });
      }
    }
  }
  return [y, dx, dw, db];
}

/** Channels normalised by groups, (N, C, area): the result, and the gradients of the input, the weight and the bias. */
export function groupNorm(
  { N, C, area, groups }: { N: number; C: number; area: number; groups: number },
  x: Float32Array,
  w: Float32Array,
  b: Float32Array,
  dy: Float32Array,
): Float32Array[] {
  const [y, dx] = [new Float32Array(x.length), new Float32Array(x.length)];
  const [dw, db] = [new Float32Array(C), new Float32Array(C)];
  const size = (C / groups) * area;
  for (let at = 0; at < N * C * area; at += size) {
    let [sum, square] = [0, 0];
    for (let i = at; i < at + size; i++) sum += x[i] as number;
    const mean = sum / size;
    for (let i = at; i < at + size; i++) square += ((x[i] as number) - mean) ** 2;
    const inverse = 1 / Math.sqrt(square / size + 1e-5);
    let [ofGradient, ofProduct] = [0, 0];
    for (let first = at; first < at + size; first += area) {
      const c = (first / area) % C;
      const [weight, bias] = [w[c] as number, b[c] as number];
      let [forWeight, forBias] = [0, 0];
      for (let i = first; i < first + area; i++) {
        const [unit, g] = [((x[i] as number) - mean) * inverse, dy[i] as number];
        y[i] = unit * weight + bias;
        forWeight += g * unit;
        forBias += g;
      }
      dw[c] = (dw[c] as number) + forWeight;
      db[c] = (db[c] as number) + forBias;
      ofGradient += weight * forBias;
      ofProduct += weight * forWeight;
    }
    for (let i = at; i < at + size; i++) {
      const [unit, weight] = [((x[i] as number) - mean) * inverse, w[Math.floor(i / area) % C] as number];
      dx[i] = inverse * (weight * (dy[i] as number) - (ofGradient + unit * ofProduct) / size);
    }
  }
  return [y, dx, dw, db];
}

/** `count` products A·Bᵀ of m × k and n × k, and the gradients of A and B. */
export function scores(count: number, [m, k, n]: [number, number, number], a: Float32Array, b: Float32Array, g: Float32Array) {
  const [y, da, db] = [new Float32Array(g.length), new Float32Array(a.length), new Float32Array(b.length)];
  for (let i = 0; i < count; i++) {
    const [x, w, dy] = [a.subarray(i * m * k), b.subarray(i * n * k), g.subarray(i * m * n)];
    y.set(matmul('NT', x, w, m, k, n), i * m * n);
    da.set(matmul('NN', dy, w, m, n, k), i * m * k);
    db.set(matmul('TN', dy, x, n, m, k), i * n * k);
  }
  return [y, da, db];
}

/** The weight (d, c) times each of `count` images (c, area), and the gradients of the images and the weight. */
export function mix(count: number, [d, c, area]: [number, number, number], x: Float32Array, w: Float32Array, g: Float32Array) {
  const [y, dx, dw] = [new Float32Array(g.length), new Float32Array(x.length), new Float32Array(w.length)];
  for (let i = 0; i < count; i++) {
    const [image, dy] = [x.subarray(i * c * area), g.subarray(i * d * area)];
    y.set(matmul('NN', w, image, d, c, area), i * d * area);
    dx.set(matmul('TN', w, dy, c, d, area), i * c * area);
    matmul('NT', dy, image, d, area, c).forEach((v, j) => (dw[j] = (dw[j] as number) + v));
  }
  return [y, dx, dw];
}

/** softmax(Q·Kᵀ / √E)·V of `count` heads, L queries and keys of E numbers each, and the gradients of Q, K and V. */
export function attention(
  count: number,
  [L, E]: [number, number],
  q: Float32Array,
  k: Float32Array,
  v: Float32Array,
  g: Float32Array,
) {
  const [y, dq, dk, dv] = [g, q, k, v].map((of) => new Float32Array(of.length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const scale = 1 / Math.sqrt(E);
  for (let i = 0; i < count; i++) {
    const [Q, K, V, dy] = [q, k, v, g].map((of) => of.subarray(i * L * E, (i + 1) * L * E)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const p = matmul('NT', Q, K, L, E, L).map((x) => x * scale);
    const ds = matmul('NT', dy, V, L, E, L);
    for (let r = 0; r < L; r++) {
      const row = p.subarray(r * L, (r + 1) * L);
      const most = row.reduce((a, x) => Math.max(a, x), -Infinity);
      row.forEach((x, j) => (row[j] = Math.exp(x - most)));
      const total = row.reduce((a, x) => a + x, 0);
      row.forEach((x, j) => (row[j] = x / total));
      const mean = row.reduce((a, x, j) => a + x * (ds[r * L + j] as number), 0);
      row.forEach((x, j) => (ds[r * L + j] = x * ((ds[r * L + j] as number) - mean) * scale));
    }
    y.set(matmul('NN', p, V, L, L, E), i * L * E);
    dq.set(matmul('NN', ds, K, L, L, E), i * L * E);
    dk.set(matmul('TN', ds, Q, L, L, E), i * L * E);
    dv.set(matmul('TN', p, dy, L, L, E), i * L * E);
  }
  return [y, dq, dk, dv];
}
