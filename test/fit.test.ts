// `fit` against the loop that it stands for, bit for bit; what it reports, what stops it, what it leaves behind.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type BatchReport, type EpochReport, evaluate, F, fit, metrics, nn, optim, type Tensor } from '../src/index.ts';
import { start } from './support/library.ts';

beforeAll(start);

const { lrScheduler } = optim;
const { accuracy } = metrics;
const ROWS = 23;
const BATCH = 5;
const BATCHES = 5;

/** What a fit needs, made alike each time: batches of 5, 5, 5, 5 and 3, and layers whose mode and draws matter. */
function makeJob(lr = 0.05) {
  rl.manualSeed(7);
  const [x, y] = [rl.randn([ROWS, 4]), rl.randint(0, 3, [ROWS])];
  const layers = [new nn.Linear(4, 8), new nn.BatchNorm1d(8), new nn.ReLU(), new nn.Dropout(0.3), new nn.Linear(8, 3)] as const;
  const model = new nn.Sequential(...layers);
  const optimizer = new optim.Adam(model.parameters(), { lr });
  const generator = new rl.Generator(5);
  const dataset = new rl.data.TensorDataset(x, y);
  const loader = new rl.data.DataLoader(dataset, { batchSize: BATCH, shuffle: true, generator });
  const validation = new rl.data.DataLoader(dataset, { batchSize: 8 });
  return { x, y, layers, model, optimizer, generator, loader, validation, criterion: new nn.CrossEntropyLoss() };
}

type Job = ReturnType<typeof makeJob>;

/** Runs a check with a job, and expects that nothing stays when the job is gone. */
async function withJob(check: (job: Job) => unknown): Promise<void> {
  const before = rl.memory().liveBytes;
  const job = makeJob();
  try {
    await check(job);
  } finally {
    for (const made of [job.model, job.optimizer, job.x, job.y]) made.dispose();
  }
  expect(rl.memory().liveBytes).toBe(before);
}

const valuesOf = (model: nn.Module): Record<string, unknown> =>
  Object.fromEntries(Object.entries(model.stateDict()).map(([name, t]) => [name, t.tolist()]));

/** The loop as one writes it by hand: each epoch's losses. */
function byHand({ model, optimizer, loader, criterion }: Job, epochs: number, afterBackward = (): void => {}): number[][] {
  return Array.from({ length: epochs }, () => {
    const losses: number[] = [];
    for (const [x, y] of loader) {
      rl.scope(() => {
        optimizer.zeroGrad();
        const loss = criterion.forward(model.forward(x), y);
        loss.backward();
        afterBackward();
        optimizer.step();
        losses.push(loss.item());
      });
    }
    return losses;
  });
}

/** The mean over samples of a figure by the batch. */
const mean = (values: number[]): number => values.reduce((sum, v, i) => sum + v * Math.min(BATCH, ROWS - i * BATCH), 0) / ROWS;

