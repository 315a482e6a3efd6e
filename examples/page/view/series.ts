/** Points of two curves over one axis, of a bounded number: when there are too many, neighbours become one. */

const MOST = 600;

/** null where there is no point. */
export type Value = number | null;

/** Columns as uPlot takes them: x, and two curves that may lack a point. */
export type Columns = [number[], Value[], Value[]];

const mean = (a: Value, b: Value): Value => (a === null ? b : b === null ? a : (a + b) / 2);

export class Series {
  #columns: Columns = [[], [], []];

  get columns(): Columns {
    return this.#columns;
  }

  clear(): void {
    this.#columns = [[], [], []];
  }

  add(x: number, first: Value, second: Value): void {
    const [xs, firsts, seconds] = this.#columns;
    xs.push(x);
    firsts.push(first);
    seconds.push(second);
    if (xs.length > MOST) this.#thin();
  }

  /** Two points of the first curve become their mean, of the second the later one; x is the later one's. */
  #thin(): void {
    const [xs, firsts, seconds] = this.#columns;
    const thinned: Columns = [[], [], []];
    for (let i = 0; i < xs.length; i += 2) {
      const j = Math.min(i + 1, xs.length - 1);
      thinned[0].push(xs[j] as number);
      thinned[1].push(mean(firsts[i] as Value, firsts[j] as Value));
      thinned[2].push(seconds[j] ?? (seconds[i] as Value));
    }
    this.#columns = thinned;
  }
}

/** A mean that fades: what is new counts by its samples against the last thousand or so. */
export class Fading {
  static readonly SAMPLES = 1000;
  #mean: number | null = null;

  clear(): void {
    this.#mean = null;
  }

  add(value: number, samples: number): number {
    const share = 1 - Math.exp(-samples / Fading.SAMPLES);
    this.#mean = this.#mean === null ? value : this.#mean + share * (value - this.#mean);
    return this.#mean;
  }
}
