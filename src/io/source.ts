/** Files that are read in parts: one interface over every source of byte ranges. */
import { failRange, failType, show } from '../errors.ts';
import { bytesOf, isFileBytes, rangeOf } from './bytes.ts';

/** An open file as Node's `fs.promises.open` returns it, or anything like it; `size` stands in for `stat`. */
export interface FileLike {
  /** Reads up to `length` bytes at `position` into `buffer` at `offset`; returns how many were read. */
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  /** Returns the size of the file. */
  stat?(): Promise<{ size: number }>;
  /** The file's size in bytes. */
  size?: number;
}

/**
 * Where a file's bytes come from: a `Blob` or `File`, the address of a server that answers range requests, an open file of
 * Node, or all the bytes.
 */
export type Source = Blob | URL | string | FileLike | Uint8Array | ArrayBuffer;

/** Bytes by range. */
export interface Ranges {
  readonly size: number;
  /** The bytes from `begin` to `end` (exclusive), which must lie within the file, for the function `fn`. */
  read(fn: string, begin: number, end: number): Promise<Uint8Array>;
}

/** Refuses a part that is shorter or longer than requested. */
function checkPart(fn: string, bytes: Uint8Array, begin: number, end: number): Uint8Array {
  if (bytes.length !== end - begin)
    failRange(fn, `expected ${end - begin} bytes from ${begin} on, got ${bytes.length}; did the file change?`);
  return bytes;
}

const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;

/** Bytes to read into. A header can claim more than any array holds. */
function room(fn: string, length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw new RangeError(`${fn}: expected room for ${length} bytes, got none; is it too large a tensor?`, { cause });
  }
}

function ofBytes(bytes: Uint8Array): Ranges {
  return { size: bytes.length, read: async (fn, begin, end) => rangeOf(fn, bytes, begin, end) };
}

function ofBlob(blob: Blob): Ranges {
  const read = async (fn: string, begin: number, end: number): Promise<Uint8Array> =>
    checkPart(fn, new Uint8Array(await blob.slice(begin, end).arrayBuffer()), begin, end);
  return { size: blob.size, read };
}

async function ofFile(fn: string, file: FileLike): Promise<Ranges> {
  const size: unknown = file.size ?? (typeof file.stat === 'function' ? (await file.stat())?.size : undefined);
  if (!isCount(size)) failType(fn, `expected a file with stat() or a size in bytes, got a size of ${show(size)}`);
  const read = async (fn: string, begin: number, end: number): Promise<Uint8Array> => {
    const bytes = room(fn, end - begin);
    // a read may return fewer bytes than requested
    for (let at = 0; at < bytes.length; ) {
      const bytesRead: unknown = (await file.read(bytes, at, bytes.length - at, begin + at))?.bytesRead;
      if (!isCount(bytesRead) || bytesRead === 0 || bytesRead > bytes.length - at)
        return checkPart(fn, bytes.subarray(0, at), begin, end);
      at += bytesRead;
    }
    return bytes;
  };
  return { size, read };
}

/** The size of the file, from the response to a range request. */
function sizeIn(fn: string, response: Response, begin: number, address: string): number {
  const [, first, size] = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (response.status !== 206 || Number(first) !== begin)
    failRange(
      fn,
      `expected ${address} to answer range requests, got status ${response.status}; fetch the whole file and pass its bytes, or a Blob`,
    );
  return Number(size);
}

async function ofAddress(fn: string, address: string): Promise<Ranges> {
  const request = async (fn: string, begin: number, end: number): Promise<{ bytes: Uint8Array; size: number }> => {
    const fail = (cause: unknown): never => {
      throw new Error(`${fn}: fetching ${address} failed: ${(cause as Error).message}`, { cause });
    };
    const response = await fetch(address, { headers: { range: `bytes=${begin}-${end - 1}` } }).catch(fail);
    try {
      const size = sizeIn(fn, response, begin, address);
      return { bytes: new Uint8Array(await response.arrayBuffer().catch(fail)), size };
    } catch (error) {
      // a server without range support sends the whole file, which may be large
      await response.body?.cancel().catch(() => {});
      throw error;
    }
  };
  const { size } = await request(fn, 0, 1);
  const read = async (fn: string, begin: number, end: number): Promise<Uint8Array> => {
    if (begin === end) return new Uint8Array();
    const part = await request(fn, begin, end);
    if (part.size !== size) failRange(fn, `expected a file of ${size} bytes, got one of ${part.size}; it changed meanwhile`);
    return checkPart(fn, part.bytes, begin, end);
  };
  return { size, read };
}

/** Reads byte ranges from any source. @throws {TypeError} for anything that is not a source. */
export async function rangesOf(fn: string, source: unknown): Promise<Ranges> {
  if (typeof source === 'string' || source instanceof URL) return ofAddress(fn, String(source));
  if (source instanceof Blob) return ofBlob(source);
  if (isFileBytes(source)) return ofBytes(bytesOf(fn, source));
  if (typeof source === 'object' && source !== null && 'read' in source && typeof source.read === 'function')
    return ofFile(fn, source as FileLike);
  failType(fn, `expected a Blob, an address, an open file or bytes, got ${show(source)}`);
}
