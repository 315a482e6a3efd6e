// What each option of an optimizer may be, at construction and at every step; and options that change between steps.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { construct, leavesNothing, start } from './support/library.ts';

type Optimizer = rl.optim.Optimizer;

interface Limits {
  good: readonly unknown[];
  /** Numbers out of range. */
  range?: readonly unknown[];
  /** Values of another type. */
  type: readonly unknown[];
}

const FLAG: Limits = { good: [true, false], type: [1, 'yes', null] };
const POSITIVE: Limits = { good: [0, 0.5, 3], range: [-Number.MIN_VALUE, -1, NaN], type: ['0.1', null] };
const ANY: Limits = { good: [0, -3, 7.5], range: [NaN, Infinity, -Infinity], type: ['0.1', null] };
const BETAS: Limits = {
  good: [
    [0, 0],
    [0.9, 0],
    [0, 0.999],
  ],
  range: [
    [1, 0.9],
    [0.9, 1],
    [-0.1, 0.9],
    [0.9, -0.1],
    [NaN, 0.9],
    [0.9, NaN],
  ],
  type: [0.9, [0.9], [0.9, 0.9, 0.9], ['0.9', 0.9], [0.9, '0.9'], null],
};
const whole = (low: number): Limits => ({ good: [low, low + 1, 100], range: [low - 1, low + 0.5, NaN], type: ['1', null] });

const OPTIONS: Record<string, Record<string, Limits>> = {
  SGD: { momentum: POSITIVE, dampening: { ...ANY, range: [NaN] }, weightDecay: POSITIVE, maximize: FLAG },
  Adam: { betas: BETAS, eps: POSITIVE, weightDecay: POSITIVE, amsgrad: FLAG, maximize: FLAG },
  AdamW: { betas: BETAS, eps: POSITIVE, weightDecay: POSITIVE, amsgrad: FLAG, maximize: FLAG },
  RMSprop: { alpha: POSITIVE, eps: POSITIVE, weightDecay: POSITIVE, momentum: POSITIVE, centered: FLAG, maximize: FLAG },
  Adagrad: { lrDecay: POSITIVE, weightDecay: POSITIVE, initialAccumulatorValue: POSITIVE, eps: POSITIVE, maximize: FLAG },
  Adadelta: {
    rho: { good: [0, 0.5, 1], range: [-0.1, 1.1, NaN], type: ['1', null] },
    eps: POSITIVE,
    weightDecay: POSITIVE,
    maximize: FLAG,
  },
  Adamax: { betas: BETAS, eps: POSITIVE, weightDecay: POSITIVE, maximize: FLAG },
  NAdam: { betas: BETAS, eps: POSITIVE, weightDecay: POSITIVE, momentumDecay: POSITIVE },
  RAdam: { betas: BETAS, eps: POSITIVE, weightDecay: POSITIVE },
  ASGD: { lambd: ANY, alpha: ANY, t0: ANY, weightDecay: POSITIVE, maximize: FLAG },
  Rprop: {
    etas: {
      good: [
        [0.5, 1.5],
        [0.01, 1.001],
      ],
      range: [
        [0, 1.5],
        [1, 1.5],
        [0.5, 1],
        [1.5, 0.5],
        [-0.5, 1.5],
        [NaN, 2],
        [0.5, NaN],
        [0.5, Infinity],
      ],
      type: [0.5, [0.5], [0.5, 1.2, 1.3], ['0.5', 1.5], [0.5, '1.5']],
    },
    stepSizes: {
      good: [
        [0, 0],
        [0, 50],
        [1, 2],
      ],
      range: [
        [-1, 50],
        [0, -1],
        [NaN, 50],
        [0, Infinity],
      ],
      type: [1, [1], ['0', 50], [0, '50']],
    },
    maximize: FLAG,
  },
  LBFGS: {
    maxIter: whole(1),
    maxEval: whole(0),
    toleranceGrad: POSITIVE,
    toleranceChange: POSITIVE,
    historySize: whole(1),
    lineSearchFn: { good: [null, 'strong_wolfe'], range: ['armijo'], type: [1, true] },
  },
};
const RATE: Limits = { good: [0, 0.5, 2], range: [NaN, Infinity, -Infinity, -1], type: ['0.1', null] };

