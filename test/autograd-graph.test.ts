// Where gradients go in a graph, what they share, and what backward and grad refuse.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { autograd, gradcheck, noGrad, ones, type Tensor, tensor } from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const leaf = (...values: number[]): Tensor => tensor(values, { requiresGrad: true });
const lists = (all: readonly (Tensor | null)[]): unknown[] => all.map((t) => t?.tolist() ?? null);

describe('grad', () => {
  it('is that of leaves, of what is between, and of the output itself, in the order of the inputs', () => {
    leavesNothing(() => {
      const [x, w] = [leaf(1, 2), leaf(3, 5)];
      const h = x.mul(w);
      const y = h.square().sum();
      const run = (inputs: Tensor[]): unknown => lists(autograd.grad(y, inputs, { retainGraph: true }));
      expect(run([x, h, y, w])).toEqual([[18, 100], [6, 20], 1, [6, 40]]);
      // nothing goes on from here
      expect(run([h])).toEqual([[6, 20]]);
      expect(run([y])).toEqual([1]);
      expect(run([w])).toEqual([[6, 40]]);
      expect([x.grad, w.grad, h.grad]).toEqual([null, null, null]);
    });
  });

  it('gives an input that is named twice two tensors, which share no memory', () => {
    leavesNothing(() => {
      const x = leaf(1, 2);
      const [a, b] = autograd.grad(x.square().sum(), [x, x]) as [Tensor, Tensor];
      a.fill_(7);
      expect(b.tolist()).toEqual([2, 4]);
    });
  });

  it('of a leaf with respect to itself is what it begins with', () => {
    leavesNothing(() => {
      const x = leaf(3);
      expect(lists(autograd.grad(x, x))).toEqual([[1]]);
      const seed = tensor([5]);
      const [g] = autograd.grad([x, x], [x], { gradOutputs: [seed, seed] }) as [Tensor];
      expect([g.tolist(), seed.tolist()]).toEqual([[10], [5]]);
    });
  });

  it('adds up over outputs, the older and the newer in either order', () => {
    leavesNothing(() => {
      const x = leaf(2);
      const old = x.mul(3);
      const young = old.square();
      for (const outputs of [
        [old, young],
        [young, old],
      ])
        expect(lists(autograd.grad(outputs, [x, old], { retainGraph: true }))).toEqual([[39], [13]]);
    });
  });

  it('frees the graph unless told not to, and then says so', () => {
    leavesNothing(() => {
      const x = leaf(2);
      const y = x.square();
      autograd.grad(y, x, { retainGraph: true });
      autograd.grad(y, x);
      expect(() => autograd.grad(y, x)).toThrow(
        /^backward: the values that \w+ saved are freed, since backward\(\) ran through it before; pass \{ retainGraph: true \}/,
      );
    });
  });

  it('does not run through parts of the graph that lead to no input', () => {
    leavesNothing(() => {
      const [x, w] = [leaf(2), leaf(3)];
      const side = w.square();
      const y = x.square().add(side);
      expect(lists(autograd.grad(y, [x]))).toEqual([[4]]);
      // its values are still there
      side.backward();
      expect(w.grad!.tolist()).toEqual([6]);
    });
  });

  it('leaves its results to the scope around it, and nothing else', () => {
    leavesNothing(() => {
      const x = leaf(1, 2, 3);
      const y = x.exp().square().sum();
      const before = rl.memory().liveTensors;
      const [g] = autograd.grad(y, [x], { retainGraph: true }) as [Tensor];
      expect(rl.memory().liveTensors).toBe(before + 1);
      g.dispose();
      expect(rl.memory().liveTensors).toBe(before);
    });
  });

  const refusals: [string, () => unknown, ErrorConstructor, RegExp][] = [
    [
      'outputs that are none',
      () => autograd.grad(3 as never, leaf(1)),
      TypeError,
      /^grad: expected outputs to be a tensor or several/,
    ],
    [
      'inputs that are none',
      () => autograd.grad(leaf(1), 'x' as never),
      TypeError,
      /^grad: expected inputs to be a tensor or several/,
    ],
    ['inputs among others', () => autograd.grad(leaf(1), [leaf(1), 3 as never]), TypeError, /^grad: expected inputs/],
    [
      'gradients that are none',
      () => autograd.grad(leaf(1), leaf(1), { gradOutputs: [3 as never] }),
      TypeError,
      /^grad: expected gradOutputs/,
    ],
    [
      'inputs without gradient',
      () => autograd.grad(leaf(1), ones([2, 1])),
      RangeError,
      /^grad: expected inputs that require.*\[2, 1\]/,
    ],
    [
      'outputs without gradient',
      () => autograd.grad(ones([1]), leaf(1)),
      RangeError,
      /^grad: expected a tensor that gradients flow to/,
    ],
    [
      'outputs that are no scalars',
      () => autograd.grad(leaf(1, 2), leaf(1)),
      RangeError,
      /^grad: expected a scalar, got shape \[2\]/,
    ],
    [
      'inputs that are not used, by their position',
      () => {
        const x = leaf(1);
        return autograd.grad(x.square(), [x, leaf(1)]);
      },
      RangeError,
      /^grad: expected every input to be used by the outputs, got inputs\[1\] that is not/,
    ],
    ['second derivatives', () => autograd.grad(leaf(1), leaf(1), { createGraph: true }), Error, /^grad: expected createGraph/],
    ['a mistyped option', () => autograd.grad(leaf(1), leaf(1), { retain: true } as never), TypeError, /^grad: .*'retainGraph'/],
    [
      'a fourth argument',
      () => (autograd.grad as (...all: unknown[]) => unknown)(leaf(1), leaf(1), {}, 1),
      TypeError,
      /^grad: expected at most 3/,
    ],
    [
      'disposed inputs',
      () => {
        const x = leaf(1);
        const y = x.square();
        x.dispose();
        return autograd.grad(y, x);
      },
      ReferenceError,
      /^grad: /,
    ],
  ];

  it.each(refusals)('refuses %s', (_, attempt, type, message) => {
    leavesNothing(() => {
      expect(attempt).toThrow(type);
      expect(attempt).toThrow(message);
    });
  });

  it('has null for what is not used, if asked', () => {
    leavesNothing(() => {
      const [x, w] = [leaf(1), leaf(1)];
      expect(lists(autograd.grad(x.square(), [w, x, w], { allowUnused: true }))).toEqual([null, [2], null]);
    });
  });
});

