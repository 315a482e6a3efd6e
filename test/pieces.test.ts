// A kernel that can be shared out leaves the same bits whether its range is done at once or in pieces, in whatever order, some of
// them empty; and it writes to nothing but its own piece.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COSTS } from '../bindings/costs.ts';
import { memory, type Tensor } from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { bytesOf, call, isTensor, leavesNothing, start, toArguments, toTensor } from './support/library.ts';
import { rows } from './support/optable/all.ts';
import { constant, describeArgs, isConstant, type Sample, smooth } from './support/optable.ts';
import { Random } from './support/random.ts';
import { byName, type Result } from './support/reference.ts';

type Kernel = (begin: number, end: number, ...rest: number[]) => void;

/** While it is there, ranges are cut. */
let knife: Random | null = null;
let cuts = 0;

/** The pieces of [0, end) in the order in which they are done. */
function piecesOf(end: number, random: Random): [begin: number, end: number][] {
  const inner = Array.from({ length: 4 }, () => Math.floor(random.next() * (end + 1))).sort((a, b) => a - b);
  const pieces = [...inner, end].map((to, i): [number, number] => [inner[i - 1] ?? 0, to]);
  return random.next() < 0.5 ? pieces : pieces.reverse();
}

const inPieces =
  (kernel: Kernel): Kernel =>
  (begin, end, ...rest) => {
    if (knife === null || begin !== 0 || end === 0) return kernel(begin, end, ...rest);
    cuts++;
    for (const piece of piecesOf(end, knife)) kernel(...piece, ...rest);
  };

const { Instance } = WebAssembly;
/** The kernels as they are, of which another part borrows some. */
const tables = new WeakMap<object, WebAssembly.Exports>();

WebAssembly.Instance = class {
  readonly exports: WebAssembly.Exports;
  constructor(module: WebAssembly.Module, { core, ...imports }: WebAssembly.Imports = {}) {
    const table = new Instance(module, { ...imports, ...(core && { core: tables.get(core) ?? core }) }).exports;
    this.exports = Object.fromEntries(
      Object.entries(table).map(([name, value]) => [name, name in COSTS ? inPieces(value as Kernel) : value]),
    );
    tables.set(this.exports, table);
  }
} as typeof Instance;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

afterAll(() => {
  WebAssembly.Instance = Instance;
  expect(memory().liveBytes).toBe(0);
});

/** The results and the gradients of its inputs. */
function bitsOf(name: string, sample: Sample): Uint8Array[] {
  const results: Uint8Array[] = [];
  leavesNothing(() => {
    const { args, tensors } = toArguments(sample.args, (x) => toTensor(x, { requiresGrad: sample.gradient && !isConstant(x) }));
    const random = new Random('slopes');
    for (const y of Object.values(byName(call(name, ...args) as Result<Tensor>, isTensor))) {
      results.push(bytesOf(y));
      if (y.requiresGrad) y.backward({ gradient: toTensor(random.real(y.shape)), retainGraph: true });
    }
    for (const t of tensors) if (t.grad) results.push(bytesOf(t.grad));
  });
  return results;
}

const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((bytes, i) => bytes.length === b[i]!.length && bytes.every((byte, j) => byte === b[i]![j]));

function expectSame(name: string, samples: Iterable<Sample>): void {
  const random = new Random(name);
  for (const sample of samples) {
    const whole = bitsOf(name, sample);
    knife = random;
    const pieces = bitsOf(name, sample);
    knife = null;
    expect(same(pieces, whole) || describeArgs(sample.args)).toBe(true);
  }
}

describe.each(rows.map((row) => [row.name, row] as const))('%s of the table', (name, row) => {
  it('has the same bits in pieces', () => expectSame(name, row.samples(new Random(name))));
});

const REDUCTIONS = ['none', 'sum', 'mean'];

/** Rows of all kinds: what becomes subnormal, infinite or NaN beside what does not. */
function logits(r: Random, N: number, C: number) {
  const x = r.real([N, C], -8, 8);
  const rowOf = (n: number) => x.data.subarray(n * C, (n + 1) * C);
  if (N > 3) rowOf(3).forEach((value, c, row) => void (row[c] = Math.fround(c % 3 === 0 ? value : value - 95)));
  if (N > 5) rowOf(5)[C - 1] = Infinity;
  if (N > 6) rowOf(6).fill(-Infinity);
  if (N > 7) rowOf(7)[C >> 1] = NaN;
  return x;
}

const LARGER: Record<string, (r: Random) => Sample[]> = {};
for (const name of ['F.softmax', 'F.logSoftmax', 'logsumexp'])
  LARGER[name] = (r) => [
    ...[1, 3, 15, 16, 17, 50, 1030].flatMap((C) => [2, 5, 11].map((N) => smooth(logits(r, N, C), 1))),
    ...[1, 4, 5, 9].map((inner) => smooth(r.real([3, 40, inner], -90, 5), 1)),
    smooth(r.real([7, 3], -9, 9), 0),
  ];
