// Draws programs, runs them, and shrinks the first that fails to the least.
import fc from 'fast-check';
import { type Instruction, plan } from './plan.ts';
import { describe, type Library, type Outcome, runProgram } from './run.ts';
import { mapRefs, type Step } from './world.ts';

const instruction = fc.tuple(fc.nat(999), fc.nat(9999), fc.nat(9999), fc.nat(9999), fc.nat(9999), fc.nat(9999));

/** Programs of up to `most` instructions; what is shrunk may end with one. */
export const programs = (most = 50): fc.Arbitrary<Instruction[]> =>
  fc.array(instruction, { minLength: 1, maxLength: most, size: 'max' });

export interface Tally {
  programs: number;
  calls: number;
  gradients: number;
  refused: number;
  kinked: number;
  /** The least program that fails, and how. */
  fault: string | undefined;
}

/** Runs programs for so many milliseconds, or so many of them. */
export function fuzz(rl: Library, { seed, ms = Infinity, runs = 1e9 }: { seed: number; ms?: number; runs?: number }): Tally {
  const tally: Tally = { programs: 0, calls: 0, gradients: 0, refused: 0, kinked: 0, fault: undefined };
  const until = performance.now() + ms;
  let failed = false;
  const check = (instructions: readonly Instruction[]): void => {
    try {
      const outcome = runProgram(rl, plan(instructions));
      // what is run to shrink one that failed does not count
      if (!failed) add(tally, outcome);
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const result = fc.check(fc.property(programs(), check), {
    seed,
    numRuns: runs,
    ...(Number.isFinite(ms) && { interruptAfterTimeLimit: Math.max(1, until - performance.now()) }),
  });
  const [least] = result.counterexample ?? [];
  if (result.failed && least !== undefined) {
    const steps = leastOf(plan(least), (some) => failure(rl, some) !== undefined);
    tally.fault = `seed ${seed}, path ${result.counterexamplePath}\n${failure(rl, steps)}\n${describe(steps)}`;
  }
  return tally;
}

function failure(rl: Library, steps: readonly Step[]): unknown {
  try {
    runProgram(rl, steps);
    return undefined;
  } catch (error) {
    return error;
  }
}

const idsMadeBy = (step: Step): number[] =>
  step.kind === 'leaf' ? [step.out] : step.kind === 'call' ? Object.values(step.outs) : [];

function idsReadBy(step: Step): number[] {
  if (step.kind === 'close') return step.keep;
  if (step.kind === 'dispose' || step.kind === 'backward') return [step.id];
  const found: number[] = [];
  if (step.kind === 'call' || step.kind === 'change') mapRefs(step.args, (ref) => found.push(ref));
  return found;
}

/** The program without the steps that it fails without: fast-check takes out instructions, and each may be several steps. */
export function leastOf(steps: readonly Step[], fails: (steps: readonly Step[]) => boolean): readonly Step[] {
  let least = steps;
  for (let i = least.length - 1; i >= 0; i--) {
    const step = least[i]!;
    if (step.kind === 'open' || step.kind === 'close') continue;
    const made = idsMadeBy(step);
    if (least.some((other) => idsReadBy(other).some((id) => made.includes(id)))) continue;
    const shorter = least.filter((_, j) => j !== i);
    if (fails(shorter)) least = shorter;
  }
  return least;
}

function add(tally: Tally, { calls, gradients, refused, kinked }: Outcome): void {
  tally.programs++;
  tally.calls += calls;
  tally.gradients += gradients;
  tally.refused += Number(refused);
  tally.kinked += Number(kinked);
}
