// What `fit` and `evaluate` report are means over the targets that count, however the samples are cut into batches.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../../src/index.ts';
import { evaluate, F, fit, type MetricState, metrics, nn, optim, type Tensor, tensor } from '../../src/index.ts';
import { start } from '../support/library.ts';

let before = 0;
beforeAll(async () => {
  await start();
  before = rl.memory().liveBytes;
});
afterAll(() => expect(rl.memory().liveBytes).toBe(before));

/** A model that gives its input back, and has one parameter for an optimizer. */
class Same extends nn.Module {
  nothing = rl.scope(() => new nn.Parameter(rl.zeros([1])));
  forward(x: Tensor): Tensor {
    return x.add(this.nothing.mul(0));
  }
}

const LOGITS = [
  [5, 0, 1],
  [0, 2, 1],
  [1, 1, 3],
  [4, 0, 0],
  [0, 0, 1],
  [2, 3, 1],
  [1, 0, 2],
];
const TARGETS = [0, -100, 1, -100, 2, 0, 1];

/** Runs a check with the whole as two tensors, and a function that cuts it into batches; frees them all. */
async function withData(
  check: (x: Tensor, y: Tensor, cut: (...sizes: number[]) => Tensor[][]) => Promise<void>,
  targets: Tensor = tensor(Int32Array.from(TARGETS)),
): Promise<void> {
  const made: Tensor[] = [tensor(LOGITS), targets];
  const [x, y] = made as [Tensor, Tensor];
  const cut = (...sizes: number[]): Tensor[][] => {
    let at = 0;
    return sizes.map((size) => {
      const batch = [x.narrow(0, at, size), y.narrow(0, at, size)];
      at += size;
      made.push(...batch);
      return batch;
    });
  };
  try {
    await check(x, y, cut);
  } finally {
    for (const t of made) t.dispose();
  }
}

const CUTS = [[7], [1, 1, 1, 1, 1, 1, 1], [3, 4], [2, 2, 3], [4, 0, 3], [6, 1]];
const weight = [0.5, 2, 1.25];

const criteria: [string, () => nn.Module & { forward(x: Tensor, y: Tensor): Tensor }][] = [
  ['plain', () => new nn.CrossEntropyLoss()],
  ['weighted', () => new nn.CrossEntropyLoss({ weight: tensor(weight) })],
  ['smoothed', () => new nn.CrossEntropyLoss({ weight: tensor(weight), labelSmoothing: 0.1 })],
];

