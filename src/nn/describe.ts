/** A model's modules, layer by layer, as a table. */
import { noGrad } from '../autograd/tape.ts';
import { isTensor } from '../core.ts';
import { failType, show } from '../errors.ts';
import { takes } from '../options.ts';
import { defaultGenerator } from '../random.ts';
import { scope } from '../scope.ts';
import { numelOf, type Shape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { changeable, Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** A module of a model. */
export interface DescribedLayer {
  /** Its path, as in `namedModules()`; '' for the model itself. */
  readonly name: string;
  /** Its class. */
  readonly type: string;
  /** Its depth below the model. */
  readonly depth: number;
  /** How often its `forward` was called. */
  readonly calls: number;
  /** The shapes of the tensors that its last call returned; none if it was not called. */
  readonly outputs: readonly Shape[];
  /**
   * The number of elements of its own parameters, without those of its submodules. A shared parameter counts at its first
   * occurrence.
   */
  readonly parameters: number;
  /** How many of them are trained. */
  readonly trainable: number;
}

/** What `describe` returns: rows of data that print as a table. */
export class Description {
  /** The modules, the model first, each once. */
  readonly rows: readonly DescribedLayer[];
  /** The number of elements of all parameters. */
  readonly parameters: number;
  /** How many of them are trained. */
  readonly trainable: number;
  /** The number of elements of all buffers. */
  readonly buffers: number;

  /** @internal */
  constructor(rows: readonly DescribedLayer[], buffers: number) {
    this.rows = Object.freeze(rows.map((row) => Object.freeze(row)));
    this.parameters = rows.reduce((sum, row) => sum + row.parameters, 0);
    this.trainable = rows.reduce((sum, row) => sum + row.trainable, 0);
    this.buffers = buffers;
    Object.freeze(this);
  }

  /** The table: a line for each module in columns of fixed width, and the totals below. */
  toString(): string {
    const head = ['layer', 'type', 'output', 'parameters'];
    const body = this.rows.map(({ name, type, depth, calls, outputs, parameters }) => [
      `${'  '.repeat(depth)}${name.slice(name.lastIndexOf('.') + 1)}`,
      type,
      calls === 0 ? 'not called' : `${outputs.map(showShape).join(', ')}${calls > 1 ? ` × ${calls}` : ''}`,
      parameters === 0 ? '' : count(parameters),
    ]);
    const widths = head.map((title, i) => Math.max(title.length, ...body.map((cells) => cells[i]?.length ?? 0)));
    const line = (cells: readonly string[]): string =>
      cells
        .map((cell, i) => (i === 3 ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number)))
        .join('  ')
        .trimEnd();
    const rule = '─'.repeat(widths.reduce((a, b) => a + b + 2, -2));
    const sum = `${count(this.parameters)} parameters, ${count(this.trainable)} of them trained`;
    const buffers = this.buffers === 0 ? '' : `; ${count(this.buffers)} elements in buffers`;
    return [line(head), rule, ...body.map(line), rule, `${sum}${buffers}`].join('\n');
  }

  /** @internal What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** A whole number with commas between thousands. */
const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** The shapes of the tensors in a result, in order: in arrays, maps, sets and objects. */
function shapesIn(value: unknown, above: readonly unknown[] = []): Shape[] {
  if (isTensor(value)) return [value.shape];
  if (typeof value !== 'object' || value === null || above.includes(value)) return [];
  const parts = value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
  return parts.flatMap((part) => shapesIn(part, [...above, value]));
}

/** What a module's calls returned. */
interface Calls {
  calls: number;
  outputs: readonly Shape[];
}

/** Runs `fn` and records every call of a module's `forward`, in evaluation mode and without gradients. */
function watched(modules: readonly Module[], fn: () => void): Map<Module, Calls> {
  const noted = new Map<Module, Calls>();
  const before = modules.map((module) => ({
    module,
    training: module.training,
    own: Object.getOwnPropertyDescriptor(module, 'forward'),
  }));
  const stream = defaultGenerator.words.slice();
  try {
    for (const module of modules) {
      const forward = module.forward as (...inputs: unknown[]) => unknown;
      const value = (...inputs: unknown[]): unknown => {
        const output = forward.apply(module, inputs);
        noted.set(module, { calls: (noted.get(module)?.calls ?? 0) + 1, outputs: Object.freeze(shapesIn(output)) });
        return output;
      };
      Object.defineProperty(module, 'forward', { value, configurable: true, writable: true, enumerable: false });
      module.training = false;
    }
    scope(() => noGrad(fn));
  } finally {
    for (const { module, training, own } of before) {
      if (own === undefined) delete (module as { forward?: unknown }).forward;
      else Object.defineProperty(module, 'forward', own);
      module.training = training;
    }
    defaultGenerator.words.set(stream);
  }
  return noted;
}

/**
 * Describes a model by running it once on an example, in evaluation mode and without gradients: its modules, the shapes of their
 * outputs, and their parameters. `console.log(String(describe(model, example)))` prints a table; `rows` has the same as data. The
 * model is not changed.
 *
 * @param example what `forward` takes: a tensor, or an array of its inputs.
 * @throws {TypeError} unless given a model and tensors. It also throws whatever the model throws on the example.
 */
export function describe(model: Module, example: Tensor | readonly Tensor[]): Description {
  const fn = 'describe';
  takes(fn, 2, arguments);
  if (!(model instanceof Module)) failType(fn, `expected model to be a Module, got ${show(model)}`);
  const inputs: readonly unknown[] = Array.isArray(example) ? [...example] : [example];
  if (inputs.length === 0 || !inputs.every(isTensor))
    failType(fn, `expected example to be a tensor, or an array of the model's inputs, got ${show(example)}`);
  for (const t of inputs) (t as Tensor).check(fn);
  const named = model.namedModules();
  const noted = watched(
    changeable(
      fn,
      named.map(([, module]) => module),
      true,
    ),
    () => void (model.forward as (...inputs: unknown[]) => unknown)(...inputs),
  );
  const seen = new Set<Parameter>();
  const rows = named.map(([name, module]) => {
    const own = Object.values(module).filter((value): value is Parameter => value instanceof Parameter && !seen.has(value));
    for (const parameter of own) seen.add(parameter);
    const elements = (parameters: readonly Parameter[]): number => parameters.reduce((sum, { sizes }) => sum + numelOf(sizes), 0);
    return {
      name,
      type: module.constructor.name,
      depth: name === '' ? 0 : name.split('.').length,
      calls: noted.get(module)?.calls ?? 0,
      outputs: noted.get(module)?.outputs ?? Object.freeze([]),
      parameters: elements(own),
      trainable: elements(own.filter(({ requiresGrad }) => requiresGrad)),
    };
  });
  return new Description(
    rows,
    model.buffers().reduce((sum, { numel }) => sum + numel, 0),
  );
}
