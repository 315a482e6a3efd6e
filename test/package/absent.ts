// Stands for the tests of something that is not installed here.
import { it } from 'vitest';

/** Says aloud what did not run, and fails where everything should be there. */
export function leftOut(message: string): void {
  it(message, ({ skip }) => {
    if (process.env['CI']) throw new Error(message);
    console.warn(message);
    skip(message);
  });
}
