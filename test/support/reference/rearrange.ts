// The elements reversed, rolled, repeated, cut to triangles, padded: each result says for every index where its element is from.
import { dimsOf, full, type Nd, permute, place, reshaped, size, strides } from './nd.ts';
import { shapes } from './shape.ts';

type Index = readonly number[];

/** An array of the given shape whose element at an index is that of `x` where `from` says, or a number. */
function build(x: Nd, shape: readonly number[], from: (index: Index) => Index | number): Nd {
  const result = full(shape, 0, x.dtype);
  const steps = strides(shape);
  const own = strides(x.shape);
  result.data.forEach((_, i) => {
    const index = shape.map((n, d) => Math.floor(i / steps[d]!) % n);
    const source = from(index);
    result.data[i] = typeof source === 'number' ? source : x.data[source.reduce((at, k, d) => at + k * own[d]!, 0)]!;
  });
  return result;
}

const mod = (a: number, n: number): number => ((a % n) + n) % n;
const list = (x: number | readonly number[]): readonly number[] => (typeof x === 'number' ? [x] : x);
/** A new index with another entry at one place. */
const put = (index: Index, d: number, value: number): Index => index.map((k, i) => (i === d ? value : k));

function flip(x: Nd, dims: number | number[]): Nd {
  const turned = list(dims).map((d) => place(d, x.shape.length));
  return build(x, x.shape, (index) => index.map((k, d) => (turned.includes(d) ? x.shape[d]! - 1 - k : k)));
}

function roll(x: Nd, shifts: number | number[], dims?: number | number[] | null): Nd {
  if (dims === undefined || dims === null) return reshaped(roll(reshaped(x, [x.data.length]), shifts, 0), x.shape);
  return list(dims).reduce((y, dim, i) => {
    const d = place(dim, x.shape.length);
    return build(y, y.shape, (index) => put(index, d, mod(index[d]! - list(shifts)[i]!, x.shape[d]!)));
  }, x);
}

const triangle =
  (keeps: (row: number, col: number, diagonal: number) => boolean) =>
  (x: Nd, diagonal = 0): Nd =>
    build(x, x.shape, (index) => (keeps(index.at(-2)!, index.at(-1)!, diagonal) ? index : 0));

interface Diagonal {
  offset?: number;
  dim1?: number;
  dim2?: number;
}

function diagonal(x: Nd, { offset = 0, dim1 = 0, dim2 = 1 }: Diagonal = {}): Nd {
  const [a, b] = [place(dim1, x.shape.length), place(dim2, x.shape.length)];
  const others = dimsOf(null, x.shape.length).filter((d) => d !== a && d !== b);
  const moved = permute(x, [...others, a, b]);
  const [rows, cols] = moved.shape.slice(-2) as [number, number];
  let length = 0;
  for (let row = 0; row < rows; row++) if (row + offset >= 0 && row + offset < cols) length++;
  const first = Math.max(0, -offset);
  return build(moved, [...moved.shape.slice(0, -2), length], (index) => [
    ...index.slice(0, -1),
    first + index.at(-1)!,
    first + index.at(-1)! + offset,
  ]);
}

function diag(x: Nd, offset = 0): Nd {
  if (x.shape.length === 2) return diagonal(x, { offset });
  const n = x.shape[0]! + Math.abs(offset);
  return build(x, [n, n], ([row, col]) => (col! - row! === offset ? [Math.min(row!, col!)] : 0));
}

function repeat(x: Nd, sizes: number[]): Nd {
  const shape = [...new Array<number>(sizes.length - x.shape.length).fill(1), ...x.shape];
  const source = reshaped(x, shape);
  return build(
    source,
    shape.map((n, d) => n * sizes[d]!),
    (index) => index.map((k, d) => k % shape[d]!),
  );
}

