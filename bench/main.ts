/**
 * The tables: each row is checked against plain JavaScript before it is timed, and a row whose check fails has no rate
 * and fails the run. Both contenders are timed in one process, in turn. `npm run bench`, `npm run bench -- --quick`.
 */
import { backend, F, init, manualSeed, matmul, nn, optim, randint, randn, scope, type Tensor, zeros } from 'rushlight';
import { Bench } from 'tinybench';
import * as js from './reference.ts';

const quick = process.argv.includes('--quick');
const threads = Number(process.argv.find((a) => a.startsWith('--threads='))?.slice(10) ?? 1);
await init({ threads });
manualSeed(0);

interface Row {
  name: string;
  /** What the row does in a call, in units of 10⁹: floating-point operations or bytes; 0 for a plain time. */
  work: number;
  unit: 'GFLOP/s' | 'GB/s' | 'µs';
  tolerance: number;
  ours: () => void;
  theirs: () => void;
  /** Both results, freshly computed. */
  check: () => [ArrayLike<number>, ArrayLike<number>];
}

const f32 = (t: Tensor): Float32Array => t.toTypedArray() as Float32Array;
const rows: Row[] = [];

for (const [m, k, n] of [
  [64, 64, 64],
  [128, 128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [64, 784, 128],
  [256, 768, 1000],
  [10, 20, 3],
  [1, 784, 128],
] as const) {
  const [a, b] = [randn([m, k]), randn([k, n])];
  const [x, y] = [f32(a), f32(b)];
  rows.push({
    name: `matmul ${m}×${k}×${n}`,
    work: (2 * m * k * n) / 1e9,
    unit: 'GFLOP/s',
    tolerance: 1e-5 * k,
    ours: () => scope(() => void matmul(a, b)),
    theirs: () => void js.matmul(x, y, m, k, n),
    check: () => [scope(() => f32(matmul(a, b))), js.matmul(x, y, m, k, n)],
  });
}

for (const [N, C] of [
  [256, 1000],
  [128, 32000],
] as const) {
  const logits = randn([N, C]);
  const leaf = logits.clone().requiresGrad_();
  const target = randint(0, C, [N]);
  const [x, y] = [f32(logits), target.toTypedArray() as Int32Array];
  const gradient = (): void =>
    scope(() => {
      leaf.grad = null;
      F.crossEntropy(leaf, target).backward();
    });
  rows.push(
    {
      name: `logSoftmax [${N}, ${C}]`,
      work: (8 * N * C) / 1e9,
      unit: 'GB/s',
      tolerance: 1e-5,
      ours: () => scope(() => void F.logSoftmax(logits, 1)),
      theirs: () => void js.logSoftmax(x, N, C),
      check: () => [scope(() => f32(F.logSoftmax(logits, 1))), js.logSoftmax(x, N, C)],
    },
    {
      name: `crossEntropy + gradient [${N}, ${C}]`,
      work: (8 * N * C) / 1e9,
      unit: 'GB/s',
      tolerance: 1e-7,
      ours: gradient,
      theirs: () => void js.crossEntropyGrad(x, y, N, C),
      check: () => {
        gradient();
        return [f32(leaf.grad as Tensor), js.crossEntropyGrad(x, y, N, C)];
      },
    },
  );
}

{
  const n = 2 ** 22;
  const p = zeros([n]).requiresGrad_();
  p.grad = randn([n]);
  const start = randn([n]);
  const [g, q, m, v] = [f32(p.grad), f32(start), new Float32Array(n), new Float32Array(n)];
  const optimizer = new optim.Adam([p]);
  let t = 0;
  const fresh = { state: {}, paramGroups: optimizer.stateDict().paramGroups };
  rows.push({
    name: 'Adam, 4 M parameters',
    work: (28 * n) / 1e9,
    unit: 'GB/s',
    tolerance: 1e-6,
    ours: () => optimizer.step(),
    theirs: () => js.adam(q, g, m, v, ++t),
    check: () => {
      optimizer.loadStateDict(fresh);
      p.detach().copy_(start);
      optimizer.step();
      const want = f32(start);
      js.adam(want, g, new Float32Array(n), new Float32Array(n), 1);
      return [f32(p), want];
    },
  });
}

for (const { name, sizes, batch } of [
  { name: 'tutorial step, 20-3, batch 10', sizes: [20, 3], batch: 10 },
  { name: 'MLP 784-128-10 step, batch 64', sizes: [784, 128, 10], batch: 64 },
]) {
  const layers = sizes.slice(1).flatMap((out, i) => [...(i > 0 ? [new nn.ReLU()] : []), new nn.Linear(sizes[i] as number, out)]);
  const model = new nn.Sequential(...layers);
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.01 });
  const criterion = new nn.CrossEntropyLoss();
  const [x, y] = [randn([batch, sizes[0] as number]), randint(0, sizes.at(-1) as number, [batch])];
  const snapshot = (): js.Net => {
    const parameters = model.parameters().map(f32);
    return { sizes, weights: parameters.filter((_, i) => i % 2 === 0), biases: parameters.filter((_, i) => i % 2 === 1) };
  };
  const net = snapshot();
  const [xs, ys] = [f32(x), y.toTypedArray() as Int32Array];
  const step = (): void =>
    scope(() => {
      optimizer.zeroGrad();
      criterion.forward(model.forward(x), y).backward();
      optimizer.step();
    });
  rows.push({
    name,
    work: 0,
    unit: 'µs',
    tolerance: 1e-6,
    ours: step,
    theirs: () => js.netStep(net, xs, ys, 0.01),
    check: () => {
      const want = snapshot();
      step();
      js.netStep(want, xs, ys, 0.01);
      return [
        model.parameters().flatMap((p) => [...f32(p)]),
        want.weights.flatMap((w, i) => [...w, ...(want.biases[i] as Float32Array)]),
      ];
    },
  });
}

