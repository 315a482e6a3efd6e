/** Traces a model: the ops that it calls on its inputs, and the constants that it makes without them. */
import { setRecording } from '../autograd/tape.ts';
import type { TensorArray } from '../core.ts';
import { failType, show } from '../errors.ts';
import { type Frame, isWithin } from '../frame.ts';
import type { Module } from '../nn/module.ts';
import { untouched } from '../nn/untouched.ts';
import { scope } from '../scope.ts';
import { refuseLater, tensorsIn } from '../synchronous.ts';
import { Tensor } from '../tensor.ts';
import { setTracer, type Tracer } from '../tracing.ts';

/** A model that can be exported. */
export type Exportable = Module & { forward(...inputs: Tensor[]): unknown };

/** One call of an op. `how` holds its arguments other than the tensors that gradients could flow to. */
export interface Step<How = unknown> {
  op: string;
  inputs: readonly Tensor[];
  how: How;
  out: Tensor;
}

/** A tensor that does not depend on the inputs: the op that made it, and its values in row-major order. */
export interface Folded {
  op: string;
  data: TensorArray;
}

export interface Trace {
  inputs: readonly Tensor[];
  outputs: readonly Tensor[];
  steps: readonly Step[];
  constants: ReadonlyMap<Tensor, Folded>;
  /** Whether the forward pass itself made this tensor. */
  isMadeInside: (t: Tensor) => boolean;
}

/** Ops that only view their input in another way. Applied to a weight, they stay in the graph, so that it is stored unchanged. */
const VIEWS = ['reshape', 'view', 'squeeze', 'unsqueeze', 'expand', 'permute', 'transpose', 't'].concat([
  'narrow',
  'slice',
  'select',
  'at',
  'split',
  'detach',
  'clone',
]);

/** Ops that draw random numbers: their results are never constants. */
const RANDOM = ['rand', 'randn', 'randint', 'randperm', 'bernoulli', 'dropout', 'uniform_', 'normal_'];

/** The tensors of a call: those that gradients could flow to, and those among the other arguments. */
export const operandsOf = ({ inputs, how }: Pick<Step, 'inputs' | 'how'>): Tensor[] => [...inputs, ...tensorsIn(how)];

/** Follows the calls of one forward pass. */
class Follower {
  readonly steps: Step[] = [];
  readonly constants = new Map<Tensor, Folded>();
  /** The first violation of the rule that ops make new tensors. */
  changed: string | undefined;
  private readonly frame: Frame | null;
  /** Tensors that depend on the inputs, and views of the model's tensors. */
  private readonly live: Set<Tensor>;
  private readonly views = new Set<Tensor>();
  /** New tensors, whose values are copied when an op first reads them. */
  private readonly fresh = new Map<Tensor, string>();
  /** Tensors that were read, with their version at that time; a tensor may be gone at the end. */
  private readonly versions = new Map<Tensor, { storage: Tensor['storage']; version: number }>();

  constructor(inputs: readonly Tensor[], frame: Frame | null) {
    this.live = new Set(inputs);
    this.frame = frame;
    for (const t of inputs) this.mark(t);
  }

  readonly see: Tracer = (out, op, inputs, how) => {
    const operands = operandsOf({ inputs, how });
    const isRandom = RANDOM.includes(op);
    if (operands.includes(out)) {
      const others = operands.filter((t) => t !== out);
      if (isRandom || !this.fresh.has(out) || this.constants.has(out) || !others.every(this.isConstant)) this.changed ??= op;
      others.forEach(this.read);
      return;
    }
    if (operands.length === 0 && !isRandom) {
      this.fresh.set(out, op);
      return;
    }
    operands.forEach(this.read);
    const isLive = isRandom || operands.some((t) => this.live.has(t));
    // if an operand is neither, its origin is unknown: so is the result's, which is refused if it is needed
    if (!isLive && !operands.every(this.isConstant)) return;
    this.mark(out);
    if (isLive || (VIEWS.includes(op) && operands.every((t) => !this.constants.has(t)))) {
      (isLive ? this.live : this.views).add(out);
      this.steps.push({ op, inputs, how, out });
    } else {
      this.constants.set(out, { op, data: out.toTypedArray() });
    }
  };

  /** Copies the values of a new tensor when it is first read. */
  readonly read = (t: Tensor): void => {
    const op = this.fresh.get(t);
    if (op !== undefined && !this.constants.has(t)) this.constants.set(t, { op, data: t.toTypedArray() });
    if (!this.versions.has(t)) this.mark(t);
  };

  readonly isMadeInside = (t: Tensor): boolean => t.owner === 'scope' && isWithin(t.frame, this.frame);

  /** The first in-place change of a tensor that had been read. */
  findChange(): string | undefined {
    for (const { storage, version } of this.versions.values()) if (storage.version !== version) this.changed ??= 'a change';
    return this.changed;
  }

  private readonly isConstant = (t: Tensor): boolean =>
    this.constants.has(t) || this.fresh.has(t) || this.views.has(t) || (!this.live.has(t) && !this.isMadeInside(t));

  private mark(t: Tensor): void {
    this.versions.set(t, { storage: t.storage, version: t.storage.version });
  }
}

/** Runs `fn` with the whole model in evaluation mode, without gradients, and with `see` as the tracer. */
function watched<T>(model: Module, see: Tracer, fn: () => T): T {
  return untouched('toOnnx', model, () => {
    model.eval();
    const [recording, before] = [setRecording(false), setTracer(see)];
    try {
      return fn();
    } finally {
      setTracer(before);
      setRecording(recording);
    }
  });
}

/** Results contain others to this depth, or themselves. */
const DEEPEST = 32;

/** The tensors of a result in order, in arrays and plain objects nested to any depth; null stands for an omitted output. */
function resultsOf(result: unknown, depth = 0): Tensor[] {
  if (depth > DEEPEST) failType('toOnnx', `expected results nested at most ${DEEPEST} deep, got more`);
  if (result === null || result === undefined) return [];
  if (result instanceof Tensor) return [result];
  if (Array.isArray(result)) return result.flatMap((part) => resultsOf(part, depth + 1));
  if (typeof result === 'object' && Object.getPrototypeOf(result) === Object.prototype)
    return Object.values(result).flatMap((part) => resultsOf(part, depth + 1));
  return failType('toOnnx', `expected a model that returns tensors, or arrays of them, got ${show(result)}`);
}

/** Traces the model on `inputs`, which belong to the caller's scope. */
export function traceOf(model: Exportable, inputs: readonly Tensor[]): Trace {
  const follower = new Follower(inputs, (inputs[0] as Tensor).frame);
  const outputs = watched(model, follower.see, () => {
    const results = resultsOf(
      scope(() => {
        const result = model.forward(...inputs);
        refuseLater('toOnnx', result);
        return result;
      }),
    );
    results.forEach(follower.read);
    return results;
  });
  if (outputs.length === 0) failType('toOnnx', 'expected a model that returns at least one tensor, got none');
  const change = follower.findChange();
  if (change !== undefined) failType('toOnnx', `expected ops that make new tensors, got ${change} in place`);
  const { steps, constants, isMadeInside } = follower;
  return { inputs, outputs, steps, constants, isMadeInside };
}
