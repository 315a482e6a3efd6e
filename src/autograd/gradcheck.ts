/** Checks gradients against finite differences: for authors of custom functions. */

import { heap } from '../../bindings/memory.ts';
import { checkTensor } from '../array/check.ts';
import { zeros } from '../create/values.ts';
import { checkBoolean, checkNumber, checkOptions, failRange, failType, nameMemoryError, show } from '../errors.ts';
import { takes } from '../options.ts';
import { scope } from '../scope.ts';
import { showIndex } from '../shape.ts';
import { checkSync } from '../synchronous.ts';
import { Tensor } from '../tensor.ts';
import { grad } from './grad.ts';
import { noGrad } from './tape.ts';

/** Options of `gradcheck`. */
export interface GradcheckOptions {
  /** How far each element is moved in both directions. Default 2⁻⁷, which suits float32 (PyTorch's 1e-6 is for float64). */
  eps?: number;
  /** The allowed absolute difference. Default 1e-3. */
  atol?: number;
  /** The allowed relative difference. Default 5e-3. */
  rtol?: number;
  /** Throw on a wrong gradient (the default), or return false. */
  raiseException?: boolean;
}

const FN = 'gradcheck';
/** By how many units in the last place a result of float32 ops may be off. */
const ULPS = 8;

type Results = Tensor | readonly Tensor[];

/** The tensors of a result. */
function listOf(result: unknown): Tensor[] {
  const list: unknown[] = Array.isArray(result) ? result : [result];
  for (const t of list) if (!(t instanceof Tensor)) failType(FN, `expected fn to return tensors, got ${show(t)}`);
  return list as Tensor[];
}

/** The position of each element of a tensor in memory. */
function wordsOf(t: Tensor): number[] {
  const words: number[] = [];
  t.forEachWord((word) => words.push(word));
  return words;
}

/** The elements of several tensors, one tensor after the other. */
const evaluate = (fn: () => Tensor[]): number[] => scope(() => noGrad(() => fn().flatMap((t) => Array.from(t.toTypedArray()))));

/** Describes a wrong gradient with respect to those of `given` that require one; undefined if there is none. */
function wrongGradient(fn: () => Results, given: readonly Tensor[], eps: number, atol: number, rtol: number): string | undefined {
  const inputs = given.filter((t) => t.requiresGrad);
  const made = listOf(fn());
  const kept = made.flatMap((t, i) => (t.requiresGrad ? [i] : []));
  const pick = (list: readonly Tensor[]): Tensor[] => kept.map((i) => list[i] as Tensor);
  const outputs = pick(made);
  if (outputs.length === 0) failRange(FN, 'expected an output that requires a gradient, got none');
  const all = (): Tensor[] => pick(listOf(fn()));
  const still = evaluate(all);
  if (evaluate(all).some((x, i) => !Object.is(x, still[i])))
    failRange(FN, 'expected a function that returns the same each time, got one that does not; seed its generator');
  // rows[i][k]: the gradient of the i-th element of the outputs with respect to the k-th input
  const rows = outputs.flatMap((y) =>
    Array.from({ length: y.numel }, (_, i) => {
      const one = zeros(y.sizes);
      heap.f32[(one.ptr >>> 2) + i] = 1;
      const found = grad(y, inputs, { gradOutputs: one, retainGraph: true, allowUnused: true });
      return found.map((g, k) => (g ?? zeros((inputs[k] as Tensor).sizes)).toTypedArray());
    }),
  );
  const where = (i: number): string => {
    let [at, output] = [i, 0];
    while (at >= (outputs[output] as Tensor).numel) at -= (outputs[output++] as Tensor).numel;
    return `output ${output} at ${showIndex(at, (outputs[output] as Tensor).sizes)}`;
  };
  for (const [k, x] of inputs.entries()) {
    for (const [j, word] of wordsOf(x).entries()) {
      const before = heap.f32[word] as number;
      const moved = (by: number): { at: number; values: number[] } => {
        heap.f32[word] = before + by;
        const at = heap.f32[word] as number;
        try {
          return { at, values: evaluate(all) };
        } finally {
          heap.f32[word] = before;
        }
      };
      const [up, down] = [moved(eps), moved(-eps)];
      const distance = up.at - down.at;
      for (const [i, row] of rows.entries()) {
        const [high, low] = [up.values[i] as number, down.values[i] as number];
        const want = (high - low) / distance;
        const got = row[k]?.[j] as number;
        const rounding = (ULPS * 2 ** -24 * Math.max(Math.abs(high), Math.abs(low))) / distance;
        if (Math.abs(got - want) <= atol + rtol * Math.abs(want) + rounding) continue;
        const name = `${where(i)} by input ${given.indexOf(x)} at ${showIndex(j, x.sizes)}`;
        return `expected a gradient near ${Number(want.toPrecision(4))} of ${name} (by finite differences), got ${got}`;
      }
    }
  }
  return undefined;
}

/**
 * Whether the gradients that `backward()` computes for a function agree with finite differences: every element of the outputs
 * with respect to every element of the inputs that require a gradient. `torch.autograd.gradcheck` in PyTorch; here in float32, so
 * that the defaults are coarser, and rounding is allowed for. Kinks, such as relu's at 0, must be further away than `eps`.
 *
 * @param fn a function of the inputs that returns one tensor or several, the same each time.
 * @param inputs a tensor or several, float32; they are changed in place, and restored.
 * @returns true, or false for a wrong gradient with `raiseException: false`.
 * @throws {RangeError} for a wrong gradient, which it names, and if no input requires one.
 */
export function gradcheck(
  fn: (...inputs: Tensor[]) => Results,
  inputs: Tensor | readonly Tensor[],
  options: GradcheckOptions = {},
): boolean {
  takes(FN, 3, arguments);
  if (typeof fn !== 'function') failType(FN, `expected fn to be a function, got ${show(fn)}`);
  checkSync(FN, fn);
  checkOptions(FN, options, ['eps', 'atol', 'rtol', 'raiseException']);
  const eps = checkNumber(FN, 'eps', options.eps ?? 2 ** -7, Number.MIN_VALUE);
  const atol = checkNumber(FN, 'atol', options.atol ?? 1e-3, 0);
  const rtol = checkNumber(FN, 'rtol', options.rtol ?? 5e-3, 0);
  const raises = checkBoolean(FN, 'raiseException', options.raiseException ?? true);
  const given: readonly Tensor[] = inputs instanceof Tensor ? [inputs] : inputs;
  if (!Array.isArray(given)) failType(FN, `expected inputs to be a tensor or several, got ${show(inputs)}`);
  for (const t of given) checkTensor(FN, 'inputs', t);
  if (!given.some((t) => t.requiresGrad))
    failRange(FN, 'expected an input that requires a gradient, got none; set requiresGrad on one');
  let wrong: string | undefined;
  try {
    wrong = scope(() => wrongGradient(() => fn(...given), given, eps, atol, rtol));
  } catch (error) {
    throw nameMemoryError(FN, error);
  }
  if (wrong !== undefined && raises) failRange(FN, wrong);
  return wrong === undefined;
}
