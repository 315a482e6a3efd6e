// Memory that runs out while modules are made, run and averaged: nothing is left, the random stream is where it was.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type Act, failEach } from './support/failing.ts';
import { start } from './support/library.ts';

const { nn, optim, data } = rl;

beforeAll(start);

const stream = (): string => rl.defaultGenerator.getState().join();
const x = (...shape: number[]): rl.Tensor => rl.randn(shape);
const free = (...all: Iterable<Disposable>[]): void => {
  for (const list of all) for (const one of list) one[Symbol.dispose]();
};

const makers: Record<string, () => rl.nn.Module> = {
  Linear: () => new nn.Linear(3, 2),
  Conv2d: () => new nn.Conv2d(1, 2, 2),
  ConvTranspose1d: () => new nn.ConvTranspose1d(1, 2, 2),
  BatchNorm1d: () => new nn.BatchNorm1d(2),
  InstanceNorm1d: () => new nn.InstanceNorm1d(2, { affine: true, trackRunningStats: true }),
  LayerNorm: () => new nn.LayerNorm(2),
  GroupNorm: () => new nn.GroupNorm(1, 2),
  Bilinear: () => new nn.Bilinear(1, 2, 3),
  Embedding: () => new nn.Embedding(3, 2),
  RNN: () => new nn.RNN(2, 2),
  LSTM: () => new nn.LSTM(2, 3, { projSize: 2, bidirectional: true }),
  GRUCell: () => new nn.GRUCell(2, 2),
  MultiheadAttention: () => new nn.MultiheadAttention(4, 2, { addBiasKv: true, kdim: 3 }),
  TransformerEncoderLayer: () => new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 3 }),
  LinearCrossEntropyLoss: () => new nn.LinearCrossEntropyLoss(2, 3),
  StandardScaler: () => new data.StandardScaler(2),
  OneHotEncoder: () => new data.OneHotEncoder([2, 3]),
};

/** Makes modules. */
function making(name: string, make: () => rl.nn.Module): Act {
  rl.manualSeed(1);
  const made: rl.nn.Module[] = [];
  return {
    name,
    run: () => void made.push(make()),
    state: () => [made.map((m) => m.stateDict()), stream()],
    end: () => free(made),
  };
}

/** Runs a module. */
function running(name: string, make: () => rl.nn.Module, inputs: () => rl.Tensor[]): Act {
  rl.manualSeed(1);
  const module = make();
  const given = inputs();
  const results: rl.Tensor[] = [];
  return {
    name,
    run: () => {
      const result = (module.forward as unknown as (...inputs: rl.Tensor[]) => unknown)(...given);
      results.push(...[result].flat().filter((t) => t instanceof rl.Tensor));
    },
    state: () => [module.stateDict(), results, stream()],
    end: () => free([module], results, new Set(given)),
  };
}

const network = (): rl.nn.Sequential => new nn.Sequential(new nn.Linear(3, 4), new nn.BatchNorm1d(4), new nn.Linear(4, 2));

const encoder = (): rl.nn.Module => {
  const layer = new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 2 });
  const made = new nn.TransformerEncoder(layer, 2);
  layer.dispose();
  return made;
};

const fitted = <T extends rl.data.StandardScaler | rl.data.OneHotEncoder>(module: T, values: () => rl.Tensor): T => {
  rl.scope(() => void module.fit(values()));
  return module;
};

const acts: Record<string, () => Act> = {
  ...Object.fromEntries(Object.entries(makers).map(([name, make]) => [`new ${name}`, () => making(name, make)])),
  'new AveragedModel': () => {
    const model = network();
    const act = making('AveragedModel', () => new optim.swaUtils.AveragedModel(model));
    const end = (): void => {
      act.end();
      model.dispose();
    };
    return { ...act, end };
  },
  MultiheadAttention: () =>
    running(
      'MultiheadAttention',
      () => new nn.MultiheadAttention(4, 2, { dropout: 0.5 }),
      () => {
        const q = x(3, 2, 4);
        return [q, q, q];
      },
    ),
  TransformerEncoder: () => running('TransformerEncoder', encoder, () => [x(3, 2, 4)]),
  TransformerEncoderLayer: () =>
    running('TransformerEncoderLayer', makers['TransformerEncoderLayer'] as () => rl.nn.Module, () => [x(3, 2, 4)]),
  'GRU, dropout': () =>
    running(
      'GRU',
      () => new nn.GRU(2, 2, { numLayers: 3, dropout: 0.5 }),
      () => [x(3, 2, 2)],
    ),
  'scaler.forward': () =>
    running(
      'forward',
      () => fitted(new data.StandardScaler(3), () => x(5, 3)),
      () => [rl.ones([2, 3], { dtype: 'int32' })],
    ),
  'encoder.forward': () =>
    running(
      'forward',
      () => new data.OneHotEncoder([[1, 2]]),
      () => [rl.tensor([[1], [2]], { dtype: 'int32' })],
    ),
  'scaler.fit': () => {
    rl.manualSeed(1);
    const scaler = new data.StandardScaler(3);
    const values = x(5, 3);
    return {
      name: 'fit',
      run: () => void scaler.fit(values),
      state: () => scaler.stateDict(),
      end: () => free([scaler, values]),
    };
  },
  'encoder.fit': () => {
    const coder = new data.OneHotEncoder([2]);
    const values = rl.tensor([[1], [2]]);
    return { name: 'fit', run: () => void coder.fit(values), state: () => coder.stateDict(), end: () => free([coder, values]) };
  },
  updateBn: () => {
    rl.manualSeed(1);
    const model = network();
    const batches = [x(4, 3), x(4, 3)];
    const run = (): void => optim.swaUtils.updateBn(batches, model);
    return { name: 'updateBn', run, state: () => model.stateDict(), end: () => free([model], batches) };
  },
  stratifiedKFold: () => {
    rl.manualSeed(1);
    const folds: unknown[] = [];
    const run = (): unknown => folds.push(data.stratifiedKFold([0, 0, 1, 1, 1, 0], 2, { shuffle: true }));
    return { name: 'stratifiedKFold', run, state: () => [folds, stream()], end: () => {} };
  },
  RandomSampler: () => {
    rl.manualSeed(1);
    const sampler = new data.RandomSampler({ length: 5 });
    const seen: unknown[] = [];
    return { name: 'RandomSampler', run: () => seen.push([...sampler]), state: () => [seen, stream()], end: () => {} };
  },
};

for (const useBuffers of [false, true])
  acts[`updateParameters, useBuffers ${useBuffers}`] = () => {
    rl.manualSeed(1);
    const [model, other] = [network(), network()];
    const avgFn = (averaged: rl.Tensor, current: rl.Tensor): rl.Tensor => (current.ndim === 0 ? averaged : current.mul(0.5));
    const averaged = new optim.swaUtils.AveragedModel(model, { useBuffers, avgFn });
    averaged.updateParameters(model);
    return {
      name: 'updateParameters',
      run: () => averaged.updateParameters(other),
      state: () => averaged.stateDict(),
      end: () => free([model, other, averaged]),
    };
  };

describe('all or nothing', () => {
  it.each(Object.keys(acts))('%s', async (name) => {
    expect(await failEach(acts[name] as () => Act)).toBeGreaterThan(0);
  });
});
