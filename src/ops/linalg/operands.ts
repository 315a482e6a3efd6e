/** Checks of the products' operands, and leading dims as rows. */
import { checkDtype } from '../../array/check.ts';
import { failRange } from '../../errors.ts';
import { numelOf, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { reshape } from '../shape/reshape.ts';

/** Refuses anything but a live float32 tensor; returns it. */
export const checkFloat = (fn: string, what: string, x: unknown): Tensor => checkDtype(fn, what, x, 'float32');

export function checkInner(fn: string, a: Tensor, b: Tensor, inner: number | undefined, other: number | undefined): void {
  if (inner !== other) failInner(fn, a, b, inner, other);
}

function failInner(fn: string, { sizes: a }: Tensor, { sizes: b }: Tensor, inner: unknown, other: unknown): never {
  failRange(fn, `expected inner sizes that agree, got shapes ${showShape(a)} and ${showShape(b)} (${inner} and ${other})`);
}

export const checkNdim = (fn: string, what: string, x: Tensor, ndim: number): void => {
  if (x.ndim !== ndim) failRange(fn, `expected ${what} of ${ndim} dims, got shape ${showShape(x.sizes)}`);
};

/** Applies `fn` to `x` with all leading dims merged into the rows of one matrix. */
export function folded(x: Tensor, fn: (rows: Tensor) => Tensor, out: number): Tensor {
  const inner = x.sizes[x.ndim - 1] as number;
  const lead = x.sizes.slice(0, -1);
  const rows = reshape(x, [numelOf(lead), inner]);
  const products = fn(rows);
  rows.dispose();
  const y = reshape(products, [...lead, out]);
  products.dispose();
  return y;
}
