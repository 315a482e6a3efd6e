// `npm run fuzz:files -- 100000 1`: so many damaged files, from that seed on.
import { readFileSync } from 'node:fs';
import * as rl from 'rushlight';
import { crc32 } from '../../src/io/torch/crc32.ts';
import { fuzz, samplesOf } from './files.ts';

const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const { cases } = JSON.parse(readFileSync('test/golden/r2_files.json', 'utf8')) as { cases: { id: string; bytes?: string }[] };

rl.zeros([1]).dispose();
const begin = performance.now();
const { files, read, refused, faults, mostBytes, longest } = fuzz(rl, samplesOf(rl, cases), crc32, count, seed);
const seconds = (performance.now() - begin) / 1000;
for (const fault of faults.slice(0, 20)) console.error(fault);
console.log(
  `${files} damaged files in ${seconds.toFixed(1)} s: ${read} read, ${refused} refused, ${faults.length} faults; ` +
    `at most ${mostBytes.toFixed(2)} bytes of memory for a byte of file, ${longest.toFixed(1)} ms for a file`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
