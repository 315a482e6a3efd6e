// `npm run fuzz:torch -- --minutes 10 --seed 1`: the programs of `npm run fuzz` on PyTorch as well, values and gradients. Without a
// Python that has PyTorch it says so and does nothing.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import * as rl from 'rushlight';
import { programs } from './fuzz.ts';
import { numberAfter } from './options.ts';
import { type Instruction, plan } from './plan.ts';
import { describe, Runner } from './run.ts';
import type { Step } from './world.ts';

interface Answer {
  /** It was not sent: the library rightly refused, or a gradient has a kink. */
  unasked?: boolean;
  fault?: string;
  /** An op that PyTorch has under no such name. */
  skipped?: string;
  /** A change in place that PyTorch refuses in backward. */
  refused?: string;
  /** Any other error. */
  raised?: string;
}

const python = ['/usr/bin/python3', 'python3'].find((path) => spawnSync(path, ['-c', 'import torch']).status === 0);

interface Value {
  data: number[];
  shape: readonly number[];
}

/** JSON with the infinities, NaN and −0 that Python reads. */
const json = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) => {
    if (Object.is(v, -0)) return '@-0.0';
    return typeof v === 'number' && !Number.isFinite(v) ? `@${v}` : v;
  }).replace(/"@(\S+?)"/g, '$1');

/** Numbers as the library's ops take them: the nearest float32. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.fround(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, rounded(v)]));
}

/** The program with what the library made of each step, or undefined where the library rightly refused. */
function record(steps: readonly Step[]): string | undefined {
  const values: Record<number, Value>[] = [];
  let text: string | undefined;
  rl.scope(() => {
    const runner = new Runner(rl, (step, id, data) => {
      values[step] ??= {};
      values[step][id] = { data: Array.from(data), shape: runner.world.get(id).shape };
    });
    runner.run(steps);
    const { refused, kinked } = runner.finish();
    if (refused || kinked) return;
    const gradients: Record<number, [number[], number[]]> = {};
    for (const [id, { want, allowed }] of runner.expectedGradients())
      gradients[id] = [Array.from(runner.tensors.get(id)!.grad?.toTypedArray() ?? want.data), allowed];
    const told = steps.map((step, i) => {
      const [rtol, atol] = runner.tolerances.get(i) ?? [0, 0];
      const args = step.kind === 'call' || step.kind === 'change' ? { args: rounded(step.args) } : {};
      const data = step.kind === 'leaf' && step.dtype === 'float32' ? { data: step.data.map(Math.fround) } : {};
      return { ...step, ...args, ...data, values: values[i] ?? {}, allowed: [Math.max(rtol, 1e-6), Math.max(atol, 1e-7)] };
    });
    text = json({ steps: told, gradients });
  });
  return text;
}

async function compare(path: string): Promise<void> {
  const minutes = numberAfter('--minutes', 1);
  const seed = numberAfter('--seed', Date.now() % 2 ** 31);
  const child = spawn(path, ['test/fuzz/pytorch.py'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (steps: readonly Step[]): Promise<Answer> => {
    const line = record(steps);
    if (line === undefined) return { unasked: true };
    child.stdin.write(`${line}\n`);
    return JSON.parse((await lines.next()).value as string) as Answer;
  };
  const tally = { programs: 0, unasked: 0, refused: 0, skipped: new Map<string, number>() };
  let failed = false;
  const check = async (instructions: readonly Instruction[]): Promise<void> => {
    const before = failed;
    failed = true;
    const { fault, raised, unasked, refused, skipped } = await ask(plan(instructions));
    const wrong = fault ?? raised;
    if (wrong !== undefined) throw new Error(wrong);
    // what is run to shrink one that failed does not count
    failed = before;
    if (failed) return;
    tally.programs++;
    if (unasked) tally.unasked++;
    if (refused !== undefined) tally.refused++;
    if (skipped !== undefined) tally.skipped.set(skipped, (tally.skipped.get(skipped) ?? 0) + 1);
  };
  const result = await fc.check(fc.asyncProperty(programs(), check), {
    seed,
    numRuns: 1e9,
    interruptAfterTimeLimit: minutes * 60_000,
  });
  const [least] = result.counterexample ?? [];
  if (result.failed && least !== undefined) {
    const steps = plan(least);
    console.error(`path ${result.counterexamplePath}\n${result.errorInstance}\n${describe(steps)}`);
    process.exitCode = 1;
  }
  const passedOver = [...tally.skipped.values()].reduce((a, b) => a + b, 0);
  console.log(
    `seed ${seed}: ${tally.programs} programs, ${least === undefined ? 'no fault' : 'the next one failed'}; ${tally.refused} refused by PyTorch, ` +
      `${tally.unasked} not compared for a refusal or a kink, ${passedOver} passed over`,
  );
  for (const [why, times] of tally.skipped) console.log(`  passed over ${times} times: ${why}`);
  child.stdin.end();
}

rl.zeros([1]).dispose();
if (python === undefined) console.warn('fuzz:torch: skipped, since no Python with PyTorch was found');
else await compare(python);
