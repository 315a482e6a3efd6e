import type { History } from '../fit/report.ts';
import { type Gate, gate } from './gate.ts';
import type { BatchNews, EpochNews, Report } from './report.ts';

/** What `start` calls with the news of a training. The next news comes when they have returned, or their promise is kept. */
export interface Listeners {
  /** Called with the newest batch, at most about thirty times a second. */
  onBatch?: (report: BatchNews) => unknown;
  /** Called with each finished epoch. */
  onEpoch?: (report: EpochNews) => unknown;
}

interface Worker {
  heard(): void;
  stop(): Promise<void>;
}

/**
 * A training that was started. `for await` over it gives its reports: every epoch, and between them the newest batch, so
 * that a slow reader misses batches and holds up nothing. Leaving that loop early stops the training.
 */
export class TrainingRun implements AsyncIterable<Report> {
  /**
   * What `fit` returns in the worker, when it has ended. It rejects with what was thrown there; so does the loop over the
   * reports, after which it need not be handled twice.
   */
  readonly history: Promise<History>;
  readonly #listeners: Listeners;
  readonly #worker: Worker;
  /** What the loop has not taken. */
  #reports: Report[] = [];
  #iterated = false;
  /** Settles when the listeners have heard what has come so far. */
  #told: Promise<void> = Promise.resolve();
  #news: Gate = gate();
  #over = false;
  #refuse: (error: unknown) => void = () => {};

  /** @internal */
  constructor(answer: Promise<unknown>, listeners: Listeners, worker: Worker) {
    this.#listeners = listeners;
    this.#worker = worker;
    // nothing else may handle its rejection: the user is to notice one that he does not
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
    const { onBatch, onEpoch } = this.#listeners;
    try {
      for (const report of reports) await (report.type === 'batch' ? onBatch?.(report) : onEpoch?.(report));
    } catch (error) {
      this.#refuse(error);
      await this.#worker.stop().catch(() => {});
      return;
    }
    this.#reports.push(...reports);
    this.#news.open();
    // one who iterates has heard when all is taken
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
