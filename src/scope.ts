/**
 * Scopes give tensors' memory back at a block's end: JavaScript's garbage collector cannot see the linear memory, and a
 * synchronous loop gives finalizers no turn. The finalizer is the net below, for tensors made outside every scope.
 */

import { failType } from './errors.ts';
import type { Tensor } from './tensor.ts';

/** Who gives a tensor back: nobody but its finalizer or `dispose()`, a scope, or whatever holds it as its own. */
export type Owner = 'free' | 'scope' | 'held';

/** Something that a finalizer gives back when its JavaScript object is gone; giving back twice does nothing. */
export interface Releasable {
  release(): void;
}

/**
 * An open scope: the chain of the tensors that it made, newest first. A frame is as young as its tensors, so that linking
 * them costs the garbage collector no record of old objects that point to new ones.
 */
export class Frame {
  readonly outer: Frame | null;
  newest: Tensor | null = null;

  constructor(outer: Frame | null) {
    this.outer = outer;
  }
}

let current: Frame | null = null;

const finalizers = /* @__PURE__ */ new FinalizationRegistry<Releasable>((held) => held.release());

/** Has `held` given back when `owner` is garbage; `held` must not refer to `owner`. */
export const onGarbage = (owner: object, held: Releasable): void => finalizers.register(owner, held);

/** Puts a new tensor into the current scope; outside every scope, its finalizer is all there is. */
export function track(t: Tensor): void {
  if (current === null) {
    t.finalize();
  } else {
    t.owner = 'scope';
    t.frame = current;
    t.older = current.newest;
    current.newest = t;
  }
}

export const insideScope = (): boolean => current !== null;

/** Whether the innermost open scope made this tensor. */
export const isOfThisScope = (t: Tensor): boolean => !t.disposed && t.owner === 'scope' && t.frame === current;

/** Opens a scope. */
export function enter(): Frame {
  current = new Frame(current);
  return current;
}

/** Closes a scope and those still open inside it: frees what they made, and hands what survives to the scope around. */
export function leave(frame: Frame, survivors?: ReadonlySet<Tensor>): void {
  if (!isWithin(current, frame)) return;
  while (current !== frame.outer) {
    const inner = current as Frame;
    current = inner.outer;
    free(inner, survivors);
  }
}

/** Whether `frame` is `outer` or was opened inside it. */
export function isWithin(frame: Frame | null, outer: Frame | null): boolean {
  for (let f = frame; f !== null; f = f.outer) if (f === outer) return true;
  return false;
}

/** Frees what a scope made so far; what survives goes to the current one. */
export function free(frame: Frame, survivors?: ReadonlySet<Tensor>): void {
  let t = frame.newest;
  frame.newest = null;
  while (t !== null) {
    const { older } = t;
    t.older = null;
    if (t.owner === 'scope') {
      if (survivors?.has(t)) track(t);
      else t.dispose();
    }
    t = older;
  }
}

/** Every tensor in a nesting of arrays and plain objects. */
function tensorsIn(value: unknown, isTensor: (v: object) => v is Tensor, found: Set<Tensor>, seen: Set<object>): Set<Tensor> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return found;
  seen.add(value);
  if (isTensor(value)) {
    found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) tensorsIn(item, isTensor, found, seen);
  } else {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      for (const item of Object.values(value)) tensorsIn(item, isTensor, found, seen);
    }
  }
  return found;
}

const isTensor = (value: object): value is Tensor => 'storage' in value && 'owner' in value;

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
  else leave(frame, tensorsIn(result, isTensor, new Set(), new Set()));
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
