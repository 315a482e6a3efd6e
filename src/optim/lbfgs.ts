import { extra } from '../../bindings/extra.ts';
import { isTensor } from '../core.ts';
import { checkInteger, checkNumber, checkOneOf, failRange, failType, nameMemoryError, show } from '../errors.ts';
import { takes } from '../options.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import { checkParams, checkRate } from './groups.ts';
import { copyHistory, EMPTY, freeHistory, type History, readHistory, showHistory, tensorsOf } from './history.ts';
import { Optimizer, type ParamState, type Params } from './optimizer.ts';
import type { SavedState } from './state.ts';
import { type Point, strongWolfe } from './strong-wolfe.ts';
import { Vectors } from './vectors.ts';

/** Options of `LBFGS`. */
export interface LBFGSOptions {
  /** The step along the direction, or the first one of the line search. Default 1. */
  lr?: number;
  /** The maximum number of iterations in a call of `step`. Default 20. */
  maxIter?: number;
  /** The number of evaluations in a call of `step` after which no iteration starts. Default maxIter·5/4. */
  maxEval?: number;
  /** Stops when no gradient exceeds this. Default 1e-7. */
  toleranceGrad?: number;
  /** Stops when neither the loss nor any parameter changes by more. Default 1e-9. */
  toleranceChange?: number;
  /** The number of changes to remember. Default 100. */
  historySize?: number;
  /** The line search. Default null: the step is given by lr. */
  lineSearchFn?: 'strong_wolfe' | null;
}

type Settings = Required<LBFGSOptions>;

/** Changes of less curvature are not remembered. */
const LEAST_CURVATURE = 1e-10;

/** The number that a closure returned. */
function lossOf(loss: unknown): number {
  const value: unknown = isTensor(loss) ? loss.item() : loss;
  if (typeof value !== 'number') failType('step', `expected a closure that returns the loss, got ${show(loss)}`);
  return value;
}

/**
 * L-BFGS: a quasi-Newton method that estimates curvature from recent gradients, for full batches and smooth losses. It has one
 * group. `optim.LBFGS` in PyTorch (Nocedal, 1980).
 *
 * @throws {RangeError} for settings out of range, or for several groups. @throws {TypeError} for unknown options.
 */
export class LBFGS extends Optimizer<Settings> {
  #history: History = EMPTY;

  constructor(params: Params<LBFGSOptions>, options?: LBFGSOptions) {
    takes('LBFGS', 2, arguments);
    const most = options?.maxIter ?? 20;
    super(
      params as Params<Settings>,
      {
        lr: 1,
        maxIter: 20,
        maxEval: typeof most === 'number' ? Math.floor((most * 5) / 4) : 25,
        toleranceGrad: 1e-7,
        toleranceChange: 1e-9,
        historySize: 100,
        lineSearchFn: null,
      },
      options,
    );
    extra();
  }

  override addParamGroup(group: { params: Tensor | Iterable<Tensor> } & Partial<Settings>): void {
    if (this.paramGroups.length > 0) failRange(this.constructor.name, 'expected one group of parameters, got another');
    super.addParamGroup(group);
  }

  protected checkGroup(fn: string, o: Settings): void {
    checkRate(fn, o.lr);
    checkInteger(fn, 'maxIter', o.maxIter, 1);
    checkInteger(fn, 'maxEval', o.maxEval, 0);
    checkNumber(fn, 'toleranceGrad', o.toleranceGrad, 0);
    checkNumber(fn, 'toleranceChange', o.toleranceChange, 0);
    checkInteger(fn, 'historySize', o.historySize, 1);
    if (o.lineSearchFn !== null) checkOneOf(fn, 'lineSearchFn', o.lineSearchFn, ['strong_wolfe']);
  }

