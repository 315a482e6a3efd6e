// Training behind a channel: what is started, held, stopped, asked and refused, and the bits of one thread.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DisposedError, fit, type History, loadSafetensors, memory, nn, saveSafetensors, scope, zeros } from '../src/index.ts';
import { connect, type Report, type Served, serve, type Trainer, transfer } from '../src/worker/index.ts';
import { start as startLibrary } from './support/library.ts';
import { definition, FEATURES, job, made, makeModel, makeTraining, predictBy } from './support/worker-job.ts';

let before = 0;
beforeAll(async () => {
  await startLibrary();
  before = memory().liveBytes;
});
afterAll(() => expect(memory().liveBytes).toBe(before));

let channels: MessageChannel[] = [];
function openPorts(): MessageChannel {
  const channel = new MessageChannel();
  channels.push(channel);
  return channel;
}
function open() {
  const { port1, port2 } = openPorts();
  job(port1);
  return connect<ReturnType<typeof job>>(port2);
}
afterEach(() => {
  for (const { port1, port2 } of channels) {
    port1.close();
    port2.close();
  }
  channels = [];
  for (const thing of made.splice(0)) thing[Symbol.dispose]();
});

const INPUT = Float32Array.from({ length: 4 * FEATURES }, (_, i) => Math.sin(i));
const EPOCHS = 3;
const BATCHES = 8;

/** All of a history but the time that it took. */
const plain = ({ epochs, ...rest }: History): object => ({
  ...rest,
  epochs: epochs.map(({ seconds, ...epoch }) => epoch),
});
const stateOf = (model: nn.Module): unknown =>
  Object.entries(model.stateDict()).map(([name, t]) => [name, [...t.toTypedArray()]]);
const stateIn = (bytes: Uint8Array): unknown =>
  scope(() => {
    const model = makeModel();
    model.loadStateDict(loadSafetensors(bytes).tensors);
    const state = stateOf(model);
    model.dispose();
    return state;
  });
const inEvaluation = <T>(model: nn.Module, look: () => T): T => {
  model.eval();
  const seen = scope(look);
  model.train();
  return seen;
};

/** The same training without a worker: its history, what the model says then, and its values. */
async function alone(epochs: number): Promise<{ history: object; says: Float32Array; state: unknown }> {
  const model = definition.model();
  const { loader, ...options } = makeTraining(model, { epochs });
  const history = plain(await fit(model, loader, options));
  return { history, says: inEvaluation(model, () => predictBy(model, INPUT)), state: stateOf(model) };
}
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error) => error,
  );

describe('a training', () => {
  it('has the bits of one thread', async () => {
    const wanted = await alone(EPOCHS);
    const trainer = open();
    expect(plain(await trainer.start({ epochs: EPOCHS }).history)).toEqual(wanted.history);
    expect(await trainer.predict(INPUT)).toEqual(wanted.says);
    expect(stateIn(await trainer.save())).toEqual(wanted.state);
  });

  it('has them whatever is asked meanwhile', async () => {
    const wanted = await alone(EPOCHS);
    const trainer = open();
    const run = trainer.start({ epochs: EPOCHS });
    for await (const report of run) {
      await trainer.call('draw');
      await trainer.predict(INPUT);
      if (report.type !== 'epoch') continue;
      await trainer.pause();
      await trainer.call('draw');
      await trainer.save();
      await trainer.resume();
    }
    expect(plain(await run.history)).toEqual(wanted.history);
    expect(stateIn(await trainer.save())).toEqual(wanted.state);
  });

  it('reports every epoch, and batches between, to who iterates', async () => {
    const trainer = open();
    const reports: Report[] = [];
    const run = trainer.start({ epochs: EPOCHS });
    for await (const report of run) reports.push(report);
    const { epochs } = await run.history;
    const told = reports.filter((report) => report.type === 'epoch').map(({ type, ...epoch }) => epoch);
    expect(told).toEqual(epochs);
    const batches = reports.filter((report) => report.type === 'batch');
    expect(batches.length).toBeGreaterThanOrEqual(EPOCHS);
    // the last of each epoch is among them, and says what the epoch does
    const last = batches.filter(({ batch }) => batch === BATCHES - 1);
    expect(last.map(({ meanLoss }) => meanLoss)).toEqual(epochs.map(({ loss }) => loss));
    for (const { memory, seconds } of batches) {
      expect(memory.liveBytes).toBeGreaterThan(0);
      expect(memory.reservedBytes).toBeGreaterThanOrEqual(memory.liveBytes);
      expect(seconds).toBeGreaterThanOrEqual(0);
    }
  });

  it('tells callbacks the same, before its history is there', async () => {
    const trainer = open();
    const heard: string[] = [];
    const run = trainer.start(
      { epochs: EPOCHS },
      {
        onBatch: ({ type }) => void heard.push(type),
        onEpoch: async ({ epoch }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          heard.push(`epoch ${epoch}`);
        },
      },
    );
    await run.history;
    expect(heard.filter((what) => what !== 'batch')).toEqual(['epoch 0', 'epoch 1', 'epoch 2']);
    expect(heard).toContain('batch');
  });

  it('does not pile up news for a reader who is slow', async () => {
    const { port1, port2 } = openPorts();
    job(port1);
    let messages = 0;
    port2.addEventListener('message', ({ data }) => {
      if (data.rushlight === 'reports') messages++;
    });
    const trainer = connect<ReturnType<typeof job>>(port2);
    const epochs = 40;
    const run = trainer.start({ epochs });
    const seen: number[] = [];
    for await (const report of run) {
      if (report.type === 'epoch') seen.push(report.epoch);
      // reads nothing more until it is over
      else if (seen.length === 0) await run.history;
    }
    expect(seen).toEqual(Array.from({ length: epochs }, (_, i) => i));
    // one that was not taken, and the rest at the end
    expect(messages).toBe(2);
  });

  it('begins where the last one ended', async () => {
    const trainer = open();
    const first = await trainer.start({ epochs: 2 }).history;
    const second = await trainer.start({ epochs: 2 }).history;
    expect(second.loss[0]).toBeLessThan(first.loss[0]!);
  });

  it('says why it ended early', async () => {
    const trainer = open();
    const { stopped, nonFinite } = await trainer.start({ epochs: 5, lr: 1e30 }).history;
    expect(stopped).toBe('nonFinite');
    expect(nonFinite?.message).toBeTypeOf('string');
  });
});

