// Corners of the graph: who owns a gradient's memory, what a backward pass keeps and frees, and views that follow their base.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { autograd, gradcheck, noGrad, ones, scope, type Tensor, tensor } from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { nodesOf } from './support/checks.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const leaf = (...values: number[]): Tensor => tensor(values, { requiresGrad: true });

/** A view that was taken before its base was changed. */
const stale = (): { x: Tensor; base: Tensor; view: Tensor } => {
  const x = leaf(1, 2);
  const base = x.neg();
  const view = base.view([2]);
  base.mul_(3);
  return { x, base, view };
};

describe('backward', () => {
  it('runs again through ops that saved nothing, and not through others, which it names', () => {
    leavesNothing(() => {
      const x = leaf(1, 2);
      const y = x.add(1).sum();
      y.backward();
      y.backward();
      expect(x.grad!.tolist()).toEqual([2, 2]);
      const z = x.square().sum();
      z.backward();
      expect(() => z.backward()).toThrow(/^backward: the values that square saved are freed/);
    });
  });

  it('passes on what stops it once some gradients have been handed over, as the loss of a worker thread may', () => {
    leavesNothing(() => {
      const [x, y] = [leaf(1), leaf(2)];
      y.adoptGrad = () => {
        throw new Error('lost');
      };
      expect(() => x.mul(y).sum().backward()).toThrow(/^lost$/);
    });
  });

  it('refuses a tensor that is disposed', () => {
    leavesNothing(() => {
      for (const y of [leaf(1), leaf(1).square(), ones([1])]) {
        y.dispose();
        expect(() => y.backward()).toThrow(rl.DisposedError);
        expect(() => y.backward()).toThrow(/^backward: expected a live tensor/);
        expect(() => autograd.grad(y, leaf(1))).toThrow(/^grad: expected a live tensor/);
      }
    });
  });

  it('refuses a gradient that is disposed', () => {
    leavesNothing(() => {
      const [x, gradient] = [leaf(1, 2), ones([2])];
      const y = x.square();
      gradient.dispose();
      expect(() => y.backward({ gradient })).toThrow(rl.DisposedError);
      expect(() => y.backward({ gradient })).toThrow(/^backward: expected a live tensor/);
      expect(() => autograd.grad(y, x, { gradOutputs: gradient })).toThrow(/^grad: expected a live tensor/);
      expect(x.grad).toBeNull();
    });
  });

  it('fails in the same way each time', () => {
    leavesNothing(() => {
      const h = leaf(2).mul(1);
      const y = h.square();
      noGrad(() => h.fill_(5));
      for (let i = 0; i < 2; i++) expect(() => y.backward()).toThrow(/^backward: a value that square saved was changed/);
    });
  });

  it('gives a leaf memory of its own, also where a saved tensor is the only other one', () => {
    leavesNothing(() => {
      const [x, w, seed] = [leaf(1, 2), leaf(3, 4), tensor([5, 6])];
      x.add(w.square()).backward({ gradient: seed });
      expect([x.grad!.tolist(), w.grad!.tolist()]).toEqual([
        [5, 6],
        [30, 48],
      ]);
      x.grad!.fill_(0);
      expect(seed.tolist()).toEqual([5, 6]);
    });
  });

  it('gives a leaf a gradient that is contiguous and no part of more memory', () => {
    leavesNothing(() => {
      const x = ones([2, 3], { requiresGrad: true });
      x.t().square().sum().backward();
      expect(x.grad!.isContiguous()).toBe(true);
      const [a, b] = [ones([1000], { requiresGrad: true }), ones([1000], { requiresGrad: true })];
      const before = rl.memory().liveBytes;
      scope(() => rl.cat([a, b]).square().sum().backward());
      expect(rl.memory().liveBytes - before).toBe(8000);
    });
  });

  it('frees what it made for an op before the next one', () => {
    leavesNothing(() => {
      const x = ones([250_000], { requiresGrad: true });
      let y = x;
      for (let i = 0; i < 40; i++) y = rl.F.softplus(y.div(y.detach().add(1)));
      const loss = y.sum();
      const before = rl.memory();
      loss.backward();
      // the graph's own memory and a few tensors
      expect(rl.memory().peakBytes - Math.max(before.liveBytes, before.peakBytes)).toBeLessThan(10_000_000);
    });
  });

  it('leaves what a graph goes on keeping alone: a leaf does not share it', () => {
    leavesNothing(() => {
      // the gradient itself is saved, and the graph alone holds it
      const x = tensor([[1, 2, 3]], { requiresGrad: true });
      const loss = scope(() => rl.F.crossEntropy(x, tensor(Int32Array.of(0))));
      loss.backward({ retainGraph: true });
      const once = x.grad!.tolist();
      for (let i = 0; i < 3; i++) {
        x.grad = null;
        for (let j = 0; j < 2; j++) loss.backward({ retainGraph: true });
        expect(x.grad!.div(2).tolist()).toEqual(once);
      }
    });
  });

  it('holds no saved tensor afterwards', () => {
    leavesNothing(() => {
      const y = leaf(1, 2).exp().square().sum();
      const held = (): number => nodesOf([y]).reduce((sum, node) => sum + node.unpack().length, 0);
      y.backward({ retainGraph: true });
      expect(held()).toBeGreaterThan(0);
      y.backward();
      expect(held()).toBe(0);
    });
  });

  it('passes each op once, however many paths lead to it', () => {
    leavesNothing(() => {
      const x = leaf(1);
      const y = scope(() => {
        let y = x;
        for (let i = 0; i < 28; i++) y = y.add(y);
        return y;
      });
      y.backward();
      expect(x.grad!.tolist()).toEqual([2 ** 28]);
      // and so does what leaves a graph to the garbage collector
      rl.keep(y).dispose();
    });
  });
});

