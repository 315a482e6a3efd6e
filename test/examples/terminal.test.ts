// The progress bar of the examples on a terminal of 80 columns.
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { progress } from '../../examples/support/progress.ts';

it('fits 80 columns, whatever the figures', async () => {
  const stream = Object.assign(new PassThrough(), {
    ...{ isTTY: true, columns: 80, rows: 24 },
    // a terminal's commands, which print nothing
    ...Object.fromEntries(['cursorTo', 'clearLine', 'moveCursor'].map((name) => [name, () => true])),
  });
  let written = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const passing = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
  const { onBatch } = progress(1000, undefined, stream as unknown as NodeJS.WriteStream);
  // no batch comes in no time, of which the rate would have any number of figures
  await passing();
  for (let batch = 0; batch < 10; batch++) {
    const metrics = { accuracy: 1 };
    onBatch({ epoch: 999, batch, batches: 10, samples: 1e7, loss: 12, meanLoss: 1234.5678, metrics, seconds: 1 });
    await passing();
  }
  const lines = stripVTControlCharacters(written)
    .split(/[\r\n]|(?=1000\/1000)/)
    .filter((line) => line !== '');
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.at(-1)).toMatch(/^1000\/1000 \S+ \d+% loss 1234\.5678, accuracy 100\.00%, \d+\/s, \S+$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
});
