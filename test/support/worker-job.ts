// A training whose batches, dropout and initial values draw from the default generator: for a worker, and for one thread.
import { data, manualSeed, memory, metrics, nn, optim, randint, randn, scope, type Tensor, tensor } from '../../src/index.ts';
import { serve, transfer } from '../../src/worker/index.ts';

export interface Settings {
  epochs: number;
  lr?: number;
  /** Where to fail, if anywhere. */
  fail?: 'train' | 'batch';
}

export const FEATURES = 6;
const ROWS = 60;

export const makeModel = (): nn.Sequential =>
  new nn.Sequential(new nn.Linear(FEATURES, 12), new nn.BatchNorm1d(12), new nn.Dropout(0.4), new nn.Linear(12, 3));

/** What is freed in the end. */
export const made: Disposable[] = [];
const own = <T extends Disposable>(thing: T): T => {
  made.push(thing);
  return thing;
};

/** What `fit` is given. */
export function makeTraining(model: nn.Sequential, { epochs, lr = 0.05 }: Settings) {
  manualSeed(11);
  const dataset = new data.TensorDataset(own(randn([ROWS, FEATURES])), own(randint(0, 3, [ROWS])));
  const optimizer = own(new optim.Adam(model.parameters(), { lr }));
  return {
    loader: new data.DataLoader(dataset, { batchSize: 8, shuffle: true }),
    validation: new data.DataLoader(dataset, { batchSize: 16 }),
    epochs,
    optimizer,
    criterion: new nn.CrossEntropyLoss(),
    metrics: { accuracy: metrics.accuracy },
  };
}

/** The probabilities for rows. */
export const predictBy = (model: nn.Sequential, values: Float32Array): Float32Array =>
  model
    .forward(tensor(values, { shape: [-1, FEATURES] }))
    .softmax(1)
    .toTypedArray() as Float32Array;

/** What is served; the tests look into the model. */
export const definition = {
  model(): nn.Sequential {
    manualSeed(7);
    return own(makeModel());
  },
  async train(model: nn.Sequential, settings: Settings) {
    if (settings.fail === 'train') throw new RangeError('train: no such data');
    const training = makeTraining(model, settings);
    const fail = (): never => {
      throw new TypeError('batch: this one is bad');
    };
    return settings.fail === 'batch' ? { ...training, onBatch: fail } : training;
  },
  predict: (model: nn.Sequential, values: Float32Array) => transfer(predictBy(model, values)),
  calls: {
    liveBytes: (): number => memory().liveBytes,
    add: async (a: number, b: number): Promise<number> => a + b,
    length: (values: Float32Array): number => values.length,
    draw: (): number => scope(() => randn([1]).item()),
    tensor: (): Tensor => own(tensor([1])),
    text: (): never => {
      throw 'a text';
    },
    busy(milliseconds: number): void {
      for (const begun = performance.now(); performance.now() - begun < milliseconds; );
    },
    leave: (): void => {
      setTimeout(() => {
        throw new Error('out of the blue');
      });
    },
  },
};

export const job = (port: Parameters<typeof serve>[1]) => serve(definition, port);
