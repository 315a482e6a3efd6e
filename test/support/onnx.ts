// Runs an exported file in another runtime, and compares with the model in evaluation mode, for three sizes of the batch.
import * as ort from 'onnxruntime-web';
import { expect } from 'vitest';
import * as rl from '../../src/index.ts';
import { type OnnxOptions, toOnnx } from '../../src/onnx/index.ts';

type Tensor = rl.Tensor;
type Model = rl.nn.Module & { forward(...inputs: never[]): unknown };

ort.env.wasm.numThreads = 1;

/** A model whose forward is a function of its parts and its inputs. */
class Custom<Parts extends object> extends rl.nn.Module {
  readonly run: (parts: Parts, ...inputs: Tensor[]) => unknown;
  constructor(parts: Parts, run: (parts: Parts, ...inputs: Tensor[]) => unknown) {
    super();
    this.run = run;
    Object.assign(this, parts);
  }
  forward(...inputs: Tensor[]): unknown {
    return this.run(this as unknown as Parts, ...inputs);
  }
}
export const custom = <Parts extends object>(
  parts: Parts,
  run: (parts: Parts, x: Tensor, y: Tensor, z: Tensor) => unknown,
): Custom<Parts> => new Custom(parts, run as (parts: Parts, ...inputs: Tensor[]) => unknown);
/** An op by itself. */
export const op = (run: (x: Tensor, y: Tensor, z: Tensor) => unknown): Custom<object> =>
  new Custom({}, (_, ...inputs) => (run as (...inputs: Tensor[]) => unknown)(...inputs));

/** A function of tensors as a model. */
export class Listed extends Custom<object> {
  constructor(run: (...inputs: Tensor[]) => unknown) {
    super({}, (_, ...inputs) => run(...inputs));
  }
}

/** The tensors of a result in order. */
const outputsOf = (result: unknown): Tensor[] => {
  if (result === null) return [];
  return result instanceof rl.Tensor ? [result] : Object.values(result as object).flatMap(outputsOf);
};

/** A tensor as the other runtime takes it. */
const valuesOf = (t: Tensor): ort.Tensor => new ort.Tensor(t.dtype as 'float32', t.toTypedArray() as Float32Array, [...t.shape]);

function expectNear(got: ort.Tensor, want: Tensor, name: string): void {
  expect(got.dims, name).toEqual(want.shape);
  expect(got.type, name).toBe(want.dtype);
  const [found, values] = [got.data as Float32Array, want.toTypedArray()];
  const largest = Array.from<number>(values).reduce((m, v) => (Number.isFinite(v) ? Math.max(m, Math.abs(v)) : m), 1);
  const most = want.dtype === 'float32' ? 1e-5 * largest : 0;
  for (let i = 0; i < values.length; i++) {
    const error = Math.abs(found[i]! - values[i]!);
    if (Object.is(found[i], values[i]) || found[i] === values[i]) continue;
    if (!(error <= most)) expect.fail(`${name}: ${found[i]} at ${i}, not ${values[i]}`);
  }
}

/** Runs a file on inputs, and expects what the model gives. */
export async function expectSame(session: ort.InferenceSession, model: Model, inputs: readonly Tensor[]): Promise<void> {
  const got = await session.run(Object.fromEntries(inputs.map((t, i) => [session.inputNames[i]!, valuesOf(t)])));
  rl.scope(() => {
    const want = outputsOf((model.forward as (...inputs: Tensor[]) => unknown)(...inputs));
    expect(session.outputNames.length).toBe(want.length);
    want.forEach((t, i) => expectNear(got[session.outputNames[i]!]!, t, session.outputNames[i]!));
  });
}

/** `size` entries of the example along its batch's dim, with new values where they are floats. */
function batchOf(example: Tensor, dim: number | null, size: number): Tensor {
  if (dim === null) return example.clone();
  const copies = Array.from({ length: Math.ceil(size / example.shape[dim]!) }, () => example);
  const batch = rl.cat(copies, dim).narrow(dim, 0, size).clone();
  return batch.dtype === 'float32' ? batch.normal_() : batch;
}

/** Exports, and compares on a batch of the example's size, on one row, and on a larger batch; gives the outputs' names. */
export async function checkExport(
  make: () => Model,
  examples: () => Tensor | Tensor[],
  options?: OnnxOptions,
): Promise<readonly string[]> {
  const model = make();
  const given = rl.scope(examples);
  const inputs = Array.isArray(given) ? given : [given];
  const dims = inputs.map((_, i) => (options?.batchDims ? options.batchDims[i]! : 0));
  const bytes = rl.scope(() => toOnnx(model as rl.nn.Module & { forward(x: Tensor): unknown }, given as Tensor, options));
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  model.eval();
  const own = inputs[0]!.shape[dims[0] ?? 0]!;
  for (const size of [own, 1, 5]) {
    const batch = rl.scope(() => inputs.map((t, i) => batchOf(t, dims[i]!, size)));
    await expectSame(session, model, batch);
    for (const t of batch) t.dispose();
  }
  await session.release();
  for (const owned of [...inputs, model]) owned.dispose();
  return session.outputNames;
}
