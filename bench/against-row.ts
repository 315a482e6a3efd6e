/** One row of the bench in a process of its own, for bench/against.ts; also what the row itself starts more processes for. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { backend, init, manualSeed } from 'rushlight';
import { FAMILIES } from './families.ts';
import { errorOf, timer, type Work } from './harness.ts';
import { serve } from './serve.ts';

/** The best of the timings of a call, in ms. */
export interface Sample {
  best: number;
}

const SLICES = 10;
const WARMUP_MS = 150;

async function timed({ ours }: Work, ms: number): Promise<number> {
  const once = typeof ours === 'function' ? timer(ours, WARMUP_MS).once : ours.time.bind(ours);
  let best = Infinity;
  const slices = typeof ours === 'function' ? SLICES : 1;
  for (let i = 0; i < slices; i++) best = Math.min(best, await once(ms / slices));
  return best;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    serve: { type: 'boolean', default: false },
    level: { type: 'string', default: 'auto' },
    threads: { type: 'string', default: '1' },
  },
});
await init({ level: options.level as 'auto', threads: Number(options.threads) });
if (options.serve) await serve();
else {
  const [family, name] = positionals;
  for await (const line of createInterface({ input: process.stdin })) {
    const { ms, checked } = JSON.parse(line) as { ms: number; checked: boolean };
    try {
      manualSeed(0);
      const row = FAMILIES.find((f) => f.name === family)
        ?.rows()
        .find((r) => r.name === name);
      if (row === undefined) throw new Error(`no row ${name} at ${backend().level}`);
      const work = await row.setup();
      if (checked && !(errorOf(await work.check()) <= work.tolerance)) throw new Error('the check failed');
      console.log(JSON.stringify({ best: await timed(work, ms) } satisfies Sample));
      await work.dispose?.();
    } catch (error) {
      console.log(JSON.stringify({ error: (error as Error).message }));
    }
  }
}
