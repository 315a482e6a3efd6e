/** Sorting, looking up, moving, batching and reading, and batch norm: work that is mostly memory's, beside PyTorch. */
import {
  data,
  F,
  loadSafetensors,
  permute,
  rand,
  randint,
  randn,
  saveSafetensors,
  scope,
  sort,
  type Tensor,
  topk,
} from 'rushlight';
import { type Family, f32, type Pair, PLAIN, type Row, type Work } from './harness.ts';
import { pass, scaled } from './layers.ts';
import { joined } from './net.ts';
import { torch } from './torch.ts';

const BATCH_NORM = { N: 32, C: 64, area: 784 };
const TABLE = { V: 30_000, D: 128, count: 8192 };
const SORTED = { N: 1000, C: 1000, k: 10 };
const TURNED = { shape: [64, 128, 256], dims: [2, 0, 1] };
const READ = { count: 10 ** 8, micros: 500_000 };
const SAMPLES = { N: 10_000, D: 784, batch: 64 };

interface Contest {
  request: object;
  ours: () => void;
  plain: () => void;
  /** Of a fresh call of each. */
  check: () => Pair;
  owners: { dispose(): void }[];
  tolerance?: number;
}

async function against({ request, ours, plain, check, owners, tolerance = 0 }: Contest): Promise<Work> {
  return {
    work: 1,
    unit: 'ms',
    tolerance,
    check,
    ours,
    versus: { torch: await torch(request), [PLAIN]: { run: plain } },
    goals: [{ versus: 'torch', as: 'cost', target: 1 }],
    dispose: () => {
      for (const owner of owners) owner.dispose();
    },
  };
}

function batchNorm(): Promise<Work> {
  const { N, C, area } = BATCH_NORM;
  const leaves = [[N, C, area], [C], [C]].map((shape) => randn(shape, { requiresGrad: true })) as [Tensor, Tensor, Tensor];
  const [x, weight, bias] = leaves;
  const dy = randn([N, C, area]);
  const forward = (): Tensor => F.batchNorm(x, null, null, { weight, bias, training: true });
  const ours = pass(leaves, dy, forward);
  const [xs, ws, bs, g] = [...leaves, dy].map(f32) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const [y, dx] = [new Float32Array(xs.length), new Float32Array(xs.length)];
  const [dw, db] = [new Float32Array(C), new Float32Array(C)];
  const plain = (): void => {
    const count = N * area;
    const each = (c: number, f: (i: number) => void): void => {
      for (let n = 0; n < N; n++) for (let i = (n * C + c) * area, end = i + area; i < end; i++) f(i);
    };
    for (let c = 0; c < C; c++) {
      let [sum, squares, ofGradient, ofProduct] = [0, 0, 0, 0];
      each(c, (i) => (sum += xs[i] as number));
      const mean = sum / count;
      each(c, (i) => (squares += ((xs[i] as number) - mean) ** 2));
      const inverse = 1 / Math.sqrt(squares / count + 1e-5);
      const [w, b] = [ws[c] as number, bs[c] as number];
      each(c, (i) => {
        const unit = ((xs[i] as number) - mean) * inverse;
        y[i] = unit * w + b;
        ofGradient += g[i] as number;
        ofProduct += (g[i] as number) * unit;
      });
      each(c, (i) => {
        const unit = ((xs[i] as number) - mean) * inverse;
        dx[i] = w * inverse * ((g[i] as number) - (ofGradient + unit * ofProduct) / count);
      });
      [dw[c], db[c]] = [ofProduct, ofGradient];
    }
  };
  const check = (): Pair => {
    ours();
    plain();
    const want = [y, dx, dw, db];
    return [scaled([scope(() => f32(forward())), ...leaves.map((t) => f32(t.grad as Tensor))], want), scaled(want, want)];
  };
  return against({ request: { op: 'batchNorm', ...BATCH_NORM }, ours, plain, check, owners: [...leaves, dy], tolerance: 1e-5 });
}

function embedding(): Promise<Work> {
  const { V, D, count } = TABLE;
  const [table, index, dy] = [randn([V, D], { requiresGrad: true }), randint(0, V, [count]), randn([count, D])];
  const forward = (): Tensor => F.embedding(index, table);
  const ours = pass([table], dy, forward);
  const [rows, at, g] = [f32(table), index.toTypedArray() as Int32Array, f32(dy)];
  const [y, dw] = [new Float32Array(count * D), new Float32Array(V * D)];
  const plain = (): void => {
    dw.fill(0);
    for (let n = 0; n < count; n++) {
      const row = (at[n] as number) * D;
      for (let j = 0; j < D; j++) {
        y[n * D + j] = rows[row + j] as number;
        dw[row + j] = (dw[row + j] as number) + (g[n * D + j] as number);
      }
    }
  };
  const check = (): Pair => {
    ours();
    plain();
    return [joined([scope(() => f32(forward())), f32(table.grad as Tensor)]), joined([y, dw])];
  };
  return against({ request: { op: 'embedding', ...TABLE }, ours, plain, check, owners: [table, index, dy], tolerance: 1e-6 });
}

