/** A layer's configuration, checked as it is read. */
import { checkInteger, checkNumber, failRange, failType, show } from '../errors.ts';

/** A size, or null if it is open. */
export type Dim = number | null;
/** The shape of a value in the file's layout; dim 0 is the batch. */
export type Dims = readonly Dim[];

export type Json = Readonly<Record<string, unknown>>;

export const FN = 'fromTfjs';

/** The maximum size of a dim or step. */
const LARGEST = 2 ** 31 - 1;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
/** A word in Python's spelling: 'hardSigmoid' becomes 'hard_sigmoid'. */
export const snake = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');

/** Whether an array has holes, which `map` would leave out, or one within it has. */
const isHoled = (value: unknown, depth: number): boolean =>
  Array.isArray(value) && depth > 0 && (value.includes(undefined) || value.some((item) => isHoled(item, depth - 1)));

/** A field of an object, under Python's name or JavaScript's. */
export function field(object: Json, name: string): unknown {
  const own = Object.hasOwn(object, name) ? name : camel(name);
  const value = Object.hasOwn(object, own) ? object[own] : undefined;
  if (isHoled(value, 3)) failType(FN, `expected ${name} without holes, got ${show(value)}`);
  return value;
}

/** A shape as the file writes it. */
export function dimsOf(what: string, value: unknown): Dims {
  if (!Array.isArray(value) || value.length === 0 || value.length > 8)
    failType(FN, `expected ${what} to be a shape, got ${show(value)}`);
  return value.map((size: unknown) => (size === null ? null : checkInteger(FN, what, size, 1, LARGEST)));
}

export const showDims = (dims: Dims): string => `[${dims.map(String).join(', ')}]`;

/** A layer's configuration. */
export class Config {
  /** The layer's name in the file. */
  readonly name: string;
  /** The layer's class in the file. */
  readonly kind: string;
  /** What it wraps, by the field that holds it. */
  readonly wrapped = new Map<string, Config>();
  private readonly fields: Json;

  constructor(kind: string, name: string, fields: Json) {
    this.kind = kind;
    this.name = name;
    this.fields = fields;
  }

  /** How messages name the layer. */
  get label(): string {
    return `${this.kind} '${this.name}'`;
  }

  get(name: string): unknown {
    return field(this.fields, name) ?? undefined;
  }

  /** Whether another has the same settings, except for some fields. */
  isLike(other: Config, except: readonly string[]): boolean {
    const names = new Set(
      [...Object.keys(this.fields), ...Object.keys(other.fields)].filter((name) => !except.includes(snake(name))),
    );
    try {
      return [...names].every((name) => JSON.stringify(this.get(name)) === JSON.stringify(other.get(name)));
    } catch {
      // not of JSON
      return false;
    }
  }

  /** Refuses the layer for its settings. */
  refuse(message: string): never {
    return failType(FN, `expected ${message} in ${this.label}`);
  }

  /** Refuses the layer for a size that does not fit. */
  misfit(message: string): never {
    return failRange(FN, `expected ${message} in ${this.label}`);
  }

  integer(name: string, initial?: number, low = 1): number {
    return checkInteger(FN, `${name} of ${this.label}`, this.get(name) ?? initial, low, LARGEST);
  }

  number(name: string, initial: number, low?: number, high?: number): number {
    const value = this.get(name) ?? initial;
    // some writers put a number into an array of one
    return checkNumber(FN, `${name} of ${this.label}`, Array.isArray(value) ? value[0] : value, low, high);
  }

  flag(name: string, initial: boolean): boolean {
    const value = this.get(name) ?? initial;
    if (typeof value !== 'boolean') this.refuse(`${name} to be true or false, got ${show(value)}`);
    return value;
  }

  /** One of the words, in Python's spelling. */
  word<T extends string>(name: string, initial: T, words: readonly T[]): T {
    const value = this.get(name) ?? initial;
    const word = typeof value === 'string' ? (snake(value) as T) : undefined;
    if (word === undefined || !words.includes(word))
      this.refuse(`${name} to be ${words.map(show).join(' or ')}, got ${show(value)}`);
    return word;
  }

  /** `count` integers, given as one for all or as an array. */
  integers(name: string, count: number, initial: number | readonly number[] | undefined, low = 1): number[] {
    const value = this.get(name) ?? initial;
    const list: unknown[] = Array.isArray(value) ? value : Array<unknown>(count).fill(value);
    if (list.length !== count) this.misfit(`${name} of ${count} numbers, got ${show(value)}`);
    return list.map((n) => checkInteger(FN, `${name} of ${this.label}`, n, low, LARGEST));
  }

  /** Refuses an option that is set to anything but null, false, 0, or what `harmless` lists. */
  without(...names: readonly string[]): void {
    for (const name of names) {
      const value = this.get(name);
      if (value !== undefined && value !== false && value !== 0) this.refuse(`no ${name}, got ${show(value)}`);
    }
  }

  /** The name of an activation. */
  activation(name: string, initial = 'linear'): string {
    let value: unknown = this.get(name) ?? initial;
    if (isObject(value)) value = field(value, 'class_name');
    if (typeof value !== 'string') this.refuse(`${name} to be a name, got ${show(value)}`);
    return snake(value);
  }
}
