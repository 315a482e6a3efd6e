/** Every op on tensors that is a function of the main entry. */

export type { Operand } from '../array/broadcast.ts';
export { type RandomOptions, rand, randint, randn, randperm } from '../create/random.ts';
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
export { type AlphaOptions, add, type DivOptions, div, mul, neg, sub } from './elementwise/arithmetic.ts';
export { atan2, fmod, logaddexp, remainder } from './elementwise/binary-rare.ts';
export { clamp } from './elementwise/clamp.ts';
export { eq, ge, gt, isfinite, isnan, le, logicalAnd, logicalNot, logicalOr, lt, ne } from './elementwise/compare.ts';
export { lerp } from './elementwise/lerp.ts';
export { maximum, minimum } from './elementwise/maximum.ts';
export { pow } from './elementwise/power.ts';
export { bernoulli } from './elementwise/random.ts';
export { maskedFill, where } from './elementwise/select.ts';
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
  type RoundOptions,
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
export {
  acos,
  asin,
  atan,
  cosh,
  exp2,
  frac,
  log2,
  log10,
  type NanToNumOptions,
  nanToNum,
  sinh,
  tan,
  trunc,
} from './elementwise/unary-rare.ts';
export { type BincountOptions, bincount } from './index/bincount.ts';
export { gather, scatterAdd, takeAlongDim } from './index/gather.ts';
export { indexSelect } from './index/index-select.ts';
export { maskedSelect, type NonzeroOptions, nonzero } from './index/nonzero.ts';
export { oneHot } from './index/one-hot.ts';
export { scatter } from './index/scatter.ts';
export { type SearchsortedOptions, searchsorted } from './index/searchsorted.ts';
export { type UniqueOptions, unique } from './index/unique.ts';
export { type AddmmOptions, addbmm, addmm, addmv, baddbmm } from './linalg/addmm.ts';
export { type CdistOptions, cdist } from './linalg/cdist.ts';
export { einsum } from './linalg/einsum.ts';
export { bmm, dot, matmul, mm, mv, outer } from './linalg/matmul.ts';
export { cumprod } from './reduce/cumprod.ts';
export { cumsum } from './reduce/cumsum.ts';
export { amax, amin, argmax, argmin, max, min, type ValuesIndices } from './reduce/extremum.ts';
export { norm } from './reduce/norm.ts';
export { prod } from './reduce/prod.ts';
export { logSoftmax, logsumexp, softmax } from './reduce/softmax.ts';
export { type SortOptions, sort, type TopkOptions, topk } from './reduce/sort.ts';
export { type Dims, mean, type ReduceOptions, sum } from './reduce/sum.ts';
export { all, any } from './reduce/truth.ts';
export { std, type VarianceOptions, var } from './reduce/variance.ts';
export { clone, contiguous, detach } from './shape/copies.ts';
export { type DiagonalOptions, diag, diagonal, tril, triu } from './shape/diagonal.ts';
export { expand } from './shape/expand.ts';
export { flip, roll } from './shape/flip.ts';
export { cat, hstack, stack, vstack } from './shape/join.ts';
export { at, chunk, narrow, select, slice, split, unbind } from './shape/part.ts';
export { movedim, permute, swapaxes, t, transpose } from './shape/permute.ts';
export { repeat, repeatInterleave, tile } from './shape/repeat.ts';
export { flatten, reshape, squeeze, unflatten, unsqueeze, view } from './shape/reshape.ts';
