/** Files that are read in parts: one interface over every source of byte ranges. */
import { failRange, failType, show } from '../errors.ts';
import { bytesOf } from './bytes.ts';

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
  /** The bytes from `begin` to `end` (exclusive), which must lie within the file. */
  read(begin: number, end: number): Promise<Uint8Array>;
}

/** Refuses a part that is shorter or longer than requested. */
function checkPart(fn: string, bytes: Uint8Array, begin: number, end: number): Uint8Array {
  if (bytes.length !== end - begin)
    failRange(fn, `expected ${end - begin} bytes from ${begin} on, got ${bytes.length}; did the file change?`);
  return bytes;
}

function ofBytes(bytes: Uint8Array): Ranges {
  return { size: bytes.length, read: async (begin, end) => bytes.subarray(begin, end) };
}

function ofBlob(fn: string, blob: Blob): Ranges {
  const read = async (begin: number, end: number): Promise<Uint8Array> =>
    checkPart(fn, new Uint8Array(await blob.slice(begin, end).arrayBuffer()), begin, end);
  return { size: blob.size, read };
}

async function ofFile(fn: string, file: FileLike): Promise<Ranges> {
  const size: unknown = file.size ?? (await file.stat?.())?.size;
  if (!Number.isSafeInteger(size) || (size as number) < 0)
    failType(fn, `expected a file with stat() or a size in bytes, got a size of ${show(size)}`);
  const read = async (begin: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(end - begin);
    // a read may return fewer bytes than requested
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, begin + at);
      if (!(bytesRead > 0 && bytesRead <= bytes.length - at)) return checkPart(fn, bytes.subarray(0, at), begin, end);
      at += bytesRead;
    }
    return bytes;
  };
  return { size: size as number, read };
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
  const request = async (begin: number, end: number): Promise<{ bytes: Uint8Array; size: number }> => {
    let response: Response;
    try {
      response = await fetch(address, { headers: { range: `bytes=${begin}-${end - 1}` } });
    } catch (error) {
      throw new Error(`${fn}: fetching ${address} failed: ${(error as Error).message}`, { cause: error });
    }
    try {
      const size = sizeIn(fn, response, begin, address);
      return { bytes: new Uint8Array(await response.arrayBuffer()), size };
    } catch (error) {
      // a server without range support sends the whole file, which may be large
      await response.body?.cancel().catch(() => {});
      throw error;
    }
  };
  const { size } = await request(0, 1);
  const read = async (begin: number, end: number): Promise<Uint8Array> => {
    if (begin === end) return new Uint8Array();
    const part = await request(begin, end);
    if (part.size !== size) failRange(fn, `expected a file of ${size} bytes, got one of ${part.size}; it changed meanwhile`);
    return checkPart(fn, part.bytes, begin, end);
  };
  return { size, read };
}

/** Reads byte ranges from any source. @throws {TypeError} for anything that is not a source. */
export async function rangesOf(fn: string, source: unknown): Promise<Ranges> {
  if (typeof source === 'string' || source instanceof URL) return ofAddress(fn, String(source));
  if (source instanceof Blob) return ofBlob(fn, source);
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return ofBytes(bytesOf(fn, source));
  if (typeof source === 'object' && source !== null && 'read' in source && typeof source.read === 'function')
    return ofFile(fn, source as FileLike);
  failType(fn, `expected a Blob, an address, an open file or bytes, got ${show(source)}`);
}
