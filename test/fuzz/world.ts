// What a program means, in float64: variables that are windows on blocks of memory, changes in place, and a tape whose derivatives
// are differences of the references. Every step may start from the values that the library has, so that no error adds up.

import { rows } from '../support/optable/all.ts';
import { clone, isNd, mapNd, type Nd, nd, size } from '../support/reference/nd.ts';
import { byName, type Result, refer } from '../support/reference.ts';
import { termsOf } from './terms.ts';

/** A variable inside the arguments of a step. */
export interface Ref {
  ref: number;
}

export const isRef = (value: unknown): value is Ref => typeof value === 'object' && value !== null && 'ref' in value;

/** Replaces every variable inside arguments. */
export function mapRefs(value: unknown, f: (ref: number) => unknown): unknown {
  if (isRef(value)) return f(value.ref);
  if (Array.isArray(value)) return value.map((v) => mapRefs(v, f));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, mapRefs(v, f)]));
  return value;
}

export type Step =
  | { kind: 'leaf'; out: number; shape: number[]; dtype: Nd['dtype']; data: number[]; requiresGrad: boolean; layout: Layout }
  | {
      kind: 'call';
      name: string;
      args: unknown[];
      outs: Record<string, number>;
      view: boolean;
      tolerance: readonly [number, number];
    }
  | { kind: 'change'; name: string; args: unknown[] }
  | { kind: 'dispose'; id: number }
  | { kind: 'open'; what: 'scope' | 'noGrad' }
  | { kind: 'close'; what: 'scope' | 'noGrad'; keep: number[] }
  | { kind: 'backward'; id: number; gradient: number[]; retainGraph: boolean };

export type Layout = 'plain' | 'offset' | 'strided';

/** A block of memory. */
interface Store {
  data: Float64Array;
  dtype: Nd['dtype'];
  /** A leaf that wants a gradient. */
  leaf: boolean;
  tracked: boolean;
  /** Some op that gradients flow through may have saved its values. */
  saved: boolean;
  /** It was changed in place after that. */
  conflict: boolean;
  /** Gradients flowed to it when it was changed in place. */
  rebased: boolean;
  /** Whether it may be changed is not defined: what looks at it may be a copy. */
  frozen: boolean;
  /** Its elements do not lie in row-major order. */
  strided: boolean;
}

export interface Variable {
  id: number;
  store: Store;
  at: Int32Array;
  shape: number[];
  dtype: Nd['dtype'];
  /** A window through which no gradient flows. */
  cut: boolean;
  /** May be the same object as another variable. */
  pinned: boolean;
  depth: number;
}

interface Place {
  store: Store;
  at: Int32Array;
}

interface Entry {
  name: string;
  args: unknown[];
  inputs: { nd: Nd; place: Place; wanted: boolean }[];
  outputs: Record<string, Place>;
  /** Overwrites what was there. */
  changes: boolean;
}

/** Ops that are linear in what gradients flow to, so that nothing is saved. */
const SAVES_NOTHING = new Set(
  'add sub neg sum mean cat stack clone contiguous indexSelect cumsum reshape flatten add_ sub_ zero_ fill_ copy_'.split(' '),
);

/** What a change in place computes. */
const CHANGES: Record<string, (x: Nd, ...rest: unknown[]) => Result<Nd>> = {
  add_: (x, y) => refer('add', [x, y]),
  sub_: (x, y) => refer('sub', [x, y]),
  mul_: (x, y) => refer('mul', [x, y]),
  div_: (x, y) => refer('div', [x, y]),
  zero_: (x) => nd(x.shape, new Float64Array(x.data.length), x.dtype),
  fill_: (x, value) => nd(x.shape, new Float64Array(x.data.length).fill(value as number), x.dtype),
  copy_: (x, y) => refer('add', [nd(x.shape, new Float64Array(x.data.length), x.dtype), y]),
};

export const changeNames = Object.keys(CHANGES);

const evaluate = (name: string, args: readonly unknown[], copies: (x: Nd) => Nd = clone): Record<string, Nd> => {
  // a reference may write to its arguments, as to running statistics
  const own = mapNd([...args], copies) as unknown[];
  const change = CHANGES[name] as ((...args: readonly unknown[]) => Result<Nd>) | undefined;
  return byName(change ? change(...own) : refer(name, own), isNd);
};

/** By how much more than others the gradients of an op may be off. */
const strainOf = (name: string): number => (rows.find((row) => row.name === name)?.gradientTolerance ?? 1e-5) / 1e-5;

/** The values of a variable as they are now. */
export const valuesOf = ({ store, at, shape, dtype }: Variable): Nd => ({
  shape: [...shape],
  dtype,
  data: Float64Array.from(at, (p) => store.data[p]!),
});

const STEP = 1e-5;

