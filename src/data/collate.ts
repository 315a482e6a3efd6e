/** How samples become a batch: tensors are stacked, numbers become a tensor, arrays and objects are collated by place. */

import { checkTensor } from '../array/check.ts';
import { copyInto } from '../array/copy.ts';
import { empty, tensor } from '../create/values.ts';
import { failRange, failType, show } from '../errors.ts';
import { select } from '../ops/shape/part.ts';
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
function stacked(fn: string, samples: readonly unknown[]): Tensor {
  const first = samples[0] as Tensor;
  const out = empty([samples.length, ...first.shape], first.dtype);
  samples.forEach((given, i) => {
    const sample = checkTensor(fn, 'every sample', given);
    if (!sameShape(sample.shape, first.shape) || sample.dtype !== first.dtype) {
      failRange(
        fn,
        `expected samples of one shape and type, got ${showShape(first.shape)} ${first.dtype} and ${showShape(sample.shape)} ${sample.dtype}; pad them, or give a collate`,
      );
    }
    copyInto(select(out, 0, i), sample);
  });
  return out;
}

/** Refuses samples of several kinds. */
function checkAlike(fn: string, samples: readonly unknown[], isAlike: (sample: unknown) => boolean): void {
  const other = samples.find((sample) => !isAlike(sample));
  if (other !== undefined) failType(fn, `expected samples of one kind, got ${show(samples[0])} and ${show(other)}`);
}

/** `default_collate` in PyTorch, except that plain numbers give float32. @throws {TypeError} for samples of other kinds. */
export function defaultCollate<Sample>(samples: readonly Sample[]): Batch<Sample> {
  if (!Array.isArray(samples)) failType('defaultCollate', `expected an array of samples, got ${show(samples)}`);
  return collate('defaultCollate', samples) as Batch<Sample>;
}

/** `defaultCollate` on behalf of the function `fn`. */
export function collate(fn: string, samples: readonly unknown[]): unknown {
  const parts = (keys: readonly PropertyKey[]): unknown[] =>
    keys.map((key) =>
      collate(
        fn,
        samples.map((sample) => (sample as Record<PropertyKey, unknown>)[key]),
      ),
    );
  const [first] = samples;
  if (first instanceof Tensor) return stacked(fn, samples);
  if (typeof first === 'number' || typeof first === 'boolean') {
    checkAlike(fn, samples, (sample) => typeof sample === typeof first);
    return tensor(samples as number[]);
  }
  if (typeof first === 'string') return [...samples];
  if (ArrayBuffer.isView(first)) {
    checkAlike(fn, samples, ArrayBuffer.isView);
    const rows = samples.map((sample) => tensor(sample as Float32Array));
    return stacked(fn, rows);
  }
  if (Array.isArray(first)) {
    checkAlike(fn, samples, Array.isArray);
    if (samples.some((sample) => (sample as unknown[]).length !== first.length))
      failRange(fn, 'expected samples of one length, got arrays of several; give a collate');
    return parts([...first.keys()]);
  }
  if (typeof first === 'object' && first !== null) {
    checkAlike(fn, samples, (sample) => typeof sample === 'object' && sample !== null);
    const keys = Object.keys(first);
    const values = parts(keys);
    return Object.fromEntries(keys.map((key, i) => [key, values[i]]));
  }
  return failType(fn, `expected samples of tensors, numbers, arrays or objects, got ${show(first)}; give a collate`);
}
