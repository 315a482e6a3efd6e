/**
 * The one linear memory and its only allocator. Blocks are multiples of 64 bytes in size classes (every multiple
 * up to 1 KiB, then eight classes an octave); a freed block goes to its class's last-in-first-out list, a new one
 * comes from the bump pointer. Address 0 is never handed out.
 */

const PAGE = 65536;
const MAX_PAGES = 65536;
const MAX_BLOCK_BYTES = (MAX_PAGES - 1) * PAGE;
/** Growth asks for at least this much, so that a run of small tensors does not grow page by page. */
const MIN_GROWTH_PAGES = 16;
/** Room for what JavaScript passes to a single kernel call: strides, scalars, generator states. */
const SCRATCH_BYTES = 16384;

/** Thrown when the linear memory cannot give a block: every tensor made before stays usable. */
export class OutOfMemoryError extends RangeError {
  /** 'OutOfMemoryError'. */
  override name = 'OutOfMemoryError';
}

/** The class of a size in 64-byte units: 1 … 16 exactly, then eight steps an octave. */
function classOf(units: number): number {
  if (units <= 16) return units;
  const octave = 31 - Math.clz32(units - 1);
  return 16 + (octave - 4) * 8 + Math.ceil((units - 2 ** octave) / 2 ** (octave - 3));
}

/** The size of a class in 64-byte units. */
function unitsOf(sizeClass: number): number {
  if (sizeClass <= 16) return sizeClass;
  const octave = 4 + ((sizeClass - 17) >> 3);
  return 2 ** octave + (((sizeClass - 17) & 7) + 1) * 2 ** (octave - 3);
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

class Heap {
  /** Views over the whole memory, renewed at growth: never hold one across an allocation. */
  f32: Float32Array = new Float32Array(0);
  i32: Int32Array = new Int32Array(0);
  u8: Uint8Array = new Uint8Array(0);
  liveBytes = 0;
  liveBlocks = 0;
  peakBytes = 0;
  /** Called before the first allocation, to load the kernels and hand over their memory. */
  onFirstUse: () => void = () => {};

  private memory: WebAssembly.Memory | undefined;
  private top = 0;
  private scratchArea = 0;
  private maxPages = MAX_PAGES;
  private free_: number[][] = [];

  /** Takes over `memory` from the address `floor` on, up to `maxBytes`. */
  adopt(memory: WebAssembly.Memory, floor: number, maxBytes: number): void {
    this.memory = memory;
    this.maxPages = Math.min(MAX_PAGES, Math.floor(maxBytes / PAGE));
    this.free_ = Array.from({ length: classOf(2 ** 26) + 1 }, () => []);
    this.scratchArea = (floor + 63) & ~63;
    this.top = this.scratchArea + SCRATCH_BYTES;
    this.refresh();
  }

  get reservedBytes(): number {
    return this.u8.length;
  }

  /** Bytes held back for one kernel call; what is in them lasts until the next call of `scratch`. */
  scratch(bytes: number): number {
    if (bytes > SCRATCH_BYTES) throw new RangeError(`scratch: expected at most ${SCRATCH_BYTES} bytes, got ${bytes}`);
    if (this.memory === undefined) this.onFirstUse();
    return this.scratchArea;
  }

  /** The address of a block of at least `bytes` bytes, aligned to 64 and readable 15 bytes past its end. */
  alloc(bytes: number): number {
    if (this.memory === undefined) this.onFirstUse();
    if (bytes > MAX_BLOCK_BYTES) this.exhausted(bytes);
    const sizeClass = classOf((bytes + 15 + 64) >>> 6);
    const ptr = this.free_[sizeClass]?.pop() ?? this.bump(bytes, sizeClass);
    this.liveBytes += bytes;
    this.liveBlocks++;
    if (this.liveBytes > this.peakBytes) this.peakBytes = this.liveBytes;
    return ptr;
  }

  /** Gives a block back; `bytes` is what `alloc` was asked for. */
  free(ptr: number, bytes: number): void {
    this.liveBytes -= bytes;
    this.liveBlocks--;
    this.free_[classOf((bytes + 15 + 64) >>> 6)]?.push(ptr);
  }

  /** Takes what was allocated so far out of the counters: the library holds it for as long as it runs. */
  discount(): void {
    this.liveBytes = this.liveBlocks = this.peakBytes = 0;
  }

  /** Copies bytes, which may overlap. */
  copy(to: number, from: number, bytes: number): void {
    this.u8.copyWithin(to, from, from + bytes);
  }

  private bump(bytes: number, sizeClass: number): number {
    const size = unitsOf(sizeClass) * 64;
    const ptr = this.top;
    if (ptr + size <= this.u8.length || this.grow(ptr + size - this.u8.length)) {
      this.top = ptr + size;
      return ptr;
    }
    return this.split(sizeClass) ?? this.exhausted(bytes);
  }

  private grow(bytes: number): boolean {
    const memory = this.memory as WebAssembly.Memory;
    const have = this.u8.length / PAGE;
    const need = Math.ceil(bytes / PAGE);
    const wanted = Math.max(need, MIN_GROWTH_PAGES, have >> 3);
    for (const pages of [Math.min(wanted, this.maxPages - have), need]) {
      if (pages < need || have + pages > this.maxPages) continue;
      try {
        memory.grow(pages);
        this.refresh();
        return true;
      } catch {
        // the engine refuses this much: try the least that would do
      }
    }
    return false;
  }

  /** The last resort: cut the smallest free block that is large enough, and keep its rest. */
  private split(sizeClass: number): number | undefined {
    for (let larger = sizeClass + 1; larger < this.free_.length; larger++) {
      const ptr = this.free_[larger]?.pop();
      if (ptr === undefined) continue;
      let rest = unitsOf(larger) - unitsOf(sizeClass);
      let at = ptr + unitsOf(sizeClass) * 64;
      while (rest > 0) {
        let piece = classOf(rest);
        if (unitsOf(piece) > rest) piece--;
        this.free_[piece]?.push(at);
        at += unitsOf(piece) * 64;
        rest -= unitsOf(piece);
      }
      return ptr;
    }
    return undefined;
  }

  private exhausted(bytes: number): never {
    throw new OutOfMemoryError(
      `alloc: expected room for ${megabytes(bytes)}, got none: ${megabytes(this.liveBytes)} live of ${megabytes(this.u8.length)} ` +
        `reserved, limit ${megabytes(this.maxPages * PAGE)}; run the training step inside scope(), dispose() what is no longer ` +
        'needed, use smaller batches, or raise maxMemory in init()',
    );
  }

  private refresh(): void {
    const { buffer } = this.memory as WebAssembly.Memory;
    this.f32 = new Float32Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u8 = new Uint8Array(buffer);
  }
}

export const heap: Heap = /* @__PURE__ */ new Heap();

/** A block of linear memory and the number of tensors, views and saved values that hold it: at zero it returns. */
export class Storage {
  readonly bytes: number;
  readonly ptr: number;
  holders = 1;
  /** Counts the changes in place, so that backward can tell a saved value from what replaced it. */
  version = 0;
  /** Counts the changes in place that a gradient graph recorded. */
  rebased = 0;

  constructor(bytes: number) {
    this.bytes = bytes;
    this.ptr = heap.alloc(bytes);
  }

  release(): void {
    if (--this.holders === 0) heap.free(this.ptr, this.bytes);
  }
}
