/**
 * The tables: each row is checked before it is timed, together with the limits it is measured by, and a row whose
 * check fails has no rate and fails the run. Every family runs in a process of its own.
 *
 * `npm run bench`, `npm run bench -- gemm '1024³'` for the families and rows of those names, `--node PATH` for another
 * Node, `--level simd`, `--quick` for a look, `--best` to judge by the best round rather than the median. All of it goes to
 * `--json FILE`, of which bench/pages.ts makes the plots and tables of docs/performance.md.
 */
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { backend, init, manualSeed } from 'rushlight';
import { FAMILIES } from './families.ts';
import { type Family, FULL, type Outcome, QUICK, runRow } from './harness.ts';
import { asJson, type Results, summary, tableOf } from './report.ts';
import { serve } from './serve.ts';
import { endTorch } from './torch.ts';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: process.execPath },
    level: { type: 'string', default: 'auto' },
    threads: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    best: { type: 'boolean', default: false },
    json: { type: 'string', default: 'out/bench.json' },
    family: { type: 'string' },
    serve: { type: 'boolean', default: false },
  },
});

const start = (): Promise<void> => init({ level: options.level as 'auto', threads: Number(options.threads) });

/** Whether a row is asked for: every word given, if any, is its family's name or in its own. */
const wanted = (family: string, row: string): boolean => names.every((name) => family === name || row.includes(name));

/** One family, in this process; its rows go to the process that asked. */
async function run(family: Family): Promise<void> {
  try {
    await start();
  } catch (problem) {
    for (const row of family.rows())
      process.send?.({ outcome: { row: row.name, missing: (problem as Error).message, goals: [] } });
    return process.disconnect?.();
  }
  manualSeed(0);
  const { level, threads } = backend();
  process.send?.({ platform: `Node ${process.version}, ${level}, ${threads} thread${threads > 1 ? 's' : ''}` });
  for (const row of family.rows().filter((row) => wanted(family.name, row.name))) {
    process.send?.({ outcome: await runRow(row, level, { ...(options.quick ? QUICK : FULL), best: options.best }) });
  }
  await endTorch();
  process.disconnect?.();
}

interface Ran {
  outcomes: Outcome[];
  platform: string;
  code: number | null;
}

/** One family, in a process of its own. */
function runApart(family: Family): Promise<Ran> {
  const level = family.level ?? options.level;
  const args = [
    ...names,
    '--family',
    family.name,
    '--level',
    level,
    ...(options.quick ? ['--quick'] : []),
    ...(options.best ? ['--best'] : []),
  ];
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
  const families: Results['families'] = [];
  const major = Number(execFileSync(options.node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }));
  for (const family of FAMILIES) {
    if (names.length > 0 && !family.rows().some((row) => wanted(family.name, row.name))) continue;
    if (major < (family.since ?? 0)) {
      console.log(`\n${family.title}: expects Node ${family.since} or newer, got ${major}`);
      continue;
    }
    const { outcomes, platform, code } = await runApart(family);
    if (outcomes.length > 0) console.log(`\n${family.title}: ${platform}\n\n${tableOf(outcomes)}`);
    if (code !== 0) {
      console.error(`${family.name}: its process ended with ${code}`);
      process.exitCode = 1;
    }
    if (outcomes.some((o) => o.failed !== undefined)) process.exitCode = 1;
    families.push({ name: family.name, title: family.title, platform, outcomes });
  }
  console.log(`\n${summary(families.flatMap(({ outcomes }) => outcomes))}`);
  const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores`;
  const load = loadavg()[2] ?? NaN;
  const results: Results = { machine, load, judged: options.best ? 'best' : 'median', quick: options.quick, families };
  mkdirSync('out', { recursive: true });
  writeFileSync(options.json, asJson(results));
}

const family = FAMILIES.find(({ name }) => name === options.family);
if (options.serve) {
  await start();
  await serve();
} else if (family !== undefined) await run(family);
else await runAll();