describe('backward', () => {
  it('adds to the gradients that are there, in whatever order either lies', () => {
    leavesNothing(() => {
      const seed = tensor([
        [1, 2],
        [3, 4],
        [5, 6],
      ]);
      for (const first of [null, ones([2, 3]), ones([3, 2]).t()]) {
        const x = rl.ones([2, 3], { requiresGrad: true });
        x.grad = first;
        const added = first === null ? 0 : 1;
        x.t().backward({ gradient: seed });
        expect(x.grad!.tolist()).toEqual([
          [1 + added, 3 + added, 5 + added],
          [2 + added, 4 + added, 6 + added],
        ]);
        x.t().backward({ gradient: seed });
        x.backward({ gradient: seed.t() });
        x.mul(2).sum().backward();
        expect(x.grad!.tolist()).toEqual([
          [5 + added, 11 + added, 17 + added],
          [8 + added, 14 + added, 20 + added],
        ]);
        expect(seed.select(0, 0).tolist()).toEqual([1, 2]);
      }
    });
  });

  it('leaves the gradient that it is given to its owner', () => {
    leavesNothing(() => {
      for (const path of [(x: Tensor) => x, (x: Tensor) => x.add(0), (x: Tensor) => x.reshape([1, 2]).reshape([2])]) {
        const [x, seed] = [leaf(1, 2), tensor([3, 4])];
        path(x).backward({ gradient: seed });
        seed.fill_(9);
        expect(x.grad!.tolist()).toEqual([3, 4]);
        x.grad!.fill_(0);
        expect(seed.tolist()).toEqual([9, 9]);
        seed.dispose();
        expect(x.grad!.tolist()).toEqual([0, 0]);
      }
    });
  });

  it('takes each path to a value once, however often they meet', () => {
    leavesNothing(() => {
      const x = leaf(2);
      const a = x.mul(3);
      const b = a.add(x);
      const c = b.mul(a);
      c.add(a).mul(c).sum().backward();
      // (12x² + 3x)·12x²
      expect(x.grad!.item()).toBeCloseTo(576 * 8 + 108 * 4, 3);
    });
  });

  it('passes over leaves that were disposed', () => {
    leavesNothing(() => {
      const [x, w] = [leaf(2), leaf(3)];
      const y = x.add(w).add(x);
      x.dispose();
      y.backward();
      expect(w.grad!.tolist()).toEqual([1]);
    });
  });

  it('says what was changed since it was saved', () => {
    leavesNothing(() => {
      const x = leaf(2);
      const h = x.mul(1);
      const y = h.square();
      noGrad(() => h.fill_(5));
      const before = rl.memory().liveTensors;
      expect(() => y.backward()).toThrow(
        /^backward: a value that \w+ saved was changed in place since; change a clone\(\) instead/,
      );
      expect(x.grad).toBe(null);
      expect(rl.memory().liveTensors).toBe(before);
    });
  });

  const refusals: [string, () => unknown, ErrorConstructor, RegExp][] = [
    [
      'no gradient',
      () => ones([1]).backward(),
      RangeError,
      /^backward: expected a tensor that gradients flow to, got one of shape \[1\]/,
    ],
    ['several elements', () => leaf(1, 2).backward(), RangeError, /^backward: expected a scalar, got shape \[2\]/],
    [
      'a gradient that is none',
      () => leaf(1).backward({ gradient: 1 as never }),
      TypeError,
      /^backward: expected gradient to be a float32/,
    ],
    [
      'a gradient of integers',
      () => leaf(1).backward({ gradient: ones([1], { dtype: 'int32' }) as never }),
      TypeError,
      /^backward: expected gradient to be a float32/,
    ],
    [
      'a gradient of another shape',
      () => leaf(1, 2).backward({ gradient: ones([1, 2]) }),
      RangeError,
      /shape \[2\], got \[1, 2\]/,
    ],
    [
      'second derivatives',
      () => leaf(1).backward({ createGraph: true }),
      Error,
      /^backward: expected createGraph to be false, got true/,
    ],
    ['a mistyped option', () => leaf(1).backward({ retain: true } as never), TypeError, /^backward: .*'retainGraph'/],
    [
      'a disposed gradient',
      () => {
        const seed = ones([1]);
        seed.dispose();
        return leaf(1).backward({ gradient: seed });
      },
      ReferenceError,
      /^backward: /,
    ],
  ];

  it.each(refusals)('refuses %s', (_, attempt, type, message) => {
    leavesNothing(() => {
      expect(attempt).toThrow(type);
      expect(attempt).toThrow(message);
    });
  });

  it('goes on recording afterwards, also when it failed', () => {
    leavesNothing(() => {
      const x = leaf(1, 2);
      expect(() => x.mul(1).backward()).toThrow(/scalar/);
      expect(x.mul(1).requiresGrad).toBe(true);
      x.sum().backward();
      expect(x.mul(1).requiresGrad).toBe(true);
      noGrad(() => {
        expect(() => x.backward()).toThrow(/scalar/);
        expect(x.mul(1).requiresGrad).toBe(false);
      });
    });
  });
});

