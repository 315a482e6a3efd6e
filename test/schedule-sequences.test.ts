// Schedules that begin again, within a sequence or by themselves, and groups that join while one runs.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { start } from './support/library.ts';
import { ratesOf, withOptimizer } from './support/schedules.ts';

const { lrScheduler: s } = rl.optim;

beforeAll(start);

describe('a schedule that begins again', () => {
  type Scheduler = rl.optim.lrScheduler.LRScheduler;
  const makers: Record<string, (o: rl.optim.SGD) => Scheduler> = {
    LambdaLR: (o) => new s.LambdaLR(o, { lrLambda: (t) => 1 / (1 + t) }),
    CosineAnnealingLR: (o) => new s.CosineAnnealingLR(o, { tMax: 3, etaMin: 0.01 }),
    'CosineAnnealingLR of one step': (o) => new s.CosineAnnealingLR(o, { tMax: 1 }),
    CosineAnnealingWarmRestarts: (o) => new s.CosineAnnealingWarmRestarts(o, { t0: 2, tMult: 2 }),
    ChainedScheduler: (o) =>
      new s.ChainedScheduler([
        new s.ConstantLR(o, { factor: 0.5, totalIters: 2 }),
        new s.CosineAnnealingWarmRestarts(o, { t0: 2, tMult: 2 }),
        new s.ExponentialLR(o, { gamma: 0.5 }),
      ]),
    SequentialLR: (o) => {
      const schedulers = [new s.ConstantLR(o, { factor: 0.5 }), new s.ExponentialLR(o, { gamma: 0.5 })];
      return new s.SequentialLR(o, { schedulers, milestones: [2] });
    },
  };
  /** The rates of so many steps. */
  const course = (optimizer: rl.optim.SGD, scheduler: Scheduler, steps: number): number[][] =>
    Array.from({ length: steps }, () => {
      const now = ratesOf(optimizer);
      scheduler.step();
      return now;
    });

  it.each(Object.keys(makers))('%s: has the rates of the first time, first or second in a sequence', (name) => {
    const make = makers[name]!;
    let alone: number[][] = [];
    withOptimizer((optimizer) => {
      alone = course(optimizer, make(optimizer), 8);
    });
    const close = (got: number[][], want: number[][]): void =>
      want.forEach((all, t) => all.forEach((lr, i) => expect(got[t]![i], `group ${i}, step ${t}`).toBeCloseTo(lr, 12)));
    withOptimizer((optimizer) => {
      const scheduler = make(optimizer);
      for (let t = 0; t < 5; t++) scheduler.step();
      scheduler.restart();
      expect(scheduler.lastEpoch).toBe(0);
      close(course(optimizer, scheduler, 8), alone);
    });
    // a sequence takes its first step twice there, as in PyTorch
    const twice = name === 'SequentialLR' ? [[0.1, 0.025], [0.1, 0.025], ...alone.slice(2)] : alone;
    withOptimizer((optimizer) => {
      const own = make(optimizer);
      const schedulers = [own, new s.ConstantLR(optimizer, { factor: 0.25, totalIters: 99 })];
      const sequence = new s.SequentialLR(optimizer, { schedulers, milestones: [8] });
      expect(own.lastEpoch).toBe(0);
      close(course(optimizer, sequence, 8), twice);
      expect(own.lastEpoch).toBe(7);
      expect(ratesOf(optimizer)).toEqual([0.025, 0.00625]);
    });
    withOptimizer((optimizer) => {
      const own = make(optimizer);
      const schedulers = [new s.ConstantLR(optimizer, { factor: 0.5 }), own];
      const sequence = new s.SequentialLR(optimizer, { schedulers, milestones: [1] });
      expect(ratesOf(optimizer)).toEqual([0.05, 0.0125]);
      sequence.step();
      expect(own.lastEpoch).toBe(0);
      close(course(optimizer, sequence, 8), alone);
      expect(own.lastEpoch).toBe(8);
    });
  });
});

describe('a group that joined later', () => {
  const join = (optimizer: rl.optim.SGD): void =>
    optimizer.addParamGroup({ params: rl.zeros([1], { requiresGrad: true }), lr: 0.5 });

  it('goes on at its own rate where a sequence moves on', () => {
    withOptimizer((optimizer) => {
      const last = new s.ChainedScheduler([new s.StepLR(optimizer, { stepSize: 1 })]);
      const schedulers = [
        new s.ExponentialLR(optimizer, { gamma: 0.5 }),
        new s.StepLR(optimizer, { stepSize: 1 }),
        new s.ConstantLR(optimizer, { totalIters: 0 }),
        last,
      ];
      const sequence = new s.SequentialLR(optimizer, { schedulers, milestones: [2, 4, 5] });
      join(optimizer);
      for (const [t, want] of [
        [0.1, 0.025, 0.5],
        [0.05, 0.0125, 0.25],
        [0.1, 0.025, 0.25],
        [0.01, 0.0025, 0.025],
        [0.1, 0.025, 0.025],
        [0.1, 0.025, 0.025],
        [0.01, 0.0025, 0.0025],
      ].entries()) {
        want.forEach((lr, i) => expect(ratesOf(optimizer)[i], `group ${i}, step ${t}`).toBeCloseTo(lr, 12));
        sequence.step();
      }
    });
  });

  it('leaves the others the bases that they were given or have loaded', () => {
    withOptimizer((optimizer) => {
      const lambda = new s.LambdaLR(optimizer, { lrLambda: (t) => 1 / (1 + t) });
      lambda.loadStateDict({ ...lambda.stateDict(), baseLrs: [1, 2] });
      const cyclic = new s.CyclicLR(optimizer, { baseLr: 0.25, maxLr: 1.25, stepSizeUp: 2 });
      join(optimizer);
      cyclic.step();
      expect(ratesOf(optimizer)).toEqual([0.75, 0.75, 0.5]);
      expect(cyclic.baseLrs).toEqual([0.25, 0.25, 0.5]);
      lambda.step();
      expect(ratesOf(optimizer)).toEqual([0.5, 1, 0.5]);
      expect(lambda.baseLrs).toEqual([1, 2, 0.5]);
    });
  });

  it('is in a state that goes back to where it came from', () => {
    withOptimizer((optimizer) => {
      const all = [
        new s.StepLR(optimizer, { stepSize: 1 }),
        new s.CyclicLR(optimizer, { baseLr: 0.25, maxLr: 1.25 }),
        new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 9 }),
        new s.LambdaLR(optimizer, { lrLambda: () => 1 }),
        new s.ReduceLROnPlateau(optimizer, { minLr: [0.01, 0] }),
      ];
      join(optimizer);
      for (const scheduler of all) {
        if (scheduler.needsMetric) scheduler.step(1 as never);
        else scheduler.step();
        const state = scheduler.stateDict();
        expect(state['lastLr']).toEqual(ratesOf(optimizer));
        scheduler.loadStateDict(JSON.parse(JSON.stringify(state)));
        expect(scheduler.stateDict()).toEqual(state);
      }
    });
  });
});
