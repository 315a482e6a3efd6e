/** Copies that gradients flow through, and detached tensors. */

import { checkTensor } from '../../array/check.ts';
import { copyOf } from '../../array/copy.ts';
import { alias } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';

/** `x` itself if its elements are in row-major order, else a copy in that order. `Tensor.contiguous` in PyTorch. */
export function contiguous(x: Tensor): Tensor {
  takes('contiguous', 1, arguments);
  checkTensor('contiguous', 'input', x);
  return x.steps === null ? x : whole('contiguous', clone, x);
}

/** A contiguous copy, through which gradients flow. `torch.clone` in PyTorch. */
export function clone(x: Tensor): Tensor {
  takes('clone', 1, arguments);
  checkTensor('clone', 'input', x);
  const y = copyOf(x);
  return tracks(x) ? record(y, 'clone', [x], [], (g) => g) : y;
}

/** The same values in the same memory, detached from the gradient graph. `Tensor.detach` in PyTorch. */
export function detach(x: Tensor): Tensor {
  takes('detach', 1, arguments);
  checkTensor('detach', 'input', x);
  return note(alias(x), 'detach', [x]);
}
