// Tensors out of nothing.
import { type Dtype, full, map, type Nd, nd } from './nd.ts';

interface Options {
  dtype?: Dtype;
}

/** Numbers first, options last. */
const split = (args: (number | Options)[]): { numbers: number[]; dtype: Dtype | undefined } => ({
  numbers: args.filter((a) => typeof a === 'number'),
  dtype: args.find((a) => typeof a === 'object')?.dtype,
});

export const creations = {
  zeros: (shape: number[], { dtype }: Options = {}) => full(shape, 0, dtype),
  ones: (shape: number[], { dtype }: Options = {}) => full(shape, 1, dtype),
  full: (shape: number[], value: number, { dtype }: Options = {}) => full(shape, value, dtype),
  zerosLike: (x: Nd) => map(x, () => 0),
  onesLike: (x: Nd) => map(x, () => 1),
  arange(...args: (number | Options)[]): Nd {
    const { numbers, dtype } = split(args);
    const [from, to] = numbers.length < 2 ? [0, numbers[0]!] : [numbers[0]!, numbers[1]!];
    const step = numbers[2] ?? 1;
    const length = Math.max(0, Math.ceil((to - from) / step));
    return nd(
      [length],
      Float64Array.from({ length }, (_, i) => from + i * step),
      dtype,
    );
  },
  linspace: (start: number, end: number, steps: number): Nd =>
    nd(
      [steps],
      Float64Array.from({ length: steps }, (_, i) => (steps === 1 ? start : start + ((end - start) * i) / (steps - 1))),
    ),
  eye(...args: (number | Options)[]): Nd {
    const { numbers, dtype } = split(args);
    const [n, m] = [numbers[0]!, numbers[1] ?? numbers[0]!];
    return nd(
      [n, m],
      Float64Array.from({ length: n * m }, (_, i) => Number(i % m === Math.floor(i / m))),
      dtype,
    );
  },
};
