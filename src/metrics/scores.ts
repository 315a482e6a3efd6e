/** The inputs of metrics on scores: a score for each sample and class, and the truth. */

import { checkDtype, checkTensor } from '../array/check.ts';
import { failRange, failType } from '../errors.ts';
import { type Shape, sameShape, showIndex, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { readWeights } from './weights.ts';

/** Scores in columns: of class 1 alone, of each class, or of labels that a sample may have several of. */
export interface Scores {
  kind: 'binary' | 'classes' | 'labels';
  /** How many samples. */
  N: number;
  /** How many classes or labels; 1 of binary scores. */
  L: number;
  /** Row by row, N · L. */
  scores: Float32Array;
  /** Classes of the samples; 0 or 1, row by row, of labels and binary scores. */
  target: Int32Array;
  weights: Float32Array | null;
}

/** Refuses NaN and infinities. */
export function checkFinite(fn: string, scores: Float32Array, shape: Shape): void {
  const bad = scores.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) failRange(fn, `expected finite scores, got ${scores[bad]} at index ${showIndex(bad, shape)}`);
}

/** Refuses numbers outside [0, 1]. */
export function checkProbabilities(fn: string, scores: Float32Array, shape: Shape): void {
  const bad = scores.findIndex((x) => !(x >= 0 && x <= 1));
  if (bad < 0) return;
  const remedy = shape.length === 1 ? 'sigmoid()' : 'softmax(1)';
  failRange(
    fn,
    `expected probabilities in [0, 1], got ${scores[bad]} at index ${showIndex(bad, shape)}; of logits take ${remedy}`,
  );
}

const SHAPES = { binary: '[N]', classes: '[N, C]', labels: '[N, L]' };

function kindOf(fn: string, input: Tensor, target: Tensor, kinds: readonly Scores['kind'][]): Scores['kind'] {
  const { sizes } = input;
  const kind = sizes.length === 1 ? 'binary' : target.ndim === 2 && kinds.includes('labels') ? 'labels' : 'classes';
  if (sizes.length < 1 || sizes.length > 2 || !kinds.includes(kind)) {
    const wanted = [...new Set(kinds.map((k) => SHAPES[k]))].join(' or ');
    failRange(fn, `expected input of shape ${wanted}, got ${showShape(sizes)}`);
  }
  const wanted = kind === 'classes' ? sizes.slice(0, 1) : sizes;
  if (!sameShape(target.sizes, wanted))
    failRange(fn, `expected target of shape ${showShape(wanted)} for input ${showShape(sizes)}, got ${showShape(target.sizes)}`);
  return kind;
}

/** Scores and targets of one of the kinds, with samples' weights: checked. */
export function scoresOf(
  fn: string,
  input: Tensor,
  target: Tensor,
  sampleWeight: Tensor | undefined,
  kinds: readonly Scores['kind'][],
): Scores {
  checkDtype(fn, 'input', input, 'float32');
  checkTensor(fn, 'target', target);
  if (target.dtype !== 'int32') failType(fn, `expected target of dtype int32, got ${target.dtype}; convert it with to('int32')`);
  const kind = kindOf(fn, input, target, kinds);
  const [N, L = 1] = input.sizes as readonly [number, number?];
  if (N === 0 || L === 0) failRange(fn, `expected at least one score, got shape ${showShape(input.sizes)}`);
  if (kind === 'classes' && L < 2)
    failRange(fn, `expected scores of at least 2 classes, got ${L}; of class 1 alone, give a vector`);
  const classes = kind === 'classes' ? L : 2;
  const meant = target.toTypedArray() as Int32Array;
  const bad = meant.findIndex((y) => y < 0 || y >= classes);
  if (bad >= 0) failRange(fn, `expected target in [0, ${classes}), got ${meant[bad]} at index ${showIndex(bad, target.sizes)}`);
  const weights = readWeights(fn, sampleWeight, input.sizes.slice(0, 1));
  const scores = input.toTypedArray() as Float32Array;
  checkFinite(fn, scores, input.sizes);
  return { kind, N, L, scores, target: meant, weights };
}

/** The same, of probabilities. */
export function probabilitiesOf(
  fn: string,
  input: Tensor,
  target: Tensor,
  sampleWeight: Tensor | undefined,
  kinds: readonly Scores['kind'][],
): Scores {
  const read = scoresOf(fn, input, target, sampleWeight, kinds);
  checkProbabilities(fn, read.scores, input.sizes);
  return read;
}

/** One column: its scores, and 1 where a sample is of that class. */
export function columnOf({ kind, N, L, scores, target }: Scores, c: number): { scores: Float32Array; hits: Uint8Array } {
  const column = new Float32Array(N);
  const hits = new Uint8Array(N);
  for (let i = 0; i < N; i++) {
    column[i] = scores[i * L + c] as number;
    hits[i] = kind === 'classes' ? Number(target[i] === c) : (target[i * L + c] as number);
  }
  return { scores: column, hits };
}