/** A gradient may be off by so much of the magnitudes that went into it. */
export const RELATIVE = 3e-5;
/** Terms that cancel count by eight roundings to float32: theirs, and those of what they are computed from. */
const CANCELLED = (8 * 2 ** -24) / RELATIVE;

/** Ops that jump where the quotient is whole: if a step moves the quotient by more than this, it passes over jumps unseen. */
const JUMPS = new Set(['fmod', 'remainder']);
const LEAST_JUMP = 0.3;

/** The most by which the largest step, of the dividend or of the divisor, moves a quotient. */
function moveOf([a, b]: readonly (Nd | number)[]): number {
  const [above, below] = [a, b].map((x) => (isNd(x!) ? [...x.data] : [x as number]).map(Math.abs));
  const least = Math.min(...below!);
  return (3 * STEP * (1 + Math.max(...above!) / least)) / least;
}

/** Where derivatives from the left and from the right differ. */
export class Kink extends Error {}

/** The arguments with one array moved by `t` along `v`. */
function moved(args: readonly unknown[], x: Nd, at: (i: number) => number): unknown[] {
  const by = { ...x, data: x.data.map((value, i) => value + at(i)) };
  return mapNd([...args], (y) => (y === x ? by : y)) as unknown[];
}

/** Whether the slopes on the two sides differ: a kink, or a curve so narrow that a difference of STEP is not its derivative. */
function bends(left: number, middle: number, right: number): boolean {
  const [before, after] = [(middle - left) / STEP, (right - middle) / STEP];
  return !(Math.abs(after - before) <= 0.002 * Math.max(1, Math.abs(after), Math.abs(before)));
}

/** Whether an element is written twice: by PyTorch's convention, what was overwritten gets a gradient as well. */
function overwrites(name: string, [x, dim, index, src]: readonly unknown[]): boolean {
  if (name !== 'scatter' || !isNd(src)) return false;
  const filled = (like: Nd, value: number): Nd => ({ ...like, data: like.data.map(() => value) });
  const { out } = evaluate('scatterAdd', [filled(x as Nd, 0), dim, index, filled(src, 1)]);
  return out!.data.some((times) => times > 1);
}

export class World {
  readonly variables = new Map<number, Variable>();
  private tape: Entry[] = [];
  private readonly open: { what: 'scope' | 'noGrad' }[] = [];
  /** The gradients of leaves: by variable, the value and a bound of the sum of the magnitudes that went into it. */
  readonly gradients = new Map<number, { value: Float64Array; magnitude: Float64Array }>();
  private readonly leaves = new Map<number, Store>();
  /** Arguments that the last calls wrote to; whoever compares them takes them out. */
  readonly written: number[] = [];
  /** A gradient is not defined any more: it passed a kink. */
  kinked = false;

  private readonly differentiates: boolean;

  constructor({ differentiates = true } = {}) {
    this.differentiates = differentiates;
  }

  get depth(): number {
    return this.open.filter(({ what }) => what === 'scope').length;
  }
  get recording(): boolean {
    return !this.open.some(({ what }) => what === 'noGrad');
  }
  get innermost(): 'scope' | 'noGrad' | undefined {
    return this.open.at(-1)?.what;
  }
  get(id: number): Variable {
    return this.variables.get(id)!;
  }
  requiresGrad(v: Variable): boolean {
    return v.dtype === 'float32' && v.store.tracked && !v.cut;
  }
  /** The variables that see the same memory. */
  sharing(v: Variable): Variable[] {
    return [...this.variables.values()].filter(({ store }) => store === v.store);
  }

  private add(id: number, value: Nd, tracked: boolean): Variable {
    const store = { data: value.data.slice(), dtype: value.dtype, leaf: false, tracked, saved: false, conflict: false };
    const at = Int32Array.from(value.data, (_, i) => i);
    const variable = { id, at, shape: value.shape, dtype: value.dtype, cut: false, pinned: false, depth: this.depth };
    const made = { ...variable, store: { ...store, rebased: false, frozen: false, strided: false } };
    this.variables.set(id, made);
    return made;
  }

  /** What an op on these arguments gives, without doing it. */
  preview(name: string, args: readonly unknown[]): Record<string, Nd> {
    return evaluate(name, mapRefs([...args], (ref) => valuesOf(this.get(ref))) as unknown[]);
  }

