/** The tensor as users see it: its state is in `TensorCore`, its methods call the ops' functions. */

import type { Storage } from '../bindings/memory.ts';
import { failRequiresGrad } from './array/allocate.ts';
import type { Operand } from './array/broadcast.ts';
import { checkTensor } from './array/check.ts';
import { to } from './array/convert.ts';
import { type BackwardOptions, backward, retainGrad } from './autograd/backward.ts';
import { type DType, TensorCore } from './core.ts';
import type { Display } from './display.ts';
import { checkBoolean, checkMutable, failType } from './errors.ts';
import * as activation from './ops/elementwise/activation.ts';
import * as arithmetic from './ops/elementwise/arithmetic.ts';
import * as pairs from './ops/elementwise/binary-rare.ts';
import { clamp } from './ops/elementwise/clamp.ts';
import * as compare from './ops/elementwise/compare.ts';
import * as inplace from './ops/elementwise/inplace.ts';
import { lerp } from './ops/elementwise/lerp.ts';
import * as maximum from './ops/elementwise/maximum.ts';
import * as power from './ops/elementwise/power.ts';
import * as random from './ops/elementwise/random.ts';
import * as select from './ops/elementwise/select.ts';
import * as unary from './ops/elementwise/unary.ts';
import * as curves from './ops/elementwise/unary-rare.ts';
import { type BincountOptions, bincount } from './ops/index/bincount.ts';
import * as gather from './ops/index/gather.ts';
import { indexSelect } from './ops/index/index-select.ts';
import * as nonzeros from './ops/index/nonzero.ts';
import { scatter } from './ops/index/scatter.ts';
import { type UniqueOptions, unique } from './ops/index/unique.ts';
import * as adding from './ops/linalg/addmm.ts';
import * as products from './ops/linalg/matmul.ts';
import { cumprod } from './ops/reduce/cumprod.ts';
import { cumsum } from './ops/reduce/cumsum.ts';
import * as extremum from './ops/reduce/extremum.ts';
import { norm } from './ops/reduce/norm.ts';
import { prod } from './ops/reduce/prod.ts';
import * as softmax from './ops/reduce/softmax.ts';
import * as sorting from './ops/reduce/sort.ts';
import type { Dims, ReduceOptions } from './ops/reduce/sum.ts';
import * as sums from './ops/reduce/sum.ts';
import * as truths from './ops/reduce/truth.ts';
import * as variances from './ops/reduce/variance.ts';
import * as copies from './ops/shape/copies.ts';
import * as diagonals from './ops/shape/diagonal.ts';
import * as expanding from './ops/shape/expand.ts';
import * as flips from './ops/shape/flip.ts';
import * as parts from './ops/shape/part.ts';
import * as order from './ops/shape/permute.ts';
import * as repeats from './ops/shape/repeat.ts';
import * as shapes from './ops/shape/reshape.ts';
import { takes } from './options.ts';
import { showTensor } from './print.ts';
import type { Generator } from './random.ts';
import { type Shape, showShape } from './shape.ts';

/** Refuses a tensor that `requiresGrad_(on)` cannot change. */
export function checkRecorded(t: Tensor, on: boolean): void {
  const fn = 'requiresGrad_';
  t.check(fn);
  if (on && t.dtype !== 'float32') failRequiresGrad(fn, t.dtype);
  checkMutable(fn, 'a tensor', t);
  if (!on && t.node !== null) throw new Error(`${fn}: expected a leaf, got a tensor that an op made; use detach()`);
}

/**
 * An n-dimensional array of float32, int32 or bool in the linear memory, with gradients. Made by `tensor(…)`, `zeros(…)` and the
 * like, and by ops; freed by its scope, by `dispose()`, or once it is garbage. `torch.Tensor` in PyTorch.
 */
export class Tensor extends TensorCore {
  /** @internal */
  override make(storage: Storage, sizes: Shape, dtype: DType, steps: readonly number[] | null, offset: number): Tensor {
    return new Tensor(storage, sizes, dtype, steps, offset);
  }

  /** Whether gradients flow to or through this tensor; setting it turns recording on or off for a leaf. */
  get requiresGrad(): boolean {
    return this.leafRequiresGrad || this.node !== null || (this.base !== null && this.followsBase);
  }

  set requiresGrad(on: boolean) {
    this.requiresGrad_(on);
  }

  /**
   * The elements as PyTorch prints them: aligned, with four digits, and the middle of large tensors omitted; with the dtype
   * unless float32 or bool, and `requiresGrad=true` if gradients flow. @throws {DisposedError} after `dispose()`.
   */
  override toString(): string {
    this.check('toString');
    return showTensor(this);
  }

  /** @internal What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.shown();
  }

  /** Its text, also after `dispose()`. */
  private shown(): string {
    return this.disposed ? `tensor(disposed, shape=${showShape(this.shape)})` : this.toString();
  }

