// linearCrossEntropy beside linear and crossEntropy: what it tells, what it refuses, and how little memory it takes.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

type Tensor = rl.Tensor;
const { F, Generator, rand, randint, randn } = rl;

describe.each([
  [30, 150, 7],
  [9, 40, undefined],
])('%i rows of %i classes, chunkSize %s', (N, C, chunkSize) => {
  it.each([
    { reduction: 'sum', weighted: false, labelSmoothing: 0.3, ignoreIndex: -100 },
    { reduction: 'none', weighted: true, labelSmoothing: 0.3, ignoreIndex: 3 },
    { reduction: 'none', weighted: true, labelSmoothing: 0, ignoreIndex: 3 },
    { reduction: 'mean', weighted: true, labelSmoothing: 0.3, ignoreIndex: 3 },
  ] as const)('are the loss and the gradients of the whole logits, %o', ({ weighted, ...rest }) => {
    leavesNothing(() => {
      const generator = new Generator(2);
      const y = randint(0, C, [N], { generator });
      y.narrow(0, 2, 2).fill_(3);
      const upstream = rand(rest.reduction === 'none' ? [N] : [], { generator });
      const data = [randn([N, 6], { generator }), randn([C, 6], { generator }), randn([C], { generator })];
      const options = { ...rest, ...(weighted && { weight: rand([C], { generator }).add(0.5) }) };
      const run = (loss: (x: Tensor, w: Tensor, bias: Tensor) => Tensor): Tensor[] => {
        const [x, w, bias] = data.map((t) => t.clone().requiresGrad_()) as [Tensor, Tensor, Tensor];
        const value = loss(x, w, bias);
        value.backward({ gradient: upstream });
        return [value, ...[x, w, bias].map((t) => t.grad as Tensor)];
      };
      const got = run((x, w, bias) =>
        F.linearCrossEntropy(x, w, y, { ...options, bias, ...(chunkSize !== undefined && { chunkSize }) }),
      );
      const want = run((x, w, bias) => F.crossEntropy(F.linear(x, w, bias), y, options));
      got.forEach((t, i) => expect(t.sub(want[i]!).abs().max().item()).toBeLessThan(1e-6 * (1 + want[i]!.abs().max().item())));
    });
  });
});

// beside the whole logits: the z-loss is zLoss · logsumexp², a cap c makes c · tanh(x / c) of a logit
describe.each(['mean', 'sum', 'none'] as const)('the z-loss and the cap, reduction %s', (reduction) => {
  it.each([
    { chunkSize: 7, probable: false },
    { chunkSize: 40, probable: false },
    { chunkSize: 7, probable: true },
    { chunkSize: 40, probable: true },
  ])('have the values and the gradients of their formulas, %o', ({ chunkSize, probable }) => {
    leavesNothing(() => {
      const [N, C, generator] = [9, 40, new Generator(3)];
      const y = randint(0, C, [N], { generator });
      if (!probable) y.narrow(0, 2, 2).fill_(-100);
      const target = probable ? F.softmax(randn([N, C], { generator }), -1) : y;
      const counts = probable ? rl.ones([N]) : y.ge(0).to('float32');
      const weight = rand([C], { generator }).add(0.5);
      const data = [randn([N, 6], { generator }), randn([C, 6], { generator }), randn([C], { generator })];
      const upstream = rand(reduction === 'none' ? [N] : [], { generator });
      for (const [zLoss, softcap] of [
        [0.3, undefined],
        [0, 2],
        [0.3, 2],
      ] as const) {
        const run = (loss: (x: Tensor, w: Tensor, bias: Tensor) => Tensor): Tensor[] => {
          const [x, w, bias] = data.map((t) => t.clone().requiresGrad_()) as [Tensor, Tensor, Tensor];
          const value = loss(x, w, bias);
          value.backward({ gradient: upstream });
          return [value, ...[x, w, bias].map((t) => t.grad as Tensor)];
        };
        const options = { weight, reduction, labelSmoothing: 0.2 };
        const extras = { zLoss, ...(softcap !== undefined && { softcap }) };
        const got = run((x, w, bias) => F.linearCrossEntropy(x, w, target, { ...options, ...extras, bias, chunkSize }));
        const want = run((x, w, bias) => {
          const raw = F.linear(x, w, bias);
          const logits = softcap === undefined ? raw : raw.div(softcap).tanh().mul(softcap);
          const z = logits.logsumexp(-1).square().mul(counts).mul(zLoss);
          const total = reduction === 'none' ? z : reduction === 'sum' ? z.sum() : z.sum().div(counts.sum());
          return F.crossEntropy(logits, target, options).add(total);
        });
        got.forEach((t, i) => expect(t.sub(want[i]!).abs().max().item()).toBeLessThan(2e-6 * (1 + want[i]!.abs().max().item())));
      }
    });
  });
});

