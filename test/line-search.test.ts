// L-BFGS inside: its line search against PyTorch's, and how many iterations and evaluations a step takes.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type Point, strongWolfe } from '../src/optim/strong-wolfe.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';
import { searched, type Value } from './support/reference/strong-wolfe.ts';

beforeAll(start);

type Curve = (t: number) => Value;

/** The search, with every step at which it looked. */
function search(of: Curve, first: number, reach = 1, tolerance = 1e-9): { t: number; tried: number[] } {
  const tried: number[] = [];
  const look = (t: number): Point<number> => {
    tried.push(t);
    return { t, ...of(t), g: t };
  };
  const from = { t: 0, ...of(0), g: 0 };
  const found = strongWolfe(from, look(first), reach, tolerance, look);
  expect(found).toEqual({ t: found.t, ...of(found.t), g: found.t });
  return { t: found.t, tried };
}

/** Curves that fall at 0: wells, waves in a bowl, slopes with a kink, and lines. */
const KINDS: Record<string, (r: () => number) => Curve> = {
  wells: (r) => {
    const [a, m, c] = [1 + r(), 0.1 + 3 * r(), 20 * r()];
    return (t) => ({ f: a * (t - m) ** 2 + c * (t - m) ** 4, slope: 2 * a * (t - m) + 4 * c * (t - m) ** 3 });
  },
  waves: (r) => {
    const [a, k, m] = [3 * r(), 1 + 12 * r(), 1 + 2 * r()];
    return (t) => ({ f: (t - m) ** 2 - a * Math.sin(k * t), slope: 2 * (t - m) - a * k * Math.cos(k * t) });
  },
  bends: (r) => {
    const [a, b, m] = [1 + r(), 50 * r(), 0.05 + r()];
    const sharp = 60;
    return (t) => {
      const e = 1 / (1 + Math.exp(-sharp * (t - m)));
      const soft = t - m > 1 ? sharp * (t - m) : Math.log1p(Math.exp(sharp * (t - m)));
      return { f: -a * t + (b / sharp) * soft, slope: -a + b * e };
    };
  },
  storms: (r) => {
    const all = Array.from({ length: 3 }, () => [2 * r(), 2 + 40 * r(), 6 * r()] as const);
    const down = all.reduce((sum, [a, k, at]) => sum + a * k * Math.cos(at), 0.01 + r());
    const f = (t: number): number => all.reduce((sum, [a, k, at]) => sum + a * Math.sin(k * t + at), 0.05 * t * t - down * t);
    const slope = (t: number): number => all.reduce((sum, [a, k, at]) => sum + a * k * Math.cos(k * t + at), 0.1 * t - down);
    return (t) => ({ f: f(t), slope: slope(t) });
  },
  decays: (r) => {
    const [a, k] = [0.1 + r(), 0.01 + r()];
    return (t) => ({ f: a * Math.exp(-k * t), slope: -a * k * Math.exp(-k * t) });
  },
  lines: (r) => {
    const a = 0.1 + r();
    return (t) => ({ f: -a * t, slope: -a });
  },
};

describe("the line search looks where PyTorch's does", () => {
  it.each(Object.keys(KINDS))('on %s', (kind) => {
    const random = new Random(`search ${kind}`);
    const next = (): number => random.next();
    let longest = 0;
    for (let i = 0; i < 400; i++) {
      const of = KINDS[kind]!(next);
      if (of(0).slope >= 0) continue;
      const first = 10 ** (4 * next() - 2.5);
      const [reach, tolerance] = i % 3 === 0 ? [0.5 + next(), 0.05] : [1, 1e-9];
      const got = search(of, first, reach, tolerance);
      const want = searched(of, first, reach, tolerance);
      expect(got.tried.length, `${kind} ${i}, from ${first}`).toBe(want.tried.length);
      want.tried.forEach((t, k) =>
        expect(Math.abs(got.tried[k]! - t), `${kind} ${i}, step ${k}`).toBeLessThanOrEqual(1e-9 * Math.max(1, t)),
      );
      expect(Math.abs(got.t - want.t)).toBeLessThanOrEqual(1e-9 * Math.max(1, want.t));
      longest = Math.max(longest, want.tried.length);
    }
    expect(longest).toBeGreaterThan(1);
  });
});

