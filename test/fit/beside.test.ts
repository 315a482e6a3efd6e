// Calls beside one another: each gives the bits that it gives alone, and leaves the modes of before.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { data, evaluate, fit, nn, optim, predict } from '../../src/index.ts';
import { start } from '../support/library.ts';

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A job whose shuffling and dropout draw from the default generator. */
function makeJob() {
  const [x, y] = [rl.randn([60, 6]), rl.randint(0, 3, [60])];
  const model = new nn.Sequential(new nn.Linear(6, 12), new nn.BatchNorm1d(12), new nn.Dropout(0.4), new nn.Linear(12, 3));
  const optimizer = new optim.Adam(model.parameters(), { lr: 0.05 });
  const loader = new data.DataLoader(new data.TensorDataset(x, y), { batchSize: 8, shuffle: true });
  const dispose = (): void => {
    for (const made of [x, y, model, optimizer]) made.dispose();
  };
  return { x, y, model, optimizer, loader, criterion: new nn.CrossEntropyLoss(), dispose };
}

interface Job extends Omit<ReturnType<typeof makeJob>, 'loader'> {
  loader: rl.Loader;
}

/** A loader's batches, each of which comes late. */
const slowly = (loader: rl.Loader): rl.Loader => ({
  async *[Symbol.asyncIterator]() {
    for await (const batch of loader) {
      await turn();
      yield batch;
    }
  },
});

const made = (): Job => {
  rl.manualSeed(11);
  return makeJob();
};

/** Waits after each batch for everything else that wants a turn. */
const patient = { onBatch: turn };

const train = (job: Job, options: object = patient): Promise<rl.History> => {
  const { model, loader, optimizer, criterion } = job;
  return fit(model, loader, { epochs: 2, optimizer, criterion, validation: loader, ...options });
};

const bitsOf = (job: Job, history: rl.History): unknown => ({
  state: Object.entries(job.model.stateDict()).map(([name, t]) => [name, [...t.toTypedArray()]]),
  losses: [history.loss, history.valLoss],
});

/** What a job's fit gives when nothing is beside it. */
async function alone(options?: object): Promise<{ bits: unknown; drawn: number }> {
  const job = made();
  const bits = bitsOf(job, await train(job, options));
  const drawn = rl.scope(() => rl.rand([1]).item());
  job.dispose();
  return { bits, drawn };
}

describe('a fit', () => {
  it('is the same beside evaluations and predictions on its model, which see none of its modes', async () => {
    const want = await alone();
    const job = made();
    let on = true;
    const beside = async (call: () => Promise<unknown>): Promise<number> => {
      let calls = 0;
      for (; on; calls++) {
        await call();
        await turn();
      }
      return calls;
    };
    job.model.eval();
    const training = train(job);
    expect(job.model.training).toBe(false);
    const others = [
      beside(() => evaluate(job.model, job.loader, { criterion: job.criterion })),
      beside(async () => (await predict(job.model, job.x, { batchSize: 16 })).dispose()),
      beside(async () => expect(job.model.modules().some((m) => m.training)).toBe(false)),
    ];
    const history = await training;
    on = false;
    for (const calls of await Promise.all(others)) expect(calls).toBeGreaterThan(3);
    expect(bitsOf(job, history)).toEqual(want.bits);
    expect(job.model.modules().some((m) => m.training)).toBe(false);
    job.dispose();
  });

  it('is the same beside another, whatever they wait for', async () => {
    const want = await alone();
    const plain = await alone({});
    expect(plain).toEqual(want);
    const jobs = [made(), made(), made(), made()] as const;
    rl.manualSeed(11);
    makeJob().dispose(); // the draws that came before the fit alone
    const histories = await Promise.all([
      train(jobs[0]),
      train(jobs[1], { onBatch: async () => {} }),
      train(jobs[2], {}),
      train({ ...jobs[3], loader: slowly(jobs[3].loader) }, {}),
    ]);
    histories.forEach((history, i) => {
      expect(bitsOf(jobs[i]!, history)).toEqual(want.bits);
    });
    for (const job of jobs) job.dispose();
  });

  it('is the same beside other draws while it waits for a loader', async () => {
    const want = await alone({});
    const job = made();
    let on = true;
    const draws = async (): Promise<number> => {
      let n = 0;
      for (; on; n++) {
        rl.scope(() => rl.rand([3]).tolist());
        await turn();
      }
      return n;
    };
    const drawing = draws();
    rl.manualSeed(11);
    makeJob().dispose();
    const history = await train({ ...job, loader: slowly(job.loader) }, {});
    on = false;
    expect(await drawing).toBeGreaterThan(10);
    expect(bitsOf(job, history)).toEqual(want.bits);
    job.dispose();
  });

  it('leaves the default generator where the loop by hand would', async () => {
    const { drawn } = await alone();
    const job = made();
    await train(job);
    expect(rl.scope(() => rl.rand([1]).item())).toBe(drawn);
    job.dispose();
  });

  it('keeps modes that a callback changes, for the call', async () => {
    const job = made();
    const norm = job.model.modules()[2] as nn.BatchNorm1d;
    const seen: boolean[] = [];
    await train(job, {
      onEpoch: () => {
        norm.eval();
      },
      onBatch: () => {
        seen.push(norm.training);
      },
    });
    expect(seen).toEqual([...Array(8).fill(true), ...Array(8).fill(false)]);
    expect(job.model.modules().every((m) => m.training)).toBe(true);
    job.dispose();
  });

  it('may evaluate and predict in its callbacks', async () => {
    const want = await alone();
    const job = made();
    const losses: number[] = [];
    const options = {
      onEpoch: async ({ valLoss }: rl.EpochReport): Promise<void> => {
        const { loss } = await evaluate(job.model, [[job.x, job.y]], { criterion: job.criterion });
        expect(loss).toBeCloseTo(valLoss!, 5);
        (await predict(job.model, job.x)).dispose();
        losses.push(loss);
      },
      onBatch: async () => (await predict(job.model, job.x)).dispose(),
    };
    expect(bitsOf(job, await train(job, options))).toEqual(want.bits);
    expect(losses).toHaveLength(2);
    job.dispose();
  });

  it('that fails leaves modes and the others as they were', async () => {
    const want = await alone();
    const [job, other] = [made(), made()];
    rl.manualSeed(11);
    makeJob().dispose();
    other.model.eval();
    const fail = async (): Promise<void> => {
      await turn();
      throw new Error('no more');
    };
    const [history, failed] = await Promise.all([train(job), train(other, { onBatch: fail }).catch((e: Error) => e.message)]);
    expect(failed).toBe('no more');
    expect(other.model.modules().some((m) => m.training)).toBe(false);
    expect(bitsOf(job, history)).toEqual(want.bits);
    for (const each of [job, other]) each.dispose();
  });
});

