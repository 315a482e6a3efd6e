/** An ONNX graph (onnx/onnx.proto): nodes that connect named values, and constants; and its encoding. */
import type { TensorArray } from '../core.ts';
import type { Shape } from '../shape.ts';
import { bytes, float, int, ints, join, type Message, nested, text } from './protobuf.ts';

/** Numbers, strings, and lists of integers or strings; the attribute's name determines whether a number is a float. */
export type Attributes = Readonly<Record<string, number | string | readonly number[] | readonly string[]>>;

export interface OnnxNode {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: Attributes;
}

/** Elements stored in the file: float32, int32 or bool by the type of the array, int64 in a list. */
export interface Constant {
  name: string;
  shape: Shape;
  data: TensorArray | readonly number[];
}

/** TensorProto.DataType */
export const TYPES = { float32: 1, int32: 6, int64: 7, bool: 9 };

/** Sizes by dim; a name for an open size. */
export interface Value {
  name: string;
  type: keyof typeof TYPES;
  shape: readonly (number | string)[];
}

export interface Graph {
  nodes: readonly OnnxNode[];
  constants: readonly Constant[];
  inputs: readonly Value[];
  outputs: readonly Value[];
}

const FLOAT_ATTRIBUTES = ['alpha', 'beta', 'epsilon', 'bias', 'lambd'];
/** AttributeProto.AttributeType */
const FLOAT = 1;
const INT = 2;
const STRING = 3;
const INTS = 7;
const STRINGS = 8;

/** The version of the operator set, supported by runtimes since 2022, and the matching version of the file format. */
const OPSET = 17;
const IR_VERSION = 8;

function attribute(name: string, value: Attributes[string]): Message {
  if (typeof value === 'string') return nested(5, [text(1, name), text(4, value), int(20, STRING)]);
  if (typeof value !== 'number' && value.some((v) => typeof v === 'string'))
    return nested(5, [text(1, name), ...value.map((v) => text(9, String(v))), int(20, STRINGS)]);
  if (typeof value !== 'number') return nested(5, [text(1, name), ints(8, value as readonly number[]), int(20, INTS)]);
  return FLOAT_ATTRIBUTES.includes(name)
    ? nested(5, [text(1, name), float(2, value), int(20, FLOAT)])
    : nested(5, [text(1, name), int(3, value), int(20, INT)]);
}

const node = ({ op, inputs, outputs, attributes }: OnnxNode): Message =>
  nested(1, [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, outputs[0] as string),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  ]);

const typeOf = (data: TensorArray | BigInt64Array): number => {
  if (data instanceof Float32Array) return TYPES.float32;
  if (data instanceof Int32Array) return TYPES.int32;
  return data instanceof Uint8Array ? TYPES.bool : TYPES.int64;
};

/** Elements in row-major order and little-endian, as in the linear memory. */
function constant({ name, shape, data }: Constant): Message {
  const array = ArrayBuffer.isView(data) ? data : BigInt64Array.from(data, BigInt);
  const raw = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return nested(5, [ints(1, shape), int(2, typeOf(array)), text(8, name), bytes(9, raw)]);
}

const value = (field: number, { name, type, shape }: Value): Message => {
  const sizes = shape.map((size) => nested(1, [typeof size === 'number' ? int(1, size) : text(2, size)]));
  return nested(field, [text(1, name), nested(2, [nested(1, [int(1, TYPES[type]), nested(2, sizes)])])]);
};

/** The bytes of a model file. */
export const encodeModel = ({ nodes, constants, inputs, outputs }: Graph): Uint8Array<ArrayBuffer> =>
  join([
    int(1, IR_VERSION),
    text(2, 'rushlight'),
    nested(7, [
      ...nodes.map(node),
      text(2, 'model'),
      ...constants.map(constant),
      ...inputs.map((v) => value(11, v)),
      ...outputs.map((v) => value(12, v)),
    ]),
    nested(8, [int(2, OPSET)]),
  ]);
