// Trainings of many shapes leave for the real PyTorch and come back: models, optimizers, schedules and losses. One Python runs all.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toTorch } from '../src/torch/index.ts';
import { leftOut } from './package/absent.ts';
import { leavesNothing, start } from './support/library.ts';
import { ownPort } from './support/ports.ts';

const { F, nn, optim, randint, randn } = rl;
const { lrScheduler } = optim;
type Tensor = rl.Tensor;
type Module = rl.nn.Module;
type Optimizer = rl.optim.Optimizer<{ lr: number }>;

const PYTHON = '/usr/bin/python3';
const found = spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
if (!found) leftOut(`the jobs for PyTorch: no ${PYTHON} with torch`);

const folder = mkdtempSync(join(tmpdir(), 'torch-jobs-'));
let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  expect(rl.memory().liveBytes).toBe(before);
});

/** A model of the user's: its fields, and its forward by them. */
function own(name: string, fields: Record<string, unknown>, forward: (self: never, ...x: Tensor[]) => unknown): Module {
  const Own = class extends nn.Module {
    constructor() {
      super();
      for (const [key, value] of Object.entries(fields)) {
        if (value instanceof rl.Tensor && !(value instanceof nn.Parameter)) this.registerBuffer(key, value);
        else Object.defineProperty(this, key, { value, enumerable: true, writable: true, configurable: true });
      }
    }
    forward(...x: Tensor[]): unknown {
      return forward(this as never, ...x);
    }
  };
  Object.defineProperty(Own, 'name', { value: name });
  return new Own();
}

type Layers = Record<string, rl.nn.Linear>;
const linear = (inputs: number, outputs: number): rl.nn.Linear => new nn.Linear(inputs, outputs);
const parameter = (...shape: number[]): rl.nn.Parameter => new nn.Parameter(randn(shape));
const block = (): rl.nn.Layer =>
  own('Block', { fc: linear(4, 4) }, (self: Layers, x: Tensor) => x.add(F.relu(self['fc']!.forward(x)))) as rl.nn.Layer;

const SAMPLES = 40;
const row = (): Tensor[] => [randn([SAMPLES, 4])];

const MODELS: Record<string, () => [Module, Tensor[]]> = {
  'own modules in nested chains': () => [
    new nn.Sequential(block(), new nn.Sequential(block(), new nn.Sequential()), linear(4, 3)),
    row(),
  ],
  'a block that a list shares': () => {
    const shared = block();
    const fields = { shared, list: new nn.ModuleList([shared, shared]), head: linear(4, 3) };
    const forward = (self: typeof fields, x: Tensor): Tensor => {
      let h = shared.forward(x);
      for (const b of self.list) h = (b as rl.nn.Layer).forward(h);
      return self.head.forward(h);
    };
    return [own('Net', fields, forward as never), row()];
  },
  'a layer twice in a chain with names': () => {
    const shared = linear(4, 4);
    return [new nn.Sequential({ class: shared, 7: shared, 'a b': linear(4, 3) }), row()];
  },
  'fields that are keywords, or that Python would change': () => {
    const fields = {
      class: linear(4, 3),
      import: parameter(3),
      __scale: parameter(3),
      None: randn([3]),
      größe: new nn.ModuleList([linear(3, 3)]),
    };
    const forward = (self: typeof fields, x: Tensor): Tensor =>
      self.größe.at(0)!.forward(self.class.forward(x).mul(self.import).add(self.__scale).sub(self.None) as never) as Tensor;
    return [own('Net', fields, forward as never), row()];
  },
  'classes with names of the file': () => {
    const inner = own('OrderedDict', { fc: linear(4, 3) }, (self: Layers, x: Tensor) => self['fc']!.forward(x));
    const fields = { inner, chain: new nn.Sequential({ a: linear(3, 3) }) };
    const forward = (self: typeof fields, x: Tensor): Tensor => self.chain.forward((self.inner as rl.nn.Layer).forward(x));
    return [own('build', fields, forward as never), row()];
  },
  'subclasses of modules': () => {
    class List extends nn.ModuleList<rl.nn.Linear> {
      override forward(...inputs: never[]): never {
        let [h] = inputs as Tensor[];
        for (const m of this) h = m.forward(h!);
        return h as never;
      }
    }
    class Chain extends nn.Sequential {
      override forward(x: Tensor): Tensor {
        return super.forward(x.mul(2)).neg();
      }
    }
    class Negated extends nn.Linear {
      override forward(x: Tensor): Tensor {
        return super.forward(x).neg();
      }
    }
    const list = new List([linear(4, 4), linear(4, 4)]);
    return [new Chain(list as unknown as rl.nn.Layer, new Negated(4, 3)), row()];
  },
  'modules that are not used': () => [
    own('Net', { fc: linear(4, 3), layer: linear(4, 3), block: block() }, (self: Layers, x: Tensor) => self['fc']!.forward(x)),
    row(),
  ],
  'sixty chains in one another': () => {
    let model: rl.nn.Layer = linear(4, 3);
    for (let i = 0; i < 60; i++) model = new nn.Sequential(model);
    return [model, row()];
  },
  'symbols into a GRU': () => {
    const fields = { symbols: new nn.Embedding(9, 5), reader: new nn.GRU(5, 6, { batchFirst: true }), head: linear(6, 3) };
    const forward = (self: typeof fields, x: Tensor): Tensor =>
      self.head.forward(self.reader.forward(self.symbols.forward(x))[0].select(1, -1));
    return [own('Reader', fields, forward as never), [randint(0, 9, [SAMPLES, 6])]];
  },
  'the state of an LSTM': () => {
    const fields = { reader: new nn.LSTM(3, 5, { batchFirst: true, bidirectional: true, numLayers: 2 }), head: linear(5, 3) };
    const forward = (self: typeof fields, x: Tensor): Tensor => {
      const [, [h]] = self.reader.forward(x);
      return self.head.forward(h.select(0, -1));
    };
    return [own('Reader', fields, forward as never), [randn([SAMPLES, 6, 3])]];
  },
  'two inputs, and two results inside': () => {
    const two = own('Two', { a: linear(4, 5), b: linear(2, 5) }, (self: Layers, left: Tensor, right: Tensor) => [
      self['a']!.forward(left),
      self['b']!.forward(right),
    ]);
    const fields = { two, head: linear(5, 3) };
    const forward = (self: typeof fields, left: Tensor, right: Tensor): Tensor => {
      const [a, b] = (self.two.forward as (...x: Tensor[]) => Tensor[])(left, right);
      return self.head.forward(F.relu(a!.add(b!)));
    };
    return [own('Net', fields, forward as never), [randn([SAMPLES, 4]), randn([SAMPLES, 2])]];
  },
};

