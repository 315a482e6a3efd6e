/** Walks over the layers of a file, including nested models. */
import { failRange, failType, show } from '../errors.ts';
import type { Builder, Value } from './builder.ts';
import { Config, type Dims, dimsOf, FN, field, isObject, type Json } from './config.ts';
import { convolutionLayers } from './layers/convolution.ts';
import { coreLayers, type Reader } from './layers/core.ts';
import { normLayers } from './layers/norm.ts';
import { poolingLayers } from './layers/pooling.ts';
import { recurrentLayers } from './layers/recurrent.ts';

const MODELS = ['Sequential', 'Model', 'Functional'];
/** The maximum depth of nested models. */
const DEEPEST = 16;
const MOST_CALLS = 100_000;

/** A layer of the file. */
interface Entry {
  cfg: Config;
  kind: string;
  config: unknown;
  json: Json;
}

const readers = (): Readonly<Record<string, Reader>> => ({
  ...coreLayers,
  ...convolutionLayers,
  ...poolingLayers,
  ...normLayers,
  ...recurrentLayers,
});

export class Topology {
  private readonly b: Builder;
  private readonly all = readers();
  private readonly entries = new Map<Json, Entry>();
  private readonly inputOf: (shape: Dims) => Value;
  private calls = 0;

  /** `inputOf` makes an input of the whole model. */
  constructor(b: Builder, inputOf: (shape: Dims) => Value) {
    this.b = b;
    this.inputOf = inputOf;
  }

  private entry(json: unknown): Entry {
    if (!isObject(json)) failType(FN, `expected layers that are objects, got ${show(json)}`);
    const known = this.entries.get(json);
    if (known !== undefined) return known;
    const kind = field(json, 'class_name');
    const config = field(json, 'config');
    if (typeof kind !== 'string') failType(FN, `expected layers with a class_name, got ${show(kind)}`);
    const fields = isObject(config) ? config : {};
    if (!isObject(config) && !(kind === 'Sequential' && Array.isArray(config)))
      failType(FN, `expected the config of ${kind} to be an object, got ${show(config)}`);
    const name = field(json, 'name') ?? field(fields, 'name') ?? kind;
    if (typeof name !== 'string') failType(FN, `expected the name of ${kind} to be text, got ${show(name)}`);
    const made = { cfg: new Config(kind, name, fields), kind, config, json };
    this.entries.set(json, made);
    return made;
  }

  /** The model's outputs. For a nested model, its inputs are given. */
  model(json: unknown, given: readonly Value[] | null, depth = 0): Value[] {
    const entry = this.entry(json);
    if (depth > DEEPEST) failRange(FN, `expected models at most ${DEEPEST} deep within each other`);
    if (entry.kind === 'Sequential') return [this.sequence(entry, given, depth)];
    if (MODELS.includes(entry.kind)) return this.graph(entry, given, depth);
    return failType(FN, `expected a model of class ${MODELS.join(', ')}, got ${entry.kind}`);
  }

  private layersOf({ cfg, config }: Entry): readonly unknown[] {
    const layers = Array.isArray(config) ? config : cfg.get('layers');
    if (!Array.isArray(layers)) return cfg.refuse(`a list of layers, got ${show(layers)}`);
    return layers;
  }

  /** The shape of a layer's input according to the layer; a Sequential states it in its first layer. */
  private ownShape(entry: Entry, depth: number): Dims | null {
    const shape = entry.cfg.get('batch_input_shape') ?? entry.cfg.get('batch_shape');
    if (shape !== undefined) return dimsOf(`batch_input_shape of ${entry.cfg.label}`, shape);
    if (depth > DEEPEST || !MODELS.includes(entry.kind)) return null;
    const layers = this.layersOf(entry);
    if (entry.kind === 'Sequential') return layers.length === 0 ? null : this.ownShape(this.entry(layers[0]), depth + 1);
    const [first] = this.refsOf(entry, 'input_layers');
    const found = layers.map((layer) => this.entry(layer)).find(({ cfg }) => cfg.name === first?.name);
    return found === undefined ? null : this.ownShape(found, depth + 1);
  }

  private call(entry: Entry, inputs: readonly Value[], depth: number, shared: boolean): Value[] {
    const { b } = this;
    // models within each other multiply their calls
    if (++this.calls > MOST_CALLS) failRange(FN, `expected at most ${MOST_CALLS} calls of layers, got more`);
    const before = b.shared;
    b.shared ||= shared;
    try {
      if (MODELS.includes(entry.kind)) return this.model(entry.json, inputs, depth + 1);
      const reader = Object.hasOwn(this.all, entry.kind) ? this.all[entry.kind] : undefined;
      if (reader === undefined)
        failType(FN, `expected layers among ${Object.keys(this.all).sort().join(', ')}, got ${entry.cfg.label}`);
      return [reader(b, entry.cfg, inputs)];
    } finally {
      b.shared = before;
    }
  }

  private remember(entry: Entry, values: readonly Value[]): void {
    if (values.length === 1) this.b.results.set(entry.cfg.name, values[0] as Value);
  }

