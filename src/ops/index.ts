/** Every op on tensors that is a function of the main entry. */

export type { Operand } from '../array/broadcast.ts';
export { bernoulli, type RandomOptions, rand, randint, randn, randperm } from '../create/random.ts';
export {
  arange,
  eye,
  full,
  linspace,
  ones,
  onesLike,
  type TensorData,
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from '../create/values.ts';
export { relu } from './elementwise/activation.ts';
export { type AlphaOptions, add, div, maximum, minimum, mul, pow, sub } from './elementwise/arithmetic.ts';
export { eq, ge, gt, isfinite, isnan, le, logicalAnd, logicalNot, logicalOr, lt, ne } from './elementwise/compare.ts';
export { clamp, maskedFill, where } from './elementwise/select.ts';
export {
  abs,
  ceil,
  cos,
  erf,
  exp,
  expm1,
  floor,
  log,
  log1p,
  neg,
  reciprocal,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  tanh,
} from './elementwise/unary.ts';
export { gather, oneHot, scatterAdd } from './index/gather.ts';
export { indexSelect } from './index/index-select.ts';
export { type AddmmOptions, addmm, baddbmm, bmm, dot, matmul, mm, mv, outer } from './linalg/matmul.ts';
export { amax, amin, argmax, argmin, max, min, type ValuesIndices } from './reduce/extremum.ts';
export { logSoftmax, logsumexp, softmax } from './reduce/softmax.ts';
export { cumsum, type SortOptions, sort, type TopkOptions, topk } from './reduce/sort.ts';
export { all, any, norm, prod, std, type VarianceOptions, var } from './reduce/statistics.ts';
export { type Dims, mean, type ReduceOptions, sum } from './reduce/sum.ts';
export { clone, contiguous, detach } from './shape/copies.ts';
export { expand } from './shape/expand.ts';
export { cat, stack } from './shape/join.ts';
export { at, chunk, narrow, select, slice, split } from './shape/part.ts';
export { permute, t, transpose } from './shape/permute.ts';
export { flatten, reshape, squeeze, unsqueeze, view } from './shape/reshape.ts';
