/** The card that follows a drawing from its logits to the two losses, which are the same. */
import { CLASSES, type Look } from '../protocol.ts';
import { element, setText } from './element.ts';
import { drawAtMost } from './frames.ts';
import { percent } from './numbers.ts';

const EVERY_MS = 100;
const ROUTES = ['crossEntropy', 'nllLoss'] as const;

export class NumbersCard {
  readonly #rows: HTMLTableRowElement[];
  readonly #target = element('target', HTMLSelectElement);
  #look: Look | null = null;
  readonly #draw = drawAtMost(EVERY_MS, () => this.#show());

  constructor() {
    const body = element('numbers-body', HTMLTableSectionElement);
    this.#rows = Array.from({ length: CLASSES }, (_, digit) => {
      const row = body.insertRow();
      row.innerHTML = `<th scope="row">${digit}</th><td></td><td></td><td></td>`;
      return row;
    });
    for (let digit = 0; digit < CLASSES; digit++) this.#target.add(new Option(`a ${digit}`, String(digit)));
    this.#target.addEventListener('change', this.#draw);
  }

  /** What the network makes of the drawing; null without one. */
  update(look: Look | null): void {
    this.#look = look;
    this.#draw();
  }

  #show(): void {
    const look = this.#look;
    const best = look?.logits.indexOf(Math.max(...look.logits)) ?? -1;
    const target = this.#target.value === '' ? best : Number(this.#target.value);
    this.#rows.forEach((row, digit) => {
      const texts =
        look === null
          ? ['–', '–', '–']
          : [
              (look.logits[digit] as number).toFixed(2),
              (look.logProbabilities[digit] as number).toFixed(5),
              percent(look.probabilities[digit] as number),
            ];
      texts.forEach((text, i) => {
        setText(row.cells[i + 1] as HTMLTableCellElement, text);
      });
      row.classList.toggle('target', digit === target);
    });
    for (const name of document.querySelectorAll('.target-now')) setText(name, target < 0 ? '…' : String(target));
    for (const route of ROUTES)
      setText(element(route, HTMLOutputElement), look === null ? '–' : (look[route][target] as number).toFixed(5));
  }
}
