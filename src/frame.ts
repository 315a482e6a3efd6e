/**
 * When tensors are freed: a scope frees at its end what was made inside it, since JavaScript's garbage collector cannot see the
 * linear memory, and finalizers do not run during a synchronous loop. A finalizer frees what was made outside every scope.
 */
import { renamed } from './errors.ts';
import type { Tensor } from './tensor.ts';

/**
 * Who frees a tensor: only its finalizer or `dispose()`, the caller of `keep()`, a scope, a loader for its batch, or an object
 * that holds it as its own.
 */
export type Owner = 'free' | 'kept' | 'scope' | 'batch' | 'held';

/** Something that a finalizer releases when its JavaScript object is garbage; releasing twice does nothing. */
export interface Releasable {
  release(): void;
}

/**
 * An open scope: the chain of the tensors that it made, newest first. A frame is as young as its tensors, so that linking them
 * does not cost the garbage collector a record of old objects that point to new ones.
 */
export class Frame {
  readonly outer: Frame | null;
  /** The turn of the event loop that it was opened in, the only one in which it may be open. */
  readonly turn: number = turn;
  newest: Tensor | null = null;

  constructor(outer: Frame | null) {
    this.outer = outer;
  }
}

let turn = 0;
let current: Frame | null = null;
let endsSoon = false;

/** Ensures that a scope still open when this turn of the event loop ends refuses the next tensor. */
export function endWithTurn(): void {
  if (endsSoon) return;
  endsSoon = true;
  queueMicrotask(() => {
    endsSoon = false;
    if (current !== null) turn++;
  });
}

/** Closes the scopes that an earlier turn left open, without freeing anything: their tensors wait for their own `dispose()`. */
function refuseOpen(t?: Tensor): never {
  t?.dispose();
  current = null;
  throw new Error(
    'scope: a scope was still open when the program went on to another task, as across await; ' +
      'open one for each step between awaits, or keep() the tensors and dispose() them',
  );
}

const finalizers = /* @__PURE__ */ new FinalizationRegistry<Releasable>((held) => held.release());

/** Has `held` released when `owner` is garbage; `held` must not refer to `owner`. */
export const onGarbage = (owner: object, held: Releasable): void => finalizers.register(owner, held);

/** Puts a new tensor into the current scope; outside every scope, only its finalizer frees it. */
export function track(t: Tensor): void {
  if (current === null) {
    trackOutside(t);
    return;
  }
  if (current.turn !== turn) refuseOpen(t);
  t.owner = 'scope';
  t.frame = current;
  t.older = current.newest;
  current.newest = t;
}

function trackOutside(t: Tensor): void {
  made?.push(t);
  t.finalize();
}

/**
 * Runs the body of a public function that makes more than one tensor, or calls others: if it throws, for example because memory
 * runs out, what it made is freed, and the message starts with the name of the public function. On hot paths, `body` is a
 * separate function with `args`: a closure would cost as much as the rest.
 */
export function whole<A extends readonly unknown[], T>(fn: string, body: (...args: A) => T, ...args: A): T {
  const frame = current;
  if (frame === null) return wholeOutside(fn, body, ...args);
  const before = frame.newest;
  try {
    return body(...args);
  } catch (error) {
    // newest first: a node is dropped before those of its inputs
    while (frame.newest !== null && frame.newest !== before) {
      const t: Tensor = frame.newest;
      frame.newest = t.older;
      t.older = null;
      if (t.owner === 'scope') t.dispose();
    }
    throw renamed(fn, error);
  }
}

/** Outside every scope: what was made since the outermost such call began. */
let made: Tensor[] | null = null;

function wholeOutside<A extends readonly unknown[], T>(fn: string, body: (...args: A) => T, ...args: A): T {
  if (made !== null) return body(...args);
  const mine: Tensor[] = [];
  made = mine;
  try {
    return body(...args);
  } catch (error) {
    for (const t of mine.reverse()) if (t.owner === 'free') t.dispose();
    throw renamed(fn, error);
  } finally {
    made = null;
  }
}

/** Has `whole` free a tensor that needs no finalizer, if its call fails. */
export function temporary(t: Tensor): Tensor {
  if (current !== null) track(t);
  else made?.push(t);
  return t;
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

/** Closes a scope and those still open inside it: frees what they made, and hands survivors to the enclosing scope. */
export function leave(frame: Frame, survivors?: ReadonlySet<Tensor>): void {
  // the usual case
  if (current === frame && frame.turn === turn) {
    current = frame.outer;
    free(frame, survivors);
  } else leaveOpen(frame, survivors);
}

/** Closes a scope with others open inside it, or one that an earlier turn left open. */
function leaveOpen(frame: Frame, survivors?: ReadonlySet<Tensor>): void {
  if (frame.turn !== turn || !isWithin(current, frame)) {
    // scopes opened inside it since the earlier turn may belong to another task
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

/** Frees what a scope has made so far; survivors move to the current one. */
export function free(frame: Frame, survivors?: ReadonlySet<Tensor>): void {
  let t = frame.newest;
  frame.newest = null;
  while (t !== null) {
    const { older } = t;
    let frozen = false;
    try {
      t.older = null;
    } catch {
      frozen = true;
    }
    if (t.owner === 'scope') {
      if (!frozen && survivors?.has(t) && !t.disposed) track(t);
      else t.dispose();
    }
    t = older;
  }
}
