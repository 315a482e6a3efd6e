// Runs the fixtures of optimizers and schedules: objectives, small networks with averages, and rates.
import { expect } from 'vitest';
import type { Tensor } from '../../../src/index.ts';
import * as rl from '../../../src/index.ts';
import { camelCase, decode, type FixtureTensor, mismatch, number, type Params, type Tolerance } from '../golden.ts';
import { construct, read, toTensor } from '../library.ts';

type Optimizer = rl.optim.Optimizer;
type Scheduler = rl.optim.lrScheduler.LRScheduler;

interface Named {
  name: string;
  params: Params;
}

type Schedule = { name: string; params: Params; of?: undefined } | { name: string; of: Schedule[] };

interface Results {
  results: Record<string, FixtureTensor>;
  results64: Record<string, FixtureTensor>;
  tol: Record<string, Tolerance>;
}

export interface OptimCase extends Results {
  id: string;
  kind: 'optim';
  objective: 'rosenbrock' | 'quadratic' | 'logistic';
  start: FixtureTensor[];
  constants?: Record<string, FixtureTensor>;
  optimizer: Named;
  steps: number;
}

interface Average {
  fn: 'swa' | 'ema';
  decay?: number;
  start: number;
  use_buffers?: boolean;
  update_bn?: boolean;
  swalr?: Params;
}

export interface Train2Case extends Results {
  id: string;
  kind: 'train2';
  layers: [string, ...number[]][];
  batch_size: number;
  optimizer: Named;
  steps: number;
  init_key?: string;
  accumulate?: number;
  closure?: boolean;
  scheduler?: Schedule;
  average?: Average;
  lrs?: number[];
}

export interface Schedule2Case {
  id: string;
  kind: 'schedule2';
  scheduler: Schedule;
  optimizer: Named;
  groups: Params[];
  steps: number;
  at?: number[];
  lrs: number[][];
  momenta?: number[];
}

export interface Error2Case {
  id: string;
  kind: 'error';
  optimizer: Named;
  scheduler?: Schedule;
  call?: string;
}

export type Case2 = OptimCase | Train2Case | Schedule2Case | Error2Case;

export interface Fixture2 {
  format: string;
  meta: { count: number };
  cases: Case2[];
  shared?: Record<string, FixtureTensor | Record<string, FixtureTensor>>;
}

/** Functions as the fixtures write them. */
function functionOf(value: unknown): unknown {
  const f = value as { power?: number; const?: number; table?: number[] };
  if (f.power !== undefined) return (e: number) => f.power! ** e;
  if (f.const !== undefined) return () => f.const!;
  return (e: number) => f.table![Math.min(e, f.table!.length - 1)]!;
}

const SCALES: Record<string, (x: number) => number> = { inverse: (x) => 1 / (1 + 0.5 * (x - 1)), power99: (x) => 0.99 ** x };

function optionsOf(params: Params): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => {
      if (key === 'lr_lambda') return ['lrLambda', Array.isArray(value) ? value.map(functionOf) : functionOf(value)];
      if (key === 'scale_fn') return ['scaleFn', SCALES[value as string]];
      return [camelCase(key), number(value)];
    }),
  );
}

const optimizerOf = (parameters: unknown, { name, params }: Named): Optimizer =>
  construct(`optim.${name}`, parameters, optionsOf(params)) as Optimizer;

function schedulerOf(optimizer: Optimizer, s: Schedule): Scheduler {
  if (s.of)
    return construct(
      'optim.lrScheduler.ChainedScheduler',
      s.of.map((q) => schedulerOf(optimizer, q)),
    ) as Scheduler;
  const path = s.name === 'SWALR' ? 'optim.swaUtils' : 'optim.lrScheduler';
  return construct(`${path}.${s.name}`, optimizer, optionsOf(s.params)) as Scheduler;
}

/** Compares every result that the case has, and nothing else. */
function compare(c: Results, got: Record<string, Tensor>): void {
  expect(Object.keys(got).sort()).toEqual(Object.keys(c.results).sort());
  for (const [name, want] of Object.entries(c.results))
    expect(mismatch(read(got[name]!), want, c.results64[name], c.tol[name]!), name).toBeUndefined();
}

function objective(c: OptimCase, [x, p]: Tensor[], k: Record<string, Tensor>): Tensor {
  if (c.objective === 'rosenbrock') {
    const n = x!.shape[0]!;
    const [u, v] = [x!.narrow(0, 0, n - 1), x!.narrow(0, 1, n - 1)];
    return v.sub(u.square()).square().mul(100).add(u.neg().add(1).square()).sum();
  }
  if (c.objective === 'quadratic')
    return k['a']!.mul(x!).mul(x!).sum().div(2).add(k['b']!.mul(x!).sum()).add(p!.matmul(x!).square().sum());
  const margin = k['y']!.mul(k['x']!.matmul(x!));
  return rl.F.softplus(margin.neg()).mean().add(x!.square().sum().mul(0.01));
}

export function runOptim(c: OptimCase): void {
  rl.scope(() => {
    const params = c.start.map((t) => toTensor(decode(t), { requiresGrad: true }));
    const constants = Object.fromEntries(Object.entries(c.constants ?? {}).map(([k, t]) => [k, toTensor(decode(t))]));
    const optimizer = optimizerOf(params, c.optimizer);
    const losses: number[] = [];
    for (let step = 0; step < c.steps; step++) {
      const loss = optimizer.step(() => {
        optimizer.zeroGrad();
        const l = objective(c, params, constants);
        l.backward();
        return l;
      });
      losses.push(loss.item());
    }
    compare(c, {
      losses: rl.tensor(losses),
      ...Object.fromEntries(params.map((p, k) => [`final.${k}`, p.detach()])),
    });
    optimizer.dispose();
  });
}

