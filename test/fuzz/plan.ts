// From numbers to a program: each instruction is a few numbers, which choose among what is possible where it stands, so that most
// programs are valid, and those that are left when an instruction is taken out as well.

import { Random } from '../support/random.ts';
import { mapNd, type Nd, size } from '../support/reference/nd.ts';
import { binary, exact, fixed, MOST, type Range, type TableOp, toleranceOf, unary } from './samples.ts';
import { changeNames, isRef, type Layout, mapRefs, type Ref, type Step, type Variable, valuesOf, World } from './world.ts';

/** One instruction: which kind, and what it picks. */
export type Instruction = readonly [kind: number, ...picks: number[]];

const SHAPES = [[2, 3], [3, 4], [4], [5], [2, 3, 4], [3], [], [1], [3, 3], [4, 3], [2, 1, 3], [0, 3], [9], [17], [2, 2, 3, 3]];
const LAYOUTS: readonly Layout[] = ['plain', 'offset', 'strided'];

const within = (x: Nd, range: Range | undefined): boolean =>
  range !== undefined && x.data.every((v) => v >= range.low && v <= range.high);

const sane = (x: Nd): boolean => x.data.length <= MOST && x.data.every((v) => Math.abs(v) <= 1000);

const ties = ({ data }: Nd): boolean => new Set(data).size < data.length;

class Planner {
  readonly world = new World({ differentiates: false });
  readonly steps: Step[] = [];
  private next = 0;
  private picks: readonly number[] = [];
  private at = 0;

  /** Starts another instruction. */
  begin(picks: readonly number[]): void {
    this.picks = picks;
    this.at = 0;
  }
  pick(n: number): number {
    const value = this.picks[this.at % this.picks.length]! + Math.floor(this.at / this.picks.length) * 7;
    this.at++;
    return n === 0 ? 0 : value % n;
  }
  one<T>(list: readonly T[]): T | undefined {
    return list[this.pick(list.length)];
  }
  /** A list that begins anywhere. */
  turned<T>(list: readonly T[]): T[] {
    const from = this.pick(list.length);
    return [...list.slice(from), ...list.slice(0, from)];
  }
  get variables(): Variable[] {
    return [...this.world.variables.values()];
  }
  emit(step: Step): true {
    this.steps.push(step);
    this.world.run(step);
    return true;
  }
  leaf(value: Nd, requiresGrad: boolean, layout: Layout = 'plain'): Ref {
    const { shape, dtype, data } = value;
    const out = this.next++;
    this.emit({ kind: 'leaf', out, shape, dtype, data: [...data], requiresGrad, layout });
    return { ref: out };
  }
  variable(accepts: (v: Variable) => boolean = () => true): Variable | undefined {
    return this.one(this.variables.filter(accepts));
  }

  /** Emits the call if its values are sane and, where gradients flow, its slopes. */
  call(name: string, args: unknown[], { tolerance, gradient }: Omit<TableOp, 'name'>, view = false): boolean {
    const { world } = this;
    const inputs: Variable[] = [];
    mapRefs(args, (ref) => inputs.push(world.get(ref)));
    const flows = world.recording && inputs.some((v) => world.requiresGrad(v));
    const results = world.preview(name, args);
    if (!Object.values(results).every(sane)) return false;
    // which of equals is picked is nobody's promise
    const picks = 'indices' in results || /^(arg|max|min)/.test(name);
    if (picks && !view && inputs.some((v) => ties(valuesOf(v)))) return false;
    if (flows && !view && (!gradient || !world.smooth(name, args))) return false;
    // what was changed in place through another view is refused where gradients flow
    const outs = Object.fromEntries(Object.keys(results).map((key) => [key, this.next++]));
    return this.emit({ kind: 'call', name, args, outs, view, tolerance });
  }
}

type Maker = (p: Planner) => boolean;

const newLeaf: Maker = (p) => {
  const shape = p.one(SHAPES)!;
  const random = new Random(`leaf ${p.pick(1000)}`);
  const kind = p.pick(8);
  const layout = p.one(LAYOUTS)!;
  if (kind === 6) p.leaf(random.int(shape, -4, 5), false, layout);
  else if (kind === 7) p.leaf(random.bool(shape), false, layout);
  else p.leaf(kind < 2 ? random.real(shape, 0.3, 2) : random.real(shape, -2, 2), kind !== 5, layout);
  return true;
};

