// Export to ONNX of ops that gradients do not flow through, of several inputs and outputs, and of constants made in forward.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { toOnnx } from '../src/onnx/index.ts';
import { start } from './support/library.ts';
import { checkExport, custom, op } from './support/onnx.ts';

const { F, nn } = rl;
type Tensor = rl.Tensor;

let liveBytes = 0;

beforeAll(async () => {
  await start();
  ({ liveBytes } = rl.memory());
});

afterAll(() => expect(rl.memory().liveBytes).toBe(liveBytes));

const int = (data: rl.TensorData): Tensor => rl.tensor(data, { dtype: 'int32' });

const OPS: Record<string, (x: Tensor) => unknown> = {
  'eq, ne': (x) => [x.round().eq(0), x.round().ne(x.floor())],
  'lt, le, gt, ge': (x) => [x.lt(0), x.le(x.neg()), x.gt(0.5), rl.ge(1, x)],
  'comparisons of integers and truths': (x) => [x.argmax(2).ge(2), x.argmax(2).lt(1.5), x.gt(0).eq(x.lt(1)), x.gt(0).le(0)],
  'logic of truths': (x) => [x.gt(0).logicalAnd(x.lt(1)), x.gt(1).logicalOr(x.lt(0)), x.gt(0).logicalNot()],
  'logic of numbers': (x) => [x.round().logicalAnd(x.floor()), x.round().logicalNot()],
  'sums and products of truths': (x) => [
    x.gt(0).add(x.lt(1)),
    x.gt(0).mul(x.lt(1)),
    x.gt(0).maximum(x.lt(1)),
    x.gt(0).min(x.lt(1)),
  ],
  'isnan, isfinite': (x) => [x.log().isnan(), x.round().reciprocal().isfinite(), x.argmax(1).isnan()],
  'any, all': (x) => [x.gt(0).any(1), x.gt(0).all(2, { keepdim: true }), x.round().any([1, 2]), x.gt(0).all()],
  where: (x) => [
    rl.where(x.gt(0), x, x.mul(0.1)),
    rl.where(x.gt(0), 1, 0),
    rl.where(x.gt(0), x.argmax(2, { keepdim: true }), 0.5),
  ],
  'where of truths': (x) => rl.where(x.gt(0), x.lt(1), x.lt(-1)),
  maskedFill: (x) => [
    x.maskedFill(x.gt(0), -1),
    F.softmax(x.maskedFill(x.gt(1), -Infinity), 2),
    x.argmax(1).maskedFill(x.amax(1).gt(0), 7),
  ],
  to: (x) => [x.to('int32'), x.gt(0).to('float32'), x.round().to('bool'), x.gt(0).to('int32').to('float32')],
  'arithmetic of integers': (x) => {
    const [i, j] = [x.argmax(2), x.argmin(2)];
    return [
      i.add(j),
      i.sub(1),
      i.mul(j).neg().abs(),
      i.div(2),
      i.mul(0.5),
      rl.sub(3, i),
      i.pow(2),
      i.square(),
      i.sign(),
      i.clamp(1, 2),
      i.clamp(1),
    ];
  },
  'reductions of integers': (x) => {
    const i = x.argmax(2);
    return [
      i.sum(1),
      x.gt(0).sum([1, 2]),
      i.prod(1),
      i.amax(1),
      i.min(1).values,
      x.gt(0).amax(2),
      i.cumsum(1),
      x.gt(0).cumsum(2),
    ];
  },
  'changes of shape of integers and truths': (x) => {
    const [i, b] = [x.argmax(2), x.gt(0)];
    return [
      i.unsqueeze(1),
      i.t(),
      i.flatten(),
      b.transpose(1, 2),
      b.select(1, 0),
      b.slice(2, 1, 3),
      rl.cat([i, i], 1),
      rl.stack([b, b], 1),
    ];
  },
  'promotion of what is joined': (x) => rl.cat([x.argmax(2), x.amax(2)], 1),
  'argmax, argmin': (x) => [x.argmax(1), x.argmin(2, { keepdim: true }), x.argmax(0), x.amax([1, 2]).argmax()],
  'argmax of everything': (x) => [x.argmax(), x.argmin(undefined, { keepdim: true }), x.argmax(2).argmax(1)],
  'max, min with indices': (x) => [x.max(1), x.min(2, { keepdim: true }), x.argmax(2).max(1)],
  topk: (x) => [x.topk(2), x.topk(1, 1, { largest: false }), x.topk(3, -2)],
  'indices of topk alone': (x) => x.topk(2).indices,
  'topk of integers and truths': (x) => [x.mul(3).round().to('int32').topk(2), x.gt(0).topk(2, 1)],
  sort: (x) => [x.sort(), x.sort(1, { descending: true }), x.round().sort(2)],
  cumsum: (x) => [x.cumsum(1), x.cumsum(-1), x.cumsum(0)],
  prod: (x) => [x.prod(1), x.prod([1, 2], { keepdim: true }), x.prod()],
  var: (x) => [
    x.var(1),
    x.var(2, { correction: 0 }),
    x.var([1, 2], { keepdim: true }),
    x.var(0, { correction: 0 }),
    x.var(1, { correction: 3 }),
  ],
  std: (x) => [x.std(1), x.std([1, 2], { correction: 0, keepdim: true })],
  norm: (x) => [x.norm(2, 1), x.norm(1, [1, 2]), x.norm(3, 2, { keepdim: true }), x.round().norm(0, 1), x.norm(), x.norm(-2, 1)],
  'norms of no bound': (x) => [x.norm(Infinity, 1), x.norm(-Infinity, [1, 2])],
  'normalised rows': (x) => x.div(x.norm(2, 2, { keepdim: true }).clamp(1e-12)),
  gather: (x) => [x.gather(2, x.argmax(2, { keepdim: true })), x.gather(1, int([[[0, 1, 2, 1]]]).expand([x.shape[0]!, 2, 4]))],
  'a smaller gather': (x) => x.gather(2, x.narrow(1, 0, 2).argmax(2, { keepdim: true })),
  indexSelect: (x) => [x.indexSelect(1, int([2, 0, 2])), x.indexSelect(2, int(1)), x.gt(0).indexSelect(1, int([0]))],
  oneHot: (x) => [F.oneHot(x.argmax(2), 4), F.oneHot(x.argmax(1), 3).to('float32').mul(0.5)],
  'rounding to decimals': (x) => [x.round({ decimals: 1 }), x.mul(100).round({ decimals: -1 }), x.argmax(1).round()],
  'the greater of a tensor and a number': (x) => [rl.maximum(x, 0.1), rl.minimum(-0.1, x), x.argmax(1).maximum(1)],
  'bounds that are tensors': (x) => x.clamp(x.neg(), x.mean(2, { keepdim: true })),
  'reversed, rolled, padded': (x) => [
    x.flip([1, 2]),
    x.flip(0),
    x.roll(1, 0),
    x.roll([-1, 5], [1, 2]),
    F.pad(x, [1, 2, -1, 0], { value: 3 }),
    F.pad(x, [2, 1], { mode: 'reflect' }),
    F.pad(x.gt(0), [0, 1]),
  ],
  'triangles and diagonals': (x) => [
    x.tril(),
    x.triu(1),
    x.gt(0).tril(),
    x.argmax(2).triu(-1),
    x.diagonal({ offset: 1, dim1: 1, dim2: 2 }),
    x.sum([0, 1]).diag(-1),
  ],
  cumprod: (x) => [x.cumprod(1), x.cumprod(2), x.argmax(2).cumprod(1)],
  'writing by index': (x) => {
    const index = x.argmax(2, { keepdim: true });
    return [x.scatter(2, index, x.narrow(2, 0, 1)), x.scatter(2, index, 7), x.scatterAdd(2, index, x.amax(2, { keepdim: true }))];
  },
  'repeated, split and joined': (x) => [
    x.repeat([1, 2, 1]),
    x.tile([2]),
    x.repeatInterleave(2, 1),
    x.repeatInterleave(int([2, 0, 1]), 1),
    x.movedim(1, 2),
    rl.hstack([x, x]),
    x.unbind(1),
  ],
  'places along a dim': (x) => x.takeAlongDim(x.argmax(2, { keepdim: true }), 2),
  'detached, without gradients': (x) => [x.mul(x.detach()), x.add(rl.noGrad(() => x.mul(2))), x.at(), x.contiguous()],
  'the batch twice in a shape': (x) => {
    const rows = x.flatten(1);
    return [rows.matmul(rows.t()).flatten().reshape([x.shape[0]!, 1, -1, 1]), rows.unsqueeze(0).expand([x.shape[0]!, -1, -1])];
  },
};

