// `npm run fuzz -- --minutes 10 --seed 1`: random programs on the built package, beside their meaning in float64. The first that
// fails is printed at its least.
import * as rl from 'rushlight';
import { fuzz } from './fuzz.ts';
import { numberAfter } from './options.ts';

const minutes = numberAfter('--minutes', 1);
const seed = numberAfter('--seed', Date.now() % 2 ** 31);

rl.zeros([1]).dispose();
const { fault, ...tally } = fuzz(rl, { seed, ms: minutes * 60_000 });
console.log(`seed ${seed}:`, tally);
if (fault !== undefined) console.error(fault);
process.exitCode = fault === undefined ? 0 : 1;
