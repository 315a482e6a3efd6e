/**
 * Reverse-mode differentiation: ops record nodes, `backward` walks them from the newest to the oldest and gives back
 * what they saved as it goes. A node is always newer than its inputs' nodes, so descending age is a topological order.
 */
import { heap, type Storage } from '../bindings/memory.ts';
import { setReplaying } from './core.ts';
import { empty } from './create/values.ts';
import { checkOptions, failRange, failType, show } from './errors.ts';
import { add } from './ops/elementwise/arithmetic.ts';
import { accumulate, alias, clone } from './ops/shape/views.ts';
import { enter, type Frame, free, insideScope, isOfThisScope, leave, onGarbage, type Releasable } from './scope.ts';
import { sameShape, showShape } from './shape.ts';
import { Tensor } from './tensor.ts';

/** What an op's backward gives: a gradient for each input in order, null where none flows. A lone input's needs no array. */
export type Gradients = Tensor | null | (Tensor | null)[];
/** From the gradient of the output to those of the inputs; runs with recording off, in a scope of its own. */
export type Backward = (grad: Tensor) => Gradients;

let recording = true;
let age = 0;
let walk = 0;

/** Storages whose values a node's backward reads, held until it has run. */
class Saved implements Releasable {
  private readonly storages: readonly Storage[];
  private readonly version: number;
  released = false;

  constructor(values: readonly Tensor[]) {
    this.storages = values.map(hold);
    this.version = this.sumOfVersions();
  }

  release(): void {
    if (this.released) return;
    this.released = true;
    for (let i = 0; i < this.storages.length; i++) (this.storages[i] as Storage).release();
  }

  /** Whether a saved value was changed in place since. */
  get stale(): boolean {
    return this.sumOfVersions() !== this.version;
  }

  /** Versions only grow, so an equal sum means that each is what it was. */
  private sumOfVersions(): number {
    let sum = 0;
    for (let i = 0; i < this.storages.length; i++) sum += (this.storages[i] as Storage).version;
    return sum;
  }
}

function hold({ storage }: Tensor): Storage {
  storage.holders++;
  return storage;
}

/** Where an input's gradient goes. */
function edgeTo(t: Tensor): Node | Tensor | null {
  if (t.node === null) return t.leafRequiresGrad ? t : null;
  t.node.holders++;
  return t.node;
}

/** Whether an edge leads to a node: asked so often that a walk up a leaf's prototypes, as instanceof takes, shows. */
const isNode = (edge: Node | Tensor | null | undefined): edge is Node => edge?.constructor === Node;

const NOTHING: readonly Tensor[] = [];

/** An op's place in the graph: where its inputs' gradients go, and how to compute them. */
export class Node {
  readonly name: string;
  /** For each input: the node that made it, the leaf itself, or null where no gradient is wanted. */
  readonly edges: readonly (Node | Tensor | null)[];
  readonly backward: Backward;
  readonly saved: Saved | null;
  readonly age: number;
  /** The output tensor and the nodes that consume it. */
  holders = 1;
  mark = 0;
  grad: Tensor | null = null;
  /** The output, if `retainGrad()` asked for its gradient. */
  retained: Tensor | null = null;

  constructor(name: string, inputs: readonly Tensor[], saved: readonly Tensor[], backward: Backward) {
    this.name = name;
    this.backward = backward;
    this.saved = saved.length > 0 ? new Saved(saved) : null;
    this.age = ++age;
    this.edges = inputs.map(edgeTo);
  }

  /** One holder less; at none, what was saved is given back, here and down the graph. */
  drop(): void {
    if (--this.holders > 0) return;
    const stack: Node[] = [this];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      node.saved?.release();
      for (let i = 0; i < node.edges.length; i++) {
        const edge = node.edges[i];
        if (isNode(edge) && --edge.holders === 0) stack.push(edge);
      }
    }
  }

  /** Leaves this node and those behind it to the garbage collector: no scope will drop them. */
  finalize(): void {
    const pass = ++walk;
    const stack: Node[] = [this];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node.mark === pass) continue;
      node.mark = pass;
      if (node.saved !== null && !node.saved.released) onGarbage(node, node.saved);
      for (const edge of node.edges) if (isNode(edge)) stack.push(edge);
    }
  }
}

/** Whether an op on these inputs must call `record`: gradients flow, or every result is looked at. */
export function tracks(a: Tensor, b?: Tensor | null, c?: Tensor | null): boolean {
  return recording && (a.requiresGrad || b?.requiresGrad === true || c?.requiresGrad === true || anomaly !== null);
}

