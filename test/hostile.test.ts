// What a program hands over may misbehave: getters that change, closures that dispose, arrays that are written to later.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { nn, optim, data, tensor } = rl;
const { AveragedModel } = optim.swaUtils;

beforeAll(start);

const parameter = (values: number[]): rl.Tensor => rl.scope(() => new nn.Parameter(tensor(values)));

/** Runs `fn` with a parameter and an optimizer of it that has taken a step. */
function stepped(name: 'SGD' | 'Adam' | 'LBFGS', fn: (o: rl.optim.Optimizer, p: rl.Tensor, loss: () => rl.Tensor) => void): void {
  leavesNothing(() => {
    const p = parameter([1, 2]);
    const o: rl.optim.Optimizer = name === 'LBFGS' ? new optim.LBFGS([p], { maxIter: 4 }) : new optim[name]([p], { lr: 0.1 });
    const loss = (): rl.Tensor => {
      o.zeroGrad();
      const l = p.mul(p).mul(p).mul(p).sum();
      l.backward();
      return l;
    };
    o.step(loss);
    fn(o, p, loss);
    o.dispose();
    p.dispose();
  });
}

describe('closures', () => {
  it.each(['SGD', 'Adam', 'LBFGS'] as const)('%s: one that disposes the optimizer takes no step', (name) =>
    stepped(name, (o, p, loss) => {
      const before = p.tolist();
      const closure = (): rl.Tensor => {
        const l = loss();
        o.dispose();
        return l;
      };
      expect(() => o.step(closure)).toThrow(/^step: expected a live optimizer, got a \w+ that was disposed/);
      expect(p.tolist()).toEqual(before);
    }),
  );

  it('LBFGS: one that loads a state, or takes a step, changes nothing', () =>
    stepped('LBFGS', (o, p, loss) => {
      const state = o.stateDict();
      const before = p.tolist();
      let calls = 0;
      const closure = (): rl.Tensor => {
        const l = loss();
        if (++calls === 1) o.loadStateDict(state);
        return l;
      };
      expect(() => o.step(closure)).toThrow(/^step: the closure changed the state of the optimizer/);
      expect(p.tolist()).toEqual(before);
    }));

  it('LBFGS: options that one changes apply from the next step on', () =>
    stepped('LBFGS', (o, p, loss) => {
      const closure = (): rl.Tensor => {
        Object.assign(o.paramGroups[0] as object, { lr: undefined });
        return loss();
      };
      o.step(closure);
      expect((p.tolist() as number[]).every(Number.isFinite)).toBe(true);
      expect(() => o.step(closure)).toThrow(/^step: expected lr to be a number, got undefined/);
    }));
});

