// Ops on elements where few come by: operands that are no tensors, ends of ranges, views that change, memory that runs out.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { withTracer } from '../src/tracing.ts';
import { nodesOf } from './support/checks.ts';
import { expectNamed, failingAt, live } from './support/failing.ts';
import { leavesNothing, messageOf, numbers, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));

describe('refused', () => {
  it.each<[message: string, attempt: (none: never) => unknown]>([
    ['celu: expected input to be a tensor, got null', (none) => F.celu(none, { alpha: -1 })],
    ['celu: expected input to be a tensor, got 3', () => F.celu(3 as never, { alpha: -1 })],
    ['celu: expected input to be a tensor, got 3', () => F.celu(3 as never, { alpha: 2 })],
    ['add: expected other to be a tensor or a number, got null', (none) => tensor([1]).add(none, { alpha: 2 })],
    ['sub: expected other to be a tensor or a number, got null', (none) => tensor([1]).sub(none, { alpha: 2 })],
    ['add: expected input to be a tensor or a number, got null', (none) => rl.add(none, tensor([1]), { alpha: 2 })],
    ['add: expected at least one tensor, got two numbers', () => rl.add(1, 2, { alpha: 2 })],
    [
      'lerp: expected shapes that broadcast, got [2] and [3], which differ at dim 0',
      () => tensor([1, 2]).lerp(tensor([1, 2, 3]), 0.5),
    ],
    [
      'lerp: expected shapes that broadcast, got [2] and [3], which differ at dim 0',
      () => tensor([1, 2]).lerp(tensor([1, 2]), tensor([1, 2, 3])),
    ],
  ])('%s', (message, attempt) => leavesNothing(() => expect(messageOf(() => attempt(null as never))).toBe(message)));
});

it('no integer is NaN or infinite, whatever its bits', () =>
  leavesNothing(() => {
    const x = ints(0x7fc00000, 0x7f800000, -1, 0);
    expect(x.isnan().tolist()).toEqual([false, false, false, false]);
    expect(x.isfinite().tolist()).toEqual([true, true, true, true]);
  }));

describe('celu', () => {
  it.each([0.25, 0.5, 1, 2])('of alpha %d is one op, whose slope is 1 however large the input', (alpha) =>
    leavesNothing(() => {
      const x = tensor([300, 1, -1], { requiresGrad: true });
      const y = F.celu(x, { alpha });
      expect(nodesOf([y]).length).toBe(1);
      y.sum().backward();
      const got = [...numbers(y), ...numbers(x.grad!)];
      [300, 1, alpha * Math.expm1(-1 / alpha), 1, 1, Math.exp(-1 / alpha)].forEach((v, i) => expect(got[i]).toBeCloseTo(v, 5));
    }),
  );
});

it('half way between two is counted from the end', () =>
  leavesNothing(() => {
    // from the start it would be 2²⁴ + 2
    const [a, b] = [tensor([2 ** 25]), tensor([3])];
    expect(a.lerp(b, 0.5).item()).toBe(2 ** 24);
    expect(a.lerp(b, tensor([0.5])).item()).toBe(2 ** 24);
  }));

it('a tracer is told on which side a number stands', () =>
  leavesNothing(() => {
    const x = tensor([1, 2], { requiresGrad: true });
    const seen: unknown[] = [];
    const see = (_: rl.Tensor, name: string, inputs: readonly rl.Tensor[], how: unknown): void => {
      seen.push([name, inputs.map((t) => t === x), how]);
    };
    withTracer(see, () => [rl.add(5, x), x.add(5), rl.sub(5, x), rl.pow(5, x), x.div(5), rl.maximum(5, x)]);
    expect(seen).toEqual([
      ['add', [true], [5]],
      ['add', [true], 5],
      ['sub', [true], [5]],
      ['pow', [true], [5]],
      ['div', [true], 5],
      ['maximum', [true], [5]],
    ]);
  }));

