// Activations where the table of ops cannot look: far out, at kinks, and as modules. Numbers and texts are PyTorch's own.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, F } = rl;

beforeAll(start);

/** The gradient of the sum of `fn` at these places. */
function slopes(fn: (x: rl.Tensor) => rl.Tensor, at: readonly number[]): number[] {
  const x = rl.tensor([...at], { requiresGrad: true });
  fn(x).sum().backward();
  const values = Array.from(x.grad!.toTypedArray());
  x.grad = null;
  return values;
}

describe('slopes', () => {
  it('of mish are 1 far above 0 and 0 far below, for any size of x', () =>
    leavesNothing(() => {
      const far = [15, 25, 1e3, 1e10, 1e12, 1e13, 1e20, 3e38];
      for (const s of slopes(F.mish, far)) expect(s).toBeCloseTo(1, 5);
      for (const s of slopes(F.mish, [-1e3, -1e13, -3e38])) expect(s).toBeCloseTo(0, 10);
      for (const s of slopes(F.mish, [Infinity, -Infinity, NaN])) expect(s).toBeNaN();
    }));

  it('at kinks are those of the flat side', () =>
    leavesNothing(() => {
      expect(slopes((x) => F.hardshrink(x), [0.5, -0.5, 0.6, NaN])).toEqual([0, 0, 1, 1]);
      expect(slopes((x) => F.softshrink(x), [0.5, -0.5, 0.6, NaN])).toEqual([0, 0, 1, 1]);
      expect(slopes((x) => F.threshold(x, 0.5, 7), [0.5, 0.4, 0.6, NaN])).toEqual([0, 0, 1, 1]);
      expect(slopes((x) => F.prelu(x, rl.tensor([0.25])), [0, -1, 2])).toEqual([0.25, 0.25, 1]);
      expect(slopes((x) => F.celu(x, { alpha: 2 }), [0, 1])).toEqual([1, 1]);
    }));

  it('of prelu take nothing from infinities that pass unchanged', () =>
    leavesNothing(() => {
      const weight = rl.tensor([0.25], { requiresGrad: true });
      F.prelu(rl.tensor([Infinity, 1e-45, -2, 0]), weight)
        .sum()
        .backward();
      expect(weight.grad!.item()).toBe(-2);
      weight.grad = null;
    }));
});

describe('arguments', () => {
  it('hardtanh refuses bounds in the wrong order', () =>
    leavesNothing(() => {
      const x = rl.tensor([1, 2]);
      expect(() => F.hardtanh(x, { minVal: 2 })).toThrow(/^hardtanh: .*maxVal/);
      expect(F.hardtanh(x, { minVal: 1, maxVal: 1 }).toTypedArray()).toEqual(Float32Array.from([1, 1]));
      expect(() => new nn.Hardtanh({ minVal: 2 })).toThrow(/^Hardtanh: .*maxVal above minVal 2, got 1/);
      expect(() => new nn.Hardtanh({ minVal: 1, maxVal: 1 })).toThrow(RangeError);
    }));

  it('are checked when a module is made', () => {
    const refused: [() => unknown, ErrorConstructor, RegExp][] = [
      [() => new nn.CELU({ alpha: 0 }), RangeError, /^CELU: .*alpha/],
      [() => F.celu(rl.ones([1]), { alpha: 0 }), RangeError, /^celu: .*alpha/],
      [() => new nn.Softshrink({ lambd: -1 }), RangeError, /^Softshrink: .*lambd/],
      [() => new nn.Hardshrink({ lambda: 1 } as never), TypeError, /^Hardshrink: .*'lambd'/],
      [() => new nn.Threshold(1, undefined as never), TypeError, /^Threshold: .*value/],
      [() => new nn.PReLU({ numParameters: 0 }), RangeError, /^PReLU: .*numParameters/],
      [() => new nn.PReLU({ numParameters: 1.5 }), RangeError, /^PReLU: .*1\.5/],
      [() => new nn.GLU({ dim: 0.5 }), RangeError, /^GLU: .*dim/],
      [() => new nn.Softmin('1' as never), TypeError, /^Softmin: .*dim/],
      [() => new nn.Unflatten(1, [-1, -1]), RangeError, /^Unflatten: .*-1/],
      [() => new nn.Unflatten(1, [2, 1.5]), RangeError, /^Unflatten: .*1\.5/],
      [() => new nn.Unflatten(1, [2, -2]), RangeError, /^Unflatten: .*-2/],
      [() => new nn.Unflatten(1, 6 as never), TypeError, /^Unflatten: .*6/],
      [() => new nn.Bilinear(0, 1, 1), RangeError, /^Bilinear: .*in1Features/],
      [() => new nn.Bilinear(1, 1, 1, { bias: 0 } as never), TypeError, /^Bilinear: .*bias/],
      [() => new nn.CosineSimilarity({ dim: '0' } as never), TypeError, /^CosineSimilarity: .*dim/],
      [() => new nn.PairwiseDistance({ keepDim: true } as never), TypeError, /^PairwiseDistance: .*'keepdim'/],
      [() => new nn.Dropout1d(2), RangeError, /^Dropout1d: .*p /],
      [() => new nn.AlphaDropout(NaN), RangeError, /^AlphaDropout: .*p /],
    ];
    for (const [make, type, message] of refused)
      leavesNothing(() => {
        expect(make).toThrow(type);
        expect(make).toThrow(message);
      });
  });
});

