// Runs an error case: what PyTorch accepts must not throw; what it refuses must be refused in the library's grammar.
import { expect } from 'vitest';
import { camelCase, decode, type ErrorCase, type OpCase } from '../golden.ts';
import { call, leavesNothing, toTensor } from '../library.ts';
import { callFor } from './calls.ts';
import { misuses } from './misuse.ts';

/** A wrong dtype is a TypeError, a wrong value or shape a RangeError; snippets and mixed cases may be either. */
function kindOf(c: ErrorCase): string {
  if (!c.op || /prob_|target_2d|batch_mismatch/.test(c.id)) return 'TypeError|RangeError|Error';
  return /dtype|_int$|int_input|float_index|\/float$|_float64/.test(c.id) ? 'TypeError' : 'RangeError';
}

function attempt(c: ErrorCase): void {
  if (!c.op) {
    const misuse = misuses[c.id];
    if (!misuse) throw new Error(`no snippet for ${c.id}`);
    misuse.run();
    return;
  }
  const make = (t: OpCase['inputs'][string]): unknown => (Array.isArray(t) ? t.map(make) : toTensor(decode(t)));
  const inputs = Object.fromEntries(Object.entries(c.inputs!).map(([name, t]) => [name, make(t)]));
  const { name, args } = callFor(c.op, inputs, c.params ?? {})!;
  call(name, ...args);
}

function thrownBy(fn: () => void): unknown {
  try {
    fn();
  } catch (error) {
    return error;
  }
  return undefined;
}

export function runError(c: ErrorCase): void {
  leavesNothing(() => {
    const error = thrownBy(() => attempt(c)) as Error | undefined;
    if (c.raises === null) {
      expect(error).toBeUndefined();
      return;
    }
    const opens = c.op ? camelCase(c.op) : misuses[c.id]!.opens;
    expect(error?.message ?? 'nothing thrown').toMatch(new RegExp(`^(${opens}): `));
    expect(error!.constructor.name).toMatch(new RegExp(`^(${kindOf(c)})$`));
  });
}
