// Attention at its corners: refusals, gradients of each tensor alone, empty inputs, what stays in memory.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { nodesOf } from './support/checks.ts';
import { leavesNothing, numbers, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const farthest = (got: number[], want: number[]): number => got.reduce((most, v, i) => Math.max(most, Math.abs(v - want[i]!)), 0);

describe('attention', () => {
  const attend = F.scaledDotProductAttention;

  it('refuses vectors', () => {
    leavesNothing(() => {
      const x = rl.ones([2, 3]);
      const v = rl.ones([3]);
      const refusal = (what: string): RangeError =>
        new RangeError(`scaledDotProductAttention: expected ${what} of at least 2 dims, got shape [3]`);
      expect(() => attend(v, x, x)).toThrow(refusal('query'));
      expect(() => attend(x, v, x)).toThrow(refusal('key'));
      expect(() => attend(x, x, v)).toThrow(refusal('value'));
    });
  });

  it.each([
    [[4, 3, 2], true],
    [[2, 2, 3, 2], true],
    [[1, 5, 1, 2], true],
    [[3, 3, 2], false],
    [[1, 3, 3, 2], false],
  ] as const)('of heads %j without a mask is one op: %j', (shape, one) => {
    leavesNothing(() => {
      const [q, k, v] = [0, 1, 2].map(() => rl.randn([...shape], { requiresGrad: true })) as [Tensor, Tensor, Tensor];
      const all = rl.zeros([shape.at(-2)!, shape.at(-2)!]);
      const y = attend(q, k, v);
      expect(nodesOf([y]).length === 1).toBe(one);
      const masked = attend(q, k, v, { attnMask: all });
      expect(nodesOf([masked]).length).toBeGreaterThan(1);
      const grads = (t: Tensor): number[] => rl.autograd.grad(t.square().sum(), [q, k, v]).flatMap((g) => numbers(g!));
      const [got, want] = [
        [...numbers(y), ...grads(y)],
        [...numbers(masked), ...grads(masked)],
      ];
      got.forEach((x, i) => expect(x).toBeCloseTo(want[i]!, 4));
    });
  });

  it('refuses sizes that do not agree, and masks of integers', () => {
    leavesNothing(() => {
      const x = rl.ones([4, 3, 2]);
      const sizes = 'expected query [..., L, E], key [..., S, E] and value [..., S, Ev], got shapes';
      const attempts: [() => unknown, Error][] = [
        [() => attend(x, rl.ones([4, 3, 1]), x), new RangeError(`${sizes} [4, 3, 2], [4, 3, 1], [4, 3, 2]`)],
        [() => attend(x, x, rl.ones([4, 2, 2])), new RangeError(`${sizes} [4, 3, 2], [4, 3, 2], [4, 2, 2]`)],
        [
          () => attend(x, x, x, { attnMask: rl.ones([3, 3]), isCausal: true }),
          new RangeError('expected attnMask or isCausal, got both'),
        ],
        [
          () => attend(x, x, x, { attnMask: rl.ones([3, 3]).to('int32') }),
          new TypeError('expected attnMask of dtype bool or float32, got int32; make it with ne(0)'),
        ],
      ];
      for (const [attempt, error] of attempts) {
        error.message = `scaledDotProductAttention: ${error.message}`;
        expect(attempt).toThrow(error);
      }
    });
  });

  it.each([
    [3, 3],
    [2, 5],
    [5, 2],
    [9, 17],
  ])('of %d queries and %d keys gives each tensor its gradient without the others', (L, S) => {
    leavesNothing(() => {
      // rows of E apart in memory, as a transposed projection has them
      const make = (rows: number, columns: number, seed: number): Tensor =>
        tensor(Float32Array.from({ length: 4 * rows * columns }, (_, i) => Math.sin(i * seed)))
          .view([rows, 4, columns])
          .transpose(0, 1)
          .detach();
      const mask = rl.ones([L, S]).tril().to('bool');
      for (const isCausal of [false, true])
        for (let wanted = 1; wanted < 8; wanted++) {
          const leaves = (all: boolean): Tensor[] =>
            [make(L, 3, 1.1), make(S, 3, 1.7), make(S, 2, 2.3)].map((t, i) => t.requiresGrad_(all || (wanted & (1 << i)) > 0));
          const run = ([q, k, v]: Tensor[], options: object): { y: number[]; grads: (number[] | null)[] } => {
            const y = attend(q!, k!, v!, { scale: 0.7, ...options });
            y.backward({ gradient: tensor(Float32Array.from({ length: y.numel }, (_, i) => Math.cos(i))).view(y.shape) });
            return { y: numbers(y), grads: [q, k, v].map((t) => t!.grad && numbers(t!.grad)) };
          };
          const got = run(leaves(false), { isCausal });
          const want = run(leaves(true), isCausal ? { attnMask: mask } : { attnMask: rl.zeros([L, S]) });
          expect(farthest(got.y, want.y)).toBeLessThan(1e-5);
          got.grads.forEach((g, place) => {
            expect(g !== null).toBe((wanted & (1 << place)) > 0);
            if (g) expect(farthest(g, want.grads[place]!)).toBeLessThan(1e-5);
          });
        }
    });
  });

  it.each([3, 4])('of %d heads drops weights', (heads) => {
    leavesNothing(() => {
      const x = rl.randn([heads, 5, 2]);
      expect(numbers(attend(x, x, rl.ones([heads, 5, 1]), { dropoutP: 1 })).every((v) => v === 0)).toBe(true);
      const some = numbers(attend(x, x, rl.ones([heads, 5, 1]), { dropoutP: 0.5 }));
      expect(some.some((v) => Math.abs(v - 1) > 1e-3)).toBe(true);
      for (const v of numbers(attend(x, x, rl.ones([heads, 5, 1]), { dropoutP: 0 }))) expect(v).toBeCloseTo(1, 6);
    });
  });

  it.each([
    ['no queries', [4, 0, 2], [4, 3, 2], [4, 3, 2], [4, 0, 2]],
    ['no keys', [4, 3, 2], [4, 0, 2], [4, 0, 2], [4, 3, 2]],
    ['empty keys', [4, 1, 0], [4, 3, 0], [4, 3, 1], [4, 1, 1]],
    ['empty values', [4, 3, 2], [4, 3, 2], [4, 3, 0], [4, 3, 0]],
    ['no heads', [0, 3, 2], [0, 3, 2], [0, 3, 2], [0, 3, 2]],
  ] as const)('of %s', (_, q, k, v, want) => {
    leavesNothing(() => {
      const leaves = [q, k, v].map((shape) => rl.ones([...shape]).requiresGrad_());
      const y = attend(leaves[0]!, leaves[1]!, leaves[2]!, { scale: 1 });
      // the kernel supports nothing empty
      expect(nodesOf([y]).length).toBeGreaterThan(1);
      y.sum().backward();
      for (const t of leaves.slice(0, 2)) expect(numbers(t.grad!).every((g) => Math.abs(g) < 1e-6)).toBe(true);
      expect(y.shape).toEqual(want);
      // without keys there is nothing to add up; with empty ones all are alike
      for (const x of numbers(y)) expect(x).toBeCloseTo(k[1] === 0 ? 0 : 1, 6);
    });
  });
});
