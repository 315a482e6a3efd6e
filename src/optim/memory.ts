/** The state that optimizers keep for a parameter, and how it is read from a saved state. */
import { heap } from '../../bindings/memory.ts';
import { copyOf } from '../array/copy.ts';
import { isTensor } from '../core.ts';
import { checkInteger, checkNumber, failRange, failType, nameMemoryError, show } from '../errors.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Which of the three tensors are kept. */
export type Keeps = readonly [boolean, boolean, boolean];

/** Tensors by slot (null if not yet allocated), numbers by position, and the number of steps taken. */
export interface Memory {
  step: number;
  readonly tensors: (Tensor | null)[];
  readonly numbers: number[];
  /** The optimizer's `keeps` when everything it requires was last found to be allocated. */
  kept: Keeps | null;
}

/** The content of a parameter's state, by PyTorch's names. */
export interface Names {
  /** The tensors: the first `needed` of them are in every state, the others only if options require them. */
  readonly tensors: readonly string[];
  readonly needed: number;
  readonly numbers: readonly string[];
  /** Whether the step is part of the state. */
  readonly step: boolean;
}

/** A state in the form of `stateDict()`: the live tensors, under PyTorch's names. */
export function showMemory(memory: Memory, names: Names): Record<string, Tensor | number> {
  const shown: Record<string, Tensor | number> = {};
  if (names.step) shown['step'] = memory.step;
  names.numbers.forEach((name, i) => {
    shown[name] = memory.numbers[i] as number;
  });
  names.tensors.forEach((name, i) => {
    const t = memory.tensors[i];
    if (t) shown[name] = t;
  });
  return shown;
}

/** A number of a state; PyTorch stores it as a one-element tensor. */
export function numberOf(fn: string, what: string, value: unknown): number {
  if (!isTensor(value)) return checkNumber(fn, what, value, -Number.MAX_VALUE, Number.MAX_VALUE);
  value.check(fn);
  if (value.numel !== 1 || value.dtype === 'bool')
    failRange(fn, `expected ${what} to be one number, got a ${value.dtype} tensor of shape ${showShape(value.sizes)}`);
  return checkNumber(fn, what, value.item(), -Number.MAX_VALUE, Number.MAX_VALUE);
}

/** A tensor of a state: float32, of the given shape, and alive. */
export function tensorOf(fn: string, what: string, value: unknown, shape: readonly number[]): Tensor {
  if (!isTensor(value))
    failType(fn, `expected ${what} to be a tensor, got ${show(value)}; use saveSafetensors and loadSafetensors for files`);
  value.check(fn);
  if (value.dtype !== 'float32')
    failType(fn, `expected ${what} of dtype float32, got ${value.dtype}; convert it with to('float32')`);
  if (!sameShape(value.sizes, shape))
    failRange(fn, `expected ${what} of shape ${showShape(shape)}, got ${showShape(value.sizes)}`);
  return value;
}

/** Tensors of a state whose elements may be negative. The others are sums of squares and the like. */
const SIGNED: ReadonlySet<string> = /* @__PURE__ */ new Set(['exp_avg', 'grad_avg', 'momentum_buffer', 'prev', 'ax']);

/** Refuses negative elements, which the next step would turn into NaN. */
function checkSigns(fn: string, what: string, t: Tensor): void {
  const { f32 } = heap;
  t.forEachWord((word) => {
    const value = f32[word] as number;
    if (value < 0) failRange(fn, `expected ${what} of at least 0, got ${value} in it`);
  });
}

/** A copy that no scope frees. */
export function ownCopy(t: Tensor): Tensor {
  const copy = copyOf(t);
  copy.finalize();
  return copy;
}

/** Checks the state of parameter `i`, of the given shape; null if it is empty. The tensors are not yet copied. */
export function readMemory(fn: string, i: number, shape: readonly number[], given: unknown, names: Names): Memory | null {
  if (typeof given !== 'object' || given === null || isTensor(given))
    failType(fn, `expected the state of parameter ${i} to be an object, got ${show(given)}`);
  const state = given as Record<string, unknown>;
  const at = (name: string): string => `${name} of parameter ${i}`;
  const known = [...(names.step ? ['step'] : []), ...names.numbers, ...names.tensors];
  // PyTorch writes None for a tensor that is not kept
  const present = Object.keys(state).filter((name) => state[name] !== null && state[name] !== undefined);
  for (const name of present)
    if (!known.includes(name))
      failRange(fn, `expected state of ${known.join(', ') || 'nothing'}, got '${name}' for parameter ${i}`);
  if (present.length === 0) return null;
  const missing = known.find((name) => !present.includes(name) && names.tensors.indexOf(name) < names.needed);
  if (missing !== undefined) failRange(fn, `expected ${at(missing)}, got none`);
  const read = (name: string): Tensor | null => {
    if (!present.includes(name)) return null;
    const t = tensorOf(fn, at(name), state[name], shape);
    if (!SIGNED.has(name)) checkSigns(fn, at(name), t);
    return t;
  };
  return {
    // for an optimizer without the step in its state, a state means that a step was taken
    step: names.step ? checkInteger(fn, at('step'), numberOf(fn, at('step'), state['step']), 0) : 1,
    numbers: names.numbers.map((name) => numberOf(fn, at(name), state[name])),
    kept: null,
    tensors: names.tensors.map(read),
  };
}

/** Copies all tensors of several states, or none: if memory runs out, the copies made are freed. */
export function copyMemories(fn: string, memories: readonly Memory[]): Memory[] {
  const copies: Memory[] = [];
  try {
    for (const { step, numbers, tensors } of memories) {
      const copy: Memory = { step, numbers: [...numbers], tensors: [], kept: null };
      copies.push(copy);
      for (const t of tensors) copy.tensors.push(t === null ? null : ownCopy(t));
    }
    return copies;
  } catch (error) {
    for (const copy of copies) freeMemory(copy);
    throw nameMemoryError(fn, error);
  }
}

/** Frees the tensors of a state. */
export function freeMemory({ tensors }: Memory): void {
  for (const t of tensors) t?.dispose();
}