describe('retainGrad', () => {
  it('keeps the gradient of what is between, which adds up, and no other', () => {
    leavesNothing(() => {
      const x = leaf(1, 2);
      const h = x.mul(3);
      const other = x.mul(5);
      h.retainGrad();
      h.retainGrad();
      const y = h.square().sum().add(other.sum());
      y.backward({ retainGraph: true });
      expect([h.grad!.tolist(), x.grad!.tolist(), other.grad]).toEqual([[6, 12], [23, 41], null]);
      y.backward();
      expect([h.grad!.tolist(), x.grad!.tolist()]).toEqual([
        [12, 24],
        [46, 82],
      ]);
      // one's own memory: the leaf's gradient does not change with it
      h.grad!.fill_(0);
      expect(x.grad!.tolist()).toEqual([46, 82]);
    });
  });

  it('of a leaf changes nothing, and of what has no gradient is refused', () => {
    leavesNothing(() => {
      const x = leaf(1);
      x.retainGrad();
      x.square().backward();
      expect(x.grad!.tolist()).toEqual([2]);
      expect(() => ones([1]).retainGrad()).toThrow(RangeError);
      expect(() => ones([1]).retainGrad()).toThrow(/^retainGrad: expected a tensor that requires a gradient/);
      x.dispose();
      expect(() => x.retainGrad()).toThrow(rl.DisposedError);
    });
  });

  it('is void for a tensor that is gone', () => {
    leavesNothing(() => {
      const x = leaf(2);
      const h = x.square();
      h.retainGrad();
      const y = h.square();
      h.dispose();
      y.backward();
      expect(x.grad!.tolist()).toEqual([32]);
    });
  });
});

