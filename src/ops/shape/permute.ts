/** Reorders dims: views. */

import { checkTensor } from '../../array/check.ts';
import { failRange, failType, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { checkDim, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { viewOf } from './view.ts';

function reordered(name: string, x: Tensor, dims: readonly number[]): Tensor {
  return viewOf(
    name,
    x,
    dims.map((d) => x.sizes[d] as number),
    dims.map((d) => x.strides[d] as number),
    x.offset,
    (g) =>
      reordered(
        name,
        g,
        dims.map((_, i) => dims.indexOf(i)),
      ),
    dims,
  );
}

/**
 * Reorders the dims; no copy. `torch.permute` in PyTorch.
 * @throws {RangeError} unless each dim is given once.
 */
export function permute(x: Tensor, dims: readonly number[]): Tensor {
  takes('permute', 2, arguments);
  checkTensor('permute', 'input', x);
  if (!Array.isArray(dims)) failType('permute', `expected an array of dims, got ${show(dims)}`);
  const order = dims.map((d) => checkDim('permute', d, x.ndim));
  if (order.length !== x.ndim || new Set(order).size !== x.ndim) {
    failRange('permute', `expected each of the ${x.ndim} dims once, got ${show(dims)}`);
  }
  return reordered('permute', x, order);
}

/** Exchanges two dims; no copy. `torch.transpose` in PyTorch. */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  takes('transpose', 3, arguments);
  checkTensor('transpose', 'input', x);
  const [a, b] = [checkDim('transpose', dim0, x.ndim), checkDim('transpose', dim1, x.ndim)];
  if (x.ndim === 0) return viewOf('transpose', x, [], [], x.offset, (g) => g);
  return reordered(
    'transpose',
    x,
    x.sizes.map((_, i) => (i === a ? b : i === b ? a : i)),
  );
}

/** As `transpose`, by numpy's name; no copy. `torch.swapaxes` in PyTorch. */
export function swapaxes(x: Tensor, axis0: number, axis1: number): Tensor {
  takes('swapaxes', 3, arguments);
  checkTensor('swapaxes', 'input', x);
  return transpose(x, checkDim('swapaxes', axis0, x.ndim), checkDim('swapaxes', axis1, x.ndim));
}

/**
 * Moves the dims `source`, one or several, to the positions `destination`; the others keep their order. No copy. `torch.movedim`
 * in PyTorch. @throws {RangeError} unless both name the same number of dims, each once.
 */
export function movedim(x: Tensor, source: number | readonly number[], destination: number | readonly number[]): Tensor {
  takes('movedim', 3, arguments);
  checkTensor('movedim', 'input', x);
  const [from, to] = [source, destination].map((dims) => {
    const places = (Array.isArray(dims) ? dims : [dims]).map((d: number) => checkDim('movedim', d, x.ndim));
    if (new Set(places).size < places.length) failRange('movedim', `expected each dim once, got ${show(dims)}`);
    return places;
  }) as [number[], number[]];
  if (from.length !== to.length)
    failRange('movedim', `expected as many dims in source as in destination, got ${show(source)} and ${show(destination)}`);
  const others = x.sizes.map((_, i) => i).filter((i) => !from.includes(i));
  return permute(
    x,
    x.sizes.map((_, i) => from[to.indexOf(i)] ?? (others.shift() as number)),
  );
}

/** The transpose of a matrix; vectors and scalars are unchanged; no copy. `torch.t` in PyTorch. */
export function t(x: Tensor): Tensor {
  takes('t', 1, arguments);
  checkTensor('t', 'input', x);
  if (x.ndim > 2) failRange('t', `expected at most 2 dims, got shape ${showShape(x.sizes)}; use transpose()`);
  return x.ndim < 2 ? viewOf('t', x, x.sizes, x.strides, x.offset, (g) => g) : reordered('t', x, [1, 0]);
}
