// States of PyTorch's optimizers, schedules and generator, read and written: runs that began there go on here.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { camelCase } from './support/golden.ts';
import { construct, leavesNothing, start } from './support/library.ts';

interface Recorded {
  name: string;
  params: Record<string, unknown>;
}
interface RecordedOptimizer extends Recorded {
  before: unknown[];
  after: unknown[];
  state: Record<string, unknown>;
}
interface RecordedSchedule extends Recorded {
  state: Record<string, unknown>;
  group: Record<string, unknown>[];
  rest: number[];
}
interface RecordedGenerator {
  seed: number;
  draw: string;
  bytes: string;
  normal: number;
  uniform: number[];
}

const recorded = JSON.parse(readFileSync(new URL('./golden/torch_states.json', import.meta.url), 'utf8')) as {
  optimizers: RecordedOptimizer[];
  schedules: RecordedSchedule[];
  generators: RecordedGenerator[];
};

beforeAll(start);

const optionsOf = (params: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(params).map(([k, v]) => [camelCase(k), v]));

/** A recorded value, its tensors among it. */
function revive(value: unknown): unknown {
  if (value === 'Infinity') return Infinity;
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  if ('tensor' in value) return rl.tensor(value.tensor as number);
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, revive(v)]));
}

/** Tensors and numbers as plain values, Maps as objects. */
function plain(value: unknown): unknown {
  if (value instanceof rl.Tensor) return value.tolist();
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
}

function expectClose(got: unknown, want: unknown, where: string): void {
  if (typeof want === 'number')
    expect(Math.abs((got as number) - want), where).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(want)));
  else if (typeof want === 'object' && want !== null) {
    expect(Object.keys(got as object), where).toEqual(Object.keys(want));
    for (const [k, v] of Object.entries(want)) expectClose((got as Record<string, unknown>)[k], v, `${where}.${k}`);
  } else expect(got, where).toEqual(want);
}

type Optimizer = rl.optim.Optimizer;
type Scheduler = rl.optim.lrScheduler.LRScheduler;

/** Steps as they were recorded. */
function step(optimizer: Optimizer, [a, b]: [Tensor, Tensor]): void {
  rl.scope(() =>
    optimizer.step(() => {
      optimizer.zeroGrad();
      const loss = a
        .square()
        .mul(rl.tensor([1, 2, 3]))
        .sum()
        .add(b.sub(1).square().sum());
      loss.backward();
      return loss;
    }),
  );
}

/** What PyTorch's state has and ours has not, or the other way. */
const UNUSED = ['foreach', 'capturable', 'differentiable', 'fused', 'al'];

function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([k]) => !UNUSED.includes(k))
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([k, v]) => [k, without(v)]),
  );
}

describe.each(recorded.optimizers.map((c) => [c.name, c] as const))('%s', (name, c) => {
  const make = (values: unknown[]): { params: [Tensor, Tensor]; optimizer: Optimizer } => {
    const params = values.map((v) => rl.tensor(v as number[], { requiresGrad: true })) as [Tensor, Tensor];
    return { params, optimizer: construct(`optim.${name}`, params, optionsOf(c.params)) as Optimizer };
  };

  it("goes on from PyTorch's state", () => {
    leavesNothing(() => {
      const { params, optimizer } = make(c.before);
      optimizer.loadStateDict(revive(c.state) as rl.optim.TorchOptimizerState);
      for (let k = 0; k < 3; k++) step(optimizer, params);
      expectClose(plain(params), c.after, name);
      optimizer.dispose();
    });
  });

  it("gives PyTorch's state, which it takes itself", () => {
    leavesNothing(() => {
      const { params, optimizer } = make([
        [0.5, -1, 2],
        [[0.25], [1.5]],
      ]);
      for (let k = 0; k < 3; k++) step(optimizer, params);
      const state = rl.optim.toTorchState(optimizer);
      expect([...state.state.keys()]).toEqual(name === 'LBFGS' ? [0] : [0, 1]);
      expectClose(without(plain(state)), without(plain(revive(c.state))), name);
      const before = plain(optimizer.stateDict());
      optimizer.loadStateDict(state);
      expect(plain(optimizer.stateDict())).toEqual(before);
      optimizer.dispose();
    });
  });
});

