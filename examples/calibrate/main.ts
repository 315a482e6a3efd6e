/**
 * Makes probabilities mean what they say. A network that has learnt a few digits by heart is too sure of itself: of what it gives
 * 99 %, much less is right. One number, the temperature, found on digits that were held out, mends that on others. Reliability
 * diagram before and after, ROC and precision-recall curves. `npm run example -- calibrate`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data, F, fit, manualSeed, metrics, nn, noGrad, optim, scope, type Tensor, tensor } from 'rushlight';
import { CLASSES, loadDigits, PIXELS } from '../digits/data.ts';
import { closing } from '../support/closing.ts';
import { folder, integer, readOptions, real, seed } from '../support/options.ts';
import { percent } from '../support/progress.ts';
import { type Chart, type Curve, svgCharts, terminalChart } from './chart.ts';

const options = readOptions(
  { name: 'calibrate', purpose: 'Trains a network that is too sure of itself, and calibrates it by its temperature.' },
  {
    samples: integer('digits to train on', 400, 10),
    epochs: integer('passes over them', 60),
    lr: real('learning rate of Adam', 0.003),
    out: folder('where the charts go', 'out/calibrate'),
    seed: seed(),
  },
);
manualSeed(options.seed);

const { train, test } = loadDigits();
const model = new nn.Sequential(new nn.Linear(PIXELS, 256), new nn.ReLU(), new nn.Linear(256, CLASSES));
const optimizer = new optim.Adam(model.parameters(), { lr: options.lr });
const few = new data.Subset(
  train,
  Array.from({ length: Math.min(options.samples, train.length) }, (_, i) => i),
);
const history = await fit(model, new data.DataLoader(few, { batchSize: 32, shuffle: true }), {
  epochs: options.epochs,
  optimizer,
  criterion: F.crossEntropy,
});
console.log(`trained on ${few.length} digits to a loss of ${history.loss.at(-1)?.toExponential(1)}`);

// Half of the held-out digits, with every class in its share, find the temperature; the other half judges it.
const [images, labels] = test.tensors;
const [forTemperature, forJudging] = data.stratifiedSplit(labels, [0.5, 0.5]) as [number[], number[]];
model.eval();
const forwardOf = (indices: number[]): [Tensor, Tensor] =>
  scope(() => {
    const index = tensor(Int32Array.from(indices));
    return [noGrad(() => model.forward(images.indexSelect(0, index))), labels.indexSelect(0, index)];
  });
const [logits, meant] = forwardOf(forTemperature);
const { temperature } = metrics.temperatureScaling(logits, meant);
const [judged, y] = forwardOf(forJudging);

/** What a temperature makes of the judging digits. */
interface Judged {
  ece: number;
  logLoss: number;
  brier: number;
  /** How often the digit named was right, where it was given such a probability. */
  reliability: metrics.CalibrationCurve;
}

function judge(t: number): Judged {
  return scope(() => {
    const probabilities = judged.div(t).softmax(1);
    const { values, indices } = probabilities.max(1);
    return {
      ece: metrics.expectedCalibrationError(probabilities, y),
      logLoss: metrics.logLoss(probabilities, y),
      brier: metrics.brierScore(probabilities, y),
      reliability: metrics.calibrationCurve(values.minimum(1), indices.eq(y).to('int32'), { nBins: 10 }),
    };
  });
}
const [before, after] = [judge(1), judge(temperature)];

// The curves of the two digits that are hardest to tell from the rest; the mean area is that of all ten.
const DIGITS = [8, 9];
const auc = scope(() => metrics.rocAuc(judged.div(temperature).softmax(1), y));
const ranked = scope(() => {
  const probabilities = judged.div(temperature).softmax(1);
  return DIGITS.map((digit) => {
    const [scores, isIt] = [probabilities.select(1, digit), y.eq(digit).to('int32')];
    return { roc: metrics.rocCurve(scores, isIt), pr: metrics.prCurve(scores, isIt), ap: metrics.averagePrecision(scores, isIt) };
  });
});

const [RED, BLUE, GREEN] = ['#dc2626', '#2563eb', '#16a34a'] as const;
const curve = (name: string, color: string, sign: string, x: number[], y: number[]): Curve => ({
  name,
  color,
  sign,
  points: x.map((px, i) => [px, y[i] as number] as const),
});
const reliable = (name: string, color: string, sign: string, { reliability }: Judged): Curve =>
  curve(name, color, sign, reliability.probPred, reliability.probTrue);
const charts: Chart[] = [
  {
    title: 'Reliability',
    x: 'probability given',
    y: 'part that was right',
    curves: [reliable('before', RED, 'x', before), reliable(`at T = ${temperature.toFixed(2)}`, BLUE, 'o', after)],
    diagonal: true,
  },
  {
    title: 'ROC',
    x: 'false positive rate',
    y: 'true positive rate',
    curves: ranked.map(({ roc }, i) =>
      curve(`digit ${DIGITS[i]}`, [GREEN, BLUE][i] as string, String(DIGITS[i]), roc.fpr, roc.tpr),
    ),
    diagonal: true,
  },
  {
    title: 'Precision and recall',
    x: 'recall',
    y: 'precision',
    curves: ranked.map(({ pr }, i) =>
      curve(`digit ${DIGITS[i]}`, [GREEN, BLUE][i] as string, String(DIGITS[i]), pr.recall, pr.precision),
    ),
    diagonal: false,
  },
];
for (const chart of charts) console.log(`\n${terminalChart(chart)}`);
mkdirSync(options.out, { recursive: true });
const file = join(options.out, 'calibration.svg');
writeFileSync(file, svgCharts(charts));

console.log(
  `\ntemperature ${temperature.toFixed(3)}, of ${forTemperature.length} held-out digits; on ${forJudging.length} others`,
);
const row = (name: string, of: Judged): string =>
  `  ${name.padEnd(7)} calibration error ${percent(of.ece)}, log loss ${of.logLoss.toFixed(4)}, Brier score ${of.brier.toFixed(4)}`;
console.log(`${row('before:', before)}\n${row('after:', after)}`);
console.log(
  `area under ROC, mean of ten digits: ${auc.toFixed(4)}; average precision ${ranked.map(({ ap }, i) => `${ap.toFixed(4)} of the ${DIGITS[i]}`).join(', ')}`,
);
console.log(`held-out accuracy ${percent(metrics.accuracy(judged, y))} on ${forJudging.length} digits`);
console.log(`saved ${file}`);
closing(model, optimizer, logits, meant, judged, y, ...train.tensors, ...test.tensors);
