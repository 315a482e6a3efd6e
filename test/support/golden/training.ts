// Runs a training case and a scheduler case: models, losses, optimizers and rates as their users write them.
import { expect } from 'vitest';
import type { Tensor } from '../../../src/index.ts';
import * as rl from '../../../src/index.ts';
import {
  camelCase,
  decode,
  type Fixture,
  type FixtureTensor,
  mismatch,
  number,
  options,
  type SchedulerCase,
  type TrainCase,
} from '../golden.ts';
import { call, construct, find, leavesNothing, read, toTensor } from '../library.ts';

type Shared = NonNullable<Fixture['shared']>;
interface Optimizer {
  paramGroups: Record<string, unknown>[];
  zeroGrad(): void;
  step(): void;
  dispose(): void;
}
interface Scheduler {
  step(metric?: number): void;
}

/** Linear, activation, Linear …; parameters are called as in the fixture, `0.weight`, `0.bias`, `1.weight` … */
class Mlp extends rl.nn.Module {
  layers: rl.nn.ModuleList;
  readonly activation: string;

  constructor({ sizes, activation }: TrainCase['model']) {
    super();
    this.layers = new rl.nn.ModuleList(sizes.slice(1).map((n, k) => new rl.nn.Linear(sizes[k]!, n)));
    this.activation = activation;
  }

  forward(x: Tensor): Tensor {
    const layers = [...this.layers] as rl.nn.Linear[];
    return layers.reduce((h, layer, k) => {
      const y = layer.forward(h);
      return k < layers.length - 1 ? this.activate(y) : y;
    }, x);
  }

  private activate(x: Tensor): Tensor {
    if (this.activation === 'gelu_tanh') return call('F.gelu', x, { approximate: 'tanh' }) as Tensor;
    return call(`F.${camelCase(this.activation)}`, x) as Tensor;
  }
}

const optimizerOf = (parameters: Iterable<Tensor>, o: TrainCase['optimizer']): Optimizer =>
  construct(`optim.${o.name}`, parameters, options(o.params)) as Optimizer;

const schedulerOf = (optimizer: Optimizer, name: string, params: Record<string, unknown>): Scheduler =>
  construct(`optim.lrScheduler.${name}`, optimizer, options(params)) as Scheduler;

function lossOf(c: TrainCase, logits: Tensor, target: Tensor): Tensor {
  const o = options(c.loss_params ?? {});
  if (c.loss === 'cross_entropy') return rl.F.crossEntropy(logits, target, o);
  return rl.F.nllLoss(rl.F.logSoftmax(logits, 1), target, o);
}

/** The loss before each update. */
function losses(
  c: TrainCase,
  model: Mlp,
  optimizer: Optimizer,
  scheduler: Scheduler | undefined,
  x: Tensor,
  y: Tensor,
): number[] {
  const result: number[] = [];
  const n = x.shape[0]!;
  while (result.length < c.steps) {
    for (let start = 0; start < n && result.length < c.steps; start += c.batch_size)
      rl.scope(() => {
        const end = Math.min(start + c.batch_size, n);
        optimizer.zeroGrad();
        const loss = lossOf(c, model.forward(x.slice(0, start, end)), y.slice(0, start, end));
        loss.backward();
        if (c.clip_grad_norm !== undefined) rl.nn.utils.clipGradNorm_(model.parameters(), c.clip_grad_norm);
        optimizer.step();
        result.push(loss.item());
        if (c.scheduler?.per === 'step') scheduler!.step();
      });
    if (c.scheduler?.per === 'epoch' && result.length < c.steps) scheduler!.step();
  }
  return result;
}

const tensors = (stored: Record<string, FixtureTensor>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(stored).map(([name, t]) => [`layers.${name}`, toTensor(decode(t))]));

export function runTraining(c: TrainCase, shared: Shared): void {
  find(`optim.${c.optimizer.name}`);
  if (c.scheduler) find(`optim.lrScheduler.${c.scheduler.name}`);
  if (c.clip_grad_norm) find('nn.utils.clipGradNorm_');
  leavesNothing(() => {
    const model = new Mlp(c.model);
    model.loadStateDict(tensors(shared.init));
    const optimizer = optimizerOf(model.parameters(), c.optimizer);
    const scheduler = c.scheduler && schedulerOf(optimizer, c.scheduler.name, c.scheduler.params);
    const got = losses(c, model, optimizer, scheduler, toTensor(decode(shared.x)), toTensor(decode(shared.y)));
    const computed = { shape: [got.length], dtype: 'float32' as const, data: got };
    expect(mismatch(computed, c.losses, c.losses64, c.tol['losses']!), 'losses').toBeUndefined();
    const final = model.stateDict();
    for (const [name, want] of Object.entries(c.final))
      expect(mismatch(read(final[`layers.${name}`]!), want, c.final64[name], c.tol[`final.${name}`]!), name).toBeUndefined();
    optimizer.dispose();
    model.dispose();
  });
}

export function runScheduler(c: SchedulerCase): void {
  leavesNothing(() => {
    const optimizer = optimizerOf([rl.zeros([1], { requiresGrad: true })], c.optimizer);
    const scheduler = schedulerOf(optimizer, c.scheduler, c.params);
    const lrs: number[] = [],
      momenta: number[] = [];
    const note = (): void => {
      const { lr, betas, momentum } = optimizer.paramGroups[0] as {
        lr: number;
        betas?: number[];
        momentum?: number;
      };
      lrs.push(lr);
      momenta.push(betas?.[0] ?? momentum ?? 0);
    };
    note();
    for (let k = 0; k < c.steps; k++) {
      optimizer.step();
      scheduler.step(...(c.metrics ? [number(c.metrics[k]) as number] : []));
      note();
    }
    const near = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-12 * Math.abs(y) + 1e-16;
    expect(
      lrs.findIndex((lr, k) => !near(lr, c.lrs[k]!)),
      `rates ${lrs}`,
    ).toBe(-1);
    if (c.momenta)
      expect(
        momenta.findIndex((m, k) => !near(m, c.momenta![k]!)),
        `momenta ${momenta}`,
      ).toBe(-1);
    optimizer.dispose();
  });
}
