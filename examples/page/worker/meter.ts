/** Progress reports for the page: means since the last report, about thirty times a second and at the end of an epoch. */
import { memory } from 'rushlight';
import type { Memory, Progress } from '../protocol.ts';

const EVERY_MS = 33;

/** The part of fit's report that is used: means over the epoch so far. */
interface Batch {
  epoch: number;
  batches: number | undefined;
  batch: number;
  samples: number;
  meanLoss: number;
  metrics: Record<string, number>;
}

export function memoryNow(): Memory {
  const { liveBytes, reservedBytes } = memory();
  return { liveBytes, reservedBytes };
}

/** Sums over the epoch so far. */
interface Sums {
  samples: number;
  loss: number;
  right: number;
}

const NONE: Sums = { samples: 0, loss: 0, right: 0 };

export class Meter {
  #updates: number;
  readonly #before: number;
  readonly #until: number;
  /** What the last report included. */
  #told = NONE;
  #since: number = performance.now();

  /** @param pupil the model's training so far @param epochs how many are to come */
  constructor(pupil: { updates: number; epochs: number }, epochs: number) {
    this.#updates = pupil.updates;
    this.#before = pupil.epochs;
    this.#until = pupil.epochs + epochs;
  }

  /** Starts the clock; pauses do not count. */
  restart(): void {
    this.#since = performance.now();
  }

  /** Adds a batch; returns a report if one is due. */
  note({ epoch, batches = 1, batch, samples, meanLoss, metrics }: Batch): Progress | null {
    this.#updates++;
    if (batch === 0) this.#told = NONE;
    const elapsed = performance.now() - this.#since;
    if (elapsed < EVERY_MS && batch + 1 < batches) return null;
    const sums = { samples, loss: meanLoss * samples, right: (metrics['accuracy'] as number) * samples };
    const seen = samples - this.#told.samples;
    const progress = {
      updates: this.#updates,
      epoch: this.#before + epoch + (batch + 1) / batches,
      until: this.#until,
      loss: (sums.loss - this.#told.loss) / seen,
      accuracy: (sums.right - this.#told.right) / seen,
      samples: seen,
      seconds: elapsed / 1000,
      memory: memoryNow(),
    };
    this.#told = sums;
    this.restart();
    return progress;
  }
}
