/** Batches that are begun before they are asked for: how asynchronous samples are fetched while the last batch is in use. */
import { failType, show } from '../errors.ts';
import { claimSamples, collated, type Owned, release } from './owned.ts';
import type { Pass } from './pass.ts';

/** A batch, or a promise of one; null at the end. */
export type Coming<B> = Owned<B> | null | Promise<Owned<B> | null>;

/** Starts a batch; an earlier failure is reported when that batch is requested. */
function attempt<B>(begin: () => Coming<B>): Coming<B> {
  try {
    return begin();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Frees a batch once it has arrived. */
async function discard(coming: Coming<unknown>): Promise<void> {
  try {
    release((await coming)?.tensors ?? []);
  } catch {
    // nobody awaits it any longer
  }
}

/** The batches that `begin` returns, with up to `ahead` of them started early. Each is freed when the next is requested. */
export function inOrder<B>(begin: () => Coming<B>, ahead: number, end?: () => unknown): Pass<B> {
  const queue: Coming<B>[] = [];
  let held: Owned<B> | null = null;
  let ended = false;
  const drop = (): void => {
    release(held?.tensors ?? []);
    held = null;
  };
  const hand = (made: Owned<B> | null): B | null => {
    held = made;
    ended ||= made === null;
    return made === null ? null : made.batch;
  };
  return {
    next() {
      drop();
      if (ahead === 0) {
        const coming = begin();
        return coming instanceof Promise ? coming.then(hand) : hand(coming);
      }
      while (queue.length <= ahead && !ended) {
        const coming = attempt(begin);
        // an early failure must not end the program before its batch is requested
        if (coming instanceof Promise) coming.catch(() => {});
        queue.push(coming);
        ended = coming === null;
      }
      const coming = queue.shift() ?? null;
      return coming instanceof Promise ? coming.then(hand) : hand(coming);
    },
    close() {
      drop();
      for (const coming of queue.splice(0)) void discard(coming);
      return end?.();
    },
  };
}

/** Gathers the samples of an async iterable into batches: `begin` for `inOrder`. */
export function streamed<S, B>(
  iterator: AsyncIterator<S>,
  batchSize: number,
  dropLast: boolean,
  collate: (samples: S[]) => B,
): () => Promise<Owned<B> | null> {
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  const read = async (): Promise<Owned<B> | null> => {
    const samples: S[] = [];
    try {
      while (samples.length < batchSize && !ended) {
        const result: unknown = await iterator.next();
        if (typeof result !== 'object' || result === null)
          failType('DataLoader', `expected an iterator's result from the dataset, got ${show(result)}`);
        const { done = false, value } = result as IteratorResult<S>;
        if (done) ended = true;
        else samples.push(value as S);
      }
    } catch (error) {
      ended = true;
      release(claimSamples(samples));
      throw error;
    }
    if (samples.length === 0) return null;
    if (samples.length === batchSize || !dropLast) return collated(samples, collate);
    release(claimSamples(samples));
    return null;
  };
  return () => {
    const next = last.then(read, read);
    last = next;
    return next;
  };
}
