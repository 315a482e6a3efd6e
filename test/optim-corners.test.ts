// Optimizers at their corners: steps that fail, runs of parameters, state for each parameter, gradients kept.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { Table } from '../src/optim/table.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { construct, leavesNothing, start } from './support/library.ts';

type Optimizer = rl.optim.Optimizer;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const param = (...values: number[]): Tensor => rl.tensor(values, { requiresGrad: true });
const NAMES = 'SGD Adam AdamW RMSprop Adagrad Adadelta Adamax NAdam RAdam ASGD Rprop'.split(' ');
const make = (name: string, params: unknown, o: object = {}): Optimizer =>
  construct(`optim.${name}`, params, { ...(name === 'SGD' && { lr: 0.1, momentum: 0.9 }), ...o }) as Optimizer;

const withGrad = <T extends Tensor>(p: T): T => {
  p.grad = rl.ones(p.shape);
  return p;
};

/** The tensors of a state, in order. */
const tensorsOf = (optimizer: Optimizer): Tensor[] =>
  Object.values(optimizer.stateDict().state).flatMap((own) =>
    Object.values(own).filter((t): t is Tensor => t instanceof rl.Tensor),
  );

/** Expects that a step is refused, and that the state and the tensors in it are those of before. */
function keepsState(optimizer: Optimizer, message: RegExp): void {
  const [before, values] = [tensorsOf(optimizer), tensorsOf(optimizer).map((t) => t.tolist())];
  expect(before.length).toBeGreaterThan(0);
  expect(() => optimizer.step()).toThrow(message);
  const after = tensorsOf(optimizer);
  expect(after.map((t, i) => t === before[i])).toEqual(before.map(() => true));
  expect(after.map((t) => t.tolist())).toEqual(values);
}

