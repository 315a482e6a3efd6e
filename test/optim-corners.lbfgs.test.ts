// L-BFGS at its corners: exact bounds, memory while it iterates, disposal in the midst, ties in the line search.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type Point, strongWolfe } from '../src/optim/strong-wolfe.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';
import { searched, type Value } from './support/reference/strong-wolfe.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const { LBFGS } = rl.optim;
type State = { n_iter: number; t: number; d: rl.Tensor };

const param = (...values: number[]): rl.Tensor => rl.tensor(values, { requiresGrad: true });
const stateOf = (optimizer: rl.optim.LBFGS): State => optimizer.stateDict().state[0] as unknown as State;

/** A step from 0 whose closure gives these losses and gradients, the last ones again and again. */
function follow(o: object, losses: number[], grads: number[]): { iterations: number; x: number } {
  let result = { iterations: 0, x: 0 };
  leavesNothing(() => {
    const x = param(0);
    const optimizer = new LBFGS([x], { toleranceChange: 0, toleranceGrad: 0, maxIter: 4, maxEval: 9, ...o });
    let calls = 0;
    const next = (list: number[]): number => list[Math.min(calls, list.length - 1)]!;
    optimizer.step(() => {
      x.grad = rl.tensor([next(grads)]);
      const loss = next(losses);
      calls++;
      return loss;
    });
    result = { iterations: stateOf(optimizer).n_iter, x: x.item() };
    optimizer.dispose();
  });
  return result;
}

