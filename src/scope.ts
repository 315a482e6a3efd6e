/** Scopes as users open them: `scope(fn)`, `using s = scope()` and `keep(t)`. */
import { isTensor } from './core.ts';
import { failType } from './errors.ts';
import { enter, type Frame, leave } from './frame.ts';
import type { Tensor } from './tensor.ts';

/** Every tensor in a nesting of arrays and plain objects. */
function tensorsIn(value: unknown, found: Set<Tensor>, seen: Set<object>): Set<Tensor> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return found;
  seen.add(value);
  if (isTensor(value)) {
    found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) tensorsIn(item, found, seen);
  } else {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      for (const item of Object.values(value)) tensorsIn(item, found, seen);
    }
  }
  return found;
}

/** A scope that a block holds: `using s = scope()`, or `s.dispose()`. */
export interface Scope extends Disposable {
  /** Frees every tensor made since the scope was opened, except those passed to `keep`; twice does nothing. */
  dispose(): void;
}

/**
 * Runs `fn` and frees every tensor made inside it, except those it returns (in any nesting of arrays and plain objects)
 * and those passed to `keep`. Parameters, gradients, buffers and optimizer state are never a scope's to free. Without a
 * function, opens a scope that lasts until it is disposed: `using s = scope()`.
 *
 * @throws {TypeError} if `fn` returns a promise: a scope cannot last across `await`.
 */
export function scope<T>(fn: () => T): T;
export function scope(): Scope;
export function scope<T>(fn?: () => T): T | Scope {
  const frame = enter();
  if (fn === undefined) return openScope(frame);
  let result: T | undefined;
  try {
    result = fn();
    if (result instanceof Promise)
      failType(
        'scope',
        'expected a synchronous function, got one that returns a promise; use one scope for each step between awaits',
      );
  } catch (error) {
    leave(frame);
    throw error;
  }
  if (typeof result !== 'object' || result === null) leave(frame);
  else leave(frame, tensorsIn(result, new Set(), new Set()));
  return result;
}

function openScope(frame: Frame): Scope {
  const dispose = (): void => leave(frame);
  return { dispose, [Symbol.dispose]: dispose };
}

/**
 * Takes a tensor out of the current scopes, or away from the loader whose batch it belongs to: it lives until `dispose()`
 * or until it is garbage. Returns it.
 */
export function keep<T extends Tensor>(t: T): T {
  if (t.owner !== 'free') t.finalize();
  return t;
}
