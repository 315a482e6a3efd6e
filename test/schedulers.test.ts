// Schedules against their closed forms, saved and resumed, put in sequence, and misused.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { lrScheduler: s } = rl.optim;
type Scheduled = ConstructorParameters<typeof s.StepLR>[0];

const BASES = [0.1, 0.025];
const parameter = (): Tensor => rl.zeros([1], { requiresGrad: true });
/** An optimizer with two groups, whose rates differ. */
const twoGroups = (): rl.optim.SGD =>
  new rl.optim.SGD(
    BASES.map((lr) => ({ params: [parameter()], lr })),
    { momentum: 0.9 },
  );
const ratesOf = (optimizer: Scheduled): number[] => optimizer.paramGroups.map(({ lr }) => lr);

interface Row {
  make: (optimizer: Scheduled) => rl.optim.lrScheduler.LRScheduler;
  /** The rate at step t by the definition. */
  rate: (base: number, t: number) => number;
}

const cosine = (part: number): number => (1 + Math.cos(Math.PI * part)) / 2;
const between = (a: number, b: number, part: number): number => b + (a - b) * cosine(part);

const rows: Record<string, Row> = {
  StepLR: {
    make: (o) => new s.StepLR(o, { stepSize: 4, gamma: 0.5 }),
    rate: (base, t) => base * 0.5 ** Math.floor(t / 4),
  },
  MultiStepLR: {
    make: (o) => new s.MultiStepLR(o, { milestones: [3, 8, 8] }),
    rate: (base, t) => base * 0.1 ** [3, 8, 8].filter((m) => m <= t).length,
  },
  ConstantLR: {
    make: (o) => new s.ConstantLR(o, { factor: 0.25, totalIters: 6 }),
    rate: (base, t) => base * (t < 6 ? 0.25 : 1),
  },
  LinearLR: {
    make: (o) => new s.LinearLR(o, { startFactor: 0.1, endFactor: 0.8, totalIters: 7 }),
    rate: (base, t) => base * (0.1 + (0.7 * Math.min(t, 7)) / 7),
  },
  ExponentialLR: { make: (o) => new s.ExponentialLR(o, { gamma: 0.8 }), rate: (base, t) => base * 0.8 ** t },
  PolynomialLR: {
    make: (o) => new s.PolynomialLR(o, { totalIters: 9, power: 1.5 }),
    rate: (base, t) => base * (1 - Math.min(t, 9) / 9) ** 1.5,
  },
  CosineAnnealingLR: {
    make: (o) => new s.CosineAnnealingLR(o, { tMax: 5, etaMin: 0.01 }),
    rate: (base, t) => between(base, 0.01, t / 5),
  },
  CosineAnnealingWarmRestarts: {
    make: (o) => new s.CosineAnnealingWarmRestarts(o, { t0: 3, tMult: 2, etaMin: 0.001 }),
    rate: (base, t) => between(base, 0.001, t < 3 ? t / 3 : t < 9 ? (t - 3) / 6 : (t - 9) / 12),
  },
  OneCycleLR: {
    make: (o) => new s.OneCycleLR(o, { maxLr: BASES, totalSteps: 20, pctStart: 0.4 }),
    rate: (base, t) => (t <= 7 ? between(base / 25, base, t / 7) : between(base, base / 25e4, (t - 7) / 12)),
  },
  LambdaLR: {
    make: (o) => new s.LambdaLR(o, { lrLambda: [(t) => 0.9 ** t, (t) => 1 / (1 + t)] }),
    rate: (base, t) => base * (base === 0.1 ? 0.9 ** t : 1 / (1 + t)),
  },
  ReduceLROnPlateau: {
    make: (o) => new s.ReduceLROnPlateau(o, { patience: 1, factor: 0.5, cooldown: 1, minLr: [0.03, 0] }),
    // the metric never gets better after the first: bad steps 2 and 3 are one too many, then 4 cools down
    rate: (base, t) => Math.max(base * 0.5 ** (t < 3 ? 0 : 1 + Math.floor((t - 3) / 3)), base === 0.1 ? 0.03 : 0),
  },
  CyclicLR: {
    make: (o) =>
      new s.CyclicLR(o, { baseLr: BASES, maxLr: BASES.map((x) => 3 * x), stepSizeUp: 2, stepSizeDown: 4, mode: 'triangular2' }),
    rate: (base, t) => base * (1 + (2 * (t % 6 <= 2 ? (t % 6) / 2 : (6 - (t % 6)) / 4)) / 2 ** Math.floor(t / 6)),
  },
  MultiplicativeLR: {
    make: (o) => new s.MultiplicativeLR(o, { lrLambda: [() => 0.9, (t) => t / (t + 1)] }),
    rate: (base, t) => base * (base === 0.1 ? 0.9 ** t : 1 / (t + 1)),
  },
  ChainedScheduler: {
    make: (o) =>
      new s.ChainedScheduler([new s.ConstantLR(o, { factor: 0.5, totalIters: 3 }), new s.ExponentialLR(o, { gamma: 0.9 })]),
    rate: (base, t) => base * (t < 3 ? 0.5 : 1) * 0.9 ** t,
  },
  SWALR: {
    make: (o) => new rl.optim.swaUtils.SWALR(o, { swaLr: BASES.map((x) => x / 5), annealEpochs: 6 }),
    rate: (base, t) => between(base, base / 5, Math.min(t, 6) / 6),
  },
  SequentialLR: {
    make: (o) =>
      new s.SequentialLR(o, {
        schedulers: [
          new s.LinearLR(o, { startFactor: 0.5, totalIters: 4 }),
          new s.CosineAnnealingWarmRestarts(o, { t0: 3 }),
          new s.StepLR(o, { stepSize: 2 }),
        ],
        milestones: [4, 9],
      }),
    rate: (base, t) => {
      if (t < 4) return base * (0.5 + t / 8);
      return t < 9 ? base * cosine(((t - 4) % 3) / 3) : base * 0.1 ** Math.floor((t - 9) / 2);
    },
  },
};