/** Functions and counters that PyTorch keeps elsewhere. */
const OURS = ['base_lrs', '_step_count', '_last_lr', '_scale_fn_custom', '_anneal_func_type'];

describe.each(recorded.schedules.map((c) => [c.name, c] as const))('%s', (name, c) => {
  const make = (): { optimizer: Optimizer; scheduler: Scheduler } => {
    const optimizer = new rl.optim.SGD([rl.zeros([1], { requiresGrad: true })], { lr: 0.1, momentum: 0.9 });
    return { optimizer, scheduler: construct(`optim.lrScheduler.${name}`, optimizer, optionsOf(c.params)) as Scheduler };
  };
  const advance = (s: Scheduler): void => (s.needsMetric ? s.step(1) : s.step());

  it("goes on from PyTorch's state", () => {
    leavesNothing(() => {
      const { optimizer, scheduler } = make();
      optimizer.loadStateDict({ state: {}, param_groups: revive(c.group) as object[] });
      scheduler.loadStateDict(revive(c.state) as Record<string, unknown>);
      for (const lr of c.rest) {
        advance(scheduler);
        expect(optimizer.paramGroups[0]!.lr).toBeCloseTo(lr, 12);
      }
      optimizer.dispose();
    });
  });

  it("gives PyTorch's state, which it takes itself", () => {
    leavesNothing(() => {
      const { optimizer, scheduler } = make();
      for (let k = 0; k < 3; k++) advance(scheduler);
      const state = rl.optim.toTorchState(scheduler);
      const want = revive(c.state) as Record<string, unknown>;
      for (const key of Object.keys(state)) {
        // PyTorch's own step of it does not count
        if (name === 'CosineAnnealingWarmRestarts' && key === '_step_count') continue;
        if (key in want) expectClose(state[key], want[key], `${name}.${key}`);
        else expect(OURS, name).toContain(key);
      }
      const group = rl.optim.toTorchState(optimizer).param_groups[0]!;
      for (const key of Object.keys(c.group[0]!)) if (key in group) expectClose(group[key], c.group[0]![key], key);
      const before = scheduler.stateDict();
      scheduler.loadStateDict(state);
      expect(scheduler.stateDict()).toEqual(before);
      optimizer.dispose();
    });
  });
});

const DRAWS: Record<string, (generator: rl.Generator) => void> = {
  nothing: () => {},
  five: (generator) => rl.rand([5], { generator }).dispose(),
  normal: (generator) => rl.randn([3], { generator }).dispose(),
  block: (generator) => rl.rand([624], { generator }).dispose(),
};

describe.each(recorded.generators.map((c) => [`seed ${c.seed}, ${c.draw} drawn`, c] as const))('a generator of %s', (_, c) => {
  const bytes = Uint8Array.from(atob(c.bytes), (x) => x.charCodeAt(0));

  it("has PyTorch's bytes", () => {
    const generator = new rl.Generator(c.seed);
    DRAWS[c.draw]!(generator);
    expect(rl.toTorchRngState(generator.getState())).toEqual(bytes);
    expect(rl.fromTorchRngState(bytes)).toEqual(generator.getState());
  });

  it('goes on from them', () => {
    leavesNothing(() => {
      const state = rl.fromTorchRngState(rl.tensor(Int32Array.from(bytes)));
      const generator = new rl.Generator().setState(state);
      expect(rl.randn([1], { generator }).item()).toBeCloseTo(c.normal, 6);
      rl.rand([3], { generator })
        .tolist()
        .toString()
        .split(',')
        .forEach((x, i) => expect(Number(x)).toBe(Math.fround(c.uniform[i]!)));
      expect(generator.initialSeed()).toBe(c.seed);
    });
  });
});

it.each<[string, (bytes: Uint8Array) => unknown]>([
  ['too few', (b) => b.subarray(1)],
  ['no bytes at all', () => [1, 2]],
  ['of no seeded generator', (b) => b.fill(0, 12, 16)],
  ['with more left than there are', (b) => b.fill(9, 8, 12)],
  ['with words of 64 bits', (b) => b.fill(1, 24, 32)],
])('refuses bytes that are %s', (_, change) => {
  const bytes = Uint8Array.from(atob(recorded.generators[1]!.bytes), (x) => x.charCodeAt(0));
  expect(() => rl.fromTorchRngState(change(bytes) as Uint8Array)).toThrow(/^fromTorchRngState: expected .*, got /);
});