it('the line search lets the noise of float32 losses pass where the slope is flat, and only there', () => {
  const noisy =
    (more: number, slope: number): Curve =>
    (t) =>
      t === 0 ? { f: -8, slope: -1e-6 } : { f: -8 + more * t, slope };
  const few = (of: Curve): number => search(of, 1).tried.length;
  expect(few(noisy(7e-6, -1e-7))).toBe(1);
  expect(few(noisy(9e-6, -1e-7))).toBeGreaterThan(1);
  expect(few(noisy(7e-6, 5e-6))).toBeGreaterThan(1);
});

type Options = ConstructorParameters<typeof rl.optim.LBFGS>[1];

/** Steps on ½·Σ k·x² from 1, and what they took. */
function run(o: Options, scales: number[], steps = 1): { x: number[]; calls: number; iterations: number; evals: number } {
  let result = { x: [0], calls: 0, iterations: 0, evals: 0 };
  leavesNothing(() => {
    const x = rl.ones([scales.length], { requiresGrad: true });
    const k = rl.tensor(scales);
    const optimizer = new rl.optim.LBFGS([x], o);
    let calls = 0;
    for (let i = 0; i < steps; i++) {
      optimizer.step(() => {
        calls++;
        optimizer.zeroGrad();
        const loss = x.square().mul(k).sum().mul(0.5);
        loss.backward();
        return loss.item();
      });
    }
    const state = (optimizer.stateDict().state[0] ?? { n_iter: 0, func_evals: 0 }) as { n_iter: number; func_evals: number };
    result = { x: [...x.toTypedArray()], calls, iterations: state.n_iter, evals: state.func_evals };
    optimizer.dispose();
  });
  return result;
}

