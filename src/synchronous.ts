/** Functions that must be finished when they return, because a mode or a scope ends with them. */
import { failType, show } from './errors.ts';

const LATER = ['[object AsyncFunction]', '[object GeneratorFunction]', '[object AsyncGeneratorFunction]'];

/** Refuses what is not a function, or is one that finishes later, before calling it. @throws {TypeError} */
export function checkSync(fn: string, callback: unknown): void {
  if (typeof callback !== 'function') failType(fn, `expected a function, got ${show(callback)}`);
  if (LATER.includes(Object.prototype.toString.call(callback)))
    failType(fn, 'expected a synchronous function, got one that is async or a generator');
}

/**
 * Refuses a result whose work is not finished: a promise, anything else with `then`, or a generator.
 * @throws {TypeError}
 */
export function refuseLater(fn: string, result: unknown, remedy: string = ''): void {
  if (typeof result !== 'object' || result === null) return;
  if ('then' in result && typeof result.then === 'function') {
    // the error below is the one to see
    result.then(undefined, () => {});
    failType(fn, `expected a synchronous function, got one that returns a promise${remedy}`);
  }
  if (Symbol.iterator in result && 'next' in result && 'throw' in result)
    failType(fn, `expected a synchronous function, got one that returns a generator${remedy}`);
}
