// Averaged models, batch norms taken anew, and deep copies of modules.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { copyModule } from '../src/nn/copy.ts';
import { leavesNothing, start } from './support/library.ts';

const { swaUtils } = rl.optim;

beforeAll(start);

/** A model with parameters, buffers, and a layer that stands in it twice. */
class Net extends rl.nn.Module {
  shared = new rl.nn.Linear(3, 3);
  body = new rl.nn.Sequential({ first: this.shared, norm: new rl.nn.BatchNorm1d(3), again: this.shared });
  list = new rl.nn.ModuleList([new rl.nn.Linear(3, 2)]);
  extra: { scale: number; layers: rl.nn.Module[] } = { scale: 2, layers: [this.shared] };
  forward(x: Tensor): Tensor {
    return this.list.at(0)!.forward(this.body.forward(x)).mul(this.extra.scale);
  }
}

const values = (m: rl.nn.Module): unknown => Object.entries(m.stateDict()).map(([k, t]) => [k, t.tolist()]);

describe('a deep copy', () => {
  it('has the same names and values, and tensors of its own that are shared as in the model', () => {
    leavesNothing(() => {
      const net = new Net();
      const copy = copyModule(net);
      expect(copy).toBeInstanceOf(Net);
      expect(values(copy)).toEqual(values(net));
      expect(copy.extra.layers[0]).toBe(copy.shared);
      expect(copy.body.at(0)).toBe(copy.shared);
      expect(copy.parameters().length).toBe(net.parameters().length);
      expect(copy.parameters().every((p) => p.requiresGrad && !net.parameters().includes(p))).toBe(true);
      expect(copy.toString()).toBe(net.toString());
      net.dispose();
      const x = rl.randn([4, 3]);
      expect(copy.forward(x).shape).toEqual([4, 2]);
      copy.dispose();
    });
  });

  const layers: Record<string, () => rl.nn.Module> = {
    MultiheadAttention: () => new rl.nn.MultiheadAttention(4, 2),
    LinearCrossEntropyLoss: () => new rl.nn.LinearCrossEntropyLoss(4, 3, { weight: rl.ones([3]) }),
    CrossEntropyLoss: () => new rl.nn.CrossEntropyLoss({ weight: rl.ones([3]) }),
    BatchNorm1d: () => new rl.nn.BatchNorm1d(4),
    LayerNorm: () => new rl.nn.LayerNorm(4),
    Embedding: () => new rl.nn.Embedding(5, 4),
    Dropout: () => new rl.nn.Dropout(0.5),
  };
  const inputs: Record<string, () => Tensor[]> = {
    MultiheadAttention: () => [rl.ones([2, 4]), rl.ones([2, 4]), rl.ones([2, 4])],
    LinearCrossEntropyLoss: () => [rl.ones([2, 4]), rl.tensor([0, 2], { dtype: 'int32' })],
    CrossEntropyLoss: () => [rl.ones([2, 3]), rl.tensor([0, 2], { dtype: 'int32' })],
    Embedding: () => [rl.tensor([1, 4], { dtype: 'int32' })],
  };

  it.each(Object.keys(layers))('of %s computes the same', (name) => {
    leavesNothing(() => {
      const layer = layers[name]!().eval();
      const copy = copyModule(layer);
      const given = inputs[name]?.() ?? [rl.randn([2, 4])];
      const run = (m: rl.nn.Module): unknown => {
        const result = (m as unknown as { forward(...x: Tensor[]): Tensor | Tensor[] }).forward(...given);
        return [result].flat().map((t) => t?.tolist());
      };
      expect(run(copy)).toEqual(run(layer));
      expect(copy.extraRepr()).toBe(layer.extraRepr());
      layer.dispose();
      copy.dispose();
    });
  });
});

describe('AveragedModel', () => {
  it('begins with a copy, then averages, buffers only if asked', () => {
    leavesNothing(() => {
      const net = new rl.nn.Sequential(new rl.nn.Linear(1, 1, { bias: false }), new rl.nn.BatchNorm1d(1));
      const set = (x: number): void => {
        for (const t of [...net.parameters(), ...net.buffers()]) t.detach().fill_(x);
      };
      const [plain, all] = [false, true].map((useBuffers) => new swaUtils.AveragedModel(net, { useBuffers })) as [
        rl.optim.swaUtils.AveragedModel<rl.nn.Sequential>,
        rl.optim.swaUtils.AveragedModel<rl.nn.Sequential>,
      ];
      for (const x of [2, 4, 9]) {
        set(x);
        plain.updateParameters(net);
        all.updateParameters(net);
      }
      expect(Object.keys(plain.stateDict())).toEqual(['n_averaged', ...Object.keys(net.stateDict()).map((k) => `module.${k}`)]);
      const of = (m: rl.nn.Module): unknown => Object.values(m.stateDict()).map((t) => t.item());
      expect(of(plain)).toEqual([3, 5, 5, 5, 9, 9, 9]);
      expect(of(all)).toEqual([3, 5, 5, 5, 5, 5, 5]);
      for (const m of [plain, all, net]) m.dispose();
    });
  });

  it('changes nothing if it is given another model, or avgFn fails', () => {
    leavesNothing(() => {
      const net = new rl.nn.Linear(2, 2);
      let result: unknown = 5;
      let calls = 0;
      const avgFn = (a: Tensor): Tensor => (++calls % 2 === 0 ? (result as Tensor) : a.mul(2));
      const averaged = new swaUtils.AveragedModel(net, { avgFn });
      averaged.updateParameters(net);
      const before = values(averaged);
      const other = new rl.nn.Linear(3, 2);
      const refuses = (model: unknown, kind: ErrorConstructor, message: RegExp): void => {
        expect(() => averaged.updateParameters(model as rl.nn.Module)).toThrow(kind);
        expect(() => averaged.updateParameters(model as rl.nn.Module)).toThrow(message);
        expect(values(averaged)).toEqual(before);
      };
      refuses(other, RangeError, /^updateParameters: expected shape/);
      const [fewer, more] = [new rl.nn.Linear(2, 2, { bias: false }), new rl.nn.Sequential(net, new rl.nn.Linear(2, 2))];
      refuses(fewer, RangeError, /^updateParameters: expected a model of 2 such tensors, as copied, got 1/);
      refuses(more, RangeError, /^updateParameters: expected a model of 2 such tensors, as copied, got 4/);
      fewer.dispose();
      more.at(1)!.dispose();
      refuses({}, TypeError, /^updateParameters: expected a module/);
      refuses(net, TypeError, /^updateParameters: expected avgFn to return a tensor, got 5/);
      result = rl.ones([7]);
      refuses(net, RangeError, /^updateParameters: expected avgFn to return shape/);
      for (const m of [averaged, other, net]) m.dispose();
    });
  });
});