type Make<T> = (model: rl.nn.Sequential) => T;
const groups: Make<object[]> = (model) => [
  { params: [...model.at(2)!.parameters()], lr: 0.02 },
  { params: [...model.at(0)!.parameters()], weightDecay: 0.1 },
];
const OPTIMIZERS: Record<string, Make<Optimizer>> = {
  'SGD, nesterov': (m) => new optim.SGD(m.parameters(), { lr: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  'SGD, dampening': (m) => new optim.SGD(m.parameters(), { lr: 0.05, momentum: 0.9, dampening: 0.3, maximize: true }),
  'Adam of two groups': (m) => new optim.Adam(groups(m) as never, { lr: 0.05 }),
  'AdamW, amsgrad': (m) => new optim.AdamW(groups(m) as never, { lr: 0.05, amsgrad: true, betas: [0.8, 0.9] }),
  'Adam of the head': (m) => new optim.Adam(m.at(2)!.parameters(), { lr: 0.05 }),
  RMSprop: (m) => new optim.RMSprop(m.parameters(), { lr: 0.01, momentum: 0.5, centered: true }),
  Adagrad: (m) => new optim.Adagrad(m.parameters(), { lr: 0.05, lrDecay: 0.1, initialAccumulatorValue: 0.1 }),
  Adadelta: (m) => new optim.Adadelta(m.parameters()),
  Adamax: (m) => new optim.Adamax(m.parameters()),
  NAdam: (m) => new optim.NAdam(m.parameters(), { lr: 0.01, weightDecay: 0.01 }),
  RAdam: (m) => new optim.RAdam(m.parameters(), { lr: 0.01 }),
  ASGD: (m) => new optim.ASGD(m.parameters(), { lr: 0.05, t0: 5 }),
  Rprop: (m) => new optim.Rprop(m.parameters()),
};

type Scheduler = rl.optim.lrScheduler.LRScheduler;
const warmUp = (o: Optimizer): Scheduler =>
  new lrScheduler.SequentialLR(o, {
    schedulers: [
      new lrScheduler.LinearLR(o, { totalIters: 4 }),
      new lrScheduler.CosineAnnealingLR(o, { tMax: 6 }),
      new lrScheduler.MultiStepLR(o, { milestones: [2, 3] }),
    ],
    milestones: [4, 10],
  });
const SCHEDULES: Record<string, [(o: Optimizer) => Scheduler, ('epoch' | 'batch')?]> = {
  StepLR: [(o) => new lrScheduler.StepLR(o, { stepSize: 1, gamma: 0.3 })],
  MultiStepLR: [(o) => new lrScheduler.MultiStepLR(o, { milestones: [1, 2], gamma: 0.3 })],
  ExponentialLR: [(o) => new lrScheduler.ExponentialLR(o, { gamma: 0.3 })],
  ConstantLR: [(o) => new lrScheduler.ConstantLR(o, { factor: 0.5, totalIters: 2 })],
  LinearLR: [(o) => new lrScheduler.LinearLR(o, { startFactor: 0.5, totalIters: 4 })],
  PolynomialLR: [(o) => new lrScheduler.PolynomialLR(o, { totalIters: 5, power: 2 })],
  CosineAnnealingLR: [(o) => new lrScheduler.CosineAnnealingLR(o, { tMax: 15, etaMin: 0.001 }), 'batch'],
  CosineAnnealingWarmRestarts: [(o) => new lrScheduler.CosineAnnealingWarmRestarts(o, { t0: 2, tMult: 2 })],
  OneCycleLR: [(o) => new lrScheduler.OneCycleLR(o, { maxLr: 0.1, totalSteps: 15, threePhase: true, annealStrategy: 'linear' })],
  'CyclicLR, triangular2': [
    (o) => new lrScheduler.CyclicLR(o, { baseLr: 0.01, maxLr: 0.1, stepSizeUp: 2, stepSizeDown: 3, mode: 'triangular2' }),
  ],
  'CyclicLR, exp_range': [
    (o) =>
      new lrScheduler.CyclicLR(o, {
        baseLr: 0.01,
        maxLr: 0.1,
        stepSizeUp: 2,
        mode: 'exp_range',
        gamma: 0.9,
        cycleMomentum: false,
      }),
  ],
  ReduceLROnPlateau: [(o) => new lrScheduler.ReduceLROnPlateau(o, { factor: 0.5, patience: 0, threshold: 0.5 })],
  SequentialLR: [warmUp, 'batch'],
  ChainedScheduler: [
    (o) => new lrScheduler.ChainedScheduler([warmUp(o), new lrScheduler.ExponentialLR(o, { gamma: 0.9 })]),
    'batch',
  ],
};

const weight = (): Tensor => rl.tensor([1, 2, 0.5]);
const classes = (): Tensor => randint(-1, 3, [SAMPLES]);
const likelihoods = (): Module => new nn.Sequential(linear(4, 3), new nn.LogSoftmax(1));
const LOSSES: Record<string, [criterion: () => Module, target: () => Tensor, model?: () => Module]> = {
  'CrossEntropyLoss with all options': [
    () => new nn.CrossEntropyLoss({ weight: weight(), ignoreIndex: -1, labelSmoothing: 0.1 }),
    classes,
  ],
  'CrossEntropyLoss, summed': [() => new nn.CrossEntropyLoss({ weight: weight(), ignoreIndex: -1, reduction: 'sum' }), classes],
  'CrossEntropyLoss of probabilities': [
    () => new nn.CrossEntropyLoss({ weight: weight(), labelSmoothing: 0.1 }),
    () => F.softmax(randn([SAMPLES, 3]), 1),
  ],
  'CrossEntropyLoss of several positions': [
    () => new nn.CrossEntropyLoss({ weight: rl.tensor([1, 2]), ignoreIndex: -1 }),
    () => randint(-1, 2, [SAMPLES, 3]),
    () => new nn.Sequential(linear(4, 6), new nn.Unflatten(1, [2, 3])),
  ],
  'NLLLoss after LogSoftmax': [() => new nn.NLLLoss({ weight: weight(), ignoreIndex: -1 }), classes, likelihoods],
  BCEWithLogitsLoss: [() => new nn.BCEWithLogitsLoss({ posWeight: weight(), weight: weight() }), () => rl.rand([SAMPLES, 3])],
  MSELoss: [() => new nn.MSELoss(), () => randn([SAMPLES, 3])],
};

interface Job {
  model: Module;
  inputs: Tensor[];
  target: Tensor;
  criterion: Module;
  optimizer: Optimizer;
  scheduler?: Scheduler;
  schedulerStep?: 'epoch' | 'batch';
}

const BATCH = 8;

/** Trains from one epoch to another on the samples in the project's order. */
async function train(job: Job, from: number, to: number): Promise<{ losses: number[]; epochs: rl.EpochReport[] }> {
  const { model, inputs, target, criterion, optimizer, scheduler, schedulerStep } = job;
  const sampler = new rl.data.DistributedSampler({ length: SAMPLES }, { numReplicas: 1, rank: 0, seed: 5 });
  const dataset = new rl.data.TensorDataset(...inputs, target);
  const loader = new rl.data.DataLoader(dataset, { batchSize: BATCH, sampler });
  const losses: number[] = [];
  sampler.setEpoch(from);
  const { epochs } = await rl.fit(model as never, loader as never, {
    epochs: to,
    startEpoch: from,
    optimizer,
    ...(scheduler !== undefined && { scheduler }),
    ...(schedulerStep !== undefined && { schedulerStep }),
    criterion: criterion as never,
    onBatch: ({ loss }) => {
      losses.push(loss);
    },
    onEpoch: ({ epoch }) => sampler.setEpoch(epoch + 1),
  });
  return { losses, epochs };
}

const network = (): rl.nn.Sequential => new nn.Sequential(linear(4, 5), new nn.Tanh(), linear(5, 3));
const plain = (model: Module, inputs: Tensor[]): Job => ({
  model,
  inputs,
  target: randint(0, 3, [SAMPLES]),
  criterion: new nn.CrossEntropyLoss(),
  optimizer: new optim.SGD(model.parameters(), { lr: 0.05 }),
});

const JOBS: [string, () => Job][] = [
  ...Object.entries(MODELS).map(([name, make]): [string, () => Job] => [name, () => plain(...make())]),
  ...Object.entries(OPTIMIZERS).map(([name, make]): [string, () => Job] => [
    name,
    () => {
      const model = network();
      return { ...plain(model, row()), optimizer: make(model) };
    },
  ]),
  ...Object.entries(SCHEDULES).map(([name, [make, schedulerStep]]): [string, () => Job] => [
    name,
    () => {
      const model = network();
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.05, momentum: 0.9 });
      return { ...plain(model, row()), optimizer, scheduler: make(optimizer), ...(schedulerStep && { schedulerStep }) };
    },
  ]),
  ...Object.entries(LOSSES).map(([name, [criterion, target, model = network]]): [string, () => Job] => [
    name,
    () => ({ ...plain(model(), row()), criterion: criterion(), target: target() }),
  ]),
];

