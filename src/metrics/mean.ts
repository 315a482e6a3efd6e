/** A weighted mean that batches add to. */
export class Mean {
  #total = 0;
  #weight = 0;

  /** Adds a value for each sample. */
  add(values: ArrayLike<number>, weights: Float32Array | null): void {
    for (let i = 0; i < values.length; i++) {
      const weight = weights === null ? 1 : (weights[i] as number);
      this.#total += weight * (values[i] as number);
      this.#weight += weight;
    }
  }

  /** The mean; NaN of nothing. */
  get value(): number {
    return this.#total / this.#weight;
  }
}
