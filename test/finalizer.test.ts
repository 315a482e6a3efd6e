// The net below scopes: what was made outside every scope returns once it is garbage, graphs and gradients with it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { F, keep, memory, nn, ones, optim, randint, randn, scope, type Tensor, tensor, zeros } from '../src/index.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

async function settles(bytes: number): Promise<void> {
  for (let i = 0; i < 50 && memory().liveBytes !== bytes; i++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(memory().liveBytes).toBe(bytes);
}

const makes: Record<string, () => unknown> = {
  'plain tensors and views': () => ones([100]).reshape([10, 10]).t().add(1),
  'a graph that never went backward': () => ones([10], { requiresGrad: true }).exp().mul(2).sum(),
  'a graph that did, and its gradient': () => {
    const x = ones([10], { requiresGrad: true });
    x.exp().mul(x).sum().backward();
    return x.grad;
  },
  'a model and its optimizer, trained without a scope': () => {
    const model = new nn.Sequential(new nn.Linear(4, 3), new nn.Dropout(0.5));
    const optimizer = new optim.Adam(model.parameters());
    F.crossEntropy(model.forward(randn([5, 4])), randint(0, 3, [5])).backward();
    optimizer.step();
    return [model, optimizer];
  },
  'what a scope returned': () => scope((): Tensor => ones([10], { requiresGrad: true }).exp().sum()),
};

it.each(Object.entries(makes))('%s', async (_, make) => {
  zeros([1]).dispose();
  const before = memory().liveBytes;
  let held: unknown = make();
  expect(memory().liveBytes).toBeGreaterThan(before);
  expect(held).toBeDefined();
  held = undefined;
  await settles(before);
});

it('a frozen tensor of a scope, which frees the others', async () => {
  zeros([1]).dispose();
  const before = memory().liveBytes;
  const test = (): void => {
    let others: Tensor[] = [];
    const frozen = scope(() => {
      const first = ones([3]);
      const t: Tensor = tensor([1, 2]);
      Object.freeze(t);
      expect(keep(t)).toBe(t);
      others = [first, t.add(1), ones([4])];
      return { t };
    }).t;
    expect(others.map((t) => t.disposed)).toEqual([true, true, true]);
    expect([...frozen.shape]).toEqual([2]);
    frozen.dispose();
    frozen.dispose();
    expect(frozen.tolist()).toEqual([1, 2]);
  };
  test();
  await settles(before);
});

it('a frozen parameter, which is named by what would change it', async () => {
  zeros([1]).dispose();
  const before = memory().liveBytes;
  scope(() => {
    const p: Tensor = ones([2], { requiresGrad: true });
    Object.freeze(p);
    const q = ones([2], { requiresGrad: true });
    const loss = p.mul(q).sum();
    const live = memory().liveTensors;
    expect(() => loss.backward()).toThrow(/^backward: expected a tensor that may change/);
    expect(memory().liveTensors).toBe(live);
    expect([p.grad, q.grad]).toEqual([null, null]);
    expect(() => p.requiresGrad_(false)).toThrow(/^requiresGrad_: expected a tensor that may change/);
    expect(() => {
      p.grad = p;
    }).toThrow(/^grad: expected a tensor that may change/);
  });
  await settles(before);
});

it('a frozen tensor as a gradient, which shares its memory, and as a buffer, which is refused', async () => {
  zeros([1]).dispose();
  const before = memory().liveBytes;
  scope(() => {
    const x = ones([2], { requiresGrad: true });
    const frozen: Tensor = tensor([3, 4]);
    Object.freeze(frozen);
    x.grad = frozen;
    expect(x.grad?.tolist()).toEqual([3, 4]);
    x.grad = null;
    expect(frozen.tolist()).toEqual([3, 4]);
    const layer = new nn.ReLU();
    expect(() => layer.registerBuffer('a', frozen)).toThrow(/^registerBuffer: expected a tensor that may change/);
    expect(layer.buffers()).toEqual([]);
  });
  await settles(before);
});

it('what a graph had saved that went backward, while its result is in use', async () => {
  zeros([1]).dispose();
  const before = memory().liveBytes;
  const test = (): [Tensor, Tensor] => {
    const x = ones([1000], { requiresGrad: true });
    const y = x.exp().square().sum();
    y.backward();
    return [x, y];
  };
  const [x, y] = test();
  // the leaf, its gradient and the result
  await settles(before + 8004);
  y.dispose();
  x.dispose();
});

it('a graph with many paths, each op once', () => {
  const x = ones([1], { requiresGrad: true });
  const y = scope(() => {
    let y = x;
    for (let i = 0; i < 32; i++) y = y.add(y);
    return y;
  });
  y.backward();
  expect(x.grad!.item()).toBe(2 ** 32);
  y.dispose();
  x.dispose();
});
