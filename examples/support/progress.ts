/** A progress bar for `fit`: spread `progress(epochs)` into its options. */
import { SingleBar } from 'cli-progress';
import type { BatchReport, EpochReport } from 'rushlight';

/** A fraction as a percentage. */
export const percent = (part: number, digits = 2): string => `${(100 * part).toFixed(digits)}%`;

/** A loss and its metrics as text. */
function figures(loss: number, metrics: Record<string, number>): string {
  const more = Object.entries(metrics).map(([name, value]) => `, ${name} ${percent(value)}`);
  return `loss ${loss.toFixed(4)}${more.join('')}`;
}

/**
 * On a terminal, a bar for the current epoch; and a line for each finished one. Metrics are shown as percentages. An abort
 * of the signal ends the bar as well. The bar fits 80 columns.
 */
export function progress(
  epochs: number,
  signal?: AbortSignal,
  stream: NodeJS.WriteStream = process.stdout,
): { onBatch(report: BatchReport): void; onEpoch(report: EpochReport): void } {
  const bar = new SingleBar({
    format: '{epoch} {bar} {percentage}% {figures}, {rate}/s, {eta_formatted}',
    stream,
    hideCursor: true,
    barsize: 12,
  });
  const live = stream.isTTY;
  signal?.addEventListener('abort', () => bar.stop());
  let begun = performance.now();
  return {
    onBatch({ epoch, batch, batches, samples, meanLoss, metrics }) {
      if (!live || signal?.aborted) return;
      const shown = {
        epoch: `${epoch + 1}/${epochs}`,
        figures: figures(meanLoss, metrics),
        rate: Math.round(samples / ((performance.now() - begun) / 1000)),
      };
      if (batch === 0) bar.start(batches ?? 0, 1, shown);
      else bar.update(batch + 1, shown);
    },
    onEpoch({ epoch, loss, metrics, valLoss, valMetrics = {}, samples, seconds }) {
      if (live) bar.stop();
      begun = performance.now();
      const held = valLoss === undefined ? '' : `; held out: ${figures(valLoss, valMetrics)}`;
      console.log(`epoch ${epoch + 1}/${epochs}: ${figures(loss, metrics)}, ${Math.round(samples / seconds)} samples/s${held}`);
    },
  };
}
