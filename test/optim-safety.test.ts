// What optimizers refuse, and that nothing is changed then: states, options, parameters, gradients, closures.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { construct, leavesNothing, start } from './support/library.ts';

const NAMES = 'SGD Adam AdamW RMSprop Adagrad Adadelta Adamax NAdam RAdam ASGD Rprop LBFGS'.split(' ');
type Optimizer = rl.optim.Optimizer;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const param = (values: number[]): Tensor => rl.tensor(values, { requiresGrad: true });
const make = (name: string, params: unknown, o: object = {}): Optimizer =>
  construct(`optim.${name}`, params, { ...(name === 'SGD' && { lr: 0.1, momentum: 0.9 }), ...o }) as Optimizer;

/** One step of Σ x². */
function step(optimizer: Optimizer): number {
  const params = optimizer.paramGroups.flatMap((g) => g.params);
  return rl.scope(() =>
    optimizer
      .step(() => {
        optimizer.zeroGrad();
        const loss = params.map((p) => p.square().sum()).reduce((a, b) => a.add(b));
        loss.backward();
        return loss;
      })
      .item(),
  );
}

/** Everything in a state as plain values. */
function frozen(value: unknown): unknown {
  if (value instanceof rl.Tensor) return value.disposed ? 'disposed' : [...value.toTypedArray()];
  if (Array.isArray(value)) return value.map(frozen);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, frozen(v)]));
}

/** Expects that a call throws and leaves parameters and state as they were. */
function refuses(
  optimizer: Optimizer,
  call: () => unknown,
  kind: ErrorConstructor | typeof rl.DisposedError,
  message: RegExp,
): void {
  const seen = (): unknown => frozen([optimizer.stateDict(), optimizer.paramGroups.map((g) => g.params)]);
  const before = seen();
  expect(call).toThrow(kind);
  expect(call).toThrow(message);
  expect(seen()).toEqual(before);
}