/** Frees a job. */
function end({ model, inputs, target, criterion, optimizer }: Job): void {
  for (const thing of [model, optimizer, criterion, target, ...inputs]) thing.dispose();
}

/** Makes a job, the same each time. */
const begin = (make: () => Job): Job => {
  rl.manualSeed(3);
  return rl.scope(make);
};

/** Runs every project in one process: its check, then its epochs. */
const RUN = `import importlib, sys
for folder in sys.argv[1:]:
    for name in ('model', 'state', 'train'):
        sys.modules.pop(name, None)
    sys.path[0] = folder
    train = importlib.import_module('train')
    for args in (['--check'], ['--trace', folder + '/trace.json']):
        sys.argv = ['train.py', *args]
        assert train.main() == 0, (folder, args)
`;

const lossesIn = (at: string): number[] =>
  readFileSync(join(at, 'trace.json'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { loss: number }).loss);

function expectSame(losses: readonly number[], whole: readonly number[]): void {
  expect(losses).toHaveLength(whole.length);
  losses.forEach((loss, i) => {
    expect(Math.abs(loss - whole[i]!), `step ${i}`).toBeLessThan(2e-5);
  });
}

const write = (name: string, job: Job, epochs: rl.EpochReport[]): string => {
  const at = join(folder, name.replaceAll(/\W/g, '_'));
  mkdirSync(at);
  const { model, inputs, target, ...rest } = job;
  const files = rl.scope(() =>
    toTorch(model, {
      ...rest,
      example: inputs.map((x) => x.narrow(0, 0, 4)),
      train: [...inputs, target],
      epochs: 2,
      batchSize: BATCH,
      seed: 5,
      history: { epochs },
    }),
  );
  for (const [file, data] of Object.entries(files)) writeFileSync(join(at, file), data);
  return at;
};

