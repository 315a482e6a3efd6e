// How a step comes about: accumulated, by a step of one's own, with weights, blended, averaged.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { evaluate, F, type FitOptions, fit, nn, optim, type Tensor, tensor } from '../../src/index.ts';
import { start } from '../support/library.ts';

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

interface Job {
  model: nn.Linear;
  optimizer: optim.SGD;
  x: Tensor;
  y: Tensor;
  /** Batches of the given sizes, freed with the job. */
  cut(...sizes: number[]): Tensor[][];
}

const ROWS = 7;

async function withJob(check: (job: Job) => unknown): Promise<void> {
  rl.manualSeed(5);
  const [x, y] = [rl.randn([ROWS, 4]), tensor(Int32Array.from([0, 2, -100, 1, 0, 2, -100]))];
  const model = new nn.Linear(4, 3);
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.5, momentum: 0.9 });
  const made: { dispose(): void }[] = [x, y, model, optimizer];
  const cut = (...sizes: number[]): Tensor[][] => {
    let at = 0;
    return sizes.map((size) => {
      const batch = [x.narrow(0, at, size), y.narrow(0, at, size)];
      made.push(...batch);
      at += size;
      return batch;
    });
  };
  try {
    await check({ model, optimizer, x, y, cut });
  } finally {
    for (const each of made) each.dispose();
  }
}

const valuesOf = (model: nn.Module): number[] => model.parameters().flatMap((p) => [...p.toTypedArray()]);

function expectClose(got: readonly number[], want: readonly number[], digits = 5): void {
  expect(got).toHaveLength(want.length);
  got.forEach((v, i) => expect(v).toBeCloseTo(want[i]!, digits));
}

/** The parameters and history after a fit of a fresh job. */
async function fitted(
  sizes: number[],
  options: Partial<FitOptions<Tensor>>,
): Promise<{ values: number[]; history: rl.History; steps: number }> {
  let result: { values: number[]; history: rl.History; steps: number } | undefined;
  await withJob(async ({ model, optimizer, cut }) => {
    let steps = 0;
    const step = optimizer.step.bind(optimizer);
    optimizer.step = (() => {
      steps++;
      step();
    }) as typeof optimizer.step;
    const history = await fit(model, cut(...sizes), { epochs: 2, optimizer, criterion: new nn.CrossEntropyLoss(), ...options });
    result = { values: valuesOf(model), history, steps };
  });
  return result!;
}

describe('accumulate', () => {
  it.each([
    [[2, 2, 3], 3],
    [[1, 1, 1, 1, 1, 1, 1], 7],
    [[2, 5], 5],
    [[3, 4], 2],
  ])('makes one step of the batches of %j, as if they were one', async (sizes, accumulate) => {
    const [parts, whole] = [await fitted(sizes, { accumulate }), await fitted([ROWS], {})];
    expectClose(parts.values, whole.values);
    expectClose(parts.history.loss, whole.history.loss);
    expect([parts.steps, whole.steps]).toEqual([2, 2]);
  });

  it('takes the weights of classes and sums for what they are', async () => {
    for (const reduction of ['mean', 'sum'] as const) {
      const weight = tensor([0.5, 3, 1]);
      const criterion = new nn.CrossEntropyLoss({ weight, reduction });
      const parts = await fitted([2, 2, 3], { accumulate: 3, criterion });
      expectClose(parts.values, (await fitted([ROWS], { criterion })).values);
      criterion.dispose();
      weight.dispose();
    }
  });

  it('steps at the end of an epoch with what there is, and schedules by the step', async () => {
    await withJob(async ({ model, optimizer, cut }) => {
      const scheduler = new optim.lrScheduler.ExponentialLR(optimizer, { gamma: 0.5 });
      const rates: number[] = [];
      const onBatch = (): unknown => rates.push(optimizer.paramGroups[0]!.lr);
      const options = { optimizer, criterion: F.crossEntropy, scheduler, schedulerStep: 'batch' as const, onBatch };
      await fit(model, cut(2, 2, 3), { epochs: 2, accumulate: 2, ...options });
      expect(rates).toEqual([0.5, 0.25, 0.25, 0.125, 0.0625, 0.0625]);
      expect(optimizer.paramGroups[0]!.lr).toBe(0.03125);
    });
    const [parts, whole] = [await fitted([2, 2, 3], { accumulate: 2 }), await fitted([4, 3], {})];
    expectClose(parts.values, whole.values);
  });
});

