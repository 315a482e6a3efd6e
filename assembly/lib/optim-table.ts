/**
 * The table by which optimizers take any number of parameters. A row has WORDS words: the addresses of p and of its
 * gradient g, three addresses of its state (0 for tensors that are not kept), and the number of elements. All are contiguous
 * float32 of one size.
 */

/** The words of a row, in bytes from its beginning; p is the first. */
export const G: usize = 4;
export const STATE: usize = 8;
export const SIZE: usize = 20;
export const WORDS: i32 = 6;
export const ROW: usize = WORDS * 4;