  /** @internal What a Jupyter notebook shows. */
  [Symbol.for('Jupyter.display')](): Display {
    const text = this.shown();
    return { 'text/plain': text, 'text/html': `<pre>${text}\n${this.dtype} ${showShape(this.shape)}</pre>` };
  }

  /**
   * Records ops on this tensor, so that `backward()` computes its `grad`. `Tensor.requires_grad_` in PyTorch.
   * @throws {TypeError} unless float32. @throws {Error} when turning it off for a tensor that an op made.
   */
  requiresGrad_(on: boolean = true): this {
    takes('requiresGrad_', 1, arguments);
    checkBoolean('requiresGrad_', 'on', on);
    checkRecorded(this, on);
    this.leafRequiresGrad = on && this.node === null;
    return this;
  }

  /**
   * Adds the gradient of this scalar (or of `gradient`·this) to the `grad` of every leaf it depends on, and frees what
   * the graph saved unless `retainGraph`. `Tensor.backward` in PyTorch.
   *
   * @throws {RangeError} if it is not a scalar and no `gradient` is given, or if no gradient flows to it.
   * @throws {Error} if the graph was freed, or if a saved value was changed in place.
   */
  backward(options?: BackwardOptions): void {
    takes('backward', 1, arguments);
    backward(this, options);
  }

  /** Keeps the gradient of a tensor that was made by an op. `Tensor.retain_grad` in PyTorch. */
  retainGrad(): void {
    takes('retainGrad', 0, arguments);
    retainGrad(this);
  }

  /** −x. `torch.neg` in PyTorch. */
  neg(): Tensor {
    takes('neg', 0, arguments);
    return arithmetic.neg(this);
  }

  /** |x|; the derivative at 0 is 0. `torch.abs` in PyTorch. */
  abs(): Tensor {
    takes('abs', 0, arguments);
    return unary.abs(this);
  }

  /** −1, 0 or 1. `torch.sign` in PyTorch. */
  sign(): Tensor {
    takes('sign', 0, arguments);
    return unary.sign(this);
  }

  /** e^x. `torch.exp` in PyTorch. */
  exp(): Tensor {
    takes('exp', 0, arguments);
    return unary.exp(this);
  }

  /** e^x − 1, exact near 0. `torch.expm1` in PyTorch. */
  expm1(): Tensor {
    takes('expm1', 0, arguments);
    return unary.expm1(this);
  }

  /** The natural logarithm; −∞ at 0, NaN below. `torch.log` in PyTorch. */
  log(): Tensor {
    takes('log', 0, arguments);
    return unary.log(this);
  }

  /** ln(1 + x), exact near 0. `torch.log1p` in PyTorch. */
  log1p(): Tensor {
    takes('log1p', 0, arguments);
    return unary.log1p(this);
  }

  /** The square root; NaN below 0. `torch.sqrt` in PyTorch. */
  sqrt(): Tensor {
    takes('sqrt', 0, arguments);
    return unary.sqrt(this);
  }

  /** 1/√x. `torch.rsqrt` in PyTorch. */
  rsqrt(): Tensor {
    takes('rsqrt', 0, arguments);
    return unary.rsqrt(this);
  }

  /** x². `torch.square` in PyTorch. */
  square(): Tensor {
    takes('square', 0, arguments);
    return unary.square(this);
  }

  /** 1/x. `torch.reciprocal` in PyTorch. */
  reciprocal(): Tensor {
    takes('reciprocal', 0, arguments);
    return unary.reciprocal(this);
  }

  /** The greatest integer not above the element. `torch.floor` in PyTorch. */
  floor(): Tensor {
    takes('floor', 0, arguments);
    return unary.floor(this);
  }

  /** The least integer not below the element. `torch.ceil` in PyTorch. */
  ceil(): Tensor {
    takes('ceil', 0, arguments);
    return unary.ceil(this);
  }

  /** The nearest integer, halves to even. `torch.round` in PyTorch. */
  round(options?: unary.RoundOptions): Tensor {
    takes('round', 1, arguments);
    return unary.round(this, options);
  }

  /** The sine of radians. `torch.sin` in PyTorch. */
  sin(): Tensor {
    takes('sin', 0, arguments);
    return unary.sin(this);
  }

  /** The cosine of radians. `torch.cos` in PyTorch. */
  cos(): Tensor {
    takes('cos', 0, arguments);
    return unary.cos(this);
  }

  /** The hyperbolic tangent. `torch.tanh` in PyTorch. */
  tanh(): Tensor {
    takes('tanh', 0, arguments);
    return unary.tanh(this);
  }

  /** The error function. `torch.erf` in PyTorch. */
  erf(): Tensor {
    takes('erf', 0, arguments);
    return unary.erf(this);
  }

  /** 1/(1 + e^(−x)). `torch.sigmoid` in PyTorch. */
  sigmoid(): Tensor {
    takes('sigmoid', 0, arguments);
    return unary.sigmoid(this);
  }

