/**
 * The worker pool and its parallel-for. Every thread runs its own instance of the kernels on the one shared memory; a job is a
 * kernel, its arguments, and a range split into blocks that the threads, including the calling one, claim one by one. If no other
 * thread claims any, the calling thread does them all; otherwise it waits for the claimed ones. Results do not depend on which
 * thread did what, since kernels compute the same bits for any split of their range. A thread that ends between jobs does no
 * harm; the blocks of one that is lost during a job are repeated if possible.
 */
import { COSTS, type Cost } from './costs.ts';
import { isRepeatable } from './repeatable.ts';
import {
  ARGUMENTS,
  AWAKE,
  BLOCKS,
  BLOCKS_PER_THREAD,
  CHUNK,
  DONE,
  END,
  FAILED,
  FINISHED,
  JOB,
  KERNEL,
  LEFT,
  RECEIVED,
  SENT,
  startWorker,
  type Thread,
  WAKE,
  WORDS,
} from './worker.ts';

/** When to share, and when to give up on a thread; tests may set other limits. */
export const tuning: { worthSharingNs: number | null; patienceMs: number; restFor: number } = {
  /** Jobs below this stay on the calling thread: sharing them would cost as much as it saves. If null, it is measured. */
  worthSharingNs: null,
  /** The time after which the thread of a claimed block counts as dead, in addition to ten times what the job took so far. */
  patienceMs: 10_000,
  /** How long nothing is shared for each millisecond by which waiting exceeded what sharing saved, by estimates. */
  restFor: 10,
};

/** A job is worth sharing if it takes longer than waking a worker; the bounds of that. */
const LEAST_NS = 20_000;
const MOST_NS = 100_000;
/** Waking is measured so many times, each after the time in which an idle worker falls asleep, and no longer than this. */
const ROUNDS = 5;
const ASLEEP_MS = 0.08;
const MEASURING_MS = 1;
/** The time in milliseconds that a job takes more if no worker comes. */
const POSTING_MS = 0.002;
/** The savings in milliseconds that can make up for later waiting. */
const MOST_SAVED = 1;

/** Rounds of spinning before the calling thread sleeps, where it may: some 100 µs. */
const SPIN = 8000;
/** The maximum sleep before the calling thread checks again. */
const NAP_MS = 50;

type Kernel = (begin: number, end: number, ...rest: number[]) => void;

/** Whether this thread may block on a word: a page's main thread may not. */
function mayBlock(words: Int32Array): boolean {
  try {
    Atomics.wait(words, DONE, -1, 0);
    return true;
  } catch {
    return false;
  }
}

export class Pool {
  /** The live workers, by number. */
  private readonly workers = new Map<number, Thread>();
  private readonly words: Int32Array;
  private readonly args: Float64Array;
  private readonly mayBlock: boolean;
  /** How many kernels the workers know. */
  private known = 0;
  /** The cost in nanoseconds from which a job is shared. */
  private worth = LEAST_NS;
  /** The time that sharing saved recently, less that of waiting, in milliseconds; and when sharing resumes. */
  private saved = 0;
  private resume = 0;

  /** @param board where the job board is in `memory` */
  constructor(memory: WebAssembly.Memory, board: number) {
    this.words = new Int32Array(memory.buffer, board, WORDS);
    this.args = new Float64Array(memory.buffer, board + WORDS * 4, ARGUMENTS);
    this.words.fill(0);
    this.mayBlock = mayBlock(this.words);
  }

  /** How many threads take part, the calling one included. */
  get threads(): number {
    return this.workers.size + 1;
  }