describe('details', () => {
  const generator = new Generator(1);
  const draw = () => ({
    x: randn([2, 15, 6], { generator }),
    w: randn([150, 6], { generator }),
    bias: randn([150], { generator }),
    y: randint(0, 150, [2, 15], { generator }),
  });

  it.each([undefined, 7])('are the logsumexp and the accuracy of the whole logits, with chunkSize %s', (chunkSize) => {
    leavesNothing(() => {
      const { x, w, bias, y } = draw();
      const logits = F.linear(x, w, bias);
      // every other target is the greatest, and some do not count
      const greatest = logits.argmax(-1);
      for (let i = 0; i < 15; i += 2) y.select(1, i).copy_(greatest.select(1, i));
      for (let i = 0; i < 15; i += 5) y.select(1, i).fill_(-100);
      for (const reduction of ['mean', 'none'] as const) {
        const options = { bias, reduction, ...(chunkSize !== undefined && { chunkSize }) };
        const { loss, logsumexp, accuracy } = F.linearCrossEntropy(x, w, y, { ...options, details: true });
        expect(loss.tolist()).toEqual(F.linearCrossEntropy(x, w, y, options).tolist());
        expect(accuracy).toBe(rl.metrics.accuracy(logits.reshape([30, 150]), y.reshape([30])));
        const want = logits.logsumexp(-1);
        expect(logsumexp.shape).toEqual([2, 15]);
        expect(logsumexp.sub(want).abs().max().item()).toBeLessThan(2e-6);
        expect(logsumexp.requiresGrad).toBe(false);
      }
    });
  });

  it('see the capped logits, and the greatest of probabilities', () => {
    leavesNothing(() => {
      const { x, w } = draw();
      const logits = F.linear(x, w).div(2).tanh().mul(2);
      const target = F.softmax(logits, -1);
      const { logsumexp, accuracy } = F.linearCrossEntropy(x, w, target, { softcap: 2, details: true });
      expect(logsumexp.sub(logits.logsumexp(-1)).abs().max().item()).toBeLessThan(2e-6);
      expect(accuracy).toBe(1);
      const away = F.linearCrossEntropy(x, w, target.neg(), { softcap: 2, details: true });
      expect(away.accuracy).toBe(0);
    });
  });

  it('are of each position where each has a layer', () => {
    leavesNothing(() => {
      const [x, w, y] = [randn([5, 6]), randn([4, 2, 3, 6]), randint(0, 4, [5, 2, 3])];
      const { loss, logsumexp, accuracy } = F.linearCrossEntropy(x, w, y, { details: true });
      const logits = F.linear(x, w.reshape([24, 6])).reshape([5, 4, 2, 3]);
      expect(loss.item()).toBeCloseTo(F.crossEntropy(logits, y).item(), 6);
      expect(logsumexp.sub(logits.logsumexp(1)).abs().max().item()).toBeLessThan(2e-6);
      expect(accuracy).toBe(rl.metrics.accuracy(logits, y));
    });
  });

  it('find the most probable of many classes', () => {
    leavesNothing(() => {
      const C = 200_000;
      const [x, w, target] = [rl.ones([1, 1]), rl.zeros([C, 1]), rl.zeros([1, C])];
      for (const t of [w.select(0, 77_777), target.select(1, 77_777)]) t.fill_(1);
      expect(F.linearCrossEntropy(x, w, target, { details: true }).accuracy).toBe(1);
    });
  });

  it('count the first of equal logits, as argmax does, and nothing where no target counts', () => {
    leavesNothing(() => {
      const [x, w] = [rl.zeros([4, 3]), rl.zeros([5, 3])];
      const told = (y: number[]) => F.linearCrossEntropy(x, w, rl.tensor(Int32Array.from(y)), { details: true }).accuracy;
      expect(told([0, 1, 2, 3])).toBe(0.25);
      expect(told([-100, -100, -100, -100])).toBeNaN();
    });
  });
});

