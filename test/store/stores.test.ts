// Stores in files and in memory: the contract, locks of processes that have ended, and what the system refuses.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, promises, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { NodeFiles } from '../../bindings/builtin.ts';
import { checked } from '../../src/store/checked.ts';
import { backendOf } from '../../src/store/file.ts';
import { fileStore, indexedDbStore, memoryStore, opfsStore } from '../../src/store/index.ts';
import { sha256, sha256InScript } from '../../src/store/sha256.ts';
import { failureOf, StoreError } from '../../src/store/store.ts';
import { bytesOf, storeContract } from '../support/store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'rushlight-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const fresh = (): string => join(folder, `a folder/${count++}`);

storeContract('a store in files', async () => {
  const dir = fresh();
  return {
    store: fileStore(`${dir}/`),
    again: () => fileStore(dir),
    keys: async () => readdirSync(dir).filter((key) => !key.startsWith('.')),
    read: async (key) => new Uint8Array(readFileSync(join(dir, key))),
    write: async (key, bytes) => writeFileSync(join(dir, key), bytes),
  };
});

storeContract('a store in memory', async () => {
  const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  let locked = false;
  const open = () =>
    checked({
      what: 'the map',
      keys: async () => [...blobs.keys()],
      read: async (key) => blobs.get(key) ?? null,
      write: async (key, bytes) => void blobs.set(key, bytes),
      remove: async (key) => void blobs.delete(key),
      lock: async () => {
        if (locked) return null;
        locked = true;
        return async () => {
          locked = false;
        };
      },
    });
  return {
    store: open(),
    again: open,
    keys: async () => [...blobs.keys()],
    read: async (key) => blobs.get(key)!.slice(),
    write: async (key, bytes) => void blobs.set(key, bytes.slice()),
  };
});

describe('memoryStore', () => {
  it('keeps, lists, locks and forgets', async () => {
    const store = memoryStore();
    await store.put('a', bytesOf(1));
    expect([await store.get('a'), await store.list()]).toEqual([bytesOf(1), ['a']]);
    const release = await store.lock!();
    await expect(store.lock!()).rejects.toThrow(/the store in memory to be free/);
    await release();
    await (await store.lock!())();
    await store.delete('a');
    expect(await store.list()).toEqual([]);
    expect(await memoryStore().list()).toEqual([]);
  });
});

describe('fileStore', () => {
  it('takes over a lock whose process has ended, and files that it had begun', async () => {
    const dir = fresh();
    const store = fileStore(dir);
    await store.put('a', bytesOf(1));
    // no process has this number, and one that has now began at another time
    for (const holder of ['999999999', '999999999-5', `${process.pid}-1`, '', 'nonsense', '0', '-1']) {
      writeFileSync(join(dir, '.rl-lock'), holder);
      const release = await store.lock!();
      await release();
      expect(existsSync(join(dir, '.rl-lock'))).toBe(false);
    }
    const left = ['.rl-999999999-tabc.tmp', '.rl-999999999-12-tabc.tmp', `.rl-${process.pid}-1-t12.tmp`];
    for (const name of [...left, 'mine.tmp']) writeFileSync(join(dir, name), 'half');
    await store.put('a', bytesOf(2));
    expect(readdirSync(dir).sort()).toEqual(['mine.tmp', 'rl-a.1', 'rl-a.2']);
  });

  it('says what the system refuses', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const failure = (await fileStore(file)
      .put('a', bytesOf(1))
      .catch((error: unknown) => error)) as StoreError;
    expect(failure).toBeInstanceOf(StoreError);
    expect(failure.code).toBe('unavailable');
    expect(failure.message).toMatch(/^put: expected the folder '.*file' to be in reach, got E(EXIST|NOTDIR) \(/);
    expect(failure.cause).toBeInstanceOf(Error);
    await expect(fileStore(file).get('a')).rejects.toThrow(/^get: expected the folder/);
  });

  it('leaves nothing of a write that failed', async () => {
    const dir = fresh();
    const store = fileStore(dir);
    await store.put('a', bytesOf(1));
    const full = async () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    for (const broken of [{ rename: full }, { open: full }]) {
      const files = { ...promises, ...broken } as unknown as NodeFiles;
      const attempt = checked(backendOf(files, process, dir)).put('a', bytesOf(2));
      await expect(attempt).rejects.toMatchObject({
        code: 'full',
        message: expect.stringMatching(/^put: expected room for 1 bytes in the folder/),
      });
      expect(readdirSync(dir)).toEqual(['rl-a.1']);
    }
    expect(await store.get('a')).toEqual(bytesOf(1));
  });

  it('locks where files cannot be linked', async () => {
    const dir = fresh();
    const link = async () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
    const files = { ...promises, link } as unknown as NodeFiles;
    const store = checked(backendOf(files, process, dir));
    const release = await store.lock();
    await expect(fileStore(dir).lock!()).rejects.toMatchObject({ code: 'locked' });
    await expect(store.lock()).rejects.toMatchObject({ code: 'locked' });
    await release();
    await (await fileStore(dir).lock!())();
    expect(readdirSync(dir)).toEqual([]);
  });

  it.each([
    [3, TypeError],
    [undefined, TypeError],
    ['', RangeError],
    ['a\0b', RangeError],
  ])('is refused of %j as a path', (dir, kind) => {
    expect(() => fileStore(dir as never)).toThrow(kind);
    expect(() => fileStore(dir as never)).toThrow(/^fileStore: expected dir to be a path, got/);
  });
});

