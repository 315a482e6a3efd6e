/** What a step will do, collected before the first kernel runs. */

import { heap } from '../../bindings/memory.ts';
import { TABLE_WORDS } from '../../bindings/wasm/constants.ts';
import { dense } from '../array/copy.ts';
import type { Tensor } from '../tensor.ts';
import type { Keeps, Memory } from './memory.ts';

/** The maximum number of rows in a kernel call. */
const ROWS = 512;
/** So many rows are copied word by word. */
const FEW = 16;

/** Parameters that are updated together: of one group, at the same step, with the same numbers in their state. */
export interface Run<O> {
  options: O;
  step: number;
  memory: Memory | null;
  /** Its first row, and the row after its last: at most ROWS. */
  begin: number;
  end: number;
  /** The number of elements in its rows. */
  total: number;
}

function sameNumbers(a: Memory | null, b: Memory | null): boolean {
  if (a === null || b === null) return a === b;
  for (let i = 0; i < a.numbers.length; i++) if (a.numbers[i] !== b.numbers[i]) return false;
  return true;
}

/** Whether a parameter can join a run. */
const continues = <O>(run: Run<O>, options: O, step: number, memory: Memory | null): boolean =>
  run.options === options && run.step === step && run.end - run.begin < ROWS && sameNumbers(run.memory, memory);

function addressOf(t: Tensor | null | undefined): number {
  const live = t as Tensor;
  if (live.disposed) live.check('step');
  return live.ptr;
}

/**
 * Rows for parameters, written where the kernels read them. Nothing may be freed while there are any. Arrays of the previous step
 * are overwritten, not emptied, since they would have to grow again.
 */
export class Table<O> {
  /** The rows, and the runs that they form. */
  length = 0;
  runCount = 0;
  readonly runs: Run<O>[] = [];
  readonly params: Tensor[] = [];
  readonly memories: (Memory | null)[] = [];
  #words = new Int32Array(8 * TABLE_WORDS);
  /** Contiguous copies of gradients that are not contiguous. */
  readonly #copies: Tensor[] = [];

  /** Adds a parameter with its gradient, both checked. @throws {DisposedError} if a tensor of its state was disposed. */
  add(p: Tensor, grad: Tensor, memory: Memory | null, step: number, options: O): void {
    const g = dense(grad);
    if (g !== grad) this.#copies.push(g);
    const row = this.length++;
    let at = row * TABLE_WORDS;
    if (at === this.#words.length) this.#grow();
    const words = this.#words;
    words[at++] = p.ptr;
    words[at++] = g.ptr;
    if (memory === null) {
      words[at++] = 0;
      words[at++] = 0;
      words[at++] = 0;
    } else {
      const { tensors } = memory;
      const kept = memory.kept as Keeps;
      words[at++] = kept[0] ? addressOf(tensors[0]) : 0;
      words[at++] = kept[1] ? addressOf(tensors[1]) : 0;
      words[at++] = kept[2] ? addressOf(tensors[2]) : 0;
    }
    words[at] = p.numel;
    this.params[row] = p;
    this.memories[row] = memory;
    const last = this.runCount === 0 ? undefined : this.runs[this.runCount - 1];
    const run = last !== undefined && continues(last, options, step, memory) ? last : this.#begin(options, step, memory);
    run.end = this.length;
    run.total += p.numel;
  }

  #grow(): void {
    const words = new Int32Array(2 * this.#words.length);
    words.set(this.#words);
    this.#words = words;
  }

  #begin(options: O, step: number, memory: Memory | null): Run<O> {
    if (this.runCount === this.runs.length) this.runs.push({ options, step, memory, begin: 0, end: 0, total: 0 });
    const run = this.runs[this.runCount++] as Run<O>;
    run.options = options;
    run.step = step;
    run.memory = memory;
    run.begin = this.length - 1;
    run.total = 0;
    return run;
  }

  /** Writes the rows of a run into the linear memory; returns their address. */
  place({ begin, end }: Run<O>): number {
    const table = heap.scratch((end - begin) * TABLE_WORDS * 4);
    const { i32 } = heap;
    const words = this.#words;
    // a view costs as much as some hundred words
    if (end - begin > FEW) i32.set(words.subarray(begin * TABLE_WORDS, end * TABLE_WORDS), table >>> 2);
    else for (let at = begin * TABLE_WORDS, to = table >>> 2; at < end * TABLE_WORDS; at++, to++) i32[to] = words[at] as number;
    return table;
  }

  clear(): void {
    this.length = this.runCount = 0;
    if (this.#copies.length > 0) for (const g of this.#copies.splice(0)) g.dispose();
  }
}