describe('the mean loss', () => {
  it.each(criteria)('of cross-entropy, %s, is the whole’s', async (_, make) => {
    await withData(async (x, y, cut) => {
      const [model, criterion] = [new Same(), make()];
      const want = rl.scope(() => criterion.forward(x, y).item());
      for (const sizes of CUTS) {
        const { loss, samples } = await evaluate(model, cut(...sizes), { criterion });
        expect(loss).toBeCloseTo(want, 6);
        expect(samples).toBe(7);
        const byFunction = (o: Tensor, t: Tensor): Tensor => criterion.forward(o, t);
        expect((await evaluate(model, cut(...sizes), { criterion: byFunction })).loss).toBe(loss);
      }
      for (const d of [model, criterion]) d.dispose();
    });
  });

  it('of functions with an ignoreIndex or weights of their own is the whole’s', async () => {
    const targets = tensor(Int32Array.from([0, 1, 2, 0, 0, 1, 0]));
    await withData(async (x, y, cut) => {
      const [model, w] = [new Same(), tensor(weight)];
      for (const options of [{ ignoreIndex: 0 }, { weight: w }, { ignoreIndex: 1, weight: w }]) {
        const criterion = (o: Tensor, t: Tensor): Tensor => F.nllLoss(o.logSoftmax(1), t, options);
        const want = rl.scope(() => criterion(x, y).item());
        for (const sizes of CUTS) expect((await evaluate(model, cut(...sizes), { criterion })).loss).toBeCloseTo(want, 6);
      }
      for (const d of [model, w]) d.dispose();
    }, targets);
  });

  it('of the linear layer and its loss in one is the whole’s', async () => {
    await withData(async (x, y, cut) => {
      const model = new Same();
      const criterion = new nn.LinearCrossEntropyLoss(3, 3, { weight: tensor(weight) });
      const want = rl.scope(() => criterion.forward(x, y).item());
      for (const sizes of CUTS) expect((await evaluate(model, cut(...sizes), { criterion })).loss).toBeCloseTo(want, 6);
      expect([criterion.ignoreIndex, criterion.reduction]).toEqual([-100, 'mean']);
      for (const d of [model, criterion]) d.dispose();
    });
  });

  it('of a criterion that adds up is that of one that divides', async () => {
    await withData(async (x, y, cut) => {
      const model = new Same();
      const want = rl.scope(() => F.crossEntropy(x, y).item());
      for (const sizes of CUTS) {
        const sums = await evaluate(model, cut(...sizes), { criterion: new nn.CrossEntropyLoss({ reduction: 'sum' }) });
        expect(sums.loss).toBeCloseTo(want, 6);
        const optimizer = new optim.SGD(model.parameters(), { lr: 0 });
        const history = await fit(model, cut(...sizes), {
          epochs: 1,
          optimizer,
          criterion: (o, t) => F.crossEntropy(o, t, { reduction: 'sum' }),
        });
        expect(history.loss[0]).toBeCloseTo(want, 6);
        optimizer.dispose();
      }
      model.dispose();
    });
  });

  it('of numbers is over elements, of a divergence by rows or of sums over rows', async () => {
    const targets = tensor(LOGITS.map((row) => row.map((v) => v / 10)));
    await withData(async (x, y, cut) => {
      const model = new Same();
      const [mean, total, byRow, sums] = rl.scope(() => [
        F.mseLoss(x, y).item(),
        F.mseLoss(x, y, { reduction: 'sum' }).item(),
        F.klDiv(x, y, { reduction: 'batchmean' }).item(),
        F.klDiv(x, y, { reduction: 'sum' }).item(),
      ]);
      for (const sizes of CUTS) {
        const loss = async (criterion: nn.Module & { forward(x: Tensor, y: Tensor): Tensor }): Promise<number> =>
          (await evaluate(model, cut(...sizes), { criterion })).loss;
        expect(await loss(new nn.MSELoss())).toBeCloseTo(mean, 5);
        expect(await loss(new nn.MSELoss({ reduction: 'sum' }))).toBeCloseTo(total / 7, 5);
        expect(await loss(new nn.KLDivLoss({ reduction: 'batchmean' }))).toBeCloseTo(byRow, 5);
        expect(await loss(new nn.KLDivLoss({ reduction: 'sum' }))).toBeCloseTo(sums / 7, 5);
      }
      model.dispose();
    }, targets);
  });
});

