/** The report on a trained model: its confusion matrix with precision and recall. */
import type { metrics } from 'rushlight';
import { percent } from '../support/progress.ts';

/** The confusion matrix, actual classes down and predicted ones across, with recall and precision in per cent. */
export function confusionTable(counts: number[][], { precision, recall }: metrics.PrecisionRecallF1): string {
  const cell = (text: string | number): string => String(text).padStart(5);
  const head = `actual  ${counts.map((_, c) => cell(c)).join('')}   recall`;
  const rows = counts.map(
    (row, c) =>
      `${cell(c)}   ${row.map((n) => cell(n === 0 ? '·' : n)).join('')}   ${percent(recall[c] as number, 1).padStart(6)}`,
  );
  return [head, ...rows, `prec. % ${precision.map((p) => cell((100 * p).toFixed(1))).join('')}`].join('\n');
}
