/** Models with branches, and the layers that merge branches. */
import { failRange } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { add, div, mul } from '../ops/elementwise/arithmetic.ts';
import { maximum, minimum } from '../ops/elementwise/maximum.ts';
import { cat } from '../ops/shape/join.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';

export type MergeKind = 'add' | 'multiply' | 'average' | 'maximum' | 'minimum';

const PAIRS: Readonly<Record<MergeKind, (a: Tensor, b: Tensor) => Tensor>> = {
  add,
  average: add,
  multiply: mul,
  maximum,
  minimum,
};

/** Merges several inputs element by element. */
export class Merge extends Module {
  readonly kind: MergeKind;

  constructor(kind: MergeKind) {
    super();
    this.kind = kind;
  }

  forward(...inputs: Tensor[]): Tensor {
    return scope(() => {
      const [first, ...others] = inputs as [Tensor, ...Tensor[]];
      const pair = PAIRS[this.kind];
      const all = others.reduce((a, b) => pair(a, b), first);
      return this.kind === 'average' ? div(all, inputs.length) : all;
    });
  }

  override extraRepr(): string {
    return this.kind;
  }
}

/** Concatenates the inputs along one dim. */
export class Concatenate extends Module {
  readonly dim: number;

  constructor(dim: number) {
    super();
    this.dim = dim;
  }

  forward(...inputs: Tensor[]): Tensor {
    return cat(inputs, this.dim);
  }

  override extraRepr(): string {
    return `dim=${this.dim}`;
  }
}

/** A layer that is called in a graph. */
export interface Step {
  /** Its name among the layers. */
  readonly layer: string;
  /** The positions of its inputs: the model's inputs come first, then the results of the steps. */
  readonly inputs: readonly number[];
}

/**
 * A model with branches: its layers by name, and the steps in which they are called. `forward` takes the inputs in the order
 * of the file and returns the one output.
 */
export class Graph extends Module {
  /** The layers by name. */
  readonly layers: Readonly<Record<string, Module>>;
  /** The calls, in order. */
  readonly steps: readonly Step[];
  /** The number of inputs. */
  readonly inputCount: number;
  /** The position of the output. */
  readonly output: number;

  constructor(layers: Readonly<Record<string, Module>>, steps: readonly Step[], inputCount: number, output: number) {
    super();
    this.layers = layers;
    this.steps = steps;
    this.inputCount = inputCount;
    this.output = output;
  }

  override namedChildren(): [string, Module][] {
    return Object.entries(this.layers);
  }

  forward(...inputs: Tensor[]): Tensor {
    if (inputs.length !== this.inputCount) failRange('Graph', `expected ${this.inputCount} inputs, got ${inputs.length}`);
    return scope(() => {
      const values: Tensor[] = [...inputs];
      for (const { layer, inputs: from } of this.steps) {
        const module = this.layers[layer] as Module & { forward(...inputs: Tensor[]): Tensor };
        values.push(module.forward(...from.map((i) => values[i] as Tensor)));
      }
      return values[this.output] as Tensor;
    });
  }
}
