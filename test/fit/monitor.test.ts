// The figure that decides, histories through JSON, and gradients that are not finite.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { F, fit, type History, nn, optim, type Tensor, tensor } from '../../src/index.ts';
import { start } from '../support/library.ts';

const { ReduceLROnPlateau, StepLR } = optim.lrScheduler;

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

interface Job {
  model: nn.Linear;
  optimizer: optim.SGD;
  batches: Tensor[][];
}

async function withJob(check: (job: Job) => Promise<void>): Promise<void> {
  rl.manualSeed(3);
  const batches = [[tensor([[1, 0]]), tensor(Int32Array.of(0))]];
  const model = new nn.Linear(2, 2);
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.5 });
  try {
    await check({ model, optimizer, batches });
  } finally {
    for (const made of [model, optimizer, ...batches.flat()]) made.dispose();
  }
}

/** A metric that takes the given values one after another. */
const script = (values: readonly number[]) => {
  let i = 0;
  return () => values[i++]!;
};

const criterion = F.crossEntropy;

describe('a plateau schedule', () => {
  it.each([
    { mode: 'max', monitor: 'score', scores: [1, 2, 3, 3, 4], lr: 0.05 },
    { mode: 'max', monitor: 'score', scores: [1, 2, 3, 4, 5], lr: 0.5 },
    { mode: 'min', monitor: 'score', monitorMode: 'min', scores: [5, 4, 4, 3, 3], lr: 0.005 },
    { mode: 'min', monitor: 'loss', scores: [1, 1, 1, 1, 1], lr: 0.5 },
  ] as const)('of mode $mode goes by $monitor: $scores', async ({ mode, scores, lr, ...watched }) => {
    await withJob(async ({ model, optimizer, batches }) => {
      const scheduler = new ReduceLROnPlateau(optimizer, { mode, patience: 0 });
      const metrics = { score: script(scores) };
      await fit(model, batches, { epochs: 5, optimizer, criterion, scheduler, metrics, ...watched });
      expect(optimizer.paramGroups[0]!.lr).toBeCloseTo(lr, 12);
    });
  });

  it.each([
    [{ mode: 'max' }, {}, /^fit: expected a monitor for a ReduceLROnPlateau of mode 'max', got none/],
    [{ mode: 'min' }, { monitor: 'score' }, /^fit: expected a scheduler of mode 'max' for monitor 'score', got a .* 'min'/],
    [{ mode: 'max' }, { monitor: 'loss' }, /^fit: expected a scheduler of mode 'min' for monitor 'loss'/],
    [{ mode: 'max' }, { monitor: 'score', schedulerStep: 'batch' }, /^fit: expected schedulerStep 'epoch'/],
  ] as const)('of %o beside %o is refused', async (options, given, message) => {
    await withJob(async ({ model, optimizer, batches }) => {
      const scheduler = new ReduceLROnPlateau(optimizer, options);
      const run = () =>
        fit(model, batches, { epochs: 1, optimizer, criterion, scheduler, metrics: { score: () => 1 }, ...given });
      await expect(run).rejects.toThrow(RangeError);
      await expect(run).rejects.toThrow(message);
    });
  });
});

describe('a monitor', () => {
  it('names the best epoch, with early stopping or without', async () => {
    await withJob(async ({ model, optimizer, batches }) => {
      const run = (options: object) =>
        fit(model, batches, { epochs: 5, optimizer, criterion, metrics: { score: script([1, 4, 2, 3, 0]) }, ...options });
      expect((await run({ monitor: 'score' })).bestEpoch).toBe(1);
      expect((await run({ monitor: 'score', monitorMode: 'min' })).bestEpoch).toBe(4);
      expect((await run({})).bestEpoch).toBeNull();
      const stopping = await run({ monitor: 'score', earlyStopping: { patience: 1 } });
      expect(stopping).toMatchObject({ stopped: 'earlyStopping', bestEpoch: 1 });
      const other = await run({ monitor: 'loss', earlyStopping: { patience: 2, monitor: 'score', mode: 'min' } });
      expect(other).toMatchObject({ stopped: 'earlyStopping', bestEpoch: 0 });
    });
  });

  it('that nothing measures is refused', async () => {
    await withJob(async ({ model, optimizer, batches }) => {
      const run = (options: object) => fit(model, batches, { epochs: 1, optimizer, criterion, ...options });
      await expect(run({ monitor: 'valLoss' })).rejects.toThrow(/^fit: expected monitor to be one of 'loss', got 'valLoss'/);
      await expect(run({ monitorMode: 'up' })).rejects.toThrow(/^fit: expected monitorMode to be one of 'min', 'max'/);
      await expect(run({ earlyStopping: { restoreBest: 'yes' } })).rejects.toThrow(
        /^fit: expected earlyStopping.restoreBest to be true or false/,
      );
    });
  });
});

