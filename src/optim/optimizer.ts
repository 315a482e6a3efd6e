import { fillWith, newEmpty } from '../array/allocate.ts';
import { recorded } from '../autograd/tape.ts';
import { isTensor } from '../core.ts';
import { checkBoolean, checkOptions, DisposedError, failRange, failType, show } from '../errors.ts';
import { takes } from '../options.ts';
import { checkSync, refuseLater } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { checkParam, checkParams, copyOptions, given, OF_SCHEDULES } from './groups.ts';
import { copyMemories, freeMemory, type Keeps, type Memory, type Names, readMemory, showMemory } from './memory.ts';
import { readState, type SavedState } from './state.ts';
import { type Run, Table } from './table.ts';

/** A parameter group: the parameters, and the options that hold for them. */
export type ParamGroup<O extends object> = O & { params: Tensor[] };

/** What an optimizer takes: parameters, or groups of them with options of their own. */
export type Params<O extends object> = Iterable<Tensor> | Iterable<{ params: Tensor | Iterable<Tensor> } & Partial<O>>;

/** What is remembered of a parameter: tensors and numbers by PyTorch's names. L-BFGS has lists of them. */
export type ParamState = Record<string, Tensor | number | readonly (Tensor | number)[]>;

/** What `stateDict()` gives: state by the parameter's position, and the groups with positions for parameters. */
export interface OptimizerState {
  /** What is remembered of each parameter, by its number. */
  state: Record<string, Record<string, Tensor | number>>;
  /** The groups' options, with their parameters' numbers. */
  paramGroups: (Record<string, unknown> & { params: number[] })[];
}

/** The same as PyTorch writes it: its names of options, and numbers that may be tensors of one element. */
export interface TorchOptimizerState {
  /** What is remembered of each parameter, by its number. */
  state: object;
  /** The groups' options, with their parameters' numbers. */
  param_groups: readonly object[];
}

const NONE: readonly number[] = [];

/**
 * What the optimizers share: parameter groups, `step`, `zeroGrad`, and state that is saved and loaded.
 * `torch.optim.Optimizer` in PyTorch.
 */
export abstract class Optimizer<O extends { lr: number } = { lr: number }> implements Disposable {
  /** The groups; schedulers and users change their options, such as `lr`, here. Each step checks them. */
  readonly paramGroups: ParamGroup<O>[] = [];
  /** The options of groups that name none of their own. */
  readonly defaults: O;
  readonly #memories = new Map<Tensor, Memory>();
  readonly #table = new Table<ParamGroup<O>>();
  /** The tensors and the memories that the step being prepared has made, to be undone if it fails. */
  readonly #made: { memory: Memory; slot: number }[] = [];
  readonly #added: Tensor[] = [];
  /** How many parameters have been checked to be all different. */
  #checked = 0;
  #disposed = false;

  constructor(params: Params<O>, defaults: O, options: Partial<O> | undefined) {
    const name = this.constructor.name;
    checkOptions(name, options, Object.keys(defaults));
    this.defaults = copyOptions({ ...defaults, ...given(options ?? {}) });
    if (isTensor(params) || typeof params !== 'object' || params === null || !(Symbol.iterator in params)) {
      failType(name, `expected params to be an array of tensors or groups, got ${show(params)}`);
    }
    const all: unknown[] = [...params];
    if (all.length === 0) failRange(name, 'expected at least one parameter, got none');
    const grouped = all.some((g) => !isTensor(g) && typeof g === 'object' && g !== null && 'params' in g);
    for (const group of grouped ? all : [{ params: all }]) this.addParamGroup(group as { params: Tensor[] } & Partial<O>);
  }

  /** The options that a group may have, those of schedules among them. */
  private get known(): string[] {
    return [...Object.keys(this.defaults), ...OF_SCHEDULES];
  }

  /** Whether the weight decay is apart from the gradient, which PyTorch's states may say. */
  protected get decoupled(): boolean {
    return false;
  }

  /** Checks a group's options, all of them present; each step asks. */
  protected abstract checkGroup(fn: string, options: O): void;

  /** What the state is called in PyTorch. */
  protected abstract readonly names: Names;

  /** Which of the tensors are kept under these options; null for no memory at all. */
  protected abstract keeps(options: O): Keeps | null;

  /** What a new tensor of the state is filled with. */
  protected initial(_slot: number, _options: O): number {
    return 0;
  }

