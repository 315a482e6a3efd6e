/** Runs kernels of one operand on every element, without gradients. */
import { type Kernels, kernels } from '../../bindings/kernels.ts';
import { whole } from '../frame.ts';
import type { Tensor } from '../tensor.ts';
import { newEmpty } from './allocate.ts';
import { checkTensor } from './check.ts';
import { denseFloat } from './convert.ts';
import { dense, drop } from './copy.ts';
import { checkExact } from './exact.ts';

type Unary = (begin: number, end: number, y: number, x: number) => void;

/** The kernels of one operand, without parameters. */
export type UnaryKernel = { [K in keyof Kernels]-?: Kernels[K] extends Unary ? K : never }[keyof Kernels];

/** Runs a float32 kernel on every element of `x`; integers are converted first. */
export function map(fn: string, kernel: UnaryKernel, x: Tensor): Tensor {
  if (checkTensor(fn, 'input', x).dtype !== 'float32' || x.steps !== null) return whole(fn, mapCopy, fn, kernel, x);
  const y = newEmpty(x, x.sizes);
  (kernels[kernel] as Unary)(0, x.numel, y.ptr, x.ptr);
  return y;
}

function mapCopy(fn: string, kernel: UnaryKernel, x: Tensor): Tensor {
  const source = denseFloat(fn, x);
  const y = map(fn, kernel, source);
  drop(source, x);
  return y;
}

/** An op that keeps the type of integers, and refuses results outside it; bool counts as int32. */
export function mapNumbers(float: UnaryKernel, int: UnaryKernel, x: Tensor, exact: (x: number) => number): Tensor {
  if (checkTensor(float, 'input', x).dtype === 'float32') return map(float, float, x);
  return whole(float, () => {
    const source = dense(x);
    const y = newEmpty(x, x.sizes, 'int32');
    (kernels[int] as Unary)(0, x.numel, y.ptr, source.ptr);
    checkExact(float, y, source, exact);
    drop(source, x);
    return y;
  });
}
