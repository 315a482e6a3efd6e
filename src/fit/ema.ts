/** An exponential moving average of a model's parameters. */
import { unrecorded } from '../autograd/tape.ts';
import type { Module } from '../nn/module.ts';
import { add_, copy_, mul_ } from '../ops/elementwise/inplace.ts';
import { clone, detach } from '../ops/shape/copies.ts';
import { keep, scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import type { Own } from './turn.ts';

interface Slot {
  readonly parameter: Tensor;
  readonly average: Tensor;
  /** The parameter's own values while the average is in its place. */
  readonly own: Tensor;
}

/** Follows the parameters step by step, and takes their place when it is entered. */
export class Ema implements Own, Disposable {
  readonly #decay: number;
  readonly #slots: readonly Slot[];

  constructor(model: Module, decay: number) {
    this.#decay = decay;
    this.#slots = scope(() =>
      unrecorded(() => {
        const copy = (t: Tensor): Tensor => clone(detach(t));
        return model.parameters().map((parameter) => ({ parameter, average: copy(parameter), own: copy(parameter) }));
      }),
    );
    for (const { average, own } of this.#slots) [average, own].forEach(keep);
  }

  /** Takes note of a step: average = decay · average + (1 − decay) · parameter. */
  update(): void {
    unrecorded(() => {
      for (const { parameter, average } of this.#slots) add_(mul_(average, this.#decay), parameter, { alpha: 1 - this.#decay });
    });
  }

  /** The averages, in the order of the parameters. */
  get averages(): Tensor[] {
    return this.#slots.map(({ average }) => average);
  }

  /** Goes on from averages, or anew from the parameters. */
  restart(averages?: readonly Tensor[]): void {
    unrecorded(() => {
      for (const [i, { parameter, average }] of this.#slots.entries()) copy_(average, averages?.[i] ?? parameter);
    });
  }

  enter(): void {
    unrecorded(() => {
      for (const { parameter, own } of this.#slots) copy_(own, parameter);
      this.apply();
    });
  }

  leave(): void {
    unrecorded(() => {
      for (const { parameter, own } of this.#slots) copy_(parameter, own);
    });
  }

  /** Gives the model the averages for good. */
  apply(): void {
    unrecorded(() => {
      for (const { parameter, average } of this.#slots) copy_(parameter, average);
    });
  }

  [Symbol.dispose](): void {
    for (const { average, own } of this.#slots) for (const t of [average, own]) t.dispose();
  }
}
