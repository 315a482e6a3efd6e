// Normalisations at their corners: refusals, gradients of each tensor alone, running moments, what stays in memory.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const numbersOf = (t: Tensor): number[] => Array.from(t.toTypedArray());

it('refuses to do without moments', () => {
  leavesNothing(() => {
    const x = rl.ones([4, 2]);
    const m = rl.ones([2]);
    for (const [mean, variance] of [
      [null, null],
      [m, null],
      [null, m],
    ] as const) {
      expect(() => F.batchNorm(x, mean, variance)).toThrow(
        new RangeError('batchNorm: expected runningMean and runningVar where training is false, got null'),
      );
      expect(() => F.instanceNorm(rl.ones([4, 2, 3]), { runningMean: mean, runningVar: variance, useInputStats: false })).toThrow(
        new RangeError('instanceNorm: expected runningMean and runningVar where useInputStats is false, got null'),
      );
    }
  });
});

it('refuses a layer of no dims', () => {
  leavesNothing(() => {
    for (const shape of [[], [3], [2, 3]])
      expect(() => F.layerNorm(rl.ones(shape), [])).toThrow(
        new RangeError('layerNorm: expected normalizedShape of at least 1 dim, got []'),
      );
  });
});

it('refuses groups that do not fit', () => {
  leavesNothing(() => {
    const attempts: [() => unknown, string][] = [
      [() => F.groupNorm(rl.ones([3]), 1), 'groupNorm: expected input of at least 2 dims, got shape [3]'],
      [() => F.groupNorm(rl.ones([2, 4]), 3), 'groupNorm: expected channels that numGroups 3 divides, got input of shape [2, 4]'],
      [() => F.groupNorm(rl.ones([1, 4]), 4), 'groupNorm: expected more than 1 value a group, got shape [1, 4] for 4 groups'],
      [() => F.instanceNorm(rl.ones([3])), 'instanceNorm: expected input of at least 2 dims, got shape [3]'],
      [() => F.instanceNorm(rl.ones([3, 2, 1])), 'instanceNorm: expected more than 1 value a channel, got shape [3, 2, 1]'],
      [() => F.batchNorm(rl.ones([3]), null, null), 'batchNorm: expected input of at least 2 dims, got shape [3]'],
      [
        () => F.batchNorm(rl.ones([1, 3, 1]), null, null, { training: true }),
        'batchNorm: expected more than 1 value a channel in training, got shape [1, 3, 1]',
      ],
      [() => F.layerNorm(rl.ones([4, 3]), [4]), 'layerNorm: expected input whose last dims are [4], got shape [4, 3]'],
      [() => F.layerNorm(rl.ones([3]), [3, 3]), 'layerNorm: expected input whose last dims are [3, 3], got shape [3]'],
      [() => F.layerNorm(rl.ones([4, 3]), [3], { bias: rl.ones([4]) }), 'layerNorm: expected bias of shape [3], got [4]'],
      [() => F.batchNorm(rl.ones([4, 3]), rl.ones([3]), rl.ones([1])), 'batchNorm: expected runningVar of shape [3], got [1]'],
    ];
    for (const [attempt, message] of attempts) expect(attempt).toThrow(new RangeError(message));
    // these have one value a group, but there are several
    for (const [shape, groups] of [
      [[2, 4], 4],
      [[1, 4], 2],
      [[1, 4, 2], 4],
    ] as const)
      expect(numbersOf(F.groupNorm(rl.ones([...shape]), groups)).every((v) => v === 0)).toBe(true);
    expect(numbersOf(F.batchNorm(rl.ones([1, 2]), rl.ones([2]), rl.ones([2])))).toEqual([0, 0]);
    expect(numbersOf(F.batchNorm(rl.ones([1, 2, 2]), null, null, { training: true }))).toEqual([0, 0, 0, 0]);
  });
});

