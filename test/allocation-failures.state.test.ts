// Memory that runs out in the midst of what changes a state: the state is that of before or after, and a retry is undisturbed.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { type Act, failEach } from './support/failing.ts';
import { start } from './support/library.ts';
import { Random } from './support/random.ts';

const { nn, optim, data, metrics, F } = rl;

beforeAll(start);

/** Numbers that are the same at each call. */
function numbers(shape: readonly number[], seed: string): rl.Tensor {
  const random = new Random(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return rl.tensor(
    Float32Array.from({ length: size }, () => random.next() * 2 - 1),
    { shape },
  );
}

class Net extends nn.Module {
  first = new nn.Linear(3, 4);
  norm = new nn.BatchNorm1d(4);
  drop = new nn.Dropout(0.5);
  last = new nn.Linear(4, 2);
  forward(x: rl.Tensor): rl.Tensor {
    return this.last.forward(this.drop.forward(this.norm.forward(this.first.forward(x)).relu()));
  }
}

function net(): Net {
  rl.manualSeed(3);
  return new Net();
}

/** A parameter with a gradient; every other one is seen through strides. */
function params(): rl.Tensor[] {
  return [[3, 4], [5], [2, 3]].map((shape, i) => {
    const p = new nn.Parameter(numbers(shape, `p${i}`));
    const g = numbers(shape, `g${i}`).mul(3);
    p.grad = i === 2 ? g.t().contiguous().t() : g;
    return p;
  });
}

const free = (...tensors: Iterable<rl.Tensor>[]): void => {
  for (const list of tensors) for (const t of list) t.dispose();
};

const acts: Record<string, () => Act> = {
  clipGradNorm_() {
    const all = rl.scope(params);
    const results: rl.Tensor[] = [];
    return {
      name: 'clipGradNorm_',
      run: () => results.push(nn.utils.clipGradNorm_(all, 0.5)),
      state: () => [all.map((p) => p.grad), results],
      end: () => free(all, results),
    };
  },
  clipGradValue_() {
    const all = rl.scope(params);
    return {
      name: 'clipGradValue_',
      run: () => nn.utils.clipGradValue_(all, 0.5),
      state: () => all.map((p) => p.grad),
      end: () => free(all),
    };
  },
  parametersToVector() {
    const all = rl.scope(params);
    const results: rl.Tensor[] = [];
    return {
      name: 'parametersToVector',
      run: () => results.push(nn.utils.parametersToVector(all)),
      state: () => results,
      end: () => free(all, results),
    };
  },
  vectorToParameters() {
    const all = rl.scope(params);
    const vector = rl.scope(() => numbers([2, 23], 'v').t().select(1, 1));
    return {
      name: 'vectorToParameters',
      run: () => nn.utils.vectorToParameters(vector, all),
      state: () => all,
      end: () => free(all, [vector]),
    };
  },
  'Module.loadStateDict'() {
    const [model, other] = rl.scope(() => [net(), new Net()] as const);
    const state = rl.scope(() => ({ ...other.stateDict(), 'first.weight': numbers([3, 4], 'w').t() }));
    return {
      name: 'loadStateDict',
      run: () => model.loadStateDict(state),
      state: () => model.stateDict(),
      end: () => {
        model.dispose();
        other.dispose();
        state['first.weight'].dispose();
      },
    };
  },
  'a forward pass that moves statistics'() {
    const norm = new nn.BatchNorm2d(2);
    const x = numbers([2, 2, 3, 3], 'x');
    const results: rl.Tensor[] = [];
    return {
      name: 'batchNorm',
      run: () => results.push(norm.forward(x)),
      state: () => [norm.stateDict(), results],
      end: () => {
        free(results, [x]);
        norm.dispose();
      },
    };
  },
  dropout() {
    const x = rl.scope(() => numbers([4, 3], 'x').t());
    rl.manualSeed(5);
    const results: rl.Tensor[] = [];
    return {
      name: 'dropout',
      run: () => results.push(F.dropout(x, 0.5)),
      state: () => [results, [...rl.defaultGenerator.getState()]],
      end: () => free(results, [x]),
    };
  },
  'backward that adds to gradients'() {
    const all = rl.scope(params);
    const [a, b, c] = all as [rl.Tensor, rl.Tensor, rl.Tensor];
    // several ways to each leaf, one of which is kept by a node, and gradients that are views
    const loss = rl.scope(() => {
      const s = a
        .narrow(1, 0, 3)
        .add(c.sum())
        .mul(a.narrow(1, 1, 3));
      return s
        .sum()
        .add(b.mul(b).sum())
        .add(c.matmul(c.t()).sum())
        .add(F.crossEntropy(c, rl.tensor(new Int32Array([0, 2]))));
    });
    return { name: 'backward', run: () => loss.backward(), state: () => all.map((p) => p.grad), end: () => free(all, [loss]) };
  },
  'autograd.grad'() {
    const all = rl.scope(params);
    const [a, , c] = all as [rl.Tensor, rl.Tensor, rl.Tensor];
    const loss = rl.scope(() =>
      a
        .narrow(1, 0, 3)
        .add(c.sum())
        .mul(a.narrow(1, 1, 3))
        .sum(),
    );
    const results: rl.Tensor[] = [];
    return {
      name: 'grad',
      run: () => results.push(...rl.autograd.grad(loss, [a, c, c])),
      state: () => [all.map((p) => p.grad), results],
      end: () => free(all, [loss], results),
    };
  },
};

describe('all or nothing', () => {
  it.each(Object.keys(acts))('%s', async (name) => {
    expect(await failEach(acts[name] as () => Act)).toBeGreaterThan(0);
  });
});