describe('a step of one’s own', () => {
  it('is the usual one if it does the same, to the bit', async () => {
    const usual = await fitted([2, 2, 3], { metrics: { accuracy: rl.metrics.accuracy } });
    await withJob(async ({ model, optimizer, cut }) => {
      const places: number[][] = [];
      const batches = cut(2, 2, 3).map(([x, y]) => ({ x: x!, y: y! }));
      const history = await fit(model, batches, {
        epochs: 2,
        optimizer,
        metrics: { accuracy: rl.metrics.accuracy },
        step: ({ x, y }, { model, epoch, batch }) => {
          places.push([epoch, batch]);
          const output = model.forward(x);
          return { loss: F.crossEntropy(output, y), output, target: y };
        },
      });
      expect(valuesOf(model)).toEqual(usual.values);
      expect({ ...history, epochs: [] }).toEqual({ ...usual.history, epochs: [] });
      expect(places).toEqual([0, 1].flatMap((epoch) => [0, 1, 2].map((batch) => [epoch, batch])));
    });
  });

  it('may give the loss alone, is told the criterion, and validates in evaluation mode', async () => {
    await withJob(async ({ model, optimizer, cut }) => {
      const criterion = new nn.CrossEntropyLoss();
      const modes: boolean[] = [];
      const history = await fit(model, cut(3, 4), {
        epochs: 1,
        optimizer,
        criterion,
        validation: cut(7),
        step: ([x, y], parts) => {
          modes.push(parts.model.training);
          return (parts.criterion as typeof criterion).forward(model.forward(x!), y!);
        },
      });
      expect(modes).toEqual([true, true, false]);
      expect(history.valLoss[0]).toBe((await evaluate(model, cut(7), { criterion })).loss);
    });
  });

  it('says what its loss counts, where it must', async () => {
    await withJob(async ({ model, optimizer, cut }) => {
      const losses = [3, 5];
      const step = ([x]: readonly Tensor[]) => ({
        loss: model.forward(x!).sum().mul(0).add(losses.shift()!),
        count: losses.length,
      });
      const history = await fit(model, cut(3, 4), { epochs: 1, optimizer, step });
      expect(history.loss).toEqual([3]);
    });
  });

  it.each([
    [() => 3, TypeError, /^fit: expected step to return a tensor or \{ loss, output \}, got 3/],
    [() => null, TypeError, /^fit: expected step to return a tensor/],
    [async () => 3, TypeError, /^fit: expected step to return a loss, got a promise/],
    [([x]: Tensor[]) => x!, RangeError, /^fit: expected step to return one number, got shape \[7, 4\]/],
    [([x]: Tensor[]) => ({ los: x! }), TypeError, /^fit: expected step to return a tensor/],
    [([x]: Tensor[]) => ({ loss: x!.sum(), outputs: x! }), TypeError, /did you mean 'output'/],
    [([x]: Tensor[]) => ({ loss: x!.sum(), target: 3 }), TypeError, /^fit: expected step to return a target tensor, got 3/],
    [([x]: Tensor[]) => ({ loss: x!.sum(), count: -1 }), RangeError, /count of the step/],
    ['forward', TypeError, /^fit: expected step to be a function, got 'forward'/],
  ])('is refused where it gives no loss: %#', async (step, kind, message) => {
    await withJob(async ({ model, optimizer, cut }) => {
      const run = fit(model, cut(7), { epochs: 1, optimizer, step: step as never });
      await expect(run).rejects.toThrow(kind);
      await expect(run).rejects.toThrow(message);
    });
  });

  it('without an output has no metrics, and without a step there is a criterion', async () => {
    await withJob(async ({ model, optimizer, cut }) => {
      const step = ([x, y]: readonly Tensor[]): Tensor => F.crossEntropy(model.forward(x!), y!);
      await expect(fit(model, cut(7), { epochs: 1, optimizer, step, metrics: { m: () => 1 } })).rejects.toThrow(
        /^fit: expected step to return an output and a target for the metrics/,
      );
      await expect(fit(model, cut(7), { epochs: 1, optimizer })).rejects.toThrow(/^fit: expected criterion to be/);
      await expect(fit(model, cut(7), { epochs: 1, optimizer, step, mixup: 1 })).rejects.toThrow(
        /expected step or mixup, got both/,
      );
    });
  });
});

