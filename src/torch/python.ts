/** Values and names in Python. */
import { failType, show } from '../errors.ts';
import { checkText } from '../io/header.ts';
import { float } from '../nn/repr.ts';

const KEYWORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import ' +
    'in is lambda nonlocal not or pass raise return try while with yield self torch nn F super float getattr'
  ).split(' '),
);

/** Whether a word can name a variable or an attribute of the project. */
export const isName = (word: string): boolean => /^[A-Za-z_]\w*$/.test(word) && !KEYWORDS.has(word);

/** Whether an attribute can be written after a dot: Python changes names that begin with two underscores. */
export const isPlain = (field: string): boolean => isName(field) && !field.startsWith('__');

/** A string. @throws {RangeError} for half of a surrogate pair, which no file in UTF-8 can have. */
export function quoted(text: string): string {
  checkText('toTorch', text);
  return JSON.stringify(text);
}

/** An attribute access, `self.fc1`, or `getattr(self, "class")` for any other name. */
export const attribute = (place: string, field: string): string =>
  isPlain(field) ? `${place}.${field}` : `getattr(${place}, ${quoted(field)})`;

/** A number, if floats and integers mean the same: integers without a point. */
export function number(x: number): string {
  if (Number.isNaN(x)) return "float('nan')";
  if (Object.is(x, -0)) return '-0.0';
  if (!Number.isFinite(x)) return x > 0 ? "float('inf')" : "-float('inf')";
  return Number.isInteger(x) && Math.abs(x) < 1e15 ? String(x) : float(x);
}

/** The items of a list or tuple. */
export const list = (values: readonly (number | string)[]): string =>
  values.map((v) => (typeof v === 'number' ? number(v) : v)).join(', ');

/** A value of an option: numbers, strings, booleans, null, and arrays of them. */
export function literal(what: string, value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map((v) => literal(what, v)).join(', ')}]`;
  return failType('toTorch', `expected ${what} of numbers, strings, booleans and arrays, got ${show(value)}`);
}

/** `name=value` for each option, in order. */
export const keywords = (what: string, options: Readonly<Record<string, unknown>>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${literal(`${name} of ${what}`, value)}`)
    .join(', ');
