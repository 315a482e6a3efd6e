/**
 * The kernels of random numbers, of sorting and of exact sums: what the second binary exports. It is compiled at their
 * first use, on the first one's memory.
 */
export * from '../kernels/exact';
export { refillWords, words } from '../kernels/mt19937';
export * from '../kernels/random';
export { sort } from '../kernels/sort';
