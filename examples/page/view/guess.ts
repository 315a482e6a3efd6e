/** The ten probabilities: a bar for each class, and a sentence. */
import { CLASSES } from '../protocol.ts';
import { element, setText } from './element.ts';
import { drawAtMost } from './frames.ts';
import { percent } from './numbers.ts';

/** The shortest time between two announcements to screen readers. */
const SPEAK_MS = 2000;

interface Light {
  item: HTMLLIElement;
  value: HTMLElement;
}

function makeLight(digit: number): Light {
  const item = document.createElement('li');
  item.innerHTML = '<span class="value"></span><span class="bar"></span><b></b>';
  const [value, , name] = item.children as unknown as HTMLElement[];
  setText(name as HTMLElement, String(digit));
  return { item, value: value as HTMLElement };
}

export class Guess {
  readonly #lights: Light[] = Array.from({ length: CLASSES }, (_, digit) => makeLight(digit));
  readonly #reading = element('reading', HTMLElement);
  readonly #spoken = element('spoken', HTMLElement);
  #probabilities: readonly number[] | null = null;
  /** The label, if a stored digit is shown. */
  #truth: number | null = null;
  #looking = false;
  #spokenAt = -Infinity;
  readonly #draw = drawAtMost(0, () => this.#show());

  constructor() {
    element('classes', HTMLOListElement).append(...this.#lights.map(({ item }) => item));
    this.#show();
  }

  /** What is on the pad: a stored digit of this class, a drawing (null), or nothing. */
  look(on: number | null | undefined): void {
    this.#truth = on ?? null;
    this.#looking = on !== undefined;
    if (!this.#looking) this.#probabilities = null;
    this.#draw();
  }

  /** New probabilities; ignored if the pad has been cleared since. */
  update(probabilities: readonly number[]): void {
    if (!this.#looking) return;
    this.#probabilities = probabilities;
    this.#draw();
  }

  #show(): void {
    const probabilities = this.#probabilities;
    const best = probabilities?.indexOf(Math.max(...probabilities)) ?? -1;
    this.#lights.forEach(({ item, value }, digit) => {
      const p = probabilities?.[digit] ?? 0;
      item.style.setProperty('--p', p.toFixed(4));
      item.classList.toggle('best', digit === best);
      setText(value, p < 0.005 ? '' : `${Math.round(100 * p)}`);
    });
    const sentence = this.#sentence(best);
    setText(this.#reading, sentence);
    this.#reading.dataset['digit'] = probabilities === null ? '' : String(best);
    this.#speak(best);
  }

  #sentence(best: number): string {
    if (this.#probabilities === null) return 'Nothing drawn yet.';
    const guess = `Reads as ${best}, ${percent(this.#probabilities[best] as number, 0)} sure`;
    if (this.#truth === null) return `${guess}.`;
    return this.#truth === best ? `${guess}, and that is right.` : `${guess}; it is a ${this.#truth}.`;
  }

  /** Announces the reading to screen readers when it changes. */
  #speak(best: number): void {
    const words = best < 0 ? '' : `Reads as ${best}`;
    if (this.#spoken.textContent === words) return;
    const wait = this.#spokenAt + SPEAK_MS - performance.now();
    if (wait > 0) {
      setTimeout(this.#draw, wait);
      return;
    }
    this.#spokenAt = performance.now();
    setText(this.#spoken, words);
  }
}
