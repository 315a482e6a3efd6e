// Runs an op case: outputs and gradients within the stated tolerances, nothing left behind.
import { expect } from 'vitest';
import type { Tensor } from '../../../src/index.ts';
import { camelCase, decode, type FixtureTensor, mismatch, number, type OpCase } from '../golden.ts';
import { call, isTensor, leavesNothing, read, toTensor } from '../library.ts';
import { byName, type Result } from '../reference.ts';
import { callFor, type Inputs } from './calls.ts';

type Outputs = Record<string, Tensor>;

/** Inputs as tensors; those that the fixture has gradients for ask for them. */
function tensorsOf(c: OpCase): Inputs {
  const make = (t: FixtureTensor, name: string): Tensor =>
    toTensor(decode(t), { requiresGrad: c.grads !== undefined && name in c.grads });
  return Object.fromEntries(
    Object.entries(c.inputs).map(([name, t]) => [
      name,
      Array.isArray(t) ? t.map((u, k) => make(u, `${name}.${k}`)) : make(t, name),
    ]),
  );
}

/** The input that a gradient's name speaks of: `input`, or `tensors.1` of a list. */
function inputNamed(inputs: Inputs, name: string): Tensor {
  const [list, index] = name.split('.') as [string, string?];
  return (index === undefined ? inputs[list] : (inputs[list] as Tensor[])[Number(index)]) as Tensor;
}

/** Gradient clipping works on parameters that have gradients, not on inputs. */
function clip(c: OpCase, grads: Tensor[]): Outputs {
  const parameters = grads.map((g) => {
    const p = g.clone().requiresGrad_();
    p.grad = g.clone();
    return p;
  });
  const { max_norm, clip_value, norm_type } = c.params;
  const options = norm_type === undefined ? {} : { normType: number(norm_type) };
  const result = call(
    `nn.utils.${camelCase(c.op)}`,
    parameters,
    ...(max_norm === undefined ? [clip_value] : [max_norm, options]),
  );
  const clipped = Object.fromEntries(parameters.map((p, k) => [`grads.${k}`, p.grad as Tensor]));
  return isTensor(result) ? { total_norm: result, ...clipped } : clipped;
}

function outputsOf(c: OpCase, inputs: Inputs): Outputs {
  if (c.op.startsWith('clip_grad')) return clip(c, inputs['grads'] as Tensor[]);
  const found = callFor(c.op, inputs, c.params);
  if (!found) throw new Error(`no call for ${c.op}`);
  const result = byName(call(found.name, ...found.args) as Result<Tensor>, isTensor);
  const { running_mean, running_var } = inputs as { running_mean?: Tensor; running_var?: Tensor };
  return 'running_mean' in c.outputs ? { ...result, running_mean: running_mean!, running_var: running_var! } : result;
}

function checkGradients(c: OpCase, inputs: Inputs, outputs: Outputs): void {
  const target = outputs['out'] ?? outputs['values']!;
  const given = Object.values(c.grad_outputs ?? {})[0];
  if (target.requiresGrad) target.backward(given ? { gradient: toTensor(decode(given)) } : {});
  for (const [name, want] of Object.entries(c.grads!)) {
    const input = inputNamed(inputs, name);
    const got = input.grad ?? (call('zerosLike', input) as Tensor);
    expect(mismatch(read(got), want, c.grads64?.[name], c.tol[`grad.${name}`]!), `gradient of ${name}`).toBeUndefined();
  }
}

export function runOp(c: OpCase): void {
  leavesNothing(() => {
    const inputs = tensorsOf(c);
    const outputs = outputsOf(c, inputs);
    for (const [name, want] of Object.entries(c.outputs))
      expect(mismatch(read(outputs[name]!), want, c.outputs64?.[name], c.tol[name]!), name).toBeUndefined();
    if (c.grads && Object.keys(c.grads).length > 0) checkGradients(c, inputs, outputs);
  });
}
