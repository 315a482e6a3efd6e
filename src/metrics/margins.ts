import type { Classes } from './classes.ts';

/** A copy with twice the room, or as much as is needed. */
function grown(counts: Float64Array, size: number): Float64Array {
  const larger = new Float64Array(Math.max(size, 2 * counts.length));
  larger.set(counts);
  return larger;
}

/** The diagonal and the sums of a confusion matrix: all that most metrics need of it, whatever the number of classes. */
export class Margins {
  /** How many classes there are so far. */
  C = 0;
  /** Whether classes that never occur are among them. */
  known = false;
  #right: Float64Array = new Float64Array(0);
  #support: Float64Array = new Float64Array(0);
  #taken: Float64Array = new Float64Array(0);

  /** Samples of each class that were predicted as it. */
  get right(): Float64Array {
    return this.#right.subarray(0, this.C);
  }

  /** Samples of each class. */
  get support(): Float64Array {
    return this.#support.subarray(0, this.C);
  }

  /** Samples predicted as each class. */
  get taken(): Float64Array {
    return this.#taken.subarray(0, this.C);
  }

  #reach(C: number, known: boolean): void {
    this.C = Math.max(this.C, C);
    this.known ||= known;
    if (this.C <= this.#right.length) return;
    this.#right = grown(this.#right, this.C);
    this.#support = grown(this.#support, this.C);
    this.#taken = grown(this.#taken, this.C);
  }

  #count(counts: Float64Array, c: number, weight: number): void {
    counts[c] = (counts[c] as number) + weight;
  }

  /** Adds samples of one class each. */
  add({ C, known, predicted, actual, weights }: Classes): void {
    this.#reach(C, known);
    for (let i = 0; i < actual.length; i++) {
      const [p, y, w] = [predicted[i] as number, actual[i] as number, weights === null ? 1 : (weights[i] as number)];
      this.#count(this.#taken, p, w);
      this.#count(this.#support, y, w);
      if (p === y) this.#count(this.#right, y, w);
    }
  }

  /** Adds samples of L labels, 0 or 1 row by row; a target of `ignoreIndex` counts for nothing. */
  addLabels(L: number, predicted: Int32Array, actual: Int32Array, weights: Float32Array | null, ignoreIndex: number): void {
    this.#reach(L, true);
    for (let i = 0; i < actual.length; i++) {
      if (actual[i] === ignoreIndex) continue;
      const c = i % L;
      const w = weights === null ? 1 : (weights[(i - c) / L] as number);
      if (predicted[i] === 1) this.#count(this.#taken, c, w);
      if (actual[i] === 1) this.#count(this.#support, c, w);
      if (predicted[i] === 1 && actual[i] === 1) this.#count(this.#right, c, w);
    }
  }
}

/** The sum of a list. */
export const sum = (list: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < list.length; i++) total += list[i] as number;
  return total;
};
