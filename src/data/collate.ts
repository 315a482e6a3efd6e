/** How samples become a batch: tensors are stacked, numbers become a tensor, arrays and objects are collated by place. */
import { failRange, failType, show } from '../errors.ts';
import { empty, tensor } from '../ops/create.ts';
import { copyInto, select } from '../ops/views.ts';
import { sameShape, showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';

type Typed =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** The batch that samples of a type make. */
export type Batch<Sample> = Sample extends Tensor | number | boolean | Typed
  ? Tensor
  : Sample extends string
    ? string[]
    : Sample extends readonly unknown[]
      ? { -readonly [K in keyof Sample]: Batch<Sample[K]> }
      : Sample extends object
        ? { [K in keyof Sample]: Batch<Sample[K]> }
        : Sample[];

/** Stacks tensors of one shape and type along a new dim 0. */
function stacked(samples: readonly Tensor[]): Tensor {
  const [first] = samples as [Tensor];
  const out = empty([samples.length, ...first.shape], first.dtype);
  samples.forEach((sample, i) => {
    sample.check('DataLoader');
    if (!sameShape(sample.shape, first.shape) || sample.dtype !== first.dtype) {
      failRange(
        'DataLoader',
        `expected samples of one shape and type, got ${showShape(first.shape)} ${first.dtype} and ${showShape(sample.shape)} ${sample.dtype}; pad them, or give a collate`,
      );
    }
    copyInto(select(out, 0, i), sample);
  });
  return out;
}

/** `default_collate` in PyTorch, except that plain numbers give float32. @throws {TypeError} for samples of other kinds. */
export function defaultCollate<Sample>(samples: readonly Sample[]): Batch<Sample> {
  return collate(samples) as Batch<Sample>;
}

function collate(samples: readonly unknown[]): unknown {
  const [first] = samples;
  if (first instanceof Tensor) return stacked(samples as Tensor[]);
  if (typeof first === 'number' || typeof first === 'boolean') return tensor(samples as number[]);
  if (typeof first === 'string') return [...samples];
  if (ArrayBuffer.isView(first)) return stacked(samples.map((s) => tensor(s as Float32Array)));
  if (Array.isArray(first)) {
    const rows = samples as unknown[][];
    if (rows.some((row) => row.length !== first.length))
      failRange('DataLoader', 'expected samples of one length, got arrays of several; give a collate');
    return first.map((_, i) => collate(rows.map((row) => row[i])));
  }
  if (typeof first === 'object' && first !== null) {
    const rows = samples as Record<string, unknown>[];
    return Object.fromEntries(Object.keys(first).map((key) => [key, collate(rows.map((row) => row[key]))]));
  }
  return failType('DataLoader', `expected samples of tensors, numbers, arrays or objects, got ${show(first)}; give a collate`);
}