it('an evaluation is the same beside a fit of another model that draws', async () => {
  const job = made();
  const want = await evaluate(job.model, job.loader, { criterion: job.criterion });
  const other = made();
  const training = train(other);
  const got = await evaluate(job.model, job.loader, { criterion: job.criterion });
  await training;
  expect(got.loss).toBeCloseTo(want.loss, 6);
  for (const each of [job, other]) each.dispose();
});

describe('whoever goes on without waiting', () => {
  it.each([
    ['', {}],
    [' whose callbacks wait', patient],
  ])('may seed and draw: a fit%s is not affected', async (_, options) => {
    const want = await alone(options);
    const job = made();
    rl.manualSeed(11);
    makeJob().dispose();
    const training = train(job, options);
    const drawn: number[] = [];
    for (let i = 0; i < 5; i++) {
      rl.manualSeed(5);
      rl.scope(() => drawn.push(rl.rand([1]).item()));
      await turn();
    }
    expect(bitsOf(job, await training)).toEqual(want.bits);
    expect(new Set(drawn).size).toBe(1);
    job.dispose();
  });

  it('has its own modes and stream', async () => {
    const job = made();
    const { model, loader, x, criterion } = job;
    rl.manualSeed(3);
    const want = rl.scope(() => rl.rand([1]).item());
    rl.manualSeed(3);
    const calls = [evaluate(model, loader, { criterion }), predict(model, x)];
    expect(model.modules().every((m) => m.training)).toBe(true);
    expect(rl.scope(() => rl.rand([1]).item())).toBe(want);
    const [, y] = await Promise.all(calls);
    (y as rl.Tensor).dispose();
    model.eval();
    const training = train(job, {});
    expect(model.modules().some((m) => m.training)).toBe(false);
    await training;
    job.dispose();
  });
});

describe('a promise that is refused', () => {
  it('does not end the program when it rejects', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): number => unhandled.push(reason);
    const host = (globalThis as { process?: { on(e: string, f: typeof note): void; off(e: string, f: typeof note): void } })
      .process;
    host?.on('unhandledRejection', note);
    const fail = (): Promise<never> => Promise.reject(new Error('late'));
    const state = { reset() {}, update() {}, compute: () => 0 };
    const job = made();
    const ways: object[] = [
      { criterion: fail },
      { step: fail },
      { metrics: { m: fail } },
      { metrics: { m: { ...state, reset: fail } } },
      { metrics: { m: { ...state, update: fail } } },
      { metrics: { m: { ...state, compute: fail } } },
    ];
    for (const options of ways) await expect(train(job, options)).rejects.toThrow(/^fit: expected .* promise/i);
    const loader = new data.DataLoader({ length: 2, get: (i: number) => i }, { collate: fail });
    expect(() => [...loader]).toThrow(/^DataLoader: expected collate to return a batch, got a Promise/);
    const x = rl.ones([1], { requiresGrad: true });
    expect(() => rl.gradcheck(fail as never, [x])).toThrow(/^gradcheck: .*got a Promise/);
    x.dispose();
    expect(() => new optim.lrScheduler.LambdaLR(job.optimizer, { lrLambda: fail as never })).toThrow(/got a Promise/);
    await turn();
    await turn();
    host?.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
    job.dispose();
  });
});
