// `npm run survive -- 50`: kills a training so many times, at random points.
import { survive } from './survive.ts';

const [kills = 50] = process.argv.slice(2).map(Number);
const { want, got, kills: killed, midway, left } = await survive(kills, Math.random);
const same = got.filter((each) => each === want).length;
console.log(
  `killed ${killed} times, ${midway} of them after a checkpoint; ${same} of ${got.length} trainings came to the same bits`,
);
if (same < got.length || left.length > 0) {
  console.error(`expected the bits of one that is not killed and no files left, got ${got.length - same} others and [${left}]`);
  process.exitCode = 1;
}
