// Checkpoints that PyTorch would not write, and values that it has no place for.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { crc32 } from '../src/io/torch/crc32.ts';
import { writeZip } from '../src/io/torch/zip-writer.ts';
import { failingAt } from './support/failing.ts';
import { leavesNothing, start } from './support/library.ts';
import { global, int, join, list, pickle, tensor, text, tuple } from './support/pickles.ts';

beforeAll(start);

const { loadTorch, saveTorch } = rl;

type Files = Record<string, Uint8Array>;
const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
const longs = (...values: bigint[]): Uint8Array => new Uint8Array(BigInt64Array.from(values).buffer);
const word = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A zip file of these entries below its root. */
function zip(files: Files): Uint8Array<ArrayBuffer> {
  return writeZip(
    'zip',
    Object.entries(files).map(([name, data]) => ({ name, size: data.length, write: (into) => into.set(data) })),
  );
}
const file = (data: Uint8Array, more: Files = {}): Uint8Array<ArrayBuffer> =>
  zip({ 'data.pkl': data, version: word('3\n'), ...more });
const four = { 'data/0': floats(1, 2, 3, 4) };

/** A character for each byte. */
const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** The bytes with one part put in place of another of the same length, wherever it is. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  expect(latin(bytes)).toContain(from);
  expect(to.length).toBe(from.length);
  return Uint8Array.from(latin(bytes).replaceAll(from, to), (c) => c.charCodeAt(0));
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[at < 0 ? bytes.length + at : at] = value;
  return copy;
}

function refuses(bytes: Uint8Array, message: RegExp): void {
  leavesNothing(() => {
    const before = rl.memory();
    expect(() => loadTorch(bytes)).toThrow(RangeError);
    expect(() => loadTorch(bytes)).toThrow(/^loadTorch: /);
    expect(() => loadTorch(bytes)).toThrow(message);
    expect(rl.memory()).toEqual(before);
  });
}

it('checksums are those of zip files', () => {
  expect(crc32(word('123456789'))).toBe(0xcbf43926);
  expect(crc32(word('The quick brown fox jumps over the lazy dog'))).toBe(0x414fa339);
  expect(crc32(new Uint8Array())).toBe(0);
});