const oneArray: Maker = (p) => {
  const v = p.variable();
  if (v === undefined) return false;
  const x = valuesOf(v);
  return p
    .turned(unary)
    .some((op) => (op.empty || x.data.length > 0) && within(x, op.ranges.get(v.dtype)) && p.call(op.name, [{ ref: v.id }], op));
};

function broadcasts(a: readonly number[], b: readonly number[]): boolean {
  const n = Math.min(a.length, b.length);
  return Array.from({ length: n }, (_, i) => [a[a.length - 1 - i]!, b[b.length - 1 - i]!]).every(
    ([x, y]) => x === y || x === 1 || y === 1,
  );
}

const twoArrays: Maker = (p) => {
  const v = p.variable();
  if (v === undefined) return false;
  const others = p.turned(p.variables.filter((w) => broadcasts(v.shape, w.shape)));
  const ops = p.turned(binary);
  for (const w of others.slice(0, 3))
    for (const op of ops) {
      const ranges = op.ranges.get(`${v.dtype} ${w.dtype}`);
      if (ranges === undefined || !within(valuesOf(v), ranges[0]) || !within(valuesOf(w), ranges[1])) continue;
      if (p.call(op.name, [{ ref: v.id }, { ref: w.id }], op)) return true;
    }
  return false;
};

const withNumber: Maker = (p) => {
  const v = p.variable(({ dtype }) => dtype === 'float32');
  if (v === undefined) return false;
  const name = p.one(['add', 'mul', 'sub', 'div'])!;
  return p.call(name, [{ ref: v.id }, p.one([2, 0.5, -1, -1.5, 3])], { tolerance: exact, gradient: true });
};

/** A sample of the table, with variables of the same shape in place of its arrays. */
const tableCall: Maker = (p) => {
  const start = p.pick(fixed.length);
  for (let i = 0; i < 12; i++) {
    const sample = fixed[(start + i * 7) % fixed.length]!;
    const wantsGrad = p.pick(2) === 0;
    const used = new Map<Nd, Ref>();
    const args = mapNd([...sample.args], (x) => {
      const range = x.data.reduce((r, v) => ({ low: Math.min(r.low, v), high: Math.max(r.high, v) }), {
        low: Infinity,
        high: -Infinity,
      });
      const fits = (v: Variable): boolean =>
        v.dtype === x.dtype && v.shape.join() === x.shape.join() && within(valuesOf(v), range);
      const v = sample.constants.has(x) || sample.own.has(x) ? undefined : p.variable(fits);
      const ref = used.get(x) ?? (v === undefined ? undefined : { ref: v.id });
      if (ref !== undefined) used.set(x, ref);
      return ref ?? x;
    }) as unknown[];
    const filled = mapNd(args, (x) => {
      const ref = used.get(x) ?? p.leaf(x, wantsGrad && x.dtype === 'float32' && !sample.constants.has(x));
      used.set(x, ref);
      return ref;
    }) as unknown[];
    if (p.call(sample.name, filled, sample)) return true;
  }
  return false;
};

const REDUCTIONS = 'sum mean amax amin logsumexp var std prod norm'.split(' ');
const reduction: Maker = (p) => {
  const v = p.variable(({ dtype, at, shape }) => dtype === 'float32' && at.length > 0 && shape.length > 0);
  if (v === undefined) return false;
  const [start, keepdim] = [p.pick(REDUCTIONS.length), p.pick(2) === 0];
  const dims = v.shape.map((_, d) => d).filter((d) => ((p.pick(16) >> d) & 1) === 0);
  const dim = dims.length === 0 ? [v.shape.length - 1] : dims;
  return REDUCTIONS.some((_, i) => {
    const name = REDUCTIONS[(start + i) % REDUCTIONS.length]!;
    const many = size(dim.map((d) => v.shape[d]!)) > 1;
    if ((name === 'var' || name === 'std') && !many) return false;
    const args = [{ ref: v.id }, ...(name === 'norm' ? [2] : []), dim, { keepdim }];
    return p.call(name, args, { tolerance: toleranceOf(name), gradient: true });
  });
};

