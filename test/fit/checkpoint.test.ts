// Checkpoints: a training goes on from one bit for bit, and a load changes all or nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { data, fit, loadCheckpoint, nn, optim, saveCheckpoint, type Tensor } from '../../src/index.ts';
import { start } from '../support/library.ts';

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

/** A job whose dropout draws from the default generator, and whose loader has its own. */
function makeJob(width = 8) {
  rl.manualSeed(21);
  const [x, y] = [rl.randn([40, 5]), rl.randint(0, 3, [40])];
  const model = new nn.Sequential(
    new nn.Linear(5, width),
    new nn.BatchNorm1d(width),
    new nn.Dropout(0.3),
    new nn.Linear(width, 3),
  );
  const optimizer = new optim.Adam(model.parameters(), { lr: 0.05 });
  const scheduler = new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: 6 });
  const generator = new rl.Generator(9);
  const loader = new data.DataLoader(new data.TensorDataset(x, y), { batchSize: 8, shuffle: true, generator });
  const dispose = (): void => {
    for (const made of [x, y, model, optimizer]) made.dispose();
  };
  return { x, y, model, optimizer, scheduler, generator, loader, criterion: new nn.CrossEntropyLoss(), dispose };
}

type Job = ReturnType<typeof makeJob>;

const partsOf = ({ model, optimizer, scheduler, generator }: Job) => ({ model, optimizer, scheduler, generator });
const valuesOf = (job: Job): unknown => Object.entries(job.model.stateDict()).map(([name, t]) => [name, [...t.toTypedArray()]]);
const train = (job: Job, options: Partial<rl.FitOptions<Tensor>>): Promise<rl.History> => {
  const { model, loader, optimizer, scheduler, criterion } = job;
  return fit(model, loader, { epochs: 4, optimizer, scheduler, criterion, earlyStopping: { patience: 9 }, ...options });
};
const untimed = ({ epochs }: Pick<rl.History, 'epochs'>): unknown => epochs.map((report) => ({ ...report, seconds: 0 }));

/** The bytes of a checkpoint after two epochs of four. */
async function half(): Promise<Uint8Array> {
  const job = makeJob();
  const epochs: rl.EpochReport[] = [];
  let bytes = new Uint8Array();
  const onEpoch = (report: rl.EpochReport): boolean => {
    epochs.push(report);
    const best = job.x.narrow(0, 0, 1);
    bytes = saveCheckpoint({ ...partsOf(job), history: { epochs }, extra: { note: 'half', best } });
    best.dispose();
    return report.epoch < 1;
  };
  await train(job, { onEpoch });
  job.dispose();
  return bytes;
}

