/**
 * Stores for checkpoints, so that a training survives its process or tab: in files, in the browser, or in memory. All stores save
 * a hash with each blob, check it when reading, and keep the last good blob until the next is written.
 *
 * @packageDocumentation
 */

export { fileStore } from './file.ts';
export { indexedDbStore } from './indexed-db.ts';
export { memoryStore } from './memory.ts';
export { opfsStore } from './opfs.ts';
export { type Store, StoreError, type StoreFailure } from './store.ts';
