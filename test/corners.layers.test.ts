// Norms, attention and resizing where few come by: what they refuse and in which words, and numbers whose squares overflow.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { held, leavesNothing, messageOf, numbers, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

/** A call that TypeScript would refuse. */
type Loose = (...args: unknown[]) => unknown;

describe('refused', () => {
  const x = (): Tensor => rl.ones([4, 3, 2]);
  const m = (): Tensor => rl.ones([3]);
  const [batchNorm, instanceNorm, groupNorm, layerNorm, attend, interpolate] = [
    F.batchNorm,
    F.instanceNorm,
    F.groupNorm,
    F.layerNorm,
    F.scaledDotProductAttention,
    F.interpolate,
  ] as unknown as Loose[] as [Loose, Loose, Loose, Loose, Loose, Loose];
  const more = (most: number): string => `expected at most ${most} arguments, got ${most + 1}, the last being 'more'`;
  const unknown = "expected known options, got 'nonsense'";

  it.each<[message: string, attempt: () => unknown]>([
    [`batchNorm: ${more(4)}`, () => batchNorm(x(), m(), m(), {}, 'more')],
    [`instanceNorm: ${more(2)}`, () => instanceNorm(x(), {}, 'more')],
    [`groupNorm: ${more(3)}`, () => groupNorm(x(), 1, {}, 'more')],
    [`layerNorm: ${more(3)}`, () => layerNorm(x(), [2], {}, 'more')],
    [`scaledDotProductAttention: ${more(4)}`, () => attend(x(), x(), x(), {}, 'more')],
    [`interpolate: ${more(2)}`, () => interpolate(x(), { size: 2 }, 'more')],
    [`batchNorm: ${unknown}`, () => batchNorm(x(), m(), m(), { nonsense: 1 })],
    [`instanceNorm: ${unknown}`, () => instanceNorm(x(), { nonsense: 1 })],
    [`groupNorm: ${unknown}`, () => groupNorm(x(), 1, { nonsense: 1 })],
    [`layerNorm: ${unknown}`, () => layerNorm(x(), [2], { nonsense: 1 })],
    [`scaledDotProductAttention: ${unknown}`, () => attend(x(), x(), x(), { nonsense: 1 })],
    [`interpolate: ${unknown}`, () => interpolate(x(), { size: 2, nonsense: 1 })],
    ['groupNorm: expected numGroups at least 1, got 0', () => groupNorm(x(), 0)],
    ['groupNorm: expected numGroups at least 1, got -3', () => groupNorm(x(), -3)],
    [
      'batchNorm: expected runningMean of shape [3], got [2]',
      () => batchNorm(x(), rl.ones([2]), m(), { training: true, weight: m() }),
    ],
    ['batchNorm: expected runningVar of shape [3], got [3, 1]', () => batchNorm(x(), m(), rl.ones([3, 1]))],
    ["batchNorm: expected training to be true or false, got 'yes'", () => batchNorm(x(), m(), m(), { training: 'yes' })],
    ["batchNorm: expected momentum to be a number, got 'some'", () => batchNorm(x(), m(), m(), { momentum: 'some' })],
    ['instanceNorm: expected runningVar of shape [3], got []', () => instanceNorm(x(), { runningVar: tensor(1) })],
    ['instanceNorm: expected useInputStats to be true or false, got 1', () => instanceNorm(x(), { useInputStats: 1 })],
    ['scaledDotProductAttention: expected dropoutP in [0, 1], got 1.5', () => attend(x(), x(), x(), { dropoutP: 1.5 })],
    ['scaledDotProductAttention: expected dropoutP in [0, 1], got -1', () => attend(x(), x(), x(), { dropoutP: -1 })],
    ["scaledDotProductAttention: expected scale to be a number, got '1'", () => attend(x(), x(), x(), { scale: '1' })],
    ['scaledDotProductAttention: expected scale a number, got NaN', () => attend(x(), x(), x(), { scale: NaN })],
    ['scaledDotProductAttention: expected isCausal to be true or false, got 1', () => attend(x(), x(), x(), { isCausal: 1 })],
    ['interpolate: expected size at least 1, got 0', () => interpolate(x(), { size: 0 })],
    ['interpolate: expected size at least 1, got -1', () => interpolate(rl.ones([1, 1, 2, 2]), { size: [2, -1] })],
    ['interpolate: expected size at most 2147483647, got 2147483648', () => interpolate(x(), { size: 2 ** 31 })],
    ['interpolate: expected a result of sizes below 2^31, got 2147483648', () => interpolate(x(), { scaleFactor: 2 ** 30 })],
  ])('%s', (message, attempt) => leavesNothing(() => expect(messageOf(attempt).split('; did you mean ')[0]).toBe(message)));

  it('leaves the moments as they are', () =>
    leavesNothing(() => {
      const [mean, variance] = [m(), m()];
      for (const attempt of [
        () => batchNorm(x(), mean, rl.ones([2]), { training: true }),
        () => batchNorm(x(), mean, variance, { training: true, weight: rl.ones([2]) }),
        () => instanceNorm(x(), { runningMean: mean, runningVar: rl.ones([2]) }),
      ])
        expect(messageOf(attempt)).toMatch(/ of shape \[3\], got \[2\]$/);
      expect([mean.tolist(), variance.tolist()]).toEqual([
        [1, 1, 1],
        [1, 1, 1],
      ]);
    }));

  it('memory for a result of the greatest size runs out', () =>
    leavesNothing(() => {
      expect(() => F.interpolate(rl.ones([1, 1, 1]), { scaleFactor: 2 ** 31 - 1 })).toThrow(rl.OutOfMemoryError);
    }));
});

