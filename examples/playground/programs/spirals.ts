// Three spirals, and a network that learns which of them each place
// of the plane belongs to. Change it, and press Ctrl-Enter or Cmd-Enter.

import { boundary, plot, progress } from 'playground';
import { F, manualSeed, metrics, nn, optim, randn, scope, tensor } from 'rushlight';

const ARMS = 3;
const POINTS = 100; // of each arm
const EPOCHS = 400;

manualSeed(1);
const places: number[][] = [];
const arms: number[] = [];
for (let arm = 0; arm < ARMS; arm++) {
  for (let i = 0; i < POINTS; i++) {
    const radius = i / POINTS;
    const angle = 2 * Math.PI * (arm / ARMS + 0.75 * radius);
    places.push([radius * Math.cos(angle), radius * Math.sin(angle)]);
    arms.push(arm);
  }
}
const points = tensor(places).add(randn([ARMS * POINTS, 2]).mul(0.02));
const labels = tensor(Int32Array.from(arms));

const WIDTH = 32;
const model = new nn.Sequential(
  new nn.Linear(2, WIDTH),
  new nn.Tanh(),
  new nn.Linear(WIDTH, WIDTH),
  new nn.Tanh(),
  new nn.Linear(WIDTH, ARMS),
);
const optimizer = new optim.AdamW(model.parameters(), { lr: 0.02 });

let right = 0;
for (let epoch = 1; epoch <= EPOCHS; epoch++) {
  scope(() => {
    optimizer.zeroGrad();
    const logits = model.forward(points);
    const loss = F.crossEntropy(logits, labels);
    loss.backward();
    optimizer.step();
    right = metrics.accuracy(logits, labels);
    plot(epoch, { loss: loss.item(), accuracy: right });
  });
  if (epoch % 4 === 0) boundary(points, labels, (some) => model.forward(some));
  progress(epoch / EPOCHS, `epoch ${epoch}`);
}
console.log(`${(100 * right).toFixed(1)} % of the points are on the right side`);
