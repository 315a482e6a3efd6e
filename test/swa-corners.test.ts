// Corners of averaged models and of batch norms taken anew: what is disposed meanwhile, one parameter, memory that runs out.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { failEach } from './support/failing.ts';
import { leavesNothing, start } from './support/library.ts';

const { swaUtils } = rl.optim;
type Tensor = rl.Tensor;

beforeAll(start);

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

  it('names the call, and computes no average, if a parameter is disposed', () => {
    for (const which of ['own', 'theirs'])
      leavesNothing(() => {
        let calls = 0;
        const net = new rl.nn.Linear(2, 1);
        const avgFn = (own: Tensor): Tensor => {
          calls++;
          return own.add(1);
        };
        const averaged = new swaUtils.AveragedModel(net, { avgFn });
        averaged.updateParameters(net);
        (which === 'own' ? averaged.module : net).bias!.dispose();
        expect(() => averaged.updateParameters(net)).toThrow(rl.DisposedError);
        expect(() => averaged.updateParameters(net)).toThrow(/^updateParameters: expected a live tensor/);
        expect([calls, averaged.n_averaged.item()]).toEqual([0, 1]);
        averaged.dispose();
        net.dispose();
      });
  });

  it('changes nothing if avgFn disposes an average', () => {
    leavesNothing(() => {
      const net = new rl.nn.Linear(2, 1);
      const averaged: rl.optim.swaUtils.AveragedModel<rl.nn.Linear> = new swaUtils.AveragedModel(net, {
        avgFn: (own) => {
          averaged.module.bias!.dispose();
          return own.add(1);
        },
      });
      averaged.updateParameters(net);
      const before = averaged.module.weight.tolist();
      // the bias is gone before its own average is computed, or after
      expect(() => averaged.updateParameters(net)).toThrow(rl.DisposedError);
      expect([averaged.module.weight.tolist(), averaged.n_averaged.item()]).toEqual([before, 1]);
      averaged.dispose();
      net.dispose();
    });
    leavesNothing(() => {
      const net = new rl.nn.Linear(2, 1);
      let calls = 0;
      const averaged: rl.optim.swaUtils.AveragedModel<rl.nn.Linear> = new swaUtils.AveragedModel(net, {
        avgFn: (own) => {
          const next = own.add(1);
          if (++calls === 2) averaged.module.bias!.dispose();
          return next;
        },
      });
      averaged.updateParameters(net);
      const before = averaged.module.weight.tolist();
      expect(() => averaged.updateParameters(net)).toThrow(/^updateParameters: expected a live tensor/);
      expect([averaged.module.weight.tolist(), averaged.n_averaged.item()]).toEqual([before, 1]);
      averaged.dispose();
      net.dispose();
    });
  });

  it('copies buffers unless told, and asks avgFn for parameters alone', () => {
    leavesNothing(() => {
      const net = new rl.nn.BatchNorm1d(1);
      const set = (x: number): void => {
        for (const t of [...net.parameters(), ...net.buffers()]) t.detach().fill_(x);
      };
      let calls = 0;
      const plain = new swaUtils.AveragedModel(net);
      const asked = new swaUtils.AveragedModel(net, {
        avgFn: (own, current) => {
          calls++;
          return own.add(current);
        },
      });
      for (const x of [2, 4]) {
        set(x);
        plain.updateParameters(net);
        asked.updateParameters(net);
      }
      const of = (m: rl.nn.Module): unknown => Object.values(m.stateDict()).map((t) => t.tolist());
      expect(of(plain)).toEqual([2, [3], [3], [4], [4], 4]);
      expect(of(asked)).toEqual([2, [6], [6], [4], [4], 4]);
      expect(calls).toBe(2);
      for (const m of [plain, asked, net]) m.dispose();
    });
  });

  it('takes a model of one parameter, or of buffers alone, but none without either', () => {
    class Held extends rl.nn.Module {
      constructor(persistent: boolean) {
        super();
        this.registerBuffer('mean', rl.tensor([1, 2]), { persistent });
      }
      forward(x: Tensor): Tensor {
        return x;
      }
    }
    leavesNothing(() => {
      for (const net of [new rl.nn.Linear(1, 1, { bias: false }), new Held(true), new Held(false)]) {
        const averaged = new swaUtils.AveragedModel(net as rl.nn.Module);
        averaged.updateParameters(net);
        expect(averaged.n_averaged.tolist()).toBe(1);
        averaged.dispose();
        net.dispose();
      }
      expect(() => new swaUtils.AveragedModel(new rl.nn.ReLU())).toThrow(RangeError);
      expect(() => new swaUtils.AveragedModel(new rl.nn.ReLU())).toThrow(
        /^AveragedModel: expected a module with parameters or buffers, got one without$/,
      );
    });
  });

  it('takes an average that stays where it is together with the others, or none as memory runs out', async () => {
    const failed = await failEach(() => {
      rl.manualSeed(1);
      const net = new rl.nn.Linear(2, 1);
      const avgFn = (own: Tensor): Tensor => (own.ndim === 2 ? own : own.add(1));
      const averaged = new swaUtils.AveragedModel(net, { avgFn });
      averaged.updateParameters(net);
      return {
        name: 'updateParameters',
        run: () => averaged.updateParameters(net),
        state: () => averaged.stateDict(),
        end: () => {
          averaged.dispose();
          net.dispose();
        },
      };
    });
    expect(failed).toBeGreaterThan(0);
  });

  // averages in their own memory, and of another type: whole numbers, which are rounded towards 0
  it.each([
    ['its own memory', (own: Tensor) => own],
    ['another type', (own: Tensor) => own.mul(1.75)],
  ] as const)('takes averages in %s, all of them or none as memory runs out', async (_, avgFn) => {
    const failed = await failEach(() => {
      rl.manualSeed(1);
      const net = new rl.nn.BatchNorm1d(2);
      net.num_batches_tracked!.fill_(5);
      const averaged = new swaUtils.AveragedModel(net, { useBuffers: true, avgFn });
      averaged.updateParameters(net);
      return {
        name: 'updateParameters',
        run: () => averaged.updateParameters(net),
        state: () => {
          const state = averaged.stateDict();
          expect([5, 8]).toContain(state['module.num_batches_tracked']!.item());
          return state;
        },
        end: () => {
          averaged.dispose();
          net.dispose();
        },
      };
    });
    expect(failed).toBeGreaterThan(0);
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

  it('promises an end to loaders that are asynchronous, also where there is no batch norm', async () => {
    const m = new rl.nn.Linear(1, 1);
    const both = (dataset?: object): object => ({
      *[Symbol.iterator]() {},
      async *[Symbol.asyncIterator]() {},
      ...dataset,
    });
    const sync = { length: 0, get: () => [] };
    const own = new rl.data.TensorDataset(rl.zeros([2, 1]));
    const promises: [string, object, boolean][] = [
      ['an array', [], false],
      ['a generator', (function* () {})(), false],
      ['an asynchronous generator', later(), true],
      ['a DataLoader', new rl.data.DataLoader(own), false],
      ['both iterators', both(), false],
      ['a dataset of one by one', both({ dataset: sync }), false],
      ['a dataset that is asynchronous', both({ dataset: later() }), true],
      ['no dataset', both({ dataset: null }), false],
      ['a number for a dataset', both({ dataset: 3 }), false],
      ['a dataset, but no promises', Object.assign([], { dataset: later() }), false],
    ];
    for (const [name, loader, isLater] of promises) {
      const done: unknown = swaUtils.updateBn(loader as Iterable<Tensor>, m);
      expect(done instanceof Promise, name).toBe(isLater);
      expect(await done, name).toBeUndefined();
    }
    m.dispose();
    for (const t of own.tensors) t.dispose();
  });

  it('refuses what is no loader', () => {
    leavesNothing(() => {
      const m = new rl.nn.BatchNorm1d(1);
      for (const [bad, shown] of [
        [null, 'null'],
        [undefined, 'undefined'],
        [5, '5'],
        ['ab', "'ab'"],
        [{}, 'an object'],
        [rl.ones([2, 1]), 'Tensor'],
      ] as const) {
        expect(() => swaUtils.updateBn(bad as never, m), shown).toThrow(TypeError);
        expect(() => swaUtils.updateBn(bad as never, m), shown).toThrow(/^updateBn: expected a loader of batches, got /);
      }
      m.dispose();
    });
  });

  it('ends the pass over a loader, also where it fails in the midst', async () => {
    const before = rl.memory().liveBytes;
    const m = new rl.nn.BatchNorm1d(1);
    const x = rl.tensor([[1], [3]]);
    const ends: string[] = [];
    const now = function* (...values: unknown[]): Generator<Tensor> {
      try {
        yield* values as Tensor[];
      } finally {
        ends.push('now');
      }
    };
    const then = async function* (...values: unknown[]): AsyncGenerator<Tensor> {
      try {
        yield* now(...values);
      } finally {
        await Promise.resolve();
        ends.push('then');
      }
    };
    swaUtils.updateBn(now(x), m);
    expect(ends.splice(0)).toEqual(['now']);
    expect(() => swaUtils.updateBn(now(x, 'x', x), m)).toThrow(/^updateBn: expected batches/);
    expect(ends.splice(0)).toEqual(['now']);
    await swaUtils.updateBn(then(x), m);
    expect(ends.splice(0)).toEqual(['now', 'then']);
    await expect(swaUtils.updateBn(then(x, 'x', x), m)).rejects.toThrow(/^updateBn: expected batches/);
    expect(ends.splice(0)).toEqual(['now', 'then']);
    x.dispose();
    m.dispose();
    expect(rl.memory().liveBytes).toBe(before);
  });

  it('tells what failed, and puts back what is left, if a moment was disposed meanwhile', () => {
    leavesNothing(() => {
      const m = new rl.nn.Sequential(new rl.nn.BatchNorm1d(1), new rl.nn.BatchNorm1d(1));
      const [first, second] = [m.at(0), m.at(1)] as [rl.nn.BatchNorm1d, rl.nn.BatchNorm1d];
      second.running_mean!.fill_(7);
      const loader = function* (): Generator<Tensor> {
        yield rl.tensor([[1], [3]]);
        first.running_mean!.dispose();
        yield 'x' as never;
      };
      expect(() => swaUtils.updateBn(loader(), m)).toThrow(/^updateBn: expected batches of tensors/);
      expect(second.buffers().map((t) => t.tolist())).toEqual([[7], [1], 0]);
      expect(first.num_batches_tracked!.item()).toBe(0);
      m.dispose();
    });
  });
});
