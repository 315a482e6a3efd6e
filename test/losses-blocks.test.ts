// Losses of pairs of elements, which go along them in blocks: more than fill one, parameters at their ends, gradients of 0, and what
// is written. Each against its formula in float64, between guards.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, numbers, start } from './support/library.ts';
import { Random } from './support/random.ts';

const { F } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
});
afterEach(() => expect(trampledWords()).toEqual([]));
afterAll(() => expect(rl.memory().liveBytes).toBe(0));

/** Blocks of 1024 elements and a part of one. */
const N = 2 * 1024 + 5;
type Options = Record<string, unknown>;
/** The loss of an element in float64. */
type Formula = (x: number, y: number, n: number) => number;
type Smooth = (x: number, y: number) => number;

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const bceLogits = (x: number, y: number, positive = 1): number => (1 - y) * softplus(x) + positive * y * softplus(-x);
const focal =
  (alpha: number, gamma: number): Smooth =>
  (x, y) => {
    const q = 1 / (1 + Math.exp(-x));
    const share = alpha < 0 ? 1 : alpha * y + (1 - alpha) * (1 - y);
    return share * ((1 - y) * q + y * (1 - q)) ** gamma * bceLogits(x, y);
  };
const smoothL1 =
  (beta: number): Smooth =>
  (x, y) => {
    const d = Math.abs(x - y);
    return d < beta ? (0.5 * d * d) / beta : d - 0.5 * beta;
  };
const huber =
  (delta: number): Smooth =>
  (x, y) =>
    delta * smoothL1(delta)(x, y);

const random = new Random('blocks');
const [w, p] = [[...random.real([N], 0.2, 2).data], [...random.real([N], 0.2, 2).data]];

const CASES: [name: 'mseLoss', options: Options, formula: Formula, low?: number, high?: number][] = [
  ['mseLoss', {}, (x: number, y: number) => (x - y) ** 2],
  ['l1Loss', {}, (x: number, y: number) => Math.abs(x - y)],
  ...[0.3, 1, 2, 5].map((beta) => ['smoothL1Loss', { beta }, smoothL1(beta)]),
  ...[0.3, 1, 2].map((delta) => ['huberLoss', { delta }, huber(delta)]),
  ['binaryCrossEntropy', {}, (x: number, y: number) => -y * Math.log(x) - (1 - y) * Math.log1p(-x), 0.02, 0.98],
  ['binaryCrossEntropyWithLogits', {}, (x: number, y: number) => bceLogits(x, y)],
  ['binaryCrossEntropyWithLogits', { weight: w }, (x: number, y: number, n: number) => w[n]! * bceLogits(x, y)],
  ['binaryCrossEntropyWithLogits', { posWeight: p }, (x: number, y: number, n: number) => bceLogits(x, y, p[n])],
  [
    'binaryCrossEntropyWithLogits',
    { weight: w, posWeight: p },
    (x: number, y: number, n: number) => w[n]! * bceLogits(x, y, p[n]),
  ],
  ...[-1, 0, 0.25, 1].flatMap((alpha) =>
    [0, 0.5, 2, 3].map((gamma) => ['sigmoidFocalLoss', { alpha, gamma }, focal(alpha, gamma)]),
  ),
] as never[];

/** The options with tensors. */
const given = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, Array.isArray(value) ? rl.tensor(value) : value]));
const shown = (options: Options): string =>
  Object.entries(options)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? 'given' : value}`)
    .join(', ');

function near(got: Tensor | null, want: readonly number[], relative: number, absolute: number): void {
  const values = numbers(got!);
  expect(values).toHaveLength(want.length);
  const far = want.findIndex((v, i) => !(Math.abs(values[i]! - v) <= relative * Math.abs(v) + absolute));
  expect([far, values[far], want[far]]).toEqual([-1, undefined, undefined]);
}

describe.each(CASES.map((row) => [`${row[0]} ${shown(row[1])}`, ...row] as const))(
  '%s',
  (_, name, options, formula, low, high) => {
    const x = [...new Random('x').real([N], low ?? -4, high ?? 4).data];
    const y = [...new Random('y').real([N], 0, 1).data].map((v, n) => (n % 3 === 0 ? Math.round(v) : v));
    const losses = x.map((v, n) => formula(v, y[n]!, n));
    const slopes = x.map((v, n) => (formula(v + 1e-5, y[n]!, n) - formula(v - 1e-5, y[n]!, n)) / 2e-5);
    const upstream = [...new Random('dy').real([N], 0.5, 2).data];
    const run = (reduction: string, input = rl.tensor(x)): Tensor =>
      (F[name] as (...args: unknown[]) => Tensor)(input, rl.tensor(y), { reduction, ...given(options) });
    const leaf = (): Tensor => rl.tensor(x, { requiresGrad: true });

    it('is its formula in every block, as is its gradient', () =>
      leavesNothing(() => {
        near(run('none'), losses, 1e-5, 1e-6);
        const total = losses.reduce((a, b) => a + b);
        near(run('sum'), [total], 1e-5, 0);
        near(run('mean'), [total / N], 1e-5, 0);
        const a = leaf();
        run('none', a).backward({ gradient: rl.tensor(upstream) });
        near(
          a.grad,
          slopes.map((v, n) => v * upstream[n]!),
          2e-5,
          2e-5,
        );
        const b = leaf();
        run('sum', b).backward({ gradient: rl.tensor(3) });
        near(
          b.grad,
          slopes.map((v) => 3 * v),
          2e-5,
          3e-5,
        );
      }));

    it('has no gradient where none comes back', () =>
      leavesNothing(() => {
        for (const reduction of ['sum', 'mean', 'none']) {
          const a = leaf();
          run(reduction, a).backward({ gradient: reduction === 'none' ? rl.zeros([N]) : rl.tensor(0) });
          expect(a.grad!.abs().max().item()).toBe(0);
        }
      }));
  },
);

it('losses of many elements write to nothing else', () =>
  leavesNothing(() => {
    const v = rl.randn([50]);
    const values = (): number[][] => (['exp', 'log', 'tanh', 'erf', 'sin'] as const).map((name) => numbers(v[name]()));
    const before = values();
    const x = rl.ones([150 * 1024 + 1], { requiresGrad: true });
    F.mseLoss(x, rl.zeros(x.shape), { reduction: 'none' }).sum().backward();
    expect(x.grad!.eq(2).all().item()).toBe(true);
    expect(values()).toEqual(before);
  }));