function repeatInterleave(x: Nd, repeats: number | Nd, dim?: number | null): Nd {
  if (dim === undefined || dim === null) return repeatInterleave(reshaped(x, [x.data.length]), repeats, 0);
  const d = place(dim, x.shape.length);
  const times = (i: number): number => (typeof repeats === 'number' ? repeats : repeats.data[repeats.data.length === 1 ? 0 : i]!);
  const from = Array.from({ length: x.shape[d]! }, (_, i) => new Array<number>(times(i)).fill(i)).flat();
  return build(
    x,
    x.shape.map((n, i) => (i === d ? from.length : n)),
    (index) => put(index, d, from[index[d]!]!),
  );
}

function movedim(x: Nd, source: number | number[], destination: number | number[]): Nd {
  const n = x.shape.length;
  const [from, to] = [list(source).map((d) => place(d, n)), list(destination).map((d) => place(d, n))];
  const rest = dimsOf(null, n).filter((d) => !from.includes(d));
  return permute(
    x,
    dimsOf(null, n).map((d) => (to.includes(d) ? from[to.indexOf(d)]! : rest.shift()!)),
  );
}

function unflatten(x: Nd, dim: number, sizes: number[]): Nd {
  const d = place(dim, x.shape.length);
  const known = size(sizes.filter((n) => n !== -1));
  return reshaped(x, [
    ...x.shape.slice(0, d),
    ...sizes.map((n) => (n === -1 ? x.shape[d]! / known : n)),
    ...x.shape.slice(d + 1),
  ]);
}

interface Padding {
  mode?: 'constant' | 'reflect' | 'replicate';
  value?: number;
}

function pad(x: Nd, widths: number[], { mode = 'constant', value = 0 }: Padding = {}): Nd {
  const n = x.shape.length;
  const before = x.shape.map((_, d) => widths[2 * (n - 1 - d)] ?? 0);
  const after = x.shape.map((_, d) => widths[2 * (n - 1 - d) + 1] ?? 0);
  const within = (k: number, d: number): number => {
    const last = x.shape[d]! - 1;
    if (mode === 'replicate') return Math.min(Math.max(k, 0), last);
    return k < 0 ? -k : k > last ? 2 * last - k : k;
  };
  return build(
    x,
    x.shape.map((size, d) => size + before[d]! + after[d]!),
    (index) => {
      const from = index.map((k, d) => k - before[d]!);
      if (mode !== 'constant') return from.map(within);
      if (from.every((k, d) => k >= 0 && k < x.shape[d]!)) return from;
      return x.dtype === 'int32' ? Math.trunc(value) : x.dtype === 'bool' ? Number(value !== 0) : value;
    },
  );
}

const atLeast = (x: Nd, n: number): Nd =>
  x.shape.length >= n ? x : reshaped(x, [...new Array<number>(n - x.shape.length).fill(1), ...x.shape]);

export const rearrangements = {
  flip,
  roll,
  tril: triangle((row, col, k) => col - row <= k),
  triu: triangle((row, col, k) => col - row >= k),
  diag,
  diagonal,
  repeat,
  tile: (x: Nd, dims: number[]) => repeat(x, [...new Array<number>(Math.max(0, x.shape.length - dims.length)).fill(1), ...dims]),
  repeatInterleave,
  movedim,
  swapaxes: (x: Nd, a: number, b: number) => (x.shape.length === 0 ? x : shapes.transpose(x, a, b)),
  unflatten,
  unbind: (x: Nd, dim = 0) => Array.from({ length: x.shape[place(dim, x.shape.length)]! }, (_, i) => shapes.select(x, dim, i)),
  hstack: (tensors: Nd[]) => {
    const parts = tensors.map((t) => atLeast(t, 1));
    return shapes.cat(parts, parts[0]!.shape.length === 1 ? 0 : 1);
  },
  vstack: (tensors: Nd[]) =>
    shapes.cat(
      tensors.map((t) => atLeast(t, 2)),
      0,
    ),
  'F.pad': pad,
};