describe('a history', () => {
  const epoch = (i: number, loss: number, acc: number) => ({
    ...{ epoch: i, batches: 1, samples: 1, loss, valLoss: loss, metrics: { acc }, valMetrics: { acc } },
    ...{ lr: [0.5], seconds: 0 },
  });
  const through = (history: Pick<History, 'epochs'>): Pick<History, 'epochs'> => JSON.parse(JSON.stringify(history));

  it.each([
    ['NaN', NaN, NaN],
    ['infinity', Infinity, NaN],
    ['rises without end', -Infinity, NaN],
  ])('goes on from JSON as from itself: %s', async (_, loss, acc) => {
    const given = { epochs: [epoch(0, 2, 0.5), epoch(1, loss, acc)] };
    const ends: History[] = [];
    for (const history of [given, through(given)]) {
      await withJob(async ({ model, optimizer, batches }) => {
        const metrics = { acc: () => 0.25 };
        const options = { optimizer, criterion, metrics, validation: batches, history, monitor: 'valAcc' };
        const end = await fit(model, batches, { epochs: 6, ...options, earlyStopping: { patience: 3 } });
        for (const report of end.epochs) report.seconds = 0;
        ends.push(end);
      });
    }
    const [direct, json] = ends as [History, History];
    expect({ ...json, epochs: [], loss: [], valLoss: [] }).toEqual({ ...direct, epochs: [], loss: [], valLoss: [] });
    expect(direct).toMatchObject({ stopped: 'earlyStopping', bestEpoch: 0 });
    expect(json.loss[1]).toBeNaN();
    expect(json.epochs.slice(2)).toEqual(direct.epochs.slice(2));
  });

  it('is refused unless it is one', async () => {
    await withJob(async ({ model, optimizer, batches }) => {
      const run = (history: unknown) => fit(model, batches, { epochs: 1, optimizer, criterion, history: history as History });
      await expect(run({ epochs: [3] })).rejects.toThrow(/^fit: expected epochs in the history, got 3/);
      await expect(run({ epochs: [{ ...epoch(0, 1, 1), loss: '2' }] })).rejects.toThrow(
        /^fit: expected loss in the history .* got '2'/,
      );
      await expect(run({ epochs: [{ ...epoch(0, 1, 1), metrics: null }] })).rejects.toThrow(
        /^fit: expected metrics in the history/,
      );
      await expect(run({ epochs: [{ ...epoch(0, 1, 1), valMetrics: { acc: true } }] })).rejects.toThrow(/valMetrics 'acc'/);
      await expect(run([])).rejects.toThrow(/^fit: expected history to be what fit returned/);
    });
  });
});

