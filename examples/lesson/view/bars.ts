/** A chart of one bar a class, as a picture with words for it. */
import { CLASSES } from '../state.ts';
import { make, setAttribute, setText } from './element.ts';

interface Bar {
  row: HTMLElement;
  fill: HTMLElement;
  value: HTMLElement;
}

export class Bars {
  readonly root: HTMLElement;
  private readonly bars: Bar[];
  private readonly what: string;

  /** `kind` is a class of the style sheet. */
  constructor(root: HTMLElement, what: string, kind = '') {
    this.root = root;
    this.what = what;
    root.setAttribute('role', 'img');
    root.classList.add('bars');
    if (kind) root.classList.add(kind);
    this.bars = CLASSES.map((name) => {
      const fill = make('i');
      const value = make('b');
      const row = make('div', 'bar', make('span', '', name), make('div', 'track', fill), value);
      root.append(row);
      return { row, fill, value };
    });
  }

  /** Shows `lengths` from 0 to 1 with their `texts`; a length that is NaN is a broken bar. `marked` is the chosen class. */
  show(lengths: readonly number[], texts: readonly string[], marked = -1): void {
    for (const [i, { row, fill, value }] of this.bars.entries()) {
      const length = lengths[i] ?? 0;
      fill.style.setProperty('--length', String(Number.isNaN(length) ? 1 : Math.min(1, Math.max(0, length))));
      setText(value, texts[i] ?? '');
      row.classList.toggle('broken', Number.isNaN(length));
      row.classList.toggle('marked', i === marked);
    }
    setAttribute(this.root, 'aria-label', `${this.what}: ${CLASSES.map((name, i) => `${name} ${texts[i]}`).join(', ')}`);
  }
}
