/** The state of a tensor, without its ops: a strided window on a storage, with a place in the gradient graph. */
import { heap, type Storage } from '../bindings/memory.ts';
import type { Node } from './autograd/node.ts';
import { BRAND, COPY, DisposedError, failFrozen, failRange, failType, show } from './errors.ts';
import { type Frame, type Owner, onGarbage, type Releasable, track } from './frame.ts';
import { takes } from './options.ts';
import { checkDim, numelOf, type Shape, sameShape, showShape, stridesOf } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** The element types; each takes four bytes in the linear memory. */
export type DType = 'float32' | 'int32' | 'bool';

/** Nested arrays of numbers, or of booleans for a bool tensor; a bare value for a scalar. */
export type NestedArray = number | boolean | NestedArray[];

/** A typed array that holds a tensor's elements: Uint8Array is bool's. */
export type TensorArray = Float32Array | Int32Array | Uint8Array;

/** What a tensor's finalizer releases; it must not refer to the tensor. */
class Handle implements Releasable {
  storage: Storage | null;
  grad: Storage | null = null;
  constructor(storage: Storage) {
    this.storage = storage;
  }
  release(): void {
    this.storage?.release();
    this.grad?.release();
    this.storage = this.grad = null;
  }
}

function failUse(fn: string, t: TensorCore): never {
  if (t.itself !== t) failType(fn, `expected a tensor, got ${show(t)}`);
  failDisposed(fn, t);
}

/** Frozen tensors, which cannot be marked as disposed, that are freed once they are garbage. */
const abandoned: WeakSet<TensorCore> = /* @__PURE__ */ new WeakSet();

/** Frees a gradient, unless `keep` has taken it out. */
function dropGrad(gradient: Tensor | null): void {
  if (gradient?.owner === 'held') gradient.dispose();
}

function failDisposed(fn: string, t: TensorCore): never {
  const remedy =
    t.owner === 'batch'
      ? "was a loader's; a batch lives until the next one is drawn or the loop is left, unless keep(t) takes it out"
      : 'was disposed; return it from its scope, or take it out with keep(t)';
  throw new DisposedError(`${fn}: expected a live tensor, got one of shape ${showShape(t.sizes)} that ${remedy}`);
}

/** The storage of a disposed tensor: reading its address or holding its memory throws, so that live tensors need no check. */
const FREED: { readonly ptr: number; readonly holders: number; version: number; rebased: number } = {
  get ptr(): never {
    return failFreed();
  },
  get holders(): never {
    return failFreed();
  },
  version: 0,
  rebased: 0,
};

function failFreed(): never {
  throw new DisposedError(
    'Tensor: expected a live tensor, got one that was disposed; return it from its scope, or take it out with keep(t)',
  );
}

/**
 * @internal Stands for no pending gradient. A field of every tensor holds a symbol, so that structuredClone and postMessage fail
 *   instead of copying it without its values.
 */
export const NONE: symbol = /* @__PURE__ */ Symbol('a tensor cannot be cloned: send toTypedArray() or saveSafetensors(…)');

export abstract class TensorCore {
  /** @internal The shape as the library reads it; it never changes. `shape` is for users. */
  readonly sizes: Shape;
  /** The type of the elements. */
  readonly dtype: DType;
  /** The number of elements. */
  readonly numel: number;
  /** @internal */
  storage: Storage;
  /** @internal In elements from the storage's start. */
  readonly offset: number;
  /** @internal Null when contiguous. */
  readonly steps: readonly number[] | null;
  /** @internal The gradient that a running backward pass has accumulated for it so far, or NONE: its text is the error of a clone. */
  pending: Tensor | symbol = NONE;
  /** @internal */
  owner: Owner = 'free';
  /** @internal The scope that frees it, or once would have. */
  frame: Frame | null = null;
  /** @internal The next older tensor of its scope. */
  older: Tensor | null = null;
  /** @internal */
  disposed = false;
  /** @internal The op that made this tensor, if gradients flow through it. */
  node: Node | null = null;
  /** @internal The recorded in-place change that this tensor has seen last. */
  rebased: number;
  /** @internal The tensor that this one is a view of, through an op on shapes. */
  base: Tensor | null = null;
  /** @internal The tensor that this one is the gradient of; keeps it reachable. */
  gradOf: TensorCore | null = null;
  /** @internal */
  leafRequiresGrad = false;
  private handle: Handle | null = null;
  private gradient: Tensor | null = null;
  private frozenShape: Shape | null = null;
  /** @internal Tells the tensor from a Proxy of it and from an object that inherits from it. */
  readonly itself: TensorCore = this;

