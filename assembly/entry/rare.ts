/**
 * What the part `rare` exports: the kernels of random numbers, of sorting, of running products, of exact integer sums and
 * products, of losses over sequences and sets of labels, and of functions that few programs need. It is compiled at its
 * first use, on the memory of the first binary.
 */
export * from '../kernels/binary-rare';
export * from '../kernels/cdist';
export { cumprod, cumprodBackward, cumprodI32 } from '../kernels/cumprod';
export { ctcLoss } from '../kernels/ctc';
export { cumsumI32 } from '../kernels/cumsum';
export { groups } from '../kernels/groups';
export { nearestNeighbours, nearestNeighboursBackward } from '../kernels/interpolate';
export { refillWords, words } from '../kernels/mt19937';
export { nonzero } from '../kernels/nonzero';
export { multilabelMargin } from '../kernels/multilabel-margin';
export { prodBackward, prodI32 } from '../kernels/prod';
export { normals } from '../kernels/normal';
export { bernoulli, bernoulliTensor, randint, randperm, uniform } from '../kernels/random';
export { scatter } from '../kernels/scatter';
export { searchsorted } from '../kernels/searchsorted';
export { sort } from '../kernels/sort';
export * from '../kernels/unary-rare';
