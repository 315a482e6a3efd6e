// Loaders: what they take, whose the tensors are, samples that come as promises.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DisposedError, data, keep, manualSeed, memory, ones, scope, type Tensor, tensor } from '../../src/index.ts';
import { start } from '../support/library.ts';

const { DataLoader, defaultCollate, Subset, TensorDataset } = data;

let before = 0;
beforeAll(async () => {
  await start();
  before = memory().liveBytes;
});
afterAll(() => expect(memory().liveBytes).toBe(before));

const labels = (...values: number[]): Tensor => tensor(Int32Array.from(values));
const pause = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const live = (): number => memory().liveTensors;

describe('the options of a DataLoader', () => {
  const dataset = { length: 4, get: (i: number) => i };
  it.each([
    [{ shuffle: 'false' }, TypeError, /expected shuffle to be true or false, got 'false'/],
    [{ dropLast: 0 }, TypeError, /expected dropLast to be true or false, got 0/],
    [{ collate: 5 }, TypeError, /expected collate to be a function, got 5/],
    [{ sampler: 5 }, TypeError, /expected a sampler that yields indices when it is iterated, got 5/],
    [{ sampler: {} }, TypeError, /expected a sampler that yields indices when it is iterated, got an object/],
    [{ prefetch: -1 }, RangeError, /expected prefetch at least 0/],
    [{ batchSize: 1.5 }, RangeError, /expected batchSize to be an integer/],
    [{ shuffle: true, sampler: [0] }, RangeError, /expected shuffle or a sampler, got both/],
    [{ batchsize: 3 }, TypeError, /did you mean 'batchSize'/],
  ])('are checked when it is made: %o', (options, kind, message) => {
    const make = () => new DataLoader(dataset, options as never);
    expect(make).toThrow(kind);
    expect(make).toThrow(/^DataLoader: /);
    expect(make).toThrow(message);
  });

  it.each([
    [3, TypeError, /expected a dataset of \{ length, get \}, got 3/],
    [{ length: 3 }, TypeError, /expected a dataset/],
    [{ [Symbol.asyncIterator]: 3 }, TypeError, /expected an async iterable dataset, got 3 as its iterator/],
    [{ length: 2.5, get: () => 0 }, RangeError, /length of the dataset to be an integer, got 2.5/],
  ])('and the dataset %o', (given, kind, message) => {
    expect(() => new DataLoader(given as never)).toThrow(kind);
    expect(() => new DataLoader(given as never)).toThrow(message);
  });
});

