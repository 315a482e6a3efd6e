/**
 * Says how far a figure can be trusted: penguins in k folds, each held out once from a network of its own, with every species in
 * its share; macro F1 as mean and deviation. `npm run example -- folds`
 */
import { cat, data, evaluate, fit, Generator, manualSeed, metrics, nn, optim, scope, type Tensor, tensor } from 'rushlight';
import { loadPenguins, type Penguin, SPECIES } from '../penguins/data.ts';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed } from '../support/options.ts';
import { percent } from '../support/progress.ts';

const options = readOptions(
  { name: 'folds', purpose: 'Learns to tell three species of penguins apart, in k folds, each held out once.' },
  {
    folds: integer('folds', 5, 2),
    epochs: integer('passes over the training penguins', 40),
    lr: real('learning rate of Adam', 0.01),
    batchSize: integer('penguins in a batch', 32),
    seed: seed(),
  },
);
manualSeed(options.seed);

const { penguins } = loadPenguins();

/** Two sets as datasets, their numbers standardised by those of the first, which alone is known in training. */
function standardised(...sets: [Penguin[], Penguin[]]): data.TensorDataset<[Tensor, Tensor]>[] {
  const numbersOf = (rows: Penguin[]): Tensor => tensor(rows.map(({ numbers }) => numbers));
  return scope(() => {
    const known = numbersOf(sets[0]);
    const [mean, deviation] = [known.mean(0), known.std(0)];
    const tensors = sets.map((rows) => {
      const numbers = numbersOf(rows).sub(mean).div(deviation);
      const x = cat([numbers, tensor(rows.map(({ categories }) => categories))], 1);
      return [x, tensor(Int32Array.from(rows, ({ species }) => species))] as [Tensor, Tensor];
    });
    return tensors.map((pair) => new data.TensorDataset(...pair));
  });
}

/** Trains a network on some penguins and gives its figures of the others. */
async function judge(train: Penguin[], test: Penguin[]): Promise<{ f1: number; accuracy: number }> {
  const [known, heldOut] = standardised(train, test) as [
    data.TensorDataset<[Tensor, Tensor]>,
    data.TensorDataset<[Tensor, Tensor]>,
  ];
  // there are twice as many Adelies as Chinstraps
  const weight = metrics.classWeights(known.tensors[1]);
  const criterion = new nn.CrossEntropyLoss({ weight });
  const model = new nn.Sequential(new nn.Linear(known.tensors[0].size(1), 16), new nn.ReLU(), new nn.Linear(16, SPECIES.length));
  const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
  const { batchSize } = options;
  await fit(model, new data.DataLoader(known, { batchSize, shuffle: true }), { epochs: options.epochs, optimizer, criterion });
  const { metrics: figures } = await evaluate(model, new data.DataLoader(heldOut, { batchSize }), {
    criterion,
    // F1 is no mean over batches: its counts are added up
    metrics: { f1: metrics.accumulate(metrics.f1), accuracy: metrics.accuracy },
  });
  for (const thing of [model, optimizer, weight, ...known.tensors, ...heldOut.tensors]) thing.dispose();
  return figures as { f1: number; accuracy: number };
}

// The folds do not depend on the seed of the training, so that figures can be compared.
const species = penguins.map((penguin) => penguin.species);
const folds = data.stratifiedKFold(species, options.folds, { shuffle: true, generator: new Generator(2024) });
const scores: number[] = [];
let right = 0;
for (const [i, { train, test }] of folds.entries()) {
  const pick = (indices: number[]): Penguin[] => indices.map((at) => penguins[at] as Penguin);
  const { f1, accuracy } = await judge(pick(train), pick(test));
  const shares = SPECIES.map((name, c) => `${test.filter((at) => species[at] === c).length} ${name}`).join(', ');
  console.log(`fold ${i + 1}: macro F1 ${percent(f1)} on ${test.length} penguins (${shares})`);
  scores.push(f1);
  right += accuracy * test.length;
}
const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1));
console.log(`\nheld-out macro F1 ${percent(mean)}, deviation ${percent(deviation)} over ${folds.length} folds`);
console.log(`held-out accuracy ${percent(right / penguins.length)} on ${penguins.length} penguins`);
closing();