describe('a checkpoint', () => {
  it('is gone on from bit for bit', async () => {
    const whole = makeJob();
    const want = { history: await train(whole, {}), values: valuesOf(whole) };
    whole.dispose();
    const bytes = await half();
    const job = makeJob();
    rl.manualSeed(4);
    const { history, extra } = loadCheckpoint<{ note: string; best: Tensor }>(bytes, partsOf(job));
    expect(history!.epochs).toHaveLength(2);
    const resumed = await train(job, { history: history! });
    expect(valuesOf(job)).toEqual(want.values);
    expect(untimed(resumed)).toEqual(untimed(want.history));
    expect(extra!.note).toBe('half');
    expect([...extra!.best.toTypedArray()]).toEqual([...job.x.toTypedArray()].slice(0, 5));
    extra!.best.dispose();
    job.dispose();
  });

  it('from the midst of an epoch goes on with the batch that was next, bit for bit', async () => {
    /** A loop by hand: from a batch of the first of two epochs; `onStep` is told how many batches of the epoch are done. */
    const train = (job: Job, from: number, order: Uint8Array | undefined, onStep?: (done: number, order: Uint8Array) => void) => {
      const losses: number[] = [];
      for (let epoch = 0; epoch < 2; epoch++) {
        const resumed = epoch === 0 && order !== undefined;
        const later = job.generator.getState();
        if (resumed) job.generator.setState(order);
        const start = job.generator.getState();
        let done = 0;
        for (const [x, y] of job.loader) {
          // its order is drawn: what was drawn since goes on from where it was
          if (resumed && done === 0) job.generator.setState(later);
          if (done++ < (resumed ? from : 0)) continue;
          rl.scope(() => {
            job.optimizer.zeroGrad();
            const loss = job.criterion.forward(job.model.forward(x), y);
            loss.backward();
            job.optimizer.step();
            losses.push(loss.item());
          });
          if (epoch === 0) onStep?.(done, start);
        }
        job.scheduler.step();
      }
      return losses;
    };
    const whole = makeJob();
    let bytes = new Uint8Array();
    const want = train(whole, 0, undefined, (done, order) => {
      if (done === 3) bytes = saveCheckpoint({ ...partsOf(whole), extra: { done, order: [...order] } });
    });
    const wanted = valuesOf(whole);
    whole.dispose();
    const job = makeJob();
    rl.manualSeed(4);
    job.generator.manualSeed(5);
    const { done, order } = loadCheckpoint<{ done: number; order: number[] }>(bytes, partsOf(job)).extra!;
    expect(train(job, done, Uint8Array.from(order))).toEqual(want.slice(done));
    expect(valuesOf(job)).toEqual(wanted);
    job.dispose();
  });

  it('may hold some parts, and generators by name', () => {
    const [one, two] = [new rl.Generator(1), new rl.Generator(2)];
    const bytes = saveCheckpoint({ generator: { one, two } });
    const want = rl.scope(() => [rl.rand([2], { generator: one }).tolist(), rl.rand([2], { generator: two }).tolist()]);
    expect(loadCheckpoint(bytes, { generator: { one, two } })).toEqual({ history: undefined, extra: undefined });
    const got = rl.scope(() => [rl.rand([2], { generator: one }).tolist(), rl.rand([2], { generator: two }).tolist()]);
    expect(got).toEqual(want);
  });

  it('that does not fit changes nothing', async () => {
    const bytes = await half();
    const job = makeJob();
    const other = makeJob(9);
    const snapshot = () => ({
      values: [valuesOf(job), valuesOf(other)],
      schedules: [job.scheduler.stateDict(), other.scheduler.stateDict()],
      steps: job.optimizer.stateDict().state,
      streams: [job.generator.getState(), rl.defaultGenerator.getState()],
    });
    const was = snapshot();
    const plateau = new optim.lrScheduler.ReduceLROnPlateau(job.optimizer);
    const attempts: [string, () => unknown, RegExp][] = [
      [
        'a model of another width',
        () => loadCheckpoint(bytes, { model: other.model }),
        /^loadCheckpoint: expected the state of a Sequential/,
      ],
      [
        'an optimizer of another',
        () => loadCheckpoint(bytes, { ...partsOf(job), optimizer: other.optimizer }),
        /^loadCheckpoint: expected/,
      ],
      [
        'a schedule of another kind',
        () => loadCheckpoint(bytes, { ...partsOf(job), scheduler: plateau }),
        /^loadCheckpoint: expected/,
      ],
      ['a generator that it lacks', () => loadCheckpoint(bytes, { generator: { deep: job.generator } }), /the generator 'deep'/],
      ['parts that it lacks', () => loadCheckpoint(saveCheckpoint({}), partsOf(job)), /a checkpoint with model, got one without/],
      ['another file', () => loadCheckpoint(rl.saveSafetensors(job.model.stateDict()), {}), /expected bytes from saveCheckpoint/],
      ['half a file', () => loadCheckpoint(bytes.subarray(0, bytes.length - 4), {}), /^loadCheckpoint: expected/],
    ];
    for (const [what, attempt, message] of attempts) {
      expect(attempt, what).toThrow(message);
      expect(snapshot(), what).toEqual(was);
    }
    for (const each of [job, other]) each.dispose();
  });

  it.each([
    [() => saveCheckpoint({ model: 3 as never }), TypeError, /^saveCheckpoint: expected model to be a Module, got 3/],
    [() => saveCheckpoint({ optimiser: 3 } as never), TypeError, /did you mean 'optimizer'/],
    [() => saveCheckpoint({ scheduler: {} as never }), TypeError, /^saveCheckpoint: expected scheduler/],
    [() => saveCheckpoint({ optimizer: {} as never }), TypeError, /^saveCheckpoint: expected optimizer/],
    [() => saveCheckpoint({ generator: { a: 3 as never } }), TypeError, /^saveCheckpoint: expected generator/],
    [() => saveCheckpoint({ generator: { default: new rl.Generator() } }), RangeError, /other than 'default'/],
    [() => loadCheckpoint(new Uint8Array(8), { history: {} } as never), TypeError, /^loadCheckpoint: expected known options/],
  ])('is refused of what it cannot hold: %#', (attempt, kind, message) => {
    expect(attempt).toThrow(kind);
    expect(attempt).toThrow(message);
  });
});
