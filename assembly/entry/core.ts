/**
 * What the first binary exports: the kernels of the training loop, and the loops that the other parts borrow from it.
 * Those parts are listed in `rare.ts`, `extra.ts` and `recurrent.ts`.
 */
export * from '../kernels/arithmetic';
export * from '../kernels/compare';
export * from '../kernels/convert';
export { copyStrided, copyToStrided } from '../kernels/copy';
export * from '../kernels/create';
export * from '../kernels/cross-entropy';
export { cumsum } from '../kernels/cumsum';
export * from '../kernels/extremum';
export * from '../kernels/gather';
export { gemm, gemmBatch, gemmBlocks, tiles } from '../kernels/gemm';
export { indexAdd, indexSelect } from '../kernels/index-select';
export * from '../kernels/indices';
export * from '../kernels/maximum';
export * from '../kernels/nll';
export * from '../kernels/norm';
export * from '../kernels/one-hot';
export * from '../kernels/optim';
export * from '../kernels/power';
export { prod } from '../kernels/prod';
export * from '../kernels/relu';
export * from '../kernels/select';
export { logSoftmax, logSoftmaxBackward, logsumexp, softmax, softmaxBackward } from '../kernels/softmax';
export * from '../kernels/sum';
export * from '../kernels/targets';
export * from '../kernels/truth';
export * from '../kernels/unary';
export * from '../kernels/variance';
export { HEAP_BASE, setWorkspace, workspace, WORKSPACE_BYTES } from '../lib/workspace';

// what `lib/borrowed.ts` declares to the other parts
export { packColumns, packRows } from '../lib/gemm-pack';
export { setOperands, setTarget } from '../lib/gemm-tile';
export { map1 } from '../lib/map1';
export { map2 } from '../lib/map2';
export { expRow, maxAfter, rowDot, rowMax, sweep } from '../lib/rows';
export { sumBlock, sumRow } from '../lib/sums';
