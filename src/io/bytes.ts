/** The bytes of a file, in any form that a caller may pass. */
import { failRange, failType, isBytes, isDetached, show } from '../errors.ts';

/** The forms in which a file's bytes are accepted. A Node `Buffer` is a Uint8Array. */
export type FileBytes = Uint8Array | ArrayBuffer;

/** Whether a value is an ArrayBuffer, of whatever realm, and not a Proxy or child of one. */
export function isBuffer(value: unknown): value is ArrayBuffer {
  try {
    // its getter knows a buffer from anything else
    return typeof value === 'object' && Reflect.get(ArrayBuffer.prototype, 'byteLength', value) >= 0;
  } catch {
    return false;
  }
}

/** Whether a value is bytes in one of these forms. */
export const isFileBytes = (value: unknown): value is FileBytes => isBytes(value) || isBuffer(value);

/** A plain array on the bytes: slices of a `Buffer` are not copies, and shared memory cannot be decoded as text. @throws {TypeError} */
export function bytesOf(fn: string, file: unknown): Uint8Array<ArrayBuffer> {
  if (!isFileBytes(file)) failType(fn, `expected a Uint8Array or an ArrayBuffer, got ${show(file)}`);
  const buffer = isBytes(file) ? file.buffer : file;
  if (isDetached(buffer))
    failType(fn, `expected bytes, got a ${show(file).slice(2)} whose buffer was transferred; send a copy: slice()`);
  if (!isBytes(file) || !(buffer instanceof ArrayBuffer)) return new Uint8Array(file);
  return new Uint8Array(buffer, file.byteOffset, file.byteLength);
}

/** A range of a file's bytes. @throws {RangeError} if their buffer was transferred or made smaller since the header was read. */
export function rangeOf(fn: string, bytes: Uint8Array, begin: number, end: number): Uint8Array {
  if (end > bytes.length)
    failRange(fn, `expected a file of at least ${end} bytes, got ${bytes.length}; was its buffer transferred or resized?`);
  return bytes.subarray(begin, end);
}
