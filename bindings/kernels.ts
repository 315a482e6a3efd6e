/**
 * Loads the kernels: chooses a level, compiles, instantiates once, and provides the typed table. Everything happens at the first
 * allocation, or in `init`.
 */
import { decode, withSharedMemory } from './binary.ts';
import { hasRelaxedSimd, hasSimd } from './features.ts';
import { heap } from './memory.ts';
import { Pool } from './threads.ts';
import type { Kernels } from './wasm/kernels.ts';
import { CORE_RELAXED, CORE_SIMD } from './wasm/texts.ts';
import { BOARD_BYTES } from './worker.ts';

export type { Kernels } from './wasm/kernels.ts';

/** The instruction sets for which there are binaries; 'wide' differs from 'relaxed' only in the matrix product. */
export type Level = 'simd' | 'relaxed' | 'wide';

/** A binary of the kernels, or its address. */
export type ModuleSource = WebAssembly.Module | BufferSource | URL | Response;

/** Fetches the binary if the source is not a module or bytes. */
export async function resolveModule(source: ModuleSource): Promise<WebAssembly.Module | BufferSource> {
  if (source instanceof WebAssembly.Module || source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source;
  const fail = (cause: unknown): never => {
    const where = source instanceof URL ? source : (source as Response).url;
    throw new Error(`init: fetching the binary ${where} failed: ${(cause as Error).message}`, { cause });
  };
  if (source instanceof URL) return resolveModule(await fetch(source).catch(fail));
  if (!(source instanceof Response))
    throw new TypeError(`init: expected module to be a WebAssembly.Module, bytes, a URL or a Response, got ${typeof source}`);
  if (!source.ok) throw new Error(`init: expected a response with the binary, got status ${source.status} from ${source.url}`);
  return source.arrayBuffer().catch(fail);
}

/** A kernel that each other part has. */
const WITNESS = { rare: 'refillWords', extra: 'layerNorm', recurrent: 'packWeight' } as const;

/** Loads a part; a failure is that of the binary which `init` was given, if it was. */
function ours<T>(name: 'module' | keyof typeof WITNESS, source: WebAssembly.Module | BufferSource | undefined, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (source === undefined) throw cause;
    const file = name === 'module' ? 'simd.wasm' : `simd-${name}.wasm`;
    throw new Error(
      `init: expected ${name} to be the '${file}' of this version of rushlight (with threads, its bytes), got another binary`,
      { cause },
    );
  }
}

/** What to load; every field has a default. */
export interface LoadOptions {
  level?: Level | 'auto' | undefined;
  /** A compiled module, or its bytes, instead of the embedded binary. */
  module?: WebAssembly.Module | BufferSource | undefined;
  /** The same for the other parts. */
  rare?: WebAssembly.Module | BufferSource | undefined;
  extra?: WebAssembly.Module | BufferSource | undefined;
  recurrent?: WebAssembly.Module | BufferSource | undefined;
  /** The limit of the linear memory, in bytes. */
  maxMemory?: number | undefined;
}

/** The kernels in use. Valid after the first allocation, which every tensor makes. */
export let kernels: Kernels = {} as Kernels;

let loaded: Level | undefined;

/** The level in use; loads the default one if nothing has been loaded yet. */
export function level(): Level {
  if (loaded === undefined) load({});
  return loaded as Level;
}

/** Whether kernels have been loaded; then the choice is final. */
export const isLoaded = (): boolean => loaded !== undefined;

/** The embedded binaries of a part: the second is packed after the first, and both after the first part's `relaxed`. */
export interface Texts {
  relaxed: string;
  simd: string;
}

let first: Uint8Array<ArrayBuffer> | undefined;