describe.each(NAMES)('%s', (name) => {
  /** An optimizer of two parameters after two steps. */
  function withOptimizer(check: (optimizer: Optimizer, a: Tensor, b: Tensor) => void): void {
    leavesNothing(() => {
      const [a, b] = [param([1, -2, 3]), param([0.5, 4])];
      const optimizer = make(name, [a, b]);
      step(optimizer);
      step(optimizer);
      check(optimizer, a, b);
      optimizer.dispose();
    });
  }

  it('loads its own state, which changes nothing', () => {
    withOptimizer((optimizer, a) => {
      const before = frozen(optimizer.stateDict());
      optimizer.loadStateDict(optimizer.stateDict());
      expect(frozen(optimizer.stateDict())).toEqual(before);
      a.detach().fill_(5);
      step(optimizer);
      expect(a.tolist()).not.toEqual([5, 5, 5]);
    });
  });

  it('refuses states with wrong names, kinds, shapes and numbers', () => {
    withOptimizer((optimizer) => {
      const state = optimizer.stateDict();
      const own = state.state[0]!;
      const change = (changes: object): (() => void) => {
        return () => optimizer.loadStateDict({ ...state, state: { ...state.state, 0: { ...own, ...changes } } });
      };
      const key = Object.keys(own).find((k) => own[k] instanceof rl.Tensor)!;
      refuses(optimizer, change({ [key]: rl.tensor(0) }), RangeError, new RegExp(`^loadStateDict: expected ${key}.* shape`));
      refuses(optimizer, change({ [key]: rl.ones([5], { dtype: 'int32' }) }), TypeError, /^loadStateDict: .*float32, got int32/);
      refuses(optimizer, change({ [key]: { 0: 1 } }), TypeError, /^loadStateDict: .*saveSafetensors/);
      refuses(optimizer, change({ momentun: 1 }), RangeError, /^loadStateDict: .*'momentun'/);
      const gone = rl.ones([3]);
      gone.dispose();
      refuses(optimizer, change({ [key]: gone }), rl.DisposedError, /^loadStateDict: /);
      const counter = Object.keys(own).find((k) => typeof own[k] === 'number');
      if (counter === undefined) return;
      for (const [bad, kind] of [
        ['x', TypeError],
        [NaN, RangeError],
        [undefined, RangeError],
      ] as const)
        refuses(optimizer, change({ [counter]: bad }), kind, /^loadStateDict: expected /);
    });
  });

  it('refuses groups with wrong names and rates', () => {
    withOptimizer((optimizer) => {
      const { state, paramGroups } = optimizer.stateDict();
      const load = (changes: object) => (): void =>
        optimizer.loadStateDict({ state, paramGroups: [{ ...paramGroups[0], ...changes } as never] });
      refuses(optimizer, load({ lr: null }), TypeError, /^loadStateDict: expected lr to be a number, got null/);
      refuses(optimizer, load({ lr: NaN }), RangeError, /^loadStateDict: expected lr/);
      refuses(optimizer, load({ learningRate: 1 }), TypeError, /^loadStateDict: expected known options, got 'learningRate'/);
      refuses(optimizer, load({ params: [0] }), RangeError, /^loadStateDict: expected groups of 2 parameters, got 1/);
      refuses(optimizer, load({ params: [0, 0] }), RangeError, /^loadStateDict: expected each parameter once/);
      refuses(optimizer, () => optimizer.loadStateDict({ state } as never), TypeError, /^loadStateDict: /);
    });
  });

  it('checks its rates at every step', () => {
    withOptimizer((optimizer) => {
      const [group] = optimizer.paramGroups as unknown as [{ lr: unknown }];
      const { lr } = group;
      for (const [bad, kind] of [
        [undefined, TypeError],
        [null, TypeError],
        ['0.1', TypeError],
        [NaN, RangeError],
      ] as const) {
        group.lr = bad;
        refuses(optimizer, () => step(optimizer), kind, /^step: expected lr/);
      }
      group.lr = lr;
      step(optimizer);
    });
  });

  it('writes nothing if a parameter, a gradient or its state was disposed', () => {
    withOptimizer((optimizer, a, b) => {
      if (name === 'LBFGS') return;
      const forward = (): void => {
        for (const p of [a, b]) p.grad = rl.ones(p.shape);
      };
      forward();
      b.grad!.dispose();
      // a grad that was disposed counts as none, or is refused
      const was = b.tolist();
      try {
        optimizer.step();
      } catch (error) {
        expect(error).toBeInstanceOf(rl.DisposedError);
      }
      expect(b.tolist()).toEqual(was);
      forward();
      const own = optimizer.stateDict().state[1]!;
      const t = Object.values(own).find((v) => v instanceof rl.Tensor) as Tensor;
      t.dispose();
      const stranger = rl.full([2], 7);
      refuses(optimizer, () => optimizer.step(), rl.DisposedError, /^step: /);
      expect(stranger.tolist()).toEqual([7, 7]);
    });
  });

  it('checks parameters that join later as the constructor does', () => {
    withOptimizer((optimizer, a) => {
      const { params } = optimizer.paramGroups[0]!;
      const strided = rl.ones([2, 3]).t();
      strided.grad = rl.ones([3, 2]);
      const made = a.mul(2);
      for (const [bad, kind, message] of [
        [strided, RangeError, /^step: expected params that are contiguous/],
        [a, RangeError, /^step: expected each parameter once/],
        [made, RangeError, /^step: expected params that are leaves/],
        [{}, TypeError, /^step: expected params to be tensors/],
      ] as const) {
        params.push(bad as Tensor);
        if (name !== 'LBFGS') expect(() => optimizer.step()).toThrow(kind);
        expect(() => optimizer.step(() => rl.tensor(1))).toThrow(message);
        params.pop();
      }
      step(optimizer);
    });
  });

  it('takes the first loss of its closure, and no promise or other arguments', () => {
    withOptimizer((optimizer, a, b) => {
      const want = a.square().sum().add(b.square().sum()).item();
      expect(step(optimizer)).toBe(want);
      refuses(optimizer, () => optimizer.step(async () => 1), TypeError, /^step: expected a synchronous function/);
      refuses(optimizer, () => optimizer.step(5 as never), TypeError, /^step: expected a function, got 5/);
      refuses(
        optimizer,
        () => (optimizer.step as (...x: unknown[]) => void)(() => 1, 2),
        TypeError,
        /^step: expected at most one/,
      );
      refuses(optimizer, () => optimizer.zeroGrad({ setToNon: false } as never), TypeError, /^zeroGrad: .*'setToNone'/);
      expect(() => optimizer.zeroGrad({ setToNone: 'false' } as never)).toThrow(
        /^zeroGrad: expected setToNone to be true or false/,
      );
      optimizer.zeroGrad({ setToNone: false });
      expect([a.grad!.tolist(), b.grad!.tolist()]).toEqual([
        [0, 0, 0],
        [0, 0],
      ]);
    });
  });

  it('is as before when memory runs out in the midst, and a second try is as an undisturbed one', () => {
    leavesNothing(() => {
      const run = (failAt: number): { values: unknown; failed: boolean } => {
        const params = [param([1, -2, 3]), param([0.5, 4])];
        const optimizer = make(name, params);
        if (name === 'LBFGS') step(optimizer);
        let failed = false;
        for (const p of params) p.grad = rl.ones(p.shape);
        const seen = (): unknown => frozen([params, optimizer.stateDict()]);
        const closure = (): number => {
          for (const p of params) p.grad = rl.ones(p.shape);
          return 1;
        };
        const take = (): unknown => (name === 'LBFGS' ? optimizer.step(closure) : optimizer.step());
        const before = seen();
        const live = rl.memory().liveBytes;
        const { alloc } = heap;
        let calls = 0;
        heap.alloc = (bytes: number): number => {
          if (calls++ === failAt) throw new rl.OutOfMemoryError('alloc: expected room, got none');
          return alloc.call(heap, bytes);
        };
        try {
          take();
        } catch (error) {
          failed = true;
          heap.alloc = alloc;
          expect(error).toBeInstanceOf(rl.OutOfMemoryError);
          expect((error as Error).message).toMatch(/^step: /);
          expect(seen()).toEqual(before);
          for (const p of params) p.grad ??= rl.ones(p.shape);
          expect(rl.memory().liveBytes).toBe(live);
          take();
        } finally {
          heap.alloc = alloc;
        }
        const values = seen();
        optimizer.dispose();
        for (const p of params) p.dispose();
        return { values, failed };
      };
      const whole = run(-1).values;
      for (let k = 0; ; k++) {
        const { values, failed } = run(k);
        expect(values, `allocation ${k}`).toEqual(whole);
        if (!failed) break;
      }
    });
  });

  it('keeps the old state when there is no room for the new one', () => {
    withOptimizer((optimizer) => {
      const state = optimizer.stateDict();
      const { alloc } = heap;
      for (let failAt = 0, failed = true; failed; failAt++) {
        const before = frozen(optimizer.stateDict());
        const live = rl.memory().liveBytes;
        let calls = 0;
        failed = false;
        heap.alloc = (bytes: number): number => {
          if (calls++ === failAt) {
            failed = true;
            throw new rl.OutOfMemoryError('alloc: expected room, got none');
          }
          return alloc.call(heap, bytes);
        };
        try {
          expect(() => {
            optimizer.loadStateDict(state);
            if (!failed) throw new Error('loaded');
          }).toThrow(/^loadStateDict: expected room|loaded/);
        } finally {
          heap.alloc = alloc;
        }
        expect(frozen(optimizer.stateDict())).toEqual(before);
        expect(rl.memory().liveBytes).toBe(live);
      }
    });
  });

  it('shares no array of its options', () => {
    leavesNothing(() => {
      const pair = [0.5, 0.9];
      const key = { Rprop: 'etas' }[name] ?? 'betas';
      const given = name === 'Rprop' ? [0.5, 1.5] : pair;
      const probe = make(name, [param([1])]);
      const has = key in probe.defaults;
      probe.dispose();
      if (!has) return;
      const optimizer = make(name, [{ params: [param([1])] }, { params: [param([1])] }], { [key]: given });
      const groups = optimizer.paramGroups as unknown as Record<string, number[]>[];
      const { [key]: saved } = optimizer.stateDict().paramGroups[0] as unknown as Record<string, number[]>;
      groups[0]![key]![0] = 0.25;
      expect([
        groups[1]![key]![0],
        (optimizer.defaults as unknown as Record<string, number[]>)[key]![0],
        given[0],
        saved![0],
      ]).toEqual([0.5, 0.5, 0.5, 0.5]);
      optimizer.dispose();
    });
  });
});

