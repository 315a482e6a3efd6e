/** Writes modules as TensorFlow.js models. */
import { unrecorded } from '../autograd/tape.ts';
import { isTensor } from '../core.ts';
import { tensor } from '../create/values.ts';
import { checkOptions, failRange, failType, show } from '../errors.ts';
import { checkText } from '../io/header.ts';
import { Module } from '../nn/module.ts';
import { patched, untouched } from '../nn/untouched.ts';
import { indexSelect } from '../ops/index/index-select.ts';
import { detach } from '../ops/shape/copies.ts';
import { view } from '../ops/shape/reshape.ts';
import { takes } from '../options.ts';
import { scope } from '../scope.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { withTracer } from '../tracing.ts';
import { FN, type Out, type Site, Writer } from './writer.ts';
import { opWriter } from './writers/ops.ts';
import { recurrentRules } from './writers/recurrent.ts';
import { type Rule, simpleRules, type Write } from './writers/simple.ts';
import { windowRules } from './writers/windows.ts';

/** Options of `toTfjs`. */
export interface ToTfjsOptions {
  /** A batch of the model's input, or of each of its inputs: all sizes but the first are those of the file. */
  example: Tensor | readonly Tensor[];
}

/** The files of a model by name. */
export interface TfjsFiles extends Record<string, string | Uint8Array<ArrayBuffer>> {
  /** The layers and the list of weights. */
  'model.json': string;
  /** The weights. */
  'group1-shard1of1.bin': Uint8Array<ArrayBuffer>;
}

const SHARD = 'group1-shard1of1.bin';

function examplesOf(given: unknown): readonly Tensor[] {
  const list: unknown = isTensor(given) ? [given] : Array.isArray(given) ? [...given] : given;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isTensor))
    failType(FN, `expected example to be a tensor, or an array of them, got ${show(given)}`);
  for (const t of list as Tensor[]) {
    t.check(FN);
    if (t.dtype === 'bool') failType(FN, 'expected example of dtype float32 or int32, got bool');
    if (t.ndim < 2 && t.dtype === 'float32') failRange(FN, `expected example of at least 2 dims, got ${showShape(t.sizes)}`);
    if (t.numel === 0 || t.ndim === 0) failRange(FN, `expected example with samples in dim 0, got ${showShape(t.sizes)}`);
  }
  return list as Tensor[];
}

/** `count` samples of the example, repeated if necessary. */
function batchOf(example: Tensor, count: number): Tensor {
  const n = example.sizes[0] as number;
  const rows = unrecorded(() => indexSelect(detach(example), 0, tensor(Int32Array.from({ length: count }, (_, i) => i % n))));
  return rows.dtype === 'float32' ? rows.requiresGrad_() : rows;
}

/** Runs `fn` in evaluation mode with every parameter recorded, then restores both. */
function prepared<T>(model: Module, fn: (frozen: ReadonlySet<unknown>) => T): T {
  const frozen = model.parameters().filter((p) => !p.requiresGrad);
  return untouched(FN, model, () => {
    model.eval();
    try {
      for (const p of frozen) p.requiresGrad_(true);
      return fn(new Set(frozen));
    } finally {
      for (const p of frozen) p.requiresGrad_(false);
    }
  });
}

/** How a module is written, if its class is known and its `forward` is not overridden. */
function ruleFor(rules: readonly Rule[], module: Module): Write | undefined {
  const found = rules.find(([type]) => module instanceof type && module.forward === (type.prototype as Module).forward);
  return found?.[1];
}

/** A recording of what a model does while it runs. */
class Recording {
  readonly w = new Writer();
  private readonly values = new Map<Tensor, Out>();
  private readonly rules = [...simpleRules(), ...windowRules(), ...recurrentRules()];
  private readonly frozen: ReadonlySet<unknown>;
  /** Above 0 within a module that is written as a whole. */
  private inside = 0;

  constructor(frozen: ReadonlySet<unknown>) {
    this.frozen = frozen;
  }

  private read(site: Site, t: unknown): Out {
    const found = isTensor(t) ? this.values.get(t) : undefined;
    return found ?? failType(FN, `expected inputs that come from the model's, got others in ${site.label}`);
  }

  /** A result that is also an argument becomes another tensor, so that both keep their values in the file. */
  private apart(out: unknown, args: readonly unknown[]): unknown {
    if (!isTensor(out) || !args.includes(out)) return out;
    this.inside++;
    try {
      return view(out, out.sizes);
    } finally {
      this.inside--;
    }
  }

  private call(
    module: Module,
    path: string,
    write: Write | undefined,
    forward: (...args: unknown[]) => unknown,
    args: unknown[],
  ) {
    if (write === undefined || this.inside > 0) return forward(...args);
    this.inside++;
    let out: unknown;
    try {
      out = forward(...args);
    } finally {
      this.inside--;
    }
    out = this.apart(out, args);
    const result = Array.isArray(out) ? (out[0] as unknown) : out;
    const kind = module.constructor.name;
    const plain = path.replace(/\W/g, '_');
    checkText(FN, kind);
    const own = module.parameters();
    const site: Site = {
      name: /^[A-Za-z]/.test(plain) ? plain : `${kind.toLowerCase()}${plain === '' ? '' : `_${plain}`}`,
      label: path === '' ? kind : `${kind} '${path}'`,
      module,
      trainable: own.length === 0 || own.some((p) => !this.frozen.has(p)),
    };
    if (!isTensor(result)) failType(FN, `expected layers that return tensors, got ${show(result)} from ${site.label}`);
    const inputs = args.filter((a) => a !== undefined && a !== null).map((a) => this.read(site, a));
    this.values.set(result, write(this.w, site, inputs, result.sizes, module));
    return out;
  }

