// Properties over arbitrary shapes and layouts: whatever the views in between, the numbers are the reference's.
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { near } from './support/golden.ts';
import { call, isTensor, leavesNothing, read, start, toTensor } from './support/library.ts';
import { Random } from './support/random.ts';
import { isNd, type Nd } from './support/reference/nd.ts';
import { refer } from './support/reference.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

/** A failure shows the seed; this one makes runs alike. */
const RUNS = { numRuns: 200, seed: 20240229 };

const extent = fc.integer({ min: 0, max: 6 });
const shape = fc.array(extent, { maxLength: 4 });

/** Two shapes that broadcast: a common one, with dims dropped from the front and others made 1. */
const broadcastable = fc.tuple(shape, fc.nat(4), fc.nat(4), fc.nat(15), fc.nat(15)).map(([full, cutA, cutB, onesA, onesB]) => {
  const reduced = (cut: number, ones: number): number[] =>
    full.slice(Math.min(cut, full.length)).map((n, d) => ((ones >> d) & 1 ? 1 : n));
  return [reduced(cutA, onesA), reduced(cutB, onesB)] as const;
});

/** One view of a tensor of that shape: the op's name and its arguments. */
function viewOf(ndim: number, sizes: readonly number[]): fc.Arbitrary<[string, ...unknown[]]> {
  if (ndim === 0) return fc.constantFrom<[string, ...unknown[]]>(['unsqueeze', 0], ['reshape', [1]], ['expand', [2]]);
  const dim = fc.integer({ min: 0, max: ndim - 1 });
  return fc.oneof(
    fc
      .shuffledSubarray(
        sizes.map((_, d) => d),
        { minLength: ndim },
      )
      .map((order): [string, ...unknown[]] => ['permute', order]),
    dim.chain((d) =>
      fc
        .tuple(fc.nat(sizes[d]!), fc.nat(sizes[d]!), fc.integer({ min: 1, max: 3 }))
        .map(([a, b, step]): [string, ...unknown[]] => ['slice', d, Math.min(a, b), Math.max(a, b), step]),
    ),
    fc.integer({ min: 0, max: ndim }).map((d): [string, ...unknown[]] => ['unsqueeze', d]),
    fc.constant<[string, ...unknown[]]>(['squeeze']),
    ...(sizes.every((n) => n > 0) ? [fc.constant<[string, ...unknown[]]>(['reshape', [-1]])] : []),
    fc.constant<[string, ...unknown[]]>(['flatten']),
    fc.constant<[string, ...unknown[]]>(['expand', [2, ...sizes]]),
    ...(sizes.some((n) => n > 0)
      ? [
          dim
            .filter((d) => sizes[d]! > 0)
            .chain((d) =>
              fc.integer({ min: -sizes[d]!, max: sizes[d]! - 1 }).map((i): [string, ...unknown[]] => ['select', d, i]),
            ),
        ]
      : []),
  );
}

/** The same ops on a tensor and on its reference. */
function both(steps: [string, ...unknown[]][], x: Nd): { got: Tensor; want: Nd } {
  return steps.reduce(
    ({ got, want }, [name, ...args]) => ({
      got: call(name, got, ...args) as Tensor,
      want: refer(name, [want, ...args]) as Nd,
    }),
    { got: toTensor(x), want: x },
  );
}

function expectNear(got: unknown, want: unknown, rtol: number): void {
  if (!isTensor(got) || !isNd(want)) throw new Error('expected a tensor and an array');
  const { shape: gotShape, data } = read(got);
  expect(gotShape).toEqual(want.shape);
  expect(Array.from(data).findIndex((v, i) => !near(v, want.data[i]!, [rtol, rtol]))).toBe(-1);
}