describe('a gradient that is not finite', () => {
  /** Its second parameter gets the gradient 0 · ∞ of a root at 0, beside a finite loss, where the input is above 1. */
  class Root extends nn.Module {
    fc = new nn.Linear(1, 2);
    inner = new nn.Sequential(new nn.Linear(1, 1, { bias: false }));
    forward(x: Tensor): Tensor {
      const out = this.fc.forward(x);
      if (x.item() < 1) return out;
      const zero = this.inner.forward(x).mul(0);
      return out.add(zero.mul(zero).sqrt());
    }
  }

  it.each([{ clipGradNorm: 1 }, {}, { accumulate: 2 }])('stops before its step and says where: %o', async (options) => {
    rl.manualSeed(1);
    const model = new Root();
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.5 });
    const scheduler = new StepLR(optimizer, { stepSize: 1, gamma: 0.5 });
    const y = tensor(Int32Array.of(0));
    const rows = [0.5, 0.25, 0.5, 2].map((v) => [tensor([[v]]), y]);
    let calls = 0;
    const batches = { [Symbol.iterator]: () => (calls++ === 0 ? rows.slice(0, 2) : rows.slice(2)).values() };
    const history = await fit(model, batches, { epochs: 5, optimizer, criterion, scheduler, ...options });
    expect(history.stopped).toBe('nonFinite');
    expect(history.epochs).toHaveLength(1);
    expect(history.nonFinite).toMatchObject({ epoch: 1, batch: 1, lr: [0.25], parameter: 'inner.0.weight' });
    expect(history.nonFinite!.loss).toBeGreaterThan(0);
    expect(history.nonFinite!.message).toBe(
      "fit: gradient of 'inner.0.weight' with NaN or infinite elements in batch 1 of epoch 1, at rate 0.25; no step was taken",
    );
    for (const p of model.parameters()) expect(rl.scope(() => p.isfinite().all().item())).toBe(true);
    for (const made of [model, optimizer, y, ...rows.map(([x]) => x!)]) made.dispose();
  });

  it('is of a parameter of the criterion, or one that neither has', async () => {
    await withJob(async ({ batches }) => {
      class Same extends nn.Module {
        forward(x: Tensor): Tensor {
          return x.mul(1e30).mul(1e30);
        }
      }
      class Scaled extends nn.Module {
        scale = rl.scope(() => new nn.Parameter(tensor([0])));
        forward(x: Tensor): Tensor {
          return x.clamp(0, 1).mul(this.scale.mul(this.scale).sqrt()).sum();
        }
      }
      const [model, loss, loose] = [new Same(), new Scaled(), rl.scope(() => new nn.Parameter(tensor([0])))];
      const optimizer = new optim.SGD([loose, loss.scale], { lr: 1 });
      const common = { epochs: 1, optimizer };
      const own = await fit(model, batches, { ...common, criterion: loss });
      expect(own.nonFinite!.parameter).toBe('criterion.scale');
      const none = await fit(model, batches, { ...common, criterion: () => loose.mul(loose).sqrt().sum() });
      expect(none.nonFinite!.parameter).toBe('parameter 0 of the optimizer');
      for (const made of [model, loss, loose, optimizer]) made.dispose();
    });
  });

  it('may be ignored, and large ones that are finite are no such thing', async () => {
    await withJob(async ({ model, optimizer, batches }) => {
      const options = { epochs: 1, optimizer, nonFinite: 'ignore' as const };
      const root = (o: Tensor): Tensor => o.mul(0).mul(o.mul(0)).sqrt().sum();
      expect((await fit(model, batches, { ...options, criterion: root })).stopped).toBe('finished');
      expect(model.weight.tolist()).toEqual([
        [NaN, NaN],
        [NaN, NaN],
      ]);
    });
    await withJob(async ({ model, optimizer, batches }) => {
      optimizer.paramGroups[0]!.lr = 2 ** -127;
      rl.noGrad(() => {
        for (const p of model.parameters()) p.zero_();
      });
      const large = (o: Tensor): Tensor => o.mul(2 ** 127).sum();
      expect((await fit(model, batches, { epochs: 1, optimizer, criterion: large })).stopped).toBe('finished');
      expect(model.bias!.tolist()).toEqual([-1, -1]);
    });
  });

  it('of a loss is told with it', async () => {
    await withJob(async ({ model, optimizer, batches }) => {
      const history = await fit(model, batches, { epochs: 1, optimizer, criterion: (o) => o.sum().mul(Infinity) });
      expect(history.nonFinite).toMatchObject({ epoch: 0, batch: 0, parameter: null });
      expect(history.nonFinite!.message).toMatch(/^fit: loss -?Infinity in batch 0 of epoch 0, at rate 0.5; no step was taken$/);
    });
  });
});

describe('a class for what is made of it', () => {
  it('is refused with the remedy', async () => {
    await withJob(async ({ model, optimizer, batches }) => {
      const options = { epochs: 1, optimizer };
      const given = fit(model, batches, { ...options, criterion: nn.CrossEntropyLoss as never });
      await expect(given).rejects.toThrow(TypeError);
      await expect(given).rejects.toThrow(
        /^fit: expected criterion .* the class CrossEntropyLoss; make one with new CrossEntropyLoss/,
      );
      await expect(fit(nn.Linear as never, batches, { ...options, criterion })).rejects.toThrow(
        /model .* the class Linear; make one/,
      );
    });
  });

  it('and learningRate means lr', async () => {
    await withJob(async ({ model }) => {
      expect(() => new optim.SGD(model.parameters(), { learningRate: 1 } as never)).toThrow(/did you mean 'lr'/);
      expect(() => new optim.Adam(model.parameters(), { learning_rate: 1 } as never)).toThrow(/did you mean 'lr'/);
    });
  });
});
