/**
 * linearCrossEntropy against linear followed by crossEntropy: the rate by 6 · N · H · V, the operations of its three products, and
 * memory beyond inputs, outputs and gradients.
 */
import { backend } from 'rushlight';
import { type Family, type Figure, PLAIN, type Row, type Work } from './harness.ts';
import { joined } from './net.ts';
import * as js from './reference.ts';
import { type Projection, projection } from './served.ts';
import { another } from './threads.ts';

const LIMIT_MIB = 8;

/** Rows of the input's gradient, by plain JavaScript. */
function inputGradient({ x, w, y, N, D, V }: Projection, rows: number): Float32Array {
  const g = js.crossEntropyGrad(js.matmul('NT', x.subarray(0, rows * D), w, rows, D, V), y.subarray(0, rows), rows, V);
  for (let i = 0; i < g.length; i++) g[i] = ((g[i] as number) * rows) / N;
  return js.matmul('NN', g, w, rows, V, D);
}

/** Both gradients, by plain JavaScript, and how long that took. */
function bothGradients({ x, w, y, N, D, V }: Projection): { dx: Float32Array; dw: Float32Array; ms: number } {
  const start = performance.now();
  const g = js.crossEntropyGrad(js.matmul('NT', x, w, N, D, V), y, N, V);
  const [dx, dw] = [js.matmul('NN', g, w, N, V, D), js.matmul('TN', g, x, V, N, D)];
  return { dx, dw, ms: performance.now() - start };
}

/** MiB beyond what a first call in an empty process leaves. */
async function extra(op: string): Promise<number> {
  const peer = another(backend().threads);
  try {
    return (await peer.ask<{ extra: number }>({ op, memory: true })).extra / 2 ** 20;
  } finally {
    await peer.end();
  }
}

const [ROWS, WIDTH] = [256, 512];

function project(V: number, cost: number | undefined, quick: boolean): Work {
  const more = cost === undefined;
  const [chunks, whole] = [projection(V, false, more), projection(V, true, more)];
  let plain = NaN;
  return {
    work: (6 * ROWS * WIDTH * V) / 1e9,
    unit: 'GFLOP/s',
    tolerance: 1e-5,
    check: () => {
      chunks.run();
      if (!quick) {
        const { dx, dw, ms } = bothGradients(chunks.data());
        plain = ms;
        return [joined([chunks.dx(), chunks.values()]), joined([dx, dw])];
      }
      if (more) {
        whole.run();
        return [joined([chunks.dx(), chunks.values()]), joined([whole.dx(), whole.values()])];
      }
      // two rows by plain JavaScript, the rest by way of the whole logits
      const dx = inputGradient(chunks.data(), 2);
      whole.run();
      return [joined([chunks.dx().subarray(0, dx.length), chunks.values()]), joined([dx, whole.values()])];
    },
    ours: chunks.run,
    versus: {
      'linear, then crossEntropy': { run: whole.run },
      [PLAIN]: quick ? undefined : { run: { time: async () => plain } },
    },
    goals: [{ versus: 'linear, then crossEntropy', as: 'cost', ...(cost !== undefined && { target: cost }) }],
    figures: async (): Promise<Figure[]> => [
      { name: 'memory', value: await extra(`chunks ${V}${more ? ' more' : ''}`), unit: 'MiB', atMost: LIMIT_MIB },
      { name: 'whole', value: await extra(`whole ${V}${more ? ' more' : ''}`), unit: 'MiB' },
    ],
  };
}

export const linearCrossEntropy: Family = {
  name: 'linearCrossEntropy',
  title: 'Linear and cross-entropy in one, hidden [256, 512]',
  rows: (): Row[] => [
    { name: 'weight [32000, 512]', setup: () => project(32000, 1.05, false) },
    { name: 'weight [32000, 512], z-loss and softcap', setup: () => project(32000, undefined, true) },
    { name: 'weight [128256, 512]', setup: () => project(128256, 1.15, true) },
  ],
};