it.each(Object.keys(OPS))('writes down %s', async (name) => {
  await checkExport(
    () => op(OPS[name]!),
    () => rl.randn([2, 3, 4]),
  );
});

/** A mask of the keys behind each query. */
const later = (size: number): Tensor =>
  rl
    .arange(size, { dtype: 'int32' })
    .unsqueeze(1)
    .lt(rl.arange(size, { dtype: 'int32' }));

const CONSTANTS: Record<string, (x: Tensor) => unknown> = {
  'ones, zeros and a range': (x) =>
    x
      .add(rl.ones([4]))
      .mul(rl.arange(3).unsqueeze(1))
      .sub(rl.zeros([3, 1])),
  'numbers and truths': (x) => x.mul(rl.tensor([1, 2, 3, 4])).maskedFill(rl.tensor([true, false, false, true]), 0),
  'like the input': (x) =>
    x
      .add(rl.onesLike(x))
      .mul(rl.full([x.shape[0]!, 1, 1], 3))
      .sub(rl.zerosLike(x)),
  'functions of constants': (x) => x.mul(rl.linspace(0, 1, 4).mul(2).sin().add(rl.eye(3, 4))),
  'a triangle': (x) => x.matmul(x.transpose(1, 2)).maskedFill(later(x.shape[1]!), -Infinity).softmax(-1),
  'a triangle for each row': (x) => {
    const scores = x.matmul(x.transpose(1, 2));
    return scores.maskedFill(later(3).unsqueeze(0).expand([x.shape[0]!, 3, 3]), 0);
  },
  'filled before it is read': (x) =>
    x.add(
      rl
        .zeros([4])
        .fill_(2)
        .add_(rl.ones([4]))
        .mul_(2),
    ),
  'returned as it is': (x) => [x, rl.arange(4), later(3), rl.zeros([x.shape[0]!, 2])],
  'a recurrence from zeros': (x) => {
    let h = rl.zeros([x.shape[0]!, 4]);
    for (let t = 0; t < x.shape[1]!; t++) h = x.select(1, t).add(h).tanh();
    return h;
  },
};

