import type { TensorArray } from '../core.ts';
import { tensor } from '../create/values.ts';
import { failRange, failType } from '../errors.ts';
import { composed } from '../scope.ts';
import { type Shape, sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Tally } from './state.ts';

/** Collects the rows of tensors of one dtype and row shape. */
class Rows {
  readonly #what: string;
  readonly #chunks: TensorArray[] = [];
  #dtype: Tensor['dtype'] | null = null;
  #row: Shape = [];
  #rows = 0;

  constructor(what: string) {
    this.#what = what;
  }

  /** Refuses a tensor that does not fit those before it. */
  check(t: Tensor): void {
    if (t.ndim === 0) failRange('update', `expected ${this.#what} of a batch, got a scalar`);
    if (this.#dtype === null) return;
    if (t.dtype !== this.#dtype) failType('update', `expected ${this.#what} of dtype ${this.#dtype}, as before, got ${t.dtype}`);
    if (!sameShape(t.sizes.slice(1), this.#row))
      failRange(
        'update',
        `expected ${this.#what} with rows of shape ${showShape(this.#row)}, as before, got ${showShape(t.sizes)}`,
      );
  }

  add(t: Tensor): void {
    this.#dtype = t.dtype;
    this.#row = t.sizes.slice(1);
    this.#rows += t.sizes[0] as number;
    this.#chunks.push(t.toTypedArray());
  }

  /** All rows as one tensor. */
  join(): Tensor {
    if (this.#dtype === null) failRange('compute', 'expected at least one batch, got none');
    const [first] = this.#chunks as [TensorArray];
    const length = this.#chunks.reduce((sum, { length }) => sum + length, 0);
    const all = new (first.constructor as new (length: number) => TensorArray)(length);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return tensor(all, { shape: [this.#rows, ...this.#row], dtype: this.#dtype });
  }
}

/** Outputs and targets of all batches, for a metric that needs them together. */
export class Stored implements Tally<number | number[]> {
  readonly #metric: (input: Tensor, target: Tensor) => number | number[];
  #inputs = new Rows('output');
  #targets = new Rows('target');

  constructor(metric: (input: Tensor, target: Tensor) => number | number[]) {
    this.#metric = metric;
  }

  reset(): void {
    this.#inputs = new Rows('output');
    this.#targets = new Rows('target');
  }

  update(input: Tensor, target: Tensor): void {
    this.#inputs.check(input);
    this.#targets.check(target);
    this.#inputs.add(input);
    this.#targets.add(target);
  }

  compute(): number | number[] {
    return composed('compute', () => this.#metric(this.#inputs.join(), this.#targets.join()));
  }
}
