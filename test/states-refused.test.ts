// States and parts that do not fit are refused by name, and leave what they were given to as it was.
import { beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { metrics, nn, optim, tensor } = rl;
const { ChainedScheduler, MultiStepLR, SequentialLR, StepLR } = optim.lrScheduler;
const { AveragedModel } = optim.swaUtils;
type Json = Record<string, unknown>;
type Loads = { stateDict(): unknown; loadStateDict(state: never): unknown };

beforeAll(start);

/** Runs `fn` with a layer and an optimizer of each kind that the states differ in. */
function within(fn: (p: { layer: rl.nn.Linear; sgd: rl.optim.SGD; adam: rl.optim.Adam; lbfgs: rl.optim.LBFGS }) => void): void {
  leavesNothing(() => {
    const layer = new nn.Linear(2, 1);
    const params = layer.parameters();
    const all = { sgd: new optim.SGD(params, { lr: 0.1 }), adam: new optim.Adam(params), lbfgs: new optim.LBFGS(params) };
    const loss = (): rl.Tensor =>
      layer
        .forward(tensor([[1, 2]]))
        .square()
        .sum();
    all.lbfgs.step(() => {
      layer.zeroGrad();
      const l = loss();
      l.backward();
      return l;
    });
    fn({ layer, ...all });
    for (const o of Object.values(all)) o.dispose();
    layer.dispose();
  });
}

const text = (value: unknown): string => {
  if (value instanceof rl.Tensor) return String(value.tolist());
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}=(${text(inner)})`)
    .join();
};

/** Loads a state with a change in it, which is refused. */
function refuses(of: Loads, change: (state: Json) => unknown, message: RegExp): void {
  const before = text(of.stateDict());
  expect(() => of.loadStateDict(change({ ...(of.stateDict() as Json) }) as never)).toThrow(message);
  expect(() => of.loadStateDict(change({ ...(of.stateDict() as Json) }) as never)).toThrow(/^\w+: expected /);
  expect(text(of.stateDict())).toBe(before);
}

const groups = (change: (group: Json) => unknown) => (s: Json) => ({
  ...s,
  paramGroups: (s['paramGroups'] as Json[]).map(change),
});

it('states of optimizers', () => {
  within(({ adam, lbfgs }) => {
    refuses(
      adam,
      groups(() => 3),
      /loadStateDict: expected/,
    );
    refuses(
      adam,
      groups(({ params: _, ...rest }) => rest),
      /loadStateDict: expected/,
    );
    refuses(
      adam,
      groups(({ lr: _, ...rest }) => rest),
      /lr/,
    );
    refuses(
      adam,
      groups((g) => ({ ...g, betas: [0.9] })),
      /betas/,
    );
    refuses(
      adam,
      groups((g) => ({ ...g, betas: 0.9 })),
      /betas/,
    );
    const own = (change: (s: Json) => unknown) => (s: Json) => {
      const [key] = Object.keys(s['state'] as Json) as [string];
      return { ...s, state: { [key]: change((s['state'] as Record<string, Json>)[key]!) } };
    };
    refuses(
      lbfgs,
      own(() => 3),
      /state/,
    );
    refuses(
      lbfgs,
      own((s) => ({ ...s, oldDirs: 3, old_dirs: 3 })),
      /old_?[dD]irs/,
    );
    refuses(
      lbfgs,
      own((s) => ({ ...s, old_dirs: [], oldDirs: [], old_stps: [], oldStps: [], ro: [1] })),
      /expected/,
    );
  });
});

it('states of schedules', () => {
  within(({ sgd }) => {
    const step = new StepLR(sgd, { stepSize: 2 });
    for (const [key, value] of Object.entries({ gamma: 'x', lastEpoch: 0.5, lastLr: 3, stepSize: null, baseLrs: 'x' }))
      refuses(step, (s) => ({ ...s, [key]: value }), new RegExp(key));
    refuses(step, () => 3, /state/);
    const chained = new ChainedScheduler([new StepLR(sgd, { stepSize: 2 })]);
    refuses(chained, () => null, /a scheduler's state, got null/);
    refuses(chained, (s) => ({ ...s, schedulers: [] }), /expected/);
    const chain = new SequentialLR(sgd, {
      schedulers: [new StepLR(sgd, { stepSize: 1 }), new StepLR(sgd, { stepSize: 2 })],
      milestones: [2],
    });
    refuses(chain, (s) => ({ ...s, milestones: [1, 2] }), /milestones/);
    refuses(chain, (s) => ({ ...s, schedulers: [] }), /expected/);
  });
});

it('schedules of several optimizers, and milestones that do not rise', () => {
  within(({ sgd, adam }) => {
    const [a, z] = [new StepLR(sgd, { stepSize: 1 }), new StepLR(adam, { stepSize: 1 })];
    expect(() => new ChainedScheduler([a, z])).toThrow(/^ChainedScheduler: expected /);
    expect(() => new SequentialLR(sgd, { schedulers: [a, z], milestones: [2] })).toThrow(/^SequentialLR: expected /);
    const schedulers = [1, 2, 3].map((stepSize) => new StepLR(sgd, { stepSize }));
    expect(() => new SequentialLR(sgd, { schedulers, milestones: [2, 2] })).toThrow(/^SequentialLR: expected .*milestones/);
    expect(new MultiStepLR(sgd, { milestones: [3, 1] }).stateDict()).toBeTypeOf('object');
  });
});

it('buffers under a name that is taken, and states of no tensors', () => {
  within(({ layer }) => {
    expect(() => layer.registerBuffer('weight', rl.ones([1]))).toThrow(
      "registerBuffer: expected a name that is free, got 'weight'",
    );
    expect(() => layer.loadStateDict({ weight: 3, bias: 4 } as never)).toThrow(
      /^loadStateDict: expected tensors, got 3 for 'weight'/,
    );
  });
});

it('copies of a module have their own maps and sets', () => {
  within(({ layer }) => {
    const seen = { map: new Map([['a', [1]]]), set: new Set([2]), date: new Date(0), plain: { a: [1] } };
    Object.assign(layer, seen);
    const copy = new AveragedModel(layer);
    const { map, set, date, plain } = copy.module as unknown as typeof seen;
    seen.map.get('a')!.push(5);
    seen.set.add(7);
    seen.plain.a.push(9);
    expect([[...map], [...set], plain]).toEqual([[['a', [1]]], [2], { a: [1] }]);
    expect(date).toBe(seen.date);
    expect(() => new AveragedModel(3 as never)).toThrow(/^AveragedModel: expected /);
    copy.dispose();
  });
});

it('scores of labels in rows, and of one class', () => {
  leavesNothing(() => {
    const [input, target] = [tensor([[0.2, 0.9]]), tensor(Int32Array.of(0, 1), { shape: [1, 2] })];
    expect(() => metrics.f1(input, target, { average: 'binary' })).toThrow(/^f1: expected another average than 'binary'/);
    expect(() => metrics.rocAuc(tensor([0.1, 0.4]), tensor(Int32Array.of(1, 1)))).toThrow(
      /^rocAuc: expected targets both of class 1/,
    );
  });
});

it.each<
  [
    name: 'Adam' | 'Adamax' | 'Adadelta' | 'Adagrad' | 'RMSprop' | 'Rprop' | 'NAdam' | 'RAdam' | 'AdamW',
    of: string[],
    signed: string[],
  ]
>([
  ['Adam', ['exp_avg_sq', 'max_exp_avg_sq'], ['exp_avg']],
  ['AdamW', ['exp_avg_sq', 'max_exp_avg_sq'], ['exp_avg']],
  ['Adamax', ['exp_inf'], ['exp_avg']],
  ['Adadelta', ['square_avg', 'acc_delta'], []],
  ['Adagrad', ['sum'], []],
  ['RMSprop', ['square_avg'], ['grad_avg', 'momentum_buffer']],
  ['Rprop', ['step_size'], ['prev']],
  ['NAdam', ['exp_avg_sq'], ['exp_avg']],
  ['RAdam', ['exp_avg_sq'], ['exp_avg']],
])('%s refuses negative squares and the like', (name, squares, signed) => {
  leavesNothing(() => {
    const layer = new nn.Linear(2, 1);
    const more = { Adam: { amsgrad: true }, AdamW: { amsgrad: true }, RMSprop: { centered: true, momentum: 0.5 } };
    const make = optim[name] as unknown as new (params: rl.Tensor[], options: object) => rl.optim.Adam;
    const o = new make(layer.parameters(), { lr: 0.1, ...more[name as keyof typeof more] });
    layer
      .forward(tensor([[1, -2]]))
      .sum()
      .backward();
    o.step();
    const withElement = (key: string, value: number) => (s: Json) => {
      const state = s['state'] as Record<string, Json>;
      return { ...s, state: { ...state, 0: { ...state['0'], [key]: tensor([[1, value]]) } } };
    };
    for (const key of squares)
      refuses(o, withElement(key, -0.25), new RegExp(`expected ${key} of parameter 0 of at least 0, got -0.25 in it`));
    for (const key of signed) o.loadStateDict(withElement(key, -0.25)(o.stateDict() as unknown as Json) as never);
    for (const key of squares) o.loadStateDict(withElement(key, -0)(o.stateDict() as unknown as Json) as never);
    o.dispose();
    layer.dispose();
  });
});