  /** Whether the op is smooth at these arguments, and no steeper than 1000. */
  smooth(name: string, args: readonly unknown[]): boolean {
    const { nds, values } = this.read(args);
    const middle = evaluate(name, values);
    if (JUMPS.has(name) && !(moveOf(values as (Nd | number)[]) < LEAST_JUMP)) return false;
    for (const [x] of nds) {
      if (x.dtype !== 'float32') continue;
      const [left, right] = [-STEP, STEP].map((h) =>
        evaluate(
          name,
          moved(values, x, (i) => h * (1 + (i % 3))),
        ),
      );
      for (const key in middle) {
        if (middle[key]!.dtype !== 'float32') continue;
        const [a, b, c] = [left![key]!.data, middle[key]!.data, right![key]!.data];
        for (let i = 0; i < b.length; i++) if (bends(a[i]!, b[i]!, c[i]!) || Math.abs(c[i]! - a[i]!) > 2000 * STEP) return false;
      }
    }
    return true;
  }

  /** The arguments as arrays, one for each place: what a variable gets from two places may cancel, as in x / x. */
  private read(args: readonly unknown[]): { values: unknown[]; nds: Map<Nd, Variable> } {
    const nds = new Map<Nd, Variable>();
    const values = mapRefs([...args], (ref) => {
      const value = valuesOf(this.get(ref));
      nds.set(value, this.get(ref));
      return value;
    }) as unknown[];
    return { values, nds };
  }

  run(step: Step): void {
    if (step.kind === 'leaf') {
      const { store } = this.add(step.out, nd(step.shape, step.data, step.dtype), step.requiresGrad);
      store.leaf = step.requiresGrad;
      store.strided = step.layout === 'strided';
      if (step.requiresGrad) this.leaves.set(step.out, store);
    } else if (step.kind === 'call') this.call(step);
    else if (step.kind === 'change') this.change(step);
    else if (step.kind === 'dispose') this.forget(step.id);
    else if (step.kind === 'open') this.open.push({ what: step.what });
    else if (step.kind === 'close') this.close(step.keep);
    else if (this.differentiates) this.backward(step.id, step.gradient);
  }

  /** The oldest view that is left becomes the base of the others, and may be strided. */
  private forget(id: number): void {
    this.get(id).store.strided = true;
    this.variables.delete(id);
  }

  private close(keep: readonly number[]): void {
    const { depth } = this;
    if (this.open.pop()!.what === 'noGrad') return;
    for (const v of this.variables.values()) {
      if (v.depth !== depth) continue;
      if (keep.includes(v.id)) v.depth = depth - 1;
      else this.forget(v.id);
    }
  }

  private call({ name, args, outs, view }: Step & { kind: 'call' }): void {
    const { values, nds } = this.read(args);
    if (view) {
      const from = [...nds.values()][0]!;
      const positions = { ...valuesOf(from), dtype: 'float32' as const, data: Float64Array.from(from.at) };
      const seen = evaluate(name, [positions, ...values.slice(1)]);
      const maybeCopy = name === 'reshape' || name === 'flatten' || name === 'contiguous';
      if (maybeCopy || name === 'detach' || !this.recording) from.store.frozen = true;
      if (name === 'split' || name === 'chunk') from.store.frozen = true;
      for (const key in outs) {
        const { shape, data } = seen[key]!;
        const cut = from.cut || name === 'detach' || !this.recording;
        const at = Int32Array.from(data);
        const { store, dtype } = from;
        const pinned = name === 'contiguous';
        if (pinned) from.pinned = true;
        this.variables.set(outs[key]!, { id: outs[key]!, store, at, shape, dtype, cut, pinned, depth: this.depth });
      }
      // a copy that was made saves nothing
      return;
    }
    const inputs = [...nds].map(([x, v]) => ({ nd: x, place: { store: v.store, at: v.at }, wanted: this.requiresGrad(v) }));
    const recorded = this.recording && inputs.some(({ wanted }) => wanted);
    const copies = new Map<Nd, Nd>();
    const results = evaluate(name, values, (x) => {
      const copy = copies.get(x) ?? clone(x);
      copies.set(x, copy);
      return copy;
    });
    for (const [x, v] of nds) {
      const after = copies.get(x)!;
      if (after.data.every((value, i) => value === x.data[i])) continue;
      this.write(v, after.data);
      this.written.push(v.id);
    }
    const outputs: Record<string, Place> = {};
    for (const key in outs) {
      const float = results[key]!.dtype === 'float32';
      const { store, at } = this.add(outs[key]!, results[key]!, recorded && float);
      if (recorded && !SAVES_NOTHING.has(name)) store.saved = true;
      outputs[key] = { store, at };
    }
    if (!recorded) return;
    // a gradient by indices needs them, if nothing else
    for (const { nd, place } of inputs) if (!SAVES_NOTHING.has(name) || nd.dtype === 'int32') place.store.saved = true;
    this.tape.push({ name, args: values, inputs, outputs, changes: false });
  }

