import { checkDtype } from '../array/check.ts';
import { failRange } from '../errors.ts';
import { type Shape, sameShape, showIndex, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Options of metrics that weight samples. */
export interface SampleWeightOptions {
  /** How much each sample counts: float32 of the samples' shape (N), each finite and at least 0. Default: all count 1. */
  sampleWeight?: Tensor;
}

/** Refuses weights that do not match the samples or add up to 0; returns null if none are given. */
export function readWeights(fn: string, sampleWeight: Tensor | undefined, shape: Shape): Float32Array | null {
  if (sampleWeight === undefined) return null;
  const { sizes } = checkDtype(fn, 'sampleWeight', sampleWeight, 'float32');
  if (!sameShape(sizes, shape))
    failRange(fn, `expected sampleWeight of shape ${showShape(shape)}, one for each sample, got ${showShape(sizes)}`);
  const weights = sampleWeight.toTypedArray() as Float32Array;
  const bad = weights.findIndex((w) => !(w >= 0 && w < Infinity));
  if (bad >= 0)
    failRange(fn, `expected sampleWeight of finite numbers from 0, got ${weights[bad]} at index ${showIndex(bad, shape)}`);
  if (weights.length > 0 && weights.every((w) => w === 0)) failRange(fn, 'expected a sampleWeight above 0, got none');
  return weights;
}
