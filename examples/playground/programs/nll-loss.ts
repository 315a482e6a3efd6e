// The tutorial by the other route: logSoftmax makes log-probabilities
// of the logits, and nllLoss picks those of the targets.
// Both routes give the same loss, as the first two lines show.

import { plot } from 'playground';
import { data, F, manualSeed, nn, optim, randint, randn, scope } from 'rushlight';

manualSeed(0);
const features = randn([100, 20]);
const labels = randint(0, 3, [100]);
const loader = new data.DataLoader(new data.TensorDataset(features, labels), {
  batchSize: 10,
  shuffle: true,
});

const model = new nn.Linear(20, 3);
const optimizer = new optim.SGD(model.parameters(), { lr: 0.05 });

scope(() => {
  const logits = model.forward(features);
  const logProbabilities = F.logSoftmax(logits, 1);
  console.log('by logSoftmax and nllLoss', F.nllLoss(logProbabilities, labels).item());
  console.log('by crossEntropy          ', F.crossEntropy(logits, labels).item());
  console.log(logProbabilities.exp().slice(0, 0, 3)); // three rows
});

let step = 0;
for (let epoch = 0; epoch < 20; epoch++) {
  for (const [inputs, targets] of loader) {
    scope(() => {
      optimizer.zeroGrad();
      const loss = F.nllLoss(F.logSoftmax(model.forward(inputs), 1), targets);
      loss.backward();
      optimizer.step();
      plot(++step, { 'loss of a batch': loss.item() });
    });
  }
}

const loss = scope(() =>
  F.nllLoss(F.logSoftmax(model.forward(features), 1), labels).item(),
);
console.log(`after ${step} steps: loss ${loss.toFixed(4)}`);
