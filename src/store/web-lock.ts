/** A lock between the tabs and workers of a site, which ends with its holder. */

/** How long to wait for a lock, in milliseconds: a reloaded page starts before the old one has completely gone. */
const PATIENCE = 1000;

/**
 * Takes a lock, if it is free; returns a function that releases it. In pages without locks, as without https, it is always free.
 */
export function webLock(name: string): Promise<(() => Promise<void>) | null> {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  if (locks === undefined) return Promise.resolve(async () => {});
  return new Promise((resolve, reject) => {
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), PATIENCE);
    const held = (): Promise<void> => {
      clearTimeout(timer);
      return new Promise((release) => {
        resolve(async () => {
          release();
          await done;
        });
      });
    };
    const done = locks.request(name, { signal: waiting.signal }, held).catch((error) => {
      if (waiting.signal.aborted) resolve(null);
      else reject(error);
    });
  });
}
