// Activations of F; the plain ones are in the elementwise rows too, as functions of the main entry.
import { ACTIVATION, EXACT, type OpRow, rough, SHAPES, smooth } from '../optable.ts';
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
  row('celu', [{ alpha: 0.5 }, { alpha: 2 }, { alpha: -2 }]),
  row('tanhshrink', [], SPECIAL),
  row('hardshrink', [{ lambd: 0.2 }, { lambd: 0 }, { lambd: -1 }]),
  row('softshrink', [{ lambd: 0.2 }, { lambd: 0 }]),
  row('softplus', [{ beta: 2, threshold: 5 }, { beta: 0.5 }]),
  row('hardtanh', [{ minVal: -2, maxVal: 0.5 }]),
  {
    name: 'F.threshold',
    tolerance: EXACT,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n], -5, 5), 0.5, 20)),
      ...SHAPES.map((shape) => smooth(r.real(shape), -1, 2)),
      rough(SPECIAL, 1, -7),
      rough(nd([4], [1, 2, -1, -2], 'int32'), -1.5, 3.5),
    ],
    errors: [
      [[nd([1], [1], 'bool'), 0, 1], TypeError, /^threshold: .*bool/],
      [[nd([1], [1]), undefined, 1], TypeError, /^threshold: .*threshold/],
      [[nd([1], [1]), 1, '2'], TypeError, /^threshold: .*value.*'2'/],
      [[nd([1], [1]), 1, 2, 3], TypeError, /^threshold: /],
    ],
  },
  {
    name: 'F.prelu',
    tolerance: ACTIVATION,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([n], -5, 5), r.real([1]))),
      ...SHAPES.map((shape) => smooth(r.real(shape), r.real(shape.length > 1 ? [shape[1]!] : []))),
      smooth(r.real([2, 3, 4]), r.real([1])),
      rough(nd([3, 2], [0, -0, NaN, Infinity, -Infinity, 1]), nd([2], [0.5, -2])),
    ],
    errors: [
      [[nd([2, 3], [1, 2, 3, 4, 5, 6]), nd([2], [1, 2])], RangeError, /^prelu: .*\[3\].*\[2, 3\].*\[2\]/],
      [[nd([3], [1, 2, 3]), nd([3], [1, 2, 3])], RangeError, /^prelu: .*\[1\].*\[3\]/],
      [[nd([2], [1, 2]), nd([1, 1], [1])], RangeError, /^prelu: .*\[1, 1\]/],
      [[nd([2], [1, 2], 'int32'), nd([1], [1])], TypeError, /^prelu: .*int32/],
      [[nd([2], [1, 2]), 0.2], TypeError, /^prelu: .*weight/],
    ],
  },
  {
    name: 'F.glu',
    tolerance: ACTIVATION,
    samples: (r) => [
      ...TAILS.map((n) => smooth(r.real([3, 2 * n]))),
      smooth(r.real([4, 3]), 0),
      smooth(r.real([2, 6, 5]), 1),
      smooth(r.real([2, 3, 4]), -1),
      rough(nd([2, 6], [0, -0, NaN, Infinity, -Infinity, 1, 2, 3, 4, -100, 100, NaN])),
    ],
    errors: [
      [[nd([2, 3], [1, 2, 3, 4, 5, 6])], RangeError, /^glu: .*dim 1.*\[2, 3\]/],
      [[nd([], [1])], RangeError, /^glu: /],
      [[nd([2, 2], [1, 2, 3, 4]), 2], RangeError, /^glu: .*dim/],
      [[nd([2], [1, 2], 'int32')], TypeError, /^glu: .*int32/],
    ],
  },
];
