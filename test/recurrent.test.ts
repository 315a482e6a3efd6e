// Recurrent layers and cells against a float64 reference: values, gradients by its differences, layouts, refusals, memory.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { copyModule } from '../src/nn/copy.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';
import { type Config, recurrent, type Values } from './support/reference/recurrent.ts';

const { nn } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
  // the binary is compiled at its first use
  rl.scope(() => new nn.GRU(1, 1).forward(rl.zeros([1, 1])));
});

afterEach(() => expect(trampledWords()).toEqual([]));

type Recurrent = rl.nn.RNN | rl.nn.LSTM | rl.nn.GRU;

function build(c: Config, more: object = {}): Recurrent {
  const options = { numLayers: c.layers ?? 1, bidirectional: c.both ?? false, bias: c.bias ?? true, ...more };
  if (c.kind === 'RNN') return new nn.RNN(c.I, c.H, { ...options, nonlinearity: c.relu ? 'relu' : 'tanh' });
  if (c.kind === 'GRU') return new nn.GRU(c.I, c.H, options);
  return new nn.LSTM(c.I, c.H, { ...options, ...(c.P !== undefined && { projSize: c.P }) });
}

/** Inputs and parameters as numbers, and the module of these parameters. */
function setup(
  c: Config,
  seed: string,
): { net: Recurrent; values: Record<string, Float32Array>; shapes: Record<string, number[]> } {
  const random = new Random(seed);
  const states = (c.layers ?? 1) * (c.both ? 2 : 1);
  const shapes: Record<string, number[]> = { input: [c.L, c.N, c.I], h0: [states, c.N, c.P ?? c.H] };
  if (c.kind === 'LSTM') shapes['c0'] = [states, c.N, c.H];
  const net = build(c);
  // weights of a size that leaves the gates short of saturation
  const bound = 2 / Math.sqrt(Math.max(c.H, c.I));
  const values: Record<string, Float32Array> = {};
  for (const [name, shape] of Object.entries(shapes)) values[name] = Float32Array.from(random.real(shape, -1, 1).data);
  for (const [name, p] of net.namedParameters()) {
    shapes[name] = [...p.shape];
    values[name] = Float32Array.from(random.real(p.shape, -bound, bound).data);
  }
  const state = Object.fromEntries(net.namedParameters().map(([name, p]) => [name, rl.tensor(values[name]!).view(p.shape)]));
  net.loadStateDict(state);
  return { net, values, shapes };
}

/** Calls a module; the results by name. */
function outputs(net: Recurrent, x: Tensor, h0?: Tensor, c0?: Tensor): Record<string, Tensor> {
  if (net instanceof nn.LSTM) {
    const [output, [h, c]] = net.forward(x, h0 && c0 && [h0, c0]);
    return { output, h, c };
  }
  const [output, h] = net.forward(x, h0);
  return { output, h };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((s, v, i) => s + v * b[i]!, 0);

function close(got: ArrayLike<number>, want: readonly number[], where: string): void {
  expect(got.length, where).toBe(want.length);
  const worst = Array.from(got).reduce((m, v, i) => Math.max(m, Math.abs(v - want[i]!)), 0);
  expect(worst, where).toBeLessThan(2e-6 * Math.max(1, ...want.map(Math.abs)));
}

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

const bits = (t: Tensor): number[] => Array.from(new Int32Array(t.contiguous().toTypedArray().buffer));

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
