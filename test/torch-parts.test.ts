// What `toTorch` writes beside the forward: losses, optimizers, schedules, layers and options, made there from its text; and what it refuses.
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toTorchState } from '../src/optim/torch-state.ts';
import { type ToTorchOptions, toTorch } from '../src/torch/index.ts';
import { leafText } from '../src/torch/leaves.ts';
import { criterionOf, optimizerText, schedulerText } from '../src/torch/parts.ts';
import { list, literal, number } from '../src/torch/python.ts';
import { leftOut } from './package/absent.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, optim } = rl;
const { lrScheduler } = optim;
type Optimizer = rl.optim.Optimizer<{ lr: number }>;

beforeAll(start);

const PYTHON = '/usr/bin/python3';
const found = spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
if (!found) leftOut(`the schedules that toTorch writes: no ${PYTHON} with torch`);

function python(script: string, input: unknown): unknown {
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-W', 'ignore', '-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Runs `fn` with a layer and an optimizer of it, and frees both. */
function withOptimizer<T>(fn: (optimizer: Optimizer, model: rl.nn.Linear) => T): T {
  const model = new nn.Linear(3, 2);
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
  try {
    return fn(optimizer as unknown as Optimizer, model);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

const SCHEDULES: Record<string, (o: Optimizer) => rl.optim.lrScheduler.LRScheduler> = {
  StepLR: (o) => new lrScheduler.StepLR(o, { stepSize: 3, gamma: 0.5 }),
  MultiStepLR: (o) => new lrScheduler.MultiStepLR(o, { milestones: [2, 5, 5], gamma: 0.5 }),
  ExponentialLR: (o) => new lrScheduler.ExponentialLR(o, { gamma: 0.9 }),
  ConstantLR: (o) => new lrScheduler.ConstantLR(o, { factor: 0.25, totalIters: 4 }),
  LinearLR: (o) => new lrScheduler.LinearLR(o, { startFactor: 0.25, endFactor: 0.75, totalIters: 4 }),
  PolynomialLR: (o) => new lrScheduler.PolynomialLR(o, { totalIters: 6, power: 2 }),
  CosineAnnealingLR: (o) => new lrScheduler.CosineAnnealingLR(o, { tMax: 5, etaMin: 0.01 }),
  CosineAnnealingWarmRestarts: (o) => new lrScheduler.CosineAnnealingWarmRestarts(o, { t0: 2, tMult: 2, etaMin: 0.01 }),
  OneCycleLR: (o) => new lrScheduler.OneCycleLR(o, { maxLr: 1, totalSteps: 12, annealStrategy: 'linear' }),
  'CyclicLR, with momentum': (o) =>
    new lrScheduler.CyclicLR(o, { baseLr: 0.01, maxLr: 0.5, stepSizeUp: 3, stepSizeDown: 2, mode: 'triangular2' }),
  'CyclicLR, without': (o) =>
    new lrScheduler.CyclicLR(o, { baseLr: 0.01, maxLr: 0.5, stepSizeUp: 4, cycleMomentum: false, gamma: 0.9, mode: 'exp_range' }),
};

it.runIf(found)('each schedule goes the same way there', () => {
  const jobs = Object.entries(SCHEDULES).map(([name, make]) =>
    withOptimizer((optimizer) => {
      const scheduler = make(optimizer);
      const text = schedulerText(scheduler, optimizer);
      const rates: number[] = [];
      for (let step = 0; step < 11; step++) {
        rates.push(optimizer.paramGroups[0]!.lr);
        scheduler.step();
      }
      return { name, text, rates };
    }),
  );
  const rates = python(
    `import json, sys, torch
from torch.optim import lr_scheduler
out = []
for job in json.load(sys.stdin):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(2))], lr=0.1, momentum=0.9)
    scheduler = eval(job['text'])
    rates = []
    for _ in range(11):
        rates.append(optimizer.param_groups[0]['lr'])
        scheduler.step()
    out.append(rates)
print(json.dumps(out))`,
    jobs,
  ) as number[][];
  for (const [i, { name, rates: ours }] of jobs.entries())
    for (const [step, rate] of ours.entries()) expect(rates[i]![step], `${name}, step ${step}`).toBeCloseTo(rate, 12);
});

it.runIf(found)('a plateau has the same state there', () => {
  withOptimizer((optimizer) => {
    const plateau = new lrScheduler.ReduceLROnPlateau(optimizer, {
      mode: 'max',
      factor: 0.5,
      patience: 2,
      cooldown: 1,
      minLr: 0.001,
    });
    const there = python(
      `import json, sys, torch
from torch.optim import lr_scheduler
optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(2))], lr=0.1, momentum=0.9)
state = eval(json.load(sys.stdin)).state_dict()
print(json.dumps({k: v for k, v in state.items() if k in 'factor patience cooldown min_lrs mode threshold threshold_mode eps'.split()}))`,
      schedulerText(plateau, optimizer),
    );
    expect(toTorchState(plateau)).toMatchObject(there as object);
  });
});

describe('texts', () => {
  it.each<[string, string, string]>([
    ['NaN', number(Number.NaN), "float('nan')"],
    ['infinity', number(Infinity), "float('inf')"],
    ['minus infinity', number(-Infinity), "-float('inf')"],
    ['a great number', number(1e300), '1e+300'],
    ['an integer', number(-3), '-3'],
    ['a list of words and numbers', list(['a', 2, 0.5]), 'a, 2, 0.5'],
    ['nothing', literal('x', undefined), 'None'],
    ['null', literal('x', null), 'None'],
    ['booleans', literal('x', [true, false]), '[True, False]'],
    ['a word', literal('x', 'a"b'), '"a\\"b"'],
  ])('%s', (_, got, want) => expect(got).toBe(want));

  it('writes losses with what they are made with', () => {
    const weight = rl.ones([3]);
    const losses: [rl.nn.Module, string][] = [
      [
        new nn.CrossEntropyLoss({ weight, ignoreIndex: 1, labelSmoothing: 0.1 }),
        'nn.CrossEntropyLoss(ignore_index=1, label_smoothing=0.1, **weights, reduction=reduction)',
      ],
      [new nn.MultiMarginLoss({ p: 2, margin: 0.5 }), 'nn.MultiMarginLoss(p=2, margin=0.5, **weights, reduction=reduction)'],
      [new nn.HuberLoss({ delta: 2, reduction: 'sum' }), 'nn.HuberLoss(delta=2, **weights, reduction=reduction)'],
      [new nn.BCEWithLogitsLoss({ posWeight: weight }), 'nn.BCEWithLogitsLoss(**weights, reduction=reduction)'],
    ];
    for (const [loss, text] of losses) expect(criterionOf(loss).text).toBe(text);
    expect(Object.keys(criterionOf(losses[0]![0]).weights)).toEqual(['weight']);
    expect(Object.keys(criterionOf(losses[3]![0]).weights)).toEqual(['pos_weight']);
    weight.dispose();
  });

  it('writes groups of parameters by their names', () => {
    const model = new nn.Linear(3, 2);
    const optimizer = new optim.Adam(
      [
        { params: [model.weight], weightDecay: 0.1 },
        { params: [model.bias!], lr: 0.5 },
      ],
      { lr: 0.25 },
    );
    const text = optimizerText(optimizer as unknown as Parameters<typeof optimizerText>[0], model);
    expect(text).toMatch(
      /^torch\.optim\.Adam\(\[\n {8}\{'params': \[parameters\[name\] for name in \["weight"\]\], 'lr': 0\.25, /,
    );
    expect(text).toMatch(/\["bias"\]\], 'lr': 0\.5, 'betas': \(0\.9, 0\.999\), /);
    optimizer.dispose();
    model.dispose();
  });

  it('writes options that layers do not print', () => {
    const layers: [rl.nn.Module, string][] = [
      [new nn.AvgPool2d(2, { ceilMode: true, divisorOverride: 3 }), 'ceil_mode=True, divisor_override=3'],
      [new nn.RNNCell(2, 3, { bias: false }), 'nn.RNNCell(2, 3, bias=False, nonlinearity="tanh")'],
      [new nn.LayerNorm(2, { bias: false }), 'bias=False'],
    ];
    for (const [layer, text] of layers) {
      expect(leafText(layer)).toContain(text);
      layer.dispose();
    }
    const layer = new nn.TransformerEncoderLayer(2, 1, { dimFeedforward: 6 });
    const encoder = new nn.TransformerEncoder(layer, 1, { norm: new nn.LayerNorm(4) });
    expect(leafText(encoder)).toMatch(/, num_layers=1, norm=nn\.LayerNorm\(\(4,\)\)\)$/);
    encoder.dispose();
    layer.dispose();
  });
});

/** A layer's training with one thing in place of another. */
const leaving = (change: (o: ToTorchOptions, model: rl.nn.Linear) => unknown, model?: () => rl.nn.Module) => () =>
  leavesNothing(() =>
    withOptimizer((optimizer, linear) => {
      const options = { example: rl.ones([2, 3]), criterion: new nn.CrossEntropyLoss(), optimizer, epochs: 1 };
      toTorch(model?.() ?? linear, { ...options, ...(change(options, linear) as object) });
    }),
  );

class Own extends nn.Module {
  constructor(fields: Record<string, unknown>, buffers: Record<string, rl.Tensor | null> = {}) {
    super();
    Object.assign(this, fields);
    for (const [name, t] of Object.entries(buffers)) this.registerBuffer(name, t, { persistent: false });
  }
  forward(x: rl.Tensor): rl.Tensor {
    return x.exp();
  }
}

class OwnLoss extends nn.MSELoss {}
class OwnSGD extends optim.SGD {}
class OwnStep extends lrScheduler.StepLR {}

describe('what cannot be written is refused by name', () => {
  const x = (): rl.Tensor => rl.ones([2, 3]);
  it.each<[string, ReturnType<typeof leaving>, RegExp]>([
    [
      'a model that is none',
      leaving(
        () => ({}),
        () => ({}) as rl.nn.Module,
      ),
      /model to be a Module, got/,
    ],
    ['a loss that PyTorch lacks', leaving(() => ({ criterion: new nn.LinearCrossEntropyLoss(3, 2) })), /criterion to be one of/],
    ['a loss of a class of its own', leaving(() => ({ criterion: new OwnLoss() })), /criterion to be one of/],
    ['no loss', leaving(() => ({ criterion: undefined })), /criterion to be one of .*got undefined/],
    ['a loss without a reduction', leaving(() => ({ criterion: new nn.MSELoss({ reduction: 'none' }) })), /got 'none'/],
    ['no optimizer', leaving(() => ({ optimizer: {} })), /optimizer to be an optimizer/],
    [
      'an optimizer of its own class',
      leaving((_, m) => ({ optimizer: new OwnSGD(m.parameters(), { lr: 1 }) })),
      /optimizer to be one of/,
    ],
    ['LBFGS', leaving((_, m) => ({ optimizer: new optim.LBFGS(m.parameters()) })), /optimizer to be one of/],
    [
      "another model's optimizer",
      leaving(
        (o) => o,
        () => new nn.ReLU(),
      ),
      /the model's parameters/,
    ],
    ['no schedule', leaving(() => ({ scheduler: {} })), /scheduler to be a scheduler/],
    [
      'a schedule of functions',
      leaving((o) => ({ scheduler: new lrScheduler.LambdaLR(o.optimizer, { lrLambda: () => 1 }) })),
      /got LambdaLR; use one of/,
    ],
    ['a schedule of its own class', leaving((o) => ({ scheduler: new OwnStep(o.optimizer, { stepSize: 1 }) })), /got OwnStep/],
    [
      "another optimizer's schedule",
      leaving((_, m) => ({ scheduler: new lrScheduler.StepLR(new optim.SGD(m.parameters(), { lr: 1 }), { stepSize: 1 }) })),
      /a scheduler of the optimizer, got another/,
    ],
    [
      'a plateau that waits for a maximum',
      leaving((o) => ({ scheduler: new lrScheduler.ReduceLROnPlateau(o.optimizer, { mode: 'max' }) })),
      /of mode 'min', .*got mode 'max'/,
    ],
    [
      'a plateau of batches',
      leaving((o) => ({ scheduler: new lrScheduler.ReduceLROnPlateau(o.optimizer), schedulerStep: 'batch' })),
      /schedulerStep 'epoch' for a ReduceLROnPlateau/,
    ],
    ['a history of numbers', leaving(() => ({ history: { epochs: [1, 2] } })), /history to be what fit returned/],
    ['a step that is no word', leaving(() => ({ schedulerStep: 'never' })), /schedulerStep/],
    ['no example', leaving(() => ({ example: [] })), /example to be tensors, got/],
    ['an example without samples', leaving(() => ({ example: rl.ones([0, 3]) })), /above 0 in dim 0/],
    ['an example that is a scalar', leaving(() => ({ example: rl.tensor(1) })), /above 0 in dim 0/],
    ['samples without labels', leaving(() => ({ train: [x()] })), /train to be tensors/],
    ['samples and labels of two sizes', leaving(() => ({ validation: [x(), rl.ones([3])] })), /one size .*\[2, 3\] and \[3\]/],
    ['a part of an epoch', leaving(() => ({ epochs: 0.5 })), /epochs/],
    ['a norm below 0', leaving(() => ({ clipGradNorm: -1 })), /clipGradNorm/],
    ['a generator that is none', leaving(() => ({ generator: 1 })), /generator/],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(message);
    expect(run).toThrow(/^toTorch: /);
  });

  type Layer = rl.nn.Module & { forward(input: rl.Tensor): rl.Tensor };
  it.each<[string, () => Layer, RegExp]>([
    ['a buffer that states lack', () => new Own({}, { b: rl.ones([2]) }), /stateDict\(\) has, got 'b' of Own/],
    [
      'an encoder of another activation',
      () => new nn.TransformerEncoderLayer(2, 1, { activation: (t: rl.Tensor) => t.sin() }),
      /'relu' or 'gelu'/,
    ],
  ])('%s', (_, make, message) => {
    leavesNothing(() => {
      const model = make();
      const layer = new nn.Linear(3, 2);
      const whole = new nn.Sequential(layer, model);
      const optimizer = new optim.SGD(whole.parameters(), { lr: 0.1 });
      const options = { example: rl.ones([2, 3]), criterion: new nn.CrossEntropyLoss(), optimizer, epochs: 1 };
      expect(() => toTorch(whole, options as unknown as ToTorchOptions)).toThrow(message);
      optimizer.dispose();
      whole.dispose();
    });
  });
});
