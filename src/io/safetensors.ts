/** Reading and writing safetensors files (https://huggingface.co/docs/safetensors): tensors by name, nothing that runs. */
import { heap } from '../../bindings/memory.ts';
import { empty } from '../create/values.ts';
import { checkOneOf, checkOptions, failRange, failType, show } from '../errors.ts';
import type { StateDict } from '../nn/module.ts';
import { takes } from '../options.ts';
import { Tensor } from '../tensor.ts';
import { dtypeOf, forEachValue, WRITTEN } from './filetype.ts';
import { checkMetadata, type Entry, isRecord, readHeader } from './header.ts';
import { flatten, isFlat, type Leaf, readTree, STATE_KEY, unflatten } from './tree.ts';

/** What `loadSafetensors` gives. */
export interface Safetensors<T extends object = StateDict> {
  /** What was saved: tensors by name, or state with tensors in it. */
  tensors: T;
  /** What the writer said about the file. */
  metadata: Record<string, string>;
}

/** Written in this order, so that every tensor is aligned. */
const ORDER = ['F32', 'I32', 'BOOL', 'U8'];
const typeOf = (leaf: Leaf): string => (leaf instanceof Tensor ? WRITTEN[leaf.dtype] : 'U8');

/** Four-byte elements, or one byte each for bools. */
function contents(leaf: Leaf): Uint8Array {
  if (!(leaf instanceof Tensor)) return leaf;
  if (leaf.dtype !== 'bool' && leaf.isContiguous()) return heap.u8.subarray(leaf.ptr, leaf.ptr + leaf.numel * 4);
  const values = leaf.toTypedArray();
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * The bytes of a safetensors file that holds a state: a module's `stateDict()`, an optimizer's, or both and more in one
 * object, with numbers, strings and `Generator.getState()` among them. Tensors lie under their names (joined by dots
 * where nested), so that any reader of the format finds them. The same state gives the same bytes.
 *
 * ```ts
 * const bytes = saveSafetensors({ model: model.stateDict(), optimizer: optimizer.stateDict(), epoch });
 * const { tensors } = loadSafetensors<Checkpoint>(bytes);
 * model.loadStateDict(tensors.model);
 * optimizer.loadStateDict(tensors.optimizer);
 * ```
 *
 * @param metadata strings by name, for the file's readers.
 * @throws {TypeError} for values that a file cannot hold, such as functions. @throws {DisposedError} for freed tensors.
 */
export function saveSafetensors(state: object, metadata: Record<string, string> = {}): Uint8Array<ArrayBuffer> {
  takes('saveSafetensors', 2, arguments);
  const fn = 'saveSafetensors';
  if (!isRecord(state) || state instanceof Tensor || ArrayBuffer.isView(state))
    failType(fn, `expected a state such as stateDict() gives, got ${show(state)}`);
  const about = { ...checkMetadata(fn, metadata) };
  if (Object.hasOwn(about, STATE_KEY)) failRange(fn, `expected metadata keys that are free, got '${STATE_KEY}'`);
  const { leaves, json } = isFlat(state)
    ? { leaves: new Map(Object.entries(state as StateDict)), json: undefined }
    : flatten(state);
  if (json !== undefined) about[STATE_KEY] = json;
  for (const [name, leaf] of leaves) {
    if (name === '__metadata__' || name === '__proto__') failRange(fn, `expected names that are free, got '${name}'`);
    if (leaf instanceof Tensor) leaf.check(fn);
  }
  const sorted = [...leaves].sort(([a, x], [b, y]) => ORDER.indexOf(typeOf(x)) - ORDER.indexOf(typeOf(y)) || (a < b ? -1 : 1));
  const header: [string, unknown][] = [];
  if (Object.keys(about).length > 0)
    header.push(['__metadata__', Object.fromEntries(Object.entries(about).sort(([a], [b]) => (a < b ? -1 : 1)))]);
  let end = 0;
  for (const [name, leaf] of sorted) {
    const begin = end;
    end += leaf instanceof Tensor ? leaf.numel * (leaf.dtype === 'bool' ? 1 : 4) : leaf.length;
    header.push([
      name,
      { dtype: typeOf(leaf), shape: leaf instanceof Tensor ? leaf.shape : [leaf.length], data_offsets: [begin, end] },
    ]);
  }
  // written key by key: an object would put names such as '0' first
  const text = new TextEncoder().encode(
    `{${header.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join()}}`,
  );
  const start = 8 + Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(start + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.fill(0x20, 8, start);
  bytes.set(text, 8);
  let at = start;
  for (const [, leaf] of sorted) {
    const raw = contents(leaf);
    bytes.set(raw, at);
    at += raw.length;
  }
  return bytes;
}

/** Options of `loadSafetensors`. */
export interface LoadSafetensorsOptions {
  /**
   * What values that none of our types holds exactly become: 'float32' rounds F64, I64, U64, U32, and reads the 8-bit floats.
   * For all tensors, or by name.
   */
  cast?: 'float32' | Record<string, 'float32'>;
}

/** Whether a tensor is to be rounded to float32. */
function castOf(cast: LoadSafetensorsOptions['cast']): (name: string) => boolean {
  const check = (what: string, value: unknown) => checkOneOf('loadSafetensors', what, value, ['float32']);
  if (cast === undefined) return () => false;
  if (!isRecord(cast)) {
    check('cast', cast);
    return () => true;
  }
  for (const [name, value] of Object.entries(cast)) check(`cast of ${show(name)}`, value);
  return (name) => Object.hasOwn(cast, name);
}

const raw = (bytes: Uint8Array, { begin, end }: Entry): Uint8Array => bytes.subarray(begin, end);
const isCopied = ({ dtype }: Entry): boolean => dtype === 'F32' || dtype === 'I32';

function read(bytes: Uint8Array, entry: Entry, cast: boolean): Tensor {
  const t = empty(entry.shape, cast ? 'float32' : dtypeOf(entry.dtype));
  if (isCopied(entry) && t.dtype === dtypeOf(entry.dtype)) {
    heap.u8.set(raw(bytes, entry), t.ptr);
    return t;
  }
  const words = t.dtype === 'float32' ? heap.f32 : heap.i32;
  const at = t.ptr >>> 2;
  forEachValue(entry.name, raw(bytes, entry), entry.dtype, cast, (value, i) => {
    words[at + i] = value;
  });
  return t;
}

/**
 * Reads a safetensors file: `tensors` is what was saved — tensors by name, in the order of the file, or nested state as
 * `saveSafetensors` was given it, which `T` can name. F32, I32 and BOOL become our types; F16, BF16, small integers,
 * I64 and F64 become float32 or int32 where that is exact, or rounded with `cast`. Objects have no prototype. The tensors are the caller's to
 * dispose, or the scope's.
 *
 * @throws {RangeError} for a malformed file, or values that our types cannot hold; nothing is allocated then.
 */
export function loadSafetensors<T extends object = StateDict>(
  file: Uint8Array | ArrayBuffer,
  options: LoadSafetensorsOptions = {},
): Safetensors<T> {
  takes('loadSafetensors', 2, arguments);
  const fn = 'loadSafetensors';
  checkOptions(fn, options, ['cast']);
  const cast = castOf(options.cast);
  const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : file;
  if (!(bytes instanceof Uint8Array)) failType(fn, `expected a Uint8Array, got ${show(file)}`);
  const { entries, metadata } = readHeader(bytes);
  const json = metadata[STATE_KEY];
  delete metadata[STATE_KEY];
  const nested = json === undefined ? undefined : readTree(json, new Set(entries.map(({ name }) => name)));
  for (const entry of entries)
    if (!isCopied(entry)) forEachValue(entry.name, raw(bytes, entry), entry.dtype, cast(entry.name), () => {});
  const leaves = new Map<string, Leaf>();
  try {
    for (const entry of entries)
      leaves.set(entry.name, nested?.bytes.has(entry.name) ? raw(bytes, entry).slice() : read(bytes, entry, cast(entry.name)));
  } catch (error) {
    for (const leaf of leaves.values()) if (leaf instanceof Tensor) leaf.dispose();
    throw error;
  }
  const tensors =
    nested === undefined ? Object.assign(Object.create(null), Object.fromEntries(leaves)) : unflatten(nested.tree, leaves);
  return { tensors: tensors as T, metadata };
}
