// Several threads give the same bits as one, end when told to, and an error when one of them is gone.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopThreads } from '../bindings/kernels.ts';
import { tuning } from '../bindings/threads.ts';
import {
  backend,
  borrow,
  F,
  init,
  manualSeed,
  matmul,
  memory,
  nn,
  optim,
  randint,
  randn,
  scope,
  shutdown,
  type Tensor,
} from '../src/index.ts';
import { bytesOf, call, isTensor, toArguments, toTensor } from './support/library.ts';
import { rows } from './support/optable/all.ts';
import { isConstant, type OpRow } from './support/optable.ts';
import { Random } from './support/random.ts';
import { byName, type Result } from './support/reference.ts';

const WORK: Record<string, () => Tensor[]> = {
  matmul: () => {
    const [a, b] = [randn([257, 300]), randn([300, 259])];
    return [matmul(a, b), matmul(a.t(), a), matmul(b, b.t())];
  },
  'element-wise': () => {
    const [a, b] = [randn([301, 333]), randn([333])];
    return [a.add(b), a.mul(a), a.exp(), a.tanh(), a.t().add(1), a.t().contiguous(), F.gelu(a), a.relu()];
  },
  'reductions and softmax': () => {
    const a = randn([257, 1003]);
    return [a.sum(), a.sum(0), a.sum(1), a.mean(0), a.logSoftmax(1), a.softmax(0), a.logsumexp(1)];
  },
  'memory that was lent': () => {
    const [a, b] = [randn([200, 300]), randn([300, 200])];
    borrow(a, (view) => view.forEach((value, i) => void (view[i] = value * 2)));
    const product = matmul(a, b);
    borrow(product, (view) => void view.subarray(0, 200).fill(1));
    return [a, product, product.sum(0)];
  },
  'layers of images': () => {
    const model = new nn.Sequential(new nn.Conv2d(3, 20, 3, { padding: 1 }), new nn.BatchNorm2d(20), new nn.MaxPool2d(2));
    const x = randn([4, 3, 40, 44], { requiresGrad: true });
    const y = F.avgPool2d(model.forward(x), 3, { stride: 2 });
    y.backward({ gradient: randn(y.shape) });
    const results = [y, x.grad as Tensor, ...model.parameters().map((p) => (p.grad as Tensor).clone()), ...model.buffers()];
    const copies = results.map((t) => t.detach().clone());
    model.dispose();
    return copies;
  },
  'layers of words': () => {
    const [table, bags] = [randn([500, 320], { requiresGrad: true }), randn([500, 320], { requiresGrad: true })];
    const index = randint(0, 500, [60, 9]);
    const [weight, bias] = [randn([320], { requiresGrad: true }), randn([320], { requiresGrad: true })];
    const rows = F.layerNorm(F.embedding(index, table), [320], { weight, bias });
    const normal = F.batchNorm(rows.sum(1), null, null, { training: true });
    const y = normal.add(F.embeddingBag(index, bags)).add(F.embeddingBag(index, bags, { mode: 'max' }));
    y.backward({ gradient: randn(y.shape) });
    return [y, ...[table, bags, weight, bias].map((t) => t.grad as Tensor)].map((t) => t.detach().clone());
  },
  'recurrent layers': () =>
    [new nn.GRU(20, 33, { bidirectional: true }), new nn.LSTM(20, 40, { projSize: 24 }), new nn.RNN(20, 50)].flatMap((model) => {
      const x = randn([13, 67, 20], { requiresGrad: true });
      const [y] = model.forward(x);
      y.backward({ gradient: randn(y.shape) });
      const results = [y, x.grad as Tensor, ...model.parameters().map((p) => p.grad as Tensor)].map((t) => t.detach().clone());
      model.dispose();
      return results;
    }),
  'a training step': () => {
    const model = new nn.Sequential(new nn.Linear(300, 256), new nn.ReLU(), new nn.Linear(256, 700));
    const optimizer = new optim.Adam(model.parameters());
    const [x, y] = [randn([130, 300]), randint(0, 700, [130])];
    const losses = [0, 1, 2].map(() => {
      optimizer.zeroGrad();
      const loss = F.crossEntropy(model.forward(x), y, { labelSmoothing: 0.1 });
      loss.backward();
      optimizer.step();
      return loss;
    });
    const results = [...losses, ...model.parameters().map((p) => p.detach().clone())];
    model.dispose();
    optimizer.dispose();
    return results;
  },
};

const run = (work: () => Tensor[]): Uint8Array[] =>
  scope(() => {
    manualSeed(7);
    return work().map((t) => bytesOf(t));
  });

const same = (a: readonly Uint8Array[], b: readonly Uint8Array[] = []): boolean =>
  a.length === b.length &&
  a.every((bytes, i) => bytes.length === b[i]?.length && bytes.every((byte, j) => byte === (b[i] as Uint8Array)[j]));

/** Every sample of a row: its results, and the gradients of its inputs. */
function sampled(row: OpRow): Uint8Array[] {
  return [...row.samples(new Random(row.name))].flatMap((sample) =>
    run(() => {
      const { args, tensors } = toArguments(sample.args, (x) => toTensor(x, { requiresGrad: !isConstant(x) }));
      const results = Object.values(byName(call(row.name, ...args) as Result<Tensor>, isTensor));
      for (const y of results) if (y.requiresGrad) y.backward({ gradient: randn(y.shape), retainGraph: true });
      return [...results, ...tensors.flatMap((t) => (t.grad === null ? [] : [t.grad]))].map((t) => t.detach());
    }),
  );
}

const shared: Record<string, Uint8Array[]> = {};
const table = new Map<OpRow, Uint8Array[]>();

beforeAll(async () => {
  // on a busy machine, too, everything is shared
  tuning.restFor = 0;
  await init({ threads: 3 });
  expect(backend().threads).toBe(3);
  expect(memory().liveBytes).toBe(0);
  for (const [name, work] of Object.entries(WORK)) shared[name] = run(work);
  // an idle worker sleeps after a while and wakes for the next job
  await new Promise((resolve) => setTimeout(resolve, 50));
  shared.again = run(WORK.matmul as () => Tensor[]);
  // from here on everything is shared out, however small
  tuning.worthSharingNs = -1;
  for (const row of rows) table.set(row, sampled(row));
  await shutdown();
  // three threads on fewer cores take their time
}, 120_000);

afterAll(() => expect(memory().liveBytes).toBe(0));

it('goes on with one thread after shutdown, as often as it is called', () => {
  stopThreads();
  expect(backend().threads).toBe(1);
  expect(same(run(WORK.matmul as () => Tensor[]), shared.again)).toBe(true);
});

it('lends the shared memory itself', () => {
  const x = randn([5]);
  borrow(x, (view) => {
    expect(String(view.buffer)).toBe('[object SharedArrayBuffer]');
    view.fill(3);
  });
  expect(x.tolist()).toEqual([3, 3, 3, 3, 3]);
  x.dispose();
});

it.each(Object.keys(WORK))('%s: the same bits as one thread', (name) => {
  const alone = run(WORK[name] as () => Tensor[]);
  expect(same(alone, shared[name])).toBe(true);
});

it.each(rows.map((row) => [row.name, row] as const))('%s of the table: the same bits as one thread, gradients too', (_, row) => {
  const alone = sampled(row);
  expect(alone.some((bytes) => bytes.length > 0)).toBe(true);
  expect(same(alone, table.get(row))).toBe(true);
});
