// Files: what is saved comes back, and no malformed file gets as far as an allocation.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const { loadSafetensors, saveSafetensors, nn, optim, F } = rl;

/** A file with any header and any bytes after it. */
function file(header: unknown, data: ArrayLike<number> = [], length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}
const one = (dtype: string, shape: number[], data: ArrayLike<number>): Uint8Array =>
  file({ x: { dtype, shape, data_offsets: [0, data.length] } }, data);
const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

const F32 = (begin: number, end: number, n = (end - begin) / 4) => ({ dtype: 'F32', shape: [n], data_offsets: [begin, end] });

describe('a file', () => {
  it('gives back names, shapes, types and elements', () => {
    leavesNothing(() => {
      const state = {
        'fc.weight': rl.randn([3, 5]).t(),
        'fc.bias': rl.tensor([NaN, -Infinity, -0]),
        steps: rl.tensor([2 ** 31 - 1, -(2 ** 31)], { dtype: 'int32' }),
        mask: rl.tensor([true, false, true]),
        scalar: rl.tensor(3),
        none: rl.zeros([0, 4]),
        7: rl.ones([1]),
      };
      const { tensors, metadata } = loadSafetensors(saveSafetensors(state, { made: 'by hand' }));
      expect(metadata).toEqual({ made: 'by hand' });
      expect(Object.keys(tensors).sort()).toEqual(Object.keys(state).sort());
      for (const [name, t] of Object.entries(state)) {
        const { shape, dtype } = tensors[name]!;
        expect({ shape, dtype }).toEqual({ shape: t.shape, dtype: t.dtype });
        expect(tensors[name]!.toTypedArray()).toEqual(t.toTypedArray());
      }
    });
  });

  it('has the same bytes whatever order the names come in, and elements at multiples of eight', () => {
    rl.scope(() => {
      const [a, b] = [rl.tensor([true]), rl.tensor([1, 2])];
      const bytes = saveSafetensors({ a, b }, { x: '1', y: '2' });
      expect(saveSafetensors({ b, a }, { y: '2', x: '1' })).toEqual(bytes);
      const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
      expect(length % 8).toBe(0);
      expect(new TextDecoder().decode(bytes.subarray(8, 8 + length)).trimEnd()).toBe(
        '{"__metadata__":{"x":"1","y":"2"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},' +
          '"a":{"dtype":"BOOL","shape":[1],"data_offsets":[8,9]}}',
      );
    });
  });

  it('may lie anywhere in a larger buffer, or be an ArrayBuffer', () => {
    rl.scope(() => {
      const bytes = saveSafetensors({ x: rl.tensor([1, 2, 3]) });
      const shifted = new Uint8Array(bytes.length + 9);
      shifted.set(bytes, 3);
      expect(loadSafetensors(shifted.subarray(3, 3 + bytes.length)).tensors['x']!.tolist()).toEqual([1, 2, 3]);
      expect(loadSafetensors(bytes.buffer).tensors['x']!.tolist()).toEqual([1, 2, 3]);
    });
  });

  it('holds nested state with what JSON lacks', () => {
    rl.scope(() => {
      const state = {
        best: Infinity,
        worst: -Infinity,
        none: NaN,
        zero: -0,
        deep: [{ t: rl.tensor([1]) }, null, 'text', true],
        bytes: Uint8Array.of(1, 2, 3),
        left: undefined,
      };
      const { tensors, metadata } = loadSafetensors<typeof state>(saveSafetensors(state));
      expect(metadata).toEqual({});
      const { deep, left: _, ...rest } = state;
      expect({ ...tensors, deep: null }).toEqual({ ...rest, deep: null });
      expect((tensors.deep[0] as { t: Tensor }).t.tolist()).toEqual([1]);
      expect(tensors.deep.slice(1)).toEqual(deep.slice(1));
    });
  });

  it('of another type is converted where that is exact', () => {
    rl.scope(() => {
      const load = (dtype: string, values: ArrayBufferView, n: number) =>
        loadSafetensors(one(dtype, [n], bytesOf(values))).tensors['x']!;
      const halves = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x83ff, 0x7bff, 0x7c00, 0xfc00, 0x8000);
      expect([...load('F16', halves, 8).toTypedArray()]).toEqual([
        1,
        -2,
        2 ** -24,
        -1023 * 2 ** -24,
        65504,
        Infinity,
        -Infinity,
        -0,
      ]);
      expect(load('F16', Uint16Array.of(0x7e00), 1).item()).toBeNaN();
      expect(load('BF16', Uint16Array.of(0x3f80, 0xc049, 0x7f80), 3).tolist()).toEqual([1, -3.140625, Infinity]);
      expect(load('F64', Float64Array.of(0.5, NaN, -Infinity), 3).tolist()).toEqual([0.5, NaN, -Infinity]);
      expect(load('I64', BigInt64Array.of(7n, -(2n ** 31n)), 2).tolist()).toEqual([7, -(2 ** 31)]);
      expect(load('I8', Int8Array.of(-128), 1).tolist()).toEqual([-128]);
      expect(load('U8', Uint8Array.of(255), 1).dtype).toBe('int32');
      expect(load('I16', Int16Array.of(-300), 1).tolist()).toEqual([-300]);
      expect(load('U16', Uint16Array.of(65535), 1).tolist()).toEqual([65535]);
      expect(load('U32', Uint32Array.of(2 ** 31 - 1), 1).tolist()).toEqual([2 ** 31 - 1]);
    });
  });
});

