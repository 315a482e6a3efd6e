/** The interface through which steps of a trace write their nodes. */
import type { Calls } from '../calls.ts';
import type { DType } from '../core.ts';
import { failType } from '../errors.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Attributes } from './graph.ts';
import type { Step } from './trace.ts';

/** A graph under construction; every method returns the name of a value. */
export interface Builder {
  node(op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** A node with several outputs, by number; equal nodes are written once. */
  output(number: number, of: number, op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** The value of a tensor in the graph, converted if another type is given. */
  value(t: Tensor, dtype?: DType): string;
  /** A value of the graph, converted to a type. */
  cast(name: string, dtype: DType): string;
  /** A scalar; by default float32. */
  number(x: number, dtype?: DType): string;
  /** A vector of int64, as a parameter of a node. */
  integers(values: readonly number[]): string;
  /** A tensor of float32 ones, for a scale that the model does not have. */
  ones(shape: Shape): string;
  /** The int32 numbers 0 … n − 1. */
  range(n: number): string;
  /** The shape that `from` becomes; sizes that depend on the batch remain open. */
  shape(kind: 'reshape' | 'expand', from: Shape, to: Shape): string;
}

/** Writes the nodes of a step and returns the name of its result. */
export type Conversion<How = unknown> = (g: Builder, step: Step<How>) => string;

/** Conversions by the name that an op reports. */
export type Conversions = { readonly [K in keyof Calls]?: Conversion<Calls[K]> };

/** Throws for a step that ONNX cannot express or that this export does not support. */
export const refuse = (step: Pick<Step, 'op'>, what = ''): never =>
  failType(
    'toOnnx',
    `expected ops that the export supports, got ${step.op}${what && ` ${what}`}; leave it out of the model's forward`,
  );

/** The step's first input, by default in the type of its result. */
export const input = (g: Builder, { inputs, out }: Step, dtype: DType = out.dtype): string => g.value(inputs[0] as Tensor, dtype);

/** The step's inputs, in the type of its result. */
export const allInputs = (g: Builder, { inputs, out }: Step): string[] => inputs.map((t) => g.value(t, out.dtype));

export const inputShape = ({ inputs }: Step): Shape => (inputs[0] as Tensor).shape;