describe.runIf(found)('a training goes on with PyTorch and comes back, to the losses of one that never left:', () => {
  const begun = new Map<string, { job: Job; at: string; losses: number[] }>();
  let output = '';
  beforeAll(async () => {
    for (const [name, make] of JOBS) {
      const job = begin(make);
      const { losses, epochs } = await train(job, 0, 1);
      begun.set(name, { job, losses, at: write(name, job, epochs) });
    }
    const folders = [...begun.values()].map(({ at }) => at);
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-', ...folders], {
      input: RUN,
      encoding: 'utf8',
      timeout: 300_000,
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    });
    output = stdout;
    if (status !== 0) throw new Error(stderr);
  }, 360_000);

  it.each(JOBS)('%s', async (name, make) => {
    const stayed = begin(make);
    const whole = await train(stayed, 0, 3);
    const { job, at, losses } = begun.get(name)!;
    const { model, optimizer, scheduler } = job;
    const checkpoint = readFileSync(join(at, 'checkpoint.safetensors'));
    const history = rl.scope(() => rl.loadCheckpoint(checkpoint, { model, optimizer, ...(scheduler && { scheduler }) }).history);
    expect(history?.epochs.map(({ lr }) => lr)).toEqual(whole.epochs.slice(0, 2).map(({ lr }) => lr));
    const rest = await train(job, 2, 3);
    expectSame([...losses, ...lossesIn(at), ...rest.losses], whole.losses);
    end(stayed);
    end(job);
  });

  it('says of each that its result is the exported one', () => {
    expect(output.match(/^check passed/gm)).toHaveLength(JOBS.length);
  });

  it('with parameters that no gradient comes to, on two processes', async () => {
    const make = (): Job => plain(...MODELS['modules that are not used']!());
    const job = begin(make);
    const at = write('two processes', job, []);
    const whole = await train(job, 0, 2);
    end(job);
    const launch = ['-m', 'torch.distributed.run', '--nproc_per_node=2', '--redirects=1', '--tee=1'];
    const args = [`--master_port=${ownPort()}`, join(at, 'train.py'), '--trace', join(at, 'trace.json')];
    const { status, stdout, stderr } = spawnSync(PYTHON, [...launch, ...args], {
      encoding: 'utf8',
      timeout: 300_000,
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    });
    expect(status, stdout + stderr).toBe(0);
    expectSame(lossesIn(at), whole.losses);
  }, 360_000);
});

