// Attention: softmax of scaled products of queries and keys, times the values.
import { matmul } from './linalg.ts';
import { broadcastTo, full, map, type Nd, permute, zip } from './nd.ts';
import { logSoftmax } from './softmax.ts';

interface Attention {
  attnMask?: Nd | null;
  isCausal?: boolean;
  scale?: number;
}

const swapped = (x: Nd): Nd => {
  const dims = x.shape.map((_, d) => d);
  return permute(x, [...dims.slice(0, -2), dims.length - 1, dims.length - 2]);
};

function attention(
  q: Nd,
  k: Nd,
  v: Nd,
  { attnMask, isCausal = false, scale = 1 / Math.sqrt(q.shape.at(-1)!) }: Attention = {},
): Nd {
  const [L, S] = [q.shape.at(-2)!, k.shape.at(-2)!];
  const scores = map(matmul(q, swapped(k)), (x) => x * scale);
  const causal = full([L, S], 0);
  if (isCausal) causal.data.forEach((_, i) => (causal.data[i] = i % S > Math.floor(i / S) ? -Infinity : 0));
  const given = attnMask?.dtype === 'bool' ? map(attnMask, (x) => (x ? 0 : -Infinity)) : attnMask;
  const mask = broadcastTo({ ...(given ?? causal), dtype: 'float32' }, scores.shape);
  const shifted = zip((x, m) => x + m, scores, mask);
  return matmul(map(logSoftmax(shifted, -1), Math.exp), v);
}

export const attentions = { 'F.scaledDotProductAttention': attention };
