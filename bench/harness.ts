/**
 * How a row is run: checked first, then timed together with those it is compared with, all of them in turn in every
 * round, so that a clock or a neighbour that changes meets each alike. A ratio is the median of the rounds' ratios.
 */
import type { Tensor } from 'rushlight';
import { Bench } from 'tinybench';

/** A call to be timed here, or something in another process that times itself. */
export type Run = (() => void) | Remote;

export interface Remote {
  /** Runs for at least `ms`; the median of a call, in ms. */
  time(ms: number): Promise<number>;
}

export type Level = 'simd' | 'relaxed' | 'wide';

/** A figure to reach, the same at every level or by level. */
export interface Goal {
  /** Whom to compare with: a name in `versus`, or nobody for a plain time. */
  versus?: string;
  /** share: our rate over theirs; faster: their time over ours; cost: ours over theirs; above: ours less theirs, in ms; micros: ours. */
  as: 'share' | 'faster' | 'cost' | 'above' | 'micros';
  /** Without one the figure is only shown. */
  target?: number | Partial<Record<Level, number>>;
}

/** A figure that is no time: memory, an error in units in the last place. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  atMost?: number;
}

export interface Work {
  /** What a call does, in units of 10⁹: floating-point operations or bytes; for µs and steps/s, 1. */
  work: number;
  unit: 'GFLOP/s' | 'GB/s' | 'µs' | 'ms' | 'steps/s' | 'ns/element';
  /** The greatest difference allowed, over the greatest magnitude of what is wanted. */
  tolerance: number;
  /** Freshly computed: ours, and what it should be. */
  check: () => Pair | Promise<Pair>;
  ours: Run;
  /** Others, and the limits: what to call, and how much work that is in the same units (as much as ours if absent). */
  versus: Record<string, { run: Run; work?: number } | undefined>;
  goals: Goal[];
  figures?: () => Figure[] | Promise<Figure[]>;
  dispose?: () => void | Promise<void>;
}

export type Pair = [got: ArrayLike<number>, want: ArrayLike<number>];

export interface Place {
  plot: string;
  x: number;
}

export interface Row {
  name: string;
  /** The plot that shows the row, and where on its axis. */
  at?: Place;
  /** Makes the data; throws Unavailable if this machine cannot run it. */
  setup: () => Work | Promise<Work>;
}

export interface Family {
  name: string;
  title: string;
  /** Rows, made once the kernels are loaded. */
  rows: () => Row[];
  /** What its process needs: a level of its own, Node's flags, and a Node no older than this. */
  level?: Level;
  flags?: string[];
  since?: number;
}

/** The name under which rows compare themselves with loops over typed arrays. */
export const PLAIN = 'plain JS';

/** A tensor's numbers, copied out. */
export const f32 = (t: Tensor): Float32Array => t.toTypedArray() as Float32Array;

/** Why a row cannot be had on this machine. */
export class Unavailable extends Error {}

export interface Pace {
  rounds: number;
  slice: number;
  warmup: number;
  /** Whether the best round counts instead of the median: where other work disturbs most of them. */
  best?: boolean;
}

export const FULL: Pace = { rounds: 7, slice: 40, warmup: 200 };
export const QUICK: Pace = { rounds: 3, slice: 10, warmup: 50 };

/** A single call that takes longer than this is not repeated to warm up, and seldom to be timed. */
const LONG_MS = 400;
const FEW_ROUNDS = 3;
const SHORTEST_SAMPLE_MS = 0.02;
/** The fewest ticks of the clock in a sample. */
const TICKS = 50;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const mid = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[mid] as number) : ((sorted[mid - 1] as number) + (sorted[mid] as number)) / 2;
};

/** The range between the quartiles, over the median. */
export function quartileSpread(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] as number;
  return (at(0.75) - at(0.25)) / median(values);
}

/** How far the clock moves at once: browsers round it, WebKit to a millisecond. */
function tick(): number {
  const from = performance.now();
  for (;;) {
    const now = performance.now();
    if (now > from) return now - from;
  }
}

