import { copyOf } from '../../array/copy.ts';
import { unrecorded } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { type Pass, passOf } from '../../data/pass.ts';
import { failType, nameMemoryError, show } from '../../errors.ts';
import { changeable, Module } from '../../nn/module.ts';
import { BatchNorm } from '../../nn/norm.ts';
import { takes } from '../../options.ts';
import { scope } from '../../scope.ts';
import type { Tensor } from '../../tensor.ts';

/** The model's input, or an array that starts with it. */
type Batch = Tensor | readonly [Tensor, ...unknown[]];

const FN = 'updateBn';

function inputOf(batch: unknown): Tensor {
  const input: unknown = Array.isArray(batch) ? batch[0] : batch;
  if (!isTensor(input)) failType(FN, `expected batches of tensors, or of arrays that begin with one, got ${show(batch)}`);
  return input;
}

/** The running moments of a model, from the first batch on; restored if a batch fails. */
class Moments {
  readonly #model: Module;
  readonly #layers: readonly BatchNorm[];
  readonly #before: { t: Tensor; copy: Tensor }[] = [];

  constructor(model: Module, layers: readonly BatchNorm[]) {
    changeable(FN, model.modules());
    this.#model = model;
    this.#layers = layers;
    try {
      for (const t of this.#buffers()) {
        const copy = copyOf(t);
        copy.finalize();
        this.#before.push({ t, copy });
      }
    } catch (error) {
      this.end();
      throw nameMemoryError(FN, error);
    }
    unrecorded(() => {
      for (const { running_mean, running_var, num_batches_tracked } of layers) {
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
      }
    });
  }

  #buffers(): Tensor[] {
    return this.#layers.flatMap((l) => [l.running_mean, l.running_var, l.num_batches_tracked].filter((t) => t !== null));
  }

  /** Runs one batch, in training mode and with the mean over all batches; modes and momenta are restored afterwards. */
  take(batch: unknown): void {
    const input = inputOf(batch);
    const modes = this.#model.modules().map((m) => ({ m, training: m.training }));
    const momenta = this.#layers.map(({ momentum }) => momentum);
    const set = (momentum: (i: number) => number | null): void =>
      this.#layers.forEach((layer, i) => {
        (layer as { momentum: number | null }).momentum = momentum(i);
      });
    try {
      this.#model.train();
      set(() => null);
      scope(() => unrecorded(() => void (this.#model.forward as (x: Tensor) => unknown)(input)));
    } finally {
      for (const { m, training } of modes) m.training = training;
      set((i) => momenta[i] as number | null);
    }
  }

  undo(): void {
    unrecorded(() => {
      for (const { t, copy } of this.#before) if (!t.disposed) t.copy_(copy);
    });
  }

  end(): void {
    for (const { copy } of this.#before) copy.dispose();
  }
}

/** Whether batches come as promises. A loader with an async iterable dataset has both iterators. */
function isLater(loader: object): boolean {
  if (!(Symbol.asyncIterator in loader)) return false;
  if (!(Symbol.iterator in loader)) return true;
  return (
    'dataset' in loader && typeof loader.dataset === 'object' && loader.dataset !== null && Symbol.asyncIterator in loader.dataset
  );
}

/** Takes the batches of a pass, which may turn out to be promises: if the dataset is asynchronous, or its samples are. */
function takeAll(pass: Pass<unknown>, moments: Moments): void | Promise<void> {
  let batch: unknown;
  try {
    for (batch = pass.next(); batch !== null; batch = pass.next()) {
      if (batch instanceof Promise) return takeLater(pass, batch, moments);
      moments.take(batch);
    }
  } catch (error) {
    moments.undo();
    throw nameMemoryError(FN, error);
  } finally {
    if (!(batch instanceof Promise)) {
      moments.end();
      pass.close();
    }
  }
}

async function takeLater(pass: Pass<unknown>, first: Promise<unknown>, moments: Moments): Promise<void> {
  try {
    for (let batch = await first; batch !== null; batch = await pass.next()) moments.take(batch);
  } catch (error) {
    moments.undo();
    throw nameMemoryError(FN, error);
  } finally {
    moments.end();
    await pass.close();
  }
}

/**
 * Recomputes the running moments of a model's batch norms, as the mean over a loader's batches: averaged weights need their own
 * moments. If it fails, the previous moments are restored. `swa_utils.update_bn` in PyTorch.
 *
 * @param loader batches: inputs, or arrays that start with the input
 * @returns a promise if the loader is asynchronous
 * @throws {TypeError} unless given a loader and a module, and for batches without a tensor.
 */
export function updateBn(loader: Iterable<Batch>, model: Module): void;
export function updateBn(loader: AsyncIterable<Batch>, model: Module): Promise<void>;
export function updateBn(loader: Iterable<Batch> | AsyncIterable<Batch>, model: Module): void | Promise<void> {
  takes(FN, 2, arguments);
  if (
    typeof loader !== 'object' ||
    loader === null ||
    isTensor(loader) ||
    !(Symbol.iterator in loader || Symbol.asyncIterator in loader)
  )
    failType(FN, `expected a loader of batches, got ${show(loader)}`);
  if (!(model instanceof Module)) failType(FN, `expected a module, got ${show(model)}`);
  const layers = model.modules().filter((m): m is BatchNorm => m instanceof BatchNorm && m.running_mean !== null);
  if (layers.length === 0) return isLater(loader) ? Promise.resolve() : undefined;
  const moments = new Moments(model, layers);
  return takeAll(passOf(FN, loader), moments);
}
