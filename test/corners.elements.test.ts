// Small things about ops on elements: gradients at the ends of their ranges, what is freed, what a tracer sees.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type Tracer, withTracer } from '../src/tracing.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));
const bools = (...values: boolean[]): rl.Tensor => tensor(values, { dtype: 'bool' });

/** The gradient of a sum of `f(x)`. */
function slopes(f: (x: rl.Tensor) => rl.Tensor, values: number[]): unknown {
  const x = tensor(values, { requiresGrad: true });
  f(x).sum().backward();
  return x.grad!.tolist();
}

describe('gradients', () => {
  it.each<[string, (x: rl.Tensor) => rl.Tensor, values: number[], want: number[]]>([
    ['of the power 0 are 0, also at 0', (x) => x.pow(0), [-2, 0, 3, Infinity, NaN], [0, 0, 0, 0, 0]],
    ['of the power 1 are 1, also at 0', (x) => x.pow(1), [-2, 0, 3], [1, 1, 1]],
    ['of relu are 0 at 0', (x) => x.relu(), [-1, 0, 2], [0, 0, 1]],
    ['of bounds that are tensors pass at the bounds', (x) => x.clamp(tensor([1]), tensor([3])), [0, 1, 2, 3, 4], [0, 1, 1, 1, 0]],
    ['of bounds that are tensors are 0 at NaN', (x) => x.clamp(tensor([1]), tensor([3])), [NaN, 2], [0, 1]],
    ['of a choice between a tensor and itself are 1', (x) => rl.where(bools(true, false), x, x), [5, 6], [1, 1]],
    ['of a choice between a tensor and a number', (x) => rl.where(bools(true, false), x, 1), [5, 6], [1, 0]],
    ['of a choice between a number and a tensor', (x) => rl.where(bools(true, false), 1, x), [5, 6], [0, 1]],
    ['of infinities that are replaced are 0', (x) => rl.nanToNum(x), [NaN, -Infinity, 2, Infinity], [0, 0, 1, 0]],
    ['of an elu at 0 are 1', (x) => F.elu(x), [0, 1], [1, 1]],
    ['of a celu of negative alpha at 0 and above are 1', (x) => F.celu(x, { alpha: -1 }), [0, 2], [1, 1]],
    ['of the greater of equals are shared', (x) => rl.maximum(x, 1), [0, 1, 2], [0, 0.5, 1]],
    ['of the lesser of equals are shared', (x) => rl.minimum(1, x), [0, 1, 2], [1, 0.5, 0]],
    ['of a remainder with a number are 1', (x) => rl.remainder(x, -3), [-4, 4], [1, 1]],
    ['of a truncated remainder with a number are 1', (x) => rl.fmod(x, -3), [-4, 4], [1, 1]],
  ])('%s', (_, f, values, want) => leavesNothing(() => expect(slopes(f, values)).toEqual(want)));

  it('of interpolated ends and of the weight, whichever are wanted', () =>
    leavesNothing(() => {
      for (let which = 1; which < 8; which++) {
        const [a, b, w] = [tensor([1, 2]), tensor([5, 8]), tensor([0.25, 0.75])];
        const leaves = [a, b, w];
        leaves.forEach((t, i) => t.requiresGrad_(((which >> i) & 1) === 1));
        a.lerp(b, w).sum().backward();
        const want = [
          [0.75, 0.25],
          [0.25, 0.75],
          [4, 6],
        ];
        leaves.forEach((t, i) => expect(t.grad?.tolist()).toEqual((which >> i) & 1 ? want[i] : undefined));
      }
    }));
});

describe('a gradient that is not contiguous', () => {
  const ops: Record<string, (x: rl.Tensor) => rl.Tensor> = {
    elu: F.elu,
    relu: F.relu,
    tanh: rl.tanh,
    sigmoid: rl.sigmoid,
    clamp: (x) => x.clamp(0.2, 0.7),
    softmax: (x) => x.softmax(1),
    logSoftmax: (x) => x.logSoftmax(0),
    cumsum: (x) => x.cumsum(1),
    cumprod: (x) => x.cumprod(0),
    sort: (x) => x.sort(1).values,
    prelu: (x) => F.prelu(x, tensor([0.25])),
    dropout: (x) => F.dropout(x, 0.5, { generator: new rl.Generator(3) }),
    prod: (x) => x.prod(0, { keepdim: true }).expand([3, 4]),
    mean: (x) => x.mean(1, { keepdim: true }).expand([3, 4]),
  };
  it.each(Object.entries(ops))('is read like any other by %s', (_, op) =>
    leavesNothing(() => {
      const values = Float32Array.from({ length: 12 }, (_, i) => ((i * 5) % 12) / 12 - 0.3);
      const weights = rl.arange(12).view([3, 4]);
      const [plain, turned, repeated, ones] = Array.from({ length: 4 }, () => {
        return tensor(values).view([3, 4]).detach().requiresGrad_();
      }) as [rl.Tensor, rl.Tensor, rl.Tensor, rl.Tensor];
      op(plain).mul(weights).sum().backward();
      // the gradient of a matrix that was turned is itself turned
      op(turned).t().mul(weights.t().contiguous()).sum().backward();
      expect(turned.grad!.tolist()).toEqual(plain.grad!.tolist());
      op(repeated).sum().backward();
      op(ones)
        .mul(rl.ones([3, 4]))
        .sum()
        .backward();
      expect(repeated.grad!.tolist()).toEqual(ones.grad!.tolist());
    }),
  );
});

