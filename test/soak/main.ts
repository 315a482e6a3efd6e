// `npm run soak -- 200000 2000`: so many steps of random batch sizes, and so many models of random widths.
import * as rl from 'rushlight';
import { type Outcome, search, soak } from './soak.ts';

const [steps = 200_000, models = 2000] = process.argv.slice(2).map(Number);

function print(title: string, { reservedBytes, peakBytes, leftBytes }: Outcome): void {
  const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;
  console.log(
    `${title}: reserved ${mib(reservedBytes)}, peak ${mib(peakBytes)}, ratio ${(reservedBytes / peakBytes).toFixed(3)}, left ${leftBytes} bytes`,
  );
}

print(`${steps} steps of 1 to 4096 rows`, soak(rl, steps, 4096));
print(`${models} models of 64 to 1087 hidden units`, search(rl, models));