  /** The numbers of a new memory. */
  protected numbers(_options: O): number[] {
    return [];
  }

  /** Brings the numbers of a memory up to date after a step. */
  protected advance(_numbers: number[], _step: number, _options: O): void {}

  /** The step that is about to be taken, as the kernel is told it; parameters that answer alike are updated in one call. */
  protected next(memory: Memory | null): number {
    return (memory?.step ?? 0) + 1;
  }

  /** Runs the kernel on the parameters in a table, `total` elements, all of them at `step` with these numbers. */
  protected abstract update(total: number, table: number, step: number, options: O, numbers: readonly number[]): void;

  /** Adds a group: `{ params, lr: … }`. `Optimizer.add_param_group` in PyTorch. */
  addParamGroup(group: { params: Tensor | Iterable<Tensor> } & Partial<O>): void {
    const name = this.constructor.name;
    if (typeof group !== 'object' || group === null || !('params' in group))
      failType(name, `expected groups such as { params }, got ${show(group)}`);
    const { params: these, ...own } = group;
    checkOptions(name, own, this.known);
    if (!isTensor(these) && (typeof these !== 'object' || these === null || !(Symbol.iterator in these)))
      failType(name, `expected params to be an array of tensors, got ${show(these)}`);
    const params = checkParams(name, isTensor(these) ? [these] : [...these], new Set(this.#all()));
    const options = copyOptions({ ...this.defaults, ...given(own) });
    this.checkGroup(name, options);
    if (options.lr < 0) failRange(name, `expected lr at least 0, got ${options.lr}`);
    this.paramGroups.push({ ...options, params });
    this.#checked += params.length;
  }

  /** The parameters of all groups, in order. */
  #all(): Tensor[] {
    return this.paramGroups.flatMap((g) => g.params);
  }

  /**
   * Changes every parameter that has a `grad`, or none if the step cannot be taken whole. `Optimizer.step` in PyTorch.
   *
   * @param closure clears the gradients, computes the loss, calls `backward()` and returns the loss; it is called first
   * @returns what the closure returned
   * @throws {DisposedError} after `dispose()`, or if a parameter, a gradient or the state was disposed.
   * @throws {TypeError} for options or a closure of the wrong kind. @throws {RangeError} for options out of range, and for
   * parameters that were put into a group but cannot be optimized. @throws {OutOfMemoryError} if the state finds no room.
   */
  step(): void;
  step<T>(closure: () => T): T;
  step<T>(closure?: () => T, ...rest: unknown[]): T | undefined {
    if (rest.length > 0) takes('step', 1, [closure, ...rest]);
    this.checkLive('step');
    const loss = closure === undefined ? undefined : this.evaluate(closure);
    const table = this.#table;
    try {
      this.#prepare();
      this.#commit();
    } catch (error) {
      this.#undo();
      throw error;
    } finally {
      table.clear();
    }
    return loss;
  }

  /** Calls a closure with recording on. */
  protected evaluate<T>(closure: () => T): T {
    checkSync('step', closure);
    const loss = recorded(closure);
    refuseLater('step', loss);
    return loss;
  }

  /** Checks all that the step needs and makes room for it. */
  #prepare(): void {
    const { paramGroups } = this;
    const table = this.#table;
    let met = 0;
    for (let i = 0; i < paramGroups.length; i++) {
      const group = paramGroups[i] as ParamGroup<O>;
      this.checkGroup('step', group);
      const keeps = this.keeps(group);
      const { params } = group;
      met += params.length;
      for (let j = 0; j < params.length; j++) {
        const p = params[j] as Tensor;
        if (!isTensor(p)) checkParam('step', p);
        const { grad } = p;
        if (grad === null) continue;
        if (p.disposed || grad.disposed || p.node !== null || p.steps !== null || p.dtype !== 'float32') refuse(p, grad);
        let memory: Memory | null = null;
        if (keeps !== null) {
          const known = this.#memories.get(p);
          memory = known !== undefined && known.kept === keeps ? known : this.#remember(p, keeps, group);
        }
        table.add(p, grad, memory, this.next(memory), group);
      }
    }
    if (met === this.#checked) return;
    checkParams('step', this.#all(), new Set());
    this.#checked = met;
  }

  /** The memory of a parameter, with a tensor in every slot that is kept. No scope frees those. */
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

  /** Runs the kernels: nothing is allocated, freed or refused any more. */
  #commit(): void {
    const table = this.#table;
    for (let i = 0; i < table.runCount; i++) {
      const run = table.runs[i] as Run<ParamGroup<O>>;
      const { begin, end, total, step, options, memory } = run;
      if (total > 0) this.update(total, table.place(run), step, options, memory === null ? NONE : memory.numbers);
      for (let row = begin; row < end; row++) {
        (table.params[row] as Tensor).storage.version++;
        const own = table.memories[row];
        if (!own) continue;
        own.step = step;
        if (own.numbers.length > 0) this.advance(own.numbers, step, options);
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

  /** Refuses an optimizer whose state is gone. */
  protected checkLive(fn: string): void {
    if (this.#disposed)
      throw new DisposedError(`${fn}: expected a live optimizer, got a ${this.constructor.name} that was disposed`);
  }

  /**
   * Frees every parameter's `grad` and sets it to null; with `setToNone: false` fills it with zeros instead.
   * `Optimizer.zero_grad` in PyTorch.
   */
  zeroGrad(options?: { setToNone?: boolean }): void {
    checkOptions('zeroGrad', options, ['setToNone']);
    const { setToNone = true } = options ?? {};
    if (checkBoolean('zeroGrad', 'setToNone', setToNone)) {
      for (const group of this.paramGroups) for (const p of group.params) p.grad = null;
      return;
    }
    const grads = this.#all().flatMap(({ grad }) => (grad === null ? [] : [grad]));
    for (const grad of grads) grad.check('zeroGrad');
    for (const grad of grads) {
      const plain = grad.detach();
      plain.zero_();
      plain.dispose();
    }
  }

  /** The state and the options: live tensors under PyTorch's names. `Optimizer.state_dict` in PyTorch. */
  stateDict(): OptimizerState {
    this.checkLive('stateDict');
    let next = 0;
    const paramGroups = this.paramGroups.map((g) => ({ ...copyOptions(g), params: g.params.map(() => next++) }));
    return { state: this.showState(this.#all()) as OptimizerState['state'], paramGroups };
  }

  /** What is remembered, by the parameters' numbers. */
  protected showState(params: readonly Tensor[]): Record<string, ParamState> {
    const state: Record<string, ParamState> = {};
    params.forEach((p, i) => {
      const memory = this.#memories.get(p);
      if (memory !== undefined) state[i] = showMemory(memory, this.names);
    });
    return state;
  }

  /**
   * Goes on from a state that `stateDict()` gave, here or in PyTorch: tensors are copied, options taken over.
   * `Optimizer.load_state_dict` in PyTorch.
   *
   * @throws {TypeError} for unknown names and values of the wrong kind. @throws {RangeError} if groups or shapes differ, and
   * for values out of range. @throws {OutOfMemoryError} if the copies find no room. Nothing is changed then.
   */
  loadStateDict(from: OptimizerState | TorchOptimizerState): void {
    const fn = 'loadStateDict';
    this.checkLive(fn);
    const params = this.#all();
    const saved = readState(fn, from, this.known, this.paramGroups, this.decoupled);
    const options = saved.options.map((own, i) => {
      const merged = { ...(this.paramGroups[i] as ParamGroup<O>), ...(own as Partial<O>) };
      this.checkGroup(fn, merged);
      return own as Partial<O>;
    });
    this.takeState(fn, saved, params);
    options.forEach((own, i) => Object.assign(this.paramGroups[i] as object, own));
  }

  /** Puts a saved state in the place of this one, or changes nothing. */
  protected takeState(fn: string, { state }: SavedState, params: readonly Tensor[]): void {
    const read = [...state].map(([i, value]) => {
      const p = params[i] as Tensor;
      return { p, memory: readMemory(fn, i, p.sizes, value, this.names) };
    });
    const found = read.filter((entry): entry is { p: Tensor; memory: Memory } => entry.memory !== null);
    const copies = copyMemories(found.map(({ memory }) => memory));
    for (const memory of this.#memories.values()) freeMemory(memory);
    this.#memories.clear();
    found.forEach(({ p }, i) => this.#memories.set(p, copies[i] as Memory));
  }

  /** Frees the state; the parameters live on. Disposing twice does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const memory of this.#memories.values()) freeMemory(memory);
    this.#memories.clear();
  }

  /** The same as `dispose()`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Says why a parameter cannot be updated. */
function refuse(p: Tensor, grad: Tensor): never {
  checkParam('step', p);
  grad.check('step');
  failType('step', `expected params of dtype float32, got ${p.dtype}`);
}
