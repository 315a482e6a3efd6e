/** The gradient graph: the node of an op, the destinations of its inputs' gradients, and the values that its backward reads. */

import type { Storage } from '../../bindings/memory.ts';
import { onGarbage, type Releasable, track } from '../frame.ts';
import type { Tensor } from '../tensor.ts';

/** The tensors whose values a backward reads; null if the gradient that would read it is not wanted. */
export type Saved = readonly (Tensor | null)[];

/** For each input, null if no gradient is wanted. */
export type Wanted = readonly (object | null)[];

/** What an op's backward returns: a gradient for each input in order, null where none flows. A single input needs no array. */
export type Gradients = Tensor | null | (Tensor | null)[];

/**
 * From the gradient of the output and the saved tensors to the gradients of the inputs; runs with recording off, in its own
 * scope. It must not read other tensors' memory, which may have been reused by then.
 */
export type Backward<S extends Saved> = (grad: Tensor, saved: S, wanted: Wanted) => Gradients;

/** Storages that a node holds until its backward has run. A finalizer owns it, so it refers to no tensor and no node. */
class Holds implements Releasable {
  private readonly storages: readonly (Storage | null)[];
  private readonly version: number;
  released = false;

  constructor(saved: Saved) {
    const storages = new Array<Storage | null>(saved.length);
    let version = 0;
    for (let i = 0; i < saved.length; i++) {
      const storage = saved[i]?.storage ?? null;
      if (storage !== null) {
        storage.holders++;
        version += storage.version;
      }
      storages[i] = storage;
    }
    this.storages = storages;
    this.version = version;
  }

  release(): void {
    if (this.released) return;
    this.released = true;
    for (let i = 0; i < this.storages.length; i++) this.storages[i]?.release();
  }

  /** The storage of the saved tensor at `i`. */
  storageOf(i: number): Storage | null {
    return this.storages[i] ?? null;
  }

  /** How many of the saved tensors are in a storage. */
  count(storage: Storage): number {
    let n = 0;
    for (let i = 0; i < this.storages.length; i++) if (this.storages[i] === storage) n++;
    return n;
  }

  /** Whether a saved value has since been changed in place. */
  get stale(): boolean {
    return this.sumOfVersions() !== this.version;
  }

  /** Versions only grow, so an equal sum means that each is unchanged. */
  private sumOfVersions(): number {
    let sum = 0;
    for (let i = 0; i < this.storages.length; i++) sum += this.storages[i]?.version ?? 0;
    return sum;
  }
}

/** The destination of an input's gradient. */
function edgeTo(t: Tensor): Node | Tensor | null {
  if (t.node === null) return t.leafRequiresGrad ? t : null;
  t.node.holders++;
  return t.node;
}

/** Whether an edge leads to a node: called so often that instanceof, which walks up a leaf's prototypes, would be noticeable. */
export const isNode = (edge: Node | Tensor | null | undefined): edge is Node => edge?.constructor === Node;

const NOTHING: (Tensor | null)[] = [];

let age = 0;
let pass = 0;

/** A number for `Node.mark` that no node has yet. */
export const newMark = (): number => ++pass;

/** An op's place in the graph. A node is always newer than its inputs' nodes. */
export class Node {
  readonly name: string;
  /** For each input: the node that made it, the leaf itself, or null where no gradient is wanted. */
  readonly edges: readonly (Node | Tensor | null)[];
  readonly backward: Backward<Saved>;
  readonly holds: Holds | null;
  readonly age: number;
  /** The output tensor and the nodes that consume it. */
  holders = 1;
  mark = 0;
  grad: Tensor | null = null;
  /** The output, if `retainGrad()` has requested its gradient. */
  retained: Tensor | null = null;
  /** This node's own array: `unpack` replaces what was disposed. */
  private saved: (Tensor | null)[];

  constructor(name: string, inputs: readonly Tensor[], saved: Saved, backward: Backward<Saved>) {
    this.name = name;
    this.backward = backward;
    this.saved = saved as (Tensor | null)[];
    this.holds = saved.length > 0 ? new Holds(saved) : null;
    this.age = ++age;
    const edges = new Array<Node | Tensor | null>(inputs.length);
    for (let i = 0; i < edges.length; i++) edges[i] = edgeTo(inputs[i] as Tensor);
    this.edges = edges;
  }

  /** The saved tensors: those that were since disposed are returned as windows on the memory held for them. */
  unpack(): Saved {
    const { saved, holds } = this;
    for (let i = 0; i < saved.length; i++) {
      const t = saved[i];
      if (t?.disposed) saved[i] = revive(t, holds?.storageOf(i) as Storage);
    }
    return saved;
  }

  /** Releases the saved tensors; backward cannot run again. */
  release(): void {
    this.holds?.release();
    this.saved = NOTHING;
  }

  /** Drops one holder; with the last one, the saved tensors are released, here and down the graph. */
  drop(): void {
    if (--this.holders > 0) return;
    const stack: Node[] = [this];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      node.release();
      for (let i = 0; i < node.edges.length; i++) {
        const edge = node.edges[i];
        if (isNode(edge) && --edge.holders === 0) stack.push(edge);
      }
    }
  }

  /** Leaves this node and those behind it to the garbage collector: no scope will release them. */
  finalize(): void {
    const mark = newMark();
    const stack: Node[] = [this];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node.mark === mark) continue;
      node.mark = mark;
      if (node.holds !== null && !node.holds.released) onGarbage(node, node.holds);
      for (const edge of node.edges) if (isNode(edge)) stack.push(edge);
    }
  }
}

/** A window on the memory that was held for a disposed tensor. */
function revive(t: Tensor, storage: Storage): Tensor {
  storage.holders++;
  const window = t.make(storage, t.sizes, t.dtype, t.steps, t.offset);
  track(window);
  return window;
}