describe('a step of L-BFGS', () => {
  it('takes no more iterations than maxIter, and evaluates once for each', () => {
    for (const maxIter of [1, 2, 3, 5])
      expect(run({ maxIter, maxEval: 100, lr: 0.1 }, [1, 3]), `maxIter ${maxIter}`).toMatchObject({
        iterations: maxIter,
        calls: maxIter,
        evals: maxIter,
      });
    expect(run({ maxIter: 2, maxEval: 100, lr: 0.1 }, [1, 3], 3)).toMatchObject({ iterations: 6, calls: 6, evals: 6 });
  });

  it('begins no iteration after maxEval evaluations, by default five quarters of maxIter', () => {
    expect(run({ maxEval: 1, lr: 0.1 }, [1, 3])).toMatchObject({ iterations: 1, calls: 2 });
    expect(run({ maxEval: 3, lr: 0.1 }, [1, 3])).toMatchObject({ iterations: 2, calls: 3 });
    expect(new rl.optim.LBFGS([rl.ones([1])]).defaults.maxEval).toBe(25);
    expect(new rl.optim.LBFGS([rl.ones([1])], { maxIter: 7 }).defaults.maxEval).toBe(8);
    expect(() => new rl.optim.LBFGS([rl.ones([1])], { maxIter: '7' as never })).toThrow(/^LBFGS: expected maxIter/);
  });

  it('is over where the gradient is small', () => {
    expect(run({ toleranceGrad: 3 }, [1, 3])).toMatchObject({ x: [1, 1], iterations: 0, calls: 1, evals: 1 });
    const { iterations } = run({ toleranceGrad: 2.9, lr: 0.5 }, [1, 3]);
    expect(iterations).toBe(1);
  });

  it('is over where parameters or the loss no longer change', () => {
    // the first step is lr/|g|₁ of the gradient: at most 0.075
    expect(run({ toleranceChange: 0.08, lr: 0.1 }, [1, 3])).toMatchObject({ iterations: 1, calls: 2 });
    expect(run({ toleranceChange: 0.01, lr: 0.1 }, [1, 3]).iterations).toBeGreaterThan(1);
    // slopes that are as small as that do not move anything
    expect(run({ toleranceChange: 11 }, [1, 3])).toMatchObject({ x: [1, 1], iterations: 1, calls: 1 });
    expect(run({ toleranceChange: 9.9, lr: 0.1 }, [1, 3]).x).not.toEqual([1, 1]);
  });

  it('first goes down the gradient by at most 1 in all, then by lr', () => {
    const first = run({ maxIter: 1 }, [1, 3]).x;
    expect(first[0]).toBeCloseTo(1 - 1 / 4, 6);
    expect(first[1]).toBeCloseTo(1 - 3 / 4, 6);
    // below 1 in all, it goes all the way
    expect(run({ maxIter: 1 }, [0.25, 0.5]).x).toEqual([0.75, 0.5]);
    expect(run({ maxIter: 1, lr: 0.5 }, [0.25, 0.5]).x).toEqual([0.875, 0.75]);
    // a parabola of equal scales is solved by the second
    const second = run({ maxIter: 2, maxEval: 9 }, [2, 2]).x;
    for (const x of second) expect(x).toBeCloseTo(0, 6);
  });

  it('remembers as many changes as historySize', () => {
    leavesNothing(() => {
      for (const historySize of [1, 2, 5]) {
        const x = rl.ones([4], { requiresGrad: true });
        const k = rl.tensor([1, 2, 3, 4]);
        const optimizer = new rl.optim.LBFGS([x], { historySize, maxIter: 5, lr: 0.3 });
        optimizer.step(() => {
          optimizer.zeroGrad();
          const loss = x.square().mul(k).sum();
          loss.backward();
          return loss;
        });
        const state = optimizer.stateDict().state[0] as Record<string, unknown[]>;
        const length = Math.min(historySize, 4);
        expect([state['old_dirs']!.length, state['old_stps']!.length, state['ro']!.length]).toEqual([length, length, length]);
        optimizer.dispose();
      }
    });
  });

  it('refuses closures that return no loss, and another group', () => {
    leavesNothing(() => {
      const x = rl.ones([1], { requiresGrad: true });
      const optimizer = new rl.optim.LBFGS([x]);
      for (const bad of [undefined, 'x', null, {}])
        expect(() => optimizer.step(() => bad)).toThrow(/^step: expected a closure that returns the loss, got/);
      expect(() => optimizer.step(() => rl.ones([2]))).toThrow();
      expect(() => optimizer.step()).toThrow(/^step: expected a closure that computes the loss and its gradients, got none/);
      expect(() => optimizer.addParamGroup({ params: rl.ones([2]) })).toThrow(
        /^LBFGS: expected one group of parameters, got another/,
      );
      optimizer.paramGroups.push(optimizer.paramGroups[0]!);
      expect(() => optimizer.step(() => 1)).toThrow(/^step: expected one group of parameters, got 2/);
      optimizer.paramGroups.length = 0;
      expect(() => optimizer.step(() => 1)).toThrow(/^step: expected one group of parameters, got 0/);
      expect(x.tolist()).toEqual([1]);
    });
  });

  it('refuses a parameter that its closure disposes of, and puts the others back', () => {
    leavesNothing(() => {
      for (const at of [1, 2]) {
        const [x, y] = [rl.ones([2], { requiresGrad: true }), rl.ones([3], { requiresGrad: true })];
        const optimizer = new rl.optim.LBFGS([x, y]);
        let calls = 0;
        const closure = (): number => {
          x.grad = rl.ones([2]);
          if (++calls === at) y.dispose();
          else y.grad = rl.ones([3]);
          return 1 / calls;
        };
        const stranger = (): rl.Tensor => rl.full([3], 7);
        const others = [stranger(), stranger()];
        expect(() => optimizer.step(closure)).toThrow(/^step: expected a live tensor/);
        expect(x.tolist()).toEqual([1, 1]);
        for (const t of others) expect(t.tolist()).toEqual([7, 7, 7]);
      }
    });
  });

  it('refuses parameters of another size than its state', () => {
    leavesNothing(() => {
      const x = rl.ones([2], { requiresGrad: true });
      const optimizer = new rl.optim.LBFGS([x], { maxIter: 2 });
      const closure = (): number => {
        for (const p of optimizer.paramGroups[0]!.params) p.grad = rl.ones(p.shape);
        return x.square().sum().item();
      };
      optimizer.step(closure);
      optimizer.paramGroups[0]!.params.push(rl.ones([3], { requiresGrad: true }));
      expect(() => optimizer.step(closure)).toThrow(/^step: expected 2 elements, as in the state, got 5/);
      optimizer.dispose();
    });
  });

  it('takes parameters without a gradient, and gradients that are not contiguous', () => {
    leavesNothing(() => {
      const [a, b, c] = [
        rl.ones([2, 2], { requiresGrad: true }),
        rl.ones([3], { requiresGrad: true }),
        rl.ones([1], { requiresGrad: true }),
      ];
      const optimizer = new rl.optim.LBFGS([a, b, c], { maxIter: 1 });
      optimizer.step(() => {
        a.grad = rl
          .tensor([
            [1, 2],
            [3, 4],
          ])
          .t();
        c.grad = rl.tensor([6]);
        return 1;
      });
      const want = [1, 3, 2, 4].map((g) => 1 - g / 16);
      a.tolist()
        .toString()
        .split(',')
        .forEach((x, i) => expect(Number(x)).toBeCloseTo(want[i]!, 6));
      expect([b.tolist(), c.item()]).toEqual([[1, 1, 1], 0.625]);
      optimizer.dispose();
    });
  });
});

