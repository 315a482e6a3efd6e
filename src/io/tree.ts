/**
 * State that is more than names and tensors — an optimizer's, a scheduler's, a whole checkpoint — as a file can hold it:
 * tensors under their dotted paths, and the rest as JSON in which each stands as { $tensor: name }.
 */
import { isTensor } from '../core.ts';
import { failRange, failType, isBytes, show } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { isRecord } from './header.ts';

/** A leaf with elements: a tensor, or bytes such as `Generator.getState()`. */
export type Leaf = Tensor | Uint8Array;

/** The metadata key of the JSON. */
export const STATE_KEY = 'rushlight.state';
const MAX_DEPTH = 32;

/** The JSON forms of values that JSON lacks. */
const TENSOR = '$tensor';
const BYTES = '$bytes';
const NUMBER = '$number';
const NUMBERS: readonly unknown[] = ['NaN', 'Infinity', '-Infinity', '-0'];

/** Whether a state consists of names and tensors only, as a module's does: such a file needs no tree. */
export const isFlat = (state: object): boolean => isRecord(state) && Object.values(state).every((value) => isTensor(value));

/** Splits a state into its leaves, by path, and the JSON of the rest. */
export function flatten(state: object): { leaves: Map<string, Leaf>; json: string } {
  const fn = 'saveSafetensors';
  const leaves = new Map<string, Leaf>();
  const visit = (value: unknown, path: string, depth: number): unknown => {
    if (depth > MAX_DEPTH) failRange(fn, `expected state nested at most ${MAX_DEPTH} deep, got more at '${path}'`);
    if (isTensor(value) || isBytes(value)) {
      if (leaves.has(path)) failRange(fn, `expected paths that differ, got '${path}' twice`);
      leaves.set(path, value);
      return { [isTensor(value) ? TENSOR : BYTES]: path };
    }
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { [NUMBER]: Object.is(value, -0) ? '-0' : String(value) };
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (Array.isArray(value)) return value.map((item, i) => visit(item, join(path, i), depth + 1));
    if (isPlain(value)) {
      const copy: Record<string, unknown> = {};
      for (const [key, item] of Object.entries(value)) {
        if (key.startsWith('$') || key === '__proto__')
          failRange(fn, `expected keys that are plain names, got ${show(key)} at '${path}'`);
        if (item !== undefined) copy[key] = visit(item, join(path, key), depth + 1);
      }
      return copy;
    }
    failType(fn, `expected tensors, numbers, strings, booleans, arrays and plain objects, got ${show(value)} at '${path}'`);
  };
  return { json: JSON.stringify(visit(state, '', 0)), leaves };
}

const join = (path: string, key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Which leaves of the file are bytes rather than tensors, with the JSON checked against what the file has. */
export function readTree(json: string, names: ReadonlySet<string>): { tree: unknown; bytes: Set<string> } {
  const fn = 'loadSafetensors';
  let tree: unknown;
  try {
    tree = JSON.parse(json);
  } catch (error) {
    failRange(fn, `expected JSON under '${STATE_KEY}', got other text (${(error as Error).message})`);
  }
  const used = new Set<string>();
  const bytes = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (depth > MAX_DEPTH) failRange(fn, `expected state nested at most ${MAX_DEPTH} deep, got more`);
    const entries = Object.entries(value);
    for (const [key, item] of entries) {
      if (key === '__proto__') failRange(fn, "expected keys that are plain names, got '__proto__'");
      // what lies beside it would be read, and lost
      if (key.startsWith('$') && entries.length > 1) failRange(fn, `expected ${show(key)} alone, got other keys beside it`);
      if (!key.startsWith('$')) visit(item, depth + 1);
      else if (key === NUMBER && NUMBERS.includes(item)) continue;
      else if ((key !== TENSOR && key !== BYTES) || typeof item !== 'string' || !names.has(item) || used.has(item))
        failRange(fn, `expected '${STATE_KEY}' to name each tensor of the file once, got ${show(key)} of ${show(item)}`);
      else {
        used.add(item);
        if (key === BYTES) bytes.add(item);
      }
    }
  };
  if (!isRecord(tree) && !Array.isArray(tree)) failRange(fn, `expected an object under '${STATE_KEY}', got ${show(tree)}`);
  visit(tree, 0);
  for (const name of names) if (!used.has(name)) failRange(fn, `expected '${STATE_KEY}' to name ${show(name)}, got none`);
  return { tree, bytes };
}

/** Puts the leaves back into the tree. Objects have no prototype, so that no name means more than itself. */
export function unflatten(value: unknown, leaves: ReadonlyMap<string, Leaf>): unknown {
  if (Array.isArray(value)) return value.map((item) => unflatten(item, leaves));
  if (!isRecord(value)) return value;
  const name = value[TENSOR] ?? value[BYTES];
  if (name !== undefined) return leaves.get(name as string);
  if (value[NUMBER] !== undefined) return Number(value[NUMBER]);
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value)) copy[key] = unflatten(item, leaves);
  return copy;
}
