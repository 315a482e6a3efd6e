/**
 * The one linear memory and its only allocator. Blocks are multiples of 64 bytes in size classes; a freed block waits in its
 * class's last-in-first-out list for the next request of that class, which suffices for a loop of constant sizes. Any other
 * request is cut off a free block, after waiting blocks have been merged with their neighbours: large ones at once, small ones
 * when memory would have to grow. Address 0 is never returned.
 */
import { type Block, CLASSES, classOf, FreeBlocks, unitsOf } from './blocks.ts';

const PAGE = 65536;
const MAX_PAGES = 65536;
const MAX_BLOCK_BYTES = (MAX_PAGES - 1) * PAGE;
/** Memory grows by at least this much, so that a run of small tensors does not grow it page by page. */
const MIN_GROWTH_PAGES = 4;
/** Up to this class, blocks are cut one after the other off the same free block, and merged last. */
const SMALL = 16;
/** The number of units set aside at a time for cutting off small blocks. */
const CUT = 64;
/** Memory for what JavaScript passes to a single kernel call: strides, scalars, generator states. */
export const SCRATCH_BYTES = 16384;

/** Thrown when the linear memory has no room for a block: all existing tensors stay usable. */
export class OutOfMemoryError extends RangeError {
  /** 'OutOfMemoryError'. */
  override name = 'OutOfMemoryError';
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

export class Heap {
  /** Views of the whole memory, replaced when it grows: never hold one across an allocation. */
  f32: Float32Array = new Float32Array(0);
  i32: Int32Array = new Int32Array(0);
  u8: Uint8Array = new Uint8Array(0);
  liveBytes = 0;
  liveBlocks = 0;
  peakBytes = 0;
  /** The library function that last checked its arguments: an out-of-memory error names it. */
  caller = 'init';
  /** Not empty while the memory must not grow: what to do instead. */
  fixed = '';
  /** Called before the first allocation, to load the kernels and hand over their memory. */
  onFirstUse: () => void = () => {};

  private memory: WebAssembly.Memory | undefined;
  private scratchArea = 0;
  private maxPages = MAX_PAGES;
  /** Addresses of freed blocks by class. */
  private waiting: number[][] = [];
  /** A bit for each class of large blocks that may have a waiting block. */
  private readonly waits = new Int32Array((CLASSES + 31) >>> 5);
  private free_: FreeBlocks = new FreeBlocks(0);
  /** What is left, in units, of the block that small ones are cut off. */
  private cut = 0;
  private cutEnd = 0;

  /** Takes over `memory` from the address `floor` on, up to `maxBytes`. */
  adopt(memory: WebAssembly.Memory, floor: number, maxBytes: number): void {
    this.memory = memory;
    this.maxPages = Math.min(MAX_PAGES, Math.floor(maxBytes / PAGE));
    this.waiting = Array.from({ length: CLASSES }, () => []);
    this.scratchArea = (floor + 63) & ~63;
    this.free_ = new FreeBlocks((this.scratchArea + SCRATCH_BYTES) >>> 6);
    this.cut = this.cutEnd = 0;
    this.waits.fill(0);
    this.refresh();
  }

  get reservedBytes(): number {
    return this.u8.length;
  }

  /** Bytes reserved for one kernel call; their content lasts until the next call of `scratch`. */
  scratch(bytes: number): number {
    if (bytes > SCRATCH_BYTES) throw new RangeError(`scratch: expected at most ${SCRATCH_BYTES} bytes, got ${bytes}`);
    if (this.memory === undefined) this.onFirstUse();
    return this.scratchArea;
  }

  /** The address of a block of at least `bytes` bytes, aligned to 64 and readable 15 bytes past its end. */
  alloc(bytes: number): number {
    if (!(bytes >= 0 && bytes <= MAX_BLOCK_BYTES)) this.exhausted(bytes);
    const sizeClass = classOf((bytes + 15 + 64) >>> 6);
    const ptr = this.waiting[sizeClass]?.pop() ?? this.fresh(bytes, sizeClass) * 64;
    this.liveBytes += bytes;
    this.liveBlocks++;
    if (this.liveBytes > this.peakBytes) this.peakBytes = this.liveBytes;
    return ptr;
  }

  /** Frees a block; `bytes` is what `alloc` was called with. */
  free(ptr: number, bytes: number): void {
    this.liveBytes -= bytes;
    this.liveBlocks--;
    const units = (bytes + 15 + 64) >>> 6;
    if (units <= SMALL) this.waiting[units]?.push(ptr);
    else this.wait(ptr, classOf(units));
  }

  /** Copies bytes, which may overlap. */
  copy(to: number, from: number, bytes: number): void {
    this.u8.copyWithin(to, from, from + bytes);
  }

