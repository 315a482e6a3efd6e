// Memory that runs out in the midst of what changes a state: the state is that of before or after, and a retry is undisturbed.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type Act, bits, failEach } from './support/failing.ts';
import { call, construct, start } from './support/library.ts';
import { Random } from './support/random.ts';

const { nn, optim, data, metrics, F } = rl;

beforeAll(start);

/** Numbers that are the same at each call. */
function numbers(shape: readonly number[], seed: string): rl.Tensor {
  const random = new Random(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return rl.tensor(
    Float32Array.from({ length: size }, () => random.next() * 2 - 1),
    { shape },
  );
}

class Net extends nn.Module {
  first = new nn.Linear(3, 4);
  norm = new nn.BatchNorm1d(4);
  drop = new nn.Dropout(0.5);
  last = new nn.Linear(4, 2);
  forward(x: rl.Tensor): rl.Tensor {
    return this.last.forward(this.drop.forward(this.norm.forward(this.first.forward(x)).relu()));
  }
}

function net(): Net {
  rl.manualSeed(3);
  return new Net();
}

/** A parameter with a gradient; every other one is seen through strides. */
function params(): rl.Tensor[] {
  return [[3, 4], [5], [2, 3]].map((shape, i) => {
    const p = new nn.Parameter(numbers(shape, `p${i}`));
    const g = numbers(shape, `g${i}`).mul(3);
    p.grad = i === 2 ? g.t().contiguous().t() : g;
    return p;
  });
}

const free = (...tensors: Iterable<rl.Tensor>[]): void => {
  for (const list of tensors) for (const t of list) t.dispose();
};

const acts: Record<string, () => Act> = {
  clipGradNorm_() {
    const all = rl.scope(params);
    const results: rl.Tensor[] = [];
    return {
      name: 'clipGradNorm_',
      run: () => results.push(nn.utils.clipGradNorm_(all, 0.5)),
      state: () => [all.map((p) => p.grad), results],
      end: () => free(all, results),
    };
  },
  clipGradValue_() {
    const all = rl.scope(params);
    return {
      name: 'clipGradValue_',
      run: () => nn.utils.clipGradValue_(all, 0.5),
      state: () => all.map((p) => p.grad),
      end: () => free(all),
    };
  },
  parametersToVector() {
    const all = rl.scope(params);
    const results: rl.Tensor[] = [];
    return {
      name: 'parametersToVector',
      run: () => results.push(nn.utils.parametersToVector(all)),
      state: () => results,
      end: () => free(all, results),
    };
  },
  vectorToParameters() {
    const all = rl.scope(params);
    const vector = rl.scope(() => numbers([23, 2], 'v').select(1, 1));
    return {
      name: 'vectorToParameters',
      run: () => nn.utils.vectorToParameters(vector, all),
      state: () => all,
      end: () => free(all, [vector]),
    };
  },
  'Module.loadStateDict'() {
    const [model, other] = rl.scope(() => [net(), new Net()] as const);
    const state = rl.scope(() => ({ ...other.stateDict(), 'first.weight': numbers([3, 4], 'w').t() }));
    return {
      name: 'loadStateDict',
      run: () => model.loadStateDict(state),
      state: () => model.stateDict(),
      end: () => {
        model.dispose();
        other.dispose();
        state['first.weight'].dispose();
      },
    };
  },
  'a forward pass that moves statistics'() {
    const norm = new nn.BatchNorm2d(2);
    const x = numbers([2, 2, 3, 3], 'x');
    const results: rl.Tensor[] = [];
    return {
      name: 'batchNorm',
      run: () => results.push(norm.forward(x)),
      state: () => [norm.stateDict(), results],
      end: () => {
        free(results, [x]);
        norm.dispose();
      },
    };
  },
  dropout() {
    const x = rl.scope(() => numbers([4, 3], 'x').t());
    rl.manualSeed(5);
    const results: rl.Tensor[] = [];
    return {
      name: 'dropout',
      run: () => results.push(F.dropout(x, 0.5)),
      state: () => [results, [...rl.defaultGenerator.getState()]],
      end: () => free(results, [x]),
    };
  },
  'backward that adds to gradients'() {
    const all = rl.scope(params);
    const [a, b, c] = all as [rl.Tensor, rl.Tensor, rl.Tensor];
    // several ways to each leaf, one of which is kept by a node, and gradients that are views
    const loss = rl.scope(() => {
      const s = a
        .narrow(1, 0, 3)
        .add(c.sum())
        .mul(a.narrow(1, 1, 3));
      return s
        .sum()
        .add(b.mul(b).sum())
        .add(c.matmul(c.t()).sum())
        .add(F.crossEntropy(c, rl.tensor(new Int32Array([0, 2]))));
    });
    return { name: 'backward', run: () => loss.backward(), state: () => all.map((p) => p.grad), end: () => free(all, [loss]) };
  },
  'autograd.grad'() {
    const all = rl.scope(params);
    const [a, , c] = all as [rl.Tensor, rl.Tensor, rl.Tensor];
    const loss = rl.scope(() =>
      a
        .narrow(1, 0, 3)
        .add(c.sum())
        .mul(a.narrow(1, 1, 3))
        .sum(),
    );
    const results: rl.Tensor[] = [];
    return {
      name: 'grad',
      run: () => results.push(...rl.autograd.grad(loss, [a, c, c])),
      state: () => [all.map((p) => p.grad), results],
      end: () => free(all, [loss], results),
    };
  },
  defaultCollate() {
    const samples = rl.scope(() => [0, 1, 2].map((i) => ({ x: numbers([2, 2], `s${i}`).t(), y: [i, new Float32Array([i, 2])] })));
    const results: unknown[] = [];
    return {
      name: 'defaultCollate',
      run: () => results.push(data.defaultCollate(samples)),
      state: () => results,
      end: () => free(tensorsOf(samples), tensorsOf(results)),
    };
  },
  'a loader of tensors, shuffled'() {
    rl.manualSeed(1);
    const [x, y] = [numbers([5, 2], 'x'), rl.tensor(new Int32Array([0, 1, 2, 3, 4]))];
    const loader = new data.DataLoader(new data.TensorDataset(x, y), {
      batchSize: 5,
      shuffle: true,
    });
    const seen: unknown[] = [];
    return {
      name: 'DataLoader',
      run: () => {
        seen.length = 0;
        for (const [a, b] of loader) seen.push(bits([a, b]));
      },
      state: () => (seen.length === 1 ? seen : []),
      end: () => free([x, y]),
    };
  },
  'a loader of samples'() {
    const loader = new data.DataLoader(
      { length: 4, get: (i: number) => [numbers([2], `x${i}`).mul(2), i] },
      { batchSize: 2, sampler: new data.SequentialSampler([0, 1, 2, 3]) },
    );
    const seen: unknown[] = [];
    return {
      name: 'DataLoader',
      run: () => {
        seen.length = 0;
        for (const batch of loader) seen.push(bits(batch));
      },
      state: () => (seen.length === 2 ? seen : []),
      end: () => {},
    };
  },
  'saveCheckpoint and loadCheckpoint'() {
    const trained = (seed: number) => {
      rl.manualSeed(seed);
      const model = new Net();
      const optimizer = new optim.Adam(model.parameters(), { lr: 0.1 });
      for (const p of model.parameters()) p.grad = rl.ones(p.shape);
      rl.scope(() => optimizer.step());
      return { model, optimizer, scheduler: new optim.lrScheduler.StepLR(optimizer, { stepSize: 1 }) };
    };
    const [from, to] = [trained(1), trained(2)];
    const bytes = rl.saveCheckpoint({ ...from, extra: { note: 1 } });
    return {
      name: 'loadCheckpoint',
      run: () => rl.loadCheckpoint(bytes, to),
      state: () => [to.model.stateDict(), to.optimizer.stateDict(), to.scheduler.stateDict()],
      end: () => {
        for (const { model, optimizer } of [from, to]) {
          optimizer.dispose();
          model.dispose();
        }
      },
    };
  },
  'fit, one step'() {
    const model = net();
    const optimizer = new optim.Adam(model.parameters(), { lr: 0.1 });
    const [x, y] = [numbers([4, 3], 'x'), rl.tensor(new Int32Array([0, 1, 1, 0]))];
    rl.manualSeed(7);
    return {
      name: 'fit',
      run: () =>
        rl.fit(model, [[x, y]], {
          epochs: 1,
          optimizer,
          criterion: new nn.CrossEntropyLoss(),
          clipGradNorm: 0.1,
          ema: 0.5,
          metrics: { accuracy: metrics.accuracy, f1: metrics.accumulate(metrics.f1) },
        }),
      state: () => [model.stateDict(), optimizer.stateDict(), model.training],
      end: () => {
        optimizer.dispose();
        model.dispose();
        free([x, y]);
      },
    };
  },
  'fit, several batches a step'() {
    const model = net();
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
    const x = [0, 1, 2].map((i) => numbers([4, 3], `x${i}`));
    const y = rl.tensor(new Int32Array([0, 1, 1, 0]));
    rl.manualSeed(7);
    return {
      name: 'fit',
      run: () =>
        rl.fit(
          model,
          x.map((batch) => [batch, y]),
          { epochs: 1, optimizer, criterion: new nn.CrossEntropyLoss(), accumulate: 3 },
        ),
      state: () => [model.stateDict(), optimizer.stateDict()],
      end: () => {
        optimizer.dispose();
        model.dispose();
        free(x, [y]);
      },
    };
  },
  evaluate() {
    const model = net();
    const [x, y] = [numbers([4, 3], 'x'), rl.tensor(new Int32Array([0, 1, 1, 0]))];
    const results: unknown[] = [];
    return {
      name: 'evaluate',
      run: async () =>
        results.push(
          await rl.evaluate(model, [[x, y]], {
            criterion: F.crossEntropy,
            metrics: { accuracy: metrics.accuracy, auc: metrics.accumulate(metrics.f1) },
          }),
        ),
      state: () => [results, model.stateDict(), model.training],
      end: () => {
        model.dispose();
        free([x, y]);
      },
    };
  },
  predict() {
    const model = net();
    const x = numbers([5, 3], 'x');
    const results: rl.Tensor[] = [];
    return {
      name: 'predict',
      run: async () => results.push(await rl.predict(model, x, { batchSize: 2, activation: 'softmax' })),
      state: () => [results, model.training],
      end: () => {
        model.dispose();
        free([x], results);
      },
    };
  },
};

let file: Uint8Array<ArrayBuffer> | undefined;
/** A file of two tensors, made once. */
const fileOfTwo = (): Uint8Array<ArrayBuffer> =>
  (file ??= rl.scope(() => rl.saveSafetensors({ a: rl.ones([2]), b: { c: rl.zeros([3], { dtype: 'int32' }) } })));

/** What makes or fills tensors by other ways than ops. */
const makers: Record<string, { from?: () => rl.Tensor[]; run: (...from: rl.Tensor[]) => unknown }> = {
  loadSafetensors: {
    run: () => rl.loadSafetensors(fileOfTwo()).tensors,
  },
  tensor: {
    run: () =>
      rl.tensor([
        [1, 2],
        [3, 4],
      ]),
  },
  randn: { run: () => rl.randn([5]) },
  randint: { run: () => rl.randint(0, 9, [5]) },
  randperm: { run: () => rl.randperm(5) },
  bernoulli: { from: () => [numbers([3, 2], 'p').abs().t()], run: (p) => rl.bernoulli(p as rl.Tensor) },
  xavierNormal_: { from: () => [numbers([4, 3], 'o').t()], run: (t) => void nn.init.xavierNormal_(t as rl.Tensor) },
  classWeights: { from: () => [rl.tensor(new Int32Array([0, 1, 1]))], run: (t) => metrics.classWeights(t as rl.Tensor) },
  gradcheck: {
    from: () => [numbers([3], 'g').requiresGrad_()],
    run: (x) => rl.autograd.gradcheck((t: rl.Tensor) => t.mul(t), [x as rl.Tensor]),
  },
};

for (const [name, { from = () => [], run }] of Object.entries(makers))
  acts[name] = () => {
    const given = rl.scope(from);
    rl.manualSeed(2);
    const results: unknown[] = [];
    return {
      name,
      run: () => results.push(run(...given)),
      state: () => [given, results, [...rl.defaultGenerator.getState()]],
      end: () => free(given, tensorsOf(results)),
    };
  };

/** The changes in place: of what strides show and gradients flow through, by another tensor that broadcasts. */
for (const name of ['add_', 'sub_', 'mul_', 'div_', 'copy_', 'uniform_', 'normal_'])
  for (const way of ['plain', 'recorded'])
    acts[`${name}, ${way}`] = () => {
      const draws = name === 'uniform_' || name === 'normal_';
      const leaf = numbers([3, 4], 'leaf').requiresGrad_();
      const other = numbers([3], 'other').requiresGrad_(way === 'recorded');
      const base = rl.scope(() => (way === 'plain' ? numbers([3, 4], 'base') : leaf.mul(2)));
      const x = base.t();
      rl.manualSeed(1);
      const change = x[name as 'add_'] as (this: rl.Tensor, ...args: unknown[]) => void;
      return {
        name,
        run: () => void (draws ? change.call(x) : change.call(x, other, ...(name === 'add_' ? [{ alpha: 2 }] : []))),
        state: () => [base, [...rl.defaultGenerator.getState()]],
        end: () => free([x, base, leaf, other]),
      };
    };

/** The optimizers, each made for the parameters. */
const optimizers = [
  'SGD',
  'Adam',
  'AdamW',
  'RMSprop',
  'Adagrad',
  'Adadelta',
  'Adamax',
  'NAdam',
  'RAdam',
  'Rprop',
  'ASGD',
  'LBFGS',
];

const takeStep = (name: string, optimizer: rl.optim.Optimizer): unknown =>
  name === 'LBFGS' ? optimizer.step(() => 1) : optimizer.step();

/** An optimizer that has taken a step. */
function stepped(name: string, steps: number): { all: rl.Tensor[]; optimizer: rl.optim.Optimizer } {
  const all = rl.scope(params);
  const optimizer = construct(
    `optim.${name}`,
    all,
    name === 'SGD' ? { lr: 0.1, momentum: 0.9 } : { lr: 0.1 },
  ) as rl.optim.Optimizer;
  for (let i = 0; i < steps; i++) takeStep(name, optimizer);
  return { all, optimizer };
}

for (const name of optimizers) {
  for (const steps of [0, 1])
    acts[`${name}.step, the ${steps === 0 ? 'first' : 'second'}`] = () => {
      const { all, optimizer } = stepped(name, steps);
      return {
        name: 'step',
        run: () => takeStep(name, optimizer),
        state: () => [all, optimizer.stateDict()],
        end: () => {
          optimizer.dispose();
          free(all);
        },
      };
    };
  acts[`${name}.loadStateDict`] = () => {
    const [to, from] = [stepped(name, 1), stepped(name, 2)];
    return {
      name: 'loadStateDict',
      run: () => to.optimizer.loadStateDict(from.optimizer.stateDict() as never),
      state: () => to.optimizer.stateDict(),
      end: () => {
        for (const { all, optimizer } of [to, from]) {
          optimizer.dispose();
          free(all);
        }
      },
    };
  };
}

/** Every metric of logits and class indices, and of scores. */
const scored = {
  classes: [
    'accuracy',
    'balancedAccuracy',
    'f1',
    'precisionRecallF1',
    'cohenKappa',
    'matthewsCorrcoef',
    'confusionMatrix',
    'logLoss',
    'brierScore',
    'expectedCalibrationError',
  ],
  scores: ['rocAuc', 'rocCurve', 'averagePrecision', 'prCurve', 'calibrationCurve'],
};

for (const [kind, names] of Object.entries(scored))
  for (const name of names)
    acts[`metrics.${name}`] = () => {
      const input = rl.scope(() => (kind === 'classes' ? F.softmax(numbers([3, 6], 'm'), 0).t() : numbers([6], 'm').sigmoid()));
      const target = rl.scope(() =>
        rl
          .tensor(
            [
              [0, 9],
              [1, 9],
              [kind === 'classes' ? 2 : 0, 9],
              [1, 9],
              [0, 9],
              [1, 9],
            ],
            { dtype: 'int32' },
          )
          .select(1, 0),
      );
      const results: unknown[] = [];
      return {
        name,
        run: () => results.push(call(`metrics.${name}`, input, target)),
        state: () => results,
        end: () => free([input, target], tensorsOf(results)),
      };
    };

/** Every tensor in a nesting of arrays and objects. */
function tensorsOf(value: unknown): rl.Tensor[] {
  if (value instanceof rl.Tensor) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tensorsOf) : [];
}

/** What is computed in JavaScript. */
const FREE = new Set([...scored.scores, 'logLoss', 'brierScore', 'expectedCalibrationError'].map((name) => `metrics.${name}`));

describe('all or nothing', () => {
  it.each(Object.keys(acts))('%s', async (name) => {
    const failed = await failEach(acts[name] as () => Act);
    expect(failed > 0).toBe(!FREE.has(name));
  });

  it('names a change in place by its own name where an integer leaves its type', () => {
    rl.scope(() => {
      const x = rl.tensor([2 ** 31 - 1, 5], { dtype: 'int32' });
      expect(() => x.add_(1)).toThrow(/^add_: expected results that fit int32/);
      expect(() => x.sub_(-1)).toThrow(/^sub_: expected results that fit int32/);
      expect(() => x.mul_(2)).toThrow(/^mul_: expected results that fit int32/);
      expect(() => x.add_(x, { alpha: 2 })).toThrow(/^add_: expected results that fit int32/);
      expect(() => x.add_(2 ** 31)).toThrow(/^add_: expected values that fit int32/);
      expect(x.tolist()).toEqual([2 ** 31 - 1, 5]);
    });
  });
});
