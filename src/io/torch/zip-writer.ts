/** Zip files as PyTorch writes them: stored entries under one root, their data at multiples of 64 bytes. */
import { failRange } from '../../errors.ts';
import { crc32 } from './crc32.ts';

const ROOT = 'archive';
const ALIGNMENT = 64;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** The field of padding, 'FB', and what it is filled with. */
const PADDING = 0x4246;
const FILLER = 0x5a;
/** Names are UTF-8. */
const UTF8 = 0x800;
/** 1 January 1980, the first day that a zip file knows: the same value gives the same bytes. */
const DAY = 33;
const MAX_BYTES = 2 ** 32 - 1;
const MAX_ENTRIES = 65534;

/** What an entry holds; `write` fills in its bytes, so that no copy of them is made. */
export interface ZipEntry {
  name: string;
  size: number;
  write: (into: Uint8Array) => void;
}

interface Placed extends ZipEntry {
  label: Uint8Array;
  local: number;
  data: number;
}

/** The name, and where the entry and its data begin. A field of padding takes 4 bytes at least. */
function place(entry: ZipEntry, local: number): Placed {
  const label = new TextEncoder().encode(`${ROOT}/${entry.name}`);
  const least = local + LOCAL_BYTES + label.length + 4;
  return { ...entry, label, local, data: Math.ceil(least / ALIGNMENT) * ALIGNMENT };
}

/** The bytes of a zip file. @throws {RangeError} for more than 4 GiB, or more entries than a zip file has. */
export function writeZip(fn: string, entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const placed: Placed[] = [];
  let at = 0;
  for (const entry of entries) {
    const next = place(entry, at);
    placed.push(next);
    at = next.data + next.size;
  }
  const directory = at;
  const end = placed.reduce((sum, { label }) => sum + CENTRAL_BYTES + label.length, directory);
  if (end + END_BYTES > MAX_BYTES || placed.length > MAX_ENTRIES)
    failRange(
      fn,
      `expected at most ${MAX_ENTRIES} entries in 4 GiB, got ${placed.length} in ${end + END_BYTES} bytes; save parts in files of their own`,
    );
  const bytes = new Uint8Array(end + END_BYTES);
  const view = new DataView(bytes.buffer);
  let central = directory;
  for (const { size, write, label, local, data } of placed) {
    write(bytes.subarray(data, data + size));
    const crc = crc32(bytes.subarray(data, data + size));
    // what both headers have: flags, method, time, day, checksum, sizes, length of the name
    const common = (start: number): void => {
      view.setUint16(start, UTF8, true);
      view.setUint16(start + 6, DAY, true);
      view.setUint32(start + 8, crc, true);
      view.setUint32(start + 12, size, true);
      view.setUint32(start + 16, size, true);
      view.setUint16(start + 20, label.length, true);
    };
    view.setUint32(local, 0x04034b50, true);
    common(local + 6);
    const extra = local + LOCAL_BYTES + label.length;
    view.setUint16(local + 28, data - extra, true);
    bytes.set(label, local + LOCAL_BYTES);
    view.setUint16(extra, PADDING, true);
    view.setUint16(extra + 2, data - extra - 4, true);
    bytes.fill(FILLER, extra + 4, data);
    view.setUint32(central, 0x02014b50, true);
    common(central + 8);
    view.setUint32(central + 42, local, true);
    bytes.set(label, central + CENTRAL_BYTES);
    central += CENTRAL_BYTES + label.length;
  }
  view.setUint32(end, 0x06054b50, true);
  view.setUint16(end + 8, placed.length, true);
  view.setUint16(end + 10, placed.length, true);
  view.setUint32(end + 12, end - directory, true);
  view.setUint32(end + 16, directory, true);
  return bytes;
}
