/**
 * What the other parts borrow from the first: its scratch memory, and loops that need not exist twice. Only files that
 * are compiled into the other parts may import this one.
 */

/** The address of this thread's scratch memory. */
// @ts-ignore: decorator
@external("core", "workspace")
export declare let workspace: usize;

/** `map1` of `map1.ts`: `op` is a `One`. */
// @ts-ignore: decorator
@external("core", "map1")
export declare function map1(op: i32, count: i32, y: usize, x: usize, p: f32, q: f32): void;

/** `map2` of `map2.ts`: `op` is a `Two`. */
// @ts-ignore: decorator
@external("core", "map2")
export declare function map2(
  op: i32, count: i32, y: usize, a: usize, b: usize, da: usize, db: usize, p: f32, q: f32,
): void;

/** `sumBlock` of `sums.ts`. */
// @ts-ignore: decorator
@external("core", "sumBlock")
export declare function sumBlock(n: i32, x: usize): f64;

/** `sumRow` of `sums.ts`. */
// @ts-ignore: decorator
@external("core", "sumRow")
export declare function sumRow(squares: bool, n: i32, x: usize, centre: f32): f64;

/** `rowMax` of `rows.ts`. */
// @ts-ignore: decorator
@external("core", "rowMax")
export declare function rowMax(C: i32, x: usize): f32;

/** `rowDot` of `rows.ts`. */
// @ts-ignore: decorator
@external("core", "rowDot")
export declare function rowDot(C: i32, x: usize, m: f32, w: usize): f64;

/** `expRow` of `rows.ts`. */
// @ts-ignore: decorator
@external("core", "expRow")
export declare function expRow(C: i32, y: usize, x: usize, m: f32, a: f32, z: usize, ahead: usize): void;

/** `sweep` of `rows.ts`. */
// @ts-ignore: decorator
@external("core", "sweep")
export declare function sweep(
  mode: i32, C: i32, after: usize, row: usize, m: f32, done: usize, other: usize, a: f32, b: f32,
): f64;

/** `maxAfter` of `rows.ts`. */
// @ts-ignore: decorator
@external("core", "maxAfter")
export declare let maxAfter: f32;

/** `gemm` of `gemm.ts`. */
// @ts-ignore: decorator
@external("core", "gemm")
export declare function gemm(
  begin: i32, end: i32, transA: i32, transB: i32, m: i32, n: i32, k: i32,
  alpha: f32, a: usize, lda: i32, b: usize, ldb: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void;

/** `gemmBlocks` of `gemm.ts`. */
// @ts-ignore: decorator
@external("core", "gemmBlocks")
export declare function gemmBlocks(m: i32, n: i32, k: i32): i32;

/** `tiles` of `gemm.ts`. */
// @ts-ignore: decorator
@external("core", "tiles")
export declare function tiles(
  way: i32, k: i32, rows: i32, cols: i32,
  a: usize, lda: i32, b: usize, nextPanel: i32, c: usize, ldc: i32, bias: usize,
): void;

/** `setOperands` of `gemm-tile.ts`. */
// @ts-ignore: decorator
@external("core", "setOperands")
export declare function setOperands(rowA: i32, stepB: i32): void;

/** `setTarget` of `gemm-tile.ts`. */
// @ts-ignore: decorator
@external("core", "setTarget")
export declare function setTarget(alpha: f32, beta: f32, rowC: i32): void;

/** `packRows` of `gemm-pack.ts`. */
// @ts-ignore: decorator
@external("core", "packRows")
export declare function packRows(k: i32, n: i32, b: usize, ldb: i32, dst: usize): void;

/** `packColumns` of `gemm-pack.ts`. */
// @ts-ignore: decorator
@external("core", "packColumns")
export declare function packColumns(k: i32, n: i32, b: usize, ldb: i32, dst: usize): void;
