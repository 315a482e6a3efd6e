/** int32 arithmetic: a result outside the type is refused, where PyTorch's int32 wraps and its default int64 has room. */
import { heap } from '../../bindings/memory.ts';
import { failRange } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import type { BinaryKernel } from './broadcast.ts';

export const failOverflow = (fn: string): never =>
  failRange(fn, "expected results that fit int32, got one beyond it; convert with to('float32') first");

/** Runs a kernel of int32 operands, and throws unless its results are exact: doubles hold them, or overflow too. */
export const exactly =
  (fn: string, kernel: BinaryKernel, exact: (a: number, b: number) => number): BinaryKernel =>
  (begin, end, y, a, b, cols, aRow, aCol, bRow, bCol) => {
    kernel(begin, end, y, a, b, cols, aRow, aCol, bRow, bCol);
    const [words, to, left, right] = [heap.i32, y >>> 2, a >>> 2, b >>> 2];
    for (let i = begin; i < end; i++) {
      const row = Math.floor(i / cols);
      const col = i - row * cols;
      const [p, q] = [words[left + row * aRow + col * aCol] as number, words[right + row * bRow + col * bCol] as number];
      if (exact(p, q) !== words[to + i]) failOverflow(fn);
    }
  };

/** Throws if an element of `y` is not the exact result for that of `x`; both are contiguous. */
export function checkExact(fn: string, y: Tensor, x: Tensor, exact: (x: number) => number): void {
  const [words, to, from] = [heap.i32, y.ptr >>> 2, x.ptr >>> 2];
  for (let i = 0; i < y.numel; i++) {
    if (exact(words[from + i] as number) !== words[to + i]) failOverflow(fn);
  }
}
