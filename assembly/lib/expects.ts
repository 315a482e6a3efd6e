/**
 * What kernels expect of their arguments. Only the debug binaries check it: the others are compiled without assertions.
 */

/**
 * A range, addresses of four-byte elements and sizes that are not negative. Several addresses or sizes are
 * passed as their bitwise or; the address 0 stands for an absent operand.
 */
// @ts-ignore: decorator
@inline
export function expects(begin: i32, end: i32, addresses: usize, sizes: i32): void {
  assert(begin >= 0 && begin <= end);
  assert((addresses & 3) == 0);
  assert(sizes >= 0);
}