  /** max(x, 0); the derivative at 0 is 0. `torch.relu` in PyTorch. */
  relu(): Tensor {
    takes('relu', 0, arguments);
    return activation.relu(this);
  }

  /** Whether each element is NaN. `torch.isnan` in PyTorch. */
  isnan(): Tensor {
    takes('isnan', 0, arguments);
    return compare.isnan(this);
  }

  /** Whether each element is neither NaN nor infinite. `torch.isfinite` in PyTorch. */
  isfinite(): Tensor {
    takes('isfinite', 0, arguments);
    return compare.isfinite(this);
  }

  /** Whether each element is 0. `torch.logical_not` in PyTorch. */
  logicalNot(): Tensor {
    takes('logicalNot', 0, arguments);
    return compare.logicalNot(this);
  }

  /** this + alpha·other, broadcasting. `torch.add` in PyTorch. */
  add(other: Operand, options?: arithmetic.AlphaOptions): Tensor {
    takes('add', 2, arguments);
    return arithmetic.add(this, other, options);
  }

  /** this − alpha·other, broadcasting. `torch.sub` in PyTorch. */
  sub(other: Operand, options?: arithmetic.AlphaOptions): Tensor {
    takes('sub', 2, arguments);
    return arithmetic.sub(this, other, options);
  }

  /** this · other, broadcasting. `torch.mul` in PyTorch. */
  mul(other: Operand): Tensor {
    takes('mul', 1, arguments);
    return arithmetic.mul(this, other);
  }

  /** this / other in float32, broadcasting. `torch.div` in PyTorch. */
  div(other: Operand, options?: arithmetic.DivOptions): Tensor {
    takes('div', 2, arguments);
    return arithmetic.div(this, other, options);
  }

  /** this to the power of other, broadcasting, in float32. `torch.pow` in PyTorch. */
  pow(other: Operand): Tensor {
    takes('pow', 1, arguments);
    return power.pow(this, other);
  }

  /** The greater of two elements, broadcasting; NaN if either is. `torch.maximum` in PyTorch. */
  maximum(other: Operand): Tensor {
    takes('maximum', 1, arguments);
    return maximum.maximum(this, other);
  }

  /** The lesser of two elements, broadcasting; NaN if either is. `torch.minimum` in PyTorch. */
  minimum(other: Operand): Tensor {
    takes('minimum', 1, arguments);
    return maximum.minimum(this, other);
  }

  /** The logarithm to base 2; −∞ at 0, NaN below. `torch.log2` in PyTorch. */
  log2(): Tensor {
    takes('log2', 0, arguments);
    return curves.log2(this);
  }

  /** The logarithm to base 10; −∞ at 0, NaN below. `torch.log10` in PyTorch. */
  log10(): Tensor {
    takes('log10', 0, arguments);
    return curves.log10(this);
  }

  /** 2^x. `torch.exp2` in PyTorch. */
  exp2(): Tensor {
    takes('exp2', 0, arguments);
    return curves.exp2(this);
  }

  /** The tangent of radians. `torch.tan` in PyTorch. */
  tan(): Tensor {
    takes('tan', 0, arguments);
    return curves.tan(this);
  }

  /** The angle whose sine this is; NaN outside [−1, 1]. `torch.asin` in PyTorch. */
  asin(): Tensor {
    takes('asin', 0, arguments);
    return curves.asin(this);
  }

  /** The angle whose cosine this is; NaN outside [−1, 1]. `torch.acos` in PyTorch. */
  acos(): Tensor {
    takes('acos', 0, arguments);
    return curves.acos(this);
  }

  /** The angle whose tangent this is. `torch.atan` in PyTorch. */
  atan(): Tensor {
    takes('atan', 0, arguments);
    return curves.atan(this);
  }

  /** The hyperbolic sine, exact near 0. `torch.sinh` in PyTorch. */
  sinh(): Tensor {
    takes('sinh', 0, arguments);
    return curves.sinh(this);
  }

  /** The hyperbolic cosine. `torch.cosh` in PyTorch. */
  cosh(): Tensor {
    takes('cosh', 0, arguments);
    return curves.cosh(this);
  }

  /** The integer part; integers stay unchanged. `torch.trunc` in PyTorch. */
  trunc(): Tensor {
    takes('trunc', 0, arguments);
    return curves.trunc(this);
  }

  /** The fractional part, with the sign of the element. `torch.frac` in PyTorch. */
  frac(): Tensor {
    takes('frac', 0, arguments);
    return curves.frac(this);
  }

  /** Replaces NaN and infinities by numbers. `torch.nan_to_num` in PyTorch. */
  nanToNum(options?: curves.NanToNumOptions): Tensor {
    takes('nanToNum', 1, arguments);
    return curves.nanToNum(this, options);
  }

