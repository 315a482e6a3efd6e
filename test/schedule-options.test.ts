// What each option of a schedule may be, what its states are checked for, and steps at the edges of schedules.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { start } from './support/library.ts';
import { withOptimizer } from './support/schedules.ts';

const { lrScheduler: s, swaUtils } = rl.optim;
type Scheduler = rl.optim.lrScheduler.LRScheduler;
type Options = Record<string, unknown>;

interface Limits {
  good: readonly unknown[];
  range?: readonly unknown[];
  type: readonly unknown[];
}
const whole = (low: number): Limits => ({ good: [low, low + 3], range: [low - 1, low + 0.5, NaN], type: ['1'] });
const ANY: Limits = { good: [-2, 0, 0.5, 3], range: [NaN, Infinity, -Infinity], type: ['1'] };
const PART: Limits = { good: [0, 0.5, 1], range: [-0.1, 1.1, NaN], type: ['1'] };
const FLAG: Limits = { good: [true, false], type: [1, 'true'] };
/** A number, or one for each of the two groups. */
const EACH: Limits = {
  good: [0, 0.5, [0.1, 0.2]],
  range: [-0.1, NaN, Infinity, [0.1], [0.1, 0.2, 0.3], [0.1, NaN], [-1, 1]],
  type: ['1', ['1', 1], null],
};
const word = (...good: string[]): Limits => ({ good, range: ['other'], type: [1] });
const ABOVE: Limits = { good: [0.5, 3], range: [0, -1, NaN], type: ['1'] };

const SCHEDULES: Record<string, { needed: Options; options: Record<string, Limits> }> = {
  StepLR: { needed: { stepSize: 2 }, options: { stepSize: whole(1), gamma: ANY } },
  MultiStepLR: {
    needed: { milestones: [2] },
    options: { milestones: { good: [[], [0], [3, 3, 1]], range: [[-1], [0.5], [1, NaN]], type: [2, ['1'], {}] }, gamma: ANY },
  },
  ConstantLR: { needed: {}, options: { factor: PART, totalIters: whole(0) } },
  LinearLR: {
    needed: {},
    options: { startFactor: { ...PART, good: [0.01, 1], range: [0, -0.1, 1.1, NaN] }, endFactor: PART, totalIters: whole(1) },
  },
  ExponentialLR: { needed: { gamma: 0.9 }, options: { gamma: ANY } },
  PolynomialLR: { needed: {}, options: { totalIters: whole(1), power: ANY } },
  CosineAnnealingLR: { needed: { tMax: 4 }, options: { tMax: whole(1), etaMin: ANY } },
  CosineAnnealingWarmRestarts: { needed: { t0: 4 }, options: { t0: whole(1), tMult: whole(1), etaMin: ANY } },
  ReduceLROnPlateau: {
    needed: {},
    options: {
      mode: word('min', 'max'),
      factor: { good: [0, 0.5], range: [1, -0.1, NaN], type: ['1'] },
      patience: whole(0),
      threshold: ANY,
      thresholdMode: word('rel', 'abs'),
      cooldown: whole(0),
      minLr: { ...EACH, type: ['1', ['1', 1]] },
      eps: { good: [0, 1], range: [-1, NaN, Infinity], type: ['1'] },
    },
  },
  CyclicLR: {
    needed: { baseLr: 0.1, maxLr: 1 },
    options: {
      baseLr: EACH,
      maxLr: EACH,
      stepSizeUp: ABOVE,
      stepSizeDown: ABOVE,
      mode: word('triangular', 'triangular2', 'exp_range'),
      gamma: ANY,
      scaleMode: word('cycle', 'iterations'),
      cycleMomentum: FLAG,
      baseMomentum: { ...EACH, type: ['1', ['1', 1]] },
      maxMomentum: { ...EACH, type: ['1', ['1', 1]] },
    },
  },
  OneCycleLR: {
    needed: { maxLr: 1, totalSteps: 10 },
    options: {
      maxLr: EACH,
      totalSteps: whole(1),
      epochs: whole(1),
      stepsPerEpoch: whole(1),
      pctStart: PART,
      annealStrategy: word('cos', 'linear'),
      cycleMomentum: FLAG,
      baseMomentum: { ...EACH, type: ['1', ['1', 1]] },
      maxMomentum: { ...EACH, type: ['1', ['1', 1]] },
      divFactor: ABOVE,
      finalDivFactor: ABOVE,
      threePhase: FLAG,
    },
  },
  LambdaLR: { needed: { lrLambda: () => 1 }, options: {} },
  MultiplicativeLR: { needed: { lrLambda: () => 1 }, options: {} },
  SWALR: { needed: { swaLr: 0.5 }, options: { swaLr: EACH, annealEpochs: whole(0), annealStrategy: word('cos', 'linear') } },
};

