// The tutorial: a linear classifier on random features.
// CrossEntropyLoss takes the logits as they are.

import { plot } from 'playground';
import {
  data,
  manualSeed,
  nn,
  optim,
  randint,
  randn,
  scope,
  type Tensor,
} from 'rushlight';

manualSeed(0); // PyTorch draws the same numbers for this seed
const features = randn([100, 20]);
const labels = randint(0, 3, [100]);
const dataset = new data.TensorDataset(features, labels);
const loader = new data.DataLoader(dataset, { batchSize: 10, shuffle: true });

class SimpleModel extends nn.Module {
  fc = new nn.Linear(20, 3);

  forward(x: Tensor): Tensor {
    return this.fc.forward(x);
  }
}

const model = new SimpleModel();
console.log(`${model}`);

const criterion = new nn.CrossEntropyLoss();
const optimizer = new optim.SGD(model.parameters(), { lr: 0.05 });

let step = 0;
for (let epoch = 0; epoch < 20; epoch++) {
  let total = 0;
  for (const [inputs, targets] of loader) {
    // frees every tensor that the step makes
    scope(() => {
      optimizer.zeroGrad();
      const loss = criterion.forward(model.forward(inputs), targets);
      loss.backward();
      optimizer.step();
      total += loss.item();
      plot(++step, { 'loss of a batch': loss.item() });
    });
  }
  if (epoch % 5 === 4)
    console.log(`epoch ${epoch + 1}: mean loss ${(total / loader.length).toFixed(4)}`);
}

const right = model.forward(features).argmax(1).eq(labels).to('float32').mean().item();
// the labels are random: there is nothing to learn but the samples themselves
console.log(`${(100 * right).toFixed(0)} % learnt by heart, 33 % by chance`);
