/** Checks that functions finish their work before they return: modes and scopes end with them. */
import { TensorCore } from './core.ts';
import { failType, isPlainObject, show } from './errors.ts';
import type { Tensor } from './tensor.ts';

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
 * All tensors in nested arrays, maps, sets and objects, unless `dataOnly`: then not those in objects of classes.
 * Promises are added to `later`, but for those in objects of classes, which may wait for something by themselves.
 */
export function tensorsIn(value: unknown, later?: unknown[], dataOnly?: boolean): Set<Tensor> {
  const found = new Set<Tensor>();
  const seen = new Set<object>();
  const waiting: object[] = [];
  const others: object[] = [];
  // one by one: a long array passed as the arguments of push would overflow the stack
  const look = (values: Iterable<unknown>): void => {
    for (const next of values) {
      if (typeof next !== 'object' || next === null) continue;
      if (later !== undefined && isThenable(next)) later.push(next);
      else waiting.push(next);
    }
  };
  look([value]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    // reading a field of a user's object may throw; a Proxy or a child stands for its tensor
    if (next instanceof TensorCore) found.add((next.itself ?? next) as Tensor);
    else if (next instanceof Map) {
      look(next.keys());
      look(next.values());
    } else if (next instanceof Set || Array.isArray(next)) look(next);
    else if (later !== undefined && !isPlainObject(next)) others.push(next);
    else if (!ArrayBuffer.isView(next)) {
      look(Object.values(next));
      for (const symbol of Object.getOwnPropertySymbols(next)) look([Reflect.get(next, symbol)]);
    }
  }
  if (others.length > 0 && !dataOnly) for (const t of tensorsIn(others)) found.add(t);
  return found;
}

/** Has promises that are refused end as they may: the refusal is the error to report. */
export function ignore(later: readonly unknown[]): void {
  for (const promise of later) Promise.resolve(promise).catch(() => {});
}

/**
 * Refuses a result of unfinished work: a promise or another object with `then`, also in arrays, maps, sets and plain objects, a
 * generator, or another iterator. Returns the tensors in another result than one tensor, as `tensorsIn` does.
 * @throws {TypeError}
 */
export function refuseLater(fn: string, result: unknown, remedy: string = '', dataOnly: boolean = true): Set<Tensor> | undefined {
  if (typeof result !== 'object' || result === null || result instanceof TensorCore) return undefined;
  return lookThrough(fn, result, remedy, dataOnly);
}

function lookThrough(fn: string, result: object, remedy: string, dataOnly: boolean): Set<Tensor> {
  const later: unknown[] = [];
  const tensors = tensorsIn(result, later, dataOnly);
  if (later.length > 0) {
    ignore(later);
    failType(fn, `expected a synchronous function, got one that returns a promise${remedy}`);
  }
  if ((Symbol.iterator in result || Symbol.asyncIterator in result) && 'next' in result && typeof result.next === 'function')
    failType(
      fn,
      `expected a synchronous function, got one that returns ${'throw' in result ? 'a generator' : 'an iterator'}${remedy}`,
    );
  return tensors;
}
