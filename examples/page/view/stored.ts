/** Shows the held-out digits on the pad, by buttons or by keys. */
import { PIXELS } from '../protocol.ts';
import { button } from './element.ts';
import type { Pad } from './pad.ts';

export class Stored {
  readonly #pad: Pad;
  #images = new Uint8Array();
  #labels = new Uint8Array();
  #at = -1;

  constructor(pad: Pad) {
    this.#pad = pad;
    button('next').addEventListener('click', () => this.#step(1));
    button('previous').addEventListener('click', () => this.#step(-1));
    pad.canvas.addEventListener('keydown', (event) => this.#key(event));
  }

  open(images: Uint8Array<ArrayBuffer>, labels: Uint8Array<ArrayBuffer>): void {
    this.#images = images;
    this.#labels = labels;
    button('next').disabled = button('previous').disabled = false;
    // something to look at, unless somebody draws already
    if (this.#pad.digit === null) this.#step(1);
  }

  /** The label of the digit shown. */
  get label(): number {
    return this.#labels[this.#at] as number;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === 'ArrowRight' || key === 'ArrowDown') this.#step(1);
    else if (key === 'ArrowLeft' || key === 'ArrowUp') this.#step(-1);
    else if (/^\d$/.test(key)) this.#step(1, Number(key));
    else if (key === 'Escape' || key === 'Delete' || key === 'Backspace') this.#pad.clear();
    else return;
    event.preventDefault();
  }

  /** Shows the next stored digit in a direction, or the next of a class. */
  #step(by: 1 | -1, label?: number): void {
    const total = this.#labels.length;
    if (total === 0) return;
    do this.#at = (Math.max(this.#at, by === 1 ? -1 : 0) + by + total) % total;
    while (label !== undefined && this.label !== label);
    const image = this.#images.subarray(this.#at * PIXELS, (this.#at + 1) * PIXELS);
    this.#pad.show(Float32Array.from(image, (byte) => byte / 255));
  }
}
