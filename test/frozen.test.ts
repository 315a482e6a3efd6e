// What a program has frozen: it is refused by name where it would have to change, and everything is as before.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { toTfjs } from '../src/tfjs/index.ts';
import { toTorch } from '../src/torch/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, optim } = rl;

beforeAll(start);

const REFUSED = 'that may change, got one under Object.freeze()';

const FROZEN = (fn: string, what: string): string => `${fn}: expected ${what} ${REFUSED}`;

/** A model of three layers, of which the second is frozen. */
const partly = (): rl.nn.Sequential =>
  new nn.Sequential(new nn.Linear(2, 2), Object.freeze(new nn.BatchNorm1d(2)), new nn.Linear(2, 2));

const modes = (model: rl.nn.Module): boolean[] => model.modules().map(({ training }) => training);

const inputs = (): rl.Tensor => rl.tensor([1, 2, 3, 4.5, 5, 7], { shape: [3, 2] });

describe('a frozen module', () => {
  it.each([
    ['eval', (m: rl.nn.Sequential) => m.eval()],
    ['describe', (m: rl.nn.Sequential) => rl.describe(m, inputs())],
    ['toOnnx', (m: rl.nn.Sequential) => toOnnx(m, inputs())],
    ['toTfjs', (m: rl.nn.Sequential) => toTfjs(m, { example: inputs() })],
    ['updateBn', (m: rl.nn.Sequential) => optim.swaUtils.updateBn([inputs()], m)],
    [
      'toTorch',
      (m: rl.nn.Sequential) => {
        const optimizer = new optim.SGD(m.parameters(), { lr: 0.1 });
        return toTorch(m, { example: inputs(), criterion: new nn.CrossEntropyLoss(), optimizer, epochs: 1 });
      },
    ],
  ] as const)('is refused by %s, and every module keeps its mode and its forward', (name, run) => {
    leavesNothing(() => {
      const model = partly();
      const stream = rl.defaultGenerator.getState();
      expect(() => run(model)).toThrow(new TypeError(`${name}: expected a BatchNorm1d ${REFUSED}`));
      expect(modes(model)).toEqual([true, true, true, true]);
      expect(model.modules().filter((m) => Object.hasOwn(m, 'forward'))).toEqual([]);
      expect(rl.defaultGenerator.getState()).toEqual(stream);
      model.dispose();
    });
  });

  it('is refused by fit, evaluate and predict, after which another call runs', async () => {
    const model = partly();
    const [x, y] = [inputs(), rl.tensor(Int32Array.of(0, 1, 0))];
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
    const criterion = new nn.CrossEntropyLoss();
    const refused = (name: string): TypeError => new TypeError(`${name}: expected a BatchNorm1d ${REFUSED}`);
    await expect(rl.fit(model, [[x, y]], { epochs: 1, optimizer, criterion })).rejects.toThrow(refused('fit'));
    await expect(rl.evaluate(model, [[x, y]], { criterion })).rejects.toThrow(refused('evaluate'));
    await expect(rl.predict(model, x)).rejects.toThrow(refused('predict'));
    expect(modes(model)).toEqual([true, true, true, true]);
    const other = new nn.Linear(2, 2);
    (await rl.predict(other, x)).dispose();
    for (const t of [model, other, optimizer, x, y]) t.dispose();
  });

  it('is refused by registerBuffer', () => {
    leavesNothing(() => {
      const frozen = Object.freeze(new nn.ReLU());
      expect(() => frozen.registerBuffer('a', rl.ones([1]))).toThrow(`registerBuffer: expected a ReLU ${REFUSED}`);
      expect(frozen.stateDict()).toEqual({});
    });
  });

  it('computes, learns and is disposed as any other', () => {
    leavesNothing(() => {
      const model = Object.freeze(new nn.Linear(2, 1));
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
      const before = model.weight.tolist();
      model.forward(inputs()).sum().backward();
      optimizer.step();
      optimizer.zeroGrad();
      expect(model.weight.tolist()).not.toEqual(before);
      model.loadStateDict({ weight: rl.ones([1, 2]), bias: rl.ones([1]) });
      model.dispose();
    });
  });

  it('may be sealed: its mode changes, but no function of it is replaced', () => {
    leavesNothing(() => {
      const model = Object.seal(new nn.Linear(2, 2));
      expect(model.eval().training).toBe(false);
      expect(() => rl.describe(model, inputs())).toThrow(`describe: expected a Linear ${REFUSED}`);
      expect(model.training).toBe(false);
      model.dispose();
    });
  });
});

