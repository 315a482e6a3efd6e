/**
 * The worker pool and its parallel-for. Every thread runs its own instance of the kernels on the one shared memory; a
 * job is a kernel, its arguments, and a range cut into blocks that the threads claim one by one, the calling thread
 * too. It never blocks: when no block is left to claim it spins until those of the others are done, and if no other
 * thread ever claims one it has done them all itself. Results do not depend on who did what, since kernels promise the
 * same bits for any cut of their range.
 */
import { builtin } from './builtin.ts';
import type { Kernels } from './wasm/kernels.ts';

/** The job board, in 4-byte words of shared memory; the arguments follow as doubles. */
const CLAIM = 0; // the job's number in the upper 16 bits, the next block in the lower
const WAKE = 1; // counts the jobs; idle workers sleep on it
const DONE = 2;
const BLOCKS = 3;
const KERNEL = 4;
const END = 5;
const CHUNK = 6;
const FAILED = 7;
const STOP = 8;
const WORDS = 16;
const ARGUMENTS = 16;
export const BOARD_BYTES: number = WORDS * 4 + ARGUMENTS * 8;

/** A block number that no claim gets past: the board is being written. */
const CLOSED = 0xffff;
/** Blocks for each thread: more than one, so that a slow thread does not hold the others up. */
const BLOCKS_PER_THREAD = 4;
/** How long to wait for a claimed block after the last one of one's own, before its thread counts as dead. */
const PATIENCE_MS = 10_000;
/** Rounds of spinning before an idle worker sleeps: some 50 µs. */
const SPIN = 4000;

/** What a worker runs. A string, so that no bundler has to find it; it holds on to nothing outside itself. */
const WORKER = `
const start = ({ module, memory, board, workspace, names }, ready) => {
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports;
  kernels.setWorkspace(workspace);
  const table = names.map((name) => kernels[name]);
  const words = new Int32Array(memory.buffer, board, ${WORDS});
  const args = new Float64Array(memory.buffer, board + ${WORDS * 4}, ${ARGUMENTS});
  let seen = Atomics.load(words, ${WAKE});
  ready();
  for (;;) {
    for (let spins = 0; Atomics.load(words, ${WAKE}) === seen; ) {
      if (++spins > ${SPIN}) Atomics.wait(words, ${WAKE}, seen);
    }
    if (Atomics.load(words, ${STOP})) return;
    seen = Atomics.load(words, ${WAKE});
    const blocks = words[${BLOCKS}], end = words[${END}], chunk = words[${CHUNK}], kernel = table[words[${KERNEL}]];
    const [a, b, c, d, e, f, g, h, i, j, l, m, n, o, p, q] = args;
    for (;;) {
      const word = Atomics.load(words, ${CLAIM});
      const block = word & 0xffff;
      if (word >>> 16 !== (seen & 0xffff) || block >= blocks) break;
      if (Atomics.compareExchange(words, ${CLAIM}, word, word + 1) !== word) continue;
      const from = block * chunk;
      try {
        kernel(from, Math.min(end, from + chunk), a, b, c, d, e, f, g, h, i, j, l, m, n, o, p, q);
      } catch {
        Atomics.store(words, ${FAILED}, 1);
      }
      Atomics.add(words, ${DONE}, 1);
    }
  }
};
if (typeof require === 'function') {
  const { parentPort, workerData } = require('node:worker_threads');
  start(workerData, () => parentPort.postMessage('ready'));
} else {
  onmessage = ({ data }) => start(data, () => postMessage('ready'));
}`;

/** What a worker is handed. */
interface WorkerData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  board: number;
  workspace: number;
  names: readonly string[];
}

/** A started worker, whatever the runtime calls it. */
interface Thread {
  terminate(): unknown;
}

/** Starts one worker; resolves once it waits for work. It never keeps a process alive. */
async function startWorker(data: WorkerData, onDeath: () => void): Promise<Thread> {
  const node = builtin('node:worker_threads');
  if (node !== undefined) {
    const worker = new node.Worker(WORKER, { eval: true, workerData: data });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
    });
    worker.on('exit', onDeath);
    worker.unref();
    return worker;
  }
  const url = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
  try {
    const worker = new Worker(url);
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = (event) =>
        reject(new Error(`init: expected a worker to start, got '${event.message}'; allow worker-src blob: in the CSP`));
      worker.postMessage(data);
    });
    worker.onerror = onDeath;
    return worker;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** What one unit of a kernel's range costs in nanoseconds, from the arguments behind the range. */
