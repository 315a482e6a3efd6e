// Runs a program on the library, step by step beside its meaning in float64: every value after every step, every gradient at the end.
import { near } from '../support/golden.ts';
import { SUM } from '../support/optable.ts';
import { isNd, type Nd, nd } from '../support/reference/nd.ts';
import { byName, type Result, refer } from '../support/reference.ts';
import { mapRefs, RELATIVE, type Step, type Variable, valuesOf, World } from './world.ts';

export type Library = typeof import('../../src/index.ts');
type Tensor = import('../../src/index.ts').Tensor;

/** How a run went; what was refused for a change in place ends it early. */
export interface Outcome {
  calls: number;
  gradients: number;
  refused: boolean;
  kinked: boolean;
}

/** A difference from what the program means. */
export class Fault extends Error {}

/** What the library refuses by its documentation: a value that a gradient needs was changed, or a view's base is gone. */
const REFUSALS = /was changed in place (since|through another view)|expected a view of a contiguous tensor/;

const ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, float64: Float64Array };

/** Sums, and sums of products: each term is rounded, so that terms which cancel leave more than a share of the result. */
const SUMS = new Set(
  (
    'sum mean cumsum scatterAdd matmul mm mv dot bmm addmm baddbmm addbmm addmv einsum F.linear F.bilinear F.embeddingBag ' +
    'F.conv1d F.conv2d F.convTranspose1d F.convTranspose2d F.avgPool1d F.avgPool2d'
  ).split(' '),
);

export class Runner {
  readonly world = new World();
  readonly tensors = new Map<number, Tensor>();
  readonly outcome: Outcome = { calls: 0, gradients: 0, refused: false, kinked: false };
  private readonly rl: Library;
  private readonly onValue: (step: number, id: number, values: ArrayLike<number>) => void;
  private at = 0;
  /** By how much the results of a call may be off, by its step. */
  readonly tolerances = new Map<number, readonly [number, number]>();

  constructor(rl: Library, onValue: (step: number, id: number, values: ArrayLike<number>) => void = () => {}) {
    this.rl = rl;
    this.onValue = onValue;
  }

  /** Runs from step `i` to the end, or to the end of the scope that it is in; returns where that is. */
  run(steps: readonly Step[], i = 0): number {
    while (i < steps.length && !this.outcome.refused) {
      const step = steps[i]!;
      this.at = i;
      if (step.kind === 'open') {
        this.world.run(step);
        const inside = (): void => {
          i = this.run(steps, i + 1);
        };
        if (step.what === 'noGrad') this.rl.noGrad(inside);
        else
          this.rl.scope(() => {
            inside();
            const close = steps[i - 1];
            return close?.kind === 'close' ? close.keep.map((id) => this.tensors.get(id)) : [];
          });
        continue;
      }
      try {
        this.step(step);
      } catch (error) {
        if (!(error instanceof Error) || error instanceof Fault || !REFUSALS.test(error.message) || !this.mayRefuse())
          throw error instanceof Fault ? error : new Fault(`step ${i}: ${String(error)}`, { cause: error });
        this.outcome.refused = true;
      }
      i++;
      if (step.kind === 'close') return i;
    }
    return steps.length;
  }

  private mayRefuse(): boolean {
    return this.world.conflicts || [...this.world.variables.values()].some(({ store }) => store.rebased || store.strided);
  }

  private args(args: readonly unknown[]): unknown[] {
    return mapRefs([...args], (ref) => this.tensors.get(ref)) as unknown[];
  }

  private find(name: string): (...args: unknown[]) => unknown {
    let at: unknown = this.rl;
    if (name.startsWith('Tensor.') || name.endsWith('_'))
      return (self, ...rest) => (self as Record<string, (...args: unknown[]) => unknown>)[name.replace('Tensor.', '')]!(...rest);
    for (const part of name.split('.')) at = (at as Record<string, unknown>)[part];
    return at as (...args: unknown[]) => unknown;
  }

