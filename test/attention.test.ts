// Attention and the transformer's encoder: what the recorded cases leave out. Numbers are PyTorch's own.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, F } = rl;

beforeAll(start);

const close = (got: Tensor | null, want: readonly number[]): void => {
  const values = Array.from(got!.toTypedArray());
  expect(values).toHaveLength(want.length);
  values.forEach((v, i) => expect(Math.abs(v - want[i]!), `${v} at ${i}, not ${want[i]}`).toBeLessThan(2e-6));
};

/** (i·a + b) mod 17 in eighths, less 1. */
const made = (shape: readonly number[], a: number, b: number): Tensor =>
  rl
    .tensor(Float32Array.from({ length: shape.reduce((m, n) => m * n, 1) }, (_, i) => ((i * a + b) % 17) / 8 - 1))
    .view([...shape]);

const bools = (rows: number[][] | number[]): Tensor => rl.tensor(rows as number[][], { dtype: 'bool' });

/** The same values as PyTorch's module was given. */
function fill<M extends rl.nn.Module>(m: M): M {
  rl.noGrad(() => Object.values(m.stateDict()).forEach((t, j) => t.copy_(made(t.shape, 5 + 2 * j, j))));
  return m;
}

/** Runs `fn` on a module, frees it, and expects nothing left. */
const using = <M extends rl.nn.Module>(make: () => M, fn: (m: M) => void): void =>
  leavesNothing(() => {
    const m = make();
    fn(m);
    m.dispose();
  });

const LATER = [
  [0, 1, 1],
  [0, 0, 1],
  [0, 0, 0],
];

