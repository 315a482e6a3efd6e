/**
 * The gradients of a backward pass: accumulated along the way, and held until its end, so that a leaf's `grad` is either
 * unchanged or complete.
 */
import { accumulate, sumOfTwo } from '../array/accumulate.ts';
import { copyInto, copyOf } from '../array/copy.ts';
import { alias } from '../array/window.ts';
import { NONE } from '../core.ts';
import { failFrozen } from '../errors.ts';
import { isOfThisScope } from '../frame.ts';
import type { Tensor } from '../tensor.ts';
import type { Node } from './node.ts';

/** Whether nobody except `others` reads or writes this tensor's storage, and the tensor fills it in order. */
const isExclusive = (t: Tensor, others = 0): boolean =>
  t.storage.holders === 1 + others && t.steps === null && t.numel * 4 === t.storage.bytes;

/** Takes a gradient that `backward` returned out of the walk's scope; one that already has an owner is aliased. */
export function claim(t: Tensor): Tensor {
  const claimed = isOfThisScope(t) ? t : alias(t);
  claimed.owner = 'held';
  return claimed;
}

/** The sum of two gradients, reusing the first one's storage if nobody else uses it; consumes both, the second in any case. */
export function sumOf(a: Tensor, b: Tensor): Tensor {
  try {
    if (isExclusive(a)) {
      accumulate(a, b);
      return a;
    }
    const sum = claim(sumOfTwo(a, b));
    a.dispose();
    return sum;
  } finally {
    b.dispose();
  }
}

/** Adds a gradient to the one that waits for the walk's end at the tensor whose `grad` receives it; consumes it. */
export function wait(leaf: Tensor, g: Tensor, leaves: Tensor[]): void {
  if (leaf.disposed) return g.dispose();
  if (leaf.pending === NONE) {
    try {
      leaf.pending = g;
    } catch {
      g.dispose();
      failFrozen('backward');
    }
    leaves.push(leaf);
  } else leaf.pending = sumOf(leaf.pending as Tensor, g);
}

/** Turns a waiting gradient into what `commit` needs once the nodes that ran have released their saved tensors. */
export function prepare(leaf: Tensor, g: Tensor, nodes: readonly Node[]): void {
  const { grad } = leaf;
  let ready: Tensor | null = null;
  if (grad === null) {
    if (!isExclusive(g) && !isExclusive(g, heldBy(nodes, g))) ready = copyOf(g);
  } else if (grad.steps !== null) ready = sumOfTwo(grad, g);
  else if (g.steps !== null) ready = copyOf(g);
  if (ready === null) return;
  leaf.pending = claim(ready);
  g.dispose();
}

/** Hands a gradient over; allocates nothing. */
export function commit(leaf: Tensor, g: Tensor): void {
  const { grad } = leaf;
  if (grad === null) leaf.adoptGrad(g);
  else {
    if (grad.steps === null) accumulate(grad, g);
    else copyInto(grad, g);
    g.dispose();
  }
  leaf.pending = NONE;
}

/** The mark of a node whose backward has run. */
export const RAN = 0;

/** How often nodes that ran hold the storage of a gradient, because a saved tensor shares it. */
function heldBy(nodes: readonly Node[], { storage }: Tensor): number {
  let count = 0;
  for (const { holds, mark } of nodes) if (mark === RAN) count += holds?.count(storage) ?? 0;
  return count;
}
