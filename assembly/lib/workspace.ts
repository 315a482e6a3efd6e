/**
 * Scratch memory of one instance: every thread has its own, so kernels may use it freely and must leave
 * nothing in it that a later call relies on.
 */
import { fillConstants } from './math';

/** Room for a packed panel of B (256 × 1024 floats) and of A (256 × 256 floats). */
export const WORKSPACE_BYTES: i32 = (256 * 1024 + 256 * 256) * 4;

export let workspace: usize = 0;

/** Tells this instance where its scratch memory is: WORKSPACE_BYTES, aligned to 64. Comes before every kernel. */
export function setWorkspace(p: usize): void {
  assert(p >= HEAP_BASE && (p & 63) == 0);
  workspace = p;
  fillConstants();
}

/** Where memory that the module does not use itself begins. */
export const HEAP_BASE: usize = __heap_base;
