/** In-place changes: the storage's version increases, so that backward can refuse a saved value that was overwritten. */

import { heap } from '../../../bindings/memory.ts';
import { bitsOf, checkElement, newZeros } from '../../array/allocate.ts';
import { checkOperand, type Operand } from '../../array/broadcast.ts';
import { checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { copyInto, copyOf, drop } from '../../array/copy.ts';
import { sumTo } from '../../array/lanes.ts';
import { broadcastTo, windowOf } from '../../array/window.ts';
import type { Wanted } from '../../autograd/node.ts';
import { isRecording, recordInPlace, recordView, refresh, unrecorded } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { checkNumber, checkOptions, failRange, failType, show } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { broadcastShapes, type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note, unseen } from '../../tracing.ts';
import { type AlphaOptions, add, checkSubtrahends, div, mul, neg, sub } from './arithmetic.ts';

/** The tensor that `x` is a view of; `x` itself if that tensor is gone. */
const liveBase = (x: Tensor): Tensor | null => (x.base === null || x.base.disposed ? null : x.base);

/** Refuses a change of elements that share memory, or one that the gradient graph could not follow. */
export function checkWritable(fn: string, x: Tensor, others: readonly Operand[]): void {
  checkTensor(fn, 'input', x);
  checkApart(fn, x);
  checkFollows(fn, x, others);
}

function checkApart(fn: string, x: Tensor): void {
  if (x.steps?.some((step, i) => step === 0 && (x.sizes[i] as number) > 1)) {
    failRange(
      fn,
      `expected elements that share no memory, got an expanded tensor of shape ${showShape(x.sizes)}; change a clone()`,
    );
  }
}

function checkFollows(fn: string, x: Tensor, others: readonly Operand[]): void {
  if (!isRecording()) return;
  const base = x.base ?? x;
  if (base.leafRequiresGrad) {
    throw new Error(
      `${fn}: expected a tensor that is not a leaf of the graph, got ${x === base ? 'a leaf' : 'a view of a leaf'} that requires a gradient; change it inside noGrad()`,
    );
  }
  const grows = x.requiresGrad || others.some((o) => isTensor(o) && o.requiresGrad);
  if (!grows) return;
  // a change that cannot be recorded is refused beforehand
  for (const t of [x, ...others]) if (isTensor(t)) refresh(fn, t);
  if (liveBase(x) !== null && base.steps !== null)
    throw new Error(
      `${fn}: expected a view of a contiguous tensor where gradients flow, got one of strides ${showShape(base.steps)}; change a clone()`,
    );
}

/** The tensors that the gradients of a change read: the other operand, and `x` before the change. */
type Kept = readonly [other: Tensor | null, before: Tensor | null];

/** The gradient of one of the two, from that of the changed tensor and the saved values; null if it is cut off. */
type Slope = (g: Tensor, other: Operand, before: Tensor) => Tensor | null;

/** Records a change of `x`, and of the tensor that it is a view of. */
function recordChange(x: Tensor, fn: string, other: Operand | null, kept: Kept, dx: Slope, dother: Slope): void {
  const number = typeof other === 'number' ? other : null;
  const others = isTensor(other) ? [other] : [];
  const otherSizes = isTensor(other) ? other.sizes : null;
  const slopeOf = (slope: Slope, g: Tensor, [q, p]: Kept): Tensor | null => slope(g, number ?? (q as Tensor), p as Tensor);
  const gradients = (dBefore: Tensor | null, g: Tensor, saved: Kept, wanted: Wanted): (Tensor | null)[] => {
    const dOther = otherSizes !== null && wanted[1] ? slopeOf(dother, g, saved) : null;
    return [dBefore, dOther === null ? null : sumTo(dOther, otherSizes as Shape)];
  };
  const base = liveBase(x);
  if (base === null) {
    recordInPlace(x, fn, others, kept, (g, saved, wanted) =>
      gradients(wanted[0] ? slopeOf(dx, g, saved) : null, g, saved, wanted),
    );
    return;
  }
  const seen = windowOf(x, base);
  recordInPlace(base, fn, others, kept, (g, saved, wanted) => {
    const whole = copyOf(g);
    const window = seen(whole);
    const part = copyOf(window);
    copyInto(window, (wanted[0] && slopeOf(dx, part, saved)) || newZeros(g, part.sizes));
    return gradients(whole, part, saved, wanted);
  });
  // from now on, the view's gradient flows to the changed base
  recordView(x, base);
}

/** Overwrites `x` with `value`, which is consumed, and increments its version. */
function overwrite(x: Tensor, value: Tensor): void {
  const converted = to(value, x.dtype);
  copyInto(x, converted);
  drop(converted, value);
  value.dispose();
  x.storage.version++;
}

type Binary = (a: Operand, b: Operand) => Tensor;

function change(fn: string, x: Tensor, other: Operand, op: Binary, dx: Slope, dother: Slope, reads: boolean, alpha = 1): Tensor {
  checkOperand(fn, 'other', other);
  checkWritable(fn, x, [other]);
  if (typeof other === 'number' && x.dtype !== 'float32' && Number.isInteger(other)) checkElement(fn, other, 'int32');
  if (isTensor(other) && !sameShape(broadcastShapes(fn, x.sizes, other.sizes), x.sizes)) {
    failRange(fn, `expected an operand that broadcasts to ${showShape(x.sizes)}, got ${showShape(other.sizes)}`);
  }
  if (x.dtype === 'bool' && !(isTensor(other) && other.dtype === 'bool'))
    failType(fn, 'expected a bool operand for a bool tensor, got numbers; convert the changed tensor with to()');
  const integral = x.dtype !== 'float32';
  if (
    integral &&
    !(Number.isInteger(alpha) && (typeof other === 'number' ? Number.isInteger(other) : other.dtype !== 'float32'))
  ) {
    failType(fn, `expected an operand that keeps dtype ${x.dtype}, got floating point; convert the tensor with to('float32')`);
  }
  const grows = isRecording() && (x.requiresGrad || (isTensor(other) && other.requiresGrad));
  if (grows && reads && isTensor(other) && other.storage === x.storage) {
    throw new Error(
      `${fn}: expected an operand that shares no memory where gradients flow, got a view of the tensor that changes; use a clone()`,
    );
  }
  const wantsOther = isTensor(other) && other.requiresGrad;
  return whole(fn, () => {
    const before = grows && reads && wantsOther ? copyOf(x) : null;
    overwrite(
      x,
      unseen(() => unrecorded(() => op(x, other))),
    );
    if (grows) recordChange(x, fn, other, [reads && isTensor(other) ? other : null, before], dx, dother);
    note(x, fn, isTensor(other) ? [x, other] : [x]);
    before?.dispose();
    return x;
  });
}

function checkAlpha(fn: string, options: AlphaOptions | undefined): number {
  checkOptions(fn, options, ['alpha']);
  return checkNumber(fn, 'alpha', options?.alpha ?? 1);
}

/** x += alpha·other. `Tensor.add_` in PyTorch. */
export function add_(x: Tensor, other: Operand, options?: AlphaOptions): Tensor {
  const alpha = checkAlpha('add_', options);
  return change(
    'add_',
    x,
    other,
    (a, b) => add(a, b, options),
    (g) => g,
    (g) => (alpha === 1 ? g : mul(g, alpha)),
    false,
    alpha,
  );
}

/** x −= alpha·other. `Tensor.sub_` in PyTorch. */
export function sub_(x: Tensor, other: Operand, options?: AlphaOptions): Tensor {
  const alpha = checkAlpha('sub_', options);
  checkSubtrahends('sub_', x, other);
  return change(
    'sub_',
    x,
    other,
    (a, b) => sub(a, b, options),
    (g) => g,
    (g) => mul(g, -alpha),
    false,
    alpha,
  );
}

/** x ·= other. `Tensor.mul_` in PyTorch. */
export function mul_(x: Tensor, other: Operand): Tensor {
  return change(
    'mul_',
    x,
    other,
    mul,
    (g, other) => mul(g, other),
    (g, _, before) => mul(g, before),
    true,
  );
}

/** x /= other. `Tensor.div_` in PyTorch. */
export function div_(x: Tensor, other: Operand): Tensor {
  if (checkTensor('div_', 'input', x).dtype !== 'float32')
    failType('div_', `expected a float32 tensor, got ${x.dtype}; a quotient is floating point`);
  return change(
    'div_',
    x,
    other,
    div,
    (g, other) => div(g, other),
    (g, other, before) => neg(mul(g, div(div(before, other), other))),
    true,
  );
}

/** Records that the elements of `x` were replaced, from `source` if gradients flow to it; the previous values are cut off. */
export function changed(fn: string, x: Tensor, source: Tensor | null = null): Tensor {
  x.storage.version++;
  const from = source?.requiresGrad ? source : null;
  if (isRecording() && (x.requiresGrad || from !== null))
    recordChange(
      x,
      fn,
      from,
      [null, null],
      () => null,
      (g) => g,
    );
  return note(x, fn, source === null ? [x] : [x, source]);
}

/** Writes the same 32 bits into every element, in any layout. */
function writeBits(x: Tensor, bits: number): void {
  const words = heap.i32;
  const start = x.ptr >>> 2;
  if (x.steps === null) words.fill(bits, start, start + x.numel);
  else {
    x.forEachWord((word) => {
      words[word] = bits;
    });
  }
}

/** Sets every element to `value`, including those of an expanded tensor. `Tensor.fill_` in PyTorch. */
export function fill_(x: Tensor, value: number): Tensor {
  checkTensor('fill_', 'input', x);
  if (typeof value !== 'number') failType('fill_', `expected value to be a number, got ${show(value)}`);
  const bits = bitsOf(checkElement('fill_', value, x.dtype), x.dtype);
  checkFollows('fill_', x, []);
  writeBits(x, bits);
  return changed('fill_', x);
}

/** Sets every element to 0, including those of an expanded tensor. `Tensor.zero_` in PyTorch. */
export function zero_(x: Tensor): Tensor {
  checkTensor('zero_', 'input', x);
  checkFollows('zero_', x, []);
  writeBits(x, 0);
  return changed('zero_', x);
}

/** Copies the elements of `source`, which broadcasts and is converted. `Tensor.copy_` in PyTorch. */
export function copy_(x: Tensor, source: Tensor): Tensor {
  checkTensor('copy_', 'src', source);
  if (!sameShape(broadcastShapes('copy_', x.sizes, source.sizes), x.sizes)) {
    failRange('copy_', `expected a source that broadcasts to ${showShape(x.sizes)}, got ${showShape(source.sizes)}`);
  }
  checkWritable('copy_', x, [source]);
  return whole('copy_', () => {
    const converted = to(source, x.dtype);
    const window = broadcastTo(converted, x.sizes);
    // an overlapping view is read completely before it is written
    const value = window.storage === x.storage ? copyOf(window) : window;
    copyInto(x, value);
    drop(value, window);
    window.dispose();
    drop(converted, source);
    return changed('copy_', x, source);
  });
}
