import { takes } from '../options.ts';
import { type Backend, checked } from './checked.ts';
import { checkName, encodeName, type Store, StoreError } from './store.ts';
import { webLock } from './web-lock.ts';

const FOLDER = 'rushlight';

/** The file access of workers in browsers where files cannot be written asynchronously. */
interface SyncAccess {
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

type FileHandle = Omit<FileSystemFileHandle, 'createWritable'> & {
  createWritable?(): Promise<FileSystemWritableFileStream>;
  createSyncAccessHandle?(): Promise<SyncAccess>;
};

const isMissing = (error: unknown): boolean => (error as { name?: unknown }).name === 'NotFoundError';

async function lacksRoom(storage: StorageManager, bytes: number): Promise<boolean> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await storage.estimate().catch((): StorageEstimate => ({}));
  return quota - usage < bytes;
}

/** Writes in place: the head comes last, so that an interrupted write begins with zeros. */
function writeInPlace(access: SyncAccess, bytes: Uint8Array, head: number): void {
  try {
    access.truncate(0);
    for (const [from, to] of [
      [head, bytes.length],
      [0, head],
    ] as const) {
      const part = bytes.subarray(from, to);
      const written = access.write(part, { at: from });
      if (written < part.length) throw new DOMException('the file took only a part', 'QuotaExceededError');
      access.flush();
    }
  } finally {
    access.close();
  }
}

/**
 * A store in a site's origin private file system: the fastest for large checkpoints. Pages need https. It is lost if the site's
 * data is cleared; `navigator.storage.persist()` asks the browser to keep it.
 *
 * @param name distinguishes the stores of a site.
 * @throws {RangeError} for a name that is not of 1 to 60 printable ASCII characters. @throws {StoreError} for a runtime without
 *   such files; from its methods, if the quota is exceeded, or another tab has the files open.
 */
export function opfsStore(name: string): Store {
  const fn = 'opfsStore';
  takes(fn, 1, arguments);
  checkName(fn, 'a name', name);
  const { storage } = (globalThis as { navigator?: { storage?: StorageManager } }).navigator ?? {};
  if (typeof storage?.getDirectory !== 'function') {
    const remedy = 'use indexedDbStore in a page, or fileStore';
    throw new StoreError('unavailable', `${fn}: expected a page with a private file system, got a runtime without; ${remedy}`);
  }
  const folder = async (): Promise<FileSystemDirectoryHandle> => {
    const root = await (await storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
    return root.getDirectoryHandle(encodeName(name), { create: true });
  };
  const backend: Backend = {
    what: `the private files '${name}'`,
    async keys() {
      const keys: string[] = [];
      for await (const key of (await folder()).keys()) keys.push(key);
      return keys;
    },
    async read(key) {
      try {
        const file = await (await folder()).getFileHandle(key);
        return new Uint8Array(await (await file.getFile()).arrayBuffer());
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async write(key, bytes) {
      try {
        await writeFile(key, bytes);
      } catch (error) {
        // nothing here aborts a write: if the quota ends it, Chromium sometimes reports only that it was aborted
        const isAborted = (error as { name?: unknown }).name === 'AbortError';
        if (isAborted || (await lacksRoom(storage, bytes.length))) throw new DOMException(String(error), 'QuotaExceededError');
        throw error;
      }
    },
    async remove(key) {
      try {
        await (await folder()).removeEntry(key);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    lock: () => webLock(`rushlight opfs ${name}`),
  };
  return checked(backend);

  async function writeFile(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const directory = await folder();
    const file = (await directory.getFileHandle(key, { create: true })) as FileHandle;
    try {
      if (typeof file.createWritable === 'function') {
        // data is written to a copy, which replaces the file when it is closed
        const stream = await file.createWritable();
        try {
          await stream.write(bytes);
          await stream.close();
        } catch (error) {
          await stream.abort().catch(() => {});
          throw error;
        }
      } else if (typeof file.createSyncAccessHandle === 'function') {
        writeInPlace(await file.createSyncAccessHandle(), bytes, 8);
      } else {
        const remedy = 'use it in a worker, or indexedDbStore';
        throw new StoreError('unavailable', `put: expected files that can be written, got none in this page; ${remedy}`);
      }
    } catch (error) {
      await directory.removeEntry(key).catch(() => {});
      throw error;
    }
  }
}
