import type { History } from '../fit/report.ts';
import { type Gate, gate } from './gate.ts';
import type { BatchNews, EpochNews, Report } from './report.ts';

/** Callbacks of `start`. The next report waits until they have returned, or their promise is fulfilled. */
export interface Listeners {
  /** Called with the newest batch, at most about thirty times per second. */
  onBatch?: (report: BatchNews) => unknown;
  /** Called with each finished epoch. */
  onEpoch?: (report: EpochNews) => unknown;
}

interface Worker {
  heard(): void;
  stop(): Promise<void>;
}

/**
 * A training that was started. `for await` over it yields its reports: every epoch, and between them the newest batch; a slow
 * reader misses batches but does not slow the training. Leaving that loop early stops the training.
 */
export class TrainingRun implements AsyncIterable<Report> {
  /**
   * The result of `fit` in the worker, when it has ended. It rejects with the error thrown there; so does the loop over the
   * reports, after which the rejection need not be handled again.
   */
  readonly history: Promise<History>;
  readonly #listeners: Listeners;
  readonly #worker: Worker;
  /** Reports that the loop has not yet taken. */
  #reports: Report[] = [];
  #iterated = false;
  /** Settles when the listeners have received everything so far. */
  #told: Promise<void> = Promise.resolve();
  #news: Gate = gate();
  #over = false;
  /** Whether a listener has thrown: it hears nothing more, and must not stop a later training. */
  #failed = false;
  #refuse: (error: unknown) => void = () => {};

  /** @internal */
  constructor(answer: Promise<unknown>, listeners: Listeners, worker: Worker) {
    this.#listeners = listeners;
    this.#worker = worker;
    // nothing else may handle its rejection: users must notice one that they do not handle
    this.history = new Promise((resolve, reject) => {
      this.#refuse = (error) => {
        reject(error);
        this.#end();
      };
      const accept = async (history: unknown): Promise<void> => {
        await this.#told;
        resolve(history as History);
        this.#end();
      };
      answer.then(accept, this.#refuse);
    });
  }

  #end(): void {
    this.#over = true;
    this.#news.open();
  }

  /** @internal */
  hear(reports: Report[]): void {
    this.#told = this.#told.then(() => this.#tell(reports));
  }

  async #tell(reports: Report[]): Promise<void> {
    if (this.#failed) return;
    const { onBatch, onEpoch } = this.#listeners;
    try {
      for (const report of reports) await (report.type === 'batch' ? onBatch?.(report) : onEpoch?.(report));
    } catch (error) {
      this.#failed = true;
      // first stopped, so that the next training can start once the history has rejected
      await this.#worker.stop().catch(() => {});
      this.#refuse(error);
      return;
    }
    this.#reports.push(...reports);
    this.#news.open();
    // a reader that iterates has received everything once it is taken
    if (!this.#iterated && (onBatch !== undefined || onEpoch !== undefined)) this.#worker.heard();
  }

  /** The reports from now on, for `for await`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Report, void, void> {
    this.#iterated = true;
    // the loop throws it
    this.history.catch(() => {});
    try {
      for (;;) {
        const report = this.#reports.shift();
        if (report !== undefined) yield report;
        else if (this.#over) break;
        else {
          this.#news = gate();
          await this.#news.opened;
        }
        if (report !== undefined && this.#reports.length === 0) this.#worker.heard();
      }
      await this.history;
    } finally {
      this.#iterated = false;
      if (!this.#over) await this.#worker.stop();
    }
  }
}
