/** Builds a module from the layers of a file: first a plan, which is checked completely, then the modules. */
import { copyInto } from '../array/copy.ts';
import { unrecorded } from '../autograd/tape.ts';
import { empty, tensor } from '../create/values.ts';
import { failRange, nameMemoryError, show } from '../errors.ts';
import { Sequential } from '../nn/container.ts';
import type { Layer, Module } from '../nn/module.ts';
import { defaultGenerator } from '../random.ts';
import { scope } from '../scope.ts';
import { showShape } from '../shape.ts';
import { type Config, type Dim, type Dims, FN, showDims } from './config.ts';
import { Graph } from './graph.ts';
import { ChannelsLast, Permute } from './modules.ts';
import type { Weight } from './weights.ts';

/** A value between layers. */
export interface Value {
  /** Inputs first, then the results of the steps. */
  readonly id: number;
  /** Its shape in the file. */
  readonly shape: Dims;
  /** Whether its channels, last in the file, come before the other dims here. */
  readonly moved: boolean;
  /** For flattened samples whose channels came first: their sizes in the file's order, [..., channels]. */
  readonly order: readonly number[] | null;
}

/** The initial numbers of a parameter, in PyTorch's order. */
export type Numbers = () => Float32Array<ArrayBuffer>;

/** A module to be made. */
export interface Recipe {
  make(): Module;
  /** The numbers of its parameters and buffers, by name. */
  state?: Readonly<Record<string, Numbers>>;
  /** The parameters that are not trained. */
  frozen?: readonly string[];
  /** What it depends on besides its configuration: a layer that is called twice must have one. */
  variant?: string;
}

interface Made {
  name: string;
  recipe: Recipe;
  trainable: boolean;
}

interface Step {
  made: Made;
  inputs: readonly number[];
}

/** The result of a step, besides its shape. */
interface Place {
  moved?: boolean;
  order?: readonly number[] | null;
}

export class Builder {
  /** Whether the model being read is called more than once. */
  shared = false;
  /** The last result of each layer, by name. */
  readonly results = new Map<string, Value>();
  private readonly weights: ReadonlyMap<string, Weight>;
  private readonly steps: Step[] = [];
  private readonly inputShapes: Dims[] = [];
  private readonly made = new Map<Config, Map<string, Made>>();
  private readonly converted = new Map<string, Value>();
  private readonly names = new Set<string>();
  private readonly owners = new Map<Weight, Config>();

  constructor(weights: ReadonlyMap<string, Weight>) {
    this.weights = weights;
  }

  /** An input of the whole model. All come before the first step. */
  input(shape: Dims, moved: boolean): Value {
    this.inputShapes.push(shape);
    return { id: this.inputShapes.length - 1, shape, moved, order: null };
  }

  get inputCount(): number {
    return this.inputShapes.length;
  }

  /** A weight of the layer, which must have this shape. */
  weight(cfg: Config, name: string, shape: readonly number[], prefix: string = cfg.name): Weight {
    const path = `${prefix}/${name}`;
    const weight = this.weights.get(path);
    if (weight === undefined) failRange(FN, `expected weight '${path}' for ${cfg.label}, got none of that name`);
    if (weight.shape.length !== shape.length || weight.shape.some((size, d) => size !== shape[d]))
      failRange(FN, `expected weight '${path}' of shape ${showShape(shape)}, got ${showShape(weight.shape)}`);
    const owner = this.owners.get(weight) ?? cfg;
    if (owner !== cfg) failRange(FN, `expected layers of different names, got '${cfg.name}' twice`);
    this.owners.set(weight, cfg);
    return weight;
  }

  private nameFor(wanted: string): string {
    let plain = wanted.replace(/[^A-Za-z0-9_]/g, '_');
    if (!/^[A-Za-z_]/.test(plain)) plain = `layer_${plain}`;
    let name = plain;
    for (let i = 2; this.names.has(name); i++) name = `${plain}_${i}`;
    this.names.add(name);
    return name;
  }

  /** Calls a module of the layer, `part` of it, on values; makes it at the first call. */
  add(cfg: Config, part: string, recipe: Recipe, inputs: readonly Value[], shape: Dims, place: Place = {}): Value {
    const parts = this.made.get(cfg) ?? new Map<string, Made>();
    this.made.set(cfg, parts);
    // a layer with parameters is one module, however often it is called
    const key = recipe.state === undefined ? `${part} ${recipe.variant ?? ''}` : part;
    let made = parts.get(key);
    if (made !== undefined && made.recipe.variant !== recipe.variant) cfg.refuse('calls on inputs of one size, got others');
    if (made === undefined) {
      const name = this.nameFor(part === '' ? cfg.name : `${cfg.name}_${part}`);
      made = { name, recipe, trainable: cfg.flag('trainable', true) };
      parts.set(key, made);
    }
    this.steps.push({ made, inputs: inputs.map((v) => v.id) });
    return {
      id: this.inputShapes.length + this.steps.length - 1,
      shape,
      moved: place.moved ?? false,
      order: place.order ?? null,
    };
  }