export const isRecording = (): boolean => recording;

/** Sees every recorded op: its result, its name, the tensors that gradients flow to, and what else it was called with. */
export type Tracer = (out: Tensor, name: string, inputs: readonly Tensor[], how: unknown) => void;
let tracer: Tracer | null = null;

/** Runs `fn` with `trace` called on every op that it records. */
export function withTracer<T>(trace: Tracer, fn: () => T): T {
  const before = tracer;
  tracer = trace;
  try {
    return fn();
  } finally {
    tracer = before;
  }
}

/**
 * Attaches a node to `out`: `saved` are the tensors whose values `backward` reads, `how` is what else a tracer must know
 * of the call. Call it only if `tracks(...)`.
 *
 * @throws {Error} if an input is a view whose storage a recorded change in place has replaced.
 */
export function record(
  out: Tensor,
  name: string,
  inputs: readonly Tensor[],
  saved: readonly Tensor[],
  backward: Backward,
  how?: unknown,
): Tensor {
  for (let i = 0; i < inputs.length; i++) {
    const t = inputs[i] as Tensor;
    if (t.rebased !== t.storage.rebased && t.requiresGrad) {
      throw new Error(
        `${name}: expected an input whose gradient graph is current, got one of shape ${showShape(t.shape)} that was changed in place ` +
          'through another view; take the view again after the change, or change a clone()',
      );
    }
  }
  if (anomaly !== null) {
    anomaly(out, name, 'forward', inputs);
    if (!inputs.some((t) => t.requiresGrad)) return out;
  }
  const node = new Node(name, inputs, saved, backward);
  out.node = node;
  if (out.owner === 'free' && !insideScope() && node.saved !== null) onGarbage(node, node.saved);
  if (tracer !== null) tracer(out, name, inputs, how);
  return out;
}

/** Records a change in place of `t`: from now on gradients flow through `backward` to what `t` was before. */
export function recordInPlace(
  t: Tensor,
  name: string,
  others: readonly Tensor[],
  saved: readonly Tensor[],
  backward: Backward,
): void {
  const before = t.node;
  record(t, name, [t, ...others], saved, backward);
  if (before !== null) before.drop();
  t.rebased = ++t.storage.rebased;
}

/** Runs `fn` without recording: its results need no gradient. `torch.no_grad` in PyTorch. @throws {TypeError} if `fn` is async. */
export function noGrad<T>(fn: () => T): T {
  const before = recording;
  recording = false;
  try {
    const result = fn();
    if (result instanceof Promise) failType('noGrad', 'expected a synchronous function, got one that returns a promise');
    return result;
  } finally {
    recording = before;
  }
}

/** Looks at a result or a gradient, and at what the op had it from. */
export type Anomaly = (t: Tensor, op: string, pass: 'forward' | 'backward', inputs: readonly Tensor[]) => void;
let anomaly: Anomaly | null = null;

/** Runs `fn` with `check` called on every result that would be recorded if gradients flowed, and on every gradient. */
export function withAnomaly<T>(check: Anomaly, fn: () => T): T {
  const before = anomaly;
  anomaly = check;
  try {
    return fn();
  } finally {
    anomaly = before;
  }
}

/** Whether nobody else reads or writes this tensor's storage, and the tensor fills it in order. */
const isExclusive = (t: Tensor): boolean => t.storage.holders === 1 && t.steps === null && t.numel * 4 === t.storage.bytes;

/** Takes a gradient that `backward` returned out of the walk's scope; what is already spoken for is aliased. */
function claim(t: Tensor): Tensor {
  const claimed = isOfThisScope(t) ? t : alias(t);
  claimed.owner = 'held';
  return claimed;
}

/** The sum of two gradients, reusing the first one's storage if it is nobody else's; both are consumed. */
function sumOf(a: Tensor, b: Tensor): Tensor {
  if (isExclusive(a)) {
    accumulate(a, b);
    b.dispose();
    return a;
  }
  const sum = claim(add(a, b));
  a.dispose();
  b.dispose();
  return sum;
}

function addToLeaf(leaf: Tensor, g: Tensor): void {
  if (leaf.disposed) {
    g.dispose();
  } else if (leaf.grad !== null) {
    accumulate(leaf.grad, g);
    g.dispose();
  } else if (isExclusive(g)) {
    leaf.grad = g;
  } else {
    leaf.grad = claim(clone(g));
    g.dispose();
  }
}

/** Where gradients end up: in the leaves' `grad`, or in the slots of `autograd.grad`. */
type Sinks = Map<Node | Tensor, Tensor | null>;

