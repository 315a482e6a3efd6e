/**
 * What the part `extra` exports: the kernels of layers, losses and optimizers that many programs do without. It is
 * compiled at its first use, on the memory of the first binary, and a bundle that does not need it does not contain it.
 */
export * from '../kernels/activation';
export * from '../kernels/attention';
export * from '../kernels/batch-norm';
export * from '../kernels/cdist';
export * from '../kernels/conv';
export { convInputs, convOutputs, convWeights } from '../kernels/conv-images';
export { ctcLoss } from '../kernels/ctc';
export { checkUnit, elementLoss, elementLossBackward } from '../kernels/element-loss';
export * from '../kernels/embedding-bag';
export { nearestNeighbours, nearestNeighboursBackward } from '../kernels/interpolate';
export * from '../kernels/layer-norm';
export { blockGradients, blockLosses, blockSums } from '../kernels/linear-cross-entropy';
export { multilabelMargin } from '../kernels/multilabel-margin';
export * from '../kernels/optim-extra';
export * from '../kernels/pool';
export { searchsorted } from '../kernels/searchsorted';
export * from '../kernels/vectors';
export {
  winogradInput, winogradOutput, winogradSlopes, winogradWeight, winogradWeightBack,
} from '../kernels/winograd';