describe('modules', () => {
  it('print as in PyTorch', () =>
    leavesNothing(() => {
      const printed: [rl.nn.Module, string][] = [
        [new nn.PReLU({ numParameters: 3 }), 'PReLU(num_parameters=3)'],
        [new nn.CELU(), 'CELU(alpha=1.0)'],
        [new nn.Softmin(1), 'Softmin(dim=1)'],
        [new nn.Tanhshrink(), 'Tanhshrink()'],
        [new nn.Hardshrink(), 'Hardshrink(0.5)'],
        [new nn.Softshrink({ lambd: 0.25 }), 'Softshrink(0.25)'],
        [new nn.Threshold(0.5, 2), 'Threshold(threshold=0.5, value=2.0)'],
        [new nn.GLU(), 'GLU(dim=-1)'],
        [new nn.Unflatten(1, [2, 3]), 'Unflatten(dim=1, unflattened_size=(2, 3))'],
        [new nn.Dropout1d(), 'Dropout1d(p=0.5, inplace=False)'],
        [new nn.Dropout2d(0.2), 'Dropout2d(p=0.2, inplace=False)'],
        [new nn.AlphaDropout(), 'AlphaDropout(p=0.5, inplace=False)'],
        [new nn.Bilinear(1, 2, 3), 'Bilinear(in1_features=1, in2_features=2, out_features=3, bias=True)'],
        [new nn.CosineSimilarity(), 'CosineSimilarity()'],
        [new nn.PairwiseDistance(), 'PairwiseDistance()'],
      ];
      for (const [m, text] of printed) {
        expect(String(m)).toBe(text);
        m.dispose();
      }
    }));

  it('unflatten what flatten joined', () =>
    leavesNothing(() => {
      const x = rl.arange(24).view([2, 12]);
      expect(new nn.Unflatten(-1, [3, -1]).forward(x).shape).toEqual([2, 3, 4]);
      expect(new nn.Unflatten(0, [1, 2]).forward(x).shape).toEqual([1, 2, 12]);
      expect(() => new nn.Unflatten(1, [5, 2]).forward(x)).toThrow(/^Unflatten: .*12.*\[5, 2\]/);
      expect(() => new nn.Unflatten(2, [5, 2]).forward(x)).toThrow(/^Unflatten: .*dim/);
      const sizes = [3, 4];
      const m = new nn.Unflatten(1, sizes);
      sizes[0] = 7;
      expect(m.unflattenedSize).toEqual([3, 4]);
      expect(Object.isFrozen(m.unflattenedSize)).toBe(true);
    }));
});

it.each(['relu', 'relu6', 'gelu', 'silu', 'elu', 'softplus', 'mish', 'hardshrink', 'tanhshrink'] as const)(
  '%s takes one number as the gradient, as a sum gives it, like that number for each element',
  (name) =>
    leavesNothing(() => {
      const x = rl.randn([2503], { generator: new rl.Generator(1), requiresGrad: true });
      const given = (gradient: rl.Tensor): unknown => {
        x.grad = null;
        F[name](x).backward({ gradient });
        return x.grad!.tolist();
      };
      const spread = given(rl.full([1], -1.5).expand([2503]));
      expect(spread).toEqual(given(rl.full([2503], -1.5)));
      x.grad = null;
    }),
);

it('silu is right as far below 0 as float32 reaches', () =>
  leavesNothing(() => {
    const at = [-10, -87, -88.5, -89, -90, -1e30];
    const y = F.silu(rl.tensor(at)).tolist() as number[];
    at.forEach((x, i) =>
      expect(Math.abs(y[i]! - x / (1 + Math.exp(-x)))).toBeLessThanOrEqual(Math.max(3e-7 * Math.abs(y[i]!), 3e-37)),
    );
    expect(slopes(F.silu, [-90, -1e30, 100])).toEqual([-0, -0, 1]);
  }));

it('gelu keeps its digits far below 0', () =>
  leavesNothing(() => {
    // x Φ(x), from tables of the normal distribution
    const [a, b] = F.gelu(rl.tensor([-5, -6])).tolist() as [number, number];
    expect(a / (-5 * 2.866515718791933e-7)).toBeCloseTo(1, 5);
    expect(b / (-6 * 9.865876450376946e-10)).toBeCloseTo(1, 5);
    expect(slopes(F.gelu, [0, 100, -100])).toEqual([0.5, 1, 0]);
  }));