  constructor(storage: Storage, sizes: Shape, dtype: DType, steps: readonly number[] | null, offset: number) {
    if (sizes === undefined) failType('Tensor', 'expected values given to tensor(), got new Tensor(…); use tensor([1, 2])');
    this.storage = storage;
    this.sizes = sizes;
    this.dtype = dtype;
    this.numel = numelOf(sizes);
    this.steps = steps;
    this.offset = offset;
    this.rebased = storage.rebased;
  }

  /**
   * @internal A new tensor object on `storage`: it lets the lower layers make tensors without importing the class that has the
   *   methods.
   */
  abstract make(storage: Storage, sizes: Shape, dtype: DType, steps: readonly number[] | null, offset: number): Tensor;

  /** Sizes by dimension, outermost first; `[]` of a scalar. The array is frozen. `Tensor.shape` in PyTorch. */
  get shape(): Shape {
    if (this.frozenShape !== null) return this.frozenShape;
    // frozen on first access: most shapes are never read, and freezing costs more than making the array
    const shape = Object.freeze([...this.sizes]);
    if (!Object.isFrozen(this)) this.frozenShape = shape;
    return shape;
  }

  /** @internal */
  get [BRAND](): symbol {
    return COPY;
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.sizes.length;
  }

  /** @internal The byte address of the first element; never that of released memory. */
  get ptr(): number {
    return this.storage.ptr + this.offset * 4;
  }

  /** @internal Elements between consecutive indices, by dimension. */
  get strides(): readonly number[] {
    return this.steps ?? stridesOf(this.sizes);
  }

  /** The size of dimension `dim`, or all sizes. `Tensor.size` in PyTorch. @throws {RangeError} if there is no such dim. */
  size(): Shape;
  size(dim: number): number;
  size(dim?: number): number | Shape {
    takes('size', 1, arguments);
    return dim === undefined
      ? this.shape
      : (this.sizes[checkDim('size', dim, this.ndim)] ?? failRange('size', 'expected a tensor with dims, got a scalar'));
  }

  /** Whether the elements are in row-major order without gaps. `Tensor.is_contiguous` in PyTorch. */
  isContiguous(): boolean {
    takes('isContiguous', 0, arguments);
    return this.steps === null;
  }

  abstract get requiresGrad(): boolean;

  /**
   * @internal Whether this is a view whose base was since changed in place by an op that gradients flow through; also one whose
   *   base is gone, so that its use is refused rather than its gradient lost.
   */
  get followsBase(): boolean {
    const { base, storage } = this;
    if (base === null || this.rebased === storage.rebased) return false;
    return base.disposed || (base.rebased === storage.rebased && base.node !== null);
  }

  /** Whether this tensor was made by a user, not by an op that gradients flow through; leaves keep their `grad`. */
  get isLeaf(): boolean {
    return this.node === null;
  }

  /**
   * The gradient that `backward()` accumulated for this tensor, or null. This tensor owns it; it lives as long as the tensor.
   * Setting it to null frees it; setting it to a tensor of the same shape hands that tensor over, or shares its memory if the
   * tensor already belongs to another one. `Tensor.grad` in PyTorch.
   *
   * @throws {TypeError} unless given null or a float32 tensor. @throws {RangeError} if the shape differs.
   * @throws {DisposedError} for a disposed tensor.
   */
  get grad(): Tensor | null {
    return this.gradient;
  }

