/** Linear interpolation between two tensors. */

import { checkOperand, type Operand } from '../../array/broadcast.ts';
import { checkDtype } from '../../array/check.ts';
import { sumTo } from '../../array/lanes.ts';
import { record, tracks, unrecorded } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add, mul, sub } from './arithmetic.ts';
import { lt } from './compare.ts';
import { where } from './select.ts';

const { fround } = Math;

/** 1 − weight, in float32. */
const other = (weight: Operand): Operand => (isTensor(weight) ? sub(1, weight) : fround(1 - fround(weight)));

/** The value, computed from the nearer end, so that weights 0 and 1 give the ends exactly. */
function between(a: Tensor, b: Tensor, weight: Operand): Tensor {
  const gap = sub(b, a);
  if (!isTensor(weight)) return weight < 0.5 ? add(a, mul(gap, weight)) : sub(b, mul(gap, other(weight)));
  return where(lt(weight, 0.5), add(a, mul(gap, weight)), sub(b, mul(gap, other(weight))));
}

/**
 * input + weight·(end − input), with broadcasting; the weight is a number or a tensor. `torch.lerp` in PyTorch.
 * @throws {TypeError} unless the tensors are float32.
 */
export function lerp(input: Tensor, end: Tensor, weight: Operand): Tensor {
  takes('lerp', 3, arguments);
  checkDtype('lerp', 'input', input, 'float32');
  checkDtype('lerp', 'end', end, 'float32');
  const w = isTensor(checkOperand('lerp', 'weight', weight)) ? checkDtype('lerp', 'weight', weight, 'float32') : null;
  broadcastShapes('lerp', broadcastShapes('lerp', input.sizes, end.sizes), w?.sizes ?? []);
  const y = unrecorded(() => composed('lerp', () => between(input, end, weight)));
  if (!tracks(input, end, w)) return y;
  const shapes = [input.sizes, end.sizes, w?.sizes ?? []] as const;
  const linear = input.requiresGrad || end.requiresGrad;
  const ends = w?.requiresGrad ? ([input, end] as const) : ([null, null] as const);
  return record(
    y,
    'lerp',
    w ? [input, end, w] : [input, end],
    [linear ? w : null, ...ends],
    (g, [kept, a, b], wanted) => {
      const factor = w === null ? (weight as number) : (kept as Tensor);
      return [
        wanted[0] ? sumTo(mul(g, other(factor)), shapes[0]) : null,
        wanted[1] ? sumTo(mul(g, factor), shapes[1]) : null,
        ...(wanted[2] ? [sumTo(mul(g, sub(b as Tensor, a as Tensor)), shapes[2])] : w ? [null] : []),
      ];
    },
    weight,
  );
}
