// Recurrent modules beyond their values: what is computed and kept, cells, copies, what they print, refusals.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { copyModule } from '../src/nn/copy.ts';
import { failingAt } from './support/failing.ts';
import { leavesNothing, start } from './support/library.ts';
import { bits, close, outputs, type Recurrent } from './support/recurrent.ts';

const { nn } = rl;

beforeAll(async () => {
  await start();
  // the binary is compiled at its first use
  rl.scope(() => new nn.GRU(1, 1).forward(rl.zeros([1, 1])));
});

it('computes the gradients that are wanted, and keeps no others', () => {
  leavesNothing(() => {
    const net = new nn.LSTM(3, 4, { projSize: 2 });
    const x = rl.randn([5, 6, 3], { requiresGrad: true });
    net.requiresGrad_(false);
    net.forward(x)[0].sum().backward();
    expect(net.parameters().every((p) => p.grad === null)).toBe(true);
    const alone = bits(x.grad!);
    net.requiresGrad_();
    x.grad = null;
    net.forward(x)[0].sum().backward();
    expect(bits(x.grad!)).toEqual(alone);
    const whole = net.namedParameters().map(([, p]) => bits(p.grad!));
    net.zeroGrad();
    net.forward(x.detach())[0].sum().backward();
    expect(net.namedParameters().map(([, p]) => bits(p.grad!))).toEqual(whole);
    const before = rl.memory().liveBytes;
    rl.noGrad(() => rl.scope(() => void net.forward(x)));
    expect(rl.memory().liveBytes).toBe(before);
    net.dispose();
  });
});

it('frees what it has made where memory runs out, and says who was called', () => {
  const x = rl.randn([3, 5, 2], { requiresGrad: true });
  const net = new nn.LSTM(2, 3, { numLayers: 2, bidirectional: true, projSize: 2 });
  const calls: [string, () => rl.nn.Module | undefined][] = [
    ['LSTM', () => rl.scope(() => void net.forward(x))],
    ['GRU', () => new nn.GRU(2, 3, { numLayers: 2 })],
    ['RNNCell', () => new nn.RNNCell(2, 3)],
  ];
  for (const [name, call] of calls) {
    let failures = 0;
    for (let n = 1; ; n++) {
      const before = rl.memory().liveBytes;
      const outcome = failingAt(n, call);
      if ('value' in outcome) {
        outcome.value?.dispose();
        break;
      }
      failures++;
      expect(outcome.error).toBeInstanceOf(rl.OutOfMemoryError);
      expect((outcome.error as Error).message).toMatch(new RegExp(`^${name}: expected room`));
      expect(rl.memory().liveBytes, `${name}, allocation ${n}`).toBe(before);
    }
    expect(failures).toBeGreaterThan(3);
  }
  net.dispose();
  x.dispose();
});

it('runs backward twice on a graph that is kept, and refuses a result that was changed in between', () => {
  leavesNothing(() => {
    const net = new nn.GRU(2, 3);
    const x = rl.randn([3, 5, 2], { requiresGrad: true });
    const [y] = net.forward(x);
    const loss = y.sum();
    loss.backward({ retainGraph: true });
    const once = bits(x.grad!);
    x.grad = null;
    loss.backward();
    expect(bits(x.grad!)).toEqual(once);
    const [z] = net.forward(x);
    rl.noGrad(() => z.mul_(2));
    expect(() => z.sum().backward()).toThrow(/^backward: a value that GRU saved was changed in place/);
    net.dispose();
  });
});

it('gives an LSTM cell states that can be changed in place', () => {
  leavesNothing(() => {
    const net = new nn.LSTMCell(2, 3);
    const x = rl.randn([5, 2], { requiresGrad: true });
    const grads = [false, true].map((inPlace) => {
      x.grad = null;
      const [h, c] = net.forward(x);
      (inPlace ? h.mul_(2) : h.mul(2)).add(c.mul(c)).sum().backward();
      return bits(x.grad!);
    });
    expect(grads[1]).toEqual(grads[0]);
    net.dispose();
  });
});

it('steps by cells as layers do', () => {
  leavesNothing(() => {
    const x = rl.randn([4, 7, 3]);
    const pairs: [Recurrent, rl.nn.RNNCell | rl.nn.GRUCell | rl.nn.LSTMCell][] = [
      [new nn.RNN(3, 5), new nn.RNNCell(3, 5)],
      [new nn.RNN(3, 5, { nonlinearity: 'relu' }), new nn.RNNCell(3, 5, { nonlinearity: 'relu' })],
      [new nn.GRU(3, 5, { bias: false }), new nn.GRUCell(3, 5, { bias: false })],
      [new nn.LSTM(3, 5), new nn.LSTMCell(3, 5)],
    ];
    for (const [net, cell] of pairs) {
      const state = Object.entries(net.stateDict()).map(([name, p]) => [name.replace('_l0', ''), p] as const);
      cell.loadStateDict(Object.fromEntries(state));
      const want = outputs(net, x);
      let h: Tensor | undefined;
      let c: Tensor | undefined;
      for (let t = 0; t < 4; t++) {
        if (cell instanceof nn.LSTMCell) [h, c] = cell.forward(x.select(0, t), h && c && [h, c]);
        else h = cell.forward(x.select(0, t), h);
        close(h.toTypedArray(), Array.from(want['output']!.select(0, t).contiguous().toTypedArray()), `${cell}`);
      }
      if (c !== undefined) close(c.toTypedArray(), Array.from(want['c']!.toTypedArray()), 'cells');
      net.dispose();
      cell.dispose();
    }
  });
});

