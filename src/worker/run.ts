/** A training in the worker: runs `fit`, pauses it, stops it, and sends the page only as many reports as it keeps up with. */
import { fit } from '../fit/fit.ts';
import type { Loader, Model } from '../fit/forward.ts';
import type { FitOptions } from '../fit/options.ts';
import type { BatchReport, EpochReport, History } from '../fit/report.ts';
import { Turn } from '../fit/turn.ts';
import { memory } from '../runtime.ts';
import { isThenable } from '../synchronous.ts';
import { type Gate, gate } from './gate.ts';
import type { Report } from './report.ts';

/** The minimum time between two messages about batches: thirty per second are as many as a page shows. */
const EVERY_MS = 33;

export class Run {
  readonly #abort = new AbortController();
  readonly #tell: (reports: Report[]) => void;
  /** Reports not yet sent to the page: all epochs, and the newest batch of each. */
  #news: Report[] = [];
  /** Whether the page has received the last message. */
  #heard = true;
  #toldAt = -Infinity;
  #held: { reached: Gate; over: Gate } | null = null;

  constructor(tell: (reports: Report[]) => void) {
    this.#tell = tell;
  }

  /** Trains. The last reports are sent before it returns. */
  async train(model: Model<unknown>, loader: Loader, options: FitOptions<unknown>): Promise<History> {
    const { onBatch, onEpoch } = options;
    try {
      return await fit(model, loader, {
        ...options,
        signal: this.#abort.signal,
        onBatch: (report) => {
          this.#batch(report);
          const said = onBatch?.(report);
          return this.#held === null && !isThenable(said) ? said : this.#hold(said);
        },
        onEpoch: (report) => {
          this.#epoch(report);
          return onEpoch?.(report);
        },
      });
    } finally {
      this.#held?.reached.open();
      this.#flush();
    }
  }

  /** Pauses it after a batch; settles once it is paused, or has ended. */
  pause(): Promise<void> {
    this.#held ??= { reached: gate(), over: gate() };
    return this.#held.reached.opened;
  }

  resume(): void {
    this.#held?.reached.open();
    this.#held?.over.open();
    this.#held = null;
  }

  /** Stops it between batches. */
  stop(): void {
    this.#abort.abort();
    this.resume();
  }

  /** The page has received the last message. */
  heard(): void {
    this.#heard = true;
    this.#flushIfDue();
  }

  async #hold(said: unknown): Promise<unknown> {
    const verdict = await said;
    while (this.#held !== null) {
      // another task that draws random numbers meanwhile does not draw from the training's stream
      Turn.putAway();
      this.#held.reached.open();
      await this.#held.over.opened;
    }
    return verdict;
  }

  #batch(report: BatchReport): void {
    const { liveBytes, reservedBytes } = memory();
    if (this.#news.at(-1)?.type === 'batch') this.#news.pop();
    this.#news.push({ type: 'batch', ...report, memory: { liveBytes, reservedBytes } });
    this.#flushIfDue();
  }

  #epoch(report: EpochReport): void {
    this.#news.push({ type: 'epoch', ...report });
    this.#toldAt = -Infinity;
    this.#flushIfDue();
  }

  #flushIfDue(): void {
    if (this.#heard && performance.now() - this.#toldAt >= EVERY_MS) this.#flush();
  }

  #flush(): void {
    if (this.#news.length === 0) return;
    this.#tell(this.#news);
    this.#news = [];
    this.#heard = false;
    this.#toldAt = performance.now();
  }
}