/** A function as tinybench is to call it: often enough for the clock, after its warm-up. */
export function timer(run: () => void, warmup: number): { once: (ms: number) => number; first: number; long: boolean } {
  const begin = performance.now();
  run();
  const first = performance.now() - begin;
  const long = first > LONG_MS;
  for (; !long && performance.now() - begin < warmup; ) run();
  const shortest = Math.max(SHORTEST_SAMPLE_MS, TICKS * Math.min(tick(), tick(), tick()));
  const before = performance.now();
  let calls = 0;
  for (; !long && performance.now() - before < Math.max(1, shortest / 2); calls++) run();
  const repeats = Math.max(1, Math.ceil((shortest * calls) / (performance.now() - before)));
  const repeated = (): void => {
    for (let i = 0; i < repeats; i++) run();
  };
  const once = (ms: number): number => {
    const bench = new Bench({ time: ms, iterations: 1, warmup: false, throws: true });
    bench.add('row', repeats === 1 ? run : repeated).runSync();
    const result = bench.tasks[0]?.result;
    if (result?.state !== 'completed') throw new Error(`bench: expected a timing, got '${result?.state}'`);
    return result.latency.p50 / repeats;
  };
  return { once, first, long };
}

/** Times all in turn. */
export async function measure(runs: Record<string, Run>, pace: Pace): Promise<Record<string, number[]>> {
  const all: { name: string; once: (ms: number) => number | Promise<number>; first: number; long: boolean }[] = [];
  for (const [name, run] of Object.entries(runs)) {
    if (typeof run === 'function') all.push({ name, ...timer(run, pace.warmup) });
    else {
      const first = await run.time(pace.warmup);
      all.push({ name, once: (ms) => run.time(ms), first, long: first > LONG_MS });
    }
  }
  const ms: Record<string, number[]> = Object.fromEntries(all.map(({ name }) => [name, []]));
  const rounds = all[0]?.long ? FEW_ROUNDS : pace.rounds;
  for (let round = 0; round < rounds; round++) {
    for (const { name, once, first, long } of all) {
      // plain loops are so far behind that one long call will do
      if (long && name === PLAIN) ms[name] = [first];
      else if (!long || round < FEW_ROUNDS) ms[name]?.push(await once(pace.slice));
    }
  }
  return ms;
}

/** The greatest difference over the greatest magnitude wanted; infinite if they differ in length or hold NaN. */
export function errorOf([got, want]: Pair): number {
  if (got.length !== want.length) return Infinity;
  let worst = 0;
  let top = 0;
  for (let i = 0; i < got.length; i++) {
    const d = got[i] === want[i] ? 0 : Math.abs((got[i] as number) - (want[i] as number));
    worst = d <= worst ? worst : Number.isNaN(d) ? Infinity : d;
    top = Math.max(top, Math.abs(want[i] as number));
  }
  return worst === 0 ? 0 : worst / top;
}

export interface Outcome {
  row: string;
  at?: Place;
  /** Set if there is no rate: the check failed, or this machine cannot run it. */
  failed?: string;
  missing?: string;
  rate?: number;
  unit?: string;
  ms?: number;
  /** Quartile range of the rounds, over the median. */
  spread?: number;
  error?: number;
  plain?: number;
  /** The median ms of whom it is compared with, by name; of a limit, for as much work as the row's. */
  versus?: Record<string, number>;
  goals: { text: string; value: number; target: number | null; met: boolean | null; missedBy: number }[];
}

const percent = (x: number): string => `${(100 * x).toFixed(0)} %`;
const times = (x: number): string => `${x.toFixed(x < 10 ? 2 : 0)}×`;

/** How much more work one call of theirs is than of ours. */
const scaleOf = ({ work, versus }: Work, name: string): number => (versus[name]?.work ?? work) / work;

