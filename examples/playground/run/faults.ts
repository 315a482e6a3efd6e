/** Errors as the page shows them, with places in the program. */
import { inspect } from 'node-inspect-extracted';
import type { Fault } from '../protocol.ts';
import type { Place } from './compile.ts';

/** `name` is what the engine calls the function, if anything. */
interface Frame {
  name: string;
  place: Place;
}

/** The lines of a stack that are in the module at `address`, as Chromium writes them, or Firefox and Safari. */
function frames(stack: string, address: string): Frame[] {
  return stack.split('\n').flatMap((text) => {
    const from = text.indexOf(address);
    if (from < 0) return [];
    const [, line, column] = /^:(\d+):(\d+)/.exec(text.slice(from + address.length)) ?? [];
    if (line === undefined) return [];
    const name = text.slice(0, from).replace(/^\s*at\s+(async\s+)?|\s*\(?$|@$/g, '');
    return { name: name === 'module code' ? '' : name, place: { line: Number(line), column: Number(column) } };
  });
}

function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return inspect(thrown);
  const { name, message, cause } = thrown;
  const own = message === '' ? name : `${name}: ${message}`;
  const parts = thrown instanceof AggregateError ? thrown.errors.map((part) => `\n  ${messageOf(part)}`).join('') : '';
  return own + parts + (cause === undefined ? '' : `\nCaused by ${messageOf(cause)}`);
}

/**
 * @param address of the module that the program became
 * @param placeOf leads from there to the program
 * @param place in the module that an event gives, for what is thrown without a stack
 */
export function faultOf(
  thrown: unknown,
  address: string,
  placeOf: (place: Place) => Place | undefined,
  place?: Place,
  prefix = 'Uncaught ',
): Fault {
  const stack = thrown instanceof Error ? String(thrown.stack) : '';
  const found = frames(stack, address).flatMap(({ name, place: generated }) => {
    const source = placeOf(generated);
    return source === undefined ? [] : { name, place: source };
  });
  const first = found[0]?.place ?? (place && placeOf(place));
  return {
    message: prefix + messageOf(thrown),
    trace: found.map(({ name, place: { line, column } }) => `at ${name === '' ? '' : `${name}, `}line ${line}, column ${column}`),
    ...first,
  };
}
