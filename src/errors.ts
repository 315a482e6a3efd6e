/**
 * Errors are part of the interface. Messages about arguments have one form: the function, what it expected, what it got, the
 * remedy. `crossEntropy: expected target in [0, 3), got 7 at index [4]`.
 */

import { heap, OutOfMemoryError } from '../bindings/memory.ts';

export { OutOfMemoryError } from '../bindings/memory.ts';

/** Thrown when a tensor, module, optimizer or scope is used after its memory was freed. */
export class DisposedError extends ReferenceError {
  /** 'DisposedError'. */
  override name = 'DisposedError';
}

/** Throws a TypeError, for a value of the wrong type. */
export function failType(fn: string, message: string): never {
  throw new TypeError(`${fn}: ${message}`);
}

/** Throws a RangeError, for a wrong value or shape. */
export function failRange(fn: string, message: string): never {
  throw new RangeError(`${fn}: ${message}`);
}

/** Runs a part of `fn`, so that errors name `fn`. */
export function as<T>(fn: string, part: () => T): T {
  try {
    return part();
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replace(/^\w+: /, `${fn}: `);
    throw error;
  }
}

/** Marks objects made by any copy of the library, so that other copies recognise them: each has its own memory. */
export const BRAND: unique symbol = /* @__PURE__ */ Symbol.for('rushlight') as never;
/** This copy's mark. */
export const COPY: symbol = /* @__PURE__ */ Symbol('rushlight');

/** Whether another copy of the library made this value. */
export function isForeign(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !(BRAND in value)) return false;
  return value[BRAND] !== COPY;
}

/** Makes an OutOfMemoryError start with the name of the function that was called; returns any other error unchanged. */
export const nameMemoryError = (fn: string, error: unknown): unknown =>
  error instanceof OutOfMemoryError ? rename(fn, error) : error;

/** Makes an error in the library's form start with the name of the function that was called, whichever one found the fault. */
export const renamed = (fn: string, error: unknown): unknown =>
  error instanceof Error && /^\w+: expected /.test(error.message) ? rename(fn, error) : error;

function rename(fn: string, error: Error): Error {
  const { message } = error;
  if (message.startsWith(`${fn}: `)) return error;
  const { stack } = error;
  error.message = message.replace(/^\w+/, fn);
  if (stack !== undefined) error.stack = stack.replace(message, error.message);
  return error;
}

/** How a message shows an unexpected value. */
export function show(value: unknown): string {
  try {
    return shown(value);
  } catch {
    // a proxy or a getter that throws, a name that is no text
    return 'a value that cannot be shown';
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return value.name ? `function ${value.name}` : 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return showArray(value, 0);
  if (typeof value === 'object' && value !== null) {
    const name = value.constructor?.name;
    // a refused promise is nobody's to handle: if it rejects later, it must not end the program
    if (value instanceof Promise) value.catch(() => {});
    if (isForeign(value)) return `a ${name} of another copy of rushlight, which this one cannot read: load the library once`;
    const { itself } = value as { itself?: unknown };
    if (itself !== undefined && itself !== value && BRAND in value) return 'a Proxy or child of a tensor';
    return name === undefined || name === 'Object' ? 'an object' : `a ${name}`;
  }
  return String(value);
}

/** Whether a value is a Uint8Array, or a typed array of another kind, of whatever realm, and not a Proxy or child of one. */
export const isBytes = (value: unknown, kind = 'Uint8Array'): value is Uint8Array =>
  ArrayBuffer.isView(value) && (value as Uint8Array)[Symbol.toStringTag] === kind;

/** Whether a buffer has been transferred, to a worker for example. */
export function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

/** The first few elements of an array, to a limited depth, since an array may contain itself. */
function showArray(values: readonly unknown[], depth: number): string {
  if (depth === 4) return '[…]';
  const shown = values.slice(0, 8).map((v) => (Array.isArray(v) ? showArray(v, depth + 1) : show(v)));
  return `[${shown.join(', ')}${values.length > 8 ? ', …' : ''}]`;
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

/** Options that are true or false wherever they occur. */
const FLAGS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ (
    'requiresGrad retainGraph createGraph allowUnused keepdim training affine trackRunningStats elementwiseAffine batchFirst ' +
    'isCausal needWeights averageAttnWeights logTarget scaleGradByFreq includeLastOffset ceilMode countIncludePad ' +
    'addBiasKv addZeroAttn bidirectional normFirst useInputStats logInput full swap zeroInfinity right asTuple returnInverse ' +
    'returnCounts errorIfNonfinite shuffle dropLast replacement cycleMomentum threePhase useBuffers dropIntermediate strict persistent'
  ).split(' '),
);

/** Options whose null means none, as None does in PyTorch. */
const MAY_BE_NULL: ReadonlySet<string> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ (
    'weight bias posWeight sampleWeight attnMask keyPaddingMask offsets perSampleWeights paddingIdx maxNorm stride divisorOverride ' +
    'outputSize size dim kdim vdim numClasses runningMean runningVar srcMask srcKeyPaddingMask momentum roundingMode lineSearchFn scale sorter scaleFactor alignCorners generator nan posinf neginf weights hr c'
  ).split(' '),
);

