/** The kernels that every program needs: what the first binary exports. `extra.ts` is the second's. */
export * from './broadcast';
export * from './copy';
export * from './elementwise';
export * from './exact';
export * from './extremum';
export * from './gather';
export { gemm, gemmBlocks } from './gemm';
export { map1 } from './lanes';
export { map2 } from './lanes2';
export * from './loss';
export { refillWords, words } from './mt19937';
export * from './optim';
export * from './random';
export {
  block, cumsum, row, sum, sumAbsPow, sumBlocks, sumI32, sumPartials, sumSquares, sumSquaresBlocks, variance,
} from './reduce';
export { logSoftmax, logSoftmaxBackward, logsumexp, softmax, softmaxBackward } from './softmax';
export { sort } from './sort';
export { HEAP_BASE, setWorkspace, workspace, WORKSPACE_BYTES } from './workspace';
