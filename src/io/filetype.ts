/** The element types of files, and the dtype that each is read as. */
import type { DType } from '../core.ts';

/** The size in bytes of an element, for each type that can be read. */
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

/** The type that each dtype is written as. */
export const WRITTEN = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const;

/** The dtype that an element type is read as. */
export const dtypeOf = (type: FileType): DType => (type === 'BOOL' ? 'bool' : type.includes('F') ? 'float32' : 'int32');
