// What the contract names and the library does not export yet: the one list that all tests of ops share.
import { expect } from 'vitest';
import { has } from './library.ts';

/** A group of names under one prefix. */
export const names = (prefix: string, list: string): string[] =>
  list.split(' ').map((name) => (prefix === '' ? name : `${prefix}.${name}`));

export const NOT_YET_SUPPORTED: readonly string[] = [...names('', 'detectAnomaly gradcheck')];

/** A method is listed with its function. */
export const isListed = (name: string): boolean => NOT_YET_SUPPORTED.includes(name.replace(/^Tensor\./, ''));

/** Names that the library should have: those it lacks must be listed, those listed it must lack. */
export function expectAllBut(names: Iterable<string>): void {
  const used = [...new Set(names)].sort();
  expect(used.filter((name) => !has(name))).toEqual(used.filter(isListed));
}
