/** Reading and writing safetensors files (https://huggingface.co/docs/safetensors): tensors by name, nothing that runs. */
import { heap } from '../../bindings/memory.ts';
import { checkOptions, failRange, failType, show } from '../errors.ts';
import type { StateDict } from '../nn/module.ts';
import { takes } from '../options.ts';
import { Tensor } from '../tensor.ts';
import { bytesOf, type FileBytes, rangeOf } from './bytes.ts';
import { type Cast, castOf, checkFits, toTensor } from './cast.ts';
import { encode, type ShortFloat } from './encode.ts';
import { BYTES, type FileType, WRITTEN } from './filetype.ts';
import { checkMetadata, checkText, type Entry, isRecord, PREFIX, readHeader, readLength } from './header.ts';
import { flatten, isFlat, type Leaf, readTree, STATE_KEY, unflatten } from './tree.ts';

/** What `loadSafetensors` returns. */
export interface Safetensors<T extends object = StateDict> {
  /** What was saved: tensors by name, or a nested state that contains tensors. */
  tensors: T;
  /** The metadata that the writer stored. */
  metadata: Record<string, string>;
}

/** Options of `saveSafetensors`. */
export interface SaveSafetensorsOptions {
  /**
   * Writes float32 tensors as F16 or BF16, rounded to nearest, ties to even: all of them, by name, or by a function of the
   * name. `loadSafetensors` reads them as float32.
   */
  cast?: Cast<ShortFloat>;
}

const SHORT_FLOATS: readonly ShortFloat[] = ['float16', 'bfloat16'];

/** The order in which types are written, so that every tensor is aligned. */
const ORDER = ['F32', 'I32', 'F16', 'BF16', 'BOOL', 'U8'];

/** A leaf as it is written to the file. */
interface Written {
  name: string;
  leaf: Leaf;
  short: ShortFloat | undefined;
  type: string;
}

function writtenAs(name: string, leaf: Leaf, cast: (name: string) => ShortFloat | undefined): Written {
  const short = leaf instanceof Tensor && leaf.dtype === 'float32' ? cast(name) : undefined;
  const type = short === undefined ? (leaf instanceof Tensor ? WRITTEN[leaf.dtype] : 'U8') : short === 'float16' ? 'F16' : 'BF16';
  return { name, leaf, short, type };
}

/** The bytes of a leaf: four for each element, two if it is rounded, one for a bool. */
function contents({ leaf, short }: Written): Uint8Array {
  if (!(leaf instanceof Tensor)) return leaf;
  if (short !== undefined) return encode(leaf.toTypedArray() as Float32Array, short);
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
export function saveSafetensors(
  state: object,
  metadata: Record<string, string> = {},
  options: SaveSafetensorsOptions = {},
): Uint8Array<ArrayBuffer> {
  takes('saveSafetensors', 3, arguments);
  const fn = 'saveSafetensors';
  checkOptions(fn, options, ['cast']);
  const cast = castOf(fn, options.cast, SHORT_FLOATS);
  if (!isRecord(state) || state instanceof Tensor || ArrayBuffer.isView(state))
    failType(fn, `expected a state such as stateDict() returns, got ${show(state)}`);
  const about = { ...checkMetadata(fn, metadata) };
  for (const text of Object.entries(about).flat()) checkText(fn, text);
  if (Object.hasOwn(about, STATE_KEY)) failRange(fn, `expected metadata keys that are free, got '${STATE_KEY}'`);
  const { leaves, json } = isFlat(state)
    ? { leaves: new Map(Object.entries(state as StateDict)), json: undefined }
    : flatten(state);
  if (json !== undefined) about[STATE_KEY] = json;
  for (const [name, leaf] of leaves) {
    if (name === '__metadata__') failRange(fn, `expected names that are free, got '${name}'`);
    checkText(fn, name);
    if (leaf instanceof Tensor) leaf.check(fn);
  }
  const sorted = [...leaves]
    .map(([name, leaf]) => writtenAs(name, leaf, cast))
    .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || (a.name < b.name ? -1 : 1));
  const header: [string, unknown][] = [];
  if (Object.keys(about).length > 0)
    header.push(['__metadata__', Object.fromEntries(Object.entries(about).sort(([a], [b]) => (a < b ? -1 : 1)))]);
  let end = 0;
  for (const { name, leaf, type } of sorted) {
    const begin = end;
    end += leaf instanceof Tensor ? leaf.numel * BYTES[type as FileType] : leaf.length;
    header.push([name, { dtype: type, shape: leaf instanceof Tensor ? leaf.shape : [leaf.length], data_offsets: [begin, end] }]);
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
  for (const written of sorted) {
    const raw = contents(written);
    bytes.set(raw, at);
    at += raw.length;
  }
  return bytes;
}

/** Options of `loadSafetensors`. */
export interface LoadSafetensorsOptions {
  /**
   * 'float32' rounds what none of our types holds exactly, F64, I64, U64, U32, and makes integers and bools float32: for all
   * tensors, by name, or by a function of the name.
   */
  cast?: Cast;
}

/**
 * Reads a safetensors file: `tensors` is what was saved — tensors by name, in the order of the file, or nested state as
 * `saveSafetensors` was given it, which `T` can name. F32, I32 and BOOL become our types; F16, BF16, the 8-bit floats and
 * small integers become float32 or int32, which hold them; I64, U64, U32 and F64 do where that is exact, or rounded with
 * `cast`. Objects have no prototype. The tensors are the caller's to dispose, or the scope's. For a file that is read in
 * parts, `openSafetensors`.
 *
 * @throws {RangeError} for a malformed file, or values that our types cannot hold; nothing is allocated then.
 */
export function loadSafetensors<T extends object = StateDict>(
  file: FileBytes,
  options: LoadSafetensorsOptions = {},
): Safetensors<T> {
  takes('loadSafetensors', 2, arguments);
  const fn = 'loadSafetensors';
  checkOptions(fn, options, ['cast']);
  const cast = castOf(fn, options.cast, ['float32']);
  const bytes = bytesOf(fn, file);
  const length = readLength(fn, bytes, bytes.length);
  const { entries, metadata } = readHeader(fn, bytes.subarray(PREFIX, PREFIX + length), bytes.length);
  const json = metadata[STATE_KEY];
  delete metadata[STATE_KEY];
  const nested = json === undefined ? undefined : readTree(json, new Set(entries.map(({ name }) => name)));
  const chosen = new Map(entries.map(({ name }) => [name, cast(name)]));
  const raw = ({ begin, end }: Entry): Uint8Array => rangeOf(fn, bytes, begin, end);
  for (const entry of entries) if (chosen.get(entry.name) === undefined) checkFits(fn, entry, raw(entry));
  const leaves = new Map<string, Leaf>();
  try {
    for (const entry of entries) {
      const { name } = entry;
      leaves.set(name, nested?.bytes.has(name) ? raw(entry).slice() : toTensor(entry, raw(entry), chosen.get(name)));
    }
  } catch (error) {
    for (const leaf of leaves.values()) if (leaf instanceof Tensor) leaf.dispose();
    throw error;
  }
  const tensors =
    nested === undefined ? Object.assign(Object.create(null), Object.fromEntries(leaves)) : unflatten(nested.tree, leaves);
  return { tensors: tensors as T, metadata };
}
