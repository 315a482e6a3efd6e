/** How well each class was told: a table for the terminal. */
import type { metrics } from 'rushlight';
import { percent } from './progress.ts';

/** A line for each class: how much of what was taken for it was of it, how much of it was found, and how many there were. */
export function classTable(names: readonly string[], result: metrics.PrecisionRecallF1): string {
  const width = Math.max(...names.map((name) => name.length), 5);
  const head = `${''.padEnd(width)}  precision   recall   count`;
  const rows = names.map((name, c) => {
    const figure = (of: number[]): string => percent(of[c] as number, 1).padStart(7);
    return `${name.padEnd(width)}  ${figure(result.precision)}   ${figure(result.recall)}   ${String(result.support[c]).padStart(5)}`;
  });
  return [head, ...rows].join('\n');
}
