/**
 * The worker threads, and the job board in shared memory through which they and the calling thread divide the work.
 */
import { type Builtins, builtin } from './builtin.ts';

/** More threads would only wait for each other, and use memory. */
export const MAX_THREADS = 64;
/** Blocks for each thread: several, so that a slow thread does not hold up the others. */
export const BLOCKS_PER_THREAD = 4;

/** The job board's 4-byte words; the arguments follow as doubles. */
export const LEFT = 0; // blocks that no thread has claimed
export const WAKE = 1; // counts jobs and messages; idle workers sleep on it
export const DONE = 2; // blocks that are done
export const BLOCKS = 3;
export const KERNEL = 4;
export const END = 5;
export const CHUNK = 6;
export const FAILED = 7; // whether a block trapped
export const SENT = 8; // messages sent to every worker
export const JOB = 9; // counts jobs
export const AWAKE = 10; // the last count of WAKE that a worker saw
export const RECEIVED = 16; // for each worker, the messages that it received
export const FINISHED: number = RECEIVED + MAX_THREADS; // for each block, the last job in which it was done
export const WORDS: number = FINISHED + MAX_THREADS * BLOCKS_PER_THREAD;
export const ARGUMENTS = 16;
export const BOARD_BYTES: number = WORDS * 4 + ARGUMENTS * 8;

/** Rounds of spinning before an idle worker sleeps: about 50 µs. */
const SPIN = 4000;

/**
 * What a worker runs. It is a string, so that bundlers need not find it, and refers to nothing outside itself. Each message
 * delivers a part of the kernels; between messages, the worker runs in a loop, which it leaves when another message was sent.
 */
const SOURCE = `
const table = [];
let env, core, words, args, own, received = 0;
const receive = ({ module, memory, board, workspace, index, names }) => {
  env ??= { memory };
  const kernels = new WebAssembly.Instance(module, { env, core }).exports;
  if (core === undefined) {
    core = kernels;
    core.setWorkspace(workspace);
    own = index;
    words = new Int32Array(memory.buffer, board, ${WORDS});
    args = new Float64Array(memory.buffer, board + ${WORDS * 4}, ${ARGUMENTS});
  }
  for (const name of names) table.push(kernels[name]);
  const seen = Atomics.load(words, ${WAKE});
  Atomics.store(words, ${RECEIVED} + own, ++received);
  return seen;
};
const work = (seen) => {
  while (Atomics.load(words, ${SENT}) === received) {
    for (let spins = 0; Atomics.load(words, ${WAKE}) === seen; ) {
      if (++spins > ${SPIN}) Atomics.wait(words, ${WAKE}, seen);
    }
    seen = Atomics.load(words, ${WAKE});
    Atomics.store(words, ${AWAKE}, seen);
    for (;;) {
      const left = Atomics.load(words, ${LEFT});
      if (left === 0) break;
      if (Atomics.compareExchange(words, ${LEFT}, left, left - 1) !== left) continue;
      const blocks = words[${BLOCKS}], chunk = words[${CHUNK}], block = blocks - left, from = block * chunk;
      const [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = args;
      try {
        table[words[${KERNEL}]](from, Math.min(words[${END}], from + chunk), a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
      } catch {
        Atomics.store(words, ${FAILED}, 1);
      }
      words[${FINISHED} + block] = words[${JOB}];
      if (Atomics.add(words, ${DONE}, 1) + 1 === blocks) Atomics.notify(words, ${DONE});
    }
  }
};
const node = typeof require === 'function' && require('node:worker_threads');
const port = node ? node.parentPort : self;
const listen = (part) => {
  const seen = receive(part);
  port.postMessage('ready');
  work(seen);
};
if (node) port.on('message', listen);
else port.onmessage = ({ data }) => listen(data);
`;

/** A part of the kernels for a worker: its module, and the exports that are shared out. */
export interface Part {
  module: WebAssembly.Module;
  names: readonly string[];
}

/** The first message to a worker. */
export interface FirstPart extends Part {
  memory: WebAssembly.Memory;
  board: number;
  workspace: number;
  /** The number of the worker. */
  index: number;
}

/** A started worker, in any runtime. */
export interface Thread {
  postMessage(part: Part): void;
  terminate(): unknown;
}

const failStart = (reason: unknown): never => {
  throw new Error(
    `init: expected a worker thread to start, got '${reason instanceof Error ? reason.message : reason}'; use fewer threads, or threads: 1`,
    { cause: reason },
  );
};

/** Starts a worker; resolves once it waits for work. It does not keep a process alive. `onDeath` is called if it ends later. */
export async function startWorker(part: FirstPart, onDeath: () => void): Promise<Thread> {
  const node = builtin('node:worker_threads');
  return (node === undefined ? startInPage(part, onDeath) : startInNode(node, part, onDeath)).catch(failStart);
}

async function startInNode(node: Builtins['node:worker_threads'], part: FirstPart, onDeath: () => void): Promise<Thread> {
  // without the process's flags: with --input-type=module, the source would not be a script
  const worker = new node.Worker(SOURCE, { eval: true, execArgv: [] });
  worker.postMessage(part);
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject('an end at once'));
  });
  worker.on('error', onDeath);
  worker.on('exit', onDeath);
  worker.unref();
  return worker;
}

async function startInPage(part: FirstPart, onDeath: () => void): Promise<Thread> {
  const url = URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' }));
  try {
    const worker = new Worker(url);
    worker.postMessage(part);
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = ({ message }) => {
        worker.terminate();
        reject(
          `${message ?? 'a refusal'} (where the page has a Content-Security-Policy, it must allow worker-src blob: and script-src 'wasm-unsafe-eval')`,
        );
      };
    });
    worker.onerror = onDeath;
    return worker;
  } finally {
    URL.revokeObjectURL(url);
  }
}