function judge(
  goal: Goal,
  level: Level,
  work: Work,
  ms: Record<string, number[]>,
  best: boolean,
): Outcome['goals'][number] | null {
  const ours = ms['ours'] as number[];
  const target = typeof goal.target === 'object' ? goal.target[level] : goal.target;
  const wanted = target ?? null;
  const finish = (value: number, text: string, show: (x: number) => string, least: boolean) => {
    const met = wanted === null ? null : least ? value >= wanted : value <= wanted;
    const missedBy = wanted === null || met ? 0 : Math.abs(value / wanted - 1);
    return {
      text: `${text}${wanted === null ? '' : ` (${least ? '≥' : '≤'} ${show(wanted)})`}`,
      value,
      target: wanted,
      met,
      missedBy,
    };
  };
  if (goal.as === 'micros') {
    const micros = (best ? Math.min(...ours) : median(ours)) * 1000;
    const short = micros < 1000;
    const text = short ? `${micros.toFixed(2)} µs` : `${(micros / 1000).toFixed(0)} ms`;
    return finish(micros, text, (x) => (short ? `${x} µs` : `${x / 1000} ms`), false);
  }
  const name = goal.versus as string;
  const theirs = ms[name];
  if (theirs === undefined) return null;
  if (goal.as === 'above') {
    const above = best ? Math.min(...ours) - Math.min(...theirs) : median(theirs.map((t, i) => (ours[i] as number) - t));
    return finish(above, `${above.toFixed(1)} ms above ${name}`, (x) => `${x} ms`, false);
  }
  const scale = scaleOf(work, name);
  const ratio = (best ? Math.min(...theirs) / Math.min(...ours) : median(theirs.map((t, i) => t / (ours[i] as number)))) / scale;
  if (goal.as === 'share') return finish(ratio, `${percent(ratio)} of ${name}`, percent, true);
  if (goal.as === 'cost') return finish(1 / ratio, `${times(1 / ratio)} the time of ${name}`, times, false);
  return finish(ratio, `${times(ratio)} as fast as ${name}`, times, true);
}

function judgeFigure({ name, value, unit, atMost }: Figure): Outcome['goals'][number] {
  const met = atMost === undefined ? null : value <= atMost;
  const missedBy = atMost === undefined || met ? 0 : value / atMost - 1;
  const text = `${name} ${value.toPrecision(3)} ${unit}${atMost === undefined ? '' : ` (≤ ${atMost})`}`;
  return { text, value, target: atMost ?? null, met, missedBy };
}

/** Checks a row, and then times it. */
export async function runRow(row: Row, level: Level, pace: Pace): Promise<Outcome> {
  let work: Work;
  try {
    work = await row.setup();
  } catch (problem) {
    if (problem instanceof Unavailable) return { row: row.name, missing: problem.message, goals: [] };
    throw problem;
  }
  try {
    const error = errorOf(await work.check());
    if (!(error <= work.tolerance)) {
      const failed = `WRONG: error ${error.toExponential(1)}, allowed ${work.tolerance.toExponential(0)}`;
      return { row: row.name, failed, error, goals: [] };
    }
    const runs: Record<string, Run> = { ours: work.ours };
    for (const [name, other] of Object.entries(work.versus)) if (other !== undefined) runs[name] = other.run;
    const ms = await measure(runs, pace);
    const ours = ms['ours'] as number[];
    const best = pace.best ?? false;
    const middleOf = (all: number[]): number => (best ? Math.min(...all) : median(all));
    const middle = middleOf(ours);
    const others = Object.keys(runs).filter((name) => name !== 'ours');
    const plain = ms[PLAIN];
    const rates = { µs: middle * 1000, ms: middle, 'steps/s': 1000 / middle, 'ns/element': middle / work.work / 1000 };
    const figures = (await work.figures?.()) ?? [];
    return {
      row: row.name,
      ...(row.at && { at: row.at }),
      rate: rates[work.unit as keyof typeof rates] ?? work.work / (middle / 1000),
      unit: work.unit,
      ms: middle,
      spread: quartileSpread(ours),
      error,
      ...(plain === undefined ? {} : { plain: median(plain) / middle }),
      versus: Object.fromEntries(others.map((name) => [name, middleOf(ms[name] as number[]) / scaleOf(work, name)])),
      goals: [
        ...work.goals.map((goal) => judge(goal, level, work, ms, best)).filter((g) => g !== null),
        ...figures.map(judgeFigure),
      ],
    };
  } finally {
    await work.dispose?.();
  }
}