describe('a fit', () => {
  it('is the loop by hand, to the bit', async () => {
    let want: unknown;
    let losses: number[][] = [];
    await withJob((job) => {
      losses = byHand(job, 3);
      want = valuesOf(job.model);
    });
    await withJob(async ({ model, loader, ...job }) => {
      const seen: number[][] = [[], [], []];
      const onBatch = ({ epoch, loss }: BatchReport): unknown => seen[epoch]!.push(loss);
      const history = await fit(model, loader, { epochs: 3, optimizer: job.optimizer, criterion: job.criterion, onBatch });
      expect(seen).toEqual(losses);
      expect(history.loss).toEqual(losses.map(mean));
      expect(valuesOf(model)).toEqual(want);
      expect(history).toMatchObject({ stopped: 'finished', partial: null, bestEpoch: null, valLoss: [], metrics: {} });
    });
  });

  it('clips gradients as the loop by hand does', async () => {
    let want: unknown;
    await withJob((job) => {
      byHand(job, 2, () => nn.utils.clipGradNorm_(job.model.parameters(), 0.1));
      want = valuesOf(job.model);
    });
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      await fit(model, loader, { epochs: 2, optimizer, criterion, clipGradNorm: 0.1 });
      expect(valuesOf(model)).toEqual(want);
    });
  });

  it('holds what it held after one epoch for fifty', async () => {
    await withJob(async ({ model, loader, optimizer, criterion, validation }) => {
      const held: number[] = [];
      const onEpoch = (): unknown => held.push(rl.memory().liveBytes, rl.memory().liveTensors);
      const options = { optimizer, criterion, validation, metrics: { accuracy }, onEpoch };
      await fit(model, loader, { ...options, epochs: 50, earlyStopping: { patience: 50 } });
      expect(new Set(held).size).toBe(2);
    });
  });

  it('gives timers and messages their turn', async () => {
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      const controller = new AbortController();
      const { signal } = controller;
      const onEpoch = ({ epoch }: EpochReport): void => {
        if (epoch === 0) setTimeout(() => controller.abort());
      };
      const history = await fit(model, loader, { epochs: 1e9, optimizer, criterion, signal, onEpoch });
      expect(history.stopped).toBe('aborted');
      expect(history.epochs.length).toBeGreaterThan(0);
    });
  });

  it('takes modules and functions, several inputs, arrays and async batches', async () => {
    class Both extends nn.Module {
      fc = new nn.Linear(4, 3);
      forward(x: Tensor, scale: Tensor): { logits: Tensor } {
        return { logits: this.fc.forward(x).mul(scale) };
      }
    }
    await withJob(async ({ x, y }) => {
      const [model, scale] = [new Both(), rl.tensor([2])];
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
      const criterion = ({ logits }: { logits: Tensor }, target: Tensor): Tensor => F.crossEntropy(logits, target);
      const batches = [[x, scale, y]];
      const { loss } = await fit(model, batches, { epochs: 2, optimizer, criterion });
      expect(loss[1]).toBeLessThan(loss[0]!);
      const later = {
        async *[Symbol.asyncIterator]() {
          yield* batches;
        },
      };
      expect((await fit(model, later, { epochs: 1, optimizer, criterion })).loss[0]).toBeLessThan(loss[1]!);
      for (const d of [model, scale, optimizer]) d.dispose();
    });
  });

  it('draws batches of an async dataset, whose number is not known', async () => {
    await withJob(async ({ x, y, model, optimizer, criterion }) => {
      const rows = x.tolist() as number[][];
      const classes = y.tolist() as number[];
      const source = {
        async *[Symbol.asyncIterator]() {
          for (let i = 0; i < ROWS; i++) yield [Float32Array.from(rows[i]!), Int32Array.of(classes[i]!)] as const;
        },
      };
      const loader = new rl.data.DataLoader(source, {
        batchSize: BATCH,
        collate: (samples) => [rl.tensor(samples.map(([f]) => [...f])), rl.tensor(Int32Array.from(samples, ([, c]) => c[0]!))],
      });
      const reports: BatchReport[] = [];
      await fit(model, loader, { epochs: 2, optimizer, criterion, onBatch: (r) => reports.push(r) });
      expect(reports.map((r) => r.samples)).toEqual([5, 10, 15, 20, 23, 5, 10, 15, 20, 23]);
      expect(reports[0]!.batches).toBeUndefined();
    });
  });
});

