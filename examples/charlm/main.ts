/**
 * A character-level language model: a small transformer is trained on *Moby-Dick* and then continues a text. The last layer and the
 * loss are fused in `F.linearCrossEntropy`, which never holds all the logits. `npm run example -- charlm`
 */
import { data, evaluate, F, fit, manualSeed, metrics, noGrad, optim, rand, scope, type Tensor, tensor } from 'rushlight';
import { closing } from '../support/closing.ts';
import { integer, readOptions, real, seed, text } from '../support/options.ts';
import { percent, progress } from '../support/progress.ts';
import { loadBook, windows } from './data.ts';
import { CharacterModel } from './model.ts';

const options = readOptions(
  { name: 'charlm', purpose: 'Trains a small transformer on Moby-Dick, which then continues a text, character by character.' },
  {
    epochs: integer('rounds of 100 batches', 8),
    lr: real('maximum learning rate of the cycle', 0.01),
    batchSize: integer('windows of text in a batch', 16),
    length: integer('characters in a window', 64),
    width: integer('size of a character embedding', 64),
    prompt: text('TEXT', 'the text to continue', 'Call me Ishmael. '),
    seed: seed(),
  },
);
manualSeed(options.seed);

const { alphabet, train, test } = loadBook();
console.log(`${train.length} characters to train on, ${test.length} held out, ${alphabet.length} distinct\n`);

const { length, width, batchSize, epochs } = options;
const model = new CharacterModel(alphabet.length, { length, width, heads: 4, depth: 2 });

/** The positions where a window may start. */
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

/** Draws one character after another from the model's distribution; a low temperature favours the most likely ones. */
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
console.log(`held-out loss ${result.loss.toFixed(3)} per character; a uniform guess has ${Math.log(alphabet.length).toFixed(3)}`);
console.log(`held-out accuracy ${percent(result.metrics.accuracy as number)} on ${test.length} next characters`);
closing(model, optimizer);