type Cost = (...args: number[]) => number;

const each =
  (ns: number): Cost =>
  () =>
    ns;
/** Kernels over rows: (…, C, inner) at the given place among the arguments, `ns` an element. */
const row =
  (place: number, ns: number): Cost =>
  (...args) =>
    (args[place] as number) * ns;

/** The kernels that are shared out, and what a unit of each costs. Those not listed run on the calling thread. */
const COSTS: Partial<Record<keyof Kernels, Cost>> = {
  ...Object.fromEntries(
    [
      'neg',
      'abs',
      'sign',
      'sqrt',
      'rsqrt',
      'square',
      'reciprocal',
      'floor',
      'ceil',
      'round',
      'relu',
      'reluBackward',
      'add',
      'sub',
      'mul',
      'div',
      'maximum',
      'minimum',
      'scale',
      'addScaled',
      'where',
      'clamp',
      'clampBackward',
      'copyStrided',
      'copyToStrided',
      'leakyRelu',
      'leakyReluBackward',
      'hardtanh',
      'hardtanhBackward',
      'tanhBackward',
      'sigmoidBackward',
    ].map((name) => [name, each(0.3)]),
  ),
  ...Object.fromEntries(
    [
      'exp',
      'expm1',
      'log',
      'log1p',
      'tanh',
      'erf',
      'sigmoid',
      'gelu',
      'geluBackward',
      'geluTanh',
      'geluTanhBackward',
      'silu',
      'siluBackward',
      'elu',
      'eluBackward',
      'selu',
      'seluBackward',
      'softplus',
      'softplusBackward',
      'logsigmoid',
      'logsigmoidBackward',
      'mish',
      'mishBackward',
      'hardswish',
      'hardswishBackward',
      'hardsigmoid',
      'hardsigmoidBackward',
      'softsign',
      'softsignBackward',
    ].map((name) => [name, each(1.5)]),
  ),
  ...Object.fromEntries(['sin', 'cos', 'pow', 'powScalar'].map((name) => [name, each(5)])),
  ...Object.fromEntries(['sgd', 'adam', 'rmsprop', 'adagrad'].map((name) => [name, each(0.5)])),
  // (transA, transB, m, n, k, …): a block is an even share of the multiply-adds
  gemm: (_a, _b, m = 0, n = 0, k = 0) => (2 * m * n * k) / 60 / Math.max(1, gemmBlocks(m, n, k)),
  softmax: row(2, 0.8),
  logSoftmax: row(2, 0.8),
  logsumexp: row(2, 0.6),
  softmaxBackward: row(3, 0.5),
  logSoftmaxBackward: row(3, 1),
  crossEntropy: row(6, 1),
  // a unit is a block of 1,024; the first kind does without logarithms
  elementLoss: (kind) => (kind === 0 ? 400 : 4000),
  elementLossBackward: (kind) => (kind === 0 ? 500 : 2000),
  nllLossBackward: (_dx, _dloss, _stride, _scale, _target, _weight, C = 0, inner = 0) => C * inner * 0.1,
  sum: row(2, 0.2),
  sumSquares: row(2, 0.2),
  variance: row(2, 0.4),
  amax: row(2, 0.3),
  amin: row(2, 0.3),
  argmax: row(2, 0.4),
  argmin: row(2, 0.4),
  indexSelect: (_y, _x, _index, _D, _K, inner = 0) => inner * 0.3,
  indexAdd: (_dx, _dy, _index, outer = 0, _D, K = 0) => outer * K * 0.3,
  addScaledRows: row(5, 0.3),
  bagMax: row(5, 10),
  layerNorm: row(6, 0.4),
  layerNormBackward: row(6, 0.3),
  columnDots: row(6, 0.2),
  channelDots: (_sums, _dots, _dy, _x, _mean, N = 0, _C, inner = 0) => N * inner * 0.2,
  mix: (_y, _dy, _x, _p, _q, _mean, _c, C = 0, inner = 0) => (inner === 1 ? C : inner) * 0.2,
  im2col: row(14, 0.3),
  col2im: (_dx, _col, _H, _W, kh = 0, kw = 0, ...rest) => kh * kw * (rest[8] as number) * 0.3,
  // a window costs by its taps, a mean by what it covers
  maxPool2d: (_y, _index, _x, _H, _W, OH = 0, OW = 0, kh = 0, kw = 0) => OH * OW * kh * kw * 0.5,
  maxPool2dBackward: row(4, 1),
  avgPool2d: (_y, _x, H = 0, W = 0, OH = 0, OW = 0) => H * W * 0.5 + OH * OW * 2,
  avgPool2dBackward: (_dx, _dy, H = 0, W = 0, OH = 0, OW = 0) => H * W * 0.5 + OH * OW * 2,
};

