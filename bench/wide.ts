/** The opt-in level on a Node whose V8 widens vectors by a flag: products against OpenBLAS's 256-bit kernels. */
import { backend, matmul, randn, scope } from 'rushlight';
import { type Family, f32, type Row, Unavailable, type Work } from './harness.ts';
import { peak } from './limits.ts';
import * as js from './reference.ts';
import { torch } from './torch.ts';

const TARGET = 0.95;

async function product(m: number, k: number, n: number): Promise<Work> {
  if (backend().level !== ('wide' as string)) throw new Unavailable(`init chose '${backend().level}' when asked for 'wide'`);
  const [a, b] = [randn([m, k]), randn([k, n])];
  return {
    work: (2 * m * k * n) / 1e9,
    unit: 'GFLOP/s',
    tolerance: 1e-5,
    check: () => [scope(() => f32(matmul(a, b))), js.matmul('NN', f32(a), f32(b), m, k, n)],
    ours: () => scope(() => void matmul(a, b)),
    versus: { peak: peak(), OpenBLAS: await torch({ op: 'matmul', m, k, n }) },
    goals: [
      { versus: 'peak', as: 'share' },
      { versus: 'OpenBLAS', as: 'share', target: TARGET },
    ],
    dispose: () => {
      a.dispose();
      b.dispose();
    },
  };
}

export const wide: Family = {
  name: 'wide',
  title: "Products at the level 'wide'",
  level: 'wide',
  since: 24,
  flags: ['--experimental-wasm-revectorize'],
  rows: (): Row[] => [
    { name: 'matmul 512³ NN, wide', setup: () => product(512, 512, 512) },
    { name: 'matmul 1024³ NN, wide', setup: () => product(1024, 1024, 1024) },
    { name: 'matmul 256×768×1000 NN, wide', setup: () => product(256, 768, 1000) },
  ],
};
