/** What a step will do, gathered before the first kernel runs. */

import { heap } from '../../bindings/memory.ts';
import { dense } from '../array/copy.ts';
import type { Tensor } from '../tensor.ts';
import type { Memory } from './memory.ts';

/** Of a row: the addresses of a parameter, its gradient and three tensors of its state, and the number of elements. */
const WORDS = 6;
/** As many rows as a call of a kernel takes. */
const ROWS = 512;

/** Parameters that are updated alike: of one group, at the same step, with the same numbers in their memories. */
export interface Run<O> {
  readonly options: O;
  readonly step: number;
  readonly memory: Memory | null;
  /** The row behind its last. */
  end: number;
}

const sameNumbers = (a: Memory | null, b: Memory | null): boolean =>
  a === null || b === null || a.numbers.every((x, i) => x === b.numbers[i]);

/** Rows for parameters, which are placed where the kernels read them. Nothing may be freed while there are any. */
export class Table<O> {
  readonly runs: Run<O>[] = [];
  readonly params: Tensor[] = [];
  readonly memories: (Memory | null)[] = [];
  readonly #words: number[] = [];
  /** Contiguous copies of gradients that are not. */
  readonly #copies: Tensor[] = [];

  /** Adds a parameter with its gradient, all of whose tensors have been checked. */
  add(p: Tensor, grad: Tensor, memory: Memory | null, step: number, options: O): void {
    const g = dense(grad);
    if (g !== grad) this.#copies.push(g);
    const words = this.#words;
    let at = this.params.length * WORDS;
    words[at++] = p.ptr;
    words[at++] = g.ptr;
    for (let slot = 0; slot < 3; slot++) words[at++] = memory?.tensors[slot]?.ptr ?? 0;
    words[at] = p.numel;
    this.params.push(p);
    this.memories.push(memory);
    const { runs } = this;
    const last = runs[runs.length - 1];
    if (last !== undefined && last.options === options && last.step === step && sameNumbers(last.memory, memory)) last.end++;
    else runs.push({ options, step, memory, end: this.params.length });
  }

  /** Calls `update` with the number of elements and the address of up to ROWS of the rows begin … end − 1 at a time. */
  each(begin: number, end: number, update: (total: number, table: number) => void): void {
    for (let from = begin; from < end; from += ROWS) {
      const words = Math.min(end - from, ROWS) * WORDS;
      const table = heap.scratch(words * 4);
      const { i32 } = heap;
      let total = 0;
      for (let i = 0; i < words; i++) {
        const word = this.#words[from * WORDS + i] as number;
        i32[(table >>> 2) + i] = word;
        if (i % WORDS === WORDS - 1) total += word;
      }
      if (total > 0) update(total, table);
    }
  }

  clear(): void {
    this.runs.length = this.params.length = this.memories.length = 0;
    for (let g = this.#copies.pop(); g !== undefined; g = this.#copies.pop()) g.dispose();
  }
}
