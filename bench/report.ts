/** The tables, in Markdown that a terminal can be read in too. */
import type { Outcome } from './harness.ts';

/** What a run of the bench writes. */
export interface Results {
  machine: string;
  /** How many processes ran or waited, on average over the last quarter of an hour. */
  load: number;
  judged: 'best' | 'median';
  quick: boolean;
  families: { name: string; title: string; platform: string; outcomes: Outcome[] }[];
}

/** Results as a file holds them, with as many digits as they are worth. */
export const asJson = (results: object): string =>
  `${JSON.stringify(results, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value), 1)}\n`;

/** Columns padded to their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]): string => `| ${widths.map((w, i) => (cells[i] ?? '').padEnd(w)).join(' | ')} |`;
  return [line(head), line(widths.map((w) => '-'.repeat(w))), ...rows.map(line)].join('\n');
}

export const digits = (x: number): string => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));

const verdict = ({ text, met, missedBy }: Outcome['goals'][number]): string =>
  met === null ? text : `${text}: ${met ? 'met' : `missed by ${(100 * missedBy).toFixed(missedBy < 0.095 ? 1 : 0)} %`}`;

export function tableOf(outcomes: readonly Outcome[]): string {
  return table(
    ['row', 'rate', 'spread', '× plain JS', 'error', 'against the limits (target): verdict'],
    outcomes.map((o) => {
      if (o.failed !== undefined) return [o.row, o.failed];
      if (o.missing !== undefined) return [o.row, 'not here', '', '', '', o.missing];
      return [
        o.row,
        `${digits(o.rate ?? NaN)} ${o.unit}`,
        `${(100 * (o.spread ?? NaN)).toFixed(0)} %`,
        o.plain === undefined ? '' : digits(o.plain),
        o.error === undefined ? '' : o.error.toExponential(1),
        o.goals.map(verdict).join('; '),
      ];
    }),
  );
}

const judged = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap((o) => o.goals.filter((g) => g.met !== null).map((g) => ({ row: o.row, ...g })));

/** The figures that miss their target, each with by how much. */
export const missed = (outcomes: readonly Outcome[]): string[] =>
  judged(outcomes).flatMap((g) => (g.met ? [] : [`${g.row}: ${verdict(g)}`]));

/** How many figures have a target, and those that are missed. */
export function summary(outcomes: readonly Outcome[]): string {
  const [all, lines] = [judged(outcomes).length, missed(outcomes)];
  return `${all - lines.length} of ${all} targets met${lines.map((line) => `\n  missed: ${line}`).join('')}`;
}
