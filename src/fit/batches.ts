/** A pass over any kind of loader. */
import { PASS, type Pass, passBy } from '../data/pass.ts';
import { failType, show } from '../errors.ts';

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
