/**
 * Printable text back to the bytes of the binaries, in a memory of its own: in JavaScript this loop would run before any
 * compiler has seen it, at several times the cost of compiling what it decodes.
 */

/** Where the digit of each character stands, the byte of each digit, and the text, which the bytes replace. */
const DIGITS: usize = 0;
export const BYTES: usize = 128;
export const TEXT: usize = 384;

/** Decodes up to the address `end`; of `radix` digits, those from `single` on begin a byte of two. Returns the bytes' end. */
export function decode(end: usize, single: i32, radix: i32): usize {
  let out = TEXT;
  for (let at = TEXT; at < end; at++) {
    let digit: i32 = load<u8>(DIGITS + <usize>load<u8>(at));
    if (digit >= single) digit = single + (digit - single) * radix + load<u8>(DIGITS + <usize>load<u8>(++at));
    store<u8>(out++, load<u8>(BYTES + <usize>digit));
  }
  return out;
}
