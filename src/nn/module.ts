import { checkTensor } from '../array/check.ts';
import { to } from '../array/convert.ts';
import { copyOf, dense } from '../array/copy.ts';
import { unrecorded } from '../autograd/tape.ts';
import { BRAND, COPY, checkBoolean, checkMutable, checkOptions, failRange, failType, isForeign, show } from '../errors.ts';
import { checkWritable, copy_ } from '../ops/elementwise/inplace.ts';
import { takes } from '../options.ts';
import { composed } from '../scope.ts';
import { sameShape, showShape } from '../shape.ts';
import { checkSync } from '../synchronous.ts';
import { checkRecorded, Tensor } from '../tensor.ts';
import { Parameter } from './parameter.ts';

/** A plain object of tensors by name, as returned by `Module.stateDict()`. */
export type StateDict = Record<string, Tensor>;

/** A module that takes one tensor and returns one: an element of a Sequential. */
export type Layer = Module & { forward(input: Tensor): Tensor };

/** Tensors that are saved with a module but not trained, by name. */
type Buffers = Map<string, { tensor: Tensor | null; persistent: boolean }>;

/** The buffers of every module, kept outside it, so that a copy can have its own. */
const BUFFERS = /* @__PURE__ */ new WeakMap<Module, Buffers>();

/** @internal */
export function buffersOf(module: Module): Buffers {
  let buffers = BUFFERS.get(module);
  if (buffers === undefined) {
    buffers = new Map();
    BUFFERS.set(module, buffers);
  }
  return buffers;
}

/**
 * A part of a model. Its parameters and submodules are instance fields, in order of definition. Subclasses define `forward`.
 * `nn.Module` in PyTorch.
 */
export abstract class Module implements Disposable {
  /** Whether the module is in training mode, which affects dropout and batch normalisation. `Module.training` in PyTorch. */
  training = true;

  /** Computes the module's result from its inputs. */
  abstract forward(...inputs: never[]): unknown;

  /** @internal */
  get [BRAND](): symbol {
    return COPY;
  }

  /**
   * The submodules by name, in order of definition. `Module.named_children` in PyTorch.
   * @throws {TypeError} for a field that holds a module or tensor of another copy of the library.
   */
  namedChildren(): [string, Module][] {
    takes('namedChildren', 0, arguments);
    const children: [string, Module][] = [];
    for (const [name, value] of Object.entries(this)) {
      if (value instanceof Module) children.push([name, value]);
      else if (isForeign(value))
        failType(this.constructor.name, `expected fields of this copy of the library, got ${show(value)} as '${name}'`);
    }
    return children;
  }

  /** The submodules, in order of definition. `Module.children` in PyTorch. */
  children(): Module[] {
    takes('children', 0, arguments);
    return this.namedChildren().map(([, child]) => child);
  }

  /** This module, under the name '', and all below it, each once. `Module.named_modules` in PyTorch. */
  namedModules(prefix: string = ''): [string, Module][] {
    takes('namedModules', 1, arguments);
    if (typeof prefix !== 'string') failType('namedModules', `expected prefix to be a string, got ${show(prefix)}`);
    const found: [string, Module][] = [];
    const seen = new Set<Module>();
    const visit = (name: string, module: Module): void => {
      if (seen.has(module)) return;
      seen.add(module);
      found.push([name, module]);
      for (const [child, m] of module.namedChildren()) visit(name === '' ? child : `${name}.${child}`, m);
    };
    visit(prefix, this);
    return found;
  }

  /** This module and all below it, each once. `Module.modules` in PyTorch. */
  modules(): Module[] {
    takes('modules', 0, arguments);
    return this.namedModules().map(([, module]) => module);
  }

  /** The parameters by name, this module's first, each once. `Module.named_parameters` in PyTorch. */
  namedParameters(prefix: string = ''): [string, Parameter][] {
    takes('namedParameters', 1, arguments);
    const seen = new Set<Parameter>();
    const found: [string, Parameter][] = [];
    for (const [path, module] of this.namedModules(prefix)) {
      for (const [name, value] of Object.entries(module)) {
        if (!(value instanceof Parameter) || seen.has(value)) continue;
        seen.add(value);
        found.push([path === '' ? name : `${path}.${name}`, value]);
      }
    }
    return found;
  }

