/** Locks for writing in a folder: a lock that ends with its process, and what processes of one machine know of each other. */
import type { NodeFiles, NodeProcess } from '../../bindings/builtin.ts';

const LOCK = '.rl-lock';
/** Names for unfinished files, which contain the process that writes them. */
const UNFINISHED = /^\.rl-(\d+(?:-\d+)?)-t\w+\.tmp$/;

/** Whether an error has one of the codes. */
export const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes(String((error as { code?: unknown }).code));

/** Creates a folder and those above it. Node's own recursive way never returns under /proc, where no folder can be made. */
export async function makeFolder(files: NodeFiles, dir: string, isLast = false): Promise<void> {
  try {
    await files.mkdir(dir);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    const above = dir.replace(/[/\\]+[^/\\]*$/, '');
    if (hasCode(error, 'ENOENT') && !isLast && above !== dir && above !== '') {
      await makeFolder(files, above);
      return makeFolder(files, dir, true);
    }
    // a root, or a folder on a disk that is read only
    await files.readdir(dir).catch(() => {
      throw error;
    });
  }
}

/** A process's name: its number, and its start time if the system reports it, since numbers are reused. */
async function nameOf(files: NodeFiles, pid: number): Promise<string> {
  try {
    const stat = new TextDecoder().decode(await files.readFile(`/proc/${pid}/stat`));
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Z: it has ended, but its parent has not yet collected its status
    return fields[0] === 'Z' ? '' : `${pid}-${fields[19]}`;
  } catch {
    return String(pid);
  }
}

/** Whether the process of a name is still running. */
async function isRunning(files: NodeFiles, host: NodeProcess, name: string): Promise<boolean> {
  const pid = Number(name.split('-')[0]);
  // other numbers mean groups of processes
  if (!(pid > 0)) return false;
  try {
    host.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists, but belongs to another user
    if (!hasCode(error, 'EPERM')) return false;
  }
  return (await nameOf(files, pid)) === name;
}

/** A path for an unfinished file of this process. */
export async function unfinished(files: NodeFiles, host: NodeProcess, dir: string): Promise<string> {
  return `${dir}/.rl-${await nameOf(files, host.pid)}-t${Math.random().toString(36).slice(2)}.tmp`;
}

/** Removes files that were left by processes killed while writing. */
export async function removeAbandoned(files: NodeFiles, host: NodeProcess, dir: string): Promise<void> {
  for (const file of await files.readdir(dir)) {
    const owner = UNFINISHED.exec(file)?.[1];
    if (owner !== undefined && !(await isRunning(files, host, owner))) await files.rm(`${dir}/${file}`, { force: true });
  }
}

/** Creates a file with its content, unless it exists; returns whether it did. */
async function create(files: NodeFiles, host: NodeProcess, dir: string, path: string, content: string): Promise<boolean> {
  const temporary = await unfinished(files, host, dir);
  const write = async (to: string): Promise<void> => {
    const file = await files.open(to, 'wx');
    await file.writeFile(content).finally(() => file.close());
  };
  try {
    await write(temporary);
    // it gets its name once its content is written, so that nobody reads half of it; not all file systems have links
    await files.link(temporary, path).catch((error) => {
      if (hasCode(error, 'EEXIST')) throw error;
      return write(path);
    });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await files.rm(temporary, { force: true });
  }
}

/** Takes the lock of a folder, if it is free; returns a function that releases it. */
export async function lockFile(files: NodeFiles, host: NodeProcess, dir: string): Promise<(() => Promise<void>) | null> {
  const path = `${dir}/${LOCK}`;
  const read = async (from: string): Promise<string | null> => {
    try {
      return new TextDecoder().decode(await files.readFile(from));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    }
  };
  const own = await nameOf(files, host.pid);
  await makeFolder(files, dir);
  for (;;) {
    if (await create(files, host, dir, path, own)) return () => files.rm(path, { force: true });
    const holder = await read(path);
    if (holder === null) continue;
    if (await isRunning(files, host, holder)) return null;
    // its process was killed: whoever renames it removes it
    const old = await unfinished(files, host, dir);
    try {
      await files.rename(path, old);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) continue;
      throw error;
    }
    if ((await read(old)) === holder) await files.rm(old, { force: true });
    // another process was faster, and this is its lock
    else await files.rename(old, path);
  }
}