describe('constants made in forward', () => {
  it.each(Object.keys(CONSTANTS))('%s', async (name) => {
    await checkExport(
      () => op(CONSTANTS[name]!),
      () => rl.randn([2, 3, 4]),
    );
  });

  it('of weights: views stay, what is computed is stored', async () => {
    await checkExport(
      () =>
        custom({ fc: new nn.Linear(4, 4) }, ({ fc }, x) => {
          const { weight } = fc;
          return [
            x.matmul(weight.t()),
            x.matmul(weight.div(weight.norm(2, 1, { keepdim: true }))),
            x.add(weight.at(0).expand([x.shape[0]!, 3, 4])),
          ];
        }),
      () => rl.randn([2, 3, 4]),
    );
  });

  it('kept from one call to the next', async () => {
    await checkExport(
      () => {
        let mask: Tensor | undefined;
        const model = op((x) => {
          mask ??= rl.keep(later(3));
          return x.matmul(x.transpose(1, 2)).maskedFill(mask, 0);
        });
        const dispose = model.dispose.bind(model);
        model.dispose = () => {
          mask?.dispose();
          dispose();
        };
        return model;
      },
      () => rl.randn([2, 3, 4]),
    );
  });
});

describe('bags of embeddings', () => {
  const words = (): Tensor => rl.randint(0, 6, [3, 5]);
  it.each(['sum', 'mean', 'max'] as const)('by %s', async (mode) => {
    await checkExport(() => new nn.EmbeddingBag(6, 4, { mode }), words);
    await checkExport(
      () => new nn.EmbeddingBag(6, 4, { mode, paddingIdx: 2 }),
      () =>
        int([
          [2, 2, 2],
          [0, 2, 1],
          [5, 4, 2],
        ]),
    );
  });

  it('with weights of their own', async () => {
    for (const paddingIdx of [null, 1])
      await checkExport(
        () => custom({ bag: new nn.EmbeddingBag(6, 4, { mode: 'sum', paddingIdx }) }, ({ bag }, x, w) => bag.forward(x, null, w)),
        () => [words(), rl.rand([3, 5])],
      );
  });
});

describe('attention', () => {
  const sequences = (): Tensor => rl.randn([2, 5, 8]);
  it('of scaled products, causal or masked', async () => {
    await checkExport(() => op((x) => F.scaledDotProductAttention(x, x, x, { isCausal: true })), sequences);
    await checkExport(
      () => op((x, mask) => F.scaledDotProductAttention(x, x, x, { attnMask: mask })),
      () => [sequences(), later(5).logicalNot()],
      { batchDims: [0, null] },
    );
  });

  it('of several heads, with masks of keys and of places, and its weights', async () => {
    await checkExport(
      () =>
        custom({ attention: new nn.MultiheadAttention(8, 2, { batchFirst: true, dropout: 0.1 }) }, ({ attention }, x, padding) =>
          attention.forward(x, x, x, { keyPaddingMask: padding, attnMask: later(5) }),
        ),
      () => [
        sequences(),
        rl.tensor([
          [false, false, false, false, true],
          [false, false, false, true, true],
        ]),
      ],
    );
  });

  it('with the batch second, of queries and keys of their own', async () => {
    await checkExport(
      () =>
        custom({ attention: new nn.MultiheadAttention(8, 2) }, ({ attention }, q, k) =>
          attention.forward(q, k, k, { needWeights: false }),
        ),
      () => [rl.randn([4, 2, 8]), rl.randn([5, 2, 8])],
      { batchDims: [1, 1] },
    );
  });
});