const STEPS = 20;
const advance = (scheduler: rl.optim.lrScheduler.LRScheduler): void =>
  scheduler.needsMetric ? scheduler.step(1) : scheduler.step();

beforeAll(start);

/** Runs a check with an optimizer, and disposes it. */
function withOptimizer(check: (optimizer: rl.optim.SGD) => void): void {
  leavesNothing(() => {
    const optimizer = twoGroups();
    check(optimizer);
    optimizer.dispose();
  });
}

describe.each(Object.entries(rows))('%s', (_name, { make, rate }) => {
  it('follows its definition in every group', () => {
    withOptimizer((optimizer) => {
      const scheduler = make(optimizer);
      for (let t = 0; t < STEPS; t++) {
        const got = ratesOf(optimizer);
        BASES.forEach((base, i) => expect(got[i], `group ${i}, step ${t}`).toBeCloseTo(rate(base, t), 12));
        expect(scheduler.getLastLr()).toEqual(got);
        expect(scheduler.lastEpoch).toBe(t);
        advance(scheduler);
      }
    });
  });

  it('goes on from a saved state, through JSON, as if it had never stopped', () => {
    withOptimizer((optimizer) => {
      const scheduler = make(optimizer);
      for (let t = 0; t < 6; t++) advance(scheduler);
      const saved = JSON.parse(JSON.stringify([optimizer.stateDict(), scheduler.stateDict()]));
      const other = twoGroups();
      const resumed = make(other);
      other.loadStateDict(saved[0]);
      resumed.loadStateDict(saved[1]);
      for (let t = 6; t < STEPS; t++) {
        expect(ratesOf(other)).toEqual(ratesOf(optimizer));
        expect(other.paramGroups[0]!.momentum).toBe(optimizer.paramGroups[0]!.momentum);
        advance(scheduler);
        advance(resumed);
      }
      other.dispose();
    });
  });

  it('refuses a state of another kind, and changes nothing', () => {
    withOptimizer((optimizer) => {
      const scheduler = make(optimizer);
      const before = scheduler.stateDict();
      expect(() => scheduler.loadStateDict({ ...before, gama: 1 })).toThrow(/^loadStateDict: /);
      expect(() => scheduler.loadStateDict({})).toThrow(/^loadStateDict: /);
      expect(() => scheduler.loadStateDict({ ...before, lastEpoch: 'x' })).toThrow(/^loadStateDict: .*lastEpoch/);
      // NaN and null, which it becomes in JSON, in every place that holds a number
      for (const [key, value] of Object.entries(before)) {
        for (const bad of [NaN, null]) {
          if (key === 'best' && bad === null) continue;
          const changed = Array.isArray(value) && typeof value[0] === 'number' ? [bad, ...value.slice(1)] : bad;
          if (typeof value === 'number' || Array.isArray(changed))
            expect(() => scheduler.loadStateDict({ ...before, [key]: changed }), key).toThrow(/^loadStateDict: expected /);
        }
      }
      expect(scheduler.stateDict()).toEqual(before);
    });
  });
});

