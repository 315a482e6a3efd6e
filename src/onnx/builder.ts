/** How a step of a trace becomes nodes, and the interface that it writes them to. */
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
  /** A node of several outputs, by number; the same node is written once. */
  output(number: number, of: number, op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** The value that stands for a tensor in the graph, brought to another type if one is given that it has not. */
  value(t: Tensor, dtype?: DType): string;
  /** A value of the graph as another type. */
  cast(name: string, dtype: DType): string;
  /** A scalar, float32 unless another type is given. */
  number(x: number, dtype?: DType): string;
  /** A vector of int64, which says how a node works. */
  integers(values: readonly number[]): string;
  /** A tensor of float32 ones, for a scale that the model does not have. */
  ones(shape: Shape): string;
  /** The int32 numbers 0 … n − 1. */
  range(n: number): string;
  /** The shape that `from` becomes; sizes that depend on the batch stay open. */
  shape(kind: 'reshape' | 'expand', from: Shape, to: Shape): string;
}

/** Writes the nodes of a step and returns the name of its result. */
export type Conversion<How = unknown> = (g: Builder, step: Step<How>) => string;

/** Conversions by the name under which an op shows itself. */
export type Conversions = { readonly [K in keyof Calls]?: Conversion<Calls[K]> };

/** Throws for a step that ONNX cannot express or that this export does not support. */
export const refuse = (step: Pick<Step, 'op'>, what = ''): never =>
  failType(
    'toOnnx',
    `expected ops that the export supports, got ${step.op}${what && ` ${what}`}; leave it out of the model's forward`,
  );

/** The step's first input, in the type of its result unless another is given. */
export const input = (g: Builder, { inputs, out }: Step, dtype: DType = out.dtype): string => g.value(inputs[0] as Tensor, dtype);

/** The step's inputs, in the type of its result. */
export const allInputs = (g: Builder, { inputs, out }: Step): string[] => inputs.map((t) => g.value(t, out.dtype));

export const inputShape = ({ inputs }: Step): Shape => (inputs[0] as Tensor).shape;
