/**
 * The scratch memory of an instance. Every thread has its own, so kernels use it freely; nothing in it outlasts a call.
 */
import { fillConstants } from './math';

/** Room for a packed panel of B (256 × 1024 floats) and of A (256 × 256 floats). */
export const WORKSPACE_BYTES: i32 = (256 * 1024 + 256 * 256) * 4;

export let workspace: usize = 0;

/** Tells this instance where its scratch memory is: WORKSPACE_BYTES, aligned to 64. To be called before any kernel. */
export function setWorkspace(p: usize): void {
  assert(p >= HEAP_BASE && (p & 63) == 0);
  workspace = p;
  fillConstants();
}

/** The address from which on the module does not use memory itself. */
export const HEAP_BASE: usize = __heap_base;