beforeAll(start);

const param = (...values: number[]): Tensor => rl.tensor(values, { requiresGrad: true });
const base = (name: string): object => (name === 'SGD' ? { lr: 0.1 } : {});
const make = (name: string, params: unknown, o: object = {}): Optimizer =>
  construct(`optim.${name}`, params, { ...base(name), ...o }) as Optimizer;

/** A step with gradients of 1. */
function step(optimizer: Optimizer): void {
  const params = optimizer.paramGroups.flatMap((g) => g.params);
  const closure = (): number => {
    for (const p of params) p.grad = rl.ones(p.shape);
    return 1;
  };
  closure();
  if (optimizer instanceof rl.optim.LBFGS) optimizer.step(closure);
  else optimizer.step();
}

describe.each(Object.keys(OPTIONS))('%s', (name) => {
  const options = Object.entries({ lr: RATE, ...OPTIONS[name] });

  it('takes every option at its bounds', () => {
    leavesNothing(() => {
      for (const [key, { good }] of options)
        for (const value of good) {
          const optimizer = make(name, [param(1, 2)], { [key]: value });
          expect(optimizer.defaults, key).toMatchObject({ [key]: value });
          expect(() => step(optimizer), `${key} ${value}`).not.toThrow();
          optimizer.dispose();
        }
    });
  });

  it('refuses every option out of bounds or of another type when it is made', () => {
    leavesNothing(() => {
      for (const [key, { range = [], type }] of options) {
        const message = new RegExp(`^${name}: expected (a value for )?${key}`);
        for (const [kind, values] of [
          [RangeError, range],
          [TypeError, type],
        ] as const)
          for (const value of values) {
            // which SGD takes for a rate that is missing
            if (name === 'SGD' && key === 'lr' && Number.isNaN(value)) continue;
            const attempts = [
              () => make(name, [param(1)], { [key]: value }),
              () => make(name, [{ params: param(1), [key]: value }]),
            ];
            for (const attempt of attempts) {
              expect(attempt, `${key} ${value}`).toThrow(kind);
              expect(attempt, `${key} ${value}`).toThrow(message);
            }
          }
      }
    });
  });

  it('refuses the same at a step, and changes nothing', () => {
    leavesNothing(() => {
      const p = param(1, 2);
      const optimizer = make(name, [p]);
      step(optimizer);
      const before = p.tolist();
      const group = optimizer.paramGroups[0] as unknown as Record<string, unknown>;
      for (const [key, { range = [], type }] of options) {
        const own = group[key];
        for (const value of [...range, ...type]) {
          // a schedule may pass below 0
          if (key === 'lr' && value === -1) continue;
          group[key] = value;
          expect(() => step(optimizer), `${key} ${value}`).toThrow(new RegExp(`^step: expected ${key}`));
          expect(p.tolist()).toEqual(before);
        }
        group[key] = own;
      }
      optimizer.dispose();
    });
  });

  it('goes the other way at a rate below 0', () => {
    leavesNothing(() => {
      const [p, q] = [param(1), param(1)];
      const [up, down] = [make(name, [p]), make(name, [q])];
      down.paramGroups[0]!.lr *= -1;
      step(up);
      step(down);
      expect(p.item()).toBeLessThan(1);
      // Rprop's steps are held within bounds above 0
      if (name !== 'Rprop') expect(q.item()).toBeGreaterThan(1);
      up.dispose();
      down.dispose();
    });
  });

  it('takes no further argument', () => {
    leavesNothing(() => {
      const p = param(1);
      const Class = rl.optim[name as 'Adam'] as unknown as new (...all: unknown[]) => Optimizer;
      expect(() => new Class([p], base(name), 3)).toThrow(new RegExp(`^${name}: expected at most 2 arguments, got 3`));
      const optimizer = make(name, [p]);
      const all = optimizer as unknown as Record<string, (...x: unknown[]) => unknown>;
      for (const [method, ...args] of [
        ...(name === 'LBFGS' ? [] : [['addParamGroup', { params: [] }, 1] as const]),
        ['zeroGrad', {}, 1],
        ['stateDict', 1],
        ['loadStateDict', optimizer.stateDict(), 1],
      ] as const)
        expect(() => all[method]!(...args), method).toThrow(new RegExp(`^${method}: expected (at most one|no) argument`));
      optimizer.dispose();
    });
  });

  it('makes values that a graph saved stale', () => {
    leavesNothing(() => {
      const p = param(1, 2);
      const optimizer = make(name, [p]);
      const saved = p.square().sum();
      step(optimizer);
      expect(() => saved.backward()).toThrow(/^backward: a value that \w+ saved was changed in place since/);
      optimizer.dispose();
    });
  });

  it('is disposed twice, and refuses to go on after that', () => {
    leavesNothing(() => {
      const p = param(1, 2);
      const before = rl.memory().liveBytes;
      {
        const optimizer = make(name, [p]);
        step(optimizer);
        p.grad = null;
        optimizer.dispose();
        optimizer[Symbol.dispose]();
        expect(rl.memory().liveBytes).toBe(before);
        const message = new RegExp(`: expected a live optimizer, got a ${name} that was disposed`);
        expect(() => step(optimizer)).toThrow(message);
        expect(() => optimizer.stateDict()).toThrow(message);
        p.grad = null;
      }
      expect(rl.memory().liveBytes).toBe(before);
    });
  });
});

