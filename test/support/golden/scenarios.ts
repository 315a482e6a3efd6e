// The short programs of the autograd and tutorial fixtures, put into TypeScript by hand.
import { expect } from 'vitest';
import type { Tensor } from '../../../src/index.ts';
import * as rl from '../../../src/index.ts';
import { decode, type FixtureTensor, mismatch, type ScenarioCase } from '../golden.ts';
import { isTensor, leavesNothing, read, toTensor } from '../library.ts';

type Vars = Record<string, Tensor>;
type Program = (v: Vars) => Record<string, unknown>;

/** One pass of the seeded tutorial script: default initialisation, shuffled batches, SGD. */
const seeded =
  (seed: number): Program =>
  ({ x, y }) => {
    rl.manualSeed(seed);
    const model = new rl.nn.Linear(20, 3);
    const loader = new rl.data.DataLoader(new rl.data.TensorDataset(x!, y!), {
      batchSize: 10,
      shuffle: true,
    });
    const optimizer = new rl.optim.SGD(model.parameters(), { lr: 0.01 });
    const losses: number[] = [];
    for (let epoch = 0; epoch < 5; epoch++)
      for (const [inputs, targets] of loader as Iterable<[Tensor, Tensor]>)
        rl.scope(() => {
          optimizer.zeroGrad();
          const loss = rl.F.nllLoss(rl.F.logSoftmax(model.forward(inputs), 1), targets);
          loss.backward();
          optimizer.step();
          losses.push(loss.item());
        });
    const results = {
      losses: rl.tensor(losses),
      w: model.weight.detach().clone(),
      b: model.bias!.detach().clone(),
    };
    optimizer.dispose();
    model.dispose();
    return results;
  };

