/**
 * Free memory, in units of 64 bytes. A freed block joins its free neighbours, and a request takes the smallest block that fits.
 * All bookkeeping is here, outside the linear memory, where no kernel can overwrite it.
 */

/** Sizes up to EXACT each have a class; above, there are STEPS classes per octave. */
const EXACT = 64;
const STEPS = EXACT / 2;

/**
 * Blocks of more than FAR units, whose classes are pages of 4 KiB or more apart, hold SHORT units less than whole pages: tensors
 * of one size would lie whole pages apart otherwise, at some distances a tenth slower to add (bench/NOTES.md).
 */
const FAR = 32 * 64;
const SHORT = 20;

/** The smallest class whose blocks hold `units`. */
export function classOf(units: number): number {
  if (units <= EXACT) return units;
  if (units > FAR) units += SHORT;
  const shift = 26 - Math.clz32(units - 1);
  return shift * STEPS + ((units - 1) >>> shift) + 1;
}

/** The size of a class's blocks. */
export function unitsOf(sizeClass: number): number {
  if (sizeClass <= EXACT) return sizeClass;
  const shift = ((sizeClass - 1) >>> 5) - 1;
  const units = (sizeClass - shift * STEPS) << shift;
  return units > FAR ? units - SHORT : units;
}

/** One more than the class of the largest possible memory, 2^26 units. */
export const CLASSES: number = /* @__PURE__ */ classOf(2 ** 26) + 1;

/** A free block, in the list of its class. */
export interface Block {
  readonly start: number;
  readonly units: number;
  before: Block | null;
  after: Block | null;
}

export class FreeBlocks {
  /** The start of the untouched part of memory: no block after it is in use. */
  top: number;
  /** Blocks, by the largest class that they hold. */
  private readonly lists: (Block | null)[] = new Array<Block | null>(CLASSES).fill(null);
  /** A bit for each list that is not empty. */
  private readonly filled = new Int32Array((CLASSES + 31) >>> 5);
  private readonly byStart = new Map<number, Block>();
  private readonly byEnd = new Map<number, Block>();

  constructor(top: number) {
    this.top = top;
  }

  /** Adds a block, merged with its free neighbours. */
  give(start: number, units: number): void {
    const next = this.byStart.get(start + units);
    if (next !== undefined) {
      this.remove(next);
      units += next.units;
    }
    const previous = this.byEnd.get(start);
    if (previous !== undefined) {
      this.remove(previous);
      start = previous.start;
      units += previous.units;
    }
    if (start + units === this.top) this.top = start;
    else this.add({ start, units, before: null, after: null });
  }

  /** Takes the first of the smallest blocks that hold `units`, the size of a class, and returns all of it; null if there is none. */
  take(units: number): Block | null {
    const from = classOf(units);
    let word = from >>> 5;
    // the lists below `from` in the same word do not count
    let bits = (this.filled[word] as number) & (-1 << (from & 31));
    while (bits === 0) {
      if (++word === this.filled.length) return null;
      bits = this.filled[word] as number;
    }
    const block = this.lists[word * 32 + 31 - Math.clz32(bits & -bits)] as Block;
    this.remove(block);
    return block;
  }

  private add(block: Block): void {
    const list = listOf(block.units);
    const first = this.lists[list] as Block | null;
    block.after = first;
    if (first !== null) first.before = block;
    this.lists[list] = block;
    this.filled[list >>> 5]! |= 1 << (list & 31);
    this.byStart.set(block.start, block);
    this.byEnd.set(block.start + block.units, block);
  }

  private remove(block: Block): void {
    const { start, units, before, after } = block;
    const list = listOf(units);
    if (before !== null) before.after = after;
    else {
      this.lists[list] = after;
      if (after === null) this.filled[list >>> 5]! &= ~(1 << (list & 31));
    }
    if (after !== null) after.before = before;
    this.byStart.delete(start);
    this.byEnd.delete(start + units);
  }
}

/** The largest class that a block of `units` holds. */
function listOf(units: number): number {
  const sizeClass = classOf(units);
  return unitsOf(sizeClass) > units ? sizeClass - 1 : sizeClass;
}
