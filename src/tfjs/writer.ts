/** Collects the layers and weights of a model file. */
import { failType } from '../errors.ts';
import type { Module } from '../nn/module.ts';
import { type Shape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { reordered } from './weights.ts';

export const FN = 'toTfjs';

/** A tensor of the model as a value of the file. */
export interface Out {
  /** The layer, and which of its calls, that this is the result of. */
  readonly ref: readonly [layer: string, node: number];
  /** Its shape here. */
  readonly sizes: Shape;
  /** Whether its channels, in dim 1 here, come last in the file; null if either is possible. */
  moved: boolean | null;
  /** For flattened samples that were flattened there with the channels last: their sizes here, [channels, ...]. */
  readonly order: Shape | null;
  /** Whether no element is negative. */
  readonly positive: boolean;
}

/** A weight's numbers under its short name. */
export type Saved = readonly [name: string, data: Float32Array<ArrayBuffer>, shape: Shape];

interface Layer {
  class_name: string;
  name: string;
  config: Record<string, unknown>;
  /** For each call its inputs, each by its layer and the number of that layer's call. */
  inbound_nodes: (readonly [layer: string, node: number, result: number, more: object])[][];
}

/** The result of a layer. */
export interface Result {
  sizes: Shape;
  moved?: boolean;
  order?: Shape | null;
  positive?: boolean;
}

/** What the layers of one module or op have in common. */
export interface Site {
  /** The stem of its layers' names. */
  readonly name: string;
  /** Its name in messages. */
  readonly label: string;
  /** The module, if it is one: further calls reuse the layers of its first call. */
  readonly module: Module | null;
  readonly trainable: boolean;
}

/** Refuses a module or op. */
export const refuse = (site: Site, message: string): never => failType(FN, `expected ${message}, got ${site.label}`);

/** A parameter's numbers. */
export const numbersOf = (t: Tensor): Float32Array<ArrayBuffer> => t.toTypedArray() as Float32Array<ArrayBuffer>;

export class Writer {
  readonly layers: Layer[] = [];
  readonly specs: { name: string; shape: Shape; dtype: 'float32' }[] = [];
  readonly data: Float32Array<ArrayBuffer>[] = [];
  private readonly names = new Set<string>();
  private readonly known = new Map<Module, Map<string, Layer>>();
  private readonly converted = new Map<string, Out>();

  private nameFor(wanted: string): string {
    let name = wanted;
    for (let i = 2; this.names.has(name); i++) name = `${wanted}_${i}`;
    this.names.add(name);
    return name;
  }

  input(name: string, sizes: Shape, dtype: string): Out {
    const own = this.nameFor(name);
    this.layers.push({
      class_name: 'InputLayer',
      name: own,
      config: { batch_input_shape: [null, ...sizes.slice(1)], dtype, sparse: false, name: own },
      inbound_nodes: [],
    });
    return { ref: [own, 0], sizes, moved: sizes.length === 3 || sizes.length === 4 ? null : false, order: null, positive: false };
  }

  /** The shapes of the inputs, once their layout is known. */
  settle(inputs: readonly Out[]): void {
    for (const { ref, sizes, moved } of inputs) {
      const layer = this.layers.find(({ name }) => name === ref[0]) as Layer;
      const [, channels, ...rest] = sizes;
      layer.config['batch_input_shape'] = [null, ...(moved ? [...rest, channels] : sizes.slice(1))];
    }
  }

  /** Removes the layers that `output` does not depend on, with their weights: unused weights cannot be loaded. */
  keepOnly(output: Out): void {
    const byName = new Map(this.layers.map((layer) => [layer.name, layer]));
    const kept = new Set<string>();
    const waiting = [output.ref[0]];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (kept.has(name)) continue;
      kept.add(name);
      for (const [from] of (byName.get(name) as Layer).inbound_nodes.flat()) waiting.push(from);
    }
    const isKept = ({ name }: { name: string }): boolean => kept.has(name.split('/')[0] as string);
    this.data.splice(0, this.data.length, ...this.data.filter((_, i) => isKept(this.specs[i] as { name: string })));
    this.specs.splice(0, this.specs.length, ...this.specs.filter(isKept));
    const layers = this.layers.filter((layer) => layer.class_name === 'InputLayer' || isKept(layer));
    this.layers.splice(0, this.layers.length, ...layers);
  }

  /** Calls a layer of the site, `part` of it; adds it at the first call. */
  emit(
    site: Site,
    part: string,
    kind: string,
    config: Record<string, unknown>,
    inputs: readonly Out[],
    result: Result,
    weights: readonly Saved[] = [],
    prefix = '',
  ): Out {
    const parts = (site.module && this.known.get(site.module)) ?? new Map<string, Layer>();
    if (site.module !== null) this.known.set(site.module, parts);
    let layer = parts.get(part);
    if (
      layer !== undefined &&
      JSON.stringify({ ...layer.config, name: '' }) !== JSON.stringify({ ...named(site, config), name: '' })
    ) {
      // a layer without weights may be written twice
      if (weights.length > 0) refuse(site, 'a module that is called on inputs of one size');
      layer = undefined;
    }
    if (layer === undefined) {
      const name = this.nameFor(part === '' ? site.name : `${site.name}_${part}`);
      layer = { class_name: kind, name, config: { ...named(site, config), name }, inbound_nodes: [] };
      this.layers.push(layer);
      parts.set(part, layer);
      for (const [short, data, shape] of weights) {
        this.specs.push({ name: `${name}/${prefix}${short}`, shape, dtype: 'float32' });
        this.data.push(data);
      }
    }
    layer.inbound_nodes.push(inputs.map(({ ref: [from, node] }) => [from, node, 0, {}] as const));
    return {
      ref: [layer.name, layer.inbound_nodes.length - 1],
      sizes: result.sizes,
      moved: result.moved ?? false,
      order: result.order ?? null,
      positive: result.positive ?? false,
    };
  }

  private once(key: string, make: () => Out): Out {
    const found = this.converted.get(key) ?? make();
    this.converted.set(key, found);
    return found;
  }

  /** The value in the file with the layout that it has here. */
  plain(site: Site, x: Out): Out {
    x.moved ??= false;
    const own = { ...site, module: null };
    const key = `${x.ref.join()} ${x.moved} ${x.order} plain`;
    if (x.order !== null) {
      const [channels, ...rest] = x.order as [number, ...number[]];
      return this.once(key, () => {
        const n = x.sizes[0] as number;
        const folded = this.emit(own, 'unflatten', 'Reshape', { target_shape: [...rest, channels] }, [x], {
          sizes: [n, channels, ...rest],
          moved: true,
          positive: x.positive,
        });
        const flat = this.plain(site, folded);
        return this.emit(own, 'flatten', 'Reshape', { target_shape: x.sizes.slice(1) }, [flat], {
          ...x,
          moved: false,
          order: null,
        });
      });
    }
    if (!x.moved) return x;
    const rank = x.sizes.length;
    const dims = [rank - 1, ...x.sizes.slice(2).map((_, i) => i + 1)];
    return this.once(key, () => this.emit(own, 'channels_first', 'Permute', { dims }, [x], { ...x, moved: false }));
  }

  /** The value with its channels, in dim 1 here, last in the file. */
  channelsLast(site: Site, x: Out): Out {
    x.moved ??= true;
    if (x.moved) return x;
    const own = { ...site, module: null };
    const dims = [...x.sizes.slice(2).map((_, i) => i + 2), 1];
    return this.once(`${x.ref.join()} last`, () =>
      this.emit(own, 'channels_last', 'Permute', { dims }, [x], { ...x, moved: true }),
    );
  }

  /** The value in either layout; an image that may have either has its channels last. */
  either(x: Out): Out {
    x.moved ??= x.sizes.length === 4;
    return x;
  }
}

const named = (site: Site, config: Record<string, unknown>): Record<string, unknown> => ({
  ...config,
  trainable: site.trainable,
});

/** A parameter with its dims reordered. */
export function turnedWeight(name: string, t: Tensor, order: readonly number[], shape: Shape = t.sizes): Saved {
  return [name, reordered(numbersOf(t), shape, order), order.map((d) => shape[d] as number)];
}

export const weight = (name: string, t: Tensor): Saved => [name, numbersOf(t), t.sizes];

/** Refuses a value with another number of dims. */
export function checkDims(site: Site, x: Out, ...ranks: readonly number[]): void {
  if (!ranks.includes(x.sizes.length)) refuse(site, `an input of ${ranks.join(' or ')} dims, not ${showShape(x.sizes)}`);
}
