// Tests of a browser's stores, where they are.
import { describe, expect, it } from 'vitest';
import { indexedDbStore, opfsStore, StoreError } from '../../../src/store/index.ts';
import { sha256, sha256InScript } from '../../../src/store/sha256.ts';
import { storeContract } from '../../support/store-contract.ts';

let count = 0;
const fresh = (): string => `Store ${count++} of ${crypto.randomUUID().slice(0, 8)}`;

const folderOf = async (name: string): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory();
  const encoded = name.replace(/[^a-z0-9_-]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return (await root.getDirectoryHandle('rushlight', { create: true })).getDirectoryHandle(encoded, { create: true });
};

/** Not in every WebKit. */
const hasFiles = 'storage' in navigator && 'getDirectory' in navigator.storage;

if (hasFiles)
  storeContract('a store in private files', async () => {
    const name = fresh();
    const folder = await folderOf(name);
    return {
      store: opfsStore(name),
      again: () => opfsStore(name),
      keys: async () => {
        const keys: string[] = [];
        for await (const key of folder.keys()) keys.push(key);
        return keys;
      },
      read: async (key) => new Uint8Array(await (await (await folder.getFileHandle(key)).getFile()).arrayBuffer()),
      write: async (key, bytes) => {
        const stream = await (await folder.getFileHandle(key, { create: true })).createWritable();
        await stream.write(bytes as Uint8Array<ArrayBuffer>);
        await stream.close();
      },
    };
  });
else
  describe('a store in private files', () => {
    it('says where there are none, and what to use', () =>
      expect(() => opfsStore(fresh())).toThrow(
        /^opfsStore: expected a page with a private .* without; use indexedDbStore in a page/,
      ));
  });

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

storeContract('a store in a database', async () => {
  const name = fresh();
  const inTable = async <T>(ask: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const db = await asked(indexedDB.open(`rushlight ${name}`, 1));
    try {
      return await asked(ask(db.transaction('blobs', 'readwrite').objectStore('blobs')));
    } finally {
      db.close();
    }
  };
  return {
    store: indexedDbStore(name),
    again: () => indexedDbStore(name),
    keys: async () => (await inTable((table) => table.getAllKeys())).map(String),
    read: async (key) => inTable((table) => table.get(key)) as Promise<Uint8Array>,
    write: async (key, bytes) => void (await inTable((table) => table.put(bytes, key))),
  };
});

if (hasFiles) {
  describe('files that another has open', () => {
    it('are said to be locked', async () => {
      const name = fresh();
      const store = opfsStore(name);
      await store.put('a', Uint8Array.of(1));
      const folder = await folderOf(name);
      // the number that is next
      const stream = await (await folder.getFileHandle('rl-a.2', { create: true })).createWritable({
        mode: 'exclusive',
      } as object);
      await folder.removeEntry('rl-a.1').catch(() => {});
      const failure = await store.delete('a').catch((error: unknown) => error);
      await stream.abort();
      expect(failure).toBeInstanceOf(StoreError);
      expect(failure).toMatchObject({
        code: 'locked',
        message: expect.stringMatching(
          /^delete: expected the private files 'Store .*' to be free, got NoModificationAllowedError; close/,
        ),
      });
    });
  });

  describe('files that only a worker can write', () => {
    it('are written there, and said to be out of reach in a page', async () => {
      const own = FileSystemFileHandle.prototype.createWritable;
      Object.assign(FileSystemFileHandle.prototype, { createWritable: undefined });
      try {
        const store = opfsStore(fresh());
        const put = store.put('a', Uint8Array.of(1, 2, 3));
        if ('createSyncAccessHandle' in FileSystemFileHandle.prototype) {
          await put;
          expect(await store.get('a')).toEqual(Uint8Array.of(1, 2, 3));
        } else {
          await expect(put).rejects.toThrow(
            /^put: expected files that can be written, got none in this page; use it in a worker/,
          );
          expect(await store.list()).toEqual([]);
        }
      } finally {
        Object.assign(FileSystemFileHandle.prototype, { createWritable: own });
      }
    });
  });
}

describe('SHA-256', () => {
  it('is the same in plain JavaScript', async () => {
    const bytes = new Uint8Array(1000).map((_, i) => i * 7);
    expect(sha256InScript(bytes)).toEqual(await sha256(bytes));
  });
});
