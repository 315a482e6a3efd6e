/** A bounded number of points for two curves on one axis: if there are too many, neighbours are merged. */

const MOST = 600;

/** null where there is no point. */
export type Value = number | null;

/** Columns in uPlot's format: x, and two curves with possible gaps. */
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

  /** Merges two points: the mean on the first curve, the later value on the second, the later x. */
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

/** A moving mean, weighted by samples, over about the last thousand. */
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