  /** The start, in units, of a block that was in no list: cut off a free one, for which merging or growing may be necessary. */
  private fresh(bytes: number, sizeClass: number): number {
    if (this.memory === undefined) this.onFirstUse();
    const units = unitsOf(sizeClass);
    if (units <= SMALL) {
      if (this.cut + units > this.cutEnd) this.cutFrom(bytes, units);
      this.cut += units;
      return this.cut - units;
    }
    this.joinLarge();
    const block = this.find(bytes, units, units);
    this.giveRest(block.start + units, block.start + block.units);
    return block.start;
  }

  /** Finds the next block to cut small ones off, of at least `units`. */
  private cutFrom(bytes: number, units: number): void {
    const block = this.find(bytes, units, CUT);
    this.giveRest(this.cut, this.cutEnd);
    this.cut = block.start;
    this.cutEnd = block.start + Math.min(block.units, CUT);
    this.giveRest(this.cutEnd, block.start + block.units);
  }

  /**
   * A block of at least `units`: a free one, or up to `wanted` units from the top; only then everything is merged, and memory
   * grows.
   */
  private find(bytes: number, units: number, wanted: number): Pick<Block, 'start' | 'units'> {
    const { free_ } = this;
    let block = free_.take(units);
    if (block !== null) return block;
    if ((free_.top + wanted) * 64 > this.u8.length) {
      this.joinAll();
      block = free_.take(units);
      if (block !== null) return block;
      const missing = (free_.top + wanted) * 64 - this.u8.length;
      if (missing > 0 && !this.grow(missing)) {
        if (wanted > units) return this.find(bytes, units, units);
        this.exhausted(bytes);
      }
    }
    free_.top += wanted;
    return { start: free_.top - wanted, units: wanted };
  }

  private wait(ptr: number, sizeClass: number): void {
    this.waiting[sizeClass]?.push(ptr);
    this.waits[sizeClass >>> 5]! |= 1 << (sizeClass & 31);
  }

  private giveRest(start: number, end: number): void {
    if (start < end) this.free_.give(start, end - start);
  }

  private joinLarge(): void {
    for (let word = 0; word < this.waits.length; word++) {
      for (let bits = this.waits[word] as number; bits !== 0; bits &= bits - 1)
        this.joinClass(word * 32 + 31 - Math.clz32(bits & -bits));
      this.waits[word] = 0;
    }
  }

  private joinClass(sizeClass: number): void {
    const list = this.waiting[sizeClass] as number[];
    for (let i = 0; i < list.length; i++) this.free_.give((list[i] as number) >>> 6, unitsOf(sizeClass));
    list.length = 0;
  }

  /** Merges everything that is free: waiting blocks, and what is left to cut off. */
  private joinAll(): void {
    this.giveRest(this.cut, this.cutEnd);
    this.cut = this.cutEnd = 0;
    this.joinLarge();
    for (let sizeClass = 1; sizeClass <= SMALL; sizeClass++) this.joinClass(sizeClass);
  }

  private grow(bytes: number): boolean {
    if (this.fixed) return false;
    const memory = this.memory as WebAssembly.Memory;
    const have = this.u8.length / PAGE;
    const need = Math.ceil(bytes / PAGE);
    const wanted = Math.max(need, MIN_GROWTH_PAGES, have >> 6);
    for (const pages of [Math.min(wanted, this.maxPages - have), need]) {
      if (pages < need || have + pages > this.maxPages) continue;
      try {
        memory.grow(pages);
        this.refresh();
        return true;
      } catch {
        // the engine refuses this much: try the minimum that suffices
      }
    }
    return false;
  }

  private exhausted(bytes: number): never {
    throw new OutOfMemoryError(
      `${this.caller}: expected room for ${megabytes(bytes)}, got none: ${megabytes(this.liveBytes)} live of ${megabytes(this.u8.length)} ` +
        `reserved, limit ${megabytes(this.maxPages * PAGE)}; ${
          this.fixed ||
          'run the training step inside scope(), dispose() what is no longer needed, use smaller batches, or raise maxMemory in init()'
        }`,
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

/** A block of linear memory and the number of tensors, views and saved values that hold it: at zero it is freed. */
export class Storage {
  readonly bytes: number;
  readonly ptr: number;
  holders = 1;
  /** Counts in-place changes, so that backward can tell whether a saved value was overwritten. */
  version = 0;
  /** Counts the in-place changes that a gradient graph recorded. */
  rebased = 0;

  constructor(bytes: number) {
    this.bytes = bytes;
    this.ptr = heap.alloc(bytes);
  }

  release(): void {
    if (--this.holders === 0) heap.free(this.ptr, this.bytes);
  }
}
