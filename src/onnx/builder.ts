/** How a step of a trace becomes nodes, and the interface that it writes them to. */
import { failType } from '../errors.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Attributes } from './graph.ts';
import type { Step } from './trace.ts';

/** A graph under construction; every method returns the name of a value. */
export interface Builder {
  node(op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** The value that stands for a float32 tensor in the graph. */
  value(t: Tensor): string;
  /** The value that stands for a tensor of indices. */
  indices(t: Tensor): string;
  /** A float32 scalar. */
  number(x: number): string;
  /** A vector of int64. */
  integers(values: readonly number[]): string;
  /** A tensor of float32 ones, for a scale that the model does not have. */
  ones(shape: Shape): string;
  /** The shape that `from` becomes; sizes that depend on the batch stay open. */
  shape(kind: 'reshape' | 'expand', from: Shape, to: Shape): string;
}

/** Writes the nodes of a step and returns the name of its result. */
export type Conversion = (g: Builder, step: Step) => string;

/** Throws for a step that ONNX cannot express or that this export does not support. */
export const refuse = (step: Step, what = ''): never =>
  failType(
    'toOnnx',
    `expected ops that the export supports, got ${step.op}${what && ` ${what}`}; leave it out of the model's forward`,
  );

/** The step's first input. */
export const input = (g: Builder, { inputs }: Step): string => g.value(inputs[0] as Tensor);

export const inputShape = ({ inputs }: Step): Shape => (inputs[0] as Tensor).shape;
