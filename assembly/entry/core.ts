/** The kernels of the training loop: what the first binary exports. Those of the others are in `rare.ts` and `extra.ts`. */
export * from '../kernels/broadcast';
export * from '../kernels/copy';
export * from '../kernels/elementwise';
export * from '../kernels/extremum';
export * from '../kernels/gather';
export { gemm, gemmBlocks } from '../kernels/gemm';
export { map1 } from '../lib/map1';
export { map2 } from '../lib/map2';
export * from '../kernels/loss';
export * from '../kernels/optim';
export {
  block, cumsum, row, sum, sumAbsPow, sumBlocks, sumI32, sumPartials, sumSquares, sumSquaresBlocks, variance,
} from '../kernels/reduce';
export { expRow, maxAfter, rowMax, rowSum, sweep } from '../lib/rows';
export { logSoftmax, logSoftmaxBackward, logsumexp, softmax, softmaxBackward } from '../kernels/softmax';
export { HEAP_BASE, setWorkspace, workspace, WORKSPACE_BYTES } from '../lib/workspace';
