/** The negative log-likelihood of class indices. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkOptions } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { sumLosses } from './reduction.ts';
import { checkIndices, checkInput, type NLLLossOptions, scaleOf } from './targets.ts';

/**
 * The negative log-likelihood of class indices, given log-probabilities. `F.nll_loss` in PyTorch.
 *
 * Shapes: input (C), (N, C) or (N, C, d1 … dk), target () , (N) or (N, d1 … dk) of int32; the result is a scalar, or of the
 * target's shape with reduction 'none'. l = −w[y]·x[y], or 0 where the target is `ignoreIndex`.
 *
 * @throws {TypeError} for dtypes other than float32 input and int32 target, and for unknown options.
 * @throws {RangeError} for shapes that do not fit and targets outside [0, C).
 */
export function nllLoss(input: Tensor, target: Tensor, options: NLLLossOptions = {}): Tensor {
  takes('nllLoss', 3, arguments);
  checkOptions('nllLoss', options, ['weight', 'ignoreIndex', 'reduction']);
  return nll('nllLoss', input, target, options);
}

/** `nllLoss`, under the name of the function that was called. */
export function nll(fn: string, x: Tensor, given: Tensor, options: NLLLossOptions): Tensor {
  return whole(fn, () => {
    checkInput(fn, x);
    const problem = checkIndices(fn, x, given, options);
    const { target, weight, ignoreIndex, reduction, outer, C, inner } = problem;
    const scale = scaleOf(problem);
    const source = dense(x);
    const losses = newEmpty(x, given.sizes);
    kernels.nllLoss(0, target.numel, losses.ptr, source.ptr, target.ptr, weight?.ptr ?? 0, C, inner, ignoreIndex);
    drop(source, x);
    const y = reduction === 'none' ? losses : sumLosses(losses, scale);
    if (tracks(x)) {
      const { sizes } = x;
      const stride = reduction === 'none' ? 1 : 0;
      record(y, 'nllLoss', [x], [target, weight], (g, [target, weight]) => {
        const dx = newEmpty(g, sizes);
        const dy = dense(g);
        const w = weight?.ptr ?? 0;
        kernels.nllLossBackward(0, outer, dx.ptr, dy.ptr, stride, scale, target.ptr, w, C, inner, ignoreIndex);
        drop(dy, g);
        return dx;
      });
    }
    drop(target, given);
    if (weight !== null) drop(weight, options.weight);
    return y;
  });
}
