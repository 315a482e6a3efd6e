// Every optimizer, over the cross product of its options and every tail length, against its float64 formula.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { construct, leavesNothing, start, toTensor } from './support/library.ts';
import { Random, TAILS } from './support/random.ts';
import { nd } from './support/reference/nd.ts';
import { optimizers } from './support/reference/optim.ts';

/** The values that each option takes; undefined leaves it at its default. */
const OPTIONS: Record<string, Record<string, readonly unknown[]>> = {
  SGD: {
    lr: [0.1],
    momentum: [undefined, 0.9],
    dampening: [undefined, 0.5],
    weightDecay: [undefined, 0.1],
    maximize: [undefined, true],
  },
  Adam: {
    lr: [undefined, 0.1],
    betas: [undefined, [0.7, 0.9]],
    eps: [undefined, 0.01],
    weightDecay: [undefined, 0.1],
    amsgrad: [undefined, true],
    maximize: [undefined, true],
  },
  AdamW: {
    lr: [0.1],
    betas: [undefined, [0.7, 0.9]],
    weightDecay: [undefined, 0, 0.5],
    amsgrad: [undefined, true],
    maximize: [undefined, true],
  },
  RMSprop: {
    lr: [undefined, 0.05],
    alpha: [undefined, 0.9],
    momentum: [undefined, 0.5],
    centered: [undefined, true],
    weightDecay: [undefined, 0.1],
    eps: [1e-3],
  },
  Adagrad: {
    lr: [undefined, 0.1],
    lrDecay: [undefined, 0.1],
    weightDecay: [undefined, 0.1],
    initialAccumulatorValue: [undefined, 0.1],
    eps: [undefined, 1e-3],
  },
  Adadelta: {
    lr: [undefined, 0.5],
    rho: [undefined, 0.7],
    eps: [1e-3],
    weightDecay: [undefined, 0.1],
    maximize: [undefined, true],
  },
  Adamax: {
    lr: [undefined, 0.1],
    betas: [undefined, [0.7, 0.9]],
    eps: [undefined, 0.01],
    weightDecay: [undefined, 0.1],
    maximize: [undefined, true],
  },
  NAdam: {
    lr: [undefined, 0.1],
    betas: [undefined, [0.7, 0.9]],
    eps: [undefined, 0.01],
    weightDecay: [undefined, 0.1],
    momentumDecay: [undefined, 0.1],
  },
  RAdam: { lr: [undefined, 0.1], betas: [undefined, [0.6, 0.5]], eps: [undefined, 0.01], weightDecay: [undefined, 0.1] },
  ASGD: {
    lr: [undefined, 0.1],
    lambd: [undefined, 0.1],
    alpha: [undefined, 0.5],
    t0: [undefined, 2],
    weightDecay: [undefined, 0.1],
    maximize: [undefined, true],
  },
  Rprop: {
    lr: [undefined, 0.1],
    etas: [undefined, [0.3, 1.5]],
    stepSizes: [undefined, [0.05, 0.1]],
    maximize: [undefined, true],
  },
};

type Settings = Record<string, unknown>;
interface Optimizer {
  step(): void;
  zeroGrad(): void;
  stateDict(): unknown;
  loadStateDict(state: unknown): void;
  dispose(): void;
}

function crossProduct(options: Record<string, readonly unknown[]>): Settings[] {
  return Object.entries(options).reduce<Settings[]>(
    (made, [name, values]) => made.flatMap((o) => values.map((v) => (v === undefined ? o : { ...o, [name]: v }))),
    [{}],
  );
}

const settings = (name: string): Settings[] => {
  const crossed = crossProduct(OPTIONS[name]!);
  return name === 'SGD'
    ? [...crossed, { lr: 0.1, momentum: 0.9, nesterov: true }, { lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.1 }]
    : crossed;
};

const make = (name: string, parameters: unknown, o: Settings): Optimizer =>
  construct(`optim.${name}`, parameters, o) as Optimizer;

/** Gradients for five steps; those of a step all differ in size, so that no scale hides an error. */
function gradients(random: Random, n: number): Float64Array[] {
  return Array.from({ length: 5 }, () => random.real([n], -2, 2).data);
}

function follow(name: string, o: Settings, n: number): void {
  const random = new Random(`${name} ${n}`);
  const first = random.real([n]);
  const p = toTensor(first, { requiresGrad: true });
  const optimizer = make(name, [p], o);
  const truth = first.data.slice();
  const step = optimizers[name]!(n, o);
  gradients(random, n).forEach((g, k) => {
    p.grad = toTensor(nd([n], g));
    optimizer.step();
    step(truth, g, k + 1);
    const got = p.toTypedArray();
    truth.forEach((x, i) =>
      expect(
        Math.abs(got[i]! - x),
        `${JSON.stringify(o)}, n ${n}, step ${k + 1}, element ${i}: ${got[i]}, not ${x}`,
      ).toBeLessThanOrEqual(3e-6 * Math.max(1, Math.abs(x))),
    );
  });
  optimizer.dispose();
}

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