it('warm restarts take an epoch with a fraction', () => {
  withOptimizer((optimizer) => {
    const scheduler = new s.CosineAnnealingWarmRestarts(optimizer, { t0: 3, tMult: 2 });
    for (const t of [0.5, 2.75, 3, 8.5, 9, 20.5, 1]) {
      scheduler.step(t);
      const part = t < 3 ? t / 3 : t < 9 ? (t - 3) / 6 : (t - 9) / 12;
      expect(ratesOf(optimizer)[0]).toBeCloseTo(0.1 * cosine(part), 12);
    }
    expect(scheduler.lastEpoch).toBe(1);
  });
});

it('a plateau is found in tensors, rising metrics and NaN', () => {
  withOptimizer((optimizer) => {
    const scheduler = new s.ReduceLROnPlateau(optimizer, { mode: 'max', patience: 0, thresholdMode: 'abs', threshold: 0.1 });
    for (const metric of [rl.tensor(0.5), 0.7, rl.tensor([0.9])]) scheduler.step(metric);
    expect(ratesOf(optimizer)).toEqual(BASES);
    expect(scheduler.best).toBeCloseTo(0.9, 6);
    scheduler.step(0.95);
    expect(ratesOf(optimizer)[0]).toBeCloseTo(0.01, 12);
    scheduler.step(NaN);
    expect(ratesOf(optimizer)[0]).toBeCloseTo(0.001, 12);
  });
});

it('a group added later joins in', () => {
  withOptimizer((optimizer) => {
    const scheduler = new s.LambdaLR(optimizer, { lrLambda: (t) => 1 / (1 + t) });
    optimizer.addParamGroup({ params: [parameter()], lr: 0.5 });
    scheduler.step();
    expect(ratesOf(optimizer)).toEqual([0.05, 0.0125, 0.5]);
    expect(optimizer.paramGroups[2]).toMatchObject({ initialLr: 0.5 });
  });
});

it('goes on from lastEpoch where the optimizer has its first rates', () => {
  withOptimizer((optimizer) => {
    expect(() => new s.StepLR(optimizer, { stepSize: 2, lastEpoch: 3 })).toThrow(/^StepLR: expected initialLr/);
    new s.CosineAnnealingLR(optimizer, { tMax: 8 });
    const scheduler = new s.CosineAnnealingLR(optimizer, { tMax: 8, lastEpoch: 2 });
    expect(scheduler.lastEpoch).toBe(3);
    expect(ratesOf(optimizer)[0]).toBeCloseTo(0.1 * cosine(3 / 8), 12);
  });
});

it('takes a step whole or not at all', () => {
  withOptimizer((optimizer) => {
    let broken = false;
    const lrLambda = (t: number): number => (broken ? (undefined as never) : 0.5 ** t);
    const chained = new s.ChainedScheduler([
      new s.ExponentialLR(optimizer, { gamma: 0.9 }),
      new s.LambdaLR(optimizer, { lrLambda }),
    ]);
    chained.step();
    const seen = (): unknown => [ratesOf(optimizer), chained.stateDict()];
    const before = seen();
    broken = true;
    expect(() => chained.step()).toThrow(/^step: expected what lrLambda returns to be a number, got undefined/);
    expect(seen()).toEqual(before);
    broken = false;
    chained.step();
    expect(chained.lastEpoch).toBe(2);
  });
});

it('leaves the optimizer alone if it cannot begin', () => {
  withOptimizer((optimizer) => {
    const before = JSON.stringify(optimizer.paramGroups.map(({ params: _, ...o }) => o));
    const forgetful = (() => {}) as never;
    expect(() => new s.LambdaLR(optimizer, { lrLambda: forgetful })).toThrow(/^LambdaLR: expected what lrLambda returns/);
    expect(() => new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1, scaleFn: forgetful })).toThrow(
      /^CyclicLR: expected what scaleFn/,
    );
    expect(JSON.stringify(optimizer.paramGroups.map(({ params: _, ...o }) => o))).toBe(before);
  });
});

it('a part of no steps is over at once in a sequence', () => {
  withOptimizer((optimizer) => {
    const schedulers = [
      new s.ConstantLR(optimizer, { factor: 0.5 }),
      new s.ConstantLR(optimizer, { factor: 0.25, totalIters: 0 }),
    ];
    const scheduler = new s.SequentialLR(optimizer, { schedulers, milestones: [2] });
    scheduler.step();
    expect(ratesOf(optimizer)[0]).toBeCloseTo(0.05, 12);
    for (let t = 2; t < 5; t++) {
      scheduler.step();
      expect(ratesOf(optimizer)[0]).toBeCloseTo(0.1, 12);
    }
  });
});