LARGER['F.nllLoss'] = (r) =>
  REDUCTIONS.flatMap((reduction) => [
    smooth(r.real([9, 7]), r.int([9], 0, 7), { reduction, weight: constant(r.real([7], 0.2, 2)), ignoreIndex: 3 }),
    smooth(r.real([4, 5, 6]), r.int([4, 6], 0, 5), { reduction }),
  ]);
LARGER['F.crossEntropy'] = (r) =>
  REDUCTIONS.flatMap((reduction) => [
    ...[2, 5, 11].flatMap((N) =>
      [3, 15, 16, 41].flatMap((C) =>
        [0, 0.3].flatMap((labelSmoothing) =>
          [{}, { weight: constant(r.real([C], 0.2, 2)) }].map((weighted) =>
            smooth(logits(r, N, C), r.int([N], 0, C), { reduction, labelSmoothing, ignoreIndex: 1, ...weighted }),
          ),
        ),
      ),
    ),
    // no classes: all targets are ignored
    smooth(r.real([9, 0]), r.int([9], 1, 2), { reduction, ignoreIndex: 1 }),
  ]);

/** So many elements that they fill some blocks and a part of one. */
const MANY = [3, 1111];
const pair =
  (low: number, high: number, options: Record<string, unknown>[]) =>
  (r: Random): Sample[] =>
    REDUCTIONS.flatMap((reduction) =>
      options.flatMap((o) => [
        smooth(r.real(MANY, low, high), constant(r.real(MANY, 0, 1)), { reduction, ...o }),
        smooth(r.real([5], low, high), constant(r.real([5], 0, 1)), { reduction, ...o }),
      ]),
    );
LARGER['F.mseLoss'] = pair(-3, 3, [{}]);
LARGER['F.l1Loss'] = pair(-3, 3, [{}]);
LARGER['F.smoothL1Loss'] = pair(-3, 3, [{}, { beta: 0.5 }]);
LARGER['F.huberLoss'] = pair(-3, 3, [{ delta: 0.7 }]);
LARGER['F.binaryCrossEntropy'] = pair(0.01, 0.99, [{}]);
LARGER['F.binaryCrossEntropyWithLogits'] = (r) => [
  ...pair(-20, 20, [{}])(r),
  ...REDUCTIONS.map((reduction) =>
    smooth(r.real(MANY, -9, 9), constant(r.real(MANY, 0, 1)), {
      reduction,
      weight: constant(r.real(MANY, 0.2, 2)),
      posWeight: constant(r.real([1111], 0.2, 2)),
    }),
  ),
];
LARGER['F.sigmoidFocalLoss'] = pair(-9, 9, [{}, { alpha: -1, gamma: 3 }, { alpha: 0, gamma: 0.5 }]);
LARGER['F.linearCrossEntropy'] = (r) =>
  REDUCTIONS.flatMap((reduction) =>
    [{}, { chunkSize: 3 }, { bias: r.real([40]), labelSmoothing: 0.2 }, { zLoss: 0.1, softcap: 5 }].map((o) =>
      smooth(r.real([29, 6]), r.real([40, 6]), r.int([29], 0, 40), { reduction, ignoreIndex: 2, ...o }),
    ),
  );
/** (m, k, n) with several blocks of rows or columns, for each way to read B. */
const PRODUCTS = [
  [45, 9, 3],
  [3, 9, 45],
  [57, 33, 14],
  [30, 70, 30],
  [130, 20, 27],
  [1, 40, 90],
  [90, 40, 1],
  [25, 0, 30],
  [45, 0, 3],
  [22, 420, 19],
  [600, 3, 5],
  [5, 3, 600],
] as const;
LARGER.matmul = (r) => PRODUCTS.map(([m, k, n]) => smooth(r.real([m, k]), r.real([k, n])));
LARGER['F.linear'] = (r) => PRODUCTS.map(([m, k, n]) => smooth(r.real([m, k]), r.real([n, k]), r.real([n])));
LARGER.addmm = (r) =>
  PRODUCTS.map(([m, k, n]) => smooth(r.real([m, n]), r.real([m, k]), r.real([k, n]), { beta: 0.5, alpha: -1.5 }));
LARGER.bmm = (r) => PRODUCTS.slice(0, 3).map(([m, k, n]) => smooth(r.real([5, m, k]), r.real([5, k, n])));

describe.each(Object.entries(LARGER))('%s', (name, samples) => {
  it('has the same bits in pieces', () => {
    cuts = 0;
    expectSame(name, samples(new Random(name)));
    expect(cuts).toBeGreaterThan(0);
  });
});
