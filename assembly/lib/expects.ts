/**
 * What kernels expect of their arguments, checked in the debug binaries alone: the others are compiled without assertions.
 */

/**
 * A range, addresses of four-byte elements and sizes that are not negative. Several addresses or sizes come as their
 * bitwise or; an address that is 0 stands for an operand that is absent.
 */
// @ts-ignore: decorator
@inline
export function expects(begin: i32, end: i32, addresses: usize, sizes: i32): void {
  assert(begin >= 0 && begin <= end);
  assert((addresses & 3) == 0);
  assert(sizes >= 0);
}
