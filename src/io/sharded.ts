/** Weights that are split over several safetensors files with an index, as on the Hugging Face Hub. */
import { checkOptions, failRange, failType, show } from '../errors.ts';
import type { StateDict } from '../nn/module.ts';
import { takes } from '../options.ts';
import { isClass } from '../synchronous.ts';
import { bytesOf, type FileBytes, isFileBytes } from './bytes.ts';
import { isRecord } from './header.ts';
import { type LoadAllOptions, openFile, StateReader } from './open.ts';
import { NAME_OPTIONS } from './rename.ts';
import type { Source } from './source.ts';

/** The content of `model.safetensors.index.json`. */
export interface ShardIndex {
  /** The file of each tensor, by the tensor's name. */
  weight_map: Readonly<Record<string, string>>;
}

/** Returns the source of a shard, given its name in the index. A source with a `close` method is closed after reading. */
export type OpenShard = (file: string) => Source | Promise<Source>;

const FN = 'loadSharded';

/** The tensors' names by their files. */
function readIndex(given: ShardIndex | string | FileBytes): Map<string, string[]> {
  let index: unknown = given;
  if (typeof given === 'string' || isFileBytes(given)) {
    try {
      index = JSON.parse(typeof given === 'string' ? given : new TextDecoder().decode(bytesOf(FN, given)));
    } catch (error) {
      failRange(FN, `expected an index in JSON, got other text (${(error as Error).message})`);
    }
  }
  const map = isRecord(index) ? index['weight_map'] : undefined;
  if (!isRecord(map)) failType(FN, `expected an index with a weight_map, got ${show(index)}`);
  const files = new Map<string, string[]>();
  for (const [name, file] of Object.entries(map)) {
    // an index is not trusted: `open` may join its names to a folder's path
    const isPlain = typeof file === 'string' && /^[^/\\\0:]+$/.test(file) && file !== '.' && file !== '..';
    if (!isPlain) failRange(FN, `expected a plain file name for ${show(name)}, got ${show(file)}`);
    const names = files.get(file) ?? [];
    names.push(name);
    files.set(file, names);
  }
  return files;
}

async function close(source: unknown): Promise<void> {
  if (typeof source === 'object' && source !== null && 'close' in source && typeof source.close === 'function')
    await source.close();
}

/**
 * Reads weights that lie in several files, shard by shard, into a state for `loadStateDict`. `index` is the content of
 * `model.safetensors.index.json`, parsed or not; `open` returns the source of each file that it names, as `openSafetensors`
 * takes it. Only tensors that are wanted are read, and no shard of which none is wanted is opened.
 *
 * ```ts
 * const folder = 'https://example.org/model/';
 * const index = await (await fetch(`${folder}model.safetensors.index.json`)).json();
 * const state = await loadSharded(index, (file) => folder + file, {
 *   prefix: { 'model.': '' },
 *   tied: { 'lm_head.weight': 'embed_tokens.weight' },
 * });
 * ```
 *
 * The tensors are the caller's to dispose; if one cannot be read, those before it are disposed. `from_pretrained` in
 * Hugging Face's transformers does this.
 *
 * @throws {TypeError} for something else than an index, or options of other kinds. @throws {RangeError} for a malformed file,
 * a tensor that its shard has not, names that collide, and values that our types cannot hold without `cast`.
 */
export async function loadSharded(
  index: ShardIndex | string | FileBytes,
  open: OpenShard,
  options: LoadAllOptions = {},
): Promise<StateDict> {
  takes(FN, 3, arguments);
  checkOptions(FN, options, ['cast', ...NAME_OPTIONS]);
  if (typeof open !== 'function' || isClass(open))
    failType(FN, `expected a function that opens a shard by its name, got ${show(open)}`);
  const files = readIndex(index);
  const state = new StateReader(FN, [...files.values()].flat(), options);
  return state.whole(async () => {
    for (const [name, all] of files) {
      const names = all.filter((tensor) => state.wants(tensor));
      if (names.length === 0) continue;
      const source = await open(name);
      try {
        const file = await openFile(FN, source);
        const missing = names.find((tensor) => !Object.hasOwn(file.info, tensor));
        if (missing !== undefined) failRange(FN, `expected ${show(missing)} in '${name}', as the index says, got a file without`);
        await state.from(file, names);
      } finally {
        await close(source);
      }
    }
  });
}
