import { checkKnown, failType, show } from '../errors.ts';
import { bytesOf } from '../io/bytes.ts';
import { takes } from '../options.ts';
import type { Served } from './definition.ts';
import { type Answer, isOurs, type Question, type Request, unpack } from './messages.ts';
import { checkPort, listen, type Port, shut } from './port.ts';
import { type Listeners, TrainingRun } from './training-run.ts';
import { buffersOf } from './transfer.ts';

/** The number of questions so far: of all trainers, since several may listen to one port. */
let asked = 0;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The parameters of a call. */
type Args<F> = F extends (...args: infer A) => unknown ? A : never;
/** The result of a call, once it has arrived. */
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** A worker that trains, as seen by the page. */
export class Trainer<Options, Input, Output, C extends object> {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  /** Messages that wait until the worker is ready; null once it is. */
  #early: Question[] | null = [];
  #run: TrainingRun | null = null;
  /** Why there is no worker. */
  #ended: Error | null = null;

  /** @internal */
  constructor(port: Port) {
    this.#port = port;
    listen(port, {
      message: (data) => {
        if (isOurs(data)) this.#hear(data as Answer);
      },
      gone: () => this.#end(new Error('the worker has ended')),
      failed: (why, cause) => {
        this.#end(new Error(`the worker has failed: ${why}`, { cause }));
        shut(port);
      },
    });
    // a worker that was ready earlier may have announced it before anyone listened
    port.postMessage({ rushlight: 'hello' } satisfies Question, []);
  }

  /**
   * Starts a training with the worker's `train`, which receives the options. Iterate over the result, or pass callbacks, or await
   * its `history`.
   *
   * @throws {Error} while one is running. @throws {TypeError} for options that cannot be sent to another thread.
   */
  start(
    ...args: undefined extends Options ? [options?: Options, listeners?: Listeners] : [options: Options, listeners?: Listeners]
  ): TrainingRun {
    takes('start', 2, args);
    const [options, listeners] = args as [unknown, Listeners | undefined];
    checkKnown('start', listeners, ['onBatch', 'onEpoch']);
    for (const name of ['onBatch', 'onEpoch'] as const) {
      const listener = listeners?.[name];
      if (listener !== undefined && typeof listener !== 'function')
        failType('start', `expected ${name} to be a function, got ${show(listener)}`);
    }
    if (this.#run !== null) throw new Error('start: a training is running; await its history, or stop() it first');
    const history = this.#post('start', [options]);
    const run = new TrainingRun(history, listeners ?? {}, {
      heard: () => this.#send({ rushlight: 'heard' }),
      stop: () => this.stop(),
    });
    this.#run = run;
    const over = (): void => {
      this.#run = null;
    };
    history.then(over, over);
    return run;
  }

  /** Pauses the training after the current batch; settles once it is paused. Without a training, does nothing. */
  async pause(): Promise<void> {
    takes('pause', 0, arguments);
    return this.#ask('pause');
  }

  /** Resumes a paused training. */
  async resume(): Promise<void> {
    takes('resume', 0, arguments);
    return this.#ask('resume');
  }

  /** Stops the training between batches, and settles when it has ended: the model stays as the last step left it. */
  async stop(): Promise<void> {
    takes('stop', 0, arguments);
    return this.#ask('stop');
  }

  /** The result of the worker's `predict` for the input, at any time, with the model's current values. */
  async predict(input: Input): Promise<Awaited<Output>> {
    takes('predict', 1, arguments);
    return this.#ask<Awaited<Output>>('predict', input);
  }

  /** The bytes of the current model, at any time: a safetensors file, unless the worker has a custom `save`. */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    takes('save', 0, arguments);
    return this.#ask('save');
  }

  /** Loads such bytes into the worker's model. It rejects while a training is running, and for a file that does not fit. */
  async load(bytes: Uint8Array | ArrayBuffer): Promise<void> {
    takes('load', 1, arguments);
    bytesOf('load', bytes);
    return this.#ask('load', bytes);
  }

  /** Calls one of the worker's own functions, and returns its result. */
  async call<Name extends keyof C & string>(name: Name, ...args: Args<C[Name]>): Promise<Result<C[Name]>> {
    return this.#ask('call', name, ...args);
  }

  /** Terminates the worker, whatever it is doing, or closes the port. Pending and later calls reject. */
  close(): void {
    takes('close', 0, arguments);
    this.#end(new Error('the worker was closed'));
    shut(this.#port);
  }

  /** As `post`, for methods declared to return a promise. */
  async #ask<T>(request: Request, ...args: unknown[]): Promise<T> {
    return (await this.#post(request, args)) as T;
  }

  /**
   * Sends a question; returns its answer.
   * @throws {TypeError} for values that cannot be sent.
   * @throws {Error} without a worker.
   */
  #post(request: Request, args: unknown[]): Promise<unknown> {
    if (this.#ended !== null) throw new Error(`${request}: ${this.#ended.message}`, { cause: this.#ended });
    const id = asked++;
    try {
      this.#send({ rushlight: 'ask', id, request, args }, buffersOf(args));
    } catch (error) {
      const { message } = error as Error;
      failType(request, `expected what can be sent to another thread, got ${args.map(show).join(', ')}: ${message}`);
    }
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #send(question: Question, transfer: ArrayBuffer[] = []): void {
    if (this.#ended !== null) return;
    if (this.#early === null) this.#port.postMessage(question, transfer);
    // copied now, since the caller may change it
    else this.#early.push(structuredClone(question, { transfer }));
  }

  #hear(answer: Answer): void {
    if (answer.rushlight === 'ready') {
      const early = this.#early ?? [];
      this.#early = null;
      for (const question of early) this.#port.postMessage(question, []);
    } else if (answer.rushlight === 'reports') {
      this.#run?.hear(answer.reports);
    } else {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.rushlight === 'answer') waiting?.resolve(answer.value);
      else waiting?.reject(unpack(answer.failure));
    }
  }

  #end(why: Error): void {
    this.#ended ??= why;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** The trainer for what a worker serves. */
export type TrainerOf<S> =
  S extends Served<infer Options, infer Input, infer Output, infer C> ? Trainer<Options, Input, Output, C> : never;

/**
 * Connects to a worker that serves a training, with that worker's types: `connect<typeof job>(worker)`. Calls wait if the worker
 * is still loading. Errors thrown there arrive here with their name, message and stack.
 *
 * @param port a `Worker` or `MessagePort`, of the web or of `node:worker_threads`; other messages may use it too.
 * @throws {TypeError} for anything else.
 */
export function connect<S extends Served<unknown, unknown, unknown, object>>(port: Port): TrainerOf<S> {
  takes('connect', 1, arguments);
  checkPort('connect', port);
  return new Trainer(port) as TrainerOf<S>;
}