  /** ln(e^this + e^other) without overflow, broadcasting. `torch.logaddexp` in PyTorch. */
  logaddexp(other: Operand): Tensor {
    takes('logaddexp', 1, arguments);
    return pairs.logaddexp(this, other);
  }

  /** The angle of the point (other, this), in [−π, π], broadcasting. `torch.atan2` in PyTorch. */
  atan2(other: Operand): Tensor {
    takes('atan2', 1, arguments);
    return pairs.atan2(this, other);
  }

  /** The remainder of this / other, with the sign of other, broadcasting. `torch.remainder` in PyTorch. */
  remainder(other: Operand): Tensor {
    takes('remainder', 1, arguments);
    return pairs.remainder(this, other);
  }

  /** The remainder of this / other, with the sign of this, broadcasting. `torch.fmod` in PyTorch. */
  fmod(other: Operand): Tensor {
    takes('fmod', 1, arguments);
    return pairs.fmod(this, other);
  }

  /** this + weight·(end − this), broadcasting. `torch.lerp` in PyTorch. */
  lerp(end: Tensor, weight: Operand): Tensor {
    takes('lerp', 2, arguments);
    return lerp(this, end, weight);
  }

  /** this = other as bool, broadcasting. `torch.eq` in PyTorch. */
  eq(other: Operand): Tensor {
    takes('eq', 1, arguments);
    return compare.eq(this, other);
  }

  /** this ≠ other as bool, broadcasting. `torch.ne` in PyTorch. */
  ne(other: Operand): Tensor {
    takes('ne', 1, arguments);
    return compare.ne(this, other);
  }

  /** this < other as bool, broadcasting. `torch.lt` in PyTorch. */
  lt(other: Operand): Tensor {
    takes('lt', 1, arguments);
    return compare.lt(this, other);
  }

  /** this ≤ other as bool, broadcasting. `torch.le` in PyTorch. */
  le(other: Operand): Tensor {
    takes('le', 1, arguments);
    return compare.le(this, other);
  }

  /** this > other as bool, broadcasting. `torch.gt` in PyTorch. */
  gt(other: Operand): Tensor {
    takes('gt', 1, arguments);
    return compare.gt(this, other);
  }

  /** this ≥ other as bool, broadcasting. `torch.ge` in PyTorch. */
  ge(other: Operand): Tensor {
    takes('ge', 1, arguments);
    return compare.ge(this, other);
  }

  /** Whether both are nonzero, broadcasting. `torch.logical_and` in PyTorch. */
  logicalAnd(other: Tensor): Tensor {
    takes('logicalAnd', 1, arguments);
    return compare.logicalAnd(this, other);
  }

  /** Whether at least one is nonzero, broadcasting. `torch.logical_or` in PyTorch. */
  logicalOr(other: Tensor): Tensor {
    takes('logicalOr', 1, arguments);
    return compare.logicalOr(this, other);
  }

  /** this where the condition holds, `other` elsewhere. `Tensor.where` in PyTorch. */
  where(condition: Tensor, other: Operand): Tensor {
    takes('where', 2, arguments);
    return select.where(condition, this, other);
  }

  /** `value` where the mask holds. `Tensor.masked_fill` in PyTorch. */
  maskedFill(mask: Tensor, value: number): Tensor {
    takes('maskedFill', 2, arguments);
    return select.maskedFill(this, mask, value);
  }

  /** The elements clamped to [min, max]; either may be absent. `torch.clamp` in PyTorch. */
  clamp(min?: Operand | null, max?: Operand | null): Tensor {
    takes('clamp', 2, arguments);
    return clamp(this, min, max);
  }

  /** The sum over `dim`: one, several, or all. `torch.sum` in PyTorch. */
  sum(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('sum', 2, arguments);
    return sums.sum(this, dim, options);
  }

  /** The mean over `dim`: one, several, or all. `torch.mean` in PyTorch. */
  mean(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('mean', 2, arguments);
    return sums.mean(this, dim, options);
  }

  /** The greatest element of all, or along `dim` with indices, or of two tensors. `torch.max` in PyTorch. */
  max(): Tensor;
  max(other: Tensor): Tensor;
  max(dim: number, options?: ReduceOptions): extremum.ValuesIndices;
  max(dim?: number | Tensor, options?: ReduceOptions): Tensor | extremum.ValuesIndices {
    takes('max', 2, arguments);
    return extremum.max(this, dim as number, options);
  }

  /** The least element of all, or along `dim` with indices, or of two tensors. `torch.min` in PyTorch. */
  min(): Tensor;
  min(other: Tensor): Tensor;
  min(dim: number, options?: ReduceOptions): extremum.ValuesIndices;
  min(dim?: number | Tensor, options?: ReduceOptions): Tensor | extremum.ValuesIndices {
    takes('min', 2, arguments);
    return extremum.min(this, dim as number, options);
  }

  /** The greatest element over `dim`: one, several, or all; ties share the gradient. `torch.amax` in PyTorch. */
  amax(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('amax', 2, arguments);
    return extremum.amax(this, dim, options);
  }

