/**
 * A language model of single characters: a small transformer reads *Moby-Dick* and writes on. The last layer and the loss
 * are one, `F.linearCrossEntropy`, which never holds the logits whole. `npm run example -- charlm`
 */
import { data, evaluate, F, fit, manualSeed, metrics, noGrad, optim, rand, scope, type Tensor, tensor } from 'rushlight';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed, text } from '../support/options.ts';
import { percent, progress } from '../support/progress.ts';
import { loadBook, windows } from './data.ts';
import { CharacterModel } from './model.ts';

const options = readOptions(
  { name: 'charlm', purpose: 'Trains a small transformer to write on, character by character, after reading Moby-Dick.' },
  {
    epochs: integer('rounds of 100 batches', 8),
    lr: real('greatest learning rate of the cycle', 0.01),
    batchSize: integer('windows of the text in a batch', 16),
    length: integer('characters that are read at once', 64),
    width: integer('numbers that stand for a character', 64),
    prompt: text('TEXT', 'what is written on', 'Call me Ishmael. '),
    seed: seed(),
  },
);
manualSeed(options.seed);

const { alphabet, train, test } = loadBook();
console.log(`${train.length} characters to learn from, ${test.length} held out, ${alphabet.length} different ones\n`);

const { length, width, batchSize, epochs } = options;
const model = new CharacterModel(alphabet.length, { length, width, heads: 4, depth: 2 });

/** The places where windows of this text may begin. */
const dataset = { length: train.length - length, get: (start: number) => start };
const loader = new data.DataLoader(dataset, {
  batchSize,
  sampler: new data.RandomSampler(dataset, { replacement: true, numSamples: 100 * batchSize }),
  collate: (starts: number[]) => windows(train, length, starts),
});
const criterion = (hidden: Tensor, next: Tensor): Tensor => F.linearCrossEntropy(hidden, model.head.weight, next);
const optimizer = new optim.AdamW(model.parameters(), { lr: options.lr });
await fit(model, loader, {
  epochs,
  optimizer,
  criterion,
  scheduler: new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: options.lr, totalSteps: 100 * epochs }),
  clipGradNorm: 1,
  ...progress(epochs),
});

const starts = Array.from({ length: Math.floor((test.length - 1) / length) }, (_, i) => i * length);
const heldOut = new data.DataLoader(
  { length: starts.length, get: (i: number) => starts[i] as number },
  { batchSize: 64, collate: (starts: number[]) => windows(test, length, starts) },
);
const accuracy = (hidden: Tensor, next: Tensor): number => metrics.accuracy(model.head.forward(hidden).argmax(-1), next);
const result = await evaluate(model, heldOut, { criterion, metrics: { accuracy } });

/** Draws character after character from what the model holds likely; a low temperature keeps to the likeliest. */
function write(prompt: string, count: number, temperature: number): string {
  let written = prompt;
  for (let i = 0; i < count; i++) {
    const context = Int32Array.from(written.slice(-length), (character) => Math.max(0, alphabet.indexOf(character)));
    const next = scope(() => {
      const hidden = model.forward(tensor(context, { shape: [1, -1] }));
      const chances = F.softmax(model.head.forward(hidden).select(1, -1).div(temperature), 1).cumsum(1);
      return chances.lt(rand([])).sum().item();
    });
    written += alphabet[Math.min(next, alphabet.length - 1)];
  }
  return written;
}
model.eval();
console.log(`\n${noGrad(() => write(options.prompt, 400, 0.7))}\n`);
console.log(
  `held-out loss ${result.loss.toFixed(3)} a character; knowing nothing it would be ${Math.log(alphabet.length).toFixed(3)}`,
);
console.log(`held-out accuracy ${percent(result.metrics.accuracy as number)} on ${test.length} next characters`);
closing(model, optimizer);
