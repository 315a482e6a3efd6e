/** What turns a step of a trace into nodes, and what it writes to. */
import { failType } from '../errors.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Attributes } from './graph.ts';
import type { Step } from './trace.ts';

/** A graph in the making; everything gives the name of a value. */
export interface Builder {
  node(op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** The value that a float32 tensor is in the graph. */
  value(t: Tensor): string;
  /** The value that a tensor of indices is. */
  indices(t: Tensor): string;
  /** A float32 scalar. */
  number(x: number): string;
  /** int64 numbers. */
  integers(values: readonly number[]): string;
  /** float32 ones, for a scale that the model does without. */
  ones(shape: Shape): string;
  /** A shape to bring `from` to; sizes that follow the batch are left open. */
  shape(kind: 'reshape' | 'expand', from: Shape, to: Shape): string;
}

/** Writes a step's nodes; gives the name of its result. */
export type Conversion = (g: Builder, step: Step) => string;

/** Throws for a step that ONNX, or this export, cannot say. */
export const refuse = (step: Step, what = ''): never =>
  failType(
    'toOnnx',
    `expected ops that ONNX export knows, got ${step.op}${what && ` ${what}`}; leave it out of the model's forward`,
  );

/** The step's first input. */
export const input = (g: Builder, { inputs }: Step): string => g.value(inputs[0] as Tensor);

export const inputShape = ({ inputs }: Step): Shape => (inputs[0] as Tensor).shape;
