/**
 * Loads the kernels: chooses a level, compiles, instantiates once, and offers the typed table. Everything happens at
 * the first allocation, or in `init`.
 */
import { applyDifference, decode } from './binary.ts';
import { hasRelaxedSimd, hasSimd } from './features.ts';
import { heap } from './memory.ts';
import type { Kernels } from './wasm/kernels.ts';
import { relaxed } from './wasm/relaxed.ts';
import { simd } from './wasm/simd.ts';

export type { Kernels } from './wasm/kernels.ts';

/** The instruction sets that a binary exists for. */
export type Level = 'simd' | 'relaxed';

/** A binary of the kernels, or where to fetch it. */
export type ModuleSource = WebAssembly.Module | BufferSource | URL | Response;

/** Fetches what is not at hand yet. */
export async function resolveModule(source: ModuleSource): Promise<WebAssembly.Module | BufferSource> {
  if (source instanceof WebAssembly.Module || source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source;
  if (source instanceof URL) return resolveModule(await fetch(source));
  if (!(source instanceof Response))
    throw new TypeError('init: expected module to be a WebAssembly.Module, bytes, a URL or a Response');
  if (!source.ok) throw new Error(`init: expected a response with the binary, got status ${source.status} from ${source.url}`);
  return source.arrayBuffer();
}

/** What to load; every field has a default. */
export interface LoadOptions {
  level?: Level | 'auto' | undefined;
  /** A compiled module, or its bytes, instead of the embedded binary. */
  module?: WebAssembly.Module | BufferSource | undefined;
  /** A cap of the linear memory, in bytes. */
  maxMemory?: number | undefined;
}

/** The kernels in force. Valid after the first allocation, which every tensor makes. */
export let k: Kernels = {} as Kernels;

let loaded: Level | undefined;

/** The level in force, loading the default one if nothing has been loaded yet. */
export function level(): Level {
  if (loaded === undefined) load({});
  return loaded as Level;
}

/** Whether kernels have been loaded, after which the choice is final. */
export const isLoaded = (): boolean => loaded !== undefined;

/** The embedded binary of a level. */
export function binaryOf(chosen: Level): Uint8Array<ArrayBuffer> {
  const base = decode(simd);
  return chosen === 'simd' ? base : applyDifference(base, decode(relaxed));
}

const INITIAL_PAGES = 32;

/** Compiles and instantiates synchronously. */
export function load({ level: wanted = 'auto', module, maxMemory = 2 ** 32 }: LoadOptions): void {
  if (!hasSimd()) {
    throw new Error(
      'init: expected a runtime with WebAssembly SIMD, got none; Node 16.4, Chrome 91, Firefox 89 and Safari 16.4 have it',
    );
  }
  if (wanted === 'relaxed' && !hasRelaxedSimd()) {
    throw new Error(
      "init: expected a runtime with relaxed SIMD for level 'relaxed', got none; Node 22 and Chrome 114 have it, or use level 'simd'",
    );
  }
  const chosen: Level = wanted === 'auto' ? (module === undefined && hasRelaxedSimd() ? 'relaxed' : 'simd') : wanted;
  const compiled = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module ?? binaryOf(chosen));
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES });
  const instance = new WebAssembly.Instance(compiled, { env: { memory } });
  const exports = instance.exports as unknown as Kernels;
  const workspace = (exports.HEAP_BASE.value + 63) & ~63;
  exports.setWorkspace(workspace);
  heap.adopt(memory, workspace + exports.WORKSPACE_BYTES.value, maxMemory);
  k = exports;
  loaded = chosen;
}

heap.onFirstUse = () => load({});
