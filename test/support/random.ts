// Seeded samples for the tables: every value is a float32, so that library and reference begin alike.
import { type Nd, nd, size } from './reference/nd.ts';

/** Uniform draws in [0, 1) from a 32-bit mixer (splitmix). */
export class Random {
  private state: number;

  /** Streams are told apart by a word rather than a number, so that adding a row changes no other. */
  constructor(seed: string) {
    this.state = 0x811c9dc5;
    for (const c of seed) this.state = Math.imul(this.state ^ c.codePointAt(0)!, 0x01000193);
  }

  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  }

  private fill(shape: readonly number[], draw: () => number, dtype: Nd['dtype'] = 'float32'): Nd {
    return nd(shape, Float64Array.from({ length: size(shape) }, draw), dtype);
  }

  real(shape: readonly number[], low = -3, high = 3): Nd {
    return this.fill(shape, () => Math.fround(low + (high - low) * this.next()));
  }

  int(shape: readonly number[], low: number, high: number): Nd {
    return this.fill(shape, () => low + Math.floor((high - low) * this.next()), 'int32');
  }

  bool(shape: readonly number[]): Nd {
    return this.fill(shape, () => Number(this.next() < 0.5), 'bool');
  }

  /** Distinct multiples of 1/8 in a shuffled order: no ties, and sums exact in float32. */
  distinct(shape: readonly number[]): Nd {
    const n = size(shape);
    const values = Array.from({ length: n }, (_, i) => (i - (n >> 1)) / 8);
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      [values[i], values[j]] = [values[j]!, values[i]!];
    }
    return nd(shape, values);
  }

  /** Rows of probabilities along dim 1, or along the only dim. */
  probabilities(shape: readonly number[]): Nd {
    const x = this.real(shape, 0.05, 1);
    const inner = size(shape.slice(2));
    const C = shape.length === 1 ? shape[0]! : shape[1]!;
    const at = (i: number, c: number): number => (Math.floor(i / inner) * C + c) * inner + (i % inner);
    for (let i = 0; i < size(shape) / C; i++) {
      let sum = 0;
      for (let c = 0; c < C; c++) sum += x.data[at(i, c)]!;
      for (let c = 0; c < C; c++) x.data[at(i, c)] = Math.fround(x.data[at(i, c)]! / sum);
    }
    return x;
  }
}

/** Lengths round every SIMD tail: none, 1 to 9, and both sides of 16, 32 and 64. */
export const TAILS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65] as const;

/** Values that formulas stumble over. */
export const SPECIAL = nd(
  [12],
  [0, -0, 1, -1, NaN, Infinity, -Infinity, 1e4, -1e4, Math.fround(1e-30), Math.fround(3e38), -0.5].map(Math.fround),
);