/** Optimizers that remember more under other options: what changes in the midst, and what the state holds then. */
const CHANGES: [name: string, first: object, then: object, names: string[]][] = [
  ['SGD', {}, { momentum: 0.9 }, ['momentum_buffer']],
  ['Adam', {}, { amsgrad: true }, ['step', 'exp_avg', 'exp_avg_sq', 'max_exp_avg_sq']],
  ['RMSprop', { centered: true }, { centered: false, momentum: 0.5 }, ['step', 'square_avg', 'grad_avg', 'momentum_buffer']],
  ['RMSprop', { momentum: 0.5 }, { momentum: 0, centered: true }, ['step', 'square_avg', 'grad_avg', 'momentum_buffer']],
];

describe.each(CHANGES)('%s with %o, then with %o', (name, first, then, names) => {
  it('goes on with what it remembers, and what is new begins at 0', () => {
    leavesNothing(() => {
      const p = param(1, -2, 3);
      const optimizer = make(name, [p], first);
      step(optimizer);
      step(optimizer);
      const before = optimizer.stateDict().state[0] ?? {};
      const kept = Object.fromEntries(Object.entries(before).filter(([, v]) => v instanceof rl.Tensor));
      Object.assign(optimizer.paramGroups[0]!, then);
      p.grad = rl.ones([3]);
      optimizer.step();
      const after = optimizer.stateDict().state[0]!;
      expect(Object.keys(after)).toEqual(names);
      for (const [key, t] of Object.entries(kept)) expect(after[key], key).toBe(t);
      const fresh = names.filter((key) => !(key in before) && after[key] instanceof rl.Tensor);
      for (const key of fresh) expect((after[key] as Tensor).shape, key).toEqual([3]);
      // and back again, where what is no longer used stays as it is
      const seen = fresh.map((key) => (after[key] as Tensor).tolist());
      Object.assign(optimizer.paramGroups[0]!, optimizer.defaults);
      optimizer.step();
      expect(fresh.map((key) => (after[key] as Tensor).tolist())).toEqual(seen);
      optimizer.dispose();
    });
  });
});

