// float64 references, by the name under which the library exports the op. They take the library's own
// arguments, with Nd in the place of Tensor, so that one argument list drives both.
import { activations } from './reference/activation.ts';
import { attentions } from './reference/attention.ts';
import { convolutions } from './reference/conv.ts';
import { countings } from './reference/counting.ts';
import { creations } from './reference/create.ts';
import { distances } from './reference/distance.ts';
import { einsum } from './reference/einsum.ts';
import { elementwise } from './reference/elementwise.ts';
import { indexing } from './reference/gather.ts';
import { products } from './reference/linalg.ts';
import { losses } from './reference/loss.ts';
import type { Nd } from './reference/nd.ts';
import { norms } from './reference/norm.ts';
import { rearrangements } from './reference/rearrange.ts';
import { reductions } from './reference/reduce.ts';
import { shapes } from './reference/shape.ts';
import { softmaxes } from './reference/softmax.ts';

/** One result, several, or several by name. */
export type Result<T> = T | T[] | Record<string, T>;

const table = {
  ...creations,
  ...elementwise,
  ...reductions,
  ...products,
  einsum,
  ...shapes,
  ...rearrangements,
  ...indexing,
  ...countings,
  ...softmaxes,
  ...activations,
  ...losses,
  ...convolutions,
  ...norms,
  ...attentions,
  ...distances,
};

export const references: Readonly<Record<string, (...args: never[]) => Result<Nd>>> = table;

/** Runs the reference of that name. */
export function refer(name: string, args: readonly unknown[]): Result<Nd> {
  const f = references[name] as ((...args: readonly unknown[]) => Result<Nd>) | undefined;
  if (!f) throw new Error(`no reference for ${name}`);
  return f(...args);
}

/** Every result by name: a single one is `out`, those of a list are `0`, `1` … */
export function byName<T>(result: Result<T>, isOne: (value: unknown) => value is T): Record<string, T> {
  return isOne(result) ? { out: result } : (Object.fromEntries(Object.entries(result)) as Record<string, T>);
}