  /**
   * Takes up to `maxIter` iterations, or changes nothing if it fails. `LBFGS.step` in PyTorch.
   *
   * @param closure clears the gradients, computes the loss, calls `backward()` and returns the loss; it is called many times
   * @returns the first result of the closure
   * @throws {TypeError} without a closure, or if it returns neither a number nor a one-element tensor.
   */
  override step(): never;
  override step<T>(closure: () => T): T;
  override step<T>(closure?: () => T): T {
    takes('step', 1, arguments);
    this.checkLive('step');
    if (closure === undefined)
      failType('step', 'expected a closure that computes the loss and its gradients, got none; LBFGS calls it many times');
    if (this.paramGroups.length !== 1) failRange('step', `expected one group of parameters, got ${this.paramGroups.length}`);
    this.checkGroups('step');
    // a copy: what the closure changes applies from the next step on
    const group = { ...(this.paramGroups[0] as Settings & { params: Tensor[] }) };
    this.checkGroup('step', group);
    const params = checkParams('step', group.params, new Set());
    const size = params.reduce((n, p) => n + p.numel, 0);
    for (const t of tensorsOf(this.#history)) {
      t.check('step');
      if (t.numel !== size) failRange('step', `expected ${t.numel} elements, as in the state, got ${size}`);
    }
    const vectors = new Vectors(params);
    // apart from the others, which the iterations free
    const saved = new Vectors(params);
    let start: Tensor | null = null;
    try {
      start = saved.gather(params);
      // everything a closure makes, except its loss, is freed at once, as it may be called many times
      const before = this.#history;
      const evaluate = (): T => {
        const loss = scope(() => this.evaluate(closure));
        this.checkLive('step');
        if (this.#history !== before)
          throw new Error('step: the closure changed the state of the optimizer; call step() and loadStateDict() outside it');
        return loss;
      };
      const first = evaluate();
      const after = descend(params, vectors, group, before, lossOf(first), () => lossOf(evaluate()));
      this.#history = after;
      const kept = new Set(tensorsOf(after));
      vectors.free(kept);
      for (const t of tensorsOf(before)) if (!kept.has(t)) t.dispose();
      return first;
    } catch (error) {
      if (start !== null) vectors.restore(params, start);
      vectors.free(new Set());
      throw nameMemoryError('step', error);
    } finally {
      saved.free(new Set());
    }
  }

  protected override showState(): Record<string, ParamState> {
    return this.#history.nIter === 0 && this.#history.funcEvals === 0 ? {} : { 0: showHistory(this.#history) };
  }

  protected override takeState(fn: string, { state }: SavedState, params: readonly Tensor[]): void {
    for (const i of state.keys()) if (i > 0) failRange(fn, `expected the state of parameter 0 for all of them, got one of ${i}`);
    const n = params.reduce((sum, p) => sum + p.numel, 0);
    const read = state.has(0) ? copyHistory(fn, readHistory(fn, state.get(0), n)) : EMPTY;
    this.freeState();
    this.#history = read;
  }

  protected override freeState(): void {
    freeHistory(this.#history);
    this.#history = EMPTY;
  }
}

/** The search direction for a gradient: −H·g by the two loops of L-BFGS, from the remembered changes. */
function direction(v: Vectors, g: Tensor, h: History): Tensor {
  const d = v.combine(g, -1, g, 0);
  const { oldDirs, oldStps, ro } = h;
  const al: number[] = [];
  for (let i = oldDirs.length - 1; i >= 0; i--) {
    al[i] = v.dot(oldStps[i] as Tensor, d) * (ro[i] as number);
    v.add(d, oldDirs[i] as Tensor, -(al[i] as number));
  }
  const scaled = v.combine(d, h.hDiag, d, 0);
  for (let i = 0; i < oldDirs.length; i++) {
    const be = v.dot(oldDirs[i] as Tensor, scaled) * (ro[i] as number);
    v.add(scaled, oldStps[i] as Tensor, (al[i] as number) - be);
  }
  return scaled;
}

/** Remembers the change of the last step, if the loss has enough curvature there. */
function remember(v: Vectors, g: Tensor, h: History, size: number): History {
  const { d, prevFlatGrad, t } = h as { d: Tensor; prevFlatGrad: Tensor; t: number };
  const y = v.combine(g, 1, prevFlatGrad, -1);
  const s = v.combine(d, t, d, 0);
  const ys = v.dot(y, s);
  if (!(ys > LEAST_CURVATURE)) return h;
  const last = <X>(list: readonly X[], x: X): X[] => [...list, x].slice(-size);
  return {
    ...h,
    oldDirs: last(h.oldDirs, y),
    oldStps: last(h.oldStps, s),
    ro: last(h.ro, 1 / ys),
    hDiag: ys / v.dot(y, y),
  };
}

/** The iterations of a step: moves the parameters, and returns the new history. */
function descend(
  params: readonly Tensor[],
  v: Vectors,
  o: Settings,
  before: History,
  first: number,
  evaluate: () => number,
): History {
  let h: History = { ...before, funcEvals: before.funcEvals + 1 };
  let [f, g, evals] = [first, v.gatherGrads(params), 1];
  if (v.absMax(g) <= o.toleranceGrad) return h;
  for (let n = 1; ; n++) {
    const isFirst = h.nIter === 0;
    if (isFirst) h = { ...h, oldDirs: [], oldStps: [], ro: [], hDiag: 1 };
    else if (h.d !== null && h.prevFlatGrad !== null) h = remember(v, g, h, o.historySize);
    const d = isFirst ? v.combine(g, -1, g, 0) : direction(v, g, h);
    const slope = v.dot(g, d);
    const before_ = f;
    let t = isFirst ? Math.min(1, 1 / v.absSum(g)) * o.lr : o.lr;
    h = { ...h, nIter: h.nIter + 1, d, t, prevFlatGrad: g, prevLoss: f };
    if (slope > -o.toleranceChange) return h;
    const x = v.gather(params);
    const from = h.funcEvals;
    const look = (): void => {
      f = evaluate();
      g = v.gatherGrads(params);
      h = { ...h, funcEvals: h.funcEvals + 1 };
    };
    let moved = false;
    if (o.lineSearchFn === null) {
      v.move(params, x, d, t);
      moved = n < o.maxIter;
      if (moved) look();
    } else {
      const at = (step: number): Point<Tensor> => {
        v.move(params, x, d, step);
        look();
        return { t: step, f, slope: v.dot(g, d), g };
      };
      const found = strongWolfe({ t: 0, f, slope, g }, at(t), v.absMax(d), o.toleranceChange, at);
      ({ t, f, g } = found);
      v.move(params, x, d, t);
      moved = true;
      h = { ...h, t };
    }
    evals += h.funcEvals - from;
    const isDone =
      n >= o.maxIter ||
      evals >= o.maxEval ||
      (moved && v.absMax(g) <= o.toleranceGrad) ||
      v.absMax(d) * Math.abs(t) <= o.toleranceChange ||
      Math.abs(f - before_) < o.toleranceChange;
    if (isDone) return h;
    v.free(new Set([...tensorsOf(h), g]));
  }
}
