// Scalers and encoders: their numbers, their states, what they refuse, and what another runtime makes of them.
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { data, nn, type Tensor } from '../../src/index.ts';
import { toOnnx } from '../../src/onnx/index.ts';
import { leavesNothing, start } from '../support/library.ts';

let before = 0;
beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

/** Runs in a scope, in which modules are freed as well. */
const within = (fn: (own: <M extends nn.Module>(module: M) => M) => void): void => {
  const modules: nn.Module[] = [];
  try {
    leavesNothing(() => {
      try {
        fn((module) => {
          modules.push(module);
          return module;
        });
      } finally {
        for (const module of modules) module.dispose();
      }
    });
  } finally {
    for (const module of modules) module.dispose();
  }
};

/** What an exported model gives. */
async function exported(bytes: Uint8Array, rows: number[][]): Promise<number[]> {
  const session = await ort.InferenceSession.create(bytes);
  const input = new ort.Tensor('float32', Float32Array.from(rows.flat()), [rows.length, rows[0]!.length]);
  const { output } = await session.run({ input });
  await session.release();
  return [...(output!.data as Float32Array)];
}

describe('StandardScaler', () => {
  const rows = [
    [1, 2000, 5, -0.5],
    [2, 2001, 5, 0.25],
    [4, 2002, 5, 7],
  ];

  it('gives mean 0 and deviation 1, and a feature of one value its scale', () =>
    within((own) => {
      const scaler = own(new data.StandardScaler(4));
      expect(scaler.fit(rl.tensor(rows))).toBe(scaler);
      // as scikit-learn's: population statistics, scale 1 for a constant
      const mean = [7 / 3, 2001, 5, 2.25];
      const std = [Math.sqrt(14 / 9), Math.sqrt(2 / 3), 1, Math.sqrt(((0.5 + 2.25) ** 2 + 2 ** 2 + 4.75 ** 2) / 3)];
      expect([...scaler.mean.toTypedArray()]).toEqual(mean.map(Math.fround));
      expect([...scaler.std.toTypedArray()]).toEqual(std.map(Math.fround));
      const y = scaler.forward(rl.tensor(rows));
      const want = rows.map((row) => row.map((value, j) => (value - mean[j]!) / std[j]!));
      for (const [i, value] of [...y.toTypedArray()].entries()) expect(value).toBeCloseTo(want.flat()[i]!, 4);
      for (const [i, value] of [...scaler.inverse(y).toTypedArray()].entries()) expect(value).toBeCloseTo(rows.flat()[i]!, 3);
      expect(`${own(new nn.Sequential(scaler, new data.StandardScaler(3, { dim: 1 })))}`).toBe(
        'Sequential(\n  (0): StandardScaler(4)\n  (1): StandardScaler(3, dim=1)\n)',
      );
    }));

  it('knows a constant feature despite rounding, and a small deviation from a large mean', () =>
    within((own) => {
      const scaler = own(new data.StandardScaler(2));
      const n = 999;
      const values = new Float32Array(2 * n).map((_, i) => (i % 2 ? 16_777_216 + 2 * ((i >> 1) % 2) : 0.1));
      scaler.fit(rl.tensor(values, { shape: [n, 2] }));
      expect(scaler.std.toTypedArray()[0]).toBe(1);
      expect(scaler.std.toTypedArray()[1]).toBeCloseTo(1, 3);
    }));

  it.each([
    [[3, 4], -1],
    [[2, 3, 4], -1],
    [[2, 4, 3], 1],
    [[2, 4, 3], -2],
    [[4, 2, 3], 0],
    [[4], 0],
  ])('takes features of %j in dim %i, of either dtype, with gradients', (shape, dim) =>
    within((own) => {
      const x = rl.randn(shape).mul(3).add(2).requiresGrad_();
      const scaler = own(new data.StandardScaler(4, { dim }));
      const at = dim < 0 ? shape.length + dim : dim;
      const others = shape.map((_, d) => d).filter((d) => d !== at);
      scaler.fit(x);
      const [whole, mean] = [x.detach().to('int32'), others.length === 0 ? x.detach() : x.detach().mean(others)];
      for (const [i, value] of [...scaler.mean.toTypedArray()].entries()) expect(value).toBeCloseTo(mean.toTypedArray()[i]!, 5);
      const y = scaler.forward(x);
      expect(y.shape).toEqual(shape);
      y.sum().backward();
      expect(x.grad!.shape).toEqual(shape);
      if (others.length > 0) {
        for (const value of y.detach().mean(others).toTypedArray()) expect(value).toBeCloseTo(0, 5);
        const squares = y.detach().square().mean(others).toTypedArray();
        for (const value of squares) expect(value).toBeCloseTo(1, 5);
      }
      expect(scaler.forward(whole).tolist()).toEqual(scaler.forward(whole.to('float32')).tolist());
      x.grad = null;
    }),
  );

  it('is saved, loaded and exported with its model', async () => {
    const scaler = new data.StandardScaler(4);
    const model = new nn.Sequential(scaler, new nn.Linear(4, 2));
    const other = new nn.Sequential(new data.StandardScaler(4), new nn.Linear(4, 2));
    const x = rl.tensor(rows);
    scaler.fit(x);
    expect(Object.keys(model.stateDict())).toEqual(['0.mean', '0.std', '1.weight', '1.bias']);
    rl.scope(() => void other.loadStateDict(rl.loadSafetensors(rl.saveSafetensors(model.stateDict())).tensors as nn.StateDict));
    const [want, got] = rl.scope(() => [model.forward(x).tolist(), other.forward(x).tolist()]);
    expect(got).toEqual(want);
    const values = await exported(toOnnx(other, x), [...rows, ...rows]);
    const flat = (want as number[][]).flat();
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(flat[i % flat.length]!, 4);
    for (const made of [model, other, x]) made.dispose();
  });

  it('refuses what it cannot use, and stays as it was', () =>
    within((own) => {
      const scaler = own(new data.StandardScaler(2));
      const x = rl.tensor([
        [1, 2],
        [3, 5],
      ]);
      expect(() => scaler.forward(x)).toThrow(/^forward: expected a scaler with statistics, got one without; call fit\(x\)/);
      expect(() => scaler.inverse(x)).toThrow(RangeError);
      scaler.fit(x);
      const was = scaler.mean.tolist();
      for (const [bad, message] of [
        [rl.ones([2, 3]), /^fit: expected 2 features in dim -1, got shape \[2, 3\]/],
        [rl.tensor(1), /^fit: expected 2 features/],
        [rl.ones([0, 2]), /^fit: expected at least one sample/],
        [rl.tensor([[1, NaN]]), /^fit: expected finite values, got NaN in feature 1; fill in/],
        [rl.tensor([[Infinity, 1]]), /^fit: expected finite values, got Infinity in feature 0/],
      ] as const) {
        expect(() => scaler.fit(bad)).toThrow(message);
        expect(() => scaler.fit(bad)).toThrow(RangeError);
      }
      expect(() => scaler.forward(rl.ones([2, 3]))).toThrow(/^forward: expected 2 features/);
      expect(() => scaler.fit([1, 2] as never)).toThrow(TypeError);
      expect(scaler.mean.tolist()).toEqual(was);
      expect(() => new data.StandardScaler(0)).toThrow(/^StandardScaler: expected numFeatures at least 1, got 0/);
      expect(() => new data.StandardScaler(2, { dims: 1 } as never)).toThrow(/did you mean 'dim'/);
    }));
});

