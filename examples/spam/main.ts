/**
 * Classifies mails as spam by their words. A mail is a bag of words: each word is hashed to a row of a table, the rows are averaged,
 * and a linear layer decides. No vocabulary is needed. `npm run example -- spam`
 */
import { data, fit, Generator, manualSeed, metrics, nn, noGrad, optim, scope, type Tensor, tensor } from 'rushlight';
import { classTable } from '../support/classes.ts';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed } from '../support/options.ts';
import { percent, progress } from '../support/progress.ts';
import { BUCKETS, collate, loadMails, type Mail, split } from './data.ts';

const options = readOptions(
  { name: 'spam', purpose: 'Learns to recognise spam by its words; a fifth of the mails is held out for the test.' },
  {
    epochs: integer('passes over the training mails', 6),
    lr: real('learning rate of Adam', 0.005),
    batchSize: integer('mails in a batch', 32),
    width: integer('size of a word embedding', 16),
    seed: seed(),
  },
);
manualSeed(options.seed);

const mails = loadMails();
const { train, test } = split(mails, 0.2, new Generator(2024));
const spam = train.filter((mail) => mail.spam).length;
console.log(`${train.length} mails to train on, ${percent(spam / train.length, 0)} of them spam; ${test.length} held out\n`);

/** One logit for each bag of buckets; above 0 means spam. */
class SpamFilter extends nn.Module {
  readonly words = new nn.EmbeddingBag(BUCKETS, options.width, { mode: 'mean' });
  readonly verdict = new nn.Linear(options.width, 1);

  forward(buckets: Tensor, offsets: Tensor): Tensor {
    return this.verdict.forward(this.words.forward(buckets, offsets)).squeeze(1);
  }
}

const model = new SpamFilter();
const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
const dataset = { length: train.length, get: (index: number) => train[index] as Mail };
const loader = new data.DataLoader(dataset, { batchSize: options.batchSize, shuffle: true, collate });
await fit(model, loader, {
  epochs: options.epochs,
  optimizer,
  criterion: new nn.BCEWithLogitsLoss(),
  metrics: { accuracy: (logits, target) => logits.gt(0).eq(target.gt(0)).to('float32').mean() },
  ...progress(options.epochs),
});

/** The model's logit for each mail. */
const judge = (part: Mail[]): Tensor => {
  const [buckets, offsets] = collate(part);
  return noGrad(() => model.forward(buckets, offsets));
};

// Which words the model takes for spam: its logit for a mail of a single word, for each frequent word.
const counts = new Map<string, number>();
for (const { words } of train) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
const frequent = [...counts].filter(([, count]) => count >= 50).map(([word]) => word);
const ranked = scope(() => {
  const { indices } = judge(frequent.map((word) => ({ words: [word], spam: false }))).sort(0, { descending: true });
  return Array.from(indices.toTypedArray(), (i) => frequent[i] as string);
});
console.log(`\nmost like spam:  ${ranked.slice(0, 12).join(' ')}`);
console.log(`least like spam: ${ranked.slice(-12).reverse().join(' ')}\n`);

const [result, right] = scope(() => {
  const predicted = judge(test).gt(0).to('int32');
  const actual = tensor(Int32Array.from(test, (mail) => (mail.spam ? 1 : 0)));
  return [metrics.precisionRecallF1(predicted, actual), metrics.accuracy(predicted, actual)] as const;
});
console.log(`${classTable(['other', 'spam'], result)}\n`);
console.log(`held-out accuracy ${percent(right)} on ${test.length} mails`);
closing(model, optimizer);