/** A chain of views, each fitting the one before. */
const chain = shape.chain((first) => {
  const grow = (x: Nd, left: number): fc.Arbitrary<[string, ...unknown[]][]> =>
    left === 0
      ? fc.constant([])
      : viewOf(x.shape.length, x.shape).chain((step) =>
          grow(refer(step[0], [x, ...step.slice(1)]) as Nd, left - 1).map((rest) => [step, ...rest]),
        );
  const x = new Random('chain').real(first);
  return fc
    .nat(5)
    .chain((n) => grow(x, n))
    .map((steps) => ({ x, steps }));
});

describe('views', () => {
  it("in any chain show the reference's elements, to ops and to readers", () => {
    fc.assert(
      fc.property(chain, ({ x, steps }) =>
        leavesNothing(() => {
          const { got, want } = both(steps, x);
          expectNear(got, want, 0);
          expectNear(call('contiguous', got), want, 0);
          expectNear(call('add', got, got), refer('add', [want, want]), 0);
          expectNear(call('exp', got), refer('exp', [want]), 1e-6);
          expectNear(call('sum', got), refer('sum', [want]), 1e-5);
        }),
      ),
      RUNS,
    );
  });

  it('in any chain pass gradients back to where the elements came from', () => {
    fc.assert(
      fc.property(chain, ({ x, steps }) =>
        leavesNothing(() => {
          const leaf = toTensor(x, { requiresGrad: true });
          const got = steps.reduce<Tensor>((t, [name, ...args]) => call(name, t, ...args) as Tensor, leaf);
          // the sum of w · view(x) has the gradient that counts w back into x: linear, so exact by two evaluations
          const w = new Random('weights').real(got.shape);
          got.backward({ gradient: toTensor(w) });
          const places = steps.reduce<Nd>((v, [name, ...args]) => refer(name, [v, ...args]) as Nd, {
            ...x,
            data: x.data.map((_, i) => i),
          });
          const want = { ...x, data: new Float64Array(x.data.length) };
          places.data.forEach((p, i) => {
            want.data[p]! += w.data[i]!;
          });
          expectNear(leaf.grad ?? toTensor({ ...x, data: new Float64Array(x.data.length) }), want, 1e-6);
        }),
      ),
      RUNS,
    );
  });
});

describe('broadcasting', () => {
  it.each(['add', 'sub', 'mul', 'maximum'])('%s fits any two shapes that may', (name) => {
    fc.assert(
      fc.property(broadcastable, ([a, b]) =>
        leavesNothing(() => {
          const random = new Random(name);
          const [x, y] = [random.real(a), random.real(b)];
          expectNear(call(name, toTensor(x), toTensor(y, { layout: 'strided' })), refer(name, [x, y]), 1e-7);
        }),
      ),
      RUNS,
    );
  });
});

describe('matmul', () => {
  it('fits any sizes, whichever operand is transposed', () => {
    const sizes = fc.tuple(fc.nat(24), fc.nat(40), fc.nat(24), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(sizes, ([m, k, n, left, right]) =>
        leavesNothing(() => {
          const random = new Random('matmul');
          const [a, b] = [random.real([m, k]), random.real([k, n])];
          const layout = (strided: boolean) => ({
            layout: strided ? ('strided' as const) : ('plain' as const),
          });
          expectNear(call('matmul', toTensor(a, layout(left)), toTensor(b, layout(right))), refer('matmul', [a, b]), 2e-5);
        }),
      ),
      RUNS,
    );
  });
});

describe('reductions', () => {
  it.each(['sum', 'mean', 'amax', 'logsumexp'])('%s runs over any dims', (name) => {
    const cases = fc
      .array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 })
      .chain((s) => fc.tuple(fc.constant(s), fc.subarray(s.map((_, d) => d)), fc.boolean()));
    fc.assert(
      fc.property(cases, ([s, dims, keepdim]) =>
        leavesNothing(() => {
          const x = new Random(name).real(s);
          expectNear(
            call(name, toTensor(x, { layout: 'strided' }), dims, { keepdim }),
            refer(name, [x, dims, { keepdim }]),
            1e-5,
          );
        }),
      ),
      RUNS,
    );
  });
});
