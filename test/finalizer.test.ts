// The net below scopes: what was made outside every scope returns once it is garbage, graphs and gradients with it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { F, memory, nn, ones, optim, randint, randn, scope, type Tensor, zeros } from '../src/index.ts';

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