const NAMES = ['SGD', 'Adam', 'AdamW', 'RMSprop', 'Adagrad', 'Adadelta', 'Adamax', 'NAdam', 'RAdam', 'ASGD', 'Rprop'] as const;

const parameter = (): rl.Tensor => rl.scope(() => new nn.Parameter(rl.tensor([1, 2])));

/** Runs `fn` with an optimizer of one parameter, and a state of another. */
function withState(
  name: (typeof NAMES)[number] | 'LBFGS',
  fn: (o: rl.optim.Optimizer, state: rl.optim.OptimizerState, p: rl.Tensor) => void,
): void {
  leavesNothing(() => {
    const [p, q] = [parameter(), parameter()];
    const made = [p, q].map((t, i) => new optim[name]([t], { lr: 0.1 * (i + 1) }) as rl.optim.Optimizer);
    for (const [i, t] of [p, q].entries()) {
      const o = made[i] as rl.optim.Optimizer;
      o.step(() => {
        t.grad = rl.full([2], i + 1);
        return rl.ones([]);
      });
    }
    const [o, other] = made as [rl.optim.Optimizer, rl.optim.Optimizer];
    fn(o, other.stateDict(), p);
    for (const one of [o, other, p, q]) one.dispose();
  });
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, v) => (v instanceof rl.Tensor ? v.tolist() : v)));
const snapshot = (o: rl.optim.Optimizer): string => {
  const { state, paramGroups } = o.stateDict();
  const numbers = Object.entries(state).map(([i, own]) =>
    Object.entries(own).map(([key, v]) => [i, key, v instanceof rl.Tensor ? v.tolist() : Array.isArray(v) ? v.length : v]),
  );
  return JSON.stringify([numbers, plain(paramGroups)]);
};

describe('groups of an optimizer', () => {
  it.each([...NAMES, 'LBFGS'] as const)('%s: a frozen one loads no state, and no half of one', (name) =>
    withState(name, (o, state) => {
      Object.freeze(o.paramGroups[0]);
      const before = snapshot(o);
      expect(() => o.loadStateDict(state)).toThrow(new TypeError(`loadStateDict: expected a group ${REFUSED}`));
      expect(snapshot(o)).toBe(before);
    }),
  );

  it.each(NAMES)('%s: none is added to a frozen array, and one is to a frozen optimizer', (name) =>
    withState(name, (o) => {
      const more = parameter();
      Object.freeze(o).addParamGroup({ params: more });
      expect(o.paramGroups.length).toBe(2);
      more.grad = rl.ones([2]);
      o.step();
      expect(more.tolist()).not.toEqual([1, 2]);
      Object.freeze(o.paramGroups);
      const another = parameter();
      expect(() => o.addParamGroup({ params: another })).toThrow(new TypeError(`${name}: expected paramGroups ${REFUSED}`));
      expect(o.paramGroups.length).toBe(2);
      for (const t of [more, another]) t.dispose();
    }),
  );
});