describe.each(Object.keys(OPTIONS))('%s', (name) => {
  it('follows its formula under all options', () => {
    for (const o of settings(name)) leavesNothing(() => follow(name, o, 7));
  });

  it('follows its formula at every length', () => {
    for (const n of [...TAILS, 1030]) for (const o of settings(name).slice(-2)) leavesNothing(() => follow(name, o, n));
  });

  it('goes on from a saved state as if it had never stopped', () => {
    for (const o of settings(name).slice(-3)) {
      leavesNothing(() => {
        const random = new Random(name);
        const all = gradients(random, 9);
        const run = (p: Tensor, optimizer: Optimizer, steps: Float64Array[]): void =>
          steps.forEach((g) => {
            p.grad = toTensor(nd([9], g));
            optimizer.step();
          });
        const p = toTensor(random.real([9]), { requiresGrad: true });
        const optimizer = make(name, [p], o);
        run(p, optimizer, all.slice(0, 2));
        const q = p.detach().clone().requiresGrad_();
        const resumed = make(name, [q], { lr: 0.5 });
        resumed.loadStateDict(optimizer.stateDict());
        run(p, optimizer, all.slice(2));
        run(q, resumed, all.slice(2));
        expect(q.tolist()).toEqual(p.tolist());
        optimizer.dispose();
        resumed.dispose();
      });
    }
  });

  it('updates many parameters as each by itself, those that began later too', () => {
    leavesNothing(() => {
      const sizes = Array.from({ length: 1100 }, (_, i) => (i % 7) + (i === 40 ? 100 : 0));
      const o = settings(name).at(-1)!;
      const run = (grouped: boolean): unknown[] => {
        const random = new Random(name);
        const all = sizes.map((n) => toTensor(random.real([n, 2]), { requiresGrad: true }));
        const optimizers = grouped ? [make(name, all, o)] : all.map((p) => make(name, [p], o));
        for (let step = 0; step < 3; step++) {
          all.forEach((p, i) => {
            const g = toTensor(random.real([2, p.shape[0]!]));
            p.grad = step === 0 && i % 3 === 0 ? null : g.t();
            g.dispose();
          });
          for (const optimizer of optimizers) optimizer.step();
        }
        for (const optimizer of optimizers) optimizer.dispose();
        return all.map((p) => p.tolist());
      };
      expect(run(true)).toEqual(run(false));
    });
  });

  it('takes options by parameter group, and leaves parameters without a gradient alone', () => {
    leavesNothing(() => {
      const [a, b, c] = [1, 2, 3].map((v) => rl.full([3], v, { requiresGrad: true })) as [Tensor, Tensor, Tensor];
      const optimizer = make(name, [{ params: [a, c] }, { params: [b], lr: 0 }], { lr: 0.1 });
      a.grad = rl.ones([3]);
      b.grad = rl.ones([3]);
      optimizer.step();
      expect(a.tolist()).not.toEqual([1, 1, 1]);
      // the least step of Rprop is above 0
      expect(b.tolist().toString()).toBe(name === 'Rprop' ? String(Array(3).fill(Math.fround(2 - 1e-6))) : '2,2,2');
      expect(c.tolist()).toEqual([3, 3, 3]);
      optimizer.zeroGrad();
      expect([a.grad, b.grad, c.grad]).toEqual([null, null, null]);
      optimizer.dispose();
    });
  });
});

describe('SGD of a parameter beyond the caches', () => {
  it.each([{}, { weightDecay: 0.5 }])('follows its formula with %o', ({ weightDecay = 0 }) => {
    leavesNothing(() =>
      rl.scope(() => {
        const p = rl.randn([2 ** 20 + 1127], { requiresGrad: true });
        const g = rl.randn(p.shape);
        const want = p.detach().sub(p.detach().mul(weightDecay).add(g).mul(0.25)).toTypedArray();
        p.grad = g;
        new rl.optim.SGD([p], { lr: 0.25, weightDecay }).step();
        expect(p.toTypedArray().every((x, i) => x === want[i])).toBe(true);
      }),
    );
  });
});

/** What each optimizer remembers, by PyTorch's names. */
const KEYS: [string, Settings, string[]][] = [
  ['SGD', { lr: 0.1 }, []],
  ['SGD', { lr: 0.1, momentum: 0.9 }, ['momentum_buffer']],
  ['Adam', {}, ['step', 'exp_avg', 'exp_avg_sq']],
  ['AdamW', { amsgrad: true }, ['step', 'exp_avg', 'exp_avg_sq', 'max_exp_avg_sq']],
  ['RMSprop', {}, ['step', 'square_avg']],
  ['RMSprop', { momentum: 0.9, centered: true }, ['step', 'square_avg', 'grad_avg', 'momentum_buffer']],
  ['Adagrad', { lrDecay: 0.1 }, ['step', 'sum']],
  ['Adadelta', {}, ['step', 'square_avg', 'acc_delta']],
  ['Adamax', {}, ['step', 'exp_avg', 'exp_inf']],
  ['NAdam', {}, ['step', 'mu_product', 'exp_avg', 'exp_avg_sq']],
  ['RAdam', {}, ['step', 'exp_avg', 'exp_avg_sq']],
  ['ASGD', {}, ['step', 'eta', 'mu', 'ax']],
  ['Rprop', {}, ['step', 'prev', 'step_size']],
];

describe.each(KEYS)('the state of %s with %o', (name, o, keys) => {
  it("has PyTorch's names, and may hold its step as a tensor", () => {
    leavesNothing(() => {
      const [p, q] = [1, 1].map((v) => rl.full([3], v, { requiresGrad: true })) as [Tensor, Tensor];
      const [optimizer, resumed] = [make(name, [p], o), make(name, [q], o)];
      const step = (): void => {
        p.grad = rl.ones([3]);
        optimizer.step();
      };
      step();
      const saved = optimizer.stateDict() as { state: Record<string, Record<string, unknown>> };
      expect(Object.keys(saved.state[0] ?? {})).toEqual(keys);
      if (keys.includes('step')) saved.state[0]!['step'] = rl.tensor(1);
      resumed.loadStateDict(saved);
      rl.noGrad(() => q.copy_(p));
      q.grad = rl.ones([3]);
      step();
      resumed.step();
      expect(q.tolist()).toEqual(p.tolist());
      optimizer.dispose();
      resumed.dispose();
      expect(() => resumed.loadStateDict(saved)).toThrow(rl.DisposedError);
    });
  });
});