beforeAll(start);

const classOf = (name: string): (new (...all: unknown[]) => Scheduler) =>
  (name === 'SWALR' ? swaUtils.SWALR : s[name as 'StepLR']) as unknown as new (
    ...all: unknown[]
  ) => Scheduler;
const make = (name: string, optimizer: unknown, o: Options = {}): Scheduler =>
  new (classOf(name))(optimizer, { ...SCHEDULES[name]!.needed, ...o });
const seen = (optimizer: rl.optim.SGD): string => JSON.stringify(optimizer.paramGroups.map(({ params: _, ...own }) => own));
const advance = (scheduler: Scheduler): void => (scheduler.needsMetric ? scheduler.step(1) : scheduler.step());

describe.each(Object.keys(SCHEDULES))('%s', (name) => {
  const { needed, options } = SCHEDULES[name]!;

  it('takes every option at its bounds', () => {
    for (const [key, { good }] of Object.entries({ ...options, lastEpoch: { good: [-1], type: [] } }))
      for (const value of good)
        withOptimizer((optimizer) => {
          const scheduler = make(name, optimizer, { [key]: value });
          expect(scheduler.lastEpoch).toBe(0);
          const rates = optimizer.paramGroups.map(({ lr }) => lr);
          expect(rates.every(Number.isFinite), `${key} ${value}`).toBe(true);
          expect(scheduler.getLastLr()).toEqual(rates);
        });
  });

  it('refuses every option out of bounds or of another type, and leaves the optimizer alone', () => {
    withOptimizer((optimizer) => {
      const before = seen(optimizer);
      const all = { ...options, lastEpoch: whole(-1) };
      for (const [key, { range = [], type }] of Object.entries(all))
        for (const [kind, values] of [
          [RangeError, range],
          [TypeError, type],
        ] as const)
          for (const value of values) {
            const attempt = (): unknown => make(name, optimizer, { [key]: value });
            expect(attempt, `${key} ${value}`).toThrow(kind);
            expect(attempt, `${key} ${value}`).toThrow(new RegExp(`^${name}: expected .*\\b${key}`));
            expect(seen(optimizer)).toBe(before);
          }
    });
  });

  it('refuses what is no optimizer, unknown options and further arguments', () => {
    withOptimizer((optimizer) => {
      expect(() => make(name, {})).toThrow(TypeError);
      expect(() => make(name, {})).toThrow(new RegExp(`^${name}: expected an optimizer, got an object`));
      expect(() => make(name, optimizer, { gama: 1 })).toThrow(new RegExp(`^${name}: expected known options, got 'gama'`));
      expect(() => new (classOf(name))(optimizer, needed, 3)).toThrow(
        new RegExp(`^${name}: expected at most 2 arguments, got 3`),
      );
      const scheduler = make(name, optimizer) as unknown as Record<string, (...all: unknown[]) => unknown>;
      for (const [method, ...args] of [
        ['getLastLr', 1],
        ['stateDict', 1],
        ['loadStateDict', {}, 1],
        ['step', undefined, 1],
      ] as const)
        expect(() => scheduler[method]!(...args), method).toThrow(new RegExp(`^${method}: expected (at most one|no) argument`));
    });
  });

  it('goes on from the state of another that has other settings', () => {
    withOptimizer((optimizer) => {
      const scheduler = make(name, optimizer);
      advance(scheduler);
      const state = scheduler.stateDict();
      const rates = optimizer.paramGroups.map(({ lr }) => lr);
      withOptimizer((other) => {
        const changed = Object.entries(options).find(([key, { good }]) => key in state && !Array.isArray(good[0]));
        const resumed = make(name, other, changed === undefined ? {} : { [changed[0]]: changed[1].good.at(-1) });
        resumed.loadStateDict(JSON.parse(JSON.stringify(state)));
        expect(resumed.stateDict()).toEqual(state);
        expect(resumed.lastEpoch).toBe(1);
        expect(resumed.getLastLr()).toEqual(rates);
      });
    });
  });

  it('refuses a state in which anything is missing or of another type, and keeps its own', () => {
    withOptimizer((optimizer) => {
      const scheduler = make(name, optimizer);
      advance(scheduler);
      const state = scheduler.stateDict();
      const refuses = (changed: unknown, where: string): void => {
        expect(() => scheduler.loadStateDict(changed as Options), where).toThrow(/^loadStateDict: expected /);
        expect(scheduler.stateDict(), where).toEqual(state);
      };
      for (const bad of [null, 3, 'x', []]) refuses(bad, String(bad));
      for (const key of Object.keys(state)) {
        const { [key]: value, ...rest } = state;
        refuses(rest, `without ${key}`);
        refuses({ ...state, [key]: { a: 1 } }, key);
        if (key !== 'milestones') refuses({ ...state, [key]: [] }, key);
        if (typeof value !== 'string') refuses({ ...state, [key]: 'x' }, key);
        if (Array.isArray(value) && key !== 'milestones') refuses({ ...state, [key]: [...value, value[0]] }, key);
      }
      for (const [key, limits] of Object.entries(options))
        if (key in state)
          for (const value of [...(limits.range ?? []), ...limits.type]) refuses({ ...state, [key]: value }, `${key} ${value}`);
    });
  });
});

