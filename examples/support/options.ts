/** Command-line flags: their meaning, their defaults, and one clear line for a flag that is wrong. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** A flag: its default, the placeholder for its value in the help, its meaning, and how to read it. */
interface Flag<T> {
  value: T;
  sign: string;
  meaning: string;
  read(flag: string, text: string): T;
}

function readNumber(flag: string, text: string, expected: string, fits: (value: number) => boolean): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !fits(value)) throw new Error(`--${flag}: expected ${expected}, got '${text}'`);
  return value;
}

const readInteger = (flag: string, text: string, least: number): number =>
  readNumber(flag, text, `an integer of at least ${least}`, (value) => Number.isInteger(value) && value >= least);

/** A whole number of at least `least`. */
export const integer = (meaning: string, value: number, least = 1): Flag<number> => ({
  value,
  sign: 'N',
  meaning,
  read: (flag, text) => readInteger(flag, text, least),
});

/** A number above 0. */
export const real = (meaning: string, value: number): Flag<number> => ({
  value,
  sign: 'X',
  meaning,
  read: (flag, text) => readNumber(flag, text, 'a number above 0', (value) => value > 0),
});

/** Whole numbers separated by commas. */
export const integers = (meaning: string, value: number[]): Flag<number[]> => ({
  value,
  sign: 'N[,N…]',
  meaning,
  read: (flag, text) => text.split(',').map((part) => readInteger(flag, part, 1)),
});

/** Any text. */
export const text = (sign: string, meaning: string, value: string): Flag<string> => ({
  value,
  sign,
  meaning,
  read: (_, given) => given,
});

/** A folder to write to, which is made if it is not there: what is trained for long must not be lost for want of one. */
export const folder = (meaning: string, value: string): Flag<string> => ({
  value,
  sign: 'DIR',
  meaning,
  read: (flag, path) => {
    try {
      mkdirSync(path, { recursive: true });
      accessSync(path, constants.W_OK);
      return path;
    } catch (error) {
      throw new Error(
        `--${flag}: expected a folder that can be written to, got '${path}' (${(error as NodeJS.ErrnoException).code})`,
      );
    }
  },
});

/** The seed, a flag of every example. */
export const seed = (): Flag<number> => integer('seed of the random numbers', 0, 0);

type Flags = Record<string, Flag<number> | Flag<string> | Flag<number[]>>;
type Values<F extends Flags> = { [K in keyof F]: F[K]['value'] };

/** A command: its name, how to start it, and what it does. */
interface Command {
  name: string;
  usage?: string;
  purpose: string;
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function help({ name, usage = `npm run example -- ${name}`, purpose }: Command, flags: Flags): string {
  const rows = Object.entries(flags).map(([key, { sign, meaning, value }]) => [
    `--${dashed(key)} ${sign}`,
    value === '' ? meaning : `${meaning} (default ${value})`,
  ]);
  rows.push(['--help', 'this text']);
  const width = Math.max(...rows.map(([flag]) => (flag as string).length));
  const lines = rows.map(([flag, meaning]) => `  ${(flag as string).padEnd(width)}  ${meaning}`);
  return `${purpose}\n\n  ${usage} [flags]\n\n${lines.join('\n')}\n`;
}

/** The flag that was meant: the one with the longest common beginning, if there is any. */
function nearest(flag: string, known: readonly string[]): string {
  const common = (name: string): number => [...name].findIndex((letter, i) => letter !== flag[i]);
  const shared = (name: string): number => (common(name) < 0 ? name.length : common(name));
  const [best] = [...known].sort((a, b) => shared(b) - shared(a));
  return best !== undefined && shared(best) > 0 ? `; did you mean --${best}?` : '';
}

/** The values that were given, by flag, each as text. @throws {Error} for anything that is not a known flag with one value. */
function given(args: string[], flags: Flags): Map<string, string> {
  const signs = new Map(Object.entries(flags).map(([key, { sign }]) => [dashed(key), sign]));
  const options = Object.fromEntries([...signs.keys()].map((flag) => [flag, { type: 'string' } as const]));
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const found = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') throw new Error(`expected flags alone, got '${token.value}'`);
    if (token.kind !== 'option') continue;
    const { name, value, rawName } = token;
    const sign = signs.get(name);
    if (sign === undefined) throw new Error(`${rawName}: there is no such flag${nearest(name, [...signs.keys(), 'help'])}`);
    if (value === undefined || value.startsWith('--')) throw new Error(`--${name}: expected ${sign}, got nothing`);
    if (found.has(name)) throw new Error(`--${name}: expected one value, got '${found.get(name)}' and '${value}'`);
    found.set(name, value);
  }
  return found;
}

/**
 * The values of the flags: the field `batchSize` is the flag `--batch-size`. For `--help`, and for a flag that is wrong, prints a
 * text and ends the process.
 */
export function readOptions<F extends Flags>(command: Command, flags: F, args: string[] = process.argv.slice(2)): Values<F> {
  try {
    if (args.includes('--help')) {
      console.log(help(command, flags));
      process.exit(0);
    }
    const values = given(args, flags);
    const read = Object.entries(flags).map(([key, flag]) => [
      key,
      flag.read(dashed(key), values.get(dashed(key)) ?? String(flag.value)),
    ]);
    return Object.fromEntries(read) as Values<F>;
  } catch (error) {
    console.error(`${command.name}: ${(error as Error).message}; try --help`);
    process.exit(2);
  }
}
