/** One training step: the gradients of one or several batches, checked and clipped, and the optimizer's step. */
import { heap } from '../../bindings/memory.ts';
import { isFiniteAll } from '../array/finite.ts';
import { unrecorded } from '../autograd/tape.ts';
import type { TensorArray } from '../core.ts';
import { Module } from '../nn/module.ts';
import { clipGradNorm_ } from '../nn/utils.ts';
import { mul } from '../ops/elementwise/arithmetic.ts';
import { mul_ } from '../ops/elementwise/inplace.ts';
import { defaultGenerator } from '../random.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import type { Averages } from './averages.ts';
import { note } from './evaluate.ts';
import { outcomeOf } from './objective.ts';
import type { Plan } from './options.ts';
import type { NonFinite } from './report.ts';

const FN = 'fit';

/** The buffers that a forward pass changes. */
const MOVED = /(^|\.)(running_\w+|num_batches_tracked)$/;

/** Takes steps on batches. */
export class Learner<Output> {
  readonly #plan: Plan<Output>;
  readonly #epoch: number;
  /** The number of batches since the last step, and the sum of their losses' weights. */
  #batches = 0;
  #weight = 0;
  #isSum = false;
  #hasGradients = false;
  /**
   * The buffers that a step's forward passes change, such as running moments, with their earlier values and that of the default
   * generator's stream.
   */
  readonly #buffers: readonly Tensor[];
  readonly #stream = new Int32Array(defaultGenerator.words.length);
  #before: readonly TensorArray[] = [];
  #isTaken = false;

  constructor(plan: Plan<Output>, epoch: number) {
    this.#plan = plan;
    this.#epoch = epoch;
    const moved = plan.model.namedBuffers().filter(([name]) => MOVED.test(name));
    this.#buffers = moved.map(([, buffer]) => buffer);
  }

  /** Learns from a batch; returns its loss, or why no step was taken. */
  learn(batch: unknown, averages: Averages<Output>): { loss: number; stepped: boolean } | NonFinite {
    if (this.#batches === 0) this.#begin();
    return this.#wholly(() => this.#learn(batch, averages));
  }

  /** Begins the batches of a step: saves what a forward pass changes. */
  #begin(): void {
    this.#plan.optimizer.zeroGrad();
    this.#isTaken = false;
    this.#stream.set(defaultGenerator.words);
    this.#before = this.#buffers.map((t) => t.toTypedArray());
  }

  /** Runs a part of a step in a scope; if it fails, everything is restored to the state before the step's first batch. */
  #wholly<T>(part: () => T): T {
    try {
      return scope(part);
    } catch (error) {
      if (this.#isTaken) throw error;
      this.#plan.optimizer.zeroGrad();
      defaultGenerator.words.set(this.#stream);
      this.#buffers.forEach((t, i) => {
        if (!t.disposed) setValues(t, this.#before[i] as TensorArray);
      });
      throw error;
    }
  }

  #learn(batch: unknown, averages: Averages<Output>): { loss: number; stepped: boolean } | NonFinite {
    const { nonFinite, accumulate, metrics } = this.#plan;
    const outcome = outcomeOf(FN, this.#plan, batch, { epoch: this.#epoch, batch: averages.batches, training: true });
    const loss = outcome === null ? Number.NaN : outcome.loss.item();
    // the mean over no targets is NaN: such a batch is skipped
    if (outcome !== null && (outcome.count.weight !== 0 || Number.isFinite(loss))) {
      if (nonFinite === 'stop' && !Number.isFinite(loss)) return this.#failure(loss, null, averages.batches);
      const { weight, isSum } = outcome.count;
      (accumulate === 1 || isSum ? outcome.loss : mul(outcome.loss, weight)).backward();
      this.#hasGradients = true;
      this.#weight += weight;
      this.#isSum = isSum;
    }
    const full = ++this.#batches === accumulate;
    const ready = full ? this.#prepare(loss, averages.batches) : false;
    if (typeof ready === 'object') return ready;
    // before the step, so that a failing metric leaves the model unchanged
    note(FN, averages, outcome, metrics);
    if (ready) this.#step();
    return { loss, stepped: full };
  }

  /** Takes a step with the remaining batches at the end of an epoch, if there are any. */
  finish(averages: Averages<Output>): NonFinite | { stepped: boolean } {
    if (this.#batches === 0) return { stepped: false };
    return this.#wholly(() => {
      const ready = this.#prepare(averages.loss, averages.batches - 1);
      if (typeof ready === 'object') return ready;
      if (ready) this.#step();
      return { stepped: true };
    });
  }

  /** Averages the gradients; returns whether there are any for a step, or why no step can be taken. */
  #prepare(loss: number, batch: number): NonFinite | boolean {
    const { optimizer, accumulate, nonFinite } = this.#plan;
    const [weight, hasGradients] = [this.#weight, this.#hasGradients];
    this.#batches = this.#weight = 0;
    this.#hasGradients = false;
    if (!hasGradients) return false;
    if (accumulate > 1 && !this.#isSum && weight > 0)
      unrecorded(() => {
        for (const { params } of optimizer.paramGroups) for (const { grad } of params) if (grad !== null) mul_(grad, 1 / weight);
      });
    if (nonFinite === 'stop') {
      for (const { params } of optimizer.paramGroups)
        for (const parameter of params)
          if (parameter.grad !== null && !isFiniteAll(parameter.grad)) return this.#failure(loss, parameter, batch);
    }
    return true;
  }

  #step(): void {
    const { model, optimizer, clipGradNorm, ema } = this.#plan;
    if (clipGradNorm !== undefined) clipGradNorm_(model.parameters(), clipGradNorm);
    optimizer.step();
    this.#isTaken = true;
    ema?.update();
  }

  #failure(loss: number, spoiled: Tensor | null, batch: number): NonFinite {
    const parameter = spoiled === null ? null : nameOf(this.#plan, spoiled);
    const lr = this.#plan.optimizer.paramGroups.map((group) => group.lr);
    const what = parameter === null ? `loss ${loss}` : `gradient of '${parameter}' with NaN or infinite elements`;
    const message = `fit: ${what} in batch ${batch} of epoch ${this.#epoch}, at rate ${lr.join(', ')}; no step was taken`;
    return { epoch: this.#epoch, batch, lr, loss, parameter, message };
  }
}

/** A parameter's name in the model, or in the criterion. */
function nameOf<Output>({ model, criterion, optimizer }: Plan<Output>, parameter: Tensor): string {
  const own = (prefix: string, module: unknown): readonly (readonly [string, unknown])[] =>
    module instanceof Module ? module.namedParameters(prefix) : [];
  const found = [...own('', model), ...own('criterion', criterion)].find(([, p]) => p === parameter);
  const place = optimizer.paramGroups.flatMap(({ params }) => params).indexOf(parameter);
  return found?.[0] ?? `parameter ${place} of the optimizer`;
}

/** Writes back a tensor's values from `toTypedArray`. */
function setValues(t: Tensor, values: TensorArray): void {
  const words = t.dtype === 'float32' ? heap.f32 : heap.i32;
  t.forEachWord((word, i) => {
    words[word] = values[i] as number;
  });
  t.storage.version++;
}