describe('OneHotEncoder', () => {
  const rows = [
    [3, 0.5],
    [-1, 0],
    [7, 0.5],
    [3, 0],
  ];
  const want = [
    [0, 1, 0, 0, 1],
    [1, 0, 0, 1, 0],
    [0, 0, 1, 0, 1],
    [0, 1, 0, 1, 0],
  ];

  it('finds the categories, or is given them', () =>
    within((own) => {
      const found = own(new data.OneHotEncoder([3, 2]));
      expect(found.fit(rl.tensor(rows))).toBe(found);
      expect([...found.categories.toTypedArray()]).toEqual([-1, 3, 7, 0, 0.5]);
      const given = own(new data.OneHotEncoder([[-1, 3, 7], [0, 0.5]])); // biome-ignore format: as columns
      const mixed = own(new data.OneHotEncoder([3, [0, 0.5]])).fit(rl.tensor(rows));
      for (const encoder of [found, given, mixed, given.fit(rl.tensor(rows))]) {
        expect(encoder.forward(rl.tensor(rows)).tolist()).toEqual(want);
        expect(encoder.sizes).toEqual([3, 2]);
      }
      expect(`${found}`).toBe("OneHotEncoder([3, 2], handle_unknown='error')");
      const whole = own(new data.OneHotEncoder([[0, 1, 2]]));
      const codes = rl.tensor([[2], [0]], { dtype: 'int32' });
      expect(whole.forward(codes).tolist()).toEqual([
        [0, 0, 1],
        [1, 0, 0],
      ]);
      expect(whole.forward(rl.ones([0, 1])).shape).toEqual([0, 3]);
    }));

  it('refuses unknown values, or gives zeros', () =>
    within((own) => {
      const strict = own(
        new data.OneHotEncoder([
          [0, 1],
          [0, 5],
        ]),
      );
      const loose = own(
        new data.OneHotEncoder(
          [
            [0, 1],
            [0, 5],
          ],
          { handleUnknown: 'ignore' },
        ),
      );
      const x = rl.tensor([
        [1, 5],
        [0, 4.999],
      ]);
      expect(() => strict.forward(x)).toThrow(
        /^forward: expected one of \[0, 5\] in column 1, got 4\.99\d+ at index \[1, 1\]; see handleUnknown: 'ignore'/,
      );
      expect(loose.forward(x).tolist()).toEqual([
        [0, 1, 0, 1],
        [1, 0, 0, 0],
      ]);
      for (const odd of [0.5, 1e-45, -1e-45, Infinity, -Infinity, 3e38])
        expect(loose.forward(rl.tensor([[odd, 5]])).tolist()).toEqual([[0, 0, 0, 1]]);
      expect(() => strict.forward(rl.tensor([[NaN, 5]]))).toThrow(/got NaN at index \[0, 0\]/);
      expect(() => strict.fit(x)).toThrow(/^fit: expected categories \[0, 5\] in column 1, got 4\.99/);
      expect(loose.fit(x).categories.tolist()).toEqual([0, 1, 0, 5]);
    }));

  it('is saved, loaded and exported with its model', async () => {
    class Mixed extends nn.Module {
      scaler = new data.StandardScaler(1);
      encoder = new data.OneHotEncoder([3, 2]);
      head = new nn.Linear(6, 2);
      forward(x: Tensor): Tensor {
        const numbers = this.scaler.forward(x.narrow(1, 0, 1));
        return this.head.forward(rl.cat([numbers, this.encoder.forward(x.narrow(1, 1, 2))], 1));
      }
    }
    const table = rows.map((row, i) => [i, ...row]);
    const x = rl.tensor(table);
    const [model, other] = [new Mixed(), new Mixed()];
    rl.scope(() => {
      model.scaler.fit(x.narrow(1, 0, 1));
      model.encoder.fit(x.narrow(1, 1, 2));
      other.loadStateDict(rl.loadSafetensors(rl.saveSafetensors(model.stateDict())).tensors as nn.StateDict);
    });
    const [mine, theirs] = rl.scope(() => [model.forward(x).tolist(), other.forward(x).tolist()]);
    expect(theirs).toEqual(mine);
    const values = await exported(toOnnx(other, x), table);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo((mine as number[][]).flat()[i]!, 5);
    // unknown values give zeros there
    const zeros = await exported(
      rl.scope(() => toOnnx(other.encoder, rl.tensor(rows))),
      [[3, 9]],
    );
    expect(zeros).toEqual([0, 1, 0, 0, 0]);
    for (const made of [model, other, x]) made.dispose();
  });

  it('refuses what it cannot use, and stays as it was', () =>
    within((own) => {
      const encoder = own(new data.OneHotEncoder([2, 2]));
      const x = rl.tensor([
        [0, 1],
        [1, 2],
      ]);
      expect(() => encoder.forward(x)).toThrow(
        /^forward: expected an encoder with categories, got one without in column 0; call fit/,
      );
      encoder.fit(x);
      const fresh = own(new data.OneHotEncoder([2, 2]));
      for (const [bad, message] of [
        [rl.ones([2, 3]), /^fit: expected shape \[N, 2\], got \[2, 3\]/],
        [rl.ones([2]), /^fit: expected shape \[N, 2\]/],
        [rl.ones([3, 2]), /^fit: expected 2 categories in column 0, got 1: \[1\]; make the encoder for as many, or list them/],
        [rl.tensor([[0, 1], [1, NaN]]), /^fit: expected finite values, got NaN in column 1; give what is missing a category/], // biome-ignore format: one row
      ] as const) {
        expect(() => fresh.fit(bad)).toThrow(message);
        expect(() => fresh.fit(bad)).toThrow(RangeError);
      }
      expect(fresh.categories.tolist()).toEqual([NaN, NaN, NaN, NaN]);
      expect(() => encoder.forward([[1]] as never)).toThrow(TypeError);
    }));

  it.each([
    [() => new data.OneHotEncoder(3 as never), TypeError, /^OneHotEncoder: expected columns to be an array/],
    [() => new data.OneHotEncoder([]), RangeError, /at least one column/],
    [() => new data.OneHotEncoder([0]), RangeError, /^OneHotEncoder: expected columns\[0\] at least 1, got 0/],
    [
      () => new data.OneHotEncoder([2, ['a']] as never),
      TypeError,
      /^OneHotEncoder: expected columns\[1\] to be a number, got 'a'/,
    ],
    [() => new data.OneHotEncoder([[0, 0.1]]), RangeError, /finite and exact in float32, got 0.1/],
    [() => new data.OneHotEncoder([[1, 0]]), RangeError, /in ascending order, got \[1, 0\]/],
    [() => new data.OneHotEncoder([[]]), RangeError, /in ascending order, got \[\]/],
    [
      () => new data.OneHotEncoder([2], { handleUnknown: 'zero' as never }),
      RangeError,
      /handleUnknown to be one of 'error', 'ignore'/,
    ],
  ])('is refused of other columns: %#', (attempt, kind, message) => {
    expect(attempt).toThrow(kind);
    expect(attempt).toThrow(message);
  });
});