  private patched<T>(model: Module, fn: () => T): T {
    const paths = new Map<Module, string>();
    for (const [path, module] of model.namedModules()) if (!paths.has(module)) paths.set(module, path);
    const replace = (module: Module, forward: (...args: unknown[]) => unknown) => {
      const write = ruleFor(this.rules, module);
      return (...args: unknown[]) => this.call(module, paths.get(module) as string, write, forward, args);
    };
    return patched(paths.keys(), replace, fn);
  }

  /** Runs the model; returns the inputs and the output as values of the file. */
  run(model: Module, examples: readonly Tensor[]): { inputs: Out[]; output: Out } {
    const inputs = examples.map((t, i) => {
      const value = this.w.input(examples.length === 1 ? 'input' : `input_${i + 1}`, t.sizes, t.dtype);
      this.values.set(t, value);
      return value;
    });
    const ops = opWriter();
    let refused: unknown;
    const out = this.patched(model, () =>
      withTracer(
        (t, op, from, how) => {
          // anything that does not come from the inputs is a constant
          if (this.inside > 0 || refused !== undefined || !from.some((x) => this.values.has(x))) return;
          const site: Site = { name: op.toLowerCase(), label: `the op ${op}`, module: null, trainable: true };
          // thrown after the op, which would otherwise put its own name first
          try {
            const parameters = from.map((x) => (this.values.has(x) ? this.read(site, x) : x));
            this.values.set(t, ops(this.w, site, parameters, t.sizes, how));
          } catch (error) {
            refused = error;
          }
        },
        () => (model.forward as unknown as (...args: Tensor[]) => unknown).apply(model, [...examples]),
      ),
    );
    if (refused !== undefined) throw refused;
    if (!isTensor(out)) failType(FN, `expected a model that returns one tensor, got ${show(out)}`);
    const found = this.values.get(out) ?? failType(FN, 'expected an output that comes from the inputs, got another');
    const site: Site = { name: 'output', label: 'the output', module: null, trainable: true };
    return { inputs, output: found.order === null ? this.w.either(found) : this.w.plain(site, found) };
  }
}

/**
 * A model in TensorFlow.js's Layers format: `model.json` and its binary file, which `tf.loadLayersModel` reads. No file is
 * written, and the model is not changed.
 *
 * The model runs twice, in evaluation mode, on samples of the example; its calls become a functional model of layers. A module of
 * the library or from `fromTfjs` becomes one layer or a few; in custom modules, operations on shapes, sums, products and
 * activations are converted, too. Images have their channels last there: (N, C, H, W) here becomes (N, H, W, C), and (N, H, W, C)
 * here, as in models from `fromTfjs`, stays so. Sequences whose first layer is a convolution, (N, C, L) here, are (N, L, C)
 * there.
 *
 * @throws {TypeError} for a module or an op that TensorFlow.js has no layers for, by name: for example PyTorch's GRU, since it
 *   resets the state after its product. @throws {RangeError} for an example without samples.
 */
export function toTfjs(model: Module, options: ToTfjsOptions): TfjsFiles {
  takes(FN, 2, arguments);
  if (!(model instanceof Module)) failType(FN, `expected model to be a Module, got ${show(model)}`);
  checkOptions(FN, options, ['example']);
  const given = examplesOf(options?.example);
  return scope(() =>
    prepared(model, (frozen) => {
      // anything that depends on the batch size shows in the second run
      const [files, other] = [2, 3].map((count) => {
        const recording = new Recording(frozen);
        const { inputs, output } = recording.run(
          model,
          given.map((t) => batchOf(t, count)),
        );
        recording.w.settle(inputs.map((input) => recording.w.either(input)));
        recording.w.keepOnly(output);
        return filesOf(recording.w, inputs, output);
      }) as [TfjsFiles, TfjsFiles];
      if (files['model.json'] !== other['model.json'])
        failType(FN, 'expected a model that does the same for every batch, got one that depends on its size');
      return files;
    }),
  );
}

function filesOf({ layers, specs, data }: Writer, inputs: readonly Out[], output: Out): TfjsFiles {
  const config = {
    name: 'model',
    layers,
    input_layers: inputs.map(({ ref: [name] }) => [name, 0, 0]),
    output_layers: [[...output.ref, 0]],
  };
  const json = {
    format: 'layers-model',
    generatedBy: 'rushlight',
    convertedBy: null,
    modelTopology: { class_name: 'Model', config, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' },
    weightsManifest: [{ paths: [SHARD], weights: specs }],
  };
  const bytes = new Uint8Array(data.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of data) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return { 'model.json': JSON.stringify(json), [SHARD]: bytes };
}