  /** The least element over `dim`: one, several, or all; ties share the gradient. `torch.amin` in PyTorch. */
  amin(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('amin', 2, arguments);
    return extremum.amin(this, dim, options);
  }

  /** The index of the greatest element along `dim`, or in the flattened tensor. `torch.argmax` in PyTorch. */
  argmax(dim?: number, options?: ReduceOptions): Tensor {
    takes('argmax', 2, arguments);
    return extremum.argmax(this, dim, options);
  }

  /** The index of the least element along `dim`, or in the flattened tensor. `torch.argmin` in PyTorch. */
  argmin(dim?: number, options?: ReduceOptions): Tensor {
    takes('argmin', 2, arguments);
    return extremum.argmin(this, dim, options);
  }

  /** The product over `dim`: one, several, or all. `torch.prod` in PyTorch. */
  prod(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('prod', 2, arguments);
    return prod(this, dim, options);
  }

  /** The variance over `dim`, with divisor n − correction (default 1). `torch.var` in PyTorch. */
  var(dim?: Dims, options?: variances.VarianceOptions): Tensor {
    takes('var', 2, arguments);
    return variances.var(this, dim, options);
  }

  /** The standard deviation over `dim`, with divisor n − correction (default 1). `torch.std` in PyTorch. */
  std(dim?: Dims, options?: variances.VarianceOptions): Tensor {
    takes('std', 2, arguments);
    return variances.std(this, dim, options);
  }

  /** The p-norm (default 2) over `dim`: one, several, or all. `torch.norm` in PyTorch. */
  norm(p?: number, dim?: Dims, options?: ReduceOptions): Tensor {
    takes('norm', 3, arguments);
    return norm(this, p, dim, options);
  }

  /** Whether any element over `dim` is nonzero. `torch.any` in PyTorch. */
  any(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('any', 2, arguments);
    return truths.any(this, dim, options);
  }

  /** Whether all elements over `dim` are nonzero. `torch.all` in PyTorch. */
  all(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('all', 2, arguments);
    return truths.all(this, dim, options);
  }

  /** The cumulative sums along `dim`. `torch.cumsum` in PyTorch. */
  cumsum(dim: number): Tensor {
    takes('cumsum', 1, arguments);
    return cumsum(this, dim);
  }

  /** The elements sorted along `dim` (the last by default), with their indices. `torch.sort` in PyTorch. */
  sort(dim?: number, options?: sorting.SortOptions): extremum.ValuesIndices {
    takes('sort', 2, arguments);
    return sorting.sort(this, dim, options);
  }

  /** The `k` greatest elements along `dim` (the last by default), with their indices. `torch.topk` in PyTorch. */
  topk(k: number, dim?: number, options?: sorting.TopkOptions): extremum.ValuesIndices {
    takes('topk', 3, arguments);
    return sorting.topk(this, k, dim, options);
  }

  /** For each element of the index, the element at that index along `dim`. `torch.gather` in PyTorch. */
  gather(dim: number, index: Tensor): Tensor {
    takes('gather', 2, arguments);
    return gather.gather(this, dim, index);
  }

  /** A copy with the elements of `src` added at the given indices along `dim`. `torch.scatter_add` in PyTorch. */
  scatterAdd(dim: number, index: Tensor, src: Tensor): Tensor {
    takes('scatterAdd', 3, arguments);
    return gather.scatterAdd(this, dim, index, src);
  }

  /** The entries of `dim` at the given indices. `torch.index_select` in PyTorch. */
  indexSelect(dim: number, index: Tensor): Tensor {
    takes('indexSelect', 2, arguments);
    return indexSelect(this, dim, index);
  }

  /** ln Σ e^x over `dim`. `torch.logsumexp` in PyTorch. */
  logsumexp(dim?: Dims, options?: ReduceOptions): Tensor {
    takes('logsumexp', 2, arguments);
    return softmax.logsumexp(this, dim, options);
  }

  /** The exponentials along `dim` divided by their sum. `torch.softmax` in PyTorch. */
  softmax(dim: number): Tensor {
    takes('softmax', 1, arguments);
    return softmax.softmax(this, dim);
  }

  /** The logarithm of the softmax along `dim`. `torch.log_softmax` in PyTorch. */
  logSoftmax(dim: number): Tensor {
    takes('logSoftmax', 1, arguments);
    return softmax.logSoftmax(this, dim);
  }

  /** The matrix product by PyTorch's rules for vectors, matrices and batches. `torch.matmul` in PyTorch. */
  matmul(other: Tensor): Tensor {
    takes('matmul', 1, arguments);
    return products.matmul(this, other);
  }

  /** The product of two matrices. `torch.mm` in PyTorch. */
  mm(mat2: Tensor): Tensor {
    takes('mm', 1, arguments);
    return products.mm(this, mat2);
  }