it.each([0, 1, 2, 3])('every BF16 value is read, %i bytes past a multiple of four', (offset) => {
  leavesNothing(() => {
    const bits = Uint16Array.from({ length: 2 ** 16 - 1 }, (_, i) => i);
    const entry = { x: { dtype: 'BF16', shape: [bits.length], data_offsets: [0, 2 * bits.length] } };
    const text = JSON.stringify(entry);
    const x = loadSafetensors(file(text.padEnd(4 * Math.ceil(text.length / 4) + offset), bytesOf(bits))).tensors['x']!;
    const words = new Uint32Array((x.toTypedArray() as Float32Array).buffer);
    expect(words.findIndex((word, i) => word !== i * 2 ** 16)).toBe(-1);
  });
});

describe("what the format's own reader takes is read", () => {
  const entry = JSON.stringify(F32(0, 8));
  const data = bytesOf(Float32Array.of(1.5, 2.5));
  it.each<[string, string]>([
    ['metadata of null', `{"__metadata__":null,"x":${entry}}`],
    ['space around the header', ` \n{"x":${entry}}\t \n`],
    ['fields beyond the three, even twice', '{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1,"more":{}}}'],
    ['the three in an array', '{"x":["F32",[2],[0,8]]}'],
    ['a name twice, of which the last counts', `{"x":${JSON.stringify(F32(0, 4))},"\\u0078":${entry}}`],
    ['a name of metadata twice', `{"__metadata__":{"dtype":"1","dtype":"2"},"x":${entry}}`],
  ])('%s', (_, header) => {
    rl.scope(() => expect(loadSafetensors(file(header, data)).tensors['x']!.tolist()).toEqual([1.5, 2.5]));
  });

  it('names that mean something to JavaScript', () => {
    leavesNothing(() => {
      const { tensors, metadata } = loadSafetensors(
        file(
          `{"__metadata__":{"__proto__":"a","toString":"b"},"__proto__":${entry},"constructor":${JSON.stringify(F32(8, 8))}}`,
          data,
        ),
      );
      expect(Object.entries(metadata)).toEqual([
        ['__proto__', 'a'],
        ['toString', 'b'],
      ]);
      expect(Object.keys(tensors)).toEqual(['__proto__', 'constructor']);
      expect(Object.getPrototypeOf(tensors)).toBe(null);
      expect(Object.values(tensors)[0]!.tolist()).toEqual([1.5, 2.5]);
      expect(Object.keys(loadSafetensors(saveSafetensors(tensors)).tensors).sort()).toEqual(['__proto__', 'constructor']);
    });
  });

  it('bools that are not 0 or 1', () => {
    rl.scope(() => {
      const t = loadSafetensors(one('BOOL', [3], [0, 2, 255])).tensors['x']!;
      expect(t.tolist()).toEqual([false, true, true]);
      expect([...t.toTypedArray()]).toEqual([0, 1, 1]);
    });
  });
});