const programs: Record<string, Program> = {
  reuse({ x }) {
    x!.requiresGrad_();
    const y = x!.mul(x!).add(x!.mul(3)).sum();
    y.backward();
    return { y, g: x!.grad };
  },
  diamond({ x }) {
    x!.requiresGrad_();
    const a = x!.exp();
    const c = a.add(a.mul(x!));
    c.sum().backward();
    return { c, g: x!.grad };
  },
  accumulate_two_backwards({ x }) {
    x!.requiresGrad_();
    x!.mul(2).sum().backward();
    x!.mul(x!).sum().backward();
    return { g: x!.grad };
  },
  retain_graph({ x }) {
    x!.requiresGrad_();
    const y = x!.pow(3).sum();
    y.backward({ retainGraph: true });
    y.backward();
    return { g: x!.grad };
  },
  detach({ x }) {
    x!.requiresGrad_();
    x!.detach().mul(x!).sum().backward();
    return { g: x!.grad, r: x!.detach().requiresGrad };
  },
  no_grad({ x }) {
    x!.requiresGrad_();
    const y = rl.noGrad(() => x!.mul(2));
    x!.mul(y).sum().backward();
    return { r: y.requiresGrad, g: x!.grad };
  },
  nonleaf_grad_none({ x }) {
    x!.requiresGrad_();
    const y = x!.mul(2);
    y.sum().backward();
    return { none: y.grad === null, leaf: [x!.isLeaf, y.isLeaf] };
  },
  retain_grad({ x }) {
    x!.requiresGrad_();
    const y = x!.mul(2);
    y.retainGrad();
    y.mul(y).sum().backward();
    return { g: y.grad };
  },
  unused_leaf({ x, w }) {
    x!.requiresGrad_();
    w!.requiresGrad_();
    x!.mul(2).sum().backward();
    return { none: w!.grad === null };
  },
  backward_with_vector({ x, w }) {
    x!.requiresGrad_();
    x!.mul(x!).backward({ gradient: w! });
    return { g: x!.grad };
  },
  autograd_grad({ x }) {
    x!.requiresGrad_();
    const [g] = rl.autograd.grad(x!.sin().sum(), [x!]);
    return { g, none: x!.grad === null };
  },
  broadcast_bias({ m, b }) {
    m!.requiresGrad_();
    b!.requiresGrad_();
    m!.add(b!).mul(m!.add(b!)).sum().backward();
    return { gm: m!.grad, gb: b!.grad };
  },
  transpose_matmul({ m }) {
    m!.requiresGrad_();
    const y = m!.t().matmul(m!);
    y.sum().backward();
    return { y, g: m!.grad };
  },
  slice({ m }) {
    m!.requiresGrad_();
    const y = m!.slice(0, 1).slice(1, undefined, undefined, 2).mul(2).sum();
    y.backward();
    return { y, g: m!.grad };
  },
  index_tensor({ m }) {
    m!.requiresGrad_();
    const y = m!.indexSelect(0, rl.tensor(Int32Array.of(0, 2, 2))).sum();
    y.backward();
    return { y, g: m!.grad };
  },
  arange_pick({ m }) {
    m!.requiresGrad_();
    const picked = rl.F.logSoftmax(m!, 1).gather(1, rl.tensor(Int32Array.of(1, 0, 3), { shape: [3, 1] }));
    const y = picked.neg().mean();
    y.backward();
    return { y, g: m!.grad };
  },
  softmax_times_itself({ m }) {
    m!.requiresGrad_();
    const p = rl.F.softmax(m!, 1);
    const y = p.mul(p.log()).sum(1).neg().mean();
    y.backward();
    return { y, g: m!.grad };
  },
  inplace_update_no_grad({ x, w }) {
    w!.requiresGrad_();
    let l: Tensor | undefined;
    for (let step = 0; step < 3; step++) {
      l = w!.sub(x!).pow(2).sum();
      w!.grad = null;
      l.backward();
      rl.noGrad(() => w!.sub_(w!.grad!.mul(0.1)));
    }
    return { l, r: w!.detach() };
  },
  zero_grad_to_none() {
    const l = new rl.nn.Linear(2, 1);
    l.forward(rl.ones([1, 2]))
      .sum()
      .backward();
    l.zeroGrad();
    const none = l.weight.grad === null;
    l.dispose();
    return { none };
  },
  shared_weight({ x, w }) {
    w!.requiresGrad_();
    const h = x!.mul(w!).tanh().mul(w!);
    h.sum().backward();
    return { h, g: w!.grad };
  },
  mean_of_means({ m }) {
    m!.requiresGrad_();
    const y = m!.mean(0).pow(2).mean();
    y.backward();
    return { y, g: m!.grad };
  },
  expand_grad({ b, m }) {
    b!.requiresGrad_();
    const y = b!.expand([3, 4]).mul(m!).sum();
    y.backward();
    return { y, g: b!.grad };
  },
  int_tensor_no_grad() {
    const t = rl.tensor(Int32Array.of(1, 2, 3));
    return { r: t.requiresGrad, dt: `torch.${t.div(2).dtype}`, ds: `torch.${t.sum().dtype}` };
  },
  item_types() {
    return {
      a: rl.tensor([2.5]).item(),
      b: rl.tensor(3).item(),
      c: rl.tensor([[true]], { dtype: 'bool' }).item(),
    };
  },
  'seeded/0': seeded(0),
  'seeded/1': seeded(1),
};

/** Where the library has no such thing, the nearest that it has. */
const plainly = (want: unknown): unknown => (want === 'torch.int64' ? 'torch.int32' : want);

export function runScenario(c: ScenarioCase): void {
  leavesNothing(() => {
    const inputs = Object.fromEntries(Object.entries(c.inputs).map(([name, t]) => [name, toTensor(decode(t))]));
    const results = programs[c.id]!(inputs);
    for (const name of c.returns) {
      const [got, want] = [results[name], c.results[name]];
      if (isTensor(got))
        expect(mismatch(read(got), want as FixtureTensor, c.results64[name], c.tol[name] ?? [0, 0]), name).toBeUndefined();
      else expect(got, name).toEqual(plainly(want));
    }
  });
}
