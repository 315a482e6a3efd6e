/**
 * Makes the plots and tables of docs/performance.md anew: `npm run bench:pages`, after
 * `npm run bench -- --json bench/results/bench.json` and `npm run bench:peers -- --json bench/results/peers.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawn, filled, PAGE, read } from './tables.ts';

const data = read();
writeFileSync(PAGE, filled(readFileSync(PAGE, 'utf8'), data));
for (const [path, svg] of drawn(data)) writeFileSync(path, svg);
