/** The affine map of a linear layer. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { gemm, product } from '../../array/gemm.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add } from '../elementwise/arithmetic.ts';
import { matmul } from './matmul.ts';
import { checkFloat, folded } from './operands.ts';

/**
 * x·weightᵀ + bias. Shapes: x (…, in), weight (out, in), bias (out), result (…, out); a weight (in), with a bias
 * without dims, gives (…). `F.linear` in PyTorch.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if sizes do not agree.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor | null): Tensor {
  takes('linear', 3, arguments);
  checkFloat('linear', 'input', x);
  checkFloat('linear', 'weight', weight);
  if (bias !== undefined && bias !== null) checkFloat('linear', 'bias', bias);
  const ndim = weight.sizes.length;
  if (ndim !== 1 && ndim !== 2) failRange('linear', `expected weight of shape [out, in] or [in], got ${showShape(weight.sizes)}`);
  if (x.ndim === 0) failRange('linear', 'expected input of at least 1 dim, got a scalar');
  const inner = weight.sizes[ndim - 1] as number;
  if (x.sizes[x.ndim - 1] !== inner) {
    failRange(
      'linear',
      `expected input of shape [..., ${inner}] for weight ${showShape(weight.sizes)}, got ${showShape(x.sizes)}`,
    );
  }
  if (ndim === 1) return single(x, weight, bias ?? null);
  const out = weight.sizes[0] as number;
  if (bias && (bias.ndim !== 1 || bias.sizes[0] !== out))
    failRange('linear', `expected bias of shape [${out}], got ${showShape(bias.sizes)}`);
  if (x.ndim === 2) return affine(x, weight, bias ?? null);
  return whole('linear', rowByRow, x, weight, bias ?? null, out);
}

const rowByRow = (x: Tensor, weight: Tensor, bias: Tensor | null, out: number): Tensor =>
  folded(x, (rows) => affine(rows, weight, bias), out);

/** The layer with one output, whose dim is left out. */
function single(x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  if (bias !== null && bias.ndim !== 0)
    failRange('linear', `expected bias of shape [] for weight ${showShape(weight.sizes)}, got ${showShape(bias.sizes)}`);
  if (bias === null) return whole('linear', matmul, x, weight);
  return composed('linear', () => add(matmul(x, weight), bias));
}

/** The sum over a matrix's rows, without gradients. */
function columnSums(g: Tensor): Tensor {
  const m = g.sizes[0] as number;
  const n = g.sizes[1] as number;
  const source = dense(g);
  const y = newEmpty(g, [n]);
  kernels.sum(0, n, y.ptr, source.ptr, m, n, 1);
  drop(source, g);
  return y;
}

function affine(x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  // contiguous operands are read in place, so that only the result is allocated
  const plain = x.steps === null && weight.steps === null && (bias === null || bias.steps === null);
  return plain ? affineOf(x, weight, bias) : whole('linear', affineOf, x, weight, bias);
}

function affineOf(x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const y = newEmpty(x, [x.sizes[0] as number, weight.sizes[0] as number]);
  const added = bias === null ? null : dense(bias);
  gemm(y, x, 'N', weight, 'T', 1, 0, added?.ptr ?? 0);
  if (added !== null) drop(added, bias);
  if (!tracks(x, weight, bias)) return y;
  const inputs = bias === null ? [x, weight] : [x, weight, bias];
  return record(
    y,
    'linear',
    inputs,
    [weight.requiresGrad ? x : null, x.requiresGrad ? weight : null],
    // by index: destructuring would be noticeable in a small step
    (g, saved, wanted) => [
      saved[1] && product(g, 'N', saved[1], 'N'),
      saved[0] && product(g, 'T', saved[0], 'N'),
      wanted[2] ? columnSums(g) : null,
    ],
  );
}
