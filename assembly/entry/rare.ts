/**
 * What the part `rare` exports: the kernels of random numbers, of sorting, of exact integer sums and products, and of
 * losses over sequences and sets of labels. It is compiled at its first use, on the memory of the first binary.
 */
export { ctcLoss } from '../kernels/ctc';
export { cumsumI32 } from '../kernels/cumsum';
export { refillWords } from '../kernels/mt19937';
export { multilabelMargin } from '../kernels/multilabel-margin';
export { prodBackward, prodI32 } from '../kernels/prod';
export { bernoulli, bernoulliTensor, normal, randint, randperm, uniform } from '../kernels/random';
export { sort } from '../kernels/sort';
