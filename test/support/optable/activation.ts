// Activations of F; the plain ones are in the elementwise rows too, as functions of the main entry.
import { ACTIVATION, type OpRow, rough, SHAPES, smooth } from '../optable.ts';
import { SPECIAL, TAILS } from '../random.ts';
import { nd } from '../reference/nd.ts';

/** Values where every activation is defined alike in all versions of PyTorch. */
const FINITE = nd([9], [0, -0, 1, -1, NaN, 30, -30, 100, -100]);

function row(name: string, options: Record<string, unknown>[] = [], special = SPECIAL): OpRow {
  return {
    name: `F.${name}`,
    tolerance: ACTIVATION,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n], -5, 5))),
      ...SHAPES.map((shape) => smooth(r.real(shape))),
      ...options.flatMap((o) => [smooth(r.real([33], -5, 5), o), smooth(r.real([2, 3]), o)]),
      rough(special),
      rough(r.real([65], -30, 30)),
    ],
    errors: [
      [[[1, 2]], TypeError, new RegExp(`^${name}: `)],
      ...(options.length > 0 ? [[[nd([1], [1]), { slop: 1 }], TypeError, new RegExp(`^${name}: .*slop`)] as const] : []),
    ],
  };
}

export const activationRows: OpRow[] = [
  ...['relu', 'relu6', 'sigmoid', 'tanh', 'logsigmoid', 'hardsigmoid'].map((name) => row(name)),
  ...['silu', 'mish', 'hardswish', 'softsign'].map((name) => row(name, [], FINITE)),
  row('selu'),
  row('leakyRelu', [{ negativeSlope: 0.2 }, { negativeSlope: 0 }]),
  row('elu', [{ alpha: 0.5 }]),
  {
    ...row('gelu', [{ approximate: 'none' }, { approximate: 'tanh' }], FINITE),
    errors: [[[nd([1], [1]), { approximate: 'fast' }], RangeError, /^gelu: .*tanh/]],
  },
  row('softplus', [{ beta: 2, threshold: 5 }, { beta: 0.5 }]),
  row('hardtanh', [{ minVal: -2, maxVal: 0.5 }]),
];
