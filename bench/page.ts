/** What a page does on request: the works that are served, checked by some of their values, and timed. */
import { timer } from './harness.ts';
import { SERVED, type Served, someOf } from './served.ts';

const made = new Map<string, Served>();
const timers = new Map<string, (ms: number) => number>();

function work(op: string): Served {
  let served = made.get(op);
  if (served === undefined) made.set(op, (served = (SERVED[op] as () => Served)()));
  return served;
}

export const values = (op: string): number[] => someOf(work(op).values());

/** The median of a call, in ms. */
export function time(op: string, ms: number, warmup: number): number {
  let once = timers.get(op);
  if (once === undefined) timers.set(op, (once = timer(work(op).run, warmup).once));
  return once(ms);
}
