// Where elements are, how many there are, which are different: sets and counts, written down from their definitions.
import { indexing } from './gather.ts';
import {
  alongDim,
  broadcastShapes,
  broadcastTo,
  clone,
  full,
  type Nd,
  nd,
  permute,
  place,
  positions,
  reshaped,
  strides,
} from './nd.ts';

const int = (values: ArrayLike<number>, shape: readonly number[] = [values.length]): Nd => nd(shape, values, 'int32');

const places = (x: Nd): number[] => [...x.data.keys()].filter((i) => x.data[i] !== 0);

function nonzero(x: Nd, { asTuple = false } = {}): Nd | Nd[] {
  const shape = asTuple && x.shape.length === 0 ? [1] : x.shape;
  const steps = strides(shape);
  const found = places(x).map((i) => shape.map((n, d) => Math.floor(i / steps[d]!) % n));
  if (!asTuple) return int(found.flat(), [found.length, shape.length]);
  return shape.map((_, d) => int(found.map((index) => index[d]!)));
}

function maskedSelect(x: Nd, mask: Nd): Nd {
  const shape = broadcastShapes(x.shape, mask.shape);
  const all = broadcastTo(x, shape);
  const chosen = places(broadcastTo(mask, shape)).map((i) => all.data[i]!);
  return nd([chosen.length], chosen, x.dtype);
}

function scatter(x: Nd, dim: number, index: Nd, src: Nd | number): Nd {
  const result = clone(x);
  const steps = strides(x.shape);
  const d = place(dim, x.shape.length);
  const from = typeof src === 'number' ? null : positions(index.shape, strides(src.shape));
  const value =
    typeof src !== 'number' ? 0 : x.dtype === 'int32' ? Math.trunc(src) : x.dtype === 'bool' ? Number(src !== 0) : src;
  positions(
    index.shape,
    steps.map((s, k) => (k === d ? 0 : s)),
  ).forEach((base, i) => {
    result.data[base + index.data[i]! * (steps[d] ?? 0)] = typeof src === 'number' ? value : src.data[from![i]!]!;
  });
  return result;
}

function takeAlongDim(x: Nd, indices: Nd, dim?: number | null): Nd {
  if (dim === undefined || dim === null)
    return indexing.gather(reshaped(x, [x.data.length]), 0, reshaped(indices, [indices.data.length]));
  const d = place(dim, x.shape.length);
  const others = (t: Nd): number[] => t.shape.map((n, k) => (k === d ? 1 : n));
  const shape = broadcastShapes(others(x), others(indices));
  const spread = (t: Nd): Nd =>
    broadcastTo(
      t,
      shape.map((n, k) => (k === d ? t.shape[d]! : n)),
    );
  return indexing.gather(spread(x), d, spread(indices));
}

function cumprod(x: Nd, dim: number): Nd {
  let total = 1;
  const running = (row: Float64Array): Float64Array => {
    total = 1;
    return row.map((v) => (total *= v));
  };
  return alongDim(x, dim, running, x.dtype === 'float32' ? 'float32' : 'int32');
}

function bincount(x: Nd, { weights, minlength = 0 }: { weights?: Nd | null; minlength?: number } = {}): Nd {
  const result = full([Math.max(minlength, ...x.data.map((v) => v + 1))], 0, weights && x.data.length > 0 ? 'float32' : 'int32');
  x.data.forEach((v, i) => {
    result.data[v]! += weights ? weights.data[i]! : 1;
  });
  return result;
}

interface Search {
  right?: boolean;
  side?: 'left' | 'right';
  sorter?: Nd;
}

/** How many elements of the sequence are before a value: less than it, or not greater; before NaN, all are. */
function searchsorted(sequence: Nd, values: Nd | number, { right = false, side = 'left', sorter }: Search = {}): Nd {
  const wanted = typeof values === 'number' ? nd([], [sequence.dtype === 'float32' ? Math.fround(values) : values]) : values;
  const n = sequence.shape.at(-1)!;
  const row = sequence.shape.length === 1 ? wanted.data.length : wanted.shape.at(-1)!;
  const before = (element: number, value: number): boolean =>
    right || side === 'right' ? !(element > value) : !(element >= value);
  return int(
    wanted.data.map((value, i) => {
      const first = sequence.shape.length === 1 ? 0 : Math.floor(i / row) * n;
      let count = 0;
      for (let k = 0; k < n; k++) if (before(sequence.data[first + (sorter ? sorter.data[first + k]! : k)]!, value)) count++;
      return count;
    }),
    wanted.shape,
  );
}

interface Unique {
  returnInverse?: boolean;
  returnCounts?: boolean;
  dim?: number | null;
}

function unique(x: Nd, { returnInverse = false, returnCounts = false, dim = null }: Unique = {}): Nd | Nd[] {
  const d = dim === null ? 0 : place(dim, x.shape.length);
  const front = x.shape.map((_, i) => (i === 0 ? d : i === d ? 0 : i));
  const moved = dim === null ? reshaped(x, [x.data.length]) : permute(x, front);
  const n = moved.shape[0]!;
  const width = n === 0 ? 0 : moved.data.length / n;
  const entries = Array.from({ length: n }, (_, i) => [...moved.data.slice(i * width, (i + 1) * width)]);
  const order = (a: number, b: number): number => a - b || Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  const compare = (p: number[], q: number[]): number => p.map((v, i) => order(v, q[i]!)).find((o) => o) ?? 0;
  const different = entries.filter((e, i) => !entries.slice(0, i).some((f) => f.every((v, k) => v === e[k]))).sort(compare);
  const groups: number[] = different.map(() => 0);
  const inverse = entries.map((e) => {
    const k = different.findIndex(
      (f, i) => f.every((v, j) => v === e[j]) || (f.some(Number.isNaN) && f.every((v, j) => Object.is(v, e[j])) && !groups[i]),
    );
    groups[k]!++;
    return k;
  });
  const stacked = nd([different.length, ...moved.shape.slice(1)], different.flat(), x.dtype);
  const values =
    dim === null
      ? stacked
      : permute(
          stacked,
          front.map((_, k) => front.indexOf(k)),
        );
  if (!returnInverse && !returnCounts) return values;
  return [values, ...(returnInverse ? [int(inverse, dim === null ? x.shape : [n])] : []), ...(returnCounts ? [int(groups)] : [])];
}

export const countings = {
  nonzero,
  maskedSelect,
  scatter,
  takeAlongDim,
  cumprod,
  bincount,
  searchsorted,
  unique,
};