const refusals: [string, (o: rl.optim.SGD) => unknown, ErrorConstructor, RegExp][] = [
  ['no optimizer', () => new s.StepLR({} as never, { stepSize: 1 }), TypeError, /^StepLR: expected an optimizer/],
  ['a mistyped option', (o) => new s.StepLR(o, { stepsize: 1 } as never), TypeError, /^StepLR: .*'stepSize'/],
  ['no stepSize', (o) => new s.StepLR(o, {} as never), TypeError, /^StepLR: expected stepSize/],
  ['no options', (o) => new s.ExponentialLR(o, undefined as never), TypeError, /^ExponentialLR: expected gamma/],
  ['a stepSize of 0', (o) => new s.StepLR(o, { stepSize: 0 }), RangeError, /^StepLR: .*got 0/],
  ['milestones that are none', (o) => new s.MultiStepLR(o, { milestones: 3 as never }), TypeError, /^MultiStepLR: /],
  ['a factor of 0', (o) => new s.LinearLR(o, { startFactor: 0 }), RangeError, /^LinearLR: expected startFactor above 0/],
  ['an end above 1', (o) => new s.LinearLR(o, { endFactor: 1.5 }), RangeError, /^LinearLR: .*endFactor.*1\.5/],
  ['no function', (o) => new s.LambdaLR(o, { lrLambda: 3 as never }), TypeError, /^LambdaLR: /],
  ['one function of two', (o) => new s.LambdaLR(o, { lrLambda: [() => 1] }), RangeError, /^LambdaLR: expected 2/],
  ['no maxLr', (o) => new s.OneCycleLR(o, { totalSteps: 4 } as never), TypeError, /^OneCycleLR: expected maxLr/],
  ['one maxLr of two', (o) => new s.OneCycleLR(o, { maxLr: [1], totalSteps: 4 }), RangeError, /^OneCycleLR: expected 2/],
  [
    'a step to an epoch',
    (o) => new s.StepLR(o, { stepSize: 1 }).step(5),
    TypeError,
    /^step: expected no argument for a StepLR, got 5/,
  ],
  [
    'a word for a flag',
    (o) => new s.CyclicLR(o, { baseLr: 0, maxLr: 1, cycleMomentum: 'no' as never }),
    TypeError,
    /^CyclicLR: /,
  ],
  [
    'an unknown mode',
    (o) => new s.CyclicLR(o, { baseLr: 0, maxLr: 1, mode: 'sine' as never }),
    RangeError,
    /^CyclicLR: .*'sine'/,
  ],
  ['no schedulers', () => new s.ChainedScheduler([]), RangeError, /^ChainedScheduler: expected at least one/],
  ['a chained plateau', (o) => new s.ChainedScheduler([new s.ReduceLROnPlateau(o)]), RangeError, /^ChainedScheduler: .*metric/],
  ['no metric', (o) => new s.ReduceLROnPlateau(o).step(), TypeError, /^step: expected a metric/],
  ['a negative epoch', (o) => new s.CosineAnnealingWarmRestarts(o, { t0: 2 }).step(-1), RangeError, /^step: /],
  [
    'milestones that do not fit',
    (o) => new s.SequentialLR(o, { schedulers: [new s.StepLR(o, { stepSize: 1 })], milestones: [3] }),
    RangeError,
    /^SequentialLR: expected 0 milestones/,
  ],
  [
    'a plateau in sequence',
    (o) => new s.SequentialLR(o, { schedulers: [new s.ReduceLROnPlateau(o)], milestones: [] }),
    RangeError,
    /^SequentialLR: .*metric/,
  ],
];

it.each(refusals)('refuses %s', (_, attempt, type, message) => {
  withOptimizer((optimizer) => {
    expect(() => attempt(optimizer)).toThrow(type);
    expect(() => attempt(optimizer)).toThrow(message);
  });
});

it('a cycle of one momentum wants an optimizer that has it', () => {
  withOptimizer((optimizer) => {
    optimizer.paramGroups.forEach((group) => delete (group as { momentum?: number }).momentum);
    expect(() => new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 3 })).toThrow(/^OneCycleLR: .*cycleMomentum/);
  });
});