describe("PyTorch's form", () => {
  it('goes by the numbers in its groups, and leaves out how PyTorch computes', () => {
    leavesNothing(() => {
      const [a, b] = [param([1, 2]), param([3])];
      const optimizer = new rl.optim.Adam([a, b]);
      const moments = (n: number): object => ({ step: rl.tensor(3), exp_avg: rl.full([n], 0.5), exp_avg_sq: rl.full([n], 0.25) });
      const group = { lr: 0.2, weight_decay: 0.1, betas: [0.8, 0.9], eps: 1e-8, amsgrad: false, maximize: false };
      const extras = { foreach: null, capturable: false, differentiable: false, fused: null, decoupled_weight_decay: false };
      const load = (more: object, state: object): void =>
        optimizer.loadStateDict({ state, param_groups: [{ ...group, ...extras, ...more, params: [7, 4] }] });
      load({}, { 4: moments(1), 7: moments(2) });
      expect(optimizer.paramGroups[0]).toMatchObject({ lr: 0.2, weightDecay: 0.1, betas: [0.8, 0.9] });
      expect(optimizer.stateDict().state[0]!['step']).toBe(3);
      expect((optimizer.stateDict().state[0]!['exp_avg'] as Tensor).tolist()).toEqual([0.5, 0.5]);
      load({}, new Map([[4, moments(1)]]));
      expect(Object.keys(optimizer.stateDict().state)).toEqual(['1']);
      expect(() => load({ decoupled_weight_decay: true }, {})).toThrow(/^loadStateDict: expected known options/);
      expect(() => load({}, { 0: moments(2) })).toThrow(/^loadStateDict: expected state of 2 parameters, got one for position 0/);
      optimizer.dispose();
    });
  });

  it('is given for nothing else', () => {
    expect(() => rl.optim.toTorchState({} as never)).toThrow(
      /^toTorchState: expected an optimizer or a scheduler, got an object/,
    );
  });
});

