/**
 * What all stores have in common: each blob is stored with its hash, under a key of its name and an increasing number; the
 * previous blob is kept until the next has been written, and replaces it if the newest is damaged.
 */
import { failType, isBytes, isDetached, show } from '../errors.ts';
import { takes } from '../options.ts';
import { sha256 } from './sha256.ts';
import { checkName, decodeName, encodeName, failureOf, type Store, StoreError } from './store.ts';

/** Where the bytes are stored. Keys are plain file names. */
export interface Backend {
  /** The store's description in messages. */
  readonly what: string;
  /** All keys, possibly including those of others. */
  keys(): Promise<string[]>;
  /** The bytes under a key, or null if it is gone. */
  read(key: string): Promise<Uint8Array | null>;
  /** Writes bytes under a new key. An interrupted write leaves no key, or bytes that begin with zeros. */
  write(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Removes a key, if it exists. */
  remove(key: string): Promise<void>;
  /** Locks the store until the returned function is called; null if another holds the lock. */
  lock(): Promise<(() => Promise<void>) | null>;
}

/** 'RLS1', four zeros, and the hash of what follows. */
const MAGIC = 0x524c5331;
const HEAD = 40;

async function framed(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const frame = new Uint8Array(HEAD + bytes.length);
  frame.set(bytes, HEAD);
  new DataView(frame.buffer).setUint32(0, MAGIC);
  frame.set(await sha256(frame.subarray(HEAD)), 8);
  return frame;
}

/** The content of a frame; null if it was never finished, undefined if it is damaged. */
async function unframed(frame: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null | undefined> {
  if (frame.subarray(0, HEAD).every((byte) => byte === 0)) return null;
  const bytes = new Uint8Array(frame.subarray(HEAD));
  if (frame.length < HEAD || new DataView(frame.buffer, frame.byteOffset).getUint32(0) !== MAGIC) return undefined;
  const hash = await sha256(bytes);
  return hash.every((byte, i) => byte === frame[8 + i]) ? bytes : undefined;
}

const keyOf = (name: string, number: number): string => `rl-${encodeName(name)}.${number}`;

/** A key's name and number; null for keys of others, also those that only look like ours, such as 'rl-a.007'. */
function partsOf(key: string): { name: string; number: number } | null {
  const [, text, digits] = /^rl-((?:[a-z0-9_-]|%[2-7][0-9a-f])+)\.(\d{1,15})$/.exec(key) ?? [];
  if (text === undefined) return null;
  const [name, number] = [decodeName(text), Number(digits)];
  return keyOf(name, number) === key ? { name, number } : null;
}

/** How often `get` looks again if all that it listed was replaced before it could be read. */
const MAX_LOOKS = 10;

/** A store on a backend. */
export function checked(backend: Backend): Store & { lock(): Promise<() => Promise<void>> } {
  const { what } = backend;
  /** Keys that were found damaged. */
  const damaged = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  const named = async <T>(fn: string, work: () => Promise<T>, size?: number): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw failureOf(fn, what, error, size);
    }
  };
  /** Serialises changes, so that two of one name do not get the same number. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
  /** The numbers under a name, newest first. */
  const numbersOf = async (name: string): Promise<number[]> => {
    const all = (await backend.keys()).map(partsOf).filter((parts) => parts?.name === name);
    return all.map((parts) => parts?.number as number).sort((a, b) => b - a);
  };

  return {
    async get(name) {
      takes('get', 1, arguments);
      checkName('get', 'a name', name);
      return named('get', async () => {
        let bad = 0;
        for (let looks = 1, gone = true; gone && looks <= MAX_LOOKS; looks++) {
          bad = 0;
          gone = false;
          for (const key of (await numbersOf(name)).map((number) => keyOf(name, number))) {
            const frame = await backend.read(key);
            const bytes = frame === null ? null : await unframed(frame);
            if (bytes === undefined) {
              damaged.add(key);
              bad++;
            } else if (bytes !== null) {
              return bytes;
            }
            gone ||= frame === null;
          }
        }
        if (bad === 0) return null;
        const message = `get: expected the bytes put under '${name}' in ${what}, got others; delete it, and go on from another`;
        throw new StoreError('damaged', message);
      });
    },

    async put(name, bytes) {
      takes('put', 2, arguments);
      checkName('put', 'a name', name);
      if (!isBytes(bytes)) failType('put', `expected bytes to be a Uint8Array, got ${show(bytes)}`);
      if (isDetached(bytes.buffer))
        failType('put', 'expected bytes, got some whose buffer was transferred; send a copy: slice()');
      const frame = framed(bytes);
      // it is awaited in its turn, and may fail before that
      frame.catch(() => {});
      const write = async (): Promise<void> => {
        const before = await numbersOf(name);
        await backend.write(keyOf(name, (before[0] ?? 0) + 1), await frame);
        // keep the previous one: the newest that is not known to be damaged
        const kept = before.find((number) => !damaged.has(keyOf(name, number)));
        for (const key of before.filter((number) => number !== kept).map((number) => keyOf(name, number))) {
          await backend.remove(key);
          damaged.delete(key);
        }
      };
      return inTurn(() => named('put', write, bytes.length));
    },

    async list() {
      takes('list', 0, arguments);
      const names = (await named('list', () => backend.keys())).flatMap((key) => partsOf(key)?.name ?? []);
      return [...new Set(names)].sort();
    },

    async delete(name) {
      takes('delete', 1, arguments);
      checkName('delete', 'a name', name);
      const remove = async (): Promise<void> => {
        // the oldest first: if interrupted, the newest is still there
        for (const number of (await numbersOf(name)).reverse()) await backend.remove(keyOf(name, number));
      };
      return inTurn(() => named('delete', remove));
    },

    async lock() {
      takes('lock', 0, arguments);
      const release = await named('lock', () => backend.lock());
      if (release === null) {
        const remedy = 'wait for it, or use another store';
        throw new StoreError('locked', `lock: expected ${what} to be free, got one that another training uses; ${remedy}`);
      }
      let isHeld = true;
      return async () => {
        // once: the next lock is another's
        if (isHeld) await release();
        isHeld = false;
      };
    },
  };
}