describe('the state', () => {
  it('of a OneCycleLR has phases of its own kind', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 10 });
      const state = scheduler.stateDict() as { phases: Options[] } & Options;
      const [up, down] = state.phases as [Options, Options];
      for (const phase of [
        null,
        3,
        {},
        { ...up, end: NaN },
        { ...up, end: 'x' },
        { ...up, lr: ['maxLr'] },
        { ...up, lr: 'maxLr' },
        { ...up, lr: ['maxLr', 'momentum'] },
        { ...up, lr: ['maxLr', 'minLr', 'minLr'] },
        { ...up, momentum: ['maxLr', 'minLr'] },
        { ...up, momentum: 3 },
        { end: 1, lr: up['lr'] },
        { end: 1, momentum: up['momentum'] },
        { lr: up['lr'], momentum: up['momentum'] },
      ]) {
        for (const phases of [
          [phase, down],
          [up, phase],
        ])
          expect(() => scheduler.loadStateDict({ ...state, phases }), JSON.stringify(phase)).toThrow(
            /^loadStateDict: expected phases to be 2 phases of \{ end, lr, momentum \}/,
          );
      }
      const phases = [{ ...up, end: 5 }, down];
      scheduler.loadStateDict({ ...state, phases });
      expect(scheduler.stateDict()['phases']).toEqual(phases);
    });
  });

  it('of functions is null for each', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.LambdaLR(optimizer, { lrLambda: () => 1 });
      const state = scheduler.stateDict();
      expect(state['lrLambdas']).toEqual([null, null]);
      for (const lrLambdas of [[null], [null, null, null], [null, 0], 'xx', null])
        expect(() => scheduler.loadStateDict({ ...state, lrLambdas })).toThrow(
          /^loadStateDict: expected lrLambdas to be 2 times null/,
        );
    });
  });

  it('of a plateau may have no best yet', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.ReduceLROnPlateau(optimizer);
      const state = scheduler.stateDict();
      scheduler.step(1);
      scheduler.loadStateDict(state);
      expect(scheduler.best).toBe(null);
      expect(() => scheduler.loadStateDict({ ...state, best: 'x' })).toThrow(/^loadStateDict: expected best/);
      scheduler.loadStateDict({ ...state, best: 3 });
      expect(scheduler.best).toBe(3);
    });
  });

  it('is a copy, of the schedule and of what it is loaded from', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.MultiStepLR(optimizer, { milestones: [2, 5] });
      const state = scheduler.stateDict() as { milestones: number[]; lastLr: number[] } & Options;
      state.milestones[0] = 9;
      state.lastLr[0] = 9;
      expect(scheduler.milestones).toEqual([2, 5]);
      expect(scheduler.getLastLr()).toEqual([0.1, 0.025]);
      scheduler.loadStateDict(state);
      state.milestones[1] = 99;
      expect(scheduler.milestones).toEqual([9, 5]);
      const rates = scheduler.getLastLr();
      expect(rates).toEqual([9, 0.025]);
      rates[0] = 1;
      expect(scheduler.getLastLr()).toEqual([9, 0.025]);
    });
  });
});

