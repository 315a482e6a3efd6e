/**
 * The main job: trains a classifier of handwritten digits with a progress bar, tests it on digits it has not seen, and
 * saves it with its loss curve. `npm start`, or `npm start -- --help`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { data, F, loadSafetensors, manualSeed, memory, nn, noGrad, optim, saveSafetensors, scope, type Tensor } from 'rushlight';
import { type Epoch, svgChart, terminalChart } from './chart.ts';
import { CLASSES, loadDigits, PIXELS } from './data.ts';
import { readOptions } from './options.ts';
import { confusionOf, confusionTable } from './report.ts';

const options = readOptions(process.argv.slice(2));
const started = performance.now();

manualSeed(options.seed);
const { train, test } = loadDigits();
const layers: nn.Layer[] = [];
let width = PIXELS;
for (const next of options.hidden) {
  layers.push(new nn.Linear(width, next), new nn.ReLU(), new nn.Dropout(0.2));
  width = next;
}
const model = new nn.Sequential(...layers, new nn.Linear(width, CLASSES));
const criterion = new nn.CrossEntropyLoss();
const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
const loader = new data.DataLoader(train, { batchSize: options.batchSize, shuffle: true });
console.log(`${model}\n`);

let interrupted = false;
process.on('SIGINT', () => {
  if (interrupted) process.exit(130);
  interrupted = true;
  console.log('\nstopping after this batch; once more to quit at once');
});

/** One step of training: the batch's loss, and how many of it were right before the step. */
function step(x: Tensor, y: Tensor): { loss: number; right: number } {
  return scope(() => {
    optimizer.zeroGrad();
    const logits = model.forward(x);
    const loss = criterion.forward(logits, y);
    loss.backward();
    optimizer.step();
    return { loss: loss.item(), right: logits.argmax(1).eq(y).sum().item() };
  });
}

/** The mean loss and the predictions for the held-out digits. */
function evaluate(): { loss: number; predicted: ArrayLike<number>; accuracy: number } {
  model.eval();
  const [images, labels] = test.tensors;
  const result = scope(() =>
    noGrad(() => {
      const logits = model.forward(images);
      const predicted = logits.argmax(1);
      return {
        loss: F.crossEntropy(logits, labels).item(),
        predicted: predicted.toTypedArray(),
        accuracy: predicted.eq(labels).sum().item() / test.length,
      };
    }),
  );
  model.train();
  return result;
}

/** Lets the event loop see a Ctrl-C. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const history: Epoch[] = [];
const bar = new SingleBar({
  format: 'epoch {epoch} |{bar}| {percentage}% | loss {loss} | accuracy {accuracy} | {rate} samples/s | {eta_formatted} left',
  hideCursor: true,
  barsize: 24,
});
const live = process.stdout.isTTY;

for (let epoch = 1; epoch <= options.epochs && !interrupted; epoch++) {
  let [seen, lossSum, right] = [0, 0, 0];
  const begun = performance.now();
  const figures = (): Record<string, string> => ({
    epoch: `${epoch}/${options.epochs}`,
    loss: (lossSum / Math.max(1, seen)).toFixed(4),
    accuracy: `${((100 * right) / Math.max(1, seen)).toFixed(2)}%`,
    rate: Math.round(seen / ((performance.now() - begun) / 1000)).toString(),
  });
  if (live) bar.start(train.length, 0, figures());
  for (const [x, y] of loader) {
    const { loss, right: hits } = step(x, y);
    const n = x.size(0);
    seen += n;
    lossSum += loss * n;
    right += hits;
    if (live) bar.update(seen, figures());
    await breathe();
    if (interrupted) break;
  }
  if (live) bar.stop();
  const { loss, accuracy } = evaluate();
  history.push({ trainLoss: lossSum / seen, testLoss: loss, testAccuracy: accuracy });
  const { loss: trained, accuracy: fitted, rate } = figures();
  console.log(
    `epoch ${epoch}/${options.epochs}: loss ${trained}, accuracy ${fitted}, ${rate} samples/s; held out: loss ${loss.toFixed(4)}, accuracy ${(100 * accuracy).toFixed(2)}%`,
  );
}

mkdirSync(options.out, { recursive: true });
const modelFile = join(options.out, 'model.safetensors');
const curveFile = join(options.out, 'loss.svg');
writeFileSync(
  modelFile,
  saveSafetensors(model.stateDict(), { hidden: options.hidden.join(','), epochs: String(history.length) }),
);
writeFileSync(curveFile, svgChart(history));
// what was saved is what is tested
model.loadStateDict(loadSafetensors(readFileSync(modelFile)).tensors);

const { predicted, accuracy } = evaluate();
console.log(`\nloss by epoch (training, held out)\n${terminalChart(history)}\n`);
console.log(`${confusionTable(confusionOf(test.tensors[1].toTypedArray(), predicted, CLASSES))}\n`);
console.log(`test accuracy ${(100 * accuracy).toFixed(2)}% on ${test.length} held-out digits`);
console.log(
  `saved ${modelFile} and ${curveFile}; ${((performance.now() - started) / 1000).toFixed(1)} s, ${(memory().peakBytes / 2 ** 20).toFixed(1)} MiB at most`,
);
process.exitCode = interrupted ? 130 : 0;