/** The binary after which all others are packed. */
const firstBinary = (): Uint8Array<ArrayBuffer> => (first ??= decode(CORE_RELAXED));

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/** The embedded binary of a level: that of the first part, or of another. */
export function binaryOf(chosen: Level, texts?: Texts): Uint8Array<ArrayBuffer> {
  const base = firstBinary();
  if (texts === undefined) return chosen === 'simd' ? decode(CORE_SIMD, base) : base;
  const part = decode(texts.relaxed, base);
  return chosen === 'simd' ? decode(texts.simd, joined(base, part)) : part;
}

const INITIAL_PAGES = 32;
const PAGE = 65536;
/** Maximum sizes to try for a shared memory, since some runtimes reserve the maximum at once. */
const SHARED_LIMITS = [65536, 32768, 16384, 8192];

/** The level to load, after checking that this runtime supports it. */
function chooseLevel(wanted: Level | 'auto', given: boolean): 'simd' | 'relaxed' {
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
  if (wanted === 'wide') return hasRelaxedSimd() ? 'relaxed' : 'simd';
  if (wanted !== 'auto') return wanted;
  return !given && hasRelaxedSimd() ? 'relaxed' : 'simd';
}

/** The maximum of a shared memory in pages, with which a binary must agree; null if memory is not shared. */
type Limit = number | null;

/** What the parts share: the exports of the first one, and the memory. */
let core: { exports: Kernels; memory: WebAssembly.Memory; limit: Limit };
/** The sources of other parts that `init` was given. */
let given: Pick<LoadOptions, 'rare' | 'extra' | 'recurrent'> = {};

function compile(source: WebAssembly.Module | BufferSource, limit: Limit): WebAssembly.Module {
  if (source instanceof WebAssembly.Module) return source;
  return new WebAssembly.Module(limit === null ? source : withSharedMemory(bytesOf(source), INITIAL_PAGES, limit));
}

/** The exports of the first part, with its workspace set, and the end of the memory that it uses itself. */
function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): { exports: Kernels; end: number } {
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
  const workspace = (exports.HEAP_BASE.value + 63) & ~63;
  exports.setWorkspace(workspace);
  return { exports, end: workspace + exports.WORKSPACE_BYTES.value };
}

/** Instantiates another part on the memory of the first. */
export function loadPart(name: 'rare' | 'extra' | 'recurrent', texts: Texts): WebAssembly.Exports {
  const chosen = level();
  const { exports, memory, limit } = core;
  const source = given[name];
  const imports = { env: { memory }, core: exports as unknown as WebAssembly.ModuleImports };
  const tableOf = (module: WebAssembly.Module): WebAssembly.Exports => {
    const table = new WebAssembly.Instance(module, imports).exports;
    if (!(WITNESS[name] in table)) throw new TypeError(`no ${WITNESS[name]}`);
    return pool === undefined ? table : pool.add(table, module);
  };
  if (source !== undefined) return ours(name, source, () => tableOf(compile(source, limit)));
  let module: WebAssembly.Module;
  try {
    module = compile(binaryOf(chosen, texts), limit);
  } catch (cause) {
    throw new Error(
      `init: expected ${name} as a compiled module where none can be made of bytes, got none; ` +
        `pass { ${name} } from 'rushlight/wasm/${chosen === 'simd' ? 'simd' : 'relaxed'}-${name}.wasm' beside module`,
      { cause },
    );
  }
  return tableOf(module);
}

/**
 * Switches to the matrix product of the level 'wide' if the relaxed level is in use and the product is faster here; returns
 * whether it did. Only programs that ask for that level load the binary.
 */
export async function widen(): Promise<boolean> {
  const { WIDE, isFaster } = await import('./wide.ts');
  if (loaded !== 'relaxed') return false;
  const { exports, memory, limit } = core;
  const module = compile(decode(WIDE, firstBinary()), limit);
  const imports = { env: { memory }, core: exports as unknown as WebAssembly.ModuleImports };
  const table = new WebAssembly.Instance(module, imports).exports;
  if (!(await isFaster(heap, table['gemm'] as Kernels['gemm'], exports.gemm, exports.gemmBlocks))) return false;
  kernels = { ...kernels, ...(pool === undefined ? table : pool.add(table, module)) };
  loaded = 'wide';
  return true;
}