  /** This matrix times a vector. `torch.mv` in PyTorch. */
  mv(vec: Tensor): Tensor {
    takes('mv', 1, arguments);
    return products.mv(this, vec);
  }

  /** The dot product of two vectors. `torch.dot` in PyTorch. */
  dot(other: Tensor): Tensor {
    takes('dot', 1, arguments);
    return products.dot(this, other);
  }

  /** All products of an element of this vector and one of another. `torch.outer` in PyTorch. */
  outer(vec2: Tensor): Tensor {
    takes('outer', 1, arguments);
    return products.outer(this, vec2);
  }

  /** Products of two batches of matrices. `torch.bmm` in PyTorch. */
  bmm(batch2: Tensor): Tensor {
    takes('bmm', 1, arguments);
    return products.bmm(this, batch2);
  }

  /** beta·this + alpha·mat1·mat2. `torch.addmm` in PyTorch. */
  addmm(mat1: Tensor, mat2: Tensor, options?: adding.AddmmOptions): Tensor {
    takes('addmm', 3, arguments);
    return adding.addmm(this, mat1, mat2, options);
  }

  /** beta·this + alpha·mat·vec. `torch.addmv` in PyTorch. */
  addmv(mat: Tensor, vec: Tensor, options?: adding.AddmmOptions): Tensor {
    takes('addmv', 3, arguments);
    return adding.addmv(this, mat, vec, options);
  }

  /** beta·this + alpha·Σ batch1ᵢ·batch2ᵢ. `torch.addbmm` in PyTorch. */
  addbmm(batch1: Tensor, batch2: Tensor, options?: adding.AddmmOptions): Tensor {
    takes('addbmm', 3, arguments);
    return adding.addbmm(this, batch1, batch2, options);
  }

  /** beta·this + alpha·batch1·batch2. `torch.baddbmm` in PyTorch. */
  baddbmm(batch1: Tensor, batch2: Tensor, options?: adding.AddmmOptions): Tensor {
    takes('baddbmm', 3, arguments);
    return adding.baddbmm(this, batch1, batch2, options);
  }

  /** The transpose of a matrix; no copy. `torch.t` in PyTorch. */
  t(): Tensor {
    takes('t', 0, arguments);
    return order.t(this);
  }

  /** Exchanges two dims; no copy. `torch.transpose` in PyTorch. */
  transpose(dim0: number, dim1: number): Tensor {
    takes('transpose', 2, arguments);
    return order.transpose(this, dim0, dim1);
  }

  /** Reorders the dims; no copy. `torch.permute` in PyTorch. */
  permute(dims: readonly number[]): Tensor {
    takes('permute', 1, arguments);
    return order.permute(this, dims);
  }

  /** The elements in another shape, one size of which may be −1: a view if the layout allows. `torch.reshape` in PyTorch. */
  reshape(shape: Shape): Tensor {
    takes('reshape', 1, arguments);
    return shapes.reshape(this, shape);
  }

  /** The elements in another shape, never a copy. `Tensor.view` in PyTorch. */
  view(shape: Shape): Tensor {
    takes('view', 1, arguments);
    return shapes.view(this, shape);
  }

  /** Merges the dims from `startDim` to `endDim` into one. `torch.flatten` in PyTorch. */
  flatten(startDim?: number, endDim?: number): Tensor {
    takes('flatten', 2, arguments);
    return shapes.flatten(this, startDim, endDim);
  }

  /** Removes dims of size 1: all, or those named. `torch.squeeze` in PyTorch. */
  squeeze(dim?: number | readonly number[]): Tensor {
    takes('squeeze', 1, arguments);
    return shapes.squeeze(this, dim);
  }

  /** Inserts a dim of size 1 at `dim`. `torch.unsqueeze` in PyTorch. */
  unsqueeze(dim: number): Tensor {
    takes('unsqueeze', 1, arguments);
    return shapes.unsqueeze(this, dim);
  }

  /** Repeats dims of size 1 to `shape` without a copy; −1 keeps a size. `Tensor.expand` in PyTorch. */
  expand(shape: Shape): Tensor {
    takes('expand', 1, arguments);
    return expanding.expand(this, shape);
  }

  /** `length` indices of `dim` starting at `start`; no copy. `torch.narrow` in PyTorch. */
  narrow(dim: number, start: number, length: number): Tensor {
    takes('narrow', 3, arguments);
    return parts.narrow(this, dim, start, length);
  }

  /** Index `index` of `dim`, which is removed; no copy. `torch.select` in PyTorch. */
  select(dim: number, index: number): Tensor {
    takes('select', 2, arguments);
    return parts.select(this, dim, index);
  }

  /** Indices `start` to `end` of `dim` in steps of `step`, as `x[start:end:step]` in Python; no copy. */
  slice(dim: number, start?: number, end?: number, step?: number): Tensor {
    takes('slice', 4, arguments);
    return parts.slice(this, dim, start, end, step);
  }

