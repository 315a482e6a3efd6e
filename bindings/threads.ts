/**
 * The worker pool and its parallel-for. Every thread runs its own instance of the kernels on the one shared memory; a
 * job is a kernel, its arguments, and a range cut into blocks that the threads claim one by one, the calling thread
 * too. If no other thread ever claims one, it has done them all itself; else it waits for those that were claimed.
 * Results do not depend on who did what, since kernels promise the same bits for any cut of their range.
 */
import { COSTS, type Cost } from './costs.ts';
import {
  ARGUMENTS,
  BLOCKS,
  CHUNK,
  DONE,
  END,
  FAILED,
  KERNEL,
  LEFT,
  READY,
  SENT,
  startWorker,
  type Thread,
  WAKE,
  WORDS,
} from './worker.ts';

/** When to share, and when to give up on a thread; a test may ask for less. */
export const tuning: { worthSharingNs: number; patienceMs: number } = {
  /** Work below this stays on the calling thread: sharing it out would cost as much as it saves. */
  worthSharingNs: 30_000,
  /** How long a claimed block may take before its thread counts as dead, beside ten times what the job took so far. */
  patienceMs: 10_000,
};

/** Blocks for each thread: more than one, so that a slow thread does not hold the others up. */
const BLOCKS_PER_THREAD = 4;
/** Rounds of spinning before the calling thread sleeps, where it may: some 100 µs. */
const SPIN = 8000;
/** The longest sleep before the calling thread looks up. */
const NAP_MS = 50;

type Kernel = (begin: number, end: number, ...rest: number[]) => void;

/** Whether this thread may sleep on a word: a page's main thread may not. */
function mayBlock(words: Int32Array): boolean {
  try {
    Atomics.wait(words, DONE, -1, 0);
    return true;
  } catch {
    return false;
  }
}

export class Pool {
  /** How many threads take part, the calling one included. */
  threads = 1;
  private workers: Thread[] = [];
  private readonly words: Int32Array;
  private readonly args: Float64Array;
  private readonly mayBlock: boolean;
  /** How many kernels the workers were told of. */
  private known = 0;
  /** Whether work may be shared, or must be refused because of `dead`. */
  private active = false;
  private dead = '';

  /** @param board where the job board is in `memory` */
  constructor(memory: WebAssembly.Memory, board: number) {
    this.words = new Int32Array(memory.buffer, board, WORDS);
    this.args = new Float64Array(memory.buffer, board + WORDS * 4, ARGUMENTS);
    this.words.fill(0);
    this.mayBlock = mayBlock(this.words);
  }

  /** Starts a worker for each of `workspaces`; returns the first part's kernels, shared out where that is worth it. */
  async start(
    exports: WebAssembly.Exports,
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    workspaces: readonly number[],
  ): Promise<WebAssembly.Exports> {
    const names = this.namesIn(exports);
    const board = this.words.byteOffset;
    this.words[SENT] = 1;
    const onDeath = (reason: string): void => {
      if (this.threads === 1) return;
      this.stop();
      this.active = true;
      this.dead = reason;
    };
    this.workers = await Promise.all(
      workspaces.map((workspace) => startWorker({ module, memory, board, workspace, names }, onDeath)),
    );
    this.threads = workspaces.length + 1;
    this.active = true;
    return this.shared(exports, names);
  }

  /** Hands the workers another part of the kernels; they share in it once they have compiled it. */
  add(exports: WebAssembly.Exports, module: WebAssembly.Module): WebAssembly.Exports {
    const names = this.namesIn(exports);
    for (const worker of this.workers) worker.postMessage({ module, names });
    Atomics.add(this.words, SENT, 1);
    this.wake();
    return this.shared(exports, names);
  }

  /** Ends the workers; the work goes on with one thread. */
  stop(): void {
    this.threads = 1;
    this.active = false;
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
  }

  private namesIn = (exports: WebAssembly.Exports): string[] => Object.keys(COSTS).filter((name) => name in exports);

