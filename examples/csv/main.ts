/**
 * From a CSV file to a classifier in a file, and back: any table whose first line names the columns, one of which is to be
 * predicted. `npm run example -- csv --file mine.csv --target column` learns it, and `--predict new.csv` reads other rows by what was
 * saved.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data, fit, Generator, manualSeed, metrics, nn, optim, predict, scope, type Tensor, tensor } from 'rushlight';
import { classTable } from '../support/classes.ts';
import { closing } from '../support/closing.ts';
import { folder, integer, readOptions, real, seed, text } from '../support/options.ts';
import { percent } from '../support/progress.ts';
import { RowClassifier } from './model.ts';
import { type Columns, describeColumns, inputs, Refused, type Row, readBytes, readRows, writeRows } from './table.ts';

const options = readOptions(
  {
    name: 'csv',
    purpose: 'Learns to predict a column of a CSV file from the others; a fifth of the rows is held out for the test.',
  },
  {
    file: text('CSV', 'table to learn from', 'node_modules/vega-datasets/data/weather.csv'),
    target: text('NAME', 'column to predict', 'weather'),
    predict: text('CSV', 'rows to predict with the saved model; nothing is trained then', ''),
    epochs: integer('passes over the training rows', 40),
    lr: real('learning rate of Adam', 0.005),
    batchSize: integer('rows in a batch', 32),
    hidden: integer('width of the hidden layer', 32),
    out: folder('directory for the model and the predictions', 'out/csv'),
    seed: seed(),
  },
);
const saved = join(options.out, 'model.safetensors');

/** The probability of each class for each row, by the model as it was saved. */
async function probabilitiesOf(rows: Row[]): Promise<{ columns: Columns; probabilities: Tensor }> {
  const model = RowClassifier.load(readBytes(saved, 'train a model first'));
  const x = inputs(model.columns, rows);
  const probabilities = await predict(model, x, { activation: 'softmax' });
  for (const thing of [model, x]) thing.dispose();
  return { columns: model.columns, probabilities };
}

async function classify(): Promise<void> {
  const { rows } = readRows(options.predict);
  const { columns, probabilities } = await probabilitiesOf(rows);
  const [classes, sure] = scope(() => {
    const { values, indices } = probabilities.max(1);
    return [indices.toTypedArray(), values.toTypedArray()];
  });
  probabilities.dispose();
  const predicted = rows.map((row, i) => ({
    ...row,
    [`predicted ${columns.target}`]: columns.classes[classes[i] as number] as string,
    probability: (sure[i] as number).toFixed(3),
  }));
  const file = join(options.out, 'predictions.csv');
  writeFileSync(file, writeRows(predicted));
  console.log(`${writeRows(predicted.slice(0, 10))}\n${rows.length} rows in ${file}`);
  closing();
}

async function train(): Promise<void> {
  manualSeed(options.seed);
  const { names, rows: all } = readRows(options.file);
  const { target } = options;
  const rows = all.filter((row) => row[target] !== '');
  const { columns, unused } = describeColumns(names, rows, target);
  const { classes, numbers, categories } = columns;
  const list = (names: string[]): string => (names.length === 0 ? 'none' : names.join(', '));
  console.log(`${rows.length} rows, ${classes.length} classes of ${target}: ${list(classes)}`);
  console.log(`numbers: ${list(numbers)}; categories: ${list(categories.map(({ name }) => name))}; not used: ${list(unused)}\n`);

  const [x, y] = [inputs(columns, rows), tensor(Int32Array.from(rows, (row) => classes.indexOf(row[target] as string)))];
  // the split does not depend on the seed of the training, so that accuracies can be compared
  const split = data.stratifiedSplit(y, [0.8, 0.2], { generator: new Generator(2024) });
  const [trainSet, testSet] = split.map((indices) => new data.Subset(new data.TensorDataset(x, y), indices)) as [
    data.Subset<[Tensor, Tensor]>,
    data.Subset<[Tensor, Tensor]>,
  ];
  const model = new RowClassifier(columns, options.hidden);
  // by the training rows alone, since the held-out ones must not influence the model
  scope(() => model.fit(x.indexSelect(0, tensor(Int32Array.from(trainSet.indices)))));
  const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
  const { loss } = await fit(model, new data.DataLoader(trainSet, { batchSize: options.batchSize, shuffle: true }), {
    epochs: options.epochs,
    optimizer,
    criterion: new nn.CrossEntropyLoss(),
  });
  console.log(`loss ${loss[0]?.toFixed(4)} in the first epoch, ${loss.at(-1)?.toFixed(4)} in the last`);
  writeFileSync(saved, model.save());
  console.log(`saved ${saved}\n`);

  // The test is of the file, as another program would read it.
  const { probabilities } = await probabilitiesOf(testSet.indices.map((i) => rows[i] as Row));
  scope(() => {
    const labels = y.indexSelect(0, tensor(Int32Array.from(testSet.indices)));
    console.log(`${classTable(classes, metrics.precisionRecallF1(probabilities, labels))}\n`);
    console.log(`held-out accuracy ${percent(metrics.accuracy(probabilities, labels))} on ${testSet.length} rows`);
  });
  closing(model, optimizer, x, y, probabilities);
}

try {
  await (options.predict === '' ? train() : classify());
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`csv: ${error.message}`);
  process.exitCode = 1;
}
