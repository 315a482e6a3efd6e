/** Every op on tensors that is a function of the main entry. */
export { relu } from './activation.ts';
export { type AlphaOptions, add, div, maximum, minimum, mul, pow, sub } from './arithmetic.ts';
export type { Operand } from './broadcast.ts';
export { eq, ge, gt, isfinite, isnan, le, logicalAnd, logicalNot, logicalOr, lt, ne } from './compare.ts';
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
} from './create.ts';
export { amax, amin, argmax, argmin, max, min, type ValuesIndices } from './extremum.ts';
export { gather, oneHot, scatterAdd } from './gather.ts';
export { indexSelect } from './index-select.ts';
export { cat, stack } from './join.ts';
export { type AddmmOptions, addmm, baddbmm, bmm, dot, matmul, mm, mv, outer } from './matmul.ts';
export { bernoulli, type RandomOptions, rand, randint, randn, randperm } from './random.ts';
export { all, any, norm, prod, std, type VarianceOptions, var } from './reduce.ts';
export { clamp, maskedFill, where } from './select.ts';
export { logSoftmax, logsumexp, softmax } from './softmax.ts';
export { cumsum, type SortOptions, sort, type TopkOptions, topk } from './sort.ts';
export { type Dims, mean, type ReduceOptions, sum } from './sum.ts';
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
} from './unary.ts';
export {
  at,
  chunk,
  clone,
  contiguous,
  detach,
  expand,
  flatten,
  narrow,
  permute,
  reshape,
  select,
  slice,
  split,
  squeeze,
  t,
  transpose,
  unsqueeze,
  view,
} from './views.ts';
