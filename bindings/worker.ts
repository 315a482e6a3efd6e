/**
 * The worker threads, and the board in shared memory by which they and the calling thread agree who does what.
 */
import { builtin } from './builtin.ts';

/** The job board's 4-byte words; the arguments follow as doubles. */
export const LEFT = 0; // how many blocks nobody has claimed
export const WAKE = 1; // counts the jobs and the messages; idle workers sleep on it
export const DONE = 2; // how many blocks are done
export const BLOCKS = 3;
export const KERNEL = 4;
export const END = 5;
export const CHUNK = 6;
export const FAILED = 7; // a block that trapped
export const SENT = 8; // how many messages every worker was sent
export const READY = 9; // how many messages were received, by all of them
export const WORDS = 16;
export const ARGUMENTS = 16;
export const BOARD_BYTES: number = WORDS * 4 + ARGUMENTS * 8;

/** Rounds of spinning before an idle worker sleeps: some 50 µs. */
const SPIN = 4000;

/**
 * What a worker runs. A string, so that no bundler has to find it; it refers to nothing outside itself. Each message
 * brings a part of the kernels; between messages it works, and leaves the loop only when another one has been sent.
 */
const SOURCE = `
const table = [];
let env, core, words, args, received = 0;
const receive = ({ module, memory, board, workspace, names }) => {
  env ??= { memory };
  const kernels = new WebAssembly.Instance(module, { env, core }).exports;
  if (core === undefined) {
    core = kernels;
    core.setWorkspace(workspace);
    words = new Int32Array(memory.buffer, board, ${WORDS});
    args = new Float64Array(memory.buffer, board + ${WORDS * 4}, ${ARGUMENTS});
  }
  for (const name of names) table.push(kernels[name]);
  received++;
  let seen = Atomics.load(words, ${WAKE});
  Atomics.add(words, ${READY}, 1);
  return seen;
};
const work = (seen) => {
  while (Atomics.load(words, ${SENT}) === received) {
    for (let spins = 0; Atomics.load(words, ${WAKE}) === seen; ) {
      if (++spins > ${SPIN}) Atomics.wait(words, ${WAKE}, seen);
    }
    seen = Atomics.load(words, ${WAKE});
    for (;;) {
      const left = Atomics.load(words, ${LEFT});
      if (left === 0) break;
      if (Atomics.compareExchange(words, ${LEFT}, left, left - 1) !== left) continue;
      const blocks = words[${BLOCKS}], chunk = words[${CHUNK}], from = (blocks - left) * chunk;
      const [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = args;
      try {
        table[words[${KERNEL}]](from, Math.min(words[${END}], from + chunk), a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
      } catch {
        Atomics.store(words, ${FAILED}, 1);
      }
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

/** A part of the kernels for a worker: its module, and those of its exports that are shared out. */
export interface Part {
  module: WebAssembly.Module;
  names: readonly string[];
}

/** What a worker is handed first. */
export interface FirstPart extends Part {
  memory: WebAssembly.Memory;
  board: number;
  workspace: number;
}

/** A started worker, whatever the runtime calls it. */
export interface Thread {
  postMessage(part: Part): void;
  terminate(): unknown;
}

/** Starts one worker; resolves once it waits for work. It never keeps a process alive. */
export async function startWorker(part: FirstPart, onDeath: (reason: string) => void): Promise<Thread> {
  const node = builtin('node:worker_threads');
  if (node !== undefined) {
    // none of the process's own flags: with --input-type=module the source would be no script
    const worker = new node.Worker(SOURCE, { eval: true, execArgv: [] });
    worker.postMessage(part);
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('init: expected a worker thread to start, got one that ended at once')));
    });
    worker.on('error', (error) => onDeath(String(error)));
    worker.on('exit', (code) => onDeath(`exit code ${code}`));
    worker.unref();
    return worker;
  }
  const url = URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' }));
  try {
    const worker = new Worker(url);
    worker.postMessage(part);
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = ({ message }) =>
        reject(
          new Error(
            `init: expected a worker to start, got '${message ?? 'a refusal'}'; where the page has a Content-Security-Policy, ` +
              "it must allow worker-src blob: and script-src 'wasm-unsafe-eval'",
          ),
        );
    });
    worker.onerror = ({ message }) => onDeath(message);
    return worker;
  } finally {
    URL.revokeObjectURL(url);
  }
}
