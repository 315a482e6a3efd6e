// Recurrent layers at their corners: refusals, gradients of each tensor alone, what a graph holds and a tracer sees.
import { beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { withTracer } from '../src/tracing.ts';
import { addedBack, held, leavesNothing, numbers, start } from './support/library.ts';

const { nn } = rl;

beforeAll(start);

describe('recurrent layers', () => {
  const kinds = [
    ['RNN', () => new nn.RNN(3, 4)],
    ['GRU', () => new nn.GRU(3, 4)],
    ['LSTM', () => new nn.LSTM(3, 4)],
    ['projected LSTM', () => new nn.LSTM(3, 4, { projSize: 2 })],
  ] as const;
  const output = (net: rl.nn.RNN | rl.nn.GRU | rl.nn.LSTM, x: Tensor): Tensor => net.forward(x)[0];

  it.each(kinds)('%s records nothing where no gradient is wanted', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const x = rl.randn([2, 5, 3]);
      expect(output(net, x).requiresGrad).toBe(true);
      expect(rl.noGrad(() => output(net, x)).requiresGrad).toBe(false);
      net.requiresGrad_(false);
      expect(output(net, x).requiresGrad).toBe(false);
      net.dispose();
    });
  });

  it.each(kinds)('%s holds its input for the gradient of weight_ih alone', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const bytes = (): number => held(() => output(net, rl.randn([20, 5, 3]).mul(2)));
      const whole = bytes();
      net.weight_ih_l0!.requiresGrad_(false);
      expect(whole - bytes()).toBe(20 * 5 * 3 * 4);
      net.dispose();
    });
  });

  it.each(kinds)('%s holds of each step its input, its state and its gates', (name, make) => {
    leavesNothing(() => {
      const net = make();
      const bytes = (L: number): number => held(() => output(net, rl.randn([L, 5, 3]).mul(2)));
      // cells of 4; a projected LSTM's state is 2
      const floats = { RNN: 3 + 4, GRU: 3 + 4 + 4 * 4, LSTM: 3 + 4 + 5 * 4, 'projected LSTM': 3 + 2 + 6 * 4 }[name];
      expect(bytes(20) - bytes(10)).toBe(10 * 5 * floats * 4);
      net.dispose();
    });
  });

  it.each(kinds)('%s gives each bias its gradient without the other', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const x = rl.randn([3, 5, 3]);
      const biases = [net.bias_ih_l0!, net.bias_hh_l0!] as const;
      const grads = (): (number[] | null)[] => {
        output(net, x).square().sum().backward();
        const found = biases.map((p) => p.grad && numbers(p.grad));
        for (const p of net.parameters()) p.grad = null;
        return found;
      };
      const [ofIh, ofHh] = grads();
      biases[0].requiresGrad_(false);
      expect(grads()).toEqual([null, ofHh]);
      biases[0].requiresGrad_();
      biases[1].requiresGrad_(false);
      expect(grads()).toEqual([ofIh, null]);
      net.dispose();
    });
  });

  it.each(kinds)('%s may have its weight_ih changed where no gradient of its input is wanted', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const weight = net.weight_ih_l0!;
      const x = rl.randn([3, 5, 3]);
      const y = output(net, x);
      const want = numbers(rl.autograd.grad(y.sum(), [weight], { retainGraph: true })[0]!);
      rl.noGrad(() => weight.zero_());
      expect(numbers(rl.autograd.grad(y.sum(), [weight])[0]!)).toEqual(want);
      const z = output(net, x.detach().requiresGrad_());
      rl.noGrad(() => weight.zero_());
      expect(() => z.sum().backward()).toThrow(/^backward: a value that \w+ saved was changed in place since/);
      net.dispose();
    });
  });

  it.each(kinds)('%s shows a tracer cells where it has some', (name, make) => {
    leavesNothing(() => {
      const net = make();
      const seen: string[] = [];
      withTracer(
        (_, op) => void seen.push(op),
        () => output(net, rl.ones([2, 5, 3])),
      );
      expect(seen.filter((op) => op.startsWith('recurrent'))).toEqual(
        name.endsWith('LSTM') ? ['recurrent', 'recurrentCells'] : ['recurrent'],
      );
      net.dispose();
    });
  });

  it('are without a bias as with one of zeros', () => {
    leavesNothing(() => {
      const zero = new nn.GRU(1, 500);
      const none = new nn.GRU(1, 500, { bias: false });
      none.loadStateDict(zero.stateDict(), { strict: false });
      rl.noGrad(() => [zero.bias_ih_l0!, zero.bias_hh_l0!].forEach((p) => p.zero_()));
      const x = rl.ones([1, 1, 1]);
      expect(numbers(output(none, x))).toEqual(numbers(output(zero, x)));
      for (const net of [zero, none]) net.dispose();
    });
  });

  it('may have a single step changed in place, whose gates it holds instead', () => {
    leavesNothing(() => {
      const x = rl.randn([5, 3]);
      for (const make of [() => new nn.GRUCell(3, 4), () => new nn.LSTMCell(3, 4)]) {
        const cell = make();
        const run = (): Tensor => [cell.forward(x)].flat()[0]!;
        const grad = (h: Tensor): number[] => numbers(rl.autograd.grad(h.sum(), [cell.weight_ih])[0]!);
        const want = grad(run());
        const h = run();
        rl.noGrad(() => h.mul_(2));
        expect(grad(h)).toEqual(want);
        cell.dispose();
      }
    });
  });

  const both = [
    ['RNN', () => new nn.RNN(3, 4, { bidirectional: true })],
    ['relu RNN', () => new nn.RNN(3, 4, { bidirectional: true, nonlinearity: 'relu', bias: false })],
    ['GRU', () => new nn.GRU(3, 4, { bidirectional: true })],
    ['GRU without bias', () => new nn.GRU(3, 4, { bidirectional: true, bias: false })],
    ['LSTM', () => new nn.LSTM(3, 4, { bidirectional: true })],
    ['projected LSTM', () => new nn.LSTM(3, 4, { bidirectional: true, projSize: 2 })],
  ] as const;

  it.each(both)('%s both ways gives each tensor its gradient without the others', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const lstm = net instanceof nn.LSTM;
      for (const [L, N] of [
        [3, 2],
        [3, 9],
        [1, 9],
      ] as const) {
        const x = rl.randn([L, N, 3]);
        const h = rl.randn([2, N, lstm ? net.projSize || 4 : 4]);
        const c = rl.randn([2, N, 4]);
        const all: Tensor[] = [x, h, ...(lstm ? [c] : []), ...net.parameters()];
        const grads = (wanted: readonly Tensor[]): (number[] | null)[] => {
          for (const t of all) t.requiresGrad_(wanted.includes(t));
          const results = lstm ? net.forward(x, [h, c]).flat() : net.forward(x, h);
          results.reduce((sum: Tensor, t) => sum.add(t.square().sum()), rl.zeros([])).backward();
          return all.map((t) => {
            const found = t.grad && numbers(t.grad);
            t.grad = null;
            return found;
          });
        };
        const want = grads(all);
        all.forEach((t, i) => {
          expect(grads([t]), `${i} alone`).toEqual(want.map((g, j) => (i === j ? g : null)));
        });
        for (const t of all) t.requiresGrad_();
      }
      net.dispose();
    });
  });

  it.each([
    ['RNN', () => new nn.RNN(3, 4)],
    ['GRU', () => new nn.GRU(3, 4)],
  ] as const)('%s computes no gradient of a weight or an input that is not asked for it', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const x = rl.randn([3, 5, 3]).requiresGrad_();
      const h0 = rl.randn([1, 5, 4]).requiresGrad_();
      /** What the way back through the layer has added when it ends. */
      const added = (...inputs: Tensor[]): number => {
        const y = net.forward(x, h0)[0];
        return addedBack(y, () => rl.autograd.grad(y, inputs, { gradOutputs: rl.ones(y.shape) }));
      };
      const least = added(h0);
      for (const t of [x, net.weight_ih_l0!, net.weight_hh_l0!]) expect(added(h0, t) - least).toBe(t.numel * 4);
      net.dispose();
    });
  });

  it.each([
    ['one step', 1, 8],
    ['few rows', 3, 4],
  ])('of %s hold no copy of their weights', (_, L, N) => {
    leavesNothing(() => {
      const net = new nn.GRU(2, 100);
      const x = rl.randn([L, N, 2]);
      const before = heap.liveBytes;
      heap.peakBytes = before;
      rl.noGrad(() => net.forward(x));
      expect(heap.peakBytes - before).toBeLessThan(net.weight_hh_l0!.numel * 4);
      net.dispose();
    });
  });

  it('write what they compute on the way back nowhere else', () => {
    leavesNothing(() => {
      const [N, H] = [5, 64];
      const net = new nn.LSTM(1, H);
      const [y, [, c]] = net.forward(rl.randn([2, N, 1]));
      const sum = y.sum().add(c.square().sum());
      // room for what has the shape of the cells, with other tensors on both sides
      const blocks = Array.from({ length: 60 }, () => rl.full([N, H], 12345));
      blocks.forEach((t, i) => i % 2 === 1 && t.dispose());
      sum.backward();
      for (const t of blocks) if (!t.disposed) expect(t.eq(12345).all().item()).toBe(true);
      net.dispose();
    });
  });

  it('refuse parameters that do not fit', () => {
    leavesNothing(() => {
      const net = new nn.LSTM(3, 4, { projSize: 2, bidirectional: true });
      const x = rl.ones([2, 3]);
      for (const [name, shape] of [
        ['weight_ih', [16, 3]],
        ['weight_hh', [16, 2]],
        ['bias_ih', [16]],
        ['bias_hh', [16]],
        ['weight_hr', [2, 4]],
      ] as const)
        for (const suffix of ['_l0', '_l0_reverse'] as const) {
          const field = `${name}${suffix}` as 'weight_ih_l0';
          const own = net[field]!;
          net[field] = new nn.Parameter(rl.ones([5, 5]));
          expect(() => net.forward(x)).toThrow(
            new RangeError(`LSTM: expected ${field} of shape [${shape.join(', ')}], got [5, 5]`),
          );
          net[field]!.dispose();
          net[field] = own;
        }
      net.dispose();
    });
  });
});
