/** The kernels of the training loop: what the first binary exports. Those of the others are in `rare.ts` and `extra.ts`. */
export * from './broadcast';
export * from './copy';
export * from './elementwise';
export * from './extremum';
export * from './gather';
export { gemm, gemmBlocks } from './gemm';
export { map1 } from './lanes';
export { map2 } from './lanes2';
export * from './loss';
export * from './optim';
export {
  block, cumsum, row, sum, sumAbsPow, sumBlocks, sumI32, sumPartials, sumSquares, sumSquaresBlocks, variance,
} from './reduce';
export { expRow, maxAfter, rowMax, rowSum, sweep } from './rows';
export { logSoftmax, logSoftmaxBackward, logsumexp, softmax, softmaxBackward } from './softmax';
export { HEAP_BASE, setWorkspace, workspace, WORKSPACE_BYTES } from './workspace';
