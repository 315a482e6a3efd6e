/** Precision and recall of each class: a table for the terminal. */
import type { metrics } from 'rushlight';
import { percent } from './progress.ts';

/** A line for each class: its precision, its recall, and how many samples it has. */
export function classTable(names: readonly string[], result: metrics.PrecisionRecallF1): string {
  const width = Math.max(...names.map((name) => name.length), 5);
  const head = `${''.padEnd(width)}  precision   recall   count`;
  const rows = names.map((name, c) => {
    const figure = (of: number[]): string => percent(of[c] as number, 1).padStart(7);
    return `${name.padEnd(width)}  ${figure(result.precision)}   ${figure(result.recall)}   ${String(result.support[c]).padStart(5)}`;
  });
  return [head, ...rows].join('\n');
}