type Averaged = rl.optim.swaUtils.AveragedModel<rl.nn.Sequential>;

function averagedOf(model: rl.nn.Sequential, { fn, decay = 0, use_buffers = false }: Average): Averaged {
  const ema = (p: Tensor, q: Tensor): Tensor => p.mul(decay).add(q.mul(1 - decay));
  return new rl.optim.swaUtils.AveragedModel(model, {
    useBuffers: use_buffers,
    ...(fn === 'ema' && { avgFn: ema }),
  });
}

/** What PyTorch 1.13 and newer versions agree on in an averaged model. */
function averageResults(averaged: Averaged, c: Train2Case, x: Tensor): Record<string, Tensor> {
  const { update_bn, use_buffers } = c.average!;
  const known = update_bn || use_buffers;
  const n = x.shape[0]!;
  const batches = Array.from({ length: Math.ceil(n / c.batch_size) }, (_, k) =>
    x.narrow(0, k * c.batch_size, Math.min(c.batch_size, n - k * c.batch_size)),
  );
  if (update_bn) rl.optim.swaUtils.updateBn(batches, averaged);
  const state = Object.entries(averaged.stateDict()).filter(
    ([k]) => known || !/(running_mean|running_var|num_batches_tracked)$/.test(k),
  );
  averaged.eval();
  return {
    ...Object.fromEntries(state.map(([k, t]) => [`averaged.${k}`, t])),
    ...(known && { averaged_output: averaged.forward(x.narrow(0, 0, 5)).detach() }),
  };
}

export function runTrain2(c: Train2Case, shared: NonNullable<Fixture2['shared']>): void {
  rl.scope(() => {
    const [x, y] = [toTensor(decode(shared['x'] as FixtureTensor)), toTensor(decode(shared['y'] as FixtureTensor))];
    const layers = c.layers.map(([name, ...args]) => construct(`nn.${name}`, ...args) as rl.nn.Layer);
    const model = new rl.nn.Sequential(...layers);
    const init = shared[c.init_key ?? 'init'] as Record<string, FixtureTensor>;
    model.loadStateDict(Object.fromEntries(Object.entries(init).map(([k, t]) => [k, toTensor(decode(t))])));
    const optimizer = optimizerOf(model.parameters(), c.optimizer);
    const { average, accumulate = 1 } = c;
    const averaged = average && averagedOf(model, average);
    const scheduler = c.scheduler && schedulerOf(optimizer, c.scheduler);
    const swalr = average?.swalr && schedulerOf(optimizer, { name: 'SWALR', params: average.swalr });
    const [losses, lrs]: [number[], number[]] = [[], []];
    for (let step = 0, from = 0; step < c.steps; step++) {
      if (from >= x.shape[0]!) from = 0;
      const size = Math.min(c.batch_size, x.shape[0]! - from);
      const part = size / accumulate;
      const all = (): number => {
        optimizer.zeroGrad();
        let total = 0;
        for (let k = 0; k < accumulate; k++) {
          const [xb, yb] = [x, y].map((t) => t!.narrow(0, from + k * part, part)) as [Tensor, Tensor];
          const loss = rl.F.crossEntropy(model.forward(xb), yb).div(accumulate);
          loss.backward();
          total = Math.fround(total + loss.item());
        }
        return total;
      };
      if (c.closure) {
        losses.push(optimizer.step(all));
      } else {
        losses.push(all());
        optimizer.step();
      }
      from += size;
      if (average && step + 1 > average.start) {
        averaged!.updateParameters(model);
        swalr?.step();
      } else scheduler?.step();
      lrs.push(optimizer.paramGroups[0]!.lr);
    }
    compare(c, {
      losses: rl.tensor(losses),
      ...Object.fromEntries(Object.entries(model.stateDict()).map(([k, t]) => [`final.${k}`, t])),
      ...(averaged && averageResults(averaged, c, x)),
    });
    c.lrs?.forEach((lr, k) => expect(lrs[k], `rate after step ${k + 1}`).toBeCloseTo(lr, 12));
    for (const made of [optimizer, averaged, model]) made?.dispose();
  });
}

export function runSchedule2(c: Schedule2Case): void {
  rl.scope(() => {
    const groups = c.groups.map((g) => ({ params: [rl.zeros([1], { requiresGrad: true })], ...optionsOf(g) }));
    const optimizer = optimizerOf(groups, c.optimizer);
    const scheduler = schedulerOf(optimizer, c.scheduler);
    for (let k = 0; k <= c.steps; k++) {
      const rates = optimizer.paramGroups.map(({ lr }) => lr);
      c.lrs[k]!.forEach((lr, i) =>
        expect(Math.abs(rates[i]! - lr), `rate ${i} after ${k} steps: ${rates[i]}, not ${lr}`).toBeLessThanOrEqual(
          1e-9 * Math.abs(lr) + 1e-15,
        ),
      );
      if (c.momenta)
        expect((optimizer.paramGroups[0] as { momentum?: number }).momentum, `momentum ${k}`).toBeCloseTo(c.momenta[k]!, 12);
      if (k === c.steps) break;
      optimizer.step();
      if (c.at) scheduler.step(c.at[k]);
      else scheduler.step();
    }
    optimizer.dispose();
  });
}

export function runError2(c: Error2Case): void {
  const attempt = (): void => {
    rl.scope(() => {
      const optimizer = optimizerOf([rl.zeros([2], { requiresGrad: true })], c.optimizer);
      if (c.scheduler) schedulerOf(optimizer, c.scheduler);
      else if (c.call === 'step_without_closure') optimizer.step();
      optimizer.dispose();
    });
  };
  expect(attempt).toThrow(/^\w+: expected .*, got /);
}
