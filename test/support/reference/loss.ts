// Losses. Class indices and class probabilities follow torch.nn.functional.cross_entropy.
import { softplusOf } from './activation.ts';
import { broadcastTo, full, isNd, map, type Nd, permute, reshaped, scalar, size, zip } from './nd.ts';
import { sumOf } from './reduce.ts';
import { logSoftmax } from './softmax.ts';

type Reduction = 'mean' | 'sum' | 'none';
interface Options {
  weight?: Nd | null;
  reduction?: Reduction;
  ignoreIndex?: number;
  labelSmoothing?: number;
}

/** Rows of classes: an input (C), (N, C) or (N, C, d1 … dk) as (positions, C), and the shape of the positions. */
function classRows(x: Nd): { rows: Nd; positions: number[] } {
  const c = x.shape.length === 1 ? 0 : 1;
  const positions = x.shape.filter((_, d) => d !== c);
  const order = x.shape
    .map((_, d) => d)
    .filter((d) => d !== c)
    .concat(c);
  return { rows: reshaped(permute(x, order), [size(positions), x.shape[c]!]), positions };
}

function reduced(each: Nd, reduction: Reduction = 'mean', divisor = each.data.length): Nd {
  if (reduction === 'none') return each;
  return scalar(sumOf(each.data) / (reduction === 'mean' ? divisor : 1));
}

/** Index targets: the picked term, and with label smoothing the term over all classes, each reduced apart. */
function byIndex(logp: Nd, target: Nd, o: Options): Nd {
  const { weight, reduction, ignoreIndex = -100, labelSmoothing = 0 } = o;
  const { rows, positions } = classRows(logp);
  const C = rows.shape[1]!;
  const w = (c: number): number => (weight ? weight.data[c]! : 1);
  const picked = full(positions, 0),
    smooth = full(positions, 0);
  const weights: number[] = [];
  target.data.forEach((y, n) => {
    if (y === ignoreIndex) return;
    const row = rows.data.subarray(n * C, (n + 1) * C);
    picked.data[n] = -w(y) * row[y]!;
    smooth.data[n] = -sumOf(row.map((l, c) => w(c) * l));
    weights.push(w(y));
  });
  const total = sumOf(weights);
  const hard = reduced(picked, reduction, total);
  if (labelSmoothing === 0) return hard;
  return zip((h, s) => (1 - labelSmoothing) * h + (labelSmoothing / C) * s, hard, reduced(smooth, reduction, total));
}

/** Probability targets, smoothed; the mean is over positions, whatever the weights. */
function byProbability(logp: Nd, target: Nd, o: Options): Nd {
  const { weight, reduction, labelSmoothing = 0 } = o;
  const { rows, positions } = classRows(logp);
  const p = classRows(target).rows;
  const C = rows.shape[1]!;
  const each = full(positions, 0);
  each.data.forEach((_, n) => {
    const terms = new Float64Array(C);
    for (let c = 0; c < C; c++) {
      const q = p.data[n * C + c]! * (1 - labelSmoothing) + labelSmoothing / C;
      terms[c] = (weight ? weight.data[c]! : 1) * q * rows.data[n * C + c]!;
    }
    each.data[n] = -sumOf(terms);
  });
  return reduced(each, reduction);
}

function crossEntropy(x: Nd, target: Nd, options: Options = {}): Nd {
  const o = { ...options, labelSmoothing: options.labelSmoothing! > 0 ? options.labelSmoothing! : 0 };
  const logp = logSoftmax(x, x.shape.length === 1 ? 0 : 1);
  return target.dtype === 'float32' ? byProbability(logp, target, o) : byIndex(logp, target, o);
}

interface LinearOptions extends Options {
  bias?: Nd | null;
  softcap?: number | null;
  zLoss?: number;
}

/** Each of the positions (d1 … dK) has a layer of its own. */
function linearByPosition(x: Nd, weight: Nd, target: Nd, o: LinearOptions): Nd {
  const [C = 0, ...rest] = weight.shape;
  const [out, k, N] = [rest.slice(0, -1), rest[rest.length - 1] as number, x.shape[0] as number];
  const D = size(out);
  const logits = full([N, C, ...out], 0);
  for (let n = 0; n < N; n++)
    for (let c = 0; c < C; c++)
      for (let d = 0; d < D; d++) {
        const terms = Float64Array.from({ length: k }, (_, i) => x.data[n * k + i]! * weight.data[(c * D + d) * k + i]!);
        logits.data[(n * C + c) * D + d] = sumOf(terms) + (o.bias ? o.bias.data[c * D + d]! : 0);
      }
  return crossEntropy(logits, target, o);
}

