/** What the page is told of training: means since it was last told, some thirty times a second and at an epoch's end. */
import { memory } from 'rushlight';
import type { Memory, Progress } from '../protocol.ts';

const EVERY_MS = 33;

/** The part of fit's report that is metered: means over the epoch so far. */
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

interface Sums {
  samples: number;
  loss: number;
  right: number;
}

const NONE: Sums = { samples: 0, loss: 0, right: 0 };

export class Meter {
  #updates: number;
  readonly #before: number;
  /** Since the last report, from epochs that have ended. */
  #ended = NONE;
  /** The current epoch's, and of those what has been reported. */
  #current = NONE;
  #told = NONE;
  #epoch = 0;
  #since: number = performance.now();

  /** @param updates and epochs that the model has behind it */
  constructor(updates: number, epochs: number) {
    this.#updates = updates;
    this.#before = epochs;
  }

  /** Time that passes from here on counts; a pause's does not. */
  restart(): void {
    this.#since = performance.now();
  }

  /** Takes a batch in; gives a report when one is due. */
  note({ epoch, batches = 1, batch, samples, meanLoss, metrics }: Batch): Progress | null {
    this.#updates++;
    if (epoch !== this.#epoch) {
      this.#ended = this.#untold();
      this.#told = NONE;
      this.#epoch = epoch;
    }
    this.#current = { samples, loss: meanLoss * samples, right: (metrics['accuracy'] ?? 0) * samples };
    const elapsed = performance.now() - this.#since;
    if (elapsed < EVERY_MS && batch + 1 < batches) return null;
    const seen = this.#untold();
    this.#ended = NONE;
    this.#told = this.#current;
    this.restart();
    return {
      updates: this.#updates,
      epoch: this.#before + epoch + (batch + 1) / batches,
      loss: seen.loss / seen.samples,
      accuracy: seen.right / seen.samples,
      samples: seen.samples,
      seconds: elapsed / 1000,
      memory: memoryNow(),
    };
  }

  #untold(): Sums {
    const [ended, current, told] = [this.#ended, this.#current, this.#told];
    return {
      samples: ended.samples + current.samples - told.samples,
      loss: ended.loss + current.loss - told.loss,
      right: ended.right + current.right - told.right,
    };
  }
}
