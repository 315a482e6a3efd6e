/** How samples become a batch: tensors are stacked, numbers become a tensor, arrays, maps and objects are collated by place. */

import { checkTensor } from '../array/check.ts';
import { copyInto } from '../array/copy.ts';
import { empty, tensor } from '../create/values.ts';
import { failRange, failType, show } from '../errors.ts';
import { select } from '../ops/shape/part.ts';
import { takes } from '../options.ts';
import { composed } from '../scope.ts';
import { sameShape, showShape } from '../shape.ts';
import { isThenable } from '../synchronous.ts';
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

/** The batch type for a sample type. */
export type Batch<Sample> = Sample extends Tensor | number | boolean | Typed
  ? Tensor
  : Sample extends string
    ? string[]
    : Sample extends ReadonlyMap<infer K, infer V>
      ? Map<K, Batch<V>>
      : Sample extends readonly unknown[]
        ? { -readonly [K in keyof Sample]: Batch<Sample[K]> }
        : Sample extends object
          ? { [K in keyof Sample]: Batch<Sample[K]> }
          : Sample[];

/** Deeper than any sensible sample; stops at cyclic ones. */
const DEPTH = 100;

type Kind = 'tensor' | 'number' | 'boolean' | 'string' | 'typed array' | 'array' | 'Map' | 'object';

/** Whether a value is a plain object, of this realm or another. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): Kind | null {
  if (value instanceof Tensor) return 'tensor';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return typeof value as Kind;
  if (typeof value !== 'object' || value === null) return null;
  if (ArrayBuffer.isView(value))
    return typeof (value as Int32Array)[0] === 'bigint' || value instanceof DataView ? null : 'typed array';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'Map';
  return isPlain(value) && !isThenable(value) ? 'object' : null;
}

/** The kind that all samples share. */
function commonKind(fn: string, samples: readonly unknown[]): Kind {
  const kinds = Array.from(samples, (sample, i) => {
    const kind = kindOf(sample);
    if (kind !== null) return kind;
    const remedy = isThenable(sample) ? 'draw the batches of an asynchronous dataset with for await' : 'give a collate';
    const kinds = 'tensors, numbers, strings, arrays, maps or plain objects';
    return failType(fn, `expected samples of ${kinds}, got ${show(sample)} as sample ${i} of the batch; ${remedy}`);
  });
  const other = kinds.findIndex((kind) => kind !== kinds[0]);
  if (other > 0) failType(fn, `expected samples of one kind, got ${show(samples[0])} and ${show(samples[other])}`);
  return kinds[0] as Kind;
}

/** Stacks tensors of one shape and type along a new dim 0. */
function stacked(fn: string, samples: readonly Tensor[]): Tensor {
  const first = checkTensor(fn, 'every sample', samples[0]);
  for (const given of samples) {
    const { shape, dtype } = checkTensor(fn, 'every sample', given);
    if (!sameShape(shape, first.sizes) || dtype !== first.dtype) {
      failRange(
        fn,
        `expected samples of one shape and type, got ${showShape(first.sizes)} ${first.dtype} and ${showShape(shape)} ${dtype}; pad them, or give a collate`,
      );
    }
  }
  const out = empty([samples.length, ...first.sizes], first.dtype);
  samples.forEach((sample, i) => {
    copyInto(select(out, 0, i), sample);
  });
  return out;
}

/**
 * `default_collate` in PyTorch, except that plain numbers give float32 and maps are collated by key.
 * @throws {TypeError} for samples of other kinds. @throws {RangeError} for no samples, or samples of several shapes.
 */
export function defaultCollate<Sample>(samples: readonly Sample[]): Batch<Sample> {
  takes('defaultCollate', 1, arguments);
  if (!Array.isArray(samples)) failType('defaultCollate', `expected an array of samples, got ${show(samples)}`);
  return composed('defaultCollate', () => collate('defaultCollate', samples)) as Batch<Sample>;
}

/** `defaultCollate` on behalf of the function `fn`. */
export function collate(fn: string, samples: readonly unknown[], depth: number = 0): unknown {
  if (samples.length === 0) failRange(fn, 'expected at least one sample, got none');
  if (depth > DEPTH) failRange(fn, 'expected samples of finite depth, got one that contains itself');
  const parts = <K>(keys: readonly K[], of: (sample: unknown, key: K) => unknown): unknown[] =>
    keys.map((key) =>
      collate(
        fn,
        samples.map((sample) => of(sample, key)),
        depth + 1,
      ),
    );
  const kind = commonKind(fn, samples);
  switch (kind) {
    case 'tensor':
      return stacked(fn, samples as Tensor[]);
    case 'number':
    case 'boolean':
      return tensor(samples as number[]);
    case 'string':
      return [...samples];
    case 'typed array':
      return stacked(
        fn,
        samples.map((sample) => tensor(sample as Float32Array)),
      );
    case 'array': {
      const { length } = samples[0] as unknown[];
      if (samples.some((sample) => (sample as unknown[]).length !== length))
        failRange(fn, 'expected samples of one length, got arrays of several; give a collate');
      return parts([...Array(length).keys()], (sample, i) => (sample as unknown[])[i]);
    }
    case 'Map': {
      const keys = [...(samples[0] as Map<unknown, unknown>).keys()];
      const values = parts(keys, (sample, key) => {
        if (!(sample as Map<unknown, unknown>).has(key)) failKey(fn, key);
        return (sample as Map<unknown, unknown>).get(key);
      });
      return new Map(keys.map((key, i) => [key, values[i]]));
    }
    case 'object': {
      const keys = Object.keys(samples[0] as object);
      const values = parts(keys, (sample, key) => {
        if (!Object.hasOwn(sample as object, key)) failKey(fn, key);
        return (sample as Record<string, unknown>)[key];
      });
      return Object.fromEntries(keys.map((key, i) => [key, values[i]]));
    }
  }
}

const failKey = (fn: string, key: unknown): never =>
  failRange(fn, `expected ${show(key)} in every sample, as in the first, got one without`);
