/**
 * The tables: each row is checked before it is timed, together with the limits it is measured by, and a row whose
 * check fails has no rate and fails the run. Every family runs in a process of its own.
 *
 * `npm run bench`, `npm run bench -- gemm '1024³'` for the families and rows of those names, `--node PATH` for another
 * Node, `--level simd`, `--quick` for a look.
 */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backend, init, manualSeed } from 'rushlight';
import { gemm } from './gemm.ts';
import { type Family, FULL, type Outcome, QUICK, runRow } from './harness.ts';
import { summary, tableOf } from './report.ts';
import { softmax } from './softmax.ts';
import { endTorch } from './torch.ts';

const FAMILIES: readonly Family[] = [gemm, softmax];

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: process.execPath },
    level: { type: 'string', default: 'auto' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    family: { type: 'string' },
  },
});

/** Whether a row is asked for: every word given, if any, is in its family's name or its own. */
const wanted = (family: string, row: string): boolean => names.every((name) => family === name || row.includes(name));

/** One family, here. */
async function run(family: Family): Promise<void> {
  await init({ level: options.level as 'auto' });
  manualSeed(0);
  const { level, threads } = backend();
  process.send?.({ platform: `Node ${process.version}, ${level}, ${threads} thread${threads > 1 ? 's' : ''}` });
  for (const row of family.rows().filter((row) => wanted(family.name, row.name))) {
    process.send?.({ outcome: await runRow(row, level, options.quick ? QUICK : FULL) });
  }
  await endTorch();
  process.disconnect?.();
}

/** One family, in a process. */
function start(family: Family): Promise<{ outcomes: Outcome[]; platform: string; code: number | null }> {
  const args = [...names, '--family', family.name, '--level', options.level, ...(options.quick ? ['--quick'] : [])];
  const child = fork(process.argv[1] as string, args, { execPath: options.node, execArgv: family.flags ?? [] });
  const outcomes: Outcome[] = [];
  let platform = '';
  child.on('message', (message: { platform?: string; outcome?: Outcome }) => {
    platform = message.platform ?? platform;
    if (message.outcome === undefined) return;
    outcomes.push(message.outcome);
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${message.outcome.row}`);
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      resolve({ outcomes, platform, code });
    });
  });
}

async function runAll(): Promise<void> {
  const all: (Outcome & { family: string })[] = [];
  for (const family of FAMILIES) {
    if (names.length > 0 && !names.includes(family.name) && !family.rows().some((row) => wanted(family.name, row.name))) continue;
    const { outcomes, platform, code } = await start(family);
    if (outcomes.length > 0) console.log(`\n${family.title}: ${platform}\n\n${tableOf(outcomes)}`);
    if (code !== 0) {
      console.error(`${family.name}: its process ended with ${code}`);
      process.exitCode = 1;
    }
    if (outcomes.some((o) => o.failed !== undefined)) process.exitCode = 1;
    all.push(...outcomes.map((o) => ({ family: family.name, ...o })));
  }
  console.log(`\n${summary(all)}`);
  const path = options.json ?? 'out/bench.json';
  mkdirSync('out', { recursive: true });
  writeFileSync(path, `${JSON.stringify(all, null, 2)}\n`);
}

const family = FAMILIES.find(({ name }) => name === options.family);
await (family === undefined ? runAll() : run(family));
