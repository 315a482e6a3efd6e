import { fillWith } from '../array/allocate.ts';
import { empty } from '../create/values.ts';
import { checkOptions, DisposedError, failRange, failType, show } from '../errors.ts';
import { sameShape, showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { Table } from './table.ts';

/** A parameter group: the parameters, and the options that hold for them. */
export type ParamGroup<O extends object> = O & { params: Tensor[] };

/** What an optimizer takes: parameters, or groups of them with options of their own. */
export type Params<O extends object> = Iterable<Tensor> | Iterable<{ params: Tensor | Iterable<Tensor> } & Partial<O>>;

/** What `stateDict()` gives: state by the parameter's position, and the groups with positions for parameters. */
export interface OptimizerState {
  /** What is remembered of each parameter, by its number. */
  state: Record<string, Record<string, Tensor | number>>;
  /** The groups' options, with their parameters' numbers. */
  paramGroups: (Record<string, unknown> & { params: number[] })[];
}

/** What an optimizer remembers of a parameter: tensors and counters by PyTorch's names. */
export type ParamState = Record<string, Tensor | number>;

/**
 * What the optimizers share: parameter groups, `zeroGrad`, and state that is saved and loaded.
 * `torch.optim.Optimizer` in PyTorch.
 */
export abstract class Optimizer<O extends object = object> implements Disposable {
  /** The groups; schedulers and users change their options, such as `lr`, here. */
  readonly paramGroups: ParamGroup<O>[] = [];
  /** The options of groups that name none of their own. */
  readonly defaults: O;
  protected readonly state: Map<Tensor, ParamState> = new Map();
  readonly #table = new Table();
  #disposed = false;

  constructor(params: Params<O>, defaults: O) {
    this.defaults = defaults;
    const name = this.constructor.name;
    if (params instanceof Tensor || typeof params !== 'object' || params === null || !(Symbol.iterator in params)) {
      failType(name, `expected params to be an array of tensors or groups, got ${show(params)}`);
    }
    const given: unknown[] = [...params];
    if (given.length === 0) failRange(name, 'expected at least one parameter, got none');
    const grouped = given.some((g) => !(g instanceof Tensor) && typeof g === 'object' && g !== null && 'params' in g);
    for (const group of grouped ? given : [{ params: given }]) this.addParamGroup(group as { params: Tensor[] } & Partial<O>);
  }

  /** The options that a group may have: `initialLr` is what schedulers start from. */
  private get known(): string[] {
    return [...Object.keys(this.defaults), 'initialLr'];
  }

  /** Checks a group's options, all of them present. */
  protected abstract checkGroup(options: O): void;

  /** The names of the state's tensors that the kernel takes, at most three, null for one that is not kept. */
  protected abstract slots(options: O): readonly (string | null)[];

  /** What a new tensor of the state is filled with. */
  protected initial(_options: O): number {
    return 0;
  }

  /** Counts the step that is being taken of a parameter; those of one answer are updated in one call. */
  protected count(state: ParamState, _options: O): number {
    const step = ((state.step as number | undefined) ?? 0) + 1;
    state.step = step;
    return step;
  }

  /** Runs the kernel on the parameters in a table, `total` elements, for all of which `count` answered `step`. */
  protected abstract update(total: number, table: number, step: number, options: O): void;

  /** Adds a group: `{ params, lr: … }`. `Optimizer.add_param_group` in PyTorch. */
  addParamGroup(group: { params: Tensor | Iterable<Tensor> } & Partial<O>): void {
    const name = this.constructor.name;
    if (typeof group !== 'object' || group === null || !('params' in group))
      failType(name, `expected groups such as { params }, got ${show(group)}`);
    const { params: given, ...own } = group;
    checkOptions(name, own, this.known);
    const params = given instanceof Tensor ? [given] : [...given];
    const taken = new Set(this.paramGroups.flatMap((g) => g.params));
    for (const p of params) {
      if (!(p instanceof Tensor)) failType(name, `expected params to be tensors, got ${show(p)}`);
      p.check(name);
      if (!p.isLeaf)
        failRange(name, 'expected params that are leaves, got a tensor that an op made; optimize the parameters it came from');
      if (!p.isContiguous())
        failRange(name, `expected params that are contiguous, got a strided view of shape ${showShape(p.shape)}; use clone()`);
      if (taken.has(p)) failRange(name, `expected each parameter once, got one of shape ${showShape(p.shape)} twice`);
      taken.add(p);
    }
    const options = { ...this.defaults, ...own };
    this.checkGroup(options);
    this.paramGroups.push({ ...options, params });
  }

  /** Changes every parameter that has a `grad`. `Optimizer.step` in PyTorch. @throws {DisposedError} after `dispose()`. */
  step(): void {
    this.check('step');
    this.#table.clear();
    for (const group of this.paramGroups) for (const p of group.params) if (p.grad !== null) p.check('step');
    for (const group of this.paramGroups) {
      const [s = null, t = null, u = null] = this.slots(group);
      let step = 0;
      for (const p of group.params) {
        if (p.grad === null) continue;
        const state = this.stateOf(p);
        const counted = this.count(state, group);
        if (counted !== step || this.#table.isFull) {
          this.#flush(step, group);
          step = counted;
        }
        this.#table.add(p, this.#slot(state, s, p, group), this.#slot(state, t, p, group), this.#slot(state, u, p, group));
      }
      this.#flush(step, group);
    }
  }

  /** Updates the parameters that the table holds, and empties it. */
  #flush(step: number, options: O): void {
    const table = this.#table;
    if (table.total > 0) this.update(table.total, table.place(), step, options);
    table.clear();
  }

  /** Refuses an optimizer whose state is gone. */
  private check(fn: string): void {
    if (this.#disposed)
      throw new DisposedError(`${fn}: expected a live optimizer, got a ${this.constructor.name} that was disposed`);
  }

  /** Frees every parameter's `grad` and sets it to null. `Optimizer.zero_grad` in PyTorch. */
  zeroGrad(): void {
    for (const group of this.paramGroups) for (const p of group.params) p.grad = null;
  }

  /** Where a parameter's state is kept. */
  private stateOf(p: Tensor): ParamState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = {};
      this.state.set(p, state);
    }
    return state;
  }

  /** The address of a tensor of the state, made when first asked for; no scope frees it. */
  #slot(state: ParamState, key: string | null, p: Tensor, options: O): number {
    if (key === null) return 0;
    const existing = state[key];
    if (existing instanceof Tensor) return existing.ptr;
    const made = fillWith(empty(p.shape), this.initial(options));
    made.finalize();
    state[key] = made;
    return made.ptr;
  }

  /** The state and the options: live tensors under PyTorch's names. `Optimizer.state_dict` in PyTorch. */
  stateDict(): OptimizerState {
    const all = this.paramGroups.flatMap((g) => g.params);
    const state: OptimizerState['state'] = {};
    all.forEach((p, i) => {
      const own = this.state.get(p);
      if (own !== undefined) state[i] = { ...own };
    });
    let next = 0;
    const paramGroups = this.paramGroups.map((g) => ({ ...g, params: g.params.map(() => next++) }));
    return { state, paramGroups };
  }

  /**
   * Goes on from a state that `stateDict()` gave: tensors are copied, options taken over. `Optimizer.load_state_dict` in
   * PyTorch. @throws {RangeError} if groups or shapes differ; nothing is changed then.
   */
  loadStateDict(from: OptimizerState): void {
    const fn = 'loadStateDict';
    this.check(fn);
    if (
      typeof from !== 'object' ||
      from === null ||
      !Array.isArray(from.paramGroups) ||
      typeof from.state !== 'object' ||
      from.state === null
    ) {
      failType(fn, `expected an optimizer's state of { state, paramGroups }, got ${show(from)}`);
    }
    const sizes = (groups: readonly { params: readonly unknown[] }[]): string => groups.map((g) => g.params.length).join(', ');
    if (sizes(from.paramGroups) !== sizes(this.paramGroups)) {
      failRange(fn, `expected groups of ${sizes(this.paramGroups)} parameters, got ${sizes(from.paramGroups)}`);
    }
    const all = this.paramGroups.flatMap((g) => g.params);
    for (const [i, own] of Object.entries(from.state)) {
      const p = all[Number(i)] ?? failRange(fn, `expected state of ${all.length} parameters, got one for position ${i}`);
      for (const [key, value] of Object.entries(own)) {
        if (value instanceof Tensor && value.ndim > 0 && !sameShape(value.shape, p.shape)) {
          failRange(fn, `expected ${key} of shape ${showShape(p.shape)} for parameter ${i}, got ${showShape(value.shape)}`);
        }
      }
    }
    const options = from.paramGroups.map(({ params: _, ...own }) => {
      checkOptions(fn, own, this.known);
      return own as Partial<O>;
    });
    for (const own of options) this.checkGroup({ ...this.defaults, ...own });
    for (const state of this.state.values()) disposeAll(state);
    this.state.clear();
    for (const [i, own] of Object.entries(from.state)) {
      const state = this.stateOf(all[Number(i)] as Tensor);
      for (const [key, value] of Object.entries(own)) {
        if (value instanceof Tensor && key === 'step') {
          state.step = value.item() as number;
        } else if (value instanceof Tensor) {
          const copy = value.detach().clone();
          copy.finalize();
          state[key] = copy;
        } else {
          state[key] = value;
        }
      }
    }
    options.forEach((own, i) => Object.assign(this.paramGroups[i] as object, own));
  }

  /** Frees the state; the parameters live on. Disposing twice does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const state of this.state.values()) disposeAll(state);
    this.state.clear();
  }

  /** The same as `dispose()`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

const disposeAll = (state: ParamState): void => {
  for (const value of Object.values(state)) if (value instanceof Tensor) value.dispose();
};