  private wake(): void {
    Atomics.add(this.words, WAKE, 1);
    Atomics.notify(this.words, WAKE);
  }

  /** The kernels, of which those named share their work if it is enough, and if every worker has them by then. */
  private shared(exports: WebAssembly.Exports, names: readonly string[]): WebAssembly.Exports {
    const table: Record<string, unknown> = { ...exports };
    const ready = this.workers.length * (this.words[SENT] as number);
    for (const name of names) {
      const index = this.known++;
      const kernel = exports[name] as Kernel;
      const cost = COSTS[name as keyof typeof COSTS] as Cost;
      // by name, since rest parameters would slow down what is not shared
      const run: Kernel = (begin, end, a, b, c, d, e, f, g, h, i, j, l, m, n, o, p, q) => {
        if (
          this.active &&
          begin === 0 &&
          end > 1 &&
          cost(end, a!, b!, c!, d!, e!, f!, g!, h!, i!, j!, l!, m!, n!, o!, p!, q!) > tuning.worthSharingNs &&
          Atomics.load(this.words, READY) >= ready
        )
          this.share(index, kernel, end, [a!, b!, c!, d!, e!, f!, g!, h!, i!, j!, l!, m!, n!, o!, p!, q!]);
        else kernel(begin, end, a!, b!, c!, d!, e!, f!, g!, h!, i!, j!, l!, m!, n!, o!, p!, q!);
      };
      table[name] = run;
    }
    return table as WebAssembly.Exports;
  }

  /** Calls the kernel for [0, end), block by block, on all threads. */
  private share(index: number, kernel: Kernel, end: number, rest: number[]): void {
    if (this.dead !== '') this.refuse();
    const { words } = this;
    let chunk = Math.ceil(end / (this.threads * BLOCKS_PER_THREAD));
    // many small units: whole cache lines to a block
    if (chunk > 256) chunk = (chunk + 63) & ~63;
    const blocks = Math.ceil(end / chunk);
    words[BLOCKS] = blocks;
    words[KERNEL] = index;
    words[END] = end;
    words[CHUNK] = chunk;
    words[DONE] = 0;
    this.args.set(rest);
    const begun = performance.now();
    Atomics.store(words, LEFT, blocks);
    this.wake();
    let trap: unknown;
    for (;;) {
      const left = Atomics.load(words, LEFT);
      if (left === 0) break;
      if (Atomics.compareExchange(words, LEFT, left, left - 1) !== left) continue;
      const from = (blocks - left) * chunk;
      try {
        kernel(from, Math.min(end, from + chunk), ...rest);
      } catch (error) {
        trap = error;
      }
      Atomics.add(words, DONE, 1);
    }
    this.wait(blocks, begun);
    if (trap !== undefined) throw trap;
    if (Atomics.exchange(words, FAILED, 0) !== 0)
      throw new Error('backend: expected every worker thread to finish its share, got a trap in one');
  }

  /** Waits for the blocks that others have claimed. */
  private wait(blocks: number, begun: number): void {
    const { words } = this;
    let seen = performance.now();
    let patience = tuning.patienceMs + 10 * (seen - begun);
    for (let spins = 1; ; spins++) {
      const done = Atomics.load(words, DONE);
      if (done === blocks) return;
      if (spins % SPIN !== 0) continue;
      if (this.mayBlock) Atomics.wait(words, DONE, done, NAP_MS);
      // a computer that was asleep meanwhile counts as a nap
      const now = performance.now();
      patience -= Math.min(now - seen, NAP_MS);
      seen = now;
      if (patience > 0) continue;
      this.stop();
      throw new Error(
        'backend: expected every worker thread to finish its share, got none from one for too long; ' +
          'what was being computed is incomplete, and the work goes on with one thread',
      );
    }
  }

  private refuse(): never {
    const reason = this.dead;
    this.dead = '';
    this.active = false;
    throw new Error(
      `backend: expected every worker thread to live, got one that ended (${reason}); nothing was changed, and the work goes on with one thread`,
    );
  }
}
