/** Parameter groups: their options, and how a group is read from a saved state. */
import { isTensor } from '../core.ts';
import { checkKnown, checkNumber, failRange, failType, show } from '../errors.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { camelCase } from './names.ts';

/** What schedulers store in groups, as in PyTorch. */
export const OF_SCHEDULES = ['initialLr', 'swaLr', 'maxLr', 'minLr', 'maxMomentum', 'baseMomentum'] as const;

/** Options of PyTorch that select an implementation, not a result. */
const IGNORED = ['foreach', 'capturable', 'differentiable', 'fused'];
/** Newer options of PyTorch that are not supported here; their values must be the defaults. */
const OFF: Record<string, unknown> = { maximize: false, decoupled_weight_decay: false };

/** A copy of options and of the arrays in them: a change in one group affects no other. */
export function copyOptions<O extends object>(options: O): O {
  const copy = { ...options } as Record<string, unknown>;
  for (const [name, value] of Object.entries(copy)) if (Array.isArray(value)) copy[name] = [...value];
  return copy as O;
}

/** A copy without undefined values, which count as absent. */
export function given<O extends object>(options: O): O {
  const copy = { ...options } as Record<string, unknown>;
  for (const name of Object.keys(copy)) if (copy[name] === undefined) delete copy[name];
  return copy as O;
}

/** Refuses a tensor that a step could not change. */
export function checkParam(fn: string, p: unknown): Tensor {
  if (!isTensor(p)) failType(fn, `expected params to be tensors, got ${show(p)}`);
  p.check(fn);
  if (!p.isLeaf)
    failRange(fn, 'expected params that are leaves, got a tensor that an op made; optimize the parameters it came from');
  if (!p.isContiguous())
    failRange(fn, `expected params that are contiguous, got a strided view of shape ${showShape(p.sizes)}; use clone()`);
  return p;
}

/** Refuses parameters that cannot be optimized, or that are already taken. */
export function checkParams(fn: string, params: readonly unknown[], taken: Set<unknown>): Tensor[] {
  return params.map((value) => {
    const p = checkParam(fn, value);
    if (taken.has(p)) failRange(fn, `expected each parameter once, got one of shape ${showShape(p.sizes)} twice`);
    taken.add(p);
    return p;
  });
}

/** Refuses what schedulers store in a group unless it is a number. */
export function checkScheduled(fn: string, options: Readonly<Record<string, unknown>>): void {
  for (const name of OF_SCHEDULES) if (name in options) checkNumber(fn, name, options[name], -Number.MAX_VALUE, Number.MAX_VALUE);
}

/** A group of a saved state: its options under this library's names, and its parameters' numbers. */
export interface SavedGroup {
  options: Record<string, unknown>;
  params: unknown[];
}

/** Reads a group from `stateDict()`, or from PyTorch: names are checked, values are not. */
export function readGroup(fn: string, value: unknown, known: readonly string[], decoupled: boolean): SavedGroup {
  if (typeof value !== 'object' || value === null || !('params' in value) || !Array.isArray(value.params))
    failType(fn, `expected groups such as { lr, params: [0, 1] }, got ${show(value)}`);
  const { params, ...saved } = value;
  const options: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(saved)) {
    if (IGNORED.includes(name) || (!known.includes(name) && option === OFF[name])) continue;
    if (name === 'decoupled_weight_decay' && option === decoupled) continue;
    options[known.includes(name) ? name : camelCase(name)] = Array.isArray(option) ? [...option] : option;
  }
  checkKnown(fn, options, known);
  if (!('lr' in options)) failType(fn, 'expected lr in every group, got none');
  checkScheduled(fn, options);
  return { options, params };
}

/** The learning rate of a group. Schedules may lower it slightly below 0. */
export const checkRate = (fn: string, lr: unknown): number => checkNumber(fn, 'lr', lr, -Number.MAX_VALUE, Number.MAX_VALUE);

/** Two numbers within [low, high]. */
export function checkPair(fn: string, what: string, pair: unknown, low: number, high: number): void {
  if (!Array.isArray(pair) || pair.length !== 2) failType(fn, `expected ${what} to be two numbers, got ${show(pair)}`);
  const [a, b] = pair as unknown[];
  // called at every step, so messages are built only when needed
  if (typeof a === 'number' && typeof b === 'number' && a >= low && a <= high && b >= low && b <= high) return;
  checkNumber(fn, `${what}[0]`, a, low, high);
  checkNumber(fn, `${what}[1]`, b, low, high);
}

/** The greatest double below 1: the upper bound of betas. */
export const BELOW_ONE: number = 1 - Number.EPSILON / 2;
