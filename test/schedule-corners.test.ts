// Corners of schedules, of averaged models, and of batch norms taken anew: states half given, resumed runs, and what is no number.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toTorch } from '../src/torch/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { lrScheduler: s, swaUtils } = rl.optim;
type Tensor = rl.Tensor;

beforeAll(start);

/** Runs a check with an optimizer of two groups, and disposes it. */
function withOptimizer(check: (optimizer: rl.optim.SGD) => void): void {
  leavesNothing(() => {
    const groups = [0.1, 0.025].map((lr) => ({ params: [rl.zeros([1], { requiresGrad: true })], lr }));
    const optimizer = new rl.optim.SGD(groups, { momentum: 0.9 });
    check(optimizer);
    optimizer.dispose();
  });
}

const rates = (optimizer: rl.optim.SGD): number[] => optimizer.paramGroups.map(({ lr }) => lr);

describe('a schedule', () => {
  it('resumes at any step from 0 on only where there are first rates', () => {
    for (const lastEpoch of [0, 1])
      withOptimizer((optimizer) => {
        expect(() => new s.StepLR(optimizer, { stepSize: 2, lastEpoch })).toThrow(/^StepLR: expected initialLr in every group/);
        expect(rates(optimizer)).toEqual([0.1, 0.025]);
      });
  });

  it('of a cosine resumes on its curve, above its minimum', () => {
    withOptimizer((optimizer) => {
      const options = { tMax: 8, etaMin: 0.02 };
      const whole = new s.CosineAnnealingLR(optimizer, options);
      for (let t = 0; t < 3; t++) whole.step();
      const want = rates(optimizer);
      const resumed = new s.CosineAnnealingLR(optimizer, { ...options, lastEpoch: 2 });
      expect(resumed.lastEpoch).toBe(3);
      rates(optimizer).forEach((lr, i) => expect(lr).toBeCloseTo(want[i]!, 12));
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
        expect(rates(optimizer)).toEqual(want);
        expect(scheduler.baseLrs).toEqual([1, 2]);
      }
      const cyclic = new s.CyclicLR(optimizer, { baseLr: 0.5, maxLr: 1, stepSizeUp: 2 });
      expect(rates(optimizer)).toEqual([0.5, 0.5]);
      cyclic.step();
      expect(rates(optimizer)).toEqual([0.75, 0.75]);
      expect(cyclic.baseLrs).toEqual([0.5, 0.5]);
    });
  });

  it('of a polynomial ends after 5 steps unless told', () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.PolynomialLR(optimizer);
      expect(scheduler.totalIters).toBe(5);
      for (let t = 0; t < 7; t++) {
        expect(rates(optimizer)[0], `step ${t}`).toBeCloseTo(0.1 * Math.max(0, 1 - t / 5), 12);
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
      for (const close of [Object.seal, Object.preventExtensions]) {
        const scheduler = close(new s.StepLR(optimizer, { stepSize: 1 })) as rl.optim.lrScheduler.StepLR;
        const [state, before] = [scheduler.stateDict(), rates(optimizer)];
        expect(() => scheduler.step()).toThrow(/^step: expected a scheduler that may change/);
        expect(() => scheduler.loadStateDict(state)).toThrow(/^loadStateDict: expected a scheduler that may change/);
        expect([scheduler.stateDict(), rates(optimizer)]).toEqual([state, before]);
      }
    });
  });
});