/** The greatest difference between two results; infinite if they differ in length or hold NaN. */
function error([got, want]: [ArrayLike<number>, ArrayLike<number>]): number {
  if (got.length !== want.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < got.length; i++) {
    const d = Math.abs((got[i] as number) - (want[i] as number));
    worst = d <= worst ? worst : Number.isNaN(d) ? Infinity : d;
  }
  return worst;
}

let failed = 0;
const table: Record<string, Record<string, string>> = {};
for (const row of rows) {
  const off = error(row.check());
  if (!(off <= row.tolerance)) {
    failed++;
    table[row.name] = { rate: 'WRONG', error: off.toExponential(1) };
    continue;
  }
  const bench = new Bench({
    time: quick ? 20 : 500,
    warmupTime: quick ? 5 : 300,
    iterations: quick ? 1 : 8,
    warmupIterations: quick ? 1 : 4,
  });
  bench.add('ours', row.ours).add('plain JS', row.theirs);
  await bench.run();
  const [ours, theirs] = bench.tasks.map(
    (task) => (task.result as unknown as { latency: { p50: number; p75: number; min: number } }).latency,
  );
  const ms = ours?.p50 as number;
  table[row.name] = {
    rate: row.unit === 'µs' ? `${(ms * 1000).toFixed(2)} µs` : `${(row.work / (ms / 1000)).toFixed(1)} ${row.unit}`,
    'median, µs': (ms * 1000).toFixed(2),
    'quartile / least': `${((ours?.p75 as number) / (ours?.min as number)).toFixed(2)}`,
    'times plain JS': ((theirs?.p50 as number) / ms).toFixed(1),
    error: off.toExponential(1),
  };
}
console.log(`Node ${process.version}, level ${backend().level}, ${backend().threads} thread(s)`);
console.table(table);
if (failed > 0) console.error(`${failed} rows differ from plain JavaScript`);
process.exitCode = failed > 0 ? 1 : 0;