describe('a step', () => {
  it('at which a schedule is due: batches for cycles, and for chains with one', () => {
    withOptimizer((optimizer) => {
      const intervals = Object.fromEntries(Object.keys(SCHEDULES).map((name) => [name, make(name, optimizer).interval]));
      expect(Object.keys(intervals).filter((name) => intervals[name] === 'batch')).toEqual(['CyclicLR', 'OneCycleLR']);
      const [cycle, steps] = [make('CyclicLR', optimizer), make('StepLR', optimizer)];
      expect(new s.ChainedScheduler([steps, cycle]).interval).toBe('batch');
      expect(new s.ChainedScheduler([steps]).interval).toBe('epoch');
      const asks = Object.keys(SCHEDULES).filter((name) => make(name, optimizer).needsMetric);
      expect(asks).toEqual(['ReduceLROnPlateau']);
    });
  });

  it('past the end of one cycle is refused, and changes nothing', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 3 });
      for (let i = 0; i < 3; i++) scheduler.step();
      const before = seen(optimizer);
      expect(() => scheduler.step()).toThrow(RangeError);
      expect(() => scheduler.step()).toThrow(/^step: expected at most 3 steps of a OneCycleLR, got one more/);
      expect(seen(optimizer)).toBe(before);
      expect(scheduler.lastEpoch).toBe(3);
    });
  });

  it('of one cycle in three phases, in two phases without a rise, and with one that is all rise', () => {
    const rates = (o: Options, steps: number): number[][] => {
      const all: number[][] = [];
      withOptimizer((optimizer) => {
        const scheduler = make('OneCycleLR', optimizer, {
          maxLr: 10,
          divFactor: 10,
          finalDivFactor: 10,
          annealStrategy: 'linear',
          ...o,
        });
        for (let t = 0; ; t++) {
          all.push([optimizer.paramGroups[0]!.lr, optimizer.paramGroups[1]!.momentum]);
          if (t === steps) break;
          scheduler.step();
        }
      });
      return all;
    };
    const close = (got: number[][], want: number[][]): void => {
      want.forEach(([lr, momentum], t) => {
        expect(got[t]![0], `rate at ${t}`).toBeCloseTo(lr!, 10);
        expect(got[t]![1], `momentum at ${t}`).toBeCloseTo(momentum!, 10);
      });
    };
    const m = (part: number): number => 0.95 - 0.1 * part;
    close(rates({ totalSteps: 11, pctStart: 4 / 11, threePhase: true }, 10), [
      ...[0, 1, 2, 3].map((t) => [1 + 3 * t, m(t / 3)]),
      ...[1, 2, 3].map((t) => [10 - 3 * t, m(1 - t / 3)]),
      ...[1, 2, 3, 4].map((t) => [1 - (0.9 * t) / 4, m(0)]),
    ]);
    close(rates({ totalSteps: 5, pctStart: 0 }, 4), [
      [10 - (9.9 * 1) / 5, m(1 - 1 / 5)],
      [10 - (9.9 * 2) / 5, m(1 - 2 / 5)],
      [10 - (9.9 * 3) / 5, m(1 - 3 / 5)],
      [10 - (9.9 * 4) / 5, m(1 - 4 / 5)],
      [0.1, m(0)],
    ]);
    close(
      rates({ totalSteps: 4, pctStart: 1 }, 3),
      [0, 1, 2, 3].map((t) => [1 + 3 * t, m(t / 3)]),
    );
    close(rates({ totalSteps: 1 }, 0), [[0.1, m(0)]]);
    close(rates({ maxLr: [10, 20], totalSteps: 4, pctStart: 0.5, cycleMomentum: false }, 0), [[1, 0.9]]);
  });

  it('of a cycle that is resumed leaves what its groups have', () => {
    for (const name of ['OneCycleLR', 'CyclicLR'])
      withOptimizer((optimizer) => {
        const first = make(name, optimizer);
        for (let t = 0; t < 4; t++) first.step();
        const own = ['initialLr', 'maxLr', 'minLr', 'baseMomentum', 'maxMomentum'] as const;
        const bounds = (): unknown => own.map((key) => (optimizer.paramGroups[0] as unknown as Options)[key]);
        const before = bounds();
        const resumed = make(name, optimizer, { maxLr: 7, baseMomentum: 0.1, maxMomentum: 0.2, lastEpoch: 4 });
        expect(resumed.lastEpoch).toBe(5);
        expect(bounds()).toEqual(before);
      });
  });

  it('of a cycle heeds gamma in its own mode only', () => {
    const at = (mode: string): number => {
      let rate = 0;
      withOptimizer((optimizer) => {
        const scheduler = make('CyclicLR', optimizer, { mode, gamma: 0.5, stepSizeUp: 2, baseLr: 0, maxLr: 8 });
        for (let t = 0; t < 6; t++) scheduler.step();
        rate = optimizer.paramGroups[0]!.lr;
      });
      return rate;
    };
    expect([at('triangular'), at('triangular2'), at('exp_range')]).toEqual([8, 4, 8 / 64]);
  });

  it('of a plateau is due at its thresholds and not before', () => {
    const rateAfter = (o: Options, metrics: number[]): number => {
      let rate = 0;
      withOptimizer((optimizer) => {
        const scheduler = make('ReduceLROnPlateau', optimizer, { patience: 0, ...o });
        for (const metric of metrics) scheduler.step(metric);
        rate = optimizer.paramGroups[0]!.lr;
      });
      return rate;
    };
    const [still, fell] = [0.1, 0.1 * 0.1];
    // relative: the bar is at half the best, or half above it
    expect(rateAfter({ threshold: 0.5 }, [8, 4.1])).toBe(fell);
    expect(rateAfter({ threshold: 0.5 }, [8, 4])).toBe(fell);
    expect(rateAfter({ threshold: 0.5 }, [8, 3.9])).toBe(still);
    expect(rateAfter({ threshold: 0.5, mode: 'max' }, [8, 11.9])).toBe(fell);
    expect(rateAfter({ threshold: 0.5, mode: 'max' }, [8, 12])).toBe(fell);
    expect(rateAfter({ threshold: 0.5, mode: 'max' }, [8, 12.1])).toBe(still);
    // absolute
    const thresholdMode = 'abs';
    expect(rateAfter({ threshold: 0.5, thresholdMode }, [8, 7.5])).toBe(fell);
    expect(rateAfter({ threshold: 0.5, thresholdMode }, [8, 7.4])).toBe(still);
    expect(rateAfter({ threshold: 0.5, thresholdMode, mode: 'max' }, [8, 8.5])).toBe(fell);
    expect(rateAfter({ threshold: 0.5, thresholdMode, mode: 'max' }, [8, 8.6])).toBe(still);
    // patience, eps, minimum
    expect(rateAfter({ patience: 2 }, [1, 1, 1])).toBe(still);
    expect(rateAfter({ patience: 2 }, [1, 1, 1, 1])).toBe(fell);
    expect(rateAfter({ patience: 1 }, [1, 1, 0.5, 0.5])).toBe(still);
    expect(rateAfter({ factor: 0.5, eps: 0.05 }, [1, 1])).toBe(still);
    expect(rateAfter({ factor: 0.5, eps: 0.049 }, [1, 1])).toBe(0.05);
    expect(rateAfter({ minLr: 0.07 }, [1, 1])).toBe(0.07);
    expect(rateAfter({ minLr: 0.2 }, [1, 1])).toBe(still);
    // after a change, two steps of which nothing counts
    expect(rateAfter({ cooldown: 2 }, [1, 1, 1, 1])).toBe(fell);
    expect(rateAfter({ cooldown: 2 }, [1, 1, 1, 1, 1])).toBeCloseTo(0.1 * fell, 12);
  });

  it('of groups that joined later keeps their rates where a schedule has none for them', () => {
    const joined = (name: string, o: Options = {}): number => {
      let rate = 0;
      withOptimizer((optimizer) => {
        const scheduler = make(name, optimizer, o);
        optimizer.addParamGroup({ params: rl.zeros([1], { requiresGrad: true }), lr: 0.5 });
        advance(scheduler);
        expect(scheduler.getLastLr()).toHaveLength(3);
        rate = optimizer.paramGroups[2]!.lr;
      });
      return rate;
    };
    expect(joined('CyclicLR')).toBe(0.5);
    expect(joined('OneCycleLR')).toBe(0.5);
    expect(joined('SWALR')).toBe(0.5);
    expect(joined('MultiplicativeLR', { lrLambda: () => 0.5 })).toBe(0.5);
    expect(joined('StepLR', { stepSize: 1, gamma: 0.5 })).toBe(0.25);
    expect(joined('ReduceLROnPlateau')).toBe(0.5);
  });

  it('of a sequence goes through chains, and back to where each part begins', () => {
    withOptimizer((optimizer) => {
      const chain = (): Scheduler =>
        new s.ChainedScheduler([
          new s.ConstantLR(optimizer, { factor: 0.5, totalIters: 2 }),
          new s.ExponentialLR(optimizer, { gamma: 0.5 }),
        ]);
      const scheduler = new s.SequentialLR(optimizer, {
        schedulers: [new s.ConstantLR(optimizer, { factor: 0.25, totalIters: 9 }), chain()],
        milestones: [2],
      });
      const rates: number[] = [];
      for (let t = 0; t < 7; t++) {
        rates.push(optimizer.paramGroups[0]!.lr);
        scheduler.step();
      }
      [0.025, 0.025, 0.05, 0.025, 0.025, 0.0125, 0.00625].forEach((lr, t) => expect(rates[t], `step ${t}`).toBeCloseTo(lr, 12));
    });
  });

  it('of warm restarts falls on a restart exactly', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.CosineAnnealingWarmRestarts(optimizer, { t0: 4, etaMin: 0.01 });
      for (const t of [3.5, 4, 5.5, 11.999, 12, 0]) {
        scheduler.step(t);
        expect(optimizer.paramGroups[0]!.lr, `epoch ${t}`).toBeCloseTo(
          0.01 + (0.09 * (1 + Math.cos((Math.PI * (t % 4)) / 4))) / 2,
          12,
        );
        expect(scheduler.lastEpoch).toBe(Math.floor(t));
      }
      for (const [epoch, kind] of [
        [-0.5, RangeError],
        [NaN, RangeError],
        ['1', TypeError],
      ] as const) {
        expect(() => scheduler.step(epoch as number)).toThrow(kind);
        expect(() => scheduler.step(epoch as number)).toThrow(/^step: expected epoch/);
      }
    });
  });
});

