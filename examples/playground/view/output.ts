/** What a program prints, and what it throws, each with a button that leads to its line. */
import { drawAtMost } from '../../page/view/frames.ts';
import type { Fault } from '../protocol.ts';

/** The oldest lines make room for new ones. */
const MOST = 1000;

export class Output {
  readonly #box: HTMLElement;
  readonly #go: (line: number, column: number | undefined) => void;
  #waiting: HTMLElement[] = [];
  readonly #draw = drawAtMost(0, () => this.#show());
  /** What was printed since it was cleared. */
  count = 0;

  constructor(box: HTMLElement, go: (line: number, column: number | undefined) => void) {
    this.#box = box;
    this.#go = go;
  }

  clear(): void {
    this.#waiting = [];
    this.#box.replaceChildren();
    this.count = 0;
  }

  print(level: string, text: string): void {
    const line = document.createElement('div');
    line.className = level;
    line.textContent = text === '' ? '\n' : text;
    this.#add(line);
  }

  fault({ message, trace, line, column }: Fault): void {
    const box = document.createElement('div');
    box.className = 'error';
    box.append(message);
    if (line !== undefined) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'where';
      button.textContent = `line ${line}`;
      button.addEventListener('click', () => this.#go(line, column));
      box.append(' ', button);
    }
    if (trace.length > 1) {
      const frames = document.createElement('div');
      frames.className = 'trace';
      frames.textContent = trace.slice(0, 10).join('\n');
      box.append(frames);
    }
    this.#add(box);
  }

  #add(line: HTMLElement): void {
    this.count++;
    this.#waiting.push(line);
    // frames are not drawn while the page is hidden
    if (this.#waiting.length > MOST) this.#waiting.shift();
    this.#draw();
  }

  #show(): void {
    const box = this.#box;
    const following = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    box.append(...this.#waiting);
    this.#waiting = [];
    while (box.childElementCount > MOST) box.firstElementChild?.remove();
    if (following) box.scrollTop = box.scrollHeight;
  }
}
