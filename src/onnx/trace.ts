/** Traces a model: the ops that it calls on an input. */
import { withTracer } from '../autograd/tape.ts';
import { failType, show } from '../errors.ts';
import { isWithin } from '../frame.ts';
import type { Module } from '../nn/module.ts';
import { scope } from '../scope.ts';
import { Tensor } from '../tensor.ts';

/** One call of an op. `how` holds its arguments other than the tensors that gradients flow to. */
export interface Step {
  op: string;
  inputs: readonly Tensor[];
  how: unknown;
  out: Tensor;
}

export interface Trace {
  input: Tensor;
  output: Tensor;
  steps: readonly Step[];
  /** Whether the forward pass itself made this tensor. */
  isMadeInside: (t: Tensor) => boolean;
}

/** Runs `fn` with the whole model in evaluation mode and every parameter recorded, then restores both. */
function prepared<T>(model: Module, fn: () => T): T {
  const modules = model.modules().map((module) => ({ module, training: module.training }));
  const frozen = model.parameters().filter((p) => !p.requiresGrad);
  model.eval();
  for (const p of frozen) p.requiresGrad_(true);
  try {
    return fn();
  } finally {
    for (const p of frozen) p.requiresGrad_(false);
    for (const { module, training } of modules) module.training = training;
  }
}

/** Traces the model on `input`, which belongs to the caller's scope. */
export function traceOf(model: Module & { forward(input: Tensor): unknown }, input: Tensor): Trace {
  const steps: Step[] = [];
  const versions = new Map<Tensor, number>();
  let inPlace: string | undefined;
  const isMadeInside = (t: Tensor): boolean => t.owner === 'scope' && isWithin(t.frame, input.frame);
  const output = prepared(model, () =>
    withTracer(
      (out, op, inputs, how) => {
        if (versions.has(out)) inPlace = op;
        versions.set(out, out.storage.version);
        steps.push({ op, inputs, how, out });
      },
      () => {
        versions.set(input, input.storage.version);
        return scope(() => model.forward(input));
      },
    ),
  );
  if (!(output instanceof Tensor)) failType('toOnnx', `expected a model that gives one tensor, got ${show(output)}`);
  for (const [t, version] of versions) if (t.storage.version !== version) inPlace ??= 'a change';
  if (inPlace !== undefined) failType('toOnnx', `expected ops that make new tensors, got ${inPlace} in place`);
  return { input, output, steps, isMadeInside };
}
