/**
 * Which tensors are given back when: a scope frees what was made inside it at its end, since JavaScript's garbage collector
 * cannot see the linear memory and a synchronous loop gives finalizers no turn. A finalizer frees what was made outside
 * every scope.
 */
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
