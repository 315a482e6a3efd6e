/** Recording: which ops leave a node in the gradient graph, and who looks on while they do. */

import { newZeros } from '../array/allocate.ts';
import { copyInto } from '../array/copy.ts';
import { sumTo } from '../array/lanes.ts';
import { windowOf } from '../array/window.ts';
import { insideScope, onGarbage } from '../frame.ts';
import { takes } from '../options.ts';
import { showShape } from '../shape.ts';
import { checkSync, refuseLater } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { type Backward, Node, type Saved } from './node.ts';

let recording = true;

export const isRecording = (): boolean => recording;

/** Whether an op on these inputs must call `record`: gradients flow, or every result is looked at. */
export function tracks(a: Tensor, b?: Tensor | null, c?: Tensor | null): boolean {
  return recording && (a.requiresGrad || b?.requiresGrad === true || c?.requiresGrad === true || anomaly !== null);
}

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

/** Looks at a result or a gradient, and at what the op had it from. */
export type Anomaly = (t: Tensor, op: string, pass: 'forward' | 'backward', inputs: readonly Tensor[]) => void;
let anomaly: Anomaly | null = null;

export const anomalyCheck = (): Anomaly | null => anomaly;

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

/**
 * Attaches a node to `out`. `saved` are the tensors that `backward` gets as its second argument; `how` is what else a
 * tracer must know of the call. Call it only if `tracks(…)`.
 *
 * @throws {Error} if an input is a view whose storage a recorded change in place has replaced.
 */
export function record<const S extends Saved>(
  out: Tensor,
  name: string,
  inputs: readonly Tensor[],
  saved: S,
  backward: Backward<S>,
  how?: unknown,
): Tensor {
  for (let i = 0; i < inputs.length; i++) {
    const t = inputs[i] as Tensor;
    if (t.rebased !== t.storage.rebased) refresh(name, t);
  }
  if (anomaly !== null) {
    anomaly(out, name, 'forward', inputs);
    if (!inputs.some((t) => t.requiresGrad)) return out;
  }
  const node = new Node(name, inputs, saved, backward as Backward<Saved>);
  out.node = node;
  if (out.owner === 'free' && !insideScope() && node.holds !== null) onGarbage(node, node.holds);
  if (tracer !== null) tracer(out, name, inputs, how);
  return out;
}

/**
 * Brings a view up to date whose base was changed in place after it was taken: its gradient now flows to the changed base.
 * @throws {Error} if the base is not contiguous or gone.
 */
export function refresh(name: string, x: Tensor): void {
  if (x.rebased === x.storage.rebased || !x.requiresGrad) return;
  const { base } = x;
  if (base === null || base.disposed || base.steps !== null || base.rebased !== x.storage.rebased) {
    throw new Error(
      `${name}: an input of shape ${showShape(x.sizes)} was changed in place through another view, so its gradient is lost; ` +
        'take the view again after the change, or change a clone()',
    );
  }
  recordView(x, base);
}

/** Has the gradient of `x`, a view, flow to its contiguous base; its node of before goes. */
export function recordView(x: Tensor, base: Tensor): void {
  const before = x.node;
  const { sizes } = base;
  // what expand repeats is one element, for which its gradients add up
  const once = x.sizes.map((n, d) => (x.strides[d] === 0 ? 1 : n));
  const seen = windowOf(x, base, once);
  x.rebased = base.rebased;
  record(x, 'view', [base], [], (g) => {
    const whole = newZeros(g, sizes);
    copyInto(seen(whole), sumTo(g, once));
    return whole;
  });
  moveRetained(before, x);
}

/** Drops a node that a change in place has replaced; `retainGrad()` goes on for the tensor as it is now. */
function moveRetained(before: Node | null, t: Tensor): void {
  if (before === null) return;
  if (before.retained === t && t.node !== null) {
    before.retained = null;
    t.node.retained = t;
  }
  before.drop();
}

/** Records a change in place of `t`: from now on gradients flow through `backward` to what `t` was before. */
export function recordInPlace<const S extends Saved>(
  t: Tensor,
  name: string,
  others: readonly Tensor[],
  saved: S,
  backward: Backward<S>,
): void {
  const before = t.node;
  record(t, name, [t, ...others], saved, backward);
  moveRetained(before, t);
  t.rebased = ++t.storage.rebased;
}

/** Turns recording on or off; returns what it was. */
export function setRecording(on: boolean): boolean {
  const before = recording;
  recording = on;
  return before;
}

/** Runs `fn` with recording off, and gives what it returns. */
export function unrecorded<T>(fn: () => T): T {
  const before = recording;
  recording = false;
  try {
    return fn();
  } finally {
    recording = before;
  }
}

/** Runs `fn` with recording on, and gives what it returns. */
export function recorded<T>(fn: () => T): T {
  const before = recording;
  recording = true;
  try {
    return fn();
  } finally {
    recording = before;
  }
}

/**
 * Runs `fn` without recording: its results need no gradient. `torch.no_grad` in PyTorch.
 * @throws {TypeError} unless `fn` is a synchronous function.
 */
export function noGrad<T>(fn: () => T): T {
  takes('noGrad', 1, arguments);
  checkSync('noGrad', fn);
  const result = unrecorded(fn);
  refuseLater('noGrad', result);
  return result;
}
