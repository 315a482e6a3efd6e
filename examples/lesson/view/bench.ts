/** The sliders of the logits, each with the circle that makes its class the right one. */
import type { Story } from '../compute.ts';
import { CLASSES, change, setScore, state } from '../state.ts';
import { element, make, setAttribute, setText } from './element.ts';
import { fixed, percent, score } from './numbers.ts';

export class Bench {
  private readonly rows = CLASSES.map((name, i) => {
    const id = `logit-${name}`;
    const right = make('input');
    Object.assign(right, { type: 'radio', name: 'right', id: `right-${name}` });
    right.setAttribute('aria-label', `${name} is right`);
    right.addEventListener('change', () => change({ chosen: i, curve: [] }));
    const slider = make('input');
    Object.assign(slider, { type: 'range', id, min: '-10', max: '10', step: '0.1' });
    slider.addEventListener('input', () => setScore(i, slider.valueAsNumber));
    const label = make('label', '', name);
    label.htmlFor = id;
    const value = make('output');
    value.htmlFor.add(id);
    // the slider says its value itself
    value.setAttribute('aria-live', 'off');
    const row = make('div', 'logit', right, label, slider, value);
    return { row, right, slider, value };
  });

  constructor() {
    element('logits', HTMLFieldSetElement).append(...this.rows.map(({ row }) => row));
  }

  show({ stable, crossEntropy }: Story): void {
    for (const [i, { row, right, slider, value }] of this.rows.entries()) {
      const at = state.scores[i] ?? 0;
      // what is beyond the slider rests at its end
      const reached = String(Math.min(10, Math.max(-10, Math.round(at * 10) / 10)));
      if (slider.value !== reached) slider.value = reached;
      setAttribute(slider, 'aria-valuetext', `${score(at)}, probability ${percent(stable[i] ?? 0)}`);
      slider.style.setProperty('--at', String((Math.min(10, Math.max(-10, at)) + 10) / 20));
      setText(value, score(at));
      right.checked = i === state.chosen;
      row.classList.toggle('marked', i === state.chosen);
    }
    setText(element('tally-class', HTMLElement), CLASSES[state.chosen] ?? '');
    setText(element('tally-probability', HTMLElement), percent(stable[state.chosen] ?? 0));
    setText(element('tally-loss', HTMLElement), fixed(crossEntropy, 4));
  }
}
