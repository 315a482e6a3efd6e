/** Works whose cost is shown as it grows: the same but for one size. */
import { nameOf, type Shape, SMALL } from './net.ts';

export interface Point {
  plot: 'batch' | 'classes' | 'hidden';
  x: number;
  /** Its name among works that are served. */
  op: string;
  work: Shape | { N: number; C: number };
}

const BATCHES = [1, 4, 16, 64, 256, 1024];
const CLASSES = [10, 100, 1000, 10_000, 100_000];
const HIDDEN = [8, 32, 128, 512, 2048];
const N = 64;

const step = (plot: 'batch' | 'hidden', x: number, work: Shape): Point => ({ plot, x, op: `step, ${nameOf(work)}`, work });

export const POINTS: readonly Point[] = [
  ...BATCHES.map((batch) => step('batch', batch, { ...SMALL, batch })),
  ...CLASSES.map((C): Point => ({ plot: 'classes', x: C, op: `crossEntropy + gradient [${N}, ${C}]`, work: { N, C } })),
  ...HIDDEN.map((width) => step('hidden', width, { ...SMALL, sizes: [784, width, 10] })),
];
