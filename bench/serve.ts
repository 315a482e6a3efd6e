/**
 * Work that another process of this program does on request: with more threads, or from an empty memory.
 * A request is a line {op, ms} for the median of a call, {op, to} for the values into a file, {op, memory} for bytes.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { memory } from 'rushlight';
import { FULL, timer } from './harness.ts';
import { SERVED, type Served } from './served.ts';

interface Request {
  op: string;
  ms?: number;
  to?: string;
  memory?: boolean;
}

/** Answers the requests on standard input, all of one op. */
export async function serve(): Promise<void> {
  let served: Served | undefined;
  let once: ((ms: number) => number) | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const { op, ms, to, memory: bytes } = JSON.parse(line) as Request;
    served ??= (SERVED[op] as () => Served)();
    let answer: object = {};
    if (to !== undefined) writeFileSync(to, served.values());
    if (bytes) {
      served.run();
      const { peakBytes, liveBytes } = memory();
      answer = { extra: peakBytes - liveBytes };
    }
    if (ms !== undefined) {
      once ??= timer(served.run, FULL.warmup).once;
      answer = { ms: once(ms) };
    }
    console.log(JSON.stringify(answer));
  }
}