describe('pause, resume and stop', () => {
  it('hold the training and let it go', async () => {
    const trainer = open();
    const run = trainer.start({ epochs: 200 });
    await trainer.pause();
    const held = await trainer.save();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await trainer.save()).toEqual(held);
    await trainer.resume();
    await trainer.pause();
    expect(await trainer.save()).not.toEqual(held);
    await trainer.stop();
    expect((await run.history).stopped).toBe('aborted');
  });

  it('leave a model that predicts and trains on', async () => {
    const trainer = open();
    const run = trainer.start({ epochs: 10_000 });
    await trainer.pause();
    await trainer.stop();
    const { stopped, partial } = await run.history;
    expect(stopped).toBe('aborted');
    expect(partial?.batches).toBeGreaterThan(0);
    const says = await trainer.predict(INPUT);
    expect(says.slice(0, 3).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect((await trainer.start({ epochs: 1 }).history).stopped).toBe('finished');
  });

  it('do nothing without a training', async () => {
    const trainer = open();
    await trainer.pause();
    await trainer.resume();
    await trainer.stop();
    expect((await trainer.start({ epochs: 1 }).history).stopped).toBe('finished');
    await trainer.pause();
    expect((await trainer.start({ epochs: 1 }).history).stopped).toBe('finished');
  });

  it('reach a training that has not begun yet', async () => {
    const { port1, port2 } = openPorts();
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const waits = {
      ...definition,
      train: (...args: Parameters<typeof definition.train>) => begun.then(() => definition.train(...args)),
    };
    serve(waits, port1);
    const trainer = connect<ReturnType<typeof job>>(port2);
    const run = trainer.start({ epochs: 3 });
    const asked = [trainer.pause(), trainer.stop()];
    // its answer says that both have arrived
    await trainer.predict(INPUT);
    begin();
    await Promise.all(asked);
    expect(await run.history).toMatchObject({ stopped: 'aborted', epochs: [] });
  });

  it('stops who leaves the loop', async () => {
    const trainer = open();
    const run = trainer.start({ epochs: 10_000 });
    for await (const { type } of run) if (type === 'epoch') break;
    expect((await run.history).stopped).toBe('aborted');
    expect((await trainer.start({ epochs: 1 }).history).stopped).toBe('finished');
  });
});

