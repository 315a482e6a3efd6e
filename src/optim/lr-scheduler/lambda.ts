/** Schedules by custom functions. */
import { checkNumber, failRange, failType, show } from '../../errors.ts';
import { type Rule, takes } from '../../options.ts';
import { LRScheduler, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** The factor of a step. */
export type LRLambda = (epoch: number) => number;

/** Options of `LambdaLR`. */
export interface LambdaLROptions extends SchedulerOptions {
  /** The factor of the initial rate as a function of the step, or one function for each group. */
  lrLambda: LRLambda | readonly LRLambda[];
}

/** Options of `MultiplicativeLR`. */
export interface MultiplicativeLROptions extends SchedulerOptions {
  /** The factor of the current rate as a function of the step, or one function for each group. */
  lrLambda: LRLambda | readonly LRLambda[];
}

/** Schedules with a function for each group. The state has null for each function, as in PyTorch: pass the functions again. */
abstract class ByLambda extends LRScheduler {
  protected readonly lrLambdas: null[];
  readonly #lambdas: readonly LRLambda[];

  constructor(optimizer: Scheduled, options: LambdaLROptions) {
    takes(new.target.name, 2, arguments);
    super(optimizer, options, {}, ['lrLambda']);
    const name = this.constructor.name;
    const given: unknown = options?.lrLambda;
    const lambdas: unknown[] = Array.isArray(given) ? [...given] : this.groups.map(() => given);
    const isLambda = (f: unknown): f is LRLambda => typeof f === 'function';
    if (!lambdas.every(isLambda))
      failType(name, `expected lrLambda to be a function or an array of functions, got ${show(given)}`);
    if (lambdas.length !== this.groups.length)
      failRange(name, `expected ${this.groups.length} functions, one for each group, got ${lambdas.length}`);
    this.#lambdas = lambdas;
    this.lrLambdas = lambdas.map(() => null);
    this.start();
  }

  /** The result of a group's function at this step; 1 for a group that joined later. */
  protected factor(i: number): number {
    const lambda = this.#lambdas[i];
    if (lambda === undefined) return 1;
    return checkNumber(this.caller, 'what lrLambda returns', lambda(this.lastEpoch), -Number.MAX_VALUE, Number.MAX_VALUE);
  }

  protected override rules(): Record<string, Rule<unknown>> {
    const check = (fn: string, what: string, value: unknown): null[] => {
      if (!Array.isArray(value) || value.length !== this.lrLambdas.length || value.some((v) => v !== null))
        failType(fn, `expected ${what} to be ${this.lrLambdas.length} times null, got ${show(value)}; functions have no state`);
      return this.lrLambdas;
    };
    return { ...super.rules(), lrLambdas: { initial: null, check } };
  }
}

/** The initial rate times a function of the step. `lr_scheduler.LambdaLR` in PyTorch. */
export class LambdaLR extends ByLambda {
  protected getLr(): number[] {
    return this.fromBase((base, i) => base * this.factor(i));
  }
}

/** The current rate times a function of the step. `lr_scheduler.MultiplicativeLR` in PyTorch. */
export class MultiplicativeLR extends ByLambda {
  protected getLr(): number[] {
    return this.rates((lr, i) => (this.lastEpoch > 0 ? lr * this.factor(i) : lr));
  }
}
