/** An ONNX graph (onnx/onnx.proto), which is nodes that connect named values, and constants; and its encoding. */
import type { Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { bytes, float, int, ints, join, type Message, nested, text } from './protobuf.ts';

/** Numbers or lists of integers; the name of an attribute tells whether its number is a float. */
export type Attributes = Readonly<Record<string, number | readonly number[]>>;

export interface OnnxNode {
  op: string;
  inputs: readonly string[];
  output: string;
  attributes: Attributes;
}

/** float32, int32 or int64 elements stored in the file. */
export interface Constant {
  name: string;
  shape: Shape;
  data: Tensor | Float32Array | readonly number[];
}

/** Sizes by dim; a name where the size is open. */
export interface Value {
  name: string;
  type: keyof typeof TYPES;
  shape: readonly (number | string)[];
}

export interface Graph {
  nodes: readonly OnnxNode[];
  constants: readonly Constant[];
  input: Value;
  output: Value;
}

const TYPES = { float32: 1, int32: 6, int64: 7 };
const FLOAT_ATTRIBUTES = ['alpha', 'beta', 'epsilon'];
/** AttributeProto.AttributeType */
const FLOAT = 1;
const INT = 2;
const INTS = 7;

/** The version of the operator set, which runtimes since 2022 support, and the file format that goes with it. */
const OPSET = 17;
const IR_VERSION = 8;

function attribute(name: string, value: number | readonly number[]): Message {
  if (typeof value !== 'number') return nested(5, [text(1, name), ints(8, value), int(20, INTS)]);
  return FLOAT_ATTRIBUTES.includes(name)
    ? nested(5, [text(1, name), float(2, value), int(20, FLOAT)])
    : nested(5, [text(1, name), int(3, value), int(20, INT)]);
}

const node = ({ op, inputs, output, attributes }: OnnxNode): Message =>
  nested(1, [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(3, output),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  ]);

/** Elements in row-major order, little-endian, which is how the linear memory has them too. */
function constant({ name, shape, data }: Constant): Message {
  const array =
    data instanceof Tensor ? data.toTypedArray() : data instanceof Float32Array ? data : BigInt64Array.from(data, BigInt);
  const type = array instanceof Float32Array ? TYPES.float32 : array instanceof Int32Array ? TYPES.int32 : TYPES.int64;
  const raw = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return nested(5, [ints(1, shape), int(2, type), text(8, name), bytes(9, raw)]);
}

const value = (field: number, { name, type, shape }: Value): Message => {
  const sizes = shape.map((size) => nested(1, [typeof size === 'number' ? int(1, size) : text(2, size)]));
  return nested(field, [text(1, name), nested(2, [nested(1, [int(1, TYPES[type]), nested(2, sizes)])])]);
};

/** The bytes of a model file. */
export const encodeModel = ({ nodes, constants, input, output }: Graph): Uint8Array<ArrayBuffer> =>
  join([
    int(1, IR_VERSION),
    text(2, 'rushlight'),
    nested(7, [...nodes.map(node), text(2, 'model'), ...constants.map(constant), value(11, input), value(12, output)]),
    nested(8, [int(2, OPSET)]),
  ]);
