/** Batches that are begun before they are asked for: how asynchronous samples are fetched while the last batch is in use. */
import { failType, show } from '../errors.ts';
import { claimSamples, collated, type Owned, release } from './owned.ts';

/** A batch that is there or on its way; null at the end. */
export type Coming<B> = Owned<B> | null | Promise<Owned<B> | null>;

const settled = async (coming: Coming<unknown>): Promise<void> => {
  try {
    release((await coming)?.tensors ?? []);
  } catch {
    // whoever waits for the batch is told
  }
};

/** Begins a batch; what fails before it is asked for is told when it is. */
function attempt<B>(begin: () => Coming<B>): Coming<B> {
  try {
    return begin();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** The batches that `begin` gives one by one, `ahead` of them begun early. Each is freed when the next is asked for. */
export async function* inOrder<B>(begin: () => Coming<B>, ahead: number): AsyncGenerator<B, void, undefined> {
  const queue: Coming<B>[] = [];
  let held: Owned<B> | null = null;
  try {
    for (;;) {
      release(held?.tensors ?? []);
      held = null;
      while (queue.length <= ahead) {
        const coming = attempt(begin);
        // one that fails early must not end the program before it is waited for
        if (coming instanceof Promise) coming.catch(() => {});
        queue.push(coming);
        if (coming === null) break;
      }
      held = await (queue.shift() as Coming<B>);
      if (held === null) return;
      yield held.batch;
    }
  } finally {
    release(held?.tensors ?? []);
    for (const coming of queue) void settled(coming);
  }
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
