// The forwards that `toTorch` writes: each op as it is called here gives the same there, or is refused by name.
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type ToTorchOptions, toTorch } from '../src/torch/index.ts';
import { leftOut } from './package/absent.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, nn, optim } = rl;
type Tensor = rl.Tensor;

beforeAll(start);

const PYTHON = '/usr/bin/python3';
const found = spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
if (!found) leftOut(`the forwards that toTorch writes: no ${PYTHON} with torch`);

type Forward = (x: Tensor, self: Own) => unknown;

/** A forward on what a layer gives. */
class Own extends nn.Module {
  readonly fc = new nn.Linear(4, 4);
  readonly rnn = new nn.LSTM(4, 4);
  readonly cell = new nn.LSTMCell(4, 4);
  readonly attention = new nn.MultiheadAttention(4, 2);
  declare readonly unit: Tensor;
  declare readonly row: Tensor;
  declare readonly whole: Tensor;
  declare readonly flag: Tensor;
  readonly #forward: Forward;
  constructor(forward: Forward) {
    super();
    this.#forward = forward;
    this.registerBuffer('unit', rl.tensor([0.5, 0.25, 1, 2]));
    this.registerBuffer('row', rl.tensor([[0.5, 0.25, 1, 2]]));
    this.registerBuffer('whole', rl.tensor(Int32Array.of(1, 2, 3, 4)));
    this.registerBuffer('flag', rl.tensor([true, false, true, true]));
  }
  forward(x: Tensor): Tensor {
    return this.#forward(this.fc.forward(x), this) as Tensor;
  }
}

const options = (model: rl.nn.Module, example: Tensor): ToTorchOptions => ({
  example,
  criterion: new nn.CrossEntropyLoss(),
  optimizer: new optim.SGD(model.parameters(), { lr: 0.1 }),
  epochs: 1,
});

const batch = (x: Tensor): number => x.shape[0]!;
const squares = (x: Tensor): Tensor => x.reshape([-1, 2, 2]);