  set grad(value: Tensor | null) {
    if (value === this.gradient) return;
    if (this.itself !== this) failUse('grad', this);
    let own: Tensor | null = null;
    if (value !== null) {
      if (Object.isFrozen(this)) failFrozen('grad');
      if (!isTensor(value) || value.dtype !== 'float32')
        failType('grad', `expected null or a float32 tensor, got ${show(value)}`);
      if (!sameShape(value.sizes, this.sizes))
        failRange('grad', `expected shape ${showShape(this.sizes)}, got ${showShape(value.sizes)}`);
      value.check('grad');
      this.check('grad');
      const taken = (value as TensorCore) === this || value.owner === 'held' || value.owner === 'batch' || Object.isFrozen(value);
      own = taken ? value.window(value.sizes, value.steps, value.offset) : value;
    }
    this.adoptGrad(own);
  }

  /** @internal Refuses a tensor whose gradient cannot be dropped. A store is quicker than Object.isFrozen(). */
  checkDrop(fn: string): void {
    const { gradient } = this;
    if (gradient === null) return;
    if (this.itself !== this) failUse(fn, this);
    try {
      this.gradient = gradient;
    } catch {
      failFrozen(fn);
    }
  }

  /** @internal Sets the gradient to a tensor that has no other owner. */
  adoptGrad(own: Tensor | null): void {
    const before = this.gradient;
    try {
      this.gradient = own;
    } catch {
      failFrozen('grad');
    }
    dropGrad(before);
    if (own !== null) {
      own.owner = 'held';
      own.gradOf = this;
    }
    if (this.handle !== null) this.handle.grad = own?.storage ?? null;
  }

  /** Leaves the gradient to whoever took it out or disposed it: this tensor must not release its memory again. */
  private releaseGrad(g: TensorCore): void {
    if (this.gradient === g && g.disposed) this.gradient = null;
    if (this.handle !== null) this.handle.grad = null;
  }

  /** @internal Another tensor object on the same storage, without gradients; `steps` is null if it is contiguous. */
  window(sizes: Shape, steps: readonly number[] | null, offset: number): Tensor {
    this.storage.holders++;
    const t = this.make(this.storage, sizes, this.dtype, steps, offset);
    t.rebased = this.rebased;
    track(t);
    return t;
  }

  /** @internal Leaves every scope and registers the finalizer: only the user owns this tensor. */
  finalize(): void {
    if (this.disposed) failDisposed('Tensor', this);
    try {
      this.owner = 'free';
    } catch {
      failFrozen(heap.caller);
    }
    this.gradOf?.releaseGrad(this);
    if (this.handle !== null) return;
    this.handle = new Handle(this.storage);
    this.handle.grad = this.gradient?.owner === 'held' ? this.gradient.storage : null;
    onGarbage(this, this.handle);
    if (this.node !== null) this.node.finalize();
  }

  /**
   * Frees the memory, including the `grad`'s. Disposing twice does nothing; using the tensor afterwards throws DisposedError. After
   * Object.freeze() a tensor is freed once it is garbage instead.
   */
  dispose(): void {
    if (this.disposed) return;
    if (this.itself !== this) failUse('dispose', this);
    try {
      this.disposed = true;
    } catch {
      return this.abandon();
    }
    if (this.handle !== null) this.handle.storage = this.handle.grad = null;
    this.gradOf?.releaseGrad(this);
    dropGrad(this.gradient);
    this.storage.release();
    this.storage = FREED as unknown as Storage;
    const { node } = this;
    if (node !== null) node.drop();
  }

  /** Leaves a frozen tensor to its finalizer. */
  private abandon(): void {
    if (this.handle !== null || abandoned.has(this)) return;
    abandoned.add(this);
    onGarbage(this, new Handle(this.storage));
  }

  /** The same as `dispose()`: `using t = tensor(…)` frees it at the block's end. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** @internal Throws DisposedError once this tensor's memory is freed; from here on, an out-of-memory error names `fn`. */
  check(fn: string): void {
    heap.caller = fn;
    if (this.disposed || this.itself !== this) failUse(fn, this);
  }