it.each<[string, () => rl.nn.Module, string, number[]]>([
  ['RNNCell', () => new nn.RNNCell(3, 4), '', [6, 3]],
  ['GRUCell', () => new nn.GRUCell(3, 4), '', [6, 3]],
  ['LSTMCell', () => new nn.LSTMCell(3, 4), '', [6, 3]],
  ['GRU', () => new nn.GRU(3, 4), '_l0', [5, 6, 3]],
  ['LSTM both ways', () => new nn.LSTM(3, 4, { bidirectional: true }), '_l0_reverse', [5, 6, 3]],
])('%s takes one bias without the other as beside zeros', (_, make, suffix, shape) => {
  leavesNothing(() => {
    const net = make() as rl.nn.Module & { forward(x: Tensor): unknown } & Record<string, Tensor | null>;
    const x = rl.randn(shape);
    const values = (name: string): number[][] => {
      const y = [net.forward(x)].flat(2)[0] as Tensor;
      const grads = rl.autograd.grad(y.square().sum(), [net[name]!, net[`weight_hh${suffix}`]!]);
      return [y, ...grads].map((t) => bits(t!.detach()));
    };
    for (const [one, other] of [
      [`bias_ih${suffix}`, `bias_hh${suffix}`],
      [`bias_hh${suffix}`, `bias_ih${suffix}`],
    ] as const) {
      const own = net[one] as Tensor;
      const before = own.detach().clone();
      rl.noGrad(() => own.zero_());
      const want = values(other);
      Object.assign(net, { [one]: null });
      expect(values(other), one).toEqual(want);
      Object.assign(net, { [one]: own });
      rl.noGrad(() => own.copy_(before));
    }
    net.dispose();
  });
});

it('drops what passes between layers in training only, and copies deeply', () => {
  leavesNothing(() => {
    const net = new nn.GRU(3, 4, { numLayers: 3, dropout: 0.5 });
    const x = rl.randn([2, 5, 3]);
    const calls = [1, 1, 2].map((seed) => {
      rl.manualSeed(seed);
      return bits(net.forward(x)[0]);
    });
    expect(calls[1]).toEqual(calls[0]);
    expect(calls[2]).not.toEqual(calls[0]);
    net.eval();
    const [y] = net.forward(x);
    expect(bits(net.forward(x)[0])).toEqual(bits(y));
    const copy = copyModule(net);
    net.dispose();
    expect(bits(copy.forward(x)[0])).toEqual(bits(y));
    copy.dispose();
  });
});

it.each([
  [() => new nn.RNN(4, 2), 'RNN(4, 2)'],
  [
    () => new nn.LSTM(4, 8, { projSize: 2, numLayers: 2, bias: false, batchFirst: true, dropout: 0.5, bidirectional: true }),
    'LSTM(4, 8, proj_size=2, num_layers=2, bias=False, batch_first=True, dropout=0.5, bidirectional=True)',
  ],
  [() => new nn.RNNCell(4, 2, { nonlinearity: 'relu', bias: false }), 'RNNCell(4, 2, bias=False, nonlinearity=relu)'],
  [() => new nn.GRUCell(4, 2), 'GRUCell(4, 2)'],
] as [() => rl.nn.Module, string][])('prints as PyTorch does: %#', (make, text) => {
  leavesNothing(() => {
    const m = make();
    expect(String(m)).toBe(text);
    m.dispose();
  });
});

type Refusal = [call: () => unknown, type: typeof TypeError | typeof RangeError, message: RegExp];

