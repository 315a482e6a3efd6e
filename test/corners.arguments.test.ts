// More arguments than an op takes are refused by each of them, called as a function.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

/** The ops on elements and the reductions, by the number of their arguments. */
const NAMES = [
  '',
  'relu relu6 silu selu mish hardswish hardsigmoid logsigmoid softsign neg logicalNot isnan isfinite tanhshrink log2 log10 exp2 tan asin ' +
    'acos atan sinh cosh trunc frac abs sign square floor ceil exp expm1 log log1p sqrt rsqrt reciprocal sin cos erf tanh sigmoid',
  'leakyRelu gelu elu celu softplus hardtanh mul logaddexp atan2 remainder fmod eq ne lt le gt ge logicalAnd logicalOr glu maximum ' +
    'minimum pow prelu bernoulli hardshrink softshrink nanToNum round cumprod cumsum softmax logSoftmax softmin',
  'add sub div clamp dropout dropout1d dropout2d alphaDropout lerp where maskedFill threshold cosineSimilarity pairwiseDistance amax amin ' +
    'argmax argmin max min prod logsumexp sort sum mean any all var std',
  'norm topk',
].map((names) => names.split(' ').filter((name) => name !== ''));

describe.each(NAMES.flatMap((names, most) => names.map((name) => [name, most] as const)))('%s', (name, most) => {
  it(`takes no more than ${most}`, () =>
    leavesNothing(() => {
      const [ops, functions] = [rl, rl.F] as unknown as Record<string, (...args: unknown[]) => unknown>[];
      const op = (ops![name] ?? functions![name])!;
      const limit = most === 1 ? 'one argument' : `${most} arguments`;
      const x = rl.ones([2, 2]);
      const args = Array.from({ length: most }, () => x);
      expect(() => op(...args, 'more')).toThrow(
        new TypeError(`${name}: expected at most ${limit}, got ${most + 1}, the last being 'more'`),
      );
      expect(() => op(...args, { nonsense: 1 })).toThrow(new TypeError(`${name}: expected known options, got 'nonsense'`));
    }));
});