describe('what it reports', () => {
  it('are means over samples, of the batch and of the epoch so far', async () => {
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      const reports: BatchReport[] = [];
      const hits: number[] = [];
      const watched = (logits: Tensor, target: Tensor): number => {
        hits.push(accuracy(logits, target));
        return hits.at(-1)!;
      };
      const sizes = (_: Tensor, target: Tensor): Tensor => target.ge(0).sum();
      const options = { optimizer, criterion, metrics: { watched, sizes }, onBatch: (r: BatchReport) => reports.push(r) };
      const history = await fit(model, loader, { epochs: 1, ...options });
      expect(reports.map((r) => [r.epoch, r.batch, r.batches, r.samples])).toEqual(
        [5, 10, 15, 20, 23].map((samples, i) => [0, i, BATCHES, samples]),
      );
      expect(reports[1]!.meanLoss).toBe((reports[0]!.loss * 5 + reports[1]!.loss * 5) / 10);
      const [epoch] = history.epochs;
      expect(epoch).toMatchObject({ epoch: 0, batches: BATCHES, samples: ROWS, lr: [0.05], loss: reports.at(-1)!.meanLoss });
      expect(epoch!.metrics['watched']).toBeCloseTo(mean(hits), 12);
      expect(epoch!.metrics['sizes']).toBeCloseTo((4 * 25 + 9) / ROWS, 12);
      expect(history.metrics).toEqual({ watched: [epoch!.metrics['watched']], sizes: [epoch!.metrics['sizes']] });
      expect(JSON.parse(JSON.stringify(history))).toEqual(history);
    });
  });

  it('count seconds without those in which a callback pauses', async () => {
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      let ms = 0;
      const { now } = performance;
      performance.now = () => ms;
      try {
        const slow = (logits: Tensor, target: Tensor): Tensor => {
          ms += 10;
          return criterion.forward(logits, target);
        };
        const seconds: number[] = [];
        const onBatch = async (report: BatchReport): Promise<void> => {
          seconds.push(report.seconds);
          await Promise.resolve();
          ms += 1000;
        };
        const { epochs } = await fit(model, loader, { epochs: 1, optimizer, criterion: slow, onBatch });
        expect(seconds).toEqual([0.01, 0.02, 0.03, 0.04, 0.05]);
        expect(epochs[0]!.seconds).toBe(0.05);
      } finally {
        performance.now = now;
      }
    });
  });

  it('are the validation figures that evaluate gives', async () => {
    await withJob(async ({ model, loader, optimizer, criterion, validation, x, y }) => {
      const reports: EpochReport[] = [];
      const measured = { criterion, metrics: { accuracy } };
      const onEpoch = async (report: EpochReport): Promise<void> => {
        const { loss, metrics, samples } = await evaluate(model, validation, measured);
        expect(report).toMatchObject({ valLoss: loss, valMetrics: metrics });
        expect(samples).toBe(ROWS);
        reports.push(report);
      };
      const history = await fit(model, loader, { epochs: 2, optimizer, validation, onEpoch, ...measured });
      expect(history.valLoss).toEqual(reports.map((r) => r.valLoss));
      expect(history.valMetrics).toEqual({ accuracy: reports.map((r) => r.valMetrics!['accuracy']) });
      model.eval();
      rl.scope(() => {
        const logits = model.forward(x);
        expect(history.valLoss[1]).toBeCloseTo(F.crossEntropy(logits, y).item(), 6);
        expect(history.valMetrics['accuracy']![1]).toBeCloseTo(accuracy(logits, y), 12);
      });
    });
  });
});

