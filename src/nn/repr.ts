/** Values as Python prints them, for modules' `toString()`. */

/** A float: `1.0`, `1e-05`, `0.1`. */
export function float(x: number): string {
  const [mantissa, e = '0'] = x.toExponential().split('e');
  const exponent = Number(e);
  if (exponent < -4 || exponent >= 16)
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return Number.isInteger(x) ? `${x}.0` : String(x);
}

/** True or False. */
export const bool = (x: boolean): string => (x ? 'True' : 'False');

/** A tuple: `(3,)`, `(2, 3)`; a single number is not changed. */
export function tuple(x: number | readonly (number | null)[]): string {
  if (typeof x === 'number') return String(x);
  return `(${x.map((v) => v ?? 'None').join(', ')}${x.length === 1 ? ',' : ''})`;
}