it('a sequence within a sequence begins anew when its turn comes', () => {
  withOptimizer((optimizer) => {
    const inner = new s.SequentialLR(optimizer, {
      schedulers: [
        new s.ConstantLR(optimizer, { factor: 0.5, totalIters: 2 }),
        new s.CosineAnnealingWarmRestarts(optimizer, { t0: 2 }),
      ],
      milestones: [3],
    });
    const scheduler = new s.SequentialLR(optimizer, {
      schedulers: [new s.ExponentialLR(optimizer, { gamma: 0.5 }), inner],
      milestones: [2],
    });
    const want = [0.1, 0.05, 0.05, 0.05, 0.1, 0.1, 0.05, 0.1, 0.05];
    want.forEach((lr, t) => {
      expect(optimizer.paramGroups[0]!.lr, `step ${t}`).toBeCloseTo(lr, 12);
      scheduler.step();
    });
  });
});

describe("a schedule of the user's", () => {
  class Own extends s.LRScheduler {
    level = 1;
    word = 'a';
    list: unknown[] = [1];
    none: null = null;
    constructor(optimizer: rl.optim.SGD) {
      super(optimizer);
      this.start();
    }
    protected getLr(): number[] {
      return this.rates((lr, i) => lr * this.level + i * 0);
    }
  }

  it('has its fields for its state, each of which keeps its type', () => {
    withOptimizer((optimizer) => {
      const scheduler = new Own(optimizer);
      const state = scheduler.stateDict();
      const list = [2, { a: 3 }];
      scheduler.loadStateDict({ ...state, level: 0.5, word: 'b', list });
      list.push(4);
      expect([scheduler.level, scheduler.word, scheduler.list, scheduler.none]).toEqual([0.5, 'b', [2, { a: 3 }], null]);
      scheduler.step();
      expect(scheduler.getLastLr()).toEqual([0.05, 0.0125]);
      const changes = { level: ['1', NaN, Infinity, null], word: [1, null, ['a']], list: ['x', {}, null], none: [1, {}, []] };
      for (const [key, bad] of Object.entries(changes))
        for (const value of bad)
          expect(() => scheduler.loadStateDict({ ...state, [key]: value }), `${key} ${value}`).toThrow(
            new RegExp(`^loadStateDict: expected ${key}`),
          );
    });
  });
});

