// Memory is part of the interface: what lives, what a scope frees, what a graph holds, and what stays steady.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DisposedError,
  F,
  keep,
  memory,
  nn,
  noGrad,
  ones,
  optim,
  randint,
  randn,
  scope,
  type Tensor,
  tensor,
  zeros,
} from '../src/index.ts';

const live = (): number => memory().liveBytes;
let before = 0;
beforeAll(() => {
  zeros([1]).dispose();
  before = live();
});
afterAll(() => expect(live()).toBe(before));

describe('a training loop', () => {
  it('holds what it held after 20 steps for 20,000', () => {
    const model = new nn.Sequential(new nn.Linear(20, 16), new nn.ReLU(), new nn.Dropout(0.2), new nn.Linear(16, 3));
    const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });
    const [x, y] = [randn([10, 20]), randint(0, 3, [10])];
    const step = (): void =>
      scope(() => {
        optimizer.zeroGrad();
        F.crossEntropy(model.forward(x), y).backward();
        optimizer.step();
      });
    for (let i = 0; i < 20; i++) step();
    const { liveBytes, liveTensors, reservedBytes } = memory();
    for (let i = 20; i < 20_000; i++) step();
    expect(memory()).toMatchObject({ liveBytes, liveTensors, reservedBytes });
    for (const d of [model, optimizer, x, y]) d.dispose();
  });

  it('goes backward through 100,000 ops', () => {
    scope(() => {
      const x = tensor([0.5, -1], { requiresGrad: true });
      let y: Tensor = x;
      for (let i = 0; i < 100_000; i++) y = y.add(1e-3);
      y.sum().backward();
      expect(x.grad?.tolist()).toEqual([1, 1]);
    });
  });

  it('gives back a chain of 100,000 ops that never went backward', () => {
    const x = tensor([0.5], { requiresGrad: true });
    scope(() => {
      let y: Tensor = x;
      for (let i = 0; i < 100_000; i++) y = y.tanh();
    });
    x.dispose();
    expect(live()).toBe(before);
  });
});

