/**
 * Options, declared once: a function's rules state the type, the bounds and the default of each option. The check, the "did you
 * mean" hint and the option's type are derived from them.
 */
import { checkBoolean, checkInteger, checkKnown, checkNumber, checkOneOf, failType, show } from './errors.ts';

/** The rule of an option: `check` refuses every other value, naming the function and the option. */
export interface Rule<T> {
  /** The value of an absent or undefined option. */
  readonly initial: T;
  check(fn: string, what: string, value: unknown): T;
}

/** The rules of a function's options, by name. */
export type Rules = Readonly<Record<string, Rule<unknown>>>;

/** The options that rules describe, as a caller passes them. */
export type OptionsOf<R extends Rules> = { [K in keyof R]?: R[K] extends Rule<infer T> ? T : never };

/** The options that rules describe, checked and complete. */
export type Checked<R extends Rules> = { readonly [K in keyof R]: R[K] extends Rule<infer T> ? T : never };

/** true or false. */
export const flag = (initial: boolean): Rule<boolean> => ({ initial, check: checkBoolean });

/** A number within [low, high], not NaN. */
export const number = (initial: number, low?: number, high?: number): Rule<number> => ({
  initial,
  check: (fn, what, value) => checkNumber(fn, what, value, low, high),
});

/** An integer within [low, high], by default the range of int32. */
export const integer = (initial: number, low: number = -(2 ** 31), high: number = 2 ** 31 - 1): Rule<number> => ({
  initial,
  check: (fn, what, value) => checkInteger(fn, what, value, low, high),
});

/** One of the listed words. */
export const oneOf = <const T extends string>(initial: NoInfer<T>, words: readonly T[]): Rule<T> => ({
  initial,
  check: (fn, what, value) => checkOneOf(fn, what, value, words),
});

/** A value that another rule accepts, or null. */
export const nullable = <T>(rule: Rule<T>): Rule<T | null> => ({
  initial: null,
  check: (fn, what, value) => (value === null ? null : rule.check(fn, what, value)),
});

const complete = /* @__PURE__ */ new WeakMap<Rules, object>();

/** The options that apply if none are given: one frozen object for each set of rules. */
function initials(rules: Rules): object {
  let all = complete.get(rules);
  if (all === undefined) {
    all = Object.freeze(Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, rule.initial])));
    complete.set(rules, all);
  }
  return all;
}

/**
 * Checks a function's options against its rules and fills in what is absent.
 * @throws {TypeError} for an unknown option or a value of the wrong type. @throws {RangeError} for one out of bounds.
 */
export function readOptions<R extends Rules>(fn: string, rules: R, given: OptionsOf<R> | undefined): Checked<R> {
  if (given === undefined) return initials(rules) as Checked<R>;
  checkKnown(fn, given, Object.keys(rules));
  const read: Record<string, unknown> = {};
  for (const name in rules) {
    const value = given[name];
    const rule = rules[name] as Rule<unknown>;
    read[name] = value === undefined ? rule.initial : rule.check(fn, name, value);
  }
  return read as Checked<R>;
}

/**
 * Refuses arguments beyond those that a function takes, which JavaScript would silently drop.
 * @throws {TypeError}
 */
export function takes(fn: string, most: number, given: ArrayLike<unknown>): unknown {
  // in this form it is small enough for engines to inline it everywhere, so that `arguments` is never made
  return most < given.length && refuseExtra(fn, most, given);
}

function refuseExtra(fn: string, most: number, given: ArrayLike<unknown>): void {
  const extra = given[most];
  // `tensors.map(relu)` also passes the index and the array
  if (most === 1 && given.length === 3 && typeof extra === 'number' && Array.isArray(given[2])) return;
  // options for a function that has none are reported as unknown options
  if (typeof extra === 'object' && extra !== null && Object.getPrototypeOf(extra) === Object.prototype) {
    for (const name in extra) failType(fn, `expected known options, got '${name}'`);
  }
  const limit = most === 0 ? 'no arguments' : most === 1 ? 'at most one argument' : `at most ${most} arguments`;
  failType(fn, `expected ${limit}, got ${given.length}, the last being ${show(given[given.length - 1])}`);
}
