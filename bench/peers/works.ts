/** What every contender is asked to do, and who they are. */

export interface Work {
  title: string;
  /** Handed to the contender; `kind` is the name of its function. */
  work: { kind: string; [option: string]: unknown };
  /** How a time of a call is shown: as a rate of so many GFLOP, as steps a second, or in ms. */
  show: { gflop: number } | 'steps/s' | 'ms';
  memory?: boolean;
}

const LAYOUTS = ['NN', 'NT', 'TN'];
const NETS = {
  tutorial: { sizes: [20, 3], batch: 10, optimizer: 'SGD' },
  small: { sizes: [784, 128, 10], batch: 64, optimizer: 'SGD' },
  large: { sizes: [784, 512, 512, 10], batch: 128, optimizer: 'Adam' },
};
const forward = ({ sizes, batch }: { sizes: number[]; batch: number }) => ({ kind: 'forward', sizes, batch });

export const WORKS: Work[] = [
  { title: 'tutorial step (20-3, batch 10, SGD), steps/s', work: { kind: 'step', ...NETS.tutorial }, show: 'steps/s' },
  { title: 'MLP 784-128-10, batch 64, SGD, steps/s', work: { kind: 'step', ...NETS.small }, show: 'steps/s' },
  { title: 'MLP 784-512-512-10, batch 128, Adam, steps/s', work: { kind: 'step', ...NETS.large }, show: 'steps/s' },
  { title: 'MLP 784-128-10, batch 64, forward, ms', work: forward(NETS.small), show: 'ms' },
  { title: 'cross-entropy fwd + bwd 256×1000, ms', work: { kind: 'crossEntropy', N: 256, C: 1000 }, show: 'ms' },
  { title: 'cross-entropy fwd + bwd 128×32000, ms', work: { kind: 'crossEntropy', N: 128, C: 32000 }, show: 'ms' },
  { title: 'log-softmax 256×1000, ms', work: { kind: 'logSoftmax', N: 256, C: 1000 }, show: 'ms' },
  ...LAYOUTS.map((layout) => ({
    title: `matmul 512³ ${layout}, GFLOP/s`,
    work: { kind: 'matmul', layout, m: 512, k: 512, n: 512 },
    show: { gflop: (2 * 512 ** 3) / 1e9 },
  })),
  {
    title: 'linear + cross-entropy 256×512×32000, ms (growth of memory, MiB)',
    work: { kind: 'projection', N: 256, D: 512, V: 32000, chunks: true },
    show: 'ms',
    memory: true,
  },
];

/** The same kinds, small enough to be checked wherever tests run. */
export const SMALL_WORKS: Work[] = [
  WORKS[0] as Work,
  { title: 'step 12-8-4, Adam', work: { kind: 'step', sizes: [12, 8, 4], batch: 5, optimizer: 'Adam' }, show: 'steps/s' },
  { title: 'forward 12-8-4', work: { kind: 'forward', sizes: [12, 8, 4], batch: 5 }, show: 'ms' },
  { title: 'cross-entropy 6×10', work: { kind: 'crossEntropy', N: 6, C: 10 }, show: 'ms' },
  { title: 'log-softmax 6×10', work: { kind: 'logSoftmax', N: 6, C: 10 }, show: 'ms' },
  ...LAYOUTS.map((layout) => ({
    title: `matmul 5×7×9 ${layout}`,
    work: { kind: 'matmul', layout, m: 5, k: 7, n: 9 },
    show: 'ms' as const,
  })),
  { title: 'linear + cross-entropy 6×8×20', work: { kind: 'projection', N: 6, D: 8, V: 20, chunks: true }, show: 'ms' },
];

export const FIRST: Work = {
  title: 'process start to first product, ms',
  work: { kind: 'matmul', layout: 'NN', m: 2, k: 2, n: 2 },
  show: 'ms',
};

export interface Contender {
  name: string;
  /** The module under contenders/ and its arguments; `python` runs native.py instead. */
  run: string[];
  /** What its users' bundle holds: modules, and files beside them. Absent where it is counted elsewhere or has none. */
  size?: { modules: string[]; files?: string[] };
  /** Whether it may fail to start on this platform, by its own limits. */
  mayFail?: boolean;
  /** Works whose result is its own by design: why. */
  differs?: (work: Work['work']) => string | undefined;
}

const TFJS = '@tensorflow/tfjs';
const TFJS_WASM = '@tensorflow/tfjs-backend-wasm';

export const REFEREE = 'plain JS';

export const CONTENDERS: Contender[] = [
  { name: 'rushlight', run: ['rushlight'], size: { modules: ['../../dist/src/index.js'] } },
  { name: 'rushlight, 2 threads', run: ['rushlight', '2'] },
  { name: REFEREE, run: ['plain'] },
  { name: 'tfjs cpu', run: ['tfjs', 'cpu'], size: { modules: [TFJS] } },
  {
    name: 'tfjs wasm',
    run: ['tfjs', 'wasm'],
    size: { modules: [TFJS, TFJS_WASM], files: [`node_modules/${TFJS_WASM}/dist/tfjs-backend-wasm-simd.wasm`] },
  },
  { name: 'tfjs wasm, 2 threads', run: ['tfjs', 'wasm', '2'], mayFail: true },
  { name: 'jax-js', run: ['jax'], size: { modules: ['@jax-js/jax'] } },
  {
    name: 'js-pytorch',
    run: ['js-pytorch'],
    differs: ({ kind, optimizer }) => (kind === 'step' && optimizer === 'Adam' ? 'its Adam has no bias correction' : undefined),
  },
  { name: 'ml-matrix', run: ['ml-matrix'], size: { modules: ['ml-matrix'] } },
  {
    name: 'ort-web',
    run: ['onnx', 'web'],
    size: {
      modules: ['onnxruntime-web/wasm'],
      files: ['node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'],
    },
  },
  { name: 'ort-node', run: ['onnx', 'node'], mayFail: true },
  { name: 'PyTorch', run: ['python'] },
];