const WRITTEN: Record<string, Forward> = {
  'add, alpha': (x, m) => x.add(m.unit, { alpha: 0.5 }),
  'sub, alpha': (x, m) => x.sub(m.unit, { alpha: 0.5 }),
  'add, int32': (x, m) => x.add(m.whole),
  'mul, int32 first': (x, m) => m.whole.mul(x),
  'mul, bool': (x, m) => x.mul(m.flag),
  'div, int32': (x, m) => x.div(m.whole),
  'div, rounded': (x, m) => x.div(m.unit, { roundingMode: 'trunc' }),
  'sub, a number first': (x) => rl.sub(1, x),
  'div, a negative number first': (x) => rl.div(-1, x.exp()),
  'pow, int32': (x, m) => rl.pow(x.abs(), m.whole),
  'pow, a negative number': (x) => rl.pow(x.abs().add(1), -2),
  'pow, a negative number first': (x) => rl.pow(-2, x.mul(0).add(2)),
  'maximum, int32': (x, m) => rl.maximum(x, m.whole),
  'minimum, a number first': (x) => rl.minimum(0.1, x),
  'a tensor twice': (x) => x.sub(x.mul(2)).mul(x),
  'sum, all': (x) => x.add(x.sum()),
  'sum, kept': (x) => x.sum(1, { keepdim: true }).add(x),
  'sum, from the end': (x) => x.sum(-2).add(x),
  'sum, two dims': (x) => squares(x).sum([1, 2]),
  'mean, all kept': (x) => x.mean([0, 1], { keepdim: true }).add(x),
  'mean, one dim': (x) => x.sub(x.mean(0)),
  amax: (x) => x.amax(1),
  'amin, kept': (x) => x.amin(1, { keepdim: true }),
  logsumexp: (x) => x.logsumexp(1),
  'prod, one dim': (x) => x.prod(1),
  'prod, all': (x) => x.prod().add(x),
  'expand by a size of its operand': (x) => x.reshape([-1, 4, 1]).expand([batch(x), 4, 3]),
  'expand, one dim more': (x) => x.unsqueeze(0).expand([3, batch(x), 4]),
  'select, the first': (x) => x.select(1, 0),
  'select, the last': (x) => x.select(1, -1),
  'select, the last of the batch': (x) => x.select(0, batch(x) - 1).add(x),
  'at, the first of the batch': (x) => x.at(0).add(x),
  narrow: (x) => x.narrow(1, 1, 2),
  'narrow, all but the first of the batch': (x) =>
    x
      .narrow(0, 1, batch(x) - 1)
      .sum()
      .add(x),
  'slice, by 2': (x) => x.slice(1, 0, 4, 2),
  split: (x) => x.split(2, 1).reduce((a, b) => a.mul(b)),
  'reshape, the batch times two': (x) => x.reshape([batch(x) * 2, 2]),
  'view, a size inferred': (x) => x.view([batch(x), 2, -1]),
  flatten: (x) => squares(x).flatten(1),
  squeeze: (x) => x.unsqueeze(1).squeeze(1),
  t: (x) => rl.mm(x.t(), x),
  permute: (x) => squares(x).permute([0, 2, 1]),
  transpose: (x) => squares(x).transpose(1, 2),
  stack: (x) => rl.stack([x, x.neg()], 1),
  cat: (x) => rl.cat([x, x.exp()], 1),
  bmm: (x) => rl.bmm(squares(x), squares(x)),
  round: (x) => x.round(),
  'round, decimals': (x) => rl.round(x, { decimals: 1 }),
  gelu: (x) => F.gelu(x),
  'gelu, tanh': (x) => F.gelu(x, { approximate: 'tanh' }),
  leakyRelu: (x) => F.leakyRelu(x, { negativeSlope: 0.3 }),
  'leakyRelu, as it is': (x) => F.leakyRelu(x),
  elu: (x) => F.elu(x, { alpha: 2 }),
  softplus: (x) => F.softplus(x, { beta: 2, threshold: 3 }),
  hardtanh: (x) => F.hardtanh(x, { minVal: -0.1, maxVal: 0.2 }),
  clamp: (x) => x.clamp(-0.1, 0.2),
  'clamp, from below': (x) => x.clamp(-0.1),
  'clamp, from above': (x) => x.clamp(null, 0.1),
  softmax: (x) => x.softmax(-1),
  logSoftmax: (x) => x.logSoftmax(0),
  cumsum: (x) => x.cumsum(1),
  clone: (x) => x.clone(),
  linear: (x, m) => F.linear(x, m.fc.weight),
  addmm: (x, m) => rl.addmm(m.unit, x, m.fc.weight, { beta: 0.5, alpha: 2 }),
  'many values at once': (x) => {
    const values = Array.from({ length: 8 }, (_, i) => x.add(i));
    return values.slice(1).reduce((sum, v, i) => sum.add(v.mul(i)), values[0]!);
  },
  'a module of several results': (x, m) => m.rnn.forward(x)[0],
  'a module that takes several': (x, m) => {
    const [h, c] = m.cell.forward(x, [x, x.exp()]);
    return h.add(c);
  },
  'a module with options': (x, m) => m.attention.forward(x, x, x, { needWeights: false })[0],
};

/** Builds each model there, and says which results are others. */
const SCRIPT = `import json, sys, torch
def numbers(x): return torch.tensor(x, dtype=torch.float32)
for name, text, state, x, y in json.load(sys.stdin):
    try:
        space = {}
        exec(text, space)
        model = space['build']().eval()
        model.load_state_dict({k: torch.tensor(v) for k, v in state.items()})
        got = model(numbers(x))
        if got.shape != numbers(y).shape or not torch.allclose(got, numbers(y), atol=1e-5, equal_nan=True):
            print(name, 'gives others:', text)
    except Exception as error:
        print(name, repr(error), text)
`;

