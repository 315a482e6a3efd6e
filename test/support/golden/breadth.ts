// Runs the fixtures of ops and modules of the second round: values, gradients, buffers, initialisation and refusals.
import { expect } from 'vitest';
import type { Tensor } from '../../../src/index.ts';
import * as rl from '../../../src/index.ts';
import { camelCase, decode, type FixtureTensor, mismatch, type Params, type Tolerance } from '../golden.ts';
import { call, find, isTensor, leavesNothing, read, toTensor } from '../library.ts';
import { argumentsFor, callOp, constructModule, pathOf } from './by-signature.ts';

type Inputs = Record<string, FixtureTensor | FixtureTensor[]>;
type Stored = Record<string, FixtureTensor>;
type Given = Record<string, unknown>;

interface Results {
  inputs: Inputs;
  outputs: Stored;
  outputs64?: Stored;
  grad_outputs?: Stored;
  grads?: Stored;
  grads64?: Stored;
  tol: Record<string, Tolerance>;
}

export interface OpCase2 extends Results {
  id: string;
  kind?: undefined;
  op: string;
  params: Params;
}

export interface ModuleCase extends Results {
  id: string;
  kind: 'module';
  module: string;
  args: Params;
  mode: 'train' | 'eval';
  state?: Stored;
  seed?: number;
  call?: Params;
  self?: boolean;
  buffers?: Stored;
  buffers64?: Stored;
}

export interface InitCase2 {
  id: string;
  kind: 'module_init';
  module: string;
  args: Params;
  seed: number;
  state: Stored;
  parameters: string[];
  after: FixtureTensor;
}

export interface RefusalCase {
  id: string;
  kind: 'error';
  op?: string;
  params?: Params;
  module?: string;
  args?: Params;
  inputs?: Inputs;
  raises: { type: string } | null;
}

export interface NamesCase {
  id: string;
  kind: 'names';
  methods?: string[];
  paths?: string[];
}

export type BreadthCase = OpCase2 | ModuleCase | InitCase2 | RefusalCase | NamesCase;

function tensorsOf(inputs: Inputs, grads: Stored = {}): Given {
  const make = (t: FixtureTensor, name: string): Tensor => toTensor(decode(t), { requiresGrad: name in grads });
  return Object.fromEntries(
    Object.entries(inputs).map(([name, t]) => [
      name,
      Array.isArray(t) ? t.map((u, k) => make(u, `${name}.${k}`)) : make(t, name),
    ]),
  );
}

/** Results of any nesting, named as the fixtures name them. */
function named(result: unknown): Record<string, Tensor> {
  const flat = (r: unknown): Tensor[] => (isTensor(r) ? [r] : r === null ? [] : (r as unknown[]).flatMap(flat));
  const all = flat(result);
  return all.length === 1 && !Array.isArray(result)
    ? { out: all[0]! }
    : Object.fromEntries(all.map((t, k) => [all.length === 1 ? 'out' : `out${k}`, t]));
}

function compare(got: Record<string, Tensor>, want: Stored, want64: Stored | undefined, tol: (name: string) => Tolerance): void {
  for (const [name, stored] of Object.entries(want))
    expect(mismatch(read(got[name]!), stored, want64?.[name], tol(name)), name).toBeUndefined();
}

/** Goes back through all results at once, and compares the gradients that the case has. */
function checkGradients(c: Results, outputs: Record<string, Tensor>, leaf: (name: string) => Tensor): void {
  if (!c.grads || Object.keys(c.grads).length === 0) return;
  const roots = Object.entries(outputs).filter(([, t]) => t.requiresGrad);
  const gradients = roots.map(([name, t]) => {
    const given = c.grad_outputs?.[name];
    return given ? toTensor(decode(given)) : rl.onesLike(t);
  });
  const total = roots
    .map(([, t], k) => t.mul(gradients[k]!).sum())
    .reduce<Tensor | undefined>((sum, t) => (sum ? sum.add(t) : t), undefined);
  total?.backward();
  const got = Object.fromEntries(
    Object.keys(c.grads).map((name) => [name, leaf(name).grad ?? (call('zerosLike', leaf(name)) as Tensor)]),
  );
  compare(got, c.grads, c.grads64, (name) => c.tol[`grad.${name}`]!);
}

/** `hx.1` of a list, or a plain name. */
function inputNamed(inputs: Given, name: string): Tensor {
  const [list, index] = name.split('.') as [string, string?];
  return (index === undefined ? inputs[list] : (inputs[list] as Tensor[])[Number(index)]) as Tensor;
}

