import { failType, isPlainObject, show } from '../errors.ts';
import { takes } from '../options.ts';

const moved = /* @__PURE__ */ new WeakMap<object, ArrayBuffer[]>();

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (value instanceof ArrayBuffer) found.add(value);
  // shared memory is shared, not moved
  else if (ArrayBuffer.isView(value)) collect(value.buffer, found);
  else if (Array.isArray(value)) for (const part of value) collect(part, found);
  else if (isPlainObject(value)) for (const part of Object.values(value)) collect(part, found);
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
  collect(value, found);
  if (found.size === 0) failType('transfer', `expected typed arrays or array buffers, got ${show(value)}`);
  moved.set(value, [...found]);
  return value;
}

/** The buffers to move with these values. */
export const buffersOf = (values: readonly unknown[]): ArrayBuffer[] => [
  ...new Set(values.flatMap((value) => (typeof value === 'object' && value !== null ? (moved.get(value) ?? []) : []))),
];
