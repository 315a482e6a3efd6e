// The table that drives the op tests: a row names an op as the library exports it, and gives arguments to try. Value,
// gradient, layout, error, leak and canary checks all come from the row; its reference is the one of the same name.

import type { Random } from './random.ts';
import { isNd, mapNd, type Nd } from './reference/nd.ts';

export interface Sample {
  args: unknown[];
  /** False where the function has no gradient to compare: at kinks, infinities, or among ties. */
  gradient: boolean;
}

type ErrorClass = typeof TypeError | typeof RangeError;

export interface OpRow {
  /** `matmul`, `F.crossEntropy`. */
  name: string;
  samples: (random: Random) => Iterable<Sample>;
  /** [rtol, atol], atol in units of the largest element; [0, 0] means the reference rounded to float32. */
  tolerance?: readonly [rtol: number, atol: number];
  /** How far a projected gradient may be off, relative to the gradient's length. */
  gradientTolerance?: number;
  /** False where PyTorch has no such tensor method, or one with other arguments. */
  method?: false;
  /** True where strides may rightly be refused. */
  contiguousOnly?: true;
  /** Calls that must be refused, and how. */
  errors?: readonly (readonly [args: readonly unknown[], type: ErrorClass, message: RegExp])[];
}

export const EXACT = [0, 0] as const;
/** Elementwise functions: relative only, but results below the normal float32 may become zero. */
export const ELEMENT = [1e-6, 1.2e-38] as const;
export const ACTIVATION = [2e-6, 4e-7] as const;
export const SUM = [2e-6, 1e-6] as const;

/** A sample whose gradient is compared too. */
export const smooth = (...args: unknown[]): Sample => ({ args, gradient: true });
/** A sample of values only. */
export const rough = (...args: unknown[]): Sample => ({ args, gradient: false });

/** The same row for a function that has no gradient at all. */
export const withoutGradient = (row: OpRow): OpRow => ({
  ...row,
  samples: (random) => [...row.samples(random)].map(({ args }) => rough(...args)),
});

const constants = new WeakSet<Nd>();
/** Marks an argument that takes no gradient: class weights, targets, running statistics. */
export function constant(x: Nd): Nd {
  constants.add(x);
  return x;
}
export const isConstant = (x: Nd): boolean => x.dtype !== 'float32' || constants.has(x);

/** The same array for several arguments: its gradient is the sum of what each place gives. */
export const shared = <T>(x: T, call: (x: T) => Sample): Sample => call(x);

/** Arguments in short, for messages: `float32[2,3], 1, {"keepdim":true}`. */
export function describeArgs(args: readonly unknown[]): string {
  return args.map((a) => JSON.stringify(mapNd(a, (x) => `${x.dtype}[${x.shape}]`))).join(', ');
}

/** A deep copy of arguments with one array in place of another. */
export function substitute(args: readonly unknown[], old: Nd, by: Nd): unknown[] {
  return mapNd([...args], (x) => (x === old ? by : x)) as unknown[];
}

/** Every array inside the arguments, in order. */
export function arraysIn(args: readonly unknown[]): Nd[] {
  const found: Nd[] = [];
  mapNd([...args], (x) => found.push(x));
  return found.filter(isNd);
}

/** Shapes of every rank, with sizes 0 and 1 among them. */
export const SHAPES: readonly (readonly number[])[] = [[], [1], [0], [5], [3, 4], [0, 3], [2, 3, 4], [2, 1, 33], [2, 3, 2, 2]];
