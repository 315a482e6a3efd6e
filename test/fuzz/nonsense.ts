// Values that come where others are expected. Each is made anew for each call.
import type { Library } from './run.ts';

/** How nonsensical: `never` fits no argument, `number` only one without bounds, and so on. */
export type Kind = 'never' | 'word' | 'callback' | 'undefined' | 'null' | 'number' | 'boolean' | 'list' | 'object' | 'tensor';

export interface Nonsense {
  label: string;
  kind: Kind;
  make: (rl: Library) => unknown;
}

const always = (kind: Kind, values: Record<string, unknown>): Nonsense[] =>
  Object.entries(values).map(([label, value]) => ({ label, kind, make: () => value }));

const made = (kind: Kind, values: Record<string, (rl: Library) => unknown>): Nonsense[] =>
  Object.entries(values).map(([label, make]) => ({ label, kind, make }));

class Custom {
  zzz = 1;
}

export const nonsense: readonly Nonsense[] = [
  ...always('undefined', { undefined }),
  ...always('null', { null: null }),
  ...always('number', {
    NaN: Number.NaN,
    Infinity: Infinity,
    '-Infinity': -Infinity,
    '2**31': 2 ** 31,
    '2**32': 2 ** 32,
    '2**53': 2 ** 53,
    '-1': -1,
    '-7': -7,
    '0.5': 0.5,
    '0': 0,
    '99': 99,
    '1e300': 1e300,
    '-1e300': -1e300,
  }),
  ...always('word', { "''": '', "'x'": 'x', "'3'": '3' }),
  ...always('boolean', { true: true, false: false }),
  ...always('never', {
    '1n': 1n,
    'Symbol()': Symbol('s'),
    'Object.create(null)': Object.freeze(Object.assign(Object.create(null), { zzz: 1 })),
  }),
  ...made('never', {
    date: () => new Date(0),
    regexp: () => /x/,
    map: () => new Map([['a', 1]]),
    set: () => new Set(['a']),
    promise: () => Promise.resolve(1),
    'new Number(1)': () => Object(1),
    "new String('x')": () => Object('x'),
    custom: () => new Custom(),
    error: () => new Error('x'),
    'an array buffer': () => new ArrayBuffer(8),
    'BigInt64Array(2)': () => new BigInt64Array(2),
    'fake tensor': () => ({ shape: [2, 3], sizes: [2, 3], dtype: 'float32', numel: 6, ndim: 2 }),
    'child of Tensor.prototype': (rl) => Object.create(rl.Tensor.prototype),
    'disposed tensor': (rl) => {
      const t = rl.ones([2, 3]);
      t.dispose();
      return t;
    },
    'throwing proxy': () =>
      new Proxy(
        {},
        {
          get: () => undefined,
          ownKeys: () => ['zzz'],
          getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
        },
      ),
    '[undefined]': () => [undefined],
    '[null]': () => [null],
    "['a']": () => ['a'],
    '[{}]': () => [{}],
    '[Symbol()]': () => [Symbol('s')],
    '[1n]': () => [1n],
    '[() => 1]': () => [() => 1],
    'sparse [ , , ]': () => new Array(3),
    'sparse [2, , 3]': () => {
      const list = [2, 0, 3];
      delete list[1];
      return list;
    },
    'cyclic array': () => {
      const list: unknown[] = [1];
      list[0] = list;
      return list;
    },
    '{ zzz: 1 }': () => ({ zzz: 1 }),
  }),
  ...made('callback', {
    '() => 1': () => () => 1,
    'async () => 1': () => async () => 1,
    'a class': () => Custom,
    'a generator function': () =>
      function* () {
        yield 1;
      },
  }),
  ...made('object', { '{}': () => ({}) }),
  ...made('list', {
    '[]': () => [],
    '[NaN]': () => [Number.NaN],
    '[-1]': () => [-1],
    '[-2]': () => [-2],
    '[0]': () => [0],
    '[0.5]': () => [0.5],
    '[99]': () => [99],
    '[0, 0]': () => [0, 0],
    '[2**31]': () => [2 ** 31],
    '[2**32]': () => [2 ** 32],
    '[2**16, 2**16, 2**16]': () => [2 ** 16, 2 ** 16, 2 ** 16],
    '[1e300]': () => [1e300],
    '[Infinity]': () => [Infinity],
    '[1, 1, 1, 1, 1, 1]': () => [1, 1, 1, 1, 1, 1],
    '[true]': () => [true],
    'Float64Array(2)': () => new Float64Array(2),
    'Int32Array.of(-1)': () => Int32Array.of(-1),
    'Uint8Array(3)': () => new Uint8Array(3),
    '[[1]]': () => [[1]],
  }),
  ...made('tensor', {
    'int32 tensor [2]': (rl) => rl.tensor(Int32Array.of(0, 1)),
    'int32 tensor [2, 3]': (rl) => rl.tensor(Int32Array.of(0, 1, 1, 0, 1, 0), { shape: [2, 3] }),
    'int32 tensor of extremes': (rl) => rl.tensor(Int32Array.of(2 ** 31 - 1, -(2 ** 31))),
    'bool tensor [2]': (rl) => rl.tensor([true, false]),
    'float scalar': (rl) => rl.tensor(1.5),
    'float tensor [0]': (rl) => rl.zeros([0]),
    'float tensor [0, 3]': (rl) => rl.zeros([0, 3]),
    'float tensor [7]': (rl) => rl.ones([7]),
    'float tensor [3, 2], strided': (rl) => rl.ones([2, 3]).t(),
    'float tensor [1, 3], expanded': (rl) => rl.ones([1, 1]).expand([1, 3]),
    'float tensor of 5 dims': (rl) => rl.ones([2, 1, 2, 1, 2]),
    'float tensor of NaN': (rl) => rl.full([2, 3], Number.NaN),
    'a leaf': (rl) => rl.ones([2, 3], { requiresGrad: true }),
    "an op's result": (rl) => rl.ones([2, 3], { requiresGrad: true }).mul(2),
    '[a tensor]': (rl) => [rl.ones([2, 3])],
    '[int32 tensor, float tensor]': (rl) => [rl.tensor(Int32Array.of(0, 1)), rl.ones([2])],
  }),
];
