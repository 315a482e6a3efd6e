/** Gradients as values, without changing any `grad`. */

import { copyOf } from '../array/copy.ts';
import { alias } from '../array/window.ts';
import { isTensor } from '../core.ts';
import { checkOptions, failRange, failType, nameMemoryError, show } from '../errors.ts';
import { enter, leave } from '../frame.ts';
import { takes } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { noSecondOrder, run, type Sinks, seedOf } from './backward.ts';
import { unrecorded } from './tape.ts';

/** Options of `autograd.grad`. */
export interface GradOptions {
  /** The gradients of the loss with respect to each output. Default: 1 for a scalar. */
  gradOutputs?: Tensor | readonly Tensor[];
  /** Keep the saved tensors of the graph. */
  retainGraph?: boolean;
  /** Return null instead of an error for an input that the outputs do not depend on. */
  allowUnused?: boolean;
  /** Second-order gradients are not supported: true throws. */
  createGraph?: boolean;
}

/**
 * The gradients of `outputs` with respect to `inputs`, in their order, without changing any `grad`. `torch.autograd.grad` in
 * PyTorch.
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
  takes('grad', 3, arguments);
  checkOptions('grad', options, ['gradOutputs', 'retainGraph', 'allowUnused', 'createGraph']);
  if (options.createGraph) noSecondOrder('grad');
  const list = (what: string, t: unknown): readonly Tensor[] => {
    const all: unknown = isTensor(t) ? [t] : t;
    if (!Array.isArray(all) || ![...all].every((x) => isTensor(x)))
      failType('grad', `expected ${what} to be a tensor or several, got ${show(t)}`);
    return all;
  };
  const roots = list('outputs', outputs);
  const wanted = list('inputs', inputs);
  const given = options.gradOutputs === undefined ? [] : list('gradOutputs', options.gradOutputs);
  if (options.gradOutputs !== undefined && given.length !== roots.length)
    failRange('grad', `expected a gradient for each of ${roots.length} outputs, got ${given.length}`);
  const sinks: Sinks = new Map();
  for (const t of wanted) {
    t.check('grad');
    if (!t.requiresGrad)
      failRange('grad', `expected inputs that require gradients, got one of shape ${showShape(t.sizes)} that does not`);
    sinks.set(t.node ?? t, null);
  }
  const frame = enter();
  let results: (Tensor | null)[] = [];
  const take = (): void => {
    const taken = new Set<Tensor>();
    results = wanted.map((t, i) => {
      const g = sinks.get(t.node ?? t) ?? null;
      if (g === null && !options.allowUnused)
        failRange(
          'grad',
          `expected every input to be used by the outputs, got inputs[${i}] that is not; pass { allowUnused: true } to get null`,
        );
      if (g === null) return null;
      const result = taken.has(g) ? copyOf(g) : alias(g);
      taken.add(g);
      return result;
    });
  };
  let survivors: Set<Tensor> | undefined;
  try {
    const seeds = roots.map((root, i) => seedOf('grad', root, given[i]));
    unrecorded(() => run(roots, seeds, options.retainGraph ?? false, sinks, frame, take));
    survivors = new Set(results.filter((t) => t !== null));
    return results;
  } catch (error) {
    throw nameMemoryError('grad', error);
  } finally {
    for (const g of sinks.values()) g?.dispose();
    leave(frame, survivors);
  }
}
