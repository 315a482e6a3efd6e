/**
 * The tutorial: a linear classifier on random features, trained by either route to the same loss.
 * `npm run tutorial`, or `npm run tutorial -- nll` for logSoftmax and nllLoss instead of CrossEntropyLoss.
 */
import { data, F, manualSeed, nn, optim, randint, randn, scope, type Tensor } from 'rushlight';

const byParts = process.argv[2] === 'nll';

manualSeed(0);
const features = randn([100, 20]);
const labels = randint(0, 3, [100]);
const loader = new data.DataLoader(new data.TensorDataset(features, labels), { batchSize: 10, shuffle: true });

class SimpleModel extends nn.Module {
  fc = new nn.Linear(20, 3);
  forward(x: Tensor): Tensor {
    return this.fc.forward(x);
  }
}

const model = new SimpleModel();
const criterion = new nn.CrossEntropyLoss();
const optimizer = new optim.SGD(model.parameters(), { lr: 0.01 });
for (const [inputs, targets] of loader) {
  scope(() => {
    optimizer.zeroGrad();
    const outputs = model.forward(inputs);
    const loss = byParts ? F.nllLoss(F.logSoftmax(outputs, 1), targets) : criterion.forward(outputs, targets);
    loss.backward();
    optimizer.step();
    console.log(`batch loss ${loss.item().toFixed(4)}`);
  });
}
