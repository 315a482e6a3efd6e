// A program that runs beside the tests until they stop it.
import { type ChildProcess, spawn } from 'node:child_process';

export interface Running {
  /** What `ready` found in what the program prints. */
  found: string;
  stop(): Promise<void>;
}

/** Starts a program, which this process takes with it when it ends, and waits until it prints what `ready` finds, with one group; without `ready`, for nothing. */
export async function start(
  program: string,
  args: readonly string[],
  { env = {}, ready = /()/ }: { env?: Record<string, string>; ready?: RegExp },
): Promise<Running> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): unknown => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve())).finally(() => process.off('exit', kill));
  let printed = '';
  const found = await new Promise<string>((resolve, reject) => {
    const look = (text: string): void => {
      // what comes later is read, so that the program never waits for a reader, and forgotten
      if (printed.length < 100_000) printed += text;
      const match = ready.exec(printed);
      if (match !== null) resolve(match[1]!);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', look);
    child.once('spawn', () => look(''));
    child.once('error', reject);
    child.once('close', (status) => reject(new Error(`${program} ended with ${status}: ${printed}`)));
  });
  return { found, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill();
  const last = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(last);
}
