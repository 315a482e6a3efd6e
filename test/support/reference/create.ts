// Tensors out of nothing.
import { type Dtype, full, map, type Nd, nd } from './nd.ts';

interface Options {
  dtype?: Dtype;
}

export const creations = {
  zeros: (shape: number[], { dtype }: Options = {}) => full(shape, 0, dtype),
  ones: (shape: number[], { dtype }: Options = {}) => full(shape, 1, dtype),
  full: (shape: number[], value: number, { dtype }: Options = {}) => full(shape, value, dtype),
  zerosLike: (x: Nd) => map(x, () => 0),
  onesLike: (x: Nd) => map(x, () => 1),
  arange(start: number, end?: number, step = 1): Nd {
    const [from, to] = end === undefined ? [0, start] : [start, end];
    const length = Math.max(0, Math.ceil((to - from) / step));
    return nd(
      [length],
      Float64Array.from({ length }, (_, i) => from + i * step),
    );
  },
  linspace: (start: number, end: number, steps: number): Nd =>
    nd(
      [steps],
      Float64Array.from({ length: steps }, (_, i) => (steps === 1 ? start : start + ((end - start) * i) / (steps - 1))),
    ),
  eye: (n: number, m = n): Nd =>
    nd(
      [n, m],
      Float64Array.from({ length: n * m }, (_, i) => Number(i % m === Math.floor(i / m))),
    ),
};
