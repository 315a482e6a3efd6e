/** Safetensors files that are too large to hold in memory: the header is read first, each tensor on request. */
import { heap } from '../../bindings/memory.ts';
import { checkOptions, failRange, failType, show } from '../errors.ts';
import type { StateDict } from '../nn/module.ts';
import { takes } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Cast, castOf, checkFits, toTensor } from './cast.ts';
import { type Entry, PREFIX, readHeader, readLength } from './header.ts';
import { NAME_OPTIONS, type NameOptions, newNames } from './rename.ts';
import { type Ranges, rangesOf, type Source } from './source.ts';

/** A tensor's type, shape and size, from the header. */
export interface TensorInfo {
  /** The type of its elements in the file, such as 'F32' or 'BF16'. */
  readonly dtype: string;
  /** Its sizes, outermost first. */
  readonly shape: Shape;
  /** Its size in the file. */
  readonly bytes: number;
}

/** Options of `SafetensorsFile.load`. */
export interface LoadTensorOptions {
  /** As in `loadSafetensors`; names are those in the file. */
  cast?: Cast;
}

/** Options of `SafetensorsFile.loadAll`. */
export interface LoadAllOptions extends LoadTensorOptions, NameOptions {}

/** An open safetensors file, made by `openSafetensors`. It reads from its source and never closes it. */
export class SafetensorsFile {
  /** The names of the tensors, in file order. `keys()` in Python's safetensors. */
  readonly names: readonly string[];
  /** The metadata that the writer stored. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Each tensor's type, shape and size, by name. */
  readonly info: Readonly<Record<string, TensorInfo>>;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly ranges: Ranges;

  /** @internal */
  constructor(entries: readonly Entry[], metadata: Record<string, string>, ranges: Ranges) {
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
    this.ranges = ranges;
    this.names = Object.freeze([...this.entries.keys()]);
    this.metadata = Object.freeze(metadata);
    const info: Record<string, TensorInfo> = Object.create(null);
    for (const { name, dtype, shape, begin, end } of entries)
      info[name] = Object.freeze({ dtype, shape: Object.freeze([...shape]), bytes: end - begin });
    this.info = Object.freeze(info);
  }

  /**
   * Reads one tensor, and no other bytes. The caller disposes it. `get_tensor` in Python's safetensors.
   * @throws {RangeError} for a name that the file has not, or values that our types cannot hold without `cast`.
   */
  async load(name: string, options: LoadTensorOptions = {}): Promise<Tensor> {
    const fn = 'load';
    takes(fn, 2, arguments);
    checkOptions(fn, options, ['cast']);
    return this.read(fn, name, castOf(fn, options.cast, ['float32']));
  }

  /**
   * Reads all tensors, or those that `rename` does not leave out, one after the other: a state for `loadStateDict`. The
   * tensors are the caller's to dispose; if one cannot be read, those before it are disposed.
   * @throws {RangeError} as `load`, or for names that collide. @throws {TypeError} for options of other kinds.
   */
  async loadAll(options: LoadAllOptions = {}): Promise<StateDict> {
    const fn = 'loadAll';
    takes(fn, 1, arguments);
    checkOptions(fn, options, ['cast', ...NAME_OPTIONS]);
    const state = new StateReader(fn, this.names, options);
    return state.whole(() => state.from(this, this.names));
  }

  /** @internal */
  async read(fn: string, name: string, cast: (name: string) => 'float32' | undefined): Promise<Tensor> {
    if (typeof name !== 'string') failType(fn, `expected the name of a tensor, got ${show(name)}`);
    const entry = this.entries.get(name) ?? failRange(fn, `expected a name of the file, got ${show(name)}; see names`);
    const chosen = cast(name);
    const bytes = await this.ranges.read(fn, entry.begin, entry.end);
    if (chosen === undefined) checkFits(fn, entry, bytes);
    heap.caller = fn;
    return toTensor(entry, bytes, chosen);
  }
}

/** Collects a state from files: all of it, or none. */
export class StateReader {
  private readonly fn: string;
  private readonly tensors = new Map<string, Tensor>();
  private readonly names: ReadonlyMap<string, string>;
  private readonly tied: Readonly<Record<string, string>>;
  private readonly cast: (name: string) => 'float32' | undefined;

  constructor(fn: string, names: Iterable<string>, options: LoadAllOptions) {
    this.fn = fn;
    this.names = newNames(fn, names, options);
    this.tied = options.tied ?? {};
    this.cast = castOf(fn, options.cast, ['float32']);
  }

  /** Whether a tensor is wanted. */
  wants(name: string): boolean {
    return this.names.has(name);
  }

  /** Reads the named tensors that are wanted. */
  async from(file: SafetensorsFile, names: readonly string[]): Promise<void> {
    for (const name of names) {
      const to = this.names.get(name);
      if (to !== undefined) this.tensors.set(to, await file.read(this.fn, name, this.cast));
    }
  }

  /** The state by its new names, once `reading` has finished. */
  async whole(reading: () => Promise<void>): Promise<StateDict> {
    try {
      await reading();
    } catch (error) {
      for (const t of this.tensors.values()) t.dispose();
      throw error;
    }
    const state: Record<string, Tensor> = Object.create(null);
    for (const to of this.names.values()) state[to] = this.tensors.get(to) as Tensor;
    for (const [to, source] of Object.entries(this.tied)) state[to] = state[source] as Tensor;
    return state;
  }
}

/** @internal */
export async function openFile(fn: string, source: Source): Promise<SafetensorsFile> {
  const ranges = await rangesOf(fn, source);
  const first = await ranges.read(fn, 0, Math.min(PREFIX, ranges.size));
  const length = readLength(fn, first, ranges.size);
  const { entries, metadata } = readHeader(fn, await ranges.read(fn, PREFIX, PREFIX + length), ranges.size);
  return new SafetensorsFile(entries, metadata, ranges);
}

/**
 * Opens a safetensors file and reads its tensors one by one, so that the file may be larger than memory. Only the
 * header is read. `source` is a `Blob` or `File`, an address (a URL, or a string that is one) whose server answers range
 * requests, an open file such as Node's `await fs.promises.open(path)`, or bytes. `safe_open` in Python's safetensors.
 *
 * ```ts
 * const file = await openSafetensors(new URL('https://example.org/model.safetensors'));
 * console.log(file.names, file.info['embed.weight']?.shape);
 * const weight = await file.load('embed.weight');
 * ```
 *
 * @throws {TypeError} for other sources. @throws {RangeError} for a malformed file, or a server without range requests.
 * @throws {Error} if the server cannot be reached.
 */
export async function openSafetensors(source: Source): Promise<SafetensorsFile> {
  takes('openSafetensors', 1, arguments);
  return openFile('openSafetensors', source);
}
