import { recorded } from '../autograd/tape.ts';
import { isList, isTensor } from '../core.ts';
import { BRAND, COPY, checkBoolean, checkMutable, checkOptions, DisposedError, failRange, failType, show } from '../errors.ts';
import { takes } from '../options.ts';
import { checkSync, refuseLater } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { checkParams, checkScheduled, copyOptions, given, OF_SCHEDULES } from './groups.ts';
import { readState, type SavedState } from './state.ts';

/** The options that every optimizer has. */
export type Rated = {
  /** The learning rate. */
  lr: number;
};

/** A parameter group: the parameters, and their options. */
export type ParamGroup<O extends object> = O & { params: Tensor[] };

/** What an optimizer takes: parameters, or groups of them with their own options. */
export type Params<O extends object> = Iterable<Tensor> | Iterable<{ params: Tensor | Iterable<Tensor> } & Partial<O>>;

/** The state of a parameter: tensors and numbers by PyTorch's names. L-BFGS also has lists of them. */
export type ParamState = Record<string, Tensor | number | readonly (Tensor | number)[]>;

/** What `stateDict()` returns: state by parameter number, and the groups, with numbers for parameters. */
export interface OptimizerState {
  /** The state of each parameter, by its number. */
  state: Record<string, ParamState>;
  /** The groups' options, with their parameters' numbers. */
  paramGroups: (Record<string, unknown> & { params: number[] })[];
}

/** The same in PyTorch's form: its names of options, and one-element tensors in place of some numbers. */
export interface TorchOptimizerState {
  /** The state of each parameter, by its number. */
  state: object;
  /** The groups' options, with their parameters' numbers. */
  param_groups: readonly object[];
}

/**
 * What the optimizers share: parameter groups, `step`, `zeroGrad`, and state that can be saved and loaded.
 * `torch.optim.Optimizer` in PyTorch.
 */
export abstract class Optimizer<O extends Rated = Rated> implements Disposable {
  /** The groups; schedulers and users change their options, such as `lr`, here. Each step checks them. */
  readonly paramGroups: ParamGroup<O>[] = [];
  /** The defaults of groups' options. */
  readonly defaults: O;
  /** The number of parameters known to be distinct; of an optimizer under Object.freeze(), too. */
  protected readonly checked: { count: number } = { count: 0 };
  #disposed = false;

  /** @internal */
  get [BRAND](): symbol {
    return COPY;
  }

  constructor(params: Params<O>, defaults: O, options: Partial<O> | undefined) {
    const name = this.constructor.name;
    checkOptions(name, options, Object.keys(defaults));
    this.defaults = copyOptions({ ...defaults, ...given(options ?? {}) });
    if (!isList(params)) {
      failType(name, `expected params to be an array of tensors or groups, got ${show(params)}`);
    }
    const all: unknown[] = [...params];
    if (all.length === 0) failRange(name, 'expected at least one parameter, got none');
    const grouped = all.some((g) => !isTensor(g) && typeof g === 'object' && g !== null && 'params' in g);
    for (const group of grouped ? all : [{ params: all }]) this.addParamGroup(group as { params: Tensor[] } & Partial<O>);
  }

  /** The options that a group may have, including those of schedulers. */
  private get known(): string[] {
    return [...Object.keys(this.defaults), ...OF_SCHEDULES];
  }

  /** Whether weight decay is decoupled from the gradient, which PyTorch's states may contain. */
  protected get decoupled(): boolean {
    return false;
  }

  /** Checks the options of a group, all of which are present; called at each step. */
  protected abstract checkGroup(fn: string, options: O): void;

  /** The state, by parameter number. */
  protected abstract showState(params: readonly Tensor[]): Record<string, ParamState>;

  /** Replaces the state with a saved one, or changes nothing. */
  protected abstract takeState(fn: string, saved: SavedState, params: readonly Tensor[]): void;

  /** Frees the tensors of the state. */
  protected abstract freeState(): void;

  /** Adds a group: `{ params, lr: … }`. `Optimizer.add_param_group` in PyTorch. */
  addParamGroup(group: { params: Tensor | Iterable<Tensor> } & Partial<O>): void {
    takes('addParamGroup', 1, arguments);
    const name = this.constructor.name;
    if (typeof group !== 'object' || group === null || !('params' in group))
      failType(name, `expected groups such as { params }, got ${show(group)}`);
    checkMutable(name, 'paramGroups', this.paramGroups, true);
    const { params: these, ...own } = group;
    checkOptions(name, own, this.known);
    if (!isTensor(these) && !isList(these)) failType(name, `expected params to be an array of tensors, got ${show(these)}`);
    const params = checkParams(name, isTensor(these) ? [these] : [...these], new Set(this.all()));
    const options = copyOptions({ ...this.defaults, ...given(own) });
    this.checkGroup(name, options);
    checkScheduled(name, options);
    if (options.lr < 0) failRange(name, `expected lr at least 0, got ${options.lr}`);
    this.paramGroups.push({ ...options, params });
    this.checked.count += params.length;
  }

  /** The parameters of all groups, in order. */
  protected all(): Tensor[] {
    return this.paramGroups.flatMap((g) => g.params);
  }

