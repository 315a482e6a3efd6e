// What JavaScript does by habit, and what must not give a wrong number: arguments that nobody takes, arrays that were handed out,
// numbers that are none of int32's, tensors where JavaScript asks for numbers, scopes across await.
import { describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing } from './support/library.ts';

const ints = (values: readonly number[]): rl.Tensor => rl.tensor(Int32Array.from(values));

describe('arguments', () => {
  it.each(['exp', 'neg', 'relu', 'isnan', 'logicalNot', 'floor', 'sigmoid'] as const)('%s takes no options', (name) =>
    leavesNothing(() => {
      const x = rl.ones([2]);
      const f = (rl as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!;
      expect(() => f(x, { nonsense: 1 })).toThrow(new RegExp(`^${name}: expected known options, got 'nonsense'`));
      expect(() => f(x, 1)).toThrow(new RegExp(`^${name}: expected at most one argument, got 2`));
      const method = x[name] as (...args: unknown[]) => unknown;
      expect(() => method.call(x, { nonsense: 1 })).toThrow(TypeError);
    }),
  );

  it('are those of a callback of map', () =>
    leavesNothing(() => expect([rl.ones([1]), rl.zeros([1])].map(rl.neg).map((t) => t.item())).toEqual([-1, -0])));

  it('of changes in place are refused before anything is written', () =>
    leavesNothing(() => {
      const x = rl.tensor([1, 2]);
      const loose = x as unknown as Record<string, (...args: unknown[]) => unknown>;
      expect(() => loose['fill_']!(9, { nonsense: 1 })).toThrow(TypeError);
      expect(() => loose['mul_']!(2, { nonsense: 1 })).toThrow(TypeError);
      expect(() => loose['zero_']!({ nonsense: 1 })).toThrow(TypeError);
      expect(x.tolist()).toEqual([1, 2]);
    }));

  it('that must be booleans are', () =>
    leavesNothing(() => {
      const x = rl.ones([2, 2]);
      const word = 'false' as unknown as boolean;
      expect(() => x.sum(0, { keepdim: word })).toThrow(/^sum: expected keepdim to be true or false, got 'false'/);
      expect(() => x.sort(0, { descending: word })).toThrow(/^sort: expected descending/);
      expect(() => rl.F.dropout(x, 0.5, { training: word })).toThrow(/^dropout: expected training/);
      expect(() => rl.ones([1], { requiresGrad: word })).toThrow(/^ones: expected requiresGrad/);
    }));

  it('of constructors that take none are refused', () => {
    const ReLU = rl.nn.ReLU as unknown as new (o: object) => rl.nn.Module;
    expect(() => new ReLU({ inplace: true })).toThrow(/^ReLU: expected known options, got 'inplace'/);
  });
});

describe('numbers', () => {
  it('clamp integers as PyTorch does', () =>
    leavesNothing(() => {
      expect(ints([3, 1, -1]).clamp(0, Infinity).tolist()).toEqual([3, 1, 0]);
      const halves = ints([0, 1, 2]).clamp(0.5, 1.5);
      expect([halves.dtype, halves.tolist()]).toEqual(['float32', [0.5, 1, 1.5]]);
      const bools = rl.tensor([true, false]).clamp(2, 5);
      expect([bools.dtype, bools.tolist()]).toEqual(['int32', [2, 2]]);
      expect(() => ints([1]).clamp(2 ** 31)).toThrow(/^clamp: expected bounds that keep int32/);
    }));

  it('clamp by tensors, min above max giving max, with gradients', () =>
    leavesNothing(() => {
      const x = rl.tensor([-2, 0.5, 3, 1], { requiresGrad: true });
      const low = rl.tensor([-1, 0, 0, 5], { requiresGrad: true });
      const high = rl.tensor([1, 1, 2, 4], { requiresGrad: true });
      const y = x.clamp(low, high);
      expect(y.tolist()).toEqual([-1, 0.5, 2, 4]);
      y.sum().backward();
      expect([x.grad, low.grad, high.grad].map((g) => g!.tolist())).toEqual([
        [0, 1, 0, 0],
        [1, 0, 0, 0],
        [0, 0, 1, 1],
      ]);
    }));

  it('are divided with rounding', () =>
    leavesNothing(() => {
      const [a, b] = [rl.tensor([7, -7, 5, -5]), rl.tensor([2, 2, -3, -3])];
      expect(a.div(b, { roundingMode: 'floor' }).tolist()).toEqual([3, -4, -2, 1]);
      expect(a.div(b, { roundingMode: 'trunc' }).tolist()).toEqual([3, -3, -1, 1]);
      expect(rl.div(1, rl.tensor([0.1]), { roundingMode: 'floor' }).item()).toBe(9);
      const whole = ints([7, -7]).div(2, { roundingMode: 'floor' });
      expect([whole.dtype, whole.tolist()]).toEqual(['int32', [3, -4]]);
      expect(() => ints([1]).div(0, { roundingMode: 'trunc' })).toThrow(/^div: expected integers divided by other than 0/);
    }));

  it('are rounded to decimals', () =>
    leavesNothing(() => {
      const close = (t: rl.Tensor, want: number[]): void =>
        t.toTypedArray().forEach((v, i) => expect(v).toBeCloseTo(want[i]!, 3));
      close(rl.round(rl.tensor([1.2345, 2.678]), { decimals: 2 }), [1.23, 2.68]);
      close(rl.tensor([1250, 1360, -1449]).round({ decimals: -2 }), [1200, 1400, -1400]);
    }));

  it('of ignoreIndex are of int32', () =>
    leavesNothing(() => {
      for (const ignoreIndex of [0.5, 2 ** 32, Infinity])
        expect(() => rl.F.crossEntropy(rl.ones([1, 2]), ints([0]), { ignoreIndex })).toThrow(
          /^crossEntropy: expected ignoreIndex/,
        );
    }));

  it('of windows are of int32', () =>
    leavesNothing(() => {
      const [x, w] = [rl.ones([1, 1, 3, 3]), rl.ones([1, 1, 2, 2])];
      expect(() => rl.F.conv2d(x, w, null, { stride: 2 ** 32 })).toThrow(/^conv2d: expected stride at most/);
      expect(() => rl.F.avgPool2d(x, 2, { divisorOverride: 2 ** 32 + 1 })).toThrow(
        /^avgPool2d: expected divisorOverride at most/,
      );
    }));

  it('of an adaptive pool of 60,000 rows are the rows', () =>
    leavesNothing(() => {
      const y = rl.F.adaptiveAvgPool2d(rl.arange(60_000).reshape([1, 60_000, 1]), [60_000, 1]).toTypedArray();
      expect(y.filter((v, i) => v !== i)).toHaveLength(0);
    }));

  it('pick from a scalar by one index only', () =>
    leavesNothing(() => {
      expect(() => rl.tensor(1).indexSelect(0, ints([0, 0]))).toThrow(/^indexSelect: /);
      expect(() => rl.tensor(1).topk(0)).toThrow(/^topk: expected k to be 1/);
    }));
});

describe('arrays', () => {
  it('of shapes cannot be changed', () =>
    leavesNothing(() => {
      const x = rl.ones([2, 3]);
      expect(() => (x.shape as number[]).reverse()).toThrow(TypeError);
      expect(() => (x.relu().size() as number[]).push(7)).toThrow(TypeError);
      expect([x.shape, x.sum(0).tolist()]).toEqual([
        [2, 3],
        [2, 2, 2],
      ]);
    }));

  it('that hold themselves are refused', () =>
    leavesNothing(() => {
      const cycle: unknown[] = [];
      cycle.push(cycle);
      expect(() => rl.tensor(cycle as number[])).toThrow(/^tensor: expected at most 64 dims/);
      expect(() => rl.zeros(cycle as number[])).toThrow(/^zeros: /);
    }));
});

describe('a tensor where JavaScript asks for something else', () => {
  it('is the number that it holds', () =>
    leavesNothing(() => {
      let total = 0;
      for (let i = 0; i < 3; i++) total += rl.tensor(0.5) as unknown as number;
      expect(total).toBe(1.5);
      expect((rl.tensor(0.25) as unknown as number) < 0.5).toBe(true);
      expect(`${rl.tensor([1, 2])}`).toBe('tensor([1., 2.])');
      expect(() => (rl.ones([2]) as unknown as number) + 1).toThrow(/^Tensor: expected one element/);
    }));

  it('is not lost in JSON or a clone', () =>
    leavesNothing(() => {
      expect(() => JSON.stringify({ w: rl.ones([1]) })).toThrow(/saveSafetensors/);
      // V8 says what it stopped at, and so what to do; other engines only that they cannot
      expect(() => structuredClone(rl.ones([1]))).toThrow(expect.objectContaining({ name: 'DataCloneError' }));
    }));
});

describe('a disposed tensor', () => {
  const gone = (): rl.Tensor => {
    const t = rl.ones([4]);
    t.dispose();
    return t;
  };

  it('cannot be kept, registered, or put in a buffer', () =>
    leavesNothing(() => {
      expect(() => rl.keep(gone())).toThrow(/^keep: expected a live tensor/);
      const module = new rl.nn.Flatten();
      expect(() => module.registerBuffer('table', gone())).toThrow(/^registerBuffer: expected a live tensor/);
      expect('table' in module).toBe(false);
      module.registerBuffer('table', rl.zeros([4]));
      const held = module as unknown as { table: rl.Tensor };
      expect(() => {
        held.table = gone();
      }).toThrow(rl.DisposedError);
      expect(held.table.tolist()).toEqual([0, 0, 0, 0]);
      module.dispose();
    }));

  it('can be returned from a scope outside every other, which frees the rest all the same', () => {
    const before = rl.memory().liveTensors;
    const [dead, alive] = rl.scope(() => {
      rl.zeros([8]);
      const made = [gone(), rl.ones([2])] as const;
      rl.zeros([8]);
      return made;
    });
    expect([dead.disposed, alive.tolist(), rl.memory().liveTensors - before]).toEqual([true, [1, 1], 1]);
    alive.dispose();
    expect(rl.memory().liveTensors).toBe(before);
  });

  it('has no memory that another object could hold', () =>
    leavesNothing(() => {
      const t = gone();
      expect(() => t.window(t.sizes, t.steps, t.offset)).toThrow(rl.DisposedError);
      expect(() => t.finalize()).toThrow(rl.DisposedError);
      expect(() => t.ptr).toThrow(rl.DisposedError);
    }));
});

describe('gradients', () => {
  it('belong to one tensor', () =>
    leavesNothing(() => {
      const [a, b] = [rl.ones([2], { requiresGrad: true }), rl.ones([2], { requiresGrad: true })];
      a.grad = rl.full([2], 3);
      b.grad = a.grad;
      a.grad = null;
      expect(b.grad!.tolist()).toEqual([3, 3]);
      b.grad = b as rl.Tensor;
      b.grad = null;
      expect(b.tolist()).toEqual([1, 1]);
    }));

  it('that were disposed count as none', () =>
    leavesNothing(() => {
      const p = rl.ones([64], { requiresGrad: true });
      p.mul(3).sum().backward();
      p.grad!.dispose();
      expect(p.grad).toBe(null);
      const stranger = rl.zeros([64]);
      p.mul(3).sum().backward();
      expect([stranger.sum().item(), p.grad!.sum().item()]).toEqual([0, 192]);
    }));

  it('asked for of a middle tensor leave the rest of the graph alone', () =>
    leavesNothing(() => {
      const x = rl.tensor([2], { requiresGrad: true });
      const h = x.mul(x);
      const [dh] = rl.autograd.grad(h.mul(h).sum(), [h]);
      expect(dh!.tolist()).toEqual([8]);
      h.sum().backward();
      expect(x.grad!.tolist()).toEqual([4]);
    }));
});

describe('scopes', () => {
  it('refuse functions that end later, without an unhandled rejection', async () => {
    expect(() => rl.scope(async () => rl.ones([1]))).toThrow(/^scope: expected a synchronous function/);
    expect(() => rl.noGrad(() => Promise.reject(new Error('later')))).toThrow(/^noGrad: /);
    expect(() =>
      rl.scope(function* () {
        yield 1;
      }),
    ).toThrow(/generator/);
    await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('keep what they return in maps and objects', () =>
    leavesNothing(() => {
      const map = rl.scope(() => new Map([['a', rl.ones([2])]]));
      expect(map.get('a')!.tolist()).toEqual([1, 1]);
      const odd = rl.scope(() => ({ storage: rl.ones([1]), owner: 'me' }));
      expect(odd.storage.item()).toBe(1);
    }));

  it('that are open across await refuse the next tensor, and free nothing of others', async () => {
    const held = rl.scope();
    const mine = rl.ones([2]);
    await Promise.resolve();
    await Promise.resolve();
    expect(() => rl.ones([1])).toThrow(/across await/);
    expect(mine.tolist()).toEqual([1, 1]);
    held.dispose();
    expect(mine.disposed).toBe(true);
    rl.ones([1]).dispose();
  });
});

describe('metrics of many classes', () => {
  it('count sparsely, and leave an ignored class out of the mean', () =>
    leavesNothing(() => {
      expect(rl.metrics.precisionRecallF1(ints([1, 31_999, 3]), ints([1, 31_999, 2])).micro.f1).toBeCloseTo(2 / 3);
      expect(rl.metrics.precisionRecallF1(ints([0, 1, 2]), ints([0, 1, 2]), { ignoreIndex: 0 }).macro.f1).toBe(1);
    }));
});

describe('what stands for a tensor', () => {
  const standIns: Record<string, (t: rl.Tensor) => rl.Tensor> = {
    'a child': (t) => Object.create(t) as rl.Tensor,
    'an object with it as prototype': (t) => Object.setPrototypeOf({}, t) as rl.Tensor,
    'a Proxy': (t) => new Proxy(t, {}),
  };
  it.each(Object.entries(standIns))('%s is refused, and frees and changes nothing', (_, make) =>
    leavesNothing(() => {
      const t = rl.tensor([1, 2]);
      const other = make(t);
      const calls = [
        () => other.dispose(),
        () => rl.keep(other),
        () => rl.relu(other),
        () => t.add(other),
        () => other.add(t),
        () => other.fill_(3),
        () => other.tolist(),
        () => other.requiresGrad_(),
        () => {
          other.grad = rl.ones([2]);
        },
        () => {
          t.grad = other;
        },
      ];
      for (const call of calls) expect(call).toThrow(/^\w+: expected .*got a Proxy or child of a tensor/);
      expect(t.tolist()).toEqual([1, 2]);
      expect(t.grad).toBe(null);
    }),
  );

  it.each(Object.entries(standIns))('%s that a scope returns keeps its tensor', (_, make) => {
    let t = rl.ones([1]);
    rl.scope(() => {
      t.dispose();
      t = rl.tensor([1, 2]);
      return { x: make(t) };
    });
    expect(t.tolist()).toEqual([1, 2]);
    t.dispose();
  });

  it('a copy of its fields is no tensor', () =>
    leavesNothing(() => {
      const copy = { ...rl.tensor([1, 2]) } as unknown as rl.Tensor;
      expect(() => rl.relu(copy)).toThrow(/^relu: expected/);
    }));
});

it('sealing a tensor changes nothing', () =>
  leavesNothing(() => {
    const p = Object.seal(rl.ones([2], { requiresGrad: true }));
    p.mul(2).sum().backward();
    expect(p.grad!.tolist()).toEqual([2, 2]);
    p.dispose();
    expect(p.disposed).toBe(true);
  }));
