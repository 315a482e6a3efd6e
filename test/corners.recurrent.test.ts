// Recurrent layers at their corners: refusals, gradients of each tensor alone, what a graph holds and a tracer sees.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { withTracer } from '../src/tracing.ts';
import { held, leavesNothing, numbers, start } from './support/library.ts';

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
