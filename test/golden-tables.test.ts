// The tables that golden fixtures carry beside their cases: gains, fans, defaults of layers, dropout's properties.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { decode, type FixtureTensor, load } from './support/golden.ts';
import { call, construct, leavesNothing, start } from './support/library.ts';

const init = load('init');
const gains = init['calculate_gain'] as { nonlinearity: string; param: number | null; gain: number }[];
const fans = init['fans'] as { shape: number[]; fan_in: number; fan_out: number }[];
const { checks, p1 } = load('nn_ops')['dropout'] as {
  checks: { p: number; n: number; expect_within: number; kept_value: number }[];
  p1: FixtureTensor;
};

beforeAll(start);

const largest = (t: Tensor): number => Array.from(t.toTypedArray()).reduce((m, x) => Math.max(m, Math.abs(x)), 0);

describe('gains', () => {
  it.each(gains)('$nonlinearity, $param', ({ nonlinearity, param, gain }) => {
    expect(call('nn.init.calculateGain', nonlinearity, ...(param === null ? [] : [param]))).toBeCloseTo(gain, 12);
  });
});

describe('fans', () => {
  it.each(fans)('$shape', ({ shape, fan_in, fan_out }) => {
    leavesNothing(() => {
      rl.manualSeed(0);
      const bound = (name: string, options: object): number =>
        largest(call(`nn.init.${name}`, rl.zeros([...shape]), options) as Tensor);
      const times = Math.ceil(2000 / shape.reduce((a, b) => a * b, 1));
      const most = (name: string, options: object): number =>
        Math.max(...Array.from({ length: times }, () => bound(name, options)));
      const close = (got: number, want: number): void => {
        expect(got).toBeLessThanOrEqual(Math.fround(want));
        expect(got).toBeGreaterThan(0.98 * want);
      };
      close(most('kaimingUniform_', { mode: 'fan_in', nonlinearity: 'linear' }), Math.sqrt(3 / fan_in));
      close(most('kaimingUniform_', { mode: 'fan_out', nonlinearity: 'linear' }), Math.sqrt(3 / fan_out));
      close(most('xavierUniform_', {}), Math.sqrt(6 / (fan_in + fan_out)));
    });
  });
});

interface Layer {
  weight: Tensor;
  bias: Tensor | null;
  dispose(): void;
}

describe('defaults of layers', () => {
  it('Conv2d is uniform within 1/sqrt(fan in)', () => {
    leavesNothing(() => {
      rl.manualSeed(0);
      const layer = construct('nn.Conv2d', 8, 64, 3, { groups: 2 }) as Layer;
      const bound = 1 / Math.sqrt(4 * 9);
      for (const t of [layer.weight, layer.bias!]) {
        expect(largest(t)).toBeLessThanOrEqual(Math.fround(bound));
        expect(largest(t)).toBeGreaterThan(0.9 * bound);
      }
      layer.dispose();
    });
  });

  it('Embedding is normal, its padding row zero', () => {
    leavesNothing(() => {
      rl.manualSeed(0);
      const layer = construct('nn.Embedding', 1000, 16, { paddingIdx: 3 }) as Layer;
      const values = Array.from(layer.weight.toTypedArray());
      expect(values.slice(48, 64)).toEqual(new Array(16).fill(0));
      const square = values.reduce((s, x) => s + x * x, 0) / values.length;
      expect(Math.abs(square - 1)).toBeLessThan(0.05);
      layer.dispose();
    });
  });
});

describe('dropout', () => {
  it.each(checks)('keeps a share of 1 - $p and scales it', ({ p, n, expect_within, kept_value }) => {
    leavesNothing(() => {
      rl.manualSeed(0);
      const x = rl.ones([n], { requiresGrad: true });
      const y = rl.F.dropout(x, p, { training: true });
      const kept = Array.from(y.toTypedArray()).filter((v) => v !== 0);
      expect(new Set(kept)).toEqual(new Set([Math.fround(kept_value)]));
      expect(Math.abs(kept.length / n - (1 - p))).toBeLessThan(expect_within);
      y.backward({ gradient: rl.ones([n]) });
      expect(x.grad!.toTypedArray()).toEqual(y.toTypedArray());
    });
  });

  it('of everything leaves zeros, and passes no gradient', () => {
    leavesNothing(() => {
      const x = rl.tensor([1, -2, Infinity, NaN], { requiresGrad: true });
      const y = rl.F.dropout(x, 1, { training: true });
      expect(Array.from(y.toTypedArray(), Math.abs)).toEqual([...decode(p1).data].map(Math.abs));
      y.backward({ gradient: rl.ones([4]) });
      expect(Array.from(x.grad!.toTypedArray(), Math.abs)).toEqual([0, 0, 0, 0]);
    });
  });

  it('outside training gives the input back', () => {
    leavesNothing(() => expect(rl.F.dropout(rl.ones([9]), 0.5, { training: false }).tolist()).toEqual(new Array(9).fill(1)));
  });
});
