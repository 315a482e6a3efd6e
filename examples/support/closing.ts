/** The end of an example: everything is freed, and what was used is said. */
import { memory } from 'rushlight';

const size = (bytes: number): string =>
  bytes < 2 ** 20 ? `${(bytes / 2 ** 10).toFixed(0)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** Frees what is left and says how long it all took and how much memory. Live bytes other than 0 would be a leak. */
export function closing(...left: Disposable[]): void {
  for (const thing of left) thing[Symbol.dispose]();
  const { liveBytes, peakBytes } = memory();
  console.log(`${process.uptime().toFixed(1)} s; tensors took ${size(peakBytes)} at most and ${liveBytes} bytes in the end`);
}