it('L-BFGS takes one group', () => {
  leavesNothing(() => {
    expect(() => new rl.optim.LBFGS([{ params: [param([1])] }, { params: [param([1])] }])).toThrow(/^LBFGS: expected one group/);
  });
});

it('L-BFGS puts the parameters back whichever iteration fails', () => {
  leavesNothing(() => {
    const p = param([3, -4, 1]);
    const k = rl.tensor([1, 5, 20]);
    for (let failAt = 1; failAt <= 9; failAt++) {
      const optimizer = new rl.optim.LBFGS([p], { lr: 0.2 });
      let calls = 0;
      const closure = (): Tensor => {
        if (++calls === failAt) throw new Error('enough');
        optimizer.zeroGrad();
        const loss = p.square().mul(k).sum();
        loss.backward();
        return loss;
      };
      expect(() => optimizer.step(closure)).toThrow('enough');
      expect(p.tolist(), `call ${failAt}`).toEqual([3, -4, 1]);
      optimizer.dispose();
    }
  });
});

it('L-BFGS puts the parameters back if its closure throws in the midst', () => {
  leavesNothing(() => {
    const p = param([3, -4]);
    const optimizer = new rl.optim.LBFGS([p], { lineSearchFn: 'strong_wolfe' });
    let calls = 0;
    const closure = (failAt: number) => () => {
      if (++calls === failAt) throw new Error('enough');
      optimizer.zeroGrad();
      const loss = p.square().sum();
      loss.backward();
      return loss;
    };
    for (const failAt of [1, 2]) {
      calls = 0;
      expect(() => optimizer.step(closure(failAt))).toThrow('enough');
      expect(p.tolist()).toEqual([3, -4]);
      expect(optimizer.stateDict().state).toEqual({});
    }
    rl.scope(() => optimizer.step(closure(0)));
    expect(Math.abs(p.at(0).item())).toBeLessThan(1e-5);
    optimizer.dispose();
  });
});
