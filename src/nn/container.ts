import { isList } from '../core.ts';
import { checkInteger, failRange, failType, isForeign, show } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Layer, Module } from './module.ts';

/**
 * A chain of layers, named '0', '1', … or by the keys of an object. `nn.Sequential` in PyTorch.
 * @throws {TypeError} unless every layer is a Module. @throws {RangeError} for a name that is empty or has a dot.
 */
export class Sequential extends Module {
  readonly #layers: [string, Layer][];

  constructor(...layers: Layer[] | [Record<string, Layer>]) {
    super();
    const [only] = layers;
    const named =
      layers.length === 1 && !(only instanceof Module) && typeof only === 'object' && only !== null && !isForeign(only);
    this.#layers = named
      ? Object.entries(only as Record<string, Layer>)
      : (layers as Layer[]).map((layer, i) => [String(i), layer]);
    for (const [name, layer] of this.#layers) {
      if (!(layer instanceof Module)) failType('Sequential', `expected modules, got ${show(layer)} at '${name}'`);
      // in a state, two layers could have one name
      if (name === '' || name.includes('.')) failRange('Sequential', `expected names without dots, got '${name}'`);
    }
  }

  override namedChildren(): [string, Module][] {
    takes('namedChildren', 0, arguments);
    return [...this.#layers];
  }

  /** The number of layers. */
  get length(): number {
    return this.#layers.length;
  }

  /** Layer `index`; negative counts from the end. */
  at(index: number): Layer | undefined {
    takes('Sequential', 1, arguments);
    return this.#layers.at(checkInteger('Sequential', 'index', index))?.[1];
  }

  /** Passes the input through all layers in order and returns the last result. */
  forward(input: Tensor): Tensor {
    takes('Sequential', 1, arguments);
    let x = input;
    for (const [, layer] of this.#layers) x = layer.forward(x);
    return x;
  }

  /** The layers in order. */
  *[Symbol.iterator](): Iterator<Layer> {
    for (const [, layer] of this.#layers) yield layer;
  }
}

/**
 * A list of modules, named '0', '1', …, whose parameters belong to the module that holds the list. It computes nothing itself.
 * `nn.ModuleList` in PyTorch.
 *
 * @throws {TypeError} unless every element is a Module.
 */
export class ModuleList<M extends Module = Module> extends Module {
  readonly #modules: M[] = [];

  constructor(modules: Iterable<M> = []) {
    takes('ModuleList', 1, arguments);
    super();
    this.extend(modules);
  }

  override namedChildren(): [string, Module][] {
    takes('namedChildren', 0, arguments);
    return this.#modules.map((module, i) => [String(i), module]);
  }

  /** The number of modules. */
  get length(): number {
    return this.#modules.length;
  }

  /** Module `index`; negative counts from the end. */
  at(index: number): M | undefined {
    takes('ModuleList', 1, arguments);
    return this.#modules.at(checkInteger('ModuleList', 'index', index));
  }

  /** Appends a module; returns the list. */
  append(module: M): this {
    takes('ModuleList', 1, arguments);
    if (!(module instanceof Module)) failType('ModuleList', `expected modules, got ${show(module)}`);
    this.#modules.push(module);
    return this;
  }

  /** Appends several modules; returns the list. */
  extend(modules: Iterable<M>): this {
    takes('ModuleList', 1, arguments);
    if (!isList(modules)) failType('ModuleList', `expected modules in an array, got ${show(modules)}`);
    for (const module of modules) this.append(module);
    return this;
  }

  /** Throws: a list has no result of its own. @throws {TypeError} always. */
  forward(): never {
    failType('ModuleList', 'expected a call of one of its modules, got a call of the list; use a Sequential to chain them');
  }

  /** The modules in order. */
  *[Symbol.iterator](): Iterator<M> {
    yield* this.#modules;
  }
}