describe('modes', () => {
  it('are those of training for steps and of evaluation for validation, and in the end those of before', async () => {
    await withJob(async ({ model, layers, loader, optimizer, validation }) => {
      const seen: [boolean, boolean][] = [];
      const criterion = (logits: Tensor, target: Tensor): Tensor => {
        seen.push([model.training, logits.requiresGrad]);
        return F.crossEntropy(logits, target);
      };
      for (const training of [true, false]) {
        model.train(training);
        seen.length = 0;
        await fit(model, loader, { epochs: 1, optimizer, criterion, validation });
        expect(seen).toEqual([...Array(5).fill([true, true]), ...Array(3).fill([false, false])]);
        expect(model.modules().map((m) => m.training)).toEqual(model.modules().map(() => training));
      }
      model.train();
      layers[1].eval();
      const frozen = layers[1].running_mean!.tolist();
      await fit(model, loader, { epochs: 1, optimizer, criterion, validation });
      expect(layers[1].running_mean!.tolist()).toEqual(frozen);
      expect(model.modules().filter((m) => !m.training)).toEqual([layers[1]]);
    });
  });

  it('come back when something throws', async () => {
    await withJob(async ({ model, loader, optimizer, criterion, validation }) => {
      model.eval();
      const fail = (): never => {
        throw new Error('no figure');
      };
      const options = { epochs: 1, optimizer, criterion, validation };
      await expect(fit(model, loader, { ...options, onBatch: fail })).rejects.toThrow('no figure');
      await expect(fit(model, loader, { ...options, metrics: { fail } })).rejects.toThrow('no figure');
      expect(model.modules().every((m) => !m.training)).toBe(true);
    });
  });
});

describe('schedules', () => {
  const ratesOf = async (make: (o: optim.Adam) => optim.lrScheduler.LRScheduler, schedulerStep?: 'batch'): Promise<number[]> => {
    const rates: number[] = [];
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      const onBatch = (): unknown => rates.push(optimizer.paramGroups[0]!.lr);
      const scheduler = make(optimizer);
      const options = { epochs: 2, optimizer, criterion, scheduler, onBatch };
      await fit(model, loader, schedulerStep ? { ...options, schedulerStep } : options);
    });
    return rates;
  };

  it('take a step an epoch', async () => {
    const rates = await ratesOf((o) => new lrScheduler.ExponentialLR(o, { gamma: 0.5 }));
    expect(rates).toEqual([...Array(5).fill(0.05), ...Array(5).fill(0.025)]);
  });

  it('take a step a batch if asked, and a cycle without being asked', async () => {
    const rates = await ratesOf((o) => new lrScheduler.ExponentialLR(o, { gamma: 0.5 }), 'batch');
    rates.forEach((rate, i) => expect(rate).toBeCloseTo(0.05 * 0.5 ** (i + 1), 12));
    const cycleOf = (o: optim.Adam): optim.lrScheduler.OneCycleLR =>
      new lrScheduler.OneCycleLR(o, { maxLr: 0.1, totalSteps: 11 });
    await withJob(async ({ optimizer }) => {
      const byHand = cycleOf(optimizer);
      const stepped = (): number => {
        byHand.step();
        return optimizer.paramGroups[0]!.lr;
      };
      expect(await ratesOf(cycleOf)).toEqual(Array.from({ length: 10 }, stepped));
    });
  });

  it('of a plateau are told the validation loss', async () => {
    await withJob(async ({ model, loader, optimizer, criterion, validation }) => {
      const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, { patience: 0, threshold: 10, thresholdMode: 'abs' });
      const { valLoss, epochs } = await fit(model, loader, { epochs: 3, optimizer, criterion, validation, scheduler });
      expect(scheduler.best).toBe(valLoss[0]);
      expect(epochs.map((e) => e.lr[0])).toEqual([0.05, 0.05, 0.005000000000000001]);
    });
  });
});

