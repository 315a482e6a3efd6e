/** Long float32 vectors in the linear memory, as L-BFGS uses them: all parameters end to end. */
import { extra } from '../../bindings/extra.ts';
import { heap } from '../../bindings/memory.ts';
import { newEmpty } from '../array/allocate.ts';
import { dense } from '../array/copy.ts';
import type { Tensor } from '../tensor.ts';

/** Vectors of one length made by a computation, freed together when it ends. */
export class Vectors {
  readonly n: number;
  readonly #like: Tensor;
  readonly #made = new Set<Tensor>();

  constructor(params: readonly Tensor[]) {
    this.#like = params[0] as Tensor;
    this.n = params.reduce((n, p) => n + p.numel, 0);
  }

  /** A vector with uninitialised elements; no scope frees it. */
  empty(): Tensor {
    const t = newEmpty(this.#like, [this.n]);
    t.finalize();
    this.#made.add(t);
    return t;
  }

  /** a·x + b·y, a new vector. */
  combine(x: Tensor, a: number, y: Tensor, b: number): Tensor {
    const z = this.empty();
    extra().combine(this.n, z.ptr, x.ptr, a, y.ptr, b);
    return z;
  }

  /** x += a·y, in place. */
  add(x: Tensor, y: Tensor, a: number): void {
    extra().combine(this.n, x.ptr, x.ptr, 1, y.ptr, a);
  }

  dot(x: Tensor, y: Tensor): number {
    return extra().dotProduct(this.n, x.ptr, y.ptr);
  }

  absMax(x: Tensor): number {
    return extra().absMax(this.n, x.ptr);
  }

  absSum(x: Tensor): number {
    return extra().absSum(this.n, x.ptr);
  }

  /** The parameters, end to end. */
  gather(params: readonly Tensor[]): Tensor {
    const z = this.empty();
    let at = z.ptr;
    for (const p of params) {
      p.check('step');
      heap.copy(at, p.ptr, p.numel * 4);
      at += p.numel * 4;
    }
    return z;
  }

  /** Their gradients; zeros for parameters without one. */
  gatherGrads(params: readonly Tensor[]): Tensor {
    for (const { grad } of params) grad?.check('step');
    const z = this.empty();
    let at = z.ptr >>> 2;
    for (const { grad, numel } of params) {
      if (grad === null) {
        heap.f32.fill(0, at, at + numel);
      } else {
        const g = dense(grad);
        heap.copy(at << 2, g.ptr, numel * 4);
        if (g !== grad) g.dispose();
      }
      at += numel;
    }
    return z;
  }

  /** p = x + t·d for every parameter. */
  move(params: readonly Tensor[], x: Tensor, d: Tensor, t: number): void {
    let at = 0;
    for (const p of params) {
      p.check('step');
      extra().combine(p.numel, p.ptr, x.ptr + at, 1, d.ptr + at, t);
      p.storage.version++;
      at += p.numel * 4;
    }
  }

  /** Resets the parameters to x. */
  restore(params: readonly Tensor[], x: Tensor): void {
    let at = x.ptr;
    for (const p of params) {
      if (!p.disposed) {
        heap.copy(p.ptr, at, p.numel * 4);
        p.storage.version++;
      }
      at += p.numel * 4;
    }
  }

  /** Frees everything that was made, except these. */
  free(kept: ReadonlySet<Tensor>): void {
    for (const t of this.#made) {
      if (kept.has(t)) continue;
      t.dispose();
      this.#made.delete(t);
    }
  }
}
