/**
 * The functions of one number at every float32 there is, through the library's own kernels, against float64: the
 * greatest error of each, and where it is. `npm run verify:math`, `npm run verify:math -- tanh erf --level simd`.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { backend, init, scope, tensor } from 'rushlight';
import { CLAIMS, type Claim, floats, greatestError } from './accuracy.ts';

const CHUNK = 2 ** 16;
const CHUNKS = 2 ** 16;

interface Share {
  name: string;
  level: 'auto';
  first: number;
  step: number;
}

/** One worker's chunks of all float32. */
async function work({ name, level, first, step }: Share): Promise<void> {
  await init({ level });
  const { ours, exact } = CLAIMS.find((claim) => claim.name === name) as Claim;
  let worst = { ulp: 0, at: Number.NaN };
  for (let chunk = first; chunk < CHUNKS; chunk += step) {
    const xs = floats(chunk * CHUNK, CHUNK);
    const got = scope(() => ours(tensor(xs)).toTypedArray() as Float32Array);
    const found = greatestError(xs, got, exact);
    if (found.ulp > worst.ulp) worst = found;
  }
  parentPort?.postMessage({ ...worst, level: backend().level });
}

type Found = { ulp: number; at: number; level: string };

const answer = (share: Share): Promise<Found> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.once('message', resolve).once('error', reject);
  });

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { level: { type: 'string', default: 'auto' } } });
  const step = availableParallelism();
  for (const { name, ulp } of CLAIMS) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const began = performance.now();
    const shares = Array.from({ length: step }, (_, first) => answer({ name, level: values.level as 'auto', first, step }));
    const [worst] = (await Promise.all(shares)).sort((a, b) => b.ulp - a.ulp) as [Found];
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const verdict = worst.ulp <= ulp ? 'within' : 'EXCEEDS';
    console.log(
      `${name.padEnd(8)} ${worst.ulp.toFixed(4)} ulp at ${worst.at}, ${verdict} ${ulp} (Node ${process.version}, ${worst.level}, ${seconds} s)`,
    );
    if (worst.ulp > ulp) process.exitCode = 1;
  }
}

if (isMainThread) await main();
else await work(workerData as Share);
