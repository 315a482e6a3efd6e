/**
 * Tells female from male first names. A GRU reads a name letter by letter, and a linear layer decides by the state after the last
 * letter. `npm run example -- names`
 */
import {
  data,
  evaluate,
  F,
  fit,
  Generator,
  manualSeed,
  metrics,
  nn,
  noGrad,
  optim,
  scope,
  type Tensor,
  takeAlongDim,
} from 'rushlight';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed, text } from '../support/options.ts';
import { percent, progress } from '../support/progress.ts';
import { CLASSES, collate, loadNames, type Name, SYMBOLS, split } from './data.ts';

const options = readOptions(
  { name: 'names', purpose: 'Learns to tell female from male first names by their letters; a fifth of the names is held out.' },
  {
    epochs: integer('passes over the training names', 12),
    lr: real('maximum learning rate of the cycle', 0.01),
    batchSize: integer('names in a batch', 64),
    width: integer('size of a letter embedding', 16),
    hidden: integer('size of the state of the GRU', 64),
    names: text('NAMES', 'names to read at the end, separated by commas', 'Elanor,Gandalf,Daenerys,Frodo,Eowyn,Sirius'),
    seed: seed(),
  },
);
manualSeed(options.seed);

const { train, test } = split(loadNames(), 0.2, new Generator(2024));
const female = test.filter(({ label }) => label === 0).length;
console.log(`${train.length} names to train on; ${test.length} held out, ${percent(female / test.length, 1)} of them female\n`);

/** Two logits for each name: female, male. */
class NameReader extends nn.Module {
  readonly letters = new nn.Embedding(SYMBOLS, options.width, { paddingIdx: 0 });
  readonly reader = new nn.GRU(options.width, options.hidden, { batchFirst: true });
  readonly dropout = new nn.Dropout(0.3);
  readonly verdict = new nn.Linear(options.hidden, CLASSES.length);

  /** The state after each letter, (N, L, hidden). */
  read(symbols: Tensor): Tensor {
    return this.reader.forward(this.letters.forward(symbols))[0];
  }

  forward(symbols: Tensor, lengths: Tensor): Tensor {
    // what the GRU makes of the padding is not looked at
    const last = takeAlongDim(this.read(symbols), lengths.sub(1).reshape([-1, 1, 1]), 1).squeeze(1);
    return this.verdict.forward(this.dropout.forward(last));
  }
}

const loader = (names: Name[], shuffle: boolean) =>
  new data.DataLoader(
    { length: names.length, get: (index: number) => names[index] as Name },
    { batchSize: options.batchSize, shuffle, collate },
  );

const model = new NameReader();
const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
const criterion = new nn.CrossEntropyLoss();
const batches = loader(train, true);
await fit(model, batches, {
  epochs: options.epochs,
  optimizer,
  criterion,
  metrics: { accuracy: metrics.accuracy },
  scheduler: new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: options.lr, totalSteps: batches.length * options.epochs }),
  ...progress(options.epochs),
});
const result = await evaluate(model, loader(test, false), { criterion, metrics: { accuracy: metrics.accuracy } });

/** How likely the name is a female one, had it ended after the first letter, the second, and so on. */
function beliefs(name: string): Float32Array {
  const [symbols] = collate([{ name, label: 0 }]);
  const logits = noGrad(() => model.verdict.forward(model.read(symbols)));
  return F.softmax(logits, -1).select(-1, 0).toTypedArray() as Float32Array;
}
const named = options.names.split(',').map((name) => name.trim().toLowerCase());
console.log('\nhow likely female, in per cent, had the name ended there:\n');
for (const name of named.filter((name) => /^[a-z-]+$/.test(name))) {
  const after = scope(() => beliefs(name));
  const verdict = CLASSES[(after.at(-1) as number) >= 0.5 ? 0 : 1];
  console.log(Array.from(name, (letter) => letter.padStart(4)).join(''));
  console.log(`${Array.from(after, (p) => (100 * p).toFixed(0).padStart(4)).join('')}  ${verdict}\n`);
}
console.log(`held-out accuracy ${percent(result.metrics['accuracy'] as number)} on ${test.length} names`);
closing(model, optimizer);
