/** Attention without masks except the causal one, as one op: its kernel keeps each head's weights in cache. */

import { extra } from '../../../bindings/extra.ts';
import { newEmpty } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import type { Wanted } from '../../autograd/node.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { whole } from '../../frame.ts';
import { numelOf, type Shape, sameShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { isTracing } from '../../tracing.ts';

/** Heads are divided among threads; with fewer than this, it is faster to divide each product. */
const LEAST_HEADS = 4;

/** Whether the kernel supports a call: no broadcasting, nothing empty, and no tracer. */
export function headsFit(query: Tensor, key: Tensor, value: Tensor): boolean {
  const lead = query.sizes.slice(0, -2);
  const same = (t: Tensor): boolean => sameShape(t.sizes.slice(0, -2), lead);
  return !isTracing() && numelOf(lead) >= LEAST_HEADS && query.numel * key.numel * value.numel > 0 && same(key) && same(value);
}

/** The number of heads, and the sizes of each: queries, keys, and the lengths of keys and values. */
type Sizes = readonly [heads: number, L: number, S: number, E: number, Ev: number, scale: number];

/** softmax(query·keyᵀ·scale)·value of heads that `headsFit` accepts. */
export const attendHeads = (fn: string, query: Tensor, key: Tensor, value: Tensor, scale: number, causal: boolean): Tensor =>
  whole(fn, attendHeadsOf, fn, query, key, value, scale, causal);

function attendHeadsOf(fn: string, query: Tensor, key: Tensor, value: Tensor, scale: number, causal: boolean): Tensor {
  const [q, k, v] = [dense(query), dense(key), dense(value)];
  const [L, E] = query.sizes.slice(-2) as [number, number];
  const [S, Ev] = value.sizes.slice(-2) as [number, number];
  const lead = query.sizes.slice(0, -2);
  const heads = numelOf(lead);
  const y = newEmpty(query, [...lead, L, Ev]);
  const p = newEmpty(query, [heads, L, S]);
  extra().attention(0, heads, y.ptr, p.ptr, q.ptr, k.ptr, v.ptr, L, S, E, Ev, scale, causal ? 1 : 0);
  if (tracks(query, key, value)) {
    const { requiresGrad: needsQ } = query;
    const { requiresGrad: needsK } = key;
    const saved = [needsK ? q : null, needsQ ? k : null, needsQ || needsK ? v : null, p] as const;
    record(y, fn, [query, key, value], saved, backwardOf(lead, [heads, L, S, E, Ev, scale]));
  }
  p.dispose();
  drop(v, value);
  drop(k, key);
  drop(q, query);
  return y;
}

type SavedValues = readonly [q: Tensor | null, k: Tensor | null, v: Tensor | null, p: Tensor];

/** The backward of a call. A separate function, so that it holds no tensor. */
const backwardOf =
  (lead: Shape, [heads, L, S, E, Ev, scale]: Sizes) =>
  (g: Tensor, [q, k, v, p]: SavedValues, wanted: Wanted): (Tensor | null)[] => {
    const dy = dense(g);
    const make = (place: number, rows: number, columns: number): Tensor | null =>
      wanted[place] ? newEmpty(g, [...lead, rows, columns]) : null;
    const gradients = [make(0, L, E), make(1, S, E), make(2, S, Ev)] as const;
    const ds = gradients[0] || gradients[1] ? newEmpty(g, p.sizes) : null;
    const to = [...gradients, ds].map((t) => t?.ptr ?? 0) as [number, number, number, number];
    const from = [dy, p, q, k, v].map((t) => t?.ptr ?? 0) as [number, number, number, number, number];
    extra().attentionBackward(0, heads, ...to, ...from, L, S, E, Ev, scale);
    ds?.dispose();
    drop(dy, g);
    return [...gradients];
  };
