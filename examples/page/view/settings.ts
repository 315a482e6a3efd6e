/** The settings form, compared with the settings in use. */
import type { Route, Settings } from '../protocol.ts';
import { element, setText } from './element.ts';

const RATES = [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 1e-1];

export class SettingsForm {
  readonly #form = element('settings', HTMLFormElement);
  readonly #lr = element('lr', HTMLInputElement);
  readonly #batch = element('batch', HTMLSelectElement);
  readonly #hidden = element('hidden', HTMLSelectElement);
  #inForce: Settings | null = null;
  #width: number | null = null;
  #running = false;

  /** @param onRate called with each new learning rate */
  constructor(onRate: (lr: number) => void) {
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#lr.addEventListener('input', () => {
      this.#showRate();
      onRate(this.settings.lr);
    });
    this.#form.addEventListener('change', () => this.#showPending());
    this.#showRate();
  }

  get settings(): Settings {
    return {
      lr: RATES[this.#lr.valueAsNumber] as number,
      batchSize: Number(this.#batch.value),
      hidden: Number(this.#hidden.value),
      route: new FormData(this.#form).get('route') as Route,
    };
  }

  /** What trains now, or did last, with a model of this width. */
  apply(settings: Settings): void {
    this.#inForce = settings;
    this.#showPending();
  }

  /** The width of the current model. */
  set hidden(width: number) {
    this.#width = width;
    this.#showPending();
  }

  set running(running: boolean) {
    this.#running = running;
    this.#showPending();
  }

  #showRate(): void {
    const text = String(this.settings.lr);
    setText(element('lr-value', HTMLOutputElement), text);
    this.#lr.setAttribute('aria-valuetext', text);
  }

  #showPending(): void {
    const [wanted, now] = [this.settings, this.#inForce];
    const waiting = (['batchSize', 'route'] as const).some((name) => now !== null && wanted[name] !== now[name]);
    const words =
      this.#width !== null && wanted.hidden !== this.#width
        ? `The current model is ${this.#width} wide; “Start over” makes a new one of width ${wanted.hidden}.`
        : waiting && this.#running
          ? '“Start over” trains with these settings; so does “Train on” after “Stop”.'
          : '';
    setText(element('pending', HTMLElement), words);
  }
}
