/**
 * Classifies handwritten digits with a convolutional network, trained on images that are shifted at random. The digits and the
 * split are those of `npm start`. `npm run example -- digits-cnn`
 */
import { data, evaluate, fit, manualSeed, metrics, nn, optim, randint, type Tensor, tensor } from 'rushlight';
import { CLASSES, loadDigits } from '../digits/data.ts';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed } from '../support/options.ts';
import { percent, progress } from '../support/progress.ts';

const options = readOptions(
  { name: 'digits-cnn', purpose: 'Trains a convolutional network on 8,000 handwritten digits and tests it on 2,000 others.' },
  {
    epochs: integer('passes over the training digits', 8),
    lr: real('maximum learning rate of the cycle', 0.004),
    batchSize: integer('digits in a batch', 64),
    shift: integer('maximum shift of a digit in pixels', 2, 0),
    seed: seed(),
  },
);
manualSeed(options.seed);

const SIDE = 28;
const { train, test } = loadDigits();
const [pixels, labels] = train.tensors.map((t) => t.toTypedArray()) as [Float32Array, Int32Array];

/** Copies image `index` to `to`, shifted down and right. */
function move(index: number, to: Float32Array, down: number, right: number): void {
  const image = pixels.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE);
  const [left, width] = [Math.max(0, right), SIDE - Math.abs(right)];
  for (let y = Math.max(0, down); y < Math.min(SIDE, SIDE + down); y++) {
    const from = (y - down) * SIDE + left - right;
    to.set(image.subarray(from, from + width), y * SIDE + left);
  }
}

/** The digits at these indices as a batch (N, 1, 28, 28), each shifted at random, which does not change what it is. */
function collate(indices: number[]): [Tensor, Tensor] {
  const moves = randint(-options.shift, options.shift + 1, [indices.length, 2]).toTypedArray();
  const images = new Float32Array(indices.length * SIDE * SIDE);
  indices.forEach((index, i) => {
    const to = images.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
    move(index, to, moves[2 * i] as number, moves[2 * i + 1] as number);
  });
  return [tensor(images, { shape: [-1, 1, SIDE, SIDE] }), tensor(Int32Array.from(indices, (i) => labels[i] as number))];
}

const model = new nn.Sequential(
  new nn.Conv2d(1, 16, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.MaxPool2d(2), // to 14 × 14
  new nn.Conv2d(16, 32, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.MaxPool2d(2), // to 7 × 7
  new nn.Flatten(),
  new nn.Linear(32 * 7 * 7, 64),
  new nn.ReLU(),
  new nn.Linear(64, CLASSES),
);
console.log(`${model}\n`);

const loader = new data.DataLoader(
  { length: train.length, get: (index: number) => index },
  { batchSize: options.batchSize, shuffle: true, collate },
);
const criterion = new nn.CrossEntropyLoss();
const optimizer = new optim.AdamW(model.parameters(), { lr: options.lr });
await fit(model, loader, {
  epochs: options.epochs,
  optimizer,
  criterion,
  // the rate rises for a third of the steps, then falls to almost zero
  scheduler: new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: options.lr, totalSteps: options.epochs * loader.length }),
  metrics: { accuracy: metrics.accuracy },
  ...progress(options.epochs),
});

const [testPixels, testLabels] = test.tensors;
const images = testPixels.reshape([-1, 1, SIDE, SIDE]);
const heldOut = new data.DataLoader(new data.TensorDataset(images, testLabels), { batchSize: 100 });
const result = await evaluate(model, heldOut, { criterion, metrics: { accuracy: metrics.accuracy } });
console.log(`\nheld-out accuracy ${percent(result.metrics.accuracy as number)} on ${result.samples} digits`);
closing(model, optimizer, images, ...train.tensors, ...test.tensors);