describe('noGrad', () => {
  it('ends with its function, however deep and however it ends', () => {
    leavesNothing(() => {
      const x = leaf(1);
      const records = (): boolean => x.mul(1).requiresGrad;
      expect(noGrad(records)).toBe(false);
      expect(records()).toBe(true);
      noGrad(() => {
        noGrad(records);
        expect(records()).toBe(false);
      });
      expect(() =>
        noGrad(() => {
          throw new Error('own');
        }),
      ).toThrow('own');
      expect(records()).toBe(true);
      expect(() => noGrad(async () => 1)).toThrow(/^noGrad: expected a synchronous function/);
      expect(() => noGrad((() => Promise.resolve(1)) as never)).toThrow(/^noGrad: expected a synchronous function/);
      expect(() => (noGrad as (...all: unknown[]) => unknown)(() => 1, 2)).toThrow(/^noGrad: expected at most one argument/);
      expect(records()).toBe(true);
    });
  });

  it('does not hold for the closure of an optimizer', () => {
    leavesNothing(() => {
      const x = leaf(4);
      const optimizer = new rl.optim.SGD([x], { lr: 0.125 });
      const closure = (): number => {
        optimizer.zeroGrad();
        const loss = x.square();
        loss.backward();
        return loss.item();
      };
      noGrad(() => {
        expect(optimizer.step(closure)).toBe(16);
        expect(x.mul(1).requiresGrad).toBe(false);
        const failing = (): never => {
          throw new Error('own');
        };
        expect(() => optimizer.step(failing)).toThrow('own');
        expect(x.mul(1).requiresGrad).toBe(false);
      });
      expect(x.tolist()).toEqual([3]);
      expect(() => optimizer.step((() => Promise.resolve(1)) as never)).toThrow(/^step: expected a synchronous function/);
    });
  });
});

describe('a view of what was changed in place', () => {
  it('that repeats elements passes on the sum of their gradients', () => {
    leavesNothing(() => {
      const x = rl.tensor([[2], [3]], { requiresGrad: true });
      const base = x.mul(1);
      const wide = base.expand([2, 4]);
      base.mul_(5);
      expect(wide.select(0, 1).tolist()).toEqual([15, 15, 15, 15]);
      wide
        .mul(
          tensor([
            [1, 2, 3, 4],
            [0, 0, 1, 1],
          ]),
        )
        .sum()
        .backward();
      expect(x.grad!.tolist()).toEqual([[50], [10]]);
    });
  });

  it('goes on retaining its gradient', () => {
    leavesNothing(() => {
      const x = leaf(1, 2, 3);
      const base = x.mul(1);
      const part = base.narrow(0, 1, 2);
      part.retainGrad();
      base.mul_(5);
      part
        .mul(tensor([2, 4]))
        .sum()
        .backward();
      expect([part.grad!.tolist(), x.grad!.tolist()]).toEqual([
        [2, 4],
        [0, 10, 20],
      ]);
    });
  });
});