  /**
   * Starts a worker for each of `workspaces`; returns the first part's kernels, shared out if that is worth it.
   *
   * @throws {Error} if one does not start, after terminating those that did.
   */
  async start(
    exports: WebAssembly.Exports,
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    workspaces: readonly number[],
  ): Promise<WebAssembly.Exports> {
    const names = this.namesIn(exports);
    const board = this.words.byteOffset;
    this.words[SENT] = 1;
    const start = async (workspace: number, index: number): Promise<void> => {
      const part = { module, memory, board, workspace, index, names };
      this.workers.set(index, await startWorker(part, () => this.lose(index)));
    };
    const started = await Promise.allSettled(workspaces.map(start));
    for (const one of started) {
      if (one.status === 'fulfilled') continue;
      this.stop();
      throw one.reason;
    }
    this.worth = this.measure();
    return this.shared(exports, names);
  }

  /** The cost of a job that is worth sharing, by the time that a sleeping worker takes to answer. */
  private measure(): number {
    const { words } = this;
    const times: number[] = [];
    const begun = performance.now();
    for (let now = begun; times.length < ROUNDS && now - begun < MEASURING_MS; ) {
      for (const from = now; now - from < ASLEEP_MS; ) now = performance.now();
      this.wake();
      const called = now;
      do now = performance.now();
      while (Atomics.load(words, AWAKE) !== words[WAKE] && now - begun < MEASURING_MS);
      times.push(now - called);
    }
    times.sort((a, b) => a - b);
    const median = times[times.length >> 1] as number;
    return Math.min(MOST_NS, Math.max(LEAST_NS, median * 1e6));
  }

  /** Sends the workers another part of the kernels; they take part in it once they have compiled it. */
  add(exports: WebAssembly.Exports, module: WebAssembly.Module): WebAssembly.Exports {
    const names = this.namesIn(exports);
    for (const worker of this.workers.values()) worker.postMessage({ module, names });
    Atomics.add(this.words, SENT, 1);
    this.wake();
    return this.shared(exports, names);
  }

  /** Terminates the workers; work continues with one thread. */
  stop(): void {
    for (const index of [...this.workers.keys()]) this.lose(index);
  }

  /** Continues without a worker. */
  private lose(index: number): void {
    this.workers.get(index)?.terminate();
    this.workers.delete(index);
  }

  private namesIn = (exports: WebAssembly.Exports): string[] => Object.keys(COSTS).filter((name) => name in exports);

  private wake(): void {
    Atomics.add(this.words, WAKE, 1);
    Atomics.notify(this.words, WAKE);
  }

  /** The kernels; those listed share their work if there is enough, and if every worker has them by then. */
  private shared(exports: WebAssembly.Exports, names: readonly string[]): WebAssembly.Exports {
    const table: Record<string, unknown> = { ...exports };
    const sent = this.words[SENT] as number;
    let ready = false;
    const isReady = (): boolean => {
      for (const index of this.workers.keys()) if (Atomics.load(this.words, RECEIVED + index) < sent) return false;
      return true;
    };
    for (const name of names) {
      const index = this.known++;
      const kernel = exports[name] as Kernel;
      const cost = COSTS[name as keyof typeof COSTS] as Cost;
      // written out, since rest parameters would slow down kernels that are not shared
      const run: Kernel = (begin, end, a, b, c, d, e, f, g, h, i, j, l, m, n, o, p, q) => {
        let ns = 0;
        if (
          this.workers.size > 0 &&
          begin === 0 &&
          end > 1 &&
          (ns = cost(end, a!, b!, c!, d!, e!, f!, g!, h!, i!, j!, l!, m!, n!, o!, p!, q!)) >
            (tuning.worthSharingNs ?? this.worth) &&
          (ready ||= isReady()) &&
          (this.resume === 0 || this.mayResume())
        )
          this.share(name, index, kernel, end, ns / 1e6, [a!, b!, c!, d!, e!, f!, g!, h!, i!, j!, l!, m!, n!, o!, p!, q!]);
        else kernel(begin, end, a!, b!, c!, d!, e!, f!, g!, h!, i!, j!, l!, m!, n!, o!, p!, q!);
      };
      table[name] = run;
    }
    return table as WebAssembly.Exports;
  }