describe.each(NAMES)('%s', (name) => {
  it('keeps what it remembers when a later step fails', () => {
    leavesNothing(() => {
      const optimizer = make(name, [withGrad(param(1, -2))]);
      optimizer.step();
      const { lr } = optimizer.paramGroups[0]!;
      optimizer.paramGroups[0]!.lr = NaN;
      keepsState(optimizer, /^step: expected lr/);
      optimizer.paramGroups[0]!.lr = lr;
      optimizer.step();
      optimizer.dispose();
    });
  });

  it('keeps a state that was loaded after a step that failed', () => {
    leavesNothing(() => {
      const groups = (): object[] => [{ params: withGrad(param(1, -2)) }, { params: withGrad(param(3)) }];
      const [optimizer, other] = [make(name, groups()), make(name, groups())];
      other.step();
      const { lr } = optimizer.paramGroups[1]!;
      optimizer.paramGroups[1]!.lr = NaN;
      expect(() => optimizer.step()).toThrow(/^step: expected lr/);
      expect(optimizer.stateDict().state).toEqual({});
      optimizer.paramGroups[1]!.lr = lr;
      optimizer.loadStateDict(other.stateDict());
      optimizer.paramGroups[1]!.lr = NaN;
      keepsState(optimizer, /^step: expected lr/);
      optimizer.dispose();
      other.dispose();
    });
  });

  it('takes of each step the groups that have gradients then', () => {
    leavesNothing(() => {
      const run = (together: boolean): unknown[] => {
        const [a, b] = [param(1, 2), param(3)];
        const groups = [
          { params: a, lr: 0.25 },
          { params: b, lr: 0.5 },
        ];
        const all = together ? [make(name, groups)] : groups.map((g) => make(name, [g]));
        for (const p of [b, a, b, a]) {
          withGrad(p);
          for (const optimizer of all) optimizer.step();
          p.grad = null;
        }
        for (const optimizer of all) optimizer.dispose();
        return [a.tolist(), b.tolist()];
      };
      expect(run(true)).toEqual(run(false));
    });
  });

  it('leaves gradients as they are, and nothing of its own', () => {
    leavesNothing(() => {
      const [p, q] = [withGrad(param(1, 2)), rl.ones([2, 3], { requiresGrad: true })];
      q.grad = rl.full([3, 2], 2).t();
      const optimizer = make(name, [p, q]);
      optimizer.step();
      const { liveBytes, liveTensors } = rl.memory();
      optimizer.step();
      expect(rl.memory()).toMatchObject({ liveBytes, liveTensors });
      expect([p.grad?.tolist(), q.grad?.tolist()]).toEqual([
        [1, 1],
        [
          [2, 2, 2],
          [2, 2, 2],
        ],
      ]);
      optimizer.dispose();
    });
  });

  it('refuses parameters that were put in place of its own', () => {
    leavesNothing(() => {
      const optimizer = make(name, [withGrad(param(1, 2))]);
      optimizer.step();
      const { params } = optimizer.paramGroups[0]!;
      for (const [bad, message] of [
        [param(1, 2).mul(2), /^step: expected params that are leaves/],
        [rl.ones([2, 3]).t(), /^step: expected params that are contiguous/],
        [rl.ones([2], { dtype: 'int32' }), /^step: expected params of dtype float32, got int32/],
      ] as const) {
        const values = bad.tolist();
        params[0] = withGrad(bad);
        expect(() => optimizer.step()).toThrow(message);
        expect(bad.tolist()).toEqual(values);
      }
      optimizer.dispose();
    });
  });

  it('shares no state of one parameter with another at the same step', () => {
    if (name !== 'NAdam' && name !== 'ASGD') return;
    leavesNothing(() => {
      const numbers = name === 'NAdam' ? [{ mu_product: 0.5 }, { mu_product: 0.75 }] : [{ eta: 0.5 }, { eta: 0.25 }];
      const run = (together: boolean): unknown[] => {
        const params = [withGrad(param(1, 2)), withGrad(param(1, 2))];
        const all = together ? [make(name, params)] : params.map((p) => make(name, [p]));
        const saved = numbers.map((own) => {
          const other = make(name, [withGrad(param(1, 2))]);
          other.step();
          const state = { ...other.stateDict().state[0], ...own };
          return state;
        });
        all.forEach((optimizer, i) => {
          const { paramGroups } = optimizer.stateDict();
          optimizer.loadStateDict({ state: together ? { 0: saved[0]!, 1: saved[1]! } : { 0: saved[i]! }, paramGroups } as never);
          optimizer.step();
          optimizer.dispose();
        });
        for (const own of saved) for (const t of Object.values<unknown>(own)) if (t instanceof rl.Tensor) t.dispose();
        return params.map((p) => p.tolist());
      };
      const [a, b] = run(true);
      expect(a).not.toEqual(b);
      expect([a, b]).toEqual(run(false));
    });
  });
});

it('a table uses the places of earlier steps again', () => {
  leavesNothing(() => {
    const table = new Table<object>();
    const [p, options] = [withGrad(param(1)), {}];
    for (let step = 0; step < 3; step++) {
      table.add(p, p.grad!, null, 1, options);
      table.add(p, p.grad!, null, 2, options);
      expect([table.length, table.runCount, table.runs.length, table.params.length]).toEqual([2, 2, 2, 2]);
      table.clear();
    }
  });
});

it('Adam under amsgrad begins again where memory ran out', () => {
  leavesNothing(() => {
    const run = (fails: boolean): unknown[] => {
      const params = [withGrad(param(1, 2)), withGrad(param(3))];
      const optimizer = new rl.optim.Adam(params);
      optimizer.step();
      optimizer.paramGroups[0]!.amsgrad = true;
      const { alloc } = heap;
      if (fails) {
        let calls = 0;
        heap.alloc = (bytes: number): number => {
          if (calls++ === 1) throw new rl.OutOfMemoryError('alloc: expected room, got none');
          return alloc.call(heap, bytes);
        };
        try {
          keepsState(optimizer, /^step: expected room/);
        } finally {
          heap.alloc = alloc;
        }
      }
      optimizer.step();
      const state = optimizer.stateDict().state[0]!;
      const seen = [params.map((p) => p.tolist()), (state['max_exp_avg_sq'] as Tensor).tolist()];
      optimizer.dispose();
      return seen;
    };
    expect(run(true)).toEqual(run(false));
  });
});
