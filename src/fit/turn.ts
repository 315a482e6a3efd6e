/**
 * What a call has to itself while other tasks use the same model and the same default generator: modes, averaged weights,
 * a random stream. It is in force while the call's code runs, and put away while it waits or another call has its turn. So
 * each call gives the bits that it gives alone.
 */
import type { Module } from '../nn/module.ts';
import { defaultGenerator } from '../random.ts';
import { type Pause, startPause } from './pause.ts';

/** Something that a call has to itself. */
export interface Own {
  /** Puts it into force, and remembers what was there. */
  enter(): void;
  /** Puts back what was there, and remembers its own. */
  leave(): void;
}

/** The modes of a model's modules. What the call's own code changes of them, callbacks included, lasts as long as the call. */
export class Modes implements Own {
  readonly #model: Module;
  #own: readonly (readonly [Module, boolean])[];
  #outside: readonly (readonly [Module, boolean])[] = [];

  /** Evaluation mode, or training mode: of all modules, or as they are where the model is in training mode already. */
  constructor(model: Module, training: boolean) {
    this.#model = model;
    this.#own = model.modules().map((m) => [m, training && (m.training || !model.training)]);
  }

  #now(): readonly (readonly [Module, boolean])[] {
    return this.#model.modules().map((m) => [m, m.training]);
  }

  enter(): void {
    this.#outside = this.#now();
    for (const [module, training] of this.#own) module.training = training;
  }

  leave(): void {
    this.#own = this.#now();
    for (const [module, training] of this.#outside) module.training = training;
  }
}

/** The default generator's stream, from where it stands. */
class Stream implements Own {
  readonly #own = defaultGenerator.words.slice();
  readonly #outside = new Int32Array(this.#own.length);

  enter(): void {
    this.#outside.set(defaultGenerator.words);
    defaultGenerator.words.set(this.#own);
  }

  leave(): void {
    this.#own.set(defaultGenerator.words);
    defaultGenerator.words.set(this.#outside);
  }
}

let current: Turn | null = null;

/** A call's turns. */
export class Turn implements Disposable {
  readonly #stream: Stream;
  readonly #owns: Own[];
  readonly #pause: Pause;
  /** Whether all of it is in force, rather than the stream alone. */
  #open = false;

  /** Begins a call on a model: in evaluation mode, or in training mode. */
  constructor(model: Module, training: boolean) {
    Turn.putAway();
    this.#stream = new Stream();
    this.#owns = [new Modes(model, training)];
    this.#pause = startPause();
    this.enter();
  }

  /** Has the call go on, after whatever has had its turn. */
  enter(): void {
    if (current !== this) {
      Turn.putAway();
      current = this;
      this.#stream.enter();
    }
    if (this.#open) return;
    this.#open = true;
    for (const own of this.#owns) own.enter();
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const own of [...this.#owns].reverse()) own.leave();
  }

  #leave(): void {
    this.#close();
    this.#stream.leave();
    current = null;
  }

  /** Puts away whichever call is in force: it goes on by itself. */
  static putAway(): void {
    if (current !== null) current.#leave();
  }

  /** Puts the call away until everything that is not part of it is done. Whoever awaits this calls `enter` after it. */
  async wait<T>(promise: PromiseLike<T>): Promise<T> {
    if (current === this) this.#leave();
    return await promise;
  }

  /**
   * Waits for a callback, which may still read the stream, to save it. Whoever awaits this calls `enter` after it.
   */
  async join<T>(promise: PromiseLike<T>): Promise<T> {
    this.#close();
    return await promise;
  }

  /** A turn for the event loop, if it is due. Whoever awaits it calls `enter` after it. */
  rest(): Promise<void> | null {
    return this.#pause.isDue() ? this.wait(this.#pause.take()) : null;
  }

  /** Runs a part of the call that has more to itself. Whoever awaits it calls `enter` after it. */
  async within<T>(owns: readonly Own[], part: () => Promise<T>): Promise<T> {
    const outer = this.#owns.length;
    for (const own of owns) {
      own.enter();
      this.#owns.push(own);
    }
    try {
      return await part();
    } finally {
      this.enter();
      for (const own of this.#owns.splice(outer).reverse()) own.leave();
    }
  }

  /** Ends the call: everything is as before, but for the default generator, which goes on from where the call came to. */
  [Symbol.dispose](): void {
    this.enter();
    this.#close();
    current = null;
    this.#pause[Symbol.dispose]();
  }
}
