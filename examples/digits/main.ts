/**
 * Trains a classifier of handwritten digits with a progress bar, tests it on digits that it has not seen, and saves the model and
 * its loss curve. `npm start`, or `npm start -- --help`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  data,
  evaluate,
  fit,
  loadSafetensors,
  manualSeed,
  metrics,
  nn,
  noGrad,
  optim,
  saveSafetensors,
  scope,
  type Tensor,
} from 'rushlight';
import { closing } from '../support/closing.ts';
import { folder, integer, integers, readOptions, real, seed } from '../support/options.ts';
import { percent, progress } from '../support/progress.ts';
import { svgChart, terminalChart } from './chart.ts';
import { CLASSES, loadDigits, PIXELS } from './data.ts';
import { confusionTable } from './report.ts';

const options = readOptions(
  {
    name: 'digits',
    usage: 'npm start --',
    purpose: 'Trains a classifier on 8,000 handwritten digits and tests it on 2,000 others.',
  },
  {
    epochs: integer('passes over the training digits', 15),
    lr: real('initial learning rate of Adam; cosine annealing to 0', 0.002),
    hidden: integers('sizes of the hidden layers', [512, 256]),
    batchSize: integer('digits in a batch', 64),
    out: folder('directory for the model and the loss curve', 'out/digits'),
    seed: seed(),
  },
);

manualSeed(options.seed);
const { train, test } = loadDigits();
const layers: nn.Layer[] = [];
let width = PIXELS;
for (const next of options.hidden) {
  layers.push(new nn.Linear(width, next), new nn.ReLU(), new nn.Dropout(0.2));
  width = next;
}
const model = new nn.Sequential(...layers, new nn.Linear(width, CLASSES));
const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
console.log(`${model}\n`);

const controller = new AbortController();
const { signal } = controller;
process.on('SIGINT', () => {
  if (signal.aborted) process.exit(130);
  controller.abort();
  console.log('\nstopping after this batch; press Ctrl-C again to quit at once');
});

const measures = { criterion: new nn.CrossEntropyLoss(), metrics: { accuracy: metrics.accuracy } };
const heldOut = new data.DataLoader(test, { batchSize: 500 });
const history = await fit(model, new data.DataLoader(train, { batchSize: options.batchSize, shuffle: true }), {
  ...measures,
  ...progress(options.epochs, signal),
  epochs: options.epochs,
  optimizer,
  scheduler: new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: options.epochs }),
  validation: heldOut,
  signal,
});

const epochs = [...history.epochs];
if (history.partial !== null) {
  // the interrupted epoch has not been validated yet
  const { batches, loss } = history.partial;
  console.log(`stopped in epoch ${epochs.length + 1} after ${batches} batches with a mean loss of ${loss.toFixed(4)}`);
  epochs.push({ ...history.partial, valLoss: (await evaluate(model, heldOut, measures)).loss });
}

mkdirSync(options.out, { recursive: true });
const modelFile = join(options.out, 'model.safetensors');
const curveFile = join(options.out, 'loss.svg');
const about = { hidden: options.hidden.join(','), epochs: String(epochs.length) };
writeFileSync(modelFile, saveSafetensors(model.stateDict(), about));
// test the model as it was saved
scope(() => {
  model.loadStateDict(loadSafetensors(readFileSync(modelFile)).tensors);
});

const [images, labels] = test.tensors;
model.eval();
const logits: Tensor = scope(() => noGrad(() => model.forward(images)));
if (epochs.length > 0) {
  writeFileSync(curveFile, svgChart(epochs));
  console.log(`\nloss by epoch (training, held out)\n${terminalChart(epochs)}`);
}
console.log(`\n${confusionTable(metrics.confusionMatrix(logits, labels), metrics.precisionRecallF1(logits, labels))}\n`);
console.log(`held-out accuracy ${percent(metrics.accuracy(logits, labels))} on ${test.length} digits`);
console.log(`saved ${modelFile}${epochs.length > 0 ? ` and ${curveFile}` : ''}`);
closing(model, optimizer, logits, ...train.tensors, ...test.tensors);
process.exitCode = signal.aborted ? 130 : 0;
