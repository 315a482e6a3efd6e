/**
 * When tensors are freed. A scope frees at its end what was made inside it, because JavaScript's garbage collector does not see the
 * linear memory, and finalizers do not run during a synchronous loop. A finalizer frees what was made outside every scope.
 */
import type { Tensor } from './tensor.ts';

/** Who frees a tensor: only its finalizer or `dispose()`, a scope, or the object that holds it. */
export type Owner = 'free' | 'scope' | 'held';

/** Something that a finalizer releases once its JavaScript object is garbage; releasing twice does nothing. */
export interface Releasable {
  release(): void;
}

/**
 * An open scope: the chain of the tensors made in it, newest first. A frame is as young as its tensors, so the garbage collector does
 * not have to record an old object that points to new ones.
 */
export class Frame {
  readonly outer: Frame | null;
  /** The turn of the event loop that opened it, and the only one in which it may be open. */
  readonly turn: number = turn;
  newest: Tensor | null = null;

  constructor(outer: Frame | null) {
    this.outer = outer;
  }
}

let turn = 0;
let current: Frame | null = null;
let endsSoon = false;

/** Makes a scope that is still open at the end of this turn of the event loop refuse the next tensor. */
export function endWithTurn(): void {
  if (endsSoon) return;
  endsSoon = true;
  queueMicrotask(() => {
    endsSoon = false;
    if (current !== null) turn++;
  });
}

/** Closes the scopes that an earlier turn left open, without freeing anything: their tensors wait for `dispose()`. */
function refuseOpen(): never {
  current = null;
  throw new Error(
    'scope: a scope was still open when the program went on to another task, as across await; ' +
      'open one for each step between awaits, or keep() the tensors and dispose() them',
  );
}

const finalizers = /* @__PURE__ */ new FinalizationRegistry<Releasable>((held) => held.release());

/** Releases `held` once `owner` is garbage; `held` must not refer to `owner`. */
export const onGarbage = (owner: object, held: Releasable): void => finalizers.register(owner, held);

/** Adds a new tensor to the current scope; outside every scope, registers its finalizer. */
export function track(t: Tensor): void {
  if (current === null) {
    t.finalize();
  } else {
    if (current.turn !== turn) {
      t.dispose();
      refuseOpen();
    }
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
  if (current !== null && current.turn !== turn) refuseOpen();
  current = new Frame(current);
  return current;
}

/** Closes a scope and those still open inside it: frees their tensors and hands the survivors to the enclosing scope. */
export function leave(frame: Frame, survivors?: ReadonlySet<Tensor>): void {
  if (frame.turn !== turn || !isWithin(current, frame)) {
    // left open by an earlier turn: scopes opened inside it since may be another task's
    if (current === frame) current = frame.outer;
    free(frame, survivors);
    return;
  }
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

/** Frees what was made in a scope so far; survivors go to the current scope. */
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