describe('a state', () => {
  it('of several schedules has as many states as there are schedules', () => {
    withOptimizer((optimizer) => {
      const parts = (): rl.optim.lrScheduler.StepLR[] => [1, 2].map((stepSize) => new s.StepLR(optimizer, { stepSize }));
      for (const scheduler of [
        new s.ChainedScheduler(parts()),
        new s.SequentialLR(optimizer, { schedulers: parts(), milestones: [3] }),
      ]) {
        const state = scheduler.stateDict() as { schedulers: unknown[] };
        const [first, second] = state.schedulers;
        for (const schedulers of [[], [first], [first, second, second]]) {
          const attempt = (): void => scheduler.loadStateDict({ ...state, schedulers });
          expect(attempt).toThrow(RangeError);
          expect(attempt).toThrow(`loadStateDict: expected the states of 2 schedulers, got ${schedulers.length}`);
        }
        expect(scheduler.stateDict()).toEqual(state);
      }
    });
  });

  it("in PyTorch's form may list its milestones, and has no other counts", () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.MultiStepLR(optimizer, { milestones: [7] });
      const state = { base_lrs: [0.1, 0.025], last_epoch: 3, _step_count: 4, _last_lr: [0.1, 0.025], gamma: 0.1 };
      scheduler.loadStateDict({ ...state, milestones: [2, 5] });
      expect(scheduler.milestones).toEqual([2, 5]);
      for (const gamma of [{ 2: 1 }, { a: 'x' }])
        expect(() => scheduler.loadStateDict({ ...state, gamma })).toThrow(/^loadStateDict: expected gamma to be a number/);
      expect(scheduler.gamma).toBe(0.1);
    });
  });

  it("of a OneCycleLR in PyTorch's form has phases and nothing else", () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 10 });
      const state = rl.optim.toTorchState(scheduler);
      const [up, down] = state['_schedule_phases'] as [unknown, unknown];
      for (const bad of [null, undefined, 3, 'x', []])
        for (const _schedule_phases of [
          [bad, down],
          [up, bad],
        ])
          expect(() => scheduler.loadStateDict({ ...state, _schedule_phases }), String(bad)).toThrow(
            /^loadStateDict: expected phases to be 2 phases of/,
          );
      scheduler.step();
      scheduler.loadStateDict(state);
      expect(rl.optim.toTorchState(scheduler)).toEqual(state);
    });
  });
});

describe('AveragedModel', () => {
  it('counts no model whose average is disposed', () => {
    leavesNothing(() => {
      const net = new rl.nn.Linear(2, 1);
      let gone = false;
      const avgFn = (own: Tensor, current: Tensor): Tensor => {
        const next = own.add(current);
        if (gone) next.dispose();
        return next;
      };
      const averaged = new swaUtils.AveragedModel(net, { avgFn });
      averaged.updateParameters(net);
      const seen = (): unknown => Object.values(averaged.stateDict()).map((t) => t.tolist());
      const before = seen();
      gone = true;
      expect(() => averaged.updateParameters(net)).toThrow(rl.DisposedError);
      expect(() => averaged.updateParameters(net)).toThrow(/^updateParameters: expected a live tensor/);
      expect(seen()).toEqual(before);
      gone = false;
      averaged.updateParameters(net);
      expect(averaged.n_averaged.item()).toBe(2);
      averaged.dispose();
      net.dispose();
    });
  });
});

describe('updateBn', () => {
  const moments = (m: rl.nn.Module): unknown => m.buffers().map((t) => t.tolist());
  async function* later(...values: unknown[]): AsyncGenerator<Tensor> {
    yield* values as Tensor[];
  }

  it('begins anew from whatever was there, also where it has no batches', () => {
    leavesNothing(() => {
      const m = new rl.nn.BatchNorm1d(1);
      for (const bad of [NaN, Infinity, -Infinity, 99]) {
        m.running_mean!.fill_(bad);
        m.running_var!.fill_(bad);
        swaUtils.updateBn([rl.tensor([[1], [3]]), rl.tensor([[5], [11]])], m);
        expect(moments(m), String(bad)).toEqual([[5], [10], 2]);
        swaUtils.updateBn([], m);
        expect(moments(m), String(bad)).toEqual([[0], [1], 0]);
      }
      m.dispose();
    });
  });

  it('puts back the moments of a pass that began in a scope and failed after it', async () => {
    const before = rl.memory().liveBytes;
    const m = new rl.nn.BatchNorm1d(1);
    m.running_mean!.fill_(4);
    const x = rl.tensor([[1], [3]]);
    let done: unknown;
    rl.scope(() => {
      done = swaUtils.updateBn(later(x, 'x'), m);
    });
    await expect(done).rejects.toThrow(/^updateBn: expected batches of tensors/);
    expect(moments(m)).toEqual([[4], [1], 0]);
    x.dispose();
    m.dispose();
    expect(rl.memory().liveBytes).toBe(before);
  });

  it('promises an end to an asynchronous loader, also where there is no batch norm', async () => {
    const m = new rl.nn.Linear(1, 1);
    const done: unknown = swaUtils.updateBn(later(), m);
    expect(done).toBeInstanceOf(Promise);
    expect(await done).toBeUndefined();
    m.dispose();
  });
});