let gemmBlocks: Kernels['gemmBlocks'] = () => 1;

/** Work below this stays on the calling thread: sharing it out would cost as much as it saves. */
const WORTH_SHARING_NS = 30_000;

/** The running pool: how many threads take part, the caller included, and how to end it. */
export interface Pool {
  threads: number;
  stop(): void;
}

/**
 * Starts threads − 1 workers and replaces those kernels in the table that can be shared out.
 *
 * @param areas addresses of the job board and of each worker's workspace
 */
export async function startPool(
  kernels: Kernels,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  areas: { board: number; workspaces: readonly number[] },
): Promise<{ pool: Pool; table: Kernels }> {
  gemmBlocks = kernels.gemmBlocks;
  const names = Object.keys(COSTS);
  const { board, workspaces } = areas;
  const words = new Int32Array(memory.buffer, board, WORDS);
  const args = new Float64Array(memory.buffer, board + WORDS * 4, ARGUMENTS);
  words.fill(0);
  const pool: Pool = {
    threads: workspaces.length + 1,
    stop: () => {
      pool.threads = 1;
      Atomics.store(words, STOP, 1);
      Atomics.add(words, WAKE, 1);
      Atomics.notify(words, WAKE);
      for (const thread of threads) thread.terminate();
    },
  };
  const threads: Thread[] = await Promise.all(
    workspaces.map((workspace) =>
      startWorker({ module, memory, board, workspace, names }, () => {
        pool.threads = 1;
      }),
    ),
  );

  type Kernel = (begin: number, end: number, ...rest: number[]) => void;
  let job = 0;
  const share = (index: number, kernel: Kernel, end: number, rest: number[]): void => {
    const chunk = Math.ceil(end / (pool.threads * BLOCKS_PER_THREAD));
    const blocks = Math.ceil(end / chunk);
    Atomics.store(words, CLAIM, ((job & 0xffff) << 16) | CLOSED);
    words[BLOCKS] = blocks;
    words[KERNEL] = index;
    words[END] = end;
    words[CHUNK] = chunk;
    words[DONE] = 0;
    args.set(rest);
    job = (Atomics.load(words, WAKE) + 1) | 0;
    Atomics.store(words, CLAIM, (job & 0xffff) << 16);
    Atomics.store(words, WAKE, job);
    Atomics.notify(words, WAKE);
    for (;;) {
      const word = Atomics.load(words, CLAIM);
      const block = word & 0xffff;
      if (block >= blocks) break;
      if (Atomics.compareExchange(words, CLAIM, word, word + 1) !== word) continue;
      kernel(block * chunk, Math.min(end, block * chunk + chunk), ...rest);
      Atomics.add(words, DONE, 1);
    }
    const deadline = performance.now() + PATIENCE_MS;
    for (let spins = 0; Atomics.load(words, DONE) < blocks; spins++) {
      if ((spins & 0xffff) === 0 && performance.now() > deadline) {
        pool.stop();
        throw new Error(
          'backend: expected every worker thread to finish its share, got none for 10 s; the work goes on with one thread',
        );
      }
    }
    if (words[FAILED] !== 0) {
      words[FAILED] = 0;
      throw new Error('backend: expected every worker thread to finish its share, got a trap in one');
    }
  };

  const table: Record<string, unknown> = { ...kernels };
  names.forEach((name, index) => {
    const kernel = kernels[name as keyof Kernels] as unknown as Kernel;
    const cost = COSTS[name as keyof Kernels] as Cost;
    table[name] = (begin: number, end: number, ...rest: number[]): void => {
      if (pool.threads > 1 && begin === 0 && end > 1 && end * cost(...rest) > WORTH_SHARING_NS)
        share(index, kernel, end, rest.map(Number));
      else kernel(begin, end, ...rest);
    };
  });
  return { pool, table: table as unknown as Kernels };
}
