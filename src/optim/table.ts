/** The parameters of one call of an optimizer's kernel. */

import { heap } from '../../bindings/memory.ts';
import { dense } from '../array/copy.ts';
import type { Tensor } from '../tensor.ts';

/** Of a row: the addresses of a parameter, its gradient and three tensors of its state, and the number of elements. */
const WORDS = 6;
const ROWS = 512;

/** Rows for parameters, gathered here and placed where the kernel reads them. */
export class Table {
  /** The elements of all rows. */
  total = 0;
  readonly #words: number[] = [];
  /** Contiguous copies of gradients that are not. */
  readonly #copies: Tensor[] = [];
  #length = 0;

  get isFull(): boolean {
    return this.#length === WORDS * ROWS;
  }

  /** Adds a parameter that has a gradient, with the addresses of its state, 0 for none. */
  add(p: Tensor, s: number, t: number, u: number): void {
    const grad = p.grad as Tensor;
    const g = dense(grad);
    if (g !== grad) this.#copies.push(g);
    const words = this.#words;
    let at = this.#length;
    words[at++] = p.ptr;
    words[at++] = g.ptr;
    words[at++] = s;
    words[at++] = t;
    words[at++] = u;
    words[at++] = p.numel;
    this.#length = at;
    this.total += p.numel;
    p.storage.version++;
  }

  /** Writes the rows into the linear memory; returns their address. */
  place(): number {
    const table = heap.scratch(this.#length * 4);
    const { i32 } = heap;
    for (let i = 0; i < this.#length; i++) i32[(table >>> 2) + i] = this.#words[i] as number;
    return table;
  }

  clear(): void {
    this.#length = this.total = 0;
    for (let g = this.#copies.pop(); g !== undefined; g = this.#copies.pop()) g.dispose();
  }
}
