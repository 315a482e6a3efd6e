// Kills a training at random points and begins it again, until it has come to its end as often as it takes.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Survived {
  /** What the training comes to if nobody kills it. */
  want: string;
  /** What it came to each time. */
  got: string[];
  kills: number;
  /** How many of those found a checkpoint to go on from. */
  midway: number;
  /** Files left that are neither a checkpoint nor the lock's. */
  left: string[];
}

/** Kills it `kills` times in all, at points that `random` chooses. */
export async function survive(kills: number, random: () => number): Promise<Survived> {
  const folder = mkdtempSync(join(tmpdir(), 'rushlight-survive-'));
  const script = join(folder, 'job.mjs');
  await build({
    entryPoints: ['test/survive/job.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  /** When it printed a line, in milliseconds since it began, of the run that nobody kills. */
  const times: number[] = [];
  /** Runs it; gives the last line that it printed, or null if it was killed: in the midst of the epoch `end`, by what that took. */
  const run = (dir: string, end = Infinity): Promise<string | null> =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'pipe'] });
      const out = { stdout: '', stderr: '' };
      const lines = (): string[] => out.stdout.split('\n').slice(0, -1);
      const last = Math.floor(end);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const killInTime = (): void => {
        if (timer !== undefined || lines().length < last) return;
        const took = times[last]! - (times[last - 1] ?? 0);
        timer = setTimeout(() => child.kill('SIGKILL'), (end - last) * took);
      };
      child.stderr.on('data', (chunk) => (out.stderr += String(chunk)));
      child.stdout.on('data', (chunk) => {
        out.stdout += String(chunk);
        if (end === Infinity) while (times.length < lines().length) times.push(performance.now() - begun);
        killInTime();
      });
      child.on('spawn', killInTime).on('error', reject);
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        if (signal === 'SIGKILL') resolve(null);
        else if (code === 0) resolve(lines().at(-1)!);
        else reject(new Error(`the training ended with ${code ?? signal}: ${out.stderr}`));
      });
    });

  try {
    const want = (await run(join(folder, 'whole')))!;
    const result: Survived = { want, got: [], kills: 0, midway: 0, left: [] };
    for (let round = 0; result.kills < kills; round++) {
      const dir = join(folder, `round ${round}`);
      let came: string | null = null;
      while (came === null) {
        came = await run(dir, result.kills < kills ? random() * times.length : undefined);
        if (came !== null) break;
        result.kills++;
        const there = readdirSync(folder).includes(`round ${round}`) ? readdirSync(dir) : [];
        if (there.some((name) => name.startsWith('rl-epoch'))) result.midway++;
      }
      result.got.push(came);
      result.left.push(...readdirSync(dir).filter((name) => !/^rl-epoch-\d+\.\d+$/.test(name)));
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
