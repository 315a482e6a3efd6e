// One contender in this process: `node serve.mjs NAME [OPTIONS…]`. A request is a line {work, to} for the values into
// a file, {work, ms} for the median of a call; the answer is a line of JSON, with `error` where it fails.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [name, ...options] = process.argv.slice(2);
const { open } = await import(`./contenders/${name}.mjs`);
const opened = Promise.resolve(open(...options));
opened.catch(() => {});
// a backend that fails may throw from a callback of its own, after its promise is rejected
process.on('uncaughtException', () => {});

const LONG_MS = 400;
const SHORTEST_SAMPLE_MS = 0.02;
let prepared;
let repeats = 0;

/** Calls for `ms`; the median of a call. Contenders that are done when the call returns are not awaited. */
async function sample(run, ms) {
  const samples = [];
  const end = performance.now() + ms;
  do {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) {
      const done = run();
      if (done !== undefined) await done;
    }
    samples.push((performance.now() - start) / repeats);
  } while (performance.now() < end);
  return samples.sort((a, b) => a - b)[samples.length >> 1];
}

async function answer({ work, to, ms }) {
  const make = (await opened)[work.kind];
  if (make === undefined) return { unable: true };
  prepared ??= await make(work);
  if (to !== undefined) {
    const before = process.resourceUsage().maxRSS;
    const values = await prepared.values();
    const growth = (process.resourceUsage().maxRSS - before) / 1024;
    writeFileSync(to, values);
    return { growth };
  }
  if (repeats === 0) {
    repeats = 1;
    const first = await sample(prepared.run, 0);
    if (first < LONG_MS) repeats = Math.ceil(SHORTEST_SAMPLE_MS / (await sample(prepared.run, ms)));
    return { ms: await sample(prepared.run, 0) };
  }
  return { ms: await sample(prepared.run, ms) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = await answer(JSON.parse(line));
  } catch (problem) {
    reply = { error: String(problem?.message ?? problem).split('\n')[0] };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
process.exit(0);
