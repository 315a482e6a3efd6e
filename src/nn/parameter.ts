import { failRequiresGrad, fillWith } from '../array/allocate.ts';
import { empty } from '../create/values.ts';
import { checkOptions, failType, nameMemoryError, show } from '../errors.ts';
import { takes } from '../options.ts';
import { defaultGenerator, wholly } from '../random.ts';
import { scope } from '../scope.ts';
import type { Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';

/**
 * A tensor that a module owns and an optimizer updates. It shares the memory of the given tensor, requires a gradient unless
 * told otherwise, and is not freed by scopes. `nn.Parameter` in PyTorch.
 *
 * @throws {TypeError} unless given a float32 tensor, or any with `requiresGrad: false`.
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, options: { requiresGrad?: boolean } = {}) {
    takes('Parameter', 2, arguments);
    if (!(data instanceof Tensor)) failType('Parameter', `expected a tensor, got ${show(data)}`);
    data.check('Parameter');
    checkOptions('Parameter', options, ['requiresGrad']);
    const requiresGrad = options.requiresGrad ?? true;
    if (requiresGrad && data.dtype !== 'float32') failRequiresGrad('Parameter', data.dtype);
    data.storage.holders++;
    super(data.storage, data.sizes, data.dtype, data.steps, data.offset);
    this.requiresGrad_(requiresGrad);
    this.finalize();
    begun?.push(this);
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
  }
}

/** More layers than any network has: the objects that stand for more would fill JavaScript's own memory. */
export const MOST_LAYERS = 4096;

/**
 * Runs `body` in a scope. An out-of-memory error names the module. A body that `draws` random numbers leaves the default
 * generator where it was if it fails.
 */
export function within<T>(fn: string, body: () => T, draws: boolean = false): T {
  try {
    return draws ? wholly(defaultGenerator, () => scope(body)) : scope(body);
  } catch (error) {
    throw nameMemoryError(fn, error);
  }
}

/** The parameters that a running constructor has made so far. */
let begun: Parameter[] | null = null;

/**
 * Makes what a constructor keeps: modules, parameters, tensors for its buffers. If memory runs out, all of it is freed, the
 * default generator is where it was, and the error names `fn`.
 */
export function built<T>(fn: string, make: () => T): T {
  const outer = begun;
  const mine: Parameter[] = [];
  begun = mine;
  try {
    const made = wholly(defaultGenerator, () => scope(make));
    outer?.push(...mine);
    return made;
  } catch (error) {
    for (const parameter of mine) parameter.dispose();
    throw nameMemoryError(fn, error);
  } finally {
    begun = outer;
  }
}

/** A parameter that takes over the memory of `data`, which was allocated for it. */
export function parameterOf(made: Tensor): Parameter {
  const parameter = new Parameter(made);
  made.dispose();
  return parameter;
}

/** A parameter filled with one value. */
export const filled = (shape: Shape, value: number): Parameter => parameterOf(fillWith(empty(shape), value));
