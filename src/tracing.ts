/** Observes ops as they run, whether or not gradients flow: for the export to other formats. */
import type { How } from './calls.ts';
import type { Tensor } from './tensor.ts';

/**
 * Sees every op: its result, its name, the tensors that gradients could flow to, and its other arguments (`Calls`). An in-place
 * op shows the changed tensor as the result and as the first input; a tensor made from no other has no inputs.
 */
export type Tracer = (out: Tensor, name: string, inputs: readonly Tensor[], how: unknown) => void;

/** The current tracer. */
export let tracer: Tracer | null = null;

/** Whether ops are being traced, on examples whose values do not matter. */
export const isTracing = (): boolean => tracer !== null;

/** Sets the tracer, or none; returns the previous one. */
export function setTracer(next: Tracer | null): Tracer | null {
  const before = tracer;
  tracer = next;
  return before;
}

/** Runs `fn` with `next` as the tracer, or without one. */
export function withTracer<T>(next: Tracer | null, fn: () => T): T {
  const before = setTracer(next);
  try {
    return fn();
  } finally {
    setTracer(before);
  }
}

/** Runs `fn` without a tracer: for the parts of an op that is traced as a whole. */
export const unseen = <T>(fn: () => T): T => withTracer(null, fn);

/** Reports to the tracer a result that no gradient flows to, and returns it. */
export function note<N extends string>(out: Tensor, name: N, inputs: readonly Tensor[], ...how: How<N>): Tensor;
export function note(out: Tensor, name: string, inputs: readonly Tensor[], how?: unknown): Tensor {
  if (tracer !== null) tracer(out, name, inputs, how);
  return out;
}

/** As `note`, for two operands of which one may be a number. */
export function noteBoth(out: Tensor, name: string, a: Tensor | number, b: Tensor | number): Tensor {
  if (tracer === null) return out;
  if (typeof a === 'number') tracer(out, name, [b as Tensor], [a]);
  else if (typeof b === 'number') tracer(out, name, [a], b);
  else tracer(out, name, [a, b], undefined);
  return out;
}