describe('a checkpoint', () => {
  it('may be a class of its own, an ArrayBuffer, shared memory or part of a larger one', () => {
    leavesNothing(() => {
      const bytes = saveTorch([rl.tensor([1.5, 2]), 'é']);
      const shifted = new Uint8Array(bytes.length + 3);
      shifted.set(bytes, 3);
      // a Buffer, say, whose slices are no copies
      const derived = new (class extends Uint8Array {})(bytes);
      // which pages have only where they are isolated
      const shared = typeof SharedArrayBuffer === 'undefined' ? [] : [new Uint8Array(new SharedArrayBuffer(bytes.length))];
      for (const part of shared) part.set(bytes);
      for (const given of [bytes, bytes.buffer, derived, shifted.subarray(3), ...shared]) {
        const [t, letter] = loadTorch<[rl.Tensor, string]>(given).value;
        expect([t.tolist(), letter]).toEqual([[1.5, 2], 'é']);
      }
      for (const given of ['PK', null, [1], rl.tensor([1])])
        expect(() => loadTorch(given as unknown as Uint8Array)).toThrow(/^loadTorch: expected a Uint8Array or an ArrayBuffer/);
    });
  });

  it('of views takes no more memory than its storages, and gives their elements', () => {
    leavesNothing(() => {
      const views = list(
        tensor({ offset: 3, size: [], stride: [] }),
        tensor({ size: [2, 2], stride: [1, 2] }),
        tensor({ size: [3, 2], stride: [1, 1] }),
        tensor({ size: [2 ** 20, 2], stride: [0, 3] }),
        tensor({ offset: 4, size: [0, 7], stride: [9, 9] }),
      );
      const before = rl.memory().liveBytes;
      const [scalar, turned, windows, wide, none] = loadTorch<rl.Tensor[]>(file(pickle(views), four)).value;
      expect(rl.memory().liveBytes - before).toBe(16);
      expect(scalar!.item()).toBe(4);
      expect(turned!.tolist()).toEqual([
        [1, 3],
        [2, 4],
      ]);
      expect(windows!.tolist()).toEqual([
        [1, 2],
        [2, 3],
        [3, 4],
      ]);
      expect(wide!.sum().item()).toBe(5 * 2 ** 20);
      expect(none!.shape).toEqual([0, 7]);
    });
  });

  it('has its int64 checked where tensors look, and nowhere else', () => {
    const data = { 'data/0': longs(1n, 2n ** 31n, 3n, -(2n ** 31n) - 1n) };
    const of = (offset: number, size: number[], stride: number[]) => tensor({ type: 'LongStorage', offset, size, stride });
    leavesNothing(() => {
      const views = list(of(0, [2], [2]), of(2, [1, 5], [1, 0]), of(1, [0], [1]));
      expect(loadTorch<rl.Tensor[]>(file(pickle(views), data)).value.map((t) => t.tolist())).toEqual([
        [1, 3],
        [[3, 3, 3, 3, 3]],
        [],
      ]);
    });
    refuses(file(pickle(of(0, [4], [1])), data), /int64 values that int32 holds in the tensor, got 2147483648/);
    refuses(file(pickle('}', text('w'), list(of(0, [2], [3])), 's'), data), /in 'w\.0', got -2147483649/);
    refuses(file(pickle(of(0, [2, 2], [1, 1])), data), /got 2147483648/);
    refuses(file(pickle(of(0, [2, 2], [2, 1])), data), /got 2147483648/);
  });

  it('has its int64 checked in time, however many tensors do not look at what does not fit', () => {
    const [n, tensors] = [200_000, 30_000];
    const numbers = new BigInt64Array(n).fill(2n ** 40n);
    numbers[0] = 1n;
    numbers[n - 1] = 2n;
    const data = { 'data/0': new Uint8Array(numbers.buffer) };
    const storage = join(tuple(text('storage'), global('torch', 'LongStorage'), text('0'), text('cpu'), int(n)), [0x51]);
    /** One element of the storage, which the pickle has remembered. */
    const view = (offset: number): Uint8Array =>
      join(
        [0x68, 1],
        tuple(Uint8Array.of(0x68, 0), int(offset), tuple(int(1)), tuple(int(1)), Uint8Array.of(0x89), Uint8Array.of(0x68, 2)),
        [0x52],
      );
    const hooks = join(global('collections', 'OrderedDict'), [0x29, 0x52]);
    const begin = [storage, 'q', 0, '0', global('torch._utils', '_rebuild_tensor_v2'), 'q', 1, '0', hooks, 'q', 2, '0'];
    const many = (last: number): Uint8Array<ArrayBuffer> => {
      const views = [...Array<Uint8Array>(tensors).fill(view(0)), view(last)];
      return file(pickle(...begin, '](', ...views, 'e'), data);
    };
    leavesNothing(() => {
      const start = performance.now();
      const { value } = loadTorch<rl.Tensor[]>(many(n - 1));
      expect([value.length, value[5]!.item(), value.at(-1)!.item()]).toEqual([tensors + 1, 1, 2]);
      for (const t of value) t.dispose();
      // each number beside each tensor would be 6e9 comparisons
      expect(performance.now() - start).toBeLessThan(10_000);
    });
    expect(() => loadTorch(many(7))).toThrow(/int64 values that int32 holds in '30000', got 1099511627776/);
  });

  it('of Python 2 is read: OrderedDicts of pairs, strings of bytes', () => {
    leavesNothing(() => {
      const pairs = list(list(join([0x55, 1], word('b')), int(1)), tuple(join([0x54, 1, 0, 0, 0], word('a')), int(2)));
      const { value } = loadTorch(file(pickle(global('collections', 'OrderedDict'), tuple(pairs), 'R')));
      expect(Object.entries(value as object)).toEqual([
        ['b', 1],
        ['a', 2],
      ]);
    });
  });

  it('keeps what is shared, also where that would be large written out', () => {
    // each list has the one before twice
    const lists = Array.from({ length: 100 }, (_, i) => join([0x5d, 0x28, 0x68, i, 0x68, i, 0x65, 0x71, i + 1]));
    leavesNothing(() => {
      let { value } = loadTorch(file(pickle(']', 'q', 0, ...lists)));
      for (let i = 0; i < 100; i++) {
        const [a, b] = value as unknown[];
        expect(a).toBe(b);
        value = a;
      }
      expect(value).toEqual([]);
    });
  });

  it('may have many small containers, such as we write', () => {
    for (const small of [[], {}]) {
      const wanted = Array.from({ length: 4e5 }, () => small);
      expect(JSON.stringify(loadTorch(saveTorch(wanted)).value)).toBe(JSON.stringify(wanted));
    }
  });

  it('with keys that mean something to JavaScript changes no prototype', () => {
    const { value } = loadTorch<Record<string, unknown>>(
      file(pickle('}(', text('__proto__'), '}', text('x'), int(1), 's', text('constructor'), int(2), 'u')),
    );
    expect(Object.getPrototypeOf(value)).toBe(null);
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect('x' in {}).toBe(false);
  });

  it('leaves nothing where memory runs out', () => {
    leavesNothing(() => {
      const views = list(tensor(), tensor({ key: '1' }), tensor({ offset: 1, size: [2] }));
      const bytes = file(pickle(views), { ...four, 'data/1': floats(5, 6, 7, 8) });
      const before = rl.memory();
      for (const n of [1, 2]) {
        const { error } = failingAt(n, () => loadTorch(bytes)) as { error?: Error };
        expect(error).toBeInstanceOf(rl.OutOfMemoryError);
        expect(error!.message).toMatch(/^loadTorch: /);
        expect(rl.memory()).toEqual(before);
      }
      expect(failingAt(3, () => loadTorch(bytes)).allocations).toBe(2);
    });
  });
});