describe('MultiheadAttention', () => {
  const options = { addBiasKv: true, addZeroAttn: true, kdim: 3, vdim: 2, batchFirst: true };

  it('has keys and values of other lengths, and adds to them', () =>
    using(
      () => fill(new nn.MultiheadAttention(4, 2, options)),
      (m) => {
        expect(Object.keys(m.stateDict())).toEqual([
          ...['q', 'k', 'v'].map((x) => `${x}_proj_weight`),
          ...['in_proj_bias', 'bias_k', 'bias_v', 'out_proj.weight', 'out_proj.bias'],
        ]);
        const [q, k, v] = [made([2, 4], 3, 2), made([3, 3], 11, 1), made([3, 2], 7, 5)];
        const attnMask = bools([
          [0, 1, 0],
          [0, 0, 1],
        ]);
        const keyPaddingMask = bools([0, 0, 1]);
        const [y, weights] = m.forward(q, k, v, { attnMask, keyPaddingMask });
        close(y, [-0.171212, 0.078788, 0.328788, 0.578788, -0.16119, 0.08881, 0.33881, 0.58881]);
        expect(weights!.shape).toEqual([2, 5]);
        close(weights, [0.537839, 0.0, 0.0, 0.182998, 0.279164, 0.220428, 0.238777, 0.0, 0.290415, 0.250381]);
        y.mul(made([2, 4], 3, 1))
          .sum()
          .backward();
        close(m.bias_k!.grad, [-0.038063, -0.013149, -0.002575, 0.019027]);
        close(
          m.k_proj_weight!.grad,
          [
            -0.007858, 0.003456, -0.002715, 0.000426, -0.000161, 0.000159, -0.009148, 0.004084, -0.003133, 0.040328, -0.02402,
            0.011079,
          ],
        );
      },
    ));

  it('takes a bool mask for one of 0 and -∞, whether for all heads or for each', () =>
    using(
      () => fill(new nn.MultiheadAttention(4, 2, { addZeroAttn: true })),
      (m) => {
        const x = made([3, 2, 4], 3, 2);
        const seen = bools(LATER);
        const added = rl.zeros([3, 3]).maskedFill(seen, -Infinity);
        const want = Array.from(m.forward(x, x, x, { attnMask: seen })[0].toTypedArray());
        for (const attnMask of [added, seen.expand([4, 3, 3]), added.expand([4, 3, 3])])
          close(m.forward(x, x, x, { attnMask })[0], want);
        const padding = bools([
          [0, 0, 1],
          [0, 1, 1],
        ]);
        const both = m.forward(x, x, x, { attnMask: seen, keyPaddingMask: padding })[0];
        const float = rl.zeros([2, 3]).maskedFill(padding, -Infinity);
        close(m.forward(x, x, x, { attnMask: added, keyPaddingMask: float })[0], Array.from(both.toTypedArray()));
      },
    ));

  it('passes a gradient to a float mask', () =>
    using(
      () => fill(new nn.MultiheadAttention(4, 2, { addBiasKv: true })),
      (m) => {
        const x = made([3, 2, 4], 3, 2);
        const attnMask = rl.zeros([3, 3], { requiresGrad: true });
        m.forward(x, x, x, { attnMask })[0].square().sum().backward();
        expect(attnMask.grad!.abs().sum().item()).toBeGreaterThan(0);
        attnMask.grad = null;
      },
    ));

  it('refuses what does not fit, and draws nothing then', () =>
    using(
      () => new nn.MultiheadAttention(4, 2, { ...options, dropout: 0.5 }),
      (m) => {
        const [q, k, v] = [made([2, 3, 4], 3, 2), made([2, 5, 3], 11, 1), made([2, 5, 2], 7, 5)];
        const state = rl.defaultGenerator.getState().join();
        const refused: [() => unknown, ErrorConstructor, RegExp][] = [
          [() => m.forward(q, v, k), RangeError, /key.*size 3.*\[2, 5, 2\]/],
          [() => m.forward(q, k, made([2, 4, 2], 1, 1)), RangeError, /as many keys as values.*\[2, 4, 2\]/],
          [() => m.forward(q, k.narrow(0, 0, 1), v.narrow(0, 0, 1)), RangeError, /batch.*\[1, 5, 3\]/],
          [() => m.forward(q, k, v, { attnMask: rl.zeros([3, 4]) }), RangeError, /attnMask.*\[3, 5\] or \[4, 3, 5\].*\[3, 4\]/],
          [() => m.forward(q, k, v, { keyPaddingMask: rl.zeros([2, 6]) }), RangeError, /keyPaddingMask.*\[2, 5\].*\[2, 6\]/],
          [() => m.forward(q, k, v, { attnMask: rl.ones([3, 5], { dtype: 'int32' }) }), TypeError, /attnMask.*int32/],
          [() => m.forward(q, k, v, { attnMask: 1 as never }), TypeError, /attnMask/],
          [() => m.forward(q, k, v, { needWeights: 1 as never }), TypeError, /needWeights/],
          [() => m.forward(q, k, v, { mask: null } as never), TypeError, /'attnMask'/],
          [() => m.forward(q.to('int32'), k, v), TypeError, /query.*int32/],
          [() => new nn.MultiheadAttention(4, 2, { kdim: 0 }), RangeError, /kdim/],
          [() => new nn.MultiheadAttention(4, 2, { dropout: 2 }), RangeError, /dropout/],
          [() => new nn.MultiheadAttention(4, 2, { addBiasKV: true } as never), TypeError, /'addBiasKv'/],
          [() => new nn.MultiheadAttention(4, 0), RangeError, /numHeads/],
        ];
        for (const [attempt, type, message] of refused) {
          expect(attempt).toThrow(type);
          expect(attempt).toThrow(new RegExp(`^MultiheadAttention: .*${message.source}`));
        }
        expect(rl.defaultGenerator.getState().join()).toBe(state);
      },
    ));
});

