/** How to convert elements that none of the library's types can hold exactly. */

import { empty } from '../create/values.ts';
import { checkOneOf, failRange, failType, show } from '../errors.ts';
import { isClass } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { decode, findMisfits, showElement } from './decode.ts';
import { dtypeOf, type FileType } from './filetype.ts';
import { type Entry, isRecord } from './header.ts';

/** 'float32' for every tensor, a record by name, or a function of the name that returns undefined to leave a tensor unconverted. */
export type Cast<T extends string = 'float32'> = T | Readonly<Record<string, T>> | ((name: string) => T | undefined);

/** The conversion for a name. A record is checked here; the result of a function, at each call. */
export function castOf<T extends string>(
  fn: string,
  cast: Cast<T> | undefined,
  words: readonly T[],
): (name: string) => T | undefined {
  const check = (name: string, value: T): T => checkOneOf(fn, `cast of ${show(name)}`, value, words);
  if (cast === undefined) return () => undefined;
  if (typeof cast === 'function') {
    if (isClass(cast)) failType(fn, `expected cast to be a function, got the class ${show(cast)}`);
    return (name) => {
      const value = cast(name);
      return value === undefined ? undefined : check(name, value);
    };
  }
  if (typeof cast === 'string') {
    checkOneOf(fn, 'cast', cast, words);
    return () => cast;
  }
  if (!isRecord(cast))
    failType(fn, `expected cast to be ${words.map(show).join(', ')}, some by name, or a function, got ${show(cast)}`);
  for (const [name, value] of Object.entries(cast)) check(name, value as T);
  return (name) => (Object.hasOwn(cast, name) ? (cast as Record<string, T>)[name] : undefined);
}

const MISFIT: Partial<Record<FileType, string>> = {
  F64: 'F64 values that float32 holds exactly',
  I64: 'I64 values that int32 holds',
  U32: 'U32 values that int32 holds',
  U64: 'U64 values that int32 holds',
};

/** Refuses elements that the tensor's type cannot hold. */
export function checkFits(fn: string, { name, dtype }: Entry, bytes: Uint8Array): void {
  findMisfits(dtype, bytes, (i) =>
    failRange(
      fn,
      `expected ${MISFIT[dtype]} in ${show(name)}, got ${showElement(dtype, bytes, i)} at ${i}; pass { cast: 'float32' } to round`,
    ),
  );
}

/** Makes the tensor of an entry from its bytes. */
export function toTensor({ dtype, shape }: Entry, bytes: Uint8Array, cast: 'float32' | undefined): Tensor {
  const t = empty(shape, cast ?? dtypeOf(dtype));
  decode(dtype, bytes, t);
  return t;
}
