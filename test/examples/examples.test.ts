// The examples as a user runs them, each in a process of its own, held to what they promise. Those that train for long
// run fewer epochs here, with a bar of their own; the whole of each is `npm run example -- NAME`.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** What the example prints. */
function run(name: string, ...flags: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/run.mjs', name, ...flags], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`examples/run.mjs ${name} ${flags.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** The last number that follows `what` in the output. */
function figure(output: string, what: string): number {
  const found = output.slice(output.lastIndexOf(what) + what.length).match(/^ (\d+(\.\d+)?)/);
  return found === null ? Number.NaN : Number(found[1]);
}

describe('an example reaches its figure on data it has not seen, and frees what it took:', () => {
  it.each<[name: string, leastAccuracy: number, ...flags: string[]]>([
    ['penguins', 96],
    ['spam', 96],
    // 98 and more with all eight epochs
    ['digits-cnn', 96, '--epochs', '2'],
  ])('%s', (name, least, ...flags) => {
    const output = run(name, ...flags);
    expect(figure(output, 'held-out accuracy')).toBeGreaterThanOrEqual(least);
    expect(output).toContain('and 0 bytes in the end');
  });
});
