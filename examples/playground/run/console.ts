/** The console of a program: prints as Node does. */
import { format, inspect } from 'node-inspect-extracted';

export type Level = 'log' | 'warn' | 'error';

const LONGEST = 100_000;

/** Replaces what the global console does for the methods that print. */
export function replaceConsole(print: (level: Level, text: string) => void): void {
  let indent = '';
  const timers = new Map<string, number>();
  const write = (level: Level, text: string): void => {
    const whole = text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
    print(level, whole.replace(/^/gm, indent));
  };
  const at =
    (level: Level) =>
    (...values: unknown[]): void =>
      write(level, format(...values));
  const timed = (label: string): string | undefined => {
    const begun = timers.get(label);
    return begun === undefined ? undefined : `${label}: ${(performance.now() - begun).toFixed(3)}ms`;
  };
  const group = (...values: unknown[]): void => {
    if (values.length > 0) write('log', format(...values));
    indent += '  ';
  };
  Object.assign(console, {
    log: at('log'),
    info: at('log'),
    debug: at('log'),
    warn: at('warn'),
    error: at('error'),
    trace: at('error'),
    table: (value: unknown) => write('log', inspect(value)),
    dir: (value: unknown, options?: object) => write('log', inspect(value, options)),
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds) write('error', values.length === 0 ? 'Assertion failed' : `Assertion failed: ${format(...values)}`);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
    time: (label = 'default') => timers.set(label, performance.now()),
    timeLog: (label = 'default') => write('log', timed(label) ?? `No such label '${label}'`),
    timeEnd: (label = 'default') => {
      write('log', timed(label) ?? `No such label '${label}'`);
      timers.delete(label);
    },
  });
}
