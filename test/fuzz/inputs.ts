// `npm run fuzz:inputs`: every bad input of every call, on the built package.
import * as rl from 'rushlight';
import { unacceptable } from './acceptable.ts';
import { badInputs, summarise } from './bad-inputs.ts';
import { allCalls } from './calls.ts';

rl.zeros([1]).dispose();
const { calls, missing } = allCalls(rl);
const begin = performance.now();
const report = badInputs(rl, calls);
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
const wrong = [...missing.map((name) => `${name}: no valid call is known`), ...summarise(report), ...unacceptable(report)];
for (const line of wrong) console.error(line);
console.log(`${calls.length} calls, ${report.rows} rows in ${seconds} s: ${report.refused} refused, ${wrong.length} faults`);
process.exitCode = wrong.length === 0 ? 0 : 1;