describe('groups', () => {
  it('are refused as a whole, with what was given', () => {
    leavesNothing(() => {
      const [p, q] = [param(1), param(2)];
      const optimizer = new rl.optim.SGD([p], { lr: 0.1 });
      const add = (group: unknown) => (): void => optimizer.addParamGroup(group as { params: Tensor });
      const refusals: [unknown, ErrorConstructor, RegExp][] = [
        [null, TypeError, /^SGD: expected groups such as \{ params \}, got null/],
        [3, TypeError, /^SGD: expected groups such as/],
        [{ lr: 1 }, TypeError, /^SGD: expected groups such as/],
        [{ params: 3 }, TypeError, /^SGD: expected params to be an array of tensors, got 3/],
        [{ params: null }, TypeError, /^SGD: expected params to be an array of tensors, got null/],
        [{ params: {} }, TypeError, /^SGD: expected params to be an array of tensors/],
        [{ params: [3] }, TypeError, /^SGD: expected params to be tensors, got 3/],
        [{ params: [q, q] }, RangeError, /^SGD: expected each parameter once/],
        [{ params: p }, RangeError, /^SGD: expected each parameter once/],
        [{ params: q, lr: -1 }, RangeError, /^SGD: expected lr at least 0/],
        [{ params: q, rate: 1 }, TypeError, /^SGD: expected known options, got 'rate'/],
        // what schedules store there
        ...['initialLr', 'swaLr', 'maxLr', 'minLr', 'maxMomentum', 'baseMomentum'].map(
          (key): [unknown, ErrorConstructor, RegExp] => [
            { params: q, [key]: 'x' },
            TypeError,
            new RegExp(`^SGD: expected ${key} to be a number, got 'x'`),
          ],
        ),
      ];
      for (const [group, kind, message] of refusals) {
        expect(add(group)).toThrow(kind);
        expect(add(group)).toThrow(message);
      }
      expect(optimizer.paramGroups.map(({ params }) => params.map((each) => each === p))).toEqual([[true]]);
      optimizer.addParamGroup({ params: q, lr: 0, momentum: undefined } as never);
      const { params, ...options } = optimizer.paramGroups[1]!;
      expect(params.map((each) => each === q)).toEqual([true]);
      expect(options).toMatchObject({ lr: 0, momentum: 0 });
      // the optimizer's own count of them is right: the next step checks no parameter anew and takes both
      step(optimizer);
      expect([p.item(), q.item()]).toEqual([Math.fround(0.9), 2]);
    });
  });

  it.each([
    ['a tensor', () => param(1)],
    ['null', () => null],
    ['a number', () => 3],
    ['an object', () => ({})],
  ])('%s is no list of parameters', (_, params) => {
    leavesNothing(() => {
      expect(() => new rl.optim.Adam(params() as never)).toThrow(TypeError);
      expect(() => new rl.optim.Adam(params() as never)).toThrow(/^Adam: expected params to be an array of tensors or groups/);
    });
  });

  it('may come from any iterable, among them none at all is refused', () => {
    leavesNothing(() => {
      const p = param(1);
      const optimizer = new rl.optim.Adam(new Set([p]));
      expect(optimizer.paramGroups[0]!.params.map((each) => each === p)).toEqual([true]);
      expect(() => new rl.optim.Adam([])).toThrow(/^Adam: expected at least one parameter, got none/);
      expect(() => new rl.optim.Adam([p, { params: [param(2)] }] as never)).toThrow(/^Adam: expected groups such as/);
    });
  });

  it('passes over a gradient that was disposed, which is none', () => {
    leavesNothing(() => {
      const p = param(1, 2);
      const optimizer = new rl.optim.SGD([p], { lr: 0.1 });
      p.grad = rl.ones([2]);
      p.grad!.dispose();
      expect(p.grad).toBe(null);
      optimizer.step();
      expect(p.tolist()).toEqual([1, 2]);
    });
  });

  it('are checked again when a list of parameters is replaced by what is none', () => {
    leavesNothing(() => {
      const p = param(1);
      const optimizer = new rl.optim.SGD([p], { lr: 0.1 });
      for (const bad of [null, 3, p]) {
        (optimizer.paramGroups[0] as { params: unknown }).params = bad;
        expect(() => optimizer.step()).toThrow(/^step: expected params to be an array of tensors/);
      }
    });
  });
});