  /** The same value in another layout, made once. */
  private convert(cfg: Config, v: Value, to: string, make: () => Module, moved: boolean): Value {
    const key = `${v.id} ${to}`;
    let found = this.converted.get(key);
    if (found === undefined) {
      found = this.add(cfg, `${to}_${v.id}`, { make, variant: to }, [v], v.shape, { moved });
      this.converted.set(key, found);
    }
    return found;
  }

  /** The value in the file's layout. */
  plain(cfg: Config, v: Value): Value {
    if (v.order !== null) {
      const order = v.order;
      const sizes = [order[order.length - 1] as number, ...order.slice(0, -1)];
      return this.convert(cfg, v, 'in_order', () => new ChannelsLast(sizes), false);
    }
    if (!v.moved) return v;
    const last = [0, ...v.shape.slice(2).map((_, i) => i + 2), 1];
    return this.convert(cfg, v, 'channels_last', () => new Permute(last), false);
  }

  /** The value with its channels, last in the file, in dim 1. */
  channelsFirst(cfg: Config, v: Value): Value {
    if (v.moved) return v;
    const plain = this.plain(cfg, v);
    const first = [0, v.shape.length - 1, ...v.shape.slice(1, -1).map((_, i) => i + 1)];
    return this.convert(cfg, plain, 'channels_first', () => new Permute(first), true);
  }

  /** Ensures that there is memory for all weights, and for the largest one again, before the first is made. */
  private reserve(): void {
    const sizes = [...this.owners.keys()].map(({ shape }) => shape.reduce((product, size) => product * size, 1));
    const total = sizes.reduce((sum, size) => sum + size, Math.max(0, ...sizes));
    try {
      empty([total]).dispose();
    } catch (error) {
      throw nameMemoryError(FN, error);
    }
  }

  /** The module whose result is `output`. */
  finish(output: Value): Layer {
    const base = this.inputShapes.length;
    const needed = new Set<number>([output.id]);
    for (let i = this.steps.length - 1; i >= 0; i--)
      if (needed.has(base + i)) for (const id of (this.steps[i] as Step).inputs) needed.add(id);
    const kept = this.steps.map((step, i) => ({ step, id: base + i })).filter(({ id }) => needed.has(id));
    const place = new Map<number, number>(this.inputShapes.map((_, i) => [i, i]));
    kept.forEach(({ id }, i) => {
      place.set(id, base + i);
    });
    const all = new Set(kept.map(({ step }) => step.made));
    this.reserve();
    const layers = modulesOf([...all]);
    const isChain =
      base === 1 &&
      all.size === kept.length &&
      kept.every(({ step }, i) => step.inputs.length === 1 && place.get(step.inputs[0] as number) === i);
    if (isChain) return new Sequential(layers as Record<string, Layer>);
    const steps = kept.map(({ step }) => ({ layer: step.made.name, inputs: step.inputs.map((id) => place.get(id) as number) }));
    return new Graph(layers, steps, base, place.get(output.id) as number);
  }
}

/** The modules by name, with their numbers. If memory runs out, nothing is kept, and no random stream has advanced. */
function modulesOf(all: readonly Made[]): Record<string, Module> {
  const made: [string, Module][] = [];
  const stream = defaultGenerator.getState();
  try {
    for (const { name, recipe, trainable } of all) {
      const module = recipe.make();
      made.push([name, module]);
      fill(module, recipe.state ?? {});
      if (!trainable) module.requiresGrad_(false);
      const parameters = module.stateDict();
      for (const frozen of recipe.frozen ?? []) parameters[frozen]?.requiresGrad_(false);
    }
    return Object.fromEntries(made);
  } catch (error) {
    for (const [, module] of made) module.dispose();
    throw error;
  } finally {
    defaultGenerator.setState(stream);
  }
}

function fill(module: Module, state: Readonly<Record<string, Numbers>>): void {
  for (const [name, target] of Object.entries(module.stateDict())) {
    const numbers = state[name];
    if (numbers === undefined) {
      if (target.dtype === 'float32') throw new Error(`${FN}: no numbers for ${show(name)} of a ${module.constructor.name}`);
      continue;
    }
    scope(() => unrecorded(() => copyInto(target, tensor(numbers(), { shape: target.sizes }))));
  }
}

/** The product of known sizes. */
export function productOf(dims: Dims): Dim {
  return dims.reduce<Dim>((product, size) => (product === null || size === null ? null : product * size), 1);
}

/** The size of the last dim, which must be known. */
export function lastOf(cfg: Config, v: Value): number {
  const last = v.shape[v.shape.length - 1];
  if (v.shape.length < 2 || typeof last !== 'number')
    cfg.misfit(`samples with a last dim of known size, got ${showDims(v.shape)}`);
  return last;
}

/** Refuses a value with another number of dims. */
export function checkRank(cfg: Config, v: Value, ...ranks: readonly number[]): void {
  if (!ranks.includes(v.shape.length)) cfg.misfit(`an input of ${ranks.join(' or ')} dims, got ${showDims(v.shape)}`);
}
