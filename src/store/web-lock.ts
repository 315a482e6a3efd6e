/** A lock between the tabs and workers of a site, which ends with the one that holds it. */

/** Takes a lock, if it is free; gives what releases it. Where a page has no locks, as without https, it is always free. */
export function webLock(name: string): Promise<(() => Promise<void>) | null> {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  if (locks === undefined) return Promise.resolve(async () => {});
  return new Promise((resolve, reject) => {
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise((release) => {
        resolve(async () => {
          release();
          await done;
        });
      });
    };
    const done = locks.request(name, { ifAvailable: true }, held).catch(reject);
  });
}
