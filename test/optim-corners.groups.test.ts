// Optimizers' groups, options and states at their corners: parameters given twice, defaults, frozen lists.
import { beforeAll, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { construct, leavesNothing, start } from './support/library.ts';

type Optimizer = rl.optim.Optimizer;

beforeAll(start);

const param = (...values: number[]): Tensor => rl.tensor(values, { requiresGrad: true });

const withGrad = (p: Tensor): Tensor => {
  p.grad = rl.ones(p.shape);
  return p;
};

/** Lists of parameters that users change, and what they are then. */
const LISTS: Record<string, (optimizer: Optimizer, p: readonly Tensor[]) => Tensor[][]> = {
  'fewer, before the first step': (_, [a]) => [[a!, a!]],
  'more, before the first step': (_, [a, b, c]) => [[a!, b!, c!, c!]],
  'as many as at first, after one more': (optimizer, [a, b, , d]) => {
    optimizer.step();
    optimizer.paramGroups[0]!.params.push(d!);
    optimizer.step();
    return [[a!, b!, b!]];
  },
  'fewer, after a group more': (optimizer, [a, , , d]) => {
    optimizer.step();
    optimizer.addParamGroup({ params: d! });
    return [[a!], [a!]];
  },
  'as many as at first, after a group more': (optimizer, [a, b, , d]) => {
    optimizer.step();
    optimizer.addParamGroup({ params: d! });
    return [[a!, b!], [a!]];
  },
};

it.each(Object.keys(LISTS))('a parameter is refused that is given twice: %s', (kind) => {
  leavesNothing(() => {
    const params = [1, 2, 3, 4].map((x) => withGrad(param(x)));
    const optimizer = new rl.optim.SGD(params.slice(0, 3), { lr: 0.5 });
    LISTS[kind]!(optimizer, params).forEach((list, i) => {
      optimizer.paramGroups[i]!.params = list;
    });
    const before = params.map((p) => p.item());
    expect(() => optimizer.step()).toThrow(/^step: expected each parameter once/);
    expect(params.map((p) => p.item())).toEqual(before);
  });
});

it.each<[string, () => void]>([
  [
    'what an optimizer is made of is checked in its own words',
    () => {
      const gone = param(1);
      gone.dispose();
      expect(() => new rl.optim.Adam([gone])).toThrow(rl.DisposedError);
      expect(() => new rl.optim.Adam([gone])).toThrow(/^Adam: /);
      expect(() => new rl.optim.Adam([3] as never)).toThrow(/^Adam: expected params to be tensors, got 3/);
      expect(() => new rl.optim.Adam([param(1)], { rate: 1 } as never)).toThrow(/^Adam: expected known options, got 'rate'/);
      expect(() => new rl.optim.SGD([param(1)])).toThrow(/^SGD: expected lr in the options or in every group, got none/);
      const most = 1 - Number.EPSILON / 2;
      expect(new rl.optim.Adam([param(1)], { betas: [most, most] }).defaults.betas).toEqual([most, most]);
    },
  ],
  [
    'zeroGrad fills with zeros on request, and frees the gradients otherwise',
    () => {
      const [p, q] = [param(1, 2), param(3)];
      const optimizer = new rl.optim.SGD([p, q], { lr: 1 });
      const { liveBytes } = rl.memory();
      withGrad(p);
      optimizer.zeroGrad({ setToNone: false });
      expect([p.grad!.tolist(), q.grad]).toEqual([[0, 0], null]);
      for (const options of [{}, { setToNone: true }, undefined]) {
        optimizer.zeroGrad(options);
        expect(p.grad).toBe(null);
        expect(rl.memory().liveBytes).toBe(liveBytes);
        withGrad(p);
      }
    },
  ],
  [
    'zeroGrad refuses groups that are none, and changes nothing',
    () => {
      const p = withGrad(param(1));
      const optimizer = new rl.optim.SGD([p], { lr: 1 });
      for (const bad of [null, 3]) {
        optimizer.paramGroups.push(bad as never);
        expect(() => optimizer.zeroGrad()).toThrow(new RegExp(`^zeroGrad: expected groups such as { params, lr }, got ${bad}`));
        optimizer.paramGroups.pop();
      }
      optimizer.paramGroups.push({ ...optimizer.paramGroups[0]!, params: [3] as never });
      expect(() => optimizer.zeroGrad()).toThrow(/^zeroGrad: expected params to be tensors, got 3/);
      expect(p.grad?.tolist()).toEqual([1]);
    },
  ],
  [
    'what takes nothing more is not added to',
    () => {
      const optimizer = new rl.optim.SGD([param(1)], { lr: 1 });
      const { state, paramGroups } = optimizer.stateDict();
      Object.preventExtensions(optimizer.paramGroups);
      expect(() => optimizer.addParamGroup({ params: param(2) })).toThrow(/^SGD: expected paramGroups that may change/);
      Object.preventExtensions(optimizer.paramGroups[0]!);
      expect(() => optimizer.loadStateDict({ state, paramGroups: [{ ...paramGroups[0]!, lr: 2, initialLr: 1 }] })).toThrow(
        /^loadStateDict: expected a group that may change/,
      );
      expect(optimizer.paramGroups[0]!.lr).toBe(1);
    },
  ],
  [
    'a state is taken neither from what was disposed nor by it',
    () => {
      const optimizer = new rl.optim.Adam([withGrad(param(1))]);
      optimizer.step();
      const { state, paramGroups } = optimizer.stateDict();
      const step = rl.tensor(1);
      step.dispose();
      const load = (): void => optimizer.loadStateDict({ state: { 0: { ...state[0]!, step } }, paramGroups });
      expect(load).toThrow(rl.DisposedError);
      expect(load).toThrow(/^loadStateDict: /);
      optimizer.loadStateDict({ state: {}, paramGroups });
      expect(optimizer.stateDict().state).toEqual({});
      optimizer.dispose();
      expect(() => optimizer.loadStateDict(null as never)).toThrow(/^loadStateDict: expected a live optimizer/);
    },
  ],
  [
    'RMSprop remembers what its options need',
    () => {
      for (const [o, keys] of [
        [{ centered: true }, ['step', 'square_avg', 'grad_avg']],
        [{ momentum: 0.5 }, ['step', 'square_avg', 'momentum_buffer']],
      ] as const) {
        const optimizer = new rl.optim.RMSprop([withGrad(param(1))], o);
        optimizer.step();
        expect(Object.keys(optimizer.stateDict().state[0]!)).toEqual(keys);
        optimizer.dispose();
      }
    },
  ],
  [
    'the average of ASGD begins with the parameters after the first step',
    () => {
      const p = withGrad(param(1, 2));
      const optimizer = new rl.optim.ASGD([p]);
      optimizer.step();
      expect((optimizer.stateDict().state[0]!['ax'] as Tensor).tolist()).toEqual(p.tolist());
      optimizer.dispose();
    },
  ],
  [
    'a sequence of schedules has the form of each in that of PyTorch',
    () => {
      const optimizer = new rl.optim.SGD([param(1)], { lr: 1 });
      const { lrScheduler, toTorchState } = rl.optim;
      const parts = [new lrScheduler.ConstantLR(optimizer), new lrScheduler.ExponentialLR(optimizer, { gamma: 0.5 })];
      const whole = new lrScheduler.SequentialLR(optimizer, { schedulers: parts, milestones: [2] });
      const state = toTorchState(whole) as { _schedulers: Record<string, unknown>[]; schedulers?: unknown };
      expect(state._schedulers).toEqual(parts.map((part) => toTorchState(part)));
      expect(state.schedulers).toBe(undefined);
    },
  ],
])('%s', (_, check) => leavesNothing(check));

/** PyTorch's defaults. */
const DEFAULTS: Record<string, object> = {
  Adam: { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, amsgrad: false, maximize: false },
  AdamW: { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 1e-2, amsgrad: false, maximize: false },
  RMSprop: { lr: 1e-2, alpha: 0.99, eps: 1e-8, weightDecay: 0, momentum: 0, centered: false, maximize: false },
  Adagrad: { lr: 1e-2, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10, maximize: false },
  Adadelta: { lr: 1, rho: 0.9, eps: 1e-6, weightDecay: 0, maximize: false },
  Adamax: { lr: 2e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, maximize: false },
  NAdam: { lr: 2e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, momentumDecay: 4e-3 },
  RAdam: { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0 },
  ASGD: { lr: 1e-2, lambd: 1e-4, alpha: 0.75, t0: 1e6, weightDecay: 0, maximize: false },
  Rprop: { lr: 1e-2, etas: [0.5, 1.2], stepSizes: [1e-6, 50], maximize: false },
  LBFGS: {
    ...{ lr: 1, maxIter: 20, maxEval: 25, toleranceGrad: 1e-7, toleranceChange: 1e-9, historySize: 100 },
    lineSearchFn: null,
  },
};

it.each(Object.keys(DEFAULTS))("the defaults of %s are PyTorch's", (name) => {
  leavesNothing(() => expect((construct(`optim.${name}`, [param(1)]) as Optimizer).defaults).toEqual(DEFAULTS[name]));
});
