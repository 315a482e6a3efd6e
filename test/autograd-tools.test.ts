// What finds wrong gradients and the makers of NaN: gradcheck and detectAnomaly.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { detectAnomaly, F, gradcheck, nn, type Tensor } from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const seeded = (...shape: number[]): Tensor => rl.randn(shape, { generator: new rl.Generator(shape.length), requiresGrad: true });

const functions: [string, () => [(...x: Tensor[]) => Tensor | Tensor[], Tensor | Tensor[]]][] = [
  ['one input', () => [(x) => x.mul(x).sum(), seeded(3)]],
  ['several', () => [(x, w, b) => F.gelu(F.linear(x!, w!, b)), [seeded(4, 3), seeded(2, 3), seeded(2)]]],
  ['several outputs, one without gradient', () => [(x) => [x!.exp(), x!.detach(), x!.tanh().sum()], [seeded(2, 2)]]],
  ['a strided input', () => [(x) => x.softmax(1).log(), seeded(3, 4).t()]],
  ['an input that is not used', () => [(x) => x!.square(), [seeded(3), seeded(2)]]],
  ['inputs that need none', () => [(x, y) => F.crossEntropy(x!, y!), [seeded(3, 4), rl.tensor(Int32Array.of(0, 3, 1))]]],
  ['large values, whose rounding is let pass', () => [(x) => x!.mul(3).add(1e5), seeded(5)]],
  [
    'parameters of a module',
    () => {
      const model = new nn.Sequential(new nn.LayerNorm(3), new nn.Linear(3, 2), new nn.Tanh());
      const x = rl.randn([4, 3], { generator: new rl.Generator(1) });
      return [() => model.forward(x), model.parameters()];
    },
  ],
];

describe('gradcheck', () => {
  it.each(functions)('passes %s, and leaves the inputs as they were', (_, make) => {
    leavesNothing(() => {
      rl.manualSeed(3);
      const [fn, inputs] = make();
      const list = Array.isArray(inputs) ? inputs : [inputs];
      const before = list.map((t) => t.tolist());
      expect(gradcheck(fn, inputs)).toBe(true);
      expect(list.map((t) => t.tolist())).toEqual(before);
      expect(list.every((t) => t.grad === null)).toBe(true);
      for (const t of list) if (t instanceof nn.Parameter) t.dispose();
    });
  });

  it('finds a wrong gradient, and says which', () => {
    leavesNothing(() => {
      const [a, b] = [rl.tensor([1, 2]), rl.tensor([[3, 4]], { requiresGrad: true })];
      const half = (x: Tensor, y: Tensor): Tensor[] => [y.neg(), x.mul(y).mul(y.detach())];
      const wrong = /^gradcheck: expected a gradient near 6 of output 1 at \[0, 0\] by input 1 at \[0, 0\] \(.*\), got 3$/;
      expect(() => gradcheck(half as never, [a, b])).toThrow(wrong);
      expect(gradcheck(half as never, [a, b], { raiseException: false })).toBe(false);
      expect(gradcheck(half as never, [a, b], { atol: 100 })).toBe(true);
    });
  });

  const refusals: [string, () => unknown, ErrorConstructor, RegExp][] = [
    ['no function', () => gradcheck(3 as never, seeded(1)), TypeError, /^gradcheck: expected fn to be a function/],
    ['no tensors', () => gradcheck((x) => x, 3 as never), TypeError, /^gradcheck: expected inputs/],
    ['a result that is none', () => gradcheck(() => 3 as never, seeded(1)), TypeError, /^gradcheck: .*got 3/],
    ['inputs without gradient', () => gradcheck((x) => x, rl.ones([1])), RangeError, /requiresGrad/],
    ['outputs without gradient', () => gradcheck((x) => x.detach(), seeded(1)), RangeError, /^gradcheck: expected an output/],
    ['a mistyped option', () => gradcheck((x) => x, seeded(1), { tol: 1 } as never), TypeError, /^gradcheck: .*'atol'/],
    [
      'a flag that is none',
      () => gradcheck((x) => x, seeded(1), { raiseException: 'no' as never }),
      TypeError,
      /^gradcheck: expected raiseException to be true or false, got 'no'/,
    ],
    [
      'a function that draws',
      () => gradcheck((x) => F.dropout(x, 0.5, { training: true }), seeded(20)),
      RangeError,
      /^gradcheck: expected a function that returns the same each time/,
    ],
  ];

  it.each(refusals)('refuses %s', (_, attempt, type, message) => {
    leavesNothing(() => {
      expect(attempt).toThrow(type);
      expect(attempt).toThrow(message);
    });
  });
});

describe('detectAnomaly', () => {
  const x = (...values: number[]): Tensor => rl.tensor(values, { requiresGrad: true });
  const anomalies: [string, () => unknown, RegExp][] = [
    ['the op that made it', () => x(1, -1).log().mul(2), /^detectAnomaly: .* got NaN at index \[1\] of the result of log$/],
    [
      'an op without gradient',
      () => rl.tensor([[0]]).reciprocal(),
      /got Infinity at index \[0, 0\] of the result of reciprocal$/,
    ],
    ['an op on what was NaN before', () => x(NaN).exp(), /of the result of exp, which was given such an input$/],
    [
      'the backward that made it',
      () => x(4, 0).sqrt().sum().backward(),
      /got Infinity at index \[1\] of a gradient from the backward of sqrt$/,
    ],
    [
      'a gradient that was NaN before',
      () =>
        x(4)
          .square()
          .backward({ gradient: rl.tensor([NaN]) }),
      /of a gradient from the backward of square, which was given such a gradient$/,
    ],
    ['a loss', () => F.nllLoss(rl.ones([1, 2]), rl.tensor(Int32Array.of(-100))), /of the result of nllLoss/],
  ];

  it.each(anomalies)('names %s, and leaves nothing', (_, attempt, message) => {
    leavesNothing(() => expect(() => detectAnomaly(attempt)).toThrow(message));
  });

  it('gives what the function gives, whose gradients are those without it', () => {
    leavesNothing(() => {
      const [a, b] = [x(1, 2), rl.tensor([3, 4])];
      const loss = detectAnomaly(() => {
        const product = b.mul(b).mul(a).sum();
        expect(b.mul(b).requiresGrad).toBe(false);
        product.backward();
        return product;
      });
      expect([loss.item(), a.grad!.tolist()]).toEqual([41, [9, 16]]);
      expect(rl.tensor([-1]).log().item()).toBeNaN();
    });
  });

  it('looks away under noGrad, and ends with the function, however that ends', () => {
    leavesNothing(() => {
      const nan = (): Tensor => rl.tensor([-1]).sqrt();
      expect(detectAnomaly(() => rl.noGrad(nan)).item()).toBeNaN();
      expect(() =>
        detectAnomaly(() => {
          throw new Error('own');
        }),
      ).toThrow('own');
      expect(nan().item()).toBeNaN();
      expect(() => detectAnomaly(async () => {})).toThrow(/^detectAnomaly: expected a synchronous function/);
      expect(() => detectAnomaly(3 as never)).toThrow(/^detectAnomaly: expected a function, got 3/);
    });
  });
});
