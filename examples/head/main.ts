/**
 * Trains a head on frozen features. A network learns the digits 0 to 4 and is saved; its features, loaded and frozen, are then enough
 * to tell the digits 5 to 9 apart from a few samples of each. A head trained in the same way on bare pixels shows what the
 * features are worth. `npm run example -- head`
 */
import {
  data,
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
  tensor,
} from 'rushlight';
import { CLASSES, loadDigits, PIXELS } from '../digits/data.ts';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed } from '../support/options.ts';
import { percent, progress } from '../support/progress.ts';

const options = readOptions(
  { name: 'head', purpose: 'Trains a head for the digits 5 to 9 on features learnt from the digits 0 to 4.' },
  {
    epochs: integer('passes over the digits 0 to 4', 3),
    headEpochs: integer('passes over the few samples', 100),
    samples: integer('labelled samples of each digit from 5 to 9', 10),
    lr: real('learning rate', 0.003),
    seed: seed(),
  },
);
manualSeed(options.seed);

const SIDE = 28;
const HALF = CLASSES / 2;
const FEATURES = 32 * 4 * 4;
const { train, test } = loadDigits();

/** The five digits from `first` on, at most `most` samples of each: images (N, 1, 28, 28), and labels counted from 0. */
function digits(of: data.TensorDataset<[Tensor, Tensor]>, first: number, most = Infinity): [Tensor, Tensor] {
  const [x, y] = of.tensors;
  const seen = new Array<number>(HALF).fill(0);
  const labels = y.toTypedArray();
  const rows = [...labels.keys()].filter((i) => {
    const label = (labels[i] as number) - first;
    return label >= 0 && label < HALF && (seen[label] = (seen[label] as number) + 1) <= most;
  });
  return scope(() => {
    const index = tensor(Int32Array.from(rows));
    return [x.indexSelect(0, index).reshape([-1, 1, SIDE, SIDE]), y.indexSelect(0, index).sub(first)];
  });
}

const extractor = (): nn.Sequential =>
  new nn.Sequential(
    new nn.Conv2d(1, 16, 5, { padding: 2 }),
    new nn.ReLU(),
    new nn.MaxPool2d(2), // to 14 × 14
    new nn.Conv2d(16, 32, 5, { padding: 2 }),
    new nn.ReLU(),
    new nn.MaxPool2d(3, { stride: 3 }), // to 4 × 4
    new nn.Flatten(),
  );
const criterion = new nn.CrossEntropyLoss();

/** Trains on the digits 0 to 4 and returns the extractor as a file. */
async function learn(): Promise<Uint8Array> {
  const [images, labels] = digits(train, 0);
  const body = extractor();
  const model = new nn.Sequential(body, new nn.Linear(FEATURES, HALF));
  const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
  const loader = new data.DataLoader(new data.TensorDataset(images, labels), { batchSize: 64, shuffle: true });
  const measured = { criterion, metrics: { accuracy: metrics.accuracy } };
  await fit(model, loader, { epochs: options.epochs, optimizer, ...measured, ...progress(options.epochs) });
  const bytes = saveSafetensors(body.stateDict());
  for (const thing of [images, labels, model, optimizer]) thing.dispose();
  return bytes;
}

/** Trains a linear head on rows of features and returns its accuracy on the held-out rows. */
async function trainHead(x: Tensor, y: Tensor, heldOutX: Tensor, heldOutY: Tensor): Promise<number> {
  const head = new nn.Linear(x.size(1), HALF);
  const optimizer = new optim.Adam(head.parameters(), { lr: options.lr });
  const loader = new data.DataLoader(new data.TensorDataset(x, y), { batchSize: 10, shuffle: true });
  await fit(head, loader, { epochs: options.headEpochs, optimizer, criterion });
  const right = scope(() => noGrad(() => metrics.accuracy(head.forward(heldOutX), heldOutY)));
  head.dispose();
  optimizer.dispose();
  return right;
}

const bytes = await learn();
const frozen = extractor();
const { tensors } = loadSafetensors(bytes);
frozen.loadStateDict(tensors);
frozen.requiresGrad_(false).eval();
console.log(`\nfrozen: ${Object.keys(tensors).length} tensors, ${bytes.length} bytes of safetensors`);

const [fewX, fewY] = digits(train, HALF, options.samples);
const [heldOutX, heldOutY] = digits(test, HALF);
// computed once: training the head does not change them
const [few, heldOut] = scope(() => noGrad(() => [frozen.forward(fewX), frozen.forward(heldOutX)] as const));
const onFeatures = await trainHead(few, fewY, heldOut, heldOutY);
const [pixels, heldOutPixels] = [fewX.reshape([-1, PIXELS]), heldOutX.reshape([-1, PIXELS])];
const onPixels = await trainHead(pixels, fewY, heldOutPixels, heldOutY);

console.log(`${options.samples} samples of each digit from 5 to 9; a linear head on`);
console.log(`  bare pixels: ${percent(onPixels)}`);
console.log(`  frozen features: ${percent(onFeatures)}`);
console.log(`held-out accuracy ${percent(onFeatures)} on ${heldOutY.numel} digits`);
const images = [fewX, fewY, heldOutX, heldOutY, pixels, heldOutPixels, few, heldOut];
closing(frozen, ...images, ...Object.values(tensors), ...train.tensors, ...test.tensors);
