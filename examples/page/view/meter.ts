/** What has changed between two reports of a run: means over the digits seen since, and totals since the model was made. */
import type { BatchNews } from 'rushlight/worker';

/** Updates and epochs that were there before. */
export interface Before {
  updates: number;
  epochs: number;
}

export interface Progress {
  updates: number;
  /** Epochs, including the fraction of the current one. */
  epoch: number;
  loss: number;
  accuracy: number;
  samples: number;
  /** The time they took. */
  seconds: number;
}

/** Sums over the epoch so far. */
interface Sums {
  samples: number;
  loss: number;
  right: number;
  seconds: number;
}

const NONE: Sums = { samples: 0, loss: 0, right: 0, seconds: 0 };

export class Meter {
  readonly #before: Before;
  #told = NONE;
  #epoch = 0;

  constructor(before: Before) {
    this.#before = before;
  }

  note({ epoch, batches = 1, batch, samples, meanLoss, metrics, seconds }: BatchNews): Progress {
    if (epoch !== this.#epoch) this.#told = NONE;
    this.#epoch = epoch;
    const sums = { samples, loss: meanLoss * samples, right: (metrics['accuracy'] as number) * samples, seconds };
    const before = this.#told;
    this.#told = sums;
    const seen = samples - before.samples;
    return {
      updates: this.#before.updates + epoch * batches + batch + 1,
      epoch: this.#before.epochs + epoch + (batch + 1) / batches,
      loss: (sums.loss - before.loss) / seen,
      accuracy: (sums.right - before.right) / seen,
      samples: seen,
      seconds: seconds - before.seconds,
    };
  }
}
