/**
 * Classifies penguins by species from an everyday table: numbers on different scales, categories, missing fields, and classes of
 * unequal size. `npm run example -- penguins`
 */
import { cat, data, fit, Generator, manualSeed, metrics, nn, noGrad, optim, scope, type Tensor, tensor } from 'rushlight';
import { classTable } from '../support/classes.ts';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed } from '../support/options.ts';
import { percent } from '../support/progress.ts';
import { loadPenguins, type Penguin, SPECIES, stratifiedSplit } from './data.ts';

const options = readOptions(
  { name: 'penguins', purpose: 'Learns to tell three species of penguins apart; a quarter of them is held out for the test.' },
  {
    epochs: integer('passes over the training penguins', 60),
    lr: real('learning rate of Adam', 0.01),
    batchSize: integer('penguins in a batch', 32),
    seed: seed(),
  },
);
manualSeed(options.seed);

// Two rows have no measurements at all and are dropped. Rows with only the sex unknown stay, with 0 for both.
const { penguins, unmeasured, unknownSex } = loadPenguins();
console.log(`${penguins.length} penguins, ${unknownSex} of unknown sex; ${unmeasured} without measurements left out`);

// The split does not depend on the seed of the training, so that accuracies can be compared.
const { train, test } = stratifiedSplit(penguins, 0.25, new Generator(2024));

// Standardise to mean 0 and standard deviation 1. Both are computed from the training penguins alone, since the held-out ones must
// not influence the model.
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

// There are twice as many Adelies as Chinstraps. Weights inverse to the counts make each species matter equally.
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
