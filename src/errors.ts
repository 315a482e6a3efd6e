/**
 * Errors are part of the interface. One grammar: the function as called, what was expected, what came, the remedy —
 * `crossEntropy: expected target in [0, 3), got 7 at index [4]`.
 */

import { heap } from '../bindings/memory.ts';

export { OutOfMemoryError } from '../bindings/memory.ts';

/** Thrown when a tensor, module, optimizer or scope is used after its memory was given back. */
export class DisposedError extends ReferenceError {
  /** 'DisposedError'. */
  override name = 'DisposedError';
}

/** Throws the TypeError of a wrong kind. */
export function failType(fn: string, message: string): never {
  throw new TypeError(`${fn}: ${message}`);
}

/** Throws the RangeError of a wrong value or shape. */
export function failRange(fn: string, message: string): never {
  throw new RangeError(`${fn}: ${message}`);
}

/** How a value that came instead of the expected one is shown in a message. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return value.name ? `function ${value.name}` : 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.slice(0, 8).map(show).join(', ')}${value.length > 8 ? ', …' : ''}]`;
  if (typeof value === 'object' && value !== null) {
    const name = value.constructor?.name;
    return name === undefined || name === 'Object' ? 'an object' : `a ${name}`;
  }
  return String(value);
}

/** The edit distance between two short words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** Refuses an option that the function does not know, naming the nearest that it does; `fn` is named if memory runs out. */
export function checkOptions(fn: string, options: object | undefined, known: readonly string[]): void {
  heap.caller = fn;
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    failType(fn, `expected an options object, got ${show(options)}`);
  }
  for (const name in options) if (!known.includes(name)) failOption(fn, name, known);
}

function failOption(fn: string, name: string, known: readonly string[]): never {
  const plain = (word: string) => word.replaceAll('_', '').toLowerCase();
  const nearest = known.toSorted((a, b) => distance(plain(name), plain(a)) - distance(plain(name), plain(b)))[0];
  failType(fn, `expected known options, got '${name}'${nearest === undefined ? '' : `; did you mean '${nearest}'?`}`);
}

/** Refuses anything but a finite number within [low, high]; returns it. */
export function checkNumber(fn: string, what: string, value: unknown, low = -Infinity, high = Infinity): number {
  if (typeof value !== 'number') failType(fn, `expected ${what} to be a number, got ${show(value)}`);
  if (!(value >= low && value <= high)) {
    const bounds = high === Infinity ? (low === -Infinity ? 'a number' : `at least ${low}`) : `in [${low}, ${high}]`;
    failRange(fn, `expected ${what} ${bounds}, got ${value}`);
  }
  return value;
}

/** Refuses anything but an integer of at least `low`; returns it. */
export function checkInteger(fn: string, what: string, value: unknown, low: number = -Infinity): number {
  if (typeof value !== 'number') failType(fn, `expected ${what} to be an integer, got ${show(value)}`);
  if (!Number.isSafeInteger(value)) failRange(fn, `expected ${what} to be an integer, got ${value}`);
  if (value < low) failRange(fn, `expected ${what} at least ${low}, got ${value}`);
  return value;
}

/** Refuses anything but one of the listed words; returns it. */
export function checkOneOf<T extends string>(fn: string, what: string, value: unknown, words: readonly T[]): T {
  if (typeof value !== 'string') failType(fn, `expected ${what} to be one of ${words.map(show).join(', ')}, got ${show(value)}`);
  if (!words.includes(value as T))
    failRange(fn, `expected ${what} to be one of ${words.map(show).join(', ')}, got ${show(value)}`);
  return value as T;
}
