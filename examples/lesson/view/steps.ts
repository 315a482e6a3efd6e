/** Gradient descent by hand, or by itself until the loss is small. */
import { type Story, step, tell } from '../compute.ts';
import { change, state } from '../state.ts';
import { Curve } from './curve.ts';
import { element, setText } from './element.ts';
import { fixed } from './numbers.ts';

const SMALL = 0.05;
/** The most steps of a run, and the milliseconds between them. */
const MOST = 300;
const PAUSE = 60;

export class Steps {
  private readonly curve = new Curve();
  private readonly rate = element('rate', HTMLInputElement);
  private readonly run = element('run', HTMLButtonElement);
  private readonly spoken = element('spoken', HTMLElement);
  private timer = 0;

  constructor() {
    this.rate.addEventListener('input', () => change({ rate: this.rate.valueAsNumber }));
    element('step', HTMLButtonElement).addEventListener('click', () => {
      this.halt();
      this.say(this.once());
    });
    this.run.addEventListener('click', () => (this.timer ? this.halt() : this.begin()));
  }

  private once(): number {
    const { scores, chosen, rate, curve } = state;
    const before = curve.length > 0 ? curve : [tell(scores, chosen).crossEntropy];
    const next = step(scores, chosen, rate);
    const loss = tell(next, chosen).crossEntropy;
    change({ scores: next, curve: [...before, loss] });
    return loss;
  }

  private begin(): void {
    setText(this.run, 'Stop');
    let left = MOST;
    // a reader who moves something else begins anew
    let expected = state.curve.length;
    this.timer = window.setInterval(() => {
      if (state.curve.length !== expected) return this.halt();
      const loss = this.once();
      expected = state.curve.length;
      left--;
      if (loss < SMALL || left === 0) {
        this.halt();
        this.say(loss);
      }
    }, PAUSE);
  }

  private halt(): void {
    clearInterval(this.timer);
    this.timer = 0;
    setText(this.run, 'Run');
  }

  private say(loss: number): void {
    setText(this.spoken, `Step ${state.curve.length - 1}: the loss is ${fixed(loss, 4)}`);
  }

  show({ crossEntropy }: Story): void {
    const { curve, rate } = state;
    if (this.rate.valueAsNumber !== rate) this.rate.value = String(rate);
    setText(element('rate-value', HTMLElement), fixed(rate, 1));
    setText(element('step-loss', HTMLElement), fixed(crossEntropy, 4));
    const steps = Math.max(0, curve.length - 1);
    setText(
      element('step-count', HTMLElement),
      steps === 0 ? 'no steps yet' : `after ${steps} ${steps === 1 ? 'step' : 'steps'}`,
    );
    this.curve.show(curve.length > 0 ? curve : [crossEntropy]);
  }
}
