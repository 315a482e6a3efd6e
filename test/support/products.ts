// Products of small integers, whose sums are exact whatever their order: the matrices, what they make, and where they lie.
import { expect } from 'vitest';
import * as rl from '../../src/index.ts';
import type { Random } from './random.ts';

export type Sizes = readonly [m: number, k: number, n: number];

/** Which of the two operands is a transpose of what lies in memory. */
export const WAYS = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

export const integers = (random: Random, rows: number, cols: number): Float32Array =>
  new Float32Array(rows * cols).map(() => Math.floor(random.next() * 7) - 3);

/** The product by a plain loop. */
export function product([m, k, n]: Sizes, a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(m * n);
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++) {
      const s = a[i * k + p] as number;
      for (let j = 0; j < n; j++) out[i * n + j]! += s * (b[p * n + j] as number);
    }
  return out;
}

export function expectSame(result: rl.Tensor | Float32Array, want: Float32Array): void {
  const got = result instanceof Float32Array ? result : result.toTypedArray();
  expect(got).toHaveLength(want.length);
  const at = want.findIndex((v, i) => v !== got[i]);
  expect([at, got[at]]).toEqual([-1, undefined]);
}

/** The transpose of rows × cols. */
export const turn = (data: Float32Array, rows: number, cols: number): Float32Array =>
  data.map((_, i) => data[(i % rows) * cols + Math.floor(i / rows)] as number);

/** A matrix as it lies in memory, as a transpose, or as a part of a wider or taller one, in which the rest is NaN. */
export function matrix(data: Float32Array, rows: number, cols: number, turned: boolean, gap = 0): rl.Tensor {
  if (turned) return matrix(turn(data, rows, cols), cols, rows, false, gap).t();
  const x = rl.tensor(data, { shape: [rows, cols] });
  if (gap === 0) return x;
  const side = rl.full([rows, gap], NaN);
  return rl.cat([side, x, side], 1).narrow(1, gap, cols);
}

/** Puts NaN into all scratch memory that products use. */
export const spoil = (): void =>
  rl
    .full([100, 400], NaN)
    .t()
    .contiguous()
    .t()
    .matmul(rl.full([400, 600], NaN))
    .dispose();
