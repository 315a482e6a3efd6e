import { columnOf, type Scores } from './scores.ts';

/** How per-class or per-label values become one: their mean, their mean weighted by support, the value over all together; or an array. */
export type Average = 'macro' | 'micro' | 'weighted' | 'none';

/** The words of `Average`. */
export const AVERAGES = ['macro', 'micro', 'weighted', 'none'] as const;

/** The value for one column, from its scores, its members and their weights; `what` names the column in errors. */
export type ColumnFigure = (what: string, scores: Float32Array, hits: Uint8Array, weights: Float32Array | null) => number;

/** All columns as one, row by row. */
function flattened(read: Scores): [Float32Array, Uint8Array, Float32Array | null] {
  const { kind, L, scores, target, weights } = read;
  const hits = new Uint8Array(scores.length);
  for (let i = 0; i < hits.length; i++)
    hits[i] = kind === 'classes' ? Number(target[Math.floor(i / L)] === i % L) : (target[i] as number);
  return [scores, hits, weights && Float32Array.from(scores, (_, i) => weights[Math.floor(i / L)] as number)];
}

/** The value for binary scores, or its average over classes or labels. */
export function averaged(read: Scores, average: Average, figure: ColumnFigure): number | number[] {
  const { kind, L, weights } = read;
  if (kind === 'binary') {
    const { scores, hits } = columnOf(read, 0);
    return figure('class 1', scores, hits, weights);
  }
  if (average === 'micro') return figure('the classes', ...flattened(read));
  const word = kind === 'labels' ? 'label' : 'class';
  const figures: number[] = [];
  let [total, all] = [0, 0];
  for (let c = 0; c < L; c++) {
    const { scores, hits } = columnOf(read, c);
    const value = figure(`${word} ${c}`, scores, hits, weights);
    let weight = 1;
    if (average === 'weighted') {
      weight = 0;
      for (let i = 0; i < hits.length; i++) if (hits[i] === 1) weight += weights === null ? 1 : (weights[i] as number);
    }
    figures.push(value);
    total += weight * value;
    all += weight;
  }
  return average === 'none' ? figures : total / all;
}
