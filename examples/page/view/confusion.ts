/** The confusion matrix of the held-out digits. */
import { CLASSES, type Exam } from '../protocol.ts';
import { element, setText } from './element.ts';

export class Confusion {
  readonly #cells: HTMLTableCellElement[][];

  constructor() {
    const head = element('confusion-head', HTMLTableRowElement);
    const body = element('confusion-body', HTMLTableSectionElement);
    this.#cells = Array.from({ length: CLASSES }, (_, digit) => {
      head.insertAdjacentHTML('beforeend', `<th scope="col">${digit}</th>`);
      const row = body.insertRow();
      row.innerHTML = `<th scope="row">${digit}</th>`;
      return Array.from({ length: CLASSES }, () => row.insertCell());
    });
  }

  show(counts: Exam['confusion']): void {
    counts.forEach((row, actual) => {
      const total = row.reduce((sum, count) => sum + count, 0);
      row.forEach((count, read) => {
        const cell = this.#cells[actual]?.[read] as HTMLTableCellElement;
        setText(cell, String(count));
        cell.className = actual === read ? 'right' : 'wrong';
        cell.style.setProperty('--share', (count / Math.max(1, total)).toFixed(3));
      });
    });
  }
}