const softmaxes: Maker = (p) => {
  const v = p.variable(({ dtype, at, shape }) => dtype === 'float32' && at.length > 0 && shape.length > 0);
  if (v === undefined) return false;
  const name = p.one(['F.softmax', 'F.logSoftmax', 'cumsum'])!;
  const dim = p.pick(v.shape.length);
  return p.call(name, [{ ref: v.id }, dim], { tolerance: toleranceOf(name), gradient: true });
};

const product: Maker = (p) => {
  const v = p.variable(({ dtype, shape, at }) => dtype === 'float32' && shape.length === 2 && at.length > 0);
  if (v === undefined) return false;
  const k = v.shape[1]!;
  const w = p.variable(({ dtype, shape }) => dtype === 'float32' && shape.length === 2 && shape[0] === k);
  const tolerance = toleranceOf('matmul');
  if (w !== undefined) return p.call('matmul', [{ ref: v.id }, { ref: w.id }], { tolerance, gradient: true });
  const u = p.variable(({ dtype, shape }) => dtype === 'float32' && shape.at(-1) === k);
  return u !== undefined && p.call('F.linear', [{ ref: u.id }, { ref: v.id }], { tolerance, gradient: true });
};

const joined: Maker = (p) => {
  const v = p.variable(({ shape, at }) => shape.length > 0 && at.length > 0);
  if (v === undefined) return false;
  const alike = p.variables.filter((w) => w.dtype === v.dtype && w.shape.join() === v.shape.join());
  const parts = [v, p.one(alike)!, ...(p.pick(2) ? [p.one(alike)!] : [])];
  const name = p.one(['cat', 'stack'])!;
  return p.call(name, [parts.map(({ id }) => ({ ref: id })), p.pick(v.shape.length)], { tolerance: exact, gradient: true });
};

/** Arguments of a view of that shape. */
function viewOf(p: Planner, { shape, at }: Variable): [string, ...unknown[]] {
  const ndim = shape.length;
  const kind = p.pick(13);
  if (ndim === 0) return kind < 5 ? ['unsqueeze', 0] : kind < 9 ? ['expand', [3]] : ['reshape', [1]];
  const d = p.pick(ndim);
  const n = shape[d]!;
  const dims = p.turned(shape.map((_, k) => k));
  switch (kind) {
    case 0:
      return ['permute', dims];
    case 1: {
      const [a, b] = [p.pick(n + 1), p.pick(n + 1)];
      return ['slice', d, Math.min(a, b), Math.max(a, b), 1 + p.pick(3)];
    }
    case 2:
      return ['unsqueeze', p.pick(ndim + 1)];
    case 3:
      return ['squeeze'];
    case 4:
      return ['reshape', at.length > 0 && p.pick(2) === 0 ? [-1] : [...dims.map((k) => shape[k]!)]];
    case 5:
      return ['expand', [2, ...shape]];
    case 6:
    case 7:
      return n > 0 ? ['select', d, p.pick(2 * n) - n] : ['squeeze'];
    case 8:
      return n > 1 ? ['narrow', d, p.pick(n - 1), 1 + p.pick(1)] : ['contiguous'];
    case 9:
      return n > 0 ? ['split', 1 + p.pick(n), d] : ['flatten'];
    case 10:
      return ['detach'];
    case 11:
      return ['transpose', d, p.pick(ndim)];
    default:
      return p.pick(2) === 0 ? ['contiguous'] : ['flatten'];
  }
}

const view: Maker = (p) => {
  const v = p.variable();
  if (v === undefined) return false;
  const [name, ...args] = viewOf(p, v);
  // the tensor itself, or a copy without gradient
  if ((name === 'contiguous' || (name === 'flatten' && v.shape.length === 1)) && !p.world.recording) return false;
  return p.call(name, [{ ref: v.id }, ...args], { tolerance: exact, gradient: true }, true);
};

