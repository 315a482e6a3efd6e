// The tutorial's training as a user of the installed package writes it: by both routes, giving the losses.
import { backend, data, F, init, manualSeed, nn, optim, randint, randn, scope, type Tensor } from 'rushlight';

class SimpleModel extends nn.Module {
  fc = new nn.Linear(20, 3);
  forward(x: Tensor): Tensor {
    return this.fc.forward(x);
  }
}

function losses(route: 'crossEntropy' | 'nllLoss'): number[] {
  manualSeed(0);
  const features = randn([100, 20]);
  const labels = randint(0, 3, [100]);
  const loader = new data.DataLoader(new data.TensorDataset(features, labels), { batchSize: 10, shuffle: true });
  const model = new SimpleModel();
  const criterion = new nn.CrossEntropyLoss();
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.01 });
  const result: number[] = [];
  for (let epoch = 0; epoch < 5; epoch++) {
    for (const [inputs, targets] of loader) {
      scope(() => {
        optimizer.zeroGrad();
        const outputs = model.forward(inputs);
        const loss =
          route === 'crossEntropy' ? criterion.forward(outputs, targets) : F.nllLoss(F.logSoftmax(outputs, 1), targets);
        loss.backward();
        optimizer.step();
        result.push(loss.item());
      });
    }
  }
  return result;
}

/** What a page or a process reports. */
export interface Trained {
  level: string;
  crossEntropy: number[];
  nllLoss: number[];
}

/** Trains at `level`, or at the best there is. */
export async function train(level?: 'simd' | 'relaxed'): Promise<Trained> {
  if (level) await init({ level });
  return { crossEntropy: losses('crossEntropy'), nllLoss: losses('nllLoss'), level: backend().level };
}
