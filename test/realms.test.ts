// Typed arrays of another realm, such as another window's, which no `instanceof` knows, and what only looks like one.
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { memoryStore } from '../src/store/index.ts';
import { fromTfjs } from '../src/tfjs/index.ts';
import { transfer } from '../src/worker/index.ts';
import { leavesNothing } from './support/library.ts';

it('are read by their kind', () =>
  leavesNothing(() => {
    const t = rl.tensor(runInNewContext('new Float32Array([0.5, 1.5])') as Float32Array);
    expect([t.dtype, t.tolist()]).toEqual(['float32', [0.5, 1.5]]);
    const both = rl.data.defaultCollate([1, 2].map((n) => runInNewContext(`new Float64Array([${n}.5])`) as Float64Array));
    expect((both as rl.Tensor).tolist()).toEqual([[1.5], [2.5]]);
  }));

/** The bytes, in a typed array of another realm. */
const abroad = (bytes: ArrayLike<number>, kind = 'Uint8Array'): Uint8Array =>
  (runInNewContext(`(bytes) => ${kind}.from(bytes)`) as (bytes: number[]) => Uint8Array)(Array.from(bytes));

const uses: [string, () => Uint8Array, (bytes: Uint8Array) => unknown][] = [
  [
    'loadTorch',
    () => rl.scope(() => rl.saveTorch([rl.ones([2])])),
    (bytes) => rl.loadTorch<rl.Tensor[]>(bytes).value[0]!.tolist(),
  ],
  [
    'loadSafetensors',
    () => rl.scope(() => rl.saveSafetensors({ w: rl.ones([2]) })),
    (bytes) => rl.loadSafetensors<{ w: rl.Tensor }>(bytes).tensors.w.tolist(),
  ],
  [
    'saveSafetensors',
    () => Uint8Array.of(1, 2),
    (bytes) => [...rl.loadSafetensors<{ w: Uint8Array }>(rl.saveSafetensors({ w: bytes })).tensors.w],
  ],
  ['setState', () => new rl.Generator(3).getState(), (bytes) => new rl.Generator().setState(bytes).initialSeed()],
  ['toTorchRngState', () => new rl.Generator(3).getState(), (bytes) => rl.toTorchRngState(bytes).length],
  [
    'fromTorchRngState',
    () => rl.toTorchRngState(new rl.Generator(3).getState()),
    (bytes) => new rl.Generator().setState(rl.fromTorchRngState(bytes)).initialSeed(),
  ],
  ['loadCheckpoint', () => rl.saveCheckpoint({ extra: 5 }), (bytes) => rl.loadCheckpoint(bytes).extra],
  [
    'fromTfjs',
    () =>
      new TextEncoder().encode(
        '{"class_name":"Sequential","config":[{"class_name":"ReLU","config":{"batch_input_shape":[null,2]}}]}',
      ),
    (bytes) => fromTfjs(bytes, abroad([])).namedChildren().length,
  ],
  ['fromImageData', () => Uint8Array.of(255, 0, 0, 255), (data) => rl.data.fromImageData({ data, width: 1, height: 1 }).tolist()],
];

it.each(uses)('are bytes to %s', (_, make, use) =>
  leavesNothing(() => {
    const bytes = make();
    expect(use(abroad(bytes))).toEqual(use(bytes));
  }),
);

it('are bytes to a store', async () => {
  const store = memoryStore();
  await store.put('a', abroad([1, 2]));
  expect(await store.get('a')).toEqual(Uint8Array.of(1, 2));
});

it('are pixels', () =>
  leavesNothing(() => {
    const data = abroad([255, 0, 0, 255], 'Uint8ClampedArray') as never;
    expect(rl.data.fromImageData({ data, width: 1, height: 1 }).tolist()).toEqual([[[1]], [[0]], [[0]]]);
  }));

/** The bytes, in an ArrayBuffer of another realm. */
const bufferAbroad = (bytes: Uint8Array): ArrayBuffer => abroad(bytes).buffer as ArrayBuffer;
const safetensors = (): Uint8Array => rl.scope(() => rl.saveSafetensors({ w: rl.ones([2]) }));
const named = (t: { w: rl.Tensor }): unknown => rl.scope(() => t.w.tolist());

it.each<[string, () => Uint8Array, (bytes: ArrayBuffer) => unknown]>([
  ['loadTorch', () => rl.scope(() => rl.saveTorch([rl.ones([2])])), (b) => rl.loadTorch<rl.Tensor[]>(b).value[0]!.tolist()],
  ['loadSafetensors', safetensors, (b) => named(rl.loadSafetensors<{ w: rl.Tensor }>(b).tensors)],
  [
    'fromTfjs',
    () => uses.find(([name]) => name === 'fromTfjs')![1](),
    (b) => fromTfjs(b, bufferAbroad(Uint8Array.of())).namedChildren().length,
  ],
])('an ArrayBuffer of another realm is bytes to %s', (_, make, use) =>
  leavesNothing(() => {
    const bytes = make();
    expect(use(bufferAbroad(bytes))).toEqual(use(Uint8Array.from(bytes).buffer));
    for (const disguised of [new Proxy(new ArrayBuffer(8), {}), Object.create(new ArrayBuffer(8))])
      expect(() => use(disguised)).toThrow(/^\w+: expected /);
  }),
);

it('an ArrayBuffer of another realm is a file, an index, and moved to a worker', async () => {
  const bytes = safetensors();
  expect([...(await rl.openSafetensors(bufferAbroad(bytes))).names]).toEqual(['w']);
  const index = new TextEncoder().encode(JSON.stringify({ weight_map: { w: 'a' } }));
  const tensors = await rl.loadSharded(bufferAbroad(index), () => bufferAbroad(bytes));
  expect((tensors['w'] as rl.Tensor).tolist()).toEqual([1, 1]);
  for (const t of Object.values(tensors)) (t as rl.Tensor).dispose();
  const buffer = bufferAbroad(bytes);
  expect(transfer(buffer)).toBe(buffer);
});

it.each(uses)('no Proxy of bytes, and no child of them, gets into %s', (_, make, use) =>
  leavesNothing(() => {
    for (const disguised of [new Proxy(make(), {}), Object.create(make())])
      expect(() => use(disguised)).toThrow(/^\w+: expected /);
  }),
);
