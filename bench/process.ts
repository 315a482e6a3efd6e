/** Another process that answers requests, a line of JSON each, one at a time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

export class Peer {
  private readonly child: ChildProcess;
  private readonly lines: Interface;
  private waiting: ((line: string | null) => void) | null = null;
  private readonly ended: Promise<unknown>;
  private errors = '';

  constructor(command: string, args: string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
    this.lines = createInterface({ input: this.child.stdout as NodeJS.ReadableStream });
    this.lines.on('line', (line) => {
      if (line.startsWith('{')) this.settle(line);
    });
    this.child.stderr?.on('data', (chunk) => {
      this.errors = `${this.errors}${chunk}`.slice(-4000);
    });
    this.child.stdin?.on('error', () => {});
    this.child.once('error', () => this.settle(null));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        this.settle(null);
        resolve(code);
      });
      this.child.once('error', resolve);
    });
  }

  private settle(line: string | null): void {
    this.waiting?.(line);
    this.waiting = null;
  }

  /** The answer; throws what the other process says if it fails, dies, or takes longer than `patience` ms. */
  async ask<T extends object>(request: object, patience: number = Infinity): Promise<T> {
    let late = false;
    const line = await new Promise<string | null>((resolve) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) return resolve(null);
      const timer =
        patience === Infinity
          ? undefined
          : setTimeout(() => {
              late = true;
              this.child.kill('SIGKILL');
            }, patience);
      this.waiting = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    });
    if (late) throw new Error(`over ${patience / 1000} s`);
    if (line === null) throw new Error(`${this.child.spawnargs[0]} ended: ${lastLine(this.errors)}`);
    const answer = JSON.parse(line) as T & { error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  async end(): Promise<void> {
    this.child.stdin?.end();
    this.child.kill();
    await this.ended;
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
