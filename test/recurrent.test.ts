// Recurrent layers against a float64 reference: values, gradients by its differences, layouts.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';
import { bits, build, close, outputs, setup } from './support/recurrent.ts';
import { type Config, recurrent, type Values } from './support/reference/recurrent.ts';

const { nn } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
  // the binary is compiled at its first use
  rl.scope(() => new nn.GRU(1, 1).forward(rl.zeros([1, 1])));
});

afterEach(() => expect(trampledWords()).toEqual([]));

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((s, v, i) => s + v * b[i]!, 0);

const CONFIGS: Record<string, Config> = {
  'RNN of one': { kind: 'RNN', L: 3, N: 1, I: 1, H: 1 },
  'RNN, relu': { kind: 'RNN', relu: true, L: 4, N: 6, I: 3, H: 5, layers: 2 },
  'RNN both ways': { kind: 'RNN', L: 5, N: 7, I: 2, H: 8, both: true, layers: 2 },
  'RNN without biases': { kind: 'RNN', L: 2, N: 2, I: 4, H: 3, bias: false },
  'GRU of one step': { kind: 'GRU', L: 1, N: 9, I: 4, H: 6 },
  'GRU of a few rows': { kind: 'GRU', L: 4, N: 3, I: 5, H: 7 },
  'GRU of units and a rest': { kind: 'GRU', L: 4, N: 11, I: 5, H: 9, both: true },
  'GRU of two layers': { kind: 'GRU', L: 3, N: 5, I: 3, H: 12, layers: 2, bias: false },
  'GRU of more than a run': { kind: 'GRU', L: 2, N: 5, I: 2, H: 141 },
  'LSTM of one row': { kind: 'LSTM', L: 6, N: 1, I: 3, H: 6 },
  'LSTM of five rows': { kind: 'LSTM', L: 3, N: 5, I: 3, H: 4, both: true },
  'LSTM of two layers': { kind: 'LSTM', L: 3, N: 10, I: 1, H: 11, layers: 2 },
  'LSTM, projected': { kind: 'LSTM', L: 4, N: 7, I: 3, H: 9, P: 5 },
  'LSTM, projected both ways, few rows': { kind: 'LSTM', L: 3, N: 2, I: 3, H: 6, P: 1, both: true, layers: 2, bias: false },
  'LSTM of more than a run': { kind: 'LSTM', L: 2, N: 6, I: 3, H: 105 },
  'no inputs': { kind: 'GRU', L: 2, N: 2, I: 0, H: 3 },
};

describe.each(Object.entries(CONFIGS))('%s', (name, c) => {
  it("has the reference's values, from states and from none", () => {
    leavesNothing(() => {
      const { net, values, shapes } = setup(c, name);
      const tensor = (of: string): Tensor => rl.tensor(values[of]!).view(shapes[of]!);
      const got = outputs(net, tensor('input'), tensor('h0'), c.kind === 'LSTM' ? tensor('c0') : undefined);
      for (const [what, want] of Object.entries(recurrent(c, values))) close(got[what]!.toTypedArray(), want, what);
      const { h0: _, c0: __, ...rest } = values;
      const fresh = rl.noGrad(() => outputs(net, tensor('input')));
      for (const [what, want] of Object.entries(recurrent(c, rest))) close(fresh[what]!.toTypedArray(), want, `fresh ${what}`);
      net.dispose();
    });
  });

  it("has the reference's gradients, of memory that was saved", () => {
    leavesNothing(() => {
      const { net, values, shapes } = setup(c, name);
      const random = new Random(`${name} directions`);
      const leaf = (of: string): Tensor => rl.tensor(values[of]!).view(shapes[of]!).detach().requiresGrad_();
      const leaves: Record<string, Tensor> = { input: leaf('input'), h0: leaf('h0') };
      if (c.kind === 'LSTM') leaves['c0'] = leaf('c0');
      const copies = Object.values(leaves).map((t) => t.clone()) as [Tensor, Tensor, Tensor?];
      const got = outputs(net, ...copies);
      const u = Object.fromEntries(Object.entries(got).map(([what, t]) => [what, random.real(t.shape, -1, 1).data]));
      const parts = Object.entries(got).map(([what, t]) => t.mul(rl.tensor(Float32Array.from(u[what]!)).view(t.shape)).sum());
      const loss = parts.reduce((a, b) => a.add(b));
      for (const t of [...copies, ...Object.values(got)]) {
        t?.dispose();
        rl.full([8], Number.NaN).dispose();
      }
      loss.backward();
      for (const [of, p] of [...Object.entries(leaves), ...net.namedParameters()]) {
        if (p.numel === 0) continue;
        const grad = p.grad!.toTypedArray();
        expect(p.grad!.shape, of).toEqual(p.shape);
        const v = random.real(p.shape, -1, 1).data;
        const at = (t: number): number => {
          const moved: Values = { ...values, [of]: Array.from(values[of]!, (x, i) => x + t * v[i]!) };
          return Object.entries(recurrent(c, moved)).reduce((s, [what, y]) => s + dot(y, u[what]!), 0);
        };
        const want = (at(1e-5) - at(-1e-5)) / 2e-5;
        const allowed = 1e-5 * Math.sqrt(dot(grad, grad) * dot(v, v)) + 1e-6;
        expect(Math.abs(dot(grad, v) - want), of).toBeLessThan(allowed);
      }
      net.dispose();
    });
  });
});

