/** Distances between the rows of two matrices. */

import { extra } from '../../../bindings/extra.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { sumTo } from '../../array/lanes.ts';
import { broadcastTo } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { number, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { checkFloat, checkInner } from './operands.ts';

/** Options of `cdist`. */
export interface CdistOptions {
  /** The p of the norm: 0 counts nonzero differences, Infinity takes the greatest. Default 2. */
  p?: number;
}

const CDIST = { p: /* @__PURE__ */ number(2, 0) };

/** `x` with its batches broadcast, contiguous: a new tensor. */
function spread(x: Tensor, batch: Shape): Tensor {
  const window = broadcastTo(x, [...batch, ...x.sizes.slice(-2)]);
  const source = dense(window);
  drop(window, source);
  return source;
}

/** The gradient of `a`, one of the two; `flip` if it is the second, whose rows are the columns of the distances. */
function gradient(g: Tensor, y: Tensor, a: Tensor, b: Tensor, flip: boolean, p: number): Tensor {
  const batch = y.sizes.slice(0, -2);
  const [P, M] = a.sizes.slice(-2) as [number, number];
  const R = b.sizes[b.ndim - 2] as number;
  const dx = newEmpty(g, [...batch, P, M]);
  const [dy, left, right] = [dense(g), spread(a, batch), spread(b, batch)];
  const [row, col] = flip ? [1, P] : [R, 1];
  const rows = M === 0 ? 0 : dx.numel / M;
  extra().cdistBackward(0, rows, dx.ptr, dy.ptr, y.ptr, left.ptr, right.ptr, P, R, M, P * R, row, col, p);
  drop(dy, g);
  left.dispose();
  right.dispose();
  return sumTo(dx, a.sizes);
}

/**
 * The distance of each row of x1 (…, P, M) from each of x2 (…, R, M), as (…, P, R): (Σ |x1 − x2|^p)^(1/p); leading dims
 * broadcast. `torch.cdist` in PyTorch: the gradient at distance 0 is 0.
 *
 * @throws {TypeError} unless both are float32. @throws {RangeError} for a negative p, or sizes that do not agree.
 */
export function cdist(x1: Tensor, x2: Tensor, options?: CdistOptions): Tensor {
  takes('cdist', 3, arguments);
  checkFloat('cdist', 'x1', x1);
  checkFloat('cdist', 'x2', x2);
  const { p } = readOptions('cdist', CDIST, options);
  if (x1.ndim < 2 || x2.ndim < 2)
    failRange('cdist', `expected at least 2 dims each, got shapes ${showShape(x1.sizes)} and ${showShape(x2.sizes)}`);
  const [P, M] = x1.sizes.slice(-2) as [number, number];
  const R = x2.sizes[x2.ndim - 2] as number;
  checkInner('cdist', x1, x2, M, x2.sizes[x2.ndim - 1]);
  const batch = broadcastShapes('cdist', x1.sizes.slice(0, -2), x2.sizes.slice(0, -2));
  const y = composed('cdist', () => {
    const [a, b] = [spread(x1, batch), spread(x2, batch)];
    const y = newEmpty(x1, [...batch, P, R]);
    extra().cdist(0, R === 0 ? 0 : y.numel / R, y.ptr, a.ptr, b.ptr, P, R, M, p);
    return y;
  });
  if (!tracks(x1, x2)) return y;
  const shapes = [x1.sizes, x2.sizes] as const;
  if (p === 0)
    return record(
      y,
      'cdist',
      [x1, x2],
      [],
      (g, _, wanted) => [wanted[0] ? newZeros(g, shapes[0]) : null, wanted[1] ? newZeros(g, shapes[1]) : null],
      p,
    );
  return record(
    y,
    'cdist',
    [x1, x2],
    [x1, x2, y],
    (g, [x1, x2, y], wanted) => [
      wanted[0] ? gradient(g, y, x1, x2, false, p) : null,
      wanted[1] ? gradient(g, y, x2, x1, true, p) : null,
    ],
    p,
  );
}