it('reads and moves vectors whose elements are apart', () => {
  leavesNothing(() => {
    const column = (...values: number[]): Tensor => rl.stack([tensor(values), rl.full([2], NaN)], 1).select(1, 0);
    const values = [3, 5, 1, -1, 0, 4, 7, 9, 2, 8, 1, 1];
    const x = tensor(values).view([2, 2, 3]);
    const of = (n: number, c: number): number[] => values.slice(n * 6 + c * 3, n * 6 + c * 3 + 3);
    const meanOf = (v: number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
    const squares = (v: number[]): number => v.reduce((a, b) => a + (b - meanOf(v)) ** 2, 0);
    const channels = [0, 1].map((c) => [0, 1].map((n) => of(n, c)));
    const kinds = [
      {
        run: F.instanceNorm,
        mean: channels.map((own) => meanOf(own.map(meanOf))),
        variance: channels.map((own) => meanOf(own.map((v) => squares(v) / 2))),
      },
      {
        run: (x: Tensor, { runningMean, runningVar, ...rest }: { runningMean: Tensor; runningVar: Tensor }) =>
          F.batchNorm(x, runningMean, runningVar, { training: true, ...rest }),
        mean: channels.map((own) => meanOf(own.flat())),
        variance: channels.map((own) => squares(own.flat()) / 5),
      },
    ];
    for (const { run, mean, variance } of kinds) {
      const [runningMean, runningVar] = [column(1, 2), column(3, 4)];
      const [weight, bias] = [column(2, -1), column(0.5, 3)];
      const plain = run(x, { runningMean: rl.zeros([2]), runningVar: rl.zeros([2]) });
      const y = run(x, { runningMean, runningVar, weight, bias, momentum: 0.25 } as never);
      const want = numbersOf(plain).map((v, i) => (i % 6 < 3 ? 2 * v + 0.5 : 3 - v));
      numbersOf(y).forEach((v, i) => expect(v).toBeCloseTo(want[i]!, 5));
      numbersOf(runningMean.contiguous()).forEach((v, c) => expect(v).toBeCloseTo(0.75 * (c + 1) + 0.25 * mean[c]!, 5));
      numbersOf(runningVar.contiguous()).forEach((v, c) => expect(v).toBeCloseTo(0.75 * (c + 3) + 0.25 * variance[c]!, 4));
      const given = F.batchNorm(x, runningMean, runningVar, { weight, bias });
      const dense = [runningMean, runningVar, weight, bias].map((t) => t.contiguous()) as [Tensor, Tensor, Tensor, Tensor];
      expect(numbersOf(given)).toEqual(numbersOf(F.batchNorm(x, dense[0], dense[1], { weight: dense[2], bias: dense[3] })));
    }
  });
});

it('moves neither moment where one of them is expanded, and either alone', () => {
  leavesNothing(() => {
    const x = tensor([
      [1, 2],
      [3, 6],
    ]);
    const mean = rl.zeros([2]);
    const shared = rl.ones([1]).expand([2]);
    expect(() => F.batchNorm(x, mean, shared, { training: true })).toThrow(
      new RangeError(
        'batchNorm: expected runningVar of elements that share no memory, got an expanded tensor; give it a clone()',
      ),
    );
    expect(mean.tolist()).toEqual([0, 0]);
    // as given moments they may share it
    expect(F.batchNorm(x, shared, shared, { eps: 0 }).tolist()).toEqual([
      [0, 1],
      [2, 5],
    ]);
    F.batchNorm(x, mean, null, { training: true, momentum: 0.5 });
    expect(mean.tolist()).toEqual([1, 2]);
    // one element shares it with no other
    const one = rl.zeros([]).expand([1]);
    F.batchNorm(x.narrow(1, 0, 1), one, null, { training: true, momentum: 0.5 });
    expect(one.tolist()).toEqual([1]);
  });
});

it('counts a moved moment as changed', () => {
  leavesNothing(() => {
    for (const [mean, variance] of [
      [true, false],
      [false, true],
    ]) {
      const moment = rl.ones([2]);
      const x = rl.ones([4, 2]).requiresGrad_();
      const y = x.mul(moment);
      F.batchNorm(rl.ones([4, 2]), mean ? moment : null, variance ? moment : null, { training: true });
      expect(() => y.sum().backward()).toThrow(/^backward: a value that mul saved was changed in place since/);
    }
  });
});

it.each([[[0, 3]], [[0, 3, 4]], [[2, 3, 0]]])('leaves the moments as they are for %j', (shape) => {
  leavesNothing(() => {
    const [mean, variance] = [tensor([1, 2, 3]), tensor([4, 5, 6])];
    const weight = rl.ones([3]).requiresGrad_();
    const bias = rl.ones([3]).requiresGrad_();
    const x = rl.zeros(shape).requiresGrad_();
    const runs: (() => Tensor)[] = [() => F.batchNorm(x, mean, variance, { training: true, weight, bias })];
    if (shape[2] === 4) runs.push(() => F.instanceNorm(x, { runningMean: mean, runningVar: variance, weight, bias }));
    for (const run of runs) {
      const y = run();
      expect(y.shape).toEqual(shape);
      y.sum().backward();
      expect(mean.tolist()).toEqual([1, 2, 3]);
      expect(variance.tolist()).toEqual([4, 5, 6]);
      expect(x.grad!.shape).toEqual(shape);
      for (const p of [weight, bias]) expect(p.grad!.tolist()).toEqual([0, 0, 0]);
      x.grad = weight.grad = bias.grad = null;
    }
  });
});

describe('each tensor alone', () => {
  const norms: [string, (x: Tensor, weight: Tensor | null, bias: Tensor | null) => Tensor][] = [
    ['layerNorm', (x, weight, bias) => F.layerNorm(x, [3], { weight, bias })],
    ['batchNorm', (x, weight, bias) => F.batchNorm(x, null, null, { training: true, weight, bias })],
    ['batchNorm of given moments', (x, weight, bias) => F.batchNorm(x, rl.zeros([3]), rl.ones([3]), { weight, bias, eps: 0 })],
    ['groupNorm', (x, weight, bias) => F.groupNorm(x, 1, { weight, bias })],
  ];
  /** Bits for: x wants a gradient; there is a weight, it wants one; there is a bias, it wants one. */
  const cases = Array.from({ length: 32 }, (_, bits) => [1, 2, 4, 8, 16].map((bit) => (bits & bit) > 0)).filter(
    ([x, w, wWants, b, bWants]) => (x || wWants || bWants) && (w || !wWants) && (b || !bWants),
  );

  it.each(norms)('%s', (_, norm) => {
    leavesNothing(() => {
      const g = tensor([
        [1, 2, -1],
        [0.5, -3, 2],
      ]);
      const make = (xWants: boolean, wWants: boolean, bWants: boolean): Tensor[] => [
        tensor([
          [1, 4, 2],
          [-1, 0, 3],
        ]).requiresGrad_(xWants),
        tensor([2, 1, -1]).requiresGrad_(wWants),
        tensor([0.5, 0, 1]).requiresGrad_(bWants),
      ];
      for (const [xWants, hasWeight, wWants, hasBias, bWants] of cases as boolean[][]) {
        const [x, w, b] = make(xWants!, wWants!, bWants!) as [Tensor, Tensor, Tensor];
        norm(x, hasWeight ? w : null, hasBias ? b : null).backward({ gradient: g });
        // all of them at once, from the same weight
        const [xAll, wAll, bAll] = make(true, true, true) as [Tensor, Tensor, Tensor];
        norm(xAll, hasWeight ? wAll : null, bAll).backward({ gradient: g });
        const got = [x, w, b].map((t) => t.grad?.tolist() ?? null);
        const want = [
          xWants ? xAll.grad!.tolist() : null,
          wWants ? wAll.grad!.tolist() : null,
          bWants ? bAll.grad!.tolist() : null,
        ];
        expect(got, `${[xWants, hasWeight, wWants, hasBias, bWants]}`).toEqual(want);
      }
    });
  });
});

it('keeps the precision of many rows where the first is far off', () => {
  leavesNothing(() => {
    const N = 20_000;
    const values = Float32Array.from({ length: 2 * N }, (_, i) => (i < 2 ? 1e4 : (i * 7) % 3 === 0 ? 1 : -1));
    const mean = values.reduce((sum, v) => sum + v, 0) / (2 * N);
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (2 * N);
    const x = tensor(values).view([N, 1, 2]);
    const [runningMean, runningVar] = [rl.zeros([1]), rl.zeros([1])];
    const y = F.batchNorm(x, runningMean, runningVar, { training: true, momentum: 1, eps: 0 });
    const off = numbersOf(y).reduce((most, v, i) => Math.max(most, Math.abs(v - (values[i]! - mean) / Math.sqrt(variance))), 0);
    expect(off).toBeLessThan(2e-5);
    expect(runningMean.item() / mean).toBeCloseTo(1, 6);
    expect((runningVar.item() * (1 - 1 / (2 * N))) / variance).toBeCloseTo(1, 6);
    expect(numbersOf(x)).toEqual(Array.from(values));
  });
});

it('does not shrink what is large but has squares', () => {
  leavesNothing(() => {
    // what lies beside its own numbers in memory does not matter
    for (let i = 0; i < 40; i++) rl.full([2], NaN);
    const size = 2 ** 51;
    const x = tensor([[size, -size]]);
    // a shrunk row's variance would be nothing beside this eps
    const eps = 2 ** 102;
    const half = Math.SQRT1_2;
    for (const y of [
      F.layerNorm(x, [2], { eps }),
      F.groupNorm(x, 1, { eps }),
      F.batchNorm(x.view([2, 1]), null, null, { training: true, eps }),
    ]) {
      const values = Array.from(y.toTypedArray());
      [half, -half].forEach((v, i) => expect(values[i]).toBeCloseTo(v, 5));
    }
  });
});

it('moves moments to those of what it shrank, as it was', () => {
  leavesNothing(() => {
    const x = tensor([3e19, -1e19, 3e19, -1e19, 1e19]).view([5, 1]);
    const [mean, variance] = [rl.zeros([1]), rl.zeros([1])];
    F.batchNorm(x, mean, variance, { training: true, momentum: 0.25 });
    expect(mean.item() / 0.25 / 1e19).toBeCloseTo(1, 5);
    expect(variance.item() / 0.25 / 4e38).toBeCloseTo(1, 5);
  });
});

it('leaves nothing of what it shrank, outside every scope', () => {
  const far = tensor([
    [2e30, -1e30],
    [1e30, 4e30],
  ]);
  for (const x of [
    far,
    tensor([
      [2e30, 1e30],
      [-1e30, 4e30],
    ]).transpose(0, 1),
  ]) {
    const runs = [() => F.batchNorm(x, null, null, { training: true }), () => F.groupNorm(x, 1), () => F.layerNorm(x, [2])];
    for (const run of runs) {
      const before = rl.memory();
      const y = run();
      const after = rl.memory();
      expect(after.liveTensors - before.liveTensors).toBe(1);
      expect(after.liveBytes - before.liveBytes).toBe(16);
      expect(y.isfinite().all().item()).toBe(true);
      y.dispose();
    }
  }
});