describe('states', () => {
  it('are read once: a getter that changes its mind has no second say', () => {
    leavesNothing(() => {
      const layer = new nn.Linear(2, 2);
      let reads = 0;
      const weight = { enumerable: true, get: () => (reads++ === 0 ? rl.ones([2, 2]) : tensor(5)) };
      layer.loadStateDict(Object.defineProperty({ bias: rl.zeros([2]) }, 'weight', weight) as never);
      expect(layer.weight.tolist()).toEqual([
        [1, 1],
        [1, 1],
      ]);
      layer.dispose();
    });
  });

  it('whose getter disposes the optimizer load nothing', () =>
    stepped('Adam', (o) => {
      const { state, paramGroups } = o.stateDict();
      const own = { ...state[0] };
      const step = {
        enumerable: true,
        get: () => {
          o.dispose();
          return 1;
        },
      };
      Object.defineProperty(own, 'step', step);
      const copies = Object.fromEntries(['exp_avg', 'exp_avg_sq'].map((name) => [name, rl.ones([2])]));
      const before = rl.memory().liveTensors;
      expect(() => o.loadStateDict({ state: { 0: Object.assign(own, copies) }, paramGroups })).toThrow(
        /^loadStateDict: expected a live/,
      );
      expect(rl.memory().liveTensors).toBe(before - 2);
    }));

  it('of a MultiStepLR in PyTorch’s form: counts that are none, or fill memory, are refused', () =>
    stepped('SGD', (o) => {
      const schedule = new optim.lrScheduler.MultiStepLR(o, { milestones: [3] });
      const state = { last_epoch: 0, _last_lr: [0.1], base_lrs: [0.1], gamma: 0.1, _step_count: 1 };
      for (const count of [-1, 0.5, 2 ** 32, Number.NaN, 'a', null])
        expect(() => schedule.loadStateDict({ ...state, milestones: { 3: count } })).toThrow(
          /^loadStateDict: expected milestones\['3'\]/,
        );
      schedule.loadStateDict({ ...state, milestones: { 3: 2, 5: 1 } });
      expect(schedule.milestones).toEqual([3, 3, 5]);
    }));

  it('of a OneCycleLR: phases that cannot be cloned are read', () =>
    stepped('SGD', (o) => {
      const schedule = new optim.lrScheduler.OneCycleLR(o, { maxLr: 1, totalSteps: 5, cycleMomentum: false });
      const state = schedule.stateDict();
      schedule.loadStateDict({ ...state, phases: (state['phases'] as object[]).map((p) => new Proxy(p, {})) });
      expect(schedule.stateDict()).toEqual(state);
    }));

  it.each([-1, -5, 2 ** 31 - 1])('a count of %d batches or models is refused before a moment moves', (count) => {
    leavesNothing(() => {
      const norm = new nn.BatchNorm1d(2, { momentum: null });
      norm.num_batches_tracked?.fill_(count);
      const x = tensor([
        [1, 2],
        [3, 5],
      ]);
      expect(() => norm.forward(x)).toThrow(/^BatchNorm1d: expected num_batches_tracked at (least 0|most 2147483646), got /);
      expect(norm.running_mean?.tolist()).toEqual([0, 0]);
      const averaged = new AveragedModel(norm);
      averaged.n_averaged.fill_(count);
      const before = averaged.module.running_mean?.tolist();
      expect(() => averaged.updateParameters(norm)).toThrow(
        /^updateParameters: expected n_averaged at (least 0|most 2147483646)/,
      );
      expect(averaged.module.running_mean?.tolist()).toEqual(before);
      averaged.dispose();
      norm.dispose();
    });
  });

  it('an avgFn that disposes what it averages leaves the other averages', () => {
    leavesNothing(() => {
      const layer = new nn.Linear(2, 1);
      const avgFn = (_: rl.Tensor, current: rl.Tensor): rl.Tensor => {
        if (current.ndim === 2) averaged.module.bias?.dispose();
        return current.mul(7);
      };
      const averaged: rl.optim.swaUtils.AveragedModel<rl.nn.Linear> = new AveragedModel(layer, { avgFn });
      averaged.updateParameters(layer);
      const before = averaged.module.weight.tolist();
      expect(() => averaged.updateParameters(layer)).toThrow(rl.DisposedError);
      expect([averaged.module.weight.tolist(), averaged.n_averaged.item()]).toEqual([before, 1]);
      averaged.dispose();
      layer.dispose();
    });
  });

  it('files whose JSON has more beside a tensor, or numbers that are none, are refused', () => {
    leavesNothing(() => {
      const bytes = rl.saveSafetensors({ a: { b: tensor([1]), n: Number.NaN } });
      const text = new TextDecoder('latin1').decode(bytes);
      const changed = (from: string, to: string): Uint8Array =>
        Uint8Array.from(text.replace(from, to.padEnd(from.length)), (c) => c.charCodeAt(0));
      expect(() => rl.loadSafetensors(changed('\\"NaN\\"', '\\"abc\\"'))).toThrow(/^loadSafetensors: expected/);
      expect(() => rl.loadSafetensors(changed('},\\"n\\":{\\"$number\\":\\"NaN\\"}', ',\\"n\\":1}'))).toThrow(
        /^loadSafetensors: expected '\$tensor' alone, got other keys beside it/,
      );
    });
  });
});

describe('groups', () => {
  it.each([null, 3, {}, { params: null }, { params: 'ab' }, { params: [3] }])('%j among them is refused by name', (bad) =>
    stepped('Adam', (o) => {
      const state = o.stateDict();
      o.paramGroups.push(bad as never);
      for (const name of ['step', 'zeroGrad', 'stateDict'] as const)
        expect(() => o[name]()).toThrow(new RegExp(`^${name}: expected .*, got `));
      expect(() => o.loadStateDict(state)).toThrow(/^loadStateDict: expected .*, got /);
      o.paramGroups.pop();
    }),
  );
});