  /** The parameters, this module's first, each once. `Module.parameters` in PyTorch. */
  parameters(): Parameter[] {
    takes('parameters', 0, arguments);
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /**
   * Adds a tensor that is saved with the module but not trained, and readable as the field `name`.
   * With `persistent: false`, `stateDict()` leaves it out. `Module.register_buffer` in PyTorch.
   *
   * @throws {TypeError} unless given a tensor or null, now and when the field is set. @throws {RangeError} for a name that is taken.
   * @throws {DisposedError} for a disposed tensor.
   */
  registerBuffer(name: string, tensor: Tensor | null, options?: { persistent?: boolean }): void {
    takes('registerBuffer', 3, arguments);
    checkOptions('registerBuffer', options, ['persistent']);
    if (typeof name !== 'string' || name === '' || name.includes('.'))
      failType('registerBuffer', `expected a name without dots, got ${show(name)}`);
    const persistent = checkBoolean('registerBuffer', 'persistent', options?.persistent ?? true);
    changeable('registerBuffer', [this], true);
    if (name in this && !buffersOf(this).has(name)) failRange('registerBuffer', `expected a name that is free, got '${name}'`);
    const own = (t: Tensor | null): Tensor | null => {
      if (t === null) return null;
      checkTensor('registerBuffer', name, t).finalize();
      return t;
    };
    const slot = { tensor: own(tensor), persistent };
    buffersOf(this).set(name, slot);
    Object.defineProperty(this, name, {
      configurable: true,
      get: () => slot.tensor,
      set: (value: Tensor | null) => {
        slot.tensor = own(value);
      },
    });
  }

  /** The buffers by name, this module's first. `Module.named_buffers` in PyTorch. */
  namedBuffers(prefix: string = ''): [string, Tensor][] {
    takes('namedBuffers', 1, arguments);
    const found: [string, Tensor][] = [];
    for (const [path, module] of this.namedModules(prefix)) {
      for (const [name, { tensor }] of buffersOf(module))
        if (tensor !== null) found.push([path === '' ? name : `${path}.${name}`, tensor]);
    }
    return found;
  }

  /** The buffers, this module's first. `Module.buffers` in PyTorch. */
  buffers(): Tensor[] {
    takes('buffers', 0, arguments);
    return this.namedBuffers().map(([, buffer]) => buffer);
  }

  /**
   * Every parameter and persistent buffer by name: the live tensors themselves, under PyTorch's names and in its order.
   * `Module.state_dict` in PyTorch.
   */
  stateDict(): StateDict {
    takes('stateDict', 0, arguments);
    const state: StateDict = {};
    const add = (prefix: string, module: Module, above: readonly Module[]): void => {
      refuseCycle(module, above);
      for (const [name, value] of Object.entries(module)) if (value instanceof Parameter) state[prefix + name] = value;
      for (const [name, { tensor, persistent }] of buffersOf(module))
        if (tensor !== null && persistent) state[prefix + name] = tensor;
      for (const [name, child] of module.namedChildren()) add(`${prefix}${name}.`, child, [...above, module]);
    };
    add('', this, []);
    return state;
  }

  /**
   * Copies tensors into the parameters and buffers of the same names. `Module.load_state_dict` in PyTorch.
   *
   * @param options `strict: false` allows missing and unexpected names; the result lists both.
   * @throws {RangeError} that lists every missing or unexpected name and every shape that differs. Nothing is changed then.
   */
  loadStateDict(state: StateDict, options?: { strict?: boolean }): { missingKeys: string[]; unexpectedKeys: string[] } {
    takes('loadStateDict', 2, arguments);
    checkOptions('loadStateDict', options, ['strict']);
    if (typeof state !== 'object' || state === null || state instanceof Tensor)
      failType('loadStateDict', `expected an object of tensors by name, got ${show(state)}`);
    const own = this.stateDict();
    const missingKeys = Object.keys(own).filter((name) => !Object.hasOwn(state, name));
    const unexpectedKeys = Object.keys(state).filter((name) => !Object.hasOwn(own, name));
    const problems: string[] = [];
    if (options?.strict ?? true) {
      if (missingKeys.length > 0) problems.push(`missing ${missingKeys.map(show).join(', ')}`);
      if (unexpectedKeys.length > 0) problems.push(`unexpected ${unexpectedKeys.map(show).join(', ')}`);
    }
    // each value is read once: a getter may return another one the next time
    const shared = Object.keys(own)
      .filter((name) => Object.hasOwn(state, name))
      .map((name) => ({ name, mine: own[name] as Tensor, theirs: state[name] as Tensor }));
    for (const { name, mine, theirs } of shared) {
      if (!(theirs instanceof Tensor)) failType('loadStateDict', `expected tensors, got ${show(theirs)} for '${name}'`);
      theirs.check('loadStateDict');
      if (!sameShape(mine.sizes, theirs.sizes))
        problems.push(`'${name}' of shape ${showShape(theirs.sizes)} instead of ${showShape(mine.sizes)}`);
    }
    if (problems.length > 0)
      failRange('loadStateDict', `expected the state of a ${this.constructor.name}, got ${problems.join('; ')}`);
    composed('loadStateDict', () =>
      unrecorded(() => {
        // everything that can fail comes before the first change
        const values = shared.map(({ mine, theirs }) => valueFor(mine, theirs));
        shared.forEach(({ mine }, i) => {
          if (values[i] !== mine) copy_(mine, values[i] as Tensor);
        });
      }),
    );
    return { missingKeys, unexpectedKeys };
  }

  /** Puts this module and all below it into training mode, or into evaluation mode if `mode` is false. `Module.train` in PyTorch. */
  train(mode: boolean = true): this {
    takes('train', 1, arguments);
    checkBoolean('train', 'mode', mode);
    const others = this.modules().filter(({ training }) => training !== mode);
    for (const module of changeable(mode ? 'train' : 'eval', others)) module.training = mode;
    return this;
  }

  /** Puts this module and all below it into evaluation mode. `Module.eval` in PyTorch. */
  eval(): this {
    takes('eval', 0, arguments);
    return this.train(false);
  }

  /** Frees every parameter's `grad` and sets it to null. `Module.zero_grad` in PyTorch. */
  zeroGrad(): void {
    takes('zeroGrad', 0, arguments);
    const all = this.parameters();
    for (const parameter of all) parameter.checkDrop('zeroGrad');
    for (const parameter of all) parameter.grad = null;
  }

  /** Calls `fn` on every module below this one, then on this one. `Module.apply` in PyTorch. */
  apply(fn: (module: Module) => void): this {
    takes('apply', 1, arguments);
    checkSync('apply', fn);
    const visit = (module: Module, above: readonly Module[]): void => {
      refuseCycle(module, above);
      for (const child of module.children()) visit(child, [...above, module]);
      fn(module);
    };
    visit(this, []);
    return this;
  }

  /** Turns recording on or off for every parameter. `Module.requires_grad_` in PyTorch. */
  requiresGrad_(on: boolean = true): this {
    takes('requiresGrad_', 1, arguments);
    checkBoolean('requiresGrad_', 'on', on);
    const all = this.parameters();
    for (const parameter of all) checkRecorded(parameter, on);
    for (const parameter of all) parameter.requiresGrad_(on);
    return this;
  }

  /** Frees the parameters, their gradients and the buffers; disposing twice does nothing. */
  dispose(): void {
    for (const tensor of [...this.parameters(), ...this.buffers()]) tensor.dispose();
  }

  /** The same as `dispose()`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The text between the parentheses when the module is printed. `Module.extra_repr` in PyTorch. */
  extraRepr(): string {
    return '';
  }

  /** The module and those below it, as PyTorch prints them. */
  toString(): string {
    return print(this, []);
  }
}

/** Modules whose fields may change, or be added to. @throws {TypeError} after Object.freeze() or the like. */
export function changeable(fn: string, modules: Module[], adds?: boolean): Module[] {
  for (const module of modules) checkMutable(fn, `a ${module.constructor.name}`, module, adds);
  return modules;
}

/** A module that contains itself has no state that could be listed. */
function refuseCycle(module: Module, above: readonly Module[]): void {
  if (above.includes(module))
    throw new Error(
      `Module: a ${module.constructor.name} holds itself, by way of its submodules; give it a reference that is not a field`,
    );
}

function print(module: Module, above: readonly Module[]): string {
  refuseCycle(module, above);
  const children = module.namedChildren();
  const extra = module.extraRepr();
  const name = module.constructor.name;
  if (children.length === 0) return `${name}(${extra})`;
  const lines = children.map(([child, m]) => `  (${child}): ${print(m, [...above, module]).replaceAll('\n', '\n  ')}`);
  return [`${name}(${extra}`, ...lines, ')'].join('\n');
}

/** The new value of `mine`, in a form that can be copied without allocating: `mine` itself if nothing changes. */
function valueFor(mine: Tensor, theirs: Tensor): Tensor {
  if (theirs === mine) return mine;
  checkWritable('loadStateDict', mine, []);
  const value = dense(to(theirs, mine.dtype));
  return value.storage === mine.storage ? copyOf(value) : value;
}
