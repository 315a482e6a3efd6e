/**
 * The part of the Protocol Buffers encoding that a model file needs (protobuf.dev/programming-guides/encoding): a field is its
 * number and wire type, followed by a varint, four bytes, or a length and that many bytes.
 */

import { checkText } from '../io/header.ts';

/** An encoded message, in pieces that are joined only once, at the end, so that weights are copied only then. */
export type Message = readonly Uint8Array[];

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FOUR_BYTES = 5;

/** A 64-bit integer in groups of seven bits, lowest first; negative numbers in two's complement. */
function varint(value: number): number[] {
  const groups: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) groups.push(Number(rest & 127n) | 128);
  groups.push(Number(rest));
  return groups;
}

const head = (field: number, wireType: number): number[] => varint(field * 8 + wireType);

const lengthOf = (message: Message): number => message.reduce((sum, piece) => sum + piece.length, 0);

/** A field that is itself a message: its length in bytes, followed by them. */
export const nested = (field: number, fields: readonly Message[]): Message => {
  const content = fields.flat();
  return [Uint8Array.from([...head(field, LENGTH_DELIMITED), ...varint(lengthOf(content))]), ...content];
};

export const bytes = (field: number, value: Uint8Array): Message => nested(field, [[value]]);

/** @throws {RangeError} for half of a surrogate pair, which would silently become another character. */
export function text(field: number, value: string): Message {
  checkText('toOnnx', value);
  return bytes(field, new TextEncoder().encode(value));
}

export const int = (field: number, value: number): Message => [Uint8Array.from([...head(field, VARINT), ...varint(value)])];

/** A packed list of integers. */
export const ints = (field: number, values: readonly number[]): Message => bytes(field, Uint8Array.from(values.flatMap(varint)));

export function float(field: number, value: number): Message {
  const encoded = new DataView(new ArrayBuffer(4));
  encoded.setFloat32(0, value, true);
  return [Uint8Array.from([...head(field, FOUR_BYTES), ...new Uint8Array(encoded.buffer)])];
}

/** The bytes of a whole file. */
export function join(fields: readonly Message[]): Uint8Array<ArrayBuffer> {
  const message = fields.flat();
  const out = new Uint8Array(lengthOf(message));
  let at = 0;
  for (const piece of message) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
