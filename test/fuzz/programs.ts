// `npm run fuzz -- --minutes 10 --seed 1`: random programs on the built package, beside their meaning in float64. The first that
// fails is printed at its least.
import * as rl from 'rushlight';
import { fuzz } from './fuzz.ts';
import { numberAfter } from './options.ts';

const minutes = numberAfter('--minutes', 1);
const seed = numberAfter('--seed', Date.now() % 2 ** 31);

rl.zeros([1]).dispose();
const { fault, programs, calls, gradients, refused, kinked } = fuzz(rl, { seed, ms: minutes * 60_000 });
if (fault !== undefined) console.error(fault);
const found = fault === undefined ? 'no fault' : 'the next one failed';
console.log(
  `seed ${seed}: ${programs} programs, ${found}; ${calls} calls and ${gradients} gradients compared, ` +
    `${refused} programs ended by a refusal, ${kinked} without gradients for a kink`,
);
process.exitCode = fault === undefined ? 0 : 1;
