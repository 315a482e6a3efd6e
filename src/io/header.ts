/**
 * The header of a safetensors file: 8 bytes of little-endian length, then JSON of name → { dtype, shape, data_offsets }
 * and `__metadata__`, then the elements. Everything in it is checked here, before anything is allocated.
 */
import { failRange, isPlainObject, show } from '../errors.ts';
import { numelOf, type Shape } from '../shape.ts';
import { BYTES, type FileType } from './filetype.ts';

const FN = 'loadSafetensors';
/** The format's limit on headers. */
const MAX_HEADER = 100_000_000;

/** Where a tensor lies in the file, and what its elements are. */
export interface Entry {
  name: string;
  dtype: FileType;
  shape: Shape;
  /** Its bytes, counted from the start of the file. */
  begin: number;
  end: number;
}

export interface Header {
  /** In the order of their bytes. */
  entries: Entry[];
  metadata: Record<string, string>;
}

/** Reads and checks the header. @throws {RangeError} for anything that the format does not allow. */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < 8) failRange(FN, `expected at least the 8 bytes of the header's length, got ${bytes.length}`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > MAX_HEADER)
    failRange(FN, `expected a header of at most ${MAX_HEADER} bytes, got ${length}; is it a safetensors file?`);
  if (8 + length > bytes.length)
    failRange(FN, `expected a header of ${length} bytes, got a file that ends after ${bytes.length - 8}; it is truncated`);
  const header = parse(bytes.subarray(8, 8 + length));
  const metadata: Record<string, string> = Object.create(null);
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') Object.assign(metadata, value === null ? {} : checkMetadata(FN, value));
    else entries.push(readEntry(name, value, 8 + length));
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 8 + length;
  for (const entry of entries) {
    if (entry.begin !== end)
      failRange(FN, `expected bytes without ${entry.begin < end ? 'overlaps' : 'gaps'}, got one before ${show(entry.name)}`);
    end = entry.end;
  }
  if (end !== bytes.length)
    failRange(
      FN,
      `expected a file of ${end} bytes, got ${bytes.length}; it ${end > bytes.length ? 'is truncated' : 'has bytes that no tensor owns'}`,
    );
  return { entries, metadata };
}

/** Refuses metadata that is not an object of strings. */
export function checkMetadata(fn: string, value: unknown): Record<string, string> {
  if (!isRecord(value)) failRange(fn, `expected metadata to be an object of strings, got ${show(value)}`);
  for (const [key, text] of Object.entries(value))
    if (typeof text !== 'string')
      failRange(fn, `expected metadata of strings, got ${show(text)} for ${show(key)}; use JSON.stringify`);
  return value as Record<string, string>;
}

export const isRecord: (value: unknown) => value is Record<string, unknown> = isPlainObject;

function parse(bytes: Uint8Array): Record<string, unknown> {
  let text = '';
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (error) {
    failRange(FN, `expected a header of JSON in UTF-8, got other bytes (${(error as Error).message})`);
  }
  if (text[0] !== '{' || !isRecord(header)) failRange(FN, `expected a header that is a JSON object, got ${show(header)}`);
  refuseDuplicates(text);
  return header;
}

/** JSON.parse lets a later key win silently; `text` is known to be valid JSON. */
function refuseDuplicates(text: string): void {
  const open: (Set<string> | null)[] = [];
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, colon] = match;
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(null);
    else if (found === '}' || found === ']') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(found.slice(0, found.lastIndexOf('"') + 1)) as string;
      const keys = open.at(-1) as Set<string>;
      if (keys.has(key)) failRange(FN, `expected each key once, got ${show(key)} twice`);
      if (key === '__proto__') failRange(FN, "expected keys that are plain names, got '__proto__'");
      keys.add(key);
    }
  }
}

const isSize = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;

function readEntry(name: string, value: unknown, start: number): Entry {
  const what = show(name);
  if (!isRecord(value)) failRange(FN, `expected ${what} to have { dtype, shape, data_offsets }, got ${show(value)}`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !Object.hasOwn(BYTES, dtype)) {
    failRange(FN, `expected ${what} of dtype ${Object.keys(BYTES).join(', ')}, got ${show(dtype)}`);
  }
  if (!Array.isArray(shape) || !shape.every(isSize))
    failRange(FN, `expected ${what} to have a shape of sizes, got ${show(shape)}`);
  if (
    !Array.isArray(offsets) ||
    offsets.length !== 2 ||
    !offsets.every(isSize) ||
    (offsets[0] as number) > (offsets[1] as number)
  )
    failRange(FN, `expected ${what} to have data_offsets of [begin, end], got ${show(offsets)}`);
  const [begin, end] = offsets as [number, number];
  const size = numelOf(shape as number[]) * BYTES[dtype as FileType];
  if (end - begin !== size)
    failRange(FN, `expected ${size} bytes for ${what} of shape ${show(shape)} and dtype ${dtype}, got ${end - begin}`);
  return { name, dtype: dtype as FileType, shape: shape as number[], begin: start + begin, end: start + end };
}
