/** One pass over a loader of any kind, batch by batch. */
import { failType, show } from '../errors.ts';

/** Batches one by one, without a promise where possible: a loop over thousands of small ones need not await each. */
export interface Pass<B> {
  /** The next batch, or null at the end. The previous one may be freed. */
  next(): B | null | Promise<B | null>;
  /** Leaves the loop. */
  close(): unknown;
}

/** A pass by an iterator, each of whose results `batchOf` turns into a batch or null. */
export function passBy<B>(iterator: Iterator<B> | AsyncIterator<B>, batchOf: (result: IteratorResult<B>) => B | null): Pass<B> {
  return {
    next() {
      const result = iterator.next();
      return result instanceof Promise ? result.then(batchOf) : batchOf(result as IteratorResult<B>);
    },
    close: () => iterator.return?.(),
  };
}

/** The method by which a loader begins a pass. */
export const PASS: unique symbol = /* @__PURE__ */ Symbol('pass') as never;

/** Begins a pass over a `DataLoader` or any other iterable, synchronous or asynchronous. */
export function passOf(fn: string, loader: object): Pass<unknown> {
  if (PASS in loader) return (loader as { [PASS](): Pass<unknown> })[PASS]();
  const iterator =
    Symbol.asyncIterator in loader
      ? (loader as AsyncIterable<unknown>)[Symbol.asyncIterator]()
      : (loader as Iterable<unknown>)[Symbol.iterator]();
  return passBy(iterator, ({ done, value }) => (done ? null : (value ?? failType(fn, `expected batches, got ${show(value)}`))));
}

/** The loader's number of batches, if it is known: for an async iterable dataset it throws. */
export function lengthOf(loader: object): number | undefined {
  try {
    const { length } = loader as { length?: unknown };
    return typeof length === 'number' ? length : undefined;
  } catch {
    return undefined;
  }
}
