// What is said when threads cannot be had, and when one is lost: never a hang, never a wrong number.
import workerThreads, { type Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tuning } from '../bindings/threads.ts';
import { backend, init, matmul, memory, ones, scope, shutdown } from '../src/index.ts';

const made: Worker[] = [];
let gaveUp = false;

/** A product of ones, whose every element is 512, shared out among the threads. */
const product = (): void =>
  scope(() => {
    const a = ones([512, 512]);
    const y = matmul(a, a).toTypedArray();
    expect(y.every((v) => v === 512)).toBe(true);
  });

beforeAll(async () => {
  const { SharedArrayBuffer: shared } = globalThis;
  Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  try {
    await expect(init({ threads: 2 })).rejects.toThrow(/SharedArrayBuffer.*Cross-Origin-Opener-Policy.*threads: 1/);
  } finally {
    globalThis.SharedArrayBuffer = shared;
  }
  const Original = workerThreads.Worker;
  workerThreads.Worker = class extends Original {
    constructor(...args: ConstructorParameters<typeof Original>) {
      super(...args);
      made.push(this);
    }
  };
  try {
    await init({ threads: 3 });
  } finally {
    workerThreads.Worker = Original;
  }
});

afterAll(async () => {
  await shutdown();
  expect(memory().liveBytes).toBe(0);
});

it('works with all threads while they live', () => {
  expect(made).toHaveLength(2);
  expect(backend().threads).toBe(3);
  product();
});

it('ends with an error, not with a wrong number, when a thread ends in the midst of the work', () => {
  tuning.patienceMs = 200;
  void (made[0] as Worker).terminate();
  // whether the thread still had its turn is up to the clock: a product is right, or it is refused
  for (let i = 0; i < 20 && !gaveUp; i++) {
    try {
      product();
    } catch (error) {
      expect(String(error)).toMatch(/^Error: backend: expected every worker thread to finish its share, got none/);
      gaveUp = true;
    }
  }
  product();
});

it('says once that a thread is gone, and goes on with one', async () => {
  await (made[1] as Worker).terminate();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(backend().threads).toBe(1);
  // after work that was given up, all threads were ended on purpose
  if (!gaveUp) expect(product).toThrow(/^backend: expected every worker thread to live, got one that ended/);
  product();
});
