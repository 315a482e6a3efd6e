/**
 * Tells three species of penguins apart. A table as tables are: numbers of several scales, categories, fields that nobody
 * filled in, and classes of unequal size. `npm run example -- penguins`
 */
import { cat, data, fit, Generator, manualSeed, metrics, nn, noGrad, optim, scope, type Tensor, tensor } from 'rushlight';
import { classTable } from '../support/classes.ts';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed } from '../support/options.ts';
import { percent } from '../support/progress.ts';
import { loadPenguins, type Penguin, SPECIES, stratifiedSplit } from './data.ts';

const options = readOptions(
  { name: 'penguins', purpose: 'Learns to tell three species of penguins apart, and is tested on a quarter of them.' },
  {
    epochs: integer('passes over the training penguins', 60),
    lr: real('learning rate of Adam', 0.01),
    batchSize: integer('penguins in a batch', 32),
    seed: seed(),
  },
);
manualSeed(options.seed);

// Two rows have no measurement at all: there is nothing to learn from. Those whose sex alone is unknown stay, with a 0
// for either.
const { penguins, unmeasured, unknownSex } = loadPenguins();
console.log(
  `${penguins.length} penguins, ${unknownSex} of them of unknown sex; ${unmeasured} more without measurements left out`,
);

// The split has a seed of its own: whatever the training's, accuracies can be compared.
const { train, test } = stratifiedSplit(penguins, 0.25, new Generator(2024));

// Millimetres and grams become numbers of mean 0 and deviation 1. Both come from the training penguins alone: what is
// held out must not have a say, not even here.
const [mean, deviation] = scope(() => {
  const numbers = tensor(train.map((penguin) => penguin.numbers));
  return [numbers.mean(0), numbers.std(0)] as const;
});
const features = (rows: Penguin[]): Tensor =>
  scope(() => {
    const numbers = tensor(rows.map((penguin) => penguin.numbers));
    const categories = tensor(rows.map((penguin) => penguin.categories));
    return cat([numbers.sub(mean).div(deviation), categories], 1);
  });
const labels = (rows: Penguin[]): Tensor => tensor(Int32Array.from(rows, (penguin) => penguin.species));
const [trainX, trainY, testX, testY] = [features(train), labels(train), features(test), labels(test)];

// There are twice as many Adelies as Chinstraps. Weighted by the inverse of its count, each species matters as much.
const counts = SPECIES.map((_, species) => train.filter((penguin) => penguin.species === species).length);
const weight = tensor(counts.map((count) => train.length / (SPECIES.length * count)));

const model = new nn.Sequential(
  new nn.Linear(trainX.size(1), 16),
  new nn.ReLU(),
  new nn.Dropout(0.2),
  new nn.Linear(16, SPECIES.length),
);
const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
const loader = new data.DataLoader(new data.TensorDataset(trainX, trainY), { batchSize: options.batchSize, shuffle: true });
const history = await fit(model, loader, {
  epochs: options.epochs,
  optimizer,
  criterion: new nn.CrossEntropyLoss({ weight }),
});
console.log(`loss ${history.loss[0]?.toFixed(4)} in the first epoch, ${history.loss.at(-1)?.toFixed(4)} in the last\n`);

model.eval();
const logits = scope(() => noGrad(() => model.forward(testX)));
console.log(`${classTable(SPECIES, metrics.precisionRecallF1(logits, testY))}\n`);
console.log(`held-out accuracy ${percent(metrics.accuracy(logits, testY))} on ${test.length} penguins`);
closing(model, optimizer, weight, mean, deviation, trainX, trainY, testX, testY, logits);
