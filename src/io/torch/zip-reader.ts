/**
 * A zip file of stored entries under one root, as PyTorch writes them: checked whole before any of it is believed.
 * Sizes beyond 32 bits are read as zip64 has them, which PyTorch uses for every file.
 */
import { show } from '../../errors.ts';
import { crc32 } from './crc32.ts';
import { Reader, refuse, textOf } from './reader.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const END_BYTES = 22;
const MAX_COMMENT = 65535;
/** What a 32-bit field says whose value is in the zip64 field. */
const ELSEWHERE = 0xffffffff;
const ENCRYPTED = 1;
/** The entry's checksum and sizes are after its data, and in the directory. */
const SIZES_BEHIND = 8;

interface Directory {
  count: number;
  begin: number;
  end: number;
}

interface Entry {
  name: string;
  crc: number;
  size: number;
  local: number;
  isStored: boolean;
}

function findEnd(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MAX_COMMENT); at--)
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === bytes.length - END_BYTES - at) return at;
  return refuse("expected the zip file's directory at its end, got none; it is truncated or damaged");
}

/** Where the directory lies. */
function findDirectory(bytes: Uint8Array): Directory {
  const end = findEnd(bytes);
  const r = new Reader(bytes, end + 4);
  if (r.u32() !== 0) refuse('expected one zip file, got a part of several');
  r.skip(2);
  const found = { count: r.u16(), size: r.u32(), begin: r.u32(), end };
  if (end >= 20 && new Reader(bytes, end - 20).u32() === LOCATOR64) {
    const locator = new Reader(bytes, end - 12);
    const at = locator.u64();
    if (at > end - 20) refuse(`expected the zip64 record within the file, got it at ${at}`);
    const wide = new Reader(bytes, at);
    if (wide.u32() !== END64) refuse(`expected a zip64 record at ${at}, got other bytes`);
    wide.skip(20);
    wide.skip(8);
    Object.assign(found, { count: wide.u64(), size: wide.u64(), begin: wide.u64(), end: at });
  }
  if (found.begin + found.size !== found.end)
    refuse(`expected the zip directory's ${found.size} bytes to end at ${found.end}, got them at ${found.begin}`);
  return found;
}

function readEntry(r: Reader): Entry {
  const at = r.at;
  if (r.u32() !== CENTRAL) refuse(`expected an entry of the zip directory at ${at}, got other bytes`);
  r.skip(4);
  const flags = r.u16();
  const method = r.u16();
  r.skip(4);
  const crc = r.u32();
  let stored = r.u32();
  let size = r.u32();
  const [nameBytes, extraBytes, commentBytes] = [r.u16(), r.u16(), r.u16()];
  r.skip(8);
  let local = r.u32();
  const name = r.text(nameBytes);
  const extra = new Reader(r.take(extraBytes));
  r.skip(commentBytes);
  while (extra.bytes.length - extra.at >= 4) {
    const kind = extra.u16();
    const field = new Reader(extra.take(extra.u16()));
    if (kind !== 1) continue;
    if (size === ELSEWHERE) size = field.u64();
    if (stored === ELSEWHERE) stored = field.u64();
    if (local === ELSEWHERE) local = field.u64();
  }
  if (flags & ENCRYPTED) refuse(`expected entries that are not encrypted, got ${show(name)}`);
  return { name, crc, size, local, isStored: method === 0 && stored === size };
}

/** Where an entry's data begins, by its own header, which must agree with the directory. */
function dataOf(bytes: Uint8Array, { name, crc, size, local }: Entry, limit: number): { begin: number; end: number } {
  if (local > limit) refuse(`expected ${show(name)} within the file, got it at ${local}`);
  const r = new Reader(bytes, local);
  if (r.u32() !== LOCAL) refuse(`expected ${show(name)} at ${local}, got other bytes`);
  r.skip(2);
  const flags = r.u16();
  const method = r.u16();
  r.skip(4);
  const own = [r.u32(), r.u32(), r.u32()];
  const [nameBytes, extraBytes] = [r.u16(), r.u16()];
  const agrees = flags & SIZES_BEHIND || (own[0] === crc && own.slice(1).every((n) => n === size || n === ELSEWHERE));
  if (flags & ENCRYPTED || method !== 0 || !agrees || r.text(nameBytes) !== name)
    refuse(`expected ${show(name)} as the zip directory has it, got another entry at ${local}`);
  r.skip(extraBytes);
  if (size > limit - r.at) refuse(`expected ${size} bytes of ${show(name)}, got a file that ends after ${limit - r.at}`);
  return { begin: r.at, end: r.at + size };
}

const isPlain = (part: string): boolean => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part);

/** The data of every entry by its name below the root. */
export function readZip(bytes: Uint8Array): Map<string, Uint8Array> {
  const directory = findDirectory(bytes);
  const r = new Reader(bytes.subarray(0, directory.end), directory.begin);
  const entries: Entry[] = [];
  while (r.at < directory.end) entries.push(readEntry(r));
  if (entries.length !== directory.count) refuse(`expected ${directory.count} entries, got ${entries.length}`);
  // before its code is found to be compressed
  if (entries.some(({ name }) => name.endsWith('/constants.pkl')))
    refuse('expected a file of torch.save, got a TorchScript archive; save its state_dict()');
  const root = entries[0]?.name.split('/', 1)[0];
  const found = new Map<string, Uint8Array>();
  let end = 0;
  for (const entry of entries.sort((a, b) => a.local - b.local)) {
    const parts = entry.name.split('/');
    if (parts.length < 2 || !parts.every(isPlain)) refuse(`expected plain names below a root, got ${show(entry.name)}`);
    if (!entry.isStored) refuse(`expected entries that are stored, got ${show(entry.name)} compressed`);
    if (parts[0] !== root) refuse(`expected entries of one root, got '${root}' and ${show(parts[0])}`);
    const name = entry.name.slice(parts[0]!.length + 1);
    if (found.has(name)) refuse(`expected each entry once, got ${show(entry.name)} twice`);
    if (entry.local < end) refuse(`expected entries that do not overlap, got one before ${show(entry.name)}`);
    const data = dataOf(bytes, entry, directory.begin);
    end = data.end;
    found.set(name, bytes.subarray(data.begin, data.end));
  }
  for (const { name, crc } of entries) {
    const data = found.get(name.slice(name.indexOf('/') + 1)) as Uint8Array;
    if (crc32(data) !== crc) refuse(`expected ${show(name)} with its checksum, got other bytes; the file is damaged`);
  }
  return found;
}

/** An entry's text. */
export const textEntry = (entries: ReadonlyMap<string, Uint8Array>, name: string): string | undefined => {
  const data = entries.get(name);
  return data === undefined ? undefined : textOf(data).trim();
};
