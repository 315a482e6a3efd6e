/** The weights of a TensorFlow.js model: their positions in the binary files, and their numbers. */
import { checkInteger, checkNumber, failRange, failType, show } from '../errors.ts';
import { bytesOf, type FileBytes, isFileBytes } from '../io/bytes.ts';
import { FN, field, isObject, type Json } from './config.ts';

/** The binary files: all bytes in one, several in the order of the manifest, or by path. */
export type TfjsWeights = FileBytes | readonly FileBytes[] | Readonly<Record<string, FileBytes>>;

const BYTES = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2 } as const;
type Stored = keyof typeof BYTES;

/** One weight: its position, and how its bytes become numbers. */
export interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  /** The numbers, row by row, in a new array. */
  read(): Float32Array<ArrayBuffer>;
}

/** A float16 as a number. */
function half(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction ? NaN : Infinity) : 0;
  const value = exponent === 0 || exponent === 31 ? size : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -value : value;
}

/** Consecutive bytes that are spread over several arrays. */
class Bytes {
  readonly parts: readonly Uint8Array[];
  readonly length: number;

  constructor(parts: readonly Uint8Array[]) {
    this.parts = parts;
    this.length = parts.reduce((sum, part) => sum + part.length, 0);
  }

  /** A copy of a range. */
  slice(begin: number, count: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(count);
    let at = 0;
    for (const part of this.parts) {
      const from = Math.max(0, begin - at);
      const to = Math.min(part.length, begin + count - at);
      if (from < to) out.set(part.subarray(from, to), at + from - begin);
      at += part.length;
    }
    return out;
  }
}

interface Spec {
  name: string;
  shape: readonly number[];
  count: number;
  stored: Stored;
  scale: number;
  min: number;
}

function specOf(given: unknown): Spec {
  if (!isObject(given)) failType(FN, `expected weights with a name, shape and dtype, got ${show(given)}`);
  const name = field(given, 'name');
  if (typeof name !== 'string' || name === '') failType(FN, `expected weights with a name, got ${show(name)}`);
  const sizes = field(given, 'shape');
  if (!Array.isArray(sizes) || sizes.length > 8) failType(FN, `expected a shape of weight '${name}', got ${show(sizes)}`);
  const shape = sizes.map((size: unknown) => checkInteger(FN, `shape of weight '${name}'`, size, 0, 2 ** 31 - 1));
  const count = shape.reduce((product, size) => product * size, 1);
  if (count > 2 ** 31 - 1) failRange(FN, `expected at most 2147483647 elements of weight '${name}', got ${count}`);
  const quantization = field(given, 'quantization');
  const dtype = field(given, 'dtype');
  const words = quantization === undefined ? ['float32', 'int32', 'bool', 'uint8'] : ['uint8', 'uint16', 'float16'];
  if (quantization !== undefined && !isObject(quantization))
    failType(FN, `expected quantization of weight '${name}' to be an object, got ${show(quantization)}`);
  const stored = quantization === undefined ? dtype : field(quantization as Json, 'dtype');
  if (!words.includes(stored as string))
    failType(FN, `expected weight '${name}' of dtype ${words.join(', ')}, got ${show(stored)}`);
  let [scale, min] = [1, 0];
  if (quantization !== undefined && stored !== 'float16') {
    scale = checkNumber(FN, `scale of weight '${name}'`, field(quantization as Json, 'scale'));
    min = checkNumber(FN, `min of weight '${name}'`, field(quantization as Json, 'min'));
  }
  return { name, shape, count, stored: stored as Stored, scale, min };
}

function read({ count, stored, scale, min }: Spec, bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  if (stored === 'float32') return new Float32Array(bytes.buffer);
  const words =
    stored === 'int32'
      ? new Int32Array(bytes.buffer)
      : BYTES[stored] === 2
        ? new Uint16Array(bytes.buffer)
        : new Uint8Array(bytes.buffer);
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const word = words[i] as number;
    out[i] = stored === 'float16' ? half(word) : word * scale + min;
  }
  return out;
}

interface Group {
  paths: readonly string[] | null;
  specs: readonly Spec[];
  size: number;
}

function groupOf(weights: unknown, paths: unknown): Group {
  if (!Array.isArray(weights)) failType(FN, `expected a list of weights in the manifest, got ${show(weights)}`);
  if (paths !== null && !(Array.isArray(paths) && paths.every((path) => typeof path === 'string')))
    failType(FN, `expected paths of weights in the manifest, got ${show(paths)}`);
  const specs = weights.map(specOf);
  return { paths: paths as string[] | null, specs, size: specs.reduce((sum, s) => sum + s.count * BYTES[s.stored], 0) };
}

