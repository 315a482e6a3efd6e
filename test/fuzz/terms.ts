// Slopes that an op computes as a difference. Where its terms cancel, the difference keeps the rounding of the terms, which is far
// more than a share of the difference: 1 − y² of a tanh near 1 is off by twice the rounding of y, however small it is itself.

import { arraysIn } from '../support/optable.ts';
import { isNd, type Nd, reduce, size } from '../support/reference/nd.ts';
import { sumOf } from '../support/reference/reduce.ts';

/** The magnitude of the terms in the slope of output `j` by input `i`. */
type Terms = (i: number, j: number) => number;
type TermsOf = (args: readonly unknown[], x: Nd, y: Nd) => Terms;

const largest = (x: unknown): number => (isNd(x) ? x.data.reduce((m, v) => Math.max(m, Math.abs(v)), 0) : 1);
const option = <T>(args: readonly unknown[], key: string): T | undefined =>
  (args.at(-1) as Record<string, T> | undefined | null)?.[key];

/** Terms of the slope of each element by the one in the same place. */
const alone =
  (f: (y: number, x: number) => number): TermsOf =>
  (_args, x, y) =>
  (i, j) =>
    i === j ? f(y.data[j]!, x.data[j]!) : 0;

/** x·g(x), whose slope g + x·g′ changes its sign below 0; there |g′| is at most (1 + |x|)·g for every gate. */
const gated = alone((y, x) => (x === 0 ? 1 : Math.abs(y / x) * (1 + Math.abs(x) * (1 + Math.abs(x)))));

/** For terms none of which is larger than a bound. */
const within =
  (bound: (args: readonly unknown[], x: Nd, y: Nd) => number): TermsOf =>
  (args, x, y) => {
    const most = bound(args, x, y);
    return () => most;
  };

/** The largest of the arrays but for one: what its slopes are multiplied by. */
const others = (args: readonly unknown[], x: Nd): number =>
  arraysIn(args).reduce(
    (product, other) => product * (other === x || other.dtype !== 'float32' ? 1 : Math.max(1, largest(other))),
    1,
  );

/** Rows to mean 0 and variance 1: a slope is (δᵢⱼ − 1/n − x̂ᵢx̂ⱼ/n)/σ, where x̂ has the rounding of mean/σ too. */
const normalised =
  (row: (args: readonly unknown[], x: Nd) => (p: number) => number): TermsOf =>
  (args, x) => {
    const source = args[0] as Nd;
    if (x !== source && x !== option(args, 'weight')) return () => 0;
    const { data } = source;
    const rowOf = row(args, source);
    const rows = new Map<number, number[]>();
    for (let p = 0; p < data.length; p++) rows.set(rowOf(p), [...(rows.get(rowOf(p)) ?? []), data[p]!]);
    const moments = new Map(
      [...rows].map(([r, list]) => {
        const mean = sumOf(Float64Array.from(list)) / list.length;
        const variance = sumOf(Float64Array.from(list, (v) => (v - mean) ** 2)) / list.length;
        return [r, { n: list.length, mean, scale: 1 / Math.sqrt(variance + (option<number>(args, 'eps') ?? 1e-5)) }];
      }),
    );
    const weight = Math.max(1, largest(option(args, 'weight')));
    if (x !== source)
      return (_, j) => {
        const { mean, scale } = moments.get(rowOf(j))!;
        return scale * (Math.abs(data[j]!) + Math.abs(mean));
      };
    return (i, j) => {
      if (rowOf(i) !== rowOf(j)) return 0;
      const { n, mean, scale } = moments.get(rowOf(i))!;
      const product = Math.abs((data[i]! - mean) * (data[j]! - mean)) * scale * scale;
      return weight * scale * (Number(i === j) + (1 + product * (1 + scale * Math.abs(mean))) / n);
    };
  };

const inner = (x: Nd): number => size(x.shape.slice(2));
const runs = (n: number) => (p: number) => Math.floor(p / n);

/** a/‖a‖ and its like: two unit vectors over the length of a row, which runs along a dim of what broadcasts to one dim more than `y`. */
const directions = (initial: number): TermsOf =>
  within((args, x, y) => {
    const dim = option<number>(args, 'dim') ?? initial;
    const fromEnd = dim < 0 ? dim : dim - y.shape.length - 1;
    const inside = fromEnd + x.shape.length >= 0;
    const lengths = inside ? reduce(x, fromEnd, false, (row) => Math.sqrt(sumOf(row.map((v) => v * v)))) : x;
    return 2 / lengths.data.reduce((least, v) => Math.min(least, Math.max(1e-3, Math.abs(v))), Infinity);
  });

/** The probability less the target, times what the logits are made of. */
const classes = within((args, x) => 2 * others(args, x));

/** The probability less the target, for the logits alone. */
const binary: TermsOf = (args, x, y) => (x === args[0] ? classes(args, x, y) : () => 0);

const TERMS: Record<string, TermsOf> = {
  tanh: alone((y) => 2 * y * y),
  'F.tanh': alone((y) => 2 * y * y),
  sigmoid: alone((y) => y),
  'F.sigmoid': alone((y) => y),
  'F.softmax': alone((y) => y),
  'F.softmin': alone((y) => y),
  'F.logSoftmax': alone(Math.exp),
  'F.gelu': gated,
  'F.silu': gated,
  'F.mish': gated,
  'F.hardswish': gated,
  'F.crossEntropy': classes,
  'F.binaryCrossEntropyWithLogits': binary,
  'F.multilabelSoftMarginLoss': binary,
  'F.linearCrossEntropy': classes,
  'F.scaledDotProductAttention': within((args, x) => 2 * others(args, x)),
  'F.tripletMarginLoss': within(() => 2),
  'F.cosineSimilarity': directions(1),
  'F.cosineEmbeddingLoss': directions(-1),
  'F.layerNorm': normalised((args) => runs(size(args[1] as number[]))),
  'F.groupNorm': normalised((args, x) => runs(x.data.length / x.shape[0]! / (args[1] as number))),
  'F.instanceNorm': normalised((_, x) => runs(inner(x))),
  'F.batchNorm': normalised((_, x) => (p) => Math.floor(p / inner(x)) % x.shape[1]!),
  // 2(x − mean)/n, and that over twice the deviation
  var: within((_, x, y) => (4 * largest(x) * y.data.length) / x.data.length),
  std: within((_, x, y) => (2 * largest(x) * y.data.length) / x.data.length / Math.max(1e-3, Math.min(...y.data))),
};

/** The terms of an op's slopes, or undefined where they do not cancel. */
export const termsOf = (name: string, args: readonly unknown[], x: Nd, y: Nd): Terms | undefined => TERMS[name]?.(args, x, y);
