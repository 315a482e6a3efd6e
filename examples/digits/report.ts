/** What is said of a trained model: its confusion matrix, and each class's precision and recall. */
import type { metrics } from 'rushlight';
import { percent } from '../support/progress.ts';

/** The matrix with actual classes down and predicted ones across, and recall and precision (in per cent) at its edges. */
export function confusionTable(counts: number[][], { precision, recall }: metrics.PrecisionRecallF1): string {
  const cell = (text: string | number): string => String(text).padStart(5);
  const head = `actual  ${counts.map((_, c) => cell(c)).join('')}   recall`;
  const rows = counts.map(
    (row, c) =>
      `${cell(c)}   ${row.map((n) => cell(n === 0 ? '·' : n)).join('')}   ${percent(recall[c] as number, 1).padStart(6)}`,
  );
  return [head, ...rows, `prec. % ${precision.map((p) => cell((100 * p).toFixed(1))).join('')}`].join('\n');
}
