/** The indices of nonzero elements, and the elements where a mask holds. */

import { heap } from '../../../bindings/memory.ts';
import { rare } from '../../../bindings/rare.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { flag, type OptionsOf, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, checkResult, stridesOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { expand } from '../shape/expand.ts';
import { reshape } from '../shape/reshape.ts';
import { indexSelect } from './index-select.ts';

const NONZERO = { asTuple: /* @__PURE__ */ flag(false) };

/** Options of `nonzero`. */
export interface NonzeroOptions extends OptionsOf<typeof NONZERO> {
  /** An array with the indices along each dim, instead of a matrix. Default false. */
  asTuple?: boolean;
}

/** The positions, in row-major order, of the nonzero elements. */
function places(x: Tensor): Tensor {
  const source = dense(x);
  const real = x.dtype === 'float32';
  const found = newEmpty(x, [rare().nonzero(0, source.ptr, x.numel, real)], 'int32');
  rare().nonzero(found.ptr, source.ptr, x.numel, real);
  drop(source, x);
  return note(found, 'nonzero', [x]);
}

/**
 * The indices of the nonzero elements, in row-major order: int32 (n, ndim), or with `asTuple` an array of ndim vectors.
 * `torch.nonzero` in PyTorch. NaN counts as nonzero.
 */
export function nonzero(x: Tensor, options?: { asTuple?: false }): Tensor;
export function nonzero(x: Tensor, options: { asTuple: true }): Tensor[];
export function nonzero(x: Tensor, options?: NonzeroOptions): Tensor | Tensor[];
export function nonzero(x: Tensor, options?: NonzeroOptions): Tensor | Tensor[] {
  takes('nonzero', 2, arguments);
  checkTensor('nonzero', 'input', x);
  const { asTuple } = readOptions('nonzero', NONZERO, options);
  // a scalar is treated as a vector
  const sizes = asTuple && x.ndim === 0 ? [1] : x.sizes;
  const strides = stridesOf(sizes);
  return composed('nonzero', () => {
    const flat = places(x);
    const n = flat.numel;
    const matrix = asTuple ? null : newEmpty(x, [n, sizes.length], 'int32');
    const vectors = sizes.map(() => matrix ?? newEmpty(x, [n], 'int32'));
    const { i32 } = heap;
    const from = flat.ptr >>> 2;
    vectors.forEach((vector, d) => {
      const to = (vector.ptr >>> 2) + (matrix === null ? 0 : d);
      const step = matrix === null ? 1 : sizes.length;
      const stride = strides[d] as number;
      const size = sizes[d] as number;
      for (let i = 0; i < n; i++) i32[to + i * step] = (((i32[from + i] as number) / stride) | 0) % size;
    });
    for (const t of matrix === null ? vectors : [matrix]) note(t, 'nonzero', [x]);
    return matrix ?? vectors;
  });
}

/**
 * The elements where the mask holds, in row-major order, as a vector; both broadcast. `torch.masked_select` in PyTorch.
 * @throws {TypeError} unless the mask is bool. @throws {RangeError} for shapes that do not broadcast.
 */
export function maskedSelect(x: Tensor, mask: Tensor): Tensor {
  takes('maskedSelect', 2, arguments);
  checkTensor('maskedSelect', 'input', x);
  checkDtype('maskedSelect', 'mask', mask, 'bool');
  const shape = checkResult('maskedSelect', [...broadcastShapes('maskedSelect', x.sizes, mask.sizes)]);
  return composed('maskedSelect', () => {
    const all = expand(x, shape);
    return indexSelect(reshape(all, [all.numel]), 0, places(expand(mask, shape)));
  });
}