  /** The part at the given leading indices, as `x[i, j]` in PyTorch; no copy. */
  at(...indices: number[]): Tensor {
    return parts.at(this, ...indices);
  }

  /** Consecutive parts of `dim`, of one size or of the given sizes; no copy. `torch.split` in PyTorch. */
  split(size: number | readonly number[], dim?: number): Tensor[] {
    takes('split', 2, arguments);
    return parts.split(this, size, dim);
  }

  /** At most `chunks` consecutive parts of `dim`; no copy. `torch.chunk` in PyTorch. */
  chunk(chunks: number, dim?: number): Tensor[] {
    takes('chunk', 2, arguments);
    return parts.chunk(this, chunks, dim);
  }

  /** A copy with the order reversed along `dims`. `torch.flip` in PyTorch. */
  flip(dims: number | readonly number[]): Tensor {
    takes('flip', 1, arguments);
    return flips.flip(this, dims);
  }

  /** A copy rotated by `shifts` along `dims`, or in flattened order without them. `torch.roll` in PyTorch. */
  roll(shifts: number | readonly number[], dims?: number | readonly number[] | null): Tensor {
    takes('roll', 2, arguments);
    return flips.roll(this, shifts, dims);
  }

  /** The matrices with zeros above a diagonal. `torch.tril` in PyTorch. */
  tril(diagonal?: number): Tensor {
    takes('tril', 1, arguments);
    return diagonals.tril(this, diagonal);
  }

  /** The matrices with zeros below a diagonal. `torch.triu` in PyTorch. */
  triu(diagonal?: number): Tensor {
    takes('triu', 1, arguments);
    return diagonals.triu(this, diagonal);
  }

  /** This vector on the diagonal of a matrix, or this matrix's diagonal as a copy. `torch.diag` in PyTorch. */
  diag(diagonal?: number): Tensor {
    takes('diag', 1, arguments);
    return diagonals.diag(this, diagonal);
  }

  /** The diagonals of matrices, as a view; no copy. `torch.diagonal` in PyTorch. */
  diagonal(options?: diagonals.DiagonalOptions): Tensor {
    takes('diagonal', 1, arguments);
    return diagonals.diagonal(this, options);
  }

  /** `sizes[d]` copies along each dim d. `Tensor.repeat` in PyTorch. */
  repeat(sizes: Shape): Tensor {
    takes('repeat', 1, arguments);
    return repeats.repeat(this, sizes);
  }

  /** `dims[d]` copies along each of the last dims. `torch.tile` in PyTorch. */
  tile(dims: Shape): Tensor {
    takes('tile', 1, arguments);
    return repeats.tile(this, dims);
  }

  /** Repeats each index of `dim`, or each element, several times. `torch.repeat_interleave` in PyTorch. */
  repeatInterleave(times: number | Tensor, dim?: number | null): Tensor {
    takes('repeatInterleave', 2, arguments);
    return repeats.repeatInterleave(this, times, dim);
  }

  /** Moves the dims `source` to the positions `destination`; no copy. `torch.movedim` in PyTorch. */
  movedim(source: number | readonly number[], destination: number | readonly number[]): Tensor {
    takes('movedim', 2, arguments);
    return order.movedim(this, source, destination);
  }

  /** Exchanges two dims; no copy. `torch.swapaxes` in PyTorch. */
  swapaxes(axis0: number, axis1: number): Tensor {
    takes('swapaxes', 2, arguments);
    return order.swapaxes(this, axis0, axis1);
  }

  /** Splits `dim` into dims of the given sizes; no copy. `torch.unflatten` in PyTorch. */
  unflatten(dim: number, sizes: Shape): Tensor {
    takes('unflatten', 2, arguments);
    return shapes.unflatten(this, dim, sizes);
  }

  /**
   * The views at each index of dim 0, for `for (const row of x)` and `[...x]`; no copy. Iteration over a tensor in PyTorch.
   * @throws {TypeError} for a scalar.
   */
  *[Symbol.iterator](): IterableIterator<Tensor> {
    if (checkTensor('Tensor', 'this', this).ndim === 0)
      failType('Tensor', 'expected a tensor with dims to iterate over, got a scalar; read it with item()');
    yield* parts.unbind(this);
  }

  /** The views at each index of `dim` (default 0); no copy. `torch.unbind` in PyTorch. */
  unbind(dim?: number): Tensor[] {
    takes('unbind', 1, arguments);
    return parts.unbind(this, dim);
  }

  /** The elements where the mask holds, as a vector. `torch.masked_select` in PyTorch. */
  maskedSelect(mask: Tensor): Tensor {
    takes('maskedSelect', 1, arguments);
    return nonzeros.maskedSelect(this, mask);
  }

