/**
 * State that a call has to itself while other tasks use the same model and the same default generator: modes, averaged weights, a
 * random stream. It is in place while the call's code runs, and swapped out while the call waits or another one runs. So each
 * call computes the same bits as it would alone.
 */
import { changeable, type Module } from '../nn/module.ts';
import { defaultGenerator } from '../random.ts';
import { type Pause, startPause } from './pause.ts';

/** A piece of state that a call has to itself. */
export interface Own {
  /** Swaps it in, and remembers what it replaces. */
  enter(): void;
  /** Restores what it replaced, and remembers its own. */
  leave(): void;
}

/** The modes of a model's modules. Changes that the call's own code makes, including callbacks, last as long as the call. */
export class Modes implements Own {
  readonly #model: Module;
  #own: readonly (readonly [Module, boolean])[];
  #outside: readonly (readonly [Module, boolean])[] = [];

  /**
   * Evaluation or training mode for all modules; a model that is already in training mode keeps its modules' modes for training.
   */
  constructor(fn: string, model: Module, training: boolean) {
    this.#model = model;
    this.#own = changeable(fn, model.modules()).map((m) => [m, training && (m.training || !model.training)]);
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

/** The default generator's stream, from its current position. */
class Stream implements Own {
  readonly #own = defaultGenerator.words.slice();
  readonly #outside = new Int32Array(this.#own.length);
  #lent = false;

  enter(): void {
    this.#outside.set(defaultGenerator.words);
    defaultGenerator.words.set(this.#own);
  }

  leave(): void {
    this.takeBack();
    this.#own.set(defaultGenerator.words);
    defaultGenerator.words.set(this.#outside);
  }

  /** Leaves it in place while others run, who may read it. */
  lend(): void {
    this.#own.set(defaultGenerator.words);
    this.#lent = true;
  }

  /** Ends that: if others have drawn or seeded meanwhile, that is theirs to go on with, and not the call's. */
  takeBack(): void {
    if (!this.#lent) return;
    this.#lent = false;
    const { words } = defaultGenerator;
    if (words.every((word, i) => word === this.#own[i])) return;
    this.#outside.set(words);
    words.set(this.#own);
  }
}

let current: Turn | null = null;

/** A call's turns. */
export class Turn implements Disposable {
  readonly #stream: Stream;
  readonly #owns: Own[];
  readonly #pause: Pause;
  /** Whether all of the state is in place, rather than the stream alone. */
  #open = false;

  /** Begins a call on a model, in evaluation or training mode. */
  constructor(fn: string, model: Module, training: boolean) {
    const modes = new Modes(fn, model, training);
    Turn.putAway();
    this.#stream = new Stream();
    this.#owns = [modes];
    this.#pause = startPause();
    this.enter();
  }

  /** Resumes the call, after anything else has run. */
  enter(): void {
    if (current !== this) {
      Turn.putAway();
      current = this;
      this.#stream.enter();
    }
    if (this.#open) return;
    this.#stream.takeBack();
    this.#open = true;
    for (const own of this.#owns) own.enter();
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const own of [...this.#owns].reverse()) own.leave();
  }

  /**
   * Suspends the call, if it runs: before its code awaits anything, and where an asynchronous part of it ends, since other tasks
   * run before whoever awaits that part.
   */
  leave(): void {
    if (current !== this) return;
    this.#close();
    this.#stream.leave();
    current = null;
  }

  /** Suspends the running call, if any; it resumes by itself. */
  static putAway(): void {
    current?.leave();
  }

  /** Suspends the call until a promise settles. Whoever awaits this calls `enter` after it. */
  async wait<T>(promise: T | PromiseLike<T>): Promise<Awaited<T>> {
    this.leave();
    return await promise;
  }

  /** Waits for a callback, which may still read the stream to save it. Whoever awaits this calls `enter` after it. */
  async join<T>(promise: PromiseLike<T>): Promise<T> {
    // a call that the callback began has suspended this one
    if (current === this) {
      this.#close();
      this.#stream.lend();
    }
    return await promise;
  }

  /** Yields to the event loop, if it is due. Whoever awaits this calls `enter` after it. */
  rest(): Promise<void> | null {
    return this.#pause.isDue() ? this.wait(this.#pause.take()) : null;
  }

  /** Runs a part of the call that has further state to itself. Whoever awaits this calls `enter` after it. */
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
      this.leave();
    }
  }

  /** Ends the call: everything is restored, except the default generator, which continues from where the call ended. */
  [Symbol.dispose](): void {
    this.enter();
    this.#close();
    current = null;
    this.#pause[Symbol.dispose]();
  }
}
