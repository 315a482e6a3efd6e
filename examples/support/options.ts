/** Command-line flags: their meaning, their defaults, and one clear line for a flag that is wrong. */
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
    `${meaning} (default ${value})`,
  ]);
  rows.push(['--help', 'this text']);
  const width = Math.max(...rows.map(([flag]) => (flag as string).length));
  const lines = rows.map(([flag, meaning]) => `  ${(flag as string).padEnd(width)}  ${meaning}`);
  return `${purpose}\n\n  ${usage} [flags]\n\n${lines.join('\n')}\n`;
}

/**
 * The values of the flags: the field `batchSize` is the flag `--batch-size`. For `--help`, and for a flag that is wrong, prints a
 * text and ends the process.
 */
export function readOptions<F extends Flags>(command: Command, flags: F, args: string[] = process.argv.slice(2)): Values<F> {
  try {
    const known = Object.keys(flags).map((key) => [dashed(key), { type: 'string' }] as const);
    const { values } = parseArgs({ args, options: { ...Object.fromEntries(known), help: { type: 'boolean' } } });
    if (values['help']) {
      console.log(help(command, flags));
      process.exit(0);
    }
    const read = Object.entries(flags).map(([key, flag]) => {
      const given = (values as Record<string, string | undefined>)[dashed(key)];
      return [key, given === undefined ? flag.value : flag.read(dashed(key), given)];
    });
    return Object.fromEntries(read) as Values<F>;
  } catch (error) {
    console.error(`${command.name}: ${(error as Error).message.split('\n')[0]}; try --help`);
    process.exit(2);
  }
}
