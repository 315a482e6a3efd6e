/**
 * What the part `rare` exports: the kernels of random numbers, of sorting, of running products and of exact integer sums. It is
 * compiled at its first use, on the memory of the first binary.
 */
export { cumprod, cumprodBackward, cumprodI32 } from '../kernels/cumprod';
export { cumsumI32 } from '../kernels/cumsum';
export { nearestNeighbours, nearestNeighboursBackward } from '../kernels/interpolate';
export { groups } from '../kernels/groups';
export { refillWords } from '../kernels/mt19937';
export { nonzero } from '../kernels/nonzero';
export { prodBackward, prodI32 } from '../kernels/prod';
export { bernoulli, bernoulliTensor, normal, randint, randperm, uniform } from '../kernels/random';
export { scatter } from '../kernels/scatter';
export { searchsorted } from '../kernels/searchsorted';
export { sort } from '../kernels/sort';
