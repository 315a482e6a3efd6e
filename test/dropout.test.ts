// Dropout of channels, and the one that goes with selu; the masks themselves are among the recorded cases.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, F } = rl;

beforeAll(start);

describe.each([
  [
    'dropout1d',
    F.dropout1d,
    [
      [40, 6, 3],
      [50, 4],
    ] as const,
  ],
  [
    'dropout2d',
    F.dropout2d,
    [
      [10, 6, 3, 2],
      [10, 6, 4],
    ] as const,
  ],
] as const)('%s', (name, dropout, shapes) => {
  it('keeps or drops whole channels', () =>
    leavesNothing(() => {
      rl.manualSeed(3);
      for (const shape of shapes) {
        const inner = name === 'dropout1d' ? shape.at(-1)! : shape.slice(2).reduce((a, b) => a * b, 1);
        const values = dropout(rl.ones([...shape]), 0.5).toTypedArray();
        const channels = Array.from({ length: values.length / inner }, (_, c) => values.slice(c * inner, (c + 1) * inner));
        for (const channel of channels) expect(new Set(channel).size).toBe(1);
        expect(new Set(values)).toEqual(new Set([0, 2]));
      }
    }));

  it('draws twice a channel, and nothing where nothing is dropped', () =>
    leavesNothing(() => {
      const g = new rl.Generator(5);
      const state = (): string => g.getState().join();
      const before = state();
      const x = rl.ones([2, 3, 4]);
      expect(dropout(x, 0, { generator: g })).toBe(x);
      expect(dropout(x, 0.5, { generator: g, training: false })).toBe(x);
      expect(dropout(x, 1, { generator: g }).sum().item()).toBe(0);
      expect(state()).toBe(before);
      dropout(x, 0.5, { generator: g });
      expect(state()).not.toBe(before);
    }));

  it('refuses other shapes, types and probabilities', () =>
    leavesNothing(() => {
      const refused = new RegExp(`^${name}: `);
      expect(() => dropout(rl.ones([3]), 0.5)).toThrow(refused);
      expect(() => dropout(rl.ones([2, 3, 4]), 1.5)).toThrow(refused);
      expect(() => dropout(rl.ones([2, 3, 4]), 0.5, { training: 1 } as never)).toThrow(refused);
      expect(() => dropout(rl.ones([2, 3, 4], { dtype: 'int32' }), 0.5)).toThrow(refused);
      expect(() => dropout(rl.ones([2, 3, 4]), 0.5, { train: true } as never)).toThrow(/'training'/);
    }));
});

describe('alphaDropout', () => {
  it('keeps mean and variance, by two values for each p', () =>
    leavesNothing(() => {
      rl.manualSeed(1);
      const x = rl.randn([20000]);
      for (const p of [0.1, 0.5]) {
        const y = F.alphaDropout(x, p, { training: true });
        expect(Math.abs(y.mean().item())).toBeLessThan(0.05);
        expect(Math.abs(y.var().item() - 1)).toBeLessThan(0.06);
      }
      expect(new Set(F.alphaDropout(rl.zeros([100]), 0.5, { training: true }).toTypedArray()).size).toBe(2);
    }));

  it('does nothing unless it is told to train, as in PyTorch', () =>
    leavesNothing(() => {
      const x = rl.ones([3]);
      expect(F.alphaDropout(x, 0.5)).toBe(x);
      expect(new nn.AlphaDropout().eval().forward(x)).toBe(x);
      expect(F.alphaDropout(x, 1, { training: true }).toTypedArray()).toEqual(Float32Array.from([0, 0, 0]));
      expect(() => F.alphaDropout(x, -0.1)).toThrow(/^alphaDropout: .*p /);
    }));

  it('passes gradients to what is kept', () =>
    leavesNothing(() => {
      rl.manualSeed(2);
      const x = rl.zeros([64], { requiresGrad: true });
      const y = F.alphaDropout(x, 0.5, { training: true });
      y.sum().backward();
      const kept = Math.max(...y.toTypedArray());
      const slope = Math.max(...x.grad!.toTypedArray());
      expect(slope).toBeGreaterThan(0.5);
      expect(Array.from(x.grad!.toTypedArray())).toEqual(Array.from(y.toTypedArray(), (v) => (v === kept ? slope : 0)));
      x.grad = null;
    }));
});