describe('sampleWeight', () => {
  const WEIGHTS = [1, 0, 5, 2, 0.5, 3, 1];
  const weighted = (batches: Tensor[][], made: Tensor[]): Tensor[][] => {
    let at = 0;
    return batches.map(([x, y]) => {
      const n = x!.shape[0]!;
      const w = tensor(WEIGHTS.slice(at, (at += n)));
      made.push(w);
      return [x!, y!, w];
    });
  };

  it('weighs each sample in the loss and in its gradient', async () => {
    const made: Tensor[] = [];
    const classes = tensor([1, 2, 0.5]);
    for (const options of [{}, { weight: classes }]) {
      let want: number[] = [];
      let loss = 0;
      await withJob(async ({ model, optimizer, x, y }) => {
        rl.scope(() => {
          const losses = F.crossEntropy(model.forward(x), y, { ...options, reduction: 'none' });
          const parts = [...y.toTypedArray()].map((t, i) =>
            t < 0 ? 0 : WEIGHTS[i]! * ('weight' in options ? [1, 2, 0.5][t]! : 1),
          );
          const mean = losses
            .mul(tensor(WEIGHTS))
            .sum()
            .div(parts.reduce((a, b) => a + b));
          loss = mean.item();
          mean.backward();
          optimizer.step();
        });
        want = valuesOf(model);
      });
      await withJob(async ({ model, optimizer, cut }) => {
        const criterion = new nn.CrossEntropyLoss({ ...options, reduction: 'none' });
        const common = { criterion, sampleWeight: true };
        const measured = await evaluate(model, weighted(cut(2, 5), made), common);
        expect(measured.loss).toBeCloseTo(loss, 5);
        const history = await fit(model, weighted(cut(7), made), { epochs: 1, optimizer, ...common });
        expect(history.loss[0]).toBeCloseTo(loss, 5);
        expectClose(valuesOf(model), want);
      });
    }
    for (const t of [...made, classes]) t.dispose();
  });

  it('of ones is no weight', async () => {
    const plain = await fitted([3, 4], {});
    await withJob(async ({ model, optimizer, cut }) => {
      const ones = [rl.ones([3]), rl.ones([4])];
      const batches = cut(3, 4).map((batch, i) => [...batch, ones[i]!]);
      const criterion = (o: Tensor, t: Tensor): Tensor => F.crossEntropy(o, t, { reduction: 'none' });
      await fit(model, batches, { epochs: 2, optimizer, criterion, sampleWeight: true });
      expectClose(valuesOf(model), plain.values);
      for (const t of ones) t.dispose();
    });
  });

  it('is refused where it does not fit', async () => {
    await withJob(async ({ model, optimizer, cut }) => {
      const made: Tensor[] = [];
      const each = (o: Tensor, t: Tensor): Tensor => F.crossEntropy(o, t, { reduction: 'none' });
      const run = (batches: Tensor[][], criterion: rl.Criterion<Tensor>, sampleWeight: unknown = true) =>
        fit(model, batches, { epochs: 1, optimizer, criterion, sampleWeight: sampleWeight as boolean });
      const whole = weighted(cut(7), made);
      const bad = [tensor([1]), tensor([1, 1, 1, 1, 1, 1, -1]), tensor(new Int32Array(7))];
      const [few, negative, whole32] = bad.map((w) => [[...whole[0]!.slice(0, 2), w]]);
      await expect(run(whole, new nn.CrossEntropyLoss())).rejects.toThrow(/^fit: expected a criterion of reduction 'none'/);
      await expect(run(whole, F.crossEntropy)).rejects.toThrow(/a loss for each sample beside sampleWeight/);
      await expect(run(cut(7), each)).rejects.toThrow(/^fit: expected batches of tensors such as \[inputs, target, weight\]/);
      await expect(run(few!, each)).rejects.toThrow(/sample weights of shape \[7\] float32, got \[1\] float32/);
      await expect(run(negative!, each)).rejects.toThrow(/sample weights in \[0, /);
      await expect(run(whole32!, each)).rejects.toThrow(/sample weights of shape \[7\] float32, got \[7\] int32/);
      await expect(run(whole, each, 'yes')).rejects.toThrow(/sampleWeight to be true or false/);
      for (const t of [...made, ...bad]) t.dispose();
    });
  });
});

describe('mixup', () => {
  it('blends samples and their losses by one share, at least a half, in another order', async () => {
    rl.manualSeed(5);
    const rows = Array.from({ length: ROWS }, (_, i) => Array.from({ length: ROWS }, (_, j) => (i === j ? 1 : 0)));
    const [x, y] = [tensor(rows), tensor(Int32Array.from([0, 2, 1, 1, 0, 2, 0]))];
    const model = new nn.Linear(ROWS, 3);
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
    const seen: number[][][] = [];
    class Watched extends nn.Module {
      inner = model;
      forward(input: Tensor): Tensor {
        seen.push(input.tolist() as number[][]);
        return this.inner.forward(input);
      }
    }
    const calls: { target: number[]; loss: number }[] = [];
    const criterion = (output: Tensor, target: Tensor): Tensor => {
      const loss = F.crossEntropy(output, target);
      calls.push({ target: [...target.toTypedArray()], loss: loss.item() });
      return loss;
    };
    const history = await fit(new Watched(), [[x, y]], { epochs: 6, optimizer, criterion, mixup: 0.4, validation: [[x, y]] });
    const targets = [...y.toTypedArray()];
    for (let epoch = 0; epoch < 6; epoch++) {
      const [own, other] = calls.slice(epoch * 3, epoch * 3 + 2) as [(typeof calls)[0], (typeof calls)[0]];
      const blended = seen[epoch * 2]!;
      const order = blended.map((row, i) => {
        const j = row.findIndex((v, at) => at !== i && v !== 0);
        return j < 0 ? i : j;
      });
      const share = Math.min(...blended.map((row, i) => row[i]!));
      expect(share).toBeGreaterThanOrEqual(0.5);
      expect([...order].sort()).toEqual(rows.map((_, i) => i));
      blended.forEach((row, i) => {
        expectClose(
          row,
          rows[i]!.map((v, at) => v * share + rows[order[i]!]![at]! * (1 - share)),
        );
      });
      expect(own.target).toEqual(targets);
      expect(other.target).toEqual(order.map((i) => targets[i]));
      expect(history.loss[epoch]).toBeCloseTo(share * own.loss + (1 - share) * other.loss, 5);
    }
    expect(new Set(seen.map((input) => input[0]![0])).size).toBeGreaterThan(5);
    expect(seen.filter((_, i) => i % 2 === 1)).toEqual(Array(6).fill(rows));
    for (const made of [x, y, model, optimizer]) made.dispose();
  });

  it('draws the shares of Beta(α, α)', async () => {
    const { blend } = await import('../../src/fit/mixup.ts');
    rl.manualSeed(1);
    for (const alpha of [0.2, 1, 4]) {
      const shares = Array.from({ length: 4000 }, () =>
        rl.scope(() => {
          const { share } = blend('fit', [rl.zeros([1, 1])], alpha);
          return share;
        }),
      );
      // |2λ − 1| has the second moment 1/(2α + 1)
      const moment = shares.reduce((sum, s) => sum + (2 * s - 1) ** 2, 0) / shares.length;
      expect(moment).toBeCloseTo(1 / (2 * alpha + 1), 1);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('is of floats, and of a number above 0', async () => {
    await withJob(async ({ model, optimizer, y, cut }) => {
      const run = (mixup: number, batches = cut(7)) =>
        fit(model, batches, { epochs: 1, optimizer, criterion: F.crossEntropy, mixup });
      await expect(run(0)).rejects.toThrow(/^fit: expected mixup/);
      await expect(run(NaN)).rejects.toThrow(/^fit: expected mixup/);
      await expect(run(1, [[y, y]])).rejects.toThrow(/^fit: expected inputs for mixup of dtype float32, got int32/);
    });
  });
});

describe('ema', () => {
  it('is the average of the parameters after each step: what validates, what is best, what stays', async () => {
    const decay = 0.5;
    const averages: number[][] = [];
    await withJob(async ({ model, optimizer, cut }) => {
      let average = valuesOf(model);
      const own: number[][] = [];
      for (let epoch = 0; epoch < 3; epoch++) {
        for (const [x, y] of cut(3, 4)) {
          rl.scope(() => {
            optimizer.zeroGrad();
            F.crossEntropy(model.forward(x!), y!).backward();
            optimizer.step();
          });
          average = average.map((a, i) => decay * a + (1 - decay) * valuesOf(model)[i]!);
        }
        averages.push(average);
        own.push(valuesOf(model));
      }
    });
    await withJob(async ({ model, optimizer, cut }) => {
      const measured: number[][] = [];
      const trained: number[][] = [];
      const criterion = (output: Tensor, target: Tensor): Tensor => {
        if (!model.training) measured.push(valuesOf(model));
        return F.crossEntropy(output, target);
      };
      const onEpoch = (): unknown => trained.push(valuesOf(model));
      const options = { optimizer, criterion, validation: cut(7), ema: decay, onEpoch };
      await fit(model, cut(3, 4), { epochs: 3, ...options });
      measured.forEach((values, i) => expectClose(values, averages[i]!));
      expect(measured).toHaveLength(3);
      expectClose(valuesOf(model), averages[2]!);
      expect(trained[2]).not.toEqual(valuesOf(model));
    });
    await withJob(async ({ model, optimizer, cut }) => {
      const score = [1, 3, 2];
      const metrics = { score: (): number => (model.training ? 0 : score.shift()!) };
      const options = { optimizer, criterion: F.crossEntropy, validation: cut(7), ema: decay, metrics, monitor: 'valScore' };
      await fit(model, cut(3, 4), { epochs: 3, ...options, earlyStopping: { restoreBest: true } });
      expectClose(valuesOf(model), averages[1]!);
    });
  });

  it('leaves the parameters as they are when it is stopped', async () => {
    await withJob(async ({ model, optimizer, cut }) => {
      let last: number[] = [];
      const onBatch = (): boolean => {
        last = valuesOf(model);
        return false;
      };
      await fit(model, cut(7), { epochs: 1, optimizer, criterion: F.crossEntropy, ema: 0.9, onBatch });
      expect(valuesOf(model)).toEqual(last);
    });
  });

  it.each([1, -0.1, NaN, '0.9'])('of %s is refused', async (ema) => {
    await withJob(async ({ model, optimizer, cut }) => {
      const run = fit(model, cut(7), { epochs: 1, optimizer, criterion: F.crossEntropy, ema: ema as number });
      await expect(run).rejects.toThrow(/^fit: expected ema/);
    });
  });
});
