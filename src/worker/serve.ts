import { noGrad } from '../autograd/tape.ts';
import { as, checkKnown, failRange, failType, isBytes, isPlainObject, show } from '../errors.ts';
import { checkModel, type Loader, type Model, type Sample } from '../fit/forward.ts';
import type { FitOptions } from '../fit/options.ts';
import { Turn } from '../fit/turn.ts';
import { bytesOf } from '../io/bytes.ts';
import { loadSafetensors, saveSafetensors } from '../io/safetensors.ts';
import { takes } from '../options.ts';
import { scope } from '../scope.ts';
import { refuseLater } from '../synchronous.ts';
import type { Calls, Definition, Served } from './definition.ts';
import { type Answer, isOurs, pack, type Question, type Request } from './messages.ts';
import { checkPort, listen, ownPort, type Port } from './port.ts';
import { Run } from './run.ts';
import { buffersOf, transfer } from './transfer.ts';

const FN = 'serve';
const NEEDED = ['model', 'train'] as const;
const OPTIONAL = ['predict', 'save', 'load'] as const;

/** A definition of any types. */
type Any = Definition<Model<unknown>, unknown, unknown, unknown, Calls, Sample>;

class Server {
  readonly #definition: Any;
  readonly #port: Port;
  #model: Promise<Model<unknown>> | null = null;
  #run: { run: Run; ended: Promise<void> } | null = null;

  constructor(definition: Any, port: Port) {
    this.#definition = definition;
    this.#port = port;
    listen(port, {
      message: (data) => {
        if (isOurs(data)) this.#hear(data as Question);
      },
      gone: () => this.#run?.run.stop(),
    });
    this.#send({ rushlight: 'ready' });
  }

  #send(answer: Answer, buffers: ArrayBuffer[] = []): void {
    this.#port.postMessage(answer, buffers);
  }

  #hear(question: Question): void {
    if (question.rushlight === 'hello') this.#send({ rushlight: 'ready' });
    else if (question.rushlight === 'heard') this.#run?.run.heard();
    else if (question.request === 'start') this.#start(question.id, question.args);
    else void this.#answer(question.id, question.request, this.#do(question.request, question.args));
  }

  async #answer(id: number, request: Request, work: Promise<unknown>): Promise<void> {
    try {
      const value = await work;
      try {
        this.#send({ rushlight: 'answer', id, value }, buffersOf([value]));
      } catch (error) {
        failType(
          request,
          `expected a result that can be sent to another thread, got ${show(value)}: ${(error as Error).message}`,
        );
      }
    } catch (error) {
      this.#send({ rushlight: 'failure', id, failure: pack(error) });
    }
  }

  #start(id: number, args: unknown[]): void {
    if (this.#run !== null) {
      const busy = new Error('start: a training of another connection is running; await its history, or stop() it first');
      this.#send({ rushlight: 'failure', id, failure: pack(busy) });
      return;
    }
    const run = new Run((reports) => this.#send({ rushlight: 'reports', reports }));
    const work = this.#train(run, args[0]).finally(() => {
      this.#run = null;
    });
    this.#run = { run, ended: this.#answer(id, 'start', work) };
  }

  async #train(run: Run, options: unknown): Promise<unknown> {
    const training: unknown = await this.#definition.train(await this.#current(), options);
    if (!isPlainObject(training)) failType('train', `expected { loader, optimizer, epochs, … }, got ${show(training)}`);
    if (training['signal'] !== undefined)
      failType('train', `expected no signal, got ${show(training['signal'])}; stop() ends it`);
    const { model = await this.#current(), loader, ...rest } = training;
    checkModel('train', model);
    this.#model = Promise.resolve(model as Model<unknown>);
    return run.train(model as Model<unknown>, loader as Loader, rest as unknown as FitOptions<unknown>);
  }

  /** The worker's model, which is made if there is none. */
  #current(): Promise<Model<unknown>> {
    this.#model ??= this.#make().catch((error) => {
      this.#model = null;
      throw error;
    });
    return this.#model;
  }

  async #make(): Promise<Model<unknown>> {
    const model: unknown = await this.#definition.model();
    checkModel('model', model);
    return model as Model<unknown>;
  }

  async #do(request: Request, args: unknown[]): Promise<unknown> {
    switch (request) {
      case 'pause':
        return this.#run?.run.pause();
      case 'resume':
        return this.#run?.run.resume();
      case 'stop':
        this.#run?.run.stop();
        return this.#run?.ended;
      case 'predict':
        return this.#predict(args[0]);
      case 'save':
        return this.#save();
      case 'load':
        return this.#load(args[0]);
      default:
        return this.#call(args[0], args.slice(1));
    }
  }

  async #predict(input: unknown): Promise<unknown> {
    if (this.#definition.predict === undefined)
      failType('predict', 'expected a worker that serves predict, got one without; give serve a predict');
    const model = await this.#current();
    // a separate turn: it does not affect a concurrent training and its random numbers
    const turn = new Turn('predict', model, false);
    try {
      return scope(() =>
        noGrad(() => {
          const output = this.#definition.predict?.(model, input);
          refuseLater('predict', output);
          return output;
        }),
      );
    } finally {
      turn[Symbol.dispose]();
    }
  }

  async #save(): Promise<Uint8Array> {
    const model = await this.#current();
    const bytes: unknown = this.#definition.save?.(model) ?? transfer(saveSafetensors(model.stateDict()));
    if (!isBytes(bytes)) failType('save', `expected a Uint8Array, got ${show(bytes)}`);
    return bytes;
  }

  async #load(given: unknown): Promise<void> {
    const bytes = bytesOf('load', given);
    if (this.#run !== null) throw new Error('load: a training is running, whose model cannot be changed; stop() it first');
    const model = await this.#current();
    if (this.#definition.load === undefined) {
      as('load', () => scope(() => model.loadStateDict(loadSafetensors(bytes).tensors)));
      return;
    }
    const loaded: unknown = await this.#definition.load(model, bytes);
    checkModel('load', loaded);
    this.#model = Promise.resolve(loaded as Model<unknown>);
  }

  async #call(name: unknown, args: unknown[]): Promise<unknown> {
    const { calls = {} } = this.#definition;
    const names = Object.keys(calls);
    if (typeof name !== 'string' || !names.includes(name))
      failRange(
        'call',
        `expected one of ${names.map(show).join(', ') || 'no calls, since serve was given none'}, got ${show(name)}`,
      );
    return (calls[name] as (...args: unknown[]) => unknown)(...args);
  }
}