describe('metrics', () => {
  /** Counts hits and targets: a state as users write it. */
  class Hits implements MetricState {
    resets = 0;
    #hits = 0;
    #all = 0;
    reset(): void {
      this.resets++;
      this.#hits = this.#all = 0;
    }
    update(output: Tensor, target: Tensor): void {
      const guesses = rl.scope(() => output.argmax(1).toTypedArray());
      target.toTypedArray().forEach((t, i) => {
        if (t === -100) return;
        this.#all++;
        if (t === guesses[i]) this.#hits++;
      });
    }
    compute(): number {
      return this.#hits / this.#all;
    }
  }

  it('that are functions weigh by the targets that count, states add up', async () => {
    await withData(async (_, __, cut) => {
      const [model, hits] = [new Same(), new Hits()];
      for (const sizes of CUTS) {
        const measured = { criterion: new nn.CrossEntropyLoss(), metrics: { accuracy: metrics.accuracy, hits } };
        const { metrics: got } = await evaluate(model, cut(...sizes), measured);
        expect(got['hits']).toBe(2 / 5);
        expect(got['accuracy']).toBeCloseTo(2 / 5, 12);
      }
      expect(hits.resets).toBe(CUTS.length);
      model.dispose();
    });
  });

  it('with a state are told by the batch and start anew with each pass', async () => {
    await withData(async (_, __, cut) => {
      const [model, hits] = [new Same(), new Hits()];
      const optimizer = new optim.SGD(model.parameters(), { lr: 0 });
      const seen: number[] = [];
      const history = await fit(model, cut(3, 4), {
        epochs: 2,
        optimizer,
        criterion: new nn.CrossEntropyLoss(),
        validation: cut(7),
        metrics: { hits },
        onBatch: (report) => seen.push(report.metrics['hits']!),
      });
      expect(seen).toEqual([1 / 2, 2 / 5, 1 / 2, 2 / 5]);
      expect(history.metrics).toEqual({ hits: [2 / 5, 2 / 5] });
      expect(history.valMetrics).toEqual({ hits: [2 / 5, 2 / 5] });
      for (const d of [model, optimizer]) d.dispose();
    });
  });

  it('with a state are one call’s at a time', async () => {
    await withData(async (_, __, cut) => {
      const [model, hits, criterion] = [new Same(), new Hits(), new nn.CrossEntropyLoss()];
      const optimizer = new optim.SGD(model.parameters(), { lr: 0 });
      const options = { criterion, metrics: { hits } };
      const onBatch = async (): Promise<void> => {
        await expect(evaluate(model, cut(7), options)).rejects.toThrow(
          /^evaluate: expected metric 'hits' to be a state that no other call is using, got one in use/,
        );
      };
      const history = await fit(model, cut(3, 4), { epochs: 1, optimizer, onBatch, ...options });
      expect(history.metrics).toEqual({ hits: [2 / 5] });
      expect((await evaluate(model, cut(7), options)).metrics).toEqual({ hits: 2 / 5 });
      for (const d of [model, optimizer]) d.dispose();
    });
  });

  it('are refused unless they can be called', async () => {
    await withData(async (_, __, cut) => {
      const [model, criterion] = [new Same(), new nn.CrossEntropyLoss()];
      const run = (given: unknown) => evaluate(model, cut(7), { criterion, metrics: { given: given as MetricState } });
      await expect(run({ reset() {}, update() {} })).rejects.toThrow(
        /^evaluate: expected metric 'given' to be a function, or a state of \{ reset, update, compute \}, got an object/,
      );
      await expect(run({ reset() {}, update() {}, compute: () => 'high' })).rejects.toThrow(
        /^evaluate: expected metric 'given' to return a number, got 'high'/,
      );
      model.dispose();
    });
  });
});

describe('a batch without a target that counts', () => {
  it.each([
    ['at the start', [-100, -100, 0, 1, 2, 0, 1], [2, 5]],
    ['in the middle', [0, 1, -100, -100, 2, 0, 1], [2, 2, 3]],
    ['or a row at the end', [0, 1, 2, 0, 1, -100, 0], [5, 1, 0, 1]],
  ])('%s is passed over', async (_, targets, sizes) => {
    await withData(
      async (_x, _y, cut) => {
        const linear = (): nn.Linear => {
          rl.manualSeed(1);
          return new nn.Linear(3, 3);
        };
        const ends = await Promise.all(
          [cut(...sizes), cut(...sizes).filter(([, t]) => t!.toTypedArray().some((v) => v >= 0))].map(async (batches) => {
            const model = linear();
            const optimizer = new optim.Adam(model.parameters(), { lr: 0.1 });
            const losses: number[] = [];
            const history = await fit(model, batches, {
              epochs: 2,
              optimizer,
              criterion: new nn.CrossEntropyLoss(),
              metrics: { accuracy: metrics.accuracy },
              onBatch: ({ loss }) => losses.push(loss),
            });
            const values = Object.values(model.stateDict()).map((t) => t.tolist());
            for (const d of [model, optimizer]) d.dispose();
            return { values, history, losses };
          }),
        );
        const [all, some] = ends as [(typeof ends)[0], (typeof ends)[0]];
        expect(all.values).toEqual(some.values);
        expect(all.history.stopped).toBe('finished');
        expect(all.history.loss).toEqual(some.history.loss);
        expect(all.history.metrics).toEqual(some.history.metrics);
        expect(all.losses.filter((loss) => !Number.isNaN(loss))).toEqual(some.losses);
        expect(all.history.epochs[0]!.batches).toBe(sizes.length);
      },
      tensor(Int32Array.from(targets)),
    );
  });

  it('makes the mean of nothing where there is no other', async () => {
    await withData(
      async (_, __, cut) => {
        const model = new Same();
        const result = await evaluate(model, cut(3, 4), { criterion: F.crossEntropy, metrics: { accuracy: metrics.accuracy } });
        expect(result).toEqual({ loss: NaN, metrics: { accuracy: NaN }, samples: 7 });
        model.dispose();
      },
      tensor(new Int32Array(7).fill(-100)),
    );
  });
});