describe('functions of the user', () => {
  it('are refused if they return no finite number, and named by the call that met them', () => {
    withOptimizer((optimizer) => {
      let value: unknown = 1;
      const lambda = new s.LambdaLR(optimizer, { lrLambda: () => value as number });
      const cyclic = new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1, scaleFn: () => value as number });
      for (const [bad, kind] of [
        [NaN, RangeError],
        [Infinity, RangeError],
        ['1', TypeError],
      ] as const) {
        value = bad;
        const before = seen(optimizer);
        expect(() => lambda.step()).toThrow(kind);
        expect(() => lambda.step()).toThrow(/^step: expected what lrLambda returns/);
        expect(() => cyclic.step()).toThrow(/^step: expected what scaleFn returns/);
        expect(() => new s.LambdaLR(optimizer, { lrLambda: () => value as number })).toThrow(/^LambdaLR: expected what lrLambda/);
        expect(seen(optimizer)).toBe(before);
      }
      expect([lambda.lastEpoch, cyclic.lastEpoch]).toEqual([0, 0]);
      expect(() => new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1, scaleFn: (async () => 1) as never })).toThrow(
        /^CyclicLR: expected a synchronous function/,
      );
    });
  });

  it('that make rates of no finite size are refused', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.MultiplicativeLR(optimizer, { lrLambda: () => 1e200 });
      scheduler.step();
      const before = seen(optimizer);
      expect(() => scheduler.step()).toThrow(/^step: expected rates/);
      expect(seen(optimizer)).toBe(before);
    });
  });
});