describe('a step of L-BFGS', () => {
  it('goes on at a change of just the tolerance of the loss', () => {
    expect(follow({}, [1], [2]).iterations).toBe(4);
    expect(follow({ toleranceChange: 0.25 }, [8, 7.75, 7.5, 7.25], [2]).iterations).toBe(4);
    expect(follow({ toleranceChange: 0.25 }, [8, 7.75, 7.5625], [2]).iterations).toBe(2);
  });

  it('is over at a change of just the tolerance of the parameters', () => {
    // the first is 1/2 of the gradient
    expect(follow({ toleranceChange: 1 }, [80, 60, 40, 20], [2]).iterations).toBe(1);
    expect(follow({ toleranceChange: 0.99 }, [80, 60, 40, 20], [2]).iterations).toBe(4);
  });

  it('is over at a gradient of just its tolerance', () => {
    expect(follow({ toleranceGrad: 2 }, [80, 60], [4, 2]).iterations).toBe(1);
    expect(follow({ toleranceGrad: 1.99 }, [80, 60, 40, 20], [4, 2]).iterations).toBe(4);
    expect(follow({ lineSearchFn: 'strong_wolfe' }, [8, 4], [2, 0])).toEqual({ iterations: 1, x: -1 });
  });

  it('moves along a slope of just the tolerance', () => {
    expect(follow({ toleranceChange: 4 }, [80, 60], [2])).toEqual({ iterations: 1, x: -1 });
    expect(follow({ toleranceChange: 4.01 }, [80, 60], [2])).toEqual({ iterations: 1, x: 0 });
  });

  it('ends where the line search has found the least, wherever it looked last', () => {
    leavesNothing(() => {
      const random = new Random('least');
      let elsewhere = 0;
      for (let i = 0; i < 60; i++) {
        // whose slope is nowhere flat
        const m = 1 + 2 * random.next();
        const x = param(0);
        const o = { maxIter: 1, lr: 1 + 4 * random.next(), toleranceChange: 0.2, lineSearchFn: 'strong_wolfe' } as const;
        const optimizer = new LBFGS([x], o);
        let last = 0;
        optimizer.step(() => {
          last = x.item();
          x.grad = rl.tensor([last < m ? -1 : 1]);
          return Math.abs(last - m);
        });
        const { d, t } = stateOf(optimizer);
        expect(x.item()).toBeCloseTo(t * d.item(), 5);
        if (Math.abs(x.item() - last) > 1e-3) elsewhere++;
        optimizer.dispose();
      }
      expect(elsewhere).toBeGreaterThan(0);
    });
  });

  it('takes parameters and gradients that are parts of others, and zeros for gradients that are missing', () => {
    leavesNothing(() => {
      const [x, y] = [0, 1].map((i) =>
        rl
          .full([40], 5)
          .narrow(0, 4 * i, 3)
          .detach()
          .requiresGrad_(),
      ) as [rl.Tensor, rl.Tensor];
      const none = param(1, 2);
      const optimizer = new LBFGS([x, none, y], { maxIter: 3, lr: 0.25 });
      optimizer.step(() => {
        x.grad = rl.full([40], 2).narrow(0, 8, 3);
        y.grad = rl.full([40], 4).narrow(0, 8, 3);
        return 1;
      });
      expect(none.tolist()).toEqual([1, 2]);
      expect(x.tolist().toString()).toBe(String(Array(3).fill(x.at(0).item())));
      expect(y.at(0).item()).toBeLessThan(x.at(0).item());
      optimizer.dispose();
    });
  });

  it('keeps no more memory while it goes on', () => {
    leavesNothing(() => {
      const x = rl.ones([1000], { requiresGrad: true });
      const k = rl.arange(1000).add(1);
      const optimizer = new LBFGS([x], { maxIter: 12, maxEval: 100, lr: 0.5, historySize: 1, toleranceChange: 0 });
      const seen: number[] = [];
      optimizer.step(() => {
        optimizer.zeroGrad();
        seen.push(rl.memory().liveBytes);
        const loss = x.square().mul(k).sum();
        loss.backward();
        return loss.item();
      });
      expect(seen.length).toBe(12);
      expect(new Set(seen.slice(4)).size).toBe(1);
      optimizer.dispose();
    });
  });

  it('writes to no parameter that its closure disposed of while the line is searched', () => {
    leavesNothing(() => {
      const [x, y] = [param(1, 1), param(1, 1, 1)];
      const optimizer = new LBFGS([x, y], { lineSearchFn: 'strong_wolfe' });
      let calls = 0;
      const strangers: rl.Tensor[] = [];
      const closure = (): number => {
        x.grad = rl.ones([2]);
        if (++calls === 2) {
          y.dispose();
          for (let i = 0; i < 4; i++) strangers.push(rl.keep(rl.full([3], 7)));
        } else if (!y.disposed) y.grad = rl.ones([3]);
        return 1 / calls;
      };
      expect(() => optimizer.step(closure)).toThrow(/^step: expected a live tensor/);
      expect(x.tolist()).toEqual([1, 1]);
      for (const t of strangers) {
        expect(t.tolist()).toEqual([7, 7, 7]);
        t.dispose();
      }
    });
  });

  it('makes values stale that a graph saved before it failed', () => {
    leavesNothing(() => {
      const x = param(1, 2);
      const optimizer = new LBFGS([x]);
      let saved: rl.Tensor | undefined;
      expect(() =>
        optimizer.step(() => {
          if (x.grad !== null) {
            saved = rl.keep(x.square().sum());
            throw new Error('enough');
          }
          x.grad = rl.ones([2]);
          return 1;
        }),
      ).toThrow('enough');
      expect(x.tolist()).toEqual([1, 2]);
      expect(() => saved!.backward()).toThrow(/^backward: a value that \w+ saved was changed in place since/);
      saved!.dispose();
    });
  });

  it('is refused before its closure is called', () => {
    leavesNothing(() => {
      const x = param(1, 2);
      const optimizer = new LBFGS([x], { maxIter: 1 });
      let calls = 0;
      const closure = (): number => {
        calls++;
        x.grad = rl.ones([2]);
        return 1;
      };
      const [group] = optimizer.paramGroups;
      for (const [bad, message] of [
        [null, /^step: expected groups such as \{ params, lr \}, got null/],
        [{ ...group, params: null }, /^step: expected params to be an array of tensors, got null/],
        [{ ...group, params: [3] }, /^step: expected params to be tensors, got 3/],
      ] as const) {
        optimizer.paramGroups[0] = bad as never;
        expect(() => optimizer.step(closure)).toThrow(message);
      }
      optimizer.paramGroups[0] = group!;
      optimizer.step(closure);
      const before = calls;
      stateOf(optimizer).d.dispose();
      expect(() => optimizer.step(closure)).toThrow(rl.DisposedError);
      expect(() => optimizer.step(closure)).toThrow(/^step: /);
      const { paramGroups } = optimizer.stateDict();
      optimizer.loadStateDict({ state: {}, paramGroups });
      expect(optimizer.stateDict().state).toEqual({});
      optimizer.dispose();
      expect(() => optimizer.step(closure)).toThrow(/^step: expected a live optimizer/);
      expect(calls).toBe(before);
    });
  });
});