  /** @internal Calls `visit` with the position of every element in the memory's 4-byte words, in row-major order. */
  forEachWord(visit: (word: number, i: number) => void): void {
    const { sizes, strides, numel } = this;
    const index = new Array<number>(sizes.length).fill(0);
    let word = this.ptr >>> 2;
    for (let i = 0; i < numel; i++) {
      visit(word, i);
      for (let d = sizes.length - 1; d >= 0; d--) {
        const step = strides[d] as number;
        word += step;
        if (++(index[d] as number) < (sizes[d] as number)) break;
        word -= step * (sizes[d] as number);
        index[d] = 0;
      }
    }
  }

  /**
   * A copy of the elements in row-major order: Float32Array, Int32Array, or Uint8Array of 0 and 1 for bool.
   * @throws {DisposedError} after `dispose()`.
   */
  toTypedArray(): TensorArray {
    takes('toTypedArray', 0, arguments);
    this.check('toTypedArray');
    const { numel } = this;
    const source = this.dtype === 'float32' ? heap.f32 : heap.i32;
    const start = this.ptr >>> 2;
    if (this.steps === null && this.dtype !== 'bool') return source.slice(start, start + numel);
    const out =
      this.dtype === 'float32' ? new Float32Array(numel) : this.dtype === 'int32' ? new Int32Array(numel) : new Uint8Array(numel);
    this.forEachWord((word, i) => {
      out[i] = source[word] as number;
    });
    return out;
  }

  /**
   * The only element as a number, or as a boolean for a bool tensor. `Tensor.item` in PyTorch.
   * @throws {RangeError} unless there is exactly one element.
   */
  item(): number;
  item(): number | boolean {
    takes('item', 0, arguments);
    this.check('item');
    if (this.numel !== 1)
      failRange(
        'item',
        `expected a tensor of one element, got shape ${showShape(this.sizes)}; read several with tolist() or toTypedArray()`,
      );
    const at = this.ptr >>> 2;
    if (this.dtype === 'float32') return heap.f32[at] as number;
    return this.dtype === 'int32' ? (heap.i32[at] as number) : heap.i32[at] !== 0;
  }

  /**
   * The value of a one-element tensor where JavaScript expects a number, as in `total += loss` or `loss < best`.
   * @throws {TypeError} for more elements or none, unless JavaScript expects a string.
   */
  [Symbol.toPrimitive](hint: string): number | boolean | string {
    if (hint === 'string') return this.toString();
    if (this.numel !== 1) {
      failType(
        'Tensor',
        `expected one element where JavaScript asks for a number, got shape ${showShape(this.sizes)}; use add() and the like, or tolist()`,
      );
    }
    return this.item();
  }

  /**
   * Refuses JSON, which has neither tensor types nor NaN.
   * @throws {TypeError} always.
   */
  toJSON(): never {
    failType(
      'toJSON',
      'expected no tensor in JSON, got one; save a state with saveSafetensors(…), or take its values with tolist()',
    );
  }

  /** The elements as nested arrays (a bare value for a scalar), booleans for bool. `Tensor.tolist` in PyTorch. */
  tolist(): NestedArray {
    takes('tolist', 0, arguments);
    this.check('tolist');
    const flat = this.toTypedArray();
    let at = 0;
    const build = (dim: number): NestedArray => {
      if (dim === this.ndim) {
        const value = flat[at++] as number;
        return this.dtype === 'bool' ? value !== 0 : value;
      }
      return Array.from({ length: this.sizes[dim] as number }, () => build(dim + 1));
    };
    return build(0);
  }
}

/** Whether a value is a tensor of this copy of the library, disposed or not. */
// a Proxy of it, and what inherits from it, are instances too
export const isTensor = (value: unknown): value is Tensor => value instanceof TensorCore && value.itself === value;

/** Whether a value is a list, or anything else that can be iterated, other than a tensor and its rows. */
export const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof TensorCore) &&
  typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
