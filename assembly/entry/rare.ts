/**
 * What the part `rare` exports: the kernels of random numbers, of sorting and of exact integer sums and products. It is
 * compiled at its first use, on the memory of the first binary.
 */
export { cumsumI32 } from '../kernels/cumsum';
export { nearestNeighbours, nearestNeighboursBackward } from '../kernels/interpolate';
export { refillWords } from '../kernels/mt19937';
export { prodBackward, prodI32 } from '../kernels/prod';
export { bernoulli, bernoulliTensor, normal, randint, randperm, uniform } from '../kernels/random';
export { sort } from '../kernels/sort';
