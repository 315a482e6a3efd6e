/** One pass over a loader, batch by batch. */

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
