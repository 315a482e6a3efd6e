/** Runs a model and records what the forward of each custom module does: ops, and calls of other modules. */
import { isTensor } from '../core.ts';
import { failType } from '../errors.ts';
import type { Module } from '../nn/module.ts';
import { patched } from '../nn/untouched.ts';
import { view } from '../ops/shape/reshape.ts';
import type { Tensor } from '../tensor.ts';
import { unseen, withTracer } from '../tracing.ts';
import { isContainer, isLeaf } from './leaves.ts';

/** An op: its result, the tensors that gradients flow to, and its other arguments. */
export interface OpStep {
  kind: 'op';
  op: string;
  inputs: readonly Tensor[];
  how: unknown;
  out: Tensor;
}

/** A call of a module. */
export interface CallStep {
  kind: 'call';
  module: Module;
  args: readonly unknown[];
  out: unknown;
}

export type Step = OpStep | CallStep;

/** One run of a module's forward. */
export interface Visit {
  args: readonly unknown[];
  out: unknown;
  steps: Step[];
}

/** Lists contain others to this depth, or themselves. */
const DEEPEST = 32;

/** All tensors in nested arrays. */
export function tensorsIn(value: unknown, depth: number = 0): Tensor[] {
  if (depth > DEEPEST) failType('toTorch', `expected lists nested at most ${DEEPEST} deep, got more`);
  return isTensor(value) ? [value] : Array.isArray(value) ? value.flatMap((v: unknown) => tensorsIn(v, depth + 1)) : [];
}

/** A result that is also an argument, as in dropout's evaluation mode, becomes another tensor, so that both have names. */
function apart(value: unknown, taken: ReadonlySet<unknown>): unknown {
  if (isTensor(value)) return taken.has(value) ? unseen(() => view(value, value.sizes)) : value;
  return Array.isArray(value) ? value.map((v) => apart(v, taken)) : value;
}

/** Runs `model` on `inputs` and returns what each custom module did, once for each call. */
export function visitsOf(model: Module, inputs: readonly Tensor[]): Map<Module, Visit[]> {
  const visits = new Map<Module, Visit[]>();
  const open: (Visit | null)[] = [];

  function called(module: Module, forward: (...args: unknown[]) => unknown, args: unknown[]): unknown {
    const outer = open.length === 0 ? undefined : open[open.length - 1];
    // nothing is recorded inside a module that PyTorch has
    const visit: Visit | null = outer === null || isLeaf(module) ? null : { args, out: undefined, steps: [] };
    open.push(visit);
    let out: unknown;
    try {
      out = forward(...args);
      // before it is looked through: it may contain itself
      tensorsIn(out);
      out = apart(out, new Set(tensorsIn(args)));
    } finally {
      open.pop();
    }
    if (outer) outer.steps.push({ kind: 'call', module, args, out });
    if (visit !== null) {
      visit.out = out;
      if (!isContainer(module)) visits.set(module, [...(visits.get(module) ?? []), visit]);
    }
    return out;
  }

  patched(
    model.modules(),
    (module, forward) => {
      // its class would be written, with another forward
      if (Object.hasOwn(module, 'forward') && isLeaf(module))
        failType(
          'toTorch',
          `expected the forward of its class in ${module.constructor.name}, got one of its own; put it in a class`,
        );
      return (...args) => called(module, forward, args);
    },
    () =>
      withTracer(
        (out, op, tensors, how) => {
          open[open.length - 1]?.steps.push({ kind: 'op', op, inputs: tensors, how, out });
        },
        () => (model.forward as (...inputs: Tensor[]) => unknown)(...inputs),
      ),
  );
  return visits;
}