describe('a schedule', () => {
  const { lrScheduler, swaUtils } = optim;
  const makers: [string, (o: rl.optim.Optimizer) => rl.optim.lrScheduler.LRScheduler, ...number[]][] = [
    ['StepLR', (o) => new lrScheduler.StepLR(o, { stepSize: 1 })],
    ['LambdaLR', (o) => new lrScheduler.LambdaLR(o, { lrLambda: (n) => 1 / (n + 1) })],
    ['OneCycleLR', (o) => new lrScheduler.OneCycleLR(o, { maxLr: 1, totalSteps: 9, cycleMomentum: false })],
    ['CyclicLR', (o) => new lrScheduler.CyclicLR(o, { baseLr: 0.1, maxLr: 1, cycleMomentum: false })],
    ['ReduceLROnPlateau', (o) => new lrScheduler.ReduceLROnPlateau(o, { patience: 0 }), 1],
    ['SWALR', (o) => new swaUtils.SWALR(o, { swaLr: 0.5 })],
    [
      'SequentialLR',
      (o) => {
        const schedulers = [1, 2].map((stepSize) => new lrScheduler.StepLR(o, { stepSize }));
        return new lrScheduler.SequentialLR(o, { schedulers, milestones: [1] });
      },
    ],
  ];
  it.each(makers)('%s changes no frozen group, and not itself if it is frozen', (name, make, ...metric) =>
    withState('SGD', (o) => {
      const refused = (fn: string, what = 'a group'): TypeError => new TypeError(`${fn}: expected ${what} ${REFUSED}`);
      const schedule = make(o);
      const group = { ...(o.paramGroups[0] as object) };
      const state = schedule.stateDict();
      o.paramGroups[0] = Object.freeze({ ...group }) as never;
      expect(() => schedule.step(...metric)).toThrow(refused('step'));
      expect(schedule.stateDict()).toEqual(state);
      if (name !== 'SequentialLR') expect(() => make(o)).toThrow(refused(name));
      o.paramGroups[0] = { ...group } as never;
      Object.freeze(schedule);
      expect(() => schedule.step(...metric)).toThrow(refused('step', 'a scheduler'));
      expect(() => schedule.loadStateDict(state)).toThrow(refused('loadStateDict', 'a scheduler'));
      expect([schedule.stateDict(), { ...(o.paramGroups[0] as object) }]).toEqual([state, group]);
    }),
  );
});

/** Calls `fn` with a model of two layers and its optimizer, which has taken a step; frees both. */
const trained = (fn: (model: rl.nn.Sequential, optimizer: rl.optim.SGD) => void): void =>
  leavesNothing(() => {
    const model = new nn.Sequential(new nn.Linear(2, 2), new nn.Dropout(0.5));
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.5, momentum: 0.9 });
    rl.scope(() =>
      model
        .forward(rl.ones([1, 2]))
        .sum()
        .backward(),
    );
    optimizer.step();
    fn(model, optimizer);
    optimizer.dispose();
    model.dispose();
  });

it('a frozen module keeps its mode, and so do those beside it', () => {
  trained((model) => {
    Object.freeze(model.modules()[2]);
    expect(() => model.eval()).toThrow(FROZEN('eval', 'a Dropout'));
    expect(model.modules().map(({ training }) => training)).toEqual([true, true, true]);
    expect(model.train()).toBe(model);
    expect(() => Object.freeze(model).registerBuffer('mean', null)).toThrow(FROZEN('registerBuffer', 'a Sequential'));
    expect([...model.namedBuffers()]).toEqual([]);
  });
});

it('a frozen group takes no state: the optimizer keeps its own', () => {
  trained((_, optimizer) => {
    const [group] = optimizer.paramGroups;
    const { state, paramGroups } = optimizer.stateDict();
    const momentum = state['0']!['momentum_buffer'] as rl.Tensor;
    const before = momentum.tolist();
    Object.freeze(group);
    rl.scope(() => {
      const other = { ...state, 0: { momentum_buffer: momentum.mul(2) } };
      expect(() => optimizer.loadStateDict({ state: other, paramGroups })).toThrow(FROZEN('loadStateDict', 'a group'));
    });
    const kept = optimizer.stateDict().state['0']!['momentum_buffer'] as rl.Tensor;
    expect(kept.tolist()).toEqual(before);
    expect(() => new optim.lrScheduler.StepLR(optimizer, { stepSize: 1 })).toThrow(FROZEN('StepLR', 'a group'));
  });
});