  private sequence(entry: Entry, given: readonly Value[] | null, depth: number): Value {
    const layers = this.layersOf(entry).map((layer) => this.entry(layer));
    if (given !== null && given.length !== 1) entry.cfg.misfit(`one input, got ${given.length}`);
    const shape = given === null ? this.ownShape(entry, depth) : null;
    if (given === null && shape === null) entry.cfg.misfit('a first layer with a batch_input_shape');
    let x = given?.[0] ?? this.inputOf(shape as Dims);
    layers.forEach((layer, i) => {
      if (layer.kind === 'InputLayer') {
        if (i > 0) layer.cfg.refuse('an InputLayer first');
        return;
      }
      const values = this.call(layer, [x], depth, layers.indexOf(layer) !== layers.lastIndexOf(layer));
      if (values.length !== 1) layer.cfg.misfit(`one output, got ${values.length}`);
      x = values[0] as Value;
      this.remember(layer, values);
    });
    return x;
  }

  /** [layer, node, tensor], or a list of them. */
  private refsOf({ cfg }: Entry, name: string): { name: string; node: number; index: number }[] {
    const given = cfg.get(name);
    const list: unknown[] = Array.isArray(given) && typeof given[0] === 'string' ? [given] : Array.isArray(given) ? given : [];
    if (list.length === 0) cfg.refuse(`${name} as a list of [layer, node, tensor], got ${show(given)}`);
    return list.map((ref) => refOf(cfg, ref));
  }

  private graph(entry: Entry, given: readonly Value[] | null, depth: number): Value[] {
    const { cfg } = entry;
    const layers = this.layersOf(entry).map((layer) => this.entry(layer));
    const byName = new Map(layers.map((layer) => [layer.cfg.name, layer]));
    if (byName.size < layers.length) cfg.misfit('layers of different names');
    const inputs = this.refsOf(entry, 'input_layers');
    if (given !== null && given.length !== inputs.length) cfg.misfit(`${inputs.length} inputs, got ${given.length}`);
    const calls = new Map<Entry, Ref[][]>(layers.map((layer) => [layer, callsOf(layer)]));
    // tensorflow.js counts the calls of a nested model from 1, since its own inputs are the first
    const offsets = new Map<string, number>();
    for (const list of calls.values())
      for (const { name, node } of list.flat()) {
        const target = byName.get(name) ?? cfg.misfit(`a layer named ${show(name)}`);
        const count = calls.get(target)?.length ?? 0;
        if (MODELS.includes(target.kind) && node >= count) offsets.set(name, 1);
      }
    const outputRefs = this.refsOf(entry, 'output_layers');
    for (const { name, node } of outputRefs) {
      const target = byName.get(name) ?? cfg.misfit(`a layer named ${show(name)}`);
      if (MODELS.includes(target.kind) && node >= (calls.get(target)?.length ?? 0)) offsets.set(name, 1);
    }
    const done = new Map<string, Value[][]>();
    inputs.forEach(({ name }, i) => {
      const layer = byName.get(name) ?? cfg.misfit(`a layer named ${show(name)}`);
      if (layer.kind !== 'InputLayer') layer.cfg.refuse('an InputLayer as input');
      const shape = this.ownShape(layer, depth) ?? layer.cfg.misfit('a batch_input_shape');
      done.set(name, [[given?.[i] ?? this.inputOf(shape)]]);
    });
    const find = ({ name, node, index }: Ref): Value | undefined => done.get(name)?.[node - (offsets.get(name) ?? 0)]?.[index];
    let waiting = layers.filter((layer) => layer.kind !== 'InputLayer');
    while (waiting.length > 0) {
      const later: Entry[] = [];
      let calledOne = false;
      for (const layer of waiting) {
        const results = done.get(layer.cfg.name) ?? [];
        done.set(layer.cfg.name, results);
        const list = calls.get(layer) as Ref[][];
        while (results.length < list.length) {
          const from = (list[results.length] as Ref[]).map(find);
          if (from.includes(undefined)) break;
          const values = this.call(layer, from as Value[], depth, list.length > 1);
          results.push(values);
          this.remember(layer, values);
          calledOne = true;
        }
        if (results.length < list.length) later.push(layer);
      }
      if (!calledOne && later.length > 0) (later[0] as Entry).cfg.misfit('inputs that other layers give, without a circle,');
      waiting = later;
    }
    return outputRefs.map((ref) => find(ref) ?? cfg.misfit(`an output ${ref.node} of layer ${show(ref.name)}`));
  }
}

interface Ref {
  name: string;
  node: number;
  index: number;
}

function refOf(cfg: Config, ref: unknown): Ref {
  const [name, node, index, options] = Array.isArray(ref) ? (ref as unknown[]) : [];
  if (typeof name !== 'string' || !isCount(node) || !isCount(index))
    return cfg.refuse(`inbound nodes [layer, node, tensor] as Keras 2 writes them, got ${show(ref)}`);
  if (isObject(options) && Object.keys(options).some((key) => key !== 'training' && key !== 'mask'))
    cfg.refuse(`a call without arguments, got ${Object.keys(options).join(', ')}`);
  return { name, node: node as number, index: index as number };
}

const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0;

/** The inputs of each call of a layer. */
function callsOf({ cfg, json, kind }: Entry): Ref[][] {
  const nodes: unknown = field(json, 'inbound_nodes') ?? [];
  if (!Array.isArray(nodes)) return cfg.refuse(`inbound_nodes to be an array, got ${show(nodes)}`);
  if (kind !== 'InputLayer' && nodes.length === 0) cfg.refuse('inbound_nodes, got none');
  return nodes.map((node: unknown) => {
    const refs: unknown[] = Array.isArray(node) ? (typeof node[0] === 'string' ? [node] : node) : [];
    if (refs.length === 0) cfg.refuse(`inbound nodes [layer, node, tensor] as Keras 2 writes them, got ${show(node)}`);
    return refs.map((ref) => refOf(cfg, ref));
  });
}