/** What a state must have besides the step; SGD's may be without. */
const NEEDED: Record<string, string[]> = {
  Adam: ['exp_avg', 'exp_avg_sq'],
  AdamW: ['exp_avg', 'exp_avg_sq'],
  RMSprop: ['square_avg'],
  Adagrad: ['sum'],
  Adadelta: ['square_avg', 'acc_delta'],
  Adamax: ['exp_avg', 'exp_inf'],
  NAdam: ['mu_product', 'exp_avg', 'exp_avg_sq'],
  RAdam: ['exp_avg', 'exp_avg_sq'],
  ASGD: ['eta', 'mu', 'ax'],
  Rprop: ['prev', 'step_size'],
};

it.each(Object.keys(NEEDED))('a state of %s without what it needs is refused, and that is all it needs', (name) => {
  leavesNothing(() => {
    const needed = ['step', ...NEEDED[name]!];
    const all = { centered: true, momentum: 0.9, amsgrad: true };
    const known = Object.keys(make(name, [param(1)]).defaults);
    const o = Object.fromEntries(Object.entries(all).filter(([key]) => known.includes(key)));
    const optimizer = make(name, [param(1, 2)], o);
    step(optimizer);
    const { state, paramGroups } = optimizer.stateDict();
    const own = state[0]!;
    for (const key of needed) {
      const { [key]: _, ...rest } = own;
      expect(() => optimizer.loadStateDict({ state: { 0: rest }, paramGroups }), key).toThrow(
        `loadStateDict: expected ${key} of parameter 0, got none`,
      );
    }
    optimizer.loadStateDict({ state: { 0: Object.fromEntries(needed.map((key) => [key, own[key]!])) }, paramGroups });
    expect(Object.keys(optimizer.stateDict().state[0]!)).toEqual(needed);
    optimizer.dispose();
  });
});