describe('recurrent layers', () => {
  const { GRU, LSTM, RNN } = nn;
  const sequences = (): Tensor => rl.randn([2, 6, 3]);

  it.each<[string, () => rl.nn.GRU | rl.nn.LSTM | rl.nn.RNN]>([
    ['a GRU', () => new GRU(3, 4, { batchFirst: true })],
    ['two GRUs that run both ways', () => new GRU(3, 4, { numLayers: 2, bidirectional: true, batchFirst: true, dropout: 0.2 })],
    ['an LSTM without bias', () => new LSTM(3, 4, { batchFirst: true, bias: false })],
    ['two LSTMs that run both ways', () => new LSTM(3, 4, { numLayers: 2, bidirectional: true, batchFirst: true })],
    [
      'a GRU with one of its biases',
      () => {
        const gru = new GRU(3, 4, { batchFirst: true });
        gru.bias_hh_l0!.dispose();
        return Object.assign(gru, { bias_hh_l0: null as never });
      },
    ],
    ['a simple layer', () => new RNN(3, 4, { batchFirst: true, bidirectional: true })],
    ['a simple layer of relu', () => new RNN(3, 4, { batchFirst: true, nonlinearity: 'relu' })],
  ])('%s', async (_, layer) => {
    await checkExport(layer, sequences);
  });

  it('from states that are given, with the batch second', async () => {
    await checkExport(
      () => custom({ gru: new GRU(3, 4) }, ({ gru }, x, h) => gru.forward(x, h)),
      () => [rl.randn([6, 2, 3]), rl.randn([1, 2, 4])],
      { batchDims: [1, 1] },
    );
    await checkExport(
      () => custom({ lstm: new LSTM(3, 4) }, ({ lstm }, x, h, c) => lstm.forward(x, [h, c])),
      () => [rl.randn([6, 2, 3]), rl.randn([1, 2, 4]), rl.randn([1, 2, 4])],
      { batchDims: [1, 1, 1] },
    );
  });

  it('in cells', async () => {
    await checkExport(
      () =>
        custom(
          { gru: new nn.GRUCell(3, 4), lstm: new nn.LSTMCell(4, 5), rnn: new nn.RNNCell(5, 2) },
          ({ gru, lstm, rnn }, x, h) => {
            const [y, c] = lstm.forward(gru.forward(x, h));
            return [rnn.forward(y), c];
          },
        ),
      () => [rl.randn([2, 3]), rl.randn([2, 4])],
    );
  });

  it('but not with a projection', () => {
    const lstm = new LSTM(3, 4, { projSize: 2 });
    rl.scope(() => expect(() => toOnnx(lstm, rl.randn([2, 6, 3]))).toThrow(/got recurrent with a projection/));
    lstm.dispose();
  });
});

describe('inputs and outputs', () => {
  it('of several types are named by number', async () => {
    const names = await checkExport(
      () =>
        custom({ embed: new nn.Embedding(5, 4), head: new nn.Linear(4, 3) }, ({ embed, head }, words, x, mask) => {
          const logits = head.forward(embed.forward(words).maskedFill(mask.unsqueeze(-1), 0).sum(1).add(x));
          return { logits, rest: [logits.softmax(1), [logits.argmax(1), null, mask]] };
        }),
      () => [
        rl.randint(0, 5, [2, 3]),
        rl.randn([2, 4]),
        rl.tensor([
          [true, false, false],
          [false, false, true],
        ]),
      ],
    );
    expect(names).toEqual(['output_0', 'output_1', 'output_2', 'output_3']);
  });

  it('have the names that are asked for, also where a weight has them', async () => {
    const names = await checkExport(
      () => custom({ a: new nn.Linear(4, 3) }, ({ a }, x, y) => [a.forward(x), a.forward(y)]),
      () => [rl.randn([2, 4]), rl.randn([2, 4])],
      { inputNames: ['a.weight', 'constant_0'], outputNames: ['shape_0', 'a.bias'] },
    );
    expect(names).toEqual(['shape_0', 'a.bias']);
  });

  it('may be one in an array, the same twice, or of one size', async () => {
    expect(
      await checkExport(
        () => op((x) => [x.exp()]),
        () => [rl.randn([2, 4])],
      ),
    ).toEqual(['output']);
    await checkExport(
      () => op((x, y) => [x.add(y), x, x]),
      () => [rl.randn([2, 4]), rl.randn([4])],
      { batchDims: [0, null] },
    );
    await checkExport(
      () => op((x, y) => x.sum().add(y)),
      () => [rl.randn([2, 4]), rl.randn([2, 2])],
      { batchDims: [null, null] },
    );
  });
});