describe('habits of JavaScript', () => {
  it('iterates over rows, as PyTorch does', () => {
    leavesNothing(() => {
      const x = tensor([
        [1, 2],
        [3, 4],
      ]);
      expect(Array.from(x, (row) => row.tolist())).toEqual([
        [1, 2],
        [3, 4],
      ]);
      const [first] = x;
      expect(first?.tolist()).toEqual([1, 2]);
      const row = x.select(0, 1);
      expect(Math.max(...(row as unknown as number[]))).toBe(4);
      expect([...new Float32Array(row as unknown as number[])]).toEqual([3, 4]);
      expect(() => [...tensor(1)]).toThrow(/^Tensor: expected a tensor with dims to iterate over, got a scalar/);
    });
  });

  it('refuses the fields of a tensor for a tensor, and new Tensor', () => {
    leavesNothing(() => {
      expect(() => rl.relu({ ...tensor([1]) } as never)).toThrow(/^relu: expected input to be a tensor, got an object/);
      expect(() => new (rl.Tensor as unknown as new (x: number[]) => unknown)([1])).toThrow(
        /^Tensor: expected values given to tensor\(\), got new Tensor/,
      );
    });
  });

  it('refuses typed arrays whose buffer was transferred, and shapes that no array could list', () => {
    const values = new Float32Array(2);
    structuredClone(values.buffer, { transfer: [values.buffer] });
    expect(() => tensor(values)).toThrow(/^tensor: expected a Float32Array with values, got one whose buffer was transferred/);
    leavesNothing(() => expect(tensor(new Float32Array(0)).shape).toEqual([0]));
    expect(() => rl.zeros([2 ** 33, 0])).toThrow(/^zeros: expected sizes below 2\^31 in a tensor without elements/);
  });

  it('bounds what is made one by one, and draws large indices from two words', () => {
    expect(() => new nn.LSTM(1, 1, { numLayers: 2 ** 31 - 1 })).toThrow(/^LSTM: expected numLayers at most 4096/);
    expect(() => new data.WeightedRandomSampler([1, 1], 2 ** 40)).toThrow(/^WeightedRandomSampler: expected numSamples at most/);
    const draws = [...new data.RandomSampler({ length: 2 ** 40 }, { replacement: true, numSamples: 40 })];
    expect(Math.max(...draws)).toBeGreaterThan(2 ** 32);
  });

  it('keeps the metrics it was given, by any name', async () => {
    const model = new nn.Linear(1, 2);
    const batch = [rl.ones([1, 1]), tensor([0], { dtype: 'int32' })];
    const given: Record<string, () => number> = {
      constructor: () => {
        delete given['later'];
        return 0.5;
      },
      later: () => 0.25,
    };
    const { metrics: figures } = await rl.evaluate(model, [batch], { criterion: new nn.CrossEntropyLoss(), metrics: given });
    expect({ ...figures }).toEqual({ constructor: 0.5, later: 0.25 });
    model.dispose();
    for (const t of batch) t.dispose();
  });

  it('refuses moments that share memory where they move, and names of layers that a state could not tell apart', () => {
    leavesNothing(() => {
      const x = tensor([
        [1, 2],
        [3, 5],
      ]);
      const [mean, variance] = [rl.zeros([1]).expand([2]), rl.ones([1]).expand([2])];
      expect(() => rl.F.batchNorm(x, mean, variance, { training: true })).toThrow(
        /^batchNorm: expected runningMean of elements that share no memory, got an expanded tensor/,
      );
      const images = x.reshape([1, 2, 2]);
      expect(() => rl.F.instanceNorm(images, { runningMean: mean, runningVar: variance })).toThrow(
        /^instanceNorm: expected runningMean/,
      );
      expect(mean.tolist()).toEqual([0, 0]);
      expect(rl.F.batchNorm(x, mean, variance, { eps: 0 }).tolist()).toEqual(x.tolist());
    });
    for (const name of ['', 'a.b'])
      expect(() => new nn.Sequential({ [name]: new nn.ReLU() })).toThrow(
        `Sequential: expected names without dots, got '${name}'`,
      );
  });

  it('freezes the shape of a LayerNorm, and names an input that is none', () => {
    leavesNothing(() => {
      const norm = new nn.LayerNorm([2]);
      expect(Object.isFrozen(norm.normalizedShape)).toBe(true);
      norm.dispose();
      const bag = (): unknown => rl.F.embeddingBag(3 as never, rl.ones([2, 2]), { mode: 'sum', perSampleWeights: rl.ones([1]) });
      expect(bag).toThrow(/^embeddingBag: expected input to be a tensor, got 3/);
    });
  });

  it('says of a value that cannot be shown that it cannot, also of one in a file', () => {
    const getter = {
      get constructor() {
        throw new Error('inner');
      },
    };
    const named = Object.defineProperty(() => 1, 'name', { value: Symbol('name') });
    for (const value of [
      getter,
      named,
      { constructor: { name: Symbol('name') } },
      { constructor: { name: Object.create(null) } },
    ])
      expect(() => rl.relu(value as never)).toThrow(/^relu: expected input to be a tensor, got a value that cannot be shown/);
    const header = '{"a":{"dtype":{"constructor":{"name":{"toString":1,"valueOf":1}}},"shape":[],"data_offsets":[0,0]}}';
    const file = new Uint8Array([header.length, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(header)]);
    expect(() => rl.loadSafetensors(file)).toThrow(
      /^loadSafetensors: expected 'a' of dtype .*, got a value that cannot be shown$/,
    );
  });

  it('reads no file with sizes that tensors cannot have', () => {
    for (const shape of ['[0,2147483648]', '[9007199254740991,9007199254740991,0]']) {
      const header = `{"a":{"dtype":"F32","shape":${shape},"data_offsets":[0,0]}}`;
      const file = new Uint8Array([header.length, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(header)]);
      expect(() => rl.loadSafetensors(file)).toThrow(/^loadSafetensors: expected sizes/);
    }
  });
});
