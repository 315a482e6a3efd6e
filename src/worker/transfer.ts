import { failType, isDetached, isPlainObject, show } from '../errors.ts';
import { isBuffer } from '../io/bytes.ts';
import { takes } from '../options.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const moved = /* @__PURE__ */ new WeakMap<object, ArrayBuffer[]>();

function collect(value: unknown, found: Set<ArrayBuffer>, seen: Set<unknown>): void {
  // values may contain themselves
  if (seen.has(value)) return;
  seen.add(value);
  if (isBuffer(value)) found.add(value);
  // shared memory is shared, not moved
  else if (ArrayBuffer.isView(value)) collect(value.buffer, found, seen);
  else if (Array.isArray(value)) for (const part of value) collect(part, found, seen);
  else if (isPlainObject(value)) for (const part of Object.values(value)) collect(part, found, seen);
}

/**
 * Marks values that are sent or returned to the other thread to be moved instead of copied: typed arrays and array buffers, alone
 * or in arrays and plain objects. Once sent, they are empty on this side.
 *
 * @returns the value itself
 * @throws {TypeError} unless it contains a buffer.
 */
export function transfer<T extends object>(value: T): T {
  takes('transfer', 1, arguments);
  const found = new Set<ArrayBuffer>();
  collect(value, found, new Set());
  if (found.size === 0) failType('transfer', `expected typed arrays or array buffers, got ${show(value)}`);
  moved.set(value, [...found]);
  return value;
}

/** The buffers to move with these values. One that was moved before stays, so that copying it fails here: moving fails only there. */
export const buffersOf = (values: readonly unknown[]): ArrayBuffer[] => [
  ...new Set(
    values.flatMap((value) => (isObject(value) ? (moved.get(value) ?? []) : [])).filter((buffer) => !isDetached(buffer)),
  ),
];