describe('refuses', () => {
  const z = rl.zeros;
  const gru = (forward: (m: rl.nn.GRU) => unknown) => (): unknown => {
    const m = new nn.GRU(3, 2, { numLayers: 2 });
    try {
      return forward(m);
    } finally {
      m.dispose();
    }
  };
  const lstm = (forward: (m: rl.nn.LSTM) => unknown) => (): unknown => {
    const m = new nn.LSTM(3, 4, { projSize: 2, batchFirst: true });
    try {
      return forward(m);
    } finally {
      m.dispose();
    }
  };
  const cell = (forward: (m: rl.nn.LSTMCell) => unknown) => (): unknown => {
    const m = new nn.LSTMCell(3, 2);
    try {
      return forward(m);
    } finally {
      m.dispose();
    }
  };
  const wrong = (value: unknown): never => value as never;
  const REFUSALS: Record<string, Refusal> = {
    'a size of 0': [() => new nn.GRU(3, 0), RangeError, /^GRU: expected hiddenSize at least 1, got 0/],
    'a size beyond int32': [() => new nn.RNN(2 ** 31, 1), RangeError, /^RNN: expected inputSize at most 2147483647/],
    'a size that is no number': [() => new nn.LSTM(3, wrong('4')), TypeError, /^LSTM: expected hiddenSize to be an integer/],
    'no layers': [() => new nn.GRU(3, 2, { numLayers: 0 }), RangeError, /^GRU: expected numLayers at least 1, got 0/],
    'dropout above 1': [() => new nn.GRU(3, 2, { dropout: 1.5 }), RangeError, /^GRU: expected dropout in \[0, 1\], got 1.5/],
    'a nonlinearity': [() => new nn.RNN(3, 2, { nonlinearity: wrong('gelu') }), RangeError, /^RNN: .*'tanh', 'relu'.*'gelu'/],
    'a projection': [() => new nn.LSTM(3, 2, { projSize: 2 }), RangeError, /^LSTM: expected projSize below hiddenSize 2, got 2/],
    "another's option": [
      () => new nn.GRU(3, 2, wrong({ projSize: 1 })),
      TypeError,
      /^GRU: expected known options, got 'projSize'/,
    ],
    'an option of a word': [() => new nn.GRU(3, 2, { bidirectional: wrong('yes') }), TypeError, /^GRU: .*bidirectional/],
    'a 1-d input': [
      gru((m) => m.forward(z([3]))),
      RangeError,
      /^GRU: expected input of shape \[L, N, 3\] or \[L, 3\], got \[3\]/,
    ],
    features: [lstm((m) => m.forward(z([2, 5, 4]))), RangeError, /^LSTM: expected input of shape \[N, L, 3\] or .*\[2, 5, 4\]/],
    'no steps': [gru((m) => m.forward(z([0, 2, 3]))), RangeError, /^GRU: expected a sequence of at least 1 step/],
    integers: [
      gru((m) => m.forward(z([2, 2, 3], { dtype: 'int32' }))),
      TypeError,
      /^GRU: expected input of dtype float32, got int32/,
    ],
    'no tensor': [gru((m) => m.forward(wrong([[1]]))), TypeError, /^GRU: expected input to be a tensor/],
    'a state': [
      gru((m) => m.forward(z([4, 5, 3]), z([2, 4, 2]))),
      RangeError,
      /^GRU: expected hx of shape \[2, 5, 2\], got \[2, 4, 2\]/,
    ],
    'a batched state': [gru((m) => m.forward(z([4, 3]), z([2, 1, 2]))), RangeError, /^GRU: expected hx of shape \[2, 2\]/],
    'a lone state': [lstm((m) => m.forward(z([1, 5, 3]), wrong(z([1, 1, 2])))), TypeError, /^LSTM: expected hx to be \[h0, c0\]/],
    'cells of states': [
      lstm((m) => m.forward(z([1, 5, 3]), [z([1, 1, 2]), z([1, 1, 2])])),
      RangeError,
      /^LSTM: expected c0 of shape \[1, 1, 4\], got \[1, 1, 2\]/,
    ],
    'a third argument': [
      gru((m) => (m.forward as (...a: unknown[]) => unknown)(z([4, 3]), null, 1)),
      TypeError,
      /^GRU: .*at most 2/,
    ],
    "a cell's features": [cell((m) => m.forward(z([4, 4]))), RangeError, /^LSTMCell: expected input of shape \[N, 3\] or \[3\]/],
    "a cell's rows": [
      cell((m) => m.forward(z([4, 3]), [z([4, 2]), z([3, 2])])),
      RangeError,
      /^LSTMCell: expected c of shape \[4, 2\], got \[3, 2\]/,
    ],
    'a weight of another shape': [
      gru((m) => {
        m.weight_hh_l1?.dispose();
        m.weight_hh_l1 = new nn.Parameter(z([6, 3]));
        return m.forward(z([4, 3]));
      }),
      RangeError,
      /^GRU: expected weight_hh_l1 of shape \[6, 2\], got \[6, 3\]/,
    ],
    'a disposed weight': [
      gru((m) => {
        m.bias_ih_l0?.dispose();
        return m.forward(z([4, 3]));
      }),
      rl.DisposedError as unknown as typeof TypeError,
      /^GRU: expected a live tensor/,
    ],
  };
  it.each(Object.keys(REFUSALS))('%s', (name) => {
    const [call, type, message] = REFUSALS[name]!;
    leavesNothing(() => {
      expect(call).toThrow(message);
      expect(call).toThrow(type);
    });
  });
});