it('holds few logits at a time, with every option', () => {
  leavesNothing(() => {
    // the logits alone would take 25.6 MB
    const [N, H, V] = [64, 8, 100_000];
    const [x, w] = [randn([N, H]).requiresGrad_(), randn([V, H]).requiresGrad_()];
    const y = randint(0, V, [N]);
    for (const reduction of ['mean', 'none'] as const) {
      const before = rl.memory();
      let peak = 0;
      rl.scope(() => {
        const { loss, logsumexp } = F.linearCrossEntropy(x, w, y, { zLoss: 0.1, softcap: 3, details: true, reduction });
        loss.sum().backward();
        logsumexp.dispose();
        peak = rl.memory().peakBytes - before.liveBytes;
      });
      // the weight's gradient is 3.2 MB, once or twice
      expect(peak).toBeLessThan(16e6);
      x.grad = w.grad = null;
    }
  });
});

it('refuses what would be wrong, and leaves nothing', () => {
  leavesNothing(() => {
    const [x, w] = [randn([3, 4]), randn([5, 4])];
    const target = rand([3, 5]).requiresGrad_();
    expect(() => F.linearCrossEntropy(x, w, target)).toThrow(
      'linearCrossEntropy: expected class probabilities that require no gradient, got some that do; pass their detach()',
    );
    const q = rl.full([3, 5], 0.2);
    expect(() => F.linearCrossEntropy(x, w, q, { ignoreIndex: 0 })).toThrow(
      'linearCrossEntropy: expected no ignoreIndex with class probabilities, got 0',
    );
    const y = rl.zeros([3], { dtype: 'int32' });
    for (const shape of [[4], [6], [1, 5]])
      expect(() => F.linearCrossEntropy(x, w, y, { bias: rl.zeros(shape) })).toThrow(
        `linearCrossEntropy: expected bias of shape [5], got [${shape.join(', ')}]`,
      );
    for (const softcap of [0, -1, Infinity, Number.NaN])
      expect(() => F.linearCrossEntropy(x, w, y, { softcap })).toThrow(/^linearCrossEntropy: expected softcap /);
    expect(() => new rl.nn.LinearCrossEntropyLoss(4, 5, { softcap: 0 })).toThrow(
      /^LinearCrossEntropyLoss: expected softcap above 0/,
    );
    // @ts-expect-error a number for a flag
    expect(() => F.linearCrossEntropy(x, w, y, { details: 1 })).toThrow(/details to be true or false, got 1/);
    // @ts-expect-error a module returns its loss alone
    expect(() => new rl.nn.LinearCrossEntropyLoss(4, 5, { details: true })).toThrow(/known options, got 'details'/);
  });
});

it('is a module with the same options', () => {
  leavesNothing(() => {
    const module = new rl.nn.LinearCrossEntropyLoss(4, 5, { zLoss: 0.1, softcap: 2, bias: true });
    const [x, y] = [randn([3, 4]), randint(0, 5, [3])];
    const { weight, bias } = module.linear;
    expect(module.forward(x, y).item()).toBe(F.linearCrossEntropy(x, weight, y, { bias, zLoss: 0.1, softcap: 2 }).item());
    module.dispose();
  });
});

it('keeps nothing but its result and what backward needs, outside a scope too', () => {
  const [x, y] = [rl.ones([6, 4]), rl.tensor(Int32Array.of(0, 4, 1, 2, 3, 0))];
  for (const requiresGrad of [false, true]) {
    const weight = rl.ones([5, 4], { requiresGrad });
    const probabilities = rl.full([6, 5], 0.2);
    for (const target of [y, probabilities])
      for (const options of [{}, { softcap: 2 }, { zLoss: 0.1, labelSmoothing: 0.1 }]) {
        const before = rl.memory().liveBytes;
        const loss = F.linearCrossEntropy(x, weight, target, options);
        if (!requiresGrad) expect(rl.memory().liveBytes - before, JSON.stringify(options)).toBe(4);
        loss.dispose();
        expect(rl.memory().liveBytes, JSON.stringify(options)).toBe(before);
      }
    weight.dispose();
    probabilities.dispose();
  }
  x.dispose();
  y.dispose();
});
