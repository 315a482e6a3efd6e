/** How the page writes numbers: a real minus, and what is not finite by its name. */

export function fixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** As many digits as float32 tells apart. */
export const exact = (value: number): string => fixed(value, 8 - Math.max(1, Math.trunc(Math.abs(value)).toString().length));

/** A score: one decimal, or none where it is large. */
export const score = (value: number): string =>
  Math.abs(value) >= 100 ? `${value < 0 ? '−' : ''}${Math.round(Math.abs(value)).toLocaleString('en')}` : fixed(value, 1);

export const percent = (share: number): string => (Number.isNaN(share) ? 'NaN' : `${(100 * share).toFixed(1)} %`);