describe('what is asked', () => {
  it('is answered before, during and after a training', async () => {
    const trainer = open();
    const model = definition.model();
    expect(await trainer.predict(INPUT)).toEqual(inEvaluation(model, () => predictBy(model, INPUT)));
    const run = trainer.start({ epochs: 10_000 });
    const during = [await trainer.predict(INPUT)];
    for await (const { type } of run) {
      if (type === 'batch') during.push(await trainer.predict(INPUT));
      if (during.length === 3) break;
    }
    expect(during[2]).not.toEqual(during[0]);
    expect(await trainer.predict(INPUT)).toHaveLength(12);
  });

  it('runs functions of the worker', async () => {
    const trainer = open();
    const sum: number = await trainer.call('add', 2, 3);
    expect(sum).toBe(5);
  });

  it('copies what is sent, and moves what is to be moved', async () => {
    const trainer = open();
    const copied = new Float32Array(6);
    const early = trainer.call('length', copied);
    expect(copied).toHaveLength(6);
    expect(await early).toBe(6);
    const moved = new Float32Array(6);
    expect(await trainer.call('length', transfer(moved))).toBe(6);
    expect(moved).toHaveLength(0);
    const inside = new Uint8Array(3);
    expect(transfer({ list: [inside] })).toEqual({ list: [inside] });
    expect(() => transfer({ a: [1] })).toThrow(/^transfer: expected typed arrays or array buffers, got an object$/);
  });

  it('is sent as it was when it was asked', async () => {
    const { port1, port2 } = openPorts();
    const trainer = connect<ReturnType<typeof job>>(port2);
    const input = INPUT.slice();
    const answer = trainer.predict(input);
    input.fill(0);
    job(port1);
    const model = definition.model();
    expect(await answer).toEqual(inEvaluation(model, () => predictBy(model, INPUT)));
  });

  it('leaves other messages on the port alone', async () => {
    const { port1, port2 } = openPorts();
    port1.addEventListener('message', ({ data }) => {
      if (data.mine) port1.postMessage({ yours: data.mine + 1 });
    });
    job(port1);
    const trainer = connect<ReturnType<typeof job>>(port2);
    const heard = new Promise((resolve) => {
      port2.addEventListener('message', ({ data }) => {
        if (data.yours) resolve(data.yours);
      });
    });
    port2.postMessage({ mine: 1 });
    expect(await heard).toBe(2);
    expect(await trainer.call('add', 1, 1)).toBe(2);
  });
});

describe('save and load', () => {
  it('take the model from one worker to another', async () => {
    const [one, other] = [open(), open()];
    await one.start({ epochs: 2 }).history;
    await other.load(await one.save());
    expect(await other.predict(INPUT)).toEqual(await one.predict(INPUT));
  });

  it('may be of the worker’s own, and of another model', async () => {
    const { port1, port2 } = openPorts();
    const model = () => new nn.Sequential(new nn.Linear(2, 3));
    const models: nn.Sequential[] = [];
    const served = serve(
      {
        model: () => {
          models.push(model());
          return models[0]!;
        },
        train: () => {
          throw new Error('not asked for');
        },
        predict: (model) => model.parameters().length,
        save: (model) => saveSafetensors({ first: model.parameters()[0]! }),
        load: async (_model, bytes) => {
          models.push(new nn.Sequential(new nn.Linear(2, 3), new nn.Linear(3, bytes.length)));
          return models[1]!;
        },
      },
      port1,
    );
    const trainer = connect<typeof served>(port2);
    const bytes = await trainer.save();
    expect(scope(() => Object.keys(loadSafetensors(bytes).tensors))).toEqual(['first']);
    expect(await trainer.predict(undefined)).toBe(2);
    await trainer.load(new Uint8Array(5));
    expect(await trainer.predict(undefined)).toBe(4);
    for (const model of models) model.dispose();
  });

  it('change nothing for a file that does not fit', async () => {
    const trainer = open();
    const bytes = await trainer.save();
    const other = scope(() => saveSafetensors({ weight: zeros([2, 2]) }));
    expect(await rejection(trainer.load(new Uint8Array([1, 2, 3])))).toMatchObject({ message: expect.stringMatching(/^load: /) });
    expect(await rejection(trainer.load(other))).toMatchObject({ message: expect.stringMatching(/^load: /) });
    expect(await trainer.save()).toEqual(bytes);
  });
});