  /** Calls the kernel for [0, end), which costs about `ms`, block by block, on all threads. */
  private share(name: string, index: number, kernel: Kernel, end: number, ms: number, rest: number[]): void {
    const { words } = this;
    let chunk = Math.ceil(end / (this.threads * BLOCKS_PER_THREAD));
    // many small units: whole cache lines per block
    if (chunk > 256) chunk = (chunk + 63) & ~63;
    const blocks = Math.ceil(end / chunk);
    const begun = performance.now();
    const job = this.post(index, end, chunk, rest);
    let own = 0;
    let trap: unknown;
    const run = (block: number): void => {
      try {
        kernel(block * chunk, Math.min(end, (block + 1) * chunk), ...rest);
      } catch (error) {
        trap = error;
      }
      Atomics.store(words, FINISHED + block, job);
    };
    for (;;) {
      const left = Atomics.load(words, LEFT);
      if (left === 0) break;
      if (Atomics.compareExchange(words, LEFT, left, left - 1) !== left) continue;
      run(blocks - left);
      Atomics.add(words, DONE, 1);
      own++;
    }
    const alone = performance.now();
    const isDone = this.areAllDone(blocks, begun);
    // the estimate is a bound, since the time of its own blocks includes any that this thread spent without a core
    const block = own > 0 ? Math.min((alone - begun) / own, ms / blocks) : 0;
    this.settle(block * (blocks - own), performance.now() - alone);
    if (!isDone) {
      this.stop();
      if (!isRepeatable(name, rest))
        throw new Error(
          'backend: expected every worker thread to finish its share, got none from one for too long; ' +
            'the current result is incomplete, and work continues with one thread',
        );
      for (let block = 0; block < blocks; block++) if (Atomics.load(words, FINISHED + block) !== job) run(block);
    }
    if (trap !== undefined) throw trap;
    if (Atomics.exchange(words, FAILED, 0) !== 0)
      throw new Error('backend: expected every worker thread to finish its share, got a trap in one');
  }

  /** Writes a job on the board and wakes the workers; returns its number. */
  private post(index: number, end: number, chunk: number, rest: number[]): number {
    const { words } = this;
    const job = ((words[JOB] as number) + 1) | 0;
    const blocks = Math.ceil(end / chunk);
    words[JOB] = job;
    words[BLOCKS] = blocks;
    words[KERNEL] = index;
    words[END] = end;
    words[CHUNK] = chunk;
    words[DONE] = 0;
    this.args.set(rest);
    Atomics.store(words, LEFT, blocks);
    this.wake();
    return job;
  }

  /**
   * Takes account of a job: what the others' blocks would have taken here, and the time of waiting for them. A worker that has
   * lost its core holds up the job, since nobody else can do its block: it may still write to memory that has been reused by
   * then. Once waiting has taken more than sharing saved, nothing is shared for a while.
   */
  private settle(gain: number, wait: number): void {
    this.saved = Math.min(this.saved + gain - wait - POSTING_MS, MOST_SAVED);
    if (this.saved < 0) this.resume = performance.now() - this.saved * tuning.restFor;
  }

  private mayResume(): boolean {
    if (performance.now() < this.resume) return false;
    this.resume = this.saved = 0;
    return true;
  }

  /** Waits for the blocks that others have claimed; false if that takes too long. */
  private areAllDone(blocks: number, begun: number): boolean {
    const { words } = this;
    let seen = performance.now();
    let patience = tuning.patienceMs + 10 * (seen - begun);
    for (let spins = 1; ; spins++) {
      const done = Atomics.load(words, DONE);
      if (done === blocks) return true;
      if (spins % SPIN !== 0) continue;
      if (this.mayBlock) Atomics.wait(words, DONE, done, NAP_MS);
      // time during which the computer was asleep counts as a short nap
      const now = performance.now();
      patience -= Math.min(now - seen, NAP_MS);
      seen = now;
      if (patience <= 0) return false;
    }
  }
}