describe('gradcheck', () => {
  /** The gradient is half of what it should be. */
  const half = (x: Tensor): Tensor => x.mul(x.detach());
  const passes = (fn: (x: Tensor) => Tensor, x: Tensor, options: object = {}): boolean =>
    gradcheck(fn, x, { raiseException: false, ...options });

  it('lets pass what is within its tolerances, which add up', () => {
    leavesNothing(() => {
      for (const x of [leaf(3), leaf(-3)]) {
        // off by 3 of 6
        expect(passes(half, x)).toBe(false);
        expect(passes(half, x, { atol: 2.9, rtol: 0 })).toBe(false);
        expect(passes(half, x, { atol: 3.1, rtol: 0 })).toBe(true);
        expect(passes(half, x, { atol: 0, rtol: 0.49 })).toBe(false);
        expect(passes(half, x, { atol: 0, rtol: 0.51 })).toBe(true);
        expect(passes(half, x, { atol: 1.6, rtol: 0.25 })).toBe(true);
        expect(passes(half, x, { atol: 1.4, rtol: 0.25 })).toBe(false);
      }
    });
  });

  it('moves elements by eps, in both directions', () => {
    leavesNothing(() => {
      const kink = leaf(0.004, -0.004);
      expect(passes((x) => x.relu(), kink)).toBe(false);
      expect(passes((x) => x.relu(), kink, { eps: 0.002 })).toBe(true);
      // the difference of a cube in one direction only would be off by 3·x·eps
      expect(passes((x) => x.mul(x).mul(x), leaf(10), { eps: 0.125, atol: 0.05, rtol: 0 })).toBe(true);
    });
  });

  it('allows for no more than the rounding of values', () => {
    leavesNothing(() => {
      // off by 0.02 where values near 1 are exact to 1e-5 of it, and within the noise of values near 1e5
      const slightly =
        (at: number) =>
        (x: Tensor): Tensor =>
          x.mul(0.98).add(x.detach().mul(0.02)).add(at);
      expect(passes(slightly(0), leaf(1))).toBe(false);
      expect(passes(slightly(100), leaf(1))).toBe(false);
      expect(passes(slightly(1e5), leaf(1))).toBe(true);
      expect(passes(slightly(-1e5), leaf(1))).toBe(true);
    });
  });

  it('puts the inputs back when the function fails in the midst', () => {
    leavesNothing(() => {
      const x = leaf(1, 2);
      for (let failAt = 1; failAt <= 7; failAt++) {
        let calls = 0;
        const failing = (y: Tensor): Tensor => {
          if (++calls === failAt) throw new Error('own');
          return y.square();
        };
        expect(() => gradcheck(failing, x)).toThrow('own');
        expect(x.tolist()).toEqual([1, 2]);
      }
    });
  });

  it.each([
    ['eps', 0],
    ['eps', -1],
    ['eps', NaN],
    ['atol', -1],
    ['rtol', -1],
  ])('refuses %s of %d', (key, value) => {
    leavesNothing(() => {
      expect(() => gradcheck((x) => x, leaf(1), { [key]: value })).toThrow(new RegExp(`^gradcheck: expected ${key}`));
    });
  });

  it('refuses a fourth argument, promises, and inputs among which are no tensors', () => {
    leavesNothing(() => {
      expect(() => (gradcheck as (...all: unknown[]) => unknown)((x: Tensor) => x, leaf(1), {}, 1)).toThrow(
        /^gradcheck: .*at most 3/,
      );
      expect(() => gradcheck((async (x: Tensor) => x) as never, leaf(1))).toThrow(/^gradcheck: expected a synchronous/);
      expect(() => gradcheck((x) => x, [leaf(1), 3 as never])).toThrow(/^gradcheck: expected inputs/);
    });
  });

  it('names the element of a later output of several elements', () => {
    leavesNothing(() => {
      const outputs = (x: Tensor): Tensor[] => [x.mul(2), x.mul(x.detach()).reshape([2, 1]), x.detach()];
      expect(() => gradcheck(outputs, leaf(0, 3))).toThrow(/near 6 of output 1 at \[1, 0\] by input 0 at \[1\]/);
    });
  });
});

it('a view under noGrad of a view whose base was changed in place passes no gradient on', () => {
  leavesNothing(() =>
    rl.scope(() => {
      const x = tensor([1, 2], { requiresGrad: true });
      const base = x.neg();
      const stale = base.view([2]);
      base.add_(-1);
      const cut = noGrad(() => [stale.view([2]), stale.narrow(0, 0, 2), stale.expand([2]), stale.unsqueeze(0).squeeze(0)]);
      expect(cut.map((t) => t.requiresGrad)).toEqual([false, false, false, false]);
      for (const t of cut) t.add(x).sum().backward();
      expect(x.grad!.tolist()).toEqual([4, 4]);
      stale.sum().backward();
      expect(x.grad!.tolist()).toEqual([3, 3]);
      x.grad = null;
      x.dispose();
    }),
  );
});
