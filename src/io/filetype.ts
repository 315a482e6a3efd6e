/** The element types of files, and which of ours holds each. */
import type { DType } from '../core.ts';

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
