/** Random numbers for a given tensor: drawn with its probabilities, or in place. */

import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { copyInto, dense, drop } from '../../array/copy.ts';
import { checkNumber, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { checkGenerator, fillBernoulliTensor, fillNormal, fillUniform, type Generator } from '../../random.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { changed, checkWritable } from './inplace.ts';

type Fill = (ptr: number, n: number, g: Generator) => void;

/**
 * 1 with the probability given by each element, else 0. `torch.bernoulli` in PyTorch.
 * @throws {RangeError} outside [0, 1].
 */
export function bernoulli(p: Tensor, options?: { generator?: Generator }): Tensor {
  takes('bernoulli', 2, arguments);
  checkDtype('bernoulli', 'input', p, 'float32');
  for (const value of p.toTypedArray())
    if (!(value >= 0 && value <= 1)) failRange('bernoulli', `expected probabilities in [0, 1], got ${value}`);
  checkOptions('bernoulli', options, ['generator']);
  const generator = checkGenerator('bernoulli', options?.generator);
  return whole('bernoulli', () => {
    const source = dense(p);
    const y = newEmpty(p, p.sizes);
    fillBernoulliTensor(y.ptr, source.ptr, y.numel, generator);
    drop(source, p);
    return note(y, 'bernoulli', [p]);
  });
}

/** Fills a tensor in place; a view that is not contiguous is filled from a copy, as the numbers must be drawn in one run. */
function refill(fn: string, x: Tensor, options: { generator?: Generator } | undefined, fill: Fill): Tensor {
  checkDtype(fn, 'input', x, 'float32');
  checkOptions(fn, options, ['generator']);
  const generator = checkGenerator(fn, options?.generator);
  checkWritable(fn, x, []);
  if (x.steps === null) {
    fill(x.ptr, x.numel, generator);
  } else {
    const values = newEmpty(x, x.sizes);
    fill(values.ptr, values.numel, generator);
    copyInto(x, values);
    values.dispose();
  }
  return changed(fn, x);
}

/** The greatest float32. */
const FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

/** Fills `x` with uniform random numbers from [low, high) (default 0 and 1). `Tensor.uniform_` in PyTorch. */
export function uniform_(x: Tensor, low: number = 0, high: number = 1, options?: { generator?: Generator }): Tensor {
  checkNumber('uniform_', 'low', low, -FLOAT32, FLOAT32);
  checkNumber('uniform_', 'high', high, low, Math.min(FLOAT32, low + FLOAT32));
  return refill('uniform_', x, options, (ptr, n, g) => fillUniform(ptr, n, g, low, high));
}

/**
 * Fills `x` with normal random numbers of the given mean and standard deviation (default 0 and 1). `Tensor.normal_` in PyTorch.
 */
export function normal_(x: Tensor, mean: number = 0, std: number = 1, options?: { generator?: Generator }): Tensor {
  checkNumber('normal_', 'mean', mean);
  checkNumber('normal_', 'std', std, 0);
  return refill('normal_', x, options, (ptr, n, g) => fillNormal(ptr, n, g, mean, std));
}
