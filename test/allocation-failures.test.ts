// Memory that runs out in the midst of an op: for every row of the ops table, each allocation in turn.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { bits, expectNamed, failingAt, live } from './support/failing.ts';
import { call, isTensor, type Layout, start, toArguments, toTensor } from './support/library.ts';
import { rows } from './support/optable/all.ts';
import { isConstant, type Sample } from './support/optable.ts';
import { Random } from './support/random.ts';

beforeAll(start);

type Result = rl.Tensor | rl.Tensor[] | Record<string, rl.Tensor>;

const listed = (result: Result): rl.Tensor[] => (isTensor(result) ? [result] : Object.values(result));

/** Has each allocation of `run` fail in turn until none is left; `same` is what must be as before. Gives the last result. */
function each<T>(name: string, where: string, run: () => T, same: () => unknown): T {
  for (let n = 1; ; n++) {
    const [before, state] = [live(), bits(same())];
    const outcome = failingAt(n, run);
    if ('value' in outcome) return outcome.value;
    expectNamed(outcome.error, name, where);
    expect(live(), `${where}, allocation ${n}`).toBe(before);
    expect(bits(same()), `${where}, allocation ${n}`).toBe(state);
  }
}

/** The gradients of all that requires one, added up over two passes, each of which runs out of memory where `fails`. */
function gradients(name: string, args: unknown[], leaves: readonly rl.Tensor[], fails: boolean): unknown {
  const grads = (): unknown => leaves.map((t) => t.grad);
  for (let pass = 0; pass < 2; pass++) {
    const outs = listed(call(name, ...args) as Result);
    for (const y of outs.filter((y) => y.requiresGrad)) {
      const gradient = rl.full(y.shape, 0.5);
      const run = (): void => y.backward({ gradient });
      if (fails) each('backward', name, run, grads);
      else run();
      gradient.dispose();
    }
    for (const y of outs) if (!leaves.includes(y)) y.dispose();
  }
  const seen = bits(grads());
  for (const t of leaves) t.grad = null;
  return seen;
}

function check(name: string, sample: Sample, layout: Layout): void {
  const { args, tensors } = rl.scope(() =>
    toArguments(sample.args, (x) => toTensor(x, { layout, requiresGrad: sample.gradient && !isConstant(x) })),
  );
  const leaves = [...new Set(tensors)].filter((t) => t.requiresGrad);
  const short = name.split('.').at(-1) as string;
  const run = (): rl.Tensor[] => listed(call(name, ...args) as Result);
  const undisturbed = run();
  const expected = bits(undisturbed);
  for (const inside of [false, true]) {
    const outer = inside ? rl.scope() : null;
    const got = each(short, `${name}${inside ? ' in a scope' : ''}`, run, () => tensors);
    expect(bits(got), name).toBe(expected);
    for (const t of got) if (!tensors.includes(t)) t.dispose();
    outer?.dispose();
  }
  for (const t of undisturbed) if (!tensors.includes(t)) t.dispose();
  if (leaves.length > 0) expect(gradients(name, args, leaves, true), name).toBe(gradients(name, args, leaves, false));
  for (const t of tensors) t.dispose();
}

describe.each(rows)('$name', (row) => {
  it('frees what it made when memory runs out in its midst, and can be called again', () => {
    const begin = live();
    // a few of the samples: what is allocated depends on layouts and options, not on the numbers
    const samples = [...row.samples(new Random(row.name))];
    const step = Math.ceil(samples.length / 40);
    for (let i = 0; i < samples.length; i += step)
      for (const layout of row.contiguousOnly ? (['plain'] as const) : (['plain', 'strided'] as const))
        check(row.name, samples[i] as Sample, layout);
    expect(live()).toBe(begin);
  });
});