/**
 * Refuses an unknown option, naming the nearest known one, a value that is neither true nor false where it must be, and null
 * where it has no meaning. From here on, an out-of-memory error names `fn`.
 */
export function checkOptions(fn: string, options: object | undefined, known: readonly string[]): void {
  checkKnown(fn, options, known);
  if (options === undefined) return;
  for (const name in options) {
    const value: unknown = (options as Record<string, unknown>)[name];
    if (value === undefined) continue;
    if (FLAGS.has(name)) checkBoolean(fn, name, value);
    else if (value === null && !MAY_BE_NULL.has(name))
      failType(fn, `expected a value for ${name}, got null; leave the option out for its default`);
  }
}

/** Refuses to change an object that Object.freeze() has fixed, or to add to one that takes nothing more. */
export function checkMutable(fn: string, what: string, object: object, adds = false): void {
  if (adds ? !Object.isExtensible(object) : Object.isFrozen(object)) failFrozen(fn, what);
}

/** The refusal of `checkMutable`, for what finds out by a store that fails. */
export function failFrozen(fn: string, what: string = 'a tensor'): never {
  failType(fn, `expected ${what} that may change, got one under Object.freeze()`);
}

/** The part of `checkOptions` that ignores values, for callers whose rules check them. */
export function checkKnown(fn: string, options: object | undefined, known: readonly string[]): void {
  heap.caller = fn;
  if (options === undefined) return;
  // a tensor or a date also has properties, which would be reported as options
  if (!isPlainObject(options)) failType(fn, `expected an options object, got ${show(options)}`);
  for (const name in options) if (!known.includes(name)) failOption(fn, name, known);
}

/** Whether a value is a plain object, of any realm. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ownsMethods(Object.getPrototypeOf(value));

/** Whether this is the prototype of a class, and not that of plain objects of some realm, or null. */
const ownsMethods = (prototype: object | null): boolean => prototype !== null && Object.getPrototypeOf(prototype) !== null;

function failOption(fn: string, name: string, known: readonly string[]): never {
  const plain = (word: string) => word.replaceAll('_', '').toLowerCase();
  // learningRate and learning_rate mean lr
  const initials = (name.match(/^[a-z]|[A-Z]|(?<=_)[a-z]/g) ?? []).join('').toLowerCase();
  const far = (word: string) => (plain(word) === initials ? 0 : distance(plain(name), plain(word)));
  const nearest = [...known].sort((a, b) => far(a) - far(b))[0];
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

/** Refuses anything but true or false; returns it. */
export function checkBoolean(fn: string, what: string, value: unknown): boolean {
  if (typeof value !== 'boolean') failType(fn, `expected ${what} to be true or false, got ${show(value)}`);
  return value;
}

/** Refuses anything but a safe integer within [low, high]; returns it. */
export function checkInteger(fn: string, what: string, value: unknown, low: number = -Infinity, high: number = Infinity): number {
  if (typeof value !== 'number') failType(fn, `expected ${what} to be an integer, got ${show(value)}`);
  if (!Number.isSafeInteger(value)) failRange(fn, `expected ${what} to be an integer, got ${value}`);
  if (value < low) failRange(fn, `expected ${what} at least ${low}, got ${value}`);
  if (value > high) failRange(fn, `expected ${what} at most ${high}, got ${value}`);
  return value;
}

/** Refuses anything but one of the listed words; returns it. */
export function checkOneOf<T extends string>(fn: string, what: string, value: unknown, words: readonly T[]): T {
  if (typeof value !== 'string') failType(fn, `expected ${what} to be one of ${words.map(show).join(', ')}, got ${show(value)}`);
  if (!words.includes(value as T))
    failRange(fn, `expected ${what} to be one of ${words.map(show).join(', ')}, got ${show(value)}`);
  return value as T;
}
