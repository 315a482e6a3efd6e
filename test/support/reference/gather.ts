// Indexing: pick, scatter, embed.
import { broadcastTo, clone, full, type Nd, nd, place, positions, size, strides } from './nd.ts';

/** For every element of `index`, the flat position in `shape` of the element that it picks along `dim`. */
function pickedPositions(shape: readonly number[], dim: number, index: Nd): Int32Array {
  const steps = strides(shape);
  const d = place(dim, shape.length);
  const base = positions(
    index.shape,
    steps.map((s, k) => (k === d ? 0 : s)),
  );
  return base.map((at, i) => at + index.data[i]! * (steps[d] ?? 0));
}

/** A 1-D index, one for each row along `dim`, spread over the whole result of indexSelect. */
function spread(x: Nd, dim: number, index: Nd): Nd {
  const d = place(dim, x.shape.length);
  const shape = x.shape.map((n, k) => (k === d ? index.data.length : n));
  const column = nd(
    shape.map((n, k) => (k === d ? n : 1)),
    index.data,
    'int32',
  );
  return broadcastTo(column, shape);
}

function gather(x: Nd, dim: number, index: Nd): Nd {
  const at = pickedPositions(x.shape, dim, index);
  return nd(
    index.shape,
    Float64Array.from(at, (p) => x.data[p]!),
    x.dtype,
  );
}

function scatterAdd(x: Nd, dim: number, index: Nd, source: Nd): Nd {
  const result = clone(x);
  const from = positions(index.shape, strides(source.shape));
  pickedPositions(x.shape, dim, index).forEach((p, i) => {
    result.data[p]! += source.data[from[i]!]!;
  });
  return result;
}

function oneHot(index: Nd, numClasses = -1): Nd {
  const classes = numClasses >= 0 ? numClasses : Math.max(...index.data) + 1;
  const result = full([...index.shape, classes], 0, 'int32');
  index.data.forEach((c, i) => {
    result.data[i * classes + c] = 1;
  });
  return result;
}

const rowOf = (weight: Nd, i: number): Float64Array => weight.data.subarray(i * weight.shape[1]!, (i + 1) * weight.shape[1]!);

function embedding(index: Nd, weight: Nd): Nd {
  const width = weight.shape[1]!;
  const result = full([...index.shape, width], 0);
  index.data.forEach((row, i) => {
    result.data.set(rowOf(weight, row), i * width);
  });
  return result;
}

interface Bag {
  offsets?: Nd | null;
  mode?: 'sum' | 'mean' | 'max';
  paddingIdx?: number | null;
  perSampleWeights?: Nd | null;
}

/** Bags are the rows of a 2-D index, or the stretches of a 1-D one between offsets; an empty bag is zero. */
function embeddingBag(index: Nd, weight: Nd, { offsets, mode = 'mean', paddingIdx, perSampleWeights }: Bag = {}): Nd {
  const [rows, width] = weight.shape as [number, number];
  const starts = offsets ? [...offsets.data] : Array.from({ length: index.shape[0]! }, (_, b) => b * index.shape[1]!);
  const padding = paddingIdx === undefined || paddingIdx === null ? -1 : place(paddingIdx, rows);
  const result = full([starts.length, width], 0);
  starts.forEach((start, b) => {
    const members = Array.from({ length: (starts[b + 1] ?? size(index.shape)) - start }, (_, i) => start + i);
    const kept = members.filter((i) => index.data[i] !== padding);
    for (let d = 0; d < width && kept.length > 0; d++) {
      const values = kept.map((i) => rowOf(weight, index.data[i]!)[d]! * (perSampleWeights?.data[i] ?? 1));
      const sum = values.reduce((s, v) => s + v, 0);
      result.data[b * width + d] = mode === 'max' ? Math.max(...values) : mode === 'sum' ? sum : sum / kept.length;
    }
  });
  return result;
}

export const indexing = {
  gather,
  scatterAdd,
  indexSelect: (x: Nd, dim: number, index: Nd) => gather(x, dim, spread(x, dim, index)),
  oneHot,
  'F.embedding': embedding,
  'F.embeddingBag': embeddingBag,
};
