// The command line of the long forms.

/** The number that follows a flag, or what it is without. */
export function numberAfter(flag: string, otherwise: number): number {
  const at = process.argv.indexOf(flag);
  if (at < 0) return otherwise;
  const value = Number(process.argv[at + 1]);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${flag}: expected a number, got ${process.argv[at + 1]}`);
  return value;
}
