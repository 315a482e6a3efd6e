// `predict`: a model's results for tensors and loaders, with what becomes of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { data, nn, predict, type Tensor, tensor } from '../../src/index.ts';
import { start } from '../support/library.ts';

let before = 0;
let model: nn.Sequential;
let x: Tensor;
let y: Tensor;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
  rl.manualSeed(2);
  model = new nn.Sequential(new nn.Linear(4, 3), new nn.Dropout(0.5));
  [x, y] = [rl.randn([10, 4]), rl.randint(0, 3, [10])];
});
afterAll(() => {
  for (const made of [model, x, y]) made.dispose();
  expect(rl.memory().liveBytes).toBe(before);
});

/** The values of a result, which is freed. */
async function valuesOf(result: Promise<Tensor>): Promise<unknown> {
  const t = await result;
  const values = t.tolist();
  t.dispose();
  return values;
}

/** What the model gives by hand, in evaluation mode. */
const byHand = (then: (logits: Tensor) => Tensor = (t) => t): unknown => {
  model.eval();
  const values = rl.scope(() => then(model.forward(x)).tolist());
  model.train();
  return values;
};

describe('predict', () => {
  it.each([1, 3, 10, 256])('gives every row of a tensor, %i at a time, in evaluation mode', async (batchSize) => {
    const got = (await valuesOf(predict(model, x, { batchSize }))) as number[][];
    const want = byHand() as number[][];
    expect(got.map((row) => row.length)).toEqual(want.map((row) => row.length));
    // how products are cut may change their last bits
    got.flat().forEach((v, i) => expect(v).toBeCloseTo(want.flat()[i]!, 5));
    expect(model.modules().every((m) => m.training)).toBe(true);
  });

  it.each([
    ['none', (t: Tensor) => t],
    ['softmax', (t: Tensor) => t.softmax(1)],
    ['logSoftmax', (t: Tensor) => t.logSoftmax(1)],
    ['sigmoid', (t: Tensor) => t.sigmoid()],
    ['argmax', (t: Tensor) => t.argmax(1)],
  ] as const)('gives them through %s', async (activation, then) => {
    expect(await valuesOf(predict(model, x, { activation }))).toEqual(byHand(then));
  });

  it('takes loaders of inputs, with targets or without, and arrays and async batches', async () => {
    const options = { batchSize: 4 };
    const later = {
      async *[Symbol.asyncIterator]() {
        yield x;
      },
    };
    for (const loader of [
      new data.DataLoader(new data.TensorDataset(x), options),
      new data.DataLoader(new data.TensorDataset(x, y), options),
      [x],
      [[x]],
      [[x, y]],
      later,
    ])
      expect(await valuesOf(predict(model, loader as Iterable<Tensor[]>))).toEqual(byHand());
  });

  it('gives a model of several inputs as many as it takes', async () => {
    class Two extends nn.Module {
      forward(a: Tensor, b: Tensor): Tensor {
        return a.add(b);
      }
    }
    const want = rl.scope(() => x.add(x).tolist());
    for (const batch of [
      [x, x],
      [x, x, y],
    ])
      expect(await valuesOf(predict(new Two(), [batch]))).toEqual(want);
  });

  it('gives a tensor of its own that needs no gradient, even where the model gives its input or a parameter', async () => {
    class Given extends nn.Module {
      own = rl.scope(() => new nn.Parameter(rl.ones([2, 2])));
      which: Tensor | null = null;
      forward(input: Tensor): Tensor {
        return this.which === null ? input : this.which.view([2, 2]);
      }
    }
    const given = new Given();
    for (const which of [null, given.own]) {
      given.which = which;
      const result = await predict(given, x);
      const want = (which ?? x).tolist();
      expect([result.tolist(), result.requiresGrad]).toEqual([want, false]);
      result.zero_();
      expect((which ?? x).tolist()).toEqual(want);
      result.dispose();
    }
    given.dispose();
  });

  it('gives no rows for none', async () => {
    const none = rl.zeros([0, 4]);
    const result = await predict(model, none);
    expect(result.shape).toEqual([0, 3]);
    for (const t of [none, result]) t.dispose();
  });

  it('gives the event loop its turns, and stops at the signal', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 20);
    const endless = {
      *[Symbol.iterator]() {
        for (;;) yield x;
      },
    };
    await expect(predict(model, endless, { signal: controller.signal })).rejects.toThrow('enough');
    expect(model.training).toBe(true);
  });

  const scalar = { forward: (): Tensor => rl.tensor(1) };
  it.each([
    ['no model', () => predict({} as never, x), TypeError, /^predict: expected model to be a Module/],
    ['the class of one', () => predict(nn.Linear as never, x), TypeError, /the class Linear; make one/],
    ['no loader', () => predict(model, 3 as never), TypeError, /^predict: expected loader to be a loader of batches, got 3/],
    ['an unknown option', () => predict(model, x, { batchsize: 1 } as never), TypeError, /did you mean 'batchSize'/],
    ['half a row', () => predict(model, x, { batchSize: 0.5 }), RangeError, /^predict: expected batchSize/],
    ['another activation', () => predict(model, x, { activation: 'relu' as never }), RangeError, /^predict: expected activation/],
    ['no signal', () => predict(model, x, { signal: 1 as never }), TypeError, /^predict: expected signal/],
    ['a loader without batches', () => predict(model, []), RangeError, /^predict: expected at least one batch/],
    ['batches of no tensors', () => predict(model, [[3]] as never), TypeError, /^predict: expected batches of tensors/],
    ['batches that are none', () => predict(model, [null] as never), TypeError, /^predict: expected batches, got null/],
  ] as [string, () => Promise<Tensor>, ErrorConstructor, RegExp][])('refuses %s', async (_, run, kind, message) => {
    await expect(run()).rejects.toThrow(kind);
    await expect(run()).rejects.toThrow(message);
  });

  it('refuses results that cannot be joined, and frees what it has', async () => {
    class By extends nn.Module {
      readonly #give: (input: Tensor) => unknown;
      constructor(give: (input: Tensor) => unknown) {
        super();
        this.#give = give;
      }
      forward(input: Tensor): unknown {
        return this.#give(input);
      }
    }
    const run = (give: (input: Tensor) => unknown, options: rl.PredictOptions = {}): Promise<Tensor> =>
      predict(new By(give), x, { batchSize: 5, ...options });
    let calls = 0;
    await expect(run(() => rl.zeros([5, ++calls]))).rejects.toThrow(
      /results of one shape after dim 0, got \[5, 1\] and \[5, 2\]/,
    );
    await expect(run((t) => [t])).rejects.toThrow(/^predict: expected the model to return a tensor, got \[/);
    await expect(run(() => scalar.forward())).rejects.toThrow(/^predict: expected a result for each row, got a scalar/);
    await expect(run((t) => t.sum(1), { activation: 'argmax' })).rejects.toThrow(/results of shape \[N, C, …\] for argmax/);
    const zero = tensor(1);
    await expect(predict(model, zero)).rejects.toThrow(/^predict: expected a tensor with rows, got a scalar/);
    zero.dispose();
    await expect(predict(model, zero)).rejects.toThrow(rl.DisposedError);
  });
});
