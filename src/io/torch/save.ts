/** Writing checkpoints for PyTorch. */
import { isTensor } from '../../core.ts';
import { failRange, failType, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { stridesOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { checkText, isRecord } from '../header.ts';
import { MAX_DEPTH } from './object.ts';
import { PickleWriter } from './pickle-writer.ts';
import { writeZip, type ZipEntry } from './zip-writer.ts';

const FN = 'saveTorch';

/** PyTorch's class of storages for each of our types, and the bytes of an element: its indices are int64. */
const STORAGES = { float32: ['FloatStorage', 4], int32: ['LongStorage', 8], bool: ['BoolStorage', 1] } as const;

/** Longer integers have an instruction that PyTorch's loader of weights does not know. */
const MAX_INTEGER = 2n ** 2039n;

/** Writes a tensor's elements in row-major order. */
function writeElements(t: Tensor, into: Uint8Array): void {
  const values = t.toTypedArray();
  if (t.dtype !== 'int32') return into.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  // the data lie at a multiple of 64 bytes
  const longs = new Int32Array(into.buffer, into.byteOffset, into.byteLength / 4);
  values.forEach((value, i) => {
    longs[2 * i] = value;
    longs[2 * i + 1] = value >> 31;
  });
}

class Saver {
  private readonly pickle = new PickleWriter();
  private readonly keys = new Map<Tensor, string>();

  /** The pickle of a value, and the tensors in it by their storages' keys. */
  save(value: unknown): { pickle: Uint8Array; keys: ReadonlyMap<Tensor, string> } {
    this.value(value, '', 0);
    return { pickle: this.pickle.end(), keys: this.keys };
  }

  private value(value: unknown, path: string, depth: number): void {
    const { pickle } = this;
    const where = path === '' ? '' : ` at ${show(path)}`;
    if (isTensor(value)) return this.tensor(value);
    if (value === null) return pickle.none();
    if (typeof value === 'boolean') return pickle.boolean(value);
    if (typeof value === 'string') return this.text(value, where);
    if (typeof value === 'number')
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? pickle.integer(value) : pickle.float(value);
    if (typeof value === 'bigint') {
      if (value >= MAX_INTEGER || value < -MAX_INTEGER)
        failRange(FN, `expected integers of at most 255 bytes, got a longer one${where}`);
      return pickle.integer(value);
    }
    if (depth === MAX_DEPTH) failRange(FN, `expected values nested at most ${MAX_DEPTH} deep, got more`);
    const below = (key: unknown): string => (path === '' ? String(key) : `${path}.${key}`);
    if (Array.isArray(value))
      return pickle.list(() => {
        for (let i = 0; i < value.length; i++) this.value(value[i], below(i), depth + 1);
      });
    if (value instanceof Map || isPlain(value))
      return pickle.dict(() => {
        for (const [key, item] of value instanceof Map ? value : Object.entries(value)) {
          if (item === undefined) continue;
          if (typeof key === 'string') this.text(key, where);
          else if (Number.isSafeInteger(key)) pickle.integer(key as number);
          else failType(FN, `expected keys that are strings or integers, got ${show(key)}${where}`);
          this.value(item, below(key), depth + 1);
        }
      });
    failType(
      FN,
      `expected tensors, numbers, strings, booleans, null, arrays, plain objects and Maps, got ${show(value)}${where}`,
    );
  }

  private text(text: string, where: string): void {
    checkText(FN, text, where);
    this.pickle.text(text);
  }

  /** `_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)`. */
  private tensor(t: Tensor): void {
    t.check(FN);
    const { pickle, keys } = this;
    const key = keys.get(t) ?? String(keys.size);
    keys.set(t, key);
    pickle.global('torch._utils', '_rebuild_tensor_v2');
    pickle.tuple(() => {
      pickle.tuple(() => {
        pickle.text('storage');
        pickle.global('torch', STORAGES[t.dtype][0]);
        pickle.text(key);
        pickle.text('cpu');
        pickle.integer(t.numel);
      });
      pickle.persistent();
      pickle.integer(0);
      for (const counts of [t.shape, stridesOf(t.shape)])
        pickle.tuple(() => {
          for (const n of counts) pickle.integer(n);
        });
      pickle.boolean(false);
      pickle.global('collections', 'OrderedDict');
      pickle.tuple(() => {});
      pickle.reduce();
    });
    pickle.reduce();
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The bytes of a file that `torch.load` reads, also with `weights_only`: a tensor, or tensors, numbers, strings, booleans
 * and null in arrays, plain objects and Maps, nested at most 256 deep. float32 is written as float32, int32 as int64, as
 * PyTorch's indices are, bool as bool. Whole numbers become ints, other numbers floats, and bigints ints; objects and Maps
 * dicts in their order, undefined values left out; arrays lists. The keys of a Map may be integers, which an object's are
 * not: `optim.toTorchState` returns an optimizer's state for PyTorch. A tensor that comes twice is one in PyTorch too. The
 * same value gives the same bytes. `torch.save` in PyTorch.
 *
 * @throws {TypeError} for values that the file cannot hold, such as functions. @throws {DisposedError} for freed tensors.
 * @throws {RangeError} for values nested too deep, as those are that contain themselves, or files of more than 4 GiB.
 */
export function saveTorch(value: unknown): Uint8Array<ArrayBuffer> {
  takes(FN, 1, arguments);
  const { pickle, keys } = new Saver().save(value);
  const version = new TextEncoder().encode('3\n');
  const bytes = (name: string, data: Uint8Array): ZipEntry => ({ name, size: data.length, write: (into) => into.set(data) });
  return writeZip(FN, [
    bytes('data.pkl', pickle),
    ...Array.from(
      keys,
      ([t, key]): ZipEntry => ({
        name: `data/${key}`,
        size: t.numel * STORAGES[t.dtype][1],
        write: (into) => writeElements(t, into),
      }),
    ),
    bytes('version', version),
  ]);
}
