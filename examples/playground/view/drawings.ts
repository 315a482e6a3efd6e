/** Everything that a program has drawn: one figure for each title, and the bar of its progress. */
import { setText } from '../../page/view/element.ts';
import type { Drawing } from '../module/playground.ts';
import { Curves } from './curves.ts';
import { Picture } from './pictures.ts';

/** A program that draws under ever new titles stops here. */
const MOST = 20;

export class Drawings {
  readonly #box: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #figures = new Map<string, Curves | Picture>();

  constructor(box: HTMLElement, bar: HTMLElement) {
    this.#box = box;
    this.#bar = bar;
  }

  clear(): void {
    for (const figure of this.#figures.values()) figure.dispose();
    this.#figures.clear();
    this.#bar.hidden = true;
  }

  draw(drawing: Drawing): void {
    if (drawing.kind === 'progress') {
      this.#bar.hidden = false;
      const progress = this.#bar.querySelector('progress') as HTMLProgressElement;
      progress.value = drawing.share;
      setText(this.#bar.querySelector('span') as HTMLElement, drawing.text);
      return;
    }
    const { kind, title } = drawing;
    const figure = this.#figure(`${kind} ${title}`, () => (kind === 'curves' ? new Curves(title) : new Picture(title)));
    if (figure instanceof Curves && drawing.kind === 'curves') figure.add(drawing.x, drawing.values);
    if (figure instanceof Picture && drawing.kind !== 'curves') figure.draw(drawing);
  }

  #figure(key: string, make: () => Curves | Picture): Curves | Picture | undefined {
    const found = this.#figures.get(key);
    if (found !== undefined || this.#figures.size === MOST) return found;
    const made = make();
    this.#figures.set(key, made);
    this.#box.append(made.figure);
    return made;
  }
}