/** All of a row in order, or the greatest k of it. */
function ordering(all: boolean): Promise<Work> {
  const { N, C, k } = SORTED;
  const x = randn([N, C]);
  const call = (): Tensor => (all ? sort(x) : topk(x, k)).values;
  const xs = f32(x);
  const plain = (): Float32Array =>
    joined(
      Array.from({ length: N }, (_, n) => {
        const row = xs.slice(n * C, (n + 1) * C).sort();
        return all ? row : row.subarray(C - k).reverse();
      }),
    );
  return against({
    request: { op: 'ordering', N, C, k: all ? 0 : k },
    ours: () => scope(() => void call()),
    plain,
    check: () => [scope(() => f32(call())), plain()],
    owners: [x],
  });
}

function turning(): Promise<Work> {
  const [A, B, C] = TURNED.shape as [number, number, number];
  const x = randn([A, B, C]);
  const call = (): Tensor => permute(x, TURNED.dims).contiguous();
  const [xs, out] = [f32(x), new Float32Array(A * B * C)];
  const plain = (): Float32Array => {
    for (let c = 0, to = 0; c < C; c++)
      for (let a = 0; a < A; a++) for (let b = 0; b < B; b++) out[to++] = xs[(a * B + b) * C + c] as number;
    return out;
  };
  return against({
    request: { op: 'permute', ...TURNED },
    ours: () => scope(() => void call()),
    plain,
    check: () => [scope(() => f32(call())), plain()],
    owners: [x],
  });
}

/** A pass over a shuffled set. */
function loading(): Promise<Work> {
  const { N, D, batch } = SAMPLES;
  const [x, y] = [randn([N, D]), randint(0, 10, [N])];
  const dataset = new data.TensorDataset(x, y);
  const [inOrder, shuffled] = [false, true].map((shuffle) => new data.DataLoader(dataset, { batchSize: batch, shuffle }));
  const pass = (loader: typeof inOrder, each: (x: Tensor) => void): void => {
    for (const [rows] of loader as Iterable<[Tensor, Tensor]>) each(rows);
  };
  const xs = f32(x);
  const plain = (): void => {
    const order = Int32Array.from({ length: N }, (_, i) => i);
    for (let i = N - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (let from = 0; from < N; from += batch) {
      const out = new Float32Array(Math.min(batch, N - from) * D);
      for (let i = from; i < Math.min(from + batch, N); i++) {
        const row = order[i] as number;
        out.set(xs.subarray(row * D, (row + 1) * D), (i - from) * D);
      }
    }
  };
  return against({
    request: { op: 'loader', ...SAMPLES },
    ours: () => scope(() => pass(shuffled, () => {})),
    plain,
    check: () => {
      const parts: Float32Array[] = [];
      scope(() => pass(inOrder, (rows) => parts.push(f32(rows))));
      return [joined(parts), xs];
    },
    owners: [x, y],
  });
}

/** A file of bfloat16 values, into memory that the process has used before. */
function reading(): Work {
  const { count, micros } = READ;
  const file = scope(() => saveSafetensors({ w: rand([count]) }, {}, { cast: 'bfloat16' }));
  const values = new Uint16Array(file.buffer, file.length - 2 * count, count);
  const out = new Float32Array(count);
  const bits = new Int32Array(out.buffer);
  const plain = (): Float32Array => {
    for (let i = 0; i < count; i++) bits[i] = (values[i] as number) << 16;
    return out;
  };
  const call = (): Tensor => loadSafetensors(file).tensors['w'] as Tensor;
  return {
    work: 1,
    unit: 'ms',
    tolerance: 0,
    check: () => [scope(() => f32(call())), plain()],
    ours: () => scope(() => void call()),
    versus: { [PLAIN]: { run: plain } },
    goals: [{ as: 'micros', target: micros }],
  };
}

export const moving: Family = {
  name: 'moving',
  title: 'Batch norm, look-ups, sorting, permuting, batching, reading',
  rows: (): Row[] => [
    { name: 'BatchNorm, [32, 64, 784], with gradients', setup: batchNorm },
    { name: 'embedding, 8192 of [30000, 128], with gradient', setup: embedding },
    { name: 'sort, [1000, 1000]', setup: () => ordering(true) },
    { name: 'topk 10, [1000, 1000]', setup: () => ordering(false) },
    { name: 'permute (2, 0, 1) of [64, 128, 256], contiguous', setup: turning },
    { name: 'DataLoader, a pass over [10000, 784], batch 64, shuffled', setup: loading },
    { name: 'loadSafetensors, 10⁸ values of BF16', setup: reading },
  ],
};
