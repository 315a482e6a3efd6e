/** An exponential moving average of a model's parameters. */
import { kernels } from '../../bindings/kernels.ts';
import { unrecorded } from '../autograd/tape.ts';
import { empty } from '../create/values.ts';
import type { Module } from '../nn/module.ts';
import { add_, copy_, mul_ } from '../ops/elementwise/inplace.ts';
import { clone, detach } from '../ops/shape/copies.ts';
import { keep, scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import type { Own } from './turn.ts';

interface Slot {
  readonly parameter: Tensor;
  readonly average: Tensor;
  /** The parameter's own values while the average replaces them. */
  readonly own: Tensor;
}

/** How many elements are averaged at a time. */
const PIECE = 4096;

/** Averages the parameters after each step, and replaces them with the averages while entered. */
export class Ema implements Own, Disposable {
  readonly #decay: number;
  readonly #slots: readonly Slot[];
  /** A piece of a parameter, times its share in the average. */
  readonly #share: Tensor;

  constructor(model: Module, decay: number) {
    this.#decay = decay;
    const copy = (t: Tensor): Tensor => clone(detach(t));
    const made = scope(() =>
      unrecorded(() => ({
        share: empty([PIECE]),
        slots: model.parameters().map((parameter) => ({ parameter, average: copy(parameter), own: copy(parameter) })),
      })),
    );
    this.#slots = made.slots;
    this.#share = keep(made.share);
    for (const { average, own } of this.#slots) [average, own].forEach(keep);
  }

  /** Records a step: average = decay · average + (1 − decay) · parameter. */
  update(): void {
    const decay = this.#decay;
    for (const { parameter, average } of this.#slots) {
      if (parameter.steps === null) this.#mix(average, parameter, decay);
      else unrecorded(() => add_(mul_(average, decay), parameter, { alpha: 1 - decay }));
    }
  }

  /** In pieces, so that no memory is allocated: the step has already been taken. */
  #mix(average: Tensor, parameter: Tensor, decay: number): void {
    for (let from = 0; from < average.numel; from += PIECE) {
      const n = Math.min(PIECE, average.numel - from);
      const [to, share] = [average.ptr + from * 4, this.#share.ptr];
      kernels.scale(0, n, share, parameter.ptr + from * 4, 1 - decay);
      kernels.scale(0, n, to, to, decay);
      kernels.add(0, n, to, to, share, n, 0, 1, 0, 1);
    }
    average.storage.version++;
  }

  /** The averages, in the order of the parameters. */
  get averages(): Tensor[] {
    return this.#slots.map(({ average }) => average);
  }

  /** Continues from the given averages, or starts over from the parameters. */
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

  /** Replaces the model's parameters with the averages for good. */
  apply(): void {
    unrecorded(() => {
      for (const { parameter, average } of this.#slots) copy_(parameter, average);
    });
  }

  [Symbol.dispose](): void {
    for (const { average, own } of this.#slots) for (const t of [average, own]) t.dispose();
    this.#share.dispose();
  }
}
