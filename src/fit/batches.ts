/** A pass over any kind of loader. */
import { PASS, type Pass, passBy } from '../data/pass.ts';
import { failType, show } from '../errors.ts';

/** Begins a pass over a `DataLoader`, or anything that can be iterated, at once or asynchronously. */
export function passOf(fn: string, loader: object): Pass<unknown> {
  if (PASS in loader) return (loader as { [PASS](): Pass<unknown> })[PASS]();
  const iterator =
    Symbol.asyncIterator in loader
      ? (loader as AsyncIterable<unknown>)[Symbol.asyncIterator]()
      : (loader as Iterable<unknown>)[Symbol.iterator]();
  return passBy(iterator, ({ done, value }) => (done ? null : (value ?? failType(fn, `expected batches, got ${show(value)}`))));
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