describe('a saved state', () => {
  it('is refused if it is none, with its own words', () => {
    leavesNothing(() => {
      const optimizer = new rl.optim.Adam([param(1, 2)]);
      step(optimizer);
      const { state, paramGroups } = optimizer.stateDict();
      const own = state[0]!;
      const refusals: [unknown, ErrorConstructor, RegExp][] = [
        [null, TypeError, /^loadStateDict: expected an optimizer's state of \{ state, paramGroups \}, got null/],
        [3, TypeError, /expected an optimizer's state/],
        [rl.ones([1]), TypeError, /expected an optimizer's state/],
        [{ state }, TypeError, /expected an optimizer's state/],
        [{ paramGroups }, TypeError, /expected an optimizer's state/],
        [{ state: 3, paramGroups }, TypeError, /expected an optimizer's state/],
        [{ state: [], paramGroups }, TypeError, /expected an optimizer's state/],
        [{ state, paramGroups: {} }, TypeError, /expected an optimizer's state/],
        [{ state, paramGroups: [{ ...paramGroups[0], params: [{}] }] }, TypeError, /expected params to be numbers/],
        [{ state, paramGroups: [null] }, TypeError, /expected groups such as \{ lr, params: \[0, 1\] \}, got null/],
        [{ state, paramGroups: [{ lr: 1, params: 0 }] }, TypeError, /expected groups such as/],
        [{ state, paramGroups: [{ ...paramGroups[0], initialLr: NaN }] }, RangeError, /expected initialLr/],
        [{ state, paramGroups: [{ ...paramGroups[0], maxLr: 'x' }] }, TypeError, /expected maxLr to be a number/],
        [{ state: { 0: null }, paramGroups }, TypeError, /expected the state of parameter 0 to be an object, got null/],
        [{ state: { 0: rl.ones([1]) }, paramGroups }, TypeError, /expected the state of parameter 0 to be an object/],
        [{ state: { 0: { step: 1 } }, paramGroups }, RangeError, /expected exp_avg of parameter 0, got none/],
        [{ state: { 0: { ...own, step: -1 } }, paramGroups }, RangeError, /expected step of parameter 0 at least 0/],
        [{ state: { 0: { ...own, step: 1.5 } }, paramGroups }, RangeError, /expected step of parameter 0 to be an integer/],
        [
          { state: { 0: { ...own, step: rl.ones([2]) } }, paramGroups },
          RangeError,
          /expected step of parameter 0 to be one number/,
        ],
        [
          { state: { 0: { ...own, step: rl.tensor([true], { dtype: 'bool' }) } }, paramGroups },
          RangeError,
          /to be one number, got a bool tensor/,
        ],
        [{ state: { 0: own, 1: own }, paramGroups }, RangeError, /expected state of 1 parameters, got one for position 1/],
      ];
      for (const [from, kind, message] of refusals) {
        expect(() => optimizer.loadStateDict(from as never)).toThrow(kind);
        expect(() => optimizer.loadStateDict(from as never)).toThrow(message);
        expect(() => optimizer.loadStateDict(from as never)).toThrow(/^loadStateDict: /);
      }
      const kept = optimizer.stateDict().state[0]!;
      expect(Object.keys(kept)).toEqual(Object.keys(own));
      expect(Object.keys(own).filter((name) => kept[name] !== own[name])).toEqual([]);
      // an empty state is none
      optimizer.loadStateDict({ state: { 0: {} }, paramGroups });
      expect(optimizer.stateDict().state).toEqual({});
      optimizer.loadStateDict({ state: { 0: { step: null, exp_avg: undefined } }, paramGroups } as never);
      expect(optimizer.stateDict().state).toEqual({});
      optimizer.dispose();
    });
  });

  it('shares no array with what it is loaded from', () => {
    leavesNothing(() => {
      const optimizer = new rl.optim.Adam([param(1)]);
      const state = optimizer.stateDict();
      const betas = [0.5, 0.75];
      state.paramGroups[0]!['betas'] = betas;
      optimizer.loadStateDict(state);
      betas[0] = 0;
      expect(optimizer.paramGroups[0]!.betas).toEqual([0.5, 0.75]);
    });
  });

  it('with what schedules add to groups is taken, and all else is refused', () => {
    leavesNothing(() => {
      const optimizer = new rl.optim.SGD([param(1)], { lr: 0.1 });
      const { state, paramGroups } = optimizer.stateDict();
      const scheduled = { initialLr: 1, swaLr: 2, maxLr: 3, minLr: 4, maxMomentum: 5, baseMomentum: 6 };
      optimizer.loadStateDict({ state, paramGroups: [{ ...paramGroups[0]!, ...scheduled }] });
      expect(optimizer.paramGroups[0]).toMatchObject(scheduled);
      const group = { lr: 0.5, momentum: 0, dampening: 0, weight_decay: 0, nesterov: false, maximize: false, params: [0] };
      const ignored = { foreach: null, capturable: true, differentiable: true, fused: false };
      optimizer.loadStateDict({ state, param_groups: [{ ...group, ...ignored }] });
      expect(optimizer.paramGroups[0]!.lr).toBe(0.5);
      const decoupled = (value: boolean, of: Optimizer): void => {
        const { paramGroups: own } = of.stateDict();
        of.loadStateDict({ state: {}, paramGroups: [{ ...own[0]!, decoupled_weight_decay: value }] });
      };
      const [adam, adamW] = [new rl.optim.Adam([param(1)]), new rl.optim.AdamW([param(1)])];
      decoupled(false, adam);
      decoupled(true, adamW);
      expect(() => decoupled(true, adam)).toThrow(/^loadStateDict: expected known options/);
      // NAdam has no `maximize`, which a newer PyTorch writes as false
      const nadam = new rl.optim.NAdam([param(1)]);
      const own = nadam.stateDict().paramGroups[0]!;
      nadam.loadStateDict({ state: {}, paramGroups: [{ ...own, maximize: false }] });
      expect(() => nadam.loadStateDict({ state: {}, paramGroups: [{ ...own, maximize: true }] })).toThrow(/maximize/);
    });
  });
});
