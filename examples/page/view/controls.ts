/** The buttons of a run and what they do in each phase. */
import type { Phase } from '../protocol.ts';
import { button, element, setText } from './element.ts';

export interface Actions {
  /** Trains the current model, or a new one. */
  train(fresh: boolean): void;
  pause(): void;
  resume(): void;
  stop(): void;
}

const GO: Record<Phase, string> = {
  untrained: 'Train',
  training: 'Pause',
  paused: 'Resume',
  stopped: 'Train on',
  finished: 'Train on',
  diverged: 'Train on',
  loaded: 'Train on',
};

const isRunning = (phase: Phase | null): boolean => phase === 'training' || phase === 'paused';

export class Controls {
  readonly #go = button('go');
  readonly #stop = button('stop');
  readonly #restart = button('restart');
  readonly #status = element('status', HTMLElement);
  #phase: Phase | null = null;

  constructor(actions: Actions) {
    this.#go.addEventListener('click', () => {
      if (this.#phase === 'training') actions.pause();
      else if (this.#phase === 'paused') actions.resume();
      else actions.train(this.#phase === 'untrained');
    });
    this.#stop.addEventListener('click', () => actions.stop());
    this.#restart.addEventListener('click', () => actions.train(true));
  }

  get isRunning(): boolean {
    return isRunning(this.#phase);
  }

  enter(phase: Phase): void {
    this.#phase = phase;
    document.documentElement.dataset['phase'] = phase;
    setText(this.#go, GO[phase]);
    this.#go.disabled = phase === 'diverged';
    this.#restart.disabled = phase === 'untrained';
    // a button that is disabled loses the focus
    if (!isRunning(phase) && document.activeElement === this.#stop) this.#go.focus();
    this.#stop.disabled = !isRunning(phase);
  }

  say(words: string): void {
    setText(this.#status, words);
  }
}