describe('when memory runs out', () => {
  it.each<[string, (x: rl.Tensor) => rl.Tensor]>([
    ['gelu', (x) => F.gelu(x)],
    ['elu', (x) => F.elu(x)],
    ['hardtanh', (x) => F.hardtanh(x)],
    ['softplus', (x) => F.softplus(x)],
  ])('%s of integers leaves nothing', (name, op) => {
    const x = ints(1, -2, 3);
    for (let n = 1; ; n++) {
      const before = live();
      const outcome = failingAt(n, () => op(x));
      if ('value' in outcome) {
        expect(n).toBeGreaterThan(2);
        outcome.value.dispose();
        expect(live()).toBe(before);
        break;
      }
      expectNamed(outcome.error, name, name);
      expect(live(), `allocation ${n}`).toBe(before);
    }
    x.dispose();
  });
});

describe('a change of a view', () => {
  it('of a tensor that is not contiguous is made where no gradient flows', () =>
    leavesNothing(() => {
      const turned = tensor([
        [1, 2],
        [3, 4],
      ])
        .t()
        .detach();
      const row = turned.select(0, 1);
      row.add_(tensor([10, 20]));
      row.add_(1).mul_(tensor(2)).copy_(row.add(1));
      expect(turned.tolist()).toEqual([
        [1, 3],
        [27, 51],
      ]);
      for (const w of [tensor([1, 2], { requiresGrad: true })])
        expect(() => row.add_(w)).toThrow(
          /^add_: expected a view of a contiguous tensor where gradients flow, got one of strides/,
        );
    }));

  it('gives gradients to what it was changed by', () =>
    leavesNothing(() => {
      const w = tensor([3, 4], { requiresGrad: true });
      const base = rl.ones([4]);
      const view = base.narrow(0, 1, 2);
      view.mul_(w);
      expect([view.requiresGrad, base.requiresGrad]).toEqual([true, true]);
      view
        .mul(tensor([5, 7]))
        .sum()
        .backward({ retainGraph: true });
      expect(w.grad!.tolist()).toEqual([5, 7]);
      view.backward({ gradient: tensor([1, 2]) });
      expect(w.grad!.tolist()).toEqual([6, 9]);
    }));

  it('lasts when what it is a view of goes', () =>
    leavesNothing(() => {
      const w = tensor([3, 4], { requiresGrad: true });
      const base = tensor([1, 2, 5, 6]);
      const view = base.narrow(0, 1, 2);
      view.mul_(w);
      base.dispose();
      view.sum().backward();
      expect(w.grad!.tolist()).toEqual([2, 5]);
    }));
});

describe('a change in place', () => {
  it('from what does not broadcast is refused', () =>
    leavesNothing(() => {
      const x = tensor([1, 2]);
      const large = rl.ones([3, 2]);
      expect(() => x.copy_(large)).toThrow(new RangeError('copy_: expected a source that broadcasts to [2], got [3, 2]'));
      expect(() => x.add_(large)).toThrow(new RangeError('add_: expected an operand that broadcasts to [2], got [3, 2]'));
      expect(() => x.copy_(rl.ones([3]))).toThrow(/^copy_: expected shapes that broadcast, got \[2\] and \[3\]/);
      expect(x.tolist()).toEqual([1, 2]);
      expect(rl.ones([3, 2]).copy_(x).tolist()).toEqual([
        [1, 2],
        [1, 2],
        [1, 2],
      ]);
    }));

  it('counts as one for those who saved the values before', () =>
    leavesNothing(() => {
      const changes: ((w: rl.Tensor) => unknown)[] = [
        (w) => w.add_(1),
        (w) => w.sub_(1),
        (w) => w.mul_(2),
        (w) => w.div_(2),
        (w) => w.fill_(1),
        (w) => w.zero_(),
        (w) => w.copy_(tensor(5)),
        (w) => w.uniform_(),
        (w) => w.normal_(),
      ];
      for (const part of [false, true])
        for (const change of changes) {
          const w = tensor([3, 4]);
          const x = tensor([1, 2], { requiresGrad: true });
          const y = x.mul(w).sum();
          change(part ? w.narrow(0, 1, 1) : w);
          expect(() => y.backward()).toThrow(/^backward: a value that mul saved was changed in place since/);
        }
    }));
});
