import { takes } from '../options.ts';
import type { Backend } from './checked.ts';
import { checked } from './checked.ts';
import type { Store } from './store.ts';

/** A store in memory, lost with the process or page: for tests, and for going back within one run. */
export function memoryStore(): Store {
  takes('memoryStore', 0, arguments);
  const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  let locked = false;
  const backend: Backend = {
    what: 'the store in memory',
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
  };
  return checked(backend);
}
