/** Finds the origin of NaN and infinities. */

import { takes } from '../options.ts';
import { showIndex } from '../shape.ts';
import { checkSync, refuseLater } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { withAnomaly } from './tape.ts';

/** The position of the first element that is NaN or infinite, or −1. */
const firstOf = (t: Tensor): number => t.toTypedArray().findIndex((x) => !Number.isFinite(x));

function refuse(t: Tensor, op: string, pass: 'forward' | 'backward', from: readonly Tensor[]): void {
  const at = firstOf(t);
  if (at < 0) return;
  const value = t.toTypedArray()[at] as number;
  const given = from.some((x) => firstOf(x) >= 0);
  const where = pass === 'forward' ? `the result of ${op}` : `a gradient from the backward of ${op}`;
  const origin = given ? (pass === 'forward' ? ', which was given such an input' : ', which was given such a gradient') : '';
  throw new Error(`detectAnomaly: expected finite values, got ${value} at index ${showIndex(at, t.sizes)} of ${where}${origin}`);
}

/**
 * Runs `fn` and throws at the first NaN or infinity that an op returns, forward or backward, naming the op. It reads every result
 * and is therefore slow: use it for debugging. Results under `noGrad` are not checked. `torch.autograd.detect_anomaly` in
 * PyTorch, which checks only gradients.
 *
 * @returns what `fn` returns.
 * @throws {Error} at the first NaN or infinity. @throws {TypeError} if `fn` is async.
 */
export function detectAnomaly<T>(fn: () => T): T {
  takes('detectAnomaly', 1, arguments);
  checkSync('detectAnomaly', fn);
  const result = withAnomaly(refuse, fn);
  refuseLater('detectAnomaly', result);
  return result;
}
