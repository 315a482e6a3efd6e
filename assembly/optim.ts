/**
 * The updates of optimizers, each in one pass over the memory it touches, in the order of PyTorch's formulas.
 *
 * p, g and the state are contiguous float32 of one size; p and the state are read and written, g is read. The unit of a
 * range is an element. Scalars come in float64 and are rounded once, after what is formed of them. A state that is not
 * kept is a null pointer.
 */
import { storeTail } from './simd';
import { FREE, f } from './lanes';
import { workspace } from './workspace';

// Where the present call's arrays are. What they share is passed as arguments, so that it stays in registers.
let p: usize = 0;
let g: usize = 0;
let s: usize = 0;
let t: usize = 0;
let u: usize = 0;
/** The number of whole vectors to do, and of elements behind them, of which ends are done in scratch memory. */
let whole: i32 = 0;
let rest: i32 = 0;

function range(begin: i32, end: i32, p0: usize, g0: usize, s0: usize, t0: usize, u0: usize): bool {
  const n = end - begin;
  if (n <= 0) return false;
  const at = <usize>begin << 2;
  p = p0 + at;
  g = g0 + at;
  s = s0 ? s0 + at : 0;
  t = t0 ? t0 + at : 0;
  u = u0 ? u0 + at : 0;
  whole = n >> 2;
  rest = n & 3;
  return true;
}

// @ts-ignore: decorator
@inline
function slot(i: i32): usize {
  return workspace + FREE + (<usize>i << 4);
}

/** One of an array's last elements' vectors into a slot of scratch memory; null stays null. */
function borrow(x: usize, i: i32): usize {
  if (!x) return 0;
  v128.store(slot(i), v128.load(x + (<usize>whole << 4)));
  return slot(i);
}

function giveBack(x: usize, i: i32): void {
  if (x) storeTail(x + (<usize>whole << 4), v128.load(slot(i)), rest);
}