describe('updateBn', () => {
  const model = (): rl.nn.Sequential =>
    new rl.nn.Sequential(new rl.nn.BatchNorm1d(1), new rl.nn.Dropout(0.5)).eval() as rl.nn.Sequential;
  /** Freed after each test, so that no finalizer frees it in the midst of another. */
  const made: Tensor[] = [];
  afterEach(() => {
    for (const t of made.splice(0)) t.dispose();
  });
  const own = (values: rl.TensorData, shape: number[]): Tensor => {
    const t = rl.tensor(values, { shape });
    made.push(t);
    return t;
  };
  const batches = (): Tensor[] =>
    [
      [1, 3],
      [5, 11],
    ].map((x) => own(x, [2, 1]));
  const moments = (m: rl.nn.Module): unknown => m.buffers().map((t) => t.item());

  it('takes the mean over all batches, whatever form they have, and leaves modes and momenta', async () => {
    for (const loader of [
      () => batches(),
      () => batches().map((x) => [x, 'target'] as const),
      () => new rl.data.DataLoader(new rl.data.TensorDataset(own([1, 3, 5, 11], [4, 1])), { batchSize: 2 }),
      () => new rl.data.DataLoader({ length: 4, get: async (i: number) => [rl.tensor([[1, 3, 5, 11][i]!])] }, { batchSize: 2 }),
      async function* () {
        yield* batches();
      },
    ]) {
      const m = model();
      m.buffers()[0]!.fill_(99);
      m.at(1)!.train();
      const done = swaUtils.updateBn(loader() as Iterable<Tensor>, m);
      await (done as unknown);
      // means 2 and 8, variances 2 and 18
      expect(moments(m)).toEqual([5, 10, 2]);
      expect(m.modules().map((x) => x.training)).toEqual([false, false, true]);
      expect((m.at(0) as rl.nn.BatchNorm1d).momentum).toBe(0.1);
      m.dispose();
    }
  });

  it('leaves nothing but the moments, however it ends', async () => {
    const all = [...batches(), 'x' as never];
    const m = model();
    const before = rl.memory().liveBytes;
    const later = async function* (upTo: number): AsyncGenerator<Tensor> {
      yield* all.slice(0, upTo);
    };
    for (const upTo of [2, 3]) {
      const ends = upTo === 2 ? 'well' : 'refused';
      const now = ((): string => {
        try {
          swaUtils.updateBn(all.slice(0, upTo), m);
          return 'well';
        } catch {
          return 'refused';
        }
      })();
      expect([now, rl.memory().liveBytes]).toEqual([ends, before]);
      const then = await swaUtils.updateBn(later(upTo), m).then(
        () => 'well',
        () => 'refused',
      );
      expect([then, rl.memory().liveBytes]).toEqual([ends, before]);
    }
    m.dispose();
  });

  it('takes nothing if it fails in the midst', async () => {
    const m = model();
    const before = moments(m);
    expect(() => swaUtils.updateBn([batches()[0]!, 'x' as never], m)).toThrow(/^updateBn: expected batches of tensors/);
    expect(moments(m)).toEqual(before);
    const failing = (async function* () {
      yield batches()[0]!;
      throw new Error('no more');
    })();
    await expect(swaUtils.updateBn(failing, m)).rejects.toThrow('no more');
    expect(moments(m)).toEqual(before);
    expect(() => swaUtils.updateBn(5 as never, m)).toThrow(/^updateBn: expected a loader/);
    expect(() => swaUtils.updateBn([], {} as never)).toThrow(/^updateBn: expected a module/);
    m.dispose();
  });

  it('asks for no batches where there is no batch norm', () => {
    leavesNothing(() => {
      const m = new rl.nn.Linear(1, 1);
      const never: Iterable<Tensor> = {
        [Symbol.iterator]: () => {
          throw new Error('asked');
        },
      };
      expect(swaUtils.updateBn(never, m)).toBeUndefined();
      m.dispose();
    });
  });
});
