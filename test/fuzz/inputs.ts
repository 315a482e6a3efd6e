// `npm run fuzz:inputs`: every bad input of every call, on the built package.
import * as rl from 'rushlight';
import * as onnx from 'rushlight/onnx';
import * as store from 'rushlight/store';
import * as tfjs from 'rushlight/tfjs';
import * as torch from 'rushlight/torch';
import { unacceptable } from './acceptable.ts';
import { badInputs, summarise } from './bad-inputs.ts';
import { allCalls } from './calls.ts';
import { type Subpaths, subpathCalls } from './subpaths.ts';

rl.zeros([1]).dispose();
const main = allCalls(rl);
const further = subpathCalls(rl, { onnx, store, tfjs, torch } as unknown as Subpaths);
const calls = [...main.calls, ...further.calls];
const missing = [...main.missing, ...further.missing];
const begin = performance.now();
const report = await badInputs(rl, calls);
further.end();
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
const wrong = [
  ...missing.map((name) => `${name}: no valid call is known`),
  ...summarise([...report.faults, ...unacceptable(report)]),
];
for (const line of wrong) console.error(line);
console.log(`${calls.length} calls, ${report.rows} rows in ${seconds} s: ${report.refused} refused, ${wrong.length} faults`);
process.exitCode = wrong.length === 0 ? 0 : 1;
