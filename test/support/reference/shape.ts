// Shape operations: the same elements in another order or another shape.
import { broadcastTo, clone, full, type Nd, permute, place, reshaped, size, strides, view } from './nd.ts';

function reshape(x: Nd, shape: readonly number[]): Nd {
  const known = size(shape.filter((n) => n !== -1));
  return reshaped(
    x,
    shape.map((n) => (n === -1 ? x.data.length / known : n)),
  );
}

function slice(x: Nd, dim: number, start = 0, end = Infinity, step = 1): Nd {
  const d = place(dim, x.shape.length);
  const n = x.shape[d]!;
  const bound = (at: number): number => Math.min(Math.max(at < 0 ? at + n : at, 0), n);
  const [from, to] = [bound(start), bound(end)];
  const length = Math.max(0, Math.ceil((to - from) / step));
  const steps = strides(x.shape);
  const shape = x.shape.map((m, k) => (k === d ? length : m));
  return view(
    x,
    shape,
    steps.map((s, k) => (k === d ? s * step : s)),
    from * steps[d]!,
  );
}

const narrow = (x: Nd, dim: number, start: number, length: number): Nd => {
  const from = start < 0 ? start + x.shape[place(dim, x.shape.length)]! : start;
  return slice(x, dim, from, from + length);
};

function select(x: Nd, dim: number, index: number): Nd {
  const d = place(dim, x.shape.length);
  const row = narrow(x, d, index < 0 ? index + x.shape[d]! : index, 1);
  return reshaped(
    row,
    x.shape.filter((_, k) => k !== d),
  );
}

function cat(tensors: Nd[], dim = 0): Nd {
  const parts = tensors.filter((t) => !(t.shape.length === 1 && t.data.length === 0));
  const first = parts[0] ?? tensors[0]!;
  const d = place(dim, first.shape.length);
  const lead = size(first.shape.slice(0, d));
  const total = parts.reduce((n, t) => n + t.shape[d]!, 0);
  const result = full(
    first.shape.map((n, k) => (k === d ? total : n)),
    0,
    first.dtype,
  );
  let at = 0;
  for (let row = 0; row < lead; row++)
    for (const t of parts) {
      const length = t.data.length / lead;
      result.data.set(t.data.subarray(row * length, (row + 1) * length), at);
      at += length;
    }
  return result;
}

const unsqueeze = (x: Nd, dim: number): Nd => {
  const shape = [...x.shape];
  shape.splice(dim < 0 ? dim + x.shape.length + 1 : dim, 0, 1);
  return reshaped(x, shape);
};

function squeeze(x: Nd, dim?: number | number[]): Nd {
  const dims = dim === undefined ? x.shape.map((_, d) => d) : [dim].flat().map((d) => place(d, x.shape.length));
  return reshaped(
    x,
    x.shape.filter((n, d) => n !== 1 || !dims.includes(d)),
  );
}

function expand(x: Nd, shape: readonly number[]): Nd {
  const lead = shape.length - x.shape.length;
  return broadcastTo(
    x,
    shape.map((n, d) => (n === -1 ? x.shape[d - lead]! : n)),
  );
}

function flatten(x: Nd, startDim = 0, endDim = -1): Nd {
  const [s, e] = [place(startDim, x.shape.length), place(endDim, x.shape.length)];
  return reshaped(x, [...x.shape.slice(0, s), size(x.shape.slice(s, e + 1)), ...x.shape.slice(e + 1)]);
}

function split(x: Nd, sizes: number | number[], dim = 0): Nd[] {
  const n = x.shape[place(dim, x.shape.length)]!;
  const list =
    typeof sizes === 'number'
      ? Array.from({ length: Math.max(1, Math.ceil(n / sizes)) }, (_, i) => Math.min(sizes, n - i * sizes))
      : sizes;
  let start = 0;
  return list.map((length) => narrow(x, dim, (start += length) - length, length));
}

function chunk(x: Nd, chunks: number, dim = 0): Nd[] {
  const size = x.shape[place(dim, x.shape.length)]!;
  return split(x, size === 0 ? Array<number>(chunks).fill(0) : Math.ceil(size / chunks), dim);
}

function transpose(x: Nd, a: number, b: number): Nd {
  const order = x.shape.map((_, d) => d);
  const [i, j] = [place(a, order.length), place(b, order.length)];
  [order[i], order[j]] = [order[j]!, order[i]!];
  return permute(x, order);
}

const CAST: Record<string, (x: number) => number> = {
  float32: (x) => x,
  int32: Math.trunc,
  bool: (x) => Number(x !== 0),
};

export const shapes = {
  reshape,
  slice,
  narrow,
  select,
  cat,
  unsqueeze,
  squeeze,
  expand,
  flatten,
  split,
  chunk,
  transpose,
  permute,
  view: reshape,
  stack: (tensors: Nd[], dim = 0) => {
    const d = dim < 0 ? dim + tensors[0]!.shape.length + 1 : dim;
    return cat(
      tensors.map((t) => unsqueeze(t, d)),
      d,
    );
  },
  contiguous: clone,
  clone,
  detach: clone,
  'Tensor.to': (x: Nd, dtype: 'float32' | 'int32' | 'bool'): Nd => ({
    ...x,
    dtype,
    data: x.data.map(CAST[dtype]!),
  }),
};
