/** Data-parallel training: every process has the whole model and a share of each batch. */
import { borrow, data, F, manualSeed, nn, optim, scope, type Tensor, zeros } from 'rushlight';
import type { World } from './mpi.ts';

/** What the processes share, each of which has a copy. */
export interface Task {
  x: Tensor;
  /** Class indices; `IGNORED` for a sample without a label. */
  y: Tensor;
  /** A weight for each class. */
  weight: Tensor;
}

export interface Settings {
  epochs: number;
  /** Samples in a batch of all processes together. */
  batchSize: number;
  lr: number;
  seed: number;
}

export const IGNORED = -100;

/** What the mean of cross-entropy divides by: the weights of the targets that count, over the samples of all processes. */
function denominator(targets: Tensor, weight: ArrayLike<number>, world: World): number {
  const total = new Float64Array(1);
  for (const target of targets.toTypedArray()) if (target !== IGNORED) total[0]! += weight[target] as number;
  world.sum(total);
  return total[0] as number;
}

/** Makes one tensor of zeros and each parameter's `grad` a part of it: backward adds to it, and one message sums all of it. */
function gradientsTogether(model: nn.Module): Tensor {
  const parameters = model.parameters();
  return scope(() => {
    const together = zeros([parameters.reduce((sum, { numel }) => sum + numel, 0)]);
    let at = 0;
    for (const parameter of parameters) {
      parameter.grad = together.narrow(0, at, parameter.numel).view(parameter.shape);
      at += parameter.numel;
    }
    return together;
  });
}

/** Puts the sum over all processes in the place of each element: MPI reads and writes the tensor's own memory. */
export const sumInPlace = (x: Tensor, world: World): void => borrow(x, (view) => world.sum(view));

/** Trains the network from its seed on, and returns it with the loss of each step, the mean over the samples of all processes. */
export function train(task: Task, settings: Settings, world: World): { model: nn.Sequential; losses: number[] } {
  // the same seed everywhere gives every process the same weights
  manualSeed(settings.seed);
  const model = new nn.Sequential(new nn.Linear(task.x.size(1), 16), new nn.ReLU(), new nn.Linear(16, task.weight.size(0)));
  const optimizer = new optim.SGD(model.parameters(), { lr: settings.lr, momentum: 0.9 });
  const dataset = new data.TensorDataset(task.x, task.y);
  const sampler = new data.DistributedSampler(dataset, {
    numReplicas: world.size,
    rank: world.rank,
    seed: settings.seed,
    dropLast: true,
  });
  const loader = new data.DataLoader(dataset, { batchSize: settings.batchSize / world.size, sampler, dropLast: true });
  const weight = task.weight.toTypedArray();
  const gradients = gradientsTogether(model);
  const losses: number[] = [];
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    sampler.setEpoch(epoch);
    for (const [inputs, targets] of loader) {
      scope(() => {
        // not to null, so that they stay parts of one tensor
        optimizer.zeroGrad({ setToNone: false });
        // Each process divides its sum by what all processes count, so that the sum over processes is the mean over samples. The
        // mean of the processes' means is another number: their shares of the weights differ.
        const sum = F.crossEntropy(model.forward(inputs), targets, {
          weight: task.weight,
          ignoreIndex: IGNORED,
          reduction: 'sum',
        });
        const loss = sum.div(denominator(targets, weight, world));
        loss.backward();
        sumInPlace(gradients, world);
        optimizer.step();
        const whole = Float64Array.of(loss.item());
        world.sum(whole);
        losses.push(whole[0] as number);
      });
    }
  }
  optimizer.dispose();
  gradients.dispose();
  return { model, losses };
}
