/** The training that leaves: digits, a small network, and the loop that a project for PyTorch goes on with. */
import { data, type EpochReport, fit, manualSeed, nn, optim } from 'rushlight';
import { loadDigits, PIXELS } from '../digits/data.ts';

/** Samples in a batch, over all processes together. */
export const BATCH = 64;
/** Where the order of the samples starts. */
export const SEED = 7;

/** A model with what trains it, and every loss so far. */
export interface Job {
  model: nn.Sequential;
  optimizer: optim.Adam;
  scheduler: optim.lrScheduler.CosineAnnealingLR;
  criterion: nn.CrossEntropyLoss;
  train: data.TensorDataset<readonly [import('rushlight').Tensor, import('rushlight').Tensor]>;
  test: Job['train'];
  losses: number[];
  epochs: EpochReport[];
}

/** The job as it begins, the same each time. */
export function begin(epochs: number): Job {
  manualSeed(0);
  const { train, test } = loadDigits();
  const model = new nn.Sequential(new nn.Linear(PIXELS, 128), new nn.ReLU(), new nn.Linear(128, 10));
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
  const scheduler = new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: epochs });
  return { model, optimizer, scheduler, criterion: new nn.CrossEntropyLoss(), train, test, losses: [], epochs: [] };
}

/** Trains until `epochs` epochs are done, in the order that PyTorch's DistributedSampler would give. */
export async function trainUntil(job: Job, epochs: number): Promise<void> {
  const sampler = new data.DistributedSampler(job.train, { numReplicas: 1, rank: 0, seed: SEED });
  const loader = new data.DataLoader(job.train, { batchSize: BATCH, sampler });
  const startEpoch = job.epochs.length;
  sampler.setEpoch(startEpoch);
  const { epochs: done } = await fit(job.model, loader, {
    epochs,
    startEpoch,
    optimizer: job.optimizer,
    scheduler: job.scheduler,
    criterion: job.criterion,
    onBatch: ({ loss }) => void job.losses.push(loss),
    onEpoch: ({ epoch }) => sampler.setEpoch(epoch + 1),
  });
  job.epochs.push(...done);
}

/** Frees all of it. */
export function end({ model, optimizer, train, test }: Job): void {
  for (const thing of [model, optimizer, ...train.tensors, ...test.tensors]) thing.dispose();
}
