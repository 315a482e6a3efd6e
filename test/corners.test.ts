// Small things, each of which a fault in the sources had once got past every other test.
import { beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, optim, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));

it.each<[string, () => void]>([
  [
    'integers between fractions are no integers',
    () => {
      const y = ints(0, 1, 2).clamp(0.5, 1.5);
      expect([y.dtype, y.tolist()]).toEqual(['float32', [0.5, 1, 1.5]]);
      expect(ints(0, 1, 2).clamp(0.5).tolist()).toEqual([0.5, 1, 2]);
      expect(ints(0, 1, 2).clamp(null, 1.5).tolist()).toEqual([0, 1, 1.5]);
    },
  ],
  [
    'integers are added to rows of several columns',
    () => {
      const sums = rl.scatterAdd(
        rl.zeros([3, 2], { dtype: 'int32' }),
        0,
        ints(2, 0, 2, 1).view([2, 2]),
        ints(1, 2, 3, 4).view([2, 2]),
      );
      expect(sums.tolist()).toEqual([
        [0, 2],
        [0, 4],
        [4, 0],
      ]);
    },
  ],
  [
    'grad takes a gradient for each output',
    () => {
      const x = rl.ones([2], { requiresGrad: true });
      const outputs = [x.sum(), x.mul(3).sum()];
      expect(() => rl.autograd.grad(outputs, [x], { gradOutputs: [tensor(1)] })).toThrow(
        /^grad: expected a gradient for each of 2 outputs, got 1/,
      );
      const [g] = rl.autograd.grad(outputs, [x], { gradOutputs: [tensor(1), tensor(2)] });
      expect(g?.tolist()).toEqual([7, 7]);
    },
  ],
  [
    'the loss of no rows is that of a linear layer before it',
    () => {
      const none = rl.zeros([0, 3], { requiresGrad: true });
      const weight = rl.ones([4, 3], { requiresGrad: true });
      const options = { reduction: 'sum' } as const;
      // memory that is not 0, for the gradient
      for (const t of Array.from({ length: 8 }, () => rl.full([4, 3], 7))) t.dispose();
      const loss = F.linearCrossEntropy(none, weight, ints(), options);
      expect(loss.item()).toBe(F.crossEntropy(F.linear(none, weight), ints(), options).item());
      loss.backward();
      expect([none.grad?.shape, weight.grad?.tolist()]).toEqual([[0, 3], rl.zeros([4, 3]).tolist()]);
    },
  ],
  [
    'answers that are true or false are no targets of classes',
    () => {
      const yes = tensor([[true, false]], { dtype: 'bool' });
      expect(() => F.multilabelSoftMarginLoss(rl.ones([1, 2]), yes as never)).toThrow(
        /^multilabelSoftMarginLoss: expected target of dtype float32 or int32, got bool; convert it with to\('float32'\)/,
      );
    },
  ],
  [
    'pairs and their signs are of one batch',
    () => {
      expect(() => F.cosineEmbeddingLoss(rl.ones([2, 3]), rl.ones([1, 3]), ints(1, -1, 1))).toThrow(
        /^cosineEmbeddingLoss: expected shapes that broadcast, got \[2\] and \[3\]/,
      );
      expect(F.cosineEmbeddingLoss(rl.ones([2, 3]), rl.ones([1, 3]), ints(1, 1)).item()).toBeCloseTo(0, 6);
    },
  ],
])('%s', (_, test) => leavesNothing(test));

it('a chain of schedules has its milestones in the state for PyTorch, and a MultiStepLR has them not', () => {
  const p = new rl.nn.Linear(2, 1);
  const sgd = new optim.SGD(p.parameters(), { lr: 0.1 });
  const { MultiStepLR, SequentialLR, StepLR } = optim.lrScheduler;
  const multi = new MultiStepLR(sgd, { milestones: [1, 3] });
  expect(optim.toTorchState(multi)).not.toHaveProperty('milestones');
  expect(optim.toTorchState(multi)).not.toHaveProperty('_milestones');
  const chain = new SequentialLR(sgd, {
    schedulers: [new StepLR(sgd, { stepSize: 1 }), new StepLR(sgd, { stepSize: 2 })],
    milestones: [2],
  });
  expect(optim.toTorchState(chain)).toMatchObject({ _milestones: [2] });
  sgd.dispose();
  p.dispose();
});

it('joining what is not contiguous, or of two types, leaves no copy behind', () => {
  const [a, b] = [rl.ones([2, 3]).t(), rl.ones([3, 1], { dtype: 'int32' })];
  const before = rl.memory().liveBytes;
  rl.cat([a, b], 1).dispose();
  rl.stack([a, a]).dispose();
  expect(rl.memory().liveBytes).toBe(before);
  a.dispose();
  b.dispose();
});

it('leaves whose gradients are one another each get memory of their own, whatever was saved on the way', () => {
  leavesNothing(() => {
    for (const saving of [0, 1, 2, 3]) {
      const [a, b] = [rl.ones([2], { requiresGrad: true }), rl.ones([2], { requiresGrad: true })];
      let y = a.add(b);
      for (let i = 0; i < saving; i++) y = y.mul(tensor([2, 3]));
      y.sum().backward();
      a.grad!.fill_(7);
      expect(b.grad!.tolist(), `${saving} saved`).toEqual([2 ** saving, 3 ** saving]);
    }
  });
});