describe('indices', () => {
  const dataset = { length: 3, get: (i: number) => i };
  it.each([
    [[0.9, 1.5], RangeError, /^DataLoader: expected an integer in \[0, 3\) as index, got 0.9/],
    [[0, 3], RangeError, /got 3/],
    [[-1], RangeError, /got -1/],
    [[NaN], RangeError, /got NaN/],
    [['1'], TypeError, /expected an integer as index, got '1'/],
  ])('of a sampler that gives %o are refused', (sampler, kind, message) => {
    const draw = () => [...new DataLoader(dataset, { sampler: sampler as number[] })];
    expect(draw).toThrow(kind);
    expect(draw).toThrow(message);
    const rows = new TensorDataset(ones([3, 2]));
    expect(() => [...new DataLoader(rows, { sampler: sampler as number[] })]).toThrow(kind);
    rows.tensors[0].dispose();
  });

  it('of a sampler without a length can be drawn, and are not counted', () => {
    const sampler = {
      *[Symbol.iterator]() {
        yield 2;
        yield 0;
      },
    };
    const loader = new DataLoader(dataset, { sampler });
    expect(Array.from(loader, (batch) => batch.item())).toEqual([2, 0]);
    expect(() => loader.length).toThrow(/^length: expected a sampler with a length/);
    for (const length of [NaN, 2.5, -1]) {
      const sampler = { length, [Symbol.iterator]: () => [0][Symbol.iterator]() };
      expect(() => new DataLoader(dataset, { sampler }).length).toThrow(/^length: expected length of the sampler/);
    }
  });

  it('are those of the dataset as long as it is at each pass', () => {
    const samples = [1, 2, 3, 4];
    const growing = {
      get length() {
        return samples.length;
      },
      get: (i: number) => samples[i] as number,
    };
    const drawn = (loader: data.DataLoader<number>): unknown[] => Array.from(loader, (batch) => batch.tolist()).flat();
    const loader = new DataLoader(growing, { batchSize: 2 });
    const shuffled = new DataLoader(growing, { batchSize: 2, shuffle: true });
    samples.push(5, 6);
    expect([loader.length, drawn(loader)]).toEqual([3, [1, 2, 3, 4, 5, 6]]);
    expect(drawn(shuffled).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    samples.splice(2);
    expect([loader.length, drawn(loader), drawn(shuffled).sort()]).toEqual([1, [1, 2], [1, 2]]);
  });
});

describe('a batch', () => {
  it('is freed when the next is drawn, and the error says so', () => {
    const rows = new TensorDataset(ones([4, 2]));
    const loader = new DataLoader(rows, { batchSize: 2 });
    const [[x] = []] = loader as Iterable<Tensor[]>;
    const all = [...loader] as Tensor[][];
    for (const t of [x!, ...all.flat()]) {
      expect(() => t.sum()).toThrow(DisposedError);
      expect(() => t.sum()).toThrow(/was a loader's; a batch lives until the next one is drawn .* keep\(t\)/);
    }
    for (const [batch] of loader) {
      keep(batch);
      expect(batch.tolist()).toEqual([
        [1, 1],
        [1, 1],
      ]);
      batch.dispose();
    }
    rows.tensors[0].dispose();
  });

  it('may be a Map, a Set or an object of them', () => {
    const collate = (samples: number[]) => ({ map: new Map([['x', tensor(samples)]]), set: new Set([tensor([1])]) });
    const loader = new DataLoader({ length: 2, get: (i) => i }, { batchSize: 2, collate });
    for (const { map, set } of loader) {
      expect(map.get('x')!.tolist()).toEqual([0, 1]);
      expect([...set][0]!.tolist()).toEqual([1]);
    }
    for (const { x } of new DataLoader({ length: 1, get: () => ({ x: 1 }) })) expect(x.tolist()).toEqual([1]);
  });

  it.each([[async () => 1], [() => [1, Promise.reject(new Error('late'))]], [() => null], [() => undefined]])(
    'is refused where collate gives none: %o',
    (collate) => {
      const loader = new DataLoader({ length: 1, get: (i) => i }, { collate: collate as () => never });
      expect(() => [...loader]).toThrow(/^DataLoader: expected collate to return a batch, got/);
    },
  );

  it('leaves the tensors of scopes around it alone', () => {
    scope(() => {
      const own = [ones([2]), ones([2])];
      const loader = new DataLoader({ length: 2, get: (i) => own[i]! }, { collate: ([sample]) => sample! });
      for (const batch of loader) expect(batch.tolist()).toEqual([1, 1]);
      expect(own.map((t) => t.tolist())).toEqual([
        [1, 1],
        [1, 1],
      ]);
    });
  });
});

describe('a subset', () => {
  const make = () => new TensorDataset(tensor([[0], [1], [2], [3]]), labels(0, 1, 2, 3));

  it('of subsets of tensors is gathered as they are, without a look at each sample', () => {
    const whole = make();
    const inner = new Subset(whole, [3, 2, 0]);
    const outer = new Subset(inner, [2, 0]);
    const get = vi.spyOn(TensorDataset.prototype, 'get');
    for (const [x, y] of new DataLoader(outer, { batchSize: 2 }))
      expect([x.tolist(), y.tolist()]).toEqual([
        [[0], [3]],
        [0, 3],
      ]);
    expect(get).not.toHaveBeenCalled();
    get.mockRestore();
    expect(scope(() => (outer.get(1) as readonly Tensor[]).map((t) => t.tolist()))).toEqual([[3], 3]);
    for (const t of whole.tensors) t.dispose();
  });

  it('or tensors of a class with a get of its own are asked sample by sample', () => {
    class Doubled extends TensorDataset<readonly [Tensor, Tensor]> {
      override get(i: number): readonly [Tensor, Tensor] {
        const [x, y] = super.get(i);
        return [x.mul(2), y];
      }
    }
    class Second extends Subset<readonly [Tensor, Tensor]> {
      override get(): readonly [Tensor, Tensor] {
        return super.get(1) as readonly [Tensor, Tensor];
      }
    }
    const doubled = new Doubled(tensor([[1], [2]]), labels(0, 1));
    for (const [x] of new DataLoader(doubled, { batchSize: 2 })) expect(x.tolist()).toEqual([[2], [4]]);
    for (const [x] of new DataLoader(new Subset(doubled, [1]))) expect(x.tolist()).toEqual([[4]]);
    for (const [x] of new DataLoader(new Second(doubled, [0, 1]), { batchSize: 2 })) expect(x.tolist()).toEqual([[4], [4]]);
    for (const t of doubled.tensors) t.dispose();
  });

  it('and its dataset refuse an index that is none', () => {
    const whole = make();
    const part = new Subset(whole, [1]);
    for (const index of [1, -1, 0.5]) expect(() => part.get(index)).toThrow(/^Subset: expected an integer in \[0, 1\) as index/);
    for (const index of [4, -1, 0.5])
      expect(() => whole.get(index)).toThrow(/^TensorDataset: expected an integer in \[0, 4\) as index/);
    expect(() => new Subset(whole, [4])).toThrow(/^Subset: expected an integer in \[0, 4\) as index, got 4/);
    expect(Object.isFrozen(part.indices) && Object.isFrozen(whole.tensors)).toBe(true);
    for (const t of whole.tensors) t.dispose();
  });
});

describe('samples that come as promises', () => {
  /** A dataset whose samples come later, and what has been asked of it. */
  function later(length: number) {
    const asked: number[] = [];
    const get = async (i: number): Promise<[Tensor, Tensor]> => {
      asked.push(i);
      const early = tensor([i, i]);
      await pause();
      return [early, labels(i % 2)];
    };
    return { asked, dataset: { length, get } };
  }

  it('make whole batches, and are freed with them', async () => {
    const { asked, dataset } = later(5);
    const begun = live();
    const seen: unknown[] = [];
    for await (const [x, y] of new DataLoader(dataset, { batchSize: 2 })) {
      expect(asked.length).toBe(Math.min(5, 2 * seen.length + 2));
      expect(live()).toBe(begun + 2);
      seen.push([x.tolist(), y.tolist()]);
    }
    const rows = (...is: number[]) => [is.map((i) => [i, i]), is.map((i) => [i % 2])];
    expect(seen).toEqual([rows(0, 1), rows(2, 3), rows(4)]);
    expect(live()).toBe(begun);
  });

  it('are asked for ahead, and freed when the loop is left', async () => {
    const { asked, dataset } = later(20);
    const begun = live();
    for await (const [x] of new DataLoader(dataset, { batchSize: 2, prefetch: 3 })) {
      expect(x.tolist()).toEqual([
        [0, 0],
        [1, 1],
      ]);
      expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      break;
    }
    await pause(5);
    expect(live()).toBe(begun);
    const seen: unknown[] = [];
    for await (const [x] of new DataLoader(dataset, { batchSize: 8, prefetch: 3, dropLast: true })) seen.push(x.shape);
    expect(seen).toEqual([
      [8, 2],
      [8, 2],
    ]);
  });

  it('are refused in a synchronous loop, by name', async () => {
    const { dataset } = later(2);
    const begun = live();
    expect(() => [...new DataLoader(dataset)]).toThrow(/^DataLoader: expected samples, got a promise .* for await/);
    await pause(5);
    expect(live()).toBe(begun);
  });

  it('may fail: the others are freed, and the loop is told', async () => {
    const begun = live();
    const get = async (i: number): Promise<Tensor> => {
      await pause();
      if (i === 3) throw new Error('no sample 3');
      return tensor([i]);
    };
    for (const prefetch of [0, 4]) {
      const seen: unknown[] = [];
      const loop = async (): Promise<void> => {
        for await (const x of new DataLoader({ length: 6, get }, { batchSize: 2, prefetch })) seen.push(x.tolist());
      };
      await expect(loop()).rejects.toThrow('no sample 3');
      expect(seen).toEqual([[[0], [1]]]);
    }
    const now = (i: number): Promise<Tensor> => {
      if (i === 1) throw new Error('none at all');
      return get(i);
    };
    const first = new DataLoader({ length: 2, get: now }, { batchSize: 2 })[Symbol.asyncIterator]();
    await expect(first.next()).rejects.toThrow('none at all');
    await pause(5);
    expect(live()).toBe(begun);
  });

  it('leave a dataset what it has kept', async () => {
    const cache = [keep(tensor([1])), keep(tensor([2]))];
    const loader = new DataLoader({ length: 2, get: async (i) => cache[i]! }, { batchSize: 2 });
    for (let epoch = 0; epoch < 2; epoch++) for await (const x of loader) expect(x.tolist()).toEqual([[1], [2]]);
    for (const t of cache) t.dispose();
  });

  it('may be what collate gives', async () => {
    const begun = live();
    const collate = (samples: Tensor[]): Tensor[] => [samples[0]!];
    const loader = new DataLoader({ length: 4, get: async (i) => tensor([i]) }, { batchSize: 2, collate });
    const seen: unknown[] = [];
    for await (const [x] of loader) {
      seen.push(x!.tolist());
      expect(live()).toBe(begun + 1);
    }
    expect(seen).toEqual([[0], [2]]);
    expect(live()).toBe(begun);
  });

  it('give the batches of the synchronous loop where they do not', async () => {
    const dataset = { length: 3, get: (i: number) => tensor([i]) };
    for (const prefetch of [0, 2]) {
      const loader = new DataLoader(dataset, { batchSize: 2, prefetch });
      const seen: unknown[] = [];
      for await (const x of loader) seen.push(x.tolist());
      expect(seen).toEqual([[[0], [1]], [[2]]]);
    }
  });
});

it('a loader with a loop of its own is drawn by it', async () => {
  class Doubled extends DataLoader<Tensor> {
    override *[Symbol.iterator](): Generator<Tensor, void, undefined> {
      for (const batch of super[Symbol.iterator]()) yield scope(() => keep(batch.mul(2)));
    }
  }
  const loader = new Doubled({ length: 2, get: (i) => tensor([i + 1]) });
  const seen: unknown[] = [];
  for await (const batch of loader) {
    seen.push(batch.tolist());
    batch.dispose();
  }
  expect(seen).toEqual([[[2]], [[4]]]);
});

describe('an async iterable dataset', () => {
  const source = (length: number, fail = Infinity) => ({
    returned: 0,
    async *[Symbol.asyncIterator]() {
      try {
        for (let i = 0; i < length; i++) {
          if (i === fail) throw new Error('the line is dead');
          if (i % 3 === 0) await pause();
          yield [tensor([i, i]), i] as const;
        }
      } finally {
        this.returned++;
      }
    },
  });

  it('has its samples freed, batch by batch', async () => {
    const begun = live();
    for (const prefetch of [0, 2]) {
      const held: number[] = [];
      const seen: unknown[] = [];
      for await (const [x, y] of new DataLoader(source(8), { batchSize: 3, prefetch })) {
        await pause(2);
        held.push(live() - begun);
        seen.push([x.shape, y.tolist()]);
      }
      expect(seen).toEqual([
        [
          [3, 2],
          [0, 1, 2],
        ],
        [
          [3, 2],
          [3, 4, 5],
        ],
        [
          [2, 2],
          [6, 7],
        ],
      ]);
      if (prefetch === 0) expect(held).toEqual([2, 2, 2]);
      expect(live()).toBe(begun);
    }
  });

  it('is told when the loop is left, and what was left over is freed', async () => {
    const begun = live();
    for (const options of [{ batchSize: 2 }, { batchSize: 2, prefetch: 1 }]) {
      const samples = source(9);
      for await (const _ of new DataLoader(samples, options)) break;
      expect(samples.returned).toBe(1);
    }
    for await (const [x] of new DataLoader(source(5), { batchSize: 3, dropLast: true })) expect(x.shape).toEqual([3, 2]);
    const failing = async (): Promise<void> => {
      for await (const _ of new DataLoader(source(5, 4), { batchSize: 3 }));
    };
    await expect(failing()).rejects.toThrow('the line is dead');
    await pause(5);
    expect(live()).toBe(begun);
  });

  it('has no length, order or synchronous loop', () => {
    const loader = new DataLoader(source(3));
    expect(() => loader.length).toThrow(/^length: expected a dataset with a length/);
    expect(() => [...loader]).toThrow(/^DataLoader: .* use for await/);
    expect(() => new DataLoader(source(3), { shuffle: true })).toThrow(/shuffle at its source/);
  });
});

describe('collating', () => {
  it.each([
    ['a Set', [new Set([1]), new Set([2])], /got a Set as sample 0/],
    ['a Date', [new Date(0)], /got a Date as sample 0/],
    ['a promise', [Promise.resolve(1)], /got a Promise as sample 0 of the batch; .* for await/],
    ['undefined', [1, undefined], /got undefined as sample 1/],
    ['null', [[1], [null]], /got null as sample 1/],
    ['a bigint', [1n], /got 1n/],
    ['an instance of a class', [new (class Row {})()], /got a Row/],
    ['kinds that differ', [1, 'a'], /expected samples of one kind, got 1 and 'a'/],
    ['an array beside a typed one', [[1], Float32Array.of(1)], /expected samples of one kind/],
  ])('refuses %s', (_, samples, message) => {
    expect(() => defaultCollate(samples)).toThrow(TypeError);
    expect(() => defaultCollate(samples)).toThrow(message);
  });

  it.each([
    ['no samples', [], /expected at least one sample, got none/],
    ['a name that is missing', [{ x: 1 }, { y: 1 }], /expected 'x' in every sample/],
    ['a key that is missing', [new Map([['x', 1]]), new Map([['y', 1]])], /expected 'x' in every sample/],
    ['lengths that differ', [[1], [1, 2]], /expected samples of one length/],
  ])('refuses %s', (_, samples, message) => {
    expect(() => defaultCollate(samples as object[])).toThrow(RangeError);
    expect(() => defaultCollate(samples as object[])).toThrow(message);
  });

  it('refuses a sample that contains itself', () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(() => defaultCollate([cyclic])).toThrow(/^defaultCollate: expected samples of finite depth/);
  });

  it('goes by key through maps and by name through objects', () => {
    scope(() => {
      const sample = (i: number) => new Map<string, unknown>([['x', { at: [i, `n${i}`] }]]);
      const batch = defaultCollate([sample(1), sample(2)]) as unknown as Map<string, { at: [Tensor, string[]] }>;
      const [numbers, names] = batch.get('x')!.at;
      expect([numbers.tolist(), names]).toEqual([
        [1, 2],
        ['n1', 'n2'],
      ]);
    });
  });
});

describe('the stream of the default generator', () => {
  const dataset = { length: 6, get: (i: number) => i };
  const batchOf = ({ value }: IteratorResult<Tensor, unknown>): number[] => (value as Tensor).tolist() as number[];

  it('is drawn from when a pass is opened, as in PyTorch', async () => {
    const loader = new DataLoader(dataset, { batchSize: 2, shuffle: true });
    const expected = [
      [3, 5],
      [4, 2],
      [4, 1],
      [0, 5],
    ];
    manualSeed(1);
    const [a, b] = [loader[Symbol.iterator](), loader[Symbol.iterator]()];
    expect([a, b, a, b].map((pass) => batchOf(pass.next()))).toEqual(expected);
    manualSeed(1);
    const [c, d] = [loader[Symbol.asyncIterator](), loader[Symbol.asyncIterator]()];
    for (const [i, pass] of [c, d, c, d].entries()) expect(batchOf(await pass.next())).toEqual(expected[i]);
    a.return();
    b.return();
    await c.return();
    await d.return();
  });

  it('leaves an asynchronous dataset closed until the first draw', () => {
    const open = vi.fn(async function* () {
      yield 1;
    });
    const pass = new DataLoader({ [Symbol.asyncIterator]: open })[Symbol.asyncIterator]();
    expect(open).not.toHaveBeenCalled();
    void pass.return();
    expect(open).not.toHaveBeenCalled();
  });
});

it('randomSplit of one sample by shares', () => {
  manualSeed(0);
  expect(data.randomSplit({ length: 1, get: (i: number) => i }, [0.5, 0.5]).map(({ indices }) => indices)).toEqual([[0], []]);
});
