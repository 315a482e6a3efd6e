// Handwritten digits: 800 to learn from, 200 held out,
// and a look at those that are misread.

import { digits, image, plot, progress } from 'playground';
import { data, fit, manualSeed, metrics, nn, noGrad, nonzero, optim } from 'rushlight';

manualSeed(0);
const { train, heldOut } = await digits();
const loader = new data.DataLoader(train, { batchSize: 32, shuffle: true });
const some = heldOut.images.slice(0, 0, 20).reshape([-1, 28, 28]);
image(some, { title: 'Some of the held-out digits' });

const model = new nn.Sequential(
  new nn.Linear(784, 64),
  new nn.ReLU(),
  new nn.Dropout(0.2),
  new nn.Linear(64, 10),
);
console.log(`${model}`);

const EPOCHS = 15;
const history = await fit(model, loader, {
  epochs: EPOCHS,
  optimizer: new optim.Adam(model.parameters(), { lr: 0.003 }),
  criterion: new nn.CrossEntropyLoss(),
  validation: [[heldOut.images, heldOut.labels]],
  metrics: { accuracy: metrics.accuracy },
  onEpoch: ({ epoch, loss, valLoss }) => {
    plot(epoch + 1, { training: loss, 'held out': valLoss ?? NaN }, { title: 'Loss' });
    progress((epoch + 1) / EPOCHS, `epoch ${epoch + 1}`);
  },
});
const right = history.valMetrics.accuracy?.at(-1) ?? 0;
console.log(`${(100 * right).toFixed(1)} % of the held-out digits are right`);

const read = noGrad(() => model.eval().forward(heldOut.images).argmax(1));
const wrong = nonzero(read.ne(heldOut.labels)).flatten().slice(0, 0, 20);
const misread = heldOut.images.indexSelect(0, wrong);
image(misread.reshape([-1, 28, 28]), { title: 'Misread' });
console.log(`read as ${read.indexSelect(0, wrong).tolist()}`);
