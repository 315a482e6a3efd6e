// A training that is killed and begun again: prints a line for each epoch, and in the last what it came to. `node job.mjs DIR`.
import { createHash } from 'node:crypto';
import * as rl from '../../src/index.ts';
import { fileStore } from '../../src/store/index.ts';

const { data, nn, optim } = rl;

rl.manualSeed(1);
const [x, y] = [rl.randn([256, 32]), rl.randint(0, 5, [256])];
const model = new nn.Sequential(new nn.Linear(32, 96), new nn.ReLU(), new nn.Dropout(0.2), new nn.Linear(96, 5));
const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });
const scheduler = new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: 60 });
const loader = new data.DataLoader(new data.TensorDataset(x, y), {
  batchSize: 16,
  shuffle: true,
  generator: new rl.Generator(3),
});

const { epochs } = await rl.fit(model, loader, {
  epochs: 60,
  optimizer,
  scheduler,
  criterion: new nn.CrossEntropyLoss(),
  metrics: { accuracy: rl.metrics.accuracy },
  ema: 0.95,
  earlyStopping: { patience: 60, restoreBest: true },
  checkpoint: { store: fileStore(process.argv[2]!), keep: 2 },
  onEpoch: ({ epoch }) => console.log(epoch),
});

const hash = createHash('sha256');
hash.update(JSON.stringify(epochs.map((report) => ({ ...report, seconds: 0 }))));
hash.update(rl.saveSafetensors({ model: model.stateDict(), optimizer: optimizer.stateDict(), scheduler: scheduler.stateDict() }));
hash.update(rl.defaultGenerator.getState());
console.log(hash.digest('hex'));