describe('a damaged zip file is refused:', () => {
  const bytes = file(pickle(tensor()), four);
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(bytes.length - 6, true);
  const extra = new Uint8Array(bytes.length + 1);
  extra.set(bytes);
  const cases: [string, Uint8Array, RegExp][] = [
    ['a byte of data', replaced(bytes, latin(floats(1, 2)), latin(floats(1, 3))), /'archive\/data\/0' with its checksum/],
    ['a directory cut off', bytes.subarray(0, bytes.length - 1), /directory at its end/],
    ['bytes after the end', extra, /directory at its end/],
    ['compressed entries', changed(bytes, directory + 10, 8), /stored, got .* compressed/],
    ['encrypted entries', changed(bytes, directory + 8, 1), /not encrypted/],
    ['another size', changed(bytes, directory + 24, 1), /stored, got/],
    ['another entry', changed(bytes, 30, 0x62), /as the zip directory has it/],
    ['an entry beyond the file', changed(bytes, directory + 45, 0x7f), /within the file, got it at/],
    ['a count too low', changed(bytes, -12, 2), /expected 2 entries, got 3/],
    ['several disks', changed(bytes, -18, 1), /one zip file/],
    ['a directory elsewhere', changed(bytes, -6, 0), /zip directory's/],
    [
      'a name twice',
      replaced(file(pickle('N'), { 'data/0': floats(1), 'data/1': floats(1) }), 'data/1', 'data/0'),
      /each entry once/,
    ],
    ['a name upwards', replaced(bytes, 'data/0', 'da/../'), /plain names/],
    ['a name from the top', replaced(bytes, 'archive/data/0', '/rchive/data/0'), /plain names/],
    ['a name of Windows', replaced(bytes, 'data/0', 'dat\\a0'), /plain names/],
    ['two roots', replaced(bytes, 'archive/data/0', 'brchive/data/0'), /entries of one root/],
  ];
  it.each(cases)('%s', (_, damaged, message) => refuses(damaged, message));
});

describe('a file that is no checkpoint is refused:', () => {
  const none = pickle('N');
  const cases: [string, Uint8Array, RegExp][] = [
    ['TorchScript', file(none, { 'constants.pkl': none }), /TorchScript archive/],
    ['no pickle', zip({ version: word('3\n') }), /an entry 'data\.pkl', got none/],
    ['no version', zip({ 'data.pkl': none }), /an entry 'version'/],
    ['big-endian elements', file(none, { byteorder: word('big') }), /little-endian elements, got 'big'/],
    ['bytes after the pickle', file(join(none, [0])), /the pickle to end at/],
    ['no such storage', file(pickle(tensor())), /storage '0' in the file, got none/],
    ['a storage too long', file(pickle(tensor()), { 'data/0': floats(1, 2, 3, 4, 5) }), /16 bytes of storage '0', got 20/],
    ['a legacy file of other values', join(pickle('N')), /a file of torch\.save, got other bytes/],
  ];
  it.each(cases)('%s', (_, bytes, message) => refuses(bytes, message));
});

describe('a pickle is refused that', () => {
  const hooks = join(global('collections', 'OrderedDict'), [0x29, 0x52]);
  const storage = join(tuple(text('storage'), global('torch', 'FloatStorage'), text('0'), text('cpu'), int(4)), [0x51]);
  const rebuild = (name: string, ...args: Uint8Array[]) => join(global('torch._utils', name), tuple(...args), [0x52]);
  const no = Uint8Array.of(0x89);
  const cases: [string, Uint8Array, RegExp][] = [
    ['is of protocol 0', Uint8Array.of(0x4e, 0x2e), /a pickle at 0/],
    ['is of protocol 6', Uint8Array.of(0x80, 6, 0x4e, 0x2e), /protocol 2 to 5, got 6/],
    ['never ends', Uint8Array.of(0x80, 2, 0x4e), /ends after 0/],
    ['leaves nothing', pickle(), /a value on the stack/],
    ['makes instances', pickle(global('torch', 'Size'), ')', 0x81), /instructions of PyTorch's pickles, got '0x81'/],
    ['names a builtin', pickle(global('builtins', 'eval')), /'builtins\.eval', which is not on the list/],
    ['names it by the stack', pickle(text('os'), text('system'), 0x93), /'os\.system'/],
    ['names a method of ours', pickle(global('torch', 'constructor')), /'torch\.constructor'/],
    ['gives a class for a value', pickle(global('torch', 'FloatStorage')), /got a class or a storage/],
    ['gives a storage for a value', pickle(storage), /got a class or a storage/],
    [
      'calls a class of storages',
      pickle(global('torch', 'FloatStorage'), ')R'),
      /a function on the list, got one of torch\.FloatStorage/,
    ],
    ['calls a number', pickle(int(1), ')R'), /got one of a value/],
    ['recalls what it has not', pickle('h', 7), /remembered, got none at 7/],
    ['has no mark', pickle('t'), /a mark on the stack/],
    ['appends to a tuple', pickle(')', 'N', 'a'), /a list to append to/],
    ['sets items of a list', pickle(']', 'N', 'N', 's'), /a dict and its items/],
    ['sets half an item', pickle('}(', text('a'), 'u'), /a dict and its items/],
    ['has a key of no text', pickle('}', 'N', 'N', 's'), /keys that are strings or integers/],
    ['has a key as text and as a number', pickle('}(', text('1'), 'N', int(1), 'N', 'u'), /got '1' as text and as a number/],
    ['gives a list attributes', pickle(']', '}', 'b'), /attributes of an OrderedDict/],
    ['has text of no UTF-8', pickle('X', 1, 0, 0, 0, 0xff), /text in UTF-8/],
    ['has text beyond its end', pickle('X', 255, 255, 255, 255), /expected 4294967295 bytes/],
    ['has an endless line', pickle('ctorch'), /a line of text/],
    ['has a huge integer', pickle(0x8b, 0, 8, 0, 0, new Uint8Array(2048)), /at most 1024 bytes, got one of 2048/],
    ['has a frame beyond its end', pickle(0x95, 255, 0, 0, 0, 0, 0, 0, 0), /a frame within the pickle/],
    ['contains itself', pickle(']', 'q', 0, 'h', 0, 'a'), /do not contain themselves/],
    ...['}', ']', ')', '(t'].map((container): [string, Uint8Array, RegExp] => [
      `has a container ${JSON.stringify(container)} in hardly a byte`,
      pickle(']', '(', ...Array<string>(8).fill(container.repeat(4e4)), 'e'),
      /at most 65536 containers and one for every 3 bytes/,
    ]),
    ['is too deep', pickle(']'.repeat(257), 'a'.repeat(256)), /nested at most 256 deep/],
    [
      'is too deep by what it shares',
      pickle(']'.repeat(200), 'a'.repeat(199), 'q', 0, '0', ']('.repeat(100), 'h', 0, 'e'.repeat(100)),
      /nested at most 256 deep/,
    ],
    ['names no storage', pickle(text('x'), 'Q'), /the name of a storage/],
    [
      'names a storage of another class',
      pickle(tuple(text('storage'), global('torch', 'Size'), text('0'), text('cpu'), int(4)), 'Q'),
      /a storage of a known type/,
    ],
    [
      'names a storage of another size',
      pickle(list(tensor(), tensor({ numel: 3, size: [3] }))),
      /one type and size of storage '0'/,
    ],
    ['has a tensor beyond its storage', pickle(tensor({ offset: 1 })), /within the 4 elements of storage '0', got one up to 5/],
    ['has an empty tensor beyond it', pickle(tensor({ offset: 5, size: [0] })), /got one up to 5/],
    ['has negative strides', pickle(tensor({ offset: 3, stride: [-1] })), /a storage, an offset, sizes and strides/],
    ['has more sizes than strides', pickle(tensor({ size: [1, 4] })), /as many strides, got 2 and 1/],
    ['has too many dims', pickle(tensor({ size: Array(65).fill(1), stride: Array(65).fill(0) })), /at most 64 sizes/],
    ['repeats elements without end', pickle(tensor({ size: [2 ** 30, 2], stride: [0, 0] })), /at most 1073741824 elements/],
    [
      'has a tensor with hooks',
      pickle(rebuild('_rebuild_tensor_v2', storage, int(0), tuple(int(4)), tuple(int(1)), no, int(1))),
      /without hooks/,
    ],
    [
      'has a tensor conjugate',
      pickle(rebuild('_rebuild_tensor_v2', storage, int(0), tuple(int(4)), tuple(int(1)), no, hooks, int(1))),
      /conjugate or negated/,
    ],
    ['has a tensor of three', pickle(rebuild('_rebuild_tensor_v2', storage, int(0), tuple(int(4)))), /6 or 7 arguments/],
    ['has a parameter of no tensor', pickle(rebuild('_rebuild_parameter', int(1), no, hooks)), /a parameter of a tensor/],
    [
      'has an OrderedDict of a number',
      pickle(global('collections', 'OrderedDict'), tuple(int(1)), 'R'),
      /an OrderedDict of pairs/,
    ],
    [
      'has an OrderedDict of singles',
      pickle(global('collections', 'OrderedDict'), tuple(list(list(int(1)))), 'R'),
      /an OrderedDict of pairs/,
    ],
    ['has a size of text', pickle(global('torch', 'Size'), tuple(tuple(text('2'))), 'R'), /a torch\.Size of sizes/],
  ];
  it.each(cases)('%s', (_, bytes, message) => refuses(file(bytes, four), message));

  it('is too deep for saveTorch as well, and at the limit for neither', () => {
    let deep: unknown[] = [];
    for (let i = 1; i < 256; i++) deep = [deep];
    expect(loadTorch(saveTorch(deep)).value).toEqual(deep);
    expect(() => saveTorch([deep])).toThrow(/^saveTorch: expected values nested at most 256 deep/);
  });
});

describe('a legacy file is refused', () => {
  const magic = pickle(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19);
  const version = pickle('M', 0xe9, 3);
  const system = pickle('}', text('little_endian'), 0x88, 's');
  const named = join(
    tuple(text('storage'), global('torch', 'FloatStorage'), text('0'), text('cpu'), int(2), Uint8Array.of(0x4e)),
    [0x51],
  );
  const object = (storage: Uint8Array) =>
    pickle(global('torch._utils', '_rebuild_tensor'), tuple(storage, int(0), tuple(int(2)), tuple(int(1))), 'R');
  const count = longs(2n);
  const parts = [magic, version, system, object(named), pickle(list(text('0'))), count, floats(1, 2)];
  const with_ = (at: number, part: Uint8Array): Uint8Array => join(...parts.map((p, i) => (i === at ? part : p)));

  it('not where it is whole', () => {
    leavesNothing(() => expect(loadTorch<rl.Tensor>(join(...parts)).value.tolist()).toEqual([1, 2]));
  });

  const view = join(
    tuple(text('storage'), global('torch', 'FloatStorage'), text('0'), text('cpu'), int(2), tuple(text('1'), int(0), int(1))),
    [0x51],
  );
  it.each<[string, Uint8Array, RegExp]>([
    ['of another version', with_(1, pickle('K', 1)), /format 1001/],
    ['of big-endian elements', with_(2, pickle('}', text('little_endian'), 0x89, 's')), /little-endian/],
    ['with a storage in its preface', with_(2, pickle(named)), /the file's preface/],
    ['with views of storages', with_(3, object(view)), /storages that are whole/],
    ['with keys of no list', with_(4, pickle('N')), /the storages' keys/],
    ['with keys that nothing names', with_(4, pickle(list(text('1')))), /that the file has named, got '1'/],
    [
      'with a key twice',
      join(...parts.slice(0, 4), pickle(list(text('0'), text('0'))), count, floats(1, 2), count, floats(1, 2)),
      /each storage once/,
    ],
    ['without its storage', join(...parts.slice(0, 4), pickle(']')), /storage '0' in the file, got none/],
    ['of another count', with_(5, longs(3n)), /2 elements of storage '0'/],
    ['cut off', join(...parts).subarray(0, -1), /expected 8 bytes/],
    ['with bytes behind', join(...parts, [0]), /got 1 more bytes/],
  ])('%s', (_, bytes, message) => refuses(bytes, message));
});

describe('saveTorch', () => {
  it('refuses what a file cannot hold', () => {
    rl.scope(() => {
      const freed = rl.ones([1]);
      freed.dispose();
      const cyclic: unknown[] = [];
      cyclic.push(cyclic);
      for (const [value, kind, message] of [
        [undefined, TypeError, /got undefined/],
        [{ a: [() => 1] }, TypeError, /got a function at 'a\.0'/],
        [new Date(0), TypeError, /got a Date/],
        [{ rng: new Uint8Array(2) }, TypeError, /got a Uint8Array at 'rng'/],
        [new Map([[0.5, 1]]), TypeError, /keys that are strings or integers, got 0\.5/],
        [{ a: '\ud800' }, RangeError, /text of whole characters/],
        [{ '\udc00': 1 }, RangeError, /text of whole characters/],
        [2n ** 2039n, RangeError, /at most 255 bytes/],
        [cyclic, RangeError, /nested at most 256 deep/],
        [{ freed }, rl.DisposedError, /disposed/],
      ] as const) {
        expect(() => saveTorch(value)).toThrow(kind);
        expect(() => saveTorch(value)).toThrow(message);
        expect(() => saveTorch(value)).toThrow(/^saveTorch: /);
      }
    });
  });

  it('aligns every tensor to 64 bytes, and gives the same bytes for the same value', () => {
    leavesNothing(() => {
      const state = () => ({
        a: rl.tensor([1.25]),
        long: rl.tensor([7], { dtype: 'int32' }),
        m: rl.tensor([true]),
        b: rl.tensor([-1.25]),
      });
      const bytes = saveTorch(state());
      expect(saveTorch(state())).toEqual(bytes);
      for (const part of [floats(1.25), longs(7n), floats(-1.25)]) expect(latin(bytes).indexOf(latin(part)) % 64).toBe(0);
    });
  });

  it('writes what loadTorch reads, integers of any size among it', () => {
    const ints = [
      0,
      1,
      -1,
      127,
      128,
      -128,
      -129,
      2 ** 31 - 1,
      -(2 ** 31),
      2 ** 53 - 1,
      -(2 ** 53) + 1,
      2n ** 100n,
      -(2n ** 63n),
      2n ** 2039n - 1n,
      -(2n ** 2039n),
    ];
    const value = { ints, floats: [0.5, -0, NaN, Infinity, 2 ** 53], 'a b': { '': null, é: true } };
    expect(loadTorch(saveTorch(value)).value).toEqual(value);
  });

  it('keeps a tensor that comes twice as one', () => {
    leavesNothing(() => {
      const t = rl.tensor([1, 2]);
      const { a, b } = loadTorch<Record<string, rl.Tensor>>(saveTorch({ a: t, b: t })).value;
      a!.mul_(2);
      expect(b!.tolist()).toEqual([2, 4]);
    });
  });
});