it('takes batches first, strided inputs and states, and rows one by one', () => {
  leavesNothing(() => {
    const c: Config = { kind: 'LSTM', L: 4, N: 6, I: 3, H: 5, both: true, layers: 2 };
    const { net, values, shapes } = setup(c, 'layouts');
    const tensor = (of: string): Tensor => rl.tensor(values[of]!).view(shapes[of]!);
    const [x, h0, c0] = [tensor('input'), tensor('h0'), tensor('c0')];
    const want = outputs(net, x, h0, c0);
    const strided = (t: Tensor): Tensor => t.permute([2, 1, 0]).contiguous().permute([2, 1, 0]);
    const again = outputs(net, strided(x), strided(h0), strided(c0));
    for (const what of Object.keys(want)) expect(bits(again[what]!), what).toEqual(bits(want[what]!));
    const first = build(c, { batchFirst: true });
    first.loadStateDict(net.stateDict());
    const turned = outputs(first, x.transpose(0, 1), h0, c0);
    expect(turned['output']!.shape).toEqual([6, 4, 10]);
    expect(bits(turned['output']!.transpose(0, 1))).toEqual(bits(want['output']!));
    expect(bits(turned['h']!)).toEqual(bits(want['h']!));
    for (const module of [net, first]) {
      const one = outputs(module, x.select(1, 2), h0.select(1, 2), c0.select(1, 2));
      expect(one['output']!.shape).toEqual([4, 10]);
      for (const what of Object.keys(want))
        close(one[what]!.toTypedArray(), Array.from(want[what]!.select(1, 2).contiguous().toTypedArray()), what);
      module.dispose();
    }
  });
});

it('takes a batch of no rows', () => {
  leavesNothing(() => {
    const net = new nn.LSTM(3, 4);
    const x = rl.zeros([2, 0, 3]).requiresGrad_();
    const [y, [h, c]] = net.forward(x);
    expect([y.shape, h.shape, c.shape]).toEqual([
      [2, 0, 4],
      [1, 0, 4],
      [1, 0, 4],
    ]);
    y.sum().add(c.sum()).backward();
    expect(x.grad!.shape).toEqual([2, 0, 3]);
    for (const p of net.parameters()) expect(p.grad!.abs().sum().item()).toBe(0);
    net.dispose();
  });
});

it('passes NaN and saturated gates on as formulas do', () => {
  leavesNothing(() => {
    const net = new nn.GRU(1, 4);
    const x = rl.tensor([[[NaN]], [[0]]]).requiresGrad_();
    const [y] = net.forward(x);
    expect(Array.from(y.toTypedArray()).every(Number.isNaN)).toBe(true);
    for (const Kind of [nn.GRU, nn.LSTM, nn.RNN]) {
      const far = new Kind(1, 4);
      const [z] = far.forward(rl.tensor([[[1e30]], [[-1e30]]]));
      expect(Array.from((z as Tensor).toTypedArray()).every((v) => Math.abs(v) <= 1)).toBe(true);
      far.dispose();
    }
    net.dispose();
  });
});