describe('cast', () => {
  const long = (values: bigint[]) => bytesOf(BigInt64Array.from(values));

  it.each<[string, ArrayBufferView, number[]]>([
    ['F64', Float64Array.of(0.1, -3.5), [Math.fround(0.1), -3.5]],
    ['I64', BigInt64Array.of(2n ** 40n + 1n, -(2n ** 33n)), [2 ** 40, -(2 ** 33)]],
    ['U64', BigUint64Array.of(2n ** 64n - 1n, 5n), [2 ** 64, 5]],
    ['U32', Uint32Array.of(2 ** 32 - 1, 7), [2 ** 32, 7]],
    ['I32', Int32Array.of(-3, 2 ** 24 + 1), [-3, 2 ** 24]],
    ['U16', Uint16Array.of(65535, 0), [65535, 0]],
    ['I16', Int16Array.of(-5, 5), [-5, 5]],
    ['U8', Uint8Array.of(200, 1), [200, 1]],
    ['I8', Int8Array.of(-7, 1), [-7, 1]],
    ['BOOL', Uint8Array.of(0, 3), [0, 1]],
    ['F32', Float32Array.of(1.5, -2), [1.5, -2]],
    ['F16', Uint16Array.of(0x3c00, 0xc100), [1, -2.5]],
    ['BF16', Uint16Array.of(0x3f80, 0xc020), [1, -2.5]],
    ['F8_E4M3', Uint8Array.of(0x38, 0xfe), [1, -448]],
    ['F8_E5M2', Uint8Array.of(0x3c, 0xfb), [1, -57344]],
  ])('makes %s float32, wherever it lies', (dtype, values, want) => {
    leavesNothing(() => {
      for (const pad of ['', ' ', '  ']) {
        const header = JSON.stringify({ x: { dtype, shape: [2], data_offsets: [0, values.byteLength] } });
        const t = loadSafetensors(file(header + pad, bytesOf(values)), { cast: 'float32' }).tensors['x']!;
        expect(t.dtype).toBe('float32');
        expect(t.tolist()).toEqual(want);
      }
    });
  });

  it('reads 8-bit floats, of which every pattern is a number of float32', () => {
    rl.scope(() => {
      const every = Uint8Array.from({ length: 256 }, (_, i) => i);
      const e4m3 = loadSafetensors(one('F8_E4M3', [256], every)).tensors['x']!.tolist() as number[];
      expect([e4m3[1], e4m3[8], e4m3[0x7e], e4m3[0x7f], e4m3[0x81]]).toEqual([2 ** -9, 2 ** -6, 448, NaN, -(2 ** -9)]);
      const e5m2 = loadSafetensors(one('F8_E5M2', [256], every)).tensors['x']!.tolist() as number[];
      expect([e5m2[1], e5m2[4], e5m2[0x7b], e5m2[0x7c], e5m2[0x7d]]).toEqual([2 ** -16, 2 ** -14, 57344, Infinity, NaN]);
    });
  });

  it('by name, or by a function of the name', () => {
    leavesNothing(() => {
      const bytes = file(
        { a: { dtype: 'I64', shape: [1], data_offsets: [0, 8] }, b: { dtype: 'I64', shape: [1], data_offsets: [8, 16] } },
        long([1n, 2n ** 50n]),
      );
      for (const cast of [{ b: 'float32' } as const, (name: string) => (name === 'b' ? ('float32' as const) : undefined)]) {
        const { a, b } = loadSafetensors(bytes, { cast }).tensors;
        expect([a!.dtype, b!.dtype, b!.item()]).toEqual(['int32', 'float32', 2 ** 50]);
      }
      expect(() => loadSafetensors(bytes, { cast: { a: 'float32' } })).toThrow(
        /I64 values that int32 holds in 'b', got 1125899906842624/,
      );
    });
  });

  it.each<[unknown, RegExp]>([
    ['float16', /expected cast to be one of 'float32', got 'float16'/],
    [{ x: 'int32' }, /expected cast of 'x' to be one of 'float32'/],
    [() => 'int32', /expected cast of 'x' to be one of 'float32'/],
    [3, /expected cast to be 'float32', some by name, or a function, got 3/],
    [null, /got null/],
  ])('refuses %s', (cast, message) => {
    expect(() => loadSafetensors(one('F32', [1], [0, 0, 0, 0]), { cast: cast as 'float32' })).toThrow(message);
  });

  it('writes 16-bit floats, rounded to nearest, ties to even', () => {
    leavesNothing(() => {
      const bits = (values: number[], cast: 'float16' | 'bfloat16'): number[] => {
        const bytes = saveSafetensors({ x: rl.tensor(values) }, {}, { cast });
        return [...new Uint16Array(bytes.slice(-2 * values.length).buffer)];
      };
      expect(bits([1, -2.5, 2049, 2051, 65519, 65520, 1e9, -0], 'float16')).toEqual([
        0x3c00, 0xc100, 0x6800, 0x6802, 0x7bff, 0x7c00, 0x7c00, 0x8000,
      ]);
      const least = 2 ** -24;
      expect(
        bits([least, least / 2, least * 0.75, least * 1.5, least * 2.5, 1023.5 * least, 2 ** -14, -least], 'float16'),
      ).toEqual([1, 0, 1, 2, 2, 0x400, 0x400, 0x8001]);
      expect(bits([1, 1 + 2 ** -8, 1 + 3 * 2 ** -8, 3.4028235e38, -Infinity, -0], 'bfloat16')).toEqual([
        0x3f80, 0x3f80, 0x3f82, 0x7f80, 0xff80, 0x8000,
      ]);
      for (const cast of ['float16', 'bfloat16'] as const)
        expect(loadSafetensors(saveSafetensors({ x: rl.tensor([NaN]) }, {}, { cast })).tensors['x']!.item()).toBeNaN();
    });
  });

  it('writes every 16-bit float back as it was read', () => {
    leavesNothing(() => {
      const every = Uint16Array.from({ length: 65536 }, (_, i) => i);
      for (const [dtype, cast, infinity] of [
        ['F16', 'float16', 0x7c00],
        ['BF16', 'bfloat16', 0x7f80],
      ] as const) {
        const read = loadSafetensors(one(dtype, [65536], bytesOf(every))).tensors;
        const back = new Uint16Array(saveSafetensors(read, {}, { cast }).slice(-2 * 65536).buffer);
        expect(every.filter((h, i) => back[i] !== h && (h & 0x7fff) <= infinity)).toEqual(new Uint16Array());
      }
    });
  });

  it('writes only what is chosen, and only float32, each type where it is aligned', () => {
    leavesNothing(() => {
      const state = {
        a: rl.tensor([1, 2, 3]),
        n: rl.tensor([7], { dtype: 'int32' }),
        deep: { b: rl.tensor([0.5]).expand([3]) },
        m: rl.tensor([true]),
      };
      const bytes = saveSafetensors(
        state,
        {},
        { cast: (name) => (name === 'deep.b' ? 'bfloat16' : name === 'm' ? 'float16' : undefined) },
      );
      const text = new TextDecoder().decode(bytes);
      expect(text).toMatch(/"deep\.b":\{"dtype":"BF16","shape":\[3\],"data_offsets":\[16,22\]/);
      expect(text).toMatch(/"m":\{"dtype":"BOOL"/);
      const { tensors } = loadSafetensors<typeof state>(bytes);
      expect([tensors.a.tolist(), tensors.deep.b.tolist(), tensors.m.tolist()]).toEqual([[1, 2, 3], [0.5, 0.5, 0.5], [true]]);
      expect(() => saveSafetensors(state, {}, { cast: 'float32' as 'float16' })).toThrow(/one of 'float16', 'bfloat16'/);
    });
  });
});

describe('a malformed file is refused before anything is allocated', () => {
  const entry = F32(0, 4);
  const four = [0, 0, 0, 0];
  const state = (tree: unknown) => file({ __metadata__: { 'rushlight.state': JSON.stringify(tree) }, x: entry }, four);
  const cases: [string, Uint8Array, RegExp][] = [
    ['no bytes', new Uint8Array(), /8 bytes of the header's length, got 0/],
    ['a header longer than the format allows', file('{}', [], 100_000_001n), /at most 100000000 bytes, got 100000001/],
    ['a length of 64 bits', file('{}', [], 2n ** 64n - 1n), /at most 100000000/],
    ['a header longer than the file', file('{}', [], 3n), /3 bytes, got a file that ends after 2; it is truncated/],
    ['no JSON', file('{"x":'), /JSON in UTF-8/],
    ['no UTF-8', file('', [0xff], 1n), /JSON in UTF-8/],
    ['an array', file('[]'), /JSON object/],
    ['a mark before the header', file('\ufeff{}'), /JSON in UTF-8/],
    ['a zero after the header', file('{}\0'), /JSON in UTF-8/],
    ['a field twice', file('{"x":{"dtype":"F32","\\u0064type":"I32"}}'), /each key once, got 'dtype' twice in 'x'/],
    ['metadata twice', file('{"__metadata__":null,"__metadata__":{}}'), /each key once, got '__metadata__' twice/],
    [
      'a name twice, the last not the whole file',
      file(`{"x":${JSON.stringify(F32(0, 8))},"x":${JSON.stringify(entry)}}`, new Uint8Array(8)),
      /no tensor owns/,
    ],
    ['metadata of numbers', file({ __metadata__: { epoch: 1 } }), /metadata of strings, got 1 for 'epoch'/],
    ['metadata of no object', file({ __metadata__: 'x' }), /object of strings/],
    ['an entry of no object', file({ x: 1 }), /dtype, shape, data_offsets/],
    ['an unknown dtype', one('C64', [1], new Uint8Array(8)), /got 'C64'/],
    ['a dtype named as a method', one('toString', [1], four), /got 'toString'/],
    ['a shape of fractions', one('F32', [0.5, 2], four), /shape of sizes/],
    ['a negative shape', one('F32', [-1, -1], four), /shape of sizes/],
    ['a shape past every memory', one('F32', [2 ** 40, 2 ** 40], four), /expected .* bytes for 'x'/],
    ['no offsets', file({ x: { dtype: 'F32', shape: [0] } }), /data_offsets/],
    ['offsets backwards', file({ x: F32(4, 0, 0) }, four), /data_offsets/],
    ['a size that is not shape × dtype', file({ x: F32(0, 4, 2) }, four), /8 bytes for 'x' of shape \[2\] and dtype F32, got 4/],
    ['data cut short', file({ x: F32(0, 8) }, four), /truncated/],
    ['data too long', file({ x: entry }, [...four, 0]), /no tensor owns/],
    ['a gap', file({ x: entry, y: F32(5, 9) }, new Uint8Array(9)), /without gaps, got one before 'y'/],
    ['a gap at the start', file({ x: F32(1, 5) }, new Uint8Array(5)), /without gaps/],
    ['an overlap', file({ x: F32(0, 8), y: F32(4, 12) }, new Uint8Array(12)), /without overlaps, got one before 'y'/],
    ['two tensors in one place', file({ x: entry, y: entry }, four), /without overlaps/],
    ['a double that float32 rounds', one('F64', [1], bytesOf(Float64Array.of(0.1))), /pass \{ cast: 'float32' \}/],
    ['a long past int32', one('I64', [1], bytesOf(BigInt64Array.of(2n ** 31n))), /I64 values that int32 holds/],
    ['a word past int32', one('U32', [1], bytesOf(Uint32Array.of(2 ** 31))), /U32 values that int32 holds/],
    ['state of no JSON', file({ __metadata__: { 'rushlight.state': '{' } }), /expected JSON under 'rushlight.state'/],
    ['state that names no tensor', state({}), /to name 'x', got none/],
    ['state that names one twice', state({ a: { $tensor: 'x' }, b: { $tensor: 'x' } }), /each tensor of the file once/],
    ['state that names another', state({ a: { $tensor: 'y' } }), /each tensor of the file once/],
    ['state of unknown words', state({ a: { $call: 'x' } }), /'\$call'/],
    ['state too deep', state(JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`)), /at most 32 deep/],
  ];
  it.each(cases)('%s', (_, bytes, message) => {
    leavesNothing(() => {
      const before = rl.memory();
      expect(() => loadSafetensors(bytes)).toThrow(RangeError);
      expect(() => loadSafetensors(bytes)).toThrow(message);
      expect(rl.memory()).toEqual(before);
    });
  });

  it('and none of its prefixes or changed bytes does more than throw a RangeError', () => {
    leavesNothing(() => {
      const bytes = saveSafetensors({ a: rl.ones([2]), m: rl.tensor([true]), n: { t: rl.ones([1]), best: Infinity } });
      for (let n = 0; n < bytes.length; n++) expect(() => loadSafetensors(bytes.subarray(0, n))).toThrow(RangeError);
      for (let i = 0; i < bytes.length; i++) {
        for (const change of [1, 0x80]) {
          const changed = bytes.slice();
          changed[i]! ^= change;
          try {
            loadSafetensors(changed);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }
    });
  });
});

describe('what a file cannot hold is refused', () => {
  it.each<[string, unknown, Record<string, string>, RegExp]>([
    ['no state', 1, {}, /expected a state such as stateDict\(\) returns, got 1/],
    ['a function', { lambda: () => 1 }, {}, /got function lambda at 'lambda'/],
    ['an instance', { deep: [new Date(0)] }, {}, /got a Date at 'deep\.0'/],
    ['a name of the marks', { deep: { $tensor: 1 } }, {}, /plain names, got '\$tensor' at 'deep'/],
    ['metadata of numbers', {}, { epoch: 1 } as unknown as Record<string, string>, /got 1 for 'epoch'; use JSON.stringify/],
    ['metadata of its own', {}, { 'rushlight.state': '' }, /keys that are free/],
  ])('%s', (_, state, metadata, message) => {
    expect(() => saveSafetensors(state as object, metadata)).toThrow(message);
  });

  it('a freed tensor, names that collide, a reserved name', () => {
    rl.scope(() => {
      const [t, freed] = [rl.ones([1]), rl.ones([1])];
      freed.dispose();
      expect(() => saveSafetensors({ freed })).toThrow(rl.DisposedError);
      expect(() => saveSafetensors({ 'a.b': t, a: { b: t } })).toThrow(/paths that differ, got 'a.b' twice/);
      expect(() => saveSafetensors({ __metadata__: t })).toThrow(/names that are free/);
      expect(() => saveSafetensors({ 'half \ud83d': t })).toThrow(/^saveSafetensors: expected text of whole characters/);
      expect(() => saveSafetensors({ t }, { half: '\ude00' })).toThrow(/^saveSafetensors: expected text of whole characters/);
    });
  });
});

describe('training goes on', () => {
  const train = (
    model: rl.nn.Module & { forward(x: Tensor): Tensor },
    optimizer: { zeroGrad(): void; step(): void },
    generator: rl.Generator,
  ) =>
    rl.scope(() => {
      optimizer.zeroGrad();
      const loss = F.mseLoss(model.forward(rl.randn([8, 4], { generator })), rl.randn([8, 2], { generator }));
      loss.backward();
      optimizer.step();
      return loss.item();
    });
  const make = () => new nn.Sequential(new nn.Linear(4, 5), new nn.Tanh(), new nn.Linear(5, 2));

  it.each([
    ['SGD', (p: Tensor[]) => new optim.SGD(p, { lr: 0.1, momentum: 0.9 })],
    ['Adam', (p: Tensor[]) => new optim.Adam([{ params: p.slice(0, 2), lr: 0.1 }, { params: p.slice(2) }], { amsgrad: true })],
  ])('bit for bit from a file of model, %s and generator', (_, optimizerOf) => {
    leavesNothing(() => {
      const [model, generator] = [make(), new rl.Generator(1)];
      const optimizer = optimizerOf(model.parameters());
      for (let i = 0; i < 3; i++) train(model, optimizer, generator);
      const checkpoint = () => ({
        model: model.stateDict(),
        optimizer: optimizer.stateDict(),
        generator: generator.getState(),
        epoch: 3,
      });
      const bytes = saveSafetensors(checkpoint());
      const losses = Array.from({ length: 3 }, () => train(model, optimizer, generator));

      const [again, stream] = [make(), new rl.Generator(2)];
      const resumed = optimizerOf(again.parameters());
      const { tensors } = loadSafetensors<ReturnType<typeof checkpoint>>(bytes);
      expect(tensors.epoch).toBe(3);
      again.loadStateDict(tensors.model);
      resumed.loadStateDict(tensors.optimizer);
      stream.setState(tensors.generator);
      expect(
        saveSafetensors({
          ...checkpoint(),
          model: again.stateDict(),
          optimizer: resumed.stateDict(),
          generator: stream.getState(),
        }),
      ).toEqual(bytes);
      expect(Array.from({ length: 3 }, () => train(again, resumed, stream))).toEqual(losses);
      for (const m of [model, again, optimizer, resumed]) m.dispose();
    });
  });

  it('from an optimizer saved by itself, stepped or not', () => {
    leavesNothing(() => {
      const model = make();
      const optimizer = new optim.AdamW(model.parameters());
      for (const steps of [0, 1]) {
        if (steps > 0) train(model, optimizer, new rl.Generator(1));
        const { tensors } = loadSafetensors<rl.optim.OptimizerState>(saveSafetensors(optimizer.stateDict()));
        const other = new optim.AdamW(model.parameters(), { lr: 9 });
        other.loadStateDict(tensors);
        expect(other.paramGroups[0]!.lr).toBe(0.001);
        expect(saveSafetensors(other.stateDict())).toEqual(saveSafetensors(optimizer.stateDict()));
        other.dispose();
      }
      model.dispose();
      optimizer.dispose();
    });
  });
});
