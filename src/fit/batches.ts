/** A pass over any kind of loader. */
import { PASS, type Pass } from '../data/pass.ts';
import { failType, show } from '../errors.ts';

/** Begins a pass over a `DataLoader`, or anything that can be iterated, at once or asynchronously. */
export function passOf(fn: string, loader: object): Pass<unknown> {
  if (PASS in loader) return (loader as { [PASS](): Pass<unknown> })[PASS]();
  const batchOf = ({ done, value }: IteratorResult<unknown>): unknown => {
    if (done) return null;
    return value ?? failType(fn, `expected batches, got ${show(value)}`);
  };
  if (Symbol.asyncIterator in loader) {
    const iterator = (loader as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    return { next: async () => batchOf(await iterator.next()), close: () => iterator.return?.() };
  }
  const iterator = (loader as Iterable<unknown>)[Symbol.iterator]();
  return { next: () => batchOf(iterator.next()), close: () => iterator.return?.() };
}

/** How many batches the loader has, if it knows: one of an async iterable dataset throws. */
export function lengthOf(loader: object): number | undefined {
  try {
    const { length } = loader as { length?: unknown };
    return typeof length === 'number' ? length : undefined;
  } catch {
    return undefined;
  }
}
