// Embeddings and bags at their corners: memory that is written and left, and gradients of factors alone.
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, numbers, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const ints = (...values: number[]): Tensor => tensor(Int32Array.from(values));

it.each([
  ['factors alone', false],
  ['factors and rows', true],
])('%s of a bag have gradients', (_, ofTable) =>
  leavesNothing(() => {
    const [B, K, V, D] = [7, 6, 10, 5];
    const table = rl.randn([V, D]).requiresGrad_(ofTable);
    const factors = rl.randn([B, K]).requiresGrad_();
    const input = ints(...Array.from({ length: B * K }, (_, i) => (i * 7) % V)).view([B, K]);
    const gradOutputs = rl.randn([B, D]);
    const inputs = ofTable ? [factors, table] : [factors];
    const got = F.embeddingBag(input, table, { mode: 'sum', perSampleWeights: factors });
    const want = F.embedding(input, table).mul(factors.unsqueeze(2)).sum(1);
    const grads = [got, want].map((y) => rl.autograd.grad(y, inputs, { gradOutputs }) as Tensor[]);
    [got, ...grads[0]!].forEach((t, i) => {
      const reference = [want, ...grads[1]!][i]!;
      expect(t.shape).toEqual(reference.shape);
      expect(t.sub(reference).abs().max().item(), `${i}`).toBeLessThan(1e-5);
    });
  }),
);

it('rows of a table have a gradient where factors want none', () =>
  leavesNothing(() => {
    const table = rl.ones([3, 2]).requiresGrad_();
    const input = ints(0, 2, 2, 1).view([2, 2]);
    for (const options of [{ mode: 'sum' }, { mode: 'sum', perSampleWeights: rl.ones([2, 2]) }] as const) {
      const [grad] = rl.autograd.grad(F.embeddingBag(input, table, options).sum(), [table]);
      expect(numbers(grad!)).toEqual([1, 1, 1, 1, 2, 2]);
    }
  }));

it.each<[string, (input: Tensor, table: Tensor) => Tensor]>([
  ['embedding', (input, table) => F.embedding(input, table)],
  ['embeddingBag', (input, table) => F.embeddingBag(input, table)],
])('%s of indices that are not in a row leaves nothing but its result, outside every scope', (name, op) => {
  const made = [rl.ones([3, 2]), ints(0, 2, 2, 1, 1, 3).view([3, 2])];
  const [table, all] = made as [Tensor, Tensor];
  const turned = all.transpose(0, 1);
  const good = turned.narrow(1, 0, 2);
  const { liveBytes: before, liveTensors } = rl.memory();
  const y = op(good, table);
  expect(rl.memory().liveTensors).toBe(liveTensors + 1);
  y.dispose();
  expect(() => op(turned, table)).toThrow(`${name}: expected input in [0, 3), got 3 at index [1, 2]`);
  expect(rl.memory().liveBytes).toBe(before);
  for (const t of [good, turned, ...made]) t.dispose();
});
