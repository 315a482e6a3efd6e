/**
 * What a program shows, on its way to the page: at once, while it is little, so that it arrives even if the program never pauses;
 * of what is more than the page can show, the middle is dropped, and counted.
 */
import type { Report } from '../protocol.ts';

/** Messages in a period of so many milliseconds. */
const MOST = 250;
const PERIOD = 100;
/** The last of those beyond, which are kept. */
const KEPT = 50;

export class Outbox {
  readonly #post: (report: Report) => void;
  #since = -Infinity;
  #sent = 0;
  #dropped = 0;
  #waiting: Report[] = [];
  /** The latest of what is drawn over and over, which must not be lost. */
  #latest = new Map<string, Report>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(post: (report: Report) => void) {
    this.#post = post;
  }

  /** @param key of drawings that replace each other; what has none may be dropped. */
  send(report: Report, key?: string): void {
    const now = performance.now();
    if (now - this.#since > PERIOD) {
      this.flush();
      this.#since = now;
      this.#sent = 0;
    }
    if (this.#sent++ < MOST) {
      this.#post(report);
      return;
    }
    if (key !== undefined) this.#latest.set(key, report);
    else if (this.#waiting.push(report) > KEPT) {
      this.#waiting.shift();
      this.#dropped++;
    }
    this.#timer ??= setTimeout(() => this.flush(), PERIOD);
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const report of this.#latest.values()) this.#post(report);
    this.#latest.clear();
    if (this.#dropped > 0) {
      const text = `… ${this.#dropped.toLocaleString('en')} more lines at once, which are not shown`;
      this.#post({ type: 'print', level: 'log', text });
    }
    this.#dropped = 0;
    for (const report of this.#waiting) this.#post(report);
    this.#waiting = [];
  }
}
