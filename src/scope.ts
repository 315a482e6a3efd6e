/** Scopes for users: `scope(fn)`, `using s = scope()` and `keep(t)`. */
import { isTensor, TensorCore } from './core.ts';
import { failType, show } from './errors.ts';
import { endWithTurn, enter, leave, whole } from './frame.ts';
import { takes } from './options.ts';
import { checkSync, refuseLater } from './synchronous.ts';
import type { Tensor } from './tensor.ts';

/** All tensors in nested arrays, maps, sets and objects. */
export function tensorsIn(value: unknown): Set<Tensor> {
  const found = new Set<Tensor>();
  const seen = new Set<object>();
  const waiting: object[] = [];
  // one by one: a long array passed as the arguments of push would overflow the stack
  const look = (values: Iterable<unknown>): void => {
    for (const next of values) if (typeof next === 'object' && next !== null) waiting.push(next);
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
    else if (!ArrayBuffer.isView(next)) {
      look(Object.values(next));
      for (const symbol of Object.getOwnPropertySymbols(next)) look([Reflect.get(next, symbol)]);
    }
  }
  return found;
}

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
    if (typeof result === 'object' && result !== null) {
      refuseLater('scope', result, '; use one scope for each step between awaits');
      survivors = tensorsIn(result);
    }
    return result;
  } finally {
    leave(frame, survivors);
  }
}

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