function linearCrossEntropy(x: Nd, weight: Nd, target: Nd, o: LinearOptions = {}): Nd {
  if (weight.shape.length > 2) return linearByPosition(x, weight, target, o);
  const [C, k] = weight.shape as [number, number];
  const lead = x.shape.slice(0, -1);
  const logits = full([size(lead), C], 0);
  for (let n = 0; n < size(lead); n++)
    for (let c = 0; c < C; c++) {
      const terms = Float64Array.from({ length: k }, (_, i) => x.data[n * k + i]! * weight.data[c * k + i]!);
      const logit = sumOf(terms) + (o.bias ? o.bias.data[c]! : 0);
      logits.data[n * C + c] = o.softcap ? o.softcap * Math.tanh(logit / o.softcap) : logit;
    }
  const N = size(lead);
  const isIndices = size(target.shape) === N;
  const each = crossEntropy(logits, reshaped(target, isIndices ? [N] : [N, C]), o);
  // the mean of its squares over the rows that count
  const squares = Array.from({ length: N }, (_, n) => {
    if (isIndices && target.data[n] === (o.ignoreIndex ?? -100)) return null;
    const row = logits.data.slice(n * C, (n + 1) * C);
    const most = Math.max(...row);
    return (o.zLoss ?? 0) * (most + Math.log(sumOf(Float64Array.from(row, (v) => Math.exp(v - most))))) ** 2;
  });
  const counted = squares.filter((z) => z !== null);
  const total = sumOf(Float64Array.from(counted)) / ((o.reduction ?? 'mean') === 'mean' ? counted.length : 1);
  if (o.reduction !== 'none') return map(each, (l) => l + total);
  return { ...reshaped(each, lead), data: each.data.map((l, n) => l + (squares[n] ?? 0)) };
}

type Pointwise = (x: number, y: number) => number;
interface Plain {
  reduction?: Reduction;
  weight?: Nd | null;
}

function pointwise(f: Pointwise, x: Nd, y: Nd, { reduction, weight }: Plain = {}): Nd {
  const each = zip(f, x, y);
  return reduced(isNd(weight) ? zip((l, w) => l * w, each, weight) : each, reduction);
}

/** 0.5 d² / beta near zero, |d| − beta / 2 beyond. */
const smoothL1Of =
  (beta: number): Pointwise =>
  (x, y) => {
    const d = Math.abs(x - y);
    return d < beta ? (d * d) / 2 / beta : d - beta / 2;
  };

const clampedLog = (x: number): number => Math.max(Math.log(x), -100);
const bce: Pointwise = (x, y) => -(y * clampedLog(x) + (1 - y) * clampedLog(1 - x));
/** 0 · log 0 counts as 0. */
const klOf =
  (logTarget: boolean): Pointwise =>
  (x, y) =>
    logTarget ? Math.exp(y) * (y - x) : y > 0 ? y * (Math.log(y) - x) : y === 0 ? 0 : NaN;

interface WithLogits extends Plain {
  posWeight?: Nd | null;
}

function bceWithLogits(x: Nd, y: Nd, { posWeight, ...o }: WithLogits = {}): Nd {
  const p = posWeight ? broadcastTo(posWeight, x.shape) : map(x, () => 1);
  const each = zip(
    (v, i) => {
      const t = y.data[i]!;
      return (1 - t) * v + (1 + (p.data[i]! - 1) * t) * softplusOf(-v);
    },
    x,
    { ...x, data: x.data.map((_, i) => i) },
  );
  return pointwise((l) => l, each, each, o);
}

interface Kl {
  reduction?: Reduction | 'batchmean';
  logTarget?: boolean;
}

/** Σ max(0, margin − x[y] + x[c])^p over the other classes, over C. */
function multiMargin(
  x: Nd,
  target: Nd,
  { weight, reduction, p = 1, margin = 1 }: Options & { p?: number; margin?: number } = {},
): Nd {
  const C = x.shape.at(-1)!;
  const each = map(target, (y) => y);
  target.data.forEach((y, n) => {
    const row = x.data.subarray(n * C, (n + 1) * C);
    const terms = row.map((v, c) => (c === y ? 0 : Math.max(0, margin - row[y]! + v) ** p));
    each.data[n] = ((weight ? weight.data[y]! : 1) * sumOf(terms)) / C;
  });
  return reduced({ ...each, dtype: 'float32' }, reduction);
}

export const losses = {
  'F.nllLoss': (x: Nd, target: Nd, o: Options = {}) => byIndex(x, target, o),
  'F.crossEntropy': crossEntropy,
  'F.linearCrossEntropy': linearCrossEntropy,
  'F.mseLoss': (x: Nd, y: Nd, o?: Plain) => pointwise((a, b) => (a - b) ** 2, x, y, o),
  'F.l1Loss': (x: Nd, y: Nd, o?: Plain) => pointwise((a, b) => Math.abs(a - b), x, y, o),
  'F.smoothL1Loss': (x: Nd, y: Nd, { beta = 1, ...o }: Plain & { beta?: number } = {}) => pointwise(smoothL1Of(beta), x, y, o),
  'F.huberLoss': (x: Nd, y: Nd, { delta = 1, ...o }: Plain & { delta?: number } = {}) =>
    pointwise((a, b) => delta * smoothL1Of(delta)(a, b), x, y, o),
  'F.binaryCrossEntropy': (x: Nd, y: Nd, o?: Plain) => pointwise(bce, x, y, o),
  'F.binaryCrossEntropyWithLogits': bceWithLogits,
  'F.multiMarginLoss': multiMargin,
  'F.klDiv': (x: Nd, y: Nd, { reduction = 'mean', logTarget = false }: Kl = {}) =>
    reduction === 'batchmean'
      ? map(reduced(zip(klOf(logTarget), x, y), 'sum'), (s) => s / (x.shape[0] ?? 1))
      : pointwise(klOf(logTarget), x, y, { reduction }),
};
