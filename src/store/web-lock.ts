/** A lock between the tabs and workers of a site, which ends with the one that holds it. */

/** How long to wait for one, in milliseconds: a page that is loaded anew begins before the old one has quite gone. */
const PATIENCE = 1000;

/** Takes a lock, if it is free; returns what releases it. Where a page has no locks, as without https, it is always free. */
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