  /** The indices of the nonzero elements: (n, ndim), or a vector for each dim. `torch.nonzero` in PyTorch. */
  nonzero(options?: { asTuple?: false }): Tensor;
  nonzero(options: { asTuple: true }): Tensor[];
  nonzero(options?: nonzeros.NonzeroOptions): Tensor | Tensor[];
  nonzero(options?: nonzeros.NonzeroOptions): Tensor | Tensor[] {
    takes('nonzero', 1, arguments);
    return nonzeros.nonzero(this, options);
  }

  /** A copy with `src`, a tensor or a number, written at the given indices along `dim`. `torch.scatter` in PyTorch. */
  scatter(dim: number, index: Tensor, src: Tensor | number): Tensor {
    takes('scatter', 3, arguments);
    return scatter(this, dim, index, src);
  }

  /** As `gather`, with broadcasting; flattened without a dim. `torch.take_along_dim` in PyTorch. */
  takeAlongDim(indices: Tensor, dim?: number | null): Tensor {
    takes('takeAlongDim', 2, arguments);
    return gather.takeAlongDim(this, indices, dim);
  }

  /** The cumulative products along `dim`. `torch.cumprod` in PyTorch. */
  cumprod(dim: number): Tensor {
    takes('cumprod', 1, arguments);
    return cumprod(this, dim);
  }

  /** How often each integer from 0 occurs. `torch.bincount` in PyTorch. */
  bincount(options?: BincountOptions): Tensor {
    takes('bincount', 1, arguments);
    return bincount(this, options);
  }

  /** The distinct elements, or entries of a dim, in ascending order. `torch.unique` in PyTorch. */
  unique(options?: { returnInverse?: false; returnCounts?: false; dim?: number | null }): Tensor;
  unique(options: UniqueOptions & ({ returnInverse: true } | { returnCounts: true })): Tensor[];
  unique(options?: UniqueOptions): Tensor | Tensor[];
  unique(options?: UniqueOptions): Tensor | Tensor[] {
    takes('unique', 1, arguments);
    return unique(this, options);
  }

  /** This tensor if it is contiguous, else a contiguous copy. `Tensor.contiguous` in PyTorch. */
  contiguous(): Tensor {
    takes('contiguous', 0, arguments);
    return copies.contiguous(this);
  }

  /** A contiguous copy, through which gradients flow. `torch.clone` in PyTorch. */
  clone(): Tensor {
    takes('clone', 0, arguments);
    return copies.clone(this);
  }

  /** The same values in the same memory, detached from the graph. `Tensor.detach` in PyTorch. */
  detach(): Tensor {
    takes('detach', 0, arguments);
    return copies.detach(this);
  }

  /** Converts to another type; returns this tensor if it already has that type. `Tensor.to(dtype)` in PyTorch. */
  to(dtype: DType): Tensor {
    takes('to', 1, arguments);
    return to(this, dtype);
  }

  /** Adds alpha·other in place. `Tensor.add_` in PyTorch. */
  add_(other: Operand, options?: arithmetic.AlphaOptions): this {
    takes('add_', 2, arguments);
    inplace.add_(this, other, options);
    return this;
  }

  /** Subtracts alpha·other in place. `Tensor.sub_` in PyTorch. */
  sub_(other: Operand, options?: arithmetic.AlphaOptions): this {
    takes('sub_', 2, arguments);
    inplace.sub_(this, other, options);
    return this;
  }

  /** Multiplies in place. `Tensor.mul_` in PyTorch. */
  mul_(other: Operand): this {
    takes('mul_', 1, arguments);
    inplace.mul_(this, other);
    return this;
  }

  /** Divides in place. `Tensor.div_` in PyTorch. */
  div_(other: Operand): this {
    takes('div_', 1, arguments);
    inplace.div_(this, other);
    return this;
  }

  /** Sets every element to `value`. `Tensor.fill_` in PyTorch. */
  fill_(value: number): this {
    takes('fill_', 1, arguments);
    inplace.fill_(this, value);
    return this;
  }

  /** Sets every element to 0. `Tensor.zero_` in PyTorch. */
  zero_(): this {
    takes('zero_', 0, arguments);
    inplace.zero_(this);
    return this;
  }

  /** Copies the elements of `src`, which broadcasts and is converted. `Tensor.copy_` in PyTorch. */
  copy_(src: Tensor): this {
    takes('copy_', 1, arguments);
    inplace.copy_(this, src);
    return this;
  }

  /** Fills with uniform random numbers from [low, high). `Tensor.uniform_` in PyTorch. */
  uniform_(low?: number, high?: number, options?: { generator?: Generator }): this {
    takes('uniform_', 3, arguments);
    random.uniform_(this, low, high, options);
    return this;
  }

  /** Fills with normal random numbers of the given mean and standard deviation. `Tensor.normal_` in PyTorch. */
  normal_(mean?: number, std?: number, options?: { generator?: Generator }): this {
    takes('normal_', 3, arguments);
    random.normal_(this, mean, std, options);
    return this;
  }
}