describe('PyTorch states', () => {
  it('leave out what a schedule does not have, and count milestones', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.MultiStepLR(optimizer, { milestones: [7] });
      const state = { base_lrs: [0.1, 0.025], last_epoch: 3, _step_count: 4, _last_lr: [0.1, 0.025], gamma: 0.1, verbose: false };
      for (const milestones of [
        { 2: 1, 5: 2 },
        new Map([
          [2, 1],
          [5, 2],
        ]),
      ]) {
        scheduler.loadStateDict({ ...state, milestones });
        expect(scheduler.milestones).toEqual([2, 5, 5]);
        expect(scheduler.lastEpoch).toBe(3);
      }
      scheduler.loadStateDict(state);
      expect(scheduler.milestones).toEqual([2, 5, 5]);
      expect(() => scheduler.loadStateDict({ ...state, gama: 1 })).toThrow(/'gama'/);
      const { gamma: _, ...rest } = state;
      expect(() => scheduler.loadStateDict(rest)).toThrow(/^loadStateDict: expected gamma such as 0\.1, got none/);
    });
  });

  it('have an infinite best before the first metric', () => {
    withOptimizer((optimizer) => {
      for (const [mode, best] of [
        ['min', Infinity],
        ['max', -Infinity],
      ] as const) {
        const scheduler = new s.ReduceLROnPlateau(optimizer, { mode });
        const state = rl.optim.toTorchState(scheduler);
        expect(state['best']).toBe(best);
        scheduler.step(3);
        expect(rl.optim.toTorchState(scheduler)['best']).toBe(3);
        scheduler.loadStateDict(state);
        expect(scheduler.best).toBe(null);
      }
      expect(() => (rl.optim.toTorchState as (...all: unknown[]) => unknown)(optimizer, 1)).toThrow(
        /^toTorchState: expected at most/,
      );
    });
  });

  it('of a cycle say whether its height is a function', () => {
    withOptimizer((optimizer) => {
      const cyclic = make('CyclicLR', optimizer);
      expect(rl.optim.toTorchState(cyclic)).toHaveProperty('_scale_fn_custom', null);
      expect(rl.optim.toTorchState(make('StepLR', optimizer))).not.toHaveProperty('_scale_fn_custom');
    });
  });
});