function deliver(edge: Node | Tensor, g: Tensor, sinks: Sinks | null): void {
  if (isNode(edge)) {
    edge.grad = edge.grad === null ? g : sumOf(edge.grad, g);
  } else if (sinks === null) {
    addToLeaf(edge, g);
  } else if (sinks.has(edge)) {
    const before = sinks.get(edge);
    sinks.set(edge, before ? sumOf(before, g) : g);
  } else {
    g.dispose();
  }
}

/** Every node reachable from the roots, newest first. */
function newestFirst(roots: readonly Tensor[]): Node[] {
  const pass = ++walk;
  const found: Node[] = [];
  let sorted = true;
  const visit = (node: Node): void => {
    node.mark = pass;
    if (found.length > 0 && node.age > (found[found.length - 1] as Node).age) sorted = false;
    found.push(node);
  };
  for (const { node } of roots) if (node !== null && node.mark !== pass) visit(node);
  // `found` is the queue as well: what is behind `i` waits for its turn
  for (let i = 0; i < found.length; i++) {
    const { edges } = found[i] as Node;
    for (let j = 0; j < edges.length; j++) {
      const edge = edges[j];
      if (isNode(edge) && edge.mark !== pass) visit(edge);
    }
  }
  return sorted ? found : found.sort((a, b) => b.age - a.age);
}

function refuseSpent(node: Node): void {
  if (node.saved === null) return;
  if (node.saved.released) {
    throw new Error(
      `backward: expected a graph whose saved values are still there, got ${node.name}'s freed ones; pass { retainGraph: true } to the first backward()`,
    );
  }
  if (node.saved.stale) {
    throw new Error(
      `backward: expected the value that ${node.name} saved, got one that was changed in place since; change a clone() instead`,
    );
  }
}

/** Hands a node's gradient on to its edges; the scope that backward runs in frees what is left over. */
function step(node: Node, sinks: Sinks | null, retainGraph: boolean): void {
  const g = node.grad;
  if (g === null) return;
  refuseSpent(node);
  if (node.retained !== null && !node.retained.disposed) addToLeaf(node.retained, claim(alias(g)));
  if (sinks?.has(node)) sinks.set(node, claim(alias(g)));
  const { edges } = node;
  const result = node.backward(g);
  const gradients = Array.isArray(result) ? result : [result];
  if (anomaly !== null)
    for (let i = 0; i < edges.length; i++)
      if (edges[i] && gradients[i]) anomaly(gradients[i] as Tensor, node.name, 'backward', [g]);
  for (let i = 0; i < edges.length; i++) {
    const dx = edges[i] ? gradients[i] : null;
    gradients[i] = dx ? claim(dx) : null;
  }
  // before the gradients go on: one that was saved is then theirs alone, and need not be copied
  if (!retainGraph) node.saved?.release();
  for (let i = 0; i < edges.length; i++) {
    const dx = gradients[i];
    if (dx) deliver(edges[i] as Node | Tensor, dx, sinks);
  }
  node.grad = null;
  g.dispose();
}

/** Walks the graph behind `roots` in `frame`, the current scope. */
function run(roots: readonly Tensor[], seeds: readonly Tensor[], retainGraph: boolean, sinks: Sinks | null, frame: Frame): void {
  const nodes = newestFirst(roots);
  const wasReplaying = setReplaying(true);
  const wasRecording = recording;
  recording = false;
  try {
    for (let i = 0; i < roots.length; i++) {
      const root = roots[i] as Tensor;
      deliver(root.node ?? root, claim(seeds[i] as Tensor), sinks);
    }
    for (const node of nodes) {
      step(node, sinks, retainGraph);
      free(frame);
    }
  } finally {
    for (const node of nodes) {
      node.grad?.dispose();
      node.grad = null;
    }
    recording = wasRecording;
    setReplaying(wasReplaying);
  }
}

function seedOf(fn: string, root: Tensor, gradient: Tensor | undefined): Tensor {
  root.check(fn);
  if (!root.requiresGrad)
    failRange(
      fn,
      `expected a tensor that gradients flow to, got one of shape ${showShape(root.shape)} that requires none; set requiresGrad on an input`,
    );
  if (root.rebased !== root.storage.rebased && root.node !== null) {
    throw new Error(
      `${fn}: expected a tensor whose gradient graph is current, got one that was changed in place through another view`,
    );
  }
  if (gradient === undefined) {
    if (root.numel !== 1)
      failRange(fn, `expected a scalar, got shape ${showShape(root.shape)}; pass { gradient } or reduce it with sum() or mean()`);
    const one = empty(root.shape);
    heap.f32[one.ptr >>> 2] = 1;
    return one;
  }
  if (!(gradient instanceof Tensor) || gradient.dtype !== 'float32')
    failType(fn, `expected gradient to be a float32 tensor, got ${show(gradient)}`);
  gradient.check(fn);
  if (!sameShape(gradient.shape, root.shape))
    failRange(fn, `expected gradient of shape ${showShape(root.shape)}, got ${showShape(gradient.shape)}`);
  return alias(gradient);
}

