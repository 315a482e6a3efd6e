/** One step of training: gradients of a batch or of several, checked, clipped, and the optimizer's step. */
import { isFiniteAll } from '../array/finite.ts';
import { unrecorded } from '../autograd/tape.ts';
import { Module } from '../nn/module.ts';
import { clipGradNorm_ } from '../nn/utils.ts';
import { mul } from '../ops/elementwise/arithmetic.ts';
import { mul_ } from '../ops/elementwise/inplace.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import type { Averages } from './averages.ts';
import { note } from './evaluate.ts';
import { outcomeOf } from './objective.ts';
import type { Plan } from './options.ts';
import type { NonFinite } from './report.ts';

const FN = 'fit';

/** Takes steps on batches. */
export class Learner<Output> {
  readonly #plan: Plan<Output>;
  readonly #epoch: number;
  /** Batches since the last step, and what their losses count together. */
  #batches = 0;
  #weight = 0;
  #isSum = false;
  #hasGradients = false;

  constructor(plan: Plan<Output>, epoch: number) {
    this.#plan = plan;
    this.#epoch = epoch;
  }

  /** Learns from a batch; gives its loss, or why there was no step. */
  learn(batch: unknown, averages: Averages<Output>): { loss: number; stepped: boolean } | NonFinite {
    const { optimizer, nonFinite, accumulate, metrics } = this.#plan;
    return scope(() => {
      if (this.#batches === 0) optimizer.zeroGrad();
      const outcome = outcomeOf(FN, this.#plan, batch, { epoch: this.#epoch, batch: averages.batches, training: true });
      const loss = outcome === null ? Number.NaN : outcome.loss.item();
      // the mean of no targets is NaN: such a batch is passed over
      if (outcome !== null && (outcome.count.weight !== 0 || Number.isFinite(loss))) {
        if (nonFinite === 'stop' && !Number.isFinite(loss)) return this.#failure(loss, null, averages.batches);
        const { weight, isSum } = outcome.count;
        (accumulate === 1 || isSum ? outcome.loss : mul(outcome.loss, weight)).backward();
        this.#hasGradients = true;
        this.#weight += weight;
        this.#isSum = isSum;
      }
      const full = ++this.#batches === accumulate;
      const failure = full ? this.#step(loss, averages.batches) : null;
      if (failure !== null) return failure;
      note(FN, averages, outcome, metrics);
      return { loss, stepped: full };
    });
  }

  /** Takes the step of batches that are fewer than a step's, at the end of an epoch. */
  finish(averages: Averages<Output>): NonFinite | { stepped: boolean } {
    if (this.#batches === 0) return { stepped: false };
    return scope(() => this.#step(averages.loss, averages.batches - 1)) ?? { stepped: true };
  }

  #step(loss: number, batch: number): NonFinite | null {
    const { model, optimizer, accumulate, clipGradNorm, nonFinite, ema } = this.#plan;
    const [weight, hasGradients] = [this.#weight, this.#hasGradients];
    this.#batches = this.#weight = 0;
    this.#hasGradients = false;
    if (!hasGradients) return null;
    if (accumulate > 1 && !this.#isSum && weight > 0)
      unrecorded(() => {
        for (const { params } of optimizer.paramGroups) for (const { grad } of params) if (grad !== null) mul_(grad, 1 / weight);
      });
    if (nonFinite === 'stop') {
      for (const { params } of optimizer.paramGroups)
        for (const parameter of params)
          if (parameter.grad !== null && !isFiniteAll(parameter.grad)) return this.#failure(loss, parameter, batch);
    }
    if (clipGradNorm !== undefined) clipGradNorm_(model.parameters(), clipGradNorm);
    optimizer.step();
    ema?.update();
    return null;
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
