/**
 * What the part `rare` exports: the kernels of random numbers, of sorting, of running products, of exact integer sums and
 * products, and of the methods of tensors that few programs call. It is compiled at its first use, on the memory of the first
 * binary. Every bundle with a tensor contains it, so what no method calls is better in `extra`.
 */
export * from '../kernels/binary-rare';
export { cumprod, cumprodBackward, cumprodI32 } from '../kernels/cumprod';
export { cumsumI32 } from '../kernels/cumsum';
export { groups } from '../kernels/groups';
export { refillWords, words } from '../kernels/mt19937';
export { nonzero } from '../kernels/nonzero';
export { prodBackward, prodI32 } from '../kernels/prod';
export { normals } from '../kernels/normal';
export { bernoulli, bernoulliTensor, randint, randperm, uniform } from '../kernels/random';
export { scatter } from '../kernels/scatter';
export { sort } from '../kernels/sort';
export * from '../kernels/unary-rare';
