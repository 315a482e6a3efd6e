/** One layer and its loss: the rows in blocks, forward and backward. */
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { ROW_STATE_BYTES } from '../../../bindings/wasm/constants.ts';
import { fillWith, newEmpty } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { whole } from '../../frame.ts';
import { numelOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import {
  blockGradients,
  blockLosses,
  cut,
  eachBlock,
  type Numbers,
  newGrads,
  type Operands,
  wholeRows,
} from './linear-blocks.ts';
import type { Extras } from './linear-extras.ts';
import type { Problem } from './linear-problem.ts';
import { sumLosses } from './reduction.ts';

/** What `details` requests, over all layers. */
export interface Seen {
  logsumexps: Tensor[];
  right: number;
  counted: number;
}

const LOGIT_BYTES = 6.68e6;

/** The loss of a layer: of the rows' shape for reduction 'none', otherwise one number. */
export const ofRows = (fn: string, problem: Problem, seen: Seen | null): Tensor => whole(fn, rowsLoss, fn, problem, seen);

function rowsLoss(fn: string, problem: Problem, seen: Seen | null): Tensor {
  const { input, weight, bias, target, classWeight, C, lead, scale, reduction, smoothing, ignoreIndex, softcap } = problem;
  const { zLoss, ofProbabilities } = problem;
  const N = numelOf(lead);
  const [x, w, b] = [dense(input), dense(weight), bias === null ? null : dense(bias)];
  const given = dense(target);
  // a row of probabilities has no class index
  const targets = ofProbabilities ? fillWith(newEmpty(x, [N], 'int32'), -1) : given;
  const wanted = tracks(input, weight, bias);
  const early = wanted && reduction !== 'none';
  const keepsAll = wanted && !early;
  const hasExtras = ofProbabilities || zLoss > 0 || softcap > 0 || seen !== null;
  const room = problem.chunkSize === undefined ? LOGIT_BYTES / (softcap > 0 ? 8 : 4) : problem.chunkSize * C;
  const { rows, classes } = cut(N, C, room, early);
  const inner = weight.sizes[1] as number;
  const numbers: Numbers = {
    N,
    C,
    inner,
    rows,
    classes,
    scale,
    ignoreIndex,
    smoothing: ofProbabilities ? 0 : smoothing,
    keepsAll,
  };
  const state = newEmpty(x, [keepsAll ? N : rows, ROW_STATE_BYTES / 4]);
  const best = seen === null ? null : newEmpty(x, [N], 'int32');
  const logsumexp = seen === null ? null : newEmpty(x, lead);
  const losses = newEmpty(x, lead);
  const extrasOf = (found: Pick<Extras, 'probabilities' | 'classWeight' | 'logsumexp' | 'best' | 'capped'>): Extras | null =>
    hasExtras ? { softcap, zLoss, smoothing, ...found } : null;
  const capped = early && softcap > 0 ? newEmpty(x, [rows, classes]) : null;
  const probabilities = ofProbabilities ? given : null;
  const extras = extrasOf({ probabilities, classWeight, logsumexp, best, capped });
  const operands: Operands = { x, weight: w, bias: b, targets, classWeight, state, extras };

  const inputs = bias === null ? [input, weight] : [input, weight, bias];
  const sizes = inputs.map((t) => (t.requiresGrad ? t.sizes : null));
  let y = losses;
  if (early) {
    const grads = newGrads(x, N, sizes);
    eachBlock(x, numbers, (from, count, logits) => {
      if (classes === C && extras === null) return wholeRows(grads, operands, numbers, losses, from, count, logits);
      blockLosses(operands, numbers, losses, from, count, logits);
      blockGradients(grads, operands, numbers, from, count, logits, true, null);
    });
    y = sumLosses(losses, scale);
    const kept = [grads.x, grads.weight, grads.bias];
    record(y, fn, inputs, kept, (g, kept) => {
      const factor = heap.f32[g.ptr >>> 2] as number;
      return kept.map((t) => (t === null ? null : scaled(t, factor)));
    });
    for (const t of kept) t?.dispose();
  } else {
    eachBlock(x, numbers, (from, count, logits) => blockLosses(operands, numbers, losses, from, count, logits));
    if (reduction !== 'none') y = sumLosses(losses, scale);
    if (wanted) {
      record(
        y,
        fn,
        inputs,
        [x, w, b, targets, classWeight, state, probabilities],
        (g, [x, weight, bias, targets, classWeight, state, probabilities]) => {
          const capped = softcap > 0 ? newEmpty(g, [rows, classes]) : null;
          const extras = extrasOf({ probabilities, classWeight, logsumexp: null, best: null, capped });
          const operands: Operands = { x, weight, bias, targets, classWeight, state, extras };
          const grads = newGrads(g, N, sizes);
          const dloss = dense(g);
          eachBlock(g, numbers, (from, count, logits) =>
            blockGradients(grads, operands, numbers, from, count, logits, false, dloss),
          );
          drop(dloss, g);
          capped?.dispose();
          return [grads.x, grads.weight, grads.bias];
        },
      );
    }
  }
  if (seen !== null) note(seen, problem, given, best as Tensor, logsumexp as Tensor);
  best?.dispose();
  capped?.dispose();
  state.dispose();
  if (ofProbabilities) targets.dispose();
  for (const [made, original] of [
    [x, input],
    [w, weight],
    [b, bias],
    [given, target],
  ] as const) {
    if (made) drop(made, original);
  }
  return y;
}

/** Counts the rows whose greatest logit is that of the target. */
function note(seen: Seen, { C, ofProbabilities, ignoreIndex }: Problem, target: Tensor, best: Tensor, logsumexp: Tensor): void {
  const found = best.toTypedArray();
  const meant = target.toTypedArray();
  found.forEach((c, row) => {
    let y = meant[row] as number;
    if (ofProbabilities) {
      const own = (meant as Float32Array).subarray(row * C, (row + 1) * C);
      y = own.reduce((best, q, i) => (q > (own[best] as number) ? i : best), 0);
    } else if (y === ignoreIndex) return;
    seen.counted++;
    if (y === c) seen.right++;
  });
  seen.logsumexps.push(logsumexp);
}

/** The saved gradient itself for the usual factor of 1, else a scaled copy. */
function scaled(t: Tensor, factor: number): Tensor {
  if (factor === 1) return t;
  const y = newEmpty(t, t.sizes);
  kernels.scale(0, t.numel, y.ptr, t.ptr, factor);
  return y;
}
