/**
 * What the other binaries borrow from the first: its scratch memory, and loops that need not exist twice. Only their files
 * may import this one.
 */

/** The address of this thread's scratch memory. */
// @ts-ignore: decorator
@external("core", "workspace")
export declare let workspace: usize;

/** `map1` of `lanes.ts`: `op` is a `One`. */
// @ts-ignore: decorator
@external("core", "map1")
export declare function map1(op: i32, count: i32, y: usize, x: usize, p: f32, q: f32): void;

/** `map2` of `lanes2.ts`: `op` is a `Two`. */
// @ts-ignore: decorator
@external("core", "map2")
export declare function map2(
  op: i32, count: i32, y: usize, a: usize, b: usize, da: usize, db: usize, p: f32, q: f32,
): void;

/** `block` of `reduce.ts`. */
// @ts-ignore: decorator
@external("core", "block")
export declare function block(n: i32, x: usize): f64;

/** `row` of `reduce.ts`. */
// @ts-ignore: decorator
@external("core", "row")
export declare function row(squares: bool, n: i32, x: usize, centre: f32): f64;
