/** The end of an example: frees everything and prints what was used. */
import { memory } from 'rushlight';

const size = (bytes: number): string =>
  bytes < 2 ** 20 ? `${(bytes / 2 ** 10).toFixed(0)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** Frees what is left and prints the time and the memory used. Live bytes other than 0 are a leak. */
export function closing(...left: Disposable[]): void {
  for (const thing of left) thing[Symbol.dispose]();
  const { liveBytes, peakBytes } = memory();
  console.log(
    `${process.uptime().toFixed(1)} s; tensors used ${size(peakBytes)} at their peak, ${liveBytes} bytes live at the end`,
  );
}
