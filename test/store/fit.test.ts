// fit with a store: stopped after any epoch and begun again, it comes to the bits of one that was never stopped.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { data, fit, nn, optim, type Tensor } from '../../src/index.ts';
import { memoryStore, type Store, StoreError } from '../../src/store/index.ts';
import { start } from '../support/library.ts';

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

type Options = Partial<rl.FitOptions<Tensor>>;

interface Job {
  run(options: Options): Promise<rl.History>;
  state(): unknown;
  dispose(): void;
}

/** A classifier whose dropout draws from the default generator, with what else a training has by name. */
function makeJob(kind: string, width = 6): Job {
  rl.manualSeed(21);
  const [x, y] = [rl.randn([40, 5]), rl.randint(0, 3, [40])];
  const model = new nn.Sequential(
    new nn.Linear(5, width),
    new nn.BatchNorm1d(width),
    new nn.Dropout(0.3),
    new nn.Linear(width, 3),
  );
  const dataset = new data.TensorDataset(x, y);
  const generator = new rl.Generator(9);
  const criterion = kind === 'a loss that learns' ? new nn.LinearCrossEntropyLoss(3, 3) : new nn.CrossEntropyLoss();
  const parameters = [...model.parameters(), ...criterion.parameters()];
  const optimizer = new optim.Adam(parameters, { lr: 0.05 });
  const scheduler = new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: 6 });
  const distributed = new data.DistributedSampler(dataset, { numReplicas: 2, rank: 0 });
  const loaders: Record<string, () => rl.Loader> = {
    'a sampler with a generator': () =>
      new data.DataLoader(dataset, { batchSize: 8, sampler: new data.RandomSampler(dataset, { generator }) }),
    'weights with a generator': () =>
      new data.DataLoader(dataset, {
        batchSize: 8,
        sampler: new data.WeightedRandomSampler(new Float32Array(40).fill(1), 40, { generator }),
      }),
    'an epoch that the sampler is told': () => new data.DataLoader(dataset, { batchSize: 8, sampler: distributed }),
    'a generator of its own': () => ({
      *[Symbol.iterator]() {
        for (let i = 0; i < 4; i++) {
          const at = rl.randint(0, 40, [8], { generator });
          const batch = [x.indexSelect(0, at), y.indexSelect(0, at)] as const;
          yield batch as never;
          for (const t of [at, ...batch]) t.dispose();
        }
      },
    }),
  };
  const shuffled = () => new data.DataLoader(dataset, { batchSize: 8, shuffle: true, generator });
  const loader = (loaders[kind] ?? shuffled)();
  const more: Record<string, Options> = {
    'an average, and the best epoch': {
      ema: 0.9,
      validation: new data.DataLoader(dataset, { batchSize: 20, shuffle: true, generator: new rl.Generator(4) }),
      earlyStopping: { patience: 9, restoreBest: true, monitor: 'valLoss' },
    },
    'early stopping': { earlyStopping: { patience: 1, minDelta: 0.4, restoreBest: true } },
    mixup: { mixup: 0.4, clipGradNorm: 1, accumulate: 2 },
  };
  return {
    run: (options) => {
      if (kind === 'a generator of its own' && options.checkpoint !== undefined)
        options = { ...options, checkpoint: { ...options.checkpoint, generator } };
      const onEpoch = (report: rl.EpochReport): unknown => {
        if (kind === 'an epoch that the sampler is told') distributed.setEpoch(report.epoch + 1);
        return options.onEpoch?.(report);
      };
      const own = { epochs: 5, optimizer, scheduler, criterion: criterion as nn.CrossEntropyLoss, ...more[kind], ...options };
      return fit(model, loader, { ...own, onEpoch });
    },
    state: () => ({
      model: Object.entries(model.stateDict()).map(([name, t]) => [name, [...t.toTypedArray()]]),
      criterion: criterion.parameters().map((t) => [...t.toTypedArray()]),
      moments: rl.scope(() =>
        Object.values(optimizer.stateDict().state).map((slot) =>
          Object.values(slot).map((value) => (value instanceof rl.Tensor ? [...value.toTypedArray()] : value)),
        ),
      ),
      rates: optimizer.paramGroups.map(({ lr }) => lr),
      scheduler: scheduler.stateDict(),
      streams: [generator, rl.defaultGenerator].map((each) => each.getState().join(' ')),
      epoch: distributed.epoch,
    }),
    dispose: () => {
      for (const made of [x, y, model, optimizer, criterion]) made.dispose();
    },
  };
}

const untimed = ({ epochs, stopped, bestEpoch }: rl.History): unknown => ({
  epochs: epochs.map((report) => ({ ...report, seconds: 0 })),
  stopped,
  bestEpoch,
});

