import { newZeros } from '../../array/allocate.ts';
import { copyOf, dense } from '../../array/copy.ts';
import { unrecorded } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { checkBoolean, checkInteger, checkOptions, failRange, failType, show } from '../../errors.ts';
import { copyModule } from '../../nn/copy.ts';
import { Module } from '../../nn/module.ts';
import { built } from '../../nn/parameter.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { sameShape, showShape } from '../../shape.ts';
import { checkSync } from '../../synchronous.ts';
import type { Tensor } from '../../tensor.ts';

/** Computes the next average of a tensor from the current one, the model's tensor, and the number of models in the average. */
export type AvgFn = (averaged: Tensor, current: Tensor, numAveraged: number) => Tensor;

/** Options of `AveragedModel`. */
export interface AveragedModelOptions {
  /** The next average. Default: the mean of all models. */
  avgFn?: AvgFn;
  /** Average the buffers too, instead of copying the model's. Default false. */
  useBuffers?: boolean;
}

const mean: AvgFn = (averaged, current, n) => averaged.add(current.sub(averaged).div(n + 1));

/** A value that can be copied into `own` without allocating. */
function separate(own: Tensor, value: Tensor): Tensor {
  value.check('updateParameters');
  const plain = dense(value);
  return plain.storage === own.storage ? copyOf(plain) : plain;
}

/** Only floating-point types have a mean; other values are rounded towards 0. */
const alike = (next: Tensor, t: Tensor): Tensor => (next.dtype === t.dtype ? next : next.to(t.dtype));

/**
 * A deep copy of a model that averages the model's weights over calls of `updateParameters`. `swa_utils.AveragedModel` in PyTorch
 * (Izmailov and others, 2018). As in newer versions of PyTorch, buffers that are not averaged are copied from the model.
 *
 * @throws {TypeError} unless given a module, and for options of the wrong type. @throws {OutOfMemoryError} if there is no memory
 *   for the copy.
 */
export class AveragedModel<M extends Module = Module> extends Module {
  /** The copy, which holds the averages. */
  readonly module: M;
  /** The number of models in the average: an int32 scalar. */
  declare readonly n_averaged: Tensor;
  private readonly avgFn: AvgFn;
  private readonly useBuffers: boolean;

  constructor(model: M, options: AveragedModelOptions = {}) {
    takes('AveragedModel', 2, arguments);
    const name = 'AveragedModel';
    if (!(model instanceof Module)) failType(name, `expected a module, got ${show(model)}`);
    checkOptions(name, options, ['avgFn', 'useBuffers']);
    const { avgFn = mean, useBuffers = false } = options;
    checkSync(name, avgFn);
    super();
    this.avgFn = avgFn;
    this.useBuffers = checkBoolean(name, 'useBuffers', useBuffers);
    const like = model.parameters()[0] ?? model.buffers()[0];
    if (like === undefined) failRange(name, 'expected a module with parameters or buffers, got one without');
    const own = built(name, () => ({ count: newZeros(like, [], 'int32'), module: copyModule(model, name) }));
    this.module = own.module;
    this.registerBuffer('n_averaged', own.count);
  }

  /** The output of the averaged module. */
  forward(...inputs: Parameters<M['forward']>): ReturnType<M['forward']> {
    return this.module.forward(...inputs) as ReturnType<M['forward']>;
  }

  /**
   * Adds a model's weights to the average, or changes nothing. `AveragedModel.update_parameters` in PyTorch.
   *
   * @throws {TypeError} unless given a module, and if `avgFn` does not return a tensor. @throws {RangeError} if its parameters or
   *   buffers differ from the copy's.
   */
  updateParameters(model: Module): void {
    const fn = 'updateParameters';
    takes(fn, 1, arguments);
    if (!(model instanceof Module)) failType(fn, `expected a module, got ${show(model)}`);
    const mine = [this.module.parameters(), this.module.buffers()] as [Tensor[], Tensor[]];
    const theirs = [model.parameters(), model.buffers()] as [Tensor[], Tensor[]];
    const pairs = mine.map((list, i) => pair(fn, list, theirs[i as 0 | 1])) as [Pair[], Pair[]];
    const n = checkInteger(fn, 'n_averaged', this.n_averaged.item(), 0, 2 ** 31 - 2);
    const averaged = this.useBuffers ? pairs.flat() : pairs[0];
    const copied = this.useBuffers ? [] : pairs[1];
    composed(fn, () =>
      unrecorded(() => {
        // everything that can fail comes before the first change
        const next = averaged.map(([own, current]) => (n === 0 ? current : this.average(own, current, n)));
        const changes = [...averaged.map(([own], i) => [own, next[i] as Tensor] as const), ...copied];
        const values = changes.map(([own, value]) => separate(own, value));
        for (const [own] of changes) own.check(fn);
        this.n_averaged.fill_(n + 1);
        changes.forEach(([own], i) => {
          own.copy_(values[i] as Tensor);
        });
      }),
    );
  }

  /** The next average of a tensor, in its type. */
  private average(own: Tensor, current: Tensor, n: number): Tensor {
    const next: unknown = this.avgFn(own.detach(), current.detach(), n);
    if (!isTensor(next)) failType('updateParameters', `expected avgFn to return a tensor, got ${show(next)}`);
    if (!sameShape(next.sizes, own.sizes))
      failRange('updateParameters', `expected avgFn to return shape ${showShape(own.sizes)}, got ${showShape(next.sizes)}`);
    return alike(next, own);
  }
}

type Pair = readonly [own: Tensor, current: Tensor];

/** Pairs the tensors of two modules. */
function pair(fn: string, own: readonly Tensor[], current: readonly Tensor[]): Pair[] {
  if (own.length !== current.length)
    failRange(fn, `expected a model of ${own.length} such tensors, as copied, got ${current.length}`);
  return own.map((t, i) => {
    const other = current[i] as Tensor;
    t.check(fn);
    other.check(fn);
    if (!sameShape(t.sizes, other.sizes) || t.dtype !== other.dtype)
      failRange(fn, `expected shape ${showShape(t.sizes)}, as copied, got ${showShape(other.sizes)}`);
    return [t, other];
  });
}