it.each([
  [[2, 4, 2], 4],
  [[2, 4, 2], 2],
  [[4, 1, 4], 1],
  [[1, 2, 2], 1],
] as const)('groups of %j, %d of them, are each normalized', (shape, groups) =>
  leavesNothing(() => {
    const x = tensor(Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, i) => Math.sin(i * 1.3))).view([...shape]);
    const got = numbers(F.groupNorm(x, groups, { eps: 0 }));
    const want = numbers(F.layerNorm(x.view([shape[0] * groups, -1]), [(shape[1] / groups) * shape[2]], { eps: 0 }));
    got.forEach((v, i) => expect(v).toBeCloseTo(want[i]!, 5));
  }),
);

describe('beside numbers whose squares overflow', () => {
  const norms: [string, (x: Tensor, eps: number) => Tensor][] = [
    ['layerNorm', (x, eps) => F.layerNorm(x, [2], { eps })],
    ['groupNorm', (x, eps) => F.groupNorm(x, 1, { eps })],
    ['batchNorm', (x, eps) => F.batchNorm(x.t(), null, null, { training: true, eps }).t()],
  ];

  it.each(norms)('%s of 2⁵⁰ is not shrunk', (_, norm) =>
    leavesNothing(() => {
      const size = 2 ** 50;
      const x = tensor([
        [1e30, -1e30],
        [size, -size],
      ]);
      // what is shrunk would be nothing beside this eps
      const got = numbers(norm(x, 2 ** 100)).slice(2);
      [Math.SQRT1_2, -Math.SQRT1_2].forEach((v, i) => expect(got[i]).toBeCloseTo(v, 5));
    }),
  );

  it.each(norms)('%s of equal numbers is the bias, and its gradient that of their differences by √eps', (_, norm) =>
    leavesNothing(() => {
      const x = tensor([
        [1e30, -1e30],
        [2e15, 2e15],
      ]).requiresGrad_();
      const y = norm(x, 1 / 16);
      expect(numbers(y).slice(2)).toEqual([0, 0]);
      y.backward({
        gradient: tensor([
          [1, 2],
          [1, 3],
        ]),
      });
      const grad = numbers(x.grad!);
      [-4, 4].forEach((v, i) => expect(grad[2 + i]).toBeCloseTo(v, 5));
    }),
  );
});

it('running moments change in their own places alone, and by the rest of a mean too', () =>
  leavesNothing(() => {
    const base = tensor([7, -(2 ** 24), 8, 0, 9]);
    const [mean, variance] = [base.narrow(0, 1, 1), base.narrow(0, 3, 1)];
    // the mean, 2²⁴ + 1, is no float32
    const x = tensor([[2 ** 24], [2 ** 24 + 2]]);
    F.batchNorm(x, mean, variance, { training: true, momentum: 0.5 });
    expect(base.tolist()).toEqual([7, 0.5, 8, 1, 9]);
    mean.fill_(-(2 ** 24));
    variance.zero_();
    F.instanceNorm(x.view([1, 1, 2]), { runningMean: mean, runningVar: variance, momentum: 0.5 });
    expect(base.tolist()).toEqual([7, 0.5, 8, 1, 9]);
  }));

it('a layer does not look at numbers beside its own', () =>
  leavesNothing(() => {
    const size = 2 ** 51;
    const x = tensor([[size, -size]]);
    // rows of moments will lie in the holes
    const pairs = Array.from({ length: 40 }, () => [1, 2, 4, 8].map((n) => [rl.zeros([n]), rl.full([n], NaN)] as const));
    for (const [hole] of pairs.flat()) hole.dispose();
    // a row that was shrunk would be nothing beside this eps
    const y = numbers(F.layerNorm(x, [2], { eps: 2 ** 102 }));
    [Math.SQRT1_2, -Math.SQRT1_2].forEach((v, i) => expect(y[i]).toBeCloseTo(v, 5));
  }));

it('a graph holds moments and a scale for each channel, and the input', () =>
  leavesNothing(() => {
    const weight = rl.ones([256]).requiresGrad_();
    const moments = [rl.zeros([256]), rl.ones([256])] as const;
    const x = rl.randn([3, 256]).requiresGrad_();
    // the result; three numbers for the moments of each channel, and a scale
    const bytes = x.numel * 4 + 4 * 256 * 4;
    expect(held(() => F.batchNorm(x, null, null, { training: true, weight }))).toBe(bytes);
    expect(held(() => F.batchNorm(x, ...moments))).toBe(bytes);
    expect(held(() => F.batchNorm(x.mul(1), null, null, { training: true }))).toBe(bytes + x.numel * 4);
  }));
