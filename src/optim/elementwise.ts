/** What the optimizers with an element-wise update share. */

import { fillWith, newEmpty } from '../array/allocate.ts';
import { isTensor } from '../core.ts';
import { failType, nameMemoryError } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { checkParam, checkParams } from './groups.ts';
import { copyMemories, freeMemory, type Keeps, type Memory, type Names, readMemory, showMemory } from './memory.ts';
import { Optimizer, type ParamGroup, type ParamState, type Rated } from './optimizer.ts';
import type { SavedState } from './state.ts';
import { type Run, Table } from './table.ts';

const NONE: readonly number[] = [];

/** An optimizer whose kernel takes a table of parameters, gradients and up to three state tensors for each. */
export abstract class Elementwise<O extends Rated> extends Optimizer<O> {
  readonly #memories = new Map<Tensor, Memory>();
  readonly #table = new Table<ParamGroup<O>>();
  /** The tensors and state that the pending step has allocated, to be undone if it fails. */
  readonly #made: { memory: Memory; slot: number }[] = [];
  readonly #added: Tensor[] = [];

  /** PyTorch's names of the state. */
  protected abstract readonly names: Names;

  /** The tensors that are kept under these options; null if there is no state at all. */
  protected abstract keeps(options: O): Keeps | null;

  /** The initial value of a new state tensor. */
  protected initial(_slot: number, _options: O): number {
    return 0;
  }

  /** The initial numbers of a new state. */
  protected numbers(_options: O): number[] {
    return [];
  }

  /** Updates the numbers of a state after a step. */
  protected advance(_numbers: number[], _step: number, _options: O): void {}

  /** The pending step, as the kernel receives it; parameters with equal values are updated in one call. */
  protected next(memory: Memory | null): number {
    return (memory?.step ?? 0) + 1;
  }

  /** Runs the kernel on the parameters in a table, `total` elements, all at `step` and with these numbers. */
  protected abstract update(total: number, table: number, step: number, options: O, numbers: readonly number[]): void;

  override step(): void;
  override step<T>(closure: () => T): T;
  override step<T>(closure?: () => T): T | undefined {
    takes('step', 1, arguments);
    this.checkLive('step');
    let loss: T | undefined;
    if (closure !== undefined) {
      loss = this.evaluate(closure);
      // the closure may have disposed it
      this.checkLive('step');
    }
    const table = this.#table;
    try {
      this.#prepare();
      this.#commit();
    } catch (error) {
      this.#undo();
      throw nameMemoryError('step', error);
    } finally {
      table.clear();
    }
    return loss;
  }

  /** Checks everything that the step needs, and allocates memory for it. */
  #prepare(): void {
    const { paramGroups } = this;
    const table = this.#table;
    let met = 0;
    for (let i = 0; i < paramGroups.length; i++) {
      const group = paramGroups[i] as ParamGroup<O>;
      if (!Array.isArray(group?.params)) this.checkGroups('step');
      this.checkGroup('step', group);
      const keeps = this.keeps(group);
      const { params } = group;
      met += params.length;
      for (let j = 0; j < params.length; j++) {
        const p = params[j] as Tensor;
        if (!isTensor(p)) checkParam('step', p);
        const { grad } = p;
        if (grad === null) continue;
        if (p.node !== null || p.steps !== null || p.dtype !== 'float32') refuse(p);
        let memory: Memory | null = null;
        if (keeps !== null) {
          const known = this.#memories.get(p);
          memory = known !== undefined && known.kept === keeps ? known : this.#remember(p, keeps, group);
        }
        table.add(p, grad, memory, this.next(memory), group);
      }
    }
    if (met === this.checked.count) return;
    checkParams('step', this.all(), new Set());
    this.checked.count = met;
  }

  /** The state of a parameter, with a tensor in every slot that is kept. No scope frees those tensors. */
  #remember(p: Tensor, keeps: Keeps, options: O): Memory {
    let memory = this.#memories.get(p);
    if (memory === undefined) {
      memory = { step: 0, tensors: [], numbers: this.numbers(options), kept: null };
      this.#memories.set(p, memory);
      this.#added.push(p);
    }
    const { tensors } = memory;
    for (let slot = 0; slot < keeps.length; slot++) {
      tensors[slot] ??= null;
      if (tensors[slot] !== null || !keeps[slot]) continue;
      const made = newEmpty(p, p.sizes);
      made.finalize();
      tensors[slot] = fillWith(made, this.initial(slot, options));
      this.#made.push({ memory, slot });
    }
    memory.kept = keeps;
    return memory;
  }

  /** Runs the kernels: from here on, nothing is allocated, freed or refused. */
  #commit(): void {
    const table = this.#table;
    for (let i = 0; i < table.runCount; i++) {
      const run = table.runs[i] as Run<ParamGroup<O>>;
      const { begin, end, total, step, options, memory } = run;
      if (total > 0) this.update(total, table.place(run), step, options, memory === null ? NONE : memory.numbers);
      for (let row = begin; row < end; row++) (table.params[row] as Tensor).storage.version++;
      if (memory === null) continue;
      const advances = memory.numbers.length > 0;
      for (let row = begin; row < end; row++) {
        const own = table.memories[row] as Memory;
        own.step = step;
        if (advances) this.advance(own.numbers, step, options);
      }
    }
    if (this.#added.length > 0) this.#added.length = 0;
    if (this.#made.length > 0) this.#made.length = 0;
  }

  #undo(): void {
    for (const { memory, slot } of this.#made) {
      memory.tensors[slot]?.dispose();
      memory.tensors[slot] = memory.kept = null;
    }
    for (const p of this.#added) this.#memories.delete(p);
    this.#made.length = this.#added.length = 0;
  }

  /** The state, by parameter number. */
  protected override showState(params: readonly Tensor[]): Record<string, ParamState> {
    const state: Record<string, ParamState> = {};
    params.forEach((p, i) => {
      const memory = this.#memories.get(p);
      if (memory !== undefined) state[i] = showMemory(memory, this.names);
    });
    return state;
  }

  /** Replaces the state with a saved one, or changes nothing. */
  protected override takeState(fn: string, { state }: SavedState, params: readonly Tensor[]): void {
    const read = [...state].map(([i, value]) => {
      const p = params[i] as Tensor;
      return { p, memory: readMemory(fn, i, p.sizes, value, this.names) };
    });
    const found = read.filter((entry): entry is { p: Tensor; memory: Memory } => entry.memory !== null);
    const copies = copyMemories(
      fn,
      found.map(({ memory }) => memory),
    );
    this.freeState();
    found.forEach(({ p }, i) => this.#memories.set(p, copies[i] as Memory));
  }

  protected override freeState(): void {
    for (const memory of this.#memories.values()) freeMemory(memory);
    this.#memories.clear();
  }
}

/** Reports why a parameter cannot be updated. */
function refuse(p: Tensor): never {
  checkParam('step', p);
  failType('step', `expected params of dtype float32, got ${p.dtype}`);
}
