// The library under test: reached by name, as tables speak of it, and fed from Nd.
import { setFlagsFromString } from 'node:v8';
import { expect } from 'vitest';
import type { Node } from '../../src/autograd/node.ts';
import type { Tensor } from '../../src/index.ts';
import * as rl from '../../src/index.ts';
import { isNd, mapNd, type Nd } from './reference/nd.ts';

/** What the library exports under a dotted name, `F.crossEntropy` or `nn.init.zeros_`; `Tensor.to` is a method. */
export function find(path: string): unknown {
  const method = path.startsWith('Tensor.') && path.slice(7);
  if (method && method in rl.Tensor.prototype)
    return (self: Record<string, (...args: unknown[]) => unknown>, ...args: unknown[]) => self[method]!(...args);
  let at: unknown = rl;
  for (const part of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[part];
  if (at === undefined) throw new Error(`${path} is not exported`);
  return at;
}

/** Calls a function of the library by name. */
export const call = (path: string, ...args: readonly unknown[]): unknown =>
  (find(path) as (...args: readonly unknown[]) => unknown)(...args);

/** Constructs a class of the library by name. */
export const construct = (path: string, ...args: readonly unknown[]): unknown =>
  new (find(path) as new (...args: readonly unknown[]) => unknown)(...args);

/** RUSHLIGHT_LEVEL and RUSHLIGHT_THREADS choose what the whole run is tested on. */
export async function start(): Promise<void> {
  const { RUSHLIGHT_LEVEL: level, RUSHLIGHT_THREADS: threads } = process.env;
  if (level === 'relaxed') setFlagsFromString('--experimental-wasm-relaxed-simd');
  if (level === 'wide') setFlagsFromString('--experimental-wasm-revectorize');
  if (level || threads) await rl.init({ ...(level && { level: level as 'simd' }), ...(threads && { threads: Number(threads) }) });
  if (level) expect(rl.backend().level).toBe(level);
  rl.tensor([0]).dispose(); // what is made once at first use is no leak
}

/** How a tensor lies in memory: its own block, a view at an odd offset, or a view with strides. */
export type Layout = 'plain' | 'offset' | 'strided';

const ARRAY = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, float64: Float64Array };

function plain({ shape, dtype, data }: Nd): Tensor {
  return rl.tensor(ARRAY[dtype].from(data) as Float32Array, { shape, dtype: dtype as 'float32' });
}

/** Elements that no op may look at: NaN, or an index that is out of every range. */
const OUTSIDE = { float32: NaN, int32: -77777, bool: 1, float64: NaN };

function laidOut(x: Nd, layout: Layout): Tensor {
  if (layout === 'offset') {
    const padded = [OUTSIDE[x.dtype], OUTSIDE[x.dtype], OUTSIDE[x.dtype], ...x.data, OUTSIDE[x.dtype]];
    const base = plain({ shape: [padded.length], dtype: x.dtype, data: Float64Array.from(padded) });
    return base.narrow(0, 3, x.data.length).view(x.shape);
  }
  if (layout === 'strided' && x.shape.length > 1) {
    const order = x.shape.map((_, d) => x.shape.length - 1 - d);
    return plain(x).permute(order).contiguous().permute(order);
  }
  return plain(x);
}

/** A tensor of the library holding the same elements; a leaf also when it is a view. */
export function toTensor(x: Nd, { requiresGrad = false, layout = 'plain' as Layout } = {}): Tensor {
  const t = laidOut(x, layout).detach();
  return requiresGrad ? t.requiresGrad_() : t;
}

/** Arguments with every Nd inside turned into a tensor, the same one each time it occurs; and those tensors in order. */
export function toArguments(args: readonly unknown[], make: (x: Nd) => Tensor): { args: unknown[]; tensors: Tensor[] } {
  const made = new Map<Nd, Tensor>();
  const tensors: Tensor[] = [];
  const tensorOf = (x: Nd): Tensor => {
    const t = made.get(x) ?? make(x);
    made.set(x, t);
    tensors.push(t);
    return t;
  };
  return { args: mapNd([...args], tensorOf) as unknown[], tensors };
}

export function isTensor(value: unknown): value is Tensor {
  return value instanceof rl.Tensor;
}

/** A tensor, or a reference's array, as shape, dtype and numbers. */
export function read(x: Tensor | Nd): {
  shape: readonly number[];
  dtype: Nd['dtype'];
  data: ArrayLike<number>;
} {
  return isNd(x) ? x : { shape: x.shape, dtype: x.dtype, data: x.toTypedArray() };
}

/** A tensor's bytes. Every NaN is the same: which one JavaScript writes is the engine's, and may change as it compiles. */
export function bytesOf(t: Tensor): Uint8Array {
  const values = t.toTypedArray();
  if (values instanceof Float32Array) {
    const words = new Uint32Array(values.buffer);
    for (let i = 0; i < words.length; i++) if (Number.isNaN(values[i])) words[i] = 0x7fc00000;
  }
  return new Uint8Array(values.buffer);
}

/** Runs `fn` in a scope, and expects that it leaves no tensor behind. */
export function leavesNothing(fn: () => void): void {
  const before = rl.memory();
  rl.scope(fn);
  const after = rl.memory();
  expect({ liveTensors: after.liveTensors, liveBytes: after.liveBytes }).toEqual({
    liveTensors: before.liveTensors,
    liveBytes: before.liveBytes,
  });
}

/** The bytes of a result and of what its graph holds. */
export function held(run: () => Tensor): number {
  const before = rl.memory().liveBytes;
  const y = rl.scope(run);
  const bytes = rl.memory().liveBytes - before;
  y.dispose();
  return bytes;
}

/** By how many bytes `fn` raises what is in use at a time. */
export function peakOf(fn: () => void): number {
  const { liveBytes, peakBytes } = rl.memory();
  // up to the peak of before, so that this one is higher
  const ballast = rl.zeros([Math.ceil((peakBytes - liveBytes) / 4)]);
  const before = rl.memory().liveBytes;
  rl.scope(() => void fn());
  ballast.dispose();
  return rl.memory().peakBytes - before;
}

/** The bytes that an op's way back has added when it ends, as `walk` runs through it. */
export function addedBack(y: Tensor, walk: () => unknown): number {
  const node = y.node as { -readonly [K in keyof Node]: Node[K] };
  const { backward } = node;
  let bytes = Number.NaN;
  node.backward = (g, saved, wanted) => {
    const before = rl.memory().liveBytes;
    const result = backward.call(node, g, saved, wanted);
    bytes = rl.memory().liveBytes - before;
    return result;
  };
  walk();
  return bytes;
}

/** The elements, in order. */
export const numbers = (t: Tensor): number[] => Array.from(t.toTypedArray());

/** The message of what a call throws. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
