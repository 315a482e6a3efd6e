/** Reads a saved state of an optimizer, in the form of this library or in PyTorch's. */
import { isTensor } from '../core.ts';
import { failRange, failType, isPlainObject, show } from '../errors.ts';
import { readGroup } from './groups.ts';

/** A saved state: the options of each group, and the state of each parameter, by its position. */
export interface SavedState {
  options: Record<string, unknown>[];
  state: Map<number, unknown>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !isTensor(value);

const sizesOf = (groups: readonly { params: readonly unknown[] }[]): string => groups.map((g) => g.params.length).join(', ');

/**
 * Reads a state, in which parameters are numbers: those of its groups, in order, correspond to the optimizer's. Names and sizes
 * are checked here, values by the optimizer.
 */
export function readState(
  fn: string,
  from: unknown,
  known: readonly string[],
  own: readonly { params: readonly unknown[] }[],
  decoupled: boolean,
): SavedState {
  const saved = isObject(from) ? (from['paramGroups'] ?? from['param_groups']) : undefined;
  if (!isObject(from) || !Array.isArray(saved) || !(isPlainObject(from['state']) || from['state'] instanceof Map))
    failType(fn, `expected an optimizer's state of { state, paramGroups }, got ${show(from)}`);
  const groups = saved.map((group) => readGroup(fn, group, known, decoupled));
  if (sizesOf(groups) !== sizesOf(own)) failRange(fn, `expected groups of ${sizesOf(own)} parameters, got ${sizesOf(groups)}`);
  const positions = new Map<string, number>();
  for (const id of groups.flatMap((g) => g.params)) {
    if (typeof id !== 'number' && typeof id !== 'string') failType(fn, `expected params to be numbers, got ${show(id)}`);
    if (positions.has(String(id))) failRange(fn, `expected each parameter once, got ${id} twice`);
    positions.set(String(id), positions.size);
  }
  const state = new Map<number, unknown>();
  const given = from['state'];
  for (const [id, value] of given instanceof Map ? given : Object.entries(given)) {
    const at = positions.get(String(id));
    if (at === undefined) failRange(fn, `expected state of ${positions.size} parameters, got one for position ${id}`);
    // a copy: each value is read once, as a getter may return another one the next time, or change the optimizer
    state.set(at, isObject(value) ? { ...value } : value);
  }
  return { options: groups.map((g) => g.options), state };
}
