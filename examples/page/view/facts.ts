/** The figures: accuracy, speed, progress, memory and kernels. */
import type { Memory } from '../protocol.ts';
import { element, setText } from './element.ts';
import { drawAtMost } from './frames.ts';
import type { Progress } from './meter.ts';
import { count, mebibytes, percent } from './numbers.ts';

const EVERY_MS = 200;
/** The time constant of the displayed rate in seconds, long enough for it to be readable. */
const MEMORY = 2;

const show = (id: string, text: string): void => setText(element(id, HTMLElement), text);

export class Facts {
  #progress: Progress | null = null;
  #until = 0;
  /** Decaying sums. */
  #samples = 0;
  #seconds = 0;
  readonly #draw = drawAtMost(EVERY_MS, () => this.#show());

  opened(level: string, threads: number): void {
    show('backend', `${level}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`);
  }

  memory({ liveBytes, reservedBytes }: Memory): void {
    show('memory', `${mebibytes(liveBytes)} / ${mebibytes(reservedBytes)} MiB`);
  }

  clear(): void {
    this.#progress = null;
    this.#samples = this.#seconds = 0;
    this.#light(0);
    show('accuracy', '–');
    show('rate', '–');
    show('epoch', '0');
    show('updates', '0');
  }

  /** @param until the last epoch of the run */
  progress(progress: Progress, until: number): void {
    this.#until = until;
    const fade = Math.exp(-progress.seconds / MEMORY);
    this.#samples = this.#samples * fade + progress.samples;
    this.#seconds = this.#seconds * fade + progress.seconds;
    this.#progress = progress;
    this.#draw();
  }

  examined(accuracy: number): void {
    show('accuracy', percent(accuracy));
    this.#light(accuracy);
  }

  /** The flame of the style sheet. */
  #light(accuracy: number): void {
    document.documentElement.style.setProperty('--accuracy', accuracy.toFixed(3));
  }

  #show(): void {
    if (this.#progress === null) return;
    const { epoch, updates } = this.#progress;
    show('rate', count(this.#samples / this.#seconds));
    show('epoch', `${epoch.toFixed(1)} of ${Math.round(this.#until)}`);
    show('updates', count(updates));
  }
}