/** Expects a search to look where PyTorch's does. The loss is 0 at 0. */
function check(of: (t: number) => Value, first: number, tolerance: number, where: string): number[] {
  const tried: number[] = [];
  const look = (t: number): Point<number> => {
    tried.push(t);
    return { t, ...of(t), g: t };
  };
  const found = strongWolfe({ t: 0, ...of(0), g: 0 }, look(first), 1, tolerance, look);
  const want = searched(of, first, 1, tolerance);
  // 0/0 has a way out here
  if (want.tried.some(Number.isNaN)) return tried;
  expect(tried.length, where).toBe(want.tried.length);
  want.tried.forEach((t, k) => expect(Math.abs(tried[k]! - t), `${where}, step ${k}`).toBeLessThanOrEqual(1e-9 * Math.max(1, t)));
  expect(Math.abs(found.t - want.t), where).toBeLessThanOrEqual(1e-9 * Math.max(1, want.t));
  return tried;
}

describe('the line search', () => {
  it("decides as PyTorch's where two values are the same, or just at a bound", () => {
    const random = new Random('ties');
    const pick = <X>(list: readonly X[]): X => list[Math.floor(random.next() * list.length)]!;
    for (let i = 0; i < 2000; i++) {
      const values = new Map<number, Value>([[0, { f: 0, slope: -1 }]]);
      const of = (t: number): Value => {
        // steps that differ in their last bits are the same
        const key = Number(t.toPrecision(9));
        const value = values.get(key) ?? { f: pick([-2, -1, -0.5, 0, 1e-4 * t * -1]), slope: pick([-2, -1, -0.9, 0.9, 1, 3]) };
        values.set(key, value);
        return value;
      };
      check(of, pick([1, 2, 4]), pick([1e-9, 0.5, 1, 2]), `search ${i}`);
    }
  });

  it('takes a step that is just a tenth away from an end, and the next that is nearer', () => {
    const of = (t: number): Value => {
      if (t === 0) return { f: 1, slope: -2 };
      if (t === 10) return { f: 81, slope: 18 };
      return t === 1 ? { f: 100, slope: 201 } : { f: 0.5, slope: 0 };
    };
    const tried = check(of, 10, 1e-9, 'a tenth');
    expect(tried.slice(0, 2)).toEqual([10, 1]);
    expect(tried[2]).toBeLessThan(0.1);
  });

  it('lets noise pass only where the slope is flat, and looks nearer where it falls steeply', () => {
    const tried: number[] = [];
    const look = (t: number): Point<number> => {
      tried.push(t);
      return { t, f: t === 1 ? -8 + 7e-6 : -9, slope: t === 1 ? -2e-6 : 0, g: t };
    };
    strongWolfe({ t: 0, f: -8, slope: -1e-6, g: 0 }, look(1), 1, 1e-9, look);
    expect(tried[1]).toBeLessThan(1);
  });
});