it('integers are bounded as such, by relu too, and nothing else is left', () => {
  const before = rl.memory().liveBytes;
  const x = ints(-1, 0, 1, 2);
  const made = [x.relu(), F.relu(x), x.clamp(0.5, 1.5), x.clamp(1)];
  expect(made.map((t) => [t.dtype, t.tolist()])).toEqual([
    ['int32', [0, 0, 1, 2]],
    ['int32', [0, 0, 1, 2]],
    ['float32', [0.5, 0.5, 1, 1.5]],
    ['int32', [1, 1, 1, 2]],
  ]);
  for (const t of [x, ...made]) t.dispose();
  expect(rl.memory().liveBytes).toBe(before);
});

it('what is converted or drawn on the way is freed outside of scopes too', () => {
  const before = rl.memory().liveBytes;
  const [c, i, f] = [bools(true, false), ints(3, 4), tensor([[0.5], [1.5]])];
  const turned = f.t();
  const made = [
    rl.where(c, i, f),
    rl.where(c, f, i),
    i.maskedFill(c, 7),
    F.dropout(f),
    F.dropout(turned),
    i.logicalAnd(f),
    i.logicalNot(),
    f.logicalOr(i),
  ];
  expect(made.slice(0, 3).map((t) => t.tolist())).toEqual([
    [
      [3, 0.5],
      [3, 1.5],
    ],
    [
      [0.5, 4],
      [1.5, 4],
    ],
    [7, 4],
  ]);
  for (const t of [c, i, turned, f, ...made]) t.dispose();
  expect(rl.memory().liveBytes).toBe(before);
});

it('a bound of NaN gives NaN', () =>
  leavesNothing(() => {
    const x = tensor([1, 1, 1]);
    const [low, high] = [tensor([NaN, 0, 2]), tensor([2, NaN, 3])];
    expect(x.clamp(low, high).tolist()).toEqual([NaN, NaN, 2]);
    expect(x.clamp(low).tolist()).toEqual([NaN, 1, 2]);
    expect(x.clamp(null, high).tolist()).toEqual([1, NaN, 1]);
  }));

it.each<[message: string, attempt: (x: rl.Tensor, none: never) => unknown]>([
  ['logaddexp: expected at least one tensor, got two numbers', () => rl.logaddexp(1, 2)],
  ['logaddexp: expected other to be a tensor or a number, got null', (x, none) => rl.logaddexp(x, none)],
  ['pow: expected at least one tensor, got two numbers', () => rl.pow(1, 2)],
  ['pow: expected input to be a tensor or a number, got null', (_, none) => rl.pow(none, 2)],
  ['clamp: expected min to be a tensor or a number, got true', (x) => x.clamp(true as never)],
  ['clamp: expected max to be a tensor or a number, got true', (x) => x.clamp(0, true as never)],
  ['add_: expected other to be a tensor or a number, got null', (x, none) => x.add_(none)],
  ['mul_: expected other to be a tensor or a number, got null', (x, none) => x.mul_(none)],
])('%s', (message, attempt) =>
  leavesNothing(() => {
    for (const x of [ints(1, 2), tensor([1, 2])]) expect(() => attempt(x, null as never)).toThrow(new TypeError(message));
  }),
);

it('a slope has no part where the input is 0, unless the gradient is infinite', () =>
  leavesNothing(() => {
    for (const [factor, want] of [
      [1, 0],
      [Infinity, NaN],
    ] as const) {
      const w = tensor([0.25], { requiresGrad: true });
      F.prelu(tensor([0]), w)
        .mul(factor)
        .sum()
        .backward();
      expect(w.grad!.tolist()).toEqual([want]);
    }
  }));

it('a quotient saves no number', () =>
  leavesNothing(() => {
    const x = tensor([1, 2], { requiresGrad: true });
    expect([x.div(2), x.mul(2), x.add(2)].map((y) => y.node!.unpack().filter((t) => t !== null).length)).toEqual([0, 0, 0]);
    expect([rl.maximum(x, 2), rl.minimum(2, x)].map((y) => y.node!.unpack().filter((t) => t !== null).length)).toEqual([1, 1]);
  }));

