// Corners of schedules: settings half given, runs that are resumed, phases without steps, momenta.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toTorch } from '../src/torch/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { ratesOf, withOptimizer } from './support/schedules.ts';

const { lrScheduler: s } = rl.optim;

beforeAll(start);

describe('a schedule', () => {
  it('resumes at any step from 0 on only where there are first rates', () => {
    for (const lastEpoch of [0, 1])
      withOptimizer((optimizer) => {
        expect(() => new s.StepLR(optimizer, { stepSize: 2, lastEpoch })).toThrow(/^StepLR: expected initialLr in every group/);
        expect(ratesOf(optimizer)).toEqual([0.1, 0.025]);
      });
  });

  it('of a cosine resumes on its curve, above its minimum', () => {
    withOptimizer((optimizer) => {
      const options = { tMax: 8, etaMin: 0.02 };
      const whole = new s.CosineAnnealingLR(optimizer, options);
      for (let t = 0; t < 3; t++) whole.step();
      const want = ratesOf(optimizer);
      const resumed = new s.CosineAnnealingLR(optimizer, { ...options, lastEpoch: 2 });
      expect(resumed.lastEpoch).toBe(3);
      ratesOf(optimizer).forEach((lr, i) => expect(lr).toBeCloseTo(want[i]!, 12));
    });
  });

  it('keeps the base that it was given or has loaded, whatever rates the groups began with', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.LambdaLR(optimizer, { lrLambda: (t) => 1 / (1 + t) });
      scheduler.loadStateDict({ ...scheduler.stateDict(), baseLrs: [1, 2] });
      for (const want of [
        [1 / 2, 2 / 2],
        [1 / 3, 2 / 3],
      ]) {
        scheduler.step();
        expect(ratesOf(optimizer)).toEqual(want);
        expect(scheduler.baseLrs).toEqual([1, 2]);
      }
      const cyclic = new s.CyclicLR(optimizer, { baseLr: 0.5, maxLr: 1, stepSizeUp: 2 });
      expect(ratesOf(optimizer)).toEqual([0.5, 0.5]);
      cyclic.step();
      expect(ratesOf(optimizer)).toEqual([0.75, 0.75]);
      expect(cyclic.baseLrs).toEqual([0.5, 0.5]);
    });
  });

  it('of a polynomial ends after 5 steps unless told', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.PolynomialLR(optimizer);
      expect(scheduler.totalIters).toBe(5);
      for (let t = 0; t < 7; t++) {
        expect(ratesOf(optimizer)[0], `step ${t}`).toBeCloseTo(0.1 * Math.max(0, 1 - t / 5), 12);
        scheduler.step();
      }
    });
  });

  it('of a cycle counts steps in the mode that falls with each, else cycles, unless a function is given', () => {
    withOptimizer((optimizer) => {
      const modeOf = (o: Partial<rl.optim.lrScheduler.CyclicLROptions>): string =>
        new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1, ...o }).scaleMode;
      expect(modeOf({ mode: 'exp_range' })).toBe('iterations');
      expect(modeOf({ mode: 'exp_range', scaleMode: 'cycle' })).toBe('iterations');
      expect(modeOf({ mode: 'triangular2', scaleMode: 'iterations' })).toBe('cycle');
      expect(modeOf({ scaleFn: () => 1 })).toBe('cycle');
      expect(modeOf({ mode: 'exp_range', scaleFn: () => 1 })).toBe('cycle');
      expect(modeOf({ scaleMode: 'iterations', scaleFn: () => 1 })).toBe('iterations');
    });
  });

  it('of a cycle gives its function the cycle, counted from 1, or the step', () => {
    withOptimizer((optimizer) => {
      const asked = (o: object): number[] => {
        const seen: number[] = [];
        const scaleFn = (x: number): number => seen.push(x) * 0;
        const scheduler = new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1, stepSizeUp: 1, scaleFn, ...o });
        for (let t = 0; t < 5; t++) scheduler.step();
        return seen;
      };
      expect(asked({})).toEqual([1, 1, 2, 2, 3, 3]);
      expect(asked({ scaleMode: 'cycle', mode: 'exp_range' })).toEqual([1, 1, 2, 2, 3, 3]);
      expect(asked({ scaleMode: 'iterations' })).toEqual([0, 1, 2, 3, 4, 5]);
    });
  });

  it('of cycles that fall takes the momentum with it', () => {
    withOptimizer((optimizer) => {
      const options = { baseLr: 0, maxLr: 1, stepSizeUp: 2, baseMomentum: 0.25, maxMomentum: 0.75 };
      const scheduler = new s.CyclicLR(optimizer, { ...options, mode: 'triangular2' });
      for (const height of [0, 0.5, 1, 0.5, 0, 0.25, 0.5, 0.25, 0, 0.125]) {
        const { lr, momentum } = optimizer.paramGroups[0]!;
        expect([lr, momentum]).toEqual([height, 0.75 - height / 2]);
        scheduler.step();
      }
    });
  });

  it('of a cycle writes its momenta into the groups if it cycles them', () => {
    const bounds = { baseMomentum: [0.3, 0.4], maxMomentum: 0.7 };
    for (const cycleMomentum of [true, false])
      withOptimizer((optimizer) => {
        new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1, ...bounds, cycleMomentum });
        const groups = optimizer.paramGroups as { momentum?: number; baseMomentum?: number; maxMomentum?: number }[];
        expect(groups.map((g) => [g.baseMomentum, g.maxMomentum, g.momentum])).toEqual(
          cycleMomentum
            ? [
                [0.3, 0.7, 0.7],
                [0.4, 0.7, 0.7],
              ]
            : [
                [undefined, undefined, 0.9],
                [undefined, undefined, 0.9],
              ],
        );
      });
  });

  it('of a cycle is written for PyTorch unless its height is a function', () => {
    leavesNothing(() => {
      const model = new rl.nn.Linear(3, 2);
      const optimizer = new rl.optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
      const criterion = new rl.nn.CrossEntropyLoss();
      const written = (scheduler: rl.optim.lrScheduler.LRScheduler): unknown =>
        toTorch(model, { example: rl.ones([2, 3]), criterion, optimizer, epochs: 1, scheduler });
      const options = { baseLr: 0.1, maxLr: 1 };
      expect(() => written(new s.CyclicLR(optimizer, { ...options, scaleFn: () => 1 }))).toThrow(
        /^toTorch: expected a CyclicLR without scaleFn, got one with it; use a mode$/,
      );
      expect(typeof written(new s.CyclicLR(optimizer, options))).toBe('object');
      optimizer.dispose();
      model.dispose();
    });
  });

  it('that takes no new fields is left as it is', () => {
    withOptimizer((optimizer) => {
      for (const close of [Object.seal, Object.preventExtensions, Object.freeze]) {
        const scheduler = close(new s.StepLR(optimizer, { stepSize: 1 })) as rl.optim.lrScheduler.StepLR;
        const [state, before] = [scheduler.stateDict(), ratesOf(optimizer)];
        expect(() => scheduler.step()).toThrow(/^step: expected a scheduler that may change/);
        expect(() => scheduler.loadStateDict(state)).toThrow(/^loadStateDict: expected a scheduler that may change/);
        expect([scheduler.stateDict(), ratesOf(optimizer)]).toEqual([state, before]);
      }
      const chain = Object.freeze(new s.ChainedScheduler([new s.StepLR(optimizer, { stepSize: 1 })]));
      expect(() => chain.step()).toThrow(/^step: expected a scheduler that may change/);
      const scheduler = new s.StepLR(optimizer, { stepSize: 1 });
      Object.seal(optimizer.paramGroups[1]);
      expect(() => scheduler.step()).toThrow(/^step: expected a group that may change/);
      expect([scheduler.lastEpoch, ratesOf(optimizer)]).toEqual([0, [0.1, 0.025]]);
    });
  });

  it('whose step fails leaves all as it was, its parts too, and every field of a group', () => {
    withOptimizer((optimizer) => {
      let broken = false;
      const lambda = (): rl.optim.lrScheduler.LRScheduler =>
        new s.LambdaLR(optimizer, { lrLambda: (t) => (broken ? NaN : 0.5 ** t) });
      const chain = new s.ChainedScheduler([new s.ExponentialLR(optimizer, { gamma: 0.9 }), lambda()]);
      const schedulers = [new s.ChainedScheduler([new s.ExponentialLR(optimizer, { gamma: 0.9 }), lambda()]), lambda()];
      const sequence = new s.SequentialLR(optimizer, { schedulers, milestones: [2] });
      for (const group of optimizer.paramGroups) Object.defineProperty(group, 'lr', { configurable: false });
      const seen = (): unknown => [
        sequence.stateDict(),
        chain.stateDict(),
        optimizer.paramGroups.map(({ params: _, ...own }) => own),
      ];
      for (let t = 0; t < 4; t++) {
        const before = seen();
        broken = true;
        for (const scheduler of [sequence, chain])
          expect(() => scheduler.step()).toThrow(/^step: expected what lrLambda returns/);
        expect(seen(), `step ${t}`).toEqual(before);
        broken = false;
        sequence.step();
      }
    });
  });

  it('of phases without a step ends each at once', () => {
    withOptimizer((optimizer) => {
      const options = { maxLr: 10, divFactor: 10, finalDivFactor: 10, annealStrategy: 'linear' } as const;
      // the first phase ends at step 0
      const first = new s.OneCycleLR(optimizer, { ...options, totalSteps: 10, pctStart: 0.1 });
      for (let t = 0; t < 10; t++) {
        expect(ratesOf(optimizer)[0], `step ${t}`).toBeCloseTo(10 - 1.1 * t, 10);
        expect(optimizer.paramGroups[0]!.momentum).toBeCloseTo(0.85 + t / 90, 10);
        first.step();
      }
      // the second phase begins where it ends
      const second = new s.OneCycleLR(optimizer, { ...options, totalSteps: 4, pctStart: 1 });
      for (let t = 0; t < 4; t++) {
        expect(ratesOf(optimizer)[0], `step ${t}`).toBeCloseTo(1 + 3 * t, 10);
        second.step();
      }
      expect(ratesOf(optimizer)[0]).toBeCloseTo(0.1, 10);
    });
  });

  it('of one cycle counts its steps in epochs', () => {
    withOptimizer((optimizer) => {
      const total = (o: object): number => new s.OneCycleLR(optimizer, { maxLr: 1, ...o }).totalSteps;
      expect(total({ epochs: 3, stepsPerEpoch: 4 })).toBe(12);
      expect(total({ epochs: 3, stepsPerEpoch: 4, totalSteps: 5 })).toBe(5);
      expect(total({ totalSteps: 5 })).toBe(5);
      for (const options of [{}, { epochs: 3 }, { stepsPerEpoch: 4 }]) {
        expect(() => total(options)).toThrow(TypeError);
        expect(() => total(options)).toThrow(/^OneCycleLR: expected totalSteps, or epochs and stepsPerEpoch, got neither$/);
      }
    });
  });

  it('of one cycle takes undefined for no argument, and nothing else', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 5 });
      scheduler.step(undefined);
      expect(scheduler.lastEpoch).toBe(1);
      expect(() => scheduler.step(3 as never)).toThrow(/^step: expected no argument for a OneCycleLR, got 3/);
      expect(scheduler.lastEpoch).toBe(1);
    });
  });

  it('of one cycle leaves the momentum of groups that it does not cycle', () => {
    withOptimizer((optimizer) => {
      type Own = { momentum?: number; baseMomentum?: number };
      const groups = optimizer.paramGroups as Own[];
      const still = new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 9, cycleMomentum: false });
      expect(groups.map((g) => [g.momentum, g.baseMomentum])).toEqual([
        [0.9, undefined],
        [0.9, undefined],
      ]);
      const cycling = new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 9, pctStart: 0.5 });
      optimizer.addParamGroup({ params: rl.zeros([1], { requiresGrad: true }), lr: 0.5, momentum: 0.3 });
      cycling.step();
      expect(groups[0]!.momentum).toBeLessThan(0.95);
      expect(groups[2]!.momentum).toBe(0.3);
      const before = groups.map((g) => g.momentum);
      still.step();
      expect(groups.map((g) => g.momentum)).toEqual(before);
    });
  });

  it('of momenta cycles the first beta of an optimizer that has betas', () => {
    leavesNothing(() => {
      const optimizer = new rl.optim.Adam([rl.zeros([1], { requiresGrad: true })], { betas: [0.5, 0.75] });
      const [group] = optimizer.paramGroups as unknown as { betas: number[]; momentum?: number }[];
      const betas = (): unknown[] => [group!.betas, group!.momentum];
      const options = { baseMomentum: 0.25, maxMomentum: 0.75 };
      const cyclic = new s.CyclicLR(optimizer, { baseLr: 0, maxLr: 1, stepSizeUp: 2, ...options });
      expect(betas()).toEqual([[0.75, 0.75], undefined]);
      cyclic.step();
      expect(betas()).toEqual([[0.5, 0.75], undefined]);
      const cycle = new s.OneCycleLR(optimizer, {
        maxLr: 1,
        totalSteps: 8,
        pctStart: 0.375,
        annealStrategy: 'linear',
        ...options,
      });
      expect(betas()).toEqual([[0.75, 0.75], undefined]);
      cycle.step();
      expect(betas()).toEqual([[0.5, 0.75], undefined]);
      optimizer.dispose();
    });
  });

  it('has the settings of PyTorch unless told', () => {
    withOptimizer((optimizer) => {
      const plateau = new s.ReduceLROnPlateau(optimizer);
      const { patience, factor, threshold, cooldown, eps, mode, thresholdMode } = plateau;
      expect([patience, factor, threshold, cooldown, eps, mode, thresholdMode]).toEqual([10, 0.1, 1e-4, 0, 1e-8, 'min', 'rel']);
      for (let t = 0; t < 12; t++) {
        expect(ratesOf(optimizer)[0], `step ${t}`).toBe(0.1);
        plateau.step(1);
      }
      expect(ratesOf(optimizer)[0]).toBeCloseTo(0.01, 12);
      const { totalSize, stepRatio } = new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1 });
      expect([totalSize, stepRatio]).toEqual([4000, 0.5]);
    });
  });

  it('of a plateau heeds a first metric that is NaN, and lowers a group that joined later', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.ReduceLROnPlateau(optimizer, { patience: 0, factor: 0.5, minLr: 0.02 });
      optimizer.addParamGroup({ params: rl.zeros([1], { requiresGrad: true }), lr: 0.5 });
      for (const want of [
        [0.05, 0.02, 0.25],
        [0.025, 0.02, 0.125],
      ]) {
        scheduler.step(NaN);
        expect(ratesOf(optimizer)).toEqual(want);
      }
    });
  });

  it('of a constant factor of 0 ends at the first rate', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.ConstantLR(optimizer, { factor: 0, totalIters: 2 });
      for (const want of [
        [0, 0],
        [0, 0],
        [0.1, 0.025],
        [0.1, 0.025],
      ]) {
        expect(ratesOf(optimizer)).toEqual(want);
        scheduler.step();
      }
    });
  });

  it('of a constant factor of 1 leaves the rate that others have set', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.ConstantLR(optimizer, { factor: 1, totalIters: 2 });
      for (let t = 0; t < 3; t++) {
        for (const group of optimizer.paramGroups) group.lr = 0.5;
        scheduler.step();
        expect(ratesOf(optimizer)).toEqual([0.5, 0.5]);
      }
    });
  });

  it('of a cosine begins at the rate that is there', () => {
    withOptimizer((optimizer) => {
      new s.ConstantLR(optimizer, { factor: 0.5 });
      new s.CosineAnnealingLR(optimizer, { tMax: 4 });
      expect(ratesOf(optimizer)).toEqual([0.05, 0.0125]);
    });
  });

  it('of warm restarts that grow threefold is at every epoch where its steps lead', () => {
    withOptimizer((optimizer) => {
      const options = { t0: 2, tMult: 3, etaMin: 0.01 };
      const [steps, jumps] = [
        new s.CosineAnnealingWarmRestarts(optimizer, options),
        new s.CosineAnnealingWarmRestarts(optimizer, options),
      ];
      for (let t = 1; t < 30; t++) {
        steps.step();
        const want = ratesOf(optimizer);
        jumps.step(t);
        ratesOf(optimizer).forEach((lr, i) => expect(lr, `epoch ${t}`).toBeCloseTo(want[i]!, 12));
        const { tI } = steps.stateDict() as { tI: number };
        expect(jumps.stateDict()).toMatchObject({ tI, lastEpoch: t });
      }
    });
  });
});
