/** Where a checkpoint's object and its storages lie: in a zip file, or before PyTorch 1.6 in one stream. */
import { show } from '../../errors.ts';
import { BYTES } from '../filetype.ts';
import { readPickle } from './pickle-reader.ts';
import { Reader, refuse } from './reader.ts';
import { Dict, Global, TorchStorage, Tuple } from './values.ts';
import { readZip, textEntry } from './zip-reader.ts';

export interface Archive {
  /** The object, whose tensors have their storages by key. */
  root: unknown;
  /** The bytes of each storage. */
  storages: ReadonlyMap<string, Uint8Array>;
}

/** What `('storage', class, key, location, numel)` names, with a view of it in the old format; the device does not matter. */
function storagesOf(fields: 5 | 6): { known: Map<string, TorchStorage>; find: (id: unknown) => TorchStorage } {
  const known = new Map<string, TorchStorage>();
  const find = (id: unknown): TorchStorage => {
    const [kind, type, key, location, numel, view = null] = id instanceof Tuple ? id.items : [];
    if (!(id instanceof Tuple) || id.items.length !== fields || kind !== 'storage' || typeof location !== 'string')
      return refuse('expected the name of a storage, got another value');
    const isKnown = type instanceof Global && type.elements !== undefined && typeof key === 'string';
    if (!isKnown || !Number.isSafeInteger(numel) || (numel as number) < 0)
      return refuse('expected a storage of a known type, key and size, got other values');
    if (view !== null) refuse(`expected storages that are whole, got a view of ${show(key)}`);
    const { elements } = type as Global & { elements: TorchStorage['type'] };
    const found = known.get(key as string) ?? new TorchStorage(key as string, elements, numel as number);
    if (found.type !== elements || found.numel !== numel) refuse(`expected one type and size of storage ${show(key)}, got two`);
    known.set(found.key, found);
    return found;
  };
  return { known, find };
}

function readZipArchive(bytes: Uint8Array): Archive {
  const entries = readZip(bytes);
  const pickle = entries.get('data.pkl') ?? refuse("expected an entry 'data.pkl', got none; is it a file of torch.save?");
  if (!/^\d+$/.test(textEntry(entries, 'version') ?? '')) refuse("expected an entry 'version' with a number, got none");
  const order = textEntry(entries, 'byteorder') ?? 'little';
  if (order !== 'little') refuse(`expected little-endian elements, got ${show(order)}`);
  const { find } = storagesOf(5);
  const reader = new Reader(pickle);
  const root = readPickle(reader, find);
  if (reader.at !== pickle.length) refuse(`expected the pickle to end at ${pickle.length}, got its end at ${reader.at}`);
  const storages = new Map<string, Uint8Array>();
  for (const [name, data] of entries) if (name.startsWith('data/')) storages.set(name.slice(5), data);
  return { root, storages };
}

const MAGIC = 0x1950a86a20f9469cfc6cn;
const VERSION = 1001;

const nothingOutside = (): never => refuse("expected the file's preface, got a storage in it");

function readLegacyArchive(bytes: Uint8Array): Archive {
  const r = new Reader(bytes);
  const isOurs = bytes[0] === 0x80 && readPickle(r, nothingOutside) === MAGIC;
  if (!isOurs) refuse('expected a file of torch.save, got other bytes');
  const version = readPickle(r, nothingOutside);
  if (version !== VERSION) refuse(`expected format ${VERSION}, got another`);
  const system = readPickle(r, nothingOutside);
  if (!(system instanceof Dict) || system.entries.get('little_endian') !== true)
    refuse('expected little-endian elements, got others');
  const { known, find } = storagesOf(6);
  const root = readPickle(r, find);
  const keys = readPickle(r, nothingOutside);
  if (!Array.isArray(keys)) return refuse("expected the storages' keys, got another value");
  const storages = new Map<string, Uint8Array>();
  for (const key of keys) {
    const storage = known.get(key) ?? refuse(`expected storages that the file has named, got ${show(key)}`);
    if (storages.has(key)) refuse(`expected each storage once, got ${show(key)} twice`);
    if (r.u64() !== storage.numel) refuse(`expected ${storage.numel} elements of storage ${show(key)}, got another number`);
    storages.set(key, r.take(storage.numel * BYTES[storage.type]));
  }
  if (r.at !== bytes.length) refuse(`expected the file to end after its storages, got ${bytes.length - r.at} more bytes`);
  return { root, storages };
}

/** Reads a checkpoint of either format. */
export const readArchive = (bytes: Uint8Array): Archive =>
  bytes[0] === 0x50 && bytes[1] === 0x4b ? readZipArchive(bytes) : readLegacyArchive(bytes);
