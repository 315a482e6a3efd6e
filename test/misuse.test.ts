// Every function, method and class with arguments at random, most of them wrong: what is refused is refused by name and in
// the errors' grammar, and nothing traps, leaks, or writes where it should not.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { start } from './support/library.ts';
import { Random } from './support/random.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});
afterEach(() => expect(trampledWords()).toEqual([]));

const ATTEMPTS = 60;

const VALUES: (() => unknown)[] = [
  ...[undefined, null, 'x', 'sum', 'int32', 'float64', 3, -1, 0, 1, 2, 0.5, NaN, Infinity, 2 ** 40, true, 5n, Symbol('s')],
  ...[[], [2, 3], [-1], ['a'], [0, 1], [null], {}, () => 1, new Float64Array(2), new BigInt64Array(2), new Date(0), new Map()],
].map((value) => () => value);

const disposed = (): rl.Tensor => {
  const t = rl.ones([2, 3]);
  t.dispose();
  return t;
};
const TENSORS: (() => rl.Tensor)[] = [
  () =>
    rl.tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  () => rl.tensor(Int32Array.of(0, 1, 1, 0, 1, 0), { shape: [2, 3] }),
  () => rl.tensor(Int32Array.of(0, 1)),
  () => rl.tensor(Int32Array.of(2 ** 31 - 1, -(2 ** 31))),
  () => rl.tensor([true, false]),
  () => rl.tensor(1.5),
  () => rl.tensor([1, 2]),
  () => rl.zeros([0, 3]),
  () => rl.ones([3, 2]).t(),
  () => rl.ones([2, 3, 4, 4]),
  () => rl.ones([2, 3], { requiresGrad: true }),
  () => rl.ones([2, 3], { requiresGrad: true }).mul(2),
  disposed,
];

const OPTIONS = (
  'zzz reduction weight ignoreIndex labelSmoothing bias eps training momentum stride padding dilation groups keepdim dim alpha ' +
  'beta negativeSlope approximate threshold minVal maxVal correction largest sorted descending stable dtype requiresGrad shape ' +
  'generator numClasses topk zeroDivision retainGraph gradient logTarget posWeight delta margin p paddingIdx offsets mode ' +
  'perSampleWeights includeLastOffset scaleGradByFreq maxNorm normType ceilMode countIncludePad divisorOverride attnMask isCausal ' +
  'dropoutP scale chunkSize lr betas weightDecay batchSize shuffle sampler dropLast collate replacement numSamples gain ' +
  'nonlinearity a stepSize gamma milestones tMax t0 factor patience maxLr totalSteps schedulers lrLambda affine ' +
  'trackRunningStats elementwiseAffine persistent strict allowUnused gradOutputs'
).split(' ');

/** Arguments at random, with tensors in the first places more often than not. */
function argumentsFrom(random: Random, tensorFirst: boolean): unknown[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!;
  const value = (tensors: number): unknown => (random.next() < tensors ? pick(TENSORS)() : pick(VALUES)());
  const options = (): unknown =>
    Object.fromEntries(Array.from({ length: Math.floor(random.next() * 4) }, () => [pick(OPTIONS), value(0.3)]));
  return Array.from({ length: Math.floor(random.next() * 5) }, (_, i) => {
    if (i === 0 && tensorFirst) return value(0.8);
    return random.next() < 0.3 ? options() : value(0.3);
  });
}

/** What is wrong with how a call went; a refusal may be of any kind but the engine's own. */
function wrongWith(name: string, call: () => unknown): string | undefined {
  const before = rl.memory().liveBytes;
  let error: unknown;
  rl.scope(() => {
    try {
      call();
    } catch (thrown) {
      error = thrown;
    }
  });
  // the tensors that a constructor made before it ran out of memory are the garbage collector's
  if (error instanceof rl.OutOfMemoryError) return undefined;
  if (rl.memory().liveBytes !== before) return `left ${rl.memory().liveBytes - before} bytes`;
  if (error === undefined) return undefined;
  const { constructor: kind, message } = error as Error;
  const kinds: unknown[] = [TypeError, RangeError, rl.DisposedError, Error];
  return kinds.includes(kind) && message.startsWith(`${name}: expected `) ? undefined : `${kind.name}: ${message}`;
}

function check(name: string, call: (args: unknown[]) => unknown, tensorFirst: boolean): void {
  const random = new Random(`misuse ${name}`);
  for (let i = 0; i < ATTEMPTS; i++) {
    let given: unknown[] = [];
    const wrong = wrongWith(name, () => {
      given = argumentsFrom(random, tensorFirst);
      return call(given);
    });
    if (wrong !== undefined) expect.fail(`attempt ${i}, of ${given.map(describeArgument).join(', ')}: ${wrong}`);
  }
}

const describeArgument = (value: unknown): string => {
  if (value instanceof rl.Tensor) return `${value.dtype}[${value.shape}]${value.disposed ? ', disposed' : ''}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value);
  return `{ ${Object.entries(value).map(([key, v]) => `${key}: ${describeArgument(v)}`)} }`;
};

type Space = Record<string, unknown>;
type Call = (...args: unknown[]) => unknown;
type Class = new (...args: unknown[]) => { dispose?(): void };

/** What takes functions of the user's, or answers later: tested where each is. */
const OTHERS =
  'init shutdown fit evaluate predict openSafetensors loadSharded keep scope noGrad detectAnomaly gradcheck backend memory'.split(
    ' ',
  );
const ABSTRACT = /^(Tensor|Module|LRScheduler|Optimizer|\w+Error)$/;
const spaces: [string, Space][] = [
  ['the main entry', rl],
  ['F', rl.F],
  ['nn', rl.nn],
  ['nn.init', rl.nn.init],
  ['nn.utils', rl.nn.utils],
  ['optim', rl.optim],
  ['optim.lrScheduler', rl.optim.lrScheduler],
  ['optim.swaUtils', rl.optim.swaUtils],
  ['data', rl.data],
  ['metrics', rl.metrics],
  ['autograd', { grad: rl.autograd.grad }],
];

describe.each(spaces)('of %s', (_, space) => {
  const named = Object.entries(space).filter(([name, value]) => typeof value === 'function' && !OTHERS.includes(name));
  it.each(named.filter(([name]) => /^[a-z]/.test(name)))('%s', (name, f) => {
    check(name, (args) => (f as Call)(...args), !/^(zeros|ones|full|arange|linspace|eye|rand.*|tensor|manualSeed)$/.test(name));
  });
  const classes = named.filter(([name]) => /^[A-Z]/.test(name) && !ABSTRACT.test(name));
  if (classes.length > 0)
    it.each(classes)('%s', (name, f) => check(name, (args) => new (f as Class)(...args).dispose?.(), false));
});

const METHODS = Object.getOwnPropertyNames(rl.Tensor.prototype).filter(
  (name) =>
    name !== 'constructor' &&
    name !== 'make' &&
    typeof Object.getOwnPropertyDescriptor(rl.Tensor.prototype, name)?.value === 'function',
);

it.each(METHODS)('the method %s', (name) => {
  check(name, ([self, ...args]) => self instanceof rl.Tensor && (self as unknown as Record<string, Call>)[name]?.(...args), true);
});
