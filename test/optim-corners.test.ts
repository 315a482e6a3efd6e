// Small things of optimizers: where a bound is met exactly, and what is left after steps that fail.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { construct, leavesNothing, start } from './support/library.ts';

type Optimizer = rl.optim.Optimizer;

beforeAll(start);

const param = (...values: number[]): Tensor => rl.tensor(values, { requiresGrad: true });
const NAMES = 'SGD Adam AdamW RMSprop Adagrad Adadelta Adamax NAdam RAdam ASGD Rprop'.split(' ');
const make = (name: string, params: unknown, o: object = {}): Optimizer =>
  construct(`optim.${name}`, params, { ...(name === 'SGD' && { lr: 0.1, momentum: 0.9 }), ...o }) as Optimizer;

/** The tensors of a state, in order. */
const tensorsOf = (optimizer: Optimizer): Tensor[] =>
  Object.values(optimizer.stateDict().state).flatMap((own) =>
    Object.values(own).filter((t): t is Tensor => t instanceof rl.Tensor),
  );

describe.each(NAMES)('%s', (name) => {
  it('keeps what it remembers when a later step fails', () => {
    leavesNothing(() => {
      const p = param(1, -2);
      const optimizer = make(name, [p]);
      p.grad = rl.ones([2]);
      optimizer.step();
      const [before, values] = [tensorsOf(optimizer), tensorsOf(optimizer).map((t) => t.tolist())];
      expect(before.length).toBeGreaterThan(0);
      const { lr } = optimizer.paramGroups[0]!;
      optimizer.paramGroups[0]!.lr = NaN;
      expect(() => optimizer.step()).toThrow(/^step: expected lr/);
      const after = tensorsOf(optimizer);
      expect(after.map((t, i) => t === before[i])).toEqual(before.map(() => true));
      expect(after.map((t) => t.tolist())).toEqual(values);
      optimizer.paramGroups[0]!.lr = lr;
      optimizer.step();
      optimizer.dispose();
    });
  });
});

describe('a step of L-BFGS', () => {
  /** How many iterations a step takes, where closures give these losses and gradients; the last ones again and again. */
  function iterations(o: object, losses: number[], grads: number[]): number {
    let taken = 0;
    leavesNothing(() => {
      const x = param(0);
      const optimizer = new rl.optim.LBFGS([x], { toleranceChange: 0, toleranceGrad: 0, maxIter: 4, maxEval: 9, ...o });
      let calls = 0;
      const next = (list: number[]): number => list[Math.min(calls, list.length - 1)]!;
      optimizer.step(() => {
        x.grad = rl.tensor([next(grads)]);
        const loss = next(losses);
        calls++;
        return loss;
      });
      taken = (optimizer.stateDict().state[0] as { n_iter: number }).n_iter;
      optimizer.dispose();
    });
    return taken;
  }

  it('goes on at a change of just the tolerance of the loss', () => {
    expect(iterations({}, [1], [2])).toBe(4);
    expect(iterations({ toleranceChange: 0.25 }, [8, 7.75, 7.5, 7.25], [2])).toBe(4);
    expect(iterations({ toleranceChange: 0.25 }, [8, 7.75, 7.5625], [2])).toBe(2);
  });

  it('is over at a change of just the tolerance of the parameters', () => {
    // the first is 1/2 of the gradient
    expect(iterations({ toleranceChange: 1 }, [80, 60, 40, 20], [2])).toBe(1);
    expect(iterations({ toleranceChange: 0.99 }, [80, 60, 40, 20], [2])).toBe(4);
  });
});
