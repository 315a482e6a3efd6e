/**
 * Work that another process of this program does on request: with more threads, or from an empty memory.
 * A request is a line {op, ms} for the median of a call, {op, to} for the values into a file, {op, memory} for bytes.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { F, manualSeed, matmul, memory, randint, randn, scope, type Tensor } from 'rushlight';
import { imageTrainee } from './cnn.ts';
import { FULL, f32, timer } from './harness.ts';
import { LARGE, SMALL, TUTORIAL, trainee } from './net.ts';

export interface Served {
  run: () => void;
  values: () => Float32Array;
}

const SEED = 7;
const [Z, CAP] = [1e-4, 30];

/** Hidden [256, 512] × weight [V, 512], whole or by chunks, with a z-loss and a cap of the logits or without; both gradients. */
export function projection(
  V: number,
  whole: boolean,
  more: boolean = false,
): Served & { dx: () => Float32Array; data: () => Projection } {
  manualSeed(SEED);
  const [N, D] = [256, 512];
  const [x, w, y] = [randn([N, D]).requiresGrad_(), randn([V, D]).mul_(0.05).requiresGrad_(), randint(0, V, [N])];
  return {
    run: () =>
      scope(() => {
        x.grad = null;
        w.grad = null;
        if (!whole) return F.linearCrossEntropy(x, w, y, more ? { zLoss: Z, softcap: CAP } : {}).backward();
        const logits = F.linear(x, w);
        if (!more) return F.crossEntropy(logits, y).backward();
        const capped = logits.div(CAP).tanh().mul(CAP);
        F.crossEntropy(capped, y).add(capped.logsumexp(1).square().mean().mul(Z)).backward();
      }),
    values: () => f32(w.grad as Tensor),
    dx: () => f32(x.grad as Tensor),
    data: () => ({ x: f32(x), w: f32(w), y: y.toTypedArray() as Int32Array, N, D, V }),
  };
}

export interface Projection {
  x: Float32Array;
  w: Float32Array;
  y: Int32Array;
  N: number;
  D: number;
  V: number;
}

function product(n: number): Served {
  manualSeed(SEED);
  const [a, b] = [randn([n, n]), randn([n, n])];
  return { run: () => scope(() => void matmul(a, b)), values: () => scope(() => f32(matmul(a, b))) };
}

function loss(N: number, C: number): Served {
  manualSeed(SEED);
  const [x, y] = [randn([N, C]).requiresGrad_(), randint(0, C, [N])];
  const run = (): void =>
    scope(() => {
      x.grad = null;
      F.crossEntropy(x, y).backward();
    });
  return {
    run,
    values: () => {
      run();
      return f32(x.grad as Tensor);
    },
  };
}

function stepOf(make: () => { step: () => void; parameters: () => Float32Array }): Served {
  manualSeed(SEED);
  const { step, parameters } = make();
  return {
    run: step,
    values: () => {
      for (let i = 0; i < 3; i++) step();
      return parameters();
    },
  };
}

export const SERVED: Readonly<Record<string, () => Served>> = {
  'matmul 256³': () => product(256),
  'matmul 512³': () => product(512),
  'crossEntropy + gradient [256, 1000]': () => loss(256, 1000),
  'crossEntropy + gradient [128, 32000]': () => loss(128, 32000),
  'step, 784-128-10': () => stepOf(() => trainee(SMALL)),
  'step, 784-512-512-10': () => stepOf(() => trainee(LARGE)),
  'step, two convolutions': () => stepOf(imageTrainee),
  'tutorial step': () => stepOf(() => trainee(TUTORIAL)),
  'whole 32000': () => projection(32000, true),
  'chunks 32000': () => projection(32000, false),
  'whole 32000 more': () => projection(32000, true, true),
  'chunks 32000 more': () => projection(32000, false, true),
  'whole 128256': () => projection(128256, true),
  'chunks 128256': () => projection(128256, false),
};

interface Request {
  op: string;
  ms?: number;
  to?: string;
  memory?: boolean;
}

/** Answers the requests on standard input, all of one op. */
export async function serve(): Promise<void> {
  let served: Served | undefined;
  let once: ((ms: number) => number) | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const { op, ms, to, memory: bytes } = JSON.parse(line) as Request;
    served ??= (SERVED[op] as () => Served)();
    let answer: object = {};
    if (to !== undefined) writeFileSync(to, served.values());
    if (bytes) {
      served.run();
      const { peakBytes, liveBytes } = memory();
      answer = { extra: peakBytes - liveBytes };
    }
    if (ms !== undefined) {
      once ??= timer(served.run, FULL.warmup).once;
      answer = { ms: once(ms) };
    }
    console.log(JSON.stringify(answer));
  }
}