function check(definition: unknown): asserts definition is Any {
  if (!isPlainObject(definition)) failType(FN, `expected { model, train, … }, got ${show(definition)}`);
  checkKnown(FN, definition, [...NEEDED, ...OPTIONAL, 'calls']);
  for (const name of [...NEEDED, ...OPTIONAL]) {
    const value = definition[name];
    const absent = value === undefined && !NEEDED.some((needed) => needed === name);
    if (!absent && typeof value !== 'function') failType(FN, `expected ${name} to be a function, got ${show(value)}`);
  }
  const { calls } = definition;
  if (calls !== undefined && !(isPlainObject(calls) && Object.values(calls).every((call) => typeof call === 'function')))
    failType(FN, `expected calls to be functions by name, got ${show(calls)}`);
}

/**
 * Trains on behalf of another thread that connects to this worker: `model` and `train` are defined here; `predict`, `save` and
 * `load` are called there. The type of the result is the type argument of `connect`: `export const job = serve({ … })` here,
 * `connect<typeof job>(worker)` there.
 *
 * The worker has one model, which `model` makes and `train` and `load` may replace; whoever replaces it disposes the old one.
 * Each training is a `fit` that computes the same bits as in a separate program, whatever is called meanwhile.
 *
 * @param port the port where the other thread listens. Default: that of the thread that started this worker, in browsers, Node,
 *   Deno and Bun.
 * @throws {TypeError} unless given `model` and `train`, and functions for the rest; without a port, outside a worker.
 */
export function serve<M extends Model<unknown>, Options, Input, Output, C extends object = Record<never, never>, Batch = Sample>(
  definition: Definition<M, Options, Input, Output, C, Batch>,
  port?: Port,
): Served<Options, Input, Output, C> {
  takes(FN, 2, arguments);
  check(definition);
  if (port !== undefined) checkPort(FN, port);
  new Server(definition, port ?? ownPort(FN));
  return {};
}
