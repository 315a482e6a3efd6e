/**
 * The header of a safetensors file: 8 bytes of little-endian length, then JSON of name → { dtype, shape, data_offsets }
 * and `__metadata__`, then the elements. Everything in it is checked here, before anything is allocated, by the rules of
 * the format's own reader.
 */
import { failRange, isPlainObject, show } from '../errors.ts';
import { checkShape, numelOf, type Shape } from '../shape.ts';
import { BYTES, type FileType } from './filetype.ts';

/** The largest header that the format allows. */
const MAX_HEADER = 100_000_000;
/** The bytes before the header: its length. */
export const PREFIX = 8;

/** The position, shape and element type of a tensor in the file. */
export interface Entry {
  name: string;
  dtype: FileType;
  shape: Shape;
  /** The range of its bytes, counted from the start of the file. */
  begin: number;
  end: number;
}

export interface Header {
  /** Sorted by position in the file. */
  entries: Entry[];
  metadata: Record<string, string>;
}

/** The length of the header, from the file's first bytes and the file's size. */
export function readLength(fn: string, first: Uint8Array, size: number): number {
  if (size < PREFIX) failRange(fn, `expected at least the 8 bytes of the header's length, got ${size}`);
  const length = Number(new DataView(first.buffer, first.byteOffset).getBigUint64(0, true));
  if (length > MAX_HEADER)
    failRange(fn, `expected a header of at most ${MAX_HEADER} bytes, got ${length}; is it a safetensors file?`);
  if (PREFIX + length > size)
    failRange(fn, `expected a header of ${length} bytes, got a file that ends after ${size - PREFIX}; it is truncated`);
  return length;
}

/** Reads and checks the header of a file of `size` bytes. @throws {RangeError} for anything that the format does not allow. */
export function readHeader(fn: string, bytes: Uint8Array, size: number): Header {
  const metadata: Record<string, string> = Object.create(null);
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(parse(fn, bytes))) {
    if (name === '__metadata__') Object.assign(metadata, value === null ? {} : checkMetadata(fn, value));
    else entries.push(readEntry(fn, name, value, PREFIX + bytes.length));
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = PREFIX + bytes.length;
  for (const entry of entries) {
    if (entry.begin !== end)
      failRange(fn, `expected bytes without ${entry.begin < end ? 'overlaps' : 'gaps'}, got one before ${show(entry.name)}`);
    end = entry.end;
  }
  if (end !== size)
    failRange(
      fn,
      `expected a file of ${end} bytes, got ${size}; it ${end > size ? 'is truncated' : 'has bytes that no tensor owns'}`,
    );
  return { entries, metadata };
}

/** Refuses text with half of a surrogate pair, which has no UTF-8: other readers would refuse the file. */
export function checkText(fn: string, text: string, where = ''): void {
  if (/\p{Surrogate}/u.test(text)) failRange(fn, `expected text of whole characters, got ${show(text)}${where}`);
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

function parse(fn: string, bytes: Uint8Array): Record<string, unknown> {
  let text = '';
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (error) {
    failRange(fn, `expected a header of JSON in UTF-8, got other bytes (${(error as Error).message})`);
  }
  if (!isRecord(header)) failRange(fn, `expected a header that is a JSON object, got ${show(header)}`);
  refuseRepeated(fn, text);
  return header;
}

const FIELDS = ['dtype', 'shape', 'data_offsets'];

/**
 * If a name is repeated, the last one counts, as in JSON.parse; the fields of an entry and `__metadata__` may not be repeated.
 * `text` is known to be valid JSON.
 */
function refuseRepeated(fn: string, text: string): void {
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;
  let depth = 0;
  let name = '';
  let hasMetadata = false;
  let fields = new Set<string>();
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, colon] = match;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    else if (colon !== undefined && depth <= 2) {
      const key = JSON.parse(found.slice(0, found.lastIndexOf('"') + 1)) as string;
      if (depth === 1) {
        if (hasMetadata && key === '__metadata__') failRange(fn, `expected each key once, got '__metadata__' twice`);
        hasMetadata ||= key === '__metadata__';
        name = key;
        fields = new Set();
      } else if (name !== '__metadata__' && FIELDS.includes(key)) {
        if (fields.has(key)) failRange(fn, `expected each key once, got ${show(key)} twice in ${show(name)}`);
        fields.add(key);
      }
    }
  }
}

const isSize = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;

function readEntry(fn: string, name: string, value: unknown, start: number): Entry {
  const what = show(name);
  // the reference reader accepts the three fields as an array, too
  const inOrder = Array.isArray(value) && value.length === FIELDS.length;
  const fields: unknown = inOrder ? Object.fromEntries(FIELDS.map((field, i) => [field, value[i]])) : value;
  if (!isRecord(fields)) failRange(fn, `expected ${what} to have { dtype, shape, data_offsets }, got ${show(value)}`);
  const { dtype, shape, data_offsets: offsets } = fields;
  if (typeof dtype !== 'string' || !Object.hasOwn(BYTES, dtype)) {
    failRange(fn, `expected ${what} of dtype ${Object.keys(BYTES).join(', ')}, got ${show(dtype)}`);
  }
  if (!Array.isArray(shape) || !shape.every(isSize))
    failRange(fn, `expected ${what} to have a shape of sizes, got ${show(shape)}`);
  if (
    !Array.isArray(offsets) ||
    offsets.length !== 2 ||
    !offsets.every(isSize) ||
    (offsets[0] as number) > (offsets[1] as number)
  )
    failRange(fn, `expected ${what} to have data_offsets of [begin, end], got ${show(offsets)}`);
  const [begin, end] = offsets as [number, number];
  const size = numelOf(shape as number[]) * BYTES[dtype as FileType];
  if (end - begin !== size)
    failRange(fn, `expected ${size} bytes for ${what} of shape ${show(shape)} and dtype ${dtype}, got ${end - begin}`);
  checkShape(fn, shape);
  return { name, dtype: dtype as FileType, shape: shape as number[], begin: start + begin, end: start + end };
}