/** The manifest's groups of files. */
function groupsOf(model: Json): Group[] {
  const manifest = field(model, 'weights_manifest');
  if (manifest === undefined) return [groupOf(field(model, 'weight_specs') ?? [], null)];
  if (!Array.isArray(manifest)) failType(FN, `expected weightsManifest to be an array, got ${show(manifest)}`);
  return manifest.map((group: unknown) =>
    isObject(group)
      ? groupOf(field(group, 'weights'), field(group, 'paths') ?? null)
      : failType(FN, `expected weightsManifest of objects, got ${show(group)}`),
  );
}

/** The bytes of a group, and their start among all bytes. */
interface Files {
  bytes: Bytes;
  begin: number;
}

/** The files of each group. */
function filesOf(groups: readonly Group[], given: unknown): Files[] {
  const total = groups.reduce((sum, { size }) => sum + size, 0);
  const paths = groups.flatMap((group) => group.paths ?? []);
  const isOne = isFileBytes(given);
  if (isOne || (Array.isArray(given) && (paths.length !== given.length || groups.some((group) => group.paths === null)))) {
    const whole = new Bytes((isOne ? [given] : [...given]).map((part: unknown) => bytesOf(FN, part)));
    if (whole.length !== total) failRange(FN, `expected ${total} bytes of weights, got ${whole.length}`);
    let at = 0;
    return groups.map(({ size }) => {
      at += size;
      return { bytes: whole, begin: at - size };
    });
  }
  if (!Array.isArray(given) && !isObject(given))
    failType(FN, `expected weights as bytes, an array of them, or an object of them by path, got ${show(given)}`);
  let next = 0;
  const fileAt = (path: string): Uint8Array => {
    if (Array.isArray(given)) return bytesOf(FN, given[next++]);
    const name = Object.hasOwn(given, path) ? path : path.replace(/^.*\//, '');
    if (!Object.hasOwn(given, name)) failRange(FN, `expected the bytes of '${path}' in weights, got none`);
    return bytesOf(FN, (given as Json)[name]);
  };
  return groups.map((group) => {
    const bytes = new Bytes((group.paths ?? []).map(fileAt));
    if (bytes.length !== group.size)
      failRange(FN, `expected ${group.size} bytes of weights in ${(group.paths ?? []).join(', ')}, got ${bytes.length}`);
    return { bytes, begin: 0 };
  });
}

/** Every weight by name. Also by the name without that of its cell, which TensorFlow 2 puts before the last part. */
export function weightsOf(model: Json, given: unknown): Map<string, Weight> {
  const groups = groupsOf(model);
  const files = filesOf(groups, given ?? field(model, 'weight_data') ?? []);
  const found = new Map<string, Weight>();
  const short = new Map<string, Weight>();
  groups.forEach(({ specs }, i) => {
    const { bytes, begin: first } = files[i] as Files;
    let at = first;
    for (const spec of specs) {
      const size = spec.count * BYTES[spec.stored];
      const begin = at;
      at += size;
      const name = spec.name.replace(/:\d+$/, '');
      const weight: Weight = { name, shape: spec.shape, read: () => read(spec, bytes.slice(begin, size)) };
      if (found.has(name)) failRange(FN, `expected each weight once, got '${name}' twice`);
      found.set(name, weight);
      const parts = name.split('/');
      if (parts.length > 2) short.set([...parts.slice(0, -2), parts[parts.length - 1]].join('/'), weight);
    }
  });
  for (const [name, weight] of short) if (!found.has(name)) found.set(name, weight);
  return found;
}

/** The numbers of an array of this shape, with its dims reordered. */
export function reordered(
  data: Float32Array<ArrayBuffer>,
  shape: readonly number[],
  order: readonly number[],
): Float32Array<ArrayBuffer> {
  const steps = shape.map((_, d) => shape.slice(d + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((d) => shape[d] as number);
  const out = new Float32Array(data.length);
  const index = sizes.map(() => 0);
  let from = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = data[from] as number;
    for (let d = sizes.length - 1; d >= 0; d--) {
      const step = steps[order[d] as number] as number;
      index[d] = (index[d] as number) + 1;
      from += step;
      if ((index[d] as number) < (sizes[d] as number)) break;
      from -= step * (sizes[d] as number);
      index[d] = 0;
    }
  }
  return out;
}
