import { takes } from '../options.ts';
import { type Backend, checked } from './checked.ts';
import { checkName, type Store, StoreError } from './store.ts';
import { webLock } from './web-lock.ts';

const TABLE = 'blobs';

/** Opens a database, and creates it if it does not exist. */
function opened(fn: string, what: string, database: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () =>
      reject(new StoreError('locked', `${fn}: expected ${what} to be free, got one that another tab deletes; close it`));
  });
}

/**
 * A store in an IndexedDB database, available in every page and worker. It is lost if the site's data is cleared;
 * `navigator.storage.persist()` asks the browser to keep it.
 *
 * @param name distinguishes the stores of a site.
 * @throws {RangeError} for a name that is not of 1 to 60 printable ASCII characters. @throws {StoreError} for a runtime without
 *   IndexedDB; from its methods, if the quota is exceeded.
 */
export function indexedDbStore(name: string): Store {
  const fn = 'indexedDbStore';
  takes(fn, 1, arguments);
  checkName(fn, 'a name', name);
  if (typeof indexedDB === 'undefined')
    throw new StoreError('unavailable', `${fn}: expected a browser, got a runtime without IndexedDB; use fileStore`);
  const what = `the database '${name}'`;
  const database = `rushlight ${name}`;
  /** Runs one transaction; it is committed when the promise is fulfilled. */
  const transact = async <T>(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const db = await opened('open', what, database);
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = db.transaction(TABLE, mode, { durability: 'strict' });
        const request = ask(transaction.objectStore(TABLE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error ?? request.error);
      });
    } finally {
      db.close();
    }
  };
  const backend: Backend = {
    what,
    keys: async () => (await transact('readonly', (table) => table.getAllKeys())).map(String),
    read: async (key) => (await transact<Uint8Array | undefined>('readonly', (table) => table.get(key))) ?? null,
    write: async (key, bytes) => void (await transact('readwrite', (table) => table.put(bytes, key))),
    remove: async (key) => void (await transact('readwrite', (table) => table.delete(key))),
    lock: () => webLock(`rushlight indexedDB ${name}`),
  };
  return checked(backend);
}