  private change({ name, args }: Step & { kind: 'change' }): void {
    const { values, nds } = this.read(args);
    const target = this.get((args[0] as Ref).ref);
    const inputs = [...nds].map(([x, v]) => ({ nd: x, place: { store: v.store, at: v.at }, wanted: this.requiresGrad(v) }));
    const recorded = this.recording && inputs.some(({ wanted }) => wanted);
    const { store, at } = target;
    this.write(target, evaluate(name, values).out!.data);
    if (store.saved) store.conflict = true;
    if (!recorded) return;
    store.tracked = true;
    store.rebased = true;
    if (!SAVES_NOTHING.has(name)) for (const { place } of inputs) if (place.store !== store) place.store.saved = true;
    this.tape.push({ name, args: values, inputs, outputs: { out: { store, at } }, changes: true });
  }

  /** Sets the values of a variable. */
  write({ store, at }: Variable, values: ArrayLike<number>): void {
    at.forEach((p, i) => {
      store.data[p] = values[i]!;
    });
  }

  /** Whether a step back from here may rightly be refused because of a change in place. */
  get conflicts(): boolean {
    const touched = (places: Place[]): boolean => places.some(({ store }) => store.conflict);
    return this.tape.some(({ inputs, outputs }) => touched(inputs.map(({ place }) => place)) || touched(Object.values(outputs)));
  }

  private backward(id: number, gradient: readonly number[]): void {
    const start = this.get(id);
    const adjoints = new Map<Store, { value: Float64Array; magnitude: Float64Array }>();
    const of = (store: Store) => {
      let both = adjoints.get(store);
      if (both === undefined) {
        const n = store.data.length;
        both = { value: new Float64Array(n), magnitude: new Float64Array(n) };
        adjoints.set(store, both);
      }
      return both;
    };
    const first = of(start.store);
    start.at.forEach((p, i) => {
      first.value[p]! += gradient[i]!;
      first.magnitude[p]! += Math.abs(gradient[i]!);
    });
    for (let e = this.tape.length - 1; e >= 0; e--) this.stepBack(this.tape[e]!, of, adjoints);
    for (const [leaf, store] of this.leaves) {
      const found = adjoints.get(store);
      if (found === undefined) continue;
      const before = this.gradients.get(leaf);
      if (before === undefined) this.gradients.set(leaf, found);
      else
        for (let i = 0; i < before.value.length; i++) {
          before.value[i]! += found.value[i]!;
          before.magnitude[i]! += found.magnitude[i]!;
        }
    }
  }

  private stepBack(
    { name, args, inputs, outputs, changes }: Entry,
    of: (store: Store) => { value: Float64Array; magnitude: Float64Array },
    adjoints: Map<Store, unknown>,
  ): void {
    const weights: Record<string, { value: Float64Array; magnitude: Float64Array }> = {};
    let any = false;
    for (const key in outputs) {
      const { store, at } = outputs[key]!;
      if (store.dtype !== 'float32' || !adjoints.has(store)) continue;
      const adjoint = of(store);
      const value = Float64Array.from(at, (p) => adjoint.value[p]!);
      const magnitude = Float64Array.from(at, (p) => adjoint.magnitude[p]!);
      weights[key] = { value, magnitude };
      if (magnitude.some((m) => m !== 0)) any = true;
      if (changes)
        at.forEach((p) => {
          adjoint.value[p] = 0;
          adjoint.magnitude[p] = 0;
        });
    }
    if (!any) return;
    if (overwrites(name, args)) this.kinked = true;
    const middle = evaluate(name, args);
    const strain = strainOf(name);
    for (const { nd: x, place, wanted } of inputs) {
      if (!wanted) continue;
      const adjoint = of(place.store);
      const terms = Object.fromEntries(Object.keys(weights).map((key) => [key, termsOf(name, args, x, middle[key]!)]));
      for (let i = 0; i < x.data.length; i++) {
        const left = evaluate(
          name,
          moved(args, x, (j) => (i === j ? -STEP : 0)),
        );
        const right = evaluate(
          name,
          moved(args, x, (j) => (i === j ? STEP : 0)),
        );
        for (const key in weights) {
          const [a, b, c] = [left[key]!.data, middle[key]!.data, right[key]!.data];
          const { value, magnitude } = weights[key]!;
          for (let j = 0; j < a.length; j++) {
            if (magnitude[j] === 0) continue;
            if (bends(a[j]!, b[j]!, c[j]!)) this.kinked = true;
            const slope = (c[j]! - a[j]!) / (2 * STEP);
            adjoint.value[place.at[i]!]! += slope * value[j]!;
            const cancelled = CANCELLED * (terms[key]?.(i, j) ?? 0);
            adjoint.magnitude[place.at[i]!]! += (Math.abs(slope) * strain + cancelled) * magnitude[j]!;
          }
        }
      }
    }
  }
}

/** The flat number of elements of a variable. */
export const numelOf = ({ shape }: Variable): number => size(shape);
