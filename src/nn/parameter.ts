import { failRequiresGrad, fillWith } from '../array/allocate.ts';
import { empty } from '../create/values.ts';
import { checkOptions, failType, show } from '../errors.ts';
import { takes } from '../options.ts';
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
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
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
