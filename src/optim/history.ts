/** The history of L-BFGS between steps, and how it is read from a saved state. */
import { isTensor } from '../core.ts';
import { checkInteger, failRange, failType, nameMemoryError, show } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { numberOf, ownCopy, tensorOf } from './memory.ts';
import type { ParamState } from './optimizer.ts';

/** Immutable: a step makes a new one. */
export interface History {
  readonly funcEvals: number;
  readonly nIter: number;
  /** The last direction, and how far it was followed. */
  readonly d: Tensor | null;
  readonly t: number;
  /** Changes of the gradient and of the parameters, oldest first, and 1 over their dot products. */
  readonly oldDirs: readonly Tensor[];
  readonly oldStps: readonly Tensor[];
  readonly ro: readonly number[];
  readonly hDiag: number;
  readonly prevFlatGrad: Tensor | null;
  readonly prevLoss: number;
}

export const EMPTY: History = {
  funcEvals: 0,
  nIter: 0,
  d: null,
  t: 0,
  oldDirs: [],
  oldStps: [],
  ro: [],
  hDiag: 1,
  prevFlatGrad: null,
  prevLoss: 0,
};

/** The tensors of a history. */
export const tensorsOf = ({ d, oldDirs, oldStps, prevFlatGrad }: History): Tensor[] =>
  [d, ...oldDirs, ...oldStps, prevFlatGrad].filter((t) => t !== null);

export function freeHistory(h: History): void {
  for (const t of tensorsOf(h)) t.dispose();
}

/** A history in the form of `stateDict()`: the live tensors, under PyTorch's names. */
export function showHistory(h: History): ParamState {
  const shown: ParamState = { func_evals: h.funcEvals, n_iter: h.nIter };
  if (h.d === null || h.prevFlatGrad === null) return shown;
  const lists = { old_dirs: [...h.oldDirs], old_stps: [...h.oldStps], ro: [...h.ro] };
  return { ...shown, d: h.d, t: h.t, ...lists, H_diag: h.hDiag, prev_flat_grad: h.prevFlatGrad, prev_loss: h.prevLoss };
}

/** Further entries of PyTorch's state: buffers that its steps use. */
const IGNORED = ['al'];
const COUNTS = ['func_evals', 'n_iter'];
const REST = ['d', 't', 'old_dirs', 'old_stps', 'ro', 'H_diag', 'prev_flat_grad', 'prev_loss'];

/** Checks a state of `n` elements; the tensors are not yet copied. */
export function readHistory(fn: string, value: unknown, n: number): History {
  if (typeof value !== 'object' || value === null || isTensor(value))
    failType(fn, `expected the state of parameter 0 to be an object, got ${show(value)}`);
  const given = value as Record<string, unknown>;
  const known = [...COUNTS, ...REST];
  const present = Object.keys(given).filter(
    (name) => !IGNORED.includes(name) && given[name] !== null && given[name] !== undefined,
  );
  for (const name of present)
    if (!known.includes(name)) failRange(fn, `expected state of ${known.join(', ')}, got '${name}' for parameter 0`);
  if (present.length === 0) return EMPTY;
  const need = (names: readonly string[]): void => {
    const missing = names.find((name) => !present.includes(name));
    if (missing !== undefined) failRange(fn, `expected ${missing} of parameter 0, got none`);
  };
  need(COUNTS);
  const [funcEvals, nIter] = COUNTS.map((name) => checkInteger(fn, name, numberOf(fn, name, given[name]), 0)) as [number, number];
  if (nIter === 0) return { ...EMPTY, funcEvals };
  need(REST);
  const list = <X>(name: string, read: (fn: string, what: string, x: unknown) => X): X[] => {
    const items: unknown = given[name];
    if (!Array.isArray(items)) failType(fn, `expected ${name} to be an array, got ${show(items)}`);
    return items.map((x, i) => read(fn, `${name}[${i}]`, x));
  };
  const vector = (f: string, what: string, x: unknown): Tensor => tensorOf(f, what, x, [n]);
  const lists = { oldDirs: list('old_dirs', vector), oldStps: list('old_stps', vector), ro: list('ro', numberOf) };
  if (lists.oldDirs.length !== lists.oldStps.length || lists.oldDirs.length !== lists.ro.length)
    failRange(
      fn,
      `expected old_dirs, old_stps and ro of one length, got ${lists.oldDirs.length}, ${lists.oldStps.length} and ${lists.ro.length}`,
    );
  return {
    funcEvals,
    nIter,
    d: vector(fn, 'd', given['d']),
    t: numberOf(fn, 't', given['t']),
    ...lists,
    hDiag: numberOf(fn, 'H_diag', given['H_diag']),
    prevFlatGrad: vector(fn, 'prev_flat_grad', given['prev_flat_grad']),
    prevLoss: numberOf(fn, 'prev_loss', given['prev_loss']),
  };
}

/** Copies all tensors of a history, or none. */
export function copyHistory(fn: string, h: History): History {
  const made: Tensor[] = [];
  const copy = (t: Tensor): Tensor => {
    const own = ownCopy(t);
    made.push(own);
    return own;
  };
  try {
    return {
      ...h,
      d: h.d && copy(h.d),
      oldDirs: h.oldDirs.map(copy),
      oldStps: h.oldStps.map(copy),
      prevFlatGrad: h.prevFlatGrad && copy(h.prevFlatGrad),
    };
  } catch (error) {
    for (const t of made) t.dispose();
    throw nameMemoryError(fn, error);
  }
}
