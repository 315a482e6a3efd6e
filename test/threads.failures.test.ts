// What is said when threads cannot be had, and what happens when one is lost: never a hang, never a wrong number.
import workerThreads, { type Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type Library = typeof import('../src/index.ts');

const Original = workerThreads.Worker;
type Arguments = ConstructorParameters<typeof Original>;

/** A copy of the library of which nothing is loaded. */
function freshLibrary(): Promise<Library> {
  vi.resetModules();
  return import('../src/index.ts');
}

let made: Worker[] = [];
/** When each of them has ended, and the library has had its turn to notice. */
let ends: Promise<void>[] = [];
/** What the i-th worker's program is instead, or an error instead of its start. */
let program = (source: string, _i: number): string => source;

let rl: Library;
beforeEach(async () => {
  made = [];
  ends = [];
  program = (source) => source;
  workerThreads.Worker = class extends Original {
    constructor(source: Arguments[0], options?: Arguments[1]) {
      super(program(source as string, made.length), options);
      made.push(this);
      ends.push(new Promise((resolve) => this.on('exit', () => setTimeout(resolve, 20))));
    }
  };
  rl = await freshLibrary();
});
afterEach(async () => {
  workerThreads.Worker = Original;
  await rl.shutdown();
  expect(rl.memory().liveBytes).toBe(0);
});

/** A product of ones, whose every element is 512, shared out among the threads. */
const product = (): void =>
  rl.scope(() => {
    const a = rl.ones([512, 512]);
    const y = rl.matmul(a, a).toTypedArray();
    expect(y.every((v) => v === 512)).toBe(true);
  });

/** Workers that claim a block and end without having done it, whom nobody waits for long. */
async function loseShares(): Promise<void> {
  program = (source) => source.replace('const [a, b, c', 'return; const [a, b, c');
  (await import('../bindings/threads.ts')).tuning.patienceMs = 200;
}

/** Does something until it has come to pass, however late a worker gets a core; a loop that never waits has no other deadline. */
function until(happened: () => boolean, act: () => void): void {
  for (const begun = Date.now(); !happened() && Date.now() - begun < 50_000; ) act();
}

it('refuses threads where memory cannot be shared, with the remedy for the page that it is', async () => {
  const { SharedArrayBuffer: shared } = globalThis;
  Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  try {
    await expect(rl.init({ threads: 2 })).rejects.toThrow(/SharedArrayBuffer.*Cross-Origin-Opener-Policy.*threads: 1/);
    Object.assign(globalThis, { crossOriginIsolated: true });
    await expect(rl.init({ threads: 2 })).rejects.toThrow(/SharedArrayBuffer.*the page is isolated.*threads: 1$/);
    await expect(rl.init({ threads: 2 })).rejects.not.toThrow(/Cross-Origin/);
    await rl.init({ threads: 'auto' });
  } finally {
    Reflect.deleteProperty(globalThis, 'crossOriginIsolated');
    globalThis.SharedArrayBuffer = shared;
  }
  expect(rl.backend().threads).toBe(1);
});

it('refuses more threads than any machine uses, or than the memory has room for', async () => {
  await expect(rl.init({ threads: 1000 })).rejects.toThrow(/^init: expected threads in \[1, 64\], got 1000; /);
  await expect(rl.init({ threads: 64, maxMemory: 2 ** 23 })).rejects.toThrow(
    /^init: expected memory for 64 threads, \d+ MiB, got 8 MiB; use fewer threads/,
  );
  expect(made).toHaveLength(0);
  await rl.init({ threads: 2, maxMemory: 2 ** 23 });
  product();
});

it('ends the workers that started when one did not, and can be called again', async () => {
  program = (source, i) => {
    if (i === 1) throw new Error('no more workers');
    return source;
  };
  await expect(rl.init({ threads: 3 })).rejects.toThrow(
    /^init: expected a worker thread to start, got 'no more workers'; use fewer threads/,
  );
  expect(made).toHaveLength(1);
  await ends[0];
  program = () => 'process.exit()';
  await expect(rl.init({ threads: 2 })).rejects.toThrow(/^init: expected a worker thread to start, got 'an end at once'/);
  program = (source) => source;
  await rl.init({ threads: 2 });
  expect(rl.backend().threads).toBe(2);
  product();
});

it('leaves a tensor that was made meanwhile alone', async () => {
  const starting = rl.init({ threads: 2 });
  const t = rl.ones([3]);
  await expect(starting).rejects.toThrow(/^init: must be called before the first tensor/);
  expect([rl.backend().threads, t.tolist()]).toEqual([1, [1, 1, 1]]);
  t.dispose();
});

it('goes on with the threads that are left when one ends between its jobs', async () => {
  await rl.init({ threads: 3 });
  expect(rl.backend().threads).toBe(3);
  product();
  await made[0]?.terminate();
  await ends[0];
  await vi.waitFor(() => expect(rl.backend().threads).toBe(2), { timeout: 50_000 });
  // another part of the kernels is still shared by those that are left
  rl.scope(() => expect(rl.ones([300_000]).sin().sum().item()).toBeCloseTo(300_000 * Math.sin(1), 0));
  product();
  await rl.shutdown();
  product();
});

it('does the share of a lost thread again where that is possible', async () => {
  await loseShares();
  await rl.init({ threads: 2 });
  until(() => rl.backend().threads === 1, product);
  expect(rl.backend().threads).toBe(1);
  product();
});

it('says so where a lost share may be half done, and goes on with one thread', async () => {
  await loseShares();
  await rl.init({ threads: 2 });
  const { tuning } = await import('../bindings/threads.ts');
  // the thread is to be lost in the optimizer, which adds to what it reads, and not before
  tuning.worthSharingNs = Infinity;
  rl.scope(() => {
    const p = new rl.nn.Parameter(rl.ones([1_000_000]));
    p.grad = rl.ones([1_000_000]);
    const optimizer = new rl.optim.SGD([p], { lr: 1 });
    tuning.worthSharingNs = null;
    expect(() =>
      until(
        () => false,
        () => optimizer.step(),
      ),
    ).toThrow(/^backend: expected every worker thread to finish its share, got none.* incomplete, and work continues with one/);
    p.dispose();
  });
  expect(rl.backend().threads).toBe(1);
  product();
});

it('shares nothing for a while after a thread held up a job', async () => {
  const { tuning } = await import('../bindings/threads.ts');
  tuning.restFor = 1000;
  // a worker without a core, for 50 ms at each block that it claims
  const sleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)';
  program = (source) => source.replace('const [a, b, c', `port.postMessage('claimed'); ${sleep}; const [a, b, c`);
  await rl.init({ threads: 2 });
  let claimed = 0;
  made[0]?.on('message', () => claimed++);
  // thirty more, once it has had a core at all
  const begun = Date.now();
  for (let more = 0; more < 30 && Date.now() - begun < 50_000; more += Math.sign(claimed)) {
    product();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await made[0]?.terminate();
  await ends[0];
  expect(claimed).toBeGreaterThan(0);
  // the blocks of one job, where each of thirty would have had one
  expect(claimed).toBeLessThanOrEqual(8);
});
