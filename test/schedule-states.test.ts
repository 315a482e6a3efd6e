// States of schedules, of parts and in PyTorch's form, that are half right.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { start } from './support/library.ts';
import { ratesOf, withOptimizer } from './support/schedules.ts';

const { lrScheduler: s } = rl.optim;

beforeAll(start);

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
        for (const [bad, shown] of [
          [null, 'null'],
          [undefined, 'undefined'],
          [3, '3'],
          ['x', "'x'"],
        ])
          expect(() => scheduler.loadStateDict(bad as never), shown as string).toThrow(
            new TypeError(`loadStateDict: expected a scheduler's state, got ${shown}`),
          );
        expect(() => scheduler.loadStateDict({})).toThrow(
          /^loadStateDict: expected schedulers to be an array of states, got undef/,
        );
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
      scheduler.loadStateDict({ ...state, milestones: { 2: 1, 5: 0 } });
      expect(scheduler.milestones).toEqual([2]);
      scheduler.loadStateDict({ ...state, milestones: { 9: 4096 } });
      expect(scheduler.milestones).toEqual(new Array(4096).fill(9));
      for (const times of [4097, -1, 0.5])
        expect(() => scheduler.loadStateDict({ ...state, milestones: { 9: times } })).toThrow(RangeError);
      expect(scheduler.milestones.length).toBe(4096);
    });
  });

  it('of a cycle or a restart is refused where its period is none, and no step is taken to where it has no rate', () => {
    withOptimizer((optimizer) => {
      const restarts = new s.CosineAnnealingWarmRestarts(optimizer, { t0: 2 });
      for (const tI of [0, 0.5, -1]) {
        const attempt = (): void => restarts.loadStateDict({ ...restarts.stateDict(), tI });
        expect(attempt).toThrow(RangeError);
        expect(attempt).toThrow(/^loadStateDict: expected tI/);
      }
      const cyclic = new s.CyclicLR(optimizer, { baseLr: 0.1, maxLr: 1, stepSizeUp: 1 });
      const state = cyclic.stateDict();
      cyclic.loadStateDict({ ...state, stepRatio: 0, lastEpoch: 1 });
      const before = ratesOf(optimizer);
      expect(() => cyclic.step()).toThrow(/^step: expected rates/);
      expect([cyclic.lastEpoch, ratesOf(optimizer)]).toEqual([1, before]);
      cyclic.loadStateDict(state);
      cyclic.step();
      expect(ratesOf(optimizer)).toEqual([1, 1]);
    });
  });

  it("of a OneCycleLR in PyTorch's form has phases and nothing else", () => {
    withOptimizer((optimizer) => {
      const scheduler = new s.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 10 });
      const state = rl.optim.toTorchState(scheduler);
      const [up, down] = state['_schedule_phases'] as [unknown, unknown];
      for (const _schedule_phases of [3, 'x', null, { 0: up, 1: down }])
        expect(() => scheduler.loadStateDict({ ...state, _schedule_phases })).toThrow(
          /^loadStateDict: expected phases to be 2 phases of/,
        );
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