it.runIf(found)('each op gives the same there', () => {
  rl.manualSeed(1);
  const jobs = Object.entries(WRITTEN).map(([name, forward]) =>
    rl.scope(() => {
      const model = new Own(forward);
      const text = toTorch(model, options(model, rl.randn([2, 4])))['model.py'];
      const state = Object.entries(model.stateDict()).map(([key, t]) => [key, t.tolist()]);
      // neither of the sizes that it was traced with
      const x = rl.randn([5, 4]);
      const y = rl.noGrad(() => model.eval().forward(x));
      model.dispose();
      return [name, text, Object.fromEntries(state), x.tolist(), y.tolist()];
    }),
  );
  const { stdout, stderr } = spawnSync(PYTHON, ['-c', SCRIPT], { input: JSON.stringify(jobs), encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
});

describe('a forward that cannot be written', () => {
  it.each<[string, Forward, RegExp]>([
    ['dropout as a function', (x, m) => F.dropout(x, 0.5, { training: m.training }), /^toTorch: .*got dropout; use nn\.Dropout/],
    ['an op without a counterpart', (x) => F.maxPool2d(x.reshape([-1, 1, 2, 2]), 2).flatten(1), /got maxPool2d/],
    ['an op in place', (x) => x.clone().mul_(2), /got mul_/],
    ['a comparison', (x) => x.mul(x.gt(0).to('float32')), /got gt/],
    ['a rounded quotient by a number', (x) => x.div(0.3, { roundingMode: 'floor' }), /got div; .*registerBuffer/],
    ['an expand to the size of another', (x, m) => rl.cat([x, m.row.expand([batch(x), 4])], 1), /got expand/],
    ['sizes that follow from no operand', (x) => x.unsqueeze(0).expand([batch(x) + 1, batch(x), 4]), /got expand/],
    ['part of the batch', (x) => x.narrow(0, 0, batch(x) - 1), /alike for every batch/],
    ['a forward that depends on the batch', (x) => (batch(x) === 2 ? x : x.neg()), /same calls/],
    ['as many ops, others', (x) => (batch(x) === 2 ? x.exp() : x.neg()), /same calls.*exp and neg/],
    ['a call here, an op there', (x, m) => (batch(x) === 2 ? m.fc.forward(x) : x.neg()), /same calls/],
    ['a forward that depends on the mode', (x, m) => (m.training ? x.neg() : x), /alike|same calls/],
    ['a constant made in the forward', (x) => x.add(rl.ones([4])), /registerBuffer/],
    [
      'a module made in the forward',
      (x) => {
        const made = new nn.Linear(4, 4);
        const y = made.forward(x);
        made.dispose();
        return y;
      },
      /registerBuffer/,
    ],
    ['a result of two tensors', (x) => [x, x.exp()], /returns one tensor/],
    ['a result that is none', () => 3, /returns one tensor/],
  ])('%s', (_, forward, message) => {
    leavesNothing(() => {
      const model = new Own(forward);
      const before = model.modules().map((m) => m.training);
      expect(() => toTorch(model, options(model, rl.randn([2, 4])))).toThrow(message);
      expect(model.modules().map((m) => m.training)).toEqual(before);
      model.dispose();
    });
  });
});

it('a forward of the model’s own is written, and is there afterwards; that of a layer is refused', () => {
  class Arrow extends nn.Module {
    readonly fc = new nn.Linear(4, 4);
    override forward = (x: Tensor): Tensor => this.fc.forward(x).mul(-0);
  }
  leavesNothing(() => {
    const model = new Arrow();
    const { forward } = model;
    const example = rl.randn([2, 4]);
    // the sign of zero is kept
    expect(toTorch(model, options(model, example))['model.py']).toContain('* (-0.0)');
    expect(model.forward).toBe(forward);
    const doubled = (x: Tensor): Tensor => nn.Linear.prototype.forward.call(model.fc, x).mul(2);
    model.fc.forward = doubled;
    expect(() => toTorch(model, options(model, example))).toThrow(
      /^toTorch: expected the forward of its class in Linear, got one of its own; put it in a class/,
    );
    expect(model.fc.forward).toBe(doubled);
    model.dispose();
  });
});
