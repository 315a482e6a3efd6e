/**
 * The kernels of layers, losses and optimizers that not every program has: what the third binary exports. It is compiled at their
 * first use, on the first one's memory, and bundles that do not need it are without it.
 */
export * from '../kernels/activation';
export * from '../kernels/embedding-bag';
export * from '../kernels/linear-cross-entropy';
export * from '../kernels/conv';
export * from '../kernels/descent';
export { checkUnit, elementLoss, elementLossBackward } from '../kernels/element-loss';
export * from '../kernels/norm';
export { avgPool2d, avgPool2dBackward, maxPool2d, maxPool2dBackward } from '../kernels/pool';
