/** Reads the zip in which Teachable Machine saves a model. */
import { failRange, isBytes, show } from '../errors.ts';
import { bytesOf, type FileBytes, isFileBytes } from '../io/bytes.ts';
import { crc32 } from '../io/torch/crc32.ts';
import { takes } from '../options.ts';
import { inflate } from './inflate.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;
/** The maximum size of an archive's contents. */
const LARGEST = 2 ** 31 - 1;

/** The parts of a zipped model. */
export interface TfjsZip {
  /** The text of `model.json`. */
  modelJson: string;
  /** The binary files by name, without folders. */
  weights: Record<string, Uint8Array<ArrayBuffer>>;
  /** `metadata.json`, with the labels of the classes, or null. */
  metadata: unknown;
}

/** Whether these are the bytes of a zip. */
export const isZip = (value: unknown): value is FileBytes => {
  if (!isFileBytes(value)) return false;
  const head = isBytes(value) ? value : new Uint8Array(value);
  return head.length > 3 && head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
};

interface Entry {
  name: string;
  method: number;
  crc: number;
  stored: number;
  size: number;
  at: number;
}

/** A view that refuses the file on reads beyond the end. */
function viewOf(fn: string, bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const within = (at: number, n: number): number =>
    at >= 0 && at + n <= bytes.length
      ? at
      : failRange(fn, `expected ${n} bytes at ${at}, got a file of ${bytes.length}; it is truncated`);
  return {
    u16: (at: number) => view.getUint16(within(at, 2), true),
    u32: (at: number) => view.getUint32(within(at, 4), true),
    take: (at: number, n: number) => bytes.subarray(within(at, n), at + n),
  };
}

/** The zip's directory. */
function entriesOf(fn: string, bytes: Uint8Array): Entry[] {
  const { u16, u32, take } = viewOf(fn, bytes);
  let end = bytes.length - 22;
  while (end >= 0 && end >= bytes.length - 22 - 65535 && !(u32(end) === END && u16(end + 20) === bytes.length - 22 - end)) end--;
  if (end < 0 || u32(end) !== END)
    failRange(fn, "expected the zip file's directory at its end, got none; it is truncated or damaged");
  const count = u16(end + 10);
  const entries: Entry[] = [];
  let at = u32(end + 16);
  for (let i = 0; i < count; i++) {
    if (u32(at) !== CENTRAL) failRange(fn, `expected an entry of the zip directory at ${at}, got other bytes`);
    const [flags, method] = [u16(at + 8), u16(at + 10)];
    const nameBytes = u16(at + 28);
    const name = new TextDecoder().decode(take(at + 46, nameBytes));
    if (flags & 1) failRange(fn, `expected entries that are not encrypted, got ${show(name)}`);
    entries.push({ name, method, crc: u32(at + 16), stored: u32(at + 20), size: u32(at + 24), at: u32(at + 42) });
    at += 46 + nameBytes + u16(at + 30) + u16(at + 32);
  }
  return entries;
}

function dataOf(fn: string, bytes: Uint8Array, { name, method, crc, stored, size, at }: Entry): Uint8Array<ArrayBuffer> {
  const { u16, u32, take } = viewOf(fn, bytes);
  if (u32(at) !== LOCAL) failRange(fn, `expected ${show(name)} at ${at}, got other bytes`);
  const data = take(at + 30 + u16(at + 26) + u16(at + 28), stored);
  if (method !== STORED && method !== DEFLATED) failRange(fn, `expected ${show(name)} stored or deflated, got method ${method}`);
  if (method === STORED && stored !== size) failRange(fn, `expected ${size} bytes of ${show(name)}, got ${stored}`);
  const whole =
    method === STORED
      ? new Uint8Array(data)
      : (inflate(data, size) ?? failRange(fn, `expected ${show(name)} deflated, got other bytes`));
  if (crc32(whole) !== crc) failRange(fn, `expected ${show(name)} with its checksum, got other bytes; the file is damaged`);
  return whole;
}

/** The parts of a zip, for the function `fn`. */
export function partsOf(fn: string, zip: FileBytes): TfjsZip {
  const bytes = bytesOf(fn, zip);
  const wanted = entriesOf(fn, bytes).filter(({ name }) => /\.(json|bin)$/.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(name));
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > LARGEST) failRange(fn, `expected at most ${LARGEST} bytes, got ${total}`);
  const files = new Map<string, Entry>();
  for (const entry of wanted) {
    const name = entry.name.replace(/^.*\//, '');
    if (files.has(name)) failRange(fn, `expected each file once, got ${show(name)} twice`);
    files.set(name, entry);
  }
  const text = (name: string): string | null => {
    const entry = files.get(name);
    return entry === undefined ? null : new TextDecoder().decode(dataOf(fn, bytes, entry));
  };
  const modelJson = text('model.json') ?? failRange(fn, `expected a model.json, got ${[...files.keys()].join(', ') || 'none'}`);
  const metadata = text('metadata.json');
  const binary = [...files].filter(([name]) => name.endsWith('.bin'));
  const weights = Object.fromEntries(binary.map(([name, entry]) => [name, dataOf(fn, bytes, entry)]));
  try {
    return { modelJson, weights, metadata: metadata === null ? null : (JSON.parse(metadata) as unknown) };
  } catch {
    return failRange(fn, 'expected metadata.json to be JSON, got other text');
  }
}

/**
 * The parts of a zip with `model.json`, binary files and possibly `metadata.json`, as saved by Teachable Machine. Entries may be
 * stored or compressed.
 *
 * @throws {TypeError} unless given bytes. @throws {RangeError} for a file that is damaged, or has no `model.json`.
 */
export function unzipTfjs(zip: FileBytes): TfjsZip {
  takes('unzipTfjs', 1, arguments);
  return partsOf('unzipTfjs', zip);
}
