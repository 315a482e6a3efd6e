/** Maps the names of tensors in a file to those of a model. */
import { failRange, failType, show } from '../errors.ts';
import { isClass } from '../synchronous.ts';
import { isRecord } from './header.ts';

/** How a file's names are mapped to a model's. */
export interface NameOptions {
  /**
   * Replacements for prefixes of names; the longest that matches applies: `{ 'model.': '' }` takes one off, `{ '': 'encoder.' }` puts
   * one before every name.
   */
  prefix?: Readonly<Record<string, string>>;
  /**
   * New names by the file's, which come before prefixes; or a function of the file's name. null leaves a tensor out unread, and
   * a function's undefined leaves its name to `prefix`.
   */
  rename?: Readonly<Record<string, string | null>> | ((name: string) => string | null | undefined);
  /** Further names of tensors, all by their new names: `{ 'lm_head.weight': 'embed_tokens.weight' }`. Both are one tensor. */
  tied?: Readonly<Record<string, string>>;
}

export const NAME_OPTIONS = ['prefix', 'rename', 'tied'] as const;

function checkRecord(fn: string, what: string, given: unknown, allows: readonly (string | null)[]): Record<string, unknown> {
  if (given === undefined) return {};
  if (!isRecord(given)) failType(fn, `expected ${what} to be an object of names, got ${show(given)}`);
  for (const [name, to] of Object.entries(given))
    if (typeof to !== 'string' && !allows.includes(to as null))
      failType(fn, `expected ${what} of ${show(name)} to be a name, got ${show(to)}`);
  return given;
}

/** Maps a file's name to the model's, or to null to leave it out. */
export function renamer(fn: string, { prefix, rename }: NameOptions): (name: string) => string | null {
  const prefixes = Object.entries(checkRecord(fn, 'prefix', prefix, []) as Record<string, string>);
  prefixes.sort(([a], [b]) => b.length - a.length);
  const byName = typeof rename === 'function' && !isClass(rename) ? {} : checkRecord(fn, 'rename', rename, [null]);
  return (name) => {
    const chosen = typeof rename === 'function' ? rename(name) : Object.hasOwn(byName, name) ? byName[name] : undefined;
    if (chosen === null || typeof chosen === 'string') return chosen;
    if (chosen !== undefined)
      failType(fn, `expected rename to return a name, null or undefined for ${show(name)}, got ${show(chosen)}`);
    const found = prefixes.find(([beginning]) => name.startsWith(beginning));
    return found === undefined ? name : found[1] + name.slice(found[0].length);
  };
}

/** The new name of each of the file's names, without those left out. @throws {RangeError} if two become one. */
export function newNames(fn: string, names: Iterable<string>, options: NameOptions): Map<string, string> {
  const rename = renamer(fn, options);
  const made = new Map<string, string>();
  const from = new Map<string, string>();
  for (const name of names) {
    const to = rename(name);
    if (to === null) continue;
    if (from.has(to)) failRange(fn, `expected names that differ, got ${show(to)} of ${show(from.get(to))} and of ${show(name)}`);
    from.set(to, name);
    made.set(name, to);
  }
  for (const [to, source] of Object.entries(checkRecord(fn, 'tied', options.tied, []) as Record<string, string>)) {
    if (!from.has(source)) failRange(fn, `expected ${show(to)} to be tied to a name that is read, got ${show(source)}`);
    if (from.has(to)) failRange(fn, `expected tied names that the file has not, got ${show(to)}; leave it out with rename`);
  }
  return made;
}