/** Compiles and instantiates synchronously, for one thread. */
export function load({ level: wanted = 'auto', module, rare, extra, recurrent, maxMemory = 2 ** 32 }: LoadOptions): void {
  const chosen = chooseLevel(wanted, module !== undefined);
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES });
  const { exports, end } = ours('module', module, () => instantiate(compile(module ?? binaryOf(chosen), null), memory));
  heap.adopt(memory, end, maxMemory);
  core = { exports, memory, limit: null };
  given = { rare, extra, recurrent };
  kernels = exports;
  loaded = chosen;
}

let pool: Pool | undefined;

/** How many threads share the work, the calling one included. */
export const threads = (): number => pool?.threads ?? 1;

/** Ends the worker threads; work continues on one thread. */
export const stopThreads = (): void => pool?.stop();

/** A shared memory with the greatest maximum that this runtime grants. */
function sharedMemory(): { memory: WebAssembly.Memory; limit: number } {
  for (const limit of SHARED_LIMITS) {
    try {
      return { memory: new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: limit, shared: true }), limit };
    } catch {
      // too much to reserve
    }
  }
  throw new Error('init: expected room for a shared memory, got none; use threads: 1');
}

/** The memory that must remain for tensors after the workspaces of all threads. */
const LEAST_ROOM = 2 ** 20;

/**
 * Compiles for a shared memory and starts count − 1 workers; nothing changes until all have started.
 *
 * @throws {RangeError} if there is not enough memory for them. @throws {Error} if a worker does not start, or if a tensor was
 *   created meanwhile; `init` can then be called again, or work continues with the kernels already loaded.
 */
export async function loadThreads(
  { level: wanted = 'auto', module, rare, extra, recurrent, maxMemory = 2 ** 32 }: LoadOptions,
  count: number,
): Promise<void> {
  const chosen = chooseLevel(wanted, module !== undefined);
  const { memory, limit } = sharedMemory();
  const { compiled, exports, end } = ours('module', module, () => {
    const compiled = compile(module ?? binaryOf(chosen), limit);
    return { compiled, ...instantiate(compiled, memory) };
  });
  const size = (exports.WORKSPACE_BYTES.value + 63) & ~63;
  const first = (end + 63) & ~63;
  const workspaces = Array.from({ length: count - 1 }, (_, i) => first + i * size);
  const board = first + size * workspaces.length;
  const most = Math.min(maxMemory, limit * PAGE);
  const need = board + BOARD_BYTES + LEAST_ROOM;
  if (need > most || !hasRoom(memory, need))
    throw new RangeError(
      `init: expected memory for ${count} threads, ${Math.ceil(need / 2 ** 20)} MiB, got ${Math.floor(most / 2 ** 20)} MiB; use fewer threads, or raise maxMemory`,
    );
  const started = new Pool(memory, board);
  const table = await started.start(exports as unknown as WebAssembly.Exports, compiled, memory, workspaces);
  if (loaded !== undefined) {
    started.stop();
    failLate();
  }
  heap.adopt(memory, board + BOARD_BYTES, most);
  core = { exports, memory, limit };
  given = { rare, extra, recurrent };
  pool = started;
  kernels = table as unknown as Kernels;
  loaded = chosen;
}

/** Grows a memory to `bytes` if necessary. */
function hasRoom(memory: WebAssembly.Memory, bytes: number): boolean {
  try {
    memory.grow(Math.max(0, Math.ceil((bytes - memory.buffer.byteLength) / PAGE)));
    return true;
  } catch {
    return false;
  }
}

/** Refuses a choice that comes too late. */
export const failLate = (): never => {
  throw new Error('init: must be called before the first tensor is created; call it at the start of the program');
};

const bytesOf = (source: BufferSource): Uint8Array =>
  ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);

heap.onFirstUse = () => load({});