describe('TransformerEncoderLayer', () => {
  const small = { dimFeedforward: 3, dropout: 0 };

  it('takes functions and modules for its activation', () =>
    leavesNothing(() => {
      const x = made([3, 2, 4], 3, 2);
      const of = (activation: rl.nn.EncoderActivation): Float32Array => {
        const m = fill(new nn.TransformerEncoderLayer(4, 2, { ...small, activation }));
        const y = m.forward(x).toTypedArray() as Float32Array;
        m.dispose();
        return y;
      };
      expect(of(F.gelu)).toEqual(of('gelu'));
      expect(of(new nn.GELU())).toEqual(of('gelu'));
      expect(of((t) => t.relu())).toEqual(of('relu'));
      expect(of('relu')).not.toEqual(of('gelu'));
    }));

  it('is the same batch first, and without a batch', () =>
    leavesNothing(() => {
      const [m, first] = [false, true].map((batchFirst) => fill(new nn.TransformerEncoderLayer(4, 2, { ...small, batchFirst })));
      const x = made([3, 2, 4], 3, 2);
      const srcMask = bools(LATER);
      const y = m!.forward(x, { srcMask });
      close(first!.forward(x.transpose(0, 1), { srcMask }).transpose(0, 1), Array.from(y.toTypedArray()));
      close(m!.forward(x.select(1, 1), { srcMask }), Array.from(y.select(1, 1).toTypedArray()));
      m!.dispose();
      first!.dispose();
    }));

  it('refuses under its own name what does not fit', () =>
    using(
      () => new nn.TransformerEncoderLayer(4, 2, small),
      (m) => {
        const x = rl.ones([3, 2, 4]);
        const refused: [() => unknown, ErrorConstructor, RegExp][] = [
          [() => m.forward(rl.ones([3, 2, 5])), RangeError, /src.*size 4.*\[3, 2, 5\]/],
          [() => m.forward(x, { srcMask: rl.zeros([2, 2]) }), RangeError, /srcMask.*\[3, 3\] or \[4, 3, 3\].*\[2, 2\]/],
          [() => m.forward(x, { srcKeyPaddingMask: rl.zeros([3, 2]) }), RangeError, /srcKeyPaddingMask.*\[2, 3\].*\[3, 2\]/],
          [() => m.forward(x, { mask: null } as never), TypeError, /'srcMask'/],
          [() => new nn.TransformerEncoderLayer(4, 3), RangeError, /nhead 3.*4/],
          [() => new nn.TransformerEncoderLayer(4, 2, { activation: 'tanh' } as never), RangeError, /'relu', 'gelu'.*'tanh'/],
          [() => new nn.TransformerEncoderLayer(4, 2, { activation: 1 } as never), TypeError, /activation/],
          [() => new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 0.5 }), RangeError, /dimFeedforward/],
          [() => new nn.TransformerEncoderLayer(4, 2, { dimFeedForward: 5 } as never), TypeError, /'dimFeedforward'/],
        ];
        for (const [attempt, type, message] of refused) {
          expect(attempt).toThrow(type);
          expect(attempt).toThrow(new RegExp(`^TransformerEncoderLayer: .*${message.source}`));
        }
      },
    ));

  it('frees what it made when its activation fails', () =>
    using(
      () =>
        new nn.TransformerEncoderLayer(4, 2, {
          ...small,
          activation: () => {
            throw new Error('no activation');
          },
        }),
      (m) => {
        const before = rl.memory().liveTensors;
        const x = rl.ones([3, 2, 4]);
        expect(() => m.forward(x)).toThrow('no activation');
        x.dispose();
        expect(rl.memory().liveTensors).toBe(before);
      },
    ));
});

describe('TransformerEncoder', () => {
  it('has copies of the layer, which begin alike and go their own ways', () =>
    leavesNothing(() => {
      const layer = new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 3 });
      const m = new nn.TransformerEncoder(layer, 2, { norm: new nn.LayerNorm(4) });
      layer.dispose();
      const names = Object.keys(m.stateDict());
      expect(names).toHaveLength(2 * 12 + 2);
      expect([names[0], names[12], names[24]]).toEqual([
        'layers.0.self_attn.in_proj_weight',
        'layers.1.self_attn.in_proj_weight',
        'norm.weight',
      ]);
      const [a, b] = [m.layers.at(0)!.linear1.weight, m.layers.at(1)!.linear1.weight];
      expect(a.toTypedArray()).toEqual(b.toTypedArray());
      rl.noGrad(() => a.zero_());
      expect(b.abs().sum().item()).toBeGreaterThan(0);
      expect(m.eval().layers.at(1)!.dropout1.training).toBe(false);
      const y = m.forward(made([3, 2, 4], 3, 2), { mask: bools(LATER) });
      expect(y.shape).toEqual([3, 2, 4]);
      m.dispose();
    }));

  it('refuses what it cannot be made of', () =>
    using(
      () => new nn.TransformerEncoderLayer(4, 2, { dimFeedforward: 3 }),
      (layer) => {
        expect(() => new nn.TransformerEncoder(layer, 0)).toThrow(/^TransformerEncoder: .*numLayers.*0/);
        expect(() => new nn.TransformerEncoder(3 as never, 1)).toThrow(/^TransformerEncoder: .*encoderLayer.*3/);
        expect(() => new nn.TransformerEncoder(layer, 1, { norm: 'layer' } as never)).toThrow(/^TransformerEncoder: .*norm/);
        expect(() => new nn.TransformerEncoder(layer, 1, { Norm: null } as never)).toThrow(/'norm'/);
        const m = new nn.TransformerEncoder(layer, 1);
        const x = rl.ones([3, 2, 4]);
        expect(() => m.forward(x, { srcMask: null } as never)).toThrow(/^TransformerEncoder: .*'mask'/);
        expect(() => m.forward(x, { mask: rl.zeros([2, 2]) })).toThrow(/\[2, 2\]/);
        m.dispose();
      },
    ));
});
