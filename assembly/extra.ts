/**
 * The kernels of layers, losses and optimizers that not every program has: what the third binary exports. It is compiled at their
 * first use, on the first one's memory, and bundles that do not need it are without it.
 */
export * from './activation';
export * from './bag';
export * from './classblocks';
export * from './conv';
export * from './descent';
export { checkUnit, elementLoss, elementLossBackward } from './elementloss';
export * from './norm';
export { avgPool2d, avgPool2dBackward, maxPool2d, maxPool2dBackward } from './pool';
