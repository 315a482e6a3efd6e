/** The messages between the two threads. Other messages may use the same port: these are marked by a field. */
import { DisposedError, OutOfMemoryError, show } from '../errors.ts';
import type { Report } from './report.ts';

/** An error in a message. */
export interface Failure {
  name: string;
  message: string;
  stack: string | undefined;
}

/** The requests to a worker. */
export type Request = 'start' | 'pause' | 'resume' | 'stop' | 'predict' | 'save' | 'load' | 'call';

/** From the page: whether the worker is ready, a question, and that the last reports have been received. */
export type Question =
  | { rushlight: 'hello' }
  | { rushlight: 'ask'; id: number; request: Request; args: unknown[] }
  | { rushlight: 'heard' };

/** From the worker: that it is ready, the answer to a question, and news of the training. */
export type Answer =
  | { rushlight: 'ready' }
  | { rushlight: 'answer'; id: number; value: unknown }
  | { rushlight: 'failure'; id: number; failure: Failure }
  | { rushlight: 'reports'; reports: Report[] };

/** Whether a message is one of these. */
export const isOurs = (data: unknown): boolean => typeof data === 'object' && data !== null && 'rushlight' in data;

const KINDS: readonly (new (message: string) => Error)[] = [
  ...[TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError],
  ...[DisposedError, OutOfMemoryError],
];

export function pack(error: unknown): Failure {
  try {
    if (typeof error === 'object' && error !== null && 'message' in error) {
      const { name, message, stack } = error as Error;
      // Error.prepareStackTrace may return anything
      return { name: String(name), message: String(message), stack: typeof stack === 'string' ? stack : undefined };
    }
  } catch {
    // what it says cannot be read
  }
  return { name: 'Error', message: `expected an error to be thrown, got ${show(error)}`, stack: undefined };
}

/** The error as it was thrown, of its class if the language or the library has it. */
export function unpack({ name, message, stack }: Failure): Error {
  const Kind = KINDS.find((kind) => kind.name === name) ?? Error;
  const error = new Kind(message);
  if (error.name !== name) error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