describe('a job that cannot be written is refused by name:', () => {
  const lambda = (o: Optimizer): Scheduler => new lrScheduler.LambdaLR(o, { lrLambda: () => 1 });
  const withSchedule = (make: (o: Optimizer) => Scheduler): Job => {
    const job = plain(network(), row());
    return { ...job, scheduler: make(job.optimizer) };
  };
  it.each<[string, () => Job, RegExp]>([
    [
      'a field that Module has in PyTorch',
      () =>
        plain(
          own('Net', { half: linear(4, 3) }, (self: Layers, x: Tensor) => self['half']!.forward(x)),
          row(),
        ),
      /^toTorch: expected fields that PyTorch's Module can have, got 'half' in Net; give it another name$/,
    ],
    [
      'a layer of a chain, likewise',
      () => plain(new nn.Sequential({ type: linear(4, 3) }), row()),
      /got 'type' in Sequential; give it another name$/,
    ],
    [
      'an object as a result',
      () => {
        const inner = own('Inner', { fc: linear(4, 3) }, (self: Layers, x: Tensor) => ({ logits: self['fc']!.forward(x) }));
        const outer = (self: { inner: Module }, x: Tensor): unknown =>
          (self.inner.forward as (x: Tensor) => { logits: Tensor })(x).logits;
        return plain(own('Net', { inner }, outer as never), row());
      },
      /^toTorch: expected Inner to return tensors, alone or in an array, got an object$/,
    ],
    ['a function in a schedule', () => withSchedule(lambda), /got LambdaLR; use one of StepLR/],
    [
      'one in a part of a schedule',
      () => withSchedule((o) => new lrScheduler.ChainedScheduler([lambda(o)])),
      /got LambdaLR; use/,
    ],
    [
      'one for the height of a cycle',
      () => withSchedule((o) => new lrScheduler.CyclicLR(o, { baseLr: 0.1, maxLr: 1, scaleFn: () => 1, cycleMomentum: false })),
      /^toTorch: expected a CyclicLR without scaleFn, got one with it; use a mode$/,
    ],
    [
      'L-BFGS',
      () => {
        const job = plain(network(), row());
        return { ...job, optimizer: new optim.LBFGS(job.model.parameters()) };
      },
      /one of SGD, .*LBFGS/,
    ],
    [
      'a criterion that reduces nothing',
      () => ({ ...plain(network(), row()), criterion: new nn.MSELoss({ reduction: 'none' }) }),
      /'mean' or 'sum', got 'none'/,
    ],
  ])('%s', (_, make, message) => {
    leavesNothing(() => {
      const job = begin(make);
      const { model, inputs, target, ...rest } = job;
      expect(() => toTorch(model, { ...rest, example: inputs, epochs: 1 })).toThrow(message);
      end(job);
    });
  });
});