describe('what the system says', () => {
  it.each([
    [{ code: 'ENOSPC' }, 'full', "put: expected room for 7 bytes in the folder 'x', got ENOSPC; free some, or keep fewer"],
    [{ code: 'EDQUOT' }, 'full', /got EDQUOT/],
    [{ name: 'QuotaExceededError' }, 'full', /^put: expected room for 7 bytes .* got QuotaExceededError/],
    [{ code: 22, name: 'QuotaExceededError' }, 'full', /got QuotaExceededError/],
    [{ code: 'EBUSY' }, 'locked', "put: expected the folder 'x' to be free, got EBUSY; close what else uses it"],
    [{ name: 'NoModificationAllowedError' }, 'locked', /to be free, got NoModificationAllowedError/],
    [{ code: 'EACCES', message: 'denied' }, 'unavailable', "put: expected the folder 'x' to be in reach, got EACCES (denied)"],
  ])('becomes a clear error: %j', (error, code, message) => {
    const failure = failureOf('put', "the folder 'x'", error, 7) as StoreError;
    expect(failure).toBeInstanceOf(StoreError);
    expect([failure.code, failure.cause, failure.name]).toEqual([code, error, 'StoreError']);
    expect(failure.message).toMatch(message);
  });
});

describe('what others do meanwhile', () => {
  /** A store on a map, with something done before each key is read. */
  function disturbed(before: (key: string, store: ReturnType<typeof checked>) => Promise<void>) {
    const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
    const backend = {
      what: 'the map',
      keys: async () => [...blobs.keys()],
      read: async (key: string) => blobs.get(key) ?? null,
      write: async (key: string, bytes: Uint8Array<ArrayBuffer>) => void blobs.set(key, bytes),
      remove: async (key: string) => void blobs.delete(key),
      lock: async () => async () => {},
    };
    const other = checked(backend);
    const read = async (key: string): Promise<Uint8Array | null> => {
      await before(key, other);
      return backend.read(key);
    };
    return { blobs, other, store: checked({ ...backend, read }) };
  }

  it('does not hide bytes that are replaced while they are looked for', async () => {
    let left = 3;
    const { store, other } = disturbed(async (_, others) => {
      if (left-- <= 0) return;
      await others.put('a', bytesOf(left));
      await others.put('a', bytesOf(left));
    });
    await other.put('a', bytesOf(9));
    expect(await store.get('a')).toEqual(bytesOf(0));
    // replaced again and again, it ends all the same
    left = Number.POSITIVE_INFINITY;
    expect(await store.get('a')).toBe(null);
    left = 0;
    await store.delete('a');
    expect(await store.get('a')).toBe(null);
  });

  it('takes keys that only look like its own for those of others', async () => {
    const { store, blobs } = disturbed(async () => {});
    const others = ['rl-a.007', `rl-a.1${'0'.repeat(23)}`, 'rl-%61.9', 'rl-a.1.tmp', 'rl-a.-1', 'rl-a.', 'rl-.1'];
    for (const key of others) blobs.set(key, new Uint8Array(1));
    await store.put('a', bytesOf(1));
    await store.put('a', bytesOf(2));
    expect([await store.get('a'), await store.list()]).toEqual([bytesOf(2), ['a']]);
    expect([...blobs.keys()].sort()).toEqual([...others, 'rl-a.1', 'rl-a.2'].sort());
    await store.delete('a');
    expect([...blobs.keys()]).toEqual(others);
  });

  it('says so of failures that are no errors', async () => {
    for (const thrown of [null, undefined, 'a text']) {
      const { store } = disturbed(() => Promise.reject(thrown));
      await store.put('a', bytesOf(1));
      await expect(store.get('a')).rejects.toMatchObject({ code: 'unavailable', cause: thrown });
    }
  });
});

