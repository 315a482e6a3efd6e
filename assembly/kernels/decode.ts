/**
 * Turns printable text back into the bytes of the binaries, in a memory of its own. In JavaScript, this loop would run
 * before any compiler has optimised it, and take several times as long as compiling what it decodes.
 */

/** The addresses of the digit of each character, of the byte of each digit, and of the text, which the bytes replace. */
const DIGITS: usize = 0;
export const BYTES: usize = 128;
export const TEXT: usize = 384;

/**
 * Decodes the text that ends at `end`. Of `radix` digits, those from `single` on are the first of two digits of a byte.
 * Returns where the bytes end.
 */
export function decode(end: usize, single: i32, radix: i32): usize {
  let out = TEXT;
  for (let at = TEXT; at < end; at++) {
    let digit: i32 = load<u8>(DIGITS + <usize>load<u8>(at));
    if (digit >= single) digit = single + (digit - single) * radix + load<u8>(DIGITS + <usize>load<u8>(++at));
    store<u8>(out++, load<u8>(BYTES + <usize>digit));
  }
  return out;
}