it('frozen lists of groups take nothing more, and frozen groups no rate', () => {
  trained((model, optimizer) => {
    const scheduler = new optim.lrScheduler.StepLR(optimizer, { stepSize: 1, gamma: 0.1 });
    const [p] = model.parameters();
    Object.freeze(optimizer.paramGroups);
    expect(() => optimizer.addParamGroup({ params: [p!] })).toThrow(FROZEN('SGD', 'paramGroups'));
    Object.freeze(optimizer.paramGroups[0]);
    expect(() => scheduler.step()).toThrow(FROZEN('step', 'a group'));
    expect([scheduler.lastEpoch, scheduler.getLastLr()]).toEqual([0, [0.5]]);
    Object.freeze(optimizer);
    expect(() => optimizer.addParamGroup({ params: [p!] })).toThrow(FROZEN('SGD', 'paramGroups'));
  });
});

describe('a frozen parameter', () => {
  /** Runs `fn` with a model whose second parameter of three is frozen, all with gradients. */
  const withFrozen = (fn: (model: rl.nn.Sequential, frozen: rl.Tensor) => void): void => {
    const model = new nn.Sequential(new nn.Linear(2, 2), new nn.Linear(2, 1, { bias: false }));
    rl.scope(() => model.forward(inputs()).sum().backward());
    fn(model, Object.freeze(model.parameters()[1]) as rl.Tensor);
    model.dispose();
  };

  it('keeps its gradient, and zeroGrad leaves the others theirs', () => {
    withFrozen((model, frozen) => {
      const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
      for (const owner of [model, optimizer]) {
        expect(() => owner.zeroGrad()).toThrow(new TypeError(FROZEN('zeroGrad', 'a tensor')));
        expect(model.parameters().map(({ grad }) => grad === null)).toEqual([false, false, false]);
      }
      optimizer.zeroGrad({ setToNone: false });
      expect(model.parameters().map((p) => [...(p.grad?.toTypedArray() ?? [])])).toEqual([
        [0, 0, 0, 0],
        [0, 0],
        [0, 0],
      ]);
      expect(frozen.grad).not.toBeNull();
      optimizer.dispose();
    });
  });

  it('leaves the parameters of other groups their gradients', () => {
    withFrozen((model, frozen) => {
      const [first] = model.parameters() as [rl.Tensor];
      const optimizer = new optim.SGD([{ params: first }, { params: frozen }], { lr: 0.1 });
      expect(() => optimizer.zeroGrad()).toThrow(new TypeError(FROZEN('zeroGrad', 'a tensor')));
      expect(first.grad).not.toBeNull();
      optimizer.dispose();
    });
  });

  it('keeps what requiresGrad_ sets, and so do the others', () => {
    withFrozen((model) => {
      expect(() => model.requiresGrad_(false)).toThrow(new TypeError(FROZEN('requiresGrad_', 'a tensor')));
      expect(model.parameters().map((p) => p.requiresGrad)).toEqual([true, true, true]);
    });
  });

  it('without a gradient is refused by backward, and no leaf has one', () => {
    const model = new nn.Linear(2, 2);
    Object.freeze(model.bias);
    const loss = model.forward(inputs()).sum();
    const before = rl.memory();
    expect(() => loss.backward()).toThrow(new TypeError(FROZEN('backward', 'a tensor')));
    expect([model.weight.grad, model.bias!.grad]).toEqual([null, null]);
    expect(rl.memory().liveTensors).toBe(before.liveTensors);
    expect(rl.memory().liveBytes).toBe(before.liveBytes);
    loss.dispose();
    model.dispose();
  });

  it('without a gradient lets zeroGrad clear the others', () => {
    const model = new nn.Linear(2, 2);
    rl.scope(() => model.forward(inputs()).sum().backward());
    model.bias!.grad = null;
    Object.freeze(model.bias);
    model.zeroGrad();
    expect(model.weight.grad).toBeNull();
    model.dispose();
  });
});