describe('what goes wrong', () => {
  it('arrives as it was thrown', async () => {
    const trainer = open();
    const early = (await rejection(trainer.start({ epochs: 1, fail: 'train' }).history)) as Error;
    expect(early).toBeInstanceOf(RangeError);
    expect(early.message).toBe('train: no such data');
    expect(early.stack).toMatch(/worker-job|train/);
    const late = await rejection(trainer.start({ epochs: 1, fail: 'batch' }).history);
    expect(late).toBeInstanceOf(TypeError);
    expect(await rejection(trainer.predict(new Float32Array(7)))).toMatchObject({ name: 'RangeError' });
    expect(await rejection(trainer.call('text'))).toMatchObject({ message: "expected an error to be thrown, got 'a text'" });
    made.splice(0).forEach((thing) => {
      thing[Symbol.dispose]();
    });
    expect(await rejection(trainer.predict(INPUT))).toBeInstanceOf(DisposedError);
  });

  it('ends the loop over the reports', async () => {
    const trainer = open();
    const loop = async (): Promise<void> => {
      for await (const _ of trainer.start({ epochs: 1, fail: 'batch' }));
    };
    expect(await rejection(loop())).toMatchObject({ message: 'batch: this one is bad' });
    expect((await trainer.start({ epochs: 1 }).history).stopped).toBe('finished');
  });

  it('ends the training when a callback throws', async () => {
    const trainer = open();
    const onBatch = (): never => {
      throw new Error('mine');
    };
    expect(await rejection(trainer.start({ epochs: 10_000 }, { onBatch }).history)).toMatchObject({ message: 'mine' });
    await trainer.stop();
    expect((await trainer.start({ epochs: 1 }).history).stopped).toBe('finished');
  });

  it('refuses a second training, and a load, while one is running', async () => {
    const trainer = open();
    const run = trainer.start({ epochs: 10_000 });
    expect(() => trainer.start({ epochs: 1 })).toThrow('start: a training is running; await its history, or stop() it first');
    expect(await rejection(trainer.load(await trainer.save()))).toMatchObject({
      message: 'load: a training is running, whose model cannot be changed; stop() it first',
    });
    await trainer.stop();
    expect((await run.history).stopped).toBe('aborted');
  });

  it('refuses what cannot be sent, in either direction', async () => {
    const trainer = open() as Trainer<unknown, unknown, unknown, Record<string, () => unknown>>;
    expect(() => trainer.start({ epochs: () => 3 })).toThrow(
      /^start: expected what can be sent to another thread, got an object: /,
    );
    expect(await rejection(trainer.predict(Symbol('x')))).toBeInstanceOf(TypeError);
    expect(await rejection(trainer.call('tensor'))).toMatchObject({
      name: 'TypeError',
      message: expect.stringMatching(/^call: expected a result that can be sent to another thread, got a \w*Tensor: /),
    });
    expect(await rejection(trainer.call('ad'))).toMatchObject({
      name: 'RangeError',
      message: expect.stringMatching(/^call: expected one of 'liveBytes', 'add', .*, got 'ad'$/),
    });
    expect(() => trainer.start({ epochs: 1 }, { onbatch: () => {} } as object)).toThrow(
      "start: expected known options, got 'onbatch'; did you mean 'onBatch'?",
    );
    expect(() => trainer.start({ epochs: 1 }, { onBatch: 3 } as object)).toThrow(
      'start: expected onBatch to be a function, got 3',
    );
    expect(await rejection(trainer.load('x' as never))).toBeInstanceOf(TypeError);
  });

  it('rejects what waits when it is closed, and all that comes later', async () => {
    const trainer = open();
    const run = trainer.start({ epochs: 10_000 });
    const answers = [run.history, trainer.predict(INPUT), trainer.stop()];
    trainer.close();
    for (const answer of answers) expect(await rejection(answer)).toMatchObject({ message: 'the worker was closed' });
    expect(await rejection(trainer.save())).toMatchObject({ message: 'save: the worker was closed' });
    expect(() => trainer.start({ epochs: 1 })).toThrow('start: the worker was closed');
  });

  it('is told of definitions and ports that are none', async () => {
    const { port1, port2 } = openPorts();
    const model = makeModel;
    const wrong = (definition: unknown, port: unknown = port1) => serve(definition as never, port as never);
    const train = () => ({}) as never;
    expect(() => wrong(3)).toThrow('serve: expected { model, train, … }, got 3');
    expect(() => wrong({ model })).toThrow('serve: expected train to be a function, got undefined');
    expect(() => wrong({ model, train, predit: train })).toThrow(
      "serve: expected known options, got 'predit'; did you mean 'predict'?",
    );
    expect(() => wrong({ model, train, save: 3 })).toThrow('serve: expected save to be a function, got 3');
    expect(() => wrong({ model, train, calls: { a: 1 } })).toThrow(
      'serve: expected calls to be functions by name, got an object',
    );
    expect(() => wrong({ model, train }, 'port')).toThrow("serve: expected a Worker or a MessagePort, got 'port'");
    expect(() => connect('train.js' as never)).toThrow("connect: expected a Worker or a MessagePort, got 'train.js'");
    expect(() => connect({ postMessage: train })).toThrow('connect: expected a Worker or a MessagePort, got an object');

    serve({ model: () => 3 as never, train: () => 4 as never }, port1);
    const trainer = connect<Served<unknown, unknown, unknown, Record<string, () => unknown>>>(port2);
    expect(await rejection(trainer.save())).toMatchObject({ message: 'model: expected model to be a Module, got 3' });
    expect(await rejection(trainer.predict(1))).toMatchObject({
      message: 'predict: expected a worker that serves predict, got one without; give serve a predict',
    });
    expect(await rejection(trainer.call('x'))).toMatchObject({
      message: "call: expected one of no calls, since serve was given none, got 'x'",
    });
  });

  it('is told of trainings that are none', async () => {
    const trained = async (training: unknown): Promise<unknown> => {
      const { port1, port2 } = openPorts();
      const served = serve({ model: definition.model, train: () => training as never }, port1);
      return rejection(connect<typeof served>(port2).start().history);
    };
    expect(await trained(4)).toMatchObject({ message: 'train: expected { loader, optimizer, epochs, … }, got 4' });
    expect(await trained({ signal: 4 })).toMatchObject({ message: 'train: expected no signal, got 4; stop() ends it' });
    expect(await trained({ model: 4 })).toMatchObject({ message: 'train: expected model to be a Module, got 4' });
    expect(await trained({ loader: 4 })).toMatchObject({ message: 'fit: expected loader to be a loader of batches, got 4' });
    expect(await trained({ loader: [], epochs: 1, optimiser: 1 })).toMatchObject({
      message: "fit: expected known options, got 'optimiser'; did you mean 'optimizer'?",
    });
  });
});

