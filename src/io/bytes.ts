/** The bytes of a file, in any form that a caller may pass. */
import { failType, show } from '../errors.ts';

/** The forms in which a file's bytes are accepted. A Node `Buffer` is a Uint8Array. */
export type FileBytes = Uint8Array | ArrayBuffer;

/** A plain array on the bytes: slices of a `Buffer` are not copies, and shared memory cannot be decoded as text. @throws {TypeError} */
export function bytesOf(fn: string, file: unknown): Uint8Array<ArrayBuffer> {
  if (file instanceof ArrayBuffer) return new Uint8Array(file);
  if (!(file instanceof Uint8Array)) failType(fn, `expected a Uint8Array or an ArrayBuffer, got ${show(file)}`);
  return file.buffer instanceof ArrayBuffer
    ? new Uint8Array(file.buffer, file.byteOffset, file.byteLength)
    : new Uint8Array(file);
}
