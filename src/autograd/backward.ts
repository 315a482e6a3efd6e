/**
 * The backward pass: from the newest node to the oldest, releasing saved tensors along the way. A node is always newer than its
 * inputs' nodes, so descending age is a topological order.
 */

import { heap } from '../../bindings/memory.ts';
import { newEmpty } from '../array/allocate.ts';
import { alias } from '../array/window.ts';
import { isTensor, NONE } from '../core.ts';
import { checkOptions, failRange, failType, nameMemoryError, show } from '../errors.ts';
import { enter, type Frame, free, leave } from '../frame.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { claim, commit, prepare, RAN, sumOf, wait } from './gradients.ts';
import { isNode, type Node, newMark, type Wanted } from './node.ts';
import { anomalyCheck, refresh, setRecording } from './tape.ts';

/** Where gradients end up: in the leaves' `grad`, or in the slots of `autograd.grad`. */
export type Sinks = Map<Node | Tensor, Tensor | null>;

function deliver(edge: Node | Tensor, g: Tensor, sinks: Sinks | null, leaves: Tensor[]): void {
  if (isNode(edge)) {
    edge.grad = edge.grad === null ? g : sumOf(edge.grad, g);
  } else if (sinks === null) {
    wait(edge, g, leaves);
  } else if (sinks.has(edge)) {
    const before = sinks.get(edge);
    sinks.set(edge, before ? sumOf(before, g) : g);
  } else {
    g.dispose();
  }
}

function visit(node: Node, mark: number, found: Node[]): void {
  if (node.mark === mark) return;
  node.mark = mark;
  found.push(node);
}

/** Every node reachable from the roots, newest first. */
function newestFirst(roots: readonly Tensor[]): Node[] {
  const mark = newMark();
  const found: Node[] = [];
  for (const { node } of roots) if (node !== null) visit(node, mark, found);
  // `found` is also the queue: nodes after `i` are still to be visited
  let sorted = true;
  for (let i = 0; i < found.length; i++) {
    const { edges, age } = found[i] as Node;
    if (i > 0 && age > (found[i - 1] as Node).age) sorted = false;
    for (let j = 0; j < edges.length; j++) {
      const edge = edges[j];
      if (isNode(edge)) visit(edge, mark, found);
    }
  }
  return sorted ? found : found.sort((a, b) => b.age - a.age);
}

function refuseSpent(node: Node): void {
  if (node.holds === null) return;
  if (node.holds.released) {
    throw new Error(
      `backward: the values that ${node.name} saved are freed, since backward() ran through it before; pass { retainGraph: true } to the first backward()`,
    );
  }
  if (node.holds.stale) {
    throw new Error(`backward: a value that ${node.name} saved was changed in place since; change a clone() instead`);
  }
}

/** Passes on a node's gradient where it is wanted; the scope of the backward pass frees the rest. */
function step(node: Node, g: Tensor, wanted: Wanted, sinks: Sinks | null, leaves: Tensor[]): void {
  refuseSpent(node);
  if (node.retained !== null && !node.retained.disposed) wait(node.retained, claim(alias(g)), leaves);
  if (sinks?.has(node)) sinks.set(node, claim(alias(g)));
  const result = node.backward(g, node.unpack(), wanted);
  const gradients = Array.isArray(result) ? result : [result];
  const check = anomalyCheck();
  if (check !== null)
    for (let i = 0; i < wanted.length; i++)
      if (wanted[i] && gradients[i]) check(gradients[i] as Tensor, node.name, 'backward', [g]);
  for (let i = 0; i < wanted.length; i++) {
    const dx = wanted[i] ? gradients[i] : null;
    gradients[i] = dx ? claim(dx) : null;
  }
  let i = 0;
  try {
    for (; i < wanted.length; i++) {
      const dx = gradients[i];
      if (dx) deliver(node.edges[i] as Node | Tensor, dx, sinks, leaves);
    }
  } catch (error) {
    while (++i < wanted.length) gradients[i]?.dispose();
    throw error;
  }
  node.grad = null;
  g.dispose();
}

/** For each node through which gradients reach a sink, oldest first: which of its edges lead there. */
function pathsTo(sinks: Sinks, nodes: readonly Node[]): Map<Node, Wanted> {
  const paths = new Map<Node, Wanted>();
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i] as Node;
    const wanted = node.edges.map((edge) =>
      edge !== null && (sinks.has(edge) || (isNode(edge) && paths.has(edge))) ? edge : null,
    );
    if (wanted.some((edge) => edge !== null)) paths.set(node, wanted);
  }
  return paths;
}