  private step(step: Step): void {
    const { world } = this;
    if (step.kind === 'leaf') {
      const t = this.leaf(step);
      this.tensors.set(step.out, t);
      world.run(step);
      this.compare(step.out, [0, 0], 'leaf');
    } else if (step.kind === 'call') this.call(step);
    else if (step.kind === 'change') {
      const [target] = step.args as [{ ref: number }];
      this.find(step.name)(...this.args(step.args));
      world.run(step);
      this.outcome.calls++;
      // the least float32 apart: what is smaller has no more digits
      this.compare(target.ref, [1e-6, 2 ** -149], step.name);
      for (const { id } of world.sharing(world.get(target.ref))) this.compare(id, [0, 0], `${step.name}, another view`);
    } else if (step.kind === 'dispose') {
      this.tensors.get(step.id)!.dispose();
      this.tensors.delete(step.id);
      world.run(step);
    } else if (step.kind === 'backward') {
      const t = this.tensors.get(step.id)!;
      const gradient = this.rl.tensor(step.gradient, { shape: t.shape });
      try {
        t.backward({ gradient, retainGraph: step.retainGraph });
      } finally {
        gradient.dispose();
      }
      world.run(step);
    } else world.run(step);
  }

  private leaf({ shape, dtype, data, requiresGrad, layout }: Step & { kind: 'leaf' }): Tensor {
    const plain = (values: readonly number[], sizes: readonly number[]): Tensor =>
      this.rl.tensor(ARRAYS[dtype].from(values) as Float32Array, { shape: sizes, dtype: dtype as 'float32' });
    let t: Tensor;
    if (layout === 'offset') {
      const base = plain([0, 1, ...data, 1], [data.length + 3]);
      t = base.narrow(0, 2, data.length).view(shape).detach();
    } else if (layout === 'strided' && shape.length > 1) {
      const order = shape.map((_, d) => shape.length - 1 - d);
      t = plain(data, shape).permute(order).contiguous().permute(order).detach();
    } else t = plain(data, shape);
    return requiresGrad ? t.requiresGrad_() : t;
  }

  private call(step: Step & { kind: 'call' }): void {
    const result = this.find(step.name)(...this.args(step.args)) as Result<Tensor>;
    const outputs = byName(result, (value): value is Tensor => value instanceof this.rl.Tensor);
    const tolerance = this.toleranceOf(step);
    this.tolerances.set(this.at, tolerance);
    this.world.run(step);
    this.outcome.calls++;
    const names = Object.keys(step.outs);
    if (Object.keys(outputs).join() !== names.join()) throw new Fault(`${step.name} gave ${Object.keys(outputs)}`);
    for (const id of this.world.written.splice(0)) this.compare(id, SUM, `${step.name}, its argument`);
    for (const name of names) {
      this.tensors.set(step.outs[name]!, outputs[name]!);
      this.compare(step.outs[name]!, tolerance, step.name);
    }
  }

  /**
   * A mean is rounded to float32, in PyTorch too, and each deviation from it is off by as much: equal numbers have a spread. A sum
   * is off by some roundings of the sum of its terms' magnitudes.
   */
  private toleranceOf({ name, args, tolerance }: Step & { kind: 'call' }): readonly [number, number] {
    if (SUMS.has(name)) {
      const magnitudes = mapRefs(args, (ref) => {
        const x = valuesOf(this.world.get(ref));
        return x.dtype === 'float32' ? { ...x, data: x.data.map(Math.abs) } : x;
      });
      const { out } = byName(refer(name, magnitudes as unknown[]), isNd);
      return [
        tolerance[0],
        out!.data.filter(Number.isFinite).reduce((most, m) => Math.max(most, 4 * 2 ** -24 * m), tolerance[1]),
      ];
    }
    if (name !== 'std' && name !== 'var') return tolerance;
    const [first] = args as [{ ref: number }];
    const largest = valuesOf(this.world.get(first.ref)).data.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
    const off = 2 ** -23 * largest;
    return [tolerance[0], Math.max(tolerance[1], name === 'std' ? off : off * off + 2 * off * largest)];
  }

  /** Compares a variable with its meaning, and has the meaning go on from the library's values. */
  private compare(id: number, [rtol, atol]: readonly [number, number], what: string): void {
    const v = this.world.get(id);
    const t = this.tensors.get(id)!;
    const want = valuesOf(v);
    const where = `${what}: variable v${id}`;
    if (t.shape.join() !== want.shape.join()) throw new Fault(`${where} has shape [${t.shape}], not [${want.shape}]`);
    if (t.dtype !== want.dtype) throw new Fault(`${where} has dtype ${t.dtype}, not ${want.dtype}`);
    const got = t.toTypedArray();
    // with NaN no number would be near another, with infinity every one
    const largest = want.data.filter(Number.isFinite).reduce((m, x) => Math.max(m, Math.abs(x)), 1);
    for (let i = 0; i < got.length; i++) {
      const expected = rtol === 0 && t.dtype === 'float32' ? Math.fround(want.data[i]!) : want.data[i]!;
      if (!near(got[i]!, expected, [rtol, atol * largest])) throw new Fault(`${where} is ${got[i]} at ${i}, not ${expected}`);
    }
    this.world.write(v, got);
    this.onValue(this.at, id, got);
  }

