/** Sums of products of any number of tensors, whose dims are named by letters. */

import { newZeros } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { copyInto } from '../../array/copy.ts';
import { windowOn } from '../../array/window.ts';
import { failRange, failType, show } from '../../errors.ts';
import { composed } from '../../scope.ts';
import { numelOf, stridesOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { mul } from '../elementwise/arithmetic.ts';
import { sum } from '../reduce/sum.ts';
import { permute } from '../shape/permute.ts';
import { reshape, squeeze } from '../shape/reshape.ts';
import { viewOf } from '../shape/view.ts';
import { parseEquation } from './equation.ts';
import { matmul } from './matmul.ts';

/** A tensor and the names of its dims. */
interface Named {
  readonly t: Tensor;
  readonly names: readonly string[];
}

const sizeOf = ({ t, names }: Named, name: string): number => t.sizes[names.indexOf(name)] as number;

/** The diagonal of dims with the same name; a view. */
function diagonal({ t, names }: Named): Named {
  const left = [...new Set(names)];
  if (left.length === names.length) return { t, names };
  const along = (strides: readonly number[]): number[] =>
    left.map((name) => names.reduce((step, n, i) => step + (n === name ? (strides[i] as number) : 0), 0));
  const { sizes } = t;
  const shape = left.map((name) => sizeOf({ t, names }, name));
  const view = viewOf('diagonal', t, shape, along(t.strides), t.offset, (g) => {
    const whole = newZeros(g, sizes);
    const target = windowOn(whole, shape, along(stridesOf(sizes)), whole.offset);
    copyInto(target, g);
    target.dispose();
    return whole;
  });
  return { t: view, names: left };
}

/** Summed over the dims that are not needed elsewhere. */
function reduced({ t, names }: Named, needed: (name: string) => boolean): Named {
  const gone = names.flatMap((name, i) => (needed(name) ? [] : [i]));
  return gone.length === 0 ? { t, names } : { t: sum(t, gone), names: names.filter(needed) };
}

/** Without dims of size 1 that broadcast against the other operand's. */
function trimmed(x: Named, other: Named): Named {
  const gone = x.names.flatMap((name, i) =>
    x.t.sizes[i] === 1 && other.names.includes(name) && sizeOf(other, name) !== 1 ? [i] : [],
  );
  return gone.length === 0 ? x : { t: squeeze(x.t, gone), names: x.names.filter((_, i) => !gone.includes(i)) };
}

/** The dims in the given order, with size 1 for missing ones. */
function arranged(x: Named, order: readonly string[]): Tensor {
  const own = order.filter((name) => x.names.includes(name));
  const t = permute(
    x.t,
    own.map((name) => x.names.indexOf(name)),
  );
  const shape = order.map((name) => (x.names.includes(name) ? sizeOf(x, name) : 1));
  return own.length === order.length ? t : reshape(t, shape);
}

/** The product of two operands, summed over the dims that they share and that are not needed elsewhere. */
function contracted(first: Named, second: Named, needed: (name: string) => boolean): Named {
  const [p, q] = [trimmed(first, second), trimmed(second, first)];
  const a = reduced(p, (name) => needed(name) || q.names.includes(name));
  const b = reduced(q, (name) => needed(name) || p.names.includes(name));
  const both = a.names.filter((name) => b.names.includes(name));
  const batch = both.filter(needed);
  const inner = both.filter((name) => !needed(name));
  const rows = a.names.filter((name) => !both.includes(name));
  const cols = b.names.filter((name) => !both.includes(name));
  const names = [...batch, ...rows, ...cols];
  const sizes = (x: Named, of: readonly string[]): number[] => of.map((name) => sizeOf(x, name));
  const [m, n, k] = [numelOf(sizes(a, rows)), numelOf(sizes(b, cols)), numelOf(sizes(a, inner))];
  // a batch of single products is faster element by element
  if (inner.length === 0 || a.t.dtype !== 'float32' || (batch.length > 0 && m * n === 1)) {
    const order = [...names, ...inner];
    const y = mul(arranged(a, order), arranged(b, order));
    return reduced({ t: y, names: order }, (name) => !inner.includes(name));
  }
  const lead = batch.length === 0 ? [] : [numelOf(sizes(a, batch))];
  const left = reshape(arranged(a, [...batch, ...rows, ...inner]), [...lead, m, k]);
  const right = reshape(arranged(b, [...batch, ...inner, ...cols]), [...lead, k, n]);
  const shape = [...sizes(a, batch), ...sizes(a, rows), ...sizes(b, cols)];
  return { t: reshape(matmul(left, right), shape), names };
}

/**
 * The sum of products that an equation describes: `einsum('ij,jk->ik', a, b)` is the matrix product. Letters that the output
 * lacks are summed over, a letter twice in one operand takes the diagonal, `...` stands for dims that broadcast; without `->`,
 * the output is the ellipsis and every letter that occurs once, in alphabetical order. `torch.einsum` in PyTorch.
 *
 * @throws {TypeError} unless the operands are all float32 or all int32. @throws {RangeError} for an invalid equation, or one that
 *   does not fit the operands.
 */
export function einsum(equation: string, ...operands: Tensor[]): Tensor {
  if (typeof equation !== 'string') failType('einsum', `expected an equation such as 'ij,jk->ik', got ${show(equation)}`);
  if (operands.length === 0) failRange('einsum', 'expected at least one operand, got none');
  operands.forEach((x, i) => {
    const { dtype } = checkTensor('einsum', `operand ${i}`, x);
    if (dtype === 'bool' || dtype !== operands[0]?.dtype)
      failType('einsum', `expected operands of float32, or all of int32, got ${dtype} for operand ${i}; convert with to()`);
  });
  const { terms, output } = parseEquation(
    equation,
    operands.map((x) => x.sizes),
  );
  return composed('einsum', () => {
    let result: Named | undefined;
    operands.forEach((t, i) => {
      const later = new Set([...output, ...terms.slice(i + 1).flat()]);
      const own = diagonal({ t, names: terms[i] as readonly string[] });
      const before = result;
      const here = reduced(own, (name) => later.has(name) || before?.names.includes(name) === true);
      result = before === undefined ? here : contracted(before, here, (name) => later.has(name));
    });
    return arranged(result as Named, output);
  });
}