describe('a fault', () => {
  /** A trainer whose worker calls what it is given. */
  function calling(calls: Record<string, () => unknown>) {
    const { port1, port2 } = openPorts();
    const served = serve({ ...definition, predict: () => calls['predict']?.(), calls }, port1);
    return { trainer: connect<typeof served>(port2) as Trainer<{ epochs: number }, unknown, unknown, typeof calls>, port2 };
  }

  it('arrives as an error, whatever is thrown', async () => {
    const hidden = Object.assign(new Error('a'), { name: Symbol('name') });
    const { trainer } = calling({
      text: () => {
        throw { message: Object.create(null) };
      },
      getter: () => {
        throw {
          get message() {
            throw new Error('inner');
          },
        };
      },
      stack: () => {
        throw Object.assign(new Error('b'), { stack: [() => 1] });
      },
      name: () => {
        throw hidden;
      },
    });
    for (const name of ['text', 'getter'])
      expect(await rejection(trainer.call(name))).toMatchObject({ message: 'expected an error to be thrown, got an object' });
    expect(await rejection(trainer.call('stack'))).toMatchObject({ name: 'Error', message: 'b' });
    expect(await rejection(trainer.call('name'))).toBeInstanceOf(Error);
  });

  it('in predict is named by it', async () => {
    const { trainer } = calling({ predict: async () => 1 });
    expect(await rejection(trainer.predict(1))).toMatchObject({
      message: 'predict: expected a synchronous function, got one that returns a promise',
    });
  });

  it('in a listener rejects once the worker is free again', async () => {
    const trainer = open();
    const onBatch = (): void => {
      throw new Error('listener');
    };
    expect(await rejection(trainer.start({ epochs: 10_000 }, { onBatch }).history)).toMatchObject({ message: 'listener' });
    expect((await trainer.start({ epochs: 1 }).history).epochs.length).toBe(1);
  });

  it('for buffers moved twice is said where they are sent', async () => {
    const { trainer } = calling({});
    const bytes = transfer(new Uint8Array(4));
    await trainer.predict(bytes);
    expect(bytes.length).toBe(0);
    expect(await rejection(trainer.predict(bytes))).toMatchObject({
      message: expect.stringMatching(/^predict: expected what can be sent to another thread, got a Uint8Array/),
    });
    const circle: { self?: unknown; bytes: Uint8Array } = { bytes: new Uint8Array(4) };
    circle.self = circle;
    expect(transfer(circle)).toBe(circle);
  });

  it('between two connections to a port does not mix their answers, and one trains at a time', async () => {
    let count = 0;
    const { trainer, port2 } = calling({ next: () => ++count });
    const other = connect(port2) as typeof trainer;
    expect(await Promise.all([trainer.call('next'), other.call('next')])).toEqual([1, 2]);
    const run = trainer.start({ epochs: 10_000 });
    expect(await rejection(other.start({ epochs: 1 }).history)).toMatchObject({
      message: 'start: a training of another connection is running; await its history, or stop() it first',
    });
    await trainer.stop();
    expect((await run.history).stopped).toBe('aborted');
  });
});