describe('grad', () => {
  it('does not run through ops behind which there is no input, at any depth', () => {
    leavesNothing(() => {
      const [x, w] = [leaf(2), leaf(1)];
      const side = w.square().exp();
      const [g] = autograd.grad(x.square().add(side), [x]) as [Tensor];
      expect(g.tolist()).toEqual([4]);
      side.backward();
      expect(w.grad!.item()).toBeCloseTo(2 * Math.E, 5);
    });
  });

  it('passes over outputs that are leaves or lead to no input', () => {
    leavesNothing(() => {
      const [x, w] = [leaf(2), leaf(3)];
      const before = rl.memory().liveBytes;
      for (const other of [w, w.square()]) {
        const [g] = autograd.grad([other, x.square()], [x]) as [Tensor];
        expect([g.tolist(), w.grad]).toEqual([[4], null]);
      }
      expect(rl.memory().liveBytes - before).toBeGreaterThan(0);
    });
  });
});

describe('a view whose base was changed in place', () => {
  it.each<[string, (f: () => void) => void]>([
    ['', (f) => f()],
    [' under detectAnomaly', autograd.detectAnomaly],
    [' under noGrad', noGrad],
    [' under both', (f) => autograd.detectAnomaly(() => noGrad(f))],
  ])('passes its gradient on through the change%s', (_, within) => {
    leavesNothing(() => {
      const seed = ones([2]);
      const { x, view } = stale();
      within(() => view.backward({ gradient: seed, retainGraph: true }));
      expect(x.grad!.tolist()).toEqual([-3, -3]);
      view.sum().backward();
      expect(x.grad!.tolist()).toEqual([-6, -6]);
      const other = stale();
      within(() => {
        const [g] = autograd.grad(other.view, other.x, { gradOutputs: seed }) as [Tensor];
        expect(g.tolist()).toEqual([-3, -3]);
      });
    });
  });

  it('has followed it once it was used, also when the base is gone', () => {
    leavesNothing(() => {
      const { x, base, view } = stale();
      view.sum();
      base.dispose();
      view.sum().backward();
      expect(x.grad!.tolist()).toEqual([-3, -3]);
    });
  });

  const LOST = /was changed in place through another view, so its gradient is lost/;

  it('is refused where it cannot follow', () => {
    leavesNothing(() => {
      const w = leaf(2, 3);
      // by another tensor of the same memory
      const first = leaf(1, 2).mul(1);
      const view = first.view([2, 1]);
      first.detach().mul_(w);
      expect(() => view.sum()).toThrow(LOST);
      // no view at all
      const apart = first.detach().requiresGrad_();
      first.detach().mul_(w);
      expect(() => apart.sum()).toThrow(LOST);
      // the base has strides
      const turned = ones([2, 2]).t().detach();
      const row = turned.select(0, 1);
      turned.mul_(w);
      expect(() => row.sum()).toThrow(LOST);
      // the base is gone
      const { base, view: orphan } = stale();
      base.dispose();
      expect(() => orphan.sum()).toThrow(LOST);
    });
  });
});