describe('what stops it', () => {
  const stopAt = (epoch: number, batch: number, stop: () => unknown) => (r: BatchReport) =>
    r.epoch === epoch && r.batch === batch ? stop() : undefined;

  it('is a signal, after the batch: the model is as its step left it, the part of the epoch is told apart', async () => {
    let want: unknown;
    await withJob(({ model, loader, optimizer, criterion }) => {
      let steps = 0;
      for (let epoch = 0; epoch < 2; epoch++) {
        for (const [x, y] of loader) {
          if (steps++ === 7) break;
          rl.scope(() => {
            optimizer.zeroGrad();
            criterion.forward(model.forward(x), y).backward();
            optimizer.step();
          });
        }
      }
      want = valuesOf(model);
    });
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      const controller = new AbortController();
      const { signal } = controller;
      const onBatch = stopAt(1, 1, () => controller.abort());
      const history = await fit(model, loader, { epochs: 9, optimizer, criterion, signal, onBatch });
      expect(history).toMatchObject({ stopped: 'aborted', partial: { epoch: 1, batches: 2, samples: 10 } });
      expect(history.epochs.map((e) => e.batches)).toEqual([BATCHES]);
      expect(valuesOf(model)).toEqual(want);
      const again = await fit(model, loader, { epochs: 9, optimizer, criterion, signal });
      expect(again).toMatchObject({ stopped: 'aborted', epochs: [], loss: [], partial: null });
      expect(valuesOf(model)).toEqual(want);
    });
  });

  it('is a signal in the midst of validation', async () => {
    await withJob(async ({ model, loader, optimizer, criterion, validation }) => {
      const controller = new AbortController();
      const metric = (): number => {
        if (!model.training) controller.abort();
        return 0;
      };
      const options = { optimizer, criterion, validation, metrics: { metric }, signal: controller.signal };
      const history = await fit(model, loader, { epochs: 2, ...options });
      expect(history).toMatchObject({ stopped: 'aborted', epochs: [], partial: { batches: BATCHES } });
      expect(history.partial).not.toHaveProperty('valLoss');
      expect(model.training).toBe(true);
    });
  });

  it('is a callback that gives false, or a promise of it; others pause it', async () => {
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      const common = { epochs: 3, optimizer, criterion };
      const byBatch = await fit(model, loader, { ...common, onBatch: stopAt(1, 2, () => false) });
      expect(byBatch).toMatchObject({ stopped: 'callback', partial: { epoch: 1, batches: 3 } });
      const byEpoch = await fit(model, loader, { ...common, onEpoch: async ({ epoch }) => epoch < 1 });
      expect(byEpoch).toMatchObject({ stopped: 'callback', partial: null });
      expect(byEpoch.epochs).toHaveLength(2);
      const order: string[] = [];
      const onBatch = async ({ batch }: BatchReport): Promise<void> => {
        order.push(`asked ${batch}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`went on ${batch}`);
      };
      await fit(model, loader, { ...common, epochs: 1, onBatch });
      expect(order).toEqual([0, 1, 2, 3, 4].flatMap((i) => [`asked ${i}`, `went on ${i}`]));
    });
  });

  it('is a loss that is not finite, before its step, unless it is to be ignored', async () => {
    await withJob(async ({ model, loader, optimizer }) => {
      let steps = 0;
      const criterion = (logits: Tensor, target: Tensor): Tensor => {
        const loss = F.crossEntropy(logits, target);
        return ++steps === 7 ? loss.mul(Infinity) : loss;
      };
      const history = await fit(model, loader, { epochs: 3, optimizer, criterion });
      expect(history).toMatchObject({ stopped: 'nonFinite', partial: { epoch: 1, batches: 1 } });
      expect(Object.values(model.stateDict()).every((t) => rl.scope(() => t.isfinite().all().item()))).toBe(true);
      steps = 0;
      const ignored = await fit(model, loader, { epochs: 2, optimizer, criterion, nonFinite: 'ignore' });
      expect(ignored).toMatchObject({ stopped: 'finished', partial: null });
      expect(ignored.loss[1]).toBeNaN();
    });
  });
});

describe('early stopping', () => {
  /** A metric that takes the given values, epoch after epoch, on validation. */
  const script = (model: nn.Module, values: number[]) => {
    let calls = 0;
    return () => (model.training ? 0 : values[Math.floor(calls++ / 3)]!);
  };

  it.each([
    { values: [1, 3, 2, 3, 5, 5, 5, 5], earlyStopping: { patience: 2 }, epochs: 4, best: 1 },
    { values: [1, 3, 2, 3, 5, 5, 5, 5], earlyStopping: { patience: 3 }, epochs: 8, best: 4 },
    { values: [1, 3, 3.5, 3.9, 5], earlyStopping: { patience: 2, minDelta: 1 }, epochs: 4, best: 1 },
    { values: [4, NaN, NaN, 5], earlyStopping: { patience: 2 }, epochs: 3, best: 0 },
    { values: [4, 2, 3, 3, 3], earlyStopping: { patience: 1, mode: 'min' as const }, epochs: 3, best: 1 },
  ])('of $values with $earlyStopping', async ({ values, earlyStopping, epochs, best }) => {
    await withJob(async ({ model, loader, optimizer, criterion, validation }) => {
      const options = { optimizer, criterion, validation, metrics: { score: script(model, values) } };
      const watched = { monitor: 'valScore', ...earlyStopping };
      const history = await fit(model, loader, { epochs: 99, ...options, earlyStopping: watched });
      expect(history).toMatchObject({ stopped: 'earlyStopping', bestEpoch: best });
      expect(history.epochs).toHaveLength(epochs);
    });
  });

  it('watches the validation loss, or the loss, unless it is told otherwise, and gives the best parameters back', async () => {
    await withJob(async ({ model, loader, optimizer, criterion, validation }) => {
      const states: unknown[] = [];
      const onEpoch = (): unknown => states.push(valuesOf(model));
      optimizer.paramGroups[0]!.lr = 1;
      const options = { epochs: 12, optimizer, criterion, onEpoch };
      const earlyStopping = { patience: 12, restoreBest: true };
      const validated = await fit(model, loader, { ...options, validation, earlyStopping });
      expect(validated.bestEpoch).toBe(validated.valLoss.indexOf(Math.min(...validated.valLoss)));
      expect(validated.bestEpoch).toBeLessThan(11);
      expect(valuesOf(model)).toEqual(states[validated.bestEpoch!]);
      const { loss, bestEpoch } = await fit(model, loader, { ...options, earlyStopping: {} });
      expect(bestEpoch).toBe(loss.indexOf(Math.min(...loss)));
      states.length = 0;
      const aborted = await fit(model, loader, { ...options, validation, earlyStopping, onEpoch: () => onEpoch() !== 4 });
      expect(aborted.stopped).toBe('callback');
      expect(valuesOf(model)).toEqual(states[3]);
    });
  });
});

describe('going on', () => {
  it('from files is as if it had never stopped, to the bit', async () => {
    const schedulerOf = (o: optim.Adam): optim.lrScheduler.LRScheduler => new lrScheduler.CosineAnnealingLR(o, { tMax: 6 });
    const untimed = ({ epochs }: rl.History): unknown => epochs.map(({ seconds: _, ...report }) => report);
    const stopping = { earlyStopping: { patience: 5 } };
    let want: unknown;
    let whole: unknown;
    await withJob(async ({ model, loader, optimizer, criterion, validation }) => {
      const options = { optimizer, criterion, validation, scheduler: schedulerOf(optimizer), ...stopping };
      whole = untimed(await fit(model, loader, { epochs: 6, ...options }));
      want = valuesOf(model);
    });
    let file = new Uint8Array();
    let history: rl.History | undefined;
    await withJob(async ({ model, loader, optimizer, criterion, validation, generator }) => {
      const scheduler = schedulerOf(optimizer);
      const controller = new AbortController();
      const onEpoch = ({ epoch }: EpochReport): void => {
        file = rl.saveSafetensors({
          model: model.stateDict(),
          optimizer: optimizer.stateDict(),
          scheduler: scheduler.stateDict(),
          shuffle: generator.getState(),
          dropout: rl.defaultGenerator.getState(),
        });
        if (epoch === 2) controller.abort();
      };
      const options = { optimizer, criterion, validation, scheduler, onEpoch, signal: controller.signal, ...stopping };
      history = JSON.parse(JSON.stringify(await fit(model, loader, { epochs: 6, ...options })));
      expect(history).toMatchObject({ stopped: 'aborted', partial: null });
    });
    await withJob(async ({ model, loader, optimizer, criterion, validation, generator }) => {
      rl.manualSeed(99);
      const scheduler = schedulerOf(optimizer);
      rl.scope(() => {
        const { tensors } = rl.loadSafetensors<{
          model: nn.StateDict;
          optimizer: ReturnType<typeof optimizer.stateDict>;
          scheduler: ReturnType<typeof scheduler.stateDict>;
          shuffle: Uint8Array;
          dropout: Uint8Array;
        }>(file);
        model.loadStateDict(tensors.model);
        optimizer.loadStateDict(tensors.optimizer);
        scheduler.loadStateDict(tensors.scheduler);
        generator.setState(tensors.shuffle);
        rl.defaultGenerator.setState(tensors.dropout);
      });
      const options = { optimizer, criterion, validation, scheduler, ...stopping };
      const resumed = await fit(model, loader, { epochs: 6, history: history!, ...options });
      expect(untimed(resumed)).toEqual(whole);
      expect(valuesOf(model)).toEqual(want);
    });
  });

  it('from an epoch trains the rest, and early stopping remembers a history', async () => {
    await withJob(async ({ model, loader, optimizer, criterion }) => {
      const options = { optimizer, criterion };
      const rest = await fit(model, loader, { epochs: 5, startEpoch: 3, ...options });
      expect(rest.epochs.map((e) => e.epoch)).toEqual([3, 4]);
      expect((await fit(model, loader, { epochs: 5, startEpoch: 5, ...options })).epochs).toEqual([]);
      const before = { ...rest, epochs: [{ ...rest.epochs[0]!, epoch: 0, loss: -1 }] };
      const stopped = await fit(model, loader, { epochs: 9, history: before, earlyStopping: { patience: 2 }, ...options });
      expect(stopped).toMatchObject({ stopped: 'earlyStopping', bestEpoch: 0 });
      expect(stopped.epochs.map((e) => e.epoch)).toEqual([0, 1, 2]);
    });
  });
});

type Options = rl.FitOptions<Tensor>;
const refusals: [string, (job: Job, o: Options) => Promise<unknown>, ErrorConstructor, RegExp][] = [
  ['no model', ({ loader }, o) => fit({} as never, loader, o), TypeError, /^fit: expected model to be a Module/],
  ['no loader', ({ model }, o) => fit(model, 3 as never, o), TypeError, /^fit: expected loader to be a loader/],
  ['a tensor for a loader', ({ model, x }, o) => fit(model, x as never, o), TypeError, /^fit: expected loader/],
  ['no options', ({ model, loader }) => fit(model, loader, undefined as never), TypeError, /^fit: expected epochs/],
  ['half an epoch', ({ model, loader }, o) => fit(model, loader, { ...o, epochs: 0.5 }), RangeError, /^fit: expected epochs/],
  [
    'a mistyped option',
    ({ model, loader }, o) => fit(model, loader, { ...o, optimiser: 1 } as never),
    TypeError,
    /^fit: .*'optimizer'/,
  ],
  [
    'no optimizer',
    ({ model, loader }, o) => fit(model, loader, { ...o, optimizer: {} as never }),
    TypeError,
    /^fit: expected optimizer/,
  ],
  [
    'no criterion',
    ({ model, loader }, o) => fit(model, loader, { ...o, criterion: 'mse' as never }),
    TypeError,
    /^fit: expected criterion/,
  ],
  [
    'metrics that are none',
    ({ model, loader }, o) => fit(model, loader, { ...o, metrics: { accuracy: 1 as never } }),
    TypeError,
    /^fit: expected metric 'accuracy' to be a function/,
  ],
  [
    'a list of metrics',
    ({ model, loader }, o) => fit(model, loader, { ...o, metrics: [accuracy] as never }),
    TypeError,
    /^fit: expected metrics to be functions by name/,
  ],
  [
    'a schedule of another optimizer',
    ({ model, loader, y }, o) => {
      const other = new optim.SGD([y.to('float32').requiresGrad_()], { lr: 1 });
      return fit(model, loader, { ...o, scheduler: new lrScheduler.StepLR(other, { stepSize: 1 }) });
    },
    RangeError,
    /^fit: expected a scheduler of the optimizer/,
  ],
  [
    'a monitor that is not measured',
    ({ model, loader }, o) => fit(model, loader, { ...o, earlyStopping: { monitor: 'valLoss' } }),
    RangeError,
    /^fit: expected earlyStopping.monitor to be one of 'loss', got 'valLoss'/,
  ],
  [
    'no signal',
    ({ model, loader }, o) => fit(model, loader, { ...o, signal: true as never }),
    TypeError,
    /^fit: expected signal to be an AbortSignal/,
  ],
  [
    'a callback that is none',
    ({ model, loader }, o) => fit(model, loader, { ...o, onEpoch: 1 as never }),
    TypeError,
    /^fit: expected onEpoch/,
  ],
  [
    'two places to go on from',
    ({ model, loader }, o) => fit(model, loader, { ...o, startEpoch: 1, history: { epochs: [] } as never }),
    RangeError,
    /^fit: expected startEpoch or history/,
  ],
  ['no batches', ({ model }, o) => fit(model, [], o), RangeError, /^fit: expected at least one batch, .*epoch 0/],
  [
    'batches that end after one epoch',
    ({ model, x, y }, o) => fit(model, [[x, y]].values(), { ...o, epochs: 2 }),
    RangeError,
    /^fit: .*epoch 1; it must be iterable again/,
  ],
  [
    'validation without batches',
    ({ model, loader }, o) => fit(model, loader, { ...o, validation: [] }),
    RangeError,
    /^fit: expected at least one validation batch/,
  ],
  ['batches of one tensor', ({ model, x }, o) => fit(model, [[x]], o), TypeError, /^fit: expected batches of tensors/],
  [
    'a loss of each sample',
    ({ model, loader }, o) => fit(model, loader, { ...o, criterion: new nn.CrossEntropyLoss({ reduction: 'none' }) }),
    RangeError,
    /^fit: expected criterion to return one number, got shape \[5\]/,
  ],
  [
    'a loss that is none',
    ({ model, loader }, o) => fit(model, loader, { ...o, criterion: () => 3 as never }),
    TypeError,
    /^fit: expected criterion to return a tensor, got 3/,
  ],
  [
    'a metric that gives none',
    ({ model, loader }, o) => fit(model, loader, { ...o, metrics: { accuracy: () => 'high' as never } }),
    TypeError,
    /^fit: expected metric 'accuracy' to return a number, got 'high'/,
  ],
];

it.each(refusals)('refuses %s', async (_, attempt, type, message) => {
  await withJob(async (job) => {
    const { optimizer, criterion } = job;
    let started: Promise<unknown> | undefined;
    rl.scope(() => {
      started = attempt(job, { epochs: 1, optimizer, criterion });
    });
    const error = (await started?.catch((e) => e)) as Error;
    expect(error).toBeInstanceOf(type);
    expect(error.message).toMatch(message);
  });
});

it('evaluate refuses what it cannot measure', async () => {
  await withJob(async ({ model, validation, criterion }) => {
    await expect(evaluate(model, [], { criterion })).rejects.toThrow(/^evaluate: expected at least one batch/);
    await expect(evaluate(model, validation, {} as never)).rejects.toThrow(/^evaluate: expected criterion/);
    await expect(evaluate({} as never, validation, { criterion })).rejects.toThrow(/^evaluate: expected model/);
  });
});
