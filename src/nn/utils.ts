/** `torch.nn.utils`: gradient clipping, and parameters as one vector. */

import { kernels } from '../../bindings/kernels.ts';
import { fillWith } from '../array/allocate.ts';
import { checkDtype } from '../array/check.ts';
import { copyInto, copyOf, dense } from '../array/copy.ts';
import { unrecorded } from '../autograd/tape.ts';
import { empty } from '../create/values.ts';
import { checkNumber, checkOptions, failRange, failType, show } from '../errors.ts';
import { checkWritable } from '../ops/elementwise/inplace.ts';
import { norm } from '../ops/reduce/norm.ts';
import { cat } from '../ops/shape/join.ts';
import { narrow } from '../ops/shape/part.ts';
import { flatten, reshape } from '../ops/shape/reshape.ts';
import { takes } from '../options.ts';
import { composed } from '../scope.ts';
import { Tensor } from '../tensor.ts';

/** One parameter, or several. */
export type Parameters = Tensor | Iterable<Tensor>;

function listOf(fn: string, parameters: Parameters): Tensor[] {
  const isList = typeof parameters === 'object' && parameters !== null && Symbol.iterator in parameters;
  if (!(parameters instanceof Tensor) && !isList)
    failType(fn, `expected parameters to be a tensor or several, got ${show(parameters)}`);
  const list = parameters instanceof Tensor ? [parameters] : [...parameters];
  for (const p of list) checkDtype(fn, 'parameters', p, 'float32');
  return list;
}

const gradsOf = (fn: string, parameters: Parameters): Tensor[] =>
  listOf(fn, parameters).flatMap(({ grad }) => (grad === null ? [] : [grad]));

/** Options of `clipGradNorm_`. */
export interface ClipGradNormOptions {
  /** The p of the p-norm; Infinity for the maximum. Default 2. */
  normType?: number;
  /** Whether to throw, before anything is changed, if the norm is NaN or infinite. Default false. */
  errorIfNonfinite?: boolean;
}

/**
 * Scales all gradients by min(1, maxNorm/(norm + 1e-6)), so that their norm as one vector is at most maxNorm.
 * `nn.utils.clip_grad_norm_` in PyTorch (Pascanu et al., 2012).
 *
 * @returns the norm before clipping, a scalar tensor.
 * @throws {RangeError} if `errorIfNonfinite` is set and the norm is not finite.
 */
export function clipGradNorm_(parameters: Parameters, maxNorm: number, options: ClipGradNormOptions = {}): Tensor {
  takes('clipGradNorm_', 3, arguments);
  const fn = 'clipGradNorm_';
  checkOptions(fn, options, ['normType', 'errorIfNonfinite']);
  checkNumber(fn, 'maxNorm', maxNorm, 0);
  const p = checkNumber(fn, 'normType', options.normType ?? 2, Number.MIN_VALUE);
  const grads = gradsOf(fn, parameters);
  return composed(fn, () =>
    unrecorded(() => {
      const norms = grads.map((g) => norm(g, p).item() as number);
      const most = norms.reduce((most, x) => Math.max(most, x), 0);
      // powers of shares, which do not overflow
      const share = (): number => norms.reduce((sum, x) => sum + (x / most) ** p, 0) ** (1 / p);
      const total = Math.fround(p === Infinity || !(most > 0 && most < Infinity) ? most : most * share());
      if (options.errorIfNonfinite && !Number.isFinite(total))
        failRange(fn, `expected gradients of a finite norm, got ${total}; leave out errorIfNonfinite to scale them anyway`);
      const result = fillWith(empty([]), total);
      const factor = Math.min(1, maxNorm / (total + 1e-6));
      if (factor !== 1) changeAll(fn, grads, (to, g) => kernels.scale(0, g.numel, to.ptr, g.ptr, factor));
      return result;
    }),
  );
}

/** Changes all tensors, each by a kernel on its elements in order, or none: everything that allocates comes first. */
function changeAll(fn: string, tensors: readonly Tensor[], kernel: (to: Tensor, from: Tensor) => void): void {
  for (const t of tensors) checkWritable(fn, t, []);
  const strided = [...new Set(tensors)].filter((t) => t.steps !== null);
  const copies = new Map(strided.map((t) => [t, copyOf(t)]));
  for (const t of tensors) {
    const dense = copies.get(t) ?? t;
    kernel(dense, dense);
    t.storage.version++;
  }
  for (const [t, copy] of copies) copyInto(t, copy);
}

/** Clamps the elements of every gradient to [−clipValue, clipValue]. `nn.utils.clip_grad_value_` in PyTorch. */
export function clipGradValue_(parameters: Parameters, clipValue: number): void {
  takes('clipGradValue_', 2, arguments);
  checkNumber('clipGradValue_', 'clipValue', clipValue, 0);
  const grads = gradsOf('clipGradValue_', parameters);
  const bound = (to: Tensor, g: Tensor): void => kernels.clamp(0, g.numel, to.ptr, g.ptr, -clipValue, clipValue);
  composed('clipGradValue_', () => unrecorded(() => changeAll('clipGradValue_', grads, bound)));
}

/**
 * All parameters concatenated into one vector; gradients flow through it. `nn.utils.parameters_to_vector` in PyTorch.
 *
 * @throws {RangeError} if there are none.
 */
export function parametersToVector(parameters: Parameters): Tensor {
  takes('parametersToVector', 1, arguments);
  const list = listOf('parametersToVector', parameters);
  if (list.length === 0) failRange('parametersToVector', 'expected at least one parameter, got none');
  return composed('parametersToVector', () => cat(list.map((p) => flatten(p))));
}

/**
 * Copies a vector from `parametersToVector` back into parameters of the same sizes.
 * `nn.utils.vector_to_parameters` in PyTorch.
 *
 * @throws {RangeError} unless the vector has as many elements as all parameters together.
 */
export function vectorToParameters(vector: Tensor, parameters: Parameters): void {
  takes('vectorToParameters', 2, arguments);
  const fn = 'vectorToParameters';
  checkDtype(fn, 'vector', vector, 'float32');
  const list = listOf(fn, parameters);
  const size = list.reduce((sum, p) => sum + p.numel, 0);
  if (vector.ndim !== 1 || vector.numel !== size)
    failRange(fn, `expected a vector of shape [${size}], got [${vector.sizes.join(', ')}]`);
  composed(fn, () =>
    unrecorded(() => {
      for (const p of list) checkWritable(fn, p, []);
      // a copy if the vector shares memory with the parameters, or is not contiguous
      const source = list.some((p) => p.storage === vector.storage) ? copyOf(vector) : dense(vector);
      let at = 0;
      for (const p of list) {
        copyInto(p, reshape(narrow(source, 0, at, p.numel), p.sizes));
        p.storage.version++;
        at += p.numel;
      }
    }),
  );
}
