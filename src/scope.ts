/** Scopes for users: `scope(fn)`, `using s = scope()` and `keep(t)`. */
import { isTensor, TensorCore } from './core.ts';
import { failType, show } from './errors.ts';
import { endWithTurn, enter, leave, whole } from './frame.ts';
import { takes } from './options.ts';
import { checkSync, refuseLater } from './synchronous.ts';
import type { Tensor } from './tensor.ts';

/** A scope held by a block: `using s = scope()`, or `s.dispose()`. */
export interface Scope extends Disposable {
  /** Frees every tensor made since the scope was opened, except those passed to `keep`. Disposing twice does nothing. */
  dispose(): void;
}

/**
 * Runs `fn` and frees every tensor made inside it, except those it returns (nested in arrays, maps, sets and objects to any
 * depth) and those passed to `keep`. A scope never frees parameters, gradients, buffers and optimizer state. Without a function,
 * opens a scope that lasts until it is disposed: `using s = scope()`. A scope does not last across `await`.
 *
 * @throws {TypeError} unless `fn` is a synchronous function.
 */
export function scope<T>(fn: () => T): T;
export function scope(): Scope;
export function scope<T>(fn?: () => T): T | Scope {
  takes('scope', 1, arguments);
  if (fn === undefined) return openScope();
  checkSync('scope', fn);
  const frame = enter();
  let survivors: Set<Tensor> | undefined;
  try {
    const result = fn();
    // in a function of its own: a scope without a result stays small
    if (typeof result === 'object' && result !== null) survivors = survivorsIn(result);
    return result;
  } finally {
    leave(frame, survivors);
  }
}

/** The tensors in the result of a scope. The usual result is one. */
const survivorsIn = (result: object): Set<Tensor> | undefined =>
  result instanceof TensorCore
    ? new Set([(result.itself ?? result) as Tensor])
    : refuseLater('scope', result, '; use one scope for each step between awaits', false);

/** Runs the body of a function that is composed of others: as `whole`, and frees everything but what it returns. */
export const composed = <T>(fn: string, body: () => T): T => whole(fn, () => scope(body));

function openScope(): Scope {
  const frame = enter();
  endWithTurn();
  const dispose = (): void => leave(frame);
  return { dispose, [Symbol.dispose]: dispose };
}

/**
 * Removes a tensor from the current scopes, or from the loader whose batch it belongs to: it lives until `dispose()` or until it
 * is garbage. Returns it.
 *
 * @throws {TypeError} unless given a tensor. @throws {DisposedError} for a disposed one.
 */
export function keep<T extends Tensor>(t: T): T {
  takes('keep', 1, arguments);
  if (!isTensor(t)) failType('keep', `expected a tensor, got ${show(t)}`);
  t.check('keep');
  // a frozen one is freed by its finalizer anyway
  if (Object.isFrozen(t)) return t;
  if (t.owner !== 'free') t.finalize();
  t.owner = 'kept';
  return t;
}
