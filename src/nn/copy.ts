/** Deep copies of modules. */
import { copyOf } from '../array/copy.ts';
import { isTensor } from '../core.ts';
import { failType, nameMemoryError, show } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { ModuleList, Sequential } from './container.ts';
import { buffersOf, Module } from './module.ts';
import { Parameter } from './parameter.ts';

/**
 * A copy of a module with its own parameters and buffers: what is shared within the module is shared within the copy. Gradients
 * are not copied; functions and objects of other classes are shared with the original. Private fields (#) cannot be copied: a
 * module that is to be copied must not have any. `copy.deepcopy` of a module in PyTorch.
 *
 * @throws {TypeError} unless given a module. @throws {OutOfMemoryError} if there is no room; then nothing is kept.
 */
export function copyModule<M extends Module>(module: M, fn: string = 'copyModule'): M {
  if (!(module instanceof Module)) failType(fn, `expected a module, got ${show(module)}`);
  const made = new Map<object, unknown>();
  try {
    return copyValue(module, made) as M;
  } catch (error) {
    for (const copy of made.values()) if (isTensor(copy)) copy.dispose();
    throw nameMemoryError(fn, error);
  }
}

function copyTensor(t: Tensor): Tensor {
  t.check('copyModule');
  const copy = copyOf(t);
  if (!(t instanceof Parameter)) {
    copy.finalize();
    return copy;
  }
  const parameter = new Parameter(copy, { requiresGrad: t.requiresGrad });
  copy.dispose();
  return parameter;
}

/** A module of the same class without its fields. The containers' lists are not fields. */
function blank(module: Module, made: Map<object, unknown>): Module {
  const prototype = Object.getPrototypeOf(module) as object;
  const children = (): [string, Module][] =>
    module.namedChildren().map(([name, child]) => [name, copyValue(child, made) as Module]);
  let copy: object;
  if (module instanceof Sequential) copy = new Sequential(Object.fromEntries(children()) as Record<string, never>);
  else if (module instanceof ModuleList) copy = new ModuleList(children().map(([, child]) => child));
  else copy = Object.create(prototype) as object;
  return Object.setPrototypeOf(copy, prototype) as Module;
}

function copyFields(module: Module, copy: Module, made: Map<object, unknown>): void {
  for (const key of Reflect.ownKeys(module)) {
    const field = Object.getOwnPropertyDescriptor(module, key) as PropertyDescriptor;
    if ('value' in field) Object.defineProperty(copy, key, { ...field, value: copyValue(field.value, made) });
  }
  for (const [name, { tensor, persistent }] of buffersOf(module))
    copy.registerBuffer(name, copyValue(tensor, made) as Tensor | null, { persistent });
}

function copyValue(value: unknown, made: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (made.has(value)) return made.get(value);
  const keep = <T>(copy: T): T => {
    made.set(value, copy);
    return copy;
  };
  if (isTensor(value)) return keep(copyTensor(value));
  if (value instanceof Module) {
    const copy = keep(blank(value, made));
    copyFields(value, copy, made);
    return copy;
  }
  if (Array.isArray(value)) {
    // kept before what it holds is copied, which may be itself
    const copy: unknown[] = keep([]);
    for (const item of value as unknown[]) copy.push(copyValue(item, made));
    return Object.isFrozen(value) ? Object.freeze(copy) : copy;
  }
  if (value instanceof Map) return keep(new Map([...value].map(([k, v]) => [k, copyValue(v, made)])));
  if (value instanceof Set) return keep(new Set([...value].map((v) => copyValue(v, made))));
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = keep({ ...value });
  for (const key in copy) copy[key] = copyValue(copy[key], made);
  return copy;
}