/**
 * Walks the graph behind `roots` in its own scope; with `sinks`, only where it leads to one. Saved tensors and the leaves'
 * gradients are unchanged until everything is computed, including `finish`: after an out-of-memory error, the walk can be
 * repeated.
 */
export function run(
  roots: readonly Tensor[],
  seeds: readonly Tensor[],
  retainGraph: boolean,
  sinks: Sinks | null,
  frame: Frame,
  finish?: () => void,
): void {
  const nodes = newestFirst(roots);
  const paths = sinks === null ? null : pathsTo(sinks, nodes);
  const leaves: Tensor[] = [];
  try {
    for (let i = 0; i < roots.length; i++) {
      const root = roots[i] as Tensor;
      deliver(root.node ?? root, claim(seeds[i] as Tensor), sinks, leaves);
    }
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as Node;
      const { grad } = node;
      if (grad === null) continue;
      const wanted = paths === null ? node.edges : paths.get(node);
      if (wanted !== undefined) {
        step(node, grad, wanted, sinks, leaves);
        if (!retainGraph) node.mark = RAN;
      } else if (sinks?.has(node)) sinks.set(node, claim(alias(grad)));
      free(frame);
    }
    for (let i = 0; i < leaves.length; i++) prepare(leaves[i] as Tensor, leaves[i]?.pending as Tensor, nodes);
    finish?.();
    for (let i = 0; i < nodes.length; i++) if (nodes[i]?.mark === RAN) nodes[i]?.release();
    for (let i = 0; i < leaves.length; i++) commit(leaves[i] as Tensor, leaves[i]?.pending as Tensor);
  } catch (error) {
    for (const leaf of leaves) {
      if (isTensor(leaf.pending)) leaf.pending.dispose();
      leaf.pending = NONE;
    }
    throw error;
  } finally {
    for (const node of nodes) {
      node.grad?.dispose();
      node.grad = null;
    }
  }
}

/** The gradient with which the walk starts at `root`. */
export function seedOf(fn: string, root: Tensor, gradient: Tensor | undefined): Tensor {
  root.check(fn);
  if (!root.requiresGrad)
    failRange(
      fn,
      `expected a tensor that gradients flow to, got one of shape ${showShape(root.sizes)} that requires none; set requiresGrad on an input`,
    );
  refresh(fn, root);
  if (gradient === undefined) {
    if (root.numel !== 1)
      failRange(fn, `expected a scalar, got shape ${showShape(root.sizes)}; pass { gradient } or reduce it with sum() or mean()`);
    const one = newEmpty(root, root.sizes);
    heap.f32[one.ptr >>> 2] = 1;
    return one;
  }
  if (!isTensor(gradient) || gradient.dtype !== 'float32')
    failType(fn, `expected gradient to be a float32 tensor, got ${show(gradient)}`);
  gradient.check(fn);
  if (!sameShape(gradient.sizes, root.sizes))
    failRange(fn, `expected gradient of shape ${showShape(root.sizes)}, got ${showShape(gradient.sizes)}`);
  return alias(gradient);
}

/** Options of `backward`. */
export interface BackwardOptions {
  /** The gradient of the loss with respect to this tensor. Default: 1 for a scalar. */
  gradient?: Tensor;
  /** Keep the saved tensors of the graph, so that backward can run again. */
  retainGraph?: boolean;
  /** Second-order gradients are not supported: true throws. */
  createGraph?: boolean;
}

export const noSecondOrder = (fn: string): never => {
  throw new Error(`${fn}: expected createGraph to be false, got true; second-order gradients are not supported`);
};

/** `Tensor.backward`: adds the gradients of `root` to the `grad` of every leaf that it depends on. */
export function backward(root: Tensor, options?: BackwardOptions): void {
  checkOptions('backward', options, ['gradient', 'retainGraph', 'createGraph']);
  if (options?.createGraph) noSecondOrder('backward');
  const retainGraph = options?.retainGraph ?? false;
  const frame = enter();
  const recorded = setRecording(false);
  try {
    run([root], [seedOf('backward', root, options?.gradient)], retainGraph, null, frame);
  } catch (error) {
    throw nameMemoryError('backward', error);
  } finally {
    setRecording(recorded);
    leave(frame);
  }
}

/** `Tensor.retain_grad`: keeps the gradient of a tensor that was made by an op. */
export function retainGrad(t: Tensor): void {
  t.check('retainGrad');
  if (t.node !== null) t.node.retained = t;
  else if (!t.leafRequiresGrad) failRange('retainGrad', 'expected a tensor that requires a gradient, got one that does not');
}
