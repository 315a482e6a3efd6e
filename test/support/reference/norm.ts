// Normalisations: each row, or each channel, to mean 0 and variance 1, then scaled and shifted.
import { full, type Nd, size } from './nd.ts';
import { sumOf } from './reduce.ts';

function moments(values: ArrayLike<number>): { mean: number; variance: number } {
  const list = Float64Array.from(values);
  const mean = sumOf(list) / list.length;
  return { mean, variance: sumOf(list.map((v) => (v - mean) ** 2)) / list.length };
}

interface Affine {
  weight?: Nd | null;
  bias?: Nd | null;
  eps?: number;
}

function layerNorm(x: Nd, shape: readonly number[], { weight, bias, eps = 1e-5 }: Affine = {}): Nd {
  const n = size(shape);
  const out = full(x.shape, 0);
  for (let start = 0; start < x.data.length; start += n) {
    const { mean, variance } = moments(x.data.subarray(start, start + n));
    for (let i = 0; i < n; i++)
      out.data[start + i] =
        ((x.data[start + i]! - mean) / Math.sqrt(variance + eps)) * (weight?.data[i] ?? 1) + (bias?.data[i] ?? 0);
  }
  return out;
}

interface BatchNorm extends Affine {
  training?: boolean;
  momentum?: number;
}

/** In training the running statistics move in place: the unbiased variance goes there, the biased one normalises. */
function batchNorm(x: Nd, runningMean: Nd | null, runningVar: Nd | null, o: BatchNorm = {}): Nd {
  const { weight, bias, training = false, momentum = 0.1, eps = 1e-5 } = o;
  const [N, C] = x.shape as [number, number];
  const inner = size(x.shape.slice(2));
  const out = full(x.shape, 0);
  for (let c = 0; c < C; c++) {
    const at = Array.from({ length: N * inner }, (_, i) => (Math.floor(i / inner) * C + c) * inner + (i % inner));
    const batch = moments(at.map((p) => x.data[p]!));
    const useBatch = training || !runningMean || !runningVar;
    const mean = useBatch ? batch.mean : runningMean.data[c]!;
    const variance = useBatch ? batch.variance : runningVar.data[c]!;
    for (const p of at)
      out.data[p] = ((x.data[p]! - mean) / Math.sqrt(variance + eps)) * (weight?.data[c] ?? 1) + (bias?.data[c] ?? 0);
    if (!training || !runningMean || !runningVar) continue;
    const unbiased = (batch.variance * at.length) / (at.length - 1);
    runningMean.data[c] = (1 - momentum) * runningMean.data[c]! + momentum * batch.mean;
    runningVar.data[c] = (1 - momentum) * runningVar.data[c]! + momentum * unbiased;
  }
  return out;
}

/** Each sample's groups of channels by themselves. */
function groupNorm(x: Nd, groups: number, { weight, bias, eps = 1e-5 }: Affine = {}): Nd {
  const [N, C] = x.shape as [number, number];
  const inner = size(x.shape.slice(2));
  const n = (C / groups) * inner;
  const out = full(x.shape, 0);
  for (let start = 0; start < N * C * inner; start += n) {
    const { mean, variance } = moments(x.data.subarray(start, start + n));
    for (let p = start; p < start + n; p++) {
      const c = Math.floor(p / inner) % C;
      out.data[p] = ((x.data[p]! - mean) / Math.sqrt(variance + eps)) * (weight?.data[c] ?? 1) + (bias?.data[c] ?? 0);
    }
  }
  return out;
}

interface InstanceNorm extends Affine {
  runningMean?: Nd | null;
  runningVar?: Nd | null;
  useInputStats?: boolean;
  momentum?: number;
}

/** Each channel of each sample by itself; the running statistics move in place towards the mean over samples. */
function instanceNorm(x: Nd, o: InstanceNorm = {}): Nd {
  const { runningMean = null, runningVar = null, useInputStats = true, momentum = 0.1, ...affine } = o;
  if (!useInputStats) return batchNorm(x, runningMean, runningVar, affine);
  const [N, C] = x.shape as [number, number];
  const inner = size(x.shape.slice(2));
  const rows = Array.from({ length: N * C }, (_, r) => moments(x.data.subarray(r * inner, (r + 1) * inner)));
  for (let c = 0; c < C; c++) {
    const own = rows.filter((_, r) => r % C === c);
    const average = (f: (row: (typeof own)[number]) => number): number => sumOf(own.map(f)) / N;
    if (runningMean) runningMean.data[c] = (1 - momentum) * runningMean.data[c]! + momentum * average(({ mean }) => mean);
    if (runningVar)
      runningVar.data[c] =
        (1 - momentum) * runningVar.data[c]! + momentum * average(({ variance }) => (variance * inner) / (inner - 1));
  }
  return groupNorm(x, C, affine);
}

export const norms = {
  'F.layerNorm': layerNorm,
  'F.batchNorm': batchNorm,
  'F.groupNorm': groupNorm,
  'F.instanceNorm': instanceNorm,
};