/** Runs a job made anew, with the default generator elsewhere than it was. */
async function once(kind: string, options: Options, seed = 5): Promise<{ state: unknown; history: rl.History }> {
  const job = makeJob(kind);
  rl.manualSeed(seed);
  try {
    const history = await job.run(options);
    return { state: job.state(), history };
  } finally {
    job.dispose();
  }
}

describe('fit with a store', () => {
  it.each([
    'a loader with a generator',
    'a sampler with a generator',
    'weights with a generator',
    'an epoch that the sampler is told',
    'a generator of its own',
    'an average, and the best epoch',
    'early stopping',
    'a loss that learns',
    'mixup',
  ])('goes on to the same bits: %s', async (kind) => {
    const want = await once(kind, {});
    expect(want.history.epochs.length).toBeGreaterThan(1);
    for (let stop = 0; stop < want.history.epochs.length; stop++) {
      const store = memoryStore();
      const first = await once(kind, { checkpoint: { store }, onEpoch: ({ epoch }) => epoch < stop });
      expect(first.history.epochs).toHaveLength(stop + 1);
      const seen: number[] = [];
      const onEpoch = ({ epoch }: rl.EpochReport) => void seen.push(epoch);
      // wherever the default generator stands, it is put where it was
      const { state, history } = await once(kind, { checkpoint: { store }, onEpoch }, 99);
      expect(seen).toEqual(want.history.epochs.slice(stop + 1).map(({ epoch }) => epoch));
      if (stop < want.history.epochs.length - 1 || kind !== 'early stopping')
        expect(untimed(history)).toEqual(untimed(want.history));
      expect(state).toEqual(want.state);
      // what has ended is not begun again
      const again = await once(kind, { checkpoint: { store }, onEpoch }, 98);
      expect(again.state).toEqual(want.state);
      expect(untimed(again.history)).toEqual(untimed(want.history));
      expect(seen).toHaveLength(want.history.epochs.length - stop - 1);
    }
  });

  it('begins an epoch again in whose midst it was aborted', async () => {
    const want = await once('', {});
    const store = memoryStore();
    const abort = new AbortController();
    const onBatch = ({ epoch, batch }: rl.BatchReport): void => {
      if (epoch === 2 && batch === 3) abort.abort();
    };
    const first = await once('', { checkpoint: { store }, onBatch, signal: abort.signal });
    expect([first.history.stopped, await store.list()]).toEqual(['aborted', ['epoch-000001', 'epoch-000002']]);
    const { state, history } = await once('', { checkpoint: { store } }, 99);
    expect(untimed(history)).toEqual(untimed(want.history));
    expect(state).toEqual(want.state);
  });

  it('saves every few epochs and the last one, and keeps as many as it should', async () => {
    const names: string[][] = [];
    const store = memoryStore();
    const noted: Store = {
      ...store,
      put: (name, bytes) => store.put(name, bytes).then(async () => void names.push(await store.list())),
    };
    await once('', { epochs: 7, checkpoint: { store: noted, every: 2, keep: 3 } });
    expect(names.map((list) => list.map((name) => Number(name.slice(6))))).toEqual([[2], [2, 4], [2, 4, 6], [2, 4, 6, 7]]);
    expect(await store.list()).toEqual(['epoch-000004', 'epoch-000006', 'epoch-000007']);
    await once('', { epochs: 9, checkpoint: { store, keep: 1 } });
    expect(await store.list()).toEqual(['epoch-000009']);
  });

  it('leaves bytes that loadCheckpoint reads', async () => {
    const store = memoryStore();
    await store.put('notes', Uint8Array.of(1));
    const { state } = await once('', { checkpoint: { store } });
    expect(await store.list()).toEqual(['epoch-000004', 'epoch-000005', 'notes']);
    const job = makeJob('');
    const model = new nn.Sequential(new nn.Linear(5, 6), new nn.BatchNorm1d(6), new nn.Dropout(0.3), new nn.Linear(6, 3));
    const { history } = rl.loadCheckpoint((await store.get('epoch-000005'))!, { model });
    expect(history!.epochs).toHaveLength(5);
    const values = Object.entries(model.stateDict()).map(([name, t]) => [name, [...t.toTypedArray()]]);
    expect(values).toEqual((state as { model: unknown }).model);
    for (const made of [job, model]) made.dispose();
  });

  /** A store whose newest blobs are damaged. */
  const damaged = (store: Store, names: readonly string[]): Store => ({
    ...store,
    get: (name) => (names.includes(name) ? Promise.reject(new StoreError('damaged', `get: damaged ${name}`)) : store.get(name)),
  });

  it('goes on from the last good checkpoint if the newest is damaged', async () => {
    const want = await once('', {});
    const store = memoryStore();
    await once('', { checkpoint: { store, keep: 3 }, onEpoch: ({ epoch }) => epoch < 3 });
    const seen: number[] = [];
    const onEpoch = ({ epoch }: rl.EpochReport) => void seen.push(epoch);
    const names = ['epoch-000004', 'epoch-000003'];
    const { state } = await once('', { checkpoint: { store: damaged(store, names) }, onEpoch }, 99);
    expect([seen, state]).toEqual([[2, 3, 4], want.state]);
    expect(await store.list()).toEqual(['epoch-000004', 'epoch-000005']);
    // and does not begin anew in silence
    const all = damaged(store, ['epoch-000004', 'epoch-000005']);
    await expect(once('', { checkpoint: { store: all } })).rejects.toMatchObject({ code: 'damaged' });
  });

  it('has the store to itself, and leaves it', async () => {
    const store = memoryStore();
    let inside: unknown;
    const onEpoch = async ({ epoch }: rl.EpochReport): Promise<void> => {
      if (epoch === 0) inside = await once('', { checkpoint: { store } }).catch((error: unknown) => error);
    };
    await once('', { epochs: 2, checkpoint: { store }, onEpoch });
    expect(inside).toMatchObject({
      code: 'locked',
      message: expect.stringMatching(/^lock: expected the store in memory to be free/),
    });
    const fails = once('', { epochs: 9, checkpoint: { store }, onBatch: () => Promise.reject(new Error('mine')) });
    await expect(fails).rejects.toThrow('mine');
    await (await store.lock!())();
  });

  it('rejects with what a store throws, which keeps what it had', async () => {
    const store = memoryStore();
    let puts = 0;
    const put: Store['put'] = (name, bytes) =>
      ++puts === 3 ? Promise.reject(new StoreError('full', 'put: expected room')) : store.put(name, bytes);
    await expect(once('', { checkpoint: { store: { ...store, put } } })).rejects.toMatchObject({ code: 'full' });
    expect(await store.list()).toEqual(['epoch-000001', 'epoch-000002']);
    await (await store.lock!())();
  });

  it('refuses a checkpoint of another model, and changes nothing', async () => {
    const store = memoryStore();
    await once('', { checkpoint: { store }, onEpoch: () => false });
    const job = makeJob('', 7);
    const was = job.state();
    await expect(job.run({ checkpoint: { store } })).rejects.toThrow(/^fit: expected the state of a Sequential, got/);
    expect(job.state()).toEqual(was);
    job.dispose();
    const other = memoryStore();
    await other.put('epoch-000001', rl.saveCheckpoint({}));
    await expect(once('', { checkpoint: { store: other } })).rejects.toThrow(
      /^fit: expected a checkpoint with model, got one without/,
    );
    await other.put('epoch-000001', Uint8Array.of(1, 2, 3));
    await expect(once('', { checkpoint: { store: other } })).rejects.toThrow(/^fit: expected/);
    const empty = { ...other, get: async () => 'text' as never };
    await expect(once('', { checkpoint: { store: empty } })).rejects.toThrow(
      /^fit: expected get of checkpoint.store to return bytes/,
    );
    const odd = { ...memoryStore(), list: async () => [Object.create(null), Symbol('epoch-000001'), 5] as never };
    await once('', { checkpoint: { store: odd } });
    for (const lock of [5, async () => 5] as never[])
      await expect(once('', { checkpoint: { store: { ...memoryStore(), lock } } })).rejects.toThrow(
        /^fit: expected lock of checkpoint.store to (be a function|return a function), got 5/,
      );
  });

  const store = memoryStore();
  it.each<[unknown, ErrorConstructor, RegExp]>([
    [3, TypeError, /^fit: expected an options object, got 3/],
    [{}, TypeError, /^fit: expected checkpoint.store to be a store, such as fileStore\(dir\) of rushlight\/store, got undefined/],
    [{ store: new Map() }, TypeError, /got a Map/],
    [{ store, evry: 1 }, TypeError, /^fit: expected known options, got 'evry'; did you mean 'every'/],
    [{ store, every: 0 }, RangeError, /^fit: expected checkpoint.every at least 1, got 0/],
    [{ store, keep: 0.5 }, RangeError, /^fit: expected checkpoint.keep to be an integer, got 0.5/],
    [{ store, generator: 3 }, TypeError, /^fit: expected generator to be a Generator/],
    [
      { store, generator: { default: new rl.Generator() } },
      RangeError,
      /^fit: expected names of generators other than 'default'/,
    ],
  ])('refuses other options: %#', async (checkpoint, kind, message) => {
    const attempt = once('', { checkpoint: checkpoint as rl.CheckpointOptions });
    await expect(attempt).rejects.toThrow(kind);
    await expect(attempt).rejects.toThrow(message);
  });

  it('refuses a second history', async () => {
    for (const more of [{ history: { epochs: [] } }, { startEpoch: 1 }])
      await expect(once('', { checkpoint: { store }, ...more })).rejects.toThrow(
        /^fit: expected history, startEpoch or checkpoint/,
      );
  });
});