  /**
   * Updates every parameter that has a `grad`, or none if the step fails. `Optimizer.step` in PyTorch.
   *
   * @param closure clears the gradients, computes the loss, calls `backward()` and returns the loss; it is called first
   * @returns what the closure returned
   * @throws {DisposedError} after `dispose()`, if the state was disposed, or in `LBFGS` a parameter. Elsewhere a parameter that was
   *   disposed, or whose gradient was, has no `grad`.
   * @throws {TypeError} for options or a closure of the wrong type. @throws {RangeError} for options out of range, and for
   *   parameters in a group that cannot be optimized. @throws {OutOfMemoryError} if there is no memory for the state.
   */
  abstract step(): void;
  abstract step<T>(closure: () => T): T;

  /** Refuses groups that users have put into the array and that are none. */
  protected checkGroups(fn: string): void {
    const { paramGroups } = this;
    for (let i = 0; i < paramGroups.length; i++) {
      const group: unknown = paramGroups[i];
      if (typeof group !== 'object' || group === null)
        failType(fn, `expected groups such as { params, lr }, got ${show(group)}; add them with addParamGroup()`);
      const { params } = group as { params?: unknown };
      if (!Array.isArray(params)) failType(fn, `expected params to be an array of tensors, got ${show(params)}`);
      for (let j = 0; j < params.length; j++)
        if (!isTensor(params[j])) failType(fn, `expected params to be tensors, got ${show(params[j])}`);
    }
  }

  /** Calls a closure with recording on. */
  protected evaluate<T>(closure: () => T): T {
    checkSync('step', closure);
    const loss = recorded(closure);
    refuseLater('step', loss);
    return loss;
  }

  /** Refuses an optimizer whose state was disposed. */
  protected checkLive(fn: string): void {
    if (this.#disposed)
      throw new DisposedError(`${fn}: expected a live optimizer, got a ${this.constructor.name} that was disposed`);
  }

  /**
   * Frees every parameter's `grad` and sets it to null; with `setToNone: false` fills it with zeros instead.
   * `Optimizer.zero_grad` in PyTorch.
   */
  zeroGrad(options?: { setToNone?: boolean }): void {
    takes('zeroGrad', 1, arguments);
    this.checkGroups('zeroGrad');
    if (options === undefined || clears(options)) {
      const { paramGroups } = this;
      for (let i = 0; i < paramGroups.length; i++) {
        const { params } = paramGroups[i] as ParamGroup<O>;
        for (let j = 0; j < params.length; j++) (params[j] as Tensor).checkDrop('zeroGrad');
      }
      for (let i = 0; i < paramGroups.length; i++) {
        const { params } = paramGroups[i] as ParamGroup<O>;
        for (let j = 0; j < params.length; j++) (params[j] as Tensor).grad = null;
      }
      return;
    }
    const grads = this.all().flatMap(({ grad }) => (grad === null ? [] : [grad]));
    for (const grad of grads) grad.check('zeroGrad');
    for (const grad of grads) {
      const plain = grad.detach();
      plain.zero_();
      plain.dispose();
    }
  }

  /** The state and the options: live tensors under PyTorch's names. `Optimizer.state_dict` in PyTorch. */
  stateDict(): OptimizerState {
    takes('stateDict', 0, arguments);
    this.checkLive('stateDict');
    this.checkGroups('stateDict');
    let next = 0;
    const paramGroups = this.paramGroups.map((g) => ({ ...copyOptions(g), params: g.params.map(() => next++) }));
    return { state: this.showState(this.all()), paramGroups };
  }

  /**
   * Loads a state from `stateDict()`, here or in PyTorch: tensors are copied, options are replaced. `Optimizer.load_state_dict`
   * in PyTorch.
   *
   * @throws {TypeError} for unknown names and values of the wrong type. @throws {RangeError} if groups or shapes differ, and for
   *   values out of range. @throws {OutOfMemoryError} if there is no memory for the copies. On error, nothing is changed.
   */
  loadStateDict(from: OptimizerState | TorchOptimizerState): void {
    takes('loadStateDict', 1, arguments);
    const fn = 'loadStateDict';
    this.checkLive(fn);
    this.checkGroups(fn);
    for (const group of this.paramGroups) checkMutable(fn, 'a group', group, true);
    const params = this.all();
    const saved = readState(fn, from, this.known, this.paramGroups, this.decoupled);
    this.checkLive(fn);
    const options = saved.options.map((own, i) => {
      const merged = { ...(this.paramGroups[i] as ParamGroup<O>), ...(own as Partial<O>) };
      this.checkGroup(fn, merged);
      return own as Partial<O>;
    });
    this.takeState(fn, saved, params);
    options.forEach((own, i) => Object.assign(this.paramGroups[i] as object, own));
  }

  /** Frees the state; the parameters remain. Disposing twice does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.freeState();
  }

  /** The same as `dispose()`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Whether the options of `zeroGrad` say to free the gradients. */
function clears(options: { setToNone?: boolean }): boolean {
  checkOptions('zeroGrad', options, ['setToNone']);
  const { setToNone = true } = options;
  return checkBoolean('zeroGrad', 'setToNone', setToNone);
}
