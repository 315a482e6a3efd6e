// Losses of likelihoods, margins, distances and sequences.
import { alongDim, broadcastShapes, broadcastTo, map, type Nd, nd, reduce, reshaped, scalar, zip } from './nd.ts';
import { sumOf } from './reduce.ts';
import { logSoftmax } from './softmax.ts';

interface Options {
  reduction?: 'mean' | 'sum' | 'none';
  margin?: number;
}

const float = (x: Nd): Nd => ({ ...x, dtype: 'float32' });
const real = (f: (x: number, y: number) => number, x: Nd, y: Nd): Nd => zip(f, float(x), float(y));

function reduced(each: Nd, reduction: Options['reduction'] = 'mean'): Nd {
  if (reduction === 'none') return each;
  return scalar(sumOf(each.data) / (reduction === 'mean' ? each.data.length : 1));
}

/** max(0, x), NaN included. */
const hinge = (x: number): number => Math.max(0, x);
/** ln(1 + eˣ). */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const sigmoid = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
const stirling = (y: number): number => (y > 1 ? y * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI * y) : 0);

function poisson(
  x: Nd,
  y: Nd,
  { logInput = true, full = false, eps = 1e-8, reduction }: Options & { logInput?: boolean; full?: boolean; eps?: number } = {},
): Nd {
  const each = real((v, t) => (logInput ? Math.exp(v) - t * v : v - t * Math.log(v + eps)) + (full ? stirling(t) : 0), x, y);
  return reduced(each, reduction);
}

function gaussian(
  x: Nd,
  y: Nd,
  variance: Nd,
  { full = false, eps = 1e-6, reduction }: Options & { full?: boolean; eps?: number } = {},
): Nd {
  const own = variance.shape.length < x.shape.length ? reshaped(variance, [...variance.shape, 1]) : variance;
  const v = map(own, (s) => (s < eps ? eps : s));
  const errors = real((a, b) => (a - b) ** 2, x, y);
  const constant = full ? 0.5 * Math.log(2 * Math.PI) : 0;
  return reduced(
    real((e, s) => 0.5 * (Math.log(s) + e / s) + constant, errors, v),
    reduction,
  );
}

/** Σ max(0, 1 − x[k] + x[c]) over labels k and other classes c, over C. */
function multilabelMargin(x: Nd, target: Nd, { reduction }: Options = {}): Nd {
  const C = x.shape.at(-1)!;
  const each = Float64Array.from({ length: x.data.length / C }, (_, n) => {
    const row = x.data.subarray(n * C, (n + 1) * C);
    const listed = [...target.data.subarray(n * C, (n + 1) * C)];
    const labels = listed.slice(0, listed.includes(-1) ? listed.indexOf(-1) : C);
    const terms = labels.flatMap((k) => [...row].flatMap((v, c) => (labels.includes(c) ? [] : [hinge(1 - row[k]! + v)])));
    return sumOf(terms) / C;
  });
  return reduced(nd(x.shape.slice(0, -1), each), reduction);
}

function multilabelSoftMargin(x: Nd, target: Nd, { weight, reduction }: Options & { weight?: Nd | null } = {}): Nd {
  const each = real((v, t) => t * softplus(-v) + (1 - t) * softplus(v), x, target);
  const weighed = weight ? real((l, w) => l * w, each, weight) : each;
  return reduced(
    reduce(weighed, -1, false, (row) => sumOf(row) / row.length),
    reduction,
  );
}

const softMargin = (x: Nd, y: Nd, { reduction }: Options = {}): Nd =>
  reduced(
    real((v, t) => softplus(-t * v), x, y),
    reduction,
  );

const marginRanking = (a: Nd, b: Nd, y: Nd, { margin = 0, reduction }: Options = {}): Nd =>
  reduced(
    real(
      (d, t) => hinge(-t * d + margin),
      real((v, w) => v - w, a, b),
      y,
    ),
    reduction,
  );

const hingeEmbedding = (x: Nd, y: Nd, { margin = 1, reduction }: Options = {}): Nd =>
  reduced(
    real((v, t) => (t !== 1 ? hinge(margin - v) : 0) + (t !== -1 ? v : 0), x, y),
    reduction,
  );

/** A number for each pair of rows. */
function rowwise(f: (a: Float64Array, b: Float64Array) => number, x: Nd, y: Nd): Nd {
  const shape = broadcastShapes(x.shape, y.shape);
  const [a, b] = [broadcastTo(x, shape), broadcastTo(y, shape)];
  const D = shape.at(-1)!;
  const rows = Float64Array.from({ length: shape.slice(0, -1).reduce((p, q) => p * q, 1) }, (_, n) =>
    f(a.data.subarray(n * D, (n + 1) * D), b.data.subarray(n * D, (n + 1) * D)),
  );
  return nd(shape.slice(0, -1), rows);
}

const dot = (a: Float64Array, b: Float64Array): number => sumOf(a.map((v, i) => v * b[i]!));

