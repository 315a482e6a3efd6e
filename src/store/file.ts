import { builtin, hostProcess, type NodeFiles, type NodeProcess } from '../../bindings/builtin.ts';
import { failRange, failType, show } from '../errors.ts';
import { takes } from '../options.ts';
import { type Backend, checked } from './checked.ts';
import { hasCode, lockFile, makeFolder, removeAbandoned, unfinished } from './file-lock.ts';
import { type Store, StoreError } from './store.ts';

/** Flushes a folder's names to the disk, if a folder can be opened. */
async function syncFolder(files: NodeFiles, path: string): Promise<void> {
  try {
    const folder = await files.open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows cannot open folders, and does not need this
  }
}

/** A folder as a backend. */
export function backendOf(files: NodeFiles, host: NodeProcess, dir: string): Backend {
  const of = (name: string): string => `${dir}/${name}`;
  return {
    what: `the folder '${dir}'`,
    async keys() {
      await makeFolder(files, dir);
      return files.readdir(dir);
    },
    async read(key) {
      try {
        return await files.readFile(of(key));
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return null;
        throw error;
      }
    },
    async write(key, bytes) {
      await removeAbandoned(files, host, dir);
      const temporary = await unfinished(files, host, dir);
      try {
        const file = await files.open(temporary, 'wx');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await files.rename(temporary, of(key));
      } catch (error) {
        await files.rm(temporary, { force: true }).catch(() => {});
        throw error;
      }
      await syncFolder(files, dir);
    },
    remove: (key) => files.rm(of(key), { force: true }),
    lock: () => lockFile(files, host, dir),
  };
}

/**
 * A store in a folder, which is created if it does not exist: for Node, Deno and Bun. A blob is a file, written under another
 * name, flushed to the disk and then renamed, so that a killed process leaves the previous one.
 *
 * @throws {TypeError} unless given a path. @throws {StoreError} for a runtime without files; from its methods, for a full disk,
 *   or a folder that cannot be read or written.
 */
export function fileStore(dir: string): Store {
  const fn = 'fileStore';
  takes(fn, 1, arguments);
  if (typeof dir !== 'string') failType(fn, `expected dir to be a path, got ${show(dir)}`);
  // a path with half of a surrogate pair would be that of another folder
  if (dir === '' || /[\0\p{Surrogate}]/u.test(dir)) failRange(fn, `expected dir to be a path, got ${show(dir)}`);
  const files = builtin('node:fs')?.promises;
  const host = hostProcess();
  if (files === undefined || host === undefined) {
    const remedy = 'use opfsStore or indexedDbStore in a page';
    throw new StoreError('unavailable', `${fn}: expected a runtime with files, such as Node, got another; ${remedy}`);
  }
  return checked(backendOf(files, host, dir.replace(/(?<=.)[/\\]+$/, '')));
}