describe('the state of L-BFGS', () => {
  it('is refused if anything in it is missing or does not fit', () => {
    leavesNothing(() => {
      const x = rl.ones([2], { requiresGrad: true });
      const optimizer = new rl.optim.LBFGS([x], { maxIter: 4, lr: 0.3 });
      const k = rl.tensor([1, 3]);
      const step = (): unknown =>
        optimizer.step(() => {
          optimizer.zeroGrad();
          const loss = x.square().mul(k).sum();
          loss.backward();
          return loss;
        });
      step();
      const { state, paramGroups } = optimizer.stateDict();
      const own = state[0] as Record<string, unknown>;
      const load = (given: unknown): void => optimizer.loadStateDict({ state: { 0: given }, paramGroups } as never);
      for (const key of Object.keys(own)) {
        const { [key]: _, ...rest } = own;
        expect(() => load(rest), key).toThrow(`loadStateDict: expected ${key} of parameter 0, got none`);
        expect(() => load({ ...own, [key]: null }), key).toThrow(`loadStateDict: expected ${key} of parameter 0, got none`);
        expect(() => load({ ...own, [key]: 'x' }), key).toThrow(new RegExp(`^loadStateDict: expected ${key}`));
        if (Array.isArray(own[key])) {
          expect(() => load({ ...own, [key]: (own[key] as unknown[]).slice(1) }), key).toThrow(
            /^loadStateDict: expected old_dirs, old_stps and ro of one length, got /,
          );
          expect(() => load({ ...own, [key]: [...(own[key] as unknown[]).slice(1), 'x'] }), key).toThrow(
            new RegExp(`^loadStateDict: expected ${key}\\[`),
          );
        } else if (typeof own[key] === 'number') {
          expect(() => load({ ...own, [key]: NaN }), key).toThrow(new RegExp(`^loadStateDict: expected ${key}`));
        } else expect(() => load({ ...own, [key]: rl.ones([3]) }), key).toThrow(/shape \[2\], got \[3\]/);
      }
      for (const key of ['func_evals', 'n_iter'])
        for (const bad of [-1, 0.5])
          expect(() => load({ ...own, [key]: bad }), key).toThrow(new RegExp(`^loadStateDict: expected ${key}`));
      expect(() => load({ ...own, more: 1 })).toThrow(/^loadStateDict: expected state of .*, got 'more' for parameter 0/);
      expect(() => load(rl.ones([1]))).toThrow(/^loadStateDict: expected the state of parameter 0 to be an object/);
      expect(() => load(null)).toThrow(/^loadStateDict: expected the state of parameter 0 to be an object, got null/);
      expect(() => optimizer.loadStateDict({ state: { 1: own }, paramGroups } as never)).toThrow(/^loadStateDict: /);
      const kept = optimizer.stateDict().state[0]!;
      const same = (name: string): boolean => [own[name]].flat().every((value, i) => value === [kept[name]].flat()[i]);
      expect(Object.keys(own).filter((name) => !same(name))).toEqual([]);
      // buffers of PyTorch's steps are none of the state
      load({ ...own, al: [1, 2] });
      expect(Object.keys(optimizer.stateDict().state[0]!)).toEqual(Object.keys(own));
      load({ func_evals: 3, n_iter: 0 });
      expect(optimizer.stateDict().state).toEqual({ 0: { func_evals: 3, n_iter: 0 } });
      load({});
      expect(optimizer.stateDict().state).toEqual({});
      step();
      load({ al: [] });
      expect(optimizer.stateDict().state).toEqual({});
      optimizer.dispose();
    });
  });

  it('is that of the first parameter for all of them', () => {
    leavesNothing(() => {
      const all = [rl.ones([2], { requiresGrad: true }), rl.ones([1], { requiresGrad: true })];
      const optimizer = new rl.optim.LBFGS(all);
      const { paramGroups } = optimizer.stateDict();
      expect(() => optimizer.loadStateDict({ state: { 1: { func_evals: 1, n_iter: 0 } }, paramGroups })).toThrow(
        /^loadStateDict: expected the state of parameter 0 for all of them, got one of 1/,
      );
      optimizer.dispose();
    });
  });
});
