// The references themselves, against PyTorch's float64 results: what the op tests trust must be right first.
import { describe, expect, it } from 'vitest';
import { callFor } from './support/golden/calls.ts';
import { decode, load, mismatch, type OpCase, type Tolerance } from './support/golden.ts';
import { isNd, map, type Nd } from './support/reference/nd.ts';
import { byName, refer } from './support/reference.ts';

/** What the references leave out: gradient clipping is checked on the library alone. */
const NOT_A_FUNCTION = ['clip_grad_norm_', 'clip_grad_value_'];

/** A number operand counts as its nearest float32 here, but as itself in PyTorch's float64 results. */
const TOLERANCE = (c: OpCase): Tolerance => [typeof c.params['other'] === 'number' ? 1e-7 : 1e-9, 1e-12];

const decodeInput = (t: OpCase['inputs'][string]): Nd | Nd[] => (Array.isArray(t) ? t.map(decode) : decode(t));

function outputs(c: OpCase): Record<string, Nd> {
  const inputs = Object.fromEntries(Object.entries(c.inputs).map(([name, t]) => [name, decodeInput(t)]));
  const { name, args } = callFor(c.op, inputs, c.params)!;
  const result = byName(refer(name, args), isNd);
  if (!('running_mean' in c.outputs)) return result;
  return { ...result, running_mean: inputs['running_mean'] as Nd, running_var: inputs['running_var'] as Nd };
}

for (const file of ['softmax', 'nll_loss', 'cross_entropy', 'tensor_ops', 'nn_ops'])
  describe(`reference ${file}`, () => {
    const cases = (load(file).cases as OpCase[]).filter((c) => !NOT_A_FUNCTION.includes(c.op));
    it.each(cases.map((c) => [c.id, c] as const))('%s', (_, c) => {
      for (const [name, got] of Object.entries(outputs(c))) {
        const [want, want64] = [c.outputs[name]!, c.outputs64?.[name]];
        const exact = c.tol[name]![0] === 0 && c.tol[name]![1] === 0;
        expect(
          exact || !want64 ? mismatch(map(got, Math.fround), want, undefined, [0, 0]) : mismatch(got, want, want64, TOLERANCE(c)),
        ).toBeUndefined();
      }
    });
  });
