/** Lanes: the elements of a contiguous x[outer, reduce, inner] that have o and j in common; they are `inner` apart. */

/** The address of the first element of lane i. */
// @ts-ignore: decorator
@inline
export function laneOf(x: usize, i: i32, reduce: i32, inner: i32): usize {
  const o = i / inner;
  return x + (<usize>(o * reduce * inner + i - o * inner) << 2);
}