it('a rounded quotient has no gradient where none is wanted', () =>
  leavesNothing(() => {
    const [a, b] = [tensor([7, 8]), tensor([2, 3], { requiresGrad: true })];
    expect(a.div(2, { roundingMode: 'floor' }).node).toBe(null);
    expect(ints(7).div(ints(2), { roundingMode: 'trunc' }).node).toBe(null);
    const { node } = a.div(b, { roundingMode: 'trunc' });
    const [da, db] = node!.backward(rl.ones([2]), node!.unpack(), node!.edges) as (rl.Tensor | null)[];
    expect([da, db?.tolist()]).toEqual([null, [0, 0]]);
  }));

describe('dropout', () => {
  it('sets elements to the limit of selu, then keeps mean and variance', () =>
    leavesNothing(() => {
      const limit = -(F.selu(tensor([-50])).item() as number);
      for (const p of [0.2, 0.7]) {
        rl.manualSeed(1);
        const y = F.alphaDropout(tensor(new Float32Array(40).fill(0.5)), p, { training: true });
        const scale = 1 / Math.sqrt((limit * limit * p + 1) * (1 - p));
        const found = [...new Set(y.toTypedArray())].sort((a, b) => a - b);
        expect(found.length).toBe(2);
        expect(found[0]).toBeCloseTo(-limit * scale * (1 - p), 5);
        expect(found[1]).toBeCloseTo(scale * (0.5 + limit * p), 5);
      }
      const x = tensor([2, -3]);
      expect(
        F.alphaDropout(x, 1, { training: true })
          .toTypedArray()
          .every((v) => v === 0),
      ).toBe(true);
      expect(F.alphaDropout(x, 0, { training: true })).toBe(x);
    }));

  it('records nothing without gradients, and draws nothing for no elements', () =>
    leavesNothing(() => {
      expect(F.dropout(rl.ones([3])).node).toBe(null);
      const [none, before] = [rl.zeros([0, 3, 2]), rl.defaultGenerator.getState().join()];
      expect([F.dropout1d(none), F.dropout2d(none)].map((t) => t === none)).toEqual([true, true]);
      expect(rl.defaultGenerator.getState().join()).toBe(before);
    }));

  it('that fails says so, and leaves the generator as it was', () =>
    leavesNothing(() => {
      const x = rl.ones([2, 3, 4]);
      const before = rl.defaultGenerator.getState().join();
      for (const [name, drop] of Object.entries({
        alphaDropout: () => F.alphaDropout(x, 0.5, { training: true }),
        dropout1d: () => F.dropout1d(x),
        dropout2d: () => F.dropout2d(x),
      })) {
        const refuse: Tracer = (_, op) => {
          if (op === 'mul') throw new Error(`no ${name}`);
        };
        expect(() => withTracer(refuse, drop)).toThrow(`no ${name}`);
        expect(rl.defaultGenerator.getState().join()).toBe(before);
      }
    }));
});

describe('a tracer', () => {
  it('sees each operand of a change in place', () =>
    leavesNothing(() => {
      const [x, w] = [tensor([1, 2]), tensor([3, 4])];
      const seen: unknown[] = [];
      const see: Tracer = (out, name, inputs) => void seen.push([name, out === x, inputs.map((t) => [x, w].indexOf(t))]);
      withTracer(see, () => [x.add_(w), x.sub_(w), x.mul_(w), x.div_(w), x.copy_(w), x.add_(1), x.fill_(1), x.zero_()]);
      const both = ['add_', 'sub_', 'mul_', 'div_', 'copy_'].map((name) => [name, true, [0, 1]]);
      expect(seen).toEqual([...both, ...['add_', 'fill_', 'zero_'].map((name) => [name, true, [0]])]);
    }));

  it('sees by what infinities are replaced', () =>
    leavesNothing(() => {
      const seen: unknown[] = [];
      const most = 3.4028234663852886e38;
      withTracer(
        (_out, name, _inputs, how) => void (name === 'nanToNum' && seen.push(how)),
        () => [rl.nanToNum(tensor([1])), rl.nanToNum(tensor([1]), { nan: 2, posinf: 7, neginf: 0 })],
      );
      expect(seen).toEqual([
        { nan: 0, posinf: most, neginf: -most },
        { nan: 2, posinf: 7, neginf: 0 },
      ]);
    }));

  it('sees once what is random, beside the input', () =>
    leavesNothing(() => {
      const x = rl.ones([2, 3]);
      for (const drop of [
        () => F.dropout(x),
        () => F.dropout1d(x),
        () => F.dropout2d(x),
        () => F.alphaDropout(x, 0.5, { training: true }),
      ]) {
        const seen: unknown[] = [];
        withTracer((_, name, inputs) => void (name === 'dropout' && seen.push(inputs.length === 1 && inputs[0] === x)), drop);
        expect(seen).toEqual([true]);
      }
    }));
});
