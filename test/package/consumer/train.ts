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

/** Trains a network that is large enough for threads to share; gives a digest of all its bits. */
function digest(): string {
  manualSeed(1);
  const [inputs, targets] = [randn([256, 300]), randint(0, 50, [256])];
  const model = new nn.Sequential(new nn.Linear(300, 200), new nn.ReLU(), new nn.BatchNorm1d(200), new nn.Linear(200, 50));
  const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });
  for (let step = 0; step < 5; step++) {
    scope(() => {
      optimizer.zeroGrad();
      F.crossEntropy(model.forward(inputs), targets).backward();
      optimizer.step();
    });
  }
  // FNV-1a
  let hash = 0x811c9dc5;
  for (const parameter of model.parameters()) {
    for (const byte of new Uint8Array((parameter.toTypedArray() as Float32Array).slice().buffer))
      hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

/** What a page or a process reports. */
export interface Trained {
  level: string;
  crossEntropy: number[];
  nllLoss: number[];
  digest: string;
}

/** Trains at `level`, or at the best there is. */
export async function train(level?: 'simd' | 'relaxed' | null, threads = 1): Promise<Trained> {
  if (level || threads > 1) await init({ ...(level && { level }), threads });
  if (backend().threads !== threads) throw new Error(`expected ${threads} threads, got ${backend().threads}`);
  return { crossEntropy: losses('crossEntropy'), nllLoss: losses('nllLoss'), digest: digest(), level: backend().level };
}
