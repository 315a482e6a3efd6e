/** How notebooks show plain data: Jupyter kernels that run JavaScript, such as Deno's, look for a method under a symbol. */

/** The same content in two forms, by MIME type. */
export interface Display {
  'text/plain': string;
  'text/html': string;
}

/** Defines how a value is displayed. The method is not enumerable: to JSON and `structuredClone` the value is unchanged. */
export function shownAs<T extends object>(value: T, display: () => Display): T {
  return Object.defineProperty(value, Symbol.for('Jupyter.display'), { value: display });
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A number with four digits. */
export const brief = (value: number | undefined): string => (value === undefined ? '' : String(Number(value.toPrecision(4))));

/** Rows below a header. `shade` returns the strength of a cell's colour, from 0 to 1. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  shade?: (row: number, column: number) => number,
): Display {
  const widths = head.map((name, c) => Math.max(name.length, ...rows.map((row) => (row[c] as string).length)));
  const line = (cells: readonly string[]): string => cells.map((cell, c) => cell.padStart(widths[c] as number)).join('  ');
  const cell = (text: string, r: number, c: number): string => {
    const strength = shade?.(r, c) ?? 0;
    return `<td${strength > 0 ? ` style="background:rgba(243,166,75,${strength.toFixed(2)})"` : ''}>${escaped(text)}</td>`;
  };
  const body = rows.map((row, r) => `<tr>${row.map((text, c) => cell(text, r, c)).join('')}</tr>`);
  const top = head.map((name) => `<th>${escaped(name)}</th>`).join('');
  return { 'text/plain': [head, ...rows].map(line).join('\n'), 'text/html': `<table><tr>${top}</tr>${body.join('')}</table>` };
}
