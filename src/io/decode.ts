/** Converts the elements of files. They are read through typed arrays, since a checkpoint can have billions. */
import { heap } from '../../bindings/memory.ts';
import type { Tensor } from '../tensor.ts';
import { BYTES, type FileType } from './filetype.ts';

/** A half-precision float: the exponent bias is 15, and an exponent of 0 means a subnormal number. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** An 8-bit float with 4 exponent bits, 3 fraction bits and no infinities (Micikevicius and others, 2022). */
function e4m3(bits: number): number {
  const sign = bits & 0x80 ? -1 : 1;
  const exponent = (bits >> 3) & 15;
  const fraction = bits & 7;
  if (exponent === 15 && fraction === 7) return NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -9 : (8 + fraction) * 2 ** (exponent - 10));
}

const tables: { F16?: Float32Array; F8_E4M3?: Float32Array; F8_E5M2?: Float32Array } = {};

/** The value of every bit pattern of a small float. */
function tableOf(type: keyof typeof tables): Float32Array {
  // E5M2 is the upper half of a half
  const value = type === 'F16' ? half : type === 'F8_E4M3' ? e4m3 : (bits: number) => half(bits << 8);
  tables[type] ??= Float32Array.from({ length: 256 ** BYTES[type] }, (_, bits) => value(bits));
  return tables[type];
}

/** The bytes, copied if a typed array of this element size cannot begin there. */
const aligned = (bytes: Uint8Array, size: number): Uint8Array => (bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes));

type Elements = Float32Array | Float64Array | Int32Array | Int16Array | Int8Array | Uint32Array | Uint16Array | Uint8Array;

/** The elements as stored in the file; a 64-bit integer takes two words. */
function elementsOf(type: FileType, bytes: Uint8Array): Elements {
  const { buffer, byteOffset, byteLength } = aligned(bytes, Math.min(BYTES[type], type === 'F64' ? 8 : 4));
  switch (type) {
    case 'F32':
      return new Float32Array(buffer, byteOffset, byteLength / 4);
    case 'F64':
      return new Float64Array(buffer, byteOffset, byteLength / 8);
    case 'I32':
    case 'I64':
    case 'U64':
      return new Int32Array(buffer, byteOffset, byteLength / 4);
    case 'U32':
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
    case 'I16':
      return new Int16Array(buffer, byteOffset, byteLength / 2);
    case 'U16':
    case 'F16':
    case 'BF16':
      return new Uint16Array(buffer, byteOffset, byteLength / 2);
    case 'I8':
      return new Int8Array(buffer, byteOffset, byteLength);
    default:
      return new Uint8Array(buffer, byteOffset, byteLength);
  }
}

/** Writes bfloat16 elements, each the upper half of a float32; they are read two at a time. */
function widen(to: Int32Array, from: Uint16Array): void {
  const { buffer, byteOffset } = from.byteOffset % 4 === 0 ? from : from.slice();
  const pairs = new Int32Array(buffer, byteOffset, to.length >>> 1);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i] as number;
    to[2 * i] = pair << 16;
    to[2 * i + 1] = pair & 0xffff0000;
  }
  if (to.length % 2 === 1) to[to.length - 1] = (from[to.length - 1] as number) << 16;
}

/** Writes the elements into a contiguous tensor of the same size, rounded to float32, or as int32 if they are known to fit. */
export function decode(type: FileType, bytes: Uint8Array, t: Tensor): void {
  const from = elementsOf(type, bytes);
  const words = t.dtype === 'float32' ? heap.f32 : heap.i32;
  const { i32, f32 } = heap;
  const at = t.ptr >>> 2;
  const n = t.numel;
  switch (type) {
    case 'BF16':
      widen(i32.subarray(at, at + n), from as Uint16Array);
      return;
    case 'F16':
    case 'F8_E4M3':
    case 'F8_E5M2': {
      const table = tableOf(type);
      for (let i = 0; i < n; i++) f32[at + i] = table[from[i] as number] as number;
      return;
    }
    case 'I64':
    case 'U64':
      for (let i = 0; i < n; i++) {
        const high = from[2 * i + 1] as number;
        words[at + i] = (type === 'I64' ? high : high >>> 0) * 2 ** 32 + ((from[2 * i] as number) >>> 0);
      }
      return;
    case 'BOOL':
      for (let i = 0; i < n; i++) words[at + i] = from[i] === 0 ? 0 : 1;
      return;
    default:
      words.set(from, at);
  }
}

/** Calls `found` with the index of each element that the tensor's type cannot hold exactly, until it returns true. */
export function findMisfits(type: FileType, bytes: Uint8Array, found: (i: number) => boolean): void {
  if (type !== 'F64' && type !== 'I64' && type !== 'U64' && type !== 'U32') return;
  const from = elementsOf(type, bytes);
  const n = bytes.length / BYTES[type];
  for (let i = 0; i < n; i++) {
    const low = from[type === 'I64' || type === 'U64' ? 2 * i : i] as number;
    const fits =
      type === 'F64'
        ? Object.is(Math.fround(low), low)
        : type === 'U32'
          ? low < 2 ** 31
          : from[2 * i + 1] === (type === 'I64' ? low >> 31 : 0) && (type === 'I64' || low >= 0);
    if (!fits && found(i)) return;
  }
}

/** A 64-bit or U32 element as error messages show it. */
export function showElement(type: FileType, bytes: Uint8Array, i: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset + i * BYTES[type], BYTES[type]);
  if (type === 'F64') return String(view.getFloat64(0, true));
  if (type === 'U32') return String(view.getUint32(0, true));
  return String(type === 'I64' ? view.getBigInt64(0, true) : view.getBigUint64(0, true));
}
