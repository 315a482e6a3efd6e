// Plain n-dimensional arrays in float64: the currency of the references and of the fixtures. Nothing here
// is fast, and every view is a copy, so that each reference reads like its formula.

export type Dtype = 'float32' | 'int32' | 'bool' | 'float64';

/** Row-major array; `data` holds integers and 0/1 too. float64 occurs only as an input to be refused. */
export interface Nd {
  shape: number[];
  dtype: Dtype;
  data: Float64Array;
}

export const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

export function nd(shape: readonly number[], data: ArrayLike<number>, dtype: Dtype = 'float32'): Nd {
  if (data.length !== size(shape)) throw new Error(`${data.length} elements do not fill [${shape}]`);
  return { shape: [...shape], dtype, data: Float64Array.from(data) };
}

export const full = (shape: readonly number[], value: number, dtype: Dtype = 'float32'): Nd => ({
  shape: [...shape],
  dtype,
  data: new Float64Array(size(shape)).fill(value),
});

export const scalar = (value: number, dtype: Dtype = 'float32'): Nd => nd([], [value], dtype);

export const clone = (x: Nd): Nd => nd(x.shape, x.data, x.dtype);

export function isNd(value: unknown): value is Nd {
  return typeof value === 'object' && value !== null && (value as Nd).data instanceof Float64Array;
}

/** Applies `f` to every Nd inside arguments, options and lists, leaving all else alone. */
export function mapNd(value: unknown, f: (x: Nd) => unknown): unknown {
  if (isNd(value)) return f(value);
  if (Array.isArray(value)) return value.map((v) => mapNd(v, f));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, mapNd(v, f)]));
  return value;
}

export function strides(shape: readonly number[]): number[] {
  const result = new Array<number>(shape.length);
  for (let d = shape.length - 1, step = 1; d >= 0; step *= shape[d--]!) result[d] = step;
  return result;
}

/** The flat position of every element of a strided view, in row-major order. */
export function positions(shape: readonly number[], steps: readonly number[], offset = 0): Int32Array {
  const result = new Int32Array(size(shape));
  const index = new Array<number>(shape.length).fill(0);
  for (let i = 0, at = offset; i < result.length; i++) {
    result[i] = at;
    for (let d = shape.length - 1; d >= 0; d--) {
      at += steps[d]!;
      if (++index[d]! < shape[d]!) break;
      at -= steps[d]! * shape[d]!;
      index[d] = 0;
    }
  }
  return result;
}

export function view(x: Nd, shape: readonly number[], steps: readonly number[], offset = 0): Nd {
  const result = full(shape, 0, x.dtype);
  positions(shape, steps, offset).forEach((at, i) => {
    result.data[i] = x.data[at]!;
  });
  return result;
}

/** A dim counted from either end, as a place from the front. */
export const place = (dim: number, ndim: number): number => (dim < 0 ? dim + Math.max(ndim, 1) : dim);

/** The dims a reduction runs over: none given, or an empty list, means all. */
export function dimsOf(dim: number | readonly number[] | null | undefined, ndim: number): number[] {
  const all = Array.from({ length: ndim }, (_, d) => d);
  if (dim === undefined || dim === null) return all;
  const list = (typeof dim === 'number' ? [dim] : dim).map((d) => place(d, ndim));
  return list.length === 0 || ndim === 0 ? all : list;
}

export function permute(x: Nd, dims: readonly number[]): Nd {
  const order = dims.map((d) => place(d, x.shape.length));
  const steps = strides(x.shape);
  return view(
    x,
    order.map((d) => x.shape[d]!),
    order.map((d) => steps[d]!),
  );
}

export const reshaped = (x: Nd, shape: readonly number[]): Nd => nd(shape, x.data, x.dtype);

export function broadcastShapes(...shapes: readonly (readonly number[])[]): number[] {
  const result: number[] = [];
  for (const shape of shapes)
    shape.forEach((n, d) => {
      const fromEnd = shape.length - d;
      result[fromEnd] = n === 1 ? (result[fromEnd] ?? 1) : n;
    });
  return result.slice(1).reverse();
}

export function broadcastTo(x: Nd, shape: readonly number[]): Nd {
  const own = strides(x.shape);
  const lead = shape.length - x.shape.length;
  return view(
    x,
    shape,
    shape.map((_, d) => (d < lead || x.shape[d - lead] === 1 ? 0 : own[d - lead]!)),
  );
}

export function map(x: Nd, f: (value: number) => number, dtype: Dtype = x.dtype): Nd {
  return { shape: [...x.shape], dtype, data: x.data.map(f) };
}

/** An operand that is a plain number counts as the float32 nearest to it, as in PyTorch. */
export const operand = (x: Nd | number): Nd => (typeof x === 'number' ? scalar(Math.fround(x)) : x);

export function zip(f: (a: number, b: number) => number, a: Nd | number, b: Nd | number, dtype?: Dtype): Nd {
  const [x, y] = [operand(a), operand(b)];
  const shape = broadcastShapes(x.shape, y.shape);
  const [left, right] = [broadcastTo(x, shape), broadcastTo(y, shape)];
  const kept = typeof a === 'number' ? y.dtype : typeof b === 'number' || x.dtype === 'float32' ? x.dtype : y.dtype;
  const result = full(shape, 0, dtype ?? kept);
  result.data.forEach((_, i) => {
    result.data[i] = f(left.data[i]!, right.data[i]!);
  });
  return result;
}

/** Each row along the reduced dims becomes one number. */
export function reduce(
  x: Nd,
  dim: number | readonly number[] | null | undefined,
  keepdim: boolean,
  f: (row: Float64Array) => number,
  dtype: Dtype = x.dtype,
): Nd {
  const gone = dimsOf(dim, x.shape.length);
  const kept = dimsOf(null, x.shape.length).filter((d) => !gone.includes(d));
  const moved = permute(x, [...kept, ...gone]);
  const n = size(gone.map((d) => x.shape[d]!));
  const shape = keepdim ? x.shape.map((m, d) => (gone.includes(d) ? 1 : m)) : kept.map((d) => x.shape[d]!);
  const result = full(shape, 0, dtype);
  result.data.forEach((_, i) => {
    result.data[i] = f(moved.data.subarray(i * n, (i + 1) * n));
  });
  return result;
}

/** Each row along one dim becomes another row, perhaps of another length. */
export function alongDim(x: Nd, dim: number, f: (row: Float64Array) => ArrayLike<number>, dtype = x.dtype): Nd {
  if (x.shape.length === 0) return nd([], f(x.data), dtype);
  const d = place(dim, x.shape.length);
  const order = dimsOf(null, x.shape.length)
    .filter((k) => k !== d)
    .concat(d);
  const moved = permute(x, order);
  const n = x.shape[d]!;
  const rows = size(x.shape.filter((_, k) => k !== d));
  const made = Array.from({ length: rows }, (_, r) => f(moved.data.subarray(r * n, (r + 1) * n)));
  const length = made[0]?.length ?? f(new Float64Array(n)).length;
  const out = full([...moved.shape.slice(0, -1), length], 0, dtype);
  made.forEach((row, r) => {
    out.data.set(Array.from(row), r * length);
  });
  return permute(
    out,
    order.map((_, k) => order.indexOf(k)),
  );
}
