/** Checks that functions finish their work before they return: modes and scopes end with them. */
import { failType, show } from './errors.ts';

const LATER = ['[object AsyncFunction]', '[object GeneratorFunction]', '[object AsyncGeneratorFunction]'];

/** Whether a value is a promise, or another object that `await` would wait for. */
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Whether a function can only be called with `new`; a function without its own prototype cannot. */
export const isClass = (f: object): boolean =>
  Object.getOwnPropertyDescriptor(f, 'prototype')?.writable === false && /^class\b/.test(Function.prototype.toString.call(f));

/**
 * Refuses, before it is called, anything but a synchronous function.
 * @throws {TypeError}
 */
export function checkSync(fn: string, callback: unknown): void {
  // the usual case: async functions and generators have other constructors; arrow functions have no prototype
  if (typeof callback !== 'function' || callback.constructor !== Function || callback.prototype !== undefined)
    checkSyncSlowly(fn, callback);
}

function checkSyncSlowly(fn: string, callback: unknown): void {
  if (typeof callback !== 'function') failType(fn, `expected a function, got ${show(callback)}`);
  if (LATER.includes(Object.prototype.toString.call(callback)))
    failType(fn, 'expected a synchronous function, got one that is async or a generator');
  if (isClass(callback)) failType(fn, `expected a function, got the class ${show(callback)}`);
}

/**
 * Refuses a result of unfinished work: a promise or a list of some, another object with `then`, a generator, or another iterator.
 * @throws {TypeError}
 */
export function refuseLater(fn: string, result: unknown, remedy: string = ''): void {
  if (typeof result === 'object' && result !== null) lookThrough(fn, result, remedy);
}

function lookThrough(fn: string, result: object, remedy: string): void {
  // an async function that is mapped over a list returns a list of promises
  const promises = (Array.isArray(result) ? result : [result]).filter(isThenable);
  if (promises.length > 0) {
    // the error below is the one to report
    for (const promise of promises) Promise.resolve(promise).catch(() => {});
    failType(fn, `expected a synchronous function, got one that returns a promise${remedy}`);
  }
  if ((Symbol.iterator in result || Symbol.asyncIterator in result) && 'next' in result && typeof result.next === 'function')
    failType(
      fn,
      `expected a synchronous function, got one that returns ${'throw' in result ? 'a generator' : 'an iterator'}${remedy}`,
    );
}