export function runOp2(c: OpCase2): void {
  leavesNothing(() => {
    const inputs = tensorsOf(c.inputs, c.grads);
    const result =
      c.op === 'ctc_of_log_softmax'
        ? callOp('ctc_loss', {
            log_probs: rl.F.logSoftmax(inputs['input'] as Tensor, -1),
            ...Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== 'input')),
            ...c.params,
          })
        : callOp(c.op, { ...inputs, ...c.params });
    const outputs =
      Array.isArray(result) && result.length === 1 && 'out0' in c.outputs ? { out0: result[0] as Tensor } : named(result);
    const { running_mean, running_var } = inputs as Record<string, Tensor>;
    compare(
      'running_mean' in c.outputs ? { ...outputs, running_mean: running_mean!, running_var: running_var! } : outputs,
      c.outputs,
      c.outputs64,
      (name) => c.tol[name]!,
    );
    checkGradients(c, outputs, (name) => inputNamed(inputs, name));
  });
}

function moduleOf(name: string, args: Params): rl.nn.Module {
  if (name !== 'TransformerEncoder') return constructModule(name, args) as rl.nn.Module;
  const { layer, num_layers, norm } = args as { layer: Params; num_layers: number; norm?: boolean };
  const encoder = constructModule('TransformerEncoderLayer', layer) as rl.nn.Module;
  const made = constructModule(name, {
    encoder_layer: encoder,
    num_layers,
    ...(norm && { norm: new rl.nn.LayerNorm(layer['d_model'] as number) }),
  }) as rl.nn.Module;
  encoder.dispose();
  return made;
}

function stateOf(stored: Stored): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(stored).map(([k, t]) => [k, toTensor(decode(t))]));
}

export function runModule(c: ModuleCase): void {
  leavesNothing(() => {
    const module = moduleOf(c.module, c.args);
    if (c.state) {
      expect(Object.keys(module.stateDict())).toEqual(Object.keys(c.state));
      module.loadStateDict(stateOf(c.state));
    }
    module.train(c.mode === 'train');
    const inputs = tensorsOf(c.inputs, c.grads);
    const forward = (module as unknown as { forward: (...args: unknown[]) => unknown }).forward.bind(module);
    const { query } = inputs;
    const given = { ...inputs, ...(c.self && { query, key: query, value: query }), ...c.call };
    const args = argumentsFor(`nn.${c.module}.forward`, given);
    if (c.seed !== undefined) rl.manualSeed(c.seed);
    const outputs = named(forward(...args));
    compare(outputs, c.outputs, c.outputs64, (name) => c.tol[name]!);
    const parameters = new Map(module.namedParameters());
    checkGradients(c, outputs, (name) =>
      name.startsWith('param.') ? (parameters.get(name.slice(6)) as Tensor) : inputNamed(inputs, name),
    );
    if (c.buffers) compare(module.stateDict(), c.buffers, c.buffers64, (name) => c.tol[`buffer.${name}`]!);
    module.dispose();
  });
}

/** Within four ulps of the largest element: torch's uniform numbers go through other roundings. */
const ULPS = 4 * 2 ** -23;

export function runModuleInit(c: InitCase2): void {
  leavesNothing(() => {
    rl.manualSeed(c.seed);
    const module = moduleOf(c.module, c.args);
    expect([...module.namedParameters()].map(([name]) => name)).toEqual(c.parameters);
    const state = module.stateDict();
    expect(Object.keys(state)).toEqual(Object.keys(c.state));
    compare(state, c.state, undefined, (name) => [0, ULPS * Math.max(...decode(c.state[name]!).data.map(Math.abs))]);
    compare({ after: rl.rand([2]) }, { after: c.after }, undefined, () => [0, 0]);
    module.dispose();
  });
}

export function runRefusal(c: RefusalCase): void {
  leavesNothing(() => {
    const inputs = tensorsOf(c.inputs ?? {});
    const attempt = (): void => {
      if (c.op) {
        callOp(c.op, { ...inputs, ...c.params });
        return;
      }
      const module = moduleOf(c.module!, c.args!) as rl.nn.Module & { forward: (...args: unknown[]) => unknown };
      try {
        module.forward(...argumentsFor(`nn.${c.module}.forward`, inputs));
      } finally {
        module.dispose();
      }
    };
    if (!c.raises) {
      expect(attempt).not.toThrow();
      return;
    }
    const opens = c.op ? pathOf(c.op).replace('F.', '') : `(${c.module}|${camelCase(c.module!)}|\\w+)`;
    expect(attempt).toThrow(new RegExp(`^${opens}: expected .*, got `));
  });
}

export function runNames(c: NamesCase): void {
  for (const method of c.methods ?? []) expect(find(`Tensor.${method}`), method).toBeTypeOf('function');
  for (const path of c.paths ?? []) expect(find(path), path).toBeTypeOf('function');
}
