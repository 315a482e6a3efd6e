/** How the page formats numbers. */
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const count = (value: number): string => whole.format(value);
export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
export const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