/** A change in place; seldom of what a gradient may still need. */
const change: Maker = (p) => {
  const { world } = p;
  const daring = p.pick(10) === 0;
  const name = p.one(changeNames)!;
  const target = p.variable((v) => {
    if (v.store.frozen || v.dtype === 'bool' || v.at.length === 0 || new Set(v.at).size < v.at.length) return false;
    if (v.cut || (world.recording && v.store.leaf)) return false;
    if (!world.recording && v.store.tracked) return v.store.leaf && !v.store.saved && world.sharing(v).length === 1;
    return daring || !v.store.saved || p.pick(4) === 0 ? daring || !v.store.saved : false;
  });
  if (target === undefined) return false;
  const rest: unknown[] = [];
  if (name === 'fill_') rest.push(p.pick(5) - 2);
  else if (name !== 'zero_') {
    const source = p.variable(
      (w) =>
        w.dtype === target.dtype &&
        w.store !== target.store &&
        w.shape.length <= target.shape.length &&
        w.shape.every((n, d) => n === 1 || n === target.shape[target.shape.length - w.shape.length + d]),
    );
    if (source !== undefined && p.pick(4) > 0) rest.push({ ref: source.id });
    else if (name === 'copy_') return false;
    else rest.push(p.one([2, -1, 3]));
  }
  if (name === 'div_') {
    if (target.dtype !== 'float32') return false;
    const [by] = rest;
    if (isRef(by) && valuesOf(world.get(by.ref)).data.some((v) => Math.abs(v) < 0.2)) return false;
  }
  const args = [{ ref: target.id }, ...rest];
  const result = world.preview(name, args).out!;
  if (!sane(result) || result.shape.join() !== target.shape.join()) return false;
  return p.emit({ kind: 'change', name, args });
};

const dispose: Maker = (p) => {
  const v = p.variable(({ pinned, store }) => !pinned && !store.leaf);
  return v !== undefined && p.variables.length > 3 && p.emit({ kind: 'dispose', id: v.id });
};

const open: Maker = (p) =>
  p.world.depth < 3 && p.world.recording && p.emit({ kind: 'open', what: p.pick(3) ? 'scope' : 'noGrad' });

const close: Maker = (p) => {
  const what = p.world.innermost;
  if (what === undefined) return false;
  const inside = p.variables.filter(({ depth }) => depth === p.world.depth);
  // a leaf that dies takes its gradient with it
  const keep = what === 'noGrad' ? [] : inside.filter((v) => v.store.leaf || v.pinned || p.pick(3) === 0).map(({ id }) => id);
  return p.emit({ kind: 'close', what, keep });
};

const backward: Maker = (p) => {
  if (!p.world.recording) return false;
  const v = p.variable((w) => p.world.requiresGrad(w) && w.at.length > 0);
  if (v === undefined) return false;
  const gradient = v.shape.length === 0 ? [1] : Array.from({ length: v.at.length }, (_, i) => ((i % 5) - 2) / 2 + 0.25);
  return p.emit({ kind: 'backward', id: v.id, gradient, retainGraph: true });
};

/** Each as often as it is listed. */
const MAKERS: readonly Maker[] = [
  ...[
    newLeaf,
    newLeaf,
    oneArray,
    oneArray,
    oneArray,
    twoArrays,
    twoArrays,
    twoArrays,
    withNumber,
    tableCall,
    tableCall,
    tableCall,
  ],
  ...[
    tableCall,
    reduction,
    softmaxes,
    product,
    joined,
    view,
    view,
    view,
    view,
    change,
    change,
    change,
    dispose,
    open,
    close,
    backward,
  ],
];

/** The program that the instructions describe: its steps, with a backward of what is left at the end. */
export function plan(instructions: readonly Instruction[]): Step[] {
  const p = new Planner();
  p.begin([1, 2, 3]);
  p.leaf(new Random('first').real([2, 3], -2, 2), true);
  for (const [kind, ...picks] of instructions) {
    p.begin(picks);
    if (!MAKERS[kind % MAKERS.length]!(p) && !oneArray(p)) newLeaf(p);
  }
  p.begin([0]);
  while (p.world.innermost !== undefined) close(p);
  const last = p.variables.filter((v) => p.world.requiresGrad(v) && !v.store.leaf && v.at.length > 0).slice(-6);
  last.forEach((v, i) => {
    const gradient = Array.from({ length: v.at.length }, (_, j) => ((j % 7) - 3) / 4 + 0.1);
    p.emit({ kind: 'backward', id: v.id, gradient, retainGraph: i < last.length - 1 });
  });
  return p.steps;
}