/** Options of `backward`. */
export interface BackwardOptions {
  /** The gradient of what is minimised with respect to this tensor; 1 for a scalar if absent. */
  gradient?: Tensor;
  /** Keep what the graph saved, so that backward can run again. */
  retainGraph?: boolean;
  /** Second-order gradients are out of scope: true throws. */
  createGraph?: boolean;
}

const noSecondOrder = (fn: string): never => {
  throw new Error(`${fn}: expected createGraph to be false, got true; second-order gradients are not supported`);
};

/** `Tensor.backward`: adds the gradients of `root` to the `grad` of every leaf that it depends on. */
export function backward(root: Tensor, options?: BackwardOptions): void {
  checkOptions('backward', options, ['gradient', 'retainGraph', 'createGraph']);
  if (options?.createGraph) noSecondOrder('backward');
  const frame = enter();
  try {
    run([root], [seedOf('backward', root, options?.gradient)], options?.retainGraph ?? false, null, frame);
  } finally {
    leave(frame);
  }
}

/** Options of `autograd.grad`. */
export interface GradOptions {
  /** The gradients of what is minimised with respect to each output; 1 for a scalar if absent. */
  gradOutputs?: Tensor | readonly Tensor[];
  /** Keep what the graph saved. */
  retainGraph?: boolean;
  /** Give null instead of an error for an input that the outputs do not depend on. */
  allowUnused?: boolean;
  /** Second-order gradients are out of scope: true throws. */
  createGraph?: boolean;
}

/**
 * The gradients of `outputs` with respect to `inputs`, in their order, without touching any `grad`.
 * `torch.autograd.grad` in PyTorch.
 *
 * @throws {RangeError} for an output without a graph, or an unused input unless `allowUnused`.
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options?: GradOptions & { allowUnused?: false },
): Tensor[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options?: GradOptions,
): (Tensor | null)[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  checkOptions('grad', options, ['gradOutputs', 'retainGraph', 'allowUnused', 'createGraph']);
  if (options.createGraph) noSecondOrder('grad');
  const list = (what: string, t: unknown): readonly Tensor[] => {
    const all: unknown = t instanceof Tensor ? [t] : t;
    if (!Array.isArray(all) || !all.every((x) => x instanceof Tensor))
      failType('grad', `expected ${what} to be a tensor or several, got ${show(t)}`);
    return all;
  };
  const roots = list('outputs', outputs);
  const wanted = list('inputs', inputs);
  const given = options.gradOutputs === undefined ? NOTHING : list('gradOutputs', options.gradOutputs);
  const sinks: Sinks = new Map();
  for (const t of wanted) {
    t.check('grad');
    if (!t.requiresGrad)
      failRange('grad', `expected inputs that require gradients, got one of shape ${showShape(t.shape)} that does not`);
    sinks.set(t.node ?? t, null);
  }
  const frame = enter();
  const survivors = new Set<Tensor>();
  try {
    const seeds = roots.map((root, i) => seedOf('grad', root, given[i]));
    run(roots, seeds, options.retainGraph ?? false, sinks, frame);
    const taken = new Set<Tensor>();
    const results = wanted.map((t, i) => {
      const g = sinks.get(t.node ?? t) ?? null;
      if (g === null) {
        if (!options.allowUnused)
          failRange(
            'grad',
            `expected every input to be used by the outputs, got inputs[${i}] that is not; pass { allowUnused: true } to get null`,
          );
        return null;
      }
      const result = taken.has(g) ? clone(g) : alias(g);
      taken.add(g);
      survivors.add(result);
      return result;
    });
    return results;
  } finally {
    for (const g of sinks.values()) g?.dispose();
    leave(frame, survivors);
  }
}

/** `Tensor.retain_grad`: keeps the gradient of a tensor that an op made. */
export function retainGrad(t: Tensor): void {
  t.check('retainGrad');
  if (t.node !== null) t.node.retained = t;
  else if (!t.leafRequiresGrad) failRange('retainGrad', 'expected a tensor that requires a gradient, got one that does not');
}
