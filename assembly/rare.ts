/**
 * The kernels of random numbers, of sorting and of exact sums: what the second binary exports. It is compiled at their
 * first use, on the first one's memory.
 */
export * from './exact';
export { refillWords, words } from './mt19937';
export * from './random';
export { sort } from './sort';
