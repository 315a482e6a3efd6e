/** The element types of safetensors files: which of ours holds each, and its values read exactly or not at all. */
import type { DType } from '../core.ts';
import { failRange, show } from '../errors.ts';

/** Bytes of an element of each type that can be read. */
export const BYTES = {
  F32: 4,
  I32: 4,
  BOOL: 1,
  F16: 2,
  BF16: 2,
  F64: 8,
  I64: 8,
  I16: 2,
  I8: 1,
  U8: 1,
  U16: 2,
  U32: 4,
  U64: 8,
  F8_E4M3: 1,
  F8_E5M2: 1,
} as const;

/** A type that can be read. */
export type FileType = keyof typeof BYTES;

/** How each of our types is written. */
export const WRITTEN = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const;

/** Which of our types an element becomes. */
export const dtypeOf = (type: FileType): DType => (type === 'BOOL' ? 'bool' : type.includes('F') ? 'float32' : 'int32');

/** The bits of 1 as float32, with a half's exponent counted from 15 instead of 127. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** An 8-bit float of 4 exponent bits and 3 of fraction, without infinities (Micikevicius and others, 2022). */
function e4m3(bits: number): number {
  const sign = bits & 0x80 ? -1 : 1;
  const exponent = (bits >> 3) & 15;
  const fraction = bits & 7;
  if (exponent === 15 && fraction === 7) return NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -9 : (8 + fraction) * 2 ** (exponent - 10));
}

const WORD = /* @__PURE__ */ new DataView(new ArrayBuffer(4));

function brain(bits: number): number {
  WORD.setUint16(2, bits, true);
  return WORD.getFloat32(0, true);
}

function readerOf(view: DataView, type: FileType): (at: number) => number | bigint {
  switch (type) {
    case 'F16':
      return (at) => half(view.getUint16(at, true));
    case 'BF16':
      return (at) => brain(view.getUint16(at, true));
    case 'F64':
      return (at) => view.getFloat64(at, true);
    case 'I64':
      return (at) => view.getBigInt64(at, true);
    case 'U64':
      return (at) => view.getBigUint64(at, true);
    case 'F8_E4M3':
      return (at) => e4m3(view.getUint8(at));
    case 'F8_E5M2':
      // the upper half of a half
      return (at) => half(view.getUint8(at) << 8);
    case 'F32':
      return (at) => view.getFloat32(at, true);
    case 'I32':
      return (at) => view.getInt32(at, true);
    case 'I16':
      return (at) => view.getInt16(at, true);
    case 'I8':
      return (at) => view.getInt8(at);
    case 'U16':
      return (at) => view.getUint16(at, true);
    case 'U32':
      return (at) => view.getUint32(at, true);
    default:
      return (at) => view.getUint8(at);
  }
}

const MISFIT: Partial<Record<FileType, string>> = {
  F64: 'F64 values that float32 holds exactly',
  I64: 'I64 values that int32 holds',
  U32: 'U32 values that int32 holds',
  U64: 'U64 values that int32 holds',
};

/** Whether our type holds the value as it is. */
function fits(value: number | bigint, type: FileType): boolean {
  if (type === 'BOOL') return true;
  if (type === 'F64') return Object.is(Math.fround(value as number), value);
  return dtypeOf(type) === 'float32' || (value >= -(2 ** 31) && value < 2 ** 31);
}

/**
 * Calls `visit` with each element as a number; bools as 0 or 1.
 * @throws {RangeError} at one that our type cannot hold exactly, unless it is to be rounded.
 */
export function forEachValue(
  name: string,
  bytes: Uint8Array,
  type: FileType,
  rounded: boolean,
  visit: (value: number, i: number) => void,
): void {
  const read = readerOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), type);
  const n = bytes.length / BYTES[type];
  for (let i = 0; i < n; i++) {
    const value = read(i * BYTES[type]);
    if (!rounded && !fits(value, type)) {
      failRange(
        'loadSafetensors',
        `expected ${MISFIT[type]} in ${show(name)}, got ${value} at ${i}; pass { cast: 'float32' } to round`,
      );
    }
    visit(type === 'BOOL' ? Number(value !== 0) : Number(value), i);
  }
}
