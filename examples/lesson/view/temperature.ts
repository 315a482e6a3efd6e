/** One number between the scores and softmax. */
import { temper } from '../compute.ts';
import { change, state } from '../state.ts';
import { Bars } from './bars.ts';
import { element, setAttribute, setText } from './element.ts';
import { percent } from './numbers.ts';

export class Temperature {
  private readonly slider = element('temperature', HTMLInputElement);
  private readonly bars = new Bars(element('f-temperature', HTMLElement), 'Softmax at this temperature');

  constructor() {
    // from a tenth to ten, by equal factors
    this.slider.addEventListener('input', () => change({ temperature: 10 ** (this.slider.valueAsNumber / 10) }));
  }

  show(): void {
    const { scores, chosen, temperature } = state;
    const probabilities = temper(scores, temperature);
    this.bars.show(probabilities, probabilities.map(percent), chosen);
    const at = Math.round(10 * Math.log10(temperature));
    if (this.slider.valueAsNumber !== at) this.slider.value = String(at);
    const text = temperature.toPrecision(2);
    setAttribute(this.slider, 'aria-valuetext', text);
    setText(element('temperature-value', HTMLElement), text);
  }
}