describe('a scope', () => {
  it('frees what it made, except what it returns in arrays and objects', () => {
    const kept = scope(() => {
      const [a, b, c] = [ones([4]), ones([5]), ones([6])];
      ones([100]);
      return { a, list: [b, { c }] as const };
    });
    expect(live()).toBe(before + 4 * (4 + 5 + 6));
    expect([kept.a, kept.list[0], kept.list[1].c].map((t) => t.tolist())).toEqual([
      [1, 1, 1, 1],
      [1, 1, 1, 1, 1],
      [1, 1, 1, 1, 1, 1],
    ]);
    for (const t of [kept.a, kept.list[0], kept.list[1].c]) t.dispose();
  });

  it('returns lists of any length', () => {
    expect(scope(() => zeros([300_000]).tolist())).toHaveLength(300_000);
    expect(scope(() => new Set(zeros([300_000]).toTypedArray().keys())).size).toBe(300_000);
  });

  it('hands what it returns to the scope around it', () => {
    scope(() => {
      const inner = scope(() => ones([3]).add(1));
      expect(inner.tolist()).toEqual([2, 2, 2]);
    });
    expect(live()).toBe(before);
  });

  it('leaves alone what keep() took out, at any depth', () => {
    const deep: Tensor[] = [];
    const t = scope(() => {
      deep.push(scope(() => keep(ones([8]))));
      return scope(() => {
        const k = keep(ones([8]));
        return k;
      });
    });
    expect(live()).toBe(before + 64);
    t.dispose();
    expect(live()).toBe(before + 32);
    // held until here: what nobody holds, the finalizer may free at any time
    expect(deep[0]?.tolist()).toEqual(Array(8).fill(1));
    deep[0]?.dispose();
    expect(live()).toBe(before);
  });

  it('frees on an exception', () => {
    expect(() =>
      scope(() => {
        ones([1000]);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(live()).toBe(before);
  });

  it('lasts for a block as a resource', () => {
    const s = scope();
    const t = ones([16]);
    s.dispose();
    s.dispose();
    expect(() => t.sum()).toThrow(DisposedError);
    expect(live()).toBe(before);
  });

  it('closes with the scope around it, in whatever order they are disposed', () => {
    const outer = scope();
    const inner = scope();
    ones([16]);
    outer.dispose();
    expect(live()).toBe(before);
    inner.dispose();
    scope(() => {
      const left = scope();
      ones([16]);
      return left;
    }).dispose();
    expect(live()).toBe(before);
    const open = scope();
    const kept = scope(() => {
      open.dispose();
      return ones([16]);
    });
    expect(live()).toBe(before + 64);
    kept.dispose();
    expect(live()).toBe(before);
  });

  it('refuses an async function', () => {
    expect(() => scope(async () => {})).toThrow(/^scope: expected a synchronous function/);
  });

  it('refuses what would go on after it', () => {
    async function* later() {
      yield ones([1]);
    }
    expect(() => scope(() => later())).toThrow(/^scope: .* returns a generator/);
    expect(() => noGrad(() => later())).toThrow(/^noGrad: .* returns a generator/);
    expect(() => scope(() => [ones([1])].values())).toThrow(/^scope: .* returns an iterator/);
  });

  it('keeps what it returns under a symbol', () => {
    const key = Symbol('key');
    const kept = scope(() => ({ [key]: ones([1]) }));
    expect(kept[key]?.tolist()).toEqual([1]);
    kept[key]?.dispose();
  });

  it('leaves parameters, their gradients and optimizer state alone', () => {
    const { model, optimizer } = scope(() => {
      const linear = new nn.Linear(4, 2);
      const sgd = new optim.SGD(linear.parameters(), { lr: 0.1, momentum: 0.9 });
      linear
        .forward(ones([3, 4]))
        .sum()
        .backward();
      sgd.step();
      return { model: linear, optimizer: sgd };
    });
    expect(model.weight.grad?.tolist()).toEqual([
      [3, 3, 3, 3],
      [3, 3, 3, 3],
    ]);
    // weight and bias, their gradients, their momenta
    expect(live()).toBe(before + 3 * 4 * (8 + 2));
    model.dispose();
    optimizer.dispose();
    expect(live()).toBe(before);
  });

  it('keeps the grad of a tensor from outside, and frees that of one from inside with it', () => {
    const x = tensor([2], { requiresGrad: true });
    scope(() => {
      const y = tensor([3], { requiresGrad: true });
      x.mul(y).backward();
      expect(y.grad?.item()).toBe(2);
    });
    expect(x.grad?.item()).toBe(3);
    x.dispose();
    expect(live()).toBe(before);
  });
});

describe('disposing', () => {
  it('twice does nothing, and use afterwards says so', () => {
    const t = ones([2]);
    t.dispose();
    t.dispose();
    expect(live()).toBe(before);
    const uses: (() => unknown)[] = [
      () => t.tolist(),
      () => t.item(),
      () => t.add(1),
      () => ones([1]).mul(t),
      () => t.toTypedArray(),
    ];
    for (const use of uses) {
      expect(() => scope(use)).toThrow(DisposedError);
      expect(() => scope(use)).toThrow(ReferenceError);
      expect(() => scope(use)).toThrow(/keep\(t\)/);
    }
  });

  it('leaves views of the same memory usable', () => {
    const base = tensor([1, 2, 3, 4]);
    const view = base.narrow(0, 1, 2);
    base.dispose();
    expect(view.tolist()).toEqual([2, 3]);
    view.dispose();
    expect(live()).toBe(before);
  });

  it('leaves what a graph saved until backward has run', () => {
    scope(() => {
      const x = tensor([1, 2], { requiresGrad: true });
      const h = x.exp();
      const loss = h.mul(h).sum();
      h.dispose();
      loss.backward();
      expect(x.grad?.tolist()[0 as never]).toBeCloseTo(2 * Math.exp(2), 4);
    });
    expect(live()).toBe(before);
  });

  it('leaves what inner scopes saved to a backward at any depth', () => {
    scope(() => {
      const logits = randn([4, 3], { requiresGrad: true });
      const target = randint(0, 3, [4]);
      const graph = (): Tensor => F.crossEntropy(logits.mul(2), target);
      const want = scope(() => {
        graph().backward();
        return logits.grad?.clone() as Tensor;
      });
      logits.grad = null;
      const loss = scope(() => scope(graph));
      ones([12]).mul(-1);
      loss.backward();
      expect((logits.grad as Tensor | null)?.tolist()).toEqual(want.tolist());
    });
    expect(live()).toBe(before);
  });

  it('of a graph held twice frees it once', () => {
    scope(() => {
      const x = ones([4], { requiresGrad: true });
      const y = x.mul(x);
      const [a, b] = [y.sum(), y.mean()];
      a.backward({ retainGraph: true });
      b.backward();
      expect(x.grad?.tolist()).toEqual([2.5, 2.5, 2.5, 2.5]);
    });
    expect(live()).toBe(before);
  });
});

it('grows in the midst of an op without losing a value', () => {
  scope(() => {
    const a = ones([300, 1000]);
    const b = a.t().add(a.t());
    const big = b.matmul(a);
    expect(big.shape).toEqual([1000, 1000]);
    expect(new Set(big.toTypedArray())).toEqual(new Set([600]));
  });
  expect(memory().reservedBytes).toBeGreaterThan(2 ** 22);
});
