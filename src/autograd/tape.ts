/** Recording: which ops add a node to the gradient graph. */

import { newZeros } from '../array/allocate.ts';
import { copyInto } from '../array/copy.ts';
import { sumTo } from '../array/lanes.ts';
import { windowOf } from '../array/window.ts';
import type { How } from '../calls.ts';
import { insideScope, onGarbage } from '../frame.ts';
import { takes } from '../options.ts';
import { showShape } from '../shape.ts';
import { checkSync, refuseLater } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { tracer } from '../tracing.ts';
import { type Backward, Node, type Saved } from './node.ts';

let recording = true;

export const isRecording = (): boolean => recording;

/** Whether an op on these inputs must call `record`: gradients flow, or every result is observed. */
export function tracks(a: Tensor, b?: Tensor | null, c?: Tensor | null): boolean {
  if (tracer !== null) return true;
  return recording && (a.requiresGrad || b?.requiresGrad === true || c?.requiresGrad === true || anomaly !== null);
}

/** Whether a gradient would flow to `t`. */
export const wantsGrad = (t: Tensor): boolean => recording && t.requiresGrad;

/** Checks a result or a gradient, given the tensors that the op computed it from. */
export type Anomaly = (t: Tensor, op: string, pass: 'forward' | 'backward', inputs: readonly Tensor[]) => void;
let anomaly: Anomaly | null = null;

export const anomalyCheck = (): Anomaly | null => anomaly;

/** Runs `fn`, and calls `check` on every result that would be recorded if gradients flowed, and on every gradient. */
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
 * Attaches a node to `out`, whose values are set. `saved` are the tensors that `backward` gets as its second argument; `how` has
 * the further arguments that a tracer must know. Call it only if `tracks(…)`.
 *
 * @throws {Error} if an input is a view whose storage was replaced by a recorded in-place change.
 */
export function record<N extends string, const S extends Saved>(
  out: Tensor,
  name: N,
  inputs: readonly Tensor[],
  saved: S,
  backward: Backward<S>,
  ...how: How<N>
): Tensor;
export function record(
  out: Tensor,
  name: string,
  inputs: readonly Tensor[],
  saved: Saved,
  backward: Backward<Saved>,
  how?: unknown,
): Tensor {
  for (let i = 0; i < inputs.length; i++) {
    const t = inputs[i] as Tensor;
    if (t.rebased !== t.storage.rebased) refresh(name, t);
  }
  if (tracer !== null || anomaly !== null) {
    if (tracer !== null) tracer(out, name, inputs, how);
    if (anomaly !== null && recording) anomaly(out, name, 'forward', inputs);
    if (!recording || !inputs.some((t) => t.requiresGrad)) return out;
  }
  const node = new Node(name, inputs, saved, backward);
  out.node = node;
  if (out.owner === 'free' && !insideScope() && node.holds !== null) onGarbage(node, node.holds);
  return out;
}

/**
 * Updates a view whose base was changed in place after it was taken: its gradient now flows to the changed base.
 * @throws {Error} if the base is not contiguous or no longer exists.
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

/** Makes the gradient of `x`, a view, flow to its contiguous base; its previous node is dropped. */
export function recordView(x: Tensor, base: Tensor): void {
  const before = x.node;
  const { sizes } = base;
  // expand repeats a single element, whose gradients add up
  const once = x.sizes.map((n, d) => (x.strides[d] === 0 ? 1 : n));
  const seen = windowOf(x, base, once);
  x.rebased = base.rebased;
  // not by record(): backward() and the export refresh with recording off
  x.node = new Node('view', [base], [], (g) => {
    const whole = newZeros(g, sizes);
    copyInto(seen(whole), sumTo(g, once));
    return whole;
  });
  moveRetained(before, x);
}

/** Drops a node that an in-place change has replaced; `retainGrad()` still applies to the tensor's new value. */
function moveRetained(before: Node | null, t: Tensor): void {
  if (before === null) return;
  if (before.retained === t && t.node !== null) {
    before.retained = null;
    t.node.retained = t;
  }
  before.drop();
}

/** Records an in-place change of `t`: from now on, gradients flow through `backward` to the previous value of `t`. */
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

/** A view that was not recorded: it does not follow the changes that its base has seen. */
export function unfollowed(t: Tensor): Tensor {
  t.rebased = t.storage.rebased;
  return t;
}

/** Turns recording on or off; returns the previous setting. */
export function setRecording(on: boolean): boolean {
  const before = recording;
  recording = on;
  return before;
}

/** Runs `fn` with recording off, and returns its result. */
export function unrecorded<T>(fn: () => T): T {
  const before = recording;
  recording = false;
  try {
    return fn();
  } finally {
    recording = before;
  }
}

/** Runs `fn` with recording on, and returns its result. */
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