describe('a view of a detached tensor', () => {
  it('needs no gradient, also when that tensor is gone', () => {
    leavesNothing(() => {
      const base = ones([2, 2]);
      const apart = base.detach();
      base.mul_(leaf(2, 3));
      const row = apart.select(0, 1);
      apart.dispose();
      expect([row.requiresGrad, row.sum().item()]).toEqual([false, 5]);
    });
  });
});

it('an export leaves the gradients of what the model refers to as they were', () => {
  leavesNothing(() => {
    const { x, view } = stale();
    class Adds extends rl.nn.Module {
      override forward(input: Tensor): Tensor {
        return input.add(view);
      }
    }
    expect(toOnnx(new Adds(), ones([1, 2])).length).toBeGreaterThan(0);
    view.sum().backward();
    expect(x.grad!.tolist()).toEqual([-3, -3]);
  });
});

it('a change in place does not make a tensor retain its gradient', () => {
  leavesNothing(() => {
    const x = leaf(1, 2);
    const y = x.mul(2);
    y.mul_(3);
    y.sum().backward();
    expect([y.grad, x.grad!.tolist()]).toEqual([null, [6, 6]]);
  });
});

describe('detectAnomaly', () => {
  it('passes over gradients that there are none of', () => {
    leavesNothing(() => {
      const x = leaf(1, 2);
      autograd.detectAnomaly(() => x.mul(2).fill_(7).mul(x).sum().backward());
      expect(x.grad!.tolist()).toEqual([7, 7]);
    });
  });

  it('refuses a promise that the function returns', () => {
    expect(() => autograd.detectAnomaly(() => Promise.resolve(1))).toThrow(
      /^detectAnomaly: expected a synchronous function, got one that returns a promise/,
    );
  });
});

it('noGrad refuses an async function, and what is none, before it is called', () => {
  let calls = 0;
  expect(() => noGrad(async () => calls++)).toThrow(/^noGrad: expected a synchronous function/);
  expect(calls).toBe(0);
  expect(() => noGrad(3 as never)).toThrow(/^noGrad: expected a function, got 3/);
});

describe('gradcheck without tolerances', () => {
  const exactly = { atol: 0, rtol: 0, raiseException: false };

  it('passes what is exact', () => {
    leavesNothing(() => expect(gradcheck((x) => x.mul(0), leaf(1), exactly)).toBe(true));
  });

  it('allows for the rounding of the larger value', () => {
    leavesNothing(() => {
      const eps = Math.fround(0.003);
      expect(gradcheck((x) => x.mul(0.7), leaf(eps), { ...exactly, eps })).toBe(true);
    });
  });

  it('allows for a few units in the last place, and no more', () => {
    leavesNothing(() => {
      // values near 1 and a distance of 2⁻⁶: a unit is 2⁻¹⁸ of the gradient
      const off =
        (units: number) =>
        (x: Tensor): Tensor =>
          x.mul(1 - units * 2 ** -18).add(x.detach().mul(units * 2 ** -18));
      expect(gradcheck(off(6), leaf(1), exactly)).toBe(true);
      expect(gradcheck(off(12), leaf(1), exactly)).toBe(false);
    });
  });
});
