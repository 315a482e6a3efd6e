/** The gradient as arrows on the logits: each lies on its score's scale and points where a step takes it. */
import { CLASSES } from '../state.ts';
import { make, setAttribute, setText } from './element.ts';
import { fixed } from './numbers.ts';

/** The scores that the scale shows, and some room for the dot at its ends. */
const REACH = 10.5;
/** How many units of the scale a gradient of 1 is long. */
const STRETCH = 6;

const place = (score: number): number => (Math.min(10, Math.max(-10, score)) + REACH) / (2 * REACH);

export class Arrows {
  private readonly root: HTMLElement;
  private readonly rows: { dot: HTMLElement; arrow: HTMLElement; value: HTMLElement }[];

  constructor(root: HTMLElement) {
    this.root = root;
    root.setAttribute('role', 'img');
    root.classList.add('arrows');
    this.rows = CLASSES.map((name) => {
      const dot = make('i', 'dot');
      const arrow = make('i', 'arrow');
      const value = make('b');
      root.append(make('div', 'bar', make('span', '', name), make('div', 'scale', arrow, dot), value));
      return { dot, arrow, value };
    });
  }

  show(scores: readonly number[], gradient: readonly number[]): void {
    for (const [i, { dot, arrow, value }] of this.rows.entries()) {
      const [at, slope] = [place(scores[i] ?? 0), gradient[i] ?? 0];
      dot.style.setProperty('--at', String(at));
      arrow.style.setProperty('--at', String(at));
      arrow.style.setProperty('--length', String((Math.abs(slope) * STRETCH) / (2 * REACH)));
      arrow.classList.toggle('up', slope < 0);
      arrow.classList.toggle('small', Math.abs(slope) < 0.02);
      setText(value, fixed(slope, 4));
    }
    const words = CLASSES.map((name, i) => {
      const slope = gradient[i] ?? 0;
      return `${name} ${fixed(slope, 4)}, a step ${slope < 0 ? 'raises' : 'lowers'} it`;
    });
    setAttribute(this.root, 'aria-label', `Gradient on each logit: ${words.join('; ')}`);
  }
}