function cosineEmbedding(a: Nd, b: Nd, y: Nd, { margin = 0, reduction }: Options = {}): Nd {
  const cosines = rowwise((u, v) => dot(u, v) / Math.sqrt((dot(u, u) + 1e-12) * (dot(v, v) + 1e-12)), a, b);
  return reduced(
    real((c, t) => (t === 1 ? 1 - c : t === -1 ? hinge(c - margin) : 0), cosines, y),
    reduction,
  );
}

function triplet(
  anchor: Nd,
  positive: Nd,
  negative: Nd,
  { margin = 1, p = 2, eps = 1e-6, swap = false, reduction }: Options & { p?: number; eps?: number; swap?: boolean } = {},
): Nd {
  const norm = (d: Float64Array): number =>
    p === Infinity ? Math.max(...d.map(Math.abs)) : sumOf(d.map((v) => Math.abs(v) ** p)) ** (1 / p);
  const distance = (x: Nd, y: Nd): Nd => rowwise((u, v) => norm(u.map((value, i) => value - v[i]! + eps)), x, y);
  const far = distance(anchor, negative);
  const least = swap ? real(Math.min, far, distance(positive, negative)) : far;
  return reduced(
    real((n, f) => hinge(n - f + margin), distance(anchor, positive), least),
    reduction,
  );
}

function focal(
  x: Nd,
  t: Nd,
  { alpha = 0.25, gamma = 2, reduction = 'none' }: Options & { alpha?: number; gamma?: number } = {},
): Nd {
  const one = (v: number, y: number): number => {
    const miss = sigmoid(v) * (1 - y) + sigmoid(-v) * y;
    const ce = y * softplus(-v) + (1 - y) * softplus(v);
    return ce * miss ** gamma * (alpha < 0 ? 1 : alpha * y + (1 - alpha) * (1 - y));
  };
  return reduced(real(one, x, t), reduction);
}

/** The probability of all paths that read as the labels, state by state and time by time. */
function ctcProbability(row: (t: number) => Float64Array, T: number, labels: readonly number[], blank: number): number {
  const shown = [blank, ...labels.flatMap((y) => [y, blank])];
  let paths = shown.map((_, s) => Number(s === 0));
  for (let t = 0; t < T; t++) {
    const before = paths;
    const p = row(t);
    paths = shown.map((y, s) => {
      const leaps = y !== blank && y !== shown[s - 2];
      return p[y]! * (before[s]! + (before[s - 1] ?? 0) + (leaps ? (before[s - 2] ?? 0) : 0));
    });
  }
  return paths.at(-1)! + (paths.at(-2) ?? 0);
}

/** Of logits: log-probabilities are their own log-softmax, and the gradient is that by logits, as in PyTorch. */
function ctc(
  x: Nd,
  targets: Nd,
  inputLengths: Nd | number[],
  targetLengths: Nd | number[],
  { blank = 0, zeroInfinity = false, reduction = 'mean' }: Options & { blank?: number; zeroInfinity?: boolean } = {},
): Nd {
  const list = (lengths: Nd | number[]): number[] => (Array.isArray(lengths) ? lengths : [...lengths.data]);
  const p = map(logSoftmax(x, -1), Math.exp);
  const C = x.shape.at(-1)!;
  const N = x.shape.length === 3 ? x.shape[1]! : 1;
  const sizes = list(targetLengths);
  let at = 0;
  const each = sizes.map((S, n) => {
    const from = targets.shape.length === 2 ? n * targets.shape[1]! : at;
    at += S;
    const labels = [...targets.data.subarray(from, from + S)];
    const row = (t: number): Float64Array => p.data.subarray((t * N + n) * C, (t * N + n + 1) * C);
    const loss = 0 - Math.log(ctcProbability(row, list(inputLengths)[n]!, labels, blank));
    return loss === Infinity && zeroInfinity ? 0 : loss;
  });
  const scaled = reduction === 'mean' ? each.map((l, n) => l / Math.max(1, sizes[n]!)) : each;
  return reduced(nd(x.shape.length === 3 ? [N] : [], scaled), reduction);
}

/** Log-probabilities as float32 has them. */
export const logProbabilities = (x: Nd): Nd => alongDim(logSoftmax(x, -1), -1, (row) => row.map(Math.fround));

export const margins = {
  'F.poissonNllLoss': poisson,
  'F.gaussianNllLoss': gaussian,
  'F.softMarginLoss': softMargin,
  'F.multilabelMarginLoss': multilabelMargin,
  'F.multilabelSoftMarginLoss': multilabelSoftMargin,
  'F.marginRankingLoss': marginRanking,
  'F.hingeEmbeddingLoss': hingeEmbedding,
  'F.cosineEmbeddingLoss': cosineEmbedding,
  'F.tripletMarginLoss': triplet,
  'F.ctcLoss': ctc,
  'F.sigmoidFocalLoss': focal,
};