  /** What every leaf's gradient must be, and by how much it may be off. */
  expectedGradients(): Map<number, { want: Nd; allowed: number[] }> {
    const found = new Map<number, { want: Nd; allowed: number[] }>();
    for (const [id, { value, magnitude }] of this.world.gradients) {
      const v = this.world.variables.get(id);
      if (v !== undefined)
        found.set(id, { want: nd(v.shape, value), allowed: Array.from(magnitude, (m) => RELATIVE * m + 1e-6) });
    }
    return found;
  }

  /** Compares every variable that is left, and every gradient. */
  finish(): Outcome {
    if (this.outcome.refused) return this.outcome;
    this.at = -1;
    for (const id of this.world.variables.keys()) this.compare(id, [0, 0], 'at the end');
    this.outcome.kinked = this.world.kinked;
    if (this.outcome.kinked) return this.outcome;
    for (const [id, { want, allowed }] of this.expectedGradients()) {
      const { grad } = this.tensors.get(id)!;
      if (grad === null && want.data.every((v) => v === 0)) continue;
      if (grad === null) throw new Fault(`v${id} got no gradient`);
      const got = grad.toTypedArray();
      for (let i = 0; i < got.length; i++)
        if (!(Math.abs(got[i]! - want.data[i]!) <= allowed[i]!))
          throw new Fault(`the gradient of v${id} is ${got[i]} at ${i}, not ${want.data[i]} ± ${allowed[i]}`);
      this.outcome.gradients++;
    }
    return this.outcome;
  }
}

/** Runs a program in a scope of its own, and requires that it leaves no tensor. */
export function runProgram(rl: Library, steps: readonly Step[]): Outcome {
  const before = rl.memory();
  const runner = new Runner(rl);
  let outcome: Outcome = runner.outcome;
  rl.scope(() => {
    runner.run(steps);
    outcome = runner.finish();
  });
  const after = rl.memory();
  if (after.liveBytes !== before.liveBytes || after.liveTensors !== before.liveTensors)
    throw new Fault(`left ${after.liveTensors - before.liveTensors} tensors, ${after.liveBytes - before.liveBytes} bytes`);
  return outcome;
}

const show = (value: unknown): string =>
  JSON.stringify(mapRefs(value, (ref) => `<v${ref}>`))?.replace(/"<(v\d+)>"/g, '$1') ?? 'undefined';

/** The program as one would write it. */
export function describe(steps: readonly Step[]): string {
  let indent = '';
  return steps
    .map((step) => {
      if (step.kind === 'close') indent = indent.slice(2);
      const line = indent + describeStep(step);
      if (step.kind === 'open') indent += '  ';
      return line;
    })
    .join('\n');
}

function describeStep(step: Step): string {
  switch (step.kind) {
    case 'leaf': {
      const options = { shape: step.shape, dtype: step.dtype, requiresGrad: step.requiresGrad };
      return `const v${step.out} = tensor(${JSON.stringify(step.data)}, ${JSON.stringify(options)}); // ${step.layout}`;
    }
    case 'call': {
      const names = Object.entries(step.outs).map(([key, id]) => (key === 'out' ? `v${id}` : `${key}: v${id}`));
      const target = names.length === 1 && 'out' in step.outs ? names[0] : `{ ${names.join(', ')} }`;
      return `const ${target} = ${step.name}(${step.args.map(show).join(', ')});`;
    }
    case 'change':
      return `${show(step.args[0])}.${step.name}(${step.args.slice(1).map(show).join(', ')});`;
    case 'dispose':
      return `v${step.id}.dispose();`;
    case 'open':
      return `${step.what}(() => {`;
    case 'close':
      return `return [${step.keep.map((id) => `v${id}`)}]; }); // ${step.what}`;
    case 'backward':
      return `v${step.id}.backward({ gradient: tensor(${JSON.stringify(step.gradient)}), retainGraph: ${step.retainGraph} });`;
  }
}

export type { Variable };
