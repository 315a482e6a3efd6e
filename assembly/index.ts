/** The kernels: everything that the compiled module exports. */
export * from './activation';
export * from './broadcast';
export * from './copy';
export * from './elementloss';
export * from './elementwise';
export * from './gather';
export { gemm, gemmBlocks } from './gemm';
export * from './loss';
export { refillWords, words } from './mt19937';
export * from './exact';
export * from './extremum';
export * from './norm';
export * from './optim';
export * from './random';
export { cumsum, sum, sumAbsPow, sumBlocks, sumI32, sumPartials, sumSquares, sumSquaresBlocks, variance } from './reduce';
export { logSoftmax, logSoftmaxBackward, logsumexp, softmax, softmaxBackward } from './softmax';
export { sort } from './sort';
export { HEAP_BASE, setWorkspace, WORKSPACE_BYTES } from './workspace';
