/** What is said of a trained model: its confusion matrix, and each class's precision and recall. */

/** counts[actual][predicted] of the given labels. */
export function confusionOf(actual: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < actual.length; i++) {
    const row = counts[actual[i] as number] as number[];
    row[predicted[i] as number] = (row[predicted[i] as number] as number) + 1;
  }
  return counts;
}

/** The matrix with actual classes down and predicted ones across, and recall and precision at its edges. */
export function confusionTable(counts: number[][]): string {
  const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`);
  const total = (list: number[]): number => list.reduce((a, b) => a + b, 0);
  const cell = (text: string | number): string => String(text).padStart(5);
  const head = `actual  ${counts.map((_, c) => cell(c)).join('')}   recall`;
  const rows = counts.map(
    (row, c) =>
      `${cell(c)}   ${row.map((n) => cell(n === 0 ? '·' : n)).join('')}   ${percent(row[c] as number, total(row)).padStart(6)}`,
  );
  const columns = counts.map((_, c) => total(counts.map((row) => row[c] as number)));
  const precision = `precision ${columns
    .map((n, c) =>
      percent(counts[c]?.[c] as number, n)
        .replace('%', '')
        .padStart(5),
    )
    .join('')}`.replace('precision ', 'prec. % ');
  return [head, ...rows, precision].join('\n');
}