describe("a browser's store in Node", () => {
  it.each([
    [() => opfsStore('a'), /^opfsStore: expected a page with a private file system, got a runtime without; use/],
    [() => indexedDbStore('a'), /^indexedDbStore: expected a browser, got a runtime without IndexedDB; use fileStore/],
  ])('says where it is to be had: %#', (make, message) => {
    expect(make).toThrow(StoreError);
    expect(make).toThrow(message);
  });

  it('refuses names that it could not keep', () => {
    for (const make of [opfsStore, indexedDbStore]) {
      expect(() => make('')).toThrow(/: expected a name of 1 to 60 printable/);
      expect(() => make(3 as never)).toThrow(/: expected a name to be a string, got 3/);
    }
  });
});

describe('SHA-256', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 100_003])('of %i bytes', async (length) => {
    const bytes = new Uint8Array(length).map((_, i) => i * 37 + (i >> 8));
    const want = new Uint8Array(createHash('sha256').update(bytes).digest());
    expect(sha256InScript(bytes)).toEqual(want);
    expect(await sha256(bytes)).toEqual(want);
  });
});

describe('a folder that cannot be made', () => {
  it.runIf(existsSync('/proc/self'))('is refused under /proc, where Node’s own recursive way never returns', async () => {
    for (const dir of ['/proc/nope', '/proc/nope/a/b', '/proc/self/fd/99/x']) {
      const store = fileStore(dir);
      const reason = (fn: string): RegExp => new RegExp(`^${fn}: expected the folder '${dir}' to be in reach, got ENOENT`);
      await expect(store.put('a', Uint8Array.of(1))).rejects.toThrow(reason('put'));
      await expect(store.get('a')).rejects.toThrow(reason('get'));
      await expect(store.lock?.()).rejects.toThrow(reason('lock'));
    }
  });

  it('is made with those above it, also by several at once, and refused below a file', async () => {
    const dir = join(fresh(), 'b', 'c');
    await Promise.all([1, 2, 3].map((n) => fileStore(dir).put(`n${n}`, Uint8Array.of(n))));
    expect(await fileStore(`${dir}//`).list()).toEqual(['n1', 'n2', 'n3']);
    const file = join(dir, 'file');
    writeFileSync(file, 'x');
    for (const below of [file, join(file, 'a'), join(file, 'a', 'b')])
      await expect(fileStore(below).put('a', Uint8Array.of(1))).rejects.toThrow(/^put: expected the folder .* in reach, got E/);
  });

  it('is refused for half of a character, which would be written as another', () => {
    expect(() => fileStore('a\ud800')).toThrow(/^fileStore: expected dir to be a path/);
  });
});
