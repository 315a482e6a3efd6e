// Products of matrices and vectors, with PyTorch's rules for 1-D, 2-D and batched operands.
import { broadcastShapes, broadcastTo, full, type Nd, permute, reshaped, size, zip } from './nd.ts';
import { sumOf } from './reduce.ts';

/** One (m, k) · (k, n). */
function product(a: Nd, b: Nd): Nd {
  const [m, k, n] = [a.shape[0]!, a.shape[1]!, b.shape[1]!];
  const c = full([m, n], 0);
  const terms = new Float64Array(k);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      for (let l = 0; l < k; l++) terms[l] = a.data[i * k + l]! * b.data[l * n + j]!;
      c.data[i * n + j] = sumOf(terms);
    }
  return c;
}

/** A vector on the left is a row, on the right a column; that dim is dropped again; leading dims broadcast. */
export function matmul(a: Nd, b: Nd): Nd {
  const left = a.shape.length === 1 ? reshaped(a, [1, ...a.shape]) : a;
  const right = b.shape.length === 1 ? reshaped(b, [...b.shape, 1]) : b;
  const batch = broadcastShapes(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const [m, k] = left.shape.slice(-2) as [number, number];
  const n = right.shape.at(-1)!;
  const x = broadcastTo(left, [...batch, m, k]);
  const y = broadcastTo(right, [...batch, k, n]);
  const out = full([...batch, m, n], 0);
  for (let i = 0; i < size(batch); i++) {
    const xi = { ...x, shape: [m, k], data: x.data.subarray(i * m * k, (i + 1) * m * k) };
    const yi = { ...y, shape: [k, n], data: y.data.subarray(i * k * n, (i + 1) * k * n) };
    out.data.set(product(xi, yi).data, i * m * n);
  }
  const shape = [...batch];
  if (a.shape.length > 1) shape.push(m);
  if (b.shape.length > 1) shape.push(n);
  return reshaped(out, shape);
}

interface Scales {
  beta?: number;
  alpha?: number;
}

/** beta · input + alpha · product; beta 0 does not look at input, so that its NaN stays out. */
function addProduct(input: Nd, a: Nd, b: Nd, { beta = 1, alpha = 1 }: Scales = {}): Nd {
  const ab = matmul(a, b);
  return zip((c, p) => (beta === 0 ? 0 : beta * c) + alpha * p, broadcastTo(input, ab.shape), ab);
}

export const transposed = (x: Nd): Nd =>
  permute(
    x,
    x.shape.map((_, d) => x.shape.length - 1 - d),
  );

export function linear(x: Nd, weight: Nd, bias?: Nd | null): Nd {
  const y = matmul(x, transposed(weight));
  return bias ? zip((a, b) => a + b, y, bias) : y;
}

/** Σ over i and j of input1[i] · weight[k, i, j] · input2[j], for each row and each k. */
function bilinear(input1: Nd, input2: Nd, weight: Nd, bias?: Nd | null): Nd {
  const [K, I, J] = weight.shape as [number, number, number];
  const lead = input1.shape.slice(0, -1);
  const y = full([...lead, K], 0);
  const terms = new Float64Array(I * J);
  for (let n = 0; n < size(lead); n++)
    for (let k = 0; k < K; k++) {
      for (let i = 0; i < I; i++)
        for (let j = 0; j < J; j++)
          terms[i * J + j] = input1.data[n * I + i]! * weight.data[(k * I + i) * J + j]! * input2.data[n * J + j]!;
      y.data[n * K + k] = sumOf(terms) + (bias ? bias.data[k]! : 0);
    }
  return y;
}

/** The norms of the differences of rows; 0 to the power 0 is no difference. */
function cdist(a: Nd, b: Nd, { p = 2 }: { p?: number } = {}): Nd {
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [P, M] = a.shape.slice(-2) as [number, number];
  const R = b.shape.at(-2)!;
  const x = broadcastTo(a, [...batch, P, M]);
  const y = broadcastTo(b, [...batch, R, M]);
  const out = full([...batch, P, R], 0);
  out.data.forEach((_, e) => {
    const i = Math.floor(e / R);
    const j = Math.floor(i / P) * R + (e % R);
    const gaps = Array.from({ length: M }, (_, m) => Math.abs(x.data[i * M + m]! - y.data[j * M + m]!));
    if (p === Infinity) out.data[e] = Math.max(0, ...gaps);
    else if (p === 0) out.data[e] = gaps.filter((gap) => gap !== 0).length;
    else out.data[e] = sumOf(Float64Array.from(gaps, (gap) => gap ** p)) ** (1 / p);
  });
  return out;
}

export const products = {
  cdist,
  matmul,
  mm: matmul,
  mv: matmul,
  dot: matmul,
  bmm: matmul,
  outer: (a: Nd, b: Nd) => matmul(reshaped(a, [size(a.shape), 1]), reshaped(b, [1, size(b.shape)])),
  addmm: addProduct,
  baddbmm: addProduct,
  addmv: addProduct,
  addbmm(input: Nd, a: Nd, b: Nd, options?: Scales): Nd {
    const [B, m, k] = a.shape as [number, number, number];
    const n = b.shape[2]!;
    return addProduct(input, reshaped(permute(a, [1, 0, 2]), [m, B * k]), reshaped(b, [B * k, n]), options);
  },
  t: transposed,
  'F.linear': linear,
  'F.bilinear': bilinear,
};
